//! Which orders are open, which are new or changed, which have left.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use twentyfour_client::types::{InvoiceOrder, OrderId, ProductId};

use super::{search, source};
use crate::context::RunError;
use crate::context::run::{BATCH, Run, WHOLE_EVERY, is_over};
use crate::document::{
    ArticleRecord, Document, Fingerprint, MappingMark, OpenOrder, OrderRecord, Progress, SpooledOrder,
    StreamKey, TakenOrder, WantedOrder, article_waited_for,
};
use crate::hooks::Selection;
use crate::process::order_head::{change_mark, is_before, is_pulled, properties, watched};
use crate::process::{Reading, Unread, became_ours, mapping};
use crate::store::Batch;
use crate::tenant::Orders;

/// For so long an order may change once more without its change mark telling: change times are rounded to minutes.
const UNSURE: TimeDelta = TimeDelta::seconds(90);

/// What a look at all open orders found.
pub(super) struct Scanned {
    /// To be read whole: new, changed, perhaps changed, or held and due.
    wanted: BTreeSet<OrderId>,
    /// Imported or held once, and not seen among the open ones.
    pub(super) left: Vec<OrderId>,
    /// When the scan began, if it was one of everything and nothing was unreadable.
    whole: Option<DateTime<Utc>>,
}

impl Scanned {
    /// When it began, if everything was looked at, as once a day.
    pub(super) fn whole(&self) -> Option<DateTime<Utc>> {
        self.whole
    }
}

/// What is known of one order.
struct Known {
    record: Option<OrderRecord>,
    open: bool,
}

pub(super) async fn scan(run: &Run<'_>, settings: &Orders) -> Result<Scanned, RunError> {
    let began = run.now();
    let last = run.read::<Progress>(&StreamKey::all_open_orders()).await?;
    let all = last.is_none_or(|last| is_over(last.began, WHOLE_EVERY, began));
    let due = due(run).await?;
    // Orders that a person wants although they are from before the start.
    let mut marked = run.take_marks::<WantedOrder, TakenOrder>().await?;
    let mapping = mapping::orders(run.tenant, &settings.mapping);
    let mut heads = Reading::of(run.erp.order_heads_in(&watched(settings)).await?);
    let mut present = HashSet::new();
    let mut wanted = BTreeSet::new();
    loop {
        let page = heads.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        let page: Vec<(OrderId, InvoiceOrder)> =
            page.into_iter().filter_map(|head| Some((head.order_id?, head))).collect();
        let known = known(run, &page).await?;
        for ((id, head), known) in page.into_iter().zip(known) {
            let Some(record) = known.record else {
                if is_before(run, settings.since, &head) && !marked.contains(&id) {
                    run.tally().skipped += 1;
                } else if is_pulled(settings, &head) {
                    marked.remove(&id);
                    present.insert(id);
                    wanted.insert(id);
                } else if all {
                    // Perhaps ours, from before the store was lost.
                    wanted.insert(id);
                }
                continue;
            };
            if !is_pulled(settings, &head) && record.imported.is_none() && !(known.open && record.pending) {
                continue;
            }
            let unsure = record.unsure_since.is_some_and(|since| is_over(since, UNSURE, began));
            let same = record.seen.as_deref() == Some(change_mark(&head).as_str());
            let is_wanted = all || unsure || !same || due.contains(&id) || marked.contains(&id);
            if !is_wanted && record.ignored.as_deref() == Some(mapping.as_str()) {
                run.tally().ignored += 1;
                continue;
            }
            present.insert(id);
            marked.remove(&id);
            if is_wanted || record.pending || !known.open {
                wanted.insert(id);
            } else {
                run.tally().unchanged += 1;
            }
        }
    }
    hold_unread(run, heads.unread(), &mut present).await?;
    if heads.is_whole() {
        unmark(run, &marked).await?;
    }
    let left = left(run, &present).await?;
    Ok(Scanned { wanted, left, whole: (all && heads.is_whole()).then_some(began) })
}

/// An order that is listed and cannot be read is open: it is followed like one, so that it is asked for when it leaves.
async fn hold_unread(run: &Run<'_>, unread: &Unread, present: &mut HashSet<OrderId>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    unread.hold(run, &mut batch).await?;
    for id in unread.ids().map(OrderId) {
        batch.mark::<OpenOrder>(&id);
        present.insert(id);
    }
    run.commit(batch).await
}

/// Held orders that are to be tried: due, asked for, or waiting for an article that is there now.
async fn due(run: &Run<'_>) -> Result<HashSet<OrderId>, RunError> {
    let mut waiting: Vec<(OrderId, ProductId)> = Vec::new();
    let to_try = run
        .held_to_try_among(|held| {
            let article = held.waits_for.as_deref().and_then(article_waited_for);
            waiting.extend(held.record.parse().ok().zip(article));
        })
        .await?;
    let mut due: HashSet<OrderId> = to_try.iter().filter_map(|held| held.record.parse().ok()).collect();
    let products: Vec<ProductId> = waiting.iter().map(|(_, product)| *product).collect();
    let articles = run.read_all::<ArticleRecord>(&products).await?;
    due.extend(waiting.into_iter().zip(articles).filter_map(|((id, _), article)| article.map(|_| id)));
    Ok(due)
}

/// Takes the marks off orders that are known by now, or have left the pulled status.
async fn unmark(run: &Run<'_>, marked: &BTreeSet<OrderId>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    for id in marked {
        batch.remove::<TakenOrder>(id);
    }
    run.commit(batch).await
}

