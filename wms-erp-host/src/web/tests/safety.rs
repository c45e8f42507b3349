//! What no page does, whatever stands in the records.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};
use wms_erp_sync::simulator::twentyfour::Record;

use super::rig::{As, Rig, TENANT};
use crate::sandbox::company::{FROM_OLA, KARI};
use crate::web::routes::ROUTES;

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{202e}";

#[tokio::test]
async fn every_answer_forbids_scripts_frames_and_other_hosts() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let mut paths: Vec<(Method, String)> = ROUTES
        .iter()
        .map(|route| {
            let path = route.path.replace("{tenant}", TENANT).replace("{order}", &FROM_OLA.to_string());
            (route.method.clone(), path.replace("{job}", "0123"))
        })
        .collect();
    paths.push((Method::GET, "/nowhere".to_owned()));
    paths.push((Method::PUT, "/".to_owned()));
    for (method, path) in paths {
        let reply = rig.send(As::Operator, method.clone(), &path, "", &[]).await;
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{method} {path}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{method} {path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{method} {path}");
        let is_icon = ["/icon.svg", "/favicon.ico"].contains(&path.as_str());
        let is_kept = is_icon || path == "/style.css";
        assert_eq!(reply.header("cache-control"), if is_kept { "max-age=86400" } else { "no-store" });
        if is_icon {
            assert_eq!(reply.status, StatusCode::OK, "{path}");
            assert_eq!(reply.header("content-type"), "image/svg+xml", "{path}");
        }
        for word in ["<script", "javascript:", " style=", " onclick", "=\"http://", "=\"https://", "url("]
            .into_iter()
            .filter(|_| !is_icon)
        {
            assert!(!reply.body.contains(word), "{method} {path}: {word}");
        }
    }
}

#[tokio::test]
async fn hostile_names_are_shown_as_text() {
    let rig = Rig::start().await;
    let books = rig.systems.erp.books();
    let order = Record::order()
        .with("CustomerId", KARI)
        .with("OrderStatus", "Confirmed")
        .with("Addresses.Delivery.Country", HOSTILE)
        .with("Addresses.Delivery.Street", HOSTILE)
        .with("CustomerName", HOSTILE)
        .with("CustomerDeliveryName", HOSTILE)
        .with("YourReference", HOSTILE)
        .with_row(Record::row().with("ProductId", 1001).with("Name", HOSTILE).with("Quantity", 1));
    let order = books.add_order(order);
    books.patch_product(1001, |product| product.set("Name", HOSTILE));
    let made =
        rig.post(As::Operator, &format!("/tenants/{TENANT}/plan"), "process=articles&process=orders").await;
    let plan = rig.result(As::Operator, made.header("location")).await;
    rig.once(TENANT).await;
    let begun =
        rig.post(As::Operator, &format!("/tenants/{TENANT}/drift"), "process=articles&process=orders").await;
    let drift = rig.result(As::Operator, begun.header("location")).await;
    let cause = rig.cause(TENANT).await;
    let form = format!("cause={cause}&do=dismiss-all&reason=%3Cscript%3Ealert(3)%3C/script%3E");
    let before = rig.get(As::Operator, &format!("/tenants/{TENANT}")).await;
    assert_eq!(
        rig.post(As::Operator, &format!("/tenants/{TENANT}/held"), &form).await.status,
        StatusCode::SEE_OTHER
    );
    let mut pages = vec![plan, drift, before];
    for path in [
        "/".to_owned(),
        "/activity".to_owned(),
        format!("/tenants/{TENANT}"),
        format!("/tenants/{TENANT}/orders/{order}"),
        "/orders?q=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/activity?tenant=%3Cscript%3E".to_owned(),
        "/tenants/%3Cscript%3E".to_owned(),
        "/login?next=%22%3E%3Cscript%3E".to_owned(),
    ] {
        pages.push(rig.get(As::Operator, &path).await);
    }
    let mut shown = 0;
    for page in &pages {
        for tag in ["<script", "<img", "\u{202e}", "onerror=alert(2)>"] {
            assert!(!page.body.contains(tag), "{tag}: {}", page.body);
        }
        shown += usize::from(page.body.contains("&lt;script&gt;"));
    }
    assert!(shown >= 6, "they are shown: {shown}");
}

#[tokio::test]
async fn health_says_whether_the_process_lives_and_readiness_whether_it_works() {
    let rig = Rig::start().await;
    let alive = rig.get(As::Nobody, "/healthz").await;
    assert_eq!((alive.status, alive.body.as_str()), (StatusCode::OK, "ok\n"));
    let idle = rig.get(As::Nobody, "/readyz").await;
    assert_eq!(idle.status, StatusCode::SERVICE_UNAVAILABLE, "nothing serves: {}", idle.body);
    assert_eq!(idle.body, "store: ok\nscheduler: failing: it does not serve yet, or no longer\n");
    let ready = rig.app.readiness.during(rig.get(As::Nobody, "/readyz")).await;
    assert_eq!(ready.status, StatusCode::OK);
}

/// A first load takes hours; what it keeps waiting is not late.
#[tokio::test]
async fn a_run_that_takes_hours_does_not_make_the_service_unready() {
    let rig = Rig::start().await;
    let gate = Gate::new();
    rig.systems.erp.misbehave(Rule::new(Mischief::Hold(gate.clone())).on("GetProducts").always());
    let stop = CancellationToken::new();
    let began = rig.clock.now();
    let served = rig.app.readiness.during(rig.engine.serve(&rig.scheduler, stop.clone()));
    let asked = async {
        gate.arrived().await;
        while rig.clock.now() < began + TimeDelta::hours(3) {
            let reply = rig.get(As::Nobody, "/readyz").await;
            assert_eq!(reply.status, StatusCode::OK, "{} {}", rig.clock.now() - began, reply.body);
            tokio::task::yield_now().await;
        }
        stop.cancel();
        gate.open();
    };
    let (served, ()) = tokio::join!(served, asked);
    served.unwrap();
}
