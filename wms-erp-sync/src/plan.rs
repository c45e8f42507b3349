//! What a run would write.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::document::report::Report;
use crate::process_id::Process;

/// What a run of one process would write, found on the very path that a run takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Plan {
    /// The tenant.
    pub tenant: String,
    /// The processes that were planned.
    pub processes: Vec<Process>,
    /// What would be written, in order.
    pub writes: Vec<PlannedWrite>,
    /// What each process would report: what it would find unchanged, skip and hold, and why. These are no promises: a
    /// plan is applied if its writes still hold.
    #[serde(default)]
    pub reports: Vec<Report>,
    /// Whether it is some of the writes of a plan: see [`select`](Self::select).
    #[serde(skip_serializing_if = "is_false", default)]
    pub partial: bool,
}

impl Plan {
    /// The part of this plan that contains only these writes, to be [applied](crate::Operator::apply) separately: it
    /// then holds if nothing has moved of the records that it names, whatever became of the others. What a chosen write
    /// depends on, such as the articles of an order, must be chosen too, or there already.
    #[must_use]
    pub fn select(&self, mut is_chosen: impl FnMut(&PlannedWrite) -> bool) -> Self {
        let writes: Vec<PlannedWrite> =
            self.writes.iter().filter(|write| is_chosen(write)).cloned().collect();
        let partial = self.partial || writes.len() < self.writes.len();
        Self {
            tenant: self.tenant.clone(),
            processes: self.processes.clone(),
            writes,
            reports: Vec::new(),
            partial,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives it so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// One write.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlannedWrite {
    /// The process that would do it.
    pub process: Process,
    /// The record.
    pub record: String,
    /// What it is, in a few words.
    pub what: String,
    /// When the order was made that it is about, where it is about one and that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ordered: Option<DateTime<Utc>>,
    /// The fields, from what to what.
    pub fields: Vec<FieldChange>,
}

/// One field of a write.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldChange {
    /// The field's path in the vendor's names.
    pub field: String,
    /// What is there now, where that is known.
    pub old: Option<String>,
    /// What would be there.
    pub new: Option<String>,
}

impl FieldChange {
    /// A change of one field.
    pub fn new(field: impl Into<String>, old: Option<String>, new: Option<String>) -> Self {
        Self { field: field.into(), old, new }
    }

    /// All fields of a value, where nothing is known of what is there now.
    pub(crate) fn all_new<E: asmx_soap::Element>(value: &E) -> Vec<Self> {
        // What cannot be written is refused when it is written; a plan shows what it can.
        let fields = wms_erp_mapping::fields(value).unwrap_or_default();
        fields.into_iter().map(|(field, new)| Self::new(field, None, Some(new))).collect()
    }
}
