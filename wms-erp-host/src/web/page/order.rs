//! One order: found by a number, where it is, what it waits for, what happened to it.

use maud::{Markup, html};
use rust_decimal::Decimal;
use wms_erp_sync::{RecordId, Why};

use super::layout::{page, table};
use super::links::{back, path};
use super::{goods, held, words};
use crate::language::{Said, Texts};
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
    let (tenants, texts) = (call.tenants()?, call.texts);
    page(
        &call,
        texts.find_order(),
        &html! {
            h1 { @if text.is_empty() { (texts.find_order()) } @else { (texts.orders_that_match(&words::shown(&text))) } }
            @if text.is_empty() {
                p { (texts.find_hint()) }
            } @else if found.is_empty() {
                p { (texts.no_such_order_read()) }
                @if let Some(id) = id {
                    p { (texts.choose_tenant()) }
                    (list(texts, tenants.iter().take(MAX_FOUND).map(|served| (*served, RecordId::from(id)))))
                } @else {
                    p.remedy { (texts.find_hint()) }
                }
                (goods::ask(texts, tenants.iter().take(MAX_FOUND).copied(), &text))
            } @else {
                (list(texts, found.into_iter()))
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

fn list<'a>(texts: &Texts, found: impl Iterator<Item = (&'a Served, RecordId)>) -> Markup {
    html! {
        ul {
            @for (served, order) in found {
                li { a href={ (path(served)) "/orders/" (order) } { (texts.order_of(served.name(), order.as_str())) } }
            }
        }
    }
}

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let order: i32 =
        call.parameter("order").parse().map_err(|_| Failure::NotFound(Said::new(Texts::order_address)))?;
    let why = call.app.operations.why(served.name(), order).await?;
    if !why.known {
        let said = Said::new(move |texts| texts.neither_side(&order.to_string()));
        return Err(Failure::NotFound(said));
    }
    page(&call, &call.texts.order_title(&order.to_string()), &content(&call, served, &why))
}

fn content(call: &Call, served: &Served, why: &Why) -> Markup {
    let (zone, texts) = (served.zone(), call.texts);
    html! {
        (back(served))
        h1 { (texts.order_title(why.order.as_str())) }
        section aria-labelledby="sides" {
            h2 #sides { (texts.where_it_is()) }
            dl {
                dt { "24SevenOffice" }
                dd { (words::shown(why.erp_status.as_deref().unwrap_or_else(|| texts.not_there()))) }
                dt { "Ongoing" }
                dd {
                    @if let Some((number, name)) = &why.wms_status { (number) " " (words::shown(name)) }
                    @else { (texts.not_there()) }
                }
            }
        }
        (quantities(texts, why))
        section aria-labelledby="waits" {
            h2 #waits { (texts.what_it_waits_for()) }
            @if why.gates.is_empty() { p.fine { (texts.nothing()) } }
            ul { @for gate in &why.gates { li { (words::gate(texts, gate)) } } }
        }
        @for held in &why.held {
            section.cause aria-label=(texts.held_by(&texts.process_name(held.process))) {
                h2 { (texts.held_title(words::class(texts, held.class))) }
                p.problem { (texts.process_name(held.process)) " " (words::shown(&held.record)) ": " (words::reason(texts, &held.what)) }
                @if !held.remedy.is_empty() { (words::remedy(texts, &held.remedy)) }
                (held::one(call, served, held, &why.order))
            }
        }
        section aria-labelledby="timeline" {
            h2 #timeline { (texts.timeline()) }
            @if why.timeline.is_empty() { p { (texts.nothing_recorded()) } }
            ol.timeline {
                @for event in &why.timeline {
                    li {
                        (words::time(event.at, zone)) " "
                        strong { (timeline::words(texts, event.kind)) }
                        @let details = timeline::details(texts, event);
                        @if let [one] = details.as_slice() { ": " (one) }
                        @if let Some(id) = &event.request_id { " " small { (words::shown(&texts.request(id.as_str()))) } }
                        @if details.len() > 1 { ul { @for detail in &details { li { (detail) } } } }
                    }
                }
            }
        }
    }
}

/// How many of each line there are on their way.
fn quantities(texts: &Texts, why: &Why) -> Markup {
    let number = |quantity: Option<Decimal>| {
        quantity.map_or_else(|| "–".to_owned(), |quantity| texts.decimal(quantity))
    };
    html! {
        section aria-labelledby="lines" {
            h2 #lines { (texts.lines()) }
            @if let Some(error) = &why.rows_unread {
                p.problem { (words::shown(&texts.rows_unread(&texts.language.reason(error)))) }
            }
            @if why.lines.is_empty() { p { (texts.no_lines()) } }
            @else {
                (table(texts.quantities(), &html! {
                    thead { tr {
                        th scope="col" { (texts.line()) }
                        @for title in [texts.ordered(), texts.in_ongoing(), texts.picked(), texts.sent(), texts.reported()] { th.number scope="col" { (title) } }
                    } }
                    tbody { @for line in &why.lines {
                        tr {
                            th scope="row" { (words::shown(&line.name)) @if !line.code.is_empty() { " " small { (words::shown(&texts.row(&line.code))) } } }
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
