//! Tenants whose runs were ended by something that only a person can mend: perhaps a password that has changed.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use wms_erp_sync::{Class, Event, Observer, Outcome};

/// Notes them, around another observer. Clones note the same ones.
#[derive(Debug, Clone)]
pub(crate) struct Refusals<O> {
    pub(crate) observer: O,
    pub(crate) noted: Noted,
}

/// Those that were noted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Noted(Arc<(Mutex<BTreeSet<String>>, Notify)>);

impl Noted {
    fn note(&self, tenant: &str) {
        let (tenants, changed) = &*self.0;
        tenants.lock().unwrap_or_else(PoisonError::into_inner).insert(tenant.to_owned());
        changed.notify_one();
    }

    /// Waits until there are some, and takes them.
    pub(super) async fn take(&self) -> BTreeSet<String> {
        let (tenants, changed) = &*self.0;
        changed.notified().await;
        std::mem::take(&mut tenants.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<O: Observer> Observer for Refusals<O> {
    fn on_event(&self, event: &Event<'_>) {
        self.observer.on_event(event);
        if let Event::RunEnded { tenant, report, .. } = event
            && report.outcome == Outcome::Failed
            && report.reasons.iter().any(|why| why.record.is_empty() && why.class == Some(Class::NeedsPerson))
        {
            self.noted.note(tenant);
        }
    }
}
