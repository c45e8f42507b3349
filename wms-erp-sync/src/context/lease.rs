//! Leases, taken fairly.
//!
//! Those who wait for a lease within one engine stand in a queue and get it in the order in which they asked, and the
//! holder knows that they wait: it gives way after the record in hand. Engines in other processes stand in no queue with
//! us. They ask the store again and again, so whoever holds a lease for long gives it back after [`TURN`], and takes it
//! again after [`PAUSE`] only, in which every one that waits has asked.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use futures::future::BoxFuture;
use tokio::sync::OwnedSemaphorePermit;

use super::RunError;
use super::queue::Queues;
use super::run::{Run, is_over};
use crate::clock::Clock;
use crate::store::{Fence, Lease, LeaseKey, Store, StoreError};

const ASK_AGAIN: Duration = Duration::from_millis(100);
/// Longer than [`ASK_AGAIN`].
const PAUSE: Duration = Duration::from_millis(150);
/// How long a lease is held for record after record, though nobody of this engine waits for it.
const TURN: TimeDelta = TimeDelta::seconds(5);

/// Takes leases for an engine.
#[derive(Debug, Clone)]
pub(crate) struct LeaseKeeper {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) owner: String,
    pub(crate) queues: Queues,
}

/// A lease that is held. The next in the queue for it comes when this is gone.
#[derive(Debug)]
pub(crate) struct HeldLease {
    // Dropped in this order.
    lease: Lease,
    turn: OwnedSemaphorePermit,
}

impl HeldLease {
    pub(crate) fn fence(&self) -> &Fence {
        self.lease.fence()
    }
}

impl LeaseKeeper {
    /// Takes a lease, waiting for it at most so long. `None`: another run or another engine has it.
    pub(crate) async fn take(
        &self,
        tenant: &str,
        name: &str,
        patience: Duration,
    ) -> Result<Option<HeldLease>, StoreError> {
        let key = LeaseKey { tenant: tenant.to_owned(), name: name.to_owned() };
        let queue = self.queues.of(&key);
        let mut waited = Duration::ZERO;
        let turn = match queue.try_enter() {
            Some(turn) => turn,
            None => {
                let mut next = std::pin::pin!(queue.enter());
                loop {
                    if waited >= patience {
                        return Ok(None);
                    }
                    tokio::select! {
                        biased;
                        turn = &mut next => match turn {
                            Some(turn) => break turn,
                            None => return Ok(None),
                        },
                        () = self.clock.sleep(ASK_AGAIN) => waited += ASK_AGAIN,
                    }
                }
            }
        };
        loop {
            if let Some(lease) = self.store.try_acquire(&key, &self.owner).await? {
                queue.begin(self.clock.now());
                return Ok(Some(HeldLease { lease, turn }));
            }
            if waited >= patience {
                return Ok(None);
            }
            self.clock.sleep(ASK_AGAIN).await;
            waited += ASK_AGAIN;
        }
    }

    pub(crate) async fn give_back(&self, held: HeldLease) -> Result<(), RunError> {
        let HeldLease { lease, turn } = held;
        let released = self.store.release(lease).await;
        drop(turn);
        Ok(released?)
    }
}

impl Run<'_> {
    /// Whether the holder of a lease that works record after record is to give it back before the next one: because
    /// somebody waits for it, or because it has had it for long and others may be waiting in another process.
    pub(crate) fn gives_way(&self, name: &str) -> bool {
        let queue = self.leases.queues.of(&LeaseKey::new(self.tenant.name.as_str(), name));
        // A plan holds none.
        !self.is_plan()
            && (queue.is_wanted() || queue.begun().is_some_and(|begun| is_over(begun, TURN, self.now())))
    }

    /// To be waited for between giving back a lease and taking it again: engines in other processes ask meanwhile. Within
    /// this engine, the queue sees to that.
    pub(crate) async fn let_others_ask(&self, name: &str) {
        if !self.is_plan() && self.leases.queues.of(&LeaseKey::new(self.tenant.name.as_str(), name)).is_free()
        {
            self.clock.sleep(PAUSE).await;
        }
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
        let Some(lease) = self.leases.take(&self.tenant.name, name, wait).await? else { return Ok(None) };
        let worked = {
            let _fenced = Fenced::by(lease.fence().clone(), &self.besides);
            work.await
        };
        let given_back = self.leases.give_back(lease).await;
        // What went wrong first is what people must read.
        let worked = worked?;
        given_back.map(|()| Some(worked))
    }
}

/// Adds a fence to the commits of a run until it is dropped.
struct Fenced<'f> {
    fence: Fence,
    fences: &'f Mutex<Vec<Fence>>,
}

impl<'f> Fenced<'f> {
    fn by(fence: Fence, fences: &'f Mutex<Vec<Fence>>) -> Self {
        fences.lock().unwrap_or_else(PoisonError::into_inner).push(fence.clone());
        Self { fence, fences }
    }
}

impl Drop for Fenced<'_> {
    fn drop(&mut self) {
        self.fences.lock().unwrap_or_else(PoisonError::into_inner).retain(|fence| *fence != self.fence);
    }
}
