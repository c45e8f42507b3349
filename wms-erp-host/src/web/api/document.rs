//! What the API answers. Fields are only ever added.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::{
    Held, LineQuantities, OrderEvent, PlannedWrite, ProcessStatus, RecordId, Report, RunProgress,
};

use super::polling::Polling;
use crate::language::ENGLISH;
use crate::web::activity::Activity;
use crate::web::snapshot::{State, attention};

fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339()
}

/// Why a request was refused (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    pub(super) r#type: String,
    pub(super) title: String,
    pub(super) status: u16,
    /// What happened.
    pub(super) detail: String,
    /// What to do about it.
    pub(super) remedy: String,
}

/// Tenants, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TenantList {
    pub(super) items: Vec<Tenant>,
    /// What `after` must be for the next items; none behind the last.
    pub(super) next: Option<String>,
}

/// A tenant.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Tenant {
    pub(super) name: String,
    /// When it was looked at; none if that has not happened yet.
    #[schema(format = "date-time")]
    pub(super) at: Option<String>,
    /// Why its state is not known, where it is not.
    pub(super) unknown: Option<String>,
    pub(super) processes: Vec<Process>,
    /// How often its warehouse is asked for what became of orders; none where webhooks make no difference to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) polling: Option<Polling>,
}

/// A process of a tenant.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Process {
    pub(super) process: String,
    /// `failing`, `late`, `held`, `paused`, `new`, `ok` or `off`.
    pub(super) state: String,
    /// Records that are held.
    pub(super) held: u64,
    /// Of those, the ones that need a person.
    pub(super) needs_person: u64,
    #[schema(format = "date-time")]
    pub(super) last_success: Option<String>,
    #[schema(format = "date-time")]
    pub(super) next_run: Option<String>,
    pub(super) failing: Option<Cause>,
    pub(super) late: Option<Cause>,
    pub(super) paused: Option<Cause>,
    /// By what its interval is multiplied at the moment: because requests are short, or because webhooks are reliable.
    pub(super) stretch: f64,
    /// How far a long run has come that is in progress, in whichever service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<Progress>,
}

/// How far long work has come.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Progress {
    /// `reading`, `writing` or `comparing`.
    pub(super) phase: String,
    /// Records that are done in this phase.
    pub(super) done: u64,
    /// All of them, if that is known.
    pub(super) total: Option<u64>,
    /// When the phase began, and when it had come so far.
    #[schema(format = "date-time")]
    pub(super) began: String,
    #[schema(format = "date-time")]
    pub(super) at: String,
    /// An estimate, from `at` on.
    pub(super) remaining_seconds: Option<i64>,
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
pub(super) struct Cause {
    #[schema(format = "date-time")]
    pub(super) since: String,
    pub(super) what: String,
    pub(super) remedy: String,
}

impl Process {
    pub(super) fn new(process: &ProcessStatus, success: Option<DateTime<Utc>>, stretch: f64) -> Self {
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

/// Held records, by process and record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeldList {
    pub(super) items: Vec<HeldRecord>,
    /// As in `TenantList`.
    pub(super) next: Option<String>,
}

/// A held record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeldRecord {
    pub(super) process: String,
    pub(super) record: String,
    /// `transient`, `rejected`, `waiting`, `needs_person` or `notice`.
    pub(super) class: String,
    pub(super) what: String,
    pub(super) remedy: String,
    #[schema(format = "date-time")]
    pub(super) since: String,
    #[schema(format = "date-time")]
    pub(super) last_tried: String,
    pub(super) attempts: u32,
    /// When it is tried again by itself; none where a person is needed.
    #[schema(format = "date-time")]
    pub(super) due: Option<String>,
}

impl From<&Held> for HeldRecord {
    fn from(held: &Held) -> Self {
        Self {
            process: held.process.to_string(),
            record: held.record.clone(),
            class: held.class.as_str().to_owned(),
            what: held.what.clone(),
            remedy: held.remedy.clone(),
            since: text(held.since),
            last_tried: text(held.last_tried),
            attempts: held.attempts,
            due: held.due.map(text),
        }
    }
}

/// What became of a decision.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Decided {
    pub(super) done: Vec<String>,
    /// Records that are not held, or not any more.
    pub(super) not_held: Vec<String>,
}

/// That something was done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Done {
    pub(super) done: bool,
}

/// An order, read on both sides now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Order {
    /// Its number in the ERP.
    pub(super) order: i32,
    pub(super) erp_status: Option<String>,
    pub(super) wms_status: Option<i32>,
    pub(super) wms_status_name: Option<String>,
    /// What keeps it where it is, most important first.
    pub(super) waits_for: Vec<String>,
    pub(super) held: Vec<HeldRecord>,
    pub(super) timeline: Vec<TimelineEvent>,
    /// The quantities of its lines.
    pub(super) lines: Vec<Line>,
    /// Why the ERP's rows are missing among the lines, where they could not be read.
    pub(super) rows_unread: Option<String>,
}

