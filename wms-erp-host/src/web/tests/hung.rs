//! What is answered while the store hangs and the engine is busy. Nothing is timed: an answer that waits for either never comes.

use axum::http::{Method, StatusCode};
use futures::FutureExt;
use serde_json::json;
use wms_erp_sync::{CancellationToken, Process, Trigger};

use super::rig::{As, OTHER, Rig, TENANT};
use crate::web::TokenHash;

const TOKEN: &str = "what the warehouse sends";

/// A rig whose runs all wait for a store that does not answer.
async fn hung() -> Rig {
    let rig = Rig::start().await.with_hook(TENANT, TokenHash::of(TOKEN));
    rig.once(TENANT).await;
    rig.hang_store();
    let calls = rig.calls();
    for tenant in [TENANT, OTHER] {
        let engine = rig.engine.clone();
        tokio::spawn(
            async move { engine.run_all(tenant, Trigger::Scheduled, &CancellationToken::new()).await },
        );
    }
    while rig.calls() < calls + 2 {
        tokio::task::yield_now().await;
    }
    rig
}

#[tokio::test]
async fn a_webhook_is_answered_without_waiting_for_anything() {
    let rig = hung().await;
    let path = format!("/hooks/ongoing/{TENANT}");
    let order = json!({"orderId": 77, "orderNumber": "10001", "orderStatus": {"number": 450}}).to_string();
    let calls = rig.calls();
    for (token, body, expected) in [
        (TOKEN, order.as_str(), StatusCode::ACCEPTED),
        (TOKEN, r#"{"articleNumber": "A-1"}"#, StatusCode::ACCEPTED),
        ("guess", &order, StatusCode::UNAUTHORIZED),
    ] {
        let headers = [("x-auth-token", token)];
        let reply = rig.send(As::Nobody, Method::POST, &path, body, &headers).now_or_never();
        assert_eq!(reply.map(|reply| reply.status), Some(expected), "{token} {body}");
    }
    assert_eq!(rig.calls(), calls, "the store was not even asked");
    // It has not been in vain, either.
    let woken: Vec<_> = rig.app.hooks.woken().into_iter().map(|(key, _)| key.process()).collect();
    assert_eq!(woken, [Process::OrderStatus, Process::Stock]);
}

#[tokio::test]
async fn a_process_that_waits_for_its_store_lives() {
    let rig = hung().await;
    let reply = rig.get(As::Nobody, "/healthz").now_or_never().unwrap();
    assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, "ok\n"));
}

/// The clock of the rig passes whatever time is waited for.
#[tokio::test]
async fn it_is_not_ready_and_says_why_within_two_seconds() {
    let rig = hung().await;
    let before = wms_erp_sync::clock::Clock::now(&rig.clock);
    let reply = rig.app.readiness.during(rig.get(As::Nobody, "/readyz")).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reply.body, "store: failing: it has not answered within two seconds\nscheduler: ok\n");
    let waited = wms_erp_sync::clock::Clock::now(&rig.clock) - before;
    assert_eq!(waited, chrono::TimeDelta::seconds(2));
}
