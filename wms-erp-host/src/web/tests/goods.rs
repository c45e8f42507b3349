//! Returns and purchase orders are found by their numbers.

use axum::http::{Method, StatusCode};

use wms_erp_sync::{Process, Returns, Since};

use super::rig::{As, OTHER, Rig, TENANT};
use crate::language::texts;
use crate::sandbox::company;
use crate::web::connections::Limits;

/// Two tenants whose returns become credits.
async fn with_returns() -> Rig {
    let http = Rig::http(Rig::users());
    Rig::start_with_tenants(http, Limits::default(), texts, |mut configured| {
        for one in &mut configured {
            one.tenant = one.tenant.clone().returns(Returns::credits(Since::All));
            let (_, interval) = one.intervals[0];
            one.intervals.push((Process::Returns, interval));
        }
        configured
    })
    .await
}

#[tokio::test]
async fn a_return_is_found_by_its_number_and_says_where_it_is() {
    let rig = with_returns().await;
    company::send_back(&rig.systems).unwrap();
    let number = "R-3001";
    let found = rig.get(As::Viewer, &format!("/orders?q={number}")).await;
    let address = format!("/tenants/{TENANT}/goods?number={number}");
    assert!(found.body.contains(&format!("href=\"{address}\"")), "{}", found.body);
    let page = rig.get(As::Viewer, &address).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["<h1>Return R-3001</h1>", "came back 1 of 1 of TELT-3", "/orders/9940"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let norwegian = [("accept-language", "nb")];
    let page = rig.send(As::Viewer, Method::GET, &address, "", &norwegian).await;
    assert!(page.body.contains("av ordre 9940 kom 1 av 1 av TELT-3 tilbake"), "{}", page.body);

    let other = rig.get(As::Viewer, &format!("/tenants/{OTHER}/goods?number={number}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(!other.body.contains("came back"), "{}", other.body);
    for unknown in ["R-1", "", "%3Cscript%3E"] {
        let reply = rig.get(As::Viewer, &format!("/tenants/{TENANT}/goods?number={unknown}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{unknown}");
        assert!(reply.body.contains("no purchase order and no return") && !reply.body.contains("<script"));
    }
}
