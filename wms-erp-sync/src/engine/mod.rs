//! The engine: tenants, leases, one run, serving.

mod builder;
mod handles;
pub(crate) mod identity;
mod own;
mod presence;
mod purge;
pub(crate) mod running;
mod serve;
mod service;
pub(crate) mod shared;
mod skipped;
mod streak;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};

pub use crate::schedule::Trigger;
pub use builder::EngineBuilder;
pub use handles::{Inspector, Operator};
pub use own::AddProcessError;
pub use purge::PurgeReport;

use crate::clock::{Clock, SystemClock};
use crate::context::lease::LeaseKeeper;
use crate::context::run::Run;
use crate::context::{RunContext, RunError};
use crate::document::Documents;
use crate::observer::{NoObserver, Observer};
use crate::process::SyncProcess;
use crate::process_id::Process;
use crate::schedule::Scheduler;
use crate::store::Store;
use crate::tenant::Tenant;

/// How long a run waits for another engine that works on the same process, by default.
const LEASE_WAIT: Duration = Duration::from_secs(30);
/// For how long leases are taken, by default.
const LEASE_DURATION: Duration = Duration::from_secs(60);

/// Synchronises tenants. Cheap to clone; clones share one engine.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) leases: LeaseKeeper,
    /// The built-in processes, in the order in which they run.
    built_in: Vec<Arc<dyn SyncProcess>>,
    /// What the host has added.
    own: RwLock<own::OwnProcesses>,
    pub(crate) lease_wait: Duration,
    pub(crate) observer: Arc<dyn Observer>,
    /// Numbers the runs of this engine.
    runs: AtomicU64,
    pub(crate) tenants: RwLock<BTreeMap<String, Arc<Tenant>>>,
    /// What wakes this engine, where it serves.
    pub(crate) scheduler: Mutex<Option<Arc<dyn Scheduler>>>,
    /// What fails again and again, for the log.
    streaks: Mutex<streak::Streaks>,
    /// What runs now.
    presence: presence::Presence,
    /// Tenants of which both sides were compared with the remembered ones since this engine started.
    pub(crate) identified: Mutex<HashSet<String>>,
    /// When tenants were purged last, as this engine has read it: it is asked after every run.
    purged: Mutex<HashMap<String, DateTime<Utc>>>,
}

/// What to do about a process that is not known.
const ADD_IT: &str = "add it to the tenant with Engine::add_process, or remove its key from the scheduler";

/// Says that a process of the host's own was not added.
fn unknown(process: Process) -> String {
    format!("this engine has no process {process} for the tenant")
}

impl Engine {
    /// An engine that keeps its state in `store`.
    pub fn builder(store: impl Store) -> EngineBuilder {
        EngineBuilder {
            store: Arc::new(store),
            clock: Arc::new(SystemClock),
            owner: format!("pid {}", std::process::id()),
            lease_wait: LEASE_WAIT,
            lease_duration: LEASE_DURATION,
            observer: Arc::new(NoObserver),
            scheduler: None,
        }
    }

    /// Adds a tenant, or changes its settings, which apply from its next run.
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

    /// The clock of this engine.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// Everything that a tenant of this engine can have, the host's own processes included, in the order of work.
    pub(crate) fn all_processes(&self, tenant: &str) -> Vec<Arc<dyn SyncProcess>> {
        self.inner.built_in.iter().cloned().chain(self.own(tenant)).collect()
    }

    /// Does the work of a run.
    pub(crate) async fn work(&self, run: &Run<'_>) -> Result<(), RunError> {
        let all = self.all_processes(&run.tenant.name);
        match all.iter().find(|process| process.id() == run.process) {
            Some(process) => process.run(&RunContext::new(run)).await,
            None => Err(RunError::Stopped { what: unknown(run.process), remedy: ADD_IT.to_owned() }),
        }
    }

    /// What is remembered of a tenant.
    pub(crate) fn documents<'a>(&'a self, tenant: &'a str) -> Documents<'a> {
        Documents::new(&self.inner.store, tenant)
    }

    pub(crate) fn tenant(&self, name: &str) -> Result<Arc<Tenant>, RunError> {
        let tenants = self.inner.tenants.read().unwrap_or_else(PoisonError::into_inner);
        tenants.get(name).cloned().ok_or_else(|| RunError::UnknownTenant(name.to_owned()))
    }
}
