//! Is anything wrong, for whom, since when, and what to do.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Failure, Overdue, Process, ProcessStatus, TimeZone};

use super::layout::{page, table};
use super::words;
use crate::alarm::Unsent;
use crate::web::call::{Answer, Call, escaped};
use crate::web::operations::Served;
use crate::web::snapshot::{State, attention, last_success};
use crate::web::{App, User};

/// How many problems are shown in full.
const MAX_PROBLEMS: usize = 50;

/// Something that is wrong.
pub(super) struct Problem {
    tenant: String,
    zone: TimeZone,
    rank: u8,
    since: DateTime<Utc>,
    title: String,
    what: String,
    remedy: String,
}

/// A tenant's line in the table.
struct Row<'a> {
    name: &'a str,
    zone: TimeZone,
    /// None while it has not been looked at, or cannot be.
    processes: Vec<(Process, State)>,
    unknown: bool,
    rank: u8,
    held: usize,
    success: Option<DateTime<Utc>>,
    next: Option<DateTime<Utc>>,
}

pub(crate) async fn show(call: Call) -> Answer {
    let now = call.app.operations.now();
    let tenants = call.tenants()?;
    let misconfigured = misconfigured(&call);
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    for served in &tenants {
        problems.extend(problems_of(&call.app, served));
        rows.push(row(&call.app, served));
    }
    problems.sort_by_key(|problem| (std::cmp::Reverse(problem.rank), problem.since));
    let total = rows.len();
    let unseen = tenants.iter().filter(|served| call.app.snapshots.of(served.name()).is_none()).count();
    let (search, state, sort) = (call.query("q"), call.query("state"), call.query("sort"));
    let needle = search.to_lowercase();
    rows.retain(|row| row.name.to_lowercase().contains(&needle));
    match state {
        "wrong" => rows.retain(|row| row.rank > 0),
        "well" => rows.retain(|row| row.rank == 0),
        _ => {}
    }
    match sort {
        "name" => {}
        "success" => rows.sort_by_key(|row| row.success),
        _ => rows.sort_by_key(|row| (std::cmp::Reverse(row.rank), std::cmp::Reverse(row.held))),
    }
    page(
        &call,
        "Overview",
        &html! {
            h1 { "Overview" }
            (summary(&problems, &misconfigured, total, unseen, now))
            section aria-labelledby="tenants" {
                h2 #tenants { "Tenants" }
                form.filter {
                    div { label for="q" { "Name" } input #q name="q" type="search" value=(search) autocomplete="off"; }
                    div {
                        label for="state" { "Show" }
                        select #state name="state" {
                            option value="" selected[state.is_empty()] { "all" }
                            option value="wrong" selected[state == "wrong"] { "with problems" }
                            option value="well" selected[state == "well"] { "without problems" }
                        }
                    }
                    div {
                        label for="sort" { "Sort by" }
                        select #sort name="sort" {
                            option value="" selected[sort.is_empty()] { "worst first" }
                            option value="name" selected[sort == "name"] { "name" }
                            option value="success" selected[sort == "success"] { "last success" }
                        }
                    }
                    button { "Apply" }
                }
                p.quiet { (rows.len()) " of " (words::count(total, "tenant")) }
                (table("Tenants and their processes", &html! {
                    thead { tr {
                        th scope="col" { "Tenant" }
                        @for process in Process::ALL { th scope="col" { (words::process(process)) } }
                        th scope="col" { "Last success" }
                        th scope="col" { "Next run" }
                    } }
                    tbody { @for row in &rows { (line(row, now)) } }
                }))
            }
        },
    )
}

fn line(row: &Row<'_>, now: DateTime<Utc>) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "/tenants/" (escaped(row.name)) } { (row.name) } }
            @if row.unknown {
                td colspan="5" { span.state.late { "not known" } }
            } @else {
                @for (_, state) in &row.processes { td { (words::badge(*state)) } }
            }
            td { @if let Some(at) = row.success { (words::since(at, now, row.zone)) } @else { "–" } }
            td { @if let Some(at) = row.next { (words::until(at, now, row.zone)) } @else { "–" } }
        }
    }
}

/// What is wrong with the configuration, for those who see all tenants.
fn misconfigured(call: &Call) -> Vec<String> {
    let roster = call.app.operations.roster().filter(|_| call.user().is_ok_and(User::sees_all));
    roster.map(|roster| roster.report().lines()).unwrap_or_default()
}

fn summary(
    problems: &[Problem],
    misconfigured: &[String],
    tenants: usize,
    unseen: usize,
    now: DateTime<Utc>,
) -> Markup {
    html! {
        section aria-labelledby="wrong" {
            h2 #wrong {
                @match (problems.is_empty() && misconfigured.is_empty(), unseen) {
                    (false, _) => "What is wrong",
                    (true, 0) => "Nothing is wrong",
                    (true, _) => "Not yet known",
                }
            }
            @if unseen > 0 {
                p.paused role="status" {
                    (words::count(unseen, "tenant")) " of " (tenants)
                    " not read yet since the service started: reload this page in a moment."
                }
            } @else if problems.is_empty() {
                p.fine {
                    "No process of " (words::count(tenants, "tenant"))
                    " is failing or late, and no record needs a person."
                }
            }
            @if !misconfigured.is_empty() {
                ol.problems { @for line in misconfigured.iter().take(MAX_PROBLEMS) {
                    li.problem {
                        p { strong { "The configuration is wrong" } ": the previous settings are kept" }
                        p { (words::shown(line)) }
                        p.remedy { "correct the file; it is read again automatically" }
                    }
                } }
            }
            ol.problems { @for problem in problems.iter().take(MAX_PROBLEMS) { (item(problem, now, true)) } }
            @if let Some(more) = problems.len().checked_sub(MAX_PROBLEMS).filter(|more| *more > 0) {
                p { "… and " (more) " more; the table below has all of them." }
            }
        }
    }
}

