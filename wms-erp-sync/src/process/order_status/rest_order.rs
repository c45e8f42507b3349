//! The order for the rest of one that was sent short: made once, no matter who else makes one.
//!
//! The ERP has no key by which it would refuse a second one. So we look before the save and behind it: of two engines that do
//! not know of each other (one has lost its store, or works on a restored backup) the one that saves last sees both.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, OrderId, ProductId};
use wms_erp_mapping::{REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES, ShipmentComparison, rest_order};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{Class, OrderEventKind, RestOrder};
use crate::plan::PlannedWrite;
use crate::port::{ErrorKind, order_named};
use crate::process::collect_whole;
use crate::process::current::created;
use crate::store::Batch;

/// Creates the order for the rest, once. Whether it exists is looked up whenever that is not certain: after a lost answer,
/// a crash, a lost store, and right before and behind the save.
pub(super) async fn create(
    run: &Run<'_>,
    original: &InvoiceOrder,
    shipment: &ShipmentComparison,
) -> Result<Result<(), HoldReason>, RunError> {
    let (Some(id), Some(rest)) = (original.order_id, rest_order(original, shipment)) else {
        return Ok(Ok(()));
    };
    let known = run.read::<RestOrder>(&id).await?;
    if let Some(created) = known.and_then(|known| known.created) {
        return is_as_wished(run, OrderId(created), &rest).await;
    }
    match look(run, original, None).await? {
        Ok(None) => {}
        Ok(Some(found)) => return is_it(run, id, found, &rest).await,
        Err(obstacle) => return Ok(Err(obstacle)),
    }
    let permit = run.permit(|| PlannedWrite {
        process: run.process,
        record: id.to_string(),
        what: format!("an order for the rest of order {id}"),
        ordered: None,
        fields: created(&rest),
    });
    match permit {
        Permit::Make => {}
        Permit::Noted => return Ok(Ok(())),
        Permit::Refused(obstacle) => return Ok(Err(obstacle)),
    }
    let mut batch = Batch::new();
    batch.set(&id, &RestOrder::default());
    run.commit(batch).await?;
    // The commit may have waited for long: nothing stands between this look and the save.
    match look(run, original, None).await? {
        Ok(None) => {}
        Ok(Some(found)) => return is_it(run, id, found, &rest).await,
        Err(obstacle) => return Ok(Err(obstacle)),
    }
    let answer = run.erp.save_orders(vec![rest]).await?.into_iter().next();
    match answer {
        Some(Ok(InvoiceOrder { order_id: Some(created), .. })) => {
            match look(run, original, Some(created)).await? {
                Ok(_) => remember(run, id, created).await.map(Ok),
                Err(obstacle) => Ok(Err(obstacle)),
            }
        }
        Some(Err(error)) if error.kind == ErrorKind::Refused => {
            let refused = HoldReason::from(&error);
            let what = format!("the ERP refused the order for the rest: {}", refused.what);
            Ok(Err(HoldReason { what, ..refused }))
        }
        // It may have been created: the next run looks before it creates.
        _ => {
            let what = "the ERP did not say whether the order for the rest was created";
            Ok(Err(HoldReason::new(Class::Transient, what, "nothing: the next run checks what was done")))
        }
    }
}

/// Settles what was begun for an order that the ERP has as sent by now: another engine may have reported it, and each may have
/// made an order for the rest.
pub(super) async fn settle(
    run: &Run<'_>,
    original: &InvoiceOrder,
) -> Result<Result<(), HoldReason>, RunError> {
    let Some(id) = original.order_id else { return Ok(Ok(())) };
    match run.read::<RestOrder>(&id).await? {
        Some(RestOrder { created: None }) => {}
        _ => return Ok(Ok(())),
    }
    match look(run, original, None).await? {
        Ok(Some(found)) => remember(run, id, found).await.map(Ok),
        Ok(None) => Ok(Ok(())),
        Err(obstacle) => Ok(Err(obstacle)),
    }
}

