//! Orders that the WMS has sent become sent in the ERP.

mod acknowledge;
mod back_orders;
pub(super) mod drift;
mod late;
mod meanwhile;
mod measure;
mod notice;
mod partial;
mod read;
mod rest_order;
mod shipment;
mod tracking;

use std::collections::{BTreeSet, HashMap};
use std::pin::pin;

use futures::{FutureExt, TryStreamExt};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType, ProductId};
use wms_erp_mapping::ShipmentComparison;

use self::meanwhile::Saved;
use self::measure::Measure;
use super::collect_known;
use super::status_writer::{StatusWrite, StatusWriter, in_turn, let_others_ask};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{
    AskedFor, AskedRecords, Class, Document, DueStock, Held, HeldKey, OrderEventKind, SentOrder, Shipment,
    hash, short_record,
};
use crate::store::Batch;
use crate::tenant::{OrderStatusSettings, ShortShipment};

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.order_status.clone() else { return Ok(()) };
    let wished = read::read(run, &settings).await?;
    // Of what cannot be read, the next read of the WMS asks for it again and writes it anew.
    let mut pages = pin!(run.pages(SentOrder::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let mut sent: Vec<SentOrder> = page.into_iter().map(|(_, sent)| sent).collect();
        // What was read of it earlier may not be so any more.
        sent.retain(|sent| !run.tally().unread.contains(&sent.order.to_string()));
        loop {
            match in_turn(run, report(run, &settings, sent, &wished).boxed()).await? {
                None => return Ok(()),
                Some(left) if left.is_empty() => break,
                Some(left) => sent = left,
            }
            let_others_ask(run).await;
        }
    }
    late::work(run, &settings).await?;
    if settings.acknowledge {
        acknowledge::work(run).await?;
    }
    Ok(())
}

