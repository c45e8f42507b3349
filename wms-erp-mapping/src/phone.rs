//! Phone numbers in the international form, for warehouses whose carriers insist on it.

use crate::note::{NoteKind, Notes};

/// How phone numbers go over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum PhoneStyle {
    /// As somebody typed them.
    #[default]
    AsTyped,
    /// In the international form: `+4791234567`. Of several numbers in one field the first is taken. What cannot be
    /// understood goes over as typed. Both are noted.
    International,
}

impl PhoneStyle {
    pub(crate) fn apply(
        self,
        field: &'static str,
        number: &mut Option<String>,
        country: Option<&str>,
        notes: &mut Notes,
    ) {
        let Some(typed) = number.as_mut().filter(|typed| self == Self::International && !typed.is_empty())
        else {
            return;
        };
        match first_international(typed, country) {
            Some(Parsed { number, others }) => {
                if others {
                    notes.add(
                        NoteKind::Changed,
                        field,
                        "the field holds several numbers; the first is taken",
                    );
                } else if *typed != number {
                    notes.add(NoteKind::Changed, field, "written in the international form");
                }
                *typed = number;
            }
            None => notes.add(NoteKind::Kept, field, "not understood as a phone number; sent as typed"),
        }
    }
}

struct Parsed {
    number: String,
    others: bool,
}

/// The first number of a field, in the form `+` and digits.
fn first_international(typed: &str, country: Option<&str>) -> Option<Parsed> {
    let mut parts = typed.split(['/', ',', ';', '|', '\n', '&']).flat_map(split_words);
    let number = international(parts.next()?, country)?;
    Some(Parsed { number, others: parts.any(|part| part.contains(|c: char| c.is_ascii_digit())) })
}

/// Splits at a word that stands between two numbers.
fn split_words(part: &str) -> impl Iterator<Item = &str> {
    [" eller ", " og ", " och ", " or ", " and ", " tai "]
        .iter()
        .find_map(|word| part.split_once(word))
        .map_or([Some(part), None], |(first, second)| [Some(first), Some(second)])
        .into_iter()
        .flatten()
}

fn international(part: &str, country: Option<&str>) -> Option<String> {
    let part = part.trim().replace("(0)", "");
    let plus = part.starts_with('+') || part.starts_with("(+");
    let mut digits = String::with_capacity(part.len());
    for (at, c) in part.char_indices() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if at < 2 && plus => {}
            ' ' | '\u{A0}' | '\t' | '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2014}' => {}
            _ => return None,
        }
    }
    if plus {
        return with_plus(&digits);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return with_plus(rest);
    }
    let plan = PLANS.iter().find(|plan| Some(plan.country) == country)?;
    let national = if plan.trunk_zero { digits.strip_prefix('0').unwrap_or(&digits) } else { &digits };
    if plan.lengths.contains(&national.len()) {
        return with_plus(&format!("{}{national}", plan.code));
    }
    // "47 912 34 567": the country's code without a sign in front of it.
    let rest = digits.strip_prefix(plan.code)?;
    if plan.lengths.contains(&rest.len()) { with_plus(&digits) } else { None }
}

/// A number has at most 15 digits by E.164; one of fewer than 7 is an extension, or a slip.
fn with_plus(digits: &str) -> Option<String> {
    ((7..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

/// How a country writes its numbers at home.
struct Plan {
    country: &'static str,
    code: &'static str,
    /// Whether numbers begin with a 0 that falls away behind the country's code.
    trunk_zero: bool,
    lengths: std::ops::RangeInclusive<usize>,
}

const fn plan(
    country: &'static str,
    code: &'static str,
    trunk_zero: bool,
    shortest: usize,
    longest: usize,
) -> Plan {
    Plan { country, code, trunk_zero, lengths: shortest..=longest }
}

const PLANS: &[Plan] = &[
    plan("NO", "47", false, 8, 8),
    plan("SJ", "47", false, 8, 8),
    plan("SE", "46", true, 7, 9),
    plan("DK", "45", false, 8, 8),
    plan("FI", "358", true, 7, 10),
    plan("AX", "358", true, 7, 10),
    plan("IS", "354", false, 7, 7),
    plan("FO", "298", false, 6, 6),
    plan("GL", "299", false, 6, 6),
    plan("DE", "49", true, 7, 11),
    plan("NL", "31", true, 9, 9),
    plan("BE", "32", true, 8, 9),
    plan("GB", "44", true, 9, 10),
    plan("FR", "33", true, 9, 9),
    plan("AT", "43", true, 7, 12),
    plan("CH", "41", true, 9, 9),
    plan("PL", "48", false, 9, 9),
    plan("EE", "372", false, 7, 8),
    plan("LV", "371", false, 8, 8),
    plan("LT", "370", false, 8, 8),
];
