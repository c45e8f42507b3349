//! What the source has beside what the WMS has, and what was received beside what was reported.

use std::pin::pin;

use futures::TryStreamExt;

use super::compare::differences;
use super::decide::{is_cancelled, is_closed};
use super::in_wms::InWms;
use super::{received, report_record};
use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::document::{Dismissal, Dismissed, Document, Held, HeldKey, PurchaseRecord, Quantities};
use crate::process::inspect::{Comparison, DriftKind, repair_of};
use crate::process_id::Process;
use crate::tenant::ExpectedReceipts;

const PAGE: usize = 50;
const THIS: Process = Process::ExpectedReceipts;

/// Compares all orders that the source has listed so far; the source is not asked.
pub(in crate::process) async fn compare(
    run: &Run<'_>,
    settings: &ExpectedReceipts,
    found: &mut Comparison,
) -> Result<(), RunError> {
    let mut pages = pin!(run.pages(PurchaseRecord::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        for page in page.chunks(PAGE) {
            let numbers: Vec<String> = page.iter().map(|(number, _)| number.clone()).collect();
            let in_wms = InWms::read(run, &numbers).await?;
            let records: Vec<String> =
                numbers.iter().flat_map(|number| [number.clone(), report_record(number)]).collect();
            let keys: Vec<HeldKey> =
                records.iter().map(|record| HeldKey::new(THIS, record.as_str())).collect();
            let held = run.read_all::<Held>(&keys).await?;
            let dismissed = run.read_all::<Dismissed>(&keys).await?;
            let notes = held.chunks(2).zip(dismissed.chunks(2));
            for ((number, record), (held, dismissed)) in page.iter().zip(notes) {
                one(settings, &in_wms, (number, record), held, dismissed, found);
            }
        }
    }
    Ok(())
}

fn one(
    settings: &ExpectedReceipts,
    in_wms: &InWms,
    (number, record): (&String, &PurchaseRecord),
    held: &[Option<Held>],
    dismissed: &[Option<Dismissed>],
    found: &mut Comparison,
) {
    if in_wms.unread.may_be(number).is_some() {
        return found.unreadable(THIS, 1);
    }
    let note = |at: usize, record: &str| {
        let held = held.get(at).and_then(Option::as_ref);
        let dismissed = dismissed.get(at).cloned().flatten().filter(|_| held.is_none());
        (held, dismissed.map(|dismissed| Dismissal::new(THIS, record, dismissed)))
    };
    let order = in_wms.of(number).first();
    let is_cancelled = order.is_some_and(|order| is_cancelled(order, settings));
    let is_closed = order.is_some_and(|order| is_closed(order, settings));
    let differing = match order {
        None if record.wanted.withdrawn => None,
        None => Some((DriftKind::Missing, "it is not in the WMS".to_owned())),
        Some(_) if record.wanted.withdrawn && !is_cancelled && !is_closed => {
            Some((DriftKind::Different, "it is withdrawn, and not cancelled in the WMS".to_owned()))
        }
        Some(_) if record.wanted.withdrawn => None,
        Some(_) if is_cancelled => Some((DriftKind::Different, "it is cancelled in the WMS".to_owned())),
        Some(order) => {
            let differing = differences(&record.wanted, order);
            let what = || (DriftKind::Different, format!("the WMS has {}", differing.join(", ")));
            (!differing.is_empty()).then(what)
        }
    };
    let received = order.filter(|_| record.ours).map(received).unwrap_or_default();
    let is_reported = received == record.reported;
    found.compared(THIS, differing.is_none() && is_reported);
    if let Some((kind, what)) = differing {
        let (held, dismissed) = note(0, number);
        let otherwise = match record.is_written() {
            true if record.wanted.withdrawn => "within a day, expected_receipts cancels it, or says why not",
            true => "it was changed in the WMS: change it there, or in the source",
            false => "the next run of expected_receipts does it, or says why not",
        };
        found.add_dismissed(THIS, number, kind, what, repair_of(held, otherwise), dismissed);
    }
    if !is_reported {
        let what = format!("received {}, and reported {}", said(&received), said(&record.reported));
        let (held, dismissed) = note(1, &report_record(number));
        let repair = repair_of(held, "the next run of expected_receipts reports it");
        found.add_dismissed(THIS, number, DriftKind::Different, what, repair, dismissed);
    }
}

fn said(quantities: &Quantities) -> String {
    let lines = quantities.iter().map(|(line, quantity)| format!("{quantity} of line {line}"));
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { "nothing".to_owned() } else { lines.join(", ") }
}
