//! Leases, taken fairly.
//!
//! Those who wait for a lease within one engine stand in a queue and get it in the order in which they asked, and the
//! holder knows that they wait: it gives way after the record in hand. Engines in other processes stand in no queue with
//! us. A scheduled run does not wait for them, but is given back to its scheduler. Who has begun its work and needs one of the
//! short leases besides (on articles, on the statuses of orders), and a run that a person waits for, asks the store again for a
//! short while; so whoever holds such a lease for long gives it back after [`TURN`], and takes it again after [`PAUSE`]
//! only, in which every one that waits has asked.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures::future::BoxFuture;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::AbortHandle;

use super::RunError;
use super::heartbeat::{Kept, Moment};
use super::holding::Holding;
use super::queue::Queues;
use super::run::{Run, is_over};
use crate::clock::Clock;
use crate::store::{LeaseKey, Store, StoreError};

const ASK_AGAIN: Duration = Duration::from_millis(100);
/// Longer than [`ASK_AGAIN`].
const PAUSE: Duration = Duration::from_millis(150);
/// How long a lease is held for record after record, though no one of this engine waits for it.
const TURN: TimeDelta = TimeDelta::seconds(5);

/// Takes leases for an engine.
#[derive(Debug, Clone)]
pub(crate) struct LeaseKeeper {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) owner: String,
    /// For how long a lease is taken. It is renewed while it is held.
    pub(crate) duration: Duration,
    pub(crate) queues: Queues,
}

/// How long to wait for a lease.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LeaseWait {
    /// In this engine's own queue.
    pub(crate) in_queue: Duration,
    /// For an engine in another process.
    pub(crate) for_others: Duration,
}

impl LeaseWait {
    /// The same for both.
    pub(crate) fn of(wait: Duration) -> Self {
        Self { in_queue: wait, for_others: wait }
    }
}

/// A lease that is held and renewed. It is given back when this is dropped, and then the next in the queue gets it.
#[derive(Debug)]
pub(crate) struct HeldLease {
    kept: Arc<Kept>,
    heartbeat: AbortHandle,
    turn: Option<OwnedSemaphorePermit>,
    /// The run that holds it.
    holding: Option<Holding>,
}

impl HeldLease {
    /// From now on it is one of these.
    pub(crate) fn join(&mut self, holding: &Holding) {
        holding.add(Arc::clone(&self.kept));
        self.holding = Some(holding.clone());
    }

    fn leave(&mut self) {
        self.heartbeat.abort();
        if let Some(holding) = self.holding.take() {
            holding.remove(&self.kept);
        }
    }

    /// Gives it back, so that the next one has it when this returns. If that fails, it runs out by itself.
    pub(crate) async fn give_back(mut self) {
        self.leave();
        let (kept, turn) = (Arc::clone(&self.kept), self.turn.take());
        // It goes on if this is not waited for until the end.
        let _ = tokio::spawn(async move { end(&kept, turn).await }).await;
    }
}

async fn end(kept: &Kept, turn: Option<OwnedSemaphorePermit>) {
    kept.release().await;
    drop(turn);
}

impl Drop for HeldLease {
    fn drop(&mut self) {
        self.leave();
        let Some(turn) = self.turn.take() else { return };
        let kept = Arc::clone(&self.kept);
        // Without a runtime the lease runs out by itself.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move { end(&kept, Some(turn)).await });
        }
    }
}

impl LeaseKeeper {
    /// Takes a lease, waiting for it at most so long. `None`: another run or another engine has it.
    pub(crate) async fn take(
        &self,
        tenant: &str,
        name: &str,
        wait: LeaseWait,
    ) -> Result<Option<HeldLease>, StoreError> {
        let key = LeaseKey { tenant: tenant.to_owned(), name: name.to_owned() };
        let queue = self.queues.of(&key);
        let turn = match queue.try_enter() {
            Some(turn) => Some(turn),
            None => tokio::select! {
                biased;
                turn = queue.enter() => turn,
                () = self.clock.sleep(wait.in_queue) => None,
            },
        };
        let Some(mut turn) = turn else { return Ok(None) };
        let mut waited = Duration::ZERO;
        loop {
            match self.ask(key.clone(), turn).await? {
                Ok(held) => {
                    queue.begin(self.clock.now());
                    return Ok(Some(held));
                }
                Err(_) if waited >= wait.for_others => return Ok(None),
                Err(kept) => turn = kept,
            }
            self.clock.sleep(ASK_AGAIN).await;
            waited += ASK_AGAIN;
        }
    }

    /// Asks the store once; gives the turn back if it is not free. The question is asked to its end, also when no one waits for
    /// the answer any more: a lease that no one knew of would keep others away until it runs out.
    async fn ask(
        &self,
        key: LeaseKey,
        turn: OwnedSemaphorePermit,
    ) -> Result<Result<HeldLease, OwnedSemaphorePermit>, StoreError> {
        let keeper = self.clone();
        let asking = tokio::spawn(async move {
            let asked = Moment::now(&*keeper.clock);
            let lease = keeper.store.try_acquire(&key, &keeper.owner, keeper.duration).await?;
            Ok(match lease {
                Some(lease) => {
                    let kept = Kept::new(keeper.store, keeper.clock, keeper.duration, lease, asked);
                    let kept = Arc::new(kept);
                    let beating = Arc::clone(&kept);
                    let heartbeat = tokio::spawn(async move { beating.beat().await }).abort_handle();
                    Ok(HeldLease { kept, heartbeat, turn: Some(turn), holding: None })
                }
                None => Err(turn),
            })
        });
        asking.await.map_err(|error| StoreError::backend("take a lease", error))?
    }
}

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
