//! How a tenant is doing.

mod ageing;
mod health;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::context::glance::Glance;
use crate::context::holding::Holding;
use crate::context::{RunError, damaged, pauses, vendor_wait};
use crate::document::report::Report;
use crate::document::{
    Begun, BegunKey, Document, DocumentKey, Documents, Found, Held, Page, Pause, Progress, ProgressKey,
    RunProgress, StreamKey, VendorWait,
};
use crate::engine::Inspector;
use crate::port::with_causes;
use crate::process_id::Process;
use crate::schedule::RunKey;
use crate::store::{Lease, Store};
use crate::visible::visible;
use ageing::Ageing;

/// The state of a tenant, per process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Status {
    /// The tenant.
    pub tenant: String,
    /// When the status was read.
    pub at: DateTime<Utc>,
    /// All processes, in the order of work.
    pub processes: Vec<ProcessStatus>,
    /// Delays that need attention, oldest first, at most [`Status::MAX_WARNINGS`].
    pub warnings: Vec<Warning>,
    /// The number of further warnings.
    #[serde(default)]
    pub more_warnings: u64,
    /// Until when the vendors have asked us to wait. No process runs before that.
    #[serde(default)]
    pub vendor_waits: Vec<VendorWait>,
    /// Which process of the machines that share the store is at work for the tenant at the moment.
    #[serde(default)]
    pub leases: Vec<LeaseHolder>,
}

/// Who keeps something of a tenant to itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeaseHolder {
    /// What for: a process, or something that several processes write.
    pub name: String,
    /// Who has it: machine, process and a random number, unless the host gives another name.
    pub owner: String,
    /// When it ends unless it is renewed, by the clock of the store. That of a holder who has died is over then, too.
    pub until: DateTime<Utc>,
}

impl Status {
    /// The maximum number of warnings that are listed.
    pub const MAX_WARNINGS: usize = 200;

    /// Whether no process is failing or overdue. Held records do not count.
    pub fn is_ok(&self) -> bool {
        self.processes.iter().all(|process| process.failing.is_none() && process.overdue.is_none())
    }
}

/// The state of one process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProcessStatus {
    /// Which process.
    pub process: Process,
    /// Whether it is on.
    pub on: bool,
    /// The pause that keeps it from running.
    pub paused: Option<Pause>,
    /// What its last run did.
    pub last: Option<Report>,
    /// When it runs next, where this engine [serves](crate::Engine::serve).
    pub next: Option<DateTime<Utc>>,
    /// How far it has read.
    pub cursors: Vec<Cursor>,
    /// Records that were read and are not processed yet.
    pub spooled: u64,
    /// Records that are marked as due.
    pub due: u64,
    /// What it holds, oldest first.
    pub held: Vec<Held>,
    /// How many of those were held for the first time in its last run.
    pub newly_held: u64,
    /// When the run started that has not ended, if there is one. It is in progress, or was interrupted.
    #[serde(default)]
    pub begun: Option<DateTime<Utc>>,
    /// How far the run has come that is in progress in any of the engines on the store, if it takes longer than some seconds. A takeover
    /// is shown like a run.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub progress: Option<RunProgress>,
    /// Since when it has been failing, and why, if its last run failed.
    #[serde(default)]
    pub failing: Option<Failure>,
    /// How late it is, if it is on, not paused, and has run before.
    #[serde(default)]
    pub overdue: Option<Overdue>,
}

/// A process that fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Failure {
    /// When the first of the failed runs ended.
    pub since: DateTime<Utc>,
    /// How many runs have failed in a row.
    pub runs: u32,
    /// Why the last one did.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// A process that should have run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Overdue {
    /// When it was due.
    pub since: DateTime<Utc>,
    /// By how many seconds it is late.
    pub late_seconds: i64,
    /// What to do about it.
    pub remedy: String,
}

/// How far a stream of changes has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cursor {
    /// Which one, such as `articles/erp`.
    pub stream: String,
    /// The start of the last complete read; the next one continues there, with an overlap.
    pub read: DateTime<Utc>,
    /// The start of the last read of everything, if this stream records it.
    pub whole: Option<DateTime<Utc>>,
}

