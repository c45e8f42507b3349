/// A text holds a character that XML 1.0 cannot carry (a control character, U+FFFE, U+FFFF).
///
/// Nothing was sent. Remove the character, and say so to whoever owns the text; this crate changes no value silently.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{element}: the character U+{:04X} cannot be written in XML", u32::from(*character))]
pub struct EncodeError {
    /// The element that holds the text.
    pub element: String,
    /// The first such character.
    pub character: char,
}
