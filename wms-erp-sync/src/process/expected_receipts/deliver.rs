//! Marked purchase orders are written to the WMS, or cancelled there.

use asmx_soap::Delivery;
use futures::TryStreamExt;
use ongoing_client::model::ReceivedInOrder;

use super::changes::changes;
use super::compare::{differences, named, surplus};
use super::decide::{Step, decide, is_cancelled, refused_change};
use super::in_wms::{Articles, InWms};
use super::map::{map, wrong};
use super::{lines, lines_record};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{Class, Dismissed, Document, DuePurchase, DueReceipt, PurchaseRecord, fingerprint};
use crate::plan::PlannedWrite;
use crate::port::{ErrorKind, PortError};
use crate::process::READABLE;
use crate::store::Batch;
use crate::tenant::ExpectedReceipts;

const PAGE: usize = 50;

pub(super) async fn deliver(run: &Run<'_>, settings: &ExpectedReceipts) -> Result<(), RunError> {
    let due: Vec<String> = run.keys(DuePurchase::all()).try_collect().await?;
    for numbers in due.chunks(PAGE) {
        run.check_stop()?;
        let records = run.read_all::<PurchaseRecord>(numbers).await?;
        let mut to_do = Vec::new();
        for (number, record) in numbers.iter().zip(records) {
            match record {
                Some(record) if !record.is_written() => to_do.push(record),
                record => nothing(run, number, record.is_some()).await?,
            }
        }
        if to_do.is_empty() {
            continue;
        }
        let numbers: Vec<String> = to_do.iter().map(|record| record.wanted.number.clone()).collect();
        let in_wms = InWms::read(run, &numbers).await?;
        let wanted = to_do.iter().map(|record| &record.wanted).filter(|order| !order.withdrawn);
        let articles = Articles::of(run, &wanted.collect::<Vec<_>>()).await?;
        for record in to_do {
            run.check_stop()?;
            one(run, settings, record, &in_wms, &articles).await?;
        }
    }
    Ok(())
}

/// One that is in the WMS as it should be, or that is none.
async fn nothing(run: &Run<'_>, number: &String, is_known: bool) -> Result<(), RunError> {
    let mut batch = Batch::new();
    batch.remove::<DuePurchase>(number);
    let held = run.read::<crate::document::Held>(&run.held_key(number)).await?;
    // What the source cannot read is let go when it can.
    if is_known && held.is_some_and(|held| held.waits_for.as_deref() != Some(READABLE)) {
        run.release(&mut batch, number);
    }
    run.commit(batch).await
}

async fn one(
    run: &Run<'_>,
    settings: &ExpectedReceipts,
    mut record: PurchaseRecord,
    in_wms: &InWms,
    articles: &Articles,
) -> Result<(), RunError> {
    let number = record.wanted.number.clone();
    if let Some(what) = wrong(&record.wanted) {
        let remedy = "correct the purchase order in the source";
        return hold(run, &record, HoldReason::new(Class::NeedsPerson, what, remedy)).await;
    }
    if let Some(unread) = in_wms.unread.may_be(&number) {
        return hold(run, &record, unread.clone()).await;
    }
    let found = in_wms.of(&number);
    let (is_write, what) = match decide(&record, found, settings, run.now()) {
        Step::Hold(obstacle) => return hold(run, &record, obstacle).await,
        Step::Nothing => {
            record.closed = found.first().is_some_and(|order| is_cancelled(order, settings));
            return finish(run, record, found.first()).await;
        }
        Step::Write => (true, format!("purchase order {number}")),
        Step::Cancel => (false, format!("cancel purchase order {number}")),
    };
    if is_write && let Err(obstacle) = articles.check(&record.wanted) {
        return hold(run, &record, obstacle).await;
    }
    let order = map(&record.wanted, articles);
    let permit = run.permit(|| PlannedWrite {
        process: run.process,
        record: number.clone(),
        what,
        ordered: None,
        fields: match is_write {
            true => changes(&record.wanted, &order, found.first(), run.wms.answered_fields()),
            false => Vec::new(),
        },
    });
    match permit {
        Permit::Make => {}
        Permit::Noted => {
            run.tally().written += 1;
            return finish(run, record, found.first()).await;
        }
        Permit::Refused(obstacle) => return hold(run, &record, obstacle).await,
    }
    let (was_ours, earlier) = (std::mem::replace(&mut record.ours, true), record.unanswered);
    if is_write {
        record.unanswered = Some(run.now());
    }
    if is_write || !was_ours {
        let mut batch = Batch::new();
        batch.set(&number, &record);
        run.commit(batch).await?;
    }
    let done = match is_write {
        true => run.wms.process_purchase_order(&order).await.map(drop),
        false => run.wms.cancel_purchase_order(&number).await,
    };
    if is_write && done.as_ref().err().is_none_or(is_settled) {
        // One before it may still be on its way.
        record.unanswered = earlier;
    }
    match done {
        Ok(()) => {
            run.tally().written += 1;
            run.side_is_ok();
            if !is_write && std::mem::replace(&mut record.closed, true) {
                // A late write has arrived and was undone. Whoever takes the order up from now on is a person.
                record.unanswered = None;
            }
            record.closed &= !is_write;
            left_over(run, &record, found.first()).await?;
            finish(run, record, found.first()).await
        }
        Err(error) => failed(run, settings, record, error).await,
    }
}

