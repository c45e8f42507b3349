use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::report::{Outcome, Report};
use super::{Document, DocumentKey, Found};
use crate::process_id::Process;
use crate::store::{StoreError, Table};

/// What the runs of one process did on one day, by the clocks of the ERP's zone; a run belongs to the day on which it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DayCounts {
    /// Which process.
    pub process: Process,
    /// Which day.
    pub day: NaiveDate,
    /// Runs that began their work.
    pub runs: u64,
    /// Of those, the ones that failed.
    pub failed_runs: u64,
    /// Records read from the source.
    pub read: u64,
    /// Records written to the other side.
    pub written: u64,
    /// Records that were held when the last of these runs ended.
    pub held: u64,
    /// How long all these runs took, in milliseconds.
    pub took_millis: u64,
    /// How long the longest one took, in milliseconds.
    pub longest_millis: u64,
}

impl DayCounts {
    /// The number of days for which they are kept.
    pub const KEPT_DAYS: u64 = 60;

    pub(crate) fn new(process: Process, day: NaiveDate) -> Self {
        let (runs, failed_runs, read, written, held) = Default::default();
        Self { process, day, runs, failed_runs, read, written, held, took_millis: 0, longest_millis: 0 }
    }

    /// The day with a run more; none where a later version has written it. One that cannot be read begins anew: no run fails for its
    /// statistics.
    pub(crate) fn with(key: DayKey, known: Option<Found<Self>>, report: &Report) -> Option<Self> {
        let mut day = match known {
            Some(Ok(day)) => day,
            Some(Err(StoreError::NewerDocument { .. })) => return None,
            None | Some(Err(_)) => Self::new(key.0, key.1),
        };
        day.add(report);
        Some(day)
    }

    /// Adds a run.
    pub(crate) fn add(&mut self, report: &Report) {
        let took = u64::try_from((report.ended - report.started).num_milliseconds()).unwrap_or_default();
        self.runs += 1;
        self.failed_runs += u64::from(report.outcome == Outcome::Failed);
        self.read += report.read;
        self.written += report.written;
        self.held = report.held;
        self.took_millis += took;
        self.longest_millis = self.longest_millis.max(took);
    }
}

impl Document for DayCounts {
    const TABLE: Table = Table::Run;
    type Key = DayKey;
}

/// The process and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayKey(pub(crate) Process, pub(crate) NaiveDate);

impl DocumentKey for DayKey {
    fn write(&self, text: &mut String) {
        self.0.write(text);
        text.push_str(&self.1.format("/day/%Y-%m-%d").to_string());
    }

    fn read(text: &str) -> Option<Self> {
        let (process, day) = text.split_once("/day/")?;
        let key = Self(Process::read(process)?, day.parse().ok()?);
        (key.text() == text).then_some(key)
    }
}
