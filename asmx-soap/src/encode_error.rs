/// An element that cannot be written. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{element}: {kind}")]
#[non_exhaustive]
pub struct EncodeError {
    /// The element.
    pub element: String,
    /// What is wrong with it.
    pub kind: EncodeErrorKind,
}

/// Why an element cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// Its text holds a character that XML 1.0 cannot carry: a control character, U+FFFE, U+FFFF. Remove it, and say so to
    /// the owner of the text; this crate changes no value silently.
    #[error("the character U+{:04X} cannot be written in XML", u32::from(*_0))]
    Character(char),
    /// The contract wants one of its words there, and none was chosen.
    #[error("it must be set, but no value was chosen")]
    NotSet,
}
