//! What a check found.

use crate::port::{PortError, Wait};

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
    /// What to do about it; empty if there is nothing to do.
    pub remedy: String,
    /// What a vendor asked for when it refused to be looked at.
    pub(crate) wait: Option<Wait>,
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
        Self::of(Rating::Good, subject, detail, "")
    }

    /// Something that was looked at, in a few words, what was found, in one line, and what to do about it, if anything.
    pub fn of(
        rating: Rating,
        subject: impl Into<String>,
        detail: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { subject: subject.into(), rating, detail: detail.into(), remedy: remedy.into(), wait: None }
    }

    pub(crate) fn failed(subject: impl Into<String>, error: &PortError) -> Self {
        let wait = error.wait.as_deref().copied();
        Self { wait, ..Self::of(Rating::Wrong, subject, error.full_message(), error.remedy.as_str()) }
    }
}
