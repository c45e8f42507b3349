//! What a check found.

use crate::port::PortError;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What was looked at, in a few words.
    pub subject: String,
    /// Whether it is in order.
    pub rating: Rating,
    /// What was found, in one line.
    pub detail: String,
    /// What to do about it; empty where there is nothing to do.
    pub remedy: String,
}

/// Whether something is in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rating {
    /// It is.
    Good,
    /// It works, but a person should check whether it is intended.
    Doubtful,
    /// It is not: runs would fail.
    Wrong,
}

impl Rating {
    /// A word for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Doubtful => "look",
            Self::Wrong => "wrong",
        }
    }
}

pub(crate) fn unless_item(error: PortError) -> Result<(), PortError> {
    if error.is_item() { Ok(()) } else { Err(error) }
}

impl Finding {
    pub(crate) fn good(subject: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { subject: subject.into(), rating: Rating::Good, detail: detail.into(), remedy: String::new() }
    }

    /// Something that was looked at, in a few words, what was found, in one line, and what to do about it, if anything.
    pub fn of(
        rating: Rating,
        subject: impl Into<String>,
        detail: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { subject: subject.into(), rating, detail: detail.into(), remedy: remedy.into() }
    }

    pub(crate) fn failed(subject: impl Into<String>, error: &PortError) -> Self {
        Self {
            subject: subject.into(),
            rating: Rating::Wrong,
            detail: error.full_message(),
            remedy: error.remedy.clone(),
        }
    }
}
