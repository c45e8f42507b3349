use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::BoxFuture;

use super::RunError;
use super::run::Run;
use crate::clock::Clock;
use crate::store::{Fence, Lease, LeaseKey, Store, StoreError};

const ASK_AGAIN: Duration = Duration::from_millis(100);

/// Takes leases for an engine.
#[derive(Debug, Clone)]
pub(crate) struct LeaseKeeper {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) owner: String,
}

impl LeaseKeeper {
    /// Takes a lease, waiting for it at most so long. `None`: somebody else has it.
    pub(crate) async fn take(
        &self,
        tenant: &str,
        name: &str,
        patience: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let key = LeaseKey { tenant: tenant.to_owned(), name: name.to_owned() };
        let mut waited = Duration::ZERO;
        loop {
            if let Some(lease) = self.store.try_acquire(&key, &self.owner).await? {
                return Ok(Some(lease));
            }
            if waited >= patience {
                return Ok(None);
            }
            self.clock.sleep(ASK_AGAIN).await;
            waited += ASK_AGAIN;
        }
    }

    pub(crate) async fn give_back(&self, lease: Lease) -> Result<(), RunError> {
        Ok(self.store.release(lease).await?)
    }
}

impl Run<'_> {
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
