//! Return orders: goods of an order that are announced to come back.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::{LineKey, OrderKey};

/// A return order.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReturnOrder {
    /// Ongoing's own id.
    pub id: i32,
    /// Its number.
    pub number: String,
    /// The id of the order whose goods come back.
    pub order_id: i32,
    /// A comment.
    pub comment: Option<String>,
    /// When the goods are expected: local time of the warehouse.
    pub in_date: Option<NaiveDateTime>,
    /// Why they come back: a cause's id.
    pub cause: Option<i32>,
    /// The status number.
    pub status: i32,
    /// Its lines.
    pub lines: Vec<ReturnOrderLine>,
    /// When it came in.
    pub created: DateTime<Utc>,
    /// When goods last came back.
    pub returned: Option<DateTime<Utc>>,
}

/// A line of a return order.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ReturnOrderLine {
    /// Ongoing's own id.
    pub id: i32,
    /// Its number in the return order.
    pub row_number: String,
    /// The id of the order's line.
    pub order_line: i32,
    /// What is to come back.
    pub to_be_returned: Decimal,
    /// What came back.
    pub returned: Decimal,
    /// Part of it that was thrown away instead of going back to stock.
    pub removed: Decimal,
    /// Why: a cause's id.
    pub cause: Option<i32>,
}

/// A cause of returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnCause {
    /// Ongoing's own id.
    pub id: i32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the goods are thrown away.
    pub is_remove_cause: bool,
    /// Whether the customer gets something else instead.
    pub is_change_cause: bool,
    /// Whether a comment must be given with it.
    pub is_comment_mandatory: bool,
}

/// Which cause a sender means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnCauseReference {
    /// One that must be there.
    Find(String),
    /// One that is made when it is not there: code and name.
    FindOrCreate(String, String),
    /// None.
    Unknown,
}

/// What finds a return order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnOrderKey {
    /// Its order: one for each.
    Order,
    /// Its number.
    Number(String),
    /// Ongoing's id.
    Id(i32),
}

/// A return order as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnOrderRequest {
    /// What finds it.
    pub key: ReturnOrderKey,
    /// The order: its number, or Ongoing's id of it. `None`: the field that should say so was not given.
    pub order: Option<OrderKey>,
    /// Which field should have.
    pub order_by_id: bool,
    /// Its number.
    pub number: Option<String>,
    /// A comment.
    pub comment: Option<String>,
    /// When the goods are expected.
    pub in_date: Option<NaiveDateTime>,
    /// Why.
    pub cause: Option<ReturnCauseReference>,
    /// Its lines.
    pub lines: Vec<ReturnLineRequest>,
}

/// A line as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnLineRequest {
    /// The order's line; none, if its article finds it.
    pub line: Option<LineKey>,
    /// The number of its article.
    pub article_number: Option<String>,
    /// Its number in the return order.
    pub row_number: Option<String>,
    /// What is to come back.
    pub to_be_returned: Decimal,
    /// Why.
    pub cause: Option<ReturnCauseReference>,
}

/// What sort of refusal it is, in the words of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnRefusal {
    /// The order is not there.
    OrderNotFound,
    /// The cause is not there.
    ReturnCauseNotFound,
    /// Anything else.
    UnknownError,
    /// User, password or goods owner are wrong.
    LogonError,
    /// The order was to be found by an id that was not given.
    OrderIdNotSupplied,
    /// The order was to be found by a number that was not given.
    OrderNumberNotSupplied,
    /// A line of the order is not there.
    OrderRowNotFound,
}

/// Which return orders to read; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReturnOrderQuery {
    /// Of orders with one of these numbers.
    pub order_numbers: Vec<String>,
    /// With one of these numbers.
    pub numbers: Vec<String>,
    /// Of which goods came back then or later.
    pub returned_from: Option<DateTime<Utc>>,
    /// Status this or higher.
    pub status_from: Option<i32>,
    /// Status this or lower.
    pub status_to: Option<i32>,
}
