//! Goods that came back, and the order of the ERP that credits them.

use std::collections::BTreeMap;

use ongoing_client::model::{ReturnOrderInfo, ReturnOrderLineInfo};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::rest::{follow_up, rest_row};
use crate::text::filled;

/// What has come back on a return order of the WMS so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReturnedOrder {
    /// By the lines of the sales order, in the order of their codes; only those of which something came back.
    pub lines: Vec<ReturnedLine>,
}

/// What has come back of one line of a sales order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReturnedLine {
    /// The code of the sales order's line; empty if it has none.
    pub code: String,
    /// The article's number in the WMS; empty if the WMS reports none.
    pub article: String,
    /// How many came back, whether they went to stock or were thrown away.
    pub quantity: Decimal,
    /// Why, in the warehouse's words.
    pub cause: Option<String>,
}

/// What has come back on a return order. A kit counts as itself, its parts do not count beside it.
pub fn returned(order: &ReturnOrderInfo) -> ReturnedOrder {
    let of_order = cause(order.return_cause_name.as_deref(), order.return_cause_code.as_deref());
    let mut lines = BTreeMap::<(String, String), ReturnedLine>::new();
    for line in order.return_order_lines.iter().filter(|line| !is_part(line)) {
        let quantity = line.returned_number_of_items.unwrap_or_default();
        if quantity <= Decimal::ZERO {
            continue;
        }
        let code = filled(line.external_order_line_code.as_deref()).unwrap_or_default().trim().to_owned();
        let article = filled(line.article_number.as_deref()).unwrap_or_default().trim().to_owned();
        // Lines without a code are not one line.
        let key = (code.clone(), if code.is_empty() { article.clone() } else { String::new() });
        let sum = lines.entry(key).or_insert_with(|| ReturnedLine { code, article, ..Default::default() });
        sum.quantity = sum.quantity.saturating_add(quantity).normalize();
        let why = cause(line.return_cause_name.as_deref(), line.return_cause_code.as_deref());
        sum.cause = sum.cause.take().or(why).or_else(|| of_order.clone());
    }
    ReturnedOrder { lines: lines.into_values().collect() }
}

fn is_part(line: &ReturnOrderLineInfo) -> bool {
    line.parent_return_order_line_id.is_some_and(|id| id.0 != 0)
}

fn cause(name: Option<&str>, code: Option<&str>) -> Option<String> {
    filled(name).or_else(|| filled(code)).map(|text| text.trim().to_owned())
}

/// How a credit looks, beside its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credit {
    /// The status that it gets.
    pub status: OrderSlipStateType,
    /// Its `ExternalStatus`, by which it can be found again.
    pub mark: i32,
    /// Its `InvoiceText`, which names the return.
    pub text: String,
}

impl Credit {
    /// A credit for one return.
    pub fn new(status: OrderSlipStateType, mark: i32, text: impl Into<String>) -> Self {
        Self { status, mark, text: text.into() }
    }
}

/// A new order that credits what came back of these rows of `original`; `None` without rows, or if the original has no id.
///
/// It has the customer, addresses, references, terms and prices of the original, refers to it by `ReferenceOrderId`, and has negative
/// quantities. With `SkipStock` it leaves the ERP's stock alone: the goods that came back are in the stock of the WMS, which the ERP's
/// follows. Ask for [`REST_ORDER_PROPERTIES`](crate::REST_ORDER_PROPERTIES) and
/// [`REST_ROW_PROPERTIES`](crate::REST_ROW_PROPERTIES) when you read the original.
pub fn credit_order(
    original: &InvoiceOrder,
    rows: &[(&InvoiceRow, Decimal)],
    credit: &Credit,
) -> Option<InvoiceOrder> {
    let id = original.order_id?;
    if rows.is_empty() {
        return None;
    }
    let mut order = follow_up(original);
    order.order_status = Some(credit.status.clone());
    order.external_status = Some(credit.mark);
    order.reference_order_id = Some(id);
    order.invoice_text = Some(credit.text.clone());
    order.skip_stock = Some(true);
    order.invoice_rows = rows.iter().map(|(row, quantity)| rest_row(row, -*quantity)).collect();
    Some(order)
}
