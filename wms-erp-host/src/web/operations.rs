//! The engine as the page uses it. Every call of the engine is here, so that the pages are about pages.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Semaphore, SemaphorePermit};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{RunKey, RunRequest};
use wms_erp_sync::store::{Store, StoreError};
use wms_erp_sync::{
    AgeLimits, Applied, CancellationToken, DayCounts, Dismissal, Drift, Engine, Held, JournalQuery, Pause,
    Plan, Process, RecordId, RunError, Status, StockJournal, Why, WhyGoods,
};

use super::activity::{self, Activity};
use crate::alarm::{self, Unsent};
use crate::budget::{Budget, Budgets};
use crate::schedule::{Followed, HostScheduler, ahead_of_database};
use crate::tenants::Roster;
pub(crate) use crate::tenants::{Served, Tenants};

/// The engine with what belongs to it.
#[derive(Debug)]
pub(crate) struct Operations {
    engine: Engine,
    scheduler: HostScheduler,
    store: Arc<dyn Store>,
    tenants: Tenants,
    roster: Option<Arc<Roster>>,
    has_alarms: bool,
    budgets: Budgets,
    followed: Followed,
    /// What pages read of the store: the store has a few connections, and the others are left to the runs.
    reading: Semaphore,
}

/// How many pages read the store at a time. SQLite reads on four connections.
const MAX_READING: usize = 2;

impl Operations {
    /// Of an engine that knows these tenants and keeps its state in this store.
    pub(crate) fn new(
        engine: Engine,
        scheduler: impl Into<HostScheduler>,
        store: impl Store,
        tenants: impl Into<Tenants>,
    ) -> Self {
        Self {
            engine,
            scheduler: scheduler.into(),
            store: Arc::new(store),
            tenants: tenants.into(),
            roster: None,
            has_alarms: false,
            budgets: Budgets::default(),
            followed: Followed::default(),
            reading: Semaphore::new(MAX_READING),
        }
    }

    /// The same, with what lets tenants come and go.
    pub(crate) fn with_roster(self, roster: Arc<Roster>) -> Self {
        Self { roster: Some(roster), ..self }
    }

    /// The same; `has_alarms`: whether alarms are sent.
    pub(crate) fn with_alarms(self, has_alarms: bool) -> Self {
        Self { has_alarms, ..self }
    }

    /// The same, with the budgets of requests that something else takes down.
    pub(crate) fn with_budgets(self, budgets: Budgets) -> Self {
        Self { budgets, ..self }
    }

    /// The same, with the clock that follows the database's.
    pub(crate) fn with_followed(self, followed: Followed) -> Self {
        Self { followed, ..self }
    }

    /// By how much this machine's clock is ahead of the database's.
    pub(crate) fn ahead_of_database(&self) -> TimeDelta {
        ahead_of_database(&self.followed)
    }

    /// The budgets of requests of all addresses, by name.
    pub(crate) fn budgets(&self) -> Vec<Budget> {
        self.budgets.now(self.now())
    }

    /// By what the interval of a process is multiplied, for whatever reason.
    pub(crate) fn stretch_of(&self, tenant: &str, process: Process) -> f64 {
        self.scheduler.stretch_of(&RunKey::new(tenant, process))
    }

    /// The alarms of a tenant that their receivers have not got.
    pub(crate) async fn unsent_alarms(&self, tenant: &str) -> Result<Vec<Unsent>, StoreError> {
        match self.has_alarms {
            true => {
                let _turn = self.turn().await;
                Ok(alarm::of_tenant(&*self.store, tenant).await?.unsent(self.now()))
            }
            false => Ok(Vec::new()),
        }
    }

