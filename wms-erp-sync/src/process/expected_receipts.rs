//! Purchase orders of the host's source are announced to the WMS, and what it receives of them is reported back.
//!
//! What the source says is kept before it is worked off, with the source's cursor in the same commit. An order is found in the WMS by its
//! number: a second write of the same order changes nothing, and whose order it is there is known before the first one. Reports are totals.

mod changes;
pub(super) mod check;
mod compare;
mod decide;
mod deliver;
pub(super) mod drift;
mod in_wms;
mod map;
mod read;
mod receipts;

use std::collections::HashMap;

use ongoing_client::model::{ReceivedInOrder, ReceivedInOrderLine};
use wms_erp_mapping::number_key;

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::Quantities;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.expected_receipts.clone() else { return Ok(()) };
    read::retry(run).await?;
    read::read(run, &settings).await?;
    // What the WMS has otherwise than it should is put right by the same run.
    receipts::look(run, &settings).await?;
    deliver::deliver(run, &settings).await?;
    receipts::report_due(run, &settings).await
}

/// Under which name it is held that a report was not taken.
fn report_record(number: &str) -> String {
    format!("{number}{REPORT}")
}

/// Under which name it is held that the WMS has lines that the source no longer has.
fn lines_record(number: &str) -> String {
    format!("{number}/lines")
}

/// Under which name it is held that an order was cancelled in the WMS.
fn cancelled_record(number: &str) -> String {
    format!("{number}/cancelled")
}

const REPORT: &str = "/received";

fn number(order: &ReceivedInOrder) -> Option<&str> {
    let number = order.in_order_info.as_ref()?.goods_owner_order_number.as_deref()?.trim();
    Some(number).filter(|number| !number.is_empty())
}

fn status(order: &ReceivedInOrder) -> Option<i32> {
    order.in_order_info.as_ref()?.in_order_status_number
}

/// The lines, without those of a kit's parts: their kit has a line of its own.
fn lines(order: &ReceivedInOrder) -> impl Iterator<Item = &ReceivedInOrderLine> {
    order
        .received_in_order_lines
        .iter()
        .filter(|line| line.parent_in_order_line_id.is_none_or(|id| id.0 == 0))
}

fn code(line: &ReceivedInOrderLine) -> &str {
    line.external_order_line_code.as_deref().map(str::trim).unwrap_or_default()
}

fn article(line: &ReceivedInOrderLine) -> &str {
    let article = line.article.as_ref().and_then(|article| article.article_number.as_deref());
    article.map(str::trim).unwrap_or_default()
}

/// What names a line for good: its code, or its article if it was added in the warehouse.
fn line_key(line: &ReceivedInOrderLine) -> String {
    match code(line) {
        "" => format!("+{}", number_key(article(line))),
        code => code.to_owned(),
    }
}

/// What was received in all, by lines; those of which nothing was are left out.
fn received(order: &ReceivedInOrder) -> Quantities {
    let mut quantities = Quantities::new();
    for line in lines(order) {
        let received = line.received_number_of_items.unwrap_or_default();
        if !received.is_zero() {
            let sum = quantities.entry(line_key(line)).or_default();
            *sum = sum.saturating_add(received).normalize();
        }
    }
    quantities
}

/// What the WMS has, by numbers.
type ByNumber = HashMap<String, Vec<ReceivedInOrder>>;
