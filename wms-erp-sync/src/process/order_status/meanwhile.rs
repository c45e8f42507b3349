//! Orders that were edited while "Sent" was being saved.
//!
//! The ERP offers nothing against it: `SaveInvoices` knows no condition, and a change time says the minute only. So the rows are
//! read once more behind the save, and a difference is reported for a person to settle.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderId, ProductId};

use super::measure;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, OrderEventKind};
use crate::process::collect_known;
use crate::process::status_write::TrackingWrite;
use crate::process::unread::Unread;
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

const REMEDY: &str = "compare the order with what was sent, and correct it, send the rest or credit it; dismiss this when it is done";

/// The orders as they are behind a save.
pub(super) struct Saved {
    orders: HashMap<OrderId, InvoiceOrder>,
    unread: Unread,
}

impl Saved {
    /// Reads these orders once more, in one request.
    pub(super) async fn read(
        run: &Run<'_>,
        settings: &OrderStatusSettings,
        ids: &[OrderId],
    ) -> Result<Self, RunError> {
        let records = run.erp.orders(ids, &measure::properties(settings)).await?;
        let (orders, unread) = collect_known(run, records).await?;
        let orders = orders.into_iter().filter_map(|order| Some((order.order_id?, order)));
        Ok(Self { orders: orders.collect(), unread })
    }

    /// Whether the order has the tracking that was saved. A person may have saved the order right behind us, as they had it before.
    pub(super) fn has(&self, id: OrderId, saved: &TrackingWrite) -> bool {
        self.orders.get(&id).is_some_and(|order| saved.stands_in(order))
    }

    /// What the ERP did not keep of the delivered quantities that were saved, in one line. Rows may have got new ids, so products are
    /// compared.
    pub(super) fn undelivered(&self, before: &InvoiceOrder, edits: &[InvoiceRow]) -> Option<String> {
        let id = before.order_id?;
        let edited: BTreeSet<ProductId> = edits.iter().filter_map(|edit| edit.product_id).collect();
        let wanted = sums(before, edits, |row| row.quantity_delivered);
        let kept = sums(self.orders.get(&id)?, &[], |row| row.quantity_delivered);
        let of = |quantities: &BTreeMap<ProductId, Decimal>, product| {
            quantities.get(&product).copied().unwrap_or_default().max(Decimal::ZERO).normalize()
        };
        let lacks = edited.into_iter().filter_map(|product| {
            let (wanted, kept) = (of(&wanted, product), of(&kept, product));
            (wanted != kept).then(|| format!("{kept} of product {product} instead of {wanted}"))
        });
        let lacks: Vec<String> = lacks.collect();
        (!lacks.is_empty())
            .then(|| format!("the ERP does not have them behind the save: {}", lacks.join("; ")))
    }

    /// What changed of an order besides the rows that the save itself changed, in one line; `None` if nothing did.
    pub(super) fn change(&self, before: &InvoiceOrder, saved: &[InvoiceRow]) -> Option<String> {
        let id = before.order_id?;
        let Some(after) = self.orders.get(&id) else {
            let why = match self.unread.may_be(id) {
                Some(obstacle) => obstacle.what.as_str(),
                None => "the ERP's answer did not contain it",
            };
            return Some(format!(
                "whether the rows of order {id} changed while Sent was being saved is not known: {why}"
            ));
        };
        let (before, after) = (quantities(before, saved), quantities(after, &[]));
        let products: BTreeSet<ProductId> = before.keys().chain(after.keys()).copied().collect();
        let of = |quantities: &BTreeMap<ProductId, Decimal>, product| {
            quantities.get(&product).copied().unwrap_or_default().normalize()
        };
        let changes = products.into_iter().filter_map(|product| {
            let (was, is) = (of(&before, product), of(&after, product));
            (was != is).then(|| format!("{is} of product {product} instead of {was}"))
        });
        let changes: Vec<String> = changes.collect();
        (!changes.is_empty()).then(|| {
            format!("the rows of order {id} changed while Sent was being saved: {}", changes.join("; "))
        })
    }
}

/// How much of each product an order has, with these rows in the place of its own. Rows may get new ids at any save, so
/// products are compared.
fn quantities(order: &InvoiceOrder, saved: &[InvoiceRow]) -> BTreeMap<ProductId, Decimal> {
    sums(order, saved, |row| row.quantity)
}

fn sums(
    order: &InvoiceOrder,
    saved: &[InvoiceRow],
    of: impl Fn(&InvoiceRow) -> Option<Decimal>,
) -> BTreeMap<ProductId, Decimal> {
    let mut quantities = BTreeMap::<ProductId, Decimal>::new();
    for row in &order.invoice_rows {
        let saved = saved.iter().find(|saved| saved.row_id.is_some() && saved.row_id == row.row_id);
        if let (Some(product), Some(quantity)) = (row.product_id, saved.and_then(&of).or_else(|| of(row))) {
            let sum = quantities.entry(product).or_default();
            *sum = sum.saturating_add(quantity);
        }
    }
    quantities
}

/// Gives the notice of an order that was edited meanwhile.
pub(super) async fn give(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    what: String,
) -> Result<(), RunError> {
    let record = format!("{id}/edited");
    let obstacle = HoldReason::new(Class::Notice, what.as_str(), REMEDY);
    if run.is_dismissed(&record, &obstacle).await? {
        return Ok(());
    }
    run.reason(id.to_string(), Some(Class::Notice), what.as_str(), REMEDY);
    let before = run.read::<Held>(&run.held_key(&record)).await?;
    if before.is_some_and(|before| before.what == what) {
        return Ok(());
    }
    run.event(batch, id.0, OrderEventKind::Edited, what);
    run.hold(batch, &record, obstacle).await
}
