//! What the tokenizer's failures mean.

use quick_xml::errors::{Error as XmlError, IllFormedError, SyntaxError};

use super::Reader;
use crate::{DecodeError, DecodeErrorKind, Tag};

impl Reader<'_> {
    /// Tells what is broken from what only is not all here.
    #[cold]
    pub(super) fn unreadable(&self, error: &XmlError, at: usize) -> DecodeError {
        match error {
            XmlError::Syntax(SyntaxError::UnclosedDoctype) => self.doctype(at),
            XmlError::Syntax(SyntaxError::InvalidBangMarkup) if self.xml.get_ref().len() > 2 => {
                DecodeError::malformed(error)
            }
            // A tag or comment of which the end was not found stays where it is: there is more to come, or there
            // should have been.
            XmlError::Syntax(_) if self.position() == at => DecodeError::new(DecodeErrorKind::Truncated),
            XmlError::IllFormed(IllFormedError::UnclosedReference) if self.xml.get_ref().is_empty() => {
                DecodeError::new(DecodeErrorKind::Truncated)
            }
            error => DecodeError::malformed(error),
        }
    }

    /// Of the document types only HTML's says what the answer is; it is refused as well, by its name.
    #[cold]
    pub(super) fn doctype(&self, at: usize) -> DecodeError {
        let rest = self.bytes.get(at + "<!DOCTYPE".len()..).unwrap_or_default().trim_ascii_start();
        let name = &rest[..rest.len().min(4)];
        DecodeError::new(if name.eq_ignore_ascii_case(b"html") {
            DecodeErrorKind::NotAnEnvelope("html".to_owned())
        } else if !self.complete && name.eq_ignore_ascii_case(&b"html"[..name.len()]) {
            DecodeErrorKind::Truncated
        } else {
            DecodeErrorKind::Doctype
        })
    }
}

#[cold]
pub(super) fn unexpected(tag: &Tag<'_>) -> DecodeError {
    DecodeError::new(DecodeErrorKind::UnexpectedElement(tag.name().chars().take(64).collect()))
}

#[cold]
pub(crate) fn wrong_end(name: &str) -> DecodeError {
    let name: String = name.chars().take(64).collect();
    DecodeError::malformed(format_args!("</{name}> ends another element"))
}
