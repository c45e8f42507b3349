//! How a tenant is doing.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Engine, Pause, RunError};
use crate::process::Process;
use crate::record::{Class, Held};
use crate::report::Report;

/// How a tenant is doing, process by process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Status {
    /// The tenant.
    pub tenant: String,
    /// All processes, in the order of work.
    pub processes: Vec<ProcessStatus>,
    /// What should not be left lying, oldest first.
    pub warnings: Vec<String>,
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
    /// What it holds, oldest first.
    pub held: Vec<Held>,
}

impl Engine {
    /// How a tenant is doing: last runs, pauses, what is held. Reads the store only. A record that has been held for
    /// longer than `patience` is a warning.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn status(&self, tenant: &str, patience: TimeDelta) -> Result<Status, RunError> {
        let known = self.tenant(tenant)?;
        let now = self.inner.clock.now();
        let pauses = self.pauses(tenant).await?;
        let reports = self.last_reports(tenant).await?;
        let mut held = self.held(tenant).await?;
        held.sort_by_key(|held| held.since);
        let warnings =
            held.iter().filter(|held| now - held.since > patience).map(|held| warning(held, now)).collect();
        let processes = Process::ALL.into_iter().map(|process| ProcessStatus {
            process,
            on: known.is_on(process),
            paused: pauses.iter().find(|pause| pause.process.is_none_or(|paused| paused == process)).cloned(),
            last: reports.iter().find(|report| report.process == process).cloned(),
            held: held.iter().filter(|held| held.process == process).cloned().collect(),
        });
        Ok(Status { tenant: tenant.to_owned(), processes: processes.collect(), warnings })
    }
}

fn warning(held: &Held, now: DateTime<Utc>) -> String {
    let hours = (now - held.since).num_hours();
    let verb = if held.class == Class::Notice { "unacknowledged" } else { "held" };
    format!("{} {} {verb} for {hours} hours: {}", held.process, held.record, held.what)
}
