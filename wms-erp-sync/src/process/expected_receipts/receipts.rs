//! What the WMS has received is reported to the source: each change once, as totals. The same look finds orders that are not in the WMS as
//! they were left there.

use std::collections::HashMap;
use std::pin::pin;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;
use ongoing_client::model::ReceivedInOrder;
use wms_erp_mapping::number_key;

use super::compare::differences;
use super::decide::{is_cancelled, is_closed};
use super::in_wms::InWms;
use super::{article, cancelled_record, code, line_key, lines, number, received, report_record, status};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::{BATCH, Run, WHOLE_EVERY, WMS_OVERLAP, is_over};
use crate::document::{
    Class, Dismissed, Document, DuePurchase, DueReceipt, Held, HeldKey, Progress, PurchaseRecord, Quantities,
    StreamKey, hash,
};
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::{PurchaseOrderQuery, Received, ReceivedLine};
use crate::process::Reading;
use crate::store::Batch;
use crate::tenant::ExpectedReceipts;
use crate::zone;

const PAGE: usize = 50;
/// Orders that are over are looked at once a day for so long: what is corrected is in no list of what was received.
const FOLLOWED: TimeDelta = TimeDelta::days(60);

/// Reports what is marked.
pub(super) async fn report_due(run: &Run<'_>, settings: &ExpectedReceipts) -> Result<(), RunError> {
    let due: Vec<String> = run.keys(DueReceipt::all()).try_collect().await?;
    for numbers in due.chunks(PAGE) {
        run.check_stop()?;
        let in_wms = InWms::read(run, numbers).await?;
        let records = run.read_all::<PurchaseRecord>(numbers).await?;
        for (number, record) in numbers.iter().zip(records) {
            run.check_stop()?;
            match (record, in_wms.of(number)) {
                (Some(record), [order]) if record.ours => report(run, settings, record, order).await?,
                // It stays marked until it can be read.
                (Some(_), []) if in_wms.unread.may_be(number).is_some() => {}
                // It is asked for again once a day.
                _ => {
                    let mut batch = Batch::new();
                    batch.remove::<DueReceipt>(number);
                    run.commit(batch).await?;
                }
            }
        }
    }
    Ok(())
}

/// Marks the orders of which something was received, or not any more, since they were last reported, and those that are not as they were
/// left.
pub(super) async fn look(run: &Run<'_>, settings: &ExpectedReceipts) -> Result<(), RunError> {
    let began = run.now();
    let read = |key: StreamKey| async move {
        Ok::<_, RunError>(run.read::<Progress>(&key).await?.map(|progress| progress.began))
    };
    let last = read(StreamKey::receipts()).await?.filter(|last| *last <= began);
    let swept = read(StreamKey::all_receipts()).await?;
    let mut is_whole = true;
    // Without a cursor all that we know are looked at, and that is all that there is to report.
    if let Some(last) = last {
        let since = zone::told(last - WMS_OVERLAP, run.tenant.wms_zone);
        is_whole &= consider(run, settings, PurchaseOrderQuery::ReceivedSince(since)).await?;
    }
    let sweeps = last.is_none() || swept.is_none_or(|swept| is_over(swept, WHOLE_EVERY, began));
    if sweeps {
        is_whole &= sweep(run, settings, began).await?;
    }
    if is_whole {
        let mut batch = Batch::new();
        batch.set(&StreamKey::receipts(), &Progress::at(began));
        if sweeps {
            batch.set(&StreamKey::all_receipts(), &Progress::at(began));
        }
        run.commit_with_next(batch);
    }
    Ok(())
}

