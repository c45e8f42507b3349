//! Is anything wrong, for whom, since when, and what to do.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Failure, Overdue, Process, ProcessStatus, TimeZone};

use super::layout::{page, table};
use super::{budget, words};
use crate::budget::Budget;
use crate::language::Texts;
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
    /// Where it is not that of the page.
    lang: Option<&'static str>,
    /// What others said of it, in their words.
    said: Option<String>,
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
    let (now, texts) = (call.app.operations.now(), call.texts);
    let tenants = call.tenants()?;
    let misconfigured = misconfigured(&call);
    let budgets = budgets(&call);
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    for served in &tenants {
        problems.extend(problems_of(&call.app, served, texts));
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
        texts.overview(),
        &html! {
            h1 { (texts.overview()) }
            (summary(texts, &problems, &misconfigured, &budgets, Seen { tenants: total as u64, unseen: unseen as u64 }, now))
            section aria-labelledby="tenants" {
                h2 #tenants { (texts.tenants()) }
                form.filter {
                    div { label for="q" { (texts.name()) } input #q name="q" type="search" value=(search) autocomplete="off"; }
                    div {
                        label for="state" { (texts.show()) }
                        select #state name="state" {
                            option value="" selected[state.is_empty()] { (texts.all()) }
                            option value="wrong" selected[state == "wrong"] { (texts.with_problems()) }
                            option value="well" selected[state == "well"] { (texts.without_problems()) }
                        }
                    }
                    div {
                        label for="sort" { (texts.sort_by()) }
                        select #sort name="sort" {
                            option value="" selected[sort.is_empty()] { (texts.worst_first()) }
                            option value="name" selected[sort == "name"] { (texts.by_name()) }
                            option value="success" selected[sort == "success"] { (texts.by_success()) }
                        }
                    }
                    button { (texts.apply()) }
                }
                p.quiet { (texts.tenants_shown(rows.len() as u64, total as u64)) }
                (table(texts.tenants_table(), &html! {
                    thead { tr {
                        th scope="col" { (texts.tenant()) }
                        @for &process in Process::ALL { th scope="col" { (texts.process_name(process)) } }
                        th scope="col" { (texts.last_success()) }
                        th scope="col" { (texts.next_run()) }
                    } }
                    tbody { @for row in &rows { (line(texts, row, now)) } }
                }))
            }
            (budget::section(texts, &budgets))
        },
    )
}

fn line(texts: &Texts, row: &Row<'_>, now: DateTime<Utc>) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "/tenants/" (escaped(row.name)) } { (row.name) } }
            @if row.unknown {
                td colspan=(Process::ALL.len()) { span.state.late { (texts.not_known()) } }
            } @else {
                @for (_, state) in &row.processes { td { (words::badge(texts, *state)) } }
            }
            td { @if let Some(at) = row.success { (words::since(texts, at, now, row.zone)) } @else { "–" } }
            td { @if let Some(at) = row.next { (words::until(texts, at, now, row.zone)) } @else { "–" } }
        }
    }
}

/// What is wrong with the configuration, for those who see all tenants.
fn misconfigured(call: &Call) -> Vec<String> {
    let roster = call.app.operations.roster().filter(|_| call.user().is_ok_and(User::sees_all));
    roster.map(|roster| roster.report().lines()).unwrap_or_default()
}

/// The budgets of requests, for those who see all tenants: they share them.
fn budgets(call: &Call) -> Vec<Budget> {
    match call.user().is_ok_and(User::sees_all) {
        true => call.app.operations.budgets(),
        false => Vec::new(),
    }
}

/// How many tenants there are, and how many of them have not been looked at yet.
#[derive(Debug, Clone, Copy)]
struct Seen {
    tenants: u64,
    unseen: u64,
}

fn summary(
    texts: &Texts,
    problems: &[Problem],
    misconfigured: &[String],
    budgets: &[Budget],
    Seen { tenants, unseen }: Seen,
    now: DateTime<Utc>,
) -> Markup {
    let is_stretched = budgets.iter().any(|budget| budget.stretch.is_stretched());
    html! {
        section aria-labelledby="wrong" {
            h2 #wrong {
                @match (problems.is_empty() && misconfigured.is_empty() && !is_stretched, unseen) {
                    (false, _) => (texts.wrong()),
                    (true, 0) => (texts.nothing_wrong()),
                    (true, _) => (texts.not_yet_known()),
                }
            }
            @if unseen > 0 {
                p.paused role="status" { (texts.unread(unseen, tenants)) }
            } @else if problems.is_empty() {
                p.fine { (texts.all_well(tenants)) }
            }
            @if !misconfigured.is_empty() {
                ol.problems { @for line in misconfigured.iter().take(MAX_PROBLEMS) {
                    li.problem {
                        p { strong { (texts.misconfigured()) } ": " (texts.previous_settings_kept()) }
                        p lang=[words::language_of(texts, line, line)] { (words::shown(line)) }
                        p.remedy { (texts.correct_the_file()) }
                    }
                } }
            }
            @if is_stretched { ol.problems { (budget::problems(texts, budgets)) } }
            ol.problems { @for problem in problems.iter().take(MAX_PROBLEMS) { (item(texts, problem, now, true)) } }
            @if let Some(more) = problems.len().checked_sub(MAX_PROBLEMS).filter(|more| *more > 0) {
                p { (texts.more_problems(more as u64)) }
            }
        }
    }
}

