use std::error::Error as StdError;

/// What failed in a host's own process, where it was none of the ports, and what that means for the run or the record.
///
/// As the error of a [run](crate::SyncProcess::run) it ends the run as failed; as a [`HoldReason`](crate::HoldReason) it holds a record.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct ProcessError {
    kind: ProcessErrorKind,
    what: String,
    remedy: String,
    #[source]
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProcessErrorKind {
    /// It may pass without help: it is tried again soon, and then less and less often.
    Transient,
    /// It fails until a person does something.
    NeedsPerson,
}

impl ProcessError {
    /// A failure that may pass without help.
    pub fn transient(what: impl Into<String>) -> Self {
        let remedy = "nothing: it is retried automatically".to_owned();
        Self { kind: ProcessErrorKind::Transient, what: what.into(), remedy, source: None }
    }

    /// One that a person has to see to, and what that person can do.
    pub fn needs_person(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { kind: ProcessErrorKind::NeedsPerson, what: what.into(), remedy: remedy.into(), source: None }
    }

    /// With the cause.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What may help.
    pub fn kind(&self) -> ProcessErrorKind {
        self.kind
    }

    /// What a person can do about it.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}
