//! What the WMS has of a purchase order beside what its source has: lines, quantities, articles and the day.

use chrono::NaiveDate;
use ongoing_client::model::{ReceivedInOrder, ReceivedInOrderLine};
use rust_decimal::Decimal;
use wms_erp_mapping::number_key;

use super::{article, code, lines};
use crate::port::PurchaseOrder;

/// What differs, in words; nothing if they agree.
pub(super) fn differences(wanted: &PurchaseOrder, order: &ReceivedInOrder) -> Vec<String> {
    let mut found = Vec::new();
    for line in &wanted.lines {
        let Some(row) = lines(order).find(|row| code(row) == line.number) else {
            found.push(format!("line {} ({} of {}) is missing", line.number, line.quantity, line.article));
            continue;
        };
        let advised = row.advised_number_of_items.unwrap_or_default().normalize();
        if advised != line.quantity {
            found.push(format!("line {}: {advised} instead of {}", line.number, line.quantity));
        }
        if number_key(article(row)) != number_key(&line.article) {
            found.push(format!("line {}: {} instead of {}", line.number, article(row), line.article));
        }
    }
    found.extend(surplus(wanted, order).map(|row| format!("{} is too much", named(row))));
    let day = day(order);
    if wanted.expected.is_some() && day != wanted.expected {
        let said = |day: Option<NaiveDate>| day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        found.push(format!("expected on {} instead of {}", said(day), said(wanted.expected)));
    }
    found
}

/// The lines that the WMS still expects goods on, and that the source does not have.
pub(super) fn surplus<'a>(
    wanted: &'a PurchaseOrder,
    order: &'a ReceivedInOrder,
) -> impl Iterator<Item = &'a ReceivedInOrderLine> {
    lines(order).filter(|row| {
        let advised = row.advised_number_of_items.unwrap_or_default();
        let received = row.received_number_of_items.unwrap_or_default();
        advised > received && wanted.lines.iter().all(|line| line.number != code(row))
    })
}

/// A line for people: `line 3 (5 of K-500)`.
pub(super) fn named(row: &ReceivedInOrderLine) -> String {
    let advised = row.advised_number_of_items.unwrap_or_default().normalize();
    match code(row) {
        "" => format!("a line without a number ({advised} of {})", article(row)),
        code => format!("line {code} ({advised} of {})", article(row)),
    }
}

/// Whether an order that was there before us is this one: each of its lines has the number and the article of one of ours. Orders that
/// people enter have no numbers of lines.
pub(super) fn is_same_order(wanted: &PurchaseOrder, order: &ReceivedInOrder) -> bool {
    let mut rows = lines(order).peekable();
    let is_known = |row: &ReceivedInOrderLine| {
        let same = wanted.lines.iter().find(|line| line.number == code(row));
        same.is_some_and(|line| number_key(&line.article) == number_key(article(row)))
    };
    rows.peek().is_some() && rows.all(is_known)
}

/// How much was received in all.
pub(super) fn sum(order: &ReceivedInOrder) -> Decimal {
    lines(order).filter_map(|row| row.received_number_of_items).fold(Decimal::ZERO, Decimal::saturating_add)
}

fn day(order: &ReceivedInOrder) -> Option<NaiveDate> {
    let day = order.in_order_info.as_ref()?.in_date?;
    (!day.is_minimum()).then(|| day.naive().date())
}
