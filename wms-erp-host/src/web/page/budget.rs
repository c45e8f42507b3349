//! The requests to 24SevenOffice that all tenants behind an address need, and those that there are.

use chrono::{DateTime, Timelike, Utc};
use maud::{Markup, html};
use wms_erp_sync::TimeZone;

use super::chart::{Chart, Series, chart};
use super::layout::table;
use crate::budget::{Budget, Hour, SHOWN_HOURS};
use crate::language::Texts;

/// By whose clocks the hours are named: the vendor's.
const ZONE: TimeZone = TimeZone::OSLO;

/// What is wrong: of each address that has not enough for all.
pub(super) fn problems(texts: &Texts, budgets: &[Budget]) -> Markup {
    html! { @for budget in budgets.iter().filter(|budget| budget.stretch.is_stretched()) {
        li.problem {
            p { strong { (texts.budget_short(&budget.address)) } }
            p {
                (texts.budget_figures(&texts.number(budget.stretch.demand), &texts.number(budget.stretch.supply.into()))) "; "
                (stretch(texts, budget)) "."
            }
            p.remedy { (texts.budget_remedy()) }
        }
    } }
}

/// Of every address, with the last hours as a picture.
pub(super) fn section(texts: &Texts, budgets: &[Budget]) -> Markup {
    html! { @if !budgets.is_empty() {
        section aria-labelledby="budget" {
            h2 #budget { (texts.budget()) }
            (table(texts.budget(), &html! {
                thead { tr {
                    th scope="col" { (texts.budget_address()) }
                    @for title in [texts.tenants(), texts.budget_demand(), texts.budget_supply()] { th.number scope="col" { (title) } }
                    th scope="col" { (texts.budget_intervals()) }
                } }
                tbody { @for budget in budgets {
                    tr {
                        th scope="row" { (budget.address) }
                        td.number { (texts.number(budget.tenants as u64)) }
                        td.number { (texts.number(budget.stretch.demand)) }
                        td.number { (texts.number(budget.stretch.supply.into())) }
                        td.words { @if budget.stretch.is_stretched() { span.state.late { (stretch(texts, budget)) } } @else { (texts.budget_enough()) } }
                    }
                } }
            }))
            @for (place, budget) in budgets.iter().enumerate() { (picture(texts, place, budget)) }
        }
    } }
}

/// By what intervals are multiplied, in words.
fn stretch(texts: &Texts, budget: &Budget) -> String {
    let factor = |factor: f64| crate::polling::number(factor).replace('.', texts.decimal_mark());
    match budget.stretch.urgent > 1.0 {
        true => texts.budget_stretched_all(&factor(budget.stretch.other), &factor(budget.stretch.urgent)),
        false => texts.budget_stretched(&factor(budget.stretch.other)),
    }
}

fn picture(texts: &Texts, place: usize, budget: &Budget) -> Markup {
    let labels: Vec<String> = budget.hours.iter().map(|(hour, _)| label(*hour)).collect();
    let values = |figure: fn(Hour) -> u64| budget.hours.iter().map(|(_, hour)| hour.map(figure)).collect();
    let title = texts.budget_picture(&budget.address, SHOWN_HOURS.unsigned_abs());
    chart(
        texts,
        &Chart {
            id: &format!("budget-{place}"),
            title: &title,
            column: texts.hour(),
            labels: &labels,
            series: vec![
                Series { name: texts.budget_demand(), values: values(|hour| hour.demand) },
                Series { name: texts.budget_supply(), values: values(|hour| hour.supply.into()) },
            ],
        },
    )
}

fn label(hour: DateTime<Utc>) -> String {
    let local = hour.with_timezone(&ZONE);
    format!("{} {:02}:00", local.date_naive(), local.hour())
}
