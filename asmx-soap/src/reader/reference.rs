//! References in texts, and how a reader shows itself.

use quick_xml::events::BytesRef;

use super::Reader;
use crate::{DecodeError, DecodeErrorKind};

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("position", &self.position())
            .field("depth", &self.depth())
            .finish_non_exhaustive()
    }
}

/// The character that a reference stands for: one of XML's five names, or a number. A number that is no character stands
/// for U+FFFD: .NET's writer lets some through, and the text around it is no worse for it.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, DecodeError> {
    if let Some(number) = number(reference) {
        let character = char::from_u32(number).filter(|character| *character != '\0');
        return Ok(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        name => match reference.resolve_char_ref().map_err(DecodeError::malformed)? {
            Some(character) => Ok(character),
            None => Err(DecodeError::new(DecodeErrorKind::UnknownEntity(name.chars().take(64).collect()))),
        },
    }
}

/// Adds what a reference stands for. Some writers send a character as two references, as UTF-16 has it: the first half
/// is U+FFFD, and is given back, until the second one follows.
pub(super) fn push(
    text: &mut String,
    before: Option<u32>,
    reference: &BytesRef<'_>,
) -> Result<Option<u32>, DecodeError> {
    let number = number(reference);
    match (before, number) {
        (Some(first), Some(second @ 0xDC00..0xE000)) => {
            text.pop();
            let character = char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        _ => text.push(resolve(reference)?),
    }
    Ok(number.filter(|number| (0xD800..0xDC00).contains(number)))
}

/// The number of a reference by number, if it can be one.
fn number(reference: &BytesRef<'_>) -> Option<u32> {
    let digits = reference.strip_prefix('#')?;
    let (digits, radix) = digits.strip_prefix('x').map_or((digits, 10), |digits| (digits, 16));
    let is_number = digits.starts_with(|first: char| first.is_ascii_hexdigit());
    u32::from_str_radix(digits, radix).ok().filter(|_| is_number)
}
