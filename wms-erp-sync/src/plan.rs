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
    /// What is there now. If it is `None`, [`current`](Self::current) says why.
    pub old: Option<String>,
    /// What would be there.
    pub new: Option<String>,
    /// What is known of the field as it is now.
    #[serde(skip_serializing_if = "CurrentValue::is_read", default)]
    pub current: CurrentValue,
}

/// What is known of a field as it is before a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CurrentValue {
    /// It was read: [`old`](FieldChange::old) is what is there, and there is nothing if that is `None`.
    #[default]
    Read,
    /// There is none: what it is a field of does not exist yet, and the write creates it.
    New,
    /// Unknown: the system's answers have no such field over this transport.
    NotAnswered,
    /// Unknown: the record could not be read.
    Unreadable,
    /// Unknown: it was not read for this write, as when a plan is applied.
    NotRead,
    /// There is none: it is an instruction how to find or write the record, and not stored.
    Instruction,
}

impl CurrentValue {
    /// Its name, as in JSON: `read`, `new`, `not_answered`, `unreadable`, `not_read` or `instruction`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::New => "new",
            Self::NotAnswered => "not_answered",
            Self::Unreadable => "unreadable",
            Self::NotRead => "not_read",
            Self::Instruction => "instruction",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives it so")]
    fn is_read(&self) -> bool {
        *self == Self::Read
    }
}

impl FieldChange {
    /// A change of one field whose current value was read: `None` if there is nothing.
    pub fn new(field: impl Into<String>, old: Option<String>, new: Option<String>) -> Self {
        Self { field: field.into(), old, new, current: CurrentValue::Read }
    }

    /// A field that has no value that could be read, for the given reason.
    pub fn without_old(field: impl Into<String>, new: Option<String>, current: CurrentValue) -> Self {
        Self { field: field.into(), old: None, new, current }
    }

    /// Whether the write changes the field, where its current value is known; `true` where it is not.
    pub fn is_change(&self) -> bool {
        match self.current {
            CurrentValue::Read => {
                self.old.as_deref().unwrap_or_default() != self.new.as_deref().unwrap_or_default()
            }
            CurrentValue::Instruction => false,
            _ => true,
        }
    }

    /// Whether the field would be written as the other one would, whatever is there now.
    fn writes_the_same(&self, other: &Self) -> bool {
        (&self.field, &self.new) == (&other.field, &other.new)
    }
}

impl PlannedWrite {
    /// Whether this write, which is about to be made, is the one that was planned. What a field has now counts where it was read again.
    pub(crate) fn carries_out(&self, planned: &Self) -> bool {
        let Self { process, record, what, ordered, fields } = self;
        (process, record, what, ordered)
            == (&planned.process, &planned.record, &planned.what, &planned.ordered)
            && fields.len() == planned.fields.len()
            && fields.iter().zip(&planned.fields).all(|(field, planned)| match field.current {
                CurrentValue::NotRead => field.writes_the_same(planned),
                _ => field == planned,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_json() {
        for current in [
            CurrentValue::Read,
            CurrentValue::New,
            CurrentValue::NotAnswered,
            CurrentValue::Unreadable,
            CurrentValue::NotRead,
            CurrentValue::Instruction,
        ] {
            assert_eq!(serde_json::to_value(current).unwrap(), current.as_str());
        }
    }

    #[test]
    fn a_plan_of_an_earlier_version_is_read() {
        let saved = r#"{"field":"Weight","old":null,"new":"0.5"}"#;
        let change: FieldChange = serde_json::from_str(saved).unwrap();
        assert_eq!(change, FieldChange::new("Weight", None, Some("0.5".to_owned())));
        assert_eq!(serde_json::to_string(&change).unwrap(), saved);
    }

    #[test]
    fn what_a_field_has_now_counts_where_it_was_read_again() {
        let write = |fields| PlannedWrite {
            process: Process::Articles,
            record: "1001".to_owned(),
            what: "article K-500".to_owned(),
            ordered: None,
            fields: vec![fields],
        };
        let text = |text: &str| Some(text.to_owned());
        let planned = write(FieldChange::new("Weight", text("0.4"), text("0.5")));
        let unread = |new| write(FieldChange::without_old("Weight", text(new), CurrentValue::NotRead));
        assert!(planned.carries_out(&planned) && unread("0.5").carries_out(&planned));
        assert!(!unread("0.6").carries_out(&planned));
        assert!(!write(FieldChange::new("Weight", text("0.3"), text("0.5"))).carries_out(&planned));
        assert!(
            !write(FieldChange::without_old("Weight", text("0.5"), CurrentValue::New)).carries_out(&planned)
        );
    }
}