/// Reports to the ERP. `wished` are the held ones that are to be tried now. What stays held stays in the spool: the next run
/// looks whether it has been corrected. Gives back those that are left for another turn.
async fn report(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    sent: Vec<SentOrder>,
    wished: &BTreeSet<OrderId>,
) -> Result<Vec<SentOrder>, RunError> {
    let ids: Vec<OrderId> = sent.iter().map(SentOrder::id).collect();
    // Re-read whole: what was sent is measured against the rows as they are now.
    let read = run.erp.orders(&ids, &measure::properties(settings)).await?;
    let (orders, unread) = collect_known(run, read).await?;
    let orders: HashMap<OrderId, InvoiceOrder> =
        orders.into_iter().filter_map(|order| Some((order.order_id?, order))).collect();
    let keys: Vec<HeldKey> = ids.iter().map(|id| run.held_key(id)).collect();
    let held = run.read_all::<Held>(&keys).await?;
    let measure = Measure::load(run, settings, &orders, &sent).await?;
    let words = run.asked(AskedFor::Retry).await?;
    let unprepared = shipment::prepare(run, &orders, &sent).await?;
    let known = tracking::known(run, settings, &ids).await?;
    let mut notices = Batch::new();
    let mut writes = Vec::new();
    let mut by_id = HashMap::new();
    for (sent, held) in sent.into_iter().zip(held) {
        run.check_stop()?;
        let id = sent.id();
        let order = orders.get(&id);
        if order.is_none()
            && let Some(obstacle) = unread.may_be(id)
        {
            // If it is not known to be the one, it may be.
            if unread.is_known(id) {
                hold(run, id, obstacle.clone(), held).await?;
            }
            continue;
        }
        let update = shipment::update(run, settings, order, &sent, unprepared.as_ref());
        let to = update.as_ref().map_or(&settings.sent_status, |update| &update.status);
        match decide(run, settings, id, order, to) {
            Decision::Write(order, write) => {
                let tracked = match update {
                    Ok(update) => update.tracking,
                    Err(obstacle) => {
                        hold(run, id, obstacle, held).await?;
                        continue;
                    }
                };
                if held.as_ref().is_some_and(|held| held.class.is_retried()) && !wished.contains(&id) {
                    continue;
                }
                let found = match measure.compare_to_write(order, &sent) {
                    Ok(found) => found,
                    Err(obstacle) => {
                        hold(run, id, obstacle, held).await?;
                        continue;
                    }
                };
                let what = notice::text(&sent, &found);
                let word = Word::of(settings, what.as_deref());
                if !word.is_given(&words, id, held.as_ref()) {
                    hold(run, id, waits_for_word(what.unwrap_or_default()), held).await?;
                    continue;
                }
                match partial::rows(run, settings, order, &found).await? {
                    Ok(rows) => {
                        // Before it is reported to the ERP: once its rows are cut down, they do not say any more what is missing.
                        if let Some(what) = what {
                            notice::give(run, &mut notices, &sent, what).await?;
                        }
                        let tracking = tracking::to_write(order, tracked.as_ref(), known.get(&id));
                        if let Some(tracking) = &tracking {
                            tracking::attempt(run, &mut notices, id, known.get(&id), tracking);
                        }
                        writes.push(StatusWrite { rows, tracking, ..write });
                        by_id.insert(id, (sent, found, word, tracked));
                    }
                    Err(obstacle) => hold(run, id, word.kept(obstacle), held).await?,
                }
            }
            Decision::Already(order, status) => {
                if let Err(obstacle) = rest_order::settle(run, order).await? {
                    hold(run, id, obstacle, held).await?;
                    continue;
                }
                run.tally().unchanged += 1;
                if status != settings.sent_status {
                    run.reason(id.to_string(), None, format!("sent, and {status} in the ERP already"), "");
                }
                let found = measure.compare(order, &sent);
                let wished = update.as_ref().ok().and_then(|update| update.tracking.as_ref());
                let tracking = tracking::Outcome { order: Some(order), wished, saved: None, is_kept: true };
                done(run, settings, &sent, found, tracking, (&status, true)).await?;
            }
            Decision::Hold(obstacle) => hold(run, id, obstacle, held).await?,
        }
    }
    run.commit(notices).await?;
    let mut writer = StatusWriter::new(writes);
    while let Some(answers) = writer.next(run).await? {
        let saved: Vec<OrderId> =
            answers.iter().filter(|(_, answer)| answer.is_ok()).map(|(write, _)| write.order).collect();
        let after = match saved.is_empty() || writer.has_probed() || run.is_plan() {
            true => None,
            false => Some(Saved::read(run, settings, &saved).await?),
        };
        for (write, answer) in answers {
            let Some((sent, found, word, wished)) = by_id.remove(&write.order) else { continue };
            match answer {
                // Whatever is wrong with the text, the status does not wait for it.
                Err(error) if error.is_refusal() && write.tracking.is_some() => {
                    by_id.insert(write.order, (sent, found, word, wished));
                    writer.add(StatusWrite { tracking: None, ..write });
                }
                Ok(()) => {
                    run.side_is_ok();
                    run.tally().written += 1;
                    let order = orders.get(&write.order);
                    let change = after.as_ref().zip(order);
                    if let Some(what) = change.and_then(|(after, order)| after.change(order, &write.rows)) {
                        let mut batch = Batch::new();
                        meanwhile::give(run, &mut batch, write.order, what).await?;
                        run.commit(batch).await?;
                    }
                    let (wished, saved) = (wished.as_ref(), write.tracking.as_ref());
                    let is_kept =
                        after.as_ref().zip(saved).is_none_or(|(after, saved)| after.has(write.order, saved));
                    let tracking = tracking::Outcome { order, wished, saved, is_kept };
                    done(run, settings, &sent, Ok(found), tracking, (&write.to, false)).await?;
                }
                Err(error) => {
                    let obstacle = word.kept(error.obstacle(run)?);
                    let held = run.read::<Held>(&run.held_key(write.order)).await?;
                    hold(run, write.order, obstacle, held).await?;
                }
            }
        }
    }
    let mut left: Vec<SentOrder> = by_id.into_values().map(|(sent, ..)| sent).collect();
    left.sort_unstable_by_key(|sent| sent.order);
    Ok(left)
}

/// What a person has to let go first, if anything.
struct Word(Option<String>);

impl Word {
    /// For these differences.
    fn of(settings: &OrderStatusSettings, what: Option<&str>) -> Self {
        Self(what.filter(|_| settings.short_shipment == ShortShipment::Hold).map(hash))
    }

    /// Whether it was given: now, or before something else got in the way of the very same.
    fn is_given(&self, words: &AskedRecords, id: OrderId, held: Option<&Held>) -> bool {
        let Some(differences) = &self.0 else { return true };
        words.includes(&id.to_string()) || held.is_some_and(|held| held.source.as_ref() == Some(differences))
    }

    /// An obstacle that remembers that it was given.
    fn kept(&self, obstacle: HoldReason) -> HoldReason {
        match &self.0 {
            Some(differences) => obstacle.for_source(differences.as_str()),
            None => obstacle,
        }
    }
}