/// One problem, with a link to its tenant.
pub(super) fn item(problem: &Problem, now: DateTime<Utc>, with_tenant: bool) -> Markup {
    let path = format!("/tenants/{}", escaped(&problem.tenant));
    html! {
        li.problem {
            p {
                @if with_tenant { a href=(path) { (problem.tenant) } ": " }
                strong { (problem.title) } ", since " (words::time(problem.since, problem.zone))
                " (" (words::length(now - problem.since)) ")"
            }
            p { (words::shown(&problem.what)) }
            @if !problem.remedy.is_empty() { p.remedy { (words::shown(&problem.remedy)) } }
        }
    }
}

/// What is wrong with a tenant.
pub(super) fn problems_of(app: &App, served: &Served) -> Vec<Problem> {
    let Some(known) = app.snapshots.of(served.name()) else { return Vec::new() };
    let new = |rank, since, title: String, what: String, remedy: String| Problem {
        tenant: served.name().to_owned(),
        zone: served.zone(),
        rank,
        since,
        title,
        what,
        remedy,
    };
    let status = match &known.status {
        Ok(status) => status,
        Err((what, remedy)) => {
            return vec![new(5, known.at, "The state is not known".to_owned(), what.clone(), remedy.clone())];
        }
    };
    let mut problems = Vec::new();
    for unsent in &known.unsent {
        let title = format!("Messages do not reach {}", unsent.receiver);
        problems.push(new(4, unsent.since, title, unsent.text(), Unsent::REMEDY.to_owned()));
    }
    for wait in &status.vendor_waits {
        let until = wms_erp_sync::moment(&wait.until, served.zone());
        let title = format!("{} has asked us to wait until {until}", wait.vendor);
        problems.push(new(
            1,
            known.at,
            title,
            wait.what.clone(),
            "wait; it continues automatically then".to_owned(),
        ));
    }
    let on = || status.processes.iter().filter(|process| process.on);
    // What befalls several processes alike is one problem.
    let mut failing: Vec<(Vec<Process>, &Failure)> = Vec::new();
    for process in on() {
        let Some(failure) = &process.failing else { continue };
        match failing.iter_mut().find(|(_, known)| known.what == failure.what) {
            Some((processes, _)) => processes.push(process.process),
            None => failing.push((vec![process.process], failure)),
        }
    }
    for (processes, failure) in failing {
        let title = format!("{} failing ({})", are(&processes), words::count(failure.runs, "run"));
        problems.push(new(4, failure.since, title, failure.what.clone(), failure.remedy.clone()));
    }
    let late: Vec<(Process, &Overdue)> =
        on().filter_map(|process| Some((process.process, process.overdue.as_ref()?))).collect();
    if let Some((_, first)) = late.iter().min_by_key(|(_, overdue)| overdue.since) {
        let processes: Vec<Process> = late.iter().map(|(process, _)| *process).collect();
        let title = format!("{} late", are(&processes));
        let what = "No run has started since it was due.".to_owned();
        problems.push(new(3, first.since, title, what, first.remedy.clone()));
    }
    for process in on() {
        let name = words::process(process.process);
        if let Some(pause) = &process.paused {
            let until = wms_erp_sync::moment(&pause.until, served.zone());
            let title = format!("{name} is paused until {until}");
            problems.push(new(1, pause.since, title, pause.reason.clone(), String::new()));
        }
        let mut held = process.held.iter().filter(|held| held.class.needs_attention());
        if let Some(first) = held.next() {
            let count = attention(process);
            let verb = if count == 1 { "needs" } else { "need" };
            let title = format!("{name}: {} {verb} a person", words::count(count, "record"));
            let what = format!("{}: {}", first.record, first.what);
            problems.push(new(2, first.since, title, what, first.remedy.clone()));
        }
    }
    problems
}

/// `Orders is`, `Articles, Orders are`.
fn are(processes: &[Process]) -> String {
    let names: Vec<_> = processes.iter().copied().map(words::process).collect();
    format!("{} {}", names.join(", "), if names.len() == 1 { "is" } else { "are" })
}

fn row<'a>(app: &App, served: &'a Served) -> Row<'a> {
    let (name, zone) = (served.name(), served.zone());
    let known = app.snapshots.of(name);
    let Some(Ok(status)) = known.as_deref().map(|known| &known.status) else {
        let rank = if known.is_some() { 5 } else { 0 };
        return Row {
            name,
            zone,
            processes: vec![],
            unknown: true,
            rank,
            held: 0,
            success: None,
            next: None,
        };
    };
    // What another program's own processes hold is on the tenant's page.
    let shown = status.processes.iter().filter(|process| Process::ALL.contains(&process.process));
    let processes: Vec<(Process, State)> =
        shown.map(|process| (process.process, State::of(process))).collect();
    let on = || status.processes.iter().filter(|process| process.on);
    let success =
        |process: &ProcessStatus| last_success(process, |process| app.watch.last_success(name, process));
    Row {
        name,
        zone,
        rank: processes.iter().map(|(_, state)| state.rank()).max().unwrap_or_default(),
        processes,
        unknown: false,
        held: on().map(attention).sum(),
        success: on().filter_map(success).min(),
        next: on().filter_map(|process| process.next).min(),
    }
}
