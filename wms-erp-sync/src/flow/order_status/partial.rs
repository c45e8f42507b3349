//! Orders that were sent with less than was ordered: an order for the rest, and rows cut down to what was delivered.

use std::collections::{HashMap, HashSet};

use futures::StreamExt;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderId};
use wms_erp_mapping::{
    DeliveredLine, Delivery, REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES, delivered_rows, rest_order,
};

use super::Sent;
use crate::engine::RunError;
use crate::engine::hold::Obstacle;
use crate::engine::permit::Permit;
use crate::engine::run::{Run, put};
use crate::flow::collect_whole;
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::{OrderProperties, OrderQuery, Trouble};
use crate::record::{Class, EventKind, id_key};
use crate::store::{Batch, Table};
use crate::tenant::{OrderStatus, ShortShipment};

/// An order for the rest: begun before it is created, so that an unknown outcome is settled by looking.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Intent {
    created: Option<i32>,
}

/// What must be known to report short orders.
pub(super) struct Partial {
    originals: HashMap<OrderId, InvoiceOrder>,
    /// Orders of the WMS that have a back order of their own: it delivers the rest itself.
    back_ordered: HashSet<i32>,
}

impl Partial {
    /// Reads the short ones whole, if the settings say that more is done about them than reporting.
    pub(super) async fn load(run: &Run<'_>, settings: &OrderStatus, sent: &[Sent]) -> Result<Self, RunError> {
        let mut partial = Self { originals: HashMap::new(), back_ordered: HashSet::new() };
        let short: Vec<OrderId> = sent.iter().filter(|sent| !sent.short.is_empty()).map(Sent::id).collect();
        if short.is_empty()
            || !(settings.rest_orders || settings.short_shipment == ShortShipment::WriteQuantities)
        {
            return Ok(partial);
        }
        let everything =
            OrderProperties { order: REST_ORDER_PROPERTIES.to_vec(), row: REST_ROW_PROPERTIES.to_vec() };
        let (originals, _) = collect_whole(run, run.erp.orders(&short, &everything).await?).await?;
        partial.originals =
            originals.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
        if settings.rest_orders {
            partial.back_ordered = back_ordered(run, settings).await?;
        }
        Ok(partial)
    }

    /// Creates the order for the rest, where that is wished, and gives the rows that are saved with the status. An
    /// obstacle holds the order.
    pub(super) async fn rows(
        &self,
        run: &Run<'_>,
        settings: &OrderStatus,
        sent: &Sent,
    ) -> Result<Result<Vec<InvoiceRow>, Obstacle>, RunError> {
        let back_ordered = sent.wms_order.is_some_and(|id| self.back_ordered.contains(&id));
        let does_more = settings.rest_orders || settings.short_shipment == ShortShipment::WriteQuantities;
        if sent.short.is_empty() || !does_more || back_ordered {
            return Ok(Ok(Vec::new()));
        }
        let Some(original) = self.originals.get(&sent.id()) else {
            let what = "the order was sent short, and cannot be read whole in the ERP";
            return Ok(Err(Obstacle::new(Class::Transient, what, "nothing: it is tried again")));
        };
        let delivery = delivery(sent);
        if settings.rest_orders
            && let Err(obstacle) = create_rest(run, original, &delivery).await?
        {
            return Ok(Err(obstacle));
        }
        Ok(Ok(delivered_rows(original, &delivery)))
    }
}

/// Creates the order for the rest, once. Whether it exists is looked up whenever that is not certain: after a lost answer,
/// a crash, a lost store.
async fn create_rest(
    run: &Run<'_>,
    original: &InvoiceOrder,
    delivery: &Delivery,
) -> Result<Result<(), Obstacle>, RunError> {
    let (Some(id), Some(rest)) = (original.order_id, rest_order(original, delivery)) else {
        return Ok(Ok(()));
    };
    let key = format!("rest/{}", id_key(id.0));
    let intent: Option<Intent> = run.get(Table::Intent, &key).await?;
    if intent.is_some_and(|intent| intent.created.is_some()) {
        return Ok(Ok(()));
    }
    let (found, whole) = collect_whole(run, run.erp.orders_for_rest_of(&[id]).await?).await?;
    let found = found.into_iter().find(|found| {
        found.external_status == Some(id.0)
            && found.order_id != Some(id)
            && found.customer_id == original.customer_id
    });
    if let Some(found) = found.and_then(|found| found.order_id) {
        remember(run, id, found, &key).await?;
        return Ok(Ok(()));
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

async fn remember(run: &Run<'_>, id: OrderId, rest: OrderId, key: &str) -> Result<(), RunError> {
    let mut batch = Batch::new();
    put(&mut batch, Table::Intent, key, &Intent { created: Some(rest.0) });
    run.event(&mut batch, id.0, EventKind::RestOrder, format!("order {rest}"));
    run.commit(batch).await
}

/// The orders of the WMS that open back orders name as theirs.
async fn back_ordered(run: &Run<'_>, settings: &OrderStatus) -> Result<HashSet<i32>, RunError> {
    let below = settings.sent_statuses.first().map_or(0, |lowest| lowest - 1);
    let mut orders = run.wms.orders(OrderQuery::status(0, below, None)).await?;
    let mut found = HashSet::new();
    while let Some(order) = orders.next().await {
        match order {
            Ok(order) => {
                let info = order.order_info.as_ref();
                found.extend(info.and_then(|info| info.back_order_for_order_id).map(|id| id.0));
            }
            Err(error) if error.is_item() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

fn delivery(sent: &Sent) -> Delivery {
    let lines = sent.lines.iter().map(|line| {
        let mut delivered = DeliveredLine::default();
        delivered.row = line.code.parse().ok();
        delivered.code.clone_from(&line.code);
        delivered.ordered = line.ordered;
        delivered.picked = line.picked;
        delivered.do_pick = line.do_pick;
        delivered
    });
    let mut delivery = Delivery::default();
    delivery.lines = lines.collect();
    delivery
}
