//! The last weeks of a tenant in pictures.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use maud::{Markup, html};
use wms_erp_sync::{DayCounts, Process};

use super::chart::{Chart, Series, chart};
use crate::language::Texts;

/// How many days are shown.
const DAYS: u64 = 30;

/// Pictures of what the runs did, up to today.
pub(super) fn section(texts: &Texts, history: &[DayCounts], today: NaiveDate) -> Markup {
    let days: Vec<NaiveDate> =
        (0..DAYS).rev().filter_map(|back| today.checked_sub_days(Days::new(back))).collect();
    let labels: Vec<String> = days.iter().map(ToString::to_string).collect();
    let known: BTreeMap<(Process, NaiveDate), &DayCounts> =
        history.iter().map(|counts| ((counts.process, counts.day), counts)).collect();
    let row = |process: Process, figure: fn(&DayCounts) -> u64| {
        days.iter().map(|day| known.get(&(process, *day)).map(|counts| figure(counts))).collect::<Vec<_>>()
    };
    let written = |counts: &DayCounts| counts.written;
    let of_all = |figure: fn(&DayCounts) -> u64| {
        let with = |process: Process| (texts.process_name(process), row(process, figure));
        Process::ALL
            .iter()
            .copied()
            .map(with)
            .filter(|(_, values)| values.iter().any(Option::is_some))
            .collect::<Vec<_>>()
    };
    let (held, longest) =
        (of_all(|counts| counts.held), of_all(|counts| counts.longest_millis.div_ceil(1000)));
    html! {
        section aria-labelledby="weeks" {
            h2 #weeks { (texts.last_days(DAYS)) }
            @if history.is_empty() { p { (texts.no_run_yet()) } }
            @else {
                (chart(texts, &Chart { id: "orders-a-day", title: texts.orders_a_day(), column: texts.day(), labels: &labels, series: vec![
                    Series { name: texts.written_to_ongoing(), values: row(Process::Orders, written) },
                    Series { name: texts.reported_as_sent(), values: row(Process::OrderStatus, written) },
                ] }))
                (chart(texts, &Chart { id: "held-a-day", title: texts.held_a_day(), column: texts.day(), labels: &labels, series: series(&held) }))
                (chart(texts, &Chart { id: "stock-a-day", title: texts.stock_a_day(), column: texts.day(), labels: &labels, series: vec![
                    Series { name: texts.products(), values: row(Process::Stock, written) },
                ] }))
                (chart(texts, &Chart { id: "longest-a-day", title: texts.longest_a_day(), column: texts.day(), labels: &labels, series: series(&longest) }))
            }
        }
    }
}

fn series<'a>(rows: &'a [(std::borrow::Cow<'static, str>, Vec<Option<u64>>)]) -> Vec<Series<'a>> {
    rows.iter().map(|(name, values)| Series { name, values: values.clone() }).collect()
}
