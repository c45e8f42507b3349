use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Document, PurchaseOrder, Quantities, hash};
use crate::store::Table;

/// What the mapping of purchase orders writes: changes with it, so that all of them are written again.
const MAPPING: &str = "1";
/// How long after a write whose answer was lost the WMS may still carry it out.
const LATE: TimeDelta = TimeDelta::days(3);

/// A purchase order of the host's source, and what became of it. Its key is its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PurchaseRecord {
    /// When something was last made of it.
    pub(crate) at: DateTime<Utc>,
    /// The order as its source has it.
    pub(crate) wanted: PurchaseOrder,
    /// The fingerprint of what the WMS has of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) written: Option<String>,
    /// Whether the order of this number in the WMS is ours: noted before the first write, so that an unknown outcome is settled by
    /// looking.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) ours: bool,
    /// What was reported as received.
    #[serde(skip_serializing_if = "Quantities::is_empty", default)]
    pub(crate) reported: Quantities,
    /// How many reports there were.
    #[serde(default)]
    pub(crate) reports: u32,
    /// Whether it was reported that reception has ended.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) finished: bool,
    /// Whether a notice has said that it was cancelled in the WMS.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) cancelled: bool,
    /// Whether the WMS had it cancelled, as its source wants it: by us, or before us.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) closed: bool,
    /// When it was last written without an answer: the WMS may carry that out later, over what it has by then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) unanswered: Option<DateTime<Utc>>,
}

impl PurchaseRecord {
    /// Of an order that is met for the first time.
    pub(crate) fn new(wanted: PurchaseOrder, at: DateTime<Utc>) -> Self {
        Self {
            at,
            wanted,
            written: None,
            ours: false,
            reported: Quantities::new(),
            reports: 0,
            finished: false,
            cancelled: false,
            closed: false,
            unanswered: None,
        }
    }

    /// Notes that something is made of it. A clock that is behind does not set that back: it would be followed too shortly.
    pub(crate) fn touch(&mut self, now: DateTime<Utc>) {
        self.at = self.at.max(now);
    }

    /// Whether a write of ours may still arrive in the WMS, or may just have done so.
    pub(crate) fn may_arrive_late(&self, now: DateTime<Utc>) -> bool {
        self.unanswered.is_some_and(|at| now.signed_duration_since(at) < LATE)
    }

    /// Whether the WMS has it as its source has it.
    pub(crate) fn is_written(&self) -> bool {
        self.written.as_deref() == Some(&fingerprint(&self.wanted))
    }

    /// Whether nothing more is to come of it.
    pub(crate) fn is_over(&self) -> bool {
        self.finished || self.cancelled || (self.wanted.withdrawn && self.is_written())
    }
}

impl Document for PurchaseRecord {
    const TABLE: Table = Table::Intent;
    const PREFIX: &'static str = "purchase/";
    type Key = String;
}

/// A purchase order and the mapping, as one text.
pub(crate) fn fingerprint(order: &PurchaseOrder) -> String {
    // A text that cannot be written would be like no other.
    let text = serde_json::to_string(order).unwrap_or_default();
    format!("{}/{MAPPING}", hash(&text))
}

/// How far the source's list has been read, in the source's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PurchaseCursor(pub(crate) String);

impl Document for PurchaseCursor {
    const TABLE: Table = Table::Intent;
    const PREFIX: &'static str = "purchase_cursor";
    type Key = ();
}

super::kind::marks! {
    /// A purchase order that is to be written, by its number.
    DuePurchase: Due "expected_receipts/write/" by String;
    /// A purchase order of which something was received that may not have been reported, by its number.
    DueReceipt: Due "expected_receipts/received/" by String;
}
