//! The budget of requests: what all tenants need, and what there is.

use axum::http::StatusCode;
use serde_json::{Value, json};
use wms_erp_sync::Process;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;

use super::rig::{As, Rig, TENANT};
use crate::budget::tests::compared;
use crate::requests::Compared;

const HOST: &str = "default api.24sevenoffice.com";

async fn rig(all: &[Compared]) -> Rig {
    let rig = Rig::start().await;
    rig.budgets.note(&*rig.store, all, rig.clock.now()).await.unwrap();
    rig.look().await;
    rig
}

#[tokio::test]
async fn the_overview_shows_demand_and_supply_and_only_what_is_stretched_stands_out() {
    let rig = rig(&[compared(HOST, 500, 7_000), compared("narrow api.24sevenoffice.com", 500, 600)]).await;
    let calls = rig.calls();
    let page = rig.get(As::Operator, "/").await.body;
    assert_eq!(rig.calls(), calls, "no page reads the store for it");
    let section = page.split("id=\"budget\"").nth(1).unwrap();
    let table = section.split("<figure>").next().unwrap();
    let rows: Vec<&str> = table.split("<tr>").filter(|row| row.contains("api.24sevenoffice.com")).collect();
    assert_eq!(rows.len(), 2, "{section}");
    assert!(rows[0].contains("1,000") && rows[0].contains("7,000") && rows[0].contains("as configured"));
    assert!(!rows[0].contains("late") && rows[1].contains("class=\"state late\""), "{}", rows[1]);
    assert!(rows[1].contains("16.75 times less often"), "{}", rows[1]);
    // What to do about it is above, with everything else that is wrong.
    let above = page.split("id=\"tenants\"").next().unwrap();
    assert!(above.contains("Too few requests for all tenants: narrow api.24sevenoffice.com"), "{above}");
    assert!(!above.contains(HOST), "{above}");
    // The picture, and its figures as a table.
    assert_eq!(section.matches("<svg class=\"chart\"").count(), 2);
    assert!(section.contains("over the last 48 hours") && section.contains("2026-03-02 08:00"), "{section}");
}

#[tokio::test]
async fn what_all_tenants_share_is_shown_to_those_who_see_them_all() {
    let rig = rig(&[compared(HOST, 5_000, 600)]).await;
    let page = rig.get(As::Viewer, "/").await.body;
    assert!(!page.contains("24sevenoffice.com") && !page.contains("id=\"budget\""), "{page}");
    let reply = rig.get(As::Viewer, "/api/v1/budget").await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_address_without_a_limit_has_no_budget() {
    let rig = rig(&[]).await;
    assert!(!rig.get(As::Operator, "/").await.body.contains("id=\"budget\""));
    assert_eq!(rig.get(As::Operator, "/api/v1/budget").await.body, r#"{"items":[],"next":null}"#);
}

#[tokio::test]
async fn addresses_are_a_list_with_a_cursor_like_the_other_lists() {
    let rig = rig(&[compared(HOST, 500, 7_000), compared("narrow api.24sevenoffice.com", 500, 600)]).await;
    let ask = async |query: &str| -> Value {
        serde_json::from_str(&rig.get(As::Operator, &format!("/api/v1/budget?{query}")).await.body).unwrap()
    };
    let first = ask("limit=1").await;
    assert_eq!((&first["items"][0]["address"], &first["next"]), (&json!(HOST), &json!(HOST)), "{first}");
    let last = ask("limit=1&after=default%20api.24sevenoffice.com").await;
    assert_eq!(last["items"][0]["address"], "narrow api.24sevenoffice.com", "{last}");
    assert!(last["next"].is_null() && last["items"].as_array().unwrap().len() == 1, "{last}");
    let reply = rig.get(As::Operator, "/api/v1/budget?limit=0").await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.body);
}

#[tokio::test]
async fn the_api_has_the_same_figures_and_the_factor_of_each_process() {
    let rig = rig(&[compared(HOST, 500, 600)]).await;
    let ask = async |path: &str| -> Value {
        serde_json::from_str(&rig.get(As::Operator, path).await.body).unwrap()
    };
    let budget = ask("/api/v1/budget").await;
    let figures = json!({"demand": 1000, "supply": 600, "stretch": 16.75, "urgent_stretch": 1.0});
    for (name, figure) in figures.as_object().unwrap() {
        let item = &budget["items"][0];
        assert_eq!((&item[name], &item["hours"][0][name]), (figure, figure), "{name} {budget}");
    }
    assert_eq!(budget["items"][0]["hours"].as_array().unwrap().len(), 1);
    rig.scheduler.stretch([(RunKey::new(TENANT, Process::Stock), 2.5)]);
    let tenant = ask(&format!("/api/v1/tenants/{TENANT}")).await;
    let factors: Vec<_> =
        tenant["processes"].as_array().unwrap().iter().map(|one| one["stretch"].clone()).collect();
    assert!(factors.contains(&json!(2.5)) && factors.contains(&json!(1.0)), "{factors:?}");
}
