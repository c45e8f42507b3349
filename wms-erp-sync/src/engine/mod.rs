//! The engine: tenants, runs, plans, and what people ask of them.

mod apply;
mod backfill;
mod check;
mod drift;
mod error;
pub(crate) mod hold;
mod lease;
mod overlay;
mod pause;
mod purge;
pub(crate) mod run;
mod serve;
mod shelf;
mod status;
mod takeover;
mod why;
mod wish;

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

pub use apply::Applied;
pub use backfill::{Backfill, Backfilled};
pub use check::{Checked, Finding, Verdict};
pub use drift::{Difference, Drift, DriftKind, ProcessDrift};
pub use error::RunError;
use lease::LeaseKeeper;
use overlay::Overlay;
pub use pause::Pause;
pub use purge::Purged;
use run::{Run, Tally, put};
pub use status::{Cursor, Patience, ProcessStatus, Status, Warning, WarningKind};
pub use takeover::{Choice, Differing, TakenOver, Takeover};
pub use why::Why;

use crate::clock::{Clock, SystemClock};
use crate::flow;
use crate::measure;
use crate::observer::{Happening, Nobody, Observer};
use crate::plan::{Plan, PlannedWrite};
use crate::port::Meter;
use crate::process::Process;
use crate::record::Class;
use crate::report::{Outcome, Reason, Report};
use crate::schedule::IntervalScheduler;
use crate::store::{Batch, Fence, Lease, Store, Table};
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
    /// Tenants of which both sides were compared with the remembered ones since this engine started.
    identified: Mutex<HashSet<String>>,
}

/// Makes an [`Engine`].
#[derive(Debug)]
pub struct EngineBuilder {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    owner: String,
    patience: Duration,
    observer: Arc<dyn Observer>,
}

/// Who asked for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trigger {
    /// A timer: held records are tried when they are due.
    Timer,
    /// A person: every held record that does not need one is tried.
    Person,
}

/// Which company of the ERP, or goods owner of the WMS, a tenant was first seen with.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
struct KnownIdentity {
    id: String,
    name: String,
}

impl KnownIdentity {
    /// Where the company of the ERP is kept.
    const KEY: &str = "identity";
    /// Where the goods owner of the WMS is kept.
    const GOODS_OWNER: &str = "goods_owner";
}

impl From<(String, String)> for KnownIdentity {
    fn from((id, name): (String, String)) -> Self {
        Self { id, name }
    }
}

/// What to do when the ERP user speaks for another company than before.
const OTHER_COMPANY: &str =
    "give the user its former identity, or use a new tenant name for the other company";
