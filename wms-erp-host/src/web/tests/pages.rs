//! What people do on the pages, and what comes of it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use wms_erp_sync::Process;

use super::rig::{As, Rig, TENANT};
use crate::sandbox::company::{FROM_KARI, FROM_OLA, KARI, TENT};

#[tokio::test]
async fn the_overview_says_what_is_wrong_since_when_and_what_to_do() {
    let rig = Rig::start().await;
    let unseen = rig.get(As::Operator, "/").await;
    assert!(
        unseen.body.contains("Not yet known") && unseen.body.contains("2 tenants of 2"),
        "{}",
        unseen.body
    );
    rig.look().await;
    let fresh = rig.get(As::Operator, "/").await;
    assert!(fresh.body.contains("Nothing is wrong"), "{}", fresh.body);
    rig.once(TENANT).await;
    rig.clock.advance(TimeDelta::hours(3));
    rig.look().await;
    let late = rig.get(As::Operator, "/").await;
    assert!(late.body.contains("Articles, Orders, Order status, Stock are late"), "{}", late.body);
    rig.once(TENANT).await;
    let page = rig.get(As::Operator, "/").await;
    for words in [
        "What is wrong",
        "Orders: 1 record needs a person",
        "(3 h)",
        "Norgge",
        "two-letter ISO code",
        "held 1",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let found = rig.get(As::Operator, "/?q=SOR").await;
    assert!(
        found.body.contains("1 of 2 tenants") && found.body.contains("/tenants/sorlys"),
        "{}",
        found.body
    );
    let wrong = rig.get(As::Operator, "/?state=wrong&sort=name").await;
    assert!(wrong.body.contains("1 of 2 tenants"), "{}", wrong.body);
}

#[tokio::test]
async fn a_process_that_fails_is_the_first_problem_with_its_remedy() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let rule = wms_erp_sync::simulator::twentyfour::Rule::fault("Invalid credentials").always();
    rig.systems.erp.misbehave(rule);
    rig.clock.advance(TimeDelta::hours(1));
    rig.once(TENANT).await;
    let page = rig.get(As::Operator, "/").await;
    let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}: {}", page.body));
    assert!(at("is failing (1 run)") < at("needs a person"), "{}", page.body);
    assert!(page.body.contains("class=\"state failing\""));
}

#[tokio::test]
async fn a_held_order_is_solved_and_retried() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let path = format!("/tenants/{TENANT}");
    let page = rig.get(As::Operator, &path).await;
    assert!(page.body.contains("Orders: 1 record, needs a person"), "{}", page.body);
    let cause = page.hidden("cause");
    rig.systems.erp.books().patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
    let form = format!("cause={cause}&do=retry&record={FROM_OLA}");
    let reply = rig.post(As::Operator, &format!("{path}/held"), &form).await;
    assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, path.as_str()), "{reply:?}");
    rig.once(TENANT).await;
    let page = rig.get(As::Operator, &path).await;
    assert!(page.body.contains("Nothing is held."), "{}", page.body);
    assert!(rig.systems.wms.order(&FROM_OLA.to_string()).is_some());
    let csv = rig.get(As::Operator, "/activity.csv").await;
    assert!(
        csv.body.contains("\"anna\",\"nordlys\",\"retry\",\"orders 10004\",\"\",\"yes\""),
        "{}",
        csv.body
    );
    assert!(csv.header("content-type").starts_with("text/csv"));
}

