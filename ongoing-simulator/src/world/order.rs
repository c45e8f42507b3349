//! Orders: what the warehouse stores about them.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::article::VatCode;
use super::merge::record;
use super::registry::Coded;
use super::status;

/// An order of the goods owner.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// Ongoing's own id.
    pub order_id: i32,
    /// What was sent or typed about it.
    pub data: OrderData,
    /// The record of the customer it goes to (see [`World::customer`](super::World::customer)).
    pub customer_id: Option<i32>,
    /// The status number.
    pub status: i32,
    /// Its type.
    pub order_type: Option<Coded>,
    /// Its coded way of delivery.
    pub way_of_delivery_type: Option<Coded>,
    /// Its coded terms of delivery.
    pub terms_of_delivery_type: Option<Coded>,
    /// The carrier and service.
    pub transporter: Option<TransporterContract>,
    /// Which warehouse it leaves from.
    pub outbound_warehouse: Option<Warehouse>,
    /// Its lines, kits followed by their parts.
    pub lines: Vec<OrderLine>,
    /// Its text lines.
    pub text_lines: Vec<TextLine>,
    /// Every pick, in order.
    pub picks: Vec<Pick>,
    /// Its waybills, in the order of booking. SOAP has a place for the first alone (`data.way_bill`).
    pub way_bills: Vec<WayBill>,
    /// Its parcels, those for a return too.
    pub parcels: Vec<Parcel>,
    /// When it came in.
    pub created: DateTime<Utc>,
    /// When anything about it last changed.
    pub last_updated: DateTime<Utc>,
    /// When its status last changed.
    pub status_changed: DateTime<Utc>,
    /// When it was shipped.
    pub shipped_time: Option<DateTime<Utc>>,
    /// The order that this one delivers the rest of.
    pub back_order_for: Option<i32>,
}

impl Order {
    pub(crate) fn new(order_id: i32, status: i32, now: DateTime<Utc>) -> Self {
        Self {
            order_id,
            data: OrderData::default(),
            customer_id: None,
            status,
            order_type: None,
            way_of_delivery_type: None,
            terms_of_delivery_type: None,
            transporter: None,
            outbound_warehouse: None,
            lines: Vec::new(),
            text_lines: Vec::new(),
            picks: Vec::new(),
            way_bills: Vec::new(),
            parcels: Vec::new(),
            created: now,
            last_updated: now,
            status_changed: now,
            shipped_time: None,
            back_order_for: None,
        }
    }

    /// Its number; empty when it has none.
    pub fn number(&self) -> &str {
        self.data.goods_owner_order_number.as_deref().unwrap_or_default()
    }

    /// The line with this code.
    pub fn line(&self, external_order_line_code: &str) -> Option<&OrderLine> {
        self.lines.iter().find(|line| line.code() == external_order_line_code && line.parent.is_none())
    }

    /// Whether anything of it has been picked.
    pub fn is_picked_from(&self) -> bool {
        self.lines.iter().any(|line| !line.picked.is_zero())
    }

    /// Whether more has been picked than reported on any line.
    pub fn has_lines_to_report(&self) -> bool {
        self.lines.iter().any(|line| line.picked > line.reported.unwrap_or_default())
    }

    /// When something of it was last picked.
    pub fn last_picking_time(&self) -> Option<DateTime<Utc>> {
        self.picks.last().map(|pick| pick.time)
    }

    /// How much of an article each line needs: (article, booked, allocated).
    pub(crate) fn demand(&self) -> impl Iterator<Item = (i32, Decimal, Decimal)> {
        let open = self.status < status::PICKED;
        self.lines.iter().filter(|line| line.is_pickable()).map(move |line| {
            let booked = if open { line.remaining() } else { Decimal::ZERO };
            (line.article, booked, line.allocated)
        })
    }
}

/// A waybill of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WayBill {
    /// Its number.
    pub number: String,
    /// Where it can be tracked.
    pub tracking_url: Option<String>,
    /// When it was booked.
    pub created: DateTime<Utc>,
}

/// A parcel of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parcel {
    /// Its number, as it is printed on its label.
    pub label: String,
    /// Where it can be tracked.
    pub tracking_url: Option<String>,
    /// Whether it lies in the box for goods that come back.
    pub is_return: bool,
}

impl Parcel {
    /// A parcel with this label that goes to the recipient.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), tracking_url: None, is_return: false }
    }
}

/// A line of an order.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct OrderLine {
    /// Ongoing's own id.
    pub id: i32,
    /// The article's id.
    pub article: i32,
    /// What was sent about it.
    pub data: LineData,
    /// Its VAT code.
    pub vat: Option<VatCode>,
    /// What was ordered.
    pub number_of_items: Decimal,
    /// What has been picked.
    pub picked: Decimal,
    /// What has been set aside and not picked yet.
    pub allocated: Decimal,
    /// What the integration says it has taken note of; none until it first does.
    pub reported: Option<Decimal>,
    /// When it was first picked from.
    pub start_picking_time: Option<DateTime<Utc>>,
    /// When it was last picked from.
    pub last_picking_time: Option<DateTime<Utc>>,
    /// The line of the kit that this line is a part of.
    pub parent: Option<i32>,
    /// How many of this part are in one kit.
    pub per_parent: Decimal,
    /// Whether it is a kit whose parts follow as lines of their own.
    pub is_parent: bool,
}

impl OrderLine {
    /// Its external code; empty when it has none.
    pub fn code(&self) -> &str {
        self.data.external_order_line_code.as_deref().unwrap_or_default()
    }

    /// Whether the warehouse picks it (none given: yes).
    pub fn do_pick(&self) -> bool {
        self.data.do_pick.unwrap_or(true)
    }

