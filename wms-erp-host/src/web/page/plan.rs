//! What a run would write, field by field; and approving just that.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use maud::{Markup, html};
use wms_erp_sync::{Applied, CurrentValue, FieldChange, Outcome, Plan, PlannedWrite, Process};

use super::layout::{form, page, table, waiting};
use super::links::{back, path};
use super::tenant::runs_table;
use super::words;
use crate::language::{Said, Texts};
use crate::web::call::{Answer, Call, Failure, html as html_response};
use crate::web::jobs::{Job, Progress, Work, is_whole};
use crate::web::operations::Served;

/// How many writes of a process are shown; the counts are complete.
const MAX_SHOWN: usize = 200;

/// The plans of the last hour, and a form for another.
pub(crate) async fn list(call: Call) -> Answer {
    let served = call.tenant()?;
    let texts = call.texts;
    let jobs = call.app.jobs.of(served.name(), "plan");
    page(
        &call,
        texts.plan(),
        &html! {
            (back(served))
            h1 { (texts.plan()) }
            p { (texts.plan_about()) }
            (choose(&call, served, "plan", texts.make_plan()))
            (recent(texts, served, "plan", &jobs))
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
                legend { (call.texts.processes()) }
                @for process in served.on() {
                    label.choice {
                        input type="checkbox" name="process" value=(process) checked;
                        " " (call.texts.process_name(process))
                    }
                }
            }
            button.main { (button) }
        },
    )
}

