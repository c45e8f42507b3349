//! Which orders the WMS has sent, and which it has cancelled.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use ongoing_client::model::Order;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::{OrderSettings, delivered, erp_order, order_number, product_of};

use super::{SPOOL, Sent};
use crate::engine::RunError;
use crate::engine::hold::Obstacle;
use crate::engine::run::{Run, WHOLE_EVERY, WMS_OVERLAP, put};
use crate::flow::orders::order_key;
use crate::flow::{BATCH, Reading};
use crate::port::OrderQuery;
use crate::record::{Class, EventKind, OrderRecord, Shipment, ShippedLine, id_key};
use crate::store::{Batch, Table};
use crate::tenant::OrderStatus;
use crate::zone;

const CHANGED: &str = "order_status/changed";
const WHOLE: &str = "order_status/whole";
/// Cancelled in the WMS; the vendor's own number for it.
const CANCELLED: i32 = 1000;
/// The WMS need not answer for changes that are older; then the open orders are asked for by their numbers.
const LONGEST: TimeDelta = TimeDelta::hours(47);
const NUMBERS: usize = 200;

pub(super) async fn read(run: &Run<'_>, settings: &OrderStatus) -> Result<(), RunError> {
    let began = run.now();
    let changed: Option<DateTime<Utc>> = run.get(Table::Cursor, CHANGED).await?;
    let swept: Option<DateTime<Utc>> = run.get(Table::Cursor, WHOLE).await?;
    let from = changed.unwrap_or(began).max(began - LONGEST);
    let outage = changed.is_some_and(|changed| changed < from);
    let all = outage || swept.is_none_or(|swept| began - swept >= WHOLE_EVERY);

    let lowest = settings.sent_statuses.first().copied().unwrap_or(CANCELLED);
    let highest = settings.sent_statuses.last().copied().unwrap_or(CANCELLED).max(CANCELLED);
    let from = zone::told(from - WMS_OVERLAP, run.tenant.wms_zone);
    let mut whole = take(run, settings, OrderQuery::status(lowest, highest, Some(from))).await?;
    let numbers = numbers_to_ask(run, all).await?;
    for numbers in numbers.chunks(NUMBERS) {
        whole &= take(run, settings, OrderQuery::numbers(numbers.to_vec())).await?;
    }

    let mut batch = Batch::new();
    if whole {
        put(&mut batch, Table::Cursor, CHANGED, &began);
        if all {
            put(&mut batch, Table::Cursor, WHOLE, &began);
        }
    }
    run.commit(batch).await
}

/// Orders that are asked for by number: those marked as due, those held and due, and now and then all that are open.
async fn numbers_to_ask(run: &Run<'_>, all: bool) -> Result<Vec<String>, RunError> {
    let mut ids = BTreeSet::new();
    let due = run.scan(Table::Due, SPOOL, None, BATCH * 100).await?;
    ids.extend(due.iter().filter_map(|(key, _)| key[SPOOL.len()..].parse::<i32>().ok()));
    ids.extend(run.held_to_try().await?.iter().filter_map(|held| held.record.parse::<i32>().ok()));
    if all {
        let mut after: Option<String> = None;
        loop {
            let page = run.scan(Table::Order, "open/", after.as_deref(), BATCH).await?;
            ids.extend(page.iter().filter_map(|(key, _)| key["open/".len()..].parse::<i32>().ok()));
            match page.into_iter().next_back() {
                Some((key, _)) => after = Some(key),
                None => break,
            }
        }
    }
    let settings = order_settings(run);
    Ok(ids.into_iter().map(|id| order_number(OrderId(id), &settings.order_number_prefix)).collect())
}

/// Whether every order of the answer could be read.
async fn take(run: &Run<'_>, settings: &OrderStatus, query: OrderQuery) -> Result<bool, RunError> {
    let mapping = order_settings(run);
    let mut orders = Reading::of(run.wms.orders(query).await?);
    loop {
        let page = orders.next(run, BATCH / 10).await?;
        if page.is_empty() {
            return Ok(orders.is_whole());
        }
        let ours = page.iter().filter_map(|order| {
            let number = order.order_info.as_ref()?.goods_owner_order_number.as_deref()?;
            Some((erp_order(number, &mapping.order_number_prefix)?, order))
        });
        consider(run, settings, ours.collect()).await?;
    }
}

async fn consider(
    run: &Run<'_>,
    settings: &OrderStatus,
    orders: Vec<(OrderId, &Order)>,
) -> Result<(), RunError> {
    let keys: Vec<String> = orders.iter().map(|(id, _)| order_key(*id)).collect();
    let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
    let keys: Vec<String> = orders.iter().map(|(id, _)| id_key(id.0)).collect();
    let shipments = run.get_all::<Shipment>(Table::Shipment, &keys).await?;
    let mut batch = Batch::new();
    for (((id, order), record), shipment) in orders.into_iter().zip(records).zip(shipments) {
        // Only orders that we brought over or adopted are our business.
        if record.is_none_or(|record| record.imported.is_none()) {
            run.tally().skipped += 1;
            continue;
        }
        let status = order.order_info.as_ref().and_then(|info| info.order_status_number).unwrap_or_default();
        let sent = sent(id, order, status);
        if settings.sent_statuses.contains(&status) {
            match shipment {
                Some(shipment) if shipment.wms_status != CANCELLED && shipment.lines == sent.lines => {
                    run.tally().unchanged += 1;
                    batch.delete(Table::Due, format!("{SPOOL}{}", id_key(id.0)));
                }
                _ => put(&mut batch, Table::Spool, format!("{SPOOL}{}", id_key(id.0)), &sent),
            }
        } else {
            batch.delete(Table::Due, format!("{SPOOL}{}", id_key(id.0)));
            if status == CANCELLED && shipment.is_none() {
                cancelled(run, &mut batch, sent).await?;
            }
        }
    }
    run.commit(batch).await
}

/// An order that the WMS cancelled: a person must know, since the ERP still counts on it.
async fn cancelled(run: &Run<'_>, batch: &mut Batch, sent: Sent) -> Result<(), RunError> {
    let record = sent.order.to_string();
    let what = format!("order {record} was cancelled in the WMS");
    let remedy = "take it back in the ERP, or have it reopened in the WMS; it is not created again by itself";
    let shipment = Shipment {
        wms_status: CANCELLED,
        reported_at: run.now(),
        erp_status: "cancelled in the WMS".to_owned(),
        lines: sent.lines,
    };
    put(batch, Table::Shipment, id_key(sent.order), &shipment);
    run.event(batch, sent.order, EventKind::CancelledInWms, "");
    run.reason(record.as_str(), Some(Class::NeedsPerson), what.as_str(), remedy);
    run.hold(batch, &record, Obstacle::new(Class::NeedsPerson, what, remedy)).await
}

fn sent(id: OrderId, order: &Order, wms_status: i32) -> Sent {
    let delivery = delivered(order);
    let line = |line: &wms_erp_mapping::DeliveredLine| ShippedLine {
        code: line.code.clone(),
        ordered: line.ordered.normalize(),
        picked: line.picked.normalize(),
    };
    let products = order.picked_order_lines.iter().filter_map(|line| product_of(line.article.as_ref()?));
    Sent {
        order: id.0,
        wms_status,
        lines: delivery.lines.iter().map(line).collect(),
        short: delivery.short().map(line).collect(),
        products: products.map(|product| product.0).collect(),
    }
}

fn order_settings(run: &Run<'_>) -> OrderSettings {
    run.tenant.orders.as_ref().map(|orders| orders.mapping.clone()).unwrap_or_default()
}