/// What to do when the settings name another goods owner than before.
const OTHER_GOODS_OWNER: &str =
    "give the tenant its former goods owner, or use a new tenant name for the other one";

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
        // It may have come with another user of the ERP.
        self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).remove(&tenant.name);
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

    /// Keeps a process of a tenant to this engine.
    async fn lease(&self, tenant: &str, process: Process) -> Result<Lease, RunError> {
        let lease = self.inner.leases.take(tenant, process.as_str(), self.inner.patience).await?;
        lease.ok_or_else(|| RunError::Busy { tenant: tenant.to_owned(), process })
    }

    /// Runs one process of one tenant once.
    ///
    /// What fails is told in the report; the work that was done stays done, and the next run goes on from there.
    /// Cancelling ends the run after the record in hand.
    ///
    /// # Errors
    /// [`RunError::UnknownTenant`]; [`RunError::Busy`] if another engine keeps the process to itself for longer than
    /// this engine waits; [`RunError::Store`] if not even that can be found out.
    pub async fn run(
        &self,
        tenant: &str,
        process: Process,
        trigger: Trigger,
        cancel: &CancellationToken,
    ) -> Result<Report, RunError> {
        let tenant = self.tenant(tenant)?;
        let started = self.inner.clock.now();
        if !tenant.is_on(process) || cancel.is_cancelled() {
            return Ok(skipped(process, started));
        }
        if let Some(pause) = self.paused(&tenant.name, process).await? {
            let what = format!("paused until {}: {}", pause.until.format("%Y-%m-%d %H:%M UTC"), pause.reason);
            let reason = Reason { record: String::new(), class: None, what, remedy: String::new() };
            return Ok(Report { reasons: vec![reason], ..skipped(process, started) });
        }
        let lease = self.lease(&tenant.name, process).await?;
        let meter = Meter::new(process);
        let run = self.prepare(
            &tenant,
            process,
            trigger,
            &meter,
            Some(lease.fence().clone()),
            &self.inner.store,
            cancel,
        );
        let id = self.run_id(started);
        let observer = &self.inner.observer;
        observer.observe(&Happening::RunBegan { tenant: &tenant.name, process, run: &id });
        let work = async {
            match self.check_identity(&run).await {
                Ok(()) => flow::run(&run).await,
                Err(error) => Err(error),
            }
        };
        let span =
            tracing::info_span!(target: "wms_erp_sync", "run", tenant = tenant.name, %process, run = id);
        let report = match work.instrument(span).await {
            // It did not fail: it was not its turn.
            Err(busy @ RunError::Busy { .. }) => Err(busy),
            result => finish(&run, &meter, started, result).await,
        };
        self.inner.leases.give_back(lease).await?;
        let report = report?;
        measure::run(&tenant.name, &report);
        observer.observe(&Happening::RunEnded { tenant: &tenant.name, run: &id, report: &report });
        Ok(report)
    }

    /// Names a run: the time it began, and its number in this engine.
    fn run_id(&self, started: DateTime<Utc>) -> String {
        let number = self.inner.runs.fetch_add(1, Ordering::Relaxed) + 1;
        format!("{}-{number}", started.format("%Y%m%dT%H%M%S%3f"))
    }

    /// Runs all processes of a tenant that are on, in the order of work.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn run_all(
        &self,
        tenant: &str,
        trigger: Trigger,
        cancel: &CancellationToken,
    ) -> Result<Vec<Report>, RunError> {
        let known = self.tenant(tenant)?;
        let mut reports = Vec::new();
        for process in Process::ALL.into_iter().filter(|process| known.is_on(*process)) {
            reports.push(self.run(tenant, process, trigger, cancel).await?);
        }
        Ok(reports)
    }

    /// What a run of these processes would write, found on the same path. Nothing is written, here or there; each
    /// process sees what the former ones would have done.
    ///
    /// # Errors
    /// Whatever would end a run.
    pub async fn plan(&self, tenant: &str, processes: &[Process]) -> Result<Plan, RunError> {
        let tenant = self.tenant(tenant)?;
        let writes: Mutex<Vec<PlannedWrite>> = Mutex::new(Vec::new());
        let overlay: Arc<dyn Store> = Arc::new(Overlay::over(Arc::clone(&self.inner.store)));
        let cancel = CancellationToken::new();
        for process in Process::ALL.into_iter().filter(|process| processes.contains(process)) {
            if tenant.is_on(process) {
                let meter = Meter::new(process);
                let run = self.prepare(&tenant, process, Trigger::Person, &meter, None, &overlay, &cancel);
                let run = Run { plan: Some(&writes), ..run };
                self.check_identity(&run).await?;
                flow::run(&run).await?;
            }
        }
        let writes = writes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let on = processes.iter().copied().filter(|process| tenant.is_on(*process));
        Ok(Plan { tenant: tenant.name.clone(), processes: on.collect(), writes })
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of the run that it makes")]
    fn prepare<'a>(
        &'a self,
        tenant: &'a Tenant,
        process: Process,
        trigger: Trigger,
        meter: &Meter,
        fence: Option<Fence>,
        store: &'a Arc<dyn Store>,
        cancel: &'a CancellationToken,
    ) -> Run<'a> {
        Run {
            tenant,
            process,
            store,
            clock: self.inner.clock.as_ref(),
            erp: tenant.erp.metered(meter.clone()),
            wms: tenant.wms.metered(meter.clone()),
            leases: &self.inner.leases,
            fence,
            eager: trigger == Trigger::Person,
            plan: None,
            cancel,
            tally: Mutex::new(Tally::default()),
            observer: self.inner.observer.as_ref(),
        }
    }

    /// Both sides must be who they were before: the company that the user of the ERP speaks for, and the goods owner.
    /// Nothing is ever written to another one, and nothing that was learnt of one is believed of another.
    async fn check_identity(&self, run: &Run<'_>) -> Result<(), RunError> {
        let name = &run.tenant.name;
        if self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).contains(name) {
            return Ok(());
        }
        let keys = [KnownIdentity::GOODS_OWNER, KnownIdentity::KEY];
        let mut known =
            run.get_all::<KnownIdentity>(Table::Tenant, &keys.map(str::to_owned)).await?.into_iter();
        let mut batch = Batch::new();
        // The goods owner first: no request has to be made for it.
        let found = KnownIdentity::from(run.wms.goods_owner());
        match known.next().flatten() {
            Some(known) if known.id == found.id => {}
            Some(known) => {
                return Err(stopped(
                    "the settings now name the goods owner",
                    &found,
                    &known,
                    OTHER_GOODS_OWNER,
                ));
            }
            None => put(&mut batch, Table::Tenant, KnownIdentity::GOODS_OWNER, &found),
        }
        let found = KnownIdentity::from(run.erp.identity().await?);
        match known.next().flatten() {
            Some(known) if known.id == found.id => {}
            Some(known) => {
                return Err(stopped("the ERP user now speaks for", &found, &known, OTHER_COMPANY));
            }
            None => put(&mut batch, Table::Tenant, KnownIdentity::KEY, &found),
        }
        run.commit(batch).await?;
        // A plan remembers nothing.
        if !run.is_plan() {
            self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        }
        Ok(())
    }
}

