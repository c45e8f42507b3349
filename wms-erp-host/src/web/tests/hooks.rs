//! Webhooks of the warehouse are hints: whoever sends what, and however often, changes only when something is seen.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use wms_erp_sync::Process;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;

use super::rig::{As, OTHER, Reply, Rig, TENANT};
use crate::web::TokenHash;
use crate::web::hooks::MAX_BODY;

const TOKEN: &str = "what the warehouse sends";
const ORDER: &str =
    r#"{"webhookEventId": "1", "orderId": 77, "orderNumber": "10001", "orderStatus": {"number": 450}}"#;
const STOCK: &str = r#"{"webhookEventId": "2", "articleNumber": "A-1"}"#;

/// A rig whose first tenant takes webhooks.
async fn rig() -> Rig {
    Rig::start().await.with_hook(TENANT, TokenHash::of(TOKEN))
}

async fn send(rig: &Rig, tenant: &str, token: &str, body: &str) -> Reply {
    let path = format!("/hooks/ongoing/{tenant}");
    rig.send(As::Nobody, Method::POST, &path, body, &[("x-auth-token", token), ("via", "1.1 proxy")]).await
}

#[tokio::test]
async fn a_hint_wakes_the_process_that_it_is_for() {
    for (body, expected) in [
        (ORDER, &[Process::OrderStatus][..]),
        (STOCK, &[Process::Stock]),
        ("\u{feff}{}", &[Process::OrderStatus, Process::Stock]),
        ("no JSON", &[Process::OrderStatus, Process::Stock]),
        ("", &[Process::OrderStatus, Process::Stock]),
    ] {
        let rig = rig().await;
        let reply = send(&rig, TENANT, TOKEN, body).await;
        assert_eq!((reply.status, reply.body.as_str()), (StatusCode::ACCEPTED, "taken\n"), "{body}");
        let processes: Vec<_> = rig.app.hooks.woken().into_iter().map(|(key, _)| key.process()).collect();
        assert_eq!(processes, expected, "{body}");
    }
}

#[tokio::test]
async fn without_the_token_nothing_is_woken_and_nothing_is_said_about_tenants() {
    let rig = rig().await;
    let refused = send(&rig, TENANT, "guess", ORDER).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    for (tenant, token) in [(TENANT, ""), (OTHER, TOKEN), ("nowhere", TOKEN), (TENANT, &TOKEN[1..])] {
        let reply = send(&rig, tenant, token, ORDER).await;
        assert_eq!((reply.status, &reply.body), (StatusCode::UNAUTHORIZED, &refused.body), "{tenant}");
    }
    // A user's token is none of the warehouse.
    let path = format!("/hooks/ongoing/{TENANT}");
    let reply = rig.send(As::Operator, Method::POST, &path, ORDER, &[]).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(rig.get(As::Operator, &path).await.status, StatusCode::METHOD_NOT_ALLOWED);
    // Guessing here locks no user out.
    assert_eq!(rig.get(As::Operator, "/").await.status, StatusCode::OK);
    assert!(rig.app.hooks.woken().is_empty());
}

#[tokio::test]
async fn however_many_hints_come_a_process_is_woken_twice_a_minute() {
    let rig = rig().await;
    let start = rig.clock.now();
    let mut accepted = 0;
    for _ in 0..700 {
        let reply = send(&rig, TENANT, TOKEN, ORDER).await;
        match reply.status {
            StatusCode::ACCEPTED => accepted += 1,
            status => {
                assert_eq!((status, reply.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
            }
        }
    }
    assert_eq!(accepted, 600);
    assert_eq!(
        rig.app.hooks.woken(),
        [(RunKey::new(TENANT, Process::OrderStatus), start + TimeDelta::seconds(30))],
        "at once, and once more for all the others"
    );
    // A flood of one tenant keeps no other process, and no later hint, from being heard.
    rig.clock.advance(TimeDelta::seconds(61));
    assert_eq!(send(&rig, TENANT, TOKEN, STOCK).await.status, StatusCode::ACCEPTED);
    assert_eq!(rig.app.hooks.woken().len(), 2);
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_and_one_without_a_token_is_not_read() {
    let rig = rig().await;
    let long = "x".repeat(MAX_BODY + 1);
    assert_eq!(send(&rig, TENANT, TOKEN, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let endless = Body::from_stream(futures::stream::pending::<Result<String, std::io::Error>>());
    let reply = rig.send_body(&format!("/hooks/ongoing/{TENANT}"), endless).await;
    assert_eq!(reply, StatusCode::UNAUTHORIZED);
    assert!(rig.app.hooks.woken().is_empty());
}

#[tokio::test]
async fn what_keeps_failing_is_not_tried_more_often_for_hints() {
    let rig = rig().await;
    rig.systems.wms.control().misbehave(wms_erp_sync::simulator::ongoing::Rule::fault("down").always());
    rig.once(TENANT).await;
    send(&rig, TENANT, TOKEN, STOCK).await;
    assert!(rig.app.hooks.woken().is_empty(), "{:?}", rig.app.hooks.woken());
}

/// Lost, doubled, reordered: a hint says nothing that is believed.
#[tokio::test]
async fn what_hints_say_is_not_believed() {
    let rig = rig().await;
    rig.once(TENANT).await;
    let before = rig.engine.inspect(TENANT).find_orders("1000", 10).await.unwrap();
    let writes = rig.systems.erp.count("SaveInvoices");
    for body in [ORDER, ORDER, &ORDER.replace("450", "200"), &ORDER.replace("77", "-1"), ORDER] {
        assert_eq!(send(&rig, TENANT, TOKEN, body).await.status, StatusCode::ACCEPTED);
    }
    rig.once(TENANT).await;
    assert_eq!(rig.systems.erp.count("SaveInvoices"), writes, "nothing was sent, whatever they say");
    assert_eq!(rig.engine.inspect(TENANT).find_orders("1000", 10).await.unwrap(), before);
}
