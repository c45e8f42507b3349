//! How a run ended, where it matters for the next one.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::clock::later;

/// How a run ended, where it matters for the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunOutcome {
    /// The run is over: the next one comes at its usual time, or at `next_due` when that is earlier.
    Done {
        /// The earliest time at which a held record is to be tried again.
        next_due: Option<DateTime<Utc>>,
    },
    /// The run could not do its work, and a person has to do something about it: the next one comes at its usual time, but
    /// not before `time`.
    NotBefore {
        /// Before which it makes no sense to call it again.
        time: DateTime<Utc>,
    },
    /// Another engine is running it: nothing was done, and nothing is wrong.
    Busy {
        /// After which time to ask again.
        retry_after: Duration,
    },
    /// The run could not do its work; it is called again `after` that time.
    Retry {
        /// How long to wait.
        after: Duration,
        /// Why, for the log.
        reason: String,
    },
}

impl RunOutcome {
    /// When the next run is due after one that ended like this at `now`, and whose next usual time is `usual`.
    pub fn next_due(&self, usual: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Done { next_due } => next_due.map_or(usual, |due| due.min(usual)),
            Self::NotBefore { time } => usual.max(*time),
            Self::Busy { retry_after: after } | Self::Retry { after, .. } => later(now, *after),
        }
    }

    /// Whether it could not do its work.
    pub fn has_failed(&self) -> bool {
        matches!(self, Self::NotBefore { .. } | Self::Retry { .. })
    }
}
