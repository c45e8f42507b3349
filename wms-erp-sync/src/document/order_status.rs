use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{OrderId, ProductId};
use wms_erp_mapping::{DeliveredLine, DeliveredOrder, Tracking};

use super::Document;
use crate::store::Table;

/// What was reported to the ERP about an order's delivery.
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

    /// The lines as the mapping has them.
    pub(crate) fn delivery(&self) -> DeliveredOrder {
        delivery(&self.lines)
    }

    /// Whether it stands for an order that the WMS cancelled rather than sent.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.wms_status == Self::CANCELLED
    }
}

/// What is said of an order that the WMS has cancelled and the ERP still counts on.
pub(crate) fn cancelled_in_wms(id: OrderId) -> String {
    format!("order {id} was cancelled in the WMS")
}

/// What is said of an order whose answer does not say where it stands in the WMS, and what to do.
pub(crate) const WITHOUT_STATUS: &str =
    "the WMS returned the order without its status, so it is unknown whether it was sent or cancelled";
pub(crate) const WITHOUT_QUANTITY: &str =
    "the WMS returned the order without its lines or without a quantity, so it is unknown how much was sent";
pub(crate) const WITHOUT_STATUS_REMEDY: &str = "nothing: it is requested again; if the problem persists, check the order in the WMS, and ask the warehouse";

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

impl Document for Shipment {
    const TABLE: Table = Table::Shipment;
    type Key = OrderId;
}

super::kind::marks! {
    /// An order of the WMS that is ours and may have been picked, sent or cancelled long ago: it is asked for by its number.
    DueOrderStatus: Due "order_status/" by OrderId;
    /// The same, when the status process has taken it, until the WMS has answered.
    TakenOrderStatus: Due "order_status/taken/" by OrderId;
}

/// An order that the WMS has sent, and that the ERP does not have as sent yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SentOrder {
    pub(crate) order: i32,
    /// Its id in the WMS.
    #[serde(default)]
    pub(crate) wms_order: Option<i32>,
    pub(crate) wms_status: i32,
    pub(crate) lines: Vec<ShippedLine>,
    pub(crate) products: Vec<i32>,
    /// What the WMS says about its transport, where that is reported to the ERP.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) tracking: Option<Tracking>,
}

impl SentOrder {
    pub(crate) fn id(&self) -> OrderId {
        OrderId(self.order)
    }

    pub(crate) fn delivery(&self) -> DeliveredOrder {
        delivery(&self.lines)
    }
}

fn delivery(lines: &[ShippedLine]) -> DeliveredOrder {
    let mut delivery = DeliveredOrder::default();
    delivery.lines = lines.iter().map(DeliveredLine::from).collect();
    delivery
}

impl Document for SentOrder {
    const TABLE: Table = Table::Spool;
    const PREFIX: &'static str = "order_status/";
    type Key = OrderId;
}

/// What the ERP has of the tracking of an order that was reported as sent. It is kept as long as changes are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownTracking {
    /// When it was reported as sent.
    pub(crate) reported_at: DateTime<Utc>,
    /// What the WMS said when it was dealt with last, whatever came of it.
    pub(crate) seen: Tracking,
    /// The text that the ERP has from us.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) written: Option<String>,
    /// A text that is being saved: noted before, so that the text of a save without an answer is known as ours.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) attempted: Option<String>,
}

impl Document for KnownTracking {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "tracking/";
    type Key = OrderId;
}

/// Tracking that the ERP's order does not have yet, though it was reported as sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LateTracking {
    pub(crate) order: i32,
    pub(crate) tracking: Tracking,
}

impl Document for LateTracking {
    const TABLE: Table = Table::Spool;
    const PREFIX: &'static str = "tracking/";
    type Key = OrderId;
}

/// Quantities that were reported to the ERP and are to be acknowledged in the WMS, as they were read: not what is picked by
/// now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReportedQuantities {
    pub(crate) order: i32,
    pub(crate) lines: Vec<(String, Decimal)>,
}

impl Document for ReportedQuantities {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "acknowledge/";
    type Key = OrderId;
}

/// An order of the ERP for the rest of an order: noted before it is created, so that an unknown outcome is settled by
/// looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct RestOrder {
    /// The one there is, once it is known that there is no other.
    pub(crate) created: Option<i32>,
}

impl Document for RestOrder {
    const TABLE: Table = Table::Intent;
    const PREFIX: &'static str = "rest/";
    type Key = OrderId;
}

/// What the first status write did besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StatusProbe {
    pub(crate) order: i32,
    pub(crate) side_effects: Vec<String>,
    /// Whether a save that held tracking besides was looked at too.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(crate) with_tracking: bool,
    /// Whether a save that held delivered quantities was.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(crate) with_delivered: bool,
}

impl Document for StatusProbe {
    const TABLE: Table = Table::Tenant;
    const PREFIX: &'static str = "status_write";
    type Key = ();
}
