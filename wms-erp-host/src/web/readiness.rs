//! Whether the service does its work: `/readyz` answers by it, and the supervisor's watchdog goes by it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::store::{Scan, Store, Table};

use super::watch::Watch;
use crate::schedule::HostScheduler;
use crate::tenants::Tenants;

/// A store that takes longer does not answer.
const STORE_LIMIT: Duration = Duration::from_secs(2);
/// How long after the time at which a run is due some run must have begun or ended.
const BEAT: TimeDelta = TimeDelta::minutes(5);

/// What is looked at. Clones look at the same service.
#[derive(Debug, Clone)]
pub(crate) struct Readiness {
    watch: Arc<Watch>,
    scheduler: HostScheduler,
    tenants: Tenants,
    store: Arc<dyn Store>,
    /// Whether the engine serves.
    serving: watch::Sender<bool>,
}

/// What was found, and what is wrong where something is. Anyone may read it: it names nothing of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The store answers.
    pub(crate) store: Result<(), &'static str>,
    /// Runs begin when they are due.
    pub(crate) scheduler: Result<(), &'static str>,
}

impl Found {
    pub(crate) fn is_ready(self) -> bool {
        self.store.is_ok() && self.scheduler.is_ok()
    }
}

impl Readiness {
    pub(crate) fn new(
        watch: Arc<Watch>,
        scheduler: impl Into<HostScheduler>,
        tenants: Tenants,
        store: Arc<dyn Store>,
    ) -> Self {
        Self { watch, scheduler: scheduler.into(), tenants, store, serving: watch::Sender::new(false) }
    }

    /// Does some work, during which the engine serves.
    pub(crate) async fn during<T>(&self, work: impl Future<Output = T>) -> T {
        self.serving.send_replace(true);
        let worked = work.await;
        self.serving.send_replace(false);
        worked
    }

    /// Waits until the engine serves.
    pub(crate) async fn serving(&self) {
        // It fails if there is no sender left: this is one.
        let _ = self.serving.subscribe().wait_for(|serving| *serving).await;
    }

    pub(crate) fn watch(&self) -> &Arc<Watch> {
        &self.watch
    }

    pub(crate) async fn look(&self) -> Found {
        let store = tokio::select! {
            biased;
            found = self.store.scan("", Table::Activity, Scan::first(1)) => {
                found.map(drop).map_err(|_| "it answers with an error, which is in the log of the runs")
            }
            () = self.watch.clock().sleep(STORE_LIMIT) => Err("it has not answered within two seconds"),
        };
        Found { store, scheduler: self.beats(self.watch.now()) }
    }

    /// Whether runs begin when they are due.
    fn beats(&self, now: DateTime<Utc>) -> Result<(), &'static str> {
        if !*self.serving.borrow() {
            return Err("it does not serve yet, or no longer");
        }
        let due = self.first_due();
        let expected = due.map(|due| due.max(self.watch.beat().unwrap_or(due)) + BEAT);
        match expected.is_none_or(|expected| now <= expected) {
            true => Ok(()),
            false => Err("no run has begun for five minutes, though some are due"),
        }
    }

    /// When the first run is due that nothing keeps from beginning: what runs is not late, however long it takes, and neither is bulk work
    /// behind another run of its tenant. None before the scheduler has begun.
    fn first_due(&self) -> Option<DateTime<Utc>> {
        let mut first = None;
        for served in self.tenants.now().iter() {
            let keys = served.intervals.iter().map(|(process, _)| RunKey::new(served.name(), *process));
            let due = keys.filter_map(|key| self.scheduler.due(&key).map(|due| (key, due)));
            let (running, waiting): (Vec<_>, Vec<_>) = due.partition(|(key, due)| {
                self.watch.runs_since(key, *due) || self.scheduler.runs_elsewhere(key)
            });
            let may_begin = waiting.iter().filter(|(key, _)| running.is_empty() || !key.process().is_bulk());
            first = may_begin.map(|(_, due)| *due).chain(first).min();
        }
        first
    }
}
