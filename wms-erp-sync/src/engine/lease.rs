use std::sync::Arc;
use std::time::Duration;

use super::RunError;
use crate::clock::Clock;
use crate::store::{Lease, LeaseKey, Store, StoreError};

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
