//! Held records, and what became of a decision about some of them.

use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::Held;

use super::text;

/// Held records, by process and record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeldList {
    pub(crate) items: Vec<HeldRecord>,
    /// As in `TenantList`.
    pub(crate) next: Option<String>,
}

/// A held record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeldRecord {
    pub(crate) process: String,
    pub(crate) record: String,
    /// `transient`, `rejected`, `waiting`, `needs_person` or `notice`.
    pub(crate) class: String,
    pub(crate) what: String,
    pub(crate) remedy: String,
    #[schema(format = "date-time")]
    pub(crate) since: String,
    #[schema(format = "date-time")]
    pub(crate) last_tried: String,
    pub(crate) attempts: u32,
    /// When it is tried again by itself; none where a person is needed.
    #[schema(format = "date-time")]
    pub(crate) due: Option<String>,
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
pub(crate) struct Decided {
    pub(crate) done: Vec<String>,
    /// Records that are not held, or not any more.
    pub(crate) not_held: Vec<String>,
}
