//! The engine: tenants, runs, plans, and what people ask of them.

mod apply;
mod backfill;
mod builder;
mod check;
pub(crate) mod damaged;
mod drift;
mod error;
pub(crate) mod hold;
mod identity;
pub(crate) mod lease;
mod overlay;
mod pause;
pub(crate) mod permit;
mod planning;
mod purge;
mod queue;
pub(crate) mod run;
mod running;
mod serve;
mod shared;
mod shelf;
mod status;
mod streak;
mod takeover;
mod vendor_wait;
mod why;
mod wish;

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

pub use apply::Applied;
pub use backfill::{Backfill, Backfilled};
pub use builder::EngineBuilder;
pub use check::{Checked, Finding, Verdict};
pub use drift::{Difference, Drift, DriftKind, ProcessDrift};
pub use error::RunError;
use lease::LeaseKeeper;
pub use pause::Pause;
pub use purge::Purged;
pub use running::Trigger;
pub use status::{Cursor, Failure, Overdue, Patience, ProcessStatus, Status, Warning, WarningKind};
pub use takeover::{Choice, Differing, TakenOver, Takeover};
pub use vendor_wait::VendorWait;
pub use why::Why;

use crate::clock::{Clock, SystemClock};
use crate::observer::{Nobody, Observer};
use crate::schedule::IntervalScheduler;
use crate::store::Store;
use crate::tenant::Tenant;

/// How long a run waits for another engine that works on the same process, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// Keeps tenants in step. Cheap to clone; clones are the same engine.
#[derive(Debug, Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    leases: LeaseKeeper,
    patience: Duration,
    observer: Arc<dyn Observer>,
    /// Numbers the runs of this engine.
    runs: AtomicU64,
    tenants: RwLock<BTreeMap<String, Arc<Tenant>>>,
    /// What wakes this engine, where it serves.
    scheduler: Mutex<Option<IntervalScheduler>>,
    /// What fails again and again, for the log.
    streaks: Mutex<streak::Streaks>,
    /// Tenants of which both sides were compared with the remembered ones since this engine started.
    identified: Mutex<HashSet<String>>,
}

impl Engine {
    /// An engine that keeps its state in `store`.
    pub fn builder(store: impl Store) -> EngineBuilder {
        EngineBuilder {
            store: Arc::new(store),
            clock: Arc::new(SystemClock),
            owner: format!("pid {}", std::process::id()),
            patience: PATIENCE,
            observer: Arc::new(Nobody),
        }
    }

    /// Adds a tenant, or gives one new settings; they count from its next run.
    pub fn put_tenant(&self, tenant: Tenant) {
        let mut tenants = self.inner.tenants.write().unwrap_or_else(PoisonError::into_inner);
        // It may have come with another user of the ERP, or share with another tenant what it did not share before.
        self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).clear();
        tenants.insert(tenant.name.clone(), Arc::new(tenant));
    }

    /// The tenants' names.
    pub fn tenants(&self) -> Vec<String> {
        self.inner.tenants.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// The time, as this engine sees it.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    fn tenant(&self, name: &str) -> Result<Arc<Tenant>, RunError> {
        let tenants = self.inner.tenants.read().unwrap_or_else(PoisonError::into_inner);
        tenants.get(name).cloned().ok_or_else(|| RunError::UnknownTenant(name.to_owned()))
    }
}