#[tokio::test]
async fn to_dismiss_needs_a_reason_and_a_choice() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let cause = rig.cause(TENANT).await;
    let path = format!("/tenants/{TENANT}/held");
    for (form, status) in [
        (format!("cause={cause}&do=dismiss&record={FROM_OLA}"), StatusCode::BAD_REQUEST),
        (format!("cause={cause}&do=dismiss&reason=why"), StatusCode::BAD_REQUEST),
        (format!("cause={cause}&do=dismiss&reason=why&record=77"), StatusCode::BAD_REQUEST),
        (format!("cause={cause}&do=burn&reason=why&record={FROM_OLA}"), StatusCode::BAD_REQUEST),
        (format!("cause=0&do=dismiss&reason=why&record={FROM_OLA}"), StatusCode::CONFLICT),
    ] {
        assert_eq!(rig.post(As::Operator, &path, &form).await.status, status, "{form}");
    }
    assert_eq!(rig.engine.inspect(TENANT).held().await.unwrap().len(), 1);
    let form = format!("cause={cause}&do=dismiss-all&reason=sent+by+hand");
    assert_eq!(rig.post(As::Operator, &path, &form).await.status, StatusCode::SEE_OTHER);
    assert!(rig.engine.inspect(TENANT).held().await.unwrap().is_empty());
    let page = rig.get(As::Operator, &format!("/tenants/{TENANT}/orders/{FROM_OLA}")).await;
    assert!(
        page.body.contains("sent by hand") && page.body.contains("dismissed by a person"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_pause_is_shown_everywhere_and_ends_on_request() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let path = format!("/tenants/{TENANT}");
    let form = "process=stock&hours=24&reason=stocktaking";
    assert_eq!(rig.post(As::Operator, &format!("{path}/pause"), form).await.status, StatusCode::SEE_OTHER);
    rig.look().await;
    for page in ["/", path.as_str()] {
        let page = rig.get(As::Viewer, page).await;
        assert!(page.body.contains("stocktaking") && page.body.contains("state paused"), "{}", page.body);
        assert!(!page.body.contains("<button>Resume"), "viewers have no buttons");
    }
    for wrong in ["process=stock&hours=5&reason=x", "process=stock&hours=24", "process=all&hours=24&reason=+"]
    {
        let reply = rig.post(As::Operator, &format!("{path}/pause"), wrong).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let reply = rig.post(As::Operator, &format!("{path}/resume"), "process=stock").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert!(rig.engine.inspect(TENANT).pauses().await.unwrap().is_empty());
    let page = rig.get(As::Viewer, "/activity").await;
    for words in ["pause", "resume", "anna", "stocktaking"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}

#[tokio::test]
async fn an_order_is_found_among_the_tenants_that_one_sees() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let order = format!("/tenants/{TENANT}/orders/{FROM_KARI}");
    let found = rig.get(As::Viewer, &format!("/orders?q={FROM_KARI}")).await;
    assert_eq!((found.status, found.header("location")), (StatusCode::SEE_OTHER, order.as_str()));
    let page = rig.get(As::Viewer, &order).await;
    for words in ["Confirmed", "imported into the WMS", "which does not mean sent"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let held = rig.get(As::Viewer, &format!("/tenants/{TENANT}/orders/{FROM_OLA}")).await;
    assert!(held.body.contains("Norgge") && !held.body.contains("<button name"), "{}", held.body);
    let not_theirs = rig.get(As::ViewerOfOther, &format!("/orders?q={FROM_KARI}")).await;
    assert!(not_theirs.body.contains("No run has read such an order yet"), "{}", not_theirs.body);
    let word = rig.get(As::Viewer, "/orders?q=tent").await;
    assert!(word.body.contains("Give the order"), "{}", word.body);
    let customer = rig.get(As::Viewer, &format!("/orders?q={KARI}")).await;
    assert_eq!(customer.header("location"), order, "by the customer's number");
    let theirs = rig.get(As::ViewerOfOther, &format!("/orders?q={KARI}")).await;
    assert!(!theirs.body.contains(TENANT), "{}", theirs.body);
    for words in ["Quantities of the lines", "Ordered", "Reported", "<td class=\"number\">0</td>"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    for (path, status) in [("77", StatusCode::NOT_FOUND), ("x", StatusCode::NOT_FOUND)] {
        let reply = rig.get(As::Viewer, &format!("/tenants/{TENANT}/orders/{path}")).await;
        assert_eq!(reply.status, status, "{path}");
    }
}

#[tokio::test]
async fn the_settings_in_force_are_shown_in_the_words_of_the_configuration() {
    let rig = Rig::start().await;
    let page = rig.get(As::Viewer, &format!("/tenants/{TENANT}")).await;
    for words in
        ["[tenant.orders]", "missing_delivery_date", "&quot;first_import&quot;", "brake_above", "••••••"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("OrderSettings"), "{}", page.body);
}

#[tokio::test]
async fn drift_is_compared_on_request() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let begun =
        rig.post(As::Operator, &format!("/tenants/{TENANT}/drift"), "process=articles&process=orders").await;
    let page = rig.result(As::Operator, begun.header("location")).await;
    assert!(page.body.contains("The sides differ") && page.body.contains("10004"), "{}", page.body);
    let list = rig.get(As::Viewer, &format!("/tenants/{TENANT}/drift")).await;
    assert!(list.body.contains("by anna"), "{}", list.body);
}

#[tokio::test]
async fn what_the_safety_limit_blocks_is_approved() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let reply = rig.post(As::Operator, &format!("/tenants/{TENANT}/release"), "process=stock").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let nothing = rig.post(As::Operator, &format!("/tenants/{TENANT}/release"), "process=x").await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
    let none = rig.post(As::Operator, &format!("/tenants/{TENANT}/release"), "process=articles").await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    assert!(none.body.contains("articles has no safety limit"), "{}", none.body);
    let done = rig.app.operations.activities(TENANT, None, 5).await.unwrap();
    assert_eq!((done.len(), done[0].1.target.as_str()), (1, Process::Stock.as_str()));
}

/// Five hundred tenants are read from the store in the background, never while a person waits.
#[tokio::test]
async fn the_overview_of_five_hundred_tenants_asks_the_store_nothing() {
    let rig = Rig::start_many(500).await;
    rig.look().await;
    let before = rig.calls();
    assert!(before > 500);
    let page = rig.get(As::Nobody, "/?sort=success").await;
    assert!(page.body.contains("500 of 500 tenants") && page.body.contains("/tenants/t499"), "{}", page.body);
    assert_eq!(rig.calls(), before);
}

#[tokio::test]
async fn the_last_weeks_are_shown_in_pictures_with_their_figures() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}");
    let before = rig.get(As::Viewer, &path).await;
    assert!(before.body.contains("No run has ended yet") && !before.body.contains("<svg"), "{}", before.body);
    rig.once(TENANT).await;
    let page = rig.get(As::Viewer, &path).await;
    for words in
        ["Orders a day", "Held records at the end of the day", "The longest run of the day", "2026-03-02"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert_eq!(page.body.matches("<svg").count(), page.body.matches("<summary>Figures</summary>").count());
    let orders = "<th scope=\"row\">2026-03-02</th><td class=\"number\">3</td>";
    assert!(page.body.contains(orders), "{}", page.body);
}

#[tokio::test]
async fn the_stock_of_an_article_is_explained_and_exported() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let path = format!("/tenants/{TENANT}/stock");
    rig.systems.wms.set_stock(&TENT.to_string(), 3).unwrap();
    rig.once(TENANT).await;
    let form = rig.get(As::Viewer, &path).await;
    assert!(form.body.contains("name=\"article\"") && !form.body.contains("Journal"), "{}", form.body);
    let page = rig.get(As::Viewer, &format!("{path}?article={TENT}&since=&until=")).await;
    for words in ["now 3 in the ERP, 3 in the WMS", "adjusted in the WMS", "written to the ERP"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    // Figures stand under each other, right under what they are: the change, and the stock after it.
    let (head, body) = page.body.split_once("<tbody>").unwrap();
    assert_eq!(head.matches("<th class=\"number\" scope=\"col\">").count(), 2, "{head}");
    assert_eq!(body.matches("<td class=\"number\">").count(), 2 * body.matches("<tr>").count(), "{body}");
    let csv = rig.get(As::Viewer, &format!("{path}.csv?article={TENT}")).await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    assert!(csv.body.contains("\"written_to_erp\""), "{}", csv.body);
    for (query, status) in [
        ("article=NO-SUCH", StatusCode::NOT_FOUND),
        ("since=yesterday", StatusCode::BAD_REQUEST),
        ("since=2026-03-02&until=2026-03-01", StatusCode::OK),
    ] {
        assert_eq!(rig.get(As::Viewer, &format!("{path}?{query}")).await.status, status, "{query}");
    }
}

#[tokio::test]
async fn what_was_refused_leads_back_to_the_tenant_that_it_was_about() {
    let rig = Rig::start().await;
    let path = format!("/tenants/{TENANT}");
    let link = format!("<a href=\"{path}\">← {TENANT}</a>");
    for (who, is_led_back) in [(As::Operator, true), (As::Viewer, true), (As::ViewerOfOther, false)] {
        let refused = rig.post(who, &format!("{path}/held"), "do=retry").await;
        assert!(refused.status.is_client_error(), "{refused:?}");
        assert_eq!(refused.body.contains(&link), is_led_back, "{who:?}: {}", refused.body);
    }
    let nothing = rig.get(As::Operator, &format!("{path}x/stock")).await;
    assert!(nothing.status == StatusCode::NOT_FOUND && !nothing.body.contains("← "), "{}", nothing.body);
}