async fn known(run: &Run<'_>, page: &[(OrderId, InvoiceOrder)]) -> Result<Vec<Known>, RunError> {
    let ids: Vec<OrderId> = page.iter().map(|(id, _)| *id).collect();
    let (records, open) = run.read_both::<OrderRecord, OpenOrder>(&ids).await?;
    let known = records.into_iter().zip(open).map(|(record, open)| Known { record, open: open.is_some() });
    Ok(known.collect())
}

/// Reads the wanted orders whole, to the end, into the spool.
pub(super) async fn fetch(run: &Run<'_>, settings: &Orders, scanned: &mut Scanned) -> Result<(), RunError> {
    // What a run that was cut off left there has been seen again, and may have changed since, or been taken back.
    if !run.documents().page(&SpooledOrder::all(), 1).await?.is_empty() {
        let mut batch = Batch::new();
        batch.remove_all(&SpooledOrder::all());
        run.commit(batch).await?;
    }
    let wanted: Vec<OrderId> = std::mem::take(&mut scanned.wanted).into_iter().collect();
    let properties = properties(run.tenant, settings);
    let mut whole = true;
    for ids in wanted.chunks(BATCH) {
        let began = run.now();
        let mut orders = Reading::of(run.erp.orders(ids, &properties).await?);
        loop {
            // They were counted as read when their heads were.
            let before = run.tally().read;
            let page = orders.next(run, BATCH / 10).await?;
            run.tally().read = before;
            if page.is_empty() {
                break;
            }
            spool(run, settings, &page, began).await?;
        }
        let mut batch = Batch::new();
        orders.unread().hold(run, &mut batch).await?;
        run.commit(batch).await?;
        whole &= orders.is_whole();
    }
    let mut batch = Batch::new();
    if let Some(began) = scanned.whole.filter(|_| whole) {
        batch.set(&StreamKey::all_open_orders(), &Progress::at(began));
    }
    run.commit(batch).await
}

async fn spool(
    run: &Run<'_>,
    settings: &Orders,
    orders: &[InvoiceOrder],
    began: DateTime<Utc>,
) -> Result<(), RunError> {
    let today = run.now().with_timezone(&run.tenant.erp_zone).date_naive();
    let mapping = mapping::orders(run.tenant, &settings.mapping);
    let fields = run.tenant.hooks.fields();
    let watched = watched(settings);
    let ids: Vec<OrderId> = orders.iter().map(|order| order.order_id.unwrap_or_default()).collect();
    let records = run.read_all::<OrderRecord>(&ids).await?;
    let mut batch = Batch::new();
    for (order, record) in orders.iter().zip(records) {
        let Some(id) = order.order_id else { continue };
        // Of one that was kept, the answer to a write may have been lost: the WMS is asked before the hooks are.
        let is_kept =
            record.as_ref().is_some_and(|record| record.ignored.is_none() || record.imported.is_some());
        if !order.order_status.as_ref().is_some_and(|status| watched.contains(status)) {
            // It moved on while we were reading; the next scan will see that it has left.
            continue;
        }
        let mut record = record.unwrap_or_else(|| OrderRecord::new(today));
        record.renew(&mapping);
        search::index(&mut batch, id, &mut record, search::words(order));
        let mark = change_mark(order);
        if record.seen.as_ref() != Some(&mark) {
            record.unsure_since = Some(run.now());
        } else if record.unsure_since.is_some_and(|since| is_over(since, UNSURE, began)) {
            record.unsure_since = None;
        }
        if std::mem::take(&mut record.withdrawn)
            && let Some(imported) = &mut record.imported
        {
            // It is back. What became of it meanwhile is not known: it may have been cancelled, or sent.
            imported.fingerprint = None;
            became_ours::order(&mut batch, id);
        }
        if !is_kept && is_ignored(run, order) {
            ignore(run, &mut batch, order, record, &mapping);
            continue;
        }
        record.ignored = None;
        let fingerprint = Fingerprint::of(&source(order, &fields, &settings.mapping), &mapping);
        if record.imported.as_ref().is_some_and(|known| known.fingerprint.as_ref() == Some(&fingerprint)) {
            run.tally().unchanged += 1;
            record.seen = Some(mark);
            record.pending = false;
            run.release(&mut batch, &id.to_string());
        } else {
            record.pending = true;
            batch.set(&id, &SpooledOrder::new(order));
        }
        batch.set(&id, &record).mark::<OpenOrder>(&id).remove::<TakenOrder>(&id);
    }
    run.commit(batch).await
}

/// Whether the host's hooks ignore an order. Of one that the WMS has, or may have, from us they are not asked.
pub(super) fn is_ignored(run: &Run<'_>, order: &InvoiceOrder) -> bool {
    run.tenant.hooks.select_order(order) == Selection::Ignore
}

/// Leaves an order alone until it, the mapping or the hooks are others.
pub(super) fn ignore(
    run: &Run<'_>,
    batch: &mut Batch,
    order: &InvoiceOrder,
    mut record: OrderRecord,
    mapping: &MappingMark,
) {
    let id = order.order_id.unwrap_or_default();
    run.tally().ignored += 1;
    (record.seen, record.pending) = (Some(change_mark(order)), false);
    record.ignored = Some(mapping.as_str().to_owned());
    run.release(batch, &id.to_string());
    batch.set(&id, &record).remove::<OpenOrder>(&id);
    batch.remove::<TakenOrder>(&id).remove::<SpooledOrder>(&id);
}

/// Orders that we know as open, and that are open no more.
async fn left(run: &Run<'_>, present: &HashSet<OrderId>) -> Result<Vec<OrderId>, RunError> {
    let open = run.documents().view(OpenOrder::all()).await?.into_iter().map(|(id, _)| id);
    Ok(open.filter(|id| !present.contains(id)).collect())
}
