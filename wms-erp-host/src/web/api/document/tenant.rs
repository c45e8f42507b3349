//! Tenants, and how each of their processes is doing.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::{ProcessStatus, RunProgress};

use super::text;
use crate::web::api::polling::Polling;
use crate::web::snapshot::{State, attention};

/// Tenants, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantList {
    pub(crate) items: Vec<Tenant>,
    /// What `after` must be for the next items; none behind the last.
    pub(crate) next: Option<String>,
}

/// A tenant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tenant {
    pub(crate) name: String,
    /// When it was looked at; none if that has not happened yet.
    #[schema(format = "date-time")]
    pub(crate) at: Option<String>,
    /// Why its state is not known, where it is not.
    pub(crate) unknown: Option<String>,
    pub(crate) processes: Vec<Process>,
    /// How often its warehouse is asked for what became of orders; none where webhooks make no difference to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) polling: Option<Polling>,
}

/// A process of a tenant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Process {
    pub(crate) process: String,
    /// `failing`, `late`, `held`, `paused`, `new`, `ok` or `off`.
    pub(crate) state: String,
    /// Records that are held.
    pub(crate) held: u64,
    /// Of those, the ones that need a person.
    pub(crate) needs_person: u64,
    #[schema(format = "date-time")]
    pub(crate) last_success: Option<String>,
    #[schema(format = "date-time")]
    pub(crate) next_run: Option<String>,
    pub(crate) failing: Option<Cause>,
    pub(crate) late: Option<Cause>,
    pub(crate) paused: Option<Cause>,
    /// By what its interval is multiplied at the moment: because requests are short, or because webhooks are reliable.
    pub(crate) stretch: f64,
    /// How far a long run has come that is in progress, in whichever service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) progress: Option<Progress>,
}

/// How far long work has come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Progress {
    /// `reading`, `writing` or `comparing`.
    pub(crate) phase: String,
    /// Records that are done in this phase.
    pub(crate) done: u64,
    /// All of them, if that is known.
    pub(crate) total: Option<u64>,
    /// When the phase began, and when it had come so far.
    #[schema(format = "date-time")]
    pub(crate) began: String,
    #[schema(format = "date-time")]
    pub(crate) at: String,
    /// An estimate, from `at` on.
    pub(crate) remaining_seconds: Option<i64>,
}

impl From<&RunProgress> for Progress {
    fn from(progress: &RunProgress) -> Self {
        Self {
            phase: progress.phase.to_string(),
            done: progress.done,
            total: progress.total,
            began: text(progress.began),
            at: text(progress.at),
            remaining_seconds: progress.remaining().map(|left| left.num_seconds()),
        }
    }
}

/// Why something is as it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cause {
    #[schema(format = "date-time")]
    pub(crate) since: String,
    pub(crate) what: String,
    pub(crate) remedy: String,
}

impl Process {
    pub(crate) fn new(process: &ProcessStatus, success: Option<DateTime<Utc>>, stretch: f64) -> Self {
        let cause = |since, what: &str, remedy: &str| Cause {
            since: text(since),
            what: what.to_owned(),
            remedy: remedy.to_owned(),
        };
        let failing = process.failing.as_ref();
        let late = process.overdue.as_ref();
        let paused = process.paused.as_ref();
        Self {
            process: process.process.to_string(),
            state: State::of(process).word().to_owned(),
            held: process.held.len() as u64,
            needs_person: attention(process) as u64,
            last_success: success.map(text),
            next_run: process.next.filter(|_| process.on).map(text),
            failing: failing.map(|failing| cause(failing.since, &failing.what, &failing.remedy)),
            late: late.map(|late| cause(late.since, "no run has started since it was due", &late.remedy)),
            paused: paused.map(|pause| cause(pause.since, &pause.reason, "")),
            stretch,
            progress: process.progress.as_ref().map(Progress::from),
        }
    }
}