/// Looks at all orders of ours.
async fn sweep(run: &Run<'_>, settings: &ExpectedReceipts, now: DateTime<Utc>) -> Result<bool, RunError> {
    let mut is_whole = true;
    let mut pages = pin!(run.pages(PurchaseRecord::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let followed = page.into_iter().filter(|(_, record)| {
            record.ours && (!record.is_over() || now.signed_duration_since(record.at) < FOLLOWED)
        });
        let numbers: Vec<String> = followed.map(|(number, _)| number).collect();
        for numbers in numbers.chunks(PAGE) {
            is_whole &= consider(run, settings, PurchaseOrderQuery::Numbers(numbers.to_vec())).await?;
        }
    }
    Ok(is_whole)
}

/// Marks those of an answer that have changed. Whether all of it could be read.
async fn consider(
    run: &Run<'_>,
    settings: &ExpectedReceipts,
    query: PurchaseOrderQuery,
) -> Result<bool, RunError> {
    let mut orders = Reading::of(run.wms.purchase_orders(query).await?);
    loop {
        let page = orders.next(run, PAGE).await?;
        if page.is_empty() {
            return Ok(orders.is_whole());
        }
        let named: HashMap<&str, &ReceivedInOrder> =
            page.iter().filter_map(|order| Some((number(order)?, order))).collect();
        let numbers: Vec<String> = named.keys().map(|number| (*number).to_owned()).collect();
        let keys: Vec<HeldKey> = numbers.iter().map(|number| run.held_key(report_record(number))).collect();
        let records = run.read_all::<PurchaseRecord>(&numbers).await?;
        let held = run.read_all::<Held>(&keys).await?;
        let mut batch = Batch::new();
        for ((number, record), held) in numbers.iter().zip(records).zip(held) {
            let (Some(order), Some(record)) =
                (named.get(number.as_str()), record.filter(|record| record.ours))
            else {
                run.tally().skipped += 1;
                continue;
            };
            if has_strayed(&record, order, settings, run.now()) {
                let unwritten = PurchaseRecord { written: None, ..record.clone() };
                batch.set(number, &unwritten).mark::<DuePurchase>(number);
            }
            let seen = Seen::of(order, settings);
            // One that is held is tried again when it is due, when a person asks for it, or when it has changed.
            let is_held = held.is_some_and(|held| held.source.as_deref() == Some(&seen.source()));
            if is_held || seen.is_reported(&record) {
                run.tally().unchanged += 1;
            } else {
                batch.mark::<DueReceipt>(number);
            }
        }
        run.commit(batch).await?;
    }
}

/// Whether an order is not in the WMS as it was left there. One that is withdrawn is open, or was held for that and is open no more; or a
/// write of ours was carried out late, over what it has been since. What people changed there stays.
fn has_strayed(
    record: &PurchaseRecord,
    order: &ReceivedInOrder,
    settings: &ExpectedReceipts,
    now: DateTime<Utc>,
) -> bool {
    let is_open = !is_cancelled(order, settings) && !is_closed(order, settings);
    match record.wanted.withdrawn {
        true => is_open == record.is_written(),
        false => {
            // If the warehouse has begun to receive it, it is not written again, but a person is to know.
            record.is_written()
                && record.may_arrive_late(now)
                && is_open
                && !differences(&record.wanted, order).is_empty()
        }
    }
}

/// What the WMS says of an order that is reported.
struct Seen {
    quantities: Quantities,
    finished: bool,
    cancelled: bool,
}

impl Seen {
    fn of(order: &ReceivedInOrder, settings: &ExpectedReceipts) -> Self {
        let status = status(order);
        Self {
            quantities: received(order),
            finished: status.is_some_and(|status| settings.finished_statuses.contains(&status)),
            cancelled: is_cancelled(order, settings),
        }
    }

    fn is_same(&self, record: &PurchaseRecord) -> bool {
        self.quantities == record.reported && self.finished == record.finished
    }

    fn is_news(&self, record: &PurchaseRecord) -> bool {
        self.cancelled && !record.cancelled && !record.wanted.withdrawn
    }

    fn is_reported(&self, record: &PurchaseRecord) -> bool {
        self.is_same(record) && !self.is_news(record)
    }

    /// As one text, for what is held or was dismissed.
    fn source(&self) -> String {
        let quantities = serde_json::to_string(&self.quantities).unwrap_or_default();
        format!("{quantities}/{}", self.finished)
    }
}

async fn report(
    run: &Run<'_>,
    settings: &ExpectedReceipts,
    mut record: PurchaseRecord,
    order: &ReceivedInOrder,
) -> Result<(), RunError> {
    let number = record.wanted.number.clone();
    let (seen, held_as) = (Seen::of(order, settings), report_record(&number));
    let mut batch = Batch::new();
    if seen.is_news(&record) {
        let what = format!("purchase order {number} was cancelled in the WMS");
        let remedy = "withdraw it in the source, or order the goods under a new number; then dismiss this";
        run.reason(number.as_str(), Some(Class::Notice), what.as_str(), remedy);
        run.hold(&mut batch, &cancelled_record(&number), HoldReason::new(Class::Notice, what, remedy))
            .await?;
        record.cancelled = true;
    }
    let dismissed = run.read::<Dismissed>(&run.held_key(&held_as)).await?;
    // What a person has dismissed they have dealt with, as it was then.
    let is_dealt_with =
        dismissed.is_some_and(|dismissed| dismissed.source.as_deref() == Some(&seen.source()));
    if !is_dealt_with && !seen.is_same(&record) {
        if lacks_number(&record, order) {
            let what = format!("Ongoing leaves out the number of a line of purchase order {number:?}");
            let remedy = "nothing: it is requested again; if the problem persists, ask the warehouse";
            let obstacle = HoldReason::new(Class::Transient, what, remedy).for_source(seen.source());
            return hold(run, batch, &record, obstacle).await;
        }
        let report = content(run, &record, order, &seen);
        let permit = run.permit(|| PlannedWrite {
            process: run.process,
            record: number.clone(),
            what: format!("report what was received of purchase order {number}"),
            ordered: None,
            fields: fields(&record, &seen),
        });
        let refused = match permit {
            Permit::Noted => None,
            Permit::Refused(obstacle) => Some(obstacle),
            Permit::Make => {
                run.confirm().await?;
                match settings.source.received(&report).await {
                    Ok(()) => {
                        run.side_is_ok();
                        None
                    }
                    Err(error) => Some(HoldReason::from(&run.record_failed(error)?)),
                }
            }
        };
        if let Some(obstacle) = refused {
            return hold(run, batch, &record, obstacle.for_source(seen.source())).await;
        }
        run.tally().written += 1;
        record.reports = record.reports.saturating_add(1);
    }
    (record.reported, record.finished) = (seen.quantities, seen.finished);
    record.touch(run.now());
    run.release(&mut batch, &held_as);
    batch.set(&number, &record).remove::<DueReceipt>(&number);
    run.commit(batch).await
}

/// Whether a line of ours may be one that the answer has without its number: its goods would be reported as those of another line.
fn lacks_number(record: &PurchaseRecord, order: &ReceivedInOrder) -> bool {
    let is_unnamed = |wanted: &str| {
        lines(order).any(|line| code(line).is_empty() && number_key(article(line)) == number_key(wanted))
    };
    let is_there = |number: &str| lines(order).any(|line| code(line) == number);
    record.wanted.lines.iter().any(|line| !is_there(&line.number) && is_unnamed(&line.article))
}

/// Holds a report that is not given.
async fn hold(
    run: &Run<'_>,
    mut batch: Batch,
    record: &PurchaseRecord,
    obstacle: HoldReason,
) -> Result<(), RunError> {
    let (number, held_as) = (&record.wanted.number, report_record(&record.wanted.number));
    let HoldReason { class, what, remedy, .. } = &obstacle;
    run.reason(held_as.as_str(), Some(*class), what.as_str(), remedy.as_str());
    run.hold(&mut batch, &held_as, obstacle).await?;
    batch.set(number, record).remove::<DueReceipt>(number);
    run.commit(batch).await
}

/// The report. Its id has the number of the report, so that it differs from that of earlier ones, and a hash of what it says, so that it
/// does so if the number was lost.
fn content(run: &Run<'_>, record: &PurchaseRecord, order: &ReceivedInOrder, seen: &Seen) -> Received {
    let mut reported: Vec<(String, ReceivedLine)> = Vec::new();
    for line in lines(order) {
        let key = line_key(line);
        let at = reported.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            reported.push((
                key.clone(),
                ReceivedLine {
                    number: code(line).to_owned(),
                    article: article(line).to_owned(),
                    expected: rust_decimal::Decimal::ZERO,
                    received: seen.quantities.get(&key).copied().unwrap_or_default(),
                    last_received: None,
                },
            ));
            reported.len() - 1
        });
        let Some((_, of_line)) = reported.get_mut(at) else { continue };
        let expected = line.advised_number_of_items.unwrap_or_default();
        of_line.expected = of_line.expected.saturating_add(expected).normalize();
        let items = order.received_article_items.iter().filter(|item| match line.in_order_line_id {
            Some(id) if item.in_order_line_id.is_some() => item.in_order_line_id == Some(id),
            _ => item.external_order_line_code.as_deref().map(str::trim).unwrap_or_default() == code(line),
        });
        let times = items.filter_map(|item| item.in_date).filter(|time| !time.is_minimum());
        let last = times.map(|time| time.instant(&run.tenant.wms_zone)).max();
        of_line.last_received = of_line.last_received.max(last);
    }
    let lines: Vec<ReceivedLine> = reported.into_iter().map(|(_, line)| line).collect();
    let said = serde_json::to_string(&(seen.finished, &lines)).unwrap_or_default();
    let number = record.wanted.number.clone();
    let id = format!("{number}-{}-{}", record.reports.saturating_add(1), &hash(&said)[..8]);
    Received { id, number, finished: seen.finished, lines }
}

/// What a report changes, for a plan.
fn fields(record: &PurchaseRecord, seen: &Seen) -> Vec<FieldChange> {
    let keys: std::collections::BTreeSet<&String> =
        record.reported.keys().chain(seen.quantities.keys()).collect();
    let said = |quantities: &Quantities, key: &String| quantities.get(key).map(ToString::to_string);
    let lines = keys.into_iter().filter_map(|key| {
        let (old, new) = (said(&record.reported, key), said(&seen.quantities, key));
        (old != new).then(|| FieldChange::new(format!("received of line {key}"), old, new))
    });
    let mut fields: Vec<FieldChange> = lines.collect();
    if seen.finished != record.finished {
        let said = |finished: bool| Some(finished.to_string());
        fields.push(FieldChange::new("finished", said(record.finished), said(seen.finished)));
    }
    fields
}
