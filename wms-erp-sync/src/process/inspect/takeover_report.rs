//! What a takeover found of the records of one process.

use serde::{Deserialize, Serialize};

use crate::plan::FieldChange;

/// The results for the records of one process.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TakeoverReport {
    /// Bound, and the same on both sides: nothing will be written.
    pub equal: u64,
    /// Bound, and not the same: the next run writes what the ERP has, if the WMS lets it.
    pub differing: u64,
    /// Bound before, by a run or an earlier takeover.
    pub known: u64,
    /// In the ERP only: the next run brings them to the WMS.
    pub new: u64,
    /// In the ERP only, and not meant to be transferred: expired products, orders from before the start.
    pub left_out: u64,
    /// In the WMS only, and left alone. Of orders these are not counted.
    #[serde(rename = "strangers")]
    pub unmatched: u64,
    /// Not bound: a person must say which record is meant.
    pub choices: u64,
    /// Records that could not be read; they are looked at again by the next run.
    pub unreadable: u64,
    /// Those that differ, at most [`TakeoverReport::MAX_DETAILS`].
    pub differences: Vec<Differing>,
    /// Those that need a choice, at most [`TakeoverReport::MAX_DETAILS`].
    pub needed: Vec<Choice>,
}

/// A record that was bound although it differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Differing {
    /// The product's or order's id.
    pub record: String,
    /// The fields, from what the WMS has to what the ERP says. Of fields that concern people only the name is given.
    pub fields: Vec<FieldChange>,
    /// What else there is to know: for example, a difference that can no longer be written.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub remark: String,
}

/// A record that was not bound, since it is not clear to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Choice {
    /// The product's or order's id.
    pub record: String,
    /// What is unclear, in one line.
    pub what: String,
    /// What to do about it. Afterwards the takeover may be made once more.
    pub remedy: String,
}

impl TakeoverReport {
    /// How many records of a kind are listed; the counts are complete.
    pub const MAX_DETAILS: usize = 200;

    pub(crate) fn differs(
        &mut self,
        record: impl ToString,
        fields: Vec<FieldChange>,
        remark: impl Into<String>,
    ) {
        self.differing += 1;
        if self.differences.len() < Self::MAX_DETAILS {
            self.differences.push(Differing { record: record.to_string(), fields, remark: remark.into() });
        }
    }

    pub(crate) fn choose(
        &mut self,
        record: impl ToString,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.choices += 1;
        if self.needed.len() < Self::MAX_DETAILS {
            let (record, what, remedy) = (record.to_string(), what.into(), remedy.into());
            self.needed.push(Choice { record, what, remedy });
        }
    }
}
