//! Tracking that the WMS learns of after Sent was reported, or that could not go with it: written by a save of its own.
//!
//! The order is read once more first. What people have changed or removed between the markers is theirs, and so is a field in which
//! something else stands; an order that is invoiced stays as it is. What is not written is a notice or a note, and is not tried
//! again before the WMS says something else or a person asks for it.

use std::collections::{BTreeSet, HashMap};
use std::pin::pin;

use futures::{FutureExt, TryStreamExt};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType, ProductId};

use super::{measure, shipment, tracking};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{
    Class, Document, Held, KnownTracking, LateTracking, OrderEventKind, SentOrder, Shipment, StockRequest,
    hash, tracking_record,
};
use crate::hooks::TrackingText;
use crate::process::collect_known;
use crate::process::status_write::{StatusWrite, TrackingWrite};
use crate::process::status_writer::{StatusWriter, Unwritten, in_turn, let_others_ask};
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

const PAGE: usize = 100;

pub(super) async fn work(run: &Run<'_>, settings: &OrderStatusSettings) -> Result<(), RunError> {
    if settings.tracking.is_none() {
        return Ok(());
    }
    let mut pages = pin!(run.pages(LateTracking::all(), PAGE));
    while let Some(page) = pages.try_next().await? {
        let mut late: Vec<LateTracking> = page.into_iter().map(|(_, late)| late).collect();
        loop {
            match in_turn(run, write(run, settings, late).boxed()).await? {
                None => return Ok(()),
                Some(left) if left.is_empty() => break,
                Some(left) => late = left,
            }
            let_others_ask(run).await;
        }
    }
    Ok(())
}

/// One that a person asks to be tried again, in the commit that ends the reading.
pub(super) async fn ask_again(run: &Run<'_>, batch: &mut Batch, held: &[Held]) -> Result<(), RunError> {
    let asked =
        held.iter().filter_map(|held| held.record.strip_suffix("/tracking")?.parse().ok().map(OrderId));
    for id in asked {
        if let Some(known) = run.read::<KnownTracking>(&id).await? {
            batch.set(&id, &LateTracking { order: id.0, tracking: known.seen });
        }
    }
    Ok(())
}

/// An order that is about to be saved, with what is to be remembered of it.
struct Begun {
    late: LateTracking,
    known: KnownTracking,
    products: BTreeSet<ProductId>,
}

