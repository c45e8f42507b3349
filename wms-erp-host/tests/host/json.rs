//! The document that other programs read.

use serde_json::Value;
use wms_erp_host::Exit;
use wms_erp_sync::simulator::twentyfour::Rule;

use crate::rig::{Ran, Rig};

/// Exactly one document, whatever the exit code.
fn document(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn check_shape(document: &Value) {
    for tenant in document["tenants"].as_array().unwrap() {
        assert!(tenant["name"].is_string());
        for process in tenant["processes"].as_array().unwrap() {
            assert!(process["process"].is_string(), "{process}");
            assert!(
                ["done", "failed", "skipped"].contains(&process["outcome"].as_str().unwrap()),
                "{process}"
            );
            for field in ["read", "unchanged", "written", "held", "failed"] {
                assert!(process[field].is_u64(), "{field}: {process}");
            }
            for side in ["erp", "wms"] {
                assert!(process["requests"][side].is_u64(), "{process}");
            }
            for reason in process["reasons"].as_array().unwrap() {
                for field in ["record", "what", "remedy"] {
                    assert!(reason[field].is_string(), "{reason}");
                }
                assert!(reason["class"].is_string() || reason["class"].is_null(), "{reason}");
            }
        }
    }
}

#[tokio::test]
async fn the_document_has_the_promised_fields() {
    let rig = Rig::start().await;
    let ran = rig.host(&["once", "--json"]).await;
    assert_eq!(ran.exit, Exit::Held);
    let document = document(&ran);
    check_shape(&document);
    let processes = document["tenants"][0]["processes"].as_array().unwrap();
    let names: Vec<&str> = processes.iter().map(|process| process["process"].as_str().unwrap()).collect();
    assert_eq!(names, ["articles", "orders", "order_status", "stock"]);
    assert_eq!(processes[0]["written"], 7);
    assert_eq!(processes[1]["held"], 1);
    let reasons = processes[1]["reasons"].as_array().unwrap();
    let held = reasons.iter().find(|reason| reason["class"] == "needs_person").unwrap();
    assert_eq!(held["record"], "10004");
    assert!(!held["remedy"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_is_one_document_too() {
    let rig = Rig::start().await;
    rig.systems.erp.misbehave(Rule::fault("the roof is on fire").on("GetInvoices").always());
    let ran = rig.host(&["once", "--json"]).await;
    assert_eq!(ran.exit, Exit::Failed);
    let document = document(&ran);
    check_shape(&document);
    let orders = &document["tenants"][0]["processes"][1];
    assert_eq!(orders["outcome"], "failed");
    let why = orders["reasons"][0]["what"].as_str().unwrap();
    assert!(why.contains("the roof is on fire"), "{why}");
}

#[tokio::test]
async fn a_tenant_that_nobody_can_reach_is_one_document_too() {
    let rig = Rig::start().await;
    rig.configure(&rig.configuration().replace(&rig.systems.erp.base_url(), "http://127.0.0.1:9"));
    let ran = rig.host(&["once", "--json"]).await;
    assert_eq!(ran.exit, Exit::Failed);
    check_shape(&document(&ran));
}

#[tokio::test]
async fn processes_are_chosen_and_one_that_is_off_says_so() {
    let rig = Rig::start().await;
    let ran = rig.host(&["once", "--json", "--process", "suppliers", "--process", "articles"]).await;
    assert_eq!(ran.exit, Exit::Done);
    let document = document(&ran);
    check_shape(&document);
    let processes = document["tenants"][0]["processes"].as_array().unwrap();
    let outcomes: Vec<_> = processes.iter().map(|p| (p["process"].as_str(), p["outcome"].as_str())).collect();
    assert_eq!(outcomes, [(Some("articles"), Some("done")), (Some("suppliers"), Some("skipped"))]);
    assert!(processes[1]["reasons"][0]["what"].as_str().unwrap().contains("off"));
    assert!(rig.systems.wms.orders().is_empty(), "orders were not asked for");
}

#[tokio::test]
async fn plans_and_held_records_are_documents_too() {
    let rig = Rig::start().await;
    let ran = rig.host(&["plan", "--json"]).await;
    assert_eq!(ran.exit, Exit::Done);
    let plan = document(&ran);
    assert!(plan["tenants"][0]["writes"].as_array().unwrap().len() >= 10, "{plan}");
    assert!(rig.writes().iter().all(|(_, count)| *count == 0), "a plan writes nothing");
    rig.once().await;
    let held = document(&rig.host(&["held", "--json"]).await);
    assert_eq!(held["tenants"][0]["held"][0]["record"], "10004");
}
