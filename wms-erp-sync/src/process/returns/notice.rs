//! Notices of what came back, and of what was undone.

use ongoing_client::model::ReturnOrderInfo;
use wms_erp_mapping::ReturnedOrder;

use super::sides::sold_number;
use super::words;
use crate::context::hold::HoldReason;
use crate::document::{Class, Quantities, ReturnRecord};

/// What came back, for people to deal with; `None` if nothing did, nor ever had.
pub(super) fn of(
    order: &ReturnOrderInfo,
    goods: &ReturnedOrder,
    came: &Quantities,
    record: &ReturnRecord,
) -> Option<HoldReason> {
    if came.is_empty() && record.seen.is_empty() {
        return None;
    }
    let of = sold_number(order).unwrap_or("an unknown order");
    let what = if came.is_empty() {
        format!("nothing of {of} is returned now: it was undone in the WMS")
    } else {
        let mut causes: Vec<&str> = goods.lines.iter().filter_map(|line| line.cause.as_deref()).collect();
        causes.dedup();
        let why = if causes.is_empty() { String::new() } else { format!(" ({})", causes.join(", ")) };
        format!("goods of {of} came back: {}{why}", words(came, goods))
    };
    Some(HoldReason::new(Class::Notice, what, "credit the customer if it is due, then dismiss this"))
}

/// That less has come back by now than was credited; `None` if that is not so.
pub(super) fn undone(
    number: &str,
    goods: &ReturnedOrder,
    came: &Quantities,
    record: &ReturnRecord,
) -> Option<HoldReason> {
    if record.credits.is_empty() {
        return None;
    }
    let less = record.settled.iter().filter_map(|(code, settled)| {
        let left = settled.saturating_sub(came.get(code).copied().unwrap_or_default());
        (left > rust_decimal::Decimal::ZERO).then(|| (code.clone(), left.normalize()))
    });
    let less: Quantities = less.collect();
    if less.is_empty() {
        return None;
    }
    let credits: Vec<String> = record.credits.iter().map(ToString::to_string).collect();
    let what = format!(
        "{} of the return {number} did not come back after all by what the WMS says now, and the ERP has the credit {}",
        words(&less, goods),
        credits.join(" and ")
    );
    let remedy =
        "correct or delete the credit in the ERP if the customer is not to get it, then dismiss this";
    Some(HoldReason::new(Class::Notice, what, remedy))
}
