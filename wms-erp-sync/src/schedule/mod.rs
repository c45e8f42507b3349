//! When which process of which tenant runs.
//!
//! A scheduler only *wakes* the engine ("run this key now"); the truth (cursors, leases, what is held) is in the
//! [`Store`](crate::store::Store). So a [`Runner`] can be called just as well from a job queue of the host's own.

mod agenda;
mod interval;

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use crate::process_id::Process;

pub use interval::IntervalScheduler;

/// One process of one tenant: what is run, and never twice at once.
///
/// Sorts by tenant, then in the order of work. As text `tenant:process`, fit for the key of a job.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunKey {
    /// The tenant.
    pub tenant: String,
    /// The process.
    pub process: Process,
}

impl RunKey {
    /// The key of `process` at `tenant`.
    pub fn new(tenant: impl Into<String>, process: Process) -> Self {
        Self { tenant: tenant.into(), process }
    }
}

impl fmt::Display for RunKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.tenant, self.process)
    }
}

/// How a run ended, as far as it matters for the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The run is over: the next one comes at its usual time, or at `next_due` when that is earlier.
    Done {
        /// When the run wants to be called again.
        next_due: Option<DateTime<Utc>>,
    },
    /// The run could not do its work, and a person has to do something about it: the next one comes at its usual time, but
    /// not before `time`.
    NotBefore {
        /// Before which it makes no sense to call it again.
        time: DateTime<Utc>,
    },
    /// The run could not do its work; it is called again `after` that time.
    Retry {
        /// How long to wait.
        after: Duration,
        /// Why, for the log.
        reason: String,
    },
}

/// What a scheduler calls. Any number of keys at once, but never one key twice at once.
#[async_trait]
pub trait Runner: Send + Sync {
    /// Runs the process once. When `cancel` is cancelled, finish the record in hand, commit, and return.
    async fn run(&self, key: RunKey, cancel: CancellationToken) -> Outcome;
}
