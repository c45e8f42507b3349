//! E-mail addresses as people type them into one field.

use super::ContactLists;
use crate::note::NoteKind;

/// What separates addresses. A blank does so only where addresses stand on both sides: `ola nordmann@example.test`
/// is a misspelt address, not the address of Nordmann.
const SEPARATORS: [char; 5] = [';', ',', '|', '\n', '\r'];

/// What may stand between addresses besides.
const BETWEEN: &[&str] = &["/", "&", "+", "-", "eller", "or", "og", "och", "and", "tai", "ja", "oder", "und"];

/// What goes over of the field, and what is to be noted about it. Never a character that was not typed.
pub(super) fn read(typed: &str, lists: ContactLists) -> (&str, Option<(NoteKind, &'static str)>) {
    if is_address(typed.trim()) {
        return (typed, None);
    }
    let addresses = addresses(typed);
    match (addresses.as_slice(), lists) {
        ([], _) => (typed, Some((NoteKind::Kept, "it cannot be an e-mail address; sent as typed"))),
        (_, ContactLists::AsTyped) => (typed, None),
        ([only], ContactLists::First) => (
            only,
            Some((
                NoteKind::Changed,
                "only part of the field is an e-mail address; that part is \
                sent",
            )),
        ),
        ([first, ..], ContactLists::First) => {
            (first, Some((NoteKind::Changed, "the field contains several addresses; the first is used")))
        }
    }
}

fn addresses(typed: &str) -> Vec<&str> {
    typed.split(SEPARATORS).flat_map(in_part).collect()
}

/// The addresses between two separators.
fn in_part(part: &str) -> Vec<&str> {
    let part = part.trim();
    // As mail programs write them: Kari Nordmann <kari@example.test>
    let bracketed: Vec<&str> = part
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(inside, _)| inside.trim()))
        .collect();
    let words = || part.split_whitespace().filter(|word| !is_between(word));
    let slashed = || part.split('/').map(str::trim);
    if bracketed.iter().any(|inside| is_address(inside)) {
        bracketed.into_iter().filter(|inside| is_address(inside)).collect()
    } else if words().all(is_address) {
        words().collect()
    } else if slashed().all(is_address) {
        slashed().collect()
    } else {
        Vec::new()
    }
}

fn is_between(word: &str) -> bool {
    BETWEEN.iter().any(|between| word.eq_ignore_ascii_case(between))
}

/// Whether it can be an address at all: a name, one `@`, and a domain with a dot, without blanks and what separates.
fn is_address(text: &str) -> bool {
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\|".contains(c);
    let Some((name, domain)) = text.split_once('@') else { return false };
    !name.is_empty()
        && !text.contains(forbidden)
        && !domain.contains(['@', '/'])
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}
