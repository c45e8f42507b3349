//! Who is next: the queues in front of the leases of an engine.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::store::LeaseKey;

/// The queues of an engine, one for each lease that was ever asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Queues(Arc<Mutex<HashMap<LeaseKey, Arc<Queue>>>>);

impl Queues {
    pub(crate) fn of(&self, key: &LeaseKey) -> Arc<Queue> {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(queues.entry(key.clone()).or_default())
    }
}

/// The queue for one lease: first come, first served.
#[derive(Debug)]
pub(crate) struct Queue {
    /// One permit, which tokio hands out in the order in which it was asked for.
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
    begun: Mutex<Option<DateTime<Utc>>>,
}

impl Default for Queue {
    fn default() -> Self {
        Self { free: Arc::new(Semaphore::new(1)), waiting: AtomicUsize::new(0), begun: Mutex::default() }
    }
}

impl Queue {
    /// The place at the head, if it is free. One that is free is never taken from one that waits.
    pub(crate) fn try_enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.free).try_acquire_owned().ok()
    }

    /// Waits for the place at the head. Dropping the future leaves the queue.
    pub(crate) async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        let _waiting = Waiting::new(&self.waiting);
        Arc::clone(&self.free).acquire_owned().await.ok()
    }

    /// Whether another waits.
    pub(crate) fn is_wanted(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Whether the queue is empty.
    pub(crate) fn is_free(&self) -> bool {
        self.free.available_permits() > 0
    }

    /// Notes when the lease was taken.
    pub(crate) fn begin(&self, now: DateTime<Utc>) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// When the lease was taken last.
    pub(crate) fn begun(&self) -> Option<DateTime<Utc>> {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts one that waits for as long as it does.
struct Waiting<'w>(&'w AtomicUsize);

impl<'w> Waiting<'w> {
    fn new(waiting: &'w AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::SeqCst);
        Self(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
