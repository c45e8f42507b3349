//! Whether the process lives, and whether it does its work.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};

use super::App;
use super::call::{Answer, Call, with_type};

/// How long after the time at which a run is due some run must have begun or ended.
const BEAT: TimeDelta = TimeDelta::minutes(5);

/// `/healthz`: this process answers.
pub(crate) async fn alive(_: Call) -> Answer {
    Ok(with_type(StatusCode::OK, "text/plain; charset=utf-8", "ok\n"))
}

/// `/readyz`: the store answers, and the scheduler starts what is due.
pub(crate) async fn ready(call: Call) -> Answer {
    let store = call.app.operations.reach_store().await.is_ok();
    let scheduler = is_beating(&call.app, call.app.operations.now());
    let status = if store && scheduler { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = |well| if well { "ok" } else { "failing" };
    let text = format!("store: {}\nscheduler: {}\n", word(store), word(scheduler));
    Ok(with_type(status, "text/plain; charset=utf-8", text))
}

fn is_beating(app: &App, now: DateTime<Utc>) -> bool {
    let due = app.operations.first_due();
    let expected = due.map(|due| due.max(app.watch.beat().unwrap_or(due)) + BEAT);
    app.serving.load(Ordering::SeqCst) && expected.is_none_or(|expected| now <= expected)
}
