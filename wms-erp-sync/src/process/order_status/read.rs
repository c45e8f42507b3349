//! Which orders the WMS has sent, and which it has cancelled.

use std::collections::BTreeSet;
use std::pin::pin;

use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::model::Order;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::{OrderSettings, Tracking, delivered, erp_order, order_number, product_of};

use super::{incomplete, late, tracking};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run, WHOLE_EVERY, WMS_OVERLAP, is_over};
use crate::document::{
    Class, Dismissed, Document, DueOrderStatus, Held, HeldKey, KnownTracking, LateTracking, OpenOrder,
    OrderEventKind, OrderRecord, Progress, SentOrder, Shipment, ShippedLine, StreamKey, TakenOrderStatus,
    WITHOUT_QUANTITY, WITHOUT_STATUS, cancelled_in_wms, short_record,
};
use crate::observer::{Event, WmsChange};
use crate::port::OrderQuery;
use crate::process::{Reading, Unread, release_readable};
use crate::process_id::Process;
use crate::store::Batch;
use crate::tenant::{OrderStatusSettings, Tenant};
use crate::zone;

/// After a longer silence the open orders are asked for by their numbers too, whatever the WMS says of change times.
const SILENCE: TimeDelta = TimeDelta::hours(24);
/// Over REST the WMS tells what changed for two days, and refuses to be asked for more.
const REACH: TimeDelta = TimeDelta::hours(47);
const NUMBERS: usize = 200;

/// Reads what changed into the spool. Gives the held orders that are to be tried now.
pub(super) async fn read(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
) -> Result<BTreeSet<OrderId>, RunError> {
    let began = run.now();
    let streams = [StreamKey::order_status(), StreamKey::all_order_status()];
    let mut last = run.read_all::<Progress>(&streams).await?.into_iter();
    let mut last = || last.next().flatten().map(|progress| progress.began);
    let (changed, swept) = (last(), last());
    let from = match changed {
        // A clock that was ahead has left a cursor in the future, and it is not known what was missed.
        Some(changed) if changed > began => began - REACH,
        changed => changed.unwrap_or(began),
    };
    let all = began - from >= SILENCE || swept.is_none_or(|swept| is_over(swept, WHOLE_EVERY, began));
    let held = run.held_to_try().await?;
    let wished: BTreeSet<OrderId> =
        held.iter().filter_map(|held| held.record.parse().ok().map(OrderId)).collect();

    let lowest = settings.sent_statuses.first().copied().unwrap_or(Shipment::CANCELLED);
    let highest = settings.sent_statuses.last().copied().unwrap_or_default().max(Shipment::CANCELLED);
    let from = (from - WMS_OVERLAP).max(began - REACH);
    let from = zone::told(from, run.tenant.wms_zone);
    let due: Vec<OrderId> = run.take_marks::<DueOrderStatus, TakenOrderStatus>().await?.into_iter().collect();
    let numbers = numbers_to_ask(run, settings, &wished, &due, all).await?;
    let changed = OrderQuery::status(lowest, highest, Some(from));
    // What became ours late may have changed long before.
    let mut taken = take(run, settings, changed, News::Reported { except: &due }).await?;
    if settings.acknowledge {
        // The WMS itself remembers what was not reported to us, however long ago it was.
        taken.and(take(run, settings, OrderQuery::to_report(lowest, highest), News::Expected).await?);
    }
    for numbers in numbers.chunks(NUMBERS) {
        taken.and(take(run, settings, OrderQuery::numbers(numbers.to_vec()), News::Expected).await?);
    }

    let mut batch = Batch::new();
    late::ask_again(run, &mut batch, &held).await?;
    if !taken.has_unnamed {
        release_readable(run, &mut batch, &held).await?;
    }
    let mut cursors = Batch::new();
    if taken.is_whole {
        cursors.set(&StreamKey::order_status(), &Progress::at(began));
        if all {
            cursors.set(&StreamKey::all_order_status(), &Progress::at(began));
        }
        // Also of those that the WMS did not name: it does not have them any more.
        for id in due {
            batch.remove::<TakenOrderStatus>(&id);
        }
    }
    run.commit(batch).await?;
    run.commit_with_next(cursors);
    Ok(wished)
}

