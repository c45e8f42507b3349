//! Whether the process lives, and whether it does its work.

use axum::http::StatusCode;

use super::call::{Answer, Call, with_type};

/// `/healthz`: this process answers.
pub(crate) async fn alive(_: Call) -> Answer {
    Ok(with_type(StatusCode::OK, "text/plain; charset=utf-8", "ok\n"))
}

/// `/readyz`: the store answers, and the scheduler starts what is due.
pub(crate) async fn ready(call: Call) -> Answer {
    let found = call.app.readiness.look().await;
    let status = if found.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = |found: Result<(), &str>| match found {
        Ok(()) => "ok".to_owned(),
        Err(why) => format!("failing: {why}"),
    };
    let text = format!("store: {}\nscheduler: {}\n", word(found.store), word(found.scheduler));
    Ok(with_type(status, "text/plain; charset=utf-8", text))
}
