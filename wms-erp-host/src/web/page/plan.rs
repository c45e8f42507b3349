//! What a run would write, field by field; and approving just that.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use maud::{Markup, html};
use wms_erp_sync::{Applied, Outcome, Plan, PlannedWrite, Process};

use super::layout::{form, page, table, waiting};
use super::links::{back, path};
use super::tenant::runs_table;
use super::words;
use crate::web::call::{Answer, Call, Failure, html as html_response};
use crate::web::jobs::{Job, Progress, Work, is_whole};
use crate::web::operations::Served;

/// How many writes of a process are shown; the counts are complete.
const MAX_SHOWN: usize = 200;

/// The plans of the last hour, and a form for another.
pub(crate) async fn list(call: Call) -> Answer {
    let served = call.tenant()?;
    let jobs = call.app.jobs.of(served.name(), "plan");
    page(
        &call,
        "Plan",
        &html! {
            (back(served))
            h1 { "Plan" }
            p { "A plan shows what a run would write, field by field. Nothing is written before it is approved." }
            (choose(&call, served, "plan", "Make a plan"))
            (recent(served, "plan", &jobs))
        },
    )
}

/// A form that asks which processes are meant.
pub(super) fn choose(call: &Call, served: &Served, kind: &str, button: &str) -> Markup {
    form(
        call,
        &format!("{}/{kind}", path(served)),
        &html! {
            fieldset {
                legend { "Processes" }
                @for process in served.on() {
                    label.choice {
                        input type="checkbox" name="process" value=(process) checked;
                        " " (words::process(process))
                    }
                }
            }
            button.main { (button) }
        },
    )
}

pub(super) fn recent(served: &Served, kind: &str, jobs: &[(String, Job)]) -> Markup {
    html! {
        @if !jobs.is_empty() {
            h2 { "Of the last hour" }
            ul { @for (id, job) in jobs {
                li {
                    a href={ (path(served)) "/" (kind) "/" (id) } { (words::time(job.began, served.zone())) }
                    " by " (words::shown(&job.by))
                }
            } }
        }
    }
}

/// The processes that a form names, in the order of work.
pub(super) fn chosen(call: &Call, served: &Served) -> Result<Vec<Process>, Failure> {
    let named = call.fields("process");
    let on: Vec<Process> =
        served.on().into_iter().filter(|process| named.contains(process.as_str())).collect();
    if on.is_empty() { Err(Failure::Bad("choose at least one process".to_owned())) } else { Ok(on) }
}

pub(crate) async fn begin(call: Call) -> Answer {
    let served = call.tenant()?;
    let work = Work::Plan(chosen(&call, served)?);
    let id = call.begin(served, work)?;
    call.see(&format!("{}/plan/{id}", path(served)))
}

/// The job of the path, if it is this tenant's.
pub(crate) fn find(call: &Call, served: &Served) -> Result<Job, Failure> {
    let job = call.app.jobs.find(call.parameter("job")).filter(|job| job.tenant == served.name());
    job.ok_or_else(|| Failure::NotFound("this result is no longer available: request it again".to_owned()))
}

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let job = find(&call, served)?;
    let content = match &job.progress {
        Progress::Running => {
            let what =
                if job.kind == "apply" { "The plan is being applied" } else { "The plan is being made" };
            let content = under_way(&call, served, what);
            return Ok(html_response(StatusCode::OK, waiting(&call, "Plan", &content)));
        }
        Progress::Planned(plan) => planned(&call, served, plan),
        Progress::Applied(applied) => what_became(served, applied),
        Progress::Failed { what, remedy } => failed(what, remedy),
        Progress::Compared(_) => return Err(Failure::NotFound("this is not a plan".to_owned())),
    };
    page(&call, "Plan", &html! { (back(served)) h1 { "Plan" } (content) })
}

pub(super) fn under_way(call: &Call, served: &Served, what: &str) -> Markup {
    let now = call.app.operations.now();
    html! {
        (back(served))
        h1 { (what) }
        @if let Some((process, progress)) = call.app.watch.progress(served.name()) {
            p { (words::process(process)) ": " (words::progress(&progress, now)) }
        }
        p role="status" { "This page reloads automatically until it is done." }
    }
}

pub(super) fn failed(what: &str, remedy: &str) -> Markup {
    html! {
        p.problem { (words::shown(what)) }
        @if !remedy.is_empty() { p.remedy { (words::shown(remedy)) } }
    }
}

fn planned(call: &Call, served: &Served, plan: &Plan) -> Markup {
    let writes_of = |process: Process| plan.writes.iter().filter(move |write| write.process == process);
    html! {
        p.lead { strong { (words::count(plan.writes.len(), "write")) } }
        (table("What each process would do", &html! {
            thead { tr {
                th scope="col" { "Process" }
                @for title in ["Read", "In step", "Left out", "To write", "Held"] { th.number scope="col" { (title) } }
            } }
            tbody { @for report in &plan.reports {
                tr {
                    th scope="row" { (words::process(report.process)) }
                    @for count in [report.read, report.unchanged, report.skipped, writes_of(report.process).count() as u64, report.held] {
                        td.number { (count) }
                    }
                }
            } }
        }))
        @if !plan.writes.is_empty() && call.is_operator() {
            (form(call, &format!("{}/plan/{}", path(served), call.parameter("job")), &html! {
                button.main name="what" value="all" { "Approve " (words::count(plan.writes.len(), "write")) }
                p.quiet { "It is refused if anything has changed since the plan was made." }
                details {
                    summary { "Approve single records" }
                    p.quiet {
                        "The chosen records must not have changed; changes of the others do not matter. An \
                         order needs its articles: choose \
                         them too, unless the warehouse has them."
                    }
                    (records(plan))
                    button name="what" value="chosen" { "Approve the chosen records" }
                }
            }))
        }
        @for process in &plan.processes {
            @let count = writes_of(*process).count();
            @if count > 0 {
                section {
                    h2 { (words::process(*process)) ": " (words::count(count, "write")) }
                    @for write in writes_of(*process).take(MAX_SHOWN) { (fields_of(write)) }
                    @if let Some(more) = count.checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
                        p { "… and " (more) " more; `wms-erp plan --details` shows all of them." }
                    }
                }
            }
        }
    }
}

