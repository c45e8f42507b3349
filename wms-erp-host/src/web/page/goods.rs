//! Purchase orders and returns of a number: where they are, and what they wait for.

use maud::{Markup, html};
use wms_erp_sync::{Process, WhyGoods};

use super::layout::page;
use super::links::{back, path};
use super::words;
use crate::language::{Said, Texts};
use crate::web::call::{Answer, Call, Failure, escaped};
use crate::web::operations::Served;

/// What one tenant has under the number `number` of the query. The WMS is asked.
pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let number = call.query("number").to_owned();
    let found = match number.is_empty() {
        true => Vec::new(),
        false => call.app.operations.why_goods(served.name(), &number).await?,
    };
    let Some(first) = found.first() else {
        return Err(Failure::NotFound(Said::new(move |texts| texts.no_such_goods(&words::shown(&number)))));
    };
    let texts = call.texts;
    let content = html! { (back(served)) h1 { (title(call.texts, first)) } @for goods in &found { (one(&call, served, goods, found.len() > 1)) } };
    page(&call, &title(texts, first), &content)
}

fn title(texts: &Texts, goods: &WhyGoods) -> String {
    let number = words::shown(&goods.number);
    match goods.process {
        Process::Returns => texts.return_title(&number),
        _ => texts.purchase_order_title(&number),
    }
}

fn one(call: &Call, served: &Served, goods: &WhyGoods, is_named: bool) -> Markup {
    let texts = call.texts;
    html! {
        section {
            @if is_named { h2 { (title(texts, goods)) } }
            @if let Some(order) = &goods.order {
                p { a href={ (path(served)) "/orders/" (escaped(order.as_str())) } { (texts.order_of(served.name(), order.as_str())) } }
            }
            @if !is_named { h2 { (texts.where_it_is()) } }
            ul { @for gate in &goods.gates { li { (words::gate(texts, gate)) } } }
            @for held in &goods.held {
                @if !held.remedy.is_empty() { (words::remedy(texts, &held.remedy)) }
            }
        }
    }
}

/// The tenants that can be asked whether a number is one of a purchase order or a return.
pub(super) fn ask<'s>(texts: &Texts, tenants: impl Iterator<Item = &'s Served>, number: &str) -> Markup {
    let asked: Vec<&Served> = tenants
        .filter(|served| {
            let on = served.on();
            on.contains(&Process::Returns) || on.contains(&Process::ExpectedReceipts)
        })
        .collect();
    html! {
        @if !asked.is_empty() {
            p { (texts.ask_for_goods()) }
            ul { @for served in asked {
                li { a href={ (path(served)) "/goods?number=" (escaped(number)) } { (texts.goods_of(served.name(), &words::shown(number))) } }
            } }
        }
    }
}
