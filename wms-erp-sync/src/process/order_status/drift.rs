//! The tracking of orders that were sent lately: what the WMS reports beside what stands in the ERP's order.

use std::collections::HashMap;
use std::pin::pin;

use futures::TryStreamExt;
use ongoing_client::model::Order;
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::{erp_order, order_number};

use super::{late, measure, read, shipment, tracking};
use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{
    Dismissal, Dismissed, Document, Held, HeldKey, KnownTracking, LateTracking, SentOrder, Shipment,
    tracking_record,
};
use crate::hooks::TrackingText;
use crate::port::OrderQuery;
use crate::process::inspect::{Comparison, DriftKind, repair_of};
use crate::process::{Reading, collect_known};
use crate::process_id::Process;
use crate::tenant::OrderStatusSettings;

const PAGE: usize = 100;
const AGAIN: &str =
    "enter it by hand if it is needed; it is written again once the WMS reports another parcel or waybill";

/// Compares those whose changes are still written.
pub(in crate::process) async fn compare(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    found: &mut Comparison,
) -> Result<(), RunError> {
    if settings.tracking.is_none() {
        return Ok(());
    }
    let mut pages = pin!(run.pages(KnownTracking::all(), PAGE));
    while let Some(page) = pages.try_next().await? {
        let followed = page.into_iter().filter(|(_, known)| tracking::is_followed(run, settings, known));
        compare_page(run, settings, followed.collect(), found).await?;
    }
    Ok(())
}

async fn compare_page(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    followed: Vec<(OrderId, KnownTracking)>,
    found: &mut Comparison,
) -> Result<(), RunError> {
    if followed.is_empty() {
        return Ok(());
    }
    let ids: Vec<OrderId> = followed.iter().map(|(id, _)| *id).collect();
    let in_wms = in_wms(run, settings, &ids, found).await?;
    let shipments = run.read_all::<Shipment>(&ids).await?;
    let mut sent = HashMap::new();
    for (id, shipment) in ids.iter().zip(shipments) {
        let reported = shipment.filter(|shipment| !shipment.is_cancelled());
        match reported.zip(in_wms.get(id)) {
            Some((shipment, tracking)) => {
                let late = LateTracking { order: id.0, tracking: tracking.clone() };
                sent.insert(*id, late::sent(&late, shipment));
            }
            // Taken back since, or not in the WMS under this number: the comparison of orders says so.
            None => found.skipped(Process::OrderStatus),
        }
    }
    let (orders, unread) =
        collect_known(run, run.erp.orders(&ids, &measure::properties(settings)).await?).await?;
    let orders: HashMap<OrderId, InvoiceOrder> =
        orders.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
    let all: Vec<SentOrder> = sent.values().map(|(sent, _)| sent.clone()).collect();
    let unprepared = shipment::prepare(run, &orders, &all).await?;
    for (id, known) in followed {
        let Some((sent, reported)) = sent.get(&id) else { continue };
        let Some(order) = orders.get(&id) else {
            match unread.may_be(id) {
                Some(_) => found.unreadable(Process::OrderStatus, 1),
                None => found.skipped(Process::OrderStatus),
            }
            continue;
        };
        let is_over =
            order.order_status.as_ref().is_none_or(|status| late::over(settings, status, reported).is_some());
        let wished = shipment::update(run, settings, Some(order), sent, unprepared.as_ref());
        match wished.ok().and_then(|update| update.tracking).filter(|_| !is_over) {
            Some(wished) => compare_one(run, id, order, &wished, &known, sent, found).await?,
            // Invoiced, nothing to track, or a hook keeps it back.
            None => found.skipped(Process::OrderStatus),
        }
    }
    Ok(())
}

async fn compare_one(
    run: &Run<'_>,
    id: OrderId,
    order: &InvoiceOrder,
    wished: &TrackingText,
    known: &KnownTracking,
    sent: &SentOrder,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let place = wished.place;
    let (written, attempted) = tracking::memory(Some(known));
    let put = place.put(place.read(order), &wished.text, written, attempted);
    found.compared(Process::OrderStatus, put == Ok(None));
    let (what, conflict) = match put {
        Ok(None) => return Ok(()),
        Ok(Some(_)) => (format!("{} does not have the tracking that the WMS reports", place.field()), None),
        Err(conflict) => (conflict.to_string(), Some(late::not_written(id, &conflict.to_string()))),
    };
    let key = HeldKey::new(Process::OrderStatus, tracking_record(id));
    let held = run.read::<Held>(&key).await?;
    let dismissed = run.read::<Dismissed>(&key).await?;
    let dismissed =
        dismissed.filter(|dismissed| held.is_none() && conflict.as_ref() == Some(&dismissed.what));
    let is_new = sent.tracking.as_ref() != Some(&known.seen);
    let repair = if is_new { "the next run of order_status writes it, or says why not" } else { AGAIN };
    let dismissed = dismissed.map(|dismissed| Dismissal::new(Process::OrderStatus, key.record, dismissed));
    let (kind, repair) = (DriftKind::Different, repair_of(held.as_ref(), repair));
    found.add_dismissed(Process::OrderStatus, id, kind, what, repair, dismissed);
    Ok(())
}

/// What the WMS reports of these orders, where they are sent.
async fn in_wms(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    ids: &[OrderId],
    found: &mut Comparison,
) -> Result<HashMap<OrderId, wms_erp_mapping::Tracking>, RunError> {
    let prefix = read::order_settings(run.tenant).order_number_prefix.clone();
    let numbers = ids.iter().map(|id| order_number(*id, &prefix)).collect();
    let mut orders = Reading::of(run.wms.orders(OrderQuery::numbers(numbers)).await?);
    let mut reported = HashMap::new();
    loop {
        let page = orders.next(run, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for order in &page {
            if let Some(id) = sent_id(settings, &prefix, order) {
                reported.insert(id, wms_erp_mapping::tracking(order));
            }
        }
    }
    found.unreadable(Process::OrderStatus, orders.unreadable());
    Ok(reported)
}

fn sent_id(settings: &OrderStatusSettings, prefix: &str, order: &Order) -> Option<OrderId> {
    let info = order.order_info.as_ref().filter(|info| info.back_order_for_order_id.is_none())?;
    let is_sent = settings.sent_statuses.contains(&info.order_status_number?);
    erp_order(info.goods_owner_order_number.as_deref().filter(|_| is_sent)?, prefix)
}