/// How long a delay may last before it becomes a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AgeLimits {
    /// For held records and unacknowledged notices; a day by default.
    pub held: TimeDelta,
    /// For orders in the WMS that are not sent; three days by default.
    pub unsent: TimeDelta,
    /// For sent orders that are not reported to the ERP; two hours by default.
    pub unreported: TimeDelta,
    /// For processes that are on, not paused, and have not run; six hours by default.
    pub silent: TimeDelta,
    /// How often each process runs; by it [`ProcessStatus::overdue`] is judged. Without it a process is
    /// overdue when it is silent for too long.
    intervals: BTreeMap<Process, TimeDelta>,
}

impl Default for AgeLimits {
    fn default() -> Self {
        Self {
            held: TimeDelta::hours(24),
            unsent: TimeDelta::hours(72),
            unreported: TimeDelta::hours(2),
            silent: TimeDelta::hours(6),
            intervals: BTreeMap::new(),
        }
    }
}

impl AgeLimits {
    /// Sets the limit for held records and notices.
    #[must_use]
    pub fn held(self, held: TimeDelta) -> Self {
        Self { held, ..self }
    }

    /// Sets the limit for orders in the WMS that are not sent.
    #[must_use]
    pub fn unsent(self, unsent: TimeDelta) -> Self {
        Self { unsent, ..self }
    }

    /// Sets the limit for sent orders that are not reported to the ERP.
    #[must_use]
    pub fn unreported(self, unreported: TimeDelta) -> Self {
        Self { unreported, ..self }
    }

    /// Sets the interval of a process.
    #[must_use]
    pub fn interval(mut self, process: Process, interval: Duration) -> Self {
        let interval = TimeDelta::from_std(interval).unwrap_or(TimeDelta::MAX);
        self.intervals.insert(process, interval.min(TimeDelta::days(3650)));
        self
    }

    /// Sets the limit for processes that do not run.
    #[must_use]
    pub fn silent(self, silent: TimeDelta) -> Self {
        Self { silent, ..self }
    }
}

impl From<TimeDelta> for AgeLimits {
    /// The default, but for what is held.
    fn from(held: TimeDelta) -> Self {
        Self::default().held(held)
    }
}

/// A delay that needs attention. It disappears with its cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Warning {
    /// The process.
    pub process: Process,
    /// The record; empty if it concerns the whole process.
    pub record: String,
    /// The kind of delay.
    pub kind: WarningKind,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What it is, in one line.
    pub what: String,
}

/// Kinds of delays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WarningKind {
    /// A record has been held for too long.
    Held,
    /// A notice has been waiting for too long to be acknowledged.
    Unacknowledged,
    /// An order has been in the WMS for too long without being sent.
    Unsent,
    /// An order was sent too long ago, and is not reported to the ERP.
    Unreported,
    /// A process has not run for too long.
    Silent,
    /// The last run of a process failed.
    Failed,
}

impl WarningKind {
    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Unacknowledged => "unacknowledged",
            Self::Unsent => "unsent",
            Self::Unreported => "unreported",
            Self::Silent => "silent",
            Self::Failed => "failed",
        }
    }
}

