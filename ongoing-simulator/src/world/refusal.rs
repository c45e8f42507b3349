//! Why the warehouse says no.

/// What the warehouse answers when it refuses: a text for people, with the vendor's habit of HTML in it.
///
/// The texts are ours. The vendor's are undocumented and localised, so no program should read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// The text for people.
    pub fn message(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Leaves with a [`Refusal`] whose text is formatted like `format!`.
macro_rules! refuse {
    ($($text:tt)*) => { return Err($crate::world::Refusal::new(format!($($text)*))) };
}
pub(crate) use refuse;
