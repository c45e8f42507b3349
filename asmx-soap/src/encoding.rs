//! Which bytes are text: UTF-8, and nothing else.

use quick_xml::events::BytesDecl;

use crate::{DecodeError, DecodeErrorKind};

/// The byte order mark of UTF-8. At the start it means nothing; anywhere else it is a character.
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Leaves out the beginning of a character that has not arrived whole.
pub(crate) fn whole_characters(bytes: &[u8]) -> &[u8] {
    let tail = bytes.len().saturating_sub(3);
    let Some(lead) = bytes[tail..].iter().rposition(|byte| *byte >= 0xC0) else { return bytes };
    match std::str::from_utf8(&bytes[tail + lead..]) {
        Err(error) if error.error_len().is_none() => &bytes[..tail + lead],
        _ => bytes,
    }
}

/// UTF-16 and UTF-32 show at the first bytes, by their mark or by the zeros beside `<`.
pub(crate) fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0, 0, ..] | [0xFF, 0xFE, 0, 0, ..] => Some("utf-32"),
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, b'<', ..] | [b'<', 0, ..] => Some("utf-16"),
        _ => None,
    }
}

/// Bytes that declare another encoding would be read wrongly, or half.
pub(crate) fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), DecodeError> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name))
            if ["utf-8", "utf8", "us-ascii"].iter().any(|known| name.eq_ignore_ascii_case(known)) =>
        {
            Ok(())
        }
        Some(Ok(name)) => Err(DecodeError::new(DecodeErrorKind::Encoding(name.chars().take(32).collect()))),
        Some(Err(error)) => Err(DecodeError::malformed(error)),
    }
}
