use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use twentyfour_client::types::{InvoiceOrder, OrderId};

use super::form::unversioned_xml;
use super::{Document, Fingerprint, MappingMark, Range, hash};
use crate::store::{Batch, Table};

/// What became of one order of the ERP.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct OrderRecord {
    /// The day that stands for a missing delivery date; fixed before the first attempt.
    pub(crate) first_import: NaiveDate,
    /// The change mark at which the order was last read whole and dealt with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) seen: Option<String>,
    /// When the order was first read with its present mark. The mark is rounded to minutes, so it may have changed once
    /// more under it; none once a later look has settled that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) unsure_since: Option<DateTime<Utc>>,
    /// Whether it was read whole and found to be delivered, which has not happened yet: the spool may be gone by now.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) pending: bool,
    /// What was transferred; none until the WMS has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) imported: Option<Imported>,
    /// Whether the import was reported to the ERP, where that is set.
    #[serde(default)]
    pub(crate) import_status_written: bool,
    /// Whether it was deleted in the WMS by hand, and a person wants it there again: so until the WMS has taken it.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) create_again: bool,
    /// Whether the ERP took it back after the WMS had got it.
    #[serde(default)]
    pub(crate) withdrawn: bool,
    /// By which mapping and hooks it was ignored when it was read last. Others may keep it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) ignored: Option<String>,
    /// The words by which it is found: see [`OrderByWord`].
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(crate) found_by: Vec<String>,
}

impl OrderRecord {
    /// An order that is met for the first time.
    pub(crate) fn new(today: NaiveDate) -> Self {
        Self {
            first_import: today,
            seen: None,
            unsure_since: None,
            pending: false,
            imported: None,
            import_status_written: false,
            create_again: false,
            withdrawn: false,
            ignored: None,
            found_by: Vec::new(),
        }
    }

    /// Lets an order that is forgotten be found no more.
    pub(crate) fn remove_words(&self, batch: &mut Batch, id: OrderId) {
        for word in &self.found_by {
            batch.remove::<OrderByWord>(&(word.clone(), id));
        }
    }

    /// Replaces the fingerprint that an earlier version of this program wrote for the same mapping.
    pub(crate) fn renew(&mut self, mapping: &MappingMark) {
        if let Some(fingerprint) = self.imported.as_mut().and_then(|known| known.fingerprint.as_mut()) {
            mapping.renew(fingerprint);
        }
    }
}

/// The order as the WMS has it from us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Imported {
    pub(crate) at: DateTime<Utc>,
    /// What was accepted last; of an order that was found there, nothing yet.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// The order's id in the WMS, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) wms_order: Option<i32>,
    /// Found in the WMS rather than created by us.
    #[serde(default)]
    pub(crate) adopted: bool,
}

impl Document for OrderRecord {
    const TABLE: Table = Table::Order;
    const PREFIX: &'static str = "order/";
    type Key = OrderId;
}

super::kind::marks! {
    /// An order that is open in the ERP by what was read last.
    OpenOrder: Order "open/" by OrderId;
    /// An order that is found by a word: see [`search_word`].
    OrderByWord: Order "by/" by (String, OrderId);
    /// An order that a person wants although it is from before the start.
    WantedOrder: Due "orders/" by OrderId;
    /// The same, when the orders process has taken it, until the order is read or has left the pulled status.
    TakenOrder: Due "orders/taken/" by OrderId;
}

impl OrderByWord {
    /// The orders that have one word.
    pub(crate) fn with(word: &String) -> Range<Self> {
        Range::of_first(word)
    }
}

/// What orders are found by in place of a text that people know: references may name people, so the text itself is kept nowhere.
/// None for a text without letters and digits. Capitals and spaces make no difference.
pub(crate) fn search_word(text: &str) -> Option<String> {
    let letters = text.chars().filter(|char| !char.is_whitespace()).flat_map(char::to_lowercase);
    let plain: String = letters.collect();
    plain.chars().any(char::is_alphanumeric).then(|| hash(&plain))
}

/// An order that was read and not yet worked off, as the vendor's XML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SpooledOrder(String);

impl SpooledOrder {
    pub(crate) fn new(order: &InvoiceOrder) -> Self {
        Self(asmx_soap::keep(order))
    }

    /// The order. Another version of this program may have written what this one cannot read.
    pub(crate) fn order(&self) -> Result<InvoiceOrder, asmx_soap::DecodeError> {
        asmx_soap::from_xml(&self.0)
    }
}

impl Document for SpooledOrder {
    const TABLE: Table = Table::Spool;
    const PREFIX: &'static str = "orders/";
    type Key = OrderId;

    fn unversioned(text: &str) -> Option<Value> {
        unversioned_xml(text)
    }
}

/// An order that left before the WMS was known to have it: a write of it may still arrive there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LateOrder {
    /// When it left.
    pub(crate) at: DateTime<Utc>,
}

impl Document for LateOrder {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "late/";
    type Key = OrderId;
}

/// A change that the WMS took, to be read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChangedLines {
    pub(crate) order: i32,
    pub(crate) lines: Vec<SentLine>,
    /// Whether it was read back before, and differed: then the held record says when it is looked at again.
    pub(crate) differed: bool,
}

impl Document for ChangedLines {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "lines/";
    type Key = OrderId;
}

/// What a line was sent with, in the fields that the WMS returns. It is kept until the order has been read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SentLine {
    pub(crate) code: String,
    /// The article by its product code, its number, or both.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) article: Option<String>,
    pub(crate) quantity: Decimal,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) do_pick: Option<bool>,
    /// What further fields and hooks have set besides, by the names under which it is written.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub(crate) further: BTreeMap<String, String>,
}
