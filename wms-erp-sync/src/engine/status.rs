//! How a tenant is doing.

mod ageing;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Engine, Pause, RunError, damaged};
use crate::process::Process;
use crate::record::Held;
use crate::report::Report;
use crate::store::{Scan, Table};

/// How a tenant is doing, process by process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Status {
    /// The tenant.
    pub tenant: String,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// All processes, in the order of work.
    pub processes: Vec<ProcessStatus>,
    /// What should not be left lying, oldest first, at most [`Status::MOST_WARNINGS`].
    pub warnings: Vec<Warning>,
    /// How many warnings there are besides.
    #[serde(default)]
    pub more_warnings: u64,
}

impl Status {
    /// How many warnings are told.
    pub const MOST_WARNINGS: usize = 200;
}

/// How one process is doing.
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
    /// When it runs next, where this engine [serves](Engine::serve).
    pub next: Option<DateTime<Utc>>,
    /// How far it has read.
    pub cursors: Vec<Cursor>,
    /// Records that were read and are not worked off yet.
    pub spooled: u64,
    /// Records that were marked to be looked at.
    pub due: u64,
    /// What it holds, oldest first.
    pub held: Vec<Held>,
    /// How many of those were held for the first time in its last run.
    pub newly_held: u64,
}

/// How far a stream of changes has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cursor {
    /// Which one, such as `articles/erp`.
    pub stream: String,
    /// When the last read began that saw everything that it asked for; the next one goes on there, with an overlap.
    pub read: DateTime<Utc>,
    /// When the last read of everything began, where this stream tells it.
    pub whole: Option<DateTime<Utc>>,
}

/// How long things may take before they are a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Patience {
    /// Being held, or unacknowledged. A day unless told otherwise.
    pub held: TimeDelta,
    /// Being in the WMS without being sent. Three days unless told otherwise.
    pub unsent: TimeDelta,
    /// Being sent without the ERP knowing. Two hours unless told otherwise.
    pub unreported: TimeDelta,
    /// A process being silent that is on and not paused. Six hours unless told otherwise.
    pub silent: TimeDelta,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            held: TimeDelta::hours(24),
            unsent: TimeDelta::hours(72),
            unreported: TimeDelta::hours(2),
            silent: TimeDelta::hours(6),
        }
    }
}

impl Patience {
    /// With another time for what is held.
    #[must_use]
    pub fn held(self, held: TimeDelta) -> Self {
        Self { held, ..self }
    }

    /// With another time for orders in the WMS that are not sent.
    #[must_use]
    pub fn unsent(self, unsent: TimeDelta) -> Self {
        Self { unsent, ..self }
    }

    /// With another time for orders that were sent without the ERP knowing.
    #[must_use]
    pub fn unreported(self, unreported: TimeDelta) -> Self {
        Self { unreported, ..self }
    }

    /// With another time for processes that do not run.
    #[must_use]
    pub fn silent(self, silent: TimeDelta) -> Self {
        Self { silent, ..self }
    }
}

impl From<TimeDelta> for Patience {
    /// The default, but for what is held.
    fn from(held: TimeDelta) -> Self {
        Self::default().held(held)
    }
}

/// Something that should not be left lying. It goes by itself when its cause does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Warning {
    /// The process.
    pub process: Process,
    /// The record; empty where it is about the whole process.
    pub record: String,
    /// What sort of delay it is.
    pub kind: WarningKind,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What it is, in one line.
    pub what: String,
}

/// Sorts of delays.
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
    /// An order was sent too long ago without the ERP knowing.
    Unreported,
    /// A process has not run for too long.
    Silent,
    /// The last run of a process failed.
    Failed,
}

impl WarningKind {
    /// The word in reports.
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

impl Engine {
    /// How a tenant is doing: last runs, pauses, how far each process has read, what is held, and what has been lying for
    /// longer than one should be patient with. Reads the store only.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn status(&self, tenant: &str, patience: impl Into<Patience>) -> Result<Status, RunError> {
        let known = self.tenant(tenant)?;
        let (at, patience) = (self.inner.clock.now(), patience.into());
        let pauses = self.pauses(tenant).await?;
        let reports = self.last_reports(tenant).await?;
        let mut held = self.held(tenant).await?;
        held.sort_by_key(|held| held.since);
        let mut processes = Vec::new();
        for process in Process::ALL {
            let last = reports.iter().find(|report| report.process == process).cloned();
            let held: Vec<Held> = held.iter().filter(|held| held.process == process).cloned().collect();
            let is_new = |held: &&Held| last.as_ref().is_some_and(|last| held.since >= last.started);
            let prefix = format!("{process}/");
            processes.push(ProcessStatus {
                process,
                on: known.is_on(process),
                paused: pauses
                    .iter()
                    .find(|pause| pause.process.is_none_or(|paused| paused == process))
                    .cloned(),
                next: self.next_run(tenant, process),
                cursors: self.cursors(tenant, &prefix).await?,
                spooled: self.inner.store.count(tenant, Table::Spool, &prefix).await?,
                due: self.inner.store.count(tenant, Table::Due, &prefix).await?,
                newly_held: held.iter().filter(is_new).count() as u64,
                last,
                held,
            });
        }
        let mut warnings = self.warnings(tenant, &processes, at, &patience).await?;
        warnings.sort_by_key(|warning| warning.since);
        let more_warnings = warnings.len().saturating_sub(Status::MOST_WARNINGS) as u64;
        warnings.truncate(Status::MOST_WARNINGS);
        Ok(Status { tenant: tenant.to_owned(), at, processes, warnings, more_warnings })
    }

    /// When a process runs next, as far as the scheduler of this engine knows.
    pub(super) fn next_run(&self, tenant: &str, process: Process) -> Option<DateTime<Utc>> {
        let scheduler = self.inner.scheduler.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        scheduler.as_ref()?.due(&crate::schedule::RunKey::new(tenant, process))
    }

    async fn cursors(&self, tenant: &str, prefix: &str) -> Result<Vec<Cursor>, RunError> {
        let scan = Scan { prefix, after: None, limit: 100 };
        let documents = self.inner.store.scan(tenant, Table::Cursor, scan).await?;
        let cursors = documents.into_iter().filter_map(|document| {
            let (read, whole) = match damaged::read(Table::Cursor, &document.key, &document.value).ok()? {
                Told::Time(read) => (read, None),
                Told::Progress { began, whole } => (began, Some(whole)),
            };
            Some(Cursor { stream: document.key, read, whole })
        });
        Ok(cursors.collect())
    }
}

/// What a cursor holds: some a time, some more.
#[derive(Deserialize)]
#[serde(untagged)]
enum Told {
    Time(DateTime<Utc>),
    Progress { began: DateTime<Utc>, whole: DateTime<Utc> },
}
