//! The credits of a return that the ERP has.

use std::collections::BTreeMap;

use ongoing_client::model::ReturnOrderInfo;
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, OrderId, ProductId};
use wms_erp_mapping::{CREDIT_ORDER_PROPERTIES, CREDIT_ROW_PROPERTIES};

use super::sold::Credited;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Quantities, ReturnRecord};
use crate::port::order_named;
use crate::process::collect_whole;

/// The `ExternalStatus` of the credits of a return: its id in the WMS with a minus, so that it is no id of an order, by which orders for
/// the rest are found.
pub(super) fn mark(order: &ReturnOrderInfo) -> Option<i32> {
    order.return_order_id.map(|id| id.0).filter(|id| *id > 0).map(|id| -id)
}

/// The credits that the ERP has beside those that are known; an obstacle if that cannot be said.
pub(super) async fn look(
    run: &Run<'_>,
    mark: i32,
    original: &InvoiceOrder,
    known: &[i32],
) -> Result<Result<Vec<InvoiceOrder>, HoldReason>, RunError> {
    let (heads, whole) = collect_whole(run, run.erp.orders_for_rest_of(&[OrderId(mark)]).await?).await?;
    let heads = heads.iter().filter(|head| head.external_status == Some(mark));
    let ids = heads.filter_map(|head| head.order_id).filter(|id| !known.contains(&id.0));
    let mut ids: Vec<OrderId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    if !whole {
        return Ok(Err(unread()));
    }
    if ids.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    let properties = order_named(CREDIT_ORDER_PROPERTIES, CREDIT_ROW_PROPERTIES);
    let (found, whole) = collect_whole(run, run.erp.orders(&ids, &properties).await?).await?;
    if !whole {
        return Ok(Err(unread()));
    }
    // Another WMS may have a return with this id, and use the same company.
    let is_of = |found: &InvoiceOrder| match found.reference_order_id.filter(|id| id.0 != 0) {
        Some(reference) => Some(reference) == original.order_id,
        None => found.customer_id == original.customer_id,
    };
    let found = found.into_iter().filter(is_of).filter_map(|found| Some((found.order_id?, found)));
    // Each once, should an answer have one of them twice.
    Ok(Ok(found.collect::<BTreeMap<OrderId, InvoiceOrder>>().into_values().collect()))
}

fn unread() -> HoldReason {
    let what = "the existing credits could not be read";
    HoldReason::new(Class::Transient, what, "nothing: it is retried automatically")
}

/// Takes credits that were found for ours: of a save whose answer was lost, of a run that was cut off, or of a store that is lost.
pub(super) fn adopt(
    record: &mut ReturnRecord,
    found: &[InvoiceOrder],
    left: &Quantities,
    rows: &[Credited<'_>],
) -> Result<(), HoldReason> {
    let ids: Vec<i32> = found.iter().filter_map(|order| order.order_id).map(|id| id.0).collect();
    // Whatever people have made of the credit since: it is the one that was begun.
    if let ([id], Some(attempt)) = (&ids[..], record.attempt.clone()) {
        record.credits.push(*id);
        record.settle(&attempt);
        record.attempt = None;
        return Ok(());
    }
    let (has, wants) = (credited(found), wanted(rows));
    if has == wants {
        record.attempt = None;
        record.credits.extend(ids);
        record.settle(left);
        return Ok(());
    }
    let words = |quantities: &BTreeMap<ProductId, Decimal>| {
        let words = quantities.iter().map(|(product, n)| format!("{n} of product {product}"));
        words.collect::<Vec<_>>().join(", ")
    };
    let orders: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let what = format!(
        "the ERP has {} for this return already, with {}, and {} came back that is not known to be credited",
        if ids.len() == 1 {
            format!("the credit {}", orders.join(""))
        } else {
            format!("the credits {}", orders.join(" and "))
        },
        words(&has),
        words(&wants)
    );
    let remedy = "compare them in the ERP: delete credits that are there twice, and retry this; or correct them by hand, and dismiss this. \
                  If there are more than there should be, find out which other engine works for this tenant (a second installation, a \
                  restored backup)";
    Err(HoldReason::new(Class::NeedsPerson, what, remedy))
}

/// What orders credit, by product.
pub(super) fn credited(orders: &[InvoiceOrder]) -> BTreeMap<ProductId, Decimal> {
    let rows = orders.iter().flat_map(|order| &order.invoice_rows);
    sums(rows.filter_map(|row| Some((row.product_id?, -row.quantity?))))
}

fn wanted(rows: &[Credited<'_>]) -> BTreeMap<ProductId, Decimal> {
    sums(rows.iter().map(|row| (row.product, row.quantity)))
}

fn sums(quantities: impl Iterator<Item = (ProductId, Decimal)>) -> BTreeMap<ProductId, Decimal> {
    let mut sums = BTreeMap::<ProductId, Decimal>::new();
    for (product, quantity) in quantities {
        let sum = sums.entry(product).or_default();
        *sum = sum.saturating_add(quantity).normalize();
    }
    sums.retain(|_, sum| !sum.is_zero());
    sums
}