/// Gives back those that are left for another turn.
async fn write(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    late: Vec<LateTracking>,
) -> Result<Vec<LateTracking>, RunError> {
    let ids: Vec<OrderId> = late.iter().map(|late| OrderId(late.order)).collect();
    let read = run.erp.orders(&ids, &measure::properties(settings)).await?;
    let (orders, unread) = collect_known(run, read).await?;
    let orders: HashMap<OrderId, InvoiceOrder> =
        orders.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
    let known = run.read_all::<KnownTracking>(&ids).await?;
    let shipments = run.read_all::<Shipment>(&ids).await?;
    let mut of_these = Vec::new();
    let mut batch = Batch::new();
    for ((late, known), shipment) in late.into_iter().zip(known).zip(shipments) {
        match (known, shipment.filter(|shipment| !shipment.is_cancelled())) {
            (Some(known), Some(shipment)) => of_these.push((sent(&late, shipment), late, known)),
            // Its days are over, or it counts as sent no more.
            _ => drop(batch.remove::<LateTracking>(&OrderId(late.order))),
        }
    }
    let all: Vec<SentOrder> = of_these.iter().map(|((sent, _), ..)| sent.clone()).collect();
    let unprepared = shipment::prepare(run, &orders, &all).await?;
    let mut writes = Vec::new();
    let mut begun = HashMap::new();
    for ((sent, reported), late, known) in of_these {
        run.check_stop()?;
        let id = sent.id();
        let Some(order) = orders.get(&id) else {
            // An answer that leaves it out does not say that it is gone: it is asked for again as long as tracking is collected.
            if unread.may_be(id).is_none() {
                let what = not_written(id, "the ERP's answer did not contain the order");
                run.reason(
                    id.to_string(),
                    Some(Class::Transient),
                    what,
                    "nothing: it is retried automatically",
                );
            }
            continue;
        };
        let status = order.order_status.clone().unwrap_or(OrderSlipStateType::None);
        let (customer, why) = match (order.customer_id, over(settings, &status, &reported)) {
            (Some(customer), None) => (customer, None),
            (customer, Some(why)) => (customer.unwrap_or_default(), Some(why)),
            (None, None) => (Default::default(), Some("it has no customer".to_owned())),
        };
        if let Some(why) = why {
            // A plan sees the order as it is before what it plans.
            if !run.is_plan() {
                pass(run, &mut batch, &late, known, &why);
            }
            continue;
        }
        let wished = match shipment::update(run, settings, Some(order), &sent, unprepared.as_ref()) {
            Ok(update) => update.tracking,
            Err(obstacle) => {
                run.reason(id.to_string(), Some(obstacle.class), obstacle.what, obstacle.remedy);
                continue;
            }
        };
        let Some(wished) = wished else {
            settle(run, &mut batch, &late, known);
            continue;
        };
        let TrackingText { place, text } = wished;
        let old = place.read(order).map(str::to_owned);
        let (written, attempted) = tracking::memory(Some(&known));
        match place.put(old.as_deref(), &text, written, attempted) {
            Ok(None) => {
                run.tally().unchanged += 1;
                settle(
                    run,
                    &mut batch,
                    &late,
                    KnownTracking { written: Some(text), attempted: None, ..known },
                );
            }
            Ok(Some(new)) => {
                let write = TrackingWrite { place, old, new, text };
                tracking::attempt(run, &mut batch, id, Some(&known), &write);
                let products = order.invoice_rows.iter().filter_map(|row| row.product_id).collect();
                begun.insert(id, Begun { late, known, products });
                let (from, to) = (status.clone(), status);
                let tracking = Some(write);
                writes.push(StatusWrite { tracking, ..StatusWrite::new(id, customer, from, to) });
            }
            Err(conflict) => {
                let remedy = format!(
                    "enter it by hand if it is needed ({text}) and dismiss this; or put the field right and retry this"
                );
                notice(
                    run,
                    &mut batch,
                    &late,
                    known,
                    HoldReason::new(Class::Notice, conflict.to_string(), remedy),
                )
                .await?;
            }
        }
    }
    run.commit(batch).await?;
    save(run, StatusWriter::new(writes), begun).await
}

async fn save(
    run: &Run<'_>,
    mut writer: StatusWriter,
    mut begun: HashMap<OrderId, Begun>,
) -> Result<Vec<LateTracking>, RunError> {
    while let Some(answers) = writer.next(run).await? {
        let kept = kept(run, &writer, &answers).await?;
        for (write, answer) in answers {
            let (Some(Begun { late, known, products }), Some(tracking)) =
                (begun.remove(&write.order), write.tracking)
            else {
                continue;
            };
            let mut batch = Batch::new();
            match answer {
                // A person has saved the order right behind us, as they had it before: it stays for the next run too.
                Ok(()) if !kept.contains(&write.order) => {
                    run.side_is_ok();
                    run.tally().written += 1;
                    let what =
                        not_written(write.order, "a person saved the order in the ERP at the same moment");
                    run.reason(
                        write.order.to_string(),
                        Some(Class::Transient),
                        what,
                        "nothing: it is retried automatically",
                    );
                }
                Ok(()) => {
                    run.side_is_ok();
                    run.tally().written += 1;
                    let detail = format!("{}: {}", tracking.place.field(), tracking.text);
                    run.event(&mut batch, write.order.0, OrderEventKind::Tracking, detail);
                    // The order was saved with the status that it had: whether the ERP moves goods again for that is not documented.
                    for product in products {
                        batch.mark::<StockRequest>(&product);
                    }
                    let written = Some(tracking.text);
                    settle(run, &mut batch, &late, KnownTracking { written, attempted: None, ..known });
                }
                Err(error) if error.is_refusal() => {
                    let obstacle = error.obstacle(run)?;
                    let what = format!("the ERP refused it: {}", obstacle.what);
                    notice(
                        run,
                        &mut batch,
                        &late,
                        known,
                        HoldReason::new(Class::Notice, what, obstacle.remedy),
                    )
                    .await?;
                }
                // It stays for the next run, which looks whether it was done.
                Err(error) => {
                    let obstacle = error.obstacle(run)?;
                    let what = not_written(write.order, &obstacle.what);
                    run.reason(write.order.to_string(), Some(obstacle.class), what, obstacle.remedy);
                }
            }
            run.commit(batch).await?;
        }
    }
    let mut left: Vec<LateTracking> = begun.into_values().map(|begun| begun.late).collect();
    left.sort_unstable_by_key(|late| late.order);
    Ok(left)
}

