//! What is decided. Each command can be repeated: it then finds it done.

use axum::http::StatusCode;
use wms_erp_sync::{Held, Process, ProcessNameError};

use super::document::{Decided, Done};
use super::request::{Dismiss, Pause, ProcessName, Release, Resume, Retry};
use super::{asked, json};
use crate::language::ENGLISH;
use crate::web::act::{Decision, decide};
use crate::web::call::{Answer, Call, Failure};

pub(crate) async fn retry(call: Call) -> Answer {
    let Retry { process, records, .. } = asked(&call)?;
    carry_out(&call, &process.0, &records, Decision::Retry).await
}

pub(crate) async fn dismiss(call: Call) -> Answer {
    let Dismiss { process, records, reason } = asked(&call)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::Bad(
            "to dismiss something, give a reason: it stays in the order's timeline".into(),
        ));
    }
    carry_out(&call, &process.0, &records, Decision::Dismiss(reason)).await
}

async fn carry_out(call: &Call, process: &str, records: &[String], decision: Decision<'_>) -> Answer {
    let served = call.tenant()?;
    // What another program's own process holds can be decided here too.
    let process: Process =
        process.parse().map_err(|error: ProcessNameError| Failure::Bad(error.to_string().into()))?;
    let held = call.app.operations.held(served.name()).await?;
    let chosen: Vec<&Held> =
        held.iter().filter(|held| held.process == process && records.contains(&held.record)).collect();
    if !chosen.is_empty() {
        decide(call, served, decision, process, &chosen).await?;
    }
    let done: Vec<String> = chosen.iter().map(|held| held.record.clone()).collect();
    let not_held = records.iter().filter(|record| !done.contains(record)).cloned().collect();
    json(StatusCode::OK, &Decided { done, not_held })
}

pub(crate) async fn release(call: Call) -> Answer {
    let served = call.tenant()?;
    let Release { process } = asked(&call)?;
    let process = Call::process(&process.0)?;
    call.app.operations.release(served.name(), process).await?;
    call.record(served.name(), "approve what the safety limit blocks", process.as_str(), "", true).await?;
    call.wake(served.name(), [process]);
    json(StatusCode::OK, &Done { done: true })
}

pub(crate) async fn pause(call: Call) -> Answer {
    let served = call.tenant()?;
    let Pause { process, until, reason } = asked(&call)?;
    let process = which(process.as_ref())?;
    if reason.trim().is_empty() {
        return Err(Failure::Bad("give a reason: it is shown wherever the pause is".into()));
    }
    call.app.operations.pause(served.name(), process, until, reason.trim()).await?;
    let detail = ENGLISH.recorded_pause(&wms_erp_sync::moment(&until, served.zone()), reason.trim());
    call.record(served.name(), "pause", process.as_ref().map_or("all", Process::as_str), detail, true)
        .await?;
    call.app.watch.touch(served.name());
    json(StatusCode::OK, &Done { done: true })
}

pub(crate) async fn resume(call: Call) -> Answer {
    let served = call.tenant()?;
    let Resume { process } = asked(&call)?;
    let process = which(process.as_ref())?;
    call.app.operations.resume(served.name(), process).await?;
    call.record(served.name(), "resume", process.as_ref().map_or("all", Process::as_str), "", true).await?;
    call.wake(served.name(), process.map_or_else(|| served.on(), |process| vec![process]));
    call.app.watch.touch(served.name());
    json(StatusCode::OK, &Done { done: true })
}

fn which(name: Option<&ProcessName>) -> Result<Option<Process>, Failure> {
    name.map(|ProcessName(name)| Call::process(name)).transpose()
}
