//! Pausing a tenant or one of its processes, and letting it go on.

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Process, Status};

use super::layout::form;
use super::links::path;
use super::words;
use crate::web::call::{Answer, Call, Failure};
use crate::web::operations::Served;

/// How long a pause may be, in words and in hours. A pause has an end, so that none is forgotten.
const LENGTHS: [(&str, i64); 6] =
    [("1 hour", 1), ("4 hours", 4), ("1 day", 24), ("3 days", 72), ("1 week", 168), ("4 weeks", 672)];
/// Stands for every process.
const ALL: &str = "all";

/// The pauses there are, and a form for another.
pub(super) fn form_of(call: &Call, served: &Served, status: &Status, now: DateTime<Utc>) -> Markup {
    let paused =
        status.processes.iter().filter_map(|process| Some((process.process, process.paused.as_ref()?)));
    html! {
        @for (process, pause) in paused {
            div.paused {
                p {
                    strong { (words::process(process)) " is paused" } " until " (words::time(pause.until, served.zone()))
                    ": " (words::shown(&pause.reason))
                }
                (form(call, &format!("{}/resume", path(served)), &html! {
                    input type="hidden" name="process" value=(pause.process.as_ref().map_or(ALL, Process::as_str));
                    button { "Resume " (pause.process.map_or_else(|| "all processes".into(), words::process)) }
                }))
            }
        }
        @if call.is_operator() {
            details {
                summary { "Pause" }
                (form(call, &format!("{}/pause", path(served)), &html! {
                    div.actions {
                        label for="pause-process" { "Process" }
                        select #pause-process name="process" {
                            option value=(ALL) { "all processes" }
                            @for process in served.on() { option value=(process) { (words::process(process)) } }
                        }
                        label for="pause-hours" { "For" }
                        select #pause-hours name="hours" {
                            @for (name, hours) in LENGTHS { option value=(hours) { (name) } }
                        }
                        label for="pause-reason" { "Reason" }
                        input #pause-reason name="reason" type="text" required maxlength="500" autocomplete="off";
                        button { "Pause" }
                    }
                    p.quiet { "It is " (words::time(now, served.zone())) " now. A run in progress is \
                        finished." }
                }))
            }
        }
    }
}

pub(crate) async fn pause(call: Call) -> Answer {
    let served = call.tenant()?;
    let process = which(call.field("process"))?;
    let hours = call.field("hours").parse::<i64>().ok();
    let hours = hours.filter(|hours| LENGTHS.iter().any(|(_, known)| known == hours));
    let hours = hours.ok_or_else(|| Failure::Bad("choose how long the pause should be".to_owned()))?;
    let reason = call.field("reason");
    if reason.is_empty() {
        return Err(Failure::Bad("give a reason: it is shown wherever the pause is".to_owned()));
    }
    let until = call.app.operations.now() + TimeDelta::hours(hours);
    call.app.operations.pause(served.name(), process, until, reason).await?;
    let what = process.as_ref().map_or(ALL, Process::as_str);
    let detail = format!("until {}: {reason}", wms_erp_sync::moment(&until, served.zone()));
    call.record(served.name(), "pause", what, detail, true).await?;
    call.app.watch.touch(served.name());
    call.see_done(&path(served), format!("Paused: {what}."))
}

pub(crate) async fn resume(call: Call) -> Answer {
    let served = call.tenant()?;
    let process = which(call.field("process"))?;
    call.app.operations.resume(served.name(), process).await?;
    let what = process.as_ref().map_or(ALL, Process::as_str);
    call.record(served.name(), "resume", what, "", true).await?;
    call.wake(served.name(), process.map_or_else(|| served.on(), |process| vec![process]));
    call.app.watch.touch(served.name());
    call.see_done(&path(served), format!("Resumed: {what}."))
}

fn which(text: &str) -> Result<Option<Process>, Failure> {
    if text == ALL { Ok(None) } else { Call::process(text).map(Some) }
}