/// Those whose tracking is in the ERP when it is read once more behind the save. The first one of a tenant was compared already.
async fn kept(
    run: &Run<'_>,
    writer: &StatusWriter,
    answers: &[(StatusWrite, Result<(), Unwritten>)],
) -> Result<BTreeSet<OrderId>, RunError> {
    let saved = answers.iter().filter(|(_, answer)| answer.is_ok()).map(|(write, _)| write);
    let saved: HashMap<OrderId, &StatusWrite> = saved.map(|write| (write.order, write)).collect();
    let ids: Vec<OrderId> = saved.keys().copied().collect();
    if ids.is_empty() || writer.has_probed() || run.is_plan() {
        return Ok(ids.into_iter().collect());
    }
    let (orders, _) = collect_known(run, run.erp.orders(&ids, &tracking::texts()).await?).await?;
    let stands = |order: &InvoiceOrder| {
        let tracking = saved.get(&order.order_id?)?.tracking.as_ref()?;
        tracking.stands_in(order).then_some(order.order_id?)
    };
    Ok(orders.iter().filter_map(stands).collect())
}

/// The order as it was reported, with the tracking that it has now, and the status that the ERP had then.
pub(super) fn sent(late: &LateTracking, shipment: Shipment) -> (SentOrder, String) {
    let sent = SentOrder {
        order: late.order,
        wms_order: None,
        wms_status: shipment.wms_status,
        lines: shipment.lines,
        products: Vec::new(),
        tracking: Some(late.tracking.clone()),
    };
    (sent, shipment.erp_status)
}

/// Why an order in this status is not written any more. Only over a status that we know the meaning of: the save repeats it.
pub(super) fn over(
    settings: &OrderStatusSettings,
    status: &OrderSlipStateType,
    reported: &str,
) -> Option<String> {
    use OrderSlipStateType as State;
    let is_ours =
        status.as_str() == reported || *status == settings.sent_status || *status == State::ForInvoicing;
    match status {
        State::Invoiced | State::InvoicedCashAccount | State::InvoicedPack => {
            Some(format!("it is {status} already"))
        }
        _ if is_ours => None,
        status => Some(format!("it is {status} by now")),
    }
}

pub(super) fn not_written(id: OrderId, why: &str) -> String {
    format!("the tracking of order {id} was not written: {why}")
}

/// Notes why it is not written.
fn pass(run: &Run<'_>, batch: &mut Batch, late: &LateTracking, known: KnownTracking, why: &str) {
    let id = OrderId(late.order);
    run.reason(id.to_string(), None, not_written(id, why), "");
    run.event(batch, id.0, OrderEventKind::Tracking, format!("not written: {why}"));
    settle(run, batch, late, known);
}

/// A notice that stays until a person has seen it.
async fn notice(
    run: &Run<'_>,
    batch: &mut Batch,
    late: &LateTracking,
    known: KnownTracking,
    obstacle: HoldReason,
) -> Result<(), RunError> {
    let id = OrderId(late.order);
    let what = not_written(id, &obstacle.what);
    let remedy = obstacle.remedy.as_str();
    run.reason(id.to_string(), Some(Class::Notice), what.as_str(), remedy);
    let before = run.read::<Held>(&run.held_key(tracking_record(id))).await?;
    settle(run, batch, late, known);
    if before.is_none_or(|before| before.what != what) {
        run.event(batch, id.0, OrderEventKind::Tracking, format!("not written: {}", obstacle.what));
    }
    let held = HoldReason::new(Class::Notice, what, remedy).for_source(hash(&late.tracking.text()));
    run.hold(batch, &tracking_record(id), held).await
}

/// It has been dealt with, until the WMS says something else.
fn settle(run: &Run<'_>, batch: &mut Batch, late: &LateTracking, known: KnownTracking) {
    let id = OrderId(late.order);
    batch.set(&id, &KnownTracking { seen: late.tracking.clone(), ..known });
    batch.remove::<LateTracking>(&id);
    run.release(batch, &tracking_record(id));
}
