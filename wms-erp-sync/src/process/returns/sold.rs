//! Which order of the ERP the goods of a return are from, and which of its rows. Nothing is guessed: what is not certain is held.

use ongoing_client::model::ReturnOrderInfo;
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderId, ProductId};
use wms_erp_mapping::{DeliveredLine, DeliveredOrder, delivered, erp_order, returned, row_of_code};

use super::quantities;
use super::sides::{Sides, sold_number};
use crate::context::hold::HoldReason;
use crate::document::{Class, Quantities};

/// The order that goods came back of.
pub(super) struct Sold<'a> {
    pub(super) id: OrderId,
    pub(super) original: &'a InvoiceOrder,
    /// Whether we have imported it. If our memory is lost, its lines must speak for themselves.
    pub(super) is_ours: bool,
    delivered: DeliveredOrder,
    /// What came back of it on all returns.
    came: Quantities,
}

/// A row of the original with what is to be credited of it.
#[derive(Clone)]
pub(super) struct Credited<'a> {
    pub(super) product: ProductId,
    pub(super) row: &'a InvoiceRow,
    pub(super) quantity: Decimal,
}

const BY_HAND: &str = "credit it in the ERP by hand if it is due, then dismiss this";
const LATER: &str = "nothing: it is retried automatically";

fn person(what: String) -> HoldReason {
    HoldReason::new(Class::NeedsPerson, what, BY_HAND)
}

fn unreadable(what: String) -> HoldReason {
    HoldReason::new(Class::Transient, what, LATER)
}

impl<'a> Sold<'a> {
    /// The order of a return.
    pub(super) fn of(order: &ReturnOrderInfo, sides: &'a Sides, prefix: &str) -> Result<Self, HoldReason> {
        let Some((number, wms_order)) = sold_number(order).zip(order.order_id) else {
            return Err(person("the WMS does not report which order the goods are from".to_owned()));
        };
        let Some(id) = erp_order(number, prefix) else {
            let what = format!("the goods are from the order {number}, which is not one of the ERP");
            let remedy = "credit it where it was sold if that is due, then dismiss this";
            return Err(HoldReason::new(Class::Notice, what, remedy));
        };
        let Some(in_wms) = sides.in_wms.get(&wms_order.0) else {
            return Err(match sides.in_wms_unread.may_be(number) {
                Some(_) => unreadable(format!("order {number} could not be read in the WMS")),
                None => person(format!("order {number} is no longer in the WMS")),
            });
        };
        let imported = sides.records.get(&id).and_then(|record| record.imported.as_ref());
        let known = imported.and_then(|imported| imported.wms_order);
        let rest_of = in_wms.order_info.as_ref().and_then(|info| info.back_order_for_order_id).map(|id| id.0);
        if known.is_some_and(|known| known != wms_order.0 && rest_of != Some(known)) {
            return Err(person(format!("another order of the WMS has the number {number}, too")));
        }
        let Some(original) = sides.in_erp.get(&id) else {
            return Err(match sides.in_erp_unread.may_be(id) {
                Some(_) => unreadable(format!("order {id} could not be read in the ERP")),
                None => person(format!("order {id} is no longer in the ERP")),
            });
        };
        if !sides.returns_unread.is_none() {
            return Err(unreadable(format!("not all returns of order {number} could be read")));
        }
        let mut came = Quantities::new();
        for order in sides.returns.get(&wms_order.0).into_iter().flatten() {
            for (code, quantity) in quantities(&returned(order)) {
                let sum = came.entry(code).or_default();
                *sum = sum.saturating_add(quantity);
            }
        }
        Ok(Self { id, original, is_ours: imported.is_some(), delivered: delivered(in_wms), came })
    }

    /// The rows of which something is to be credited.
    pub(super) fn rows(&self, left: &Quantities) -> Result<Vec<Credited<'a>>, HoldReason> {
        let row = |(code, quantity): (&String, &Decimal)| {
            let (product, row) = self.row(code)?;
            Ok(Credited { product, row, quantity: *quantity })
        };
        left.iter().map(row).collect()
    }

    fn row(&self, code: &str) -> Result<(ProductId, &'a InvoiceRow), HoldReason> {
        let id = self.id;
        let lines: Vec<&DeliveredLine> =
            self.delivered.lines.iter().filter(|line| line.code.trim() == code && !code.is_empty()).collect();
        let Some(line) = lines.first() else {
            let name =
                if code.is_empty() { "a line without a code".to_owned() } else { format!("line {code}") };
            return Err(person(format!(
                "goods came back on {name}, which order {id} does not have in the WMS"
            )));
        };
        let sent = lines.iter().map(|line| line.picked).fold(Decimal::ZERO, Decimal::saturating_add);
        let came = self.came.get(code).copied().unwrap_or_default();
        if came > sent {
            let (came, sent) = (came.normalize(), sent.normalize());
            let what = format!("{came} of line {code} of order {id} came back, and {sent} were sent");
            return Err(HoldReason::new(
                Class::NeedsPerson,
                what,
                "correct the return in the WMS; or credit it in the ERP by hand, then dismiss this",
            ));
        }
        let Some(product) = line.product else {
            let article = if line.article.is_empty() { "an article without a number" } else { &line.article };
            return Err(person(format!(
                "line {code} of order {id} is of {article}, which is no product of the ERP"
            )));
        };
        if line.row.is_none() && row_of_code(code).is_some() {
            // A row of the part's own product is another sale.
            return Err(person(format!(
                "line {code} of order {id} is a part of a kit, which has one price in the ERP"
            )));
        }
        let rows = || self.original.invoice_rows.iter().filter(|row| row.product_id == Some(product));
        if let Some(row) = rows().find(|row| row.row_id.is_some() && row.row_id == line.row) {
            return Ok((product, row));
        }
        // Rows can get new ids at any save. A product that has one row is that row all the same, in an order of ours.
        let mut same = rows().filter(|_| self.is_ours);
        match (same.next(), same.next()) {
            (Some(row), None) => Ok((product, row)),
            (None, _) => {
                Err(person(format!("order {id} no longer has a row of line {code}, product {product}")))
            }
            (Some(_), Some(_)) => Err(person(format!(
                "order {id} has several rows of product {product}, and none of them is that of line {code}"
            ))),
        }
    }
}
