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

/// The character that a reference stands for: one of XML's five names, or a number. A number that is no character makes
/// the item unreadable, and the answer around it stays what it is.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, DecodeError> {
    if let Some(number) = number(reference) {
        return char::from_u32(number)
            .filter(|character| *character != '\0')
            .ok_or_else(|| DecodeError::value("character", &format!("&{};", &**reference)));
    }
    if let Some(character) = reference.resolve_char_ref().map_err(DecodeError::malformed)? {
        return Ok(character);
    }
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        name => Err(DecodeError::new(DecodeErrorKind::UnknownEntity(name.chars().take(64).collect()))),
    }
}

/// The number of a reference by number, if it can be one.
fn number(reference: &BytesRef<'_>) -> Option<u32> {
    let digits = reference.strip_prefix('#')?;
    let (digits, radix) = digits.strip_prefix('x').map_or((digits, 10), |digits| (digits, 16));
    let is_number = digits.starts_with(|first: char| first.is_ascii_hexdigit());
    u32::from_str_radix(digits, radix).ok().filter(|_| is_number)
}

/// The first half of a character that some writers send as two references, as UTF-16 has it.
pub(super) fn first_half(reference: &BytesRef<'_>) -> Option<u32> {
    number(reference).filter(|number| (0xD800..0xDC00).contains(number))
}

/// The character that both halves make.
pub(super) fn joined(first: u32, second: &BytesRef<'_>) -> Option<char> {
    let second = number(second).filter(|number| (0xDC00..0xE000).contains(number))?;
    char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
}
