//! What is to be done about a purchase order, by what its source says and what the WMS has.
//!
//! One that its source has withdrawn may be open in the WMS again. If that is a late effect of a write of ours, it is cancelled: no one in
//! the warehouse wanted it. If a person took it up there, they had a reason, such as a supplier who delivers all the same, and goods that
//! come need an order to be received on: it is not cancelled over their heads, and they are not left alone with it either.

use chrono::{DateTime, Utc};
use ongoing_client::model::ReceivedInOrder;

use super::compare::{differences, is_same_order, sum};
use super::status;
use crate::context::hold::HoldReason;
use crate::document::{Class, PurchaseRecord};
use crate::tenant::ExpectedReceipts;

/// The next step.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Create it, or write it again.
    Write,
    /// Cancel it.
    Cancel,
    /// It is as it should be.
    Nothing,
    /// A person has to decide.
    Hold(HoldReason),
}

pub(super) fn decide(
    record: &PurchaseRecord,
    found: &[ReceivedInOrder],
    settings: &ExpectedReceipts,
    now: DateTime<Utc>,
) -> Step {
    let (wanted, number) = (&record.wanted, &record.wanted.number);
    let order = match found {
        [] if wanted.withdrawn => return Step::Nothing,
        [] if record.written.is_some() => {
            let what = format!("purchase order {number} is no longer in the WMS");
            let remedy =
                "enter it there under this number, or order the goods under a new number and dismiss this";
            // It is looked for again: an answer may lack what is there.
            return Step::Hold(HoldReason::new(Class::Rejected, what, remedy));
        }
        [] => return Step::Write,
        [order] => order,
        _ => {
            let what = format!("several purchase orders of the WMS have the number {number}");
            return hold(what, "give each a number of its own in the WMS, then retry this");
        }
    };
    if !record.ours && !is_same_order(wanted, order) {
        if wanted.withdrawn {
            return Step::Nothing;
        }
        let what = format!("the WMS has another purchase order with the number {number}");
        let remedy = "give one of the two another number; or remove the one in the WMS, if it is the same, then retry this";
        return hold(what, remedy);
    }
    match (wanted.withdrawn, is_cancelled(order, settings)) {
        (true, true) => Step::Nothing,
        (true, false) if is_closed(order, settings) => Step::Nothing,
        (true, false) if is_begun(order, settings) => {
            let what = format!(
                "purchase order {number} is withdrawn, and the warehouse has received {} of it",
                sum(order).normalize()
            );
            hold(what, "agree with the warehouse what is done with the goods, then dismiss this")
        }
        (true, false) if record.closed && !record.may_arrive_late(now) => {
            let what = format!(
                "purchase order {number} is withdrawn by its source, and was taken up again in the WMS after it was cancelled there"
            );
            let remedy = "ask the warehouse why: if the goods will not come, cancel it in the WMS; if they will, correct the purchase \
                          order in the source, or dismiss this";
            hold(what, remedy)
        }
        (true, false) => Step::Cancel,
        (false, true) => {
            let what = format!("purchase order {number} has changed, and is cancelled in the WMS");
            hold(what, "order the goods under a new number, then dismiss this")
        }
        (false, false) => Step::Write,
    }
}

/// Whether the WMS has cancelled it.
pub(super) fn is_cancelled(order: &ReceivedInOrder, settings: &ExpectedReceipts) -> bool {
    status(order).is_some_and(|status| settings.cancelled_statuses.contains(&status))
}

/// Whether its reception has ended without goods: nothing more comes of it, as if it were cancelled.
pub(super) fn is_closed(order: &ReceivedInOrder, settings: &ExpectedReceipts) -> bool {
    is_finished(order, settings) && sum(order).is_zero()
}

/// Whether the WMS has begun to receive it, or has ended that.
pub(super) fn is_begun(order: &ReceivedInOrder, settings: &ExpectedReceipts) -> bool {
    is_finished(order, settings) || !sum(order).is_zero()
}

fn is_finished(order: &ReceivedInOrder, settings: &ExpectedReceipts) -> bool {
    status(order).is_some_and(|status| settings.finished_statuses.contains(&status))
}

/// Why the WMS refuses a change of an order that it has begun to receive; `None` if it has not, or if there is nothing to change.
pub(super) fn refused_change(
    record: &PurchaseRecord,
    order: &ReceivedInOrder,
    settings: &ExpectedReceipts,
) -> Option<HoldReason> {
    let differing = differences(&record.wanted, order);
    (is_begun(order, settings) && !differing.is_empty()).then(|| {
        let what = format!(
            "the warehouse has begun to receive purchase order {} and refuses the change; it has {}",
            record.wanted.number,
            differing.join(", ")
        );
        let remedy =
            "ask the warehouse to change it, or change the purchase order back; then retry or dismiss this";
        HoldReason::new(Class::NeedsPerson, what, remedy)
    })
}

fn hold(what: String, remedy: &str) -> Step {
    Step::Hold(HoldReason::new(Class::NeedsPerson, what, remedy))
}