/// The quantities of one line; null where there is none.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Line {
    /// The row's id in the ERP.
    pub(super) code: String,
    pub(super) name: String,
    pub(super) ordered: Option<String>,
    pub(super) in_wms: Option<String>,
    pub(super) picked: Option<String>,
    pub(super) sent: Option<String>,
    pub(super) reported: Option<String>,
}

impl From<&LineQuantities> for Line {
    fn from(line: &LineQuantities) -> Self {
        let text = |quantity: Option<Decimal>| quantity.map(|quantity| quantity.to_string());
        Self {
            code: line.code.clone(),
            name: line.name.clone(),
            ordered: text(line.ordered),
            in_wms: text(line.in_wms),
            picked: text(line.picked),
            sent: text(line.sent),
            reported: text(line.reported),
        }
    }
}

/// Orders that match a text, tenant by tenant, of each the newest ones.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FoundOrders {
    pub(super) orders: Vec<FoundOrder>,
}

/// An order that fits.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FoundOrder {
    pub(super) tenant: String,
    /// Its number in the ERP.
    #[schema(value_type = i32)]
    pub(super) order: RecordId,
}

/// Something that happened to an order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimelineEvent {
    #[schema(format = "date-time")]
    pub(super) at: String,
    pub(super) what: String,
    pub(super) detail: String,
    /// What asked for the run, as in the header `X-Request-Id`, such as a request to this API or a webhook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request_id: Option<String>,
}

impl From<&OrderEvent> for TimelineEvent {
    fn from(event: &OrderEvent) -> Self {
        let what = crate::timeline::words(&ENGLISH, event.kind).to_owned();
        Self { at: text(event.at), what, detail: event.detail.clone(), request_id: event.request_id.clone() }
    }
}

/// Work that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Begun {
    /// Its number.
    pub(super) job: String,
}

/// Work that takes longer than a request. Results are kept for an hour.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Job {
    pub(super) job: String,
    /// `plan`, `apply` or `drift`.
    pub(super) kind: String,
    /// Who asked for it.
    pub(super) by: String,
    #[schema(format = "date-time")]
    pub(super) began: String,
    /// `running`, `done`, `partly`, `moved` or `failed`.
    pub(super) state: String,
    /// Why it failed, or was not done.
    pub(super) detail: Option<String>,
    /// How far a plan or a comparison has come that is running.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<Progress>,
    /// Of a plan: what would be written. Of an applied one: what was not written, since it had moved.
    pub(super) writes: Vec<Write>,
    /// What each process did, or would do.
    pub(super) runs: Vec<Run>,
    /// Of a comparison: in what the sides differ.
    pub(super) differences: Vec<Difference>,
}

/// One write.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Write {
    pub(super) process: String,
    pub(super) record: String,
    pub(super) what: String,
    pub(super) fields: Vec<Field>,
}

/// One field of a write.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Field {
    /// In the vendor's names.
    pub(super) field: String,
    /// What is there now, where that is known.
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

impl From<&PlannedWrite> for Write {
    fn from(write: &PlannedWrite) -> Self {
        let field = |field: &wms_erp_sync::FieldChange| Field {
            field: field.field.clone(),
            old: field.old.clone(),
            new: field.new.clone(),
        };
        Self {
            process: write.process.to_string(),
            record: write.record.clone(),
            what: write.what.clone(),
            fields: write.fields.iter().map(field).collect(),
        }
    }
}

/// What a process did.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Run {
    pub(super) process: String,
    /// `done`, `failed` or `skipped`.
    pub(super) outcome: String,
    pub(super) read: u64,
    pub(super) unchanged: u64,
    pub(super) written: u64,
    pub(super) held: u64,
    pub(super) failed: u64,
}

impl From<&Report> for Run {
    fn from(report: &Report) -> Self {
        Self {
            process: report.process.to_string(),
            outcome: report.outcome.as_str().to_owned(),
            read: report.read,
            unchanged: report.unchanged,
            written: report.written,
            held: report.held,
            failed: report.failed,
        }
    }
}

/// A difference between the sides.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Difference {
    pub(super) process: String,
    pub(super) record: String,
    pub(super) what: String,
    pub(super) repair: String,
    /// Whether a person has dismissed it as it is.
    pub(super) dismissed: bool,
}

/// What people did, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActivityList {
    pub(super) items: Vec<Act>,
    /// As in `TenantList`.
    pub(super) next: Option<String>,
}

/// What a person did.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Act {
    #[schema(format = "date-time")]
    pub(super) at: String,
    pub(super) who: String,
    pub(super) action: String,
    pub(super) target: String,
    pub(super) detail: String,
    pub(super) done: bool,
    /// The `X-Request-Id` of the request by which it was asked for; the same stands in the log. Earlier versions kept none.
    pub(super) request_id: Option<String>,
}

impl From<Activity> for Act {
    fn from(activity: Activity) -> Self {
        let Activity { at, who, action, target, detail, done, request_id, .. } = activity;
        Self { at: text(at), who, action, target, detail, done, request_id: request_id.map(String::from) }
    }
}
