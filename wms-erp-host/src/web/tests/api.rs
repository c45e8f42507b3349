//! What programs do.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::rig::{As, Reply, Rig, TENANT};
use crate::sandbox::company::{FROM_KARI, FROM_OLA, TENT};

const TENANTS: &str = "/api/v1/tenants";

async fn post(rig: &Rig, who: As, path: &str, body: &Value) -> Reply {
    let kind = [("content-type", "application/json; charset=utf-8")];
    rig.send(who, Method::POST, &format!("{TENANTS}/{TENANT}/{path}"), &body.to_string(), &kind).await
}

fn document(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap_or_else(|error| panic!("{error}: {reply:?}"))
}

async fn get(rig: &Rig, path: &str) -> Value {
    let reply = rig.get(As::Operator, &format!("{TENANTS}{path}")).await;
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (StatusCode::OK, "application/json"),
        "{reply:?}"
    );
    document(&reply)
}

/// The result of some work.
async fn result(rig: &Rig, begun: &Reply) -> Value {
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{begun:?}");
    loop {
        let job = document(&rig.get(As::Viewer, begun.header("location")).await);
        if job["state"] != "running" {
            return job;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn lists_have_cursors() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let first = get(&rig, "?limit=1").await;
    assert_eq!((&first["items"][0]["name"], &first["next"]), (&json!(TENANT), &json!(TENANT)));
    assert_eq!(first["items"][0]["processes"][2]["state"], "held");
    let second = get(&rig, &format!("?limit=1&after={TENANT}")).await;
    assert_eq!((&second["items"][0]["name"], &second["next"]), (&json!("sorlys"), &Value::Null));
    for wrong in ["0", "501", "x", "", "%20"] {
        let reply = rig.get(As::Operator, &format!("{TENANTS}?limit={wrong}")).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let held = get(&rig, &format!("/{TENANT}/held")).await;
    assert_eq!((&held["items"][0]["record"], &held["next"]), (&json!(FROM_OLA.to_string()), &Value::Null));
    let behind = get(&rig, &format!("/{TENANT}/held?after=orders/{FROM_OLA}")).await;
    assert_eq!(behind["items"], json!([]));
}

#[tokio::test]
async fn held_records_are_decided_about_and_a_repeated_command_finds_it_done() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let ola = json!(FROM_OLA.to_string());
    let retried =
        post(&rig, As::Operator, "retry", &json!({ "process": "orders", "records": [ola, "77"] })).await;
    assert_eq!(document(&retried), json!({ "done": [ola], "not_held": ["77"] }));
    let without =
        post(&rig, As::Operator, "dismiss", &json!({ "process": "orders", "records": [ola] })).await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
    let dismiss = json!({ "process": "orders", "records": [ola], "reason": "sent by hand" });
    let dismissed = post(&rig, As::Operator, "dismiss", &dismiss).await;
    assert_eq!(document(&dismissed)["done"], json!([ola]));
    let again = post(&rig, As::Operator, "dismiss", &dismiss).await;
    assert_eq!((again.status, &document(&again)["not_held"]), (StatusCode::OK, &json!([ola])));
    let order = get(&rig, &format!("/{TENANT}/orders/{FROM_OLA}")).await;
    assert_eq!((&order["erp_status"], &order["held"]), (&json!("Confirmed"), &json!([])));
    assert!(order["timeline"].to_string().contains("sent by hand"), "{order}");
    let done = get(&rig, &format!("/{TENANT}/activities?limit=1")).await;
    assert_eq!((&done["items"][0]["action"], &done["items"][0]["who"]), (&json!("dismiss"), &json!("anna")));
    let next = done["next"].as_str().unwrap();
    let rest = get(&rig, &format!("/{TENANT}/activities?after={next}")).await;
    assert_eq!((&rest["items"][0]["action"], &rest["next"]), (&json!("retry"), &Value::Null));
}

#[tokio::test]
async fn a_plan_is_made_and_approved_and_refused_when_something_has_moved() {
    let rig = Rig::start().await;
    let both = json!({ "processes": ["articles", "orders"] });
    let made = post(&rig, As::Operator, "plan", &both).await;
    let plan = result(&rig, &made).await;
    assert!(
        plan["writes"].as_array().unwrap().len() > 5 && plan["writes"][0]["fields"][0]["new"].is_string()
    );
    let path = format!("plan/{}/apply", plan["job"].as_str().unwrap());
    let applied = post(&rig, As::Operator, &path, &Value::Null).await;
    assert_eq!(result(&rig, &applied).await["state"], "done");
    assert_eq!(rig.systems.wms.orders().len(), 3);
    for (records, status) in [(json!([]), 400), (json!(["orders/77"]), 409), (json!("orders/77"), 400)] {
        let wrong = post(&rig, As::Operator, &path, &json!({ "records": records })).await;
        assert_eq!(wrong.status.as_u16(), status, "{records}");
    }
    let part = json!({ "records": [format!("orders/{FROM_KARI}")] });
    let moved = post(&rig, As::Operator, &path, &part).await;
    let moved = result(&rig, &moved).await;
    assert_eq!(
        (&moved["state"], &moved["writes"][0]["record"]),
        (&json!("moved"), &json!(FROM_KARI.to_string()))
    );
    let found = rig.get(As::Operator, &format!("/api/v1/orders?q={FROM_KARI}")).await;
    assert_eq!(document(&found), json!({ "orders": [{ "tenant": TENANT, "order": FROM_KARI }] }));
    assert_eq!(rig.get(As::Operator, "/api/v1/orders").await.status, StatusCode::BAD_REQUEST);
    let order = get(&rig, &format!("/{TENANT}/orders/{FROM_KARI}")).await;
    assert_eq!((&order["lines"][0]["picked"], &order["rows_unread"]), (&json!("0"), &Value::Null));
    let again = post(&rig, As::Operator, &path, &Value::Null).await;
    assert_eq!(result(&rig, &again).await["state"], "moved", "a plan is not carried out twice");
    let compared = post(&rig, As::Operator, "drift", &both).await;
    let drift = result(&rig, &compared).await;
    assert!(drift["differences"].to_string().contains(&FROM_OLA.to_string()), "{drift}");
    for wrong in
        [json!({}), json!({ "processes": [] }), json!({ "processes": ["x"] }), json!({ "process": "stock" })]
    {
        assert_eq!(post(&rig, As::Operator, "plan", &wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn a_pause_has_an_end_and_a_reason() {
    let rig = Rig::start().await;
    let pause = json!({ "process": "stock", "until": "2026-03-03T07:00:00Z", "reason": "stocktaking" });
    assert_eq!(post(&rig, As::Operator, "pause", &pause).await.status, StatusCode::OK);
    let tenant = get(&rig, &format!("/{TENANT}")).await;
    let processes = tenant["processes"].as_array().unwrap();
    let stock = processes.iter().find(|process| process["process"] == "stock").unwrap();
    assert_eq!(stock["paused"]["what"], "stocktaking");
    for wrong in [
        json!({ "process": "stock", "until": "2026-03-01T07:00:00Z", "reason": "over" }),
        json!({ "process": "stock", "until": "2026-03-03T07:00:00Z", "reason": " " }),
        json!({ "process": "stock", "until": "tomorrow", "reason": "x" }),
        json!({ "until": "2026-03-03T07:00:00Z", "reason": "x", "proces": "stock" }),
    ] {
        assert_eq!(
            post(&rig, As::Operator, "pause", &wrong).await.status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
    assert_eq!(post(&rig, As::Operator, "resume", &json!({})).await.status, StatusCode::OK);
    assert!(rig.engine.inspect(TENANT).pauses().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_refusal_is_a_problem_document() {
    let rig = Rig::start().await;
    let nobody = rig.get(As::Nobody, TENANTS).await;
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    let viewer = post(&rig, As::Viewer, "resume", &json!({})).await;
    assert_eq!(viewer.status, StatusCode::FORBIDDEN);
    let form = rig.post(As::Operator, &format!("{TENANTS}/{TENANT}/resume"), "{}").await;
    assert_eq!(form.status, StatusCode::BAD_REQUEST, "no form of another site can send it");
    let unknown = rig.get(As::Operator, "/api/v1/nothing").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    for reply in [nobody, viewer, form, unknown] {
        assert_eq!(reply.header("content-type"), "application/problem+json");
        let problem = document(&reply);
        assert_eq!(problem["status"], reply.status.as_u16());
        assert!(!problem["detail"].as_str().unwrap().is_empty(), "{problem}");
    }
}

#[tokio::test]
async fn the_description_is_served() {
    let rig = Rig::start().await;
    let reply = rig.get(As::Nobody, "/api/v1/openapi.json").await;
    let document = document(&reply);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let retry = &document["paths"]["/api/v1/tenants/{tenant}/retry"]["post"];
    assert_eq!(
        retry["requestBody"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Retry"
    );
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    assert_eq!(document["security"], json!([{ "token": [] }]));
}

#[tokio::test]
async fn what_needs_no_body_is_sent_with_a_token_alone_and_a_list_is_no_document() {
    let rig = Rig::start().await;
    let send = async |path: &str, body: &str, headers: &[(&str, &str)]| {
        rig.send(As::Operator, Method::POST, path, body, headers).await
    };
    let reload = send("/api/v1/reload", "", &[]).await;
    assert_eq!(reload.status, StatusCode::NOT_FOUND, "these tenants are in no folder: {reload:?}");
    assert!(document(&reload)["detail"].as_str().unwrap().contains("tenants ="), "{reload:?}");
    let json = [("content-type", "application/json")];
    let retry = format!("{TENANTS}/{TENANT}/retry");
    for wrong in ["", "null", "[]", r#"["orders", ["77"]]"#, r#""orders""#] {
        let reply = send(&retry, wrong, &json).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{wrong}: {reply:?}");
    }
    assert_eq!(send("/api/v1/reload", "[]", &json).await.status, StatusCode::BAD_REQUEST);
    let other = rig.send(As::Operator, Method::DELETE, &retry, "", &[]).await;
    assert_eq!((other.status, other.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
}

#[tokio::test]
async fn the_journal_of_stock_is_a_document() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    rig.systems.wms.set_stock(&TENT.to_string(), 3).unwrap();
    rig.once(TENANT).await;
    let journal = get(&rig, &format!("/{TENANT}/stock-journal?article={TENT}")).await;
    let article = &journal["article"];
    assert_eq!(
        (&article["product"], &article["erp"], &article["wms"]),
        (&json!(TENT), &json!("3"), &json!("3"))
    );
    let last = journal["entries"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["stock"]), (&json!("written_to_erp"), &json!("3")), "{journal}");
    let empty = get(&rig, &format!("/{TENANT}/stock-journal?since=2026-03-02&until=2026-03-01")).await;
    assert_eq!(empty["entries"], json!([]));
    let lost = rig.get(As::Operator, &format!("{TENANTS}/{TENANT}/stock-journal?until=")).await;
    assert_eq!(lost.status, StatusCode::BAD_REQUEST, "{lost:?}");
    let unknown = rig.get(As::Operator, &format!("{TENANTS}/{TENANT}/stock-journal?article=NO-SUCH")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{unknown:?}");
}
