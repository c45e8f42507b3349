use std::error::Error as StdError;

/// Why a host's look-up failed, and what that means for the records that it was made for.
///
/// ```
/// use std::error::Error;
/// use wms_erp_sync::{HookError, HookErrorKind};
///
/// let error = HookError::transient("the customs service cannot be reached").with_source(std::io::Error::other("no route to host"));
/// assert_eq!(error.kind(), HookErrorKind::Transient);
/// assert_eq!(error.to_string(), "the customs service cannot be reached");
/// assert_eq!(error.source().unwrap().to_string(), "no route to host");
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct HookError {
    kind: HookErrorKind,
    what: String,
    remedy: String,
    #[source]
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What a failed look-up means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HookErrorKind {
    /// It may work at the next run. This run ends as failed, and the records wait for the next one.
    Transient,
    /// It fails until a person does something. The records that were to be prepared are held; the run continues with
    /// the others.
    Refused,
}

impl HookError {
    /// An error that may pass without help. `what` failed is one line.
    pub fn transient(what: impl Into<String>) -> Self {
        let remedy = "check the host's own log".to_owned();
        Self { kind: HookErrorKind::Transient, what: what.into(), remedy, source: None }
    }

    /// An error that lasts until a person does what `remedy` says. Both texts are one line.
    pub fn refused(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { kind: HookErrorKind::Refused, what: what.into(), remedy: remedy.into(), source: None }
    }

    /// With the cause. Messages name it after what failed.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What it means for the run.
    pub fn kind(&self) -> HookErrorKind {
        self.kind
    }

    /// What a person can do about it.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}