/// Orders that are asked for by number: those marked as due, those held, and now and then all that are open.
async fn numbers_to_ask(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    wished: &BTreeSet<OrderId>,
    due: &[OrderId],
    all: bool,
) -> Result<Vec<String>, RunError> {
    let mut ids = wished.clone();
    ids.extend(due);
    // Held since an earlier run: meanwhile the warehouse may have picked more, or taken the order back.
    ids.extend(run.keys(SentOrder::all()).try_collect::<Vec<_>>().await?);
    if all {
        ids.extend(run.keys(OpenOrder::all()).try_collect::<Vec<_>>().await?);
        ids.extend(followed(run, settings).await?);
    }
    let settings = order_settings(run.tenant);
    Ok(ids.into_iter().map(|id| order_number(id, &settings.order_number_prefix)).collect())
}

/// Orders that were sent lately, and whose waybills and parcels may still come: no document says whether they count as an update of
/// the order. Those whose days are over are forgotten.
async fn followed(run: &Run<'_>, settings: &OrderStatusSettings) -> Result<Vec<OrderId>, RunError> {
    let mut ids = Vec::new();
    if settings.tracking.is_none() {
        return Ok(ids);
    }
    let mut pages = pin!(run.pages(KnownTracking::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let mut batch = Batch::new();
        for (id, known) in page {
            match tracking::is_followed(run, settings, &known) {
                true => ids.push(id),
                false => drop(batch.remove::<KnownTracking>(&id)),
            }
        }
        run.commit(batch).await?;
    }
    Ok(ids)
}

/// What could be read of an answer.
struct Taken {
    /// Every order.
    is_whole: bool,
    /// Not one whose number is unknown.
    has_unnamed: bool,
}

impl Taken {
    fn and(&mut self, other: Self) {
        self.is_whole &= other.is_whole;
        self.has_unnamed |= other.has_unnamed;
    }
}

/// Whether observers learn of changes that an answer shows.
#[derive(Clone, Copy)]
enum News<'a> {
    /// Yes, except of these orders: they are asked for by their numbers, too, for another reason.
    Reported { except: &'a [OrderId] },
    /// No: each of the orders was asked for because something was known of it.
    Expected,
}

async fn take(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    query: OrderQuery,
    news: News<'_>,
) -> Result<Taken, RunError> {
    let mapping = order_settings(run.tenant);
    let own_id = |number: &str, tenant: &Tenant| {
        erp_order(number, &order_settings(tenant).order_number_prefix).map(|id| id.0)
    };
    let mut orders = Reading::of_wms(run.wms.orders(query).await?, own_id);
    loop {
        let page = orders.next(run, BATCH / 10).await?;
        if page.is_empty() {
            hold_unread(run, orders.unread()).await?;
            return Ok(Taken { is_whole: orders.is_whole(), has_unnamed: orders.unread().has_unnamed() });
        }
        let ours = page.iter().filter_map(|order| {
            let number = order.order_info.as_ref()?.goods_owner_order_number.as_deref()?;
            Some((erp_order(number, &mapping.order_number_prefix)?, order))
        });
        let changed = consider(run, settings, ours.collect()).await?;
        if let News::Reported { except } = news {
            let changed = changed.into_iter().filter(|(id, _)| !except.contains(id));
            changed.for_each(|(id, change)| report(run, id, change));
        }
    }
}

/// Says that an order has changed in the WMS.
fn report(run: &Run<'_>, id: OrderId, change: WmsChange) {
    if !run.is_plan() {
        let (tenant, process) = (run.tenant.name.as_str(), run.process);
        let number = order_number(id, &order_settings(run.tenant).order_number_prefix);
        let event = Event::ChangedInWms { tenant, process, order: &id.into(), number: &number, change };
        run.observer.on_event(&event);
    }
}

/// Orders that we have imported and that cannot be read in the WMS. They are asked for by their numbers when they are due.
async fn hold_unread(run: &Run<'_>, unread: &Unread) -> Result<(), RunError> {
    let ids: Vec<OrderId> = unread.ids().map(OrderId).collect();
    let records = run.read_all::<OrderRecord>(&ids).await?;
    let is_ours = |record: Option<OrderRecord>| record.is_some_and(|record| record.imported.is_some());
    let ours: Vec<i32> =
        ids.into_iter().zip(records).filter_map(|(id, record)| is_ours(record).then_some(id.0)).collect();
    let mut batch = Batch::new();
    unread.hold_until_readable(run, &mut batch, &ours).await?;
    run.commit(batch).await
}

/// Keeps what has become of them. Gives those of which it was not known, with what has changed.
async fn consider(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    orders: Vec<(OrderId, &Order)>,
) -> Result<Vec<(OrderId, WmsChange)>, RunError> {
    let mut changed = Vec::new();
    let ids: Vec<OrderId> = orders.iter().map(|(id, _)| *id).collect();
    let records = run.read_all::<OrderRecord>(&ids).await?;
    let shipments = run.read_all::<Shipment>(&ids).await?;
    let known = tracking::known(run, settings, &ids).await?;
    let mut batch = Batch::new();
    for (((id, order), record), shipment) in orders.into_iter().zip(records).zip(shipments) {
        // Only orders that we imported or adopted are ours, and not those that deliver their rest.
        let Some(record) = record else {
            run.tally().skipped += 1;
            continue;
        };
        let Some(imported) = &record.imported else {
            run.tally().skipped += 1;
            continue;
        };
        let info = order.order_info.as_ref();
        let wms_order = info.and_then(|info| info.order_id).map(|id| id.0);
        if imported.wms_order.is_some() && wms_order.is_some() && imported.wms_order != wms_order {
            run.tally().skipped += 1;
            continue;
        }
        let Some(status) = info.and_then(|info| info.order_status_number) else {
            incomplete::hold(run, &mut batch, id, WITHOUT_STATUS).await?;
            continue;
        };
        if settings.sent_statuses.contains(&status) && incomplete::lacks_quantity(order) {
            incomplete::hold(run, &mut batch, id, WITHOUT_QUANTITY).await?;
            continue;
        }
        let mut sent = sent(id, order, status);
        sent.tracking = settings.tracking.map(|_| wms_erp_mapping::tracking(order));
        if settings.sent_statuses.contains(&status) {
            match shipment {
                Some(shipment) if !shipment.is_cancelled() && shipment.has(&sent.lines) => {
                    run.tally().unchanged += 1;
                    if let (Some(known), Some(tracking)) = (known.get(&id), sent.tracking)
                        && follow(run, settings, &mut batch, id, known, tracking)
                    {
                        changed.push((id, WmsChange::AfterSent));
                    }
                }
                shipment => {
                    let spooled = run.read::<SentOrder>(&id).await?;
                    // What is in the spool already waits for something else.
                    if spooled.as_ref() != Some(&sent) {
                        let spooled = spooled.map(|known| known.wms_status);
                        let known = spooled.or_else(|| shipment.map(|reported| reported.wms_status));
                        let is_same = known == Some(status);
                        changed.push((id, if is_same { WmsChange::AfterSent } else { WmsChange::Status }));
                    }
                    batch.set(&id, &sent);
                }
            }
            continue;
        }
        match shipment {
            None if status == Shipment::CANCELLED => {
                cancelled(run, &mut batch, sent, record.withdrawn).await?;
                changed.push((id, WmsChange::Status));
            }
            None if settings.sent_statuses.last().is_some_and(|last| status > *last) => {
                beyond(run, &mut batch, &sent).await?;
            }
            // Reopened, or no longer sent: what was said of it is over.
            Some(shipment) if shipment.is_cancelled() && status != Shipment::CANCELLED => {
                batch.remove::<Shipment>(&id);
                run.release(&mut batch, &id.to_string());
                // What a person has closed was that cancellation: another one is said again.
                batch.remove::<Dismissed>(&run.held_key(id));
                changed.push((id, WmsChange::Status));
            }
            // It is not sent any more, so nothing waits for being reported, and what was short may yet be picked.
            None if run.read::<SentOrder>(&id).await?.is_some() => {
                batch.remove::<SentOrder>(&id);
                run.release(&mut batch, &id.to_string());
                run.release(&mut batch, &short_record(id));
                changed.push((id, WmsChange::Status));
            }
            _ => {}
        }
    }
    run.commit(batch).await?;
    Ok(changed)
}

/// An order whose Sent the ERP has: what has come to its tracking since is left to be written. None at all is no news. Whether there is
/// some.
fn follow(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    batch: &mut Batch,
    id: OrderId,
    known: &KnownTracking,
    tracking: Tracking,
) -> bool {
    if tracking == known.seen {
        // One that was to be written and is no longer so.
        batch.remove::<LateTracking>(&id);
        return false;
    }
    let is_news = !tracking.is_empty() && tracking::is_followed(run, settings, known);
    if is_news {
        batch.set(&id, &LateTracking { order: id.0, tracking });
    }
    is_news
}

/// An order that the WMS cancelled: a person must know, since the ERP still counts on it. Unless it is they who have
/// taken it back there.
async fn cancelled(
    run: &Run<'_>,
    batch: &mut Batch,
    sent: SentOrder,
    withdrawn: bool,
) -> Result<(), RunError> {
    let id = sent.id();
    let record = id.to_string();
    let shipment = Shipment {
        wms_status: Shipment::CANCELLED,
        reported_at: run.now(),
        erp_status: "cancelled in the WMS".to_owned(),
        lines: sent.lines,
    };
    batch.set(&id, &shipment).remove::<SentOrder>(&id);
    run.event(batch, id.0, OrderEventKind::CancelledInWms, "");
    if withdrawn {
        // Both sides agree now: what the orders process asked for has been done.
        batch.remove::<Held>(&HeldKey::of(Process::Orders, id));
        run.release(batch, &record);
        return Ok(());
    }
    let what = cancelled_in_wms(id);
    let remedy = "withdraw it in the ERP, or have it reopened in the WMS; it is not created again \
        automatically";
    run.reason(record.as_str(), Some(Class::NeedsPerson), what.as_str(), remedy);
    run.hold(batch, &record, HoldReason::new(Class::NeedsPerson, what, remedy)).await
}

/// An order in a state behind those that mean sent, such as returned, though that it was sent was never reported to the ERP.
async fn beyond(run: &Run<'_>, batch: &mut Batch, sent: &SentOrder) -> Result<(), RunError> {
    let record = sent.order.to_string();
    let what = format!(
        "the WMS has the order at status {}, behind those that mean sent, and the ERP was not told that it was sent",
        sent.wms_status
    );
    let remedy = "check the order in the WMS, and set its status in the ERP by hand; if that number means \
        sent, add it to the sent statuses";
    let obstacle = HoldReason::new(Class::NeedsPerson, what.as_str(), remedy);
    if run.is_dismissed(&record, &obstacle).await? {
        return Ok(());
    }
    run.reason(record.as_str(), Some(Class::NeedsPerson), what.as_str(), remedy);
    let before = run.read::<Held>(&run.held_key(&record)).await?;
    if before.is_some_and(|held| held.what == what) {
        return Ok(());
    }
    run.event(batch, sent.order, OrderEventKind::Held, what.as_str());
    run.hold(batch, &record, obstacle).await
}

fn sent(id: OrderId, order: &Order, wms_status: i32) -> SentOrder {
    let products = order.picked_order_lines.iter().filter_map(|line| product_of(line.article.as_ref()?));
    SentOrder {
        order: id.0,
        wms_order: order.order_info.as_ref().and_then(|info| info.order_id).map(|id| id.0),
        wms_status,
        lines: delivered(order).lines.iter().map(ShippedLine::from).collect(),
        products: products.map(|product| product.0).collect(),
        tracking: None,
    }
}

pub(super) fn order_settings(tenant: &Tenant) -> OrderSettings {
    tenant.orders.as_ref().map(|orders| orders.mapping.clone()).unwrap_or_default()
}
