//! What goes wrong: on the wire, at the vendors, in the store, with the clock, and in the engine's own process.

use chrono::TimeDelta;
use fastrand::Rng;
use ongoing_client::simulator::{Control, Mischief, Rule};

/// Operations of the ERP that the engine uses.
const ERP: [&str; 6] =
    ["GetProducts", "GetInvoices", "SaveInvoices", "SetStockQuantity", "GetCompanies", "Login"];
/// Operations of the WMS that the engine uses.
const WMS: [&str; 5] =
    ["ProcessArticle", "ProcessOrder", "GetOrdersByQuery", "GetInventoryByQuery", "UpdateOrderLines"];
/// Lists of records in the vendors' answers.
const LISTS: [&str; 5] = ["Product", "InvoiceOrder", "Company", "Order", "InventoryLine"];

/// A side of the integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Erp,
    Wms,
}

/// Lets something go wrong at a call of one side. True if an answer will lack a record without a sign of it: only the
/// daily comparison can find that out.
pub(crate) fn on_the_wire(random: &mut Rng, side: Side, control: &Control) -> (String, bool) {
    let operations: &[&str] = if side == Side::Erp { &ERP } else { &WMS };
    let status = [500, 503, 429, 502][random.usize(..4)];
    let list = LISTS[random.usize(..LISTS.len())].to_owned();
    let (rule, name, silent) = match random.u32(..16) {
        0..2 => (Rule::drop_before(), "drop before", false),
        2..5 => (Rule::drop_after(), "drop after", false),
        5 => (Rule::fault("The server is out of order."), "fault", false),
        6 => (Rule::fault("The server is out of order.").after_the_change(), "fault after", false),
        7 => (Rule::status(status, "busy"), "status", false),
        8 => (Rule::status(status, "busy").after_the_change(), "status after", false),
        9 => (Rule::html(), "html", false),
        10 => (Rule::html().after_the_change(), "html after", false),
        11 => {
            let at = f64::from(random.u32(..10)) / 10.0;
            (Rule::new(Mischief::Truncate { at, announced: random.bool() }), "truncate", false)
        }
        12 => (Rule::new(Mischief::Malform), "malform", false),
        13 => (Rule::new(Mischief::Duplicate(Some(list))), "duplicate", false),
        14 => (Rule::new(Mischief::Shuffle(None)), "shuffle", false),
        _ => {
            // Whether a rest order exists is one question with one answer: nothing could tell that it is missing there.
            let omit = Rule::new(Mischief::Omit(Some(list))).when(|call| !asks_for_rest(&call.raw));
            (omit, "omit", true)
        }
    };
    let on = (random.u32(..3) > 0).then(|| operations[random.usize(..operations.len())]);
    let (skip, times) = (random.usize(..8), random.usize(1..4));
    let rule = on.into_iter().fold(rule, Rule::on).skip(skip).times(times);
    control.misbehave(rule);
    (format!("{side:?}: {name} on {} after {skip}, {times} times", on.unwrap_or("anything")), silent)
}

fn asks_for_rest(request: &[u8]) -> bool {
    let word = b"ExternalStatus";
    request.windows(word.len()).any(|window| window == word)
}

/// By how much our clock is wrong. Small errors last; a big one is noticed and mended before as much time has passed.
pub(crate) fn skew(random: &mut Rng) -> TimeDelta {
    match random.u32(..8) {
        0 => TimeDelta::days(random.i64(2..400)),
        1 => TimeDelta::days(-random.i64(2..400)),
        2 => TimeDelta::minutes(random.i64(1..50)),
        3 => TimeDelta::minutes(-random.i64(1..50)),
        _ => TimeDelta::zero(),
    }
}
