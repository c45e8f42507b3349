//! Which tenants something runs for in this engine, so that one can leave when the records in hand are finished.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::Engine;
use crate::context::RunError;
use crate::tenant::Tenant;

/// The runs in hand, by tenant.
#[derive(Debug, Default)]
pub(crate) struct Presence {
    runs: Mutex<HashMap<String, Vec<(u64, CancellationToken)>>>,
    /// The number of the next run.
    next: AtomicU64,
    left: Notify,
}

impl Presence {
    fn runs(&self) -> MutexGuard<'_, HashMap<String, Vec<(u64, CancellationToken)>>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a run of the tenant is in hand that began before the one with this number.
    fn has_before(&self, tenant: &str, number: u64) -> bool {
        self.runs().get(tenant).is_some_and(|runs| runs.iter().any(|(began, _)| *began < number))
    }
}

/// A run that is in hand, until this is dropped.
#[derive(Debug)]
pub(crate) struct Stay<'e> {
    presence: &'e Presence,
    tenant: String,
    number: u64,
    cancel: CancellationToken,
}

impl Stay<'_> {
    /// Cancelled when the caller cancels the run, and when its tenant is removed.
    pub(crate) fn cancel(&self) -> &CancellationToken {
        &self.cancel
    }
}

impl Drop for Stay<'_> {
    fn drop(&mut self) {
        let mut runs = self.presence.runs();
        if let Some(of_tenant) = runs.get_mut(&self.tenant) {
            of_tenant.retain(|(number, _)| *number != self.number);
            if of_tenant.is_empty() {
                runs.remove(&self.tenant);
            }
        }
        drop(runs);
        self.presence.left.notify_waiters();
    }
}

impl Engine {
    /// A tenant, and a place for a run of it among those in hand.
    pub(crate) fn enter(
        &self,
        tenant: &str,
        cancel: &CancellationToken,
    ) -> Result<(Arc<Tenant>, Stay<'_>), RunError> {
        // Under the lock: a tenant that is being removed is either gone by now, or its removal sees this run.
        let tenants = self.inner.tenants.read().unwrap_or_else(PoisonError::into_inner);
        let known = tenants.get(tenant).cloned().ok_or_else(|| RunError::UnknownTenant(tenant.to_owned()))?;
        let (presence, cancel) = (&self.inner.presence, cancel.child_token());
        let mut runs = presence.runs();
        let of_tenant = runs.entry(tenant.to_owned()).or_default();
        let number = presence.next.fetch_add(1, Ordering::Relaxed);
        of_tenant.push((number, cancel.clone()));
        Ok((known, Stay { presence, tenant: tenant.to_owned(), number, cancel }))
    }

    /// Removes a tenant: no further run of it starts, current ones finish their record, and this returns when they
    /// have. False when there is no such tenant.
    ///
    /// What is remembered of it stays in the store: if it is put again under its name, it continues where it was. A
    /// scheduler is not informed: take the tenant's keys out there too, or its runs do nothing. A request that hangs is
    /// waited for until its time limit; a caller that cannot wait drops this future: the tenant is removed by then, and
    /// its runs still end.
    pub async fn remove_tenant(&self, tenant: &str) -> bool {
        let presence = &self.inner.presence;
        let next = {
            let mut tenants = self.inner.tenants.write().unwrap_or_else(PoisonError::into_inner);
            if tenants.remove(tenant).is_none() {
                return false;
            }
            // It may have shared with another tenant what that one need not share any more.
            self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).clear();
            self.inner.purged.lock().unwrap_or_else(PoisonError::into_inner).remove(tenant);
            self.inner.own.write().unwrap_or_else(PoisonError::into_inner).remove(tenant);
            let runs = presence.runs();
            runs.get(tenant).into_iter().flatten().for_each(|(_, cancel)| cancel.cancel());
            presence.next.load(Ordering::Relaxed)
        };
        loop {
            let mut left = std::pin::pin!(presence.left.notified());
            left.as_mut().enable();
            // It may have been put again meanwhile.
            if !presence.has_before(tenant, next) {
                return true;
            }
            left.await;
        }
    }
}
