//! One tenant: its processes, what it holds, its last runs, its settings.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use wms_erp_sync::{ProcessStatus, Report, Status};

use super::layout::{page, table};
use super::links::path;
use super::{held, history, overview, pause, words};
use crate::language::Texts;
use crate::tenants::PollingState;
use crate::web::call::{Answer, Call, Failure, escaped};
use crate::web::operations::Served;
use crate::web::snapshot::{Past, State, attention, last_success};

/// How many runs are shown.
const MAX_RUNS: usize = 20;

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let view = call.app.view_of(served).await;
    let unknown =
        |(what, remedy): &(String, String)| Failure::Unknown { what: what.clone(), remedy: remedy.clone() };
    let status = view.now.status.as_ref().map_err(unknown)?;
    let Past { dismissed, days } = view.past.as_ref().map_err(unknown)?;
    let (now, texts) = (call.app.operations.now(), call.texts);
    let (path, zone) = (path(served), served.zone());
    let problems = overview::problems_of(&call.app, served, texts);
    let runs = runs(&call, served, status);
    let today = now.with_timezone(&served.zone()).date_naive();
    page(
        &call,
        served.name(),
        &html! {
            h1 { (served.name()) }
            nav.tabs aria-label=(texts.tenant()) {
                ul {
                    li { a href={ (path) "#held" } { (texts.held_records()) } }
                    li { a href={ (path) "/plan" } { (texts.plan()) } }
                    li { a href={ (path) "/drift" } { (texts.drift()) } }
                    li { a href={ (path) "/stock" } { (texts.stock()) } }
                    li { a href={ "/activity?tenant=" (escaped(served.name())) } { (texts.activity()) } }
                    li { a href={ (path) "#settings" } { (texts.settings()) } }
                }
            }
            @if !problems.is_empty() {
                section aria-labelledby="wrong" {
                    h2 #wrong { (texts.wrong()) }
                    ol.problems { @for problem in &problems { (overview::item(texts, problem, now, false)) } }
                }
            }
            section aria-labelledby="processes" {
                h2 #processes { (texts.processes()) }
                (processes(&call, served, status, now))
                (polling(&call, served))
                (pause::form_of(&call, served, status, now))
            }
            (held::section(&call, served, status, now))
            @if !dismissed.is_empty() {
                section aria-labelledby="dismissed" {
                    h2 #dismissed { (texts.dismissed()) }
                    details {
                        summary { (texts.record_count(dismissed.len() as u64)) }
                        ul { @for one in dismissed.iter().take(200) {
                            li { (words::shown(&one.record)) ": " (words::shown(&words::dismissal(texts, one, zone))) }
                        } }
                    }
                }
            }
            section aria-labelledby="runs" {
                h2 #runs { (texts.last_runs()) }
                (runs_table(texts, &runs, served))
            }
            (history::section(texts, days, today))
            section aria-labelledby="settings" {
                h2 #settings { (texts.settings_in_force()) }
                (settings(texts, served))
            }
        },
    )
}

fn processes(call: &Call, served: &Served, status: &Status, now: DateTime<Utc>) -> Markup {
    let (zone, texts) = (served.zone(), call.texts);
    let titles = [texts.process(), texts.state(), texts.last_success(), texts.next_run()];
    let counts = [texts.needs_person_title(), texts.held(), texts.waiting_to_go()];
    let success = |process: &ProcessStatus| {
        last_success(process, |process| call.app.watch.last_success(served.name(), process))
    };
    table(
        texts.processes(),
        &html! {
            thead { tr {
                @for title in titles { th scope="col" { (title) } }
                @for title in counts { th.number scope="col" { (title) } }
            } }
            tbody {
                @for process in &status.processes {
                    tr {
                        th scope="row" { (texts.process_name(process.process)) }
                        td {
                            (words::badge(texts, State::of(process)))
                            @if let Some(progress) = &process.progress {
                                br;
                                small { (words::progress(texts, progress, now)) (at_work(texts, status, process)) }
                            }
                        }
                        td { @if let Some(at) = success(process) { (words::since(texts, at, now, zone)) } @else { "–" } }
                        td { @if let Some(at) = process.next.filter(|_| process.on) { (words::until(texts, at, now, zone)) } @else { "–" } }
                        td.number { (texts.number(attention(process) as u64)) }
                        td.number { (texts.number(process.held.len() as u64)) }
                        td.number { (texts.number(process.spooled + process.due)) }
                    }
                }
            }
        },
    )
}

/// How often the warehouse is asked for orders, where webhooks make a difference to that.
fn polling(call: &Call, served: &Served) -> Markup {
    let texts = call.texts;
    let state = call.app.watch.polling().of(served.name());
    html! { @if let Some(PollingState { factor, standing, last_webhook, .. }) = state {
        p.quiet {
            (words::shown(&crate::polling::text(texts, factor, &standing)))
            @if let Some(at) = last_webhook {
                " (" (texts.last_webhook(&wms_erp_sync::moment(&at, served.zone()))) ")"
            }
            "."
        }
    } }
}

/// Which service a run is in.
fn at_work(texts: &Texts, status: &Status, process: &ProcessStatus) -> Markup {
    let lease = status.leases.iter().find(|lease| lease.name == process.process.as_str());
    html! { @if let Some(lease) = lease { ", " (words::shown(&texts.at_work_in(&lease.owner))) } }
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

pub(super) fn runs_table(texts: &Texts, runs: &[Report], served: &Served) -> Markup {
    let figures = [
        texts.took(),
        texts.read(),
        texts.in_step(),
        texts.written(),
        texts.left_out(),
        texts.held(),
        texts.failed(),
        texts.erp_requests(),
        texts.wms_requests(),
    ];
    table(
        texts.runs_table(),
        &html! {
            thead { tr {
                @for title in [texts.ended(), texts.process(), texts.outcome()] { th scope="col" { (title) } }
                @for title in figures {
                    th.number scope="col" { (title) }
                }
            } }
            tbody {
                @for run in runs {
                    tr {
                        td { (words::time(run.ended, served.zone())) }
                        td { (texts.process_name(run.process)) }
                        td {
                            (words::outcome(texts, run.outcome))
                            @if let Some(why) = run.reasons.first().filter(|_| run.outcome == wms_erp_sync::Outcome::Failed) {
                                ": " (words::reason(texts, &why.what))
                            }
                            @if let Some(id) = &run.request_id { " " small { (words::shown(&texts.request(id.as_str()))) } }
                        }
                        td.number { (words::length(texts, run.ended - run.started)) }
                        @for count in [run.read, run.unchanged, run.written, run.skipped, run.held, run.failed, run.requests.erp, run.requests.wms] {
                            td.number { (texts.number(count)) }
                        }
                    }
                }
            }
        },
    )
}

/// What the engine works with, in the words of the configuration.
fn settings(texts: &Texts, served: &Served) -> Markup {
    html! {
        @for section in &served.settings {
            @let title = format!("[{}]", section.name);
            details {
                summary { code { (title) } }
                (table(&title, &html! {
                    thead { tr { th scope="col" { (texts.key()) } th scope="col" { (texts.value()) } } }
                    tbody { @for (key, value) in &section.rows {
                        tr { th scope="row" { code { (key) } } td { code { (words::shown(value)) } } }
                    } }
                }))
            }
        }
    }
}
