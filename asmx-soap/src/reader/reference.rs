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

/// The character that a reference stands for: one of XML's five names, or a number.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, DecodeError> {
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