/// The order for the rest that the ERP has, `known` counted in; an obstacle, if there is more than one, or if that cannot be
/// said.
async fn look(
    run: &Run<'_>,
    original: &InvoiceOrder,
    known: Option<OrderId>,
) -> Result<Result<Option<OrderId>, HoldReason>, RunError> {
    let Some(id) = original.order_id else { return Ok(Ok(None)) };
    let (found, whole) = collect_whole(run, run.erp.orders_for_rest_of(&[id]).await?).await?;
    let is_rest = |found: &&InvoiceOrder| {
        found.external_status == Some(id.0)
            && found.order_id != Some(id)
            && found.customer_id == original.customer_id
    };
    let found = found.iter().filter(is_rest).filter_map(|found| found.order_id);
    let found: BTreeSet<OrderId> = found.chain(known).collect();
    if found.len() > 1 {
        return Ok(Err(twice(id, &found)));
    }
    // What is found although not all could be read is one of them all the same; only a second one may be missing.
    if !whole && (known.is_some() || found.is_empty()) {
        let what = "the existing orders for the rest could not be read";
        return Ok(Err(HoldReason::new(Class::Transient, what, "nothing: it is retried automatically")));
    }
    Ok(Ok(found.into_iter().next()))
}

fn twice(id: OrderId, found: &BTreeSet<OrderId>) -> HoldReason {
    let orders: Vec<String> = found.iter().map(OrderId::to_string).collect();
    let what =
        format!("the rest of order {id} exists {} times, as orders {}", found.len(), orders.join(" and "));
    let remedy = "delete all but one of them in the ERP before they are delivered, and find out which other engine works for \
                  this tenant (a second installation, a restored backup); the next run settles the order";
    HoldReason::new(Class::NeedsPerson, what, remedy)
}

/// One that was found is the one, if it has what is left.
async fn is_it(
    run: &Run<'_>,
    id: OrderId,
    found: OrderId,
    rest: &InvoiceOrder,
) -> Result<Result<(), HoldReason>, RunError> {
    remember(run, id, found).await?;
    is_as_wished(run, found, rest).await
}

/// One that was made by a run that was cut off has what was left at that time. Where the order was edited since, it is not
/// changed without a person, and not left as it is either.
async fn is_as_wished(
    run: &Run<'_>,
    id: OrderId,
    wished: &InvoiceOrder,
) -> Result<Result<(), HoldReason>, RunError> {
    let everything = order_named(REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES);
    let (found, whole) = collect_whole(run, run.erp.orders(&[id], &everything).await?).await?;
    let Some(found) = found.first() else {
        if !whole {
            let what = format!("the order {id} for the rest could not be read");
            return Ok(Err(HoldReason::new(Class::Transient, what, "nothing: it is retried automatically")));
        }
        let what = format!("the order {id}, which was created for the rest, is no longer in the ERP");
        let remedy = "enter the rest in the ERP by hand, correct the rows of the order, and set it to sent";
        return Ok(Err(HoldReason::new(Class::NeedsPerson, what, remedy)));
    };
    let (has, wants) = (quantities(found), quantities(wished));
    if has == wants {
        return Ok(Ok(()));
    }
    let words = |quantities: &BTreeMap<ProductId, Decimal>| {
        let words = quantities.iter().map(|(product, n)| format!("{} of product {product}", n.normalize()));
        words.collect::<Vec<_>>().join(", ")
    };
    let what = format!(
        "the order was edited after the order {id} for its rest was made: that has {}, and what is left is {}",
        words(&has),
        words(&wants)
    );
    let remedy = format!("correct the rows of order {id} in the ERP; the order is reported once they agree");
    Ok(Err(HoldReason::new(Class::NeedsPerson, what, remedy)))
}

fn quantities(order: &InvoiceOrder) -> BTreeMap<ProductId, Decimal> {
    let mut quantities = BTreeMap::new();
    for row in &order.invoice_rows {
        if let (Some(product), Some(quantity)) = (row.product_id, row.quantity) {
            let sum: &mut Decimal = quantities.entry(product).or_default();
            *sum = sum.saturating_add(quantity);
        }
    }
    quantities
}

async fn remember(run: &Run<'_>, id: OrderId, rest: OrderId) -> Result<(), RunError> {
    let mut batch = Batch::new();
    batch.set(&id, &RestOrder { created: Some(rest.0) });
    run.event(&mut batch, id.0, OrderEventKind::RestOrder, format!("order {rest}"));
    run.commit(batch).await
}
