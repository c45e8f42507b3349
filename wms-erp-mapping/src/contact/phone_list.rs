//! Phone numbers as people type them into one field.

use super::ContactLists;
use crate::note::NoteKind;

/// What separates numbers. A blank does not: it stands inside numbers.
const SEPARATORS: [char; 7] = ['/', ';', ',', '|', '&', '\n', '\r'];

/// Words between numbers.
const BETWEEN: &[&str] = &["eller", "or", "og", "och", "and", "tai", "ja", "oder", "und"];

/// So many digits a number has by itself; fewer are a part of one, such as an area code or an extension.
const LEAST: usize = 6;
/// So many digits a number has before a few more can be the end of a second one: `22 00 00 00 / 01`.
const WHOLE: usize = 8;
/// The most digits of a number (ITU-T E.164), and two for the sign to dial out.
const MOST: usize = 17;

/// What goes over of the field, and what is to be noted about it. Never a character that was not typed.
pub(super) fn read(typed: &str, lists: ContactLists) -> (&str, Option<(NoteKind, &'static str)>) {
    match (lists, first(typed)) {
        (ContactLists::First, Some(first)) => {
            (first, Some((NoteKind::Changed, "the field contains several numbers; the first is used")))
        }
        (ContactLists::First, None) if digits(typed) > MOST => {
            (typed, Some((NoteKind::Kept, "it has more digits than a phone number; sent as typed")))
        }
        _ => (typed, None),
    }
}

/// The first number of a field that holds several for certain.
fn first(typed: &str) -> Option<&str> {
    let mut pieces =
        typed.split(SEPARATORS).flat_map(by_words).map(str::trim).filter(|piece| digits(piece) > 0);
    let first = pieces.next().filter(|first| is_number(first))?;
    let (mut several, mut others) = (false, 0);
    let mut only_ends = digits(first) >= WHOLE;
    for other in pieces {
        others += 1;
        several |= is_number(other);
        only_ends &= is_end(other);
    }
    (several || others > 0 && only_ends).then_some(first)
}

/// Cuts at words that stand between numbers, and before a `+` that begins another number.
fn by_words(part: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in part.split_inclusive(char::is_whitespace) {
        let piece = part.get(start..at).unwrap_or_default();
        let next = at + word.len();
        if BETWEEN.iter().any(|between| word.trim().eq_ignore_ascii_case(between)) {
            pieces.push(piece);
            start = next;
        } else if word.starts_with('+') && is_number(piece) {
            pieces.push(piece);
            start = at;
        }
        at = next;
    }
    pieces.extend(part.get(start..));
    pieces
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a piece can be dialled by itself: `030` and `033205` before a slash are area codes.
fn is_number(piece: &str) -> bool {
    let mut dialled = piece.bytes().filter(u8::is_ascii_digit);
    let is_national = dialled.next() == Some(b'0') && dialled.next() != Some(b'0');
    digits(piece) >= LEAST + usize::from(is_national)
}

/// Whether a piece can be the end of a second number.
fn is_end(piece: &str) -> bool {
    digits(piece) < LEAST && piece.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-')
}