impl Inspector<'_> {
    /// Returns the state of a tenant: last runs, pauses, cursors, held records, and delays above the limits. Reads the
    /// store only.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn status(self, limits: impl Into<AgeLimits>) -> Result<Status, RunError> {
        let (limits, tenant) = (limits.into(), self.tenant);
        let known = self.engine.tenant(tenant)?;
        let inner = &self.engine.inner;
        let at = inner.clock.now();
        // Hundreds of tenants are looked at again and again.
        let store: Arc<dyn Store> =
            Arc::new(Glance::of_run(&inner.store, tenant, &inner.clock, &Holding::default()));
        let documents = Documents::new(&store, tenant);
        let pauses = pauses::all(&documents, at).await?.into_iter().map(|(_, pause)| pause);
        let pauses: Vec<Pause> = pauses.collect();
        let vendor_waits = vendor_wait::those_that_count(&documents, at).await?;
        let held = documents.view(Held::all()).await?;
        let held = held.into_iter().map(|(key, found)| damaged::held(&key, found, at));
        let mut held: Vec<Held> = held.collect();
        held.sort_by_key(|held| held.since);
        let leases = self.leases().await?;
        let own = self.engine.own(tenant).into_iter().map(|process| process.id());
        // What a process holds that is no longer there is shown with its name all the same.
        let all: BTreeSet<Process> =
            Process::ALL.iter().copied().chain(own).chain(held.iter().map(|held| held.process)).collect();
        let all: Vec<Process> = all.into_iter().collect();
        let keys: Vec<BegunKey> = all.iter().copied().map(BegunKey).collect();
        let (reports, begun) = documents.both::<Report, Begun>(&all, &keys).await?;
        let reports = reports.into_iter().map(|found| found?.ok());
        let begun = begun.into_iter().map(|found| found?.ok());
        let progress = documents.view(Progress::all()).await?;
        let (spooled, due) = (documents.spooled(&all).await?, documents.due(&all).await?);
        let mut processes = Vec::new();
        let found = all.into_iter().zip(reports).zip(begun).zip(spooled.into_iter().zip(due));
        for (((process, last), begun), (spooled, due)) in found {
            let held: Vec<Held> = held.iter().filter(|held| held.process == process).cloned().collect();
            let is_new = |held: &&Held| last.as_ref().is_some_and(|last| held.since >= last.started);
            let concerns = |pause: &&Pause| pause.process.is_none_or(|paused| paused == process);
            let paused = pauses.iter().find(|pause| concerns(pause) && pause.until > at).cloned();
            let begun = begun.map(|Begun(at)| at);
            // Without its lease nothing runs: what is there was left by a run that was killed.
            let run_progress = match leases.iter().any(|lease| lease.name == process.as_str()) {
                true => documents.one::<RunProgress>(&ProgressKey(process)).await?,
                false => None,
            };
            let on = self.engine.is_on(&known, process);
            let excused = pauses.iter().filter(concerns).map(|pause| pause.until);
            let excused = excused.chain(vendor_waits.iter().map(|wait| wait.until)).max();
            let last_run = last.as_ref().filter(|_| on && paused.is_none());
            processes.push(ProcessStatus {
                process,
                on,
                paused,
                begun,
                progress: run_progress,
                failing: last_run.and_then(health::failing),
                overdue: last_run.and_then(|last| health::overdue(last, begun, excused, at, &limits)),
                next: self.next_run(process).await,
                cursors: cursors(&progress, process),
                spooled,
                due,
                newly_held: held.iter().filter(is_new).count() as u64,
                last,
                held,
            });
        }
        let ageing = Ageing { documents, now: at, limits: &limits };
        let mut warnings = ageing.warnings(&processes).await?;
        warnings.sort_by_key(|warning| warning.since);
        let more_warnings = warnings.len().saturating_sub(Status::MAX_WARNINGS) as u64;
        warnings.truncate(Status::MAX_WARNINGS);
        let tenant = tenant.to_owned();
        Ok(Status { tenant, at, processes, warnings, more_warnings, vendor_waits, leases })
    }

    async fn leases(self) -> Result<Vec<LeaseHolder>, RunError> {
        let held = self.engine.inner.store.held_leases(self.tenant).await?;
        let holder = |lease: Lease| {
            let (name, owner) = (lease.key().name.clone(), lease.owner().to_owned());
            LeaseHolder { name, owner, until: lease.valid_until() }
        };
        Ok(held.into_iter().map(holder).collect())
    }

    /// When a process runs next, if this engine is served by a scheduler and that knows.
    pub(super) async fn next_run(self, process: Process) -> Option<DateTime<Utc>> {
        let scheduler =
            self.engine.inner.scheduler.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()?;
        match scheduler.next_due(&RunKey::new(self.tenant, process)).await {
            Ok(due) => due,
            Err(error) => {
                let (what, tenant) = (with_causes(&error), self.tenant);
                tracing::warn!(target: "wms_erp_sync", tenant, %process, "the next run is not known: {}", visible(&what));
                None
            }
        }
    }
}

fn cursors(progress: &Page<Progress>, process: Process) -> Vec<Cursor> {
    let of_process = progress.iter().filter(|(stream, _)| stream.process() == process);
    let cursor = |(stream, found): &(StreamKey, Found<Progress>)| {
        let Progress { began, whole, .. } = found.as_ref().ok()?;
        Some(Cursor { stream: stream.text(), read: *began, whole: *whole })
    };
    of_process.filter_map(cursor).collect()
}
