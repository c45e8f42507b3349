//! What goes wrong: on the wire, at the vendors, in the store, with the clock, and in the engine's own process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::TimeDelta;
use fastrand::Rng;
use twentyfour_simulator::{Books, Call, Control, Mischief, Record, Rule};

use crate::experience::Experience;

/// A request of ours: its operation over SOAP, and the method and a part of the path over REST.
pub(crate) type Request = (&'static str, &'static str, &'static str);

/// Requests to the ERP.
pub(crate) const ERP: [Request; 6] = [
    ("GetProducts", "", ""),
    ("GetInvoices", "", ""),
    ("SaveInvoices", "", ""),
    ("SetStockQuantity", "", ""),
    ("GetCompanies", "", ""),
    ("Login", "", ""),
];
/// Requests to the WMS.
pub(crate) const WMS: [Request; 5] = [
    ("ProcessArticle", "PUT", "/articles"),
    ("ProcessOrder", "PUT", "/orders"),
    ("GetOrdersByQuery", "GET", "/orders"),
    ("GetInventoryByQuery", "GET", "/articles"),
    ("UpdateOrderLines", "PATCH", "/orders"),
];
/// Lists of records in the vendors' answers.
const LISTS: [&str; 5] = ["Product", "InvoiceOrder", "Company", "Order", "InventoryLine"];

/// Fields of the WMS's answers that decide about what they stand in, over SOAP and over REST. Where one is left out, that is neither zero
/// nor nothing. (Those of the ERP may be left out because they are at their default: see `engine/left_out`.)
const FIELDS: [(&str, &str); 6] = [
    ("PickedOrderLine/PickedNumberOfItems", "orderLines/pickedNumberOfItems"),
    ("PickedOrderLine/DoPick", "orderLines/shouldBePicked"),
    ("OrderInfo/OrderStatusNumber", "orderStatus/number"),
    ("InventoryLine/NumberOfItems", "inventoryInfo/numberOfItems"),
    ("ReceivedInOrderLine/ReceivedNumberOfItems", "purchaseOrderLines/receivedNumberOfItems"),
    ("ReturnOrderLineInfo/ReturnedNumberOfItems", "returnOrderLines/returnedNumberOfItems"),
];

/// Whether a call is such a request, over whichever transport.
pub(crate) fn is(call: &Call, (soap, method, path): Request) -> bool {
    call.operation == soap
        || !method.is_empty() && call.operation.starts_with(method) && call.operation.contains(path)
}

/// A side of the integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Erp,
    Wms,
}

/// Lets something go wrong at a call of one side. True if an answer will lack a record without a sign of it: only the
/// daily comparison can find that out.
pub(crate) fn on_the_wire(
    random: &mut Rng,
    side: Side,
    control: &Control,
    experience: &Experience,
) -> (String, bool) {
    let requests: &[Request] = if side == Side::Erp { &ERP } else { &WMS };
    let status = [500, 503, 429, 502][random.usize(..4)];
    let list = LISTS[random.usize(..LISTS.len())].to_owned();
    let (rule, name, silent) = match random.u32(..19) {
        0..2 => (Rule::drop_before(), "drop before", false),
        2..5 => (Rule::drop_after(), "drop after", false),
        5 => (Rule::fault("The server is out of order."), "fault", false),
        6 => (Rule::fault("The server is out of order.").after_the_change(), "fault after", false),
        7 => (Rule::status(status, "busy"), "status", false),
        // Who is told to come again later has not been served: 429 means that nothing was done, and a save is repeated.
        8 => {
            let status = if status == 429 { 503 } else { status };
            (Rule::status(status, "busy").after_the_change(), "status after", false)
        }
        9 => (Rule::html(), "html", false),
        10 => (Rule::html().after_the_change(), "html after", false),
        11 => {
            let at = f64::from(random.u32(..10)) / 10.0;
            (Rule::new(Mischief::Truncate { at, announced: random.bool() }), "truncate", false)
        }
        12 => (Rule::new(Mischief::Malform), "malform", false),
        13 => (Rule::new(Mischief::Duplicate(Some(list))), "duplicate", false),
        14 => (Rule::new(Mischief::Shuffle(None)), "shuffle", false),
        15 => (Rule::new(Mischief::Trickle(random.usize(1..40))), "trickle", false),
        16 => {
            let waits = [None, Some("7"), Some("Tue, 03 Mar 2026 09:00:00 GMT"), Some("soon")];
            (Rule::too_many_requests(waits[random.usize(..4)]), "too many requests", false)
        }
        // A list's answer in which the result is missing.
        17 => (Rule::new(Mischief::Replace("Result>".to_owned(), "Nothing>".into())), "no result", false),
        _ => (Rule::new(Mischief::Omit(Some(list))), "omit", true),
    };
    let on = (random.u32(..3) > 0).then(|| requests[random.usize(..requests.len())]);
    let (skip, times) = (random.usize(..8), random.usize(1..4));
    let (experience, seen) = (experience.clone(), AtomicUsize::new(0));
    let rule = rule.when(move |call| {
        // Whether a rest order exists is one question with one answer: nothing could tell that it is missing there.
        let hit = on.is_none_or(|request| is(call, request)) && !(silent && asks_for_rest(&call.raw));
        let hit = hit && (name != "no result" || call.operation.starts_with("Get"));
        if hit && (skip..skip + times).contains(&seen.fetch_add(1, Ordering::SeqCst)) {
            experience.note("a fault on the wire");
            experience.note(name);
        }
        hit
    });
    control.misbehave(rule.skip(skip).times(times));
    let place = on.map_or("anything", |(soap, ..)| soap);
    (format!("{side:?}: {name} on {place} after {skip}, {times} times"), silent)
}

