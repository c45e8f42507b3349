//! Many readers at once cost the store little, and keep no run waiting.

use axum::http::StatusCode;
use wms_erp_sync::{CancellationToken, Process, Trigger};

use super::rig::{As, Rig};

impl Rig {
    /// The answers to as many readers at once as there are paths, all of whom have asked before the store answers the first.
    async fn read_at_once(&self, paths: Vec<String>) -> Vec<StatusCode> {
        self.hang_store();
        let asked = futures::future::join_all(paths.iter().map(|path| self.get(As::Nobody, path)));
        let released = async {
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            self.release_store();
        };
        let (replies, ()) = tokio::join!(asked, released);
        replies.into_iter().map(|reply| reply.status).collect()
    }
}

#[tokio::test]
async fn the_overview_of_many_tenants_costs_no_look_at_the_store_however_many_read_it() {
    let rig = Rig::start_many(50).await;
    rig.look().await;
    let calls = rig.calls();
    for path in ["/", "/?q=t4&state=well&sort=success", "/api/v1/tenants"] {
        let all = rig.read_at_once(vec![path.to_owned(); 20]).await;
        assert_eq!(all, [StatusCode::OK; 20], "{path}");
    }
    assert_eq!(rig.calls(), calls);
}

#[tokio::test]
async fn twenty_who_read_the_page_of_a_tenant_cost_the_store_no_more_than_two() {
    let rig = Rig::start_many(1).await;
    rig.once("t0").await;
    for path in ["/tenants/t0", "/api/v1/tenants/t0"] {
        let before = rig.calls();
        assert_eq!(rig.get(As::Nobody, path).await.status, StatusCode::OK);
        let alone = rig.calls() - before;
        assert_eq!(rig.read_at_once(vec![path.to_owned(); 20]).await, [StatusCode::OK; 20]);
        let together = rig.calls() - before - alone;
        assert!((alone..=2 * alone).contains(&together), "{path}: {alone} alone, {together} together");
    }
}

#[tokio::test]
async fn of_twenty_pages_two_ask_the_store_at_a_time_and_a_run_waits_for_none_of_the_others() {
    let rig = Rig::start_many(20).await;
    rig.look().await;
    rig.hang_store();
    let before = rig.calls();
    let pages = (0..20).map(|tenant| {
        let (router, path) = (rig.app.clone(), format!("t{tenant}"));
        tokio::spawn(async move {
            let served = router.operations.tenants().iter().find(|served| served.name() == path).cloned();
            router.look_at(&served.unwrap()).await.status.is_ok()
        })
    });
    let pages: Vec<_> = pages.collect();
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    assert_eq!(rig.calls() - before, 2, "the others wait for these, and not at the store");
    let engine = rig.engine.clone();
    let run = tokio::spawn(async move {
        engine.run("t7", Process::Orders, Trigger::Scheduled, &CancellationToken::new()).await
    });
    while rig.calls() - before < 3 {
        tokio::task::yield_now().await;
    }
    rig.release_store();
    assert!(run.await.unwrap().is_ok());
    for page in pages {
        assert!(page.await.unwrap());
    }
}
