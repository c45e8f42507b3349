//! When which process of which tenant runs.
//!
//! A scheduler only *wakes* the engine ("run this key now"); the truth (cursors, leases, what is held) is in the
//! [`Store`](crate::store::Store). So a [`Runner`] can be called just as well from a job queue of the host's own.

mod agenda;
mod interval;
mod outcome;
mod request;
mod request_id;
mod stretch;

use std::error::Error as StdError;
use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use crate::clock::{Clock, SystemClock};

pub use interval::IntervalScheduler;
pub use outcome::RunOutcome;
pub use request::{ParseRunError, RunKey, RunRequest, Trigger};
pub use request_id::{ParseRequestIdError, RequestId};
pub use stretch::{Need, Stretch};

/// What a scheduler calls: an [`Engine`](crate::Engine), or something around one. Any number of keys at once, but never one
/// key twice at once.
#[async_trait]
pub trait Runner: Send + Sync {
    /// Runs the process once, with all that belongs to a run. When `cancel` is cancelled, it finishes the current
    /// record, commits, and returns.
    async fn run(&self, request: RunRequest, cancel: CancellationToken) -> RunOutcome;

    /// The clock for its scheduler: the machine's clock, unless the runner has another.
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    /// The addresses that a run of this key sends requests to, where they are known. Runs that hang at one of them keep no run
    /// that goes elsewhere waiting. It is asked while the scheduler decides: answer from memory, and call nothing of the
    /// scheduler.
    fn addresses(&self, key: &RunKey) -> Vec<String> {
        let _ = key;
        Vec::new()
    }
}

/// What decides when a runner runs what. [`IntervalScheduler`] is one for a service on one machine; another may keep its times
/// in a database, and share the work among several processes.
///
/// # Contract
/// - `serve` calls the runner when a key is due, and never for one key twice at once within this scheduler. It returns once
///   `shutdown` is cancelled and the runs in hand, whose tokens are cancelled with it, have ended, or were broken off.
/// - What a run's [`RunOutcome`] says about the next one counts: see [`RunOutcome::next_due`].
/// - A run that panics, fails or hangs stops no other one.
/// - `wake` and `next_due` work whether `serve` runs or not, from any task.
#[async_trait]
pub trait Scheduler: Send + Sync + Debug {
    /// Calls `runner` when something is due, until `shutdown` is cancelled.
    ///
    /// # Errors
    /// [`SchedulerError`], if it cannot go on.
    async fn serve(&self, runner: Arc<dyn Runner>, shutdown: CancellationToken)
    -> Result<(), SchedulerError>;

    /// Makes a key due now, unless it is running: then once more afterwards. False when the scheduler has no such key.
    ///
    /// # Errors
    /// [`SchedulerError`], if the request cannot be kept.
    async fn wake(&self, request: RunRequest) -> Result<bool, SchedulerError>;

    /// When a key is due next; `None` for one that it does not have, and while that is not known.
    ///
    /// # Errors
    /// [`SchedulerError`], if that cannot be read.
    async fn next_due(&self, key: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError>;
}

#[async_trait]
impl<S: Scheduler + ?Sized> Scheduler for Arc<S> {
    async fn serve(
        &self,
        runner: Arc<dyn Runner>,
        shutdown: CancellationToken,
    ) -> Result<(), SchedulerError> {
        (**self).serve(runner, shutdown).await
    }

    async fn wake(&self, request: RunRequest) -> Result<bool, SchedulerError> {
        (**self).wake(request).await
    }

    async fn next_due(&self, key: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError> {
        (**self).next_due(key).await
    }
}

/// A scheduler could not reach what it keeps its times in.
#[derive(Debug, thiserror::Error)]
#[error("the scheduler failed to {action}")]
pub struct SchedulerError {
    action: &'static str,
    source: Box<dyn StdError + Send + Sync>,
}

impl SchedulerError {
    /// What it could not do, as the end of "the scheduler failed to …", and why.
    pub fn new(action: &'static str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { action, source: source.into() }
    }
}