enum Decision<'a> {
    Write(&'a InvoiceOrder, StatusWrite),
    Already(&'a InvoiceOrder, OrderSlipStateType),
    Hold(HoldReason),
}

/// Sent is written only over the status in which we pulled the order, or the one that we gave it on import.
fn decide<'a>(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    id: OrderId,
    order: Option<&'a InvoiceOrder>,
    to: &OrderSlipStateType,
) -> Decision<'a> {
    use OrderSlipStateType as State;
    let Some(order) = order else {
        let what = "the WMS has sent the order, but the ERP does not have it any more";
        return Decision::Hold(HoldReason::new(
            Class::NeedsPerson,
            what,
            "find out who deleted it, then dismiss this",
        ));
    };
    let status = order.order_status.clone().unwrap_or(State::None);
    let pulled: &[State] =
        run.tenant.orders.as_ref().map_or(&[State::Confirmed], |orders| &orders.pull_status);
    let imported = run.tenant.orders.as_ref().and_then(|orders| orders.import_status.as_ref());
    match (&status, order.customer_id) {
        (status, _) if status == to || *status == settings.sent_status => {
            Decision::Already(order, status.clone())
        }
        (State::Invoiced | State::InvoicedCashAccount | State::InvoicedPack, _) => {
            Decision::Already(order, status)
        }
        (status, Some(customer)) if pulled.contains(status) || imported == Some(status) => {
            let (from, to) = (status.clone(), to.clone());
            Decision::Write(
                order,
                StatusWrite { order: id, customer, from, to, rows: Vec::new(), tracking: None },
            )
        }
        (status, customer) => {
            let without = if customer.is_none() { " and has no customer" } else { "" };
            let what = format!("the WMS has sent the order, but in the ERP it is {status}{without}");
            let remedy = format!(
                "set it to {} by hand, or back to the status in which it was pulled",
                settings.sent_status
            );
            Decision::Hold(HoldReason::new(Class::NeedsPerson, what, remedy))
        }
    }
}

/// Remembers that the ERP knows, and what follows from it. Beside the status stands whether it was so already.
async fn done(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    sent: &SentOrder,
    found: Result<ShipmentComparison, HoldReason>,
    tracking: tracking::Outcome<'_>,
    (status, already): (&OrderSlipStateType, bool),
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let id = sent.id();
    let order = tracking.order;
    let shipment = Shipment {
        wms_status: sent.wms_status,
        reported_at: run.now(),
        erp_status: status.to_string(),
        lines: sent.lines.clone(),
    };
    batch.set(&id, &shipment);
    // What left the warehouse left the ERP's stock too, one way or another, and so may have what did not: compare it next.
    let rows = order.into_iter().flat_map(|order| &order.invoice_rows).filter_map(|row| row.product_id);
    let products: BTreeSet<ProductId> = sent.products.iter().copied().map(ProductId).chain(rows).collect();
    for product in products {
        batch.mark::<DueStock>(&product);
    }
    let remark = if already { " (it was so already)" } else { "" };
    run.event(&mut batch, id.0, OrderEventKind::Reported, format!("{status}{remark}"));
    tracking::remember(run, &mut batch, settings, sent, tracking).await?;
    let what = match found {
        Ok(found) => notice::text(sent, &found),
        Err(obstacle) => {
            Some(format!("order {id} was sent, and it is not known what of which row: {}", obstacle.what))
        }
    };
    match what {
        Some(what) => notice::give(run, &mut batch, sent, what).await?,
        None if already => notice::settle(run, &mut batch, settings, sent).await?,
        None => run.release(&mut batch, &short_record(id)),
    }
    if settings.acknowledge {
        acknowledge::mark(&mut batch, sent);
    }
    run.release(&mut batch, &id.to_string());
    batch.remove::<SentOrder>(&id);
    run.commit(batch).await
}

/// An order that a person has to let go first.
fn waits_for_word(differences: String) -> HoldReason {
    let remedy = "retry it to have it reported as it is, or have the rest picked";
    HoldReason::new(Class::NeedsPerson, format!("{differences}; the ERP has not been told"), remedy)
}

/// Holds the order, and says so when that is new.
async fn hold(
    run: &Run<'_>,
    id: OrderId,
    obstacle: HoldReason,
    before: Option<Held>,
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let record = id.to_string();
    if run.is_dismissed(&record, &obstacle).await? {
        run.release(&mut batch, &record);
        batch.remove::<SentOrder>(&id);
        return run.commit(batch).await;
    }
    run.reason(record.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    let told = before.is_some_and(|held| held.class == obstacle.class && held.what == obstacle.what);
    if !told {
        run.event(&mut batch, id.0, OrderEventKind::Held, obstacle.what.as_str());
    }
    if !told || obstacle.class.is_retried() {
        run.hold(&mut batch, &record, obstacle).await?;
    }
    run.commit(batch).await
}
