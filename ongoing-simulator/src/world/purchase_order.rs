//! Purchase orders: what the warehouse stores about goods that it is to expect.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::merge::record;
use super::registry::Coded;
use super::status;

/// A purchase order of the goods owner.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PurchaseOrder {
    /// Ongoing's own id.
    pub id: i32,
    /// What was sent about it.
    pub data: PurchaseOrderData,
    /// The status number.
    pub status: i32,
    /// Its type.
    pub purchase_order_type: Option<Coded>,
    /// The supplier's place in [`World::suppliers`](super::World::suppliers).
    pub supplier: Option<usize>,
    /// Its lines.
    pub lines: Vec<PurchaseOrderLine>,
    /// What was received, in order.
    pub received: Vec<ReceivedItem>,
    /// When it came in.
    pub created: DateTime<Utc>,
    /// When anything about it last changed.
    pub last_updated: DateTime<Utc>,
    /// When its status last changed.
    pub status_changed: DateTime<Utc>,
}

impl PurchaseOrder {
    pub(crate) fn new(id: i32, status: i32, now: DateTime<Utc>) -> Self {
        Self {
            id,
            data: PurchaseOrderData::default(),
            status,
            purchase_order_type: None,
            supplier: None,
            lines: Vec::new(),
            received: Vec::new(),
            created: now,
            last_updated: now,
            status_changed: now,
        }
    }

    /// Its number; empty when it has none.
    pub fn number(&self) -> &str {
        self.data.number.as_deref().unwrap_or_default()
    }

    /// The line with this code.
    pub fn line(&self, code: &str) -> Option<&PurchaseOrderLine> {
        self.lines.iter().find(|line| line.code == code)
    }

    /// Whether goods reception has begun.
    pub fn is_received_from(&self) -> bool {
        !self.received.is_empty()
    }

    /// Whether the received quantity of any line differs from the reported one.
    pub fn has_lines_to_report(&self) -> bool {
        self.lines.iter().any(|line| line.received != line.reported.unwrap_or_default())
    }

    /// When something of it was last received.
    pub fn last_receive_time(&self) -> Option<DateTime<Utc>> {
        self.received.last().map(|item| item.time)
    }

    /// How much of each article is still expected.
    pub(crate) fn expected(&self) -> impl Iterator<Item = (i32, Decimal)> {
        let open = self.status < status::DEFLECTION;
        let lines = self.lines.iter().filter(move |_| open);
        lines.map(|line| (line.article, (line.advised - line.received).max(Decimal::ZERO)))
    }
}

/// A line of a purchase order.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PurchaseOrderLine {
    /// Ongoing's own id.
    pub id: i32,
    /// The line's key: unique within the purchase order.
    pub code: String,
    /// The article's id.
    pub article: i32,
    /// What was announced.
    pub advised: Decimal,
    /// What has been received.
    pub received: Decimal,
    /// What the integration says it has taken note of; none until it first does.
    pub reported: Option<Decimal>,
    /// What was sent about it besides.
    pub data: PurchaseLineData,
}

/// An item that was received.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReceivedItem {
    /// Ongoing's id of the item.
    pub article_item_id: i32,
    /// The line.
    pub line: i32,
    /// How much.
    pub number_of_items: Decimal,
    /// When.
    pub time: DateTime<Utc>,
}

record! {
    /// What a sender tells about a purchase order. `None`: not given.
    pub struct PurchaseOrderData {
        /// The number.
        pub number: Option<String>,
        /// The supplier's own number.
        pub supplier_order_number: Option<String>,
        /// The goods owner's reference.
        pub goods_owner_reference: Option<String>,
        /// A reference.
        pub reference_number: Option<String>,
        /// A remark.
        pub remark: Option<String>,
        /// When the goods are expected: local time of the warehouse.
        pub in_date: Option<NaiveDateTime>,
        /// When it was ordered.
        pub order_date: Option<NaiveDateTime>,
        /// The way of delivery in words.
        pub way_of_delivery: Option<String>,
        /// The batch.
        pub batch_number: Option<String>,
        /// The container.
        pub container: Option<String>,
        /// The invoice number.
        pub invoice_number: Option<String>,
        /// Whether it announces goods from customers.
        pub is_return_type: Option<bool>,
        /// Free text 1.
        pub free_text1: Option<String>,
        /// Free text 2.
        pub free_text2: Option<String>,
        /// Free text 3.
        pub free_text3: Option<String>,
    }
}

record! {
    /// What a sender tells about a line beside its article and quantity.
    pub struct PurchaseLineData {
        /// A second, external id.
        pub external_id: Option<String>,
        /// When this line is expected.
        pub in_date: Option<NaiveDateTime>,
        /// A comment.
        pub comment: Option<String>,
        /// The price.
        pub row_price: Option<Decimal>,
        /// The currency of the price.
        pub currency_code: Option<String>,
        /// The batch.
        pub batch: Option<String>,
    }
}