    /// Ordered and not picked yet.
    pub fn remaining(&self) -> Decimal {
        (self.number_of_items - self.picked).max(Decimal::ZERO)
    }

    /// Whether goods are taken for this very line.
    pub(crate) fn is_pickable(&self) -> bool {
        self.do_pick() && !self.is_parent
    }
}

/// One pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    /// The id of the article item that was picked.
    pub article_item_id: i32,
    /// The line.
    pub line: i32,
    /// How much.
    pub number_of_items: Decimal,
    /// When.
    pub time: DateTime<Utc>,
}

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextLine {
    /// Its code.
    pub external_order_line_code: Option<String>,
    /// The text.
    pub comment: Option<String>,
    /// A quantity, for show.
    pub number_of_items: Option<Decimal>,
}

/// A carrier's service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransporterContract {
    /// The carrier's code.
    pub transporter_code: String,
    /// The service's code.
    pub service_code: String,
    /// The customer number at the carrier.
    pub customer_number: String,
    /// Who pays: `Collect`, `Prepaid`, `ThirdParty` or `UnKnown`.
    pub payment: String,
}

/// A warehouse building.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warehouse {
    /// Its id.
    pub id: i32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

record! {
    /// What a sender tells about an order. `None`: not given.
    pub struct OrderData {
        /// Free words to the warehouse.
        pub communication: Option<String>,
        /// The customer's reference.
        pub reference_number: Option<String>,
        /// The order number.
        pub goods_owner_order_number: Option<String>,
        /// A separate external id.
        pub goods_owner_order_id: Option<String>,
        /// Who sold it.
        pub sales_code: Option<String>,
        /// A remark.
        pub order_remark: Option<String>,
        /// The order number of the receiver.
        pub consignee_order_number: Option<String>,
        /// The way of delivery in words.
        pub way_of_delivery: Option<String>,
        /// The terms of delivery in words.
        pub terms_of_delivery: Option<String>,
        /// The terms of payment in words.
        pub terms_of_payment: Option<String>,
        /// The profit centre.
        pub profit_center: Option<String>,
        /// What the driver should know.
        pub delivery_instruction: Option<String>,
        /// The carrier's order number.
        pub transporter_order_number: Option<String>,
        /// The freight price.
        pub freight_price: Option<Decimal>,
        /// When it shall be delivered: local time of the warehouse.
        pub delivery_date: Option<NaiveDateTime>,
        /// The earliest arrival.
        pub arrival_date_from: Option<NaiveDateTime>,
        /// The latest arrival.
        pub arrival_date: Option<NaiveDateTime>,
        /// The waybill number.
        pub way_bill: Option<String>,
        /// The price to the customer.
        pub customer_price: Option<Decimal>,
        /// The language of documents.
        pub language: Option<String>,
        /// The invoice number.
        pub invoice_number: Option<String>,
        /// The kind of invoice.
        pub invoice_type_code: Option<String>,
        /// Where the invoice is.
        pub invoice_url: Option<String>,
        /// The production code.
        pub production_code: Option<String>,
        /// The priority of picking.
        pub picking_priority: Option<i32>,
        /// The service point.
        pub order_service_point_code: Option<String>,
        /// Free text 1.
        pub free_text1: Option<String>,
        /// Free text 2.
        pub free_text2: Option<String>,
        /// Free text 3.
        pub free_text3: Option<String>,
        /// The telephone of notifications.
        pub notification_telephone: Option<String>,
        /// The mobile telephone of notifications.
        pub notification_mobile_phone: Option<String>,
        /// The e-mail address of notifications.
        pub notification_email: Option<String>,
        /// Whether an e-mail announces the order.
        pub notify_by_email: Option<bool>,
        /// Whether a text message announces the order.
        pub notify_by_sms: Option<bool>,
        /// Whether a call announces the order.
        pub notify_by_telephone: Option<bool>,
        /// Transport service: at an exact time.
        pub exact_time: Option<bool>,
        /// Transport service: with a crane.
        pub crane_truck: Option<bool>,
        /// Transport service: carried in.
        pub carry_in: Option<bool>,
        /// The system that sent it.
        pub from_system_name: Option<String>,
        /// The sender's message id.
        pub message_id: Option<String>,
    }
}

record! {
    /// What a sender tells about an order line beside its article and quantity.
    pub struct LineData {
        /// The line's key: unique within the order.
        pub external_order_line_code: Option<String>,
        /// When this line shall be delivered.
        pub delivery_date: Option<NaiveDateTime>,
        /// A comment.
        pub comment: Option<String>,
        /// The price of the line to the customer.
        pub customer_line_price: Option<Decimal>,
        /// The price of the line.
        pub line_price: Option<Decimal>,
        /// The currency of the prices.
        pub currency_code: Option<String>,
        /// Height.
        pub height: Option<Decimal>,
        /// Width.
        pub width: Option<Decimal>,
        /// Length.
        pub length: Option<Decimal>,
        /// Whether the line is picked.
        pub do_pick: Option<bool>,
        /// The batch that is wanted.
        pub batch: Option<String>,
        /// Days that must be left before the goods expire.
        pub min_days_to_expiry_date: Option<i32>,
        /// Days that may be left at most.
        pub max_days_to_expiry_date: Option<i32>,
        /// The serial number that is wanted.
        pub serial: Option<String>,
        /// The discount.
        pub discount: Option<Decimal>,
        /// The case number.
        pub case_no: Option<String>,
        /// The weight.
        pub weight: Option<Decimal>,
        /// The customer's own number for the article.
        pub customer_article_number: Option<String>,
    }
}