impl EngineBuilder {
    /// Another clock than the machine's.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// The name that leases are taken under, for people to read.
    #[must_use]
    pub fn owner(self, owner: impl Into<String>) -> Self {
        Self { owner: owner.into(), ..self }
    }

    /// How long a run waits for another engine that works on the same process. 30 seconds unless told otherwise.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Somebody who is told everything as it happens.
    #[must_use]
    pub fn observer(self, observer: impl Observer) -> Self {
        Self { observer: Arc::new(observer), ..self }
    }

    /// The engine.
    pub fn build(self) -> Engine {
        let Self { store, clock, owner, patience, observer } = self;
        let leases = LeaseKeeper { store: Arc::clone(&store), clock: Arc::clone(&clock), owner };
        Engine {
            inner: Arc::new(Inner {
                store,
                clock,
                leases,
                patience,
                observer,
                runs: AtomicU64::new(0),
                tenants: RwLock::default(),
                scheduler: Mutex::default(),
                identified: Mutex::default(),
            }),
        }
    }
}

fn stopped(whose: &str, found: &KnownIdentity, known: &KnownIdentity, remedy: &str) -> RunError {
    let what = format!(
        "{whose} {} ({}), and this tenant's state is of {} ({})",
        found.name, found.id, known.name, known.id
    );
    RunError::Stopped { what, remedy: remedy.to_owned() }
}

/// Writes the report, and keeps it as the process's last one.
async fn finish(
    run: &Run<'_>,
    meter: &Meter,
    started: DateTime<Utc>,
    result: Result<(), RunError>,
) -> Result<Report, RunError> {
    let (mut held, mut needs_attention) = (0, 0);
    let mut lasting = Vec::new();
    let counted = run
        .each_held(&format!("{}/", run.process), |record| {
            held += u64::from(record.class != Class::Notice);
            if record.class.needs_attention() {
                needs_attention += 1;
                if lasting.len() < Report::MOST_REASONS {
                    lasting.push(record);
                }
            }
        })
        .await;
    // What was held before this run and still is stands in the report too: it is why somebody has to look.
    for record in lasting.into_iter().filter(|record| record.last_tried < started) {
        run.reason(record.record, Some(record.class), record.what, record.remedy);
    }
    let outcome = match (&result, &counted) {
        (Ok(()), Ok(())) => Outcome::Done,
        (Err(RunError::Cancelled), _) => Outcome::Skipped,
        _ => Outcome::Failed,
    };
    for error in result.as_ref().err().into_iter().chain(counted.as_ref().err()) {
        let mut tally = run.tally();
        let reason = Reason {
            record: String::new(),
            class: Some(error.class()),
            what: error.full_message(),
            remedy: error.remedy().to_owned(),
        };
        tally.reasons.insert(0, reason);
        tally.reasons.truncate(Report::MOST_REASONS);
    }
    let tally = std::mem::take(&mut *run.tally());
    let report = Report {
        process: run.process,
        outcome,
        started,
        ended: run.now(),
        read: tally.read,
        unchanged: tally.unchanged,
        written: tally.written,
        remapped: tally.remapped,
        skipped: tally.skipped,
        held,
        needs_attention,
        failed: tally.failed,
        requests: meter.requests(),
        reasons: tally.reasons,
    };
    let mut batch = Batch::new();
    put(&mut batch, Table::Run, run.process.as_str(), &report);
    if outcome == Outcome::Done {
        for wish in tally.fulfilled {
            batch.delete(Table::Control, wish);
        }
    }
    // The report is told even if it cannot be kept, unless the store is what failed the run.
    let kept = run.commit(batch).await;
    if outcome == Outcome::Failed { Ok(report) } else { kept.map(|()| report) }
}

fn skipped(process: Process, at: DateTime<Utc>) -> Report {
    Report {
        process,
        outcome: Outcome::Skipped,
        started: at,
        ended: at,
        read: 0,
        unchanged: 0,
        written: 0,
        remapped: 0,
        skipped: 0,
        held: 0,
        needs_attention: 0,
        failed: 0,
        requests: crate::port::Requests::default(),
        reasons: Vec::new(),
    }
}
