//! What a run did.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Class;
use crate::process_id::Process;

/// What one run of one process did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// Which process.
    pub process: Process,
    /// How it ended.
    pub outcome: Outcome,
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it ended.
    pub ended: DateTime<Utc>,
    /// Records read from the source.
    pub read: u64,
    /// Records that needed no write, because both sides already agree.
    pub unchanged: u64,
    /// Records written to the other side.
    pub written: u64,
    /// Of those, the ones written only because the mapping or its settings changed.
    #[serde(default)]
    pub remapped: u64,
    /// Records that are not imported, such as orders from before the start.
    #[serde(default)]
    pub skipped: u64,
    /// Records that the host's hooks ignore.
    #[serde(default)]
    pub ignored: u64,
    /// Records of this process that are held now, whenever that began; notices are not counted.
    pub held: u64,
    /// Of those, the ones that need a person.
    #[serde(default)]
    pub needs_attention: u64,
    /// Records that failed in this run and are retried automatically.
    pub failed: u64,
    /// Requests that were made.
    pub requests: Requests,
    /// How many more requests the ERP accepted in this hour when the run ended, if known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub erp_requests_left: Option<u32>,
    /// The number of requests to the ERP of the last complete runs of this process, newest first, including those of
    /// its Authenticate service. At most [`Report::MAX_RECENT`].
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub erp_requests_recent: Vec<u64>,
    /// Since when the process has been failing, if this run failed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failing: Option<Failing>,
    /// The earliest time of the next attempt, if a vendor asked us to wait.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_before: Option<DateTime<Utc>>,
    /// The earliest time at which a held record of this process is to be tried again; `None` if none is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_due: Option<DateTime<Utc>>,
    /// What asked for the run, such as a request to a service's page or a webhook of the warehouse: the
    /// [`RequestId`](crate::schedule::RequestId) that is also in the log. `None` if it ran at its interval.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<String>,
    /// The reasons for holds, failures and remarks; at most [`Report::MAX_REASONS`].
    pub reasons: Vec<Reason>,
}

impl Report {
    /// The maximum number of reasons; the counts are complete.
    pub const MAX_REASONS: usize = 100;
    /// The number of runs of which the requests are kept.
    pub const MAX_RECENT: usize = 5;

    /// How many requests to the ERP a run of this process usually takes: the median of its last runs, so that one first load, or
    /// one comparison of everything, does not count for what all others take. `None` before any run has done its work.
    pub fn usual_erp_requests(&self) -> Option<u64> {
        let mut recent = self.erp_requests_recent.clone();
        recent.sort_unstable();
        recent.get(recent.len() / 2).copied()
    }

    /// What follows from the last report of a process when its next run ends like this.
    pub(crate) fn recent(before: Option<&Self>, outcome: Outcome, requests: &Requests) -> Vec<u64> {
        let before = before.map(|last| last.erp_requests_recent.as_slice()).unwrap_or_default();
        let new = (outcome == Outcome::Done).then_some(requests.erp + requests.session);
        new.into_iter().chain(before.iter().copied()).take(Self::MAX_RECENT).collect()
    }
}

/// How long a process has been failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Failing {
    /// When the first of the failed runs ended.
    pub since: DateTime<Utc>,
    /// How many runs have failed in a row.
    pub runs: u32,
}

impl Failing {
    /// What follows from the last report of a process when its next run ends like this.
    pub(crate) fn after(before: Option<&Report>, outcome: Outcome, now: DateTime<Utc>) -> Option<Self> {
        let before = before.and_then(|last| match (last.failing, last.outcome) {
            // Reports of older versions do not say it.
            (None, Outcome::Failed) => Some(Self { since: last.ended, runs: 1 }),
            (failing, _) => failing,
        });
        match outcome {
            Outcome::Done => None,
            Outcome::Skipped => before,
            Outcome::Failed => Some(Self {
                since: before.map_or(now, |before| before.since.min(now)),
                runs: before.map_or(1, |before| before.runs.saturating_add(1)),
            }),
        }
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// The process did its work; single records may be held.
    Done,
    /// The process could not do its work; the next run continues where it stopped.
    Failed,
    /// It did not run: it is off, paused, or the engine was stopping.
    Skipped,
}

impl Outcome {
    /// The name in reports and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// The reason for a hold, a failure or a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// The record; empty if it concerns the whole process.
    pub record: String,
    /// The class of the obstacle; `None` for a remark.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub class: Option<Class>,
    /// What happened, in one line.
    pub what: String,
    /// What to do about it; empty if there is nothing to do.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub remedy: String,
}

/// Requests of a run, per side; each attempt counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Requests {
    /// To the ERP, those of its Authenticate service not counted.
    pub erp: u64,
    /// To the WMS.
    pub wms: u64,
    /// To the ERP's Authenticate service.
    #[serde(default)]
    pub session: u64,
}
