//! Work that takes longer than a request: plans, what was applied of them, comparisons.

use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::{PlannedWrite, Report};

use super::tenant::Progress;

/// Work that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Begun {
    /// Its number.
    pub(crate) job: String,
}

/// Work that takes longer than a request. Results are kept for an hour.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Job {
    pub(crate) job: String,
    /// `plan`, `apply` or `drift`.
    pub(crate) kind: String,
    /// Who asked for it.
    pub(crate) by: String,
    #[schema(format = "date-time")]
    pub(crate) began: String,
    /// `running`, `done`, `partly`, `moved` or `failed`.
    pub(crate) state: String,
    /// Why it failed, or was not done.
    pub(crate) detail: Option<String>,
    /// How far a plan or a comparison has come that is running.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) progress: Option<Progress>,
    /// Of a plan: what would be written. Of an applied one: what was not written, since it had moved.
    pub(crate) writes: Vec<Write>,
    /// What each process did, or would do.
    pub(crate) runs: Vec<Run>,
    /// Of a comparison: in what the sides differ.
    pub(crate) differences: Vec<Difference>,
}

/// One write.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Write {
    pub(crate) process: String,
    pub(crate) record: String,
    pub(crate) what: String,
    pub(crate) fields: Vec<Field>,
}

/// One field of a write.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Field {
    /// In the vendor's names.
    pub(crate) field: String,
    /// What is there now, if `current` is `read`; null if there is nothing.
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    /// What is known of the field as it is now: `read`; `new` if what it is a field of does not exist yet; `instruction` if it says how to
    /// find or write the record and is not stored; or why it is unknown: `not_answered` if the system does not report it over this
    /// transport, `unreadable` if the record could not be read, `not_read` if it was not asked for.
    pub(crate) current: String,
}

impl From<&PlannedWrite> for Write {
    fn from(write: &PlannedWrite) -> Self {
        let field = |field: &wms_erp_sync::FieldChange| Field {
            field: field.field.clone(),
            old: field.old.clone(),
            new: field.new.clone(),
            current: field.current.as_str().to_owned(),
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
pub(crate) struct Run {
    pub(crate) process: String,
    /// `done`, `failed` or `skipped`.
    pub(crate) outcome: String,
    pub(crate) read: u64,
    pub(crate) unchanged: u64,
    pub(crate) written: u64,
    pub(crate) held: u64,
    pub(crate) failed: u64,
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
pub(crate) struct Difference {
    pub(crate) process: String,
    pub(crate) record: String,
    pub(crate) what: String,
    pub(crate) repair: String,
    /// Whether a person has dismissed it as it is.
    pub(crate) dismissed: bool,
}
