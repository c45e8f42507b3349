//! Held records by their causes, and what people decide about them.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Class, Held, Process, RecordId, Status};

use super::layout::{form, table};
use super::links::path;
use super::words;
use crate::language::{Said, Texts};
use crate::web::access::TokenHash;
use crate::web::act::{self, Decision};
use crate::web::call::{Answer, Call, Failure, escaped};
use crate::web::operations::Served;

/// How many records of a cause are shown; all of them can still be retried or dismissed at once.
const MAX_SHOWN: usize = 100;
/// The record under which stock is held back by the safety limit.
const SAFETY_LIMIT: &str = "brake";

/// Held records with one remedy.
struct Group<'a> {
    process: Process,
    class: Class,
    remedy: &'a str,
    records: Vec<&'a Held>,
}

impl Group<'_> {
    /// Names the cause in forms.
    fn key(&self) -> String {
        let text = format!("{}/{}/{}", self.process, self.class.as_str(), self.remedy);
        TokenHash::of(&text).to_string()[..16].to_owned()
    }
}

/// The causes, what needs a person first.
fn groups<'a>(held: impl Iterator<Item = &'a Held>) -> Vec<Group<'a>> {
    let mut by_cause: BTreeMap<(bool, Process, &str, &str), Group<'a>> = BTreeMap::new();
    for held in held {
        let order = (!held.class.needs_attention(), held.process, held.class.as_str(), held.remedy.as_str());
        let group = by_cause.entry(order).or_insert_with(|| Group {
            process: held.process,
            class: held.class,
            remedy: &held.remedy,
            records: Vec::new(),
        });
        group.records.push(held);
    }
    by_cause.into_values().collect()
}

/// The part of a tenant's page.
pub(super) fn section(call: &Call, served: &Served, status: &Status, now: DateTime<Utc>) -> Markup {
    let texts = call.texts;
    let groups = groups(status.processes.iter().flat_map(|process| &process.held));
    html! {
        section aria-labelledby="held" {
            h2 #held { (texts.held_records()) }
            @if groups.is_empty() { p.fine { (texts.nothing_held()) } }
            @for group in &groups { (group_of(call, served, group, now)) }
        }
    }
}

fn group_of(call: &Call, served: &Served, group: &Group<'_>, now: DateTime<Utc>) -> Markup {
    let key = group.key();
    let texts = call.texts;
    let (process, class) = (texts.process_name(group.process), words::class(texts, group.class));
    let title = texts.cause(&process, group.records.len() as u64, class);
    let is_limit = group.records.iter().any(|held| held.record == SAFETY_LIMIT);
    let list = html! { (records(call, served, group, &title, now)) };
    html! {
        section.cause aria-labelledby={ "cause-" (key) } {
            h3 #{ "cause-" (key) } { (title) }
            @if !group.remedy.is_empty() { (words::remedy(call.texts, group.remedy)) }
            @if is_limit { (release_button(call, served, group.process)) }
            @if call.is_operator() {
                (form(call, &format!("{}/held", path(served)), &html! {
                    input type="hidden" name="cause" value=(key);
                    (list)
                    (buttons(texts, group, &key))
                }))
            } @else {
                (list)
            }
        }
    }
}

fn buttons(texts: &Texts, group: &Group<'_>, key: &str) -> Markup {
    let all = group.records.len() as u64;
    html! {
        div.actions {
            label for={ "reason-" (key) } { (texts.reason_to_dismiss()) }
            input #{ "reason-" (key) } name="reason" type="text" maxlength="500" autocomplete="off";
            button name="do" value="retry" { (texts.retry_selected()) }
            button name="do" value="dismiss" { (texts.dismiss_selected()) }
            @if all > 1 {
                button name="do" value="retry-all" { (texts.retry_all(all)) }
                button name="do" value="dismiss-all" { (texts.dismiss_all(all)) }
            }
        }
    }
}

fn records(call: &Call, served: &Served, group: &Group<'_>, title: &str, now: DateTime<Utc>) -> Markup {
    let (zone, texts) = (served.zone(), call.texts);
    let is_operator = call.is_operator();
    html! {
        (table(title, &html! {
            thead { tr {
                @if is_operator { th scope="col" { span.hidden { (texts.select()) } } }
                th scope="col" { (texts.record()) }
                th scope="col" { (texts.what_happened()) }
                th scope="col" { (texts.since_when()) }
                th.number scope="col" { (texts.tried()) }
                th scope="col" { (texts.tried_again()) }
            } }
            tbody {
                @for held in group.records.iter().take(MAX_SHOWN) {
                    tr {
                        @if is_operator {
                            td {
                                input type="checkbox" name="record" value=(held.record)
                                    aria-label=(texts.select_record(&words::shown(&held.record)));
                            }
                        }
                        th scope="row" { (record(served, held)) }
                        td { (words::reason(texts, &held.what)) }
                        td { (words::since(texts, held.since, now, zone)) }
                        td.number { (texts.number(u64::from(held.attempts))) }
                        td { @if let Some(due) = held.due { (words::until(texts, due, now, zone)) } @else { (texts.not_automatically()) } }
                    }
                }
            }
        }))
        @if let Some(more) = group.records.len().checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
            p { (texts.more_of_cause(more as u64)) }
        }
    }
}

