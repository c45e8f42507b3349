//! The delivered quantities of orders that were sent lately: what the WMS reported beside what the ERP's rows say.

use std::collections::HashMap;
use std::pin::pin;

use chrono::TimeDelta;
use futures::TryStreamExt;
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};

use super::measure::{self, Measure};
use super::{delivered, late};
use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{
    Dismissal, Dismissed, Document, Held, HeldKey, LateTracking, SentOrder, Shipment, delivered_record,
};
use crate::process::collect_known;
use crate::process::inspect::{Comparison, DriftKind, repair_of};
use crate::process_id::Process;
use crate::tenant::OrderStatusSettings;

const PAGE: usize = 100;
const AGAIN: &str =
    "enter them by hand if they are needed; they are written again once the WMS reports that more was picked";

/// Compares those that were reported within the days for which tracking is followed.
pub(in crate::process) async fn compare(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    found: &mut Comparison,
) -> Result<(), RunError> {
    if settings.delivered_quantities.is_none() {
        return Ok(());
    }
    let oldest = run.now() - TimeDelta::days(settings.tracking_days.into());
    let mut pages = pin!(run.pages(Shipment::all(), PAGE));
    while let Some(page) = pages.try_next().await? {
        let lately = page.into_iter().filter(|(_, shipment): &(OrderId, Shipment)| {
            !shipment.is_cancelled() && shipment.reported_at >= oldest
        });
        let sent = lately.map(|(id, shipment)| {
            let late = LateTracking { order: id.0, tracking: Default::default() };
            late::sent(&late, shipment)
        });
        compare_page(run, settings, sent.collect(), found).await?;
    }
    Ok(())
}

async fn compare_page(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    sent: Vec<(SentOrder, String)>,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let ids: Vec<OrderId> = sent.iter().map(|(sent, _)| sent.id()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let (orders, unread) =
        collect_known(run, run.erp.orders(&ids, &measure::properties(settings)).await?).await?;
    let orders: HashMap<OrderId, InvoiceOrder> =
        orders.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
    let all: Vec<SentOrder> = sent.iter().map(|(sent, _)| sent.clone()).collect();
    let measure = Measure::load(run, settings, &orders, &all).await?;
    for (sent, reported) in sent {
        let id = sent.id();
        let Some(order) = orders.get(&id) else {
            match unread.may_be(id) {
                Some(_) => found.unreadable(Process::OrderStatus, 1),
                None => found.skipped(Process::OrderStatus),
            }
            continue;
        };
        let is_sent =
            |status: &OrderSlipStateType| status.as_str() == reported || *status == settings.sent_status;
        // Invoiced, or set to something else by a person: it stays as it is. What cannot be compared is held, or was a notice.
        let shipped = order.order_status.as_ref().filter(|status| is_sent(status));
        let Some(Ok(shipped)) = shipped.map(|_| measure.compare(order, &sent)) else {
            found.skipped(Process::OrderStatus);
            continue;
        };
        let lacking = delivered::edits(settings, order, &shipped, &[]);
        found.compared(Process::OrderStatus, lacking.is_empty());
        if !lacking.is_empty() {
            let what =
                format!("delivered in the WMS, and not in the ERP's rows: {}", delivered::words(&lacking));
            let key = HeldKey::new(Process::OrderStatus, delivered_record(id));
            let held = run.read::<Held>(&key).await?;
            let dismissed = run.read::<Dismissed>(&key).await?.filter(|_| held.is_none());
            let dismissed =
                dismissed.map(|dismissed| Dismissal::new(Process::OrderStatus, key.record, dismissed));
            let (kind, repair) = (DriftKind::Different, repair_of(held.as_ref(), AGAIN));
            found.add_dismissed(Process::OrderStatus, id, kind, what, repair, dismissed);
        }
    }
    Ok(())
}