/// One problem, with a link to its tenant.
pub(super) fn item(texts: &Texts, problem: &Problem, now: DateTime<Utc>, with_tenant: bool) -> Markup {
    let path = format!("/tenants/{}", escaped(&problem.tenant));
    html! {
        li.problem {
            p {
                @if with_tenant { a href=(path) { (problem.tenant) } ": " }
                strong { (problem.title) } ", " (texts.since()) " " (words::time(problem.since, problem.zone))
                " (" (words::length(texts, now - problem.since)) ")"
            }
            p lang=[problem.lang] {
                (words::shown(&problem.what))
                @if let Some(said) = &problem.said {
                    " " span lang=[words::language_of(texts, said, said)] { (words::shown(said)) }
                }
            }
            @if !problem.remedy.is_empty() { (words::remedy(texts, &problem.remedy)) }
        }
    }
}

/// What is wrong with a tenant.
pub(super) fn problems_of(app: &App, served: &Served, texts: &Texts) -> Vec<Problem> {
    let Some(known) = app.snapshots.of(served.name()) else { return Vec::new() };
    let new = |rank, since, title: String, what: String, remedy: String| Problem {
        tenant: served.name().to_owned(),
        zone: served.zone(),
        rank,
        since,
        title,
        what: texts.language.reason(&what).into_owned(),
        lang: None,
        said: None,
        remedy,
    };
    let status = match &known.status {
        Ok(status) => status,
        Err((what, remedy)) => {
            let problem = new(5, known.at, texts.state_not_known().to_owned(), what.clone(), remedy.clone());
            return vec![Problem { lang: words::language_of(texts, what, &problem.what), ..problem }];
        }
    };
    let names = |processes: &[Process]| {
        let names: Vec<_> = processes.iter().map(|process| texts.process_name(*process)).collect();
        names.join(", ")
    };
    let mut problems = Vec::new();
    for unsent in &known.unsent {
        let title = texts.undelivered(&unsent.receiver);
        let (what, said) = unsent.parts(texts);
        let problem = new(4, unsent.since, title, String::new(), texts.unsent_remedy().to_owned());
        problems.push(Problem { what, said: said.map(str::to_owned), ..problem });
    }
    for wait in &status.vendor_waits {
        let until = wms_erp_sync::moment(&wait.until, served.zone());
        let title = texts.vendor_wait(&wait.vendor.to_string(), &until);
        problems.push(new(1, known.at, title, wait.what.clone(), texts.vendor_wait_remedy().to_owned()));
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
        let title = texts.are_failing(&names(&processes), processes.len() as u64, u64::from(failure.runs));
        problems.push(new(4, failure.since, title, failure.what.clone(), failure.remedy.clone()));
    }
    let late: Vec<(Process, &Overdue)> =
        on().filter_map(|process| Some((process.process, process.overdue.as_ref()?))).collect();
    if let Some((_, first)) = late.iter().min_by_key(|(_, overdue)| overdue.since) {
        let processes: Vec<Process> = late.iter().map(|(process, _)| *process).collect();
        let title = texts.are_late(&names(&processes), processes.len() as u64);
        let what = texts.no_run_since_due().to_owned();
        problems.push(new(3, first.since, title, what, first.remedy.clone()));
    }
    for process in on() {
        let name = texts.process_name(process.process);
        if let Some(pause) = &process.paused {
            let until = wms_erp_sync::moment(&pause.until, served.zone());
            let title = texts.is_paused_until(&name, &until);
            problems.push(new(1, pause.since, title, pause.reason.clone(), String::new()));
        }
        let mut held = process.held.iter().filter(|held| held.class.needs_attention());
        if let Some(first) = held.next() {
            let title = texts.need_person(&name, attention(process) as u64);
            let what = format!("{}: {}", first.record, texts.language.reason(&first.what));
            problems.push(new(2, first.since, title, what, first.remedy.clone()));
        }
    }
    problems
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