/// The record, with a link where it is an order.
fn record(served: &Served, held: &Held) -> Markup {
    let order = held.record.split('/').next().and_then(|number| number.parse::<i32>().ok());
    let is_order = matches!(held.process, Process::Orders | Process::OrderStatus);
    html! {
        @if let Some(order) = order.filter(|_| is_order) {
            a href={ (path(served)) "/orders/" (order) } { (words::shown(&held.record)) }
        } @else { (words::shown(&held.record)) }
    }
}

/// Retries or dismisses one, some or all of a cause.
pub(crate) async fn decide(call: Call) -> Answer {
    let served = call.tenant()?;
    let name = served.name();
    let held = call.app.operations.held(name).await?;
    let groups = groups(held.iter());
    let group = groups
        .iter()
        .find(|group| group.key() == call.field("cause"))
        .ok_or_else(|| Failure::Conflict(Said::new(Texts::cause_gone)))?;
    let (action, all) = match call.field("do") {
        "retry" => ("retry", false),
        "dismiss" => ("dismiss", false),
        "retry-all" => ("retry", true),
        "dismiss-all" => ("dismiss", true),
        other => return Err(Failure::no_such_button(other)),
    };
    let reason = call.field("reason");
    if action == "dismiss" && reason.is_empty() {
        return Err(Failure::Bad(Said::new(Texts::dismiss_needs_reason)));
    }
    let named: HashSet<&str> = call.fields("record");
    let chosen: Vec<&Held> =
        group.records.iter().copied().filter(|held| all || named.contains(held.record.as_str())).collect();
    if chosen.is_empty() {
        return Err(Failure::Bad(Said::new(Texts::select_one)));
    }
    let decision = if action == "retry" { Decision::Retry } else { Decision::Dismiss(reason) };
    act::decide(&call, served, decision, group.process, &chosen).await?;
    let count = chosen.len() as u64;
    let note = match action {
        "retry" => call.texts.will_be_retried(count),
        _ => call.texts.were_dismissed(count),
    };
    let to = match call.field("back") {
        "" => path(served),
        order => format!("{}/orders/{}", path(served), escaped(order)),
    };
    call.see_done(&to, note)
}

/// A button that lets a process do what a safety limit blocks.
fn release_button(call: &Call, served: &Served, process: Process) -> Markup {
    form(
        call,
        &format!("{}/release", path(served)),
        &html! {
            input type="hidden" name="process" value=(process);
            button { (call.texts.approve_limit()) }
        },
    )
}

/// Approves what a safety limit blocks.
pub(crate) async fn release(call: Call) -> Answer {
    let served = call.tenant()?;
    let process = Call::process(call.field("process"))?;
    call.app.operations.release(served.name(), process).await?;
    call.record(served.name(), "approve what the safety limit blocks", process.as_str(), "", true).await?;
    call.wake(served.name(), [process]);
    let note = call.texts.limit_approved(&call.texts.process_name(process));
    call.see_done(&path(served), note)
}

/// The buttons of one record, on the page of its order.
pub(super) fn one(call: &Call, served: &Served, held: &Held, order: &RecordId) -> Markup {
    let records = vec![held];
    let group = Group { process: held.process, class: held.class, remedy: &held.remedy, records };
    let key = group.key();
    form(
        call,
        &format!("{}/held", path(served)),
        &html! {
            input type="hidden" name="cause" value=(key);
            input type="hidden" name="record" value=(held.record);
            input type="hidden" name="back" value=(order);
            (buttons_of_one(call.texts, &held.record))
        },
    )
}

fn buttons_of_one(texts: &Texts, record: &str) -> Markup {
    let id = format!("reason-{}", &TokenHash::of(record).to_string()[..16]);
    html! {
        div.actions {
            button name="do" value="retry" { (texts.retry()) }
            label for=(id) { (texts.reason_to_dismiss()) }
            input #(id) name="reason" type="text" maxlength="500" autocomplete="off";
            button name="do" value="dismiss" { (texts.dismiss()) }
        }
    }
}
