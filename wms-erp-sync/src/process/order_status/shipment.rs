//! What the host's hooks say about an order that was sent.

use std::collections::HashMap;

use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};

use crate::context::RunError;
use crate::context::hold::{HoldReason, prepared, rule};
use crate::context::run::Run;
use crate::document::{Class, SentOrder};
use crate::hooks::{SentShipment, StatusUpdate, TrackingText};
use crate::tenant::OrderStatusSettings;

/// Lets the hooks look up what they need; an obstacle, if they refuse.
pub(super) async fn prepare(
    run: &Run<'_>,
    orders: &HashMap<OrderId, InvoiceOrder>,
    sent: &[SentOrder],
) -> Result<Option<HoldReason>, RunError> {
    let shipments: Vec<SentShipment> =
        sent.iter().filter_map(|sent| Some(shipment(orders.get(&sent.id())?, sent))).collect();
    if shipments.is_empty() {
        return Ok(None);
    }
    prepared(run.tenant.hooks.prepare_shipments(&shipments).await)
}

/// The status and tracking that the ERP is to get, or why it gets none. It is asked for in each run, so that an order that has it already
/// is recognised.
pub(super) fn update(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    order: Option<&InvoiceOrder>,
    sent: &SentOrder,
    unprepared: Option<&HoldReason>,
) -> Result<StatusUpdate, HoldReason> {
    let tracking = sent.tracking.as_ref().filter(|tracking| !tracking.is_empty()).zip(settings.tracking);
    let tracking = tracking.map(|(tracking, place)| TrackingText::new(place, tracking.text()));
    let mut update = StatusUpdate { status: settings.sent_status.clone(), tracking };
    let Some(order) = order else { return Ok(update) };
    if let Some(obstacle) = unprepared {
        return Err(obstacle.clone());
    }
    rule(run.tenant.hooks.shipment(&shipment(order, sent), &mut update))?;
    let comes_again = run.tenant.orders.as_ref().is_some_and(|orders| {
        orders.pull_status.contains(&update.status) || orders.import_status.as_ref() == Some(&update.status)
    });
    if comes_again {
        let what = format!(
            "the host's hooks would set the order to {}, in which orders are imported: it would be imported \
             again",
            update.status
        );
        return Err(HoldReason::new(Class::NeedsPerson, what, "have the hooks choose another status"));
    }
    Ok(update)
}

fn shipment(order: &InvoiceOrder, sent: &SentOrder) -> SentShipment {
    SentShipment {
        order: sent.id(),
        erp_status: order.order_status.clone().unwrap_or(OrderSlipStateType::None),
        wms_status: sent.wms_status,
        delivery: sent.delivery(),
        tracking: sent.tracking.clone().unwrap_or_default(),
    }
}
