use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::ProductId;
use wms_erp_mapping::DeliveredLine;

use super::{Fingerprint, MappingMark};

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
    /// What was brought over; none until the WMS has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) imported: Option<Imported>,
    /// Whether the ERP was told of the import, where that is wished.
    #[serde(default)]
    pub(crate) import_status_written: bool,
    /// Whether it was deleted in the WMS by hand, and a person wants it there again: so until the WMS has taken it.
    #[serde(skip_serializing_if = "super::is_false", default)]
    pub(crate) create_again: bool,
    /// Whether the ERP took it back after the WMS had got it.
    #[serde(default)]
    pub(crate) withdrawn: bool,
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
    /// The order's id in the WMS, where it was told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) wms_order: Option<i32>,
    /// Found in the WMS rather than created by us.
    #[serde(default)]
    pub(crate) adopted: bool,
}

/// What the ERP was told about an order's delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shipment {
    /// The WMS's status number when it was reported.
    pub(crate) wms_status: i32,
    pub(crate) reported_at: DateTime<Utc>,
    /// What the ERP's status was made, or was found to be.
    pub(crate) erp_status: String,
    pub(crate) lines: Vec<ShippedLine>,
}

impl Shipment {
    /// The vendor's own number for an order that was cancelled.
    pub(crate) const CANCELLED: i32 = 1000;

    /// Whether these very lines were reported.
    pub(crate) fn has(&self, lines: &[ShippedLine]) -> bool {
        self.lines.len() == lines.len() && self.lines.iter().zip(lines).all(|(old, new)| old.is_same(new))
    }

    /// Whether it stands for an order that the WMS cancelled rather than sent.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.wms_status == Self::CANCELLED
    }
}

/// One line of a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ShippedLine {
    pub(crate) code: String,
    pub(crate) ordered: Decimal,
    pub(crate) picked: Decimal,
    /// Whether there was anything to pick.
    #[serde(default = "yes")]
    pub(crate) do_pick: bool,
    /// The product of its article, if that is one of ours.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) product: Option<i32>,
    /// The article's number in the WMS.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub(crate) article: String,
}

impl ShippedLine {
    /// Whether the same was picked of the same line. What its article is called is no part of that.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (&self.code, self.ordered, self.picked, self.do_pick)
            == (&other.code, other.ordered, other.picked, other.do_pick)
    }
}

impl From<&DeliveredLine> for ShippedLine {
    fn from(line: &DeliveredLine) -> Self {
        Self {
            code: line.code.clone(),
            ordered: line.ordered.normalize(),
            picked: line.picked.normalize(),
            do_pick: line.do_pick,
            product: line.product.map(|product| product.0),
            article: line.article.clone(),
        }
    }
}

impl From<&ShippedLine> for DeliveredLine {
    fn from(line: &ShippedLine) -> Self {
        let mut delivered = Self::default();
        delivered.row = line.code.parse().ok();
        delivered.code.clone_from(&line.code);
        delivered.ordered = line.ordered;
        delivered.picked = line.picked;
        delivered.do_pick = line.do_pick;
        delivered.product = line.product.map(ProductId);
        delivered.article.clone_from(&line.article);
        delivered
    }
}

fn yes() -> bool {
    true
}
