//! One order: found by a number, where it is, what it waits for, what happened to it.

use maud::{Markup, html};
use rust_decimal::Decimal;
use wms_erp_sync::{RecordId, Why};

use super::layout::{page, table};
use super::links::{back, path};
use super::{held, words};
use crate::timeline;
use crate::web::call::{Answer, Call, Failure};
use crate::web::operations::Served;

/// How many orders of a tenant are listed.
const MAX_FOUND: usize = 50;
/// How many tenants are searched at once.
const AT_ONCE: usize = 8;

/// Looks orders up by their number in the ERP or in the WMS, their customer's number or their reference, among all tenants that
/// the user sees. Neither side is asked.
pub(crate) async fn find(call: Call) -> Answer {
    let text = call.query("q").to_owned();
    let found = found(&call, &text).await?;
    if let [(served, order)] = found.as_slice() {
        return call.see(&format!("{}/orders/{order}", path(served)));
    }
    let id = text.parse::<i32>().ok().filter(|id| *id > 0);
    let tenants = call.tenants()?;
    page(
        &call,
        "Find an order",
        &html! {
            h1 { "Orders that match " (words::shown(&text)) }
            @if found.is_empty() {
                p { "No run has read such an order yet." }
                @if let Some(id) = id {
                    p { "To ask both systems whether they have it, choose the tenant:" }
                    (list(tenants.iter().take(MAX_FOUND).map(|served| (*served, RecordId::from(id)))))
                } @else {
                    p.remedy { "Give the order's number in 24SevenOffice or in Ongoing, its customer's \
                        number, or its reference as written there." }
                }
            } @else {
                (list(found.into_iter()))
            }
        },
    )
}

/// The orders that fit, tenant by tenant, of each the newest ones.
pub(crate) async fn found<'c>(call: &'c Call, text: &str) -> Result<Vec<(&'c Served, RecordId)>, Failure> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for tenants in call.tenants()?.chunks(AT_ONCE) {
        let looks = tenants.iter().map(|served| call.app.operations.find(served.name(), text, MAX_FOUND));
        for (served, orders) in tenants.iter().zip(futures::future::try_join_all(looks).await?) {
            found.extend(orders.into_iter().map(|order| (*served, order)));
        }
    }
    Ok(found)
}

fn list<'a>(found: impl Iterator<Item = (&'a Served, RecordId)>) -> Markup {
    html! {
        ul {
            @for (served, order) in found {
                li { a href={ (path(served)) "/orders/" (order) } { (served.name()) ": order " (order) } }
            }
        }
    }
}

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let order: i32 = call
        .parameter("order")
        .parse()
        .map_err(|_| Failure::NotFound("an order's address has its number in the ERP".to_owned()))?;
    let why = call.app.operations.why(served.name(), order).await?;
    if !why.known {
        let what = format!("neither side has order {order}, and nothing is recorded about it");
        return Err(Failure::NotFound(what));
    }
    page(&call, &format!("Order {order}"), &content(&call, served, &why))
}

fn content(call: &Call, served: &Served, why: &Why) -> Markup {
    let zone = served.zone();
    html! {
        (back(served))
        h1 { "Order " (why.order) }
        section aria-labelledby="sides" {
            h2 #sides { "Where it is now" }
            dl {
                dt { "24SevenOffice" }
                dd { (words::shown(why.erp_status.as_deref().unwrap_or("not there"))) }
                dt { "Ongoing" }
                dd {
                    @if let Some((number, name)) = &why.wms_status { (number) " " (words::shown(name)) }
                    @else { "not there" }
                }
            }
        }
        (quantities(why))
        section aria-labelledby="waits" {
            h2 #waits { "What it waits for" }
            @if why.gates.is_empty() { p.fine { "Nothing." } }
            ul { @for gate in &why.gates { li { (words::shown(gate)) } } }
        }
        @for held in &why.held {
            section.cause aria-label={ "Held by " (words::process(held.process)) } {
                h2 { "Held: " (words::class(held.class)) }
                p.problem { (words::process(held.process)) " " (words::shown(&held.record)) ": " (words::shown(&held.what)) }
                @if !held.remedy.is_empty() { p.remedy { (words::shown(&held.remedy)) } }
                (held::one(call, served, held, &why.order))
            }
        }
        section aria-labelledby="timeline" {
            h2 #timeline { "Timeline" }
            @if why.timeline.is_empty() { p { "Nothing is recorded about it yet." } }
            ol.timeline {
                @for event in &why.timeline {
                    li {
                        (words::time(event.at, zone)) " "
                        strong { (timeline::words(event.kind)) }
                        @if !event.detail.is_empty() { ": " (words::shown(&event.detail)) }
                        @if let Some(id) = &event.request_id { " " small { "(request " (words::shown(id)) ")" } }
                    }
                }
            }
        }
    }
}

/// How many of each line there are on their way.
fn quantities(why: &Why) -> Markup {
    let number =
        |quantity: Option<Decimal>| quantity.map_or_else(|| "–".to_owned(), |quantity| quantity.to_string());
    html! {
        section aria-labelledby="lines" {
            h2 #lines { "Lines" }
            @if let Some(error) = &why.rows_unread {
                p.problem { "The rows in 24SevenOffice cannot be read: " (words::shown(error)) }
            }
            @if why.lines.is_empty() { p { "Neither side has any lines." } }
            @else {
                (table("Quantities of the lines", &html! {
                    thead { tr {
                        th scope="col" { "Line" }
                        @for title in ["Ordered", "In Ongoing", "Picked", "Sent", "Reported"] { th.number scope="col" { (title) } }
                    } }
                    tbody { @for line in &why.lines {
                        tr {
                            th scope="row" { (words::shown(&line.name)) @if !line.code.is_empty() { " " small { (words::shown(&line.code)) } } }
                            @for quantity in [line.ordered, line.in_wms, line.picked, line.sent, line.reported] {
                                td.number { (number(quantity)) }
                            }
                        }
                    } }
                }))
            }
        }
    }
}
