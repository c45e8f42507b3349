//! Orders that were sent with less than was ordered: an order for the rest, and rows cut down to what was delivered.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderId, ProductId};
use wms_erp_mapping::{
    REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES, ShipmentComparison, delivered_rows, rest_order,
};

use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::permit::Permit;
use crate::context::run::{Run, put};
use crate::document::{Class, EventKind, id_key};
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::{Trouble, order_named};
use crate::process::collect_whole;
use crate::store::{Batch, Table};
use crate::tenant::{OrderStatus, ShortShipment};

/// An order for the rest: begun before it is created, so that an unknown outcome is settled by looking.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Intent {
    created: Option<i32>,
}

/// Creates the order for the rest, where that is wished, and gives the rows that are saved with the status. An obstacle
/// holds the order.
pub(super) async fn rows(
    run: &Run<'_>,
    settings: &OrderStatus,
    original: &InvoiceOrder,
    found: &ShipmentComparison,
) -> Result<Result<Vec<InvoiceRow>, Obstacle>, RunError> {
    if !settings.rest_orders && settings.short_shipment != ShortShipment::WriteQuantities {
        return Ok(Ok(Vec::new()));
    }
    if settings.rest_orders
        && let Err(obstacle) = create_rest(run, original, found).await?
    {
        return Ok(Err(obstacle));
    }
    Ok(Ok(delivered_rows(original, found)))
}

/// Creates the order for the rest, once. Whether it exists is looked up whenever that is not certain: after a lost answer,
/// a crash, a lost store.
async fn create_rest(
    run: &Run<'_>,
    original: &InvoiceOrder,
    shipment: &ShipmentComparison,
) -> Result<Result<(), Obstacle>, RunError> {
    let (Some(id), Some(rest)) = (original.order_id, rest_order(original, shipment)) else {
        return Ok(Ok(()));
    };
    let key = format!("rest/{}", id_key(id.0));
    let intent: Option<Intent> = run.get(Table::Intent, &key).await?;
    if let Some(created) = intent.and_then(|intent| intent.created) {
        return is_as_wished(run, OrderId(created), &rest).await;
    }
    let (found, whole) = collect_whole(run, run.erp.orders_for_rest_of(&[id]).await?).await?;
    let found = found.into_iter().find(|found| {
        found.external_status == Some(id.0)
            && found.order_id != Some(id)
            && found.customer_id == original.customer_id
    });
    if let Some(found) = found.and_then(|found| found.order_id) {
        remember(run, id, found, &key).await?;
        return is_as_wished(run, found, &rest).await;
    }
    if !whole {
        let what = "whether the order for the rest exists already could not be read";
        return Ok(Err(Obstacle::new(Class::Transient, what, "nothing: it is tried again")));
    }
    let permit = run.permit(|| PlannedWrite {
        process: run.process,
        record: id.to_string(),
        what: format!("an order for the rest of order {id}"),
        ordered: None,
        fields: FieldChange::all_new(&rest),
    });
    match permit {
        Permit::Make => {}
        Permit::Noted => return Ok(Ok(())),
        Permit::Refused(obstacle) => return Ok(Err(obstacle)),
    }
    let mut batch = Batch::new();
    put(&mut batch, Table::Intent, key.as_str(), &Intent::default());
    run.commit(batch).await?;
    let answer = run.erp.save_orders(vec![rest]).await?.into_iter().next();
    match answer {
        Some(Ok(created)) if created.order_id.is_some() => {
            remember(run, id, created.order_id.unwrap_or_default(), &key).await?;
            Ok(Ok(()))
        }
        Some(Err(error)) if error.trouble == Trouble::Refused => {
            let refused = Obstacle::from(&error);
            let what = format!("the ERP refused the order for the rest: {}", refused.what);
            Ok(Err(Obstacle { what, ..refused }))
        }
        // It may have been created: the next run looks before it creates.
        _ => {
            let what = "the ERP did not say whether the order for the rest was created";
            Ok(Err(Obstacle::new(Class::Transient, what, "nothing: the next run looks what was done")))
        }
    }
}

/// One that was made by a run that was cut off has what was left at that time. Where the order was edited since, it is not
/// changed without a person, and not left as it is either.
async fn is_as_wished(
    run: &Run<'_>,
    id: OrderId,
    wished: &InvoiceOrder,
) -> Result<Result<(), Obstacle>, RunError> {
    let everything = order_named(REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES);
    let (found, whole) = collect_whole(run, run.erp.orders(&[id], &everything).await?).await?;
    let Some(found) = found.first() else {
        if !whole {
            let what = format!("the order {id} for the rest could not be read");
            return Ok(Err(Obstacle::new(Class::Transient, what, "nothing: it is tried again")));
        }
        let what = format!("the order {id}, which was made for the rest, is not in the ERP any more");
        let remedy = "enter the rest in the ERP by hand, correct the rows of the order, and set it to sent";
        return Ok(Err(Obstacle::new(Class::NeedsPerson, what, remedy)));
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
    Ok(Err(Obstacle::new(Class::NeedsPerson, what, remedy)))
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

async fn remember(run: &Run<'_>, id: OrderId, rest: OrderId, key: &str) -> Result<(), RunError> {
    let mut batch = Batch::new();
    put(&mut batch, Table::Intent, key, &Intent { created: Some(rest.0) });
    run.event(&mut batch, id.0, EventKind::RestOrder, format!("order {rest}"));
    run.commit(batch).await
}
