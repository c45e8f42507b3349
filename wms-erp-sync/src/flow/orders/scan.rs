//! Which orders are open, which are new or changed, which have left.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use twentyfour_client::types::{InvoiceOrder, OrderId};

use wms_erp_mapping::{
    LinePrices, ORDER_PRICE_PROPERTIES, ORDER_PROPERTIES, ROW_PRICE_PROPERTIES, ROW_PROPERTIES,
};

use super::{OPEN, change_mark, mapping_version, open_key, order_key, source, spool_key};
use crate::engine::RunError;
use crate::engine::run::{Run, WHOLE_EVERY, put};
use crate::flow::{BATCH, Reading};
use crate::port::OrderProperties;
use crate::record::{Fingerprint, OrderRecord};
use crate::store::{Batch, Table};
use crate::tenant::{Orders, Since};

const WHOLE: &str = "orders/whole";

/// What a look at all open orders found.
pub(super) struct Scanned {
    /// To be read whole: new, changed, or held and due.
    wanted: BTreeSet<OrderId>,
    /// Brought over or held once, and no longer in a status that is pulled.
    pub(super) left: Vec<OrderId>,
    whole: Option<DateTime<Utc>>,
}

pub(super) async fn scan(run: &Run<'_>, settings: &Orders) -> Result<Scanned, RunError> {
    let began = run.now();
    let last: Option<DateTime<Utc>> = run.get(Table::Cursor, WHOLE).await?;
    let all = last.is_none_or(|last| began - last >= WHOLE_EVERY);
    let held: HashSet<OrderId> =
        run.held_to_try().await?.iter().filter_map(|held| held.record.parse().ok()).collect();
    let mut heads = Reading::of(run.erp.order_heads_in(&settings.pull_status).await?);
    let mut present = HashSet::new();
    let mut wanted = BTreeSet::new();
    loop {
        let page = heads.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        let page: Vec<(OrderId, InvoiceOrder)> =
            page.into_iter().filter_map(|head| Some((head.order_id?, head))).collect();
        let keys: Vec<String> = page.iter().map(|(id, _)| order_key(*id)).collect();
        let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
        for ((id, head), record) in page.into_iter().zip(records) {
            present.insert(id);
            if record.is_none() && is_before(run, settings.since, &head) {
                run.tally().skipped += 1;
                continue;
            }
            let seen = record.and_then(|record| record.seen);
            if all || held.contains(&id) || seen.as_deref() != Some(change_mark(&head).as_str()) {
                wanted.insert(id);
            } else {
                run.tally().unchanged += 1;
            }
        }
    }
    // Whoever could not be read may be an order that we know: then nobody has left.
    let left = if heads.is_whole() { left(run, &present).await? } else { Vec::new() };
    Ok(Scanned { wanted, left, whole: all.then_some(began) })
}

/// Reads the wanted orders whole, to the end, into the spool.
pub(super) async fn fetch(run: &Run<'_>, settings: &Orders, scanned: &mut Scanned) -> Result<(), RunError> {
    let wanted: Vec<OrderId> = std::mem::take(&mut scanned.wanted).into_iter().collect();
    let properties = properties(settings);
    let mut whole = true;
    for ids in wanted.chunks(BATCH) {
        let mut orders = Reading::of(run.erp.orders(ids, &properties).await?);
        loop {
            // They were counted as read when their heads were.
            let before = run.tally().read;
            let page = orders.next(run, BATCH / 10).await?;
            run.tally().read = before;
            if page.is_empty() {
                break;
            }
            spool(run, settings, &page).await?;
        }
        whole &= orders.is_whole();
    }
    let mut batch = Batch::new();
    if let Some(began) = scanned.whole.filter(|_| whole) {
        put(&mut batch, Table::Cursor, WHOLE, &began);
    }
    run.commit(batch).await
}

async fn spool(run: &Run<'_>, settings: &Orders, orders: &[InvoiceOrder]) -> Result<(), RunError> {
    let today = run.now().with_timezone(&run.tenant.erp_zone).date_naive();
    let mapping = mapping_version(settings);
    let keys: Vec<String> =
        orders.iter().map(|order| order_key(order.order_id.unwrap_or_default())).collect();
    let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
    let mut batch = Batch::new();
    for ((order, key), record) in orders.iter().zip(&keys).zip(records) {
        let Some(id) = order.order_id else { continue };
        let pulled = order.order_status.as_ref().is_some_and(|status| settings.pull_status.contains(status));
        if !pulled {
            // It moved on while we were reading; the next scan will see that it has left.
            continue;
        }
        let fingerprint = Fingerprint::of(&source(order), &mapping);
        let mut record = record.unwrap_or(OrderRecord {
            first_import: today,
            seen: None,
            imported: None,
            import_status_written: false,
        });
        if record.imported.as_ref().is_some_and(|imported| imported.fingerprint == fingerprint) {
            run.tally().unchanged += 1;
            record.seen = Some(change_mark(order));
            batch.delete(Table::Spool, spool_key(id));
            run.release(&mut batch, &id.to_string());
        } else {
            batch.put(Table::Spool, spool_key(id), asmx_soap::keep(order));
        }
        put(&mut batch, Table::Order, key, &record);
        put(&mut batch, Table::Order, open_key(id), &());
    }
    run.commit(batch).await
}

/// Orders that we know as open, and that are open no more.
async fn left(run: &Run<'_>, present: &HashSet<OrderId>) -> Result<Vec<OrderId>, RunError> {
    let mut left = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Order, OPEN, after.as_deref(), BATCH).await?;
        let ids = page.iter().filter_map(|(key, _)| key[OPEN.len()..].parse().ok().map(OrderId));
        left.extend(ids.filter(|id| !present.contains(id)));
        match page.into_iter().next_back() {
            Some((key, _)) => after = Some(key),
            None => return Ok(left),
        }
    }
}

/// Whether an order that we do not know is from before the start. Without a date it cannot be told: it is brought over.
fn is_before(run: &Run<'_>, since: Since, head: &InvoiceOrder) -> bool {
    let zone = run.tenant.erp_zone;
    let Some(ordered) = head.date_ordered.map(|time| time.instant(&zone)) else { return false };
    match since {
        Since::All => false,
        Since::Date(date) => ordered.with_timezone(&zone).date_naive() < date,
        Since::Time(time) => ordered < time,
    }
}

fn properties(settings: &Orders) -> OrderProperties {
    let mut properties = OrderProperties { order: ORDER_PROPERTIES.to_vec(), row: ROW_PROPERTIES.to_vec() };
    if settings.mapping.line_prices != LinePrices::None {
        properties.order.extend(ORDER_PRICE_PROPERTIES);
        properties.row.extend(ROW_PRICE_PROPERTIES);
    }
    properties
}
