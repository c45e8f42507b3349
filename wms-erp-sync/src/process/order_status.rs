//! Orders that the WMS has sent become sent in the ERP.

mod acknowledge;
mod back_orders;
mod delivered;
pub(super) mod delivered_drift;
mod done;
pub(super) mod drift;
mod incomplete;
mod late;
mod meanwhile;
mod measure;
mod notice;
mod partial;
mod read;
mod rest_order;
mod save;
mod shipment;
mod tracking;
mod word;

use std::collections::{BTreeSet, HashMap};
use std::pin::pin;

use futures::{FutureExt, TryStreamExt};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};

use self::done::{done, hold};
use self::measure::Measure;
use self::save::Begun;
use self::word::Word;
use super::collect_known;
use super::status_write::StatusWrite;
use super::status_writer::{in_turn, let_others_ask};
use super::worked_off::WorkedOff;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{AskedFor, Class, Document, Held, HeldKey, SentOrder};
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.order_status.clone() else { return Ok(()) };
    let wished = read::read(run, &settings).await?;
    // Of what cannot be read, the next read of the WMS asks for it again and writes it anew.
    let mut pages = pin!(run.pages(SentOrder::all(), BATCH));
    let mut worked_off = WorkedOff::default();
    while let Some(page) = pages.try_next().await? {
        let length = page.len();
        worked_off.begin(run, length, BATCH).await?;
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
        worked_off.add(run, length).await;
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
    let mut begun = HashMap::new();
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
                if incomplete::lacks_rows(order, &sent) {
                    hold(run, id, incomplete::without_rows(), held).await?;
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
                        let delivered = delivered::edits(settings, order, &found, &rows);
                        let write = StatusWrite { rows, tracking, delivered, ..write };
                        writes.push(write.over(order));
                        begun.insert(id, Begun { sent, found, word, tracking: tracked, refused: None });
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
                    run.reason(id.to_string(), None, format!("sent, and already {status} in the ERP"), "");
                }
                let found = measure.compare(order, &sent);
                let is_sent = status == *to || status == settings.sent_status;
                let wanted = update.as_ref().ok().and_then(|update| update.tracking.clone());
                if is_sent
                    && let Ok(found) = &found
                    && let Some(write) = delivered::again(settings, order, &status, found)
                {
                    if held.is_none_or(|held| !held.class.is_retried() || wished.contains(&id)) {
                        let found = found.clone();
                        let word = Word::none();
                        begun.insert(id, Begun { sent, found, word, tracking: wanted, refused: None });
                        writes.push(write);
                    }
                    continue;
                }
                let tracking = tracking::Outcome::of_read(Some(order), wanted.as_ref());
                done(run, settings, &sent, found, tracking, delivered::Outcome::default(), (&status, true))
                    .await?;
            }
            Decision::Hold(obstacle) => hold(run, id, obstacle, held).await?,
        }
    }
    run.commit(notices).await?;
    save::save(run, settings, &orders, writes, begun).await
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
        let what = "the WMS has sent the order, but it is no longer in the ERP";
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
            Decision::Write(order, StatusWrite::new(id, customer, from, to))
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

/// An order that a person has to let go first.
fn waits_for_word(differences: String) -> HoldReason {
    let remedy = "retry it to report it as it is, or have the rest picked";
    HoldReason::new(Class::NeedsPerson, format!("{differences}; the ERP has not been told"), remedy)
}