/// A write failed. One that was refused is compared with what the WMS has now: it may have been made before, in a run whose end is not
/// known, and reception may have begun since.
async fn failed(
    run: &Run<'_>,
    settings: &ExpectedReceipts,
    record: PurchaseRecord,
    error: PortError,
) -> Result<(), RunError> {
    let error = run.wms_write_failed(error).await?;
    if error.kind == ErrorKind::Refused {
        let in_wms = InWms::read(run, std::slice::from_ref(&record.wanted.number)).await?;
        if let [now] = in_wms.of(&record.wanted.number) {
            match decide(&record, std::slice::from_ref(now), settings, run.now()) {
                Step::Write if differences(&record.wanted, now).is_empty() => {
                    return finish(run, record, Some(now)).await;
                }
                Step::Hold(obstacle) => return hold(run, &record, obstacle).await,
                Step::Nothing => return finish(run, record, Some(now)).await,
                Step::Write => {
                    if let Some(obstacle) = refused_change(&record, now, settings) {
                        return hold(run, &record, obstacle).await;
                    }
                }
                Step::Cancel => {}
            }
        }
    }
    hold(run, &record, HoldReason::from(&error)).await
}

/// Whether a write that failed was not carried out, and will not be.
fn is_settled(error: &PortError) -> bool {
    error.kind == ErrorKind::Refused || error.delivery == Delivery::NotSent
}

/// What the WMS does with lines that a later write leaves out is not documented: if it keeps one, a notice says so.
async fn left_over(
    run: &Run<'_>,
    record: &PurchaseRecord,
    before: Option<&ReceivedInOrder>,
) -> Result<(), RunError> {
    let wanted = &record.wanted;
    let Some(before) = before.filter(|_| !wanted.withdrawn) else { return Ok(()) };
    if surplus(wanted, before).next().is_none() {
        return Ok(());
    }
    let in_wms = InWms::read(run, std::slice::from_ref(&wanted.number)).await?;
    let kept: Vec<String> =
        in_wms.of(&wanted.number).iter().flat_map(|now| surplus(wanted, now)).map(named).collect();
    let mut batch = Batch::new();
    let name = lines_record(&wanted.number);
    if kept.is_empty() {
        run.release(&mut batch, &name);
    } else {
        let what = format!(
            "purchase order {} no longer has {}, which the WMS still expects",
            wanted.number,
            kept.join(" and ")
        );
        let remedy = "remove it from the purchase order in the WMS, then dismiss this";
        run.reason(name.as_str(), Some(Class::Notice), what.as_str(), remedy);
        let obstacle = HoldReason::new(Class::Notice, what, remedy).for_source(fingerprint(wanted));
        run.hold(&mut batch, &name, obstacle).await?;
    }
    run.commit(batch).await
}

/// Keeps that the WMS has the order as its source has it. Something may have been received of one that was there before.
async fn finish(
    run: &Run<'_>,
    mut record: PurchaseRecord,
    before: Option<&ReceivedInOrder>,
) -> Result<(), RunError> {
    let number = record.wanted.number.clone();
    let mut batch = Batch::new();
    record.ours |= before.is_some() && !record.wanted.withdrawn;
    record.touch(run.now());
    record.written = Some(fingerprint(&record.wanted));
    if before.is_some_and(|order| lines(order).next().is_some()) && record.ours {
        batch.mark::<DueReceipt>(&number);
    }
    batch.set(&number, &record).remove::<DuePurchase>(&number);
    run.release(&mut batch, &number);
    if record.closed {
        // What a person has dismissed was said of it as it was then: if it is taken up again, that is said again.
        batch.remove::<Dismissed>(&run.held_key(&number));
    }
    run.commit(batch).await
}

async fn hold(run: &Run<'_>, record: &PurchaseRecord, obstacle: HoldReason) -> Result<(), RunError> {
    let number = &record.wanted.number;
    let obstacle = obstacle.for_source(fingerprint(&record.wanted));
    let mut batch = Batch::new();
    batch.set(number, record).remove::<DuePurchase>(number);
    run.reason(number.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    run.hold(&mut batch, number, obstacle).await?;
    run.commit(batch).await
}
