//! Leases, taken fairly.
//!
//! Those who wait for a lease within one engine stand in a queue and get it in the order in which they asked, and the
//! holder knows that they wait: it gives way after the record in hand. Engines in other processes stand in no queue with
//! us. A scheduled run does not wait for them, but is given back to its scheduler. Who has begun its work and needs one of the
//! short leases besides (on articles, on the statuses of orders), and a run that a person waits for, asks the store again for a
//! short while; so a process that holds such a lease for long gives it back after its turn, and takes it again after a pause
//! only, in which every one that waits has asked.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::AbortHandle;

use super::RunError;
use super::heartbeat::{Kept, Moment};
use super::holding::Holding;
use super::queue::Queues;
use crate::clock::Clock;
use crate::process_id::Process;
use crate::store::{Fence, LeaseKey, Store, StoreError};

/// Shorter than the pause in which others ask: see [`turn`](super::turn).
const ASK_AGAIN: Duration = Duration::from_millis(100);

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

    /// What a commit gives it back with.
    pub(super) fn fence(&self) -> &Fence {
        self.kept.fence()
    }

    /// Does the commit that gives it back. Others of this engine wait until it is [given back](Self::give_back), which asks the store
    /// no more then.
    pub(super) async fn end_with<E>(&self, commit: impl Future<Output = Result<(), E>>) -> Result<(), E> {
        self.kept.end_with(commit).await
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
        if kept.is_over() {
            return drop(turn);
        }
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

    /// Takes the leases of all of these processes, waiting for each at most so long, or none of them.
    pub(crate) async fn take_all(
        &self,
        tenant: &str,
        processes: &[Process],
        wait: Duration,
        holding: &Holding,
    ) -> Result<Vec<HeldLease>, RunError> {
        let mut leases = Vec::new();
        for &process in processes {
            let error = match self.take(tenant, process.as_str(), LeaseWait::of(wait)).await {
                Ok(Some(mut lease)) => {
                    lease.join(holding);
                    leases.push(lease);
                    continue;
                }
                Ok(None) => RunError::busy(tenant, process),
                Err(error) => error.into(),
            };
            for lease in leases {
                lease.give_back().await;
            }
            return Err(error);
        }
        Ok(leases)
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