    /// Waits until few others read. Pages wait for each other, so that runs do not wait for them.
    async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // It is never closed.
        self.reading.acquire().await.ok()
    }

    pub(crate) fn roster(&self) -> Option<&Arc<Roster>> {
        self.roster.as_ref()
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        self.engine.clock()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock().now()
    }

    /// The tenants that are served now, by name.
    pub(crate) fn tenants(&self) -> Arc<[Served]> {
        self.tenants.now()
    }

    pub(crate) async fn status(&self, tenant: &Served) -> Result<Status, RunError> {
        let limits = tenant.intervals.iter().fold(AgeLimits::default(), |limits, (process, interval)| {
            let stretch = self.scheduler.stretch_of(&RunKey::new(tenant.name(), *process));
            limits.interval(*process, interval.mul_f64(stretch))
        });
        let _turn = self.turn().await;
        self.engine.inspect(tenant.name()).status(limits).await
    }

    /// What the runs of the last weeks did, day by day.
    pub(crate) async fn history(&self, tenant: &str) -> Result<Vec<DayCounts>, RunError> {
        let _turn = self.turn().await;
        self.engine.inspect(tenant).history().await
    }

    pub(crate) async fn held(&self, tenant: &str) -> Result<Vec<Held>, RunError> {
        let _turn = self.turn().await;
        self.engine.inspect(tenant).held().await
    }

    pub(crate) async fn dismissed(&self, tenant: &str) -> Result<Vec<Dismissal>, RunError> {
        let _turn = self.turn().await;
        self.engine.inspect(tenant).dismissed().await
    }

    pub(crate) async fn why(&self, tenant: &str, order: i32) -> Result<Why, RunError> {
        self.engine.inspect(tenant).why(order).await
    }

    pub(crate) async fn why_goods(&self, tenant: &str, number: &str) -> Result<Vec<WhyGoods>, RunError> {
        self.engine.inspect(tenant).why_goods(number).await
    }

    pub(crate) async fn stock_journal(
        &self,
        tenant: &str,
        query: JournalQuery,
    ) -> Result<StockJournal, RunError> {
        self.engine.inspect(tenant).stock_journal(query).await
    }

    /// The orders that a text names; asks neither side.
    pub(crate) async fn find(
        &self,
        tenant: &str,
        text: &str,
        limit: usize,
    ) -> Result<Vec<RecordId>, RunError> {
        let _turn = self.turn().await;
        self.engine.inspect(tenant).find_orders(text, limit).await
    }

    pub(crate) async fn retry(&self, tenant: &str, process: Process, record: &str) -> Result<Held, RunError> {
        self.engine.operator(tenant).retry(process, record).await
    }

    pub(crate) async fn dismiss(
        &self,
        tenant: &str,
        process: Process,
        record: &str,
        reason: &str,
    ) -> Result<Dismissal, RunError> {
        self.engine.operator(tenant).dismiss(process, record, reason).await
    }

    pub(crate) async fn release(&self, tenant: &str, process: Process) -> Result<(), RunError> {
        self.engine.operator(tenant).release(process).await
    }

    pub(crate) async fn pause(
        &self,
        tenant: &str,
        process: Option<Process>,
        until: DateTime<Utc>,
        reason: &str,
    ) -> Result<Pause, RunError> {
        self.engine.operator(tenant).pause(process, until, reason).await
    }

    pub(crate) async fn resume(
        &self,
        tenant: &str,
        process: Option<Process>,
    ) -> Result<Vec<Pause>, RunError> {
        self.engine.operator(tenant).resume(process).await
    }

    pub(crate) async fn plan(&self, tenant: &str, processes: &[Process]) -> Result<Plan, RunError> {
        self.engine.inspect(tenant).plan(processes).await
    }

    pub(crate) async fn apply(&self, plan: &Plan, cancel: &CancellationToken) -> Result<Applied, RunError> {
        self.engine.operator(&plan.tenant).apply(plan, cancel).await
    }

    pub(crate) async fn drift(&self, tenant: &str, processes: &[Process]) -> Result<Drift, RunError> {
        self.engine.inspect(tenant).drift(processes).await
    }

    /// Makes a process due at that time, unless it is due earlier.
    pub(crate) fn wake_at(&self, request: impl Into<RunRequest>, due: DateTime<Utc>) {
        self.scheduler.wake_at(&request.into(), due);
    }

    /// Remembers what a person did.
    pub(crate) async fn record(&self, activity: &Activity) -> Result<(), StoreError> {
        activity::write(&*self.store, activity).await
    }

    /// What people did for a tenant, newest first.
    pub(crate) async fn activities(
        &self,
        tenant: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, Activity)>, StoreError> {
        let _turn = self.turn().await;
        activity::read(&*self.store, tenant, after, limit).await
    }
}