/// Now and then lets some of the WMS's answers lack a field. What else happens in a schedule does not depend on it.
pub(crate) fn left_out(random: &Rng, control: &Control, experience: &Experience) -> Option<String> {
    let mut random = Rng::with_seed(!random.get_seed());
    if random.u32(..6) > 0 {
        return None;
    }
    let (soap, rest) = FIELDS[random.usize(..FIELDS.len())];
    let (everywhere, skip, times) = (random.bool(), random.usize(..8), random.usize(1..30));
    for (field, is_rest) in [(soap, false), (rest, true)] {
        let (experience, seen) = (experience.clone(), AtomicUsize::new(0));
        let rule = Rule::new(Mischief::LeaveOut { field: field.to_owned(), everywhere }).when(move |call| {
            let is_read = call.operation.starts_with("Get") && !is_rest
                || call.operation.starts_with("GET ") && is_rest;
            if is_read && (skip..skip + times).contains(&seen.fetch_add(1, Ordering::SeqCst)) {
                experience.note("a field left out");
            }
            is_read
        });
        control.misbehave(rule.skip(skip).times(times));
    }
    Some(format!("Wms: without {soap} after {skip}, {times} times, everywhere: {everywhere}"))
}

/// Lets every read of what articles are made from fail while `lasts`, and nothing else.
pub(crate) fn articles_alone(control: &Control, lasts: Arc<AtomicBool>) {
    let rule = Rule::fault("The server is out of order.").when(move |call| {
        // The one property that articles alone are made from.
        let word = b"EAN1";
        lasts.load(Ordering::SeqCst)
            && call.operation == "GetProducts"
            && call.raw.windows(word.len()).any(|window| window == word)
    });
    control.misbehave(rule.times(1000));
}

/// From now on some records of the ERP cannot be read: it answers them with its own error in their place.
pub(crate) fn unreadable_records(random: &mut Rng, books: &Books) -> Vec<String> {
    let ids = |records: Vec<Record>, key: &str| -> Vec<i32> {
        records.iter().filter_map(|record| record.int(key)).collect()
    };
    let kinds = [
        ("Product", ids(books.products(), "Id")),
        ("InvoiceOrder", ids(books.orders(), "OrderId")),
        ("Company", ids(books.companies(), "Id")),
    ];
    let mut failing = Vec::new();
    for _ in 0..random.u32(1..5) {
        let (kind, ids) = &kinds[random.usize(..kinds.len())];
        if let Some(id) = random.choice(ids) {
            books.fail_reading(kind, *id, "Data.DataBaseServerException", "Timeout expired.");
            failing.push(format!("{kind} {id}"));
        }
    }
    failing
}

/// From now on, for some requests, answers hold what nothing can read: records that break the XML or JSON around them, on either
/// side, or a text that is none. True for the latter: nothing tells that it can be read again, but the daily comparison.
pub(crate) fn broken_answers(
    random: &mut Rng,
    (erp, wms): (&Control, &Control),
    books: &Books,
    rest: bool,
) -> (String, bool) {
    let choose = |random: &mut Rng, records: Vec<Record>, key: &str| -> i32 {
        let ids: Vec<i32> = records.iter().filter_map(|record| record.int(key)).collect();
        random.choice(ids).unwrap_or_default()
    };
    let (product, order) =
        (choose(random, books.products(), "Id"), choose(random, books.orders(), "OrderId"));
    let company = choose(random, books.companies(), "Id");
    let times = random.usize(1..30);
    if random.u32(..3) == 0 {
        let name = books.product(product).and_then(|product| product.text("Name").map(str::to_owned));
        let name = name.unwrap_or_else(|| "nothing".to_owned());
        let broken = [name.as_bytes(), b"\xF8"].concat();
        let rule = Rule::new(Mischief::Replace(name.clone(), broken.into()));
        erp.misbehave(rule.on("GetProducts").times(times));
        return (format!("the name {name:?} is not text, {times} times"), true);
    }
    let breaks = ["<", "&unknown;", "</Wrong>", "<!--", "<![CDATA["][random.usize(..5)];
    let breaks_json =
        [",,", ",\"x\":\u{1}", ",\"x\":\"\\x\"", ",\"x\":NaN", ",\"x\":\"\"\""][random.usize(..5)];
    let (control, request, place) = match random.u32(..6) {
        0 => (erp, ERP[0], format!("<Id>{product}</Id>")),
        1 | 2 => (erp, ERP[1], format!("<OrderId>{order}</OrderId>")),
        3 => (erp, ERP[4], format!("<Id>{company}</Id>")),
        4 if rest => (wms, WMS[2], format!("\"orderNumber\":\"{order}\"")),
        4 => (wms, WMS[2], format!("<GoodsOwnerOrderNumber>{order}</GoodsOwnerOrderNumber>")),
        _ if rest => (wms, WMS[3], format!("\"productCode\":\"{product}\"")),
        _ => (wms, WMS[3], format!("<ProductCode>{product}</ProductCode>")),
    };
    let broken = format!("{place}{}", if place.starts_with('<') { breaks } else { breaks_json });
    let what = format!("{broken:?} in the answers of {}, {times} times", request.0);
    let rule = Rule::new(Mischief::Replace(place, broken.into())).when(move |call| is(call, request));
    control.misbehave(rule.times(times));
    (what, false)
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
