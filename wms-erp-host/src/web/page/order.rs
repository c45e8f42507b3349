//! One order: found by a number, where it is, what it waits for, what happened to it.

use maud::{Markup, html};
use wms_erp_sync::twentyfour::types::OrderId;
use wms_erp_sync::{Why, mapping};

use super::layout::page;
use super::links::{back, path};
use super::{held, words};
use crate::timeline;
use crate::web::call::{Answer, Call, Failure};
use crate::web::operations::Served;

/// Looks an order up by its number in the ERP or in the WMS, among all tenants that the user sees. Neither side is asked.
pub(crate) async fn find(call: Call) -> Answer {
    let text = call.query("q").to_owned();
    let mut found = Vec::new();
    for served in call.tenants()? {
        let Some(order) = order_of(served, &text) else { continue };
        let held = call.app.operations.held(served.name()).await?;
        let is_held =
            held.iter().any(|held| held.record.split('/').next() == Some(order.to_string().as_str()));
        if is_held || call.app.operations.has_happened(served.name(), order).await? {
            found.push((served, order));
        }
    }
    if let [(served, order)] = found.as_slice() {
        return call.see(&format!("{}/orders/{order}", path(served)));
    }
    let numbers: Vec<(&Served, i32)> =
        call.tenants()?.into_iter().filter_map(|served| Some((served, order_of(served, &text)?))).collect();
    page(
        &call,
        "Find an order",
        &html! {
            h1 { "Orders with the number " (words::shown(&text)) }
            @if found.is_empty() {
                p { "Nothing has happened to such an order yet." }
                @if numbers.is_empty() {
                    p.remedy { "Give the order's number in 24SevenOffice or in Ongoing." }
                } @else {
                    p { "To ask both systems whether they have it, choose the tenant:" }
                    (list(numbers.iter().take(50)))
                }
            } @else {
                p { "More than one tenant has it:" }
                (list(found.iter()))
            }
        },
    )
}

fn list<'a>(found: impl Iterator<Item = &'a (&'a Served, i32)>) -> Markup {
    html! {
        ul {
            @for (served, order) in found {
                li { a href={ (path(served)) "/orders/" (order) } { (served.name()) ": order " (order) } }
            }
        }
    }
}

/// The order that a text names for a tenant: its id in the ERP, or its number in the WMS, which may have a prefix.
fn order_of(served: &Served, text: &str) -> Option<i32> {
    let prefix =
        served.tenant.orders.as_ref().map_or("", |orders| orders.mapping.order_number_prefix.as_str());
    let id = text.parse::<i32>().ok().filter(|id| *id > 0);
    id.or_else(|| {
        let number = text.get(prefix.len()..)?.parse::<i32>().ok().filter(|id| *id > 0)?;
        (mapping::order_number(OrderId(number), prefix).to_lowercase() == text.to_lowercase())
            .then_some(number)
    })
}

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let order: i32 = call
        .parameter("order")
        .parse()
        .map_err(|_| Failure::NotFound("an order's address has its number in the ERP".to_owned()))?;
    let why = call.app.operations.why(served.name(), order).await?;
    if !why.known {
        let what = format!("neither side has order {order}, and nothing has happened to it");
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
                (held::one(call, served, held, why.order))
            }
        }
        section aria-labelledby="timeline" {
            h2 #timeline { "Timeline" }
            @if why.timeline.is_empty() { p { "Nothing has happened to it yet." } }
            ol.timeline {
                @for event in &why.timeline {
                    li {
                        (words::time(event.at, zone)) " "
                        strong { (timeline::words(event.kind)) }
                        @if !event.detail.is_empty() { ": " (words::shown(&event.detail)) }
                    }
                }
            }
        }
    }
}
