//! Plans on the page: what they say, and what comes of approving them.

use axum::http::StatusCode;
use chrono::TimeDelta;

use super::rig::{As, OTHER, Rig, TENANT};
use crate::sandbox::company::{FROM_BERGEN, FROM_KARI, TENT};

#[tokio::test]
async fn a_plan_is_read_and_approved() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}/plan");
    let none = rig.post(As::Operator, &path, "").await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    let made = rig.post(As::Operator, &path, "process=articles&process=orders").await;
    let page = rig.result(As::Operator, made.header("location")).await;
    assert!(page.body.contains(">Approve "), "{}", page.body);
    assert!(rig.systems.wms.orders().is_empty(), "nothing is written before it is approved");
    let viewer = rig.get(As::Viewer, made.header("location")).await;
    assert!(viewer.body.contains("writes") && !viewer.body.contains("Approve"), "{}", viewer.body);
    let others = made.header("location").replace(TENANT, OTHER);
    assert_eq!(rig.get(As::Operator, &others).await.status, StatusCode::NOT_FOUND, "a plan is its tenant's");
    let applied = rig.post(As::Operator, made.header("location"), "").await;
    let page = rig.result(As::Operator, applied.header("location")).await;
    assert!(page.body.contains("The plan was applied"), "{}", page.body);
    assert_eq!(rig.systems.wms.orders().len(), 3);
    let activity = rig.get(As::Operator, "/activity").await;
    assert!(
        activity.body.contains("apply a plan") && activity.body.contains("Articles, Orders"),
        "{}",
        activity.body
    );
}

#[tokio::test]
async fn a_plan_is_refused_when_something_has_moved() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}/plan");
    let made = rig.post(As::Operator, &path, "process=articles&process=orders").await;
    rig.result(As::Operator, made.header("location")).await;
    rig.systems.erp.books().set_order_status(FROM_BERGEN, "Offer");
    let applied = rig.post(As::Operator, made.header("location"), "").await;
    let page = rig.result(As::Operator, applied.header("location")).await;
    assert!(
        page.body.contains("Nothing was written") && page.body.contains(&FROM_BERGEN.to_string()),
        "{}",
        page.body
    );
    assert!(rig.systems.wms.orders().is_empty());
    let activity = rig.get(As::Operator, "/activity.csv").await;
    assert!(activity.body.contains("nothing was written"), "{}", activity.body);
}

#[tokio::test]
async fn single_records_of_a_plan_are_approved() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}/plan");
    let articles = rig.post(As::Operator, &path, "process=articles").await;
    rig.result(As::Operator, articles.header("location")).await;
    let applied = rig.post(As::Operator, articles.header("location"), "what=all").await;
    rig.result(As::Operator, applied.header("location")).await;
    let made = rig.post(As::Operator, &path, "process=orders").await;
    let page = rig.result(As::Operator, made.header("location")).await;
    assert!(page.body.contains(&format!("value=\"orders/{FROM_KARI}\"")), "{}", page.body);
    for (wrong, status) in
        [("what=chosen", StatusCode::BAD_REQUEST), ("what=chosen&record=orders%2F77", StatusCode::CONFLICT)]
    {
        let refused = rig.post(As::Operator, made.header("location"), wrong).await;
        assert_eq!(refused.status, status, "{wrong}");
    }
    // The other one moves, which does not matter.
    rig.systems.erp.books().set_order_status(FROM_BERGEN, "Offer");
    let form = format!("what=chosen&record=orders%2F{FROM_KARI}");
    let applied = rig.post(As::Operator, made.header("location"), &form).await;
    let page = rig.result(As::Operator, applied.header("location")).await;
    assert!(page.body.contains("The plan was applied"), "{}", page.body);
    let there: Vec<String> = rig.systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
    assert_eq!(there, [FROM_KARI.to_string()]);
    let activity = rig.get(As::Operator, "/activity.csv").await;
    assert!(activity.body.contains(&format!("\"apply a plan\",\"orders {FROM_KARI}\"")), "{}", activity.body);
    let again = rig.post(As::Operator, made.header("location"), &form).await;
    let page = rig.result(As::Operator, again.header("location")).await;
    assert!(
        page.body.contains("Nothing was written") && page.body.contains(&FROM_KARI.to_string()),
        "{}",
        page.body
    );
}

/// A pause holds back what people ask for, too, and nobody is to believe otherwise.
#[tokio::test]
async fn a_plan_that_could_not_be_carried_out_is_not_called_applied() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}/plan");
    let made = rig.post(As::Operator, &path, "process=articles&process=orders").await;
    rig.result(As::Operator, made.header("location")).await;
    let pause = "process=all&hours=1&reason=stocktaking";
    rig.post(As::Operator, &format!("/tenants/{TENANT}/pause"), pause).await;
    let applied = rig.post(As::Operator, made.header("location"), "").await;
    let page = rig.result(As::Operator, applied.header("location")).await;
    assert!(
        page.body.contains("Not everything was written") && page.body.contains("paused"),
        "{}",
        page.body
    );
    assert!(rig.systems.wms.orders().is_empty());
    let done = rig.app.operations.activities(TENANT, None, 1).await.unwrap();
    assert_eq!((done[0].1.action.as_str(), done[0].1.done), ("apply a plan", false));
}

/// A record that changes says of each field what is there now; what stays is folded away.
#[tokio::test]
async fn a_plan_says_what_is_there_now() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}/plan");
    let made = rig.post(As::Operator, &path, "process=articles&process=orders").await;
    let new = rig.result(As::Operator, made.header("location")).await;
    assert!(new.body.contains("(new)"), "{}", new.body);
    for words in ["not known", "unknown", "ArticleOperation", "OrderIdentification"] {
        assert!(!new.body.contains(words), "{words}: {}", new.body);
    }
    rig.once(TENANT).await;
    rig.clock.advance(TimeDelta::minutes(15));
    let books = rig.systems.erp.books();
    books.patch_order(FROM_KARI, |order| order.set("YourReference", "Astrid"));
    books.patch_product(TENT, |product| product.set("Name", "Telt Skardet 3"));
    let made = rig.post(As::Operator, &path, "process=articles&process=orders").await;
    let page = rig.result(As::Operator, made.header("location")).await;
    let row = |cells: [&str; 3]| {
        let [field, old, new] = cells;
        format!("<th scope=\"row\">{field}</th><td>{old}</td><td>{new}</td>")
    };
    for row in [
        row(["ArticleName", "Telt Skardet, 3 personer", "Telt Skardet 3"]),
        row(["OrderInfo/SalesCode", "<span class=\"quiet\">(nothing)</span>", "Astrid"]),
    ] {
        assert!(page.body.contains(&row), "{row}: {}", page.body);
    }
    assert!(
        page.body.contains(" fields unchanged</summary>") && !page.body.contains("not known"),
        "{}",
        page.body
    );
    let id = made.header("location").rsplit('/').next().unwrap();
    let job = rig.get(As::Operator, &format!("/api/v1/tenants/{TENANT}/jobs/{id}")).await;
    let job: serde_json::Value = serde_json::from_str(&job.body).unwrap();
    let fields = job["writes"][0]["fields"].as_array().unwrap();
    let name = fields.iter().find(|field| field["field"] == "ArticleName").unwrap();
    assert_eq!((&name["old"], &name["current"]), (&"Telt Skardet, 3 personer".into(), &"read".into()));
    assert!(fields.iter().any(|field| field["current"] == "instruction"), "{job}");
}
