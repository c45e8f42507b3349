//! One tenant: its processes, what it holds, its last runs, its settings.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use wms_erp_sync::{ProcessStatus, Report, Status};

use super::layout::{page, table};
use super::links::path;
use super::{held, history, overview, pause, words};
use crate::web::call::{Answer, Call, Failure, escaped};
use crate::web::operations::Served;
use crate::web::snapshot::{State, attention, last_success};

/// How many runs are shown.
const MAX_RUNS: usize = 20;

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let known = call.app.look_at(served).await;
    let status = known
        .status
        .as_ref()
        .map_err(|(what, remedy)| Failure::Unknown { what: what.clone(), remedy: remedy.clone() })?;
    let dismissed = call.app.operations.dismissed(served.name()).await?;
    let now = call.app.operations.now();
    let (path, zone) = (path(served), served.zone());
    let problems = overview::problems_of(&call.app, served);
    let runs = runs(&call, served, status);
    let history = call.app.operations.history(served.name()).await?;
    let today = now.with_timezone(&served.zone()).date_naive();
    page(
        &call,
        served.name(),
        &html! {
            h1 { (served.name()) }
            nav.tabs aria-label="Tenant" {
                ul {
                    li { a href={ (path) "#held" } { "Held records" } }
                    li { a href={ (path) "/plan" } { "Plan" } }
                    li { a href={ (path) "/drift" } { "Drift" } }
                    li { a href={ (path) "/stock" } { "Stock" } }
                    li { a href={ "/activity?tenant=" (escaped(served.name())) } { "Activity" } }
                    li { a href={ (path) "#settings" } { "Settings" } }
                }
            }
            @if !problems.is_empty() {
                section aria-labelledby="wrong" {
                    h2 #wrong { "What is wrong" }
                    ol.problems { @for problem in &problems { (overview::item(problem, now, false)) } }
                }
            }
            section aria-labelledby="processes" {
                h2 #processes { "Processes" }
                (processes(&call, served, status, now))
                (pause::form_of(&call, served, status, now))
            }
            (held::section(&call, served, status, now))
            @if !dismissed.is_empty() {
                section aria-labelledby="dismissed" {
                    h2 #dismissed { "Dismissed" }
                    details {
                        summary { (words::count(dismissed.len(), "record")) }
                        ul { @for one in dismissed.iter().take(200) {
                            li { (words::shown(&one.record)) ": " (words::shown(&one.text(zone))) }
                        } }
                    }
                }
            }
            section aria-labelledby="runs" {
                h2 #runs { "Last runs" }
                (runs_table(&runs, served))
            }
            (history::section(&history, today))
            section aria-labelledby="settings" {
                h2 #settings { "Settings in force" }
                (settings(served))
            }
        },
    )
}

fn processes(call: &Call, served: &Served, status: &Status, now: DateTime<Utc>) -> Markup {
    let zone = served.zone();
    let success = |process: &ProcessStatus| {
        last_success(process, |process| call.app.watch.last_success(served.name(), process))
    };
    table(
        "Processes",
        &html! {
            thead { tr {
                @for title in ["Process", "State", "Last success", "Next run", "Needs a person", "Held", "Waiting to go"] {
                    th scope="col" { (title) }
                }
            } }
            tbody {
                @for process in &status.processes {
                    tr {
                        th scope="row" { (words::process(process.process)) }
                        td {
                            (words::badge(State::of(process)))
                            @if let Some(progress) = &process.progress {
                                br;
                                small { (words::progress(progress, now)) (at_work(status, process)) }
                            }
                        }
                        td { @if let Some(at) = success(process) { (words::since(at, now, zone)) } @else { "–" } }
                        td { @if let Some(at) = process.next.filter(|_| process.on) { (words::until(at, now, zone)) } @else { "–" } }
                        td.number { (attention(process)) }
                        td.number { (process.held.len()) }
                        td.number { (process.spooled + process.due) }
                    }
                }
            }
        },
    )
}

/// Which service a run is in.
fn at_work(status: &Status, process: &ProcessStatus) -> Markup {
    let lease = status.leases.iter().find(|lease| lease.name == process.process.as_str());
    html! { @if let Some(lease) = lease { ", in " (words::shown(&lease.owner)) } }
}

/// The last runs, newest first: those that this process has seen, else the last one of each process.
fn runs(call: &Call, served: &Served, status: &Status) -> Vec<Report> {
    let seen = call.app.watch.runs(served.name());
    let before = status.processes.iter().filter_map(|process| process.last.clone());
    let mut runs: Vec<Report> = before
        .filter(|last| !seen.iter().any(|run| run.process == last.process))
        .chain(seen.clone())
        .collect();
    runs.sort_by_key(|run| std::cmp::Reverse(run.ended));
    runs.truncate(MAX_RUNS);
    runs
}

pub(super) fn runs_table(runs: &[Report], served: &Served) -> Markup {
    table(
        "Runs, newest first",
        &html! {
            thead { tr {
                @for title in ["Ended", "Process", "Outcome"] { th scope="col" { (title) } }
                @for title in ["Took", "Read", "In step", "Written", "Left out", "Held", "Failed", "ERP requests", "WMS requests"] {
                    th.number scope="col" { (title) }
                }
            } }
            tbody {
                @for run in runs {
                    tr {
                        td { (words::time(run.ended, served.zone())) }
                        td { (words::process(run.process)) }
                        td {
                            (run.outcome.as_str())
                            @if let Some(why) = run.reasons.first().filter(|_| run.outcome == wms_erp_sync::Outcome::Failed) {
                                ": " (words::shown(&why.what))
                            }
                            @if let Some(id) = &run.request_id { " " small { "(request " (words::shown(id)) ")" } }
                        }
                        td.number { (words::length(run.ended - run.started)) }
                        @for count in [run.read, run.unchanged, run.written, run.skipped, run.held, run.failed, run.requests.erp, run.requests.wms] {
                            td.number { (count) }
                        }
                    }
                }
            }
        },
    )
}

/// What the engine works with, in the words of the configuration.
fn settings(served: &Served) -> Markup {
    html! {
        @for section in &served.settings {
            @let title = format!("[{}]", section.name);
            details {
                summary { code { (title) } }
                (table(&title, &html! {
                    thead { tr { th scope="col" { "Key" } th scope="col" { "Value" } } }
                    tbody { @for (key, value) in &section.rows {
                        tr { th scope="row" { code { (key) } } td { code { (words::shown(value)) } } }
                    } }
                }))
            }
        }
    }
}
