//! Back orders of the WMS: what it delivers later by itself needs no order for the rest.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use ongoing_client::model::{Order, OrderId};
use wms_erp_mapping::{DeliveredOrder, delivered};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Shipment};
use crate::port::OrderQuery;
use crate::process::collect_whole;
use crate::tenant::OrderStatusSettings;
use crate::zone;

/// Over REST the WMS tells what changed for two days.
const REACH: TimeDelta = TimeDelta::hours(47);

/// The back orders of the WMS, by their own ids.
#[derive(Debug, Default)]
pub(super) struct BackOrders {
    /// The order that it was made for, and what it delivers.
    found: BTreeMap<i32, (i32, DeliveredOrder)>,
    /// Whether an order could not be read: it may be one.
    unreadable: bool,
}

impl BackOrders {
    /// Asks for those that are open, and for those that were sent before the order that they were made for was reported.
    pub(super) async fn load(run: &Run<'_>, settings: &OrderStatusSettings) -> Result<Self, RunError> {
        let lowest = settings.sent_statuses.first().copied().unwrap_or(Shipment::CANCELLED);
        let highest = settings.sent_statuses.last().copied().unwrap_or(Shipment::CANCELLED);
        let lately = zone::told(run.now() - REACH, run.tenant.wms_zone);
        let mut back_orders = Self::default();
        // In this order: one that is sent meanwhile is in the second answer.
        for query in
            [OrderQuery::status(0, lowest - 1, None), OrderQuery::status(lowest, highest, Some(lately))]
        {
            let (orders, whole) = collect_whole(run, run.wms.orders(query).await?).await?;
            back_orders.unreadable |= !whole;
            orders.iter().for_each(|order| back_orders.note(order, lowest));
        }
        Ok(back_orders)
    }

    fn note(&mut self, order: &Order, lowest: i32) {
        let Some(info) = &order.order_info else { return };
        let original = info.back_order_for_order_id.filter(|id| id.0 > 0);
        let (Some(OrderId(id)), Some(OrderId(original))) = (info.order_id, original) else { return };
        let mut delivery = delivered(order);
        if info.order_status_number.is_none_or(|status| status < lowest) {
            // All of it is still to come.
            delivery.lines.iter_mut().for_each(|line| line.picked = line.ordered);
        }
        self.found.insert(id, (original, delivery));
    }

    /// What back orders deliver of an order; an obstacle, if not all of them could be read.
    pub(super) fn of(&self, order: Option<i32>) -> Result<Vec<DeliveredOrder>, HoldReason> {
        if self.unreadable {
            let what = "the order was sent short, and the orders of the WMS could not all be read, so it may have a back \
                        order of its own";
            return Err(HoldReason::new(Class::Transient, what, "nothing: it is retried automatically"));
        }
        let found = self.found.values().filter(|(original, _)| Some(*original) == order);
        Ok(found.map(|(_, delivery)| delivery.clone()).collect())
    }
}