/// The records that a plan writes, each once, with boxes to tick.
fn records(plan: &Plan) -> Markup {
    let mut met = HashSet::new();
    let all = plan.writes.iter().filter(|write| met.insert((write.process, write.record.as_str())));
    let all: Vec<&PlannedWrite> = all.collect();
    let more = all.len().saturating_sub(MAX_SHOWN);
    html! {
        fieldset {
            legend { "Records" }
            @for write in all.iter().take(MAX_SHOWN) {
                label.choice {
                    input type="checkbox" name="record" value={ (write.process) "/" (write.record) };
                    " " (words::process(write.process)) ": " (words::shown(&write.what))
                }
            }
            @if more > 0 { p.quiet { "… and " (more) " more records, which are approved with the whole plan only." } }
        }
    }
}

/// The plan as it was approved: whole, or the records that were chosen.
fn approved(call: &Call, plan: Arc<Plan>) -> Result<Arc<Plan>, Failure> {
    if call.field("what") != "chosen" {
        return Ok(plan);
    }
    part(&plan, &call.fields("record"))
}

/// The part of a plan that has these records, each named by its process and itself: `orders/10004`.
pub(crate) fn part(plan: &Plan, named: &HashSet<&str>) -> Result<Arc<Plan>, Failure> {
    let name = |write: &PlannedWrite| format!("{}/{}", write.process, write.record);
    let known: HashSet<String> = plan.writes.iter().map(name).collect();
    if let Some(unknown) = named.iter().find(|named| !known.contains(**named)) {
        return Err(Failure::Conflict(format!("the plan has no write of {unknown}")));
    }
    if named.is_empty() {
        return Err(Failure::Bad("choose at least one record".to_owned()));
    }
    Ok(Arc::new(plan.select(|write| named.contains(name(write).as_str()))))
}

fn fields_of(write: &PlannedWrite) -> Markup {
    let knows_old = write.fields.iter().any(|field| field.old.is_some());
    html! {
        details open[write.fields.len() <= 6] {
            summary { (words::shown(&write.what)) " (" (words::count(write.fields.len(), "field")) ")" }
            (table(&words::shown(&write.what), &html! {
                thead { tr {
                    th scope="col" { "Field" }
                    @if knows_old { th scope="col" { "Now" } }
                    th scope="col" { "Then" }
                } }
                tbody { @for field in &write.fields {
                    tr {
                        th scope="row" { (words::shown(&field.field)) }
                        @if knows_old { td { (words::shown(field.old.as_deref().unwrap_or("not known"))) } }
                        td { (words::shown(field.new.as_deref().unwrap_or("(nothing)"))) }
                    }
                } }
            }))
        }
    }
}

/// Approves a plan.
pub(crate) async fn apply(call: Call) -> Answer {
    let served = call.tenant()?;
    let Job { progress: Progress::Planned(plan), .. } = find(&call, served)? else {
        return Err(Failure::Conflict(
            "this plan is not ready, or has been applied: make a new one".to_owned(),
        ));
    };
    let plan = approved(&call, plan)?;
    let id = call.begin(served, Work::Apply(plan))?;
    call.see(&format!("{}/plan/{id}", path(served)))
}

fn what_became(served: &Served, applied: &Applied) -> Markup {
    let moved = |writes: &[PlannedWrite]| {
        html! {
            ul { @for write in writes.iter().take(MAX_SHOWN) {
                li { (words::process(write.process)) " " (words::shown(&write.record)) ": " (words::shown(&write.what)) }
            } }
        }
    };
    html! {
        @match applied {
            Applied::Done(reports) if !is_whole(reports) => {
                p.problem { "Not everything was written: a process did not run to its end. Make a new plan for the rest." }
                ul { @for report in reports.iter().filter(|report| report.outcome != Outcome::Done) {
                    li {
                        (words::process(report.process)) ": " (report.outcome.as_str())
                        @if let Some(why) = report.reasons.first() { ", " (words::shown(&why.what)) }
                    }
                } }
                (runs_table(reports, served))
            }
            Applied::Done(reports) => {
                p.fine { "The plan was applied." }
                (runs_table(reports, served))
            }
            Applied::Partly { reports, refused, not_made } => {
                p { "The plan was applied, except for what had changed in the meantime. The next run writes \
                    that, or make a new plan." }
                @if !refused.is_empty() { h2 { "Not written" } (moved(refused)) }
                @if !not_made.is_empty() { h2 { "Planned, but held or changed in the meantime" } (moved(not_made)) }
                (runs_table(reports, served))
            }
            Applied::Stale { gone, new } => {
                p.problem { "Nothing was written: the data has changed since the plan was made. Make a new \
                    plan." }
                @if !gone.is_empty() { h2 { "A run would no longer write this" } (moved(gone)) }
                @if !new.is_empty() { h2 { "A run would write this now" } (moved(new)) }
            }
            _ => { p { "The plan was applied." } }
        }
    }
}
