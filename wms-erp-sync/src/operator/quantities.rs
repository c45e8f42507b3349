//! How many of each line of an order there are on their way: ordered, in the WMS, picked, sent, reported.

use std::collections::HashSet;

use ongoing_client::model::Order;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, RowType};
use wms_erp_mapping::{DeliveredLine, DeliveredOrder, delivered, row_of_code, whole_kits};

use crate::document::Shipment;

/// What is asked for of the order and its rows.
pub(super) const ORDER_PROPERTIES: &[&str] = &["OrderId", "InvoiceRows"];
pub(super) const ROW_PROPERTIES: &[&str] = &["RowId", "Type", "ProductId", "Name", "Quantity"];

/// The quantities of one line of an order, in pieces of its article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LineQuantities {
    /// The row's id in the ERP, which is the line's code in the WMS. A line that was added in the WMS has its own code, or none. The
    /// parts of a kit follow its row, each under the code of its line; the row itself counts whole kits.
    pub code: String,
    /// What the ERP calls the product; for a line that the ERP does not have, the number of the article in the WMS.
    pub name: String,
    /// The quantity in the ERP's order; none if the ERP has no such row.
    pub ordered: Option<Decimal>,
    /// The quantity in the WMS's order; none if the WMS has no such line.
    pub in_wms: Option<Decimal>,
    /// What the warehouse has picked of it so far; none if the WMS has no such line.
    pub picked: Option<Decimal>,
    /// What was picked of an order that the warehouse has sent; none before that.
    pub sent: Option<Decimal>,
    /// What was reported to the ERP as picked and sent; none before that.
    pub reported: Option<Decimal>,
}

/// The lines in the order of the ERP's rows; behind them those that only the WMS has, or that only were reported.
pub(super) fn quantities(
    erp: Option<&InvoiceOrder>,
    wms: Option<&Order>,
    is_sent: bool,
    shipment: Option<&Shipment>,
) -> Vec<LineQuantities> {
    let mut lines: Vec<LineQuantities> = erp.into_iter().flat_map(rows).collect();
    // A code that stands twice in the WMS belongs to the first row; the other one is a line of its own.
    let mut met = HashSet::new();
    for line in wms.map(delivered).map(with_kits).into_iter().flatten() {
        let is_first = met.insert(line.code.clone());
        let place = place_of(&mut lines, &line.code, &line.article, is_first);
        place.in_wms = Some(line.ordered.normalize());
        place.picked = Some(line.picked.normalize());
        place.sent = is_sent.then(|| line.picked.normalize());
    }
    met.clear();
    let reported = shipment.filter(|shipment| !shipment.is_cancelled());
    for line in reported.map(|shipment| with_kits(shipment.delivery())).into_iter().flatten() {
        let is_first = met.insert(line.code.clone());
        place_of(&mut lines, &line.code, &line.article, is_first).reported = Some(line.picked.normalize());
    }
    lines
}

/// The lines, and before them one for each row that went over as the parts of a kit.
fn with_kits(delivery: DeliveredOrder) -> Vec<DeliveredLine> {
    let mut lines = whole_kits(&delivery);
    lines.extend(delivery.lines);
    lines
}

/// The rows that have something to count.
fn rows(order: &InvoiceOrder) -> impl Iterator<Item = LineQuantities> {
    let is_counted = |row: &&InvoiceRow| row.kind == Some(RowType::Normal) && row.quantity.is_some();
    order.invoice_rows.iter().filter(is_counted).map(|row| {
        let code = row.row_id.map(|id| id.0.to_string()).unwrap_or_default();
        let product = row.product_id.map(|id| id.0.to_string());
        let name = row.name.clone().filter(|name| !name.trim().is_empty()).or(product);
        LineQuantities {
            ordered: row.quantity.map(|quantity| quantity.normalize()),
            ..line(code, name.unwrap_or_default())
        }
    })
}

fn line(code: String, name: String) -> LineQuantities {
    LineQuantities { code, name, ordered: None, in_wms: None, picked: None, sent: None, reported: None }
}

/// The line of this code, or a new one: that of a kit's part behind its row, any other behind all.
fn place_of<'a>(
    lines: &'a mut Vec<LineQuantities>,
    code: &str,
    article: &str,
    is_first: bool,
) -> &'a mut LineQuantities {
    let found = lines.iter().position(|line| line.code == code && !code.is_empty()).filter(|_| is_first);
    let at = found.unwrap_or_else(|| {
        let row = row_of_code(code).filter(|row| row.to_string() != code.trim());
        let of_row = |line: &LineQuantities| row.is_some() && row_of_code(&line.code) == row;
        let at = lines.iter().rposition(of_row).map_or(lines.len(), |at| at + 1);
        lines.insert(at, line(code.to_owned(), article.to_owned()));
        at
    });
    &mut lines[at]
}
