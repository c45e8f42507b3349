/// Why a host's look-up failed, and what that means for the records that it was made for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HookError {
    /// It may work at the next run. This run ends as failed, and the records wait for the next one.
    #[error("{what}")]
    Transient {
        /// What failed, in one line.
        what: String,
    },
    /// It will not work by itself. The records that were to be prepared are held; the run goes on with others.
    #[error("{what}")]
    Refused {
        /// What is wrong, in one line.
        what: String,
        /// What to do about it.
        remedy: String,
    },
}

impl HookError {
    /// One that may pass by itself.
    pub fn transient(what: impl Into<String>) -> Self {
        Self::Transient { what: what.into() }
    }

    /// One that a person has to see to.
    pub fn refused(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Refused { what: what.into(), remedy: remedy.into() }
    }
}
