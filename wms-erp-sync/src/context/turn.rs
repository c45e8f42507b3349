//! The turns of a run with the leases that it needs besides its own.

use std::time::Duration;

use chrono::TimeDelta;
use futures::future::BoxFuture;

use super::RunError;
use super::lease::{HeldLease, LeaseWait};
use super::run::{Run, is_over};
use crate::store::{Batch, LeaseKey};

/// Longer than an engine of another process waits before it asks again.
const PAUSE: Duration = Duration::from_millis(150);
/// How long a lease is held for record after record, though no one of this engine waits for it.
const TURN: TimeDelta = TimeDelta::seconds(5);

impl Run<'_> {
    /// Whether the holder of a lease that works record after record is to give it back before the next one: because
    /// another one waits for it, or because it has had it for long and others may be waiting in another process.
    pub(crate) fn gives_way(&self, name: &str) -> bool {
        let queue = self.leases.queues.of(&LeaseKey::new(self.tenant.name.as_str(), name));
        // A plan holds none.
        !self.is_plan()
            && (queue.is_wanted() || queue.begun().is_some_and(|begun| is_over(begun, TURN, self.now())))
    }

    /// To be waited for between giving back a lease and taking it again: engines in other processes ask meanwhile. Within
    /// this engine, the queue sees to that. A run that is to stop does not pause: it takes no further record.
    pub(crate) async fn let_others_ask(&self, name: &str) {
        if !self.is_plan() && self.leases.queues.of(&LeaseKey::new(self.tenant.name.as_str(), name)).is_free()
        {
            tokio::select! {
                () = self.cancel.cancelled() => {}
                () = self.clock.sleep(PAUSE) => {}
            }
        }
    }

    /// Writes the last batch of the run, and gives the lease of its process back with it: that saves a transaction of its own. If that
    /// fails, the lease is still held.
    pub(crate) async fn commit_last(&self, mut batch: Batch, lease: &HeldLease) -> Result<(), RunError> {
        batch.release(lease.fence().clone());
        lease.end_with(self.commit(batch)).await
    }

    /// Takes another lease than that of the process, waiting for it at most so long. Until it is given back or dropped,
    /// every commit of the run carries its fence. `None`: another run or another engine has it.
    pub(crate) async fn take_lease(&self, name: &str, wait: Duration) -> Result<Option<HeldLease>, RunError> {
        let mut lease = self.leases.take(&self.tenant.name, name, LeaseWait::of(wait)).await?;
        if let Some(lease) = &mut lease {
            lease.join(&self.holding);
        }
        Ok(lease)
    }

    /// Does `work` while holding another lease than that of the process. Every commit that is made meanwhile carries its
    /// fence, and it is given back however the work ends. `None`: another engine or process kept it for longer than
    /// `wait`, and nothing was done. A plan writes nothing, and needs no lease.
    pub(crate) async fn under<T>(
        &self,
        name: &str,
        wait: Duration,
        work: BoxFuture<'_, Result<T, RunError>>,
    ) -> Result<Option<T>, RunError> {
        if self.is_plan() {
            return work.await.map(Some);
        }
        let Some(lease) = self.take_lease(name, wait).await? else { return Ok(None) };
        let worked = work.await;
        lease.give_back().await;
        worked.map(Some)
    }
}
