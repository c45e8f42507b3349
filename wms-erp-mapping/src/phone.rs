//! Phone numbers in the international form, for warehouses whose carriers insist on it.

use serde::Serialize;

use crate::note::{NoteKind, Notes};

/// How phone numbers go over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum PhoneStyle {
    /// As they were typed.
    #[default]
    AsTyped,
    /// In the international form of E.164: `+4791234567`. Of several numbers in one field the first is taken. What is no
    /// valid number by the plan of its country goes over as typed. Both are noted.
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
                        "the field contains several numbers; the first is used",
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

fn split_words(part: &str) -> impl Iterator<Item = &str> {
    [" eller ", " og ", " och ", " or ", " and ", " tai "]
        .iter()
        .find_map(|word| part.split_once(word))
        .map_or([Some(part), None], |(first, second)| [Some(first), Some(second)])
        .into_iter()
        .flatten()
}

/// A number that is valid by its country's plan, in the form of E.164.
fn international(part: &str, country: Option<&str>) -> Option<String> {
    // Letters would be read as the digits of their keys.
    if part.contains(char::is_alphabetic) {
        return None;
    }
    let country = country.and_then(|code| code.parse().ok());
    // The zero that is dialled at home only; and the sign for "dial out", which is not the same everywhere.
    let part = part.replace("(0)", "");
    let part = part.trim();
    let part = part.strip_prefix("00").map_or_else(|| part.to_owned(), |rest| format!("+{rest}"));
    let number = phonenumber::parse(country, part).ok().filter(phonenumber::is_valid)?;
    Some(number.format().mode(phonenumber::Mode::E164).to_string())
}
