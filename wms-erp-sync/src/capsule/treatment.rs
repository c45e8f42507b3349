//! What is to become of a text.

/// What is to become of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// It stays as it is.
    Keep,
    /// It is a person's, or may be.
    Hide,
    /// The same for a telephone number: it keeps its calling code and its first digit.
    HidePhone,
    /// A message: the words that are known to be harmless stay.
    Prose,
    /// A secret, or what says whose system it is.
    Mask,
}

/// What stands for a masked value.
pub(super) const MASK: &str = "capsule";
