//! How far a long run has come, on the page, in the API and in the metrics.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};
use wms_erp_sync::{CancellationToken, Process, Trigger};

use super::rig::{As, Rig, TENANT};

#[tokio::test]
async fn a_long_run_is_shown_until_it_ends() {
    let rig = Rig::start().await;
    crate::web::metrics::collect();
    let (gate, clock) = (Gate::new(), rig.clock.clone());
    let control = rig.systems.wms.control();
    control.after("ProcessArticle", move |_| clock.advance(TimeDelta::seconds(4)));
    control.misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").skip(5));
    let engine = rig.engine.clone();
    let run = tokio::spawn(async move {
        engine.run(TENANT, Process::Articles, Trigger::Manual, &CancellationToken::new()).await.unwrap()
    });
    gate.arrived().await;
    rig.look().await;
    let page = rig.get(As::Viewer, &format!("/tenants/{TENANT}")).await.body;
    assert!(
        page.contains("writing 3 of 8 (37 %)") && page.contains("<progress max=\"100\" value=\"37\""),
        "{page}"
    );
    let reply = rig.get(As::Viewer, &format!("/api/v1/tenants/{TENANT}")).await;
    let tenant: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    let progress = &tenant["processes"][0]["progress"];
    assert_eq!(
        (&progress["phase"], &progress["done"], &progress["total"]),
        (&"writing".into(), &3.into(), &8.into())
    );
    assert!(progress["remaining_seconds"].is_i64(), "{progress}");
    assert!(tenant["processes"][2].get("progress").is_none(), "{tenant}");
    let of = |name: &str| format!("{name}{{tenant=\"{TENANT}\",process=\"articles\"}}");
    let metrics = rig.get(As::Operator, "/metrics").await;
    assert_eq!(metrics.status, StatusCode::OK);
    assert!(metrics.body.contains(&(of("wms_erp_host_run_progress_done") + " 3")), "{}", metrics.body);
    assert!(metrics.body.contains(&(of("wms_erp_host_run_progress_total") + " 8")), "{}", metrics.body);
    gate.open();
    assert_eq!(run.await.unwrap().written, 7);
    rig.look().await;
    let page = rig.get(As::Viewer, &format!("/tenants/{TENANT}")).await.body;
    assert!(!page.contains("<progress"), "{page}");
    let metrics = rig.get(As::Operator, "/metrics").await.body;
    assert!(metrics.contains(&(of("wms_erp_host_run_progress_done") + " 0")), "{metrics}");
}

#[tokio::test]
async fn a_comparison_says_how_far_it_is_while_its_page_waits() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let gate = Gate::new();
    let hold = Rule::new(Mischief::Hold(gate.clone())).on("GetOrdersByQuery");
    rig.systems.wms.control().misbehave(hold);
    let page = format!("/api/v1/tenants/{TENANT}/drift");
    let body = r#"{"processes": ["articles", "orders"]}"#;
    let headers = [("content-type", "application/json")];
    let begun = rig.send(As::Operator, Method::POST, &page, body, &headers).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
    let job = begun.header("location").to_owned();
    gate.arrived().await;
    let shown: serde_json::Value = serde_json::from_str(&rig.get(As::Operator, &job).await.body).unwrap();
    assert_eq!(
        (&shown["state"], &shown["progress"]["phase"]),
        (&"running".into(), &"comparing".into()),
        "{shown}"
    );
    let number = job.rsplit('/').next().unwrap();
    let page = rig.get(As::Operator, &format!("/tenants/{TENANT}/drift/{number}")).await.body;
    assert!(page.contains("Orders: ") && page.contains("comparing 0 of "), "{page}");
    gate.open();
    loop {
        let shown: serde_json::Value = serde_json::from_str(&rig.get(As::Operator, &job).await.body).unwrap();
        if shown["state"] != "running" {
            assert!(shown.get("progress").is_none(), "{shown}");
            break;
        }
        tokio::task::yield_now().await;
    }
}