pub(super) fn recent(texts: &Texts, served: &Served, kind: &str, jobs: &[(String, Job)]) -> Markup {
    html! {
        @if !jobs.is_empty() {
            h2 { (texts.last_hour()) }
            ul { @for (id, job) in jobs {
                li {
                    a href={ (path(served)) "/" (kind) "/" (id) } { (words::time(job.began, served.zone())) }
                    " " (texts.by()) " " (words::shown(&job.by))
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
    if on.is_empty() { Err(Failure::Bad(Said::new(Texts::choose_process))) } else { Ok(on) }
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
    job.ok_or_else(|| Failure::NotFound(Said::new(Texts::result_gone)))
}

pub(crate) async fn show(call: Call) -> Answer {
    let served = call.tenant()?;
    let (job, texts) = (find(&call, served)?, call.texts);
    let content = match &job.progress {
        Progress::Running => {
            let what = if job.kind == "apply" { texts.being_applied() } else { texts.being_made() };
            let content = under_way(&call, served, what);
            return Ok(html_response(StatusCode::OK, waiting(&call, texts.plan(), &content)));
        }
        Progress::Planned(plan) => planned(&call, served, plan),
        Progress::Applied(applied) => what_became(texts, served, applied),
        Progress::Failed { what, remedy } => failed(texts, what, remedy),
        Progress::Compared(_) => return Err(Failure::NotFound(Said::new(Texts::not_a_plan))),
    };
    page(&call, texts.plan(), &html! { (back(served)) h1 { (texts.plan()) } (content) })
}

pub(super) fn under_way(call: &Call, served: &Served, what: &str) -> Markup {
    let (now, texts) = (call.app.operations.now(), call.texts);
    html! {
        (back(served))
        h1 { (what) }
        @if let Some((process, progress)) = call.app.watch.progress(served.name()) {
            p { (texts.process_name(process)) ": " (words::progress(texts, &progress, now)) }
        }
        p role="status" { (texts.reloads()) }
    }
}

pub(super) fn failed(texts: &Texts, what: &str, remedy: &str) -> Markup {
    html! {
        (words::problem(texts, what))
        @if !remedy.is_empty() { (words::remedy(texts, remedy)) }
    }
}

fn planned(call: &Call, served: &Served, plan: &Plan) -> Markup {
    let texts = call.texts;
    let writes_of = |process: Process| plan.writes.iter().filter(move |write| write.process == process);
    let figures = [texts.read(), texts.in_step(), texts.left_out(), texts.to_write(), texts.held()];
    html! {
        p.lead { strong { (texts.write_count(plan.writes.len() as u64)) } }
        (table(texts.planned_table(), &html! {
            thead { tr {
                th scope="col" { (texts.process()) }
                @for title in figures { th.number scope="col" { (title) } }
            } }
            tbody { @for report in &plan.reports {
                tr {
                    th scope="row" { (texts.process_name(report.process)) }
                    @for count in [report.read, report.unchanged, report.skipped, writes_of(report.process).count() as u64, report.held] {
                        td.number { (texts.number(count)) }
                    }
                }
            } }
        }))
        @if !plan.writes.is_empty() && call.is_operator() {
            (form(call, &format!("{}/plan/{}", path(served), call.parameter("job")), &html! {
                button.main name="what" value="all" { (texts.approve(plan.writes.len() as u64)) }
                p.quiet { (texts.refused_if_changed()) }
                details {
                    summary { (texts.approve_single()) }
                    p.quiet { (texts.approve_single_about()) }
                    (records(texts, plan))
                    button name="what" value="chosen" { (texts.approve_chosen()) }
                }
            }))
        }
        @for process in &plan.processes {
            @let count = writes_of(*process).count();
            @if count > 0 {
                section {
                    h2 { (texts.process_name(*process)) ": " (texts.write_count(count as u64)) }
                    @for write in writes_of(*process).take(MAX_SHOWN) { (fields_of(texts, write)) }
                    @if let Some(more) = count.checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
                        p { (texts.more_writes(more as u64)) }
                    }
                }
            }
        }
    }
}

/// The records that a plan writes, each once, with boxes to tick.
fn records(texts: &Texts, plan: &Plan) -> Markup {
    let mut met = HashSet::new();
    let all = plan.writes.iter().filter(|write| met.insert((write.process, write.record.as_str())));
    let all: Vec<&PlannedWrite> = all.collect();
    let more = all.len().saturating_sub(MAX_SHOWN);
    html! {
        fieldset {
            legend { (texts.records()) }
            @for write in all.iter().take(MAX_SHOWN) {
                label.choice {
                    input type="checkbox" name="record" value={ (write.process) "/" (write.record) };
                    " " (texts.process_name(write.process)) ": " (words::reason(texts, &write.what))
                }
            }
            @if more > 0 { p.quiet { (texts.more_records(more as u64)) } }
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
        let unknown = (*unknown).to_owned();
        return Err(Failure::Conflict(Said::new(move |texts| texts.not_in_plan(&unknown))));
    }
    if named.is_empty() {
        return Err(Failure::Bad(Said::new(Texts::choose_record)));
    }
    Ok(Arc::new(plan.select(|write| named.contains(name(write).as_str()))))
}

/// The fields that change, and folded away those of which that is not known and those that stay.
fn fields_of(texts: &Texts, write: &PlannedWrite) -> Markup {
    let what = words::reason(texts, &write.what);
    if write.fields.is_empty() {
        return html! { p { (what) } };
    }
    let stored = write.fields.iter().filter(|field| field.current != CurrentValue::Instruction);
    let (changed, same): (Vec<_>, Vec<_>) = stored.partition(|field| field.is_change());
    let is_known = |field: &&FieldChange| matches!(field.current, CurrentValue::Read | CurrentValue::New);
    let (known, unknown): (Vec<_>, Vec<_>) = changed.into_iter().partition(is_known);
    let folded = [
        (texts.fields_unknown(unknown.len() as u64), &unknown),
        (texts.fields_stay(same.len() as u64), &same),
    ];
    let count = if known.is_empty() { unknown.len() } else { known.len() };
    html! {
        details open[known.len() <= 6] {
            summary { (what) " (" (texts.field_count(count as u64)) ")" }
            @if !known.is_empty() { (field_table(texts, &what, &known)) }
            @for (title, fields) in folded.iter().filter(|(_, fields)| !fields.is_empty()) {
                details { summary { (title) } (field_table(texts, title, fields)) }
            }
        }
    }
}

fn field_table(texts: &Texts, caption: &str, fields: &[&FieldChange]) -> Markup {
    let new = |field: &FieldChange| field.new.clone().filter(|new| !new.is_empty());
    table(
        caption,
        &html! {
            thead { tr { @for title in [texts.field(), texts.now_title(), texts.then()] { th scope="col" { (title) } } } }
            tbody { @for field in fields {
                tr {
                    th scope="row" { (words::shown(&field.field)) }
                    td { (now_of(texts, field)) }
                    td { (words::shown(new(field).as_deref().unwrap_or_else(|| texts.no_value()))) }
                }
            } }
        },
    )
}

/// What a field has now, or why that is not said.
fn now_of(texts: &Texts, field: &FieldChange) -> Markup {
    let without = match (field.old.as_deref().filter(|old| !old.is_empty()), field.current) {
        (Some(old), _) => return html! { (words::shown(old)) },
        (None, CurrentValue::Read) => texts.no_value(),
        (None, CurrentValue::New) => texts.new_value(),
        (None, CurrentValue::NotAnswered) => texts.unknown_not_answered(),
        (None, CurrentValue::Unreadable) => texts.unknown_unreadable(),
        (None, _) => texts.not_known(),
    };
    html! { span.quiet { (without) } }
}

/// Approves a plan.
pub(crate) async fn apply(call: Call) -> Answer {
    let served = call.tenant()?;
    let Job { progress: Progress::Planned(plan), .. } = find(&call, served)? else {
        return Err(Failure::Conflict(Said::new(Texts::plan_not_ready)));
    };
    let plan = approved(&call, plan)?;
    let id = call.begin(served, Work::Apply(plan))?;
    call.see(&format!("{}/plan/{id}", path(served)))
}

fn what_became(texts: &Texts, served: &Served, applied: &Applied) -> Markup {
    let moved = |writes: &[PlannedWrite]| {
        html! {
            ul { @for write in writes.iter().take(MAX_SHOWN) {
                li { (texts.process_name(write.process)) " " (words::shown(&write.record)) ": " (words::reason(texts, &write.what)) }
            } }
        }
    };
    html! {
        @match applied {
            Applied::Done(reports) if !is_whole(reports) => {
                p.problem { (texts.not_whole()) }
                ul { @for report in reports.iter().filter(|report| report.outcome != Outcome::Done) {
                    li {
                        (texts.process_name(report.process)) ": " (words::outcome(texts, report.outcome))
                        @if let Some(why) = report.reasons.first() { ", " (words::reason(texts, &why.what)) }
                    }
                } }
                (runs_table(texts, reports, served))
            }
            Applied::Done(reports) => {
                p.fine { (texts.plan_applied()) }
                (runs_table(texts, reports, served))
            }
            Applied::Partly { reports, refused, not_made, .. } => {
                p { (texts.applied_partly()) }
                @if !refused.is_empty() { h2 { (texts.not_written()) } (moved(refused)) }
                @if !not_made.is_empty() { h2 { (texts.not_made()) } (moved(not_made)) }
                (runs_table(texts, reports, served))
            }
            Applied::Stale { gone, new, .. } => {
                p.problem { (texts.stale()) }
                @if !gone.is_empty() { h2 { (texts.no_longer_written()) } (moved(gone)) }
                @if !new.is_empty() { h2 { (texts.written_now()) } (moved(new)) }
            }
            _ => { p { (texts.plan_applied()) } }
        }
    }
}
