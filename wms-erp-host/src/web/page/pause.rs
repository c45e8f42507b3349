//! Pausing a tenant or one of its processes, and letting it go on.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Process, Status};

use super::layout::form;
use super::links::path;
use super::words;
use crate::language::{ENGLISH, Said, Texts};
use crate::web::call::{Answer, Call, Failure};
use crate::web::operations::Served;

/// How long a pause may be, in hours. A pause has an end, so that none is forgotten.
const LENGTHS: [u32; 6] = [1, 4, 24, 72, 168, 672];
/// Stands for every process.
const ALL: &str = "all";

/// The pauses there are, and a form for another.
pub(super) fn form_of(call: &Call, served: &Served, status: &Status, now: DateTime<Utc>) -> Markup {
    let texts = call.texts;
    let paused =
        status.processes.iter().filter_map(|process| Some((process.process, process.paused.as_ref()?)));
    html! {
        @for (process, pause) in paused {
            div.paused {
                p {
                    strong { (texts.is_paused(&texts.process_name(process))) } " " (texts.until()) " " (words::time(pause.until, served.zone()))
                    ": " (words::shown(&pause.reason))
                }
                (form(call, &format!("{}/resume", path(served)), &html! {
                    input type="hidden" name="process" value=(pause.process.as_ref().map_or(ALL, Process::as_str));
                    button { (texts.resume(&pause.process.map_or_else(|| Cow::Borrowed(texts.all_processes()), |one| texts.process_name(one)))) }
                }))
            }
        }
        @if call.is_operator() {
            details {
                summary { (texts.pause()) }
                (form(call, &format!("{}/pause", path(served)), &html! {
                    div.actions {
                        label for="pause-process" { (texts.process()) }
                        select #pause-process name="process" {
                            option value=(ALL) { (texts.all_processes()) }
                            @for process in served.on() { option value=(process) { (texts.process_name(process)) } }
                        }
                        label for="pause-hours" { (texts.how_long()) }
                        select #pause-hours name="hours" {
                            @for hours in LENGTHS { option value=(hours) { (length(texts, hours)) } }
                        }
                        label for="pause-reason" { (texts.reason()) }
                        input #pause-reason name="reason" type="text" required maxlength="500" autocomplete="off";
                        button { (texts.pause()) }
                    }
                    p.quiet { (texts.time_is()) " " (words::time(now, served.zone())) " " (texts.time_is_after()) }
                }))
            }
        }
    }
}

pub(crate) async fn pause(call: Call) -> Answer {
    let served = call.tenant()?;
    let process = which(call.field("process"))?;
    let hours = call.field("hours").parse::<u32>().ok().filter(|hours| LENGTHS.contains(hours));
    let hours = hours.ok_or_else(|| Failure::Bad(Said::new(Texts::choose_length)))?;
    let reason = call.field("reason");
    if reason.is_empty() {
        return Err(Failure::Bad(Said::new(Texts::pause_needs_reason)));
    }
    let until = call.app.operations.now() + TimeDelta::hours(hours.into());
    call.app.operations.pause(served.name(), process, until, reason).await?;
    let what = process.as_ref().map_or(ALL, Process::as_str);
    let detail = ENGLISH.recorded_pause(&wms_erp_sync::moment(&until, served.zone()), reason);
    call.record(served.name(), "pause", what, detail, true).await?;
    call.app.watch.touch(served.name());
    call.see_done(&path(served), call.texts.was_paused(&name(call.texts, process)))
}

pub(crate) async fn resume(call: Call) -> Answer {
    let served = call.tenant()?;
    let process = which(call.field("process"))?;
    call.app.operations.resume(served.name(), process).await?;
    let what = process.as_ref().map_or(ALL, Process::as_str);
    call.record(served.name(), "resume", what, "", true).await?;
    call.wake(served.name(), process.map_or_else(|| served.on(), |process| vec![process]));
    call.app.watch.touch(served.name());
    call.see_done(&path(served), call.texts.was_resumed(&name(call.texts, process)))
}

/// What is paused, for people.
fn name(texts: &Texts, process: Option<Process>) -> Cow<'static, str> {
    process.map_or_else(|| Cow::Borrowed(texts.all()), |process| texts.process_name(process))
}

/// A length in its largest unit.
fn length(texts: &Texts, hours: u32) -> String {
    let hours = u64::from(hours);
    match hours {
        ..24 => texts.pause_hours(hours),
        24..168 => texts.pause_days(hours / 24),
        _ => texts.pause_weeks(hours / 168),
    }
}

fn which(text: &str) -> Result<Option<Process>, Failure> {
    if text == ALL { Ok(None) } else { Call::process(text).map(Some) }
}
