//! What goes wrong on the way, and that nothing is lost by it.

use asmx_test_server::Mischief;
use ongoing_simulator::Rule;
use twentyfour_simulator::Rule as ErpRule;
use wms_erp_sync::store::{MemoryStore, Store, Table};
use wms_erp_sync::{Class, Outcome, Trigger};

use super::{
    add_products, article, change_tenant, documents, has_article, held, held_as, later, run, shop, writes,
};
use crate::Bench;
use crate::bench::{TENANT, engine, hours, product, tenant};

fn misbehave(bench: &Bench, rule: Rule) {
    bench.wms.control().misbehave(rule.on("ProcessArticle"));
}

#[tokio::test]
async fn when_the_wms_is_down_three_failures_end_the_run_and_nothing_is_lost() {
    let bench = shop().await;
    add_products(&bench, 10);
    misbehave(&bench, Rule::drop_before().always());
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Failed, 0, 3), "{report:#?}");
    assert_eq!(report.reasons[0].class, Some(Class::Transient));
    assert_ne!(report.reasons[0].what, "");

    bench.wms.control().behave();
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 10, 0), "{report:#?}");
    assert_eq!((bench.wms.articles().len(), writes(&bench)), (10, 10), "each was written once");
}

#[tokio::test]
async fn single_failures_between_successes_hold_only_their_own_records() {
    let bench = shop().await;
    let ids = add_products(&bench, 50);
    misbehave(&bench, Rule::status(502, "bad gateway").skip(16));
    misbehave(&bench, Rule::drop_before().skip(30).times(2));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.outcome, report.written, report.held, report.failed), (Outcome::Done, 47, 3, 3));
    assert!(held(&bench).await.iter().all(|held| held.class == Class::Transient));
    assert!(!has_article(&bench, ids[16]) && has_article(&bench, ids[17]));

    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held, writes(&bench)), (3, 0, 3), "{report:#?}");
}

#[tokio::test]
async fn s02_a_write_that_succeeded_without_an_answer_is_made_good_and_leaves_one_article() {
    let bench = shop().await;
    let ids = add_products(&bench, 5);
    misbehave(&bench, Rule::drop_after().skip(2));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.failed), (Outcome::Done, 4, 1));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (1, 0));
    assert_eq!(bench.wms.articles().len(), 5);
    assert_eq!(article(&bench, ids[2]).article_name.as_deref(), Some("Vare 2"));
}

#[tokio::test]
async fn a_fault_on_a_write_is_a_refusal_that_is_tried_again() {
    let bench = shop().await;
    add_products(&bench, 3);
    misbehave(&bench, Rule::fault("Object reference not set to an instance of an object."));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 2, 1), "{report:#?}");
    assert_eq!(run(&bench).await.written, 1);
}

/// A first load of more than a page that breaks off behind the first page.
async fn a_read_that_breaks_off(announced: bool) {
    let bench = shop().await;
    let ids = add_products(&bench, 1100);
    // They cost no writes: only two of them are not expired.
    for id in &ids[1..1099] {
        bench.books().patch_product(*id, |product| product.set("StatusId", 0));
    }
    // Every answer: one that is cut once is asked for by ids.
    let cut = ErpRule::new(Mischief::Truncate { at: 0.98, announced }).on("GetProducts").always();
    bench.erp.misbehave(cut.clone());
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Failed, 0), "{report:#?}");
    assert_eq!(report.reasons[0].class, Some(Class::Transient), "{report:#?}");
    assert_eq!(documents(&bench.store, Table::Cursor).await, [], "nobody knows what was not read");
    assert_eq!(documents(&bench.store, Table::Spool).await.len(), 1000);
    bench.erp.control().behave();
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.skipped), (Outcome::Done, 2, 1098));

    bench.books().patch_product(ids[1099], |product| product.set("Name", "Sist"));
    bench.erp.misbehave(cut);
    assert_eq!(run(&bench).await.outcome, Outcome::Failed);
    bench.erp.control().behave();
    bench.clock.advance(hours(7));
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(article(&bench, ids[1099]).article_name.as_deref(), Some("Sist"));
}

#[tokio::test]
async fn a_read_whose_connection_breaks_moves_no_cursor_and_loses_no_change() {
    a_read_that_breaks_off(true).await;
}

#[tokio::test]
async fn a_read_that_is_cut_without_a_sign_moves_no_cursor_and_loses_no_change() {
    a_read_that_breaks_off(false).await;
}

#[tokio::test]
async fn a_product_that_cannot_be_read_stops_the_cursor_and_nothing_else() {
    let bench = shop().await;
    let ids = add_products(&bench, 3);
    run(&bench).await;
    bench.clock.advance(hours(5));
    bench.books().patch_product(ids[0], |product| product.set("Name", "Ny"));
    bench.books().patch_product(ids[1], |product| product.set("Name", "Ny"));
    let answer = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <GetProductsResponse xmlns=\"{}\"><GetProductsResult>\
         <Product><Id>{}</Id><Name>Ny</Name><Weight>heavy</Weight></Product>\
         <Product><Id>{}</Id><Name>Ny</Name><No>P-1</No></Product>\
         </GetProductsResult></GetProductsResponse></soap:Body></soap:Envelope>",
        twentyfour_client::NAMESPACE,
        ids[0],
        ids[1]
    );
    let reply = asmx_test_server::Reply::http(200, "text/xml; charset=utf-8", answer);
    bench.erp.misbehave(ErpRule::new(Mischief::Answer(reply)).on("GetProducts"));
    let before = documents(&bench.store, Table::Cursor).await;
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.failed), (Outcome::Done, 1, 1), "{report:#?}");
    assert!(report.reasons.iter().any(|reason| reason.what.contains("heavy")), "{report:#?}");
    assert_eq!(documents(&bench.store, Table::Cursor).await, before);

    bench.clock.advance(hours(7));
    assert_eq!(run(&bench).await.outcome, Outcome::Done);
    assert_eq!(article(&bench, ids[0]).article_name.as_deref(), Some("Ny"));
}

#[tokio::test]
async fn an_answer_without_a_result_is_not_taken_for_no_changes() {
    let bench = shop().await;
    let ids = add_products(&bench, 1);
    run(&bench).await;
    bench.clock.advance(hours(5));
    bench.books().patch_product(ids[0], |product| product.set("Name", "Ny"));
    let answer = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <GetProductsResponse xmlns=\"{}\" /></soap:Body></soap:Envelope>",
        twentyfour_client::NAMESPACE,
    );
    let reply = asmx_test_server::Reply::http(200, "text/xml; charset=utf-8", answer);
    bench.erp.misbehave(ErpRule::new(Mischief::Answer(reply)).on("GetProducts"));
    let before = documents(&bench.store, Table::Cursor).await;
    let report = run(&bench).await;
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert!(report.reasons.iter().any(|reason| reason.what.contains("no result in it")), "{report:#?}");
    assert_eq!(documents(&bench.store, Table::Cursor).await, before);

    bench.clock.advance(hours(7));
    assert_eq!(run(&bench).await.outcome, Outcome::Done);
    assert_eq!(article(&bench, ids[0]).article_name.as_deref(), Some("Ny"));
}

#[tokio::test]
async fn a_quota_that_is_used_up_ends_the_run_and_the_next_one_goes_on() {
    let bench = shop().await;
    add_products(&bench, 10);
    misbehave(&bench, Rule::too_many_requests(Some("600")).skip(4));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Failed, 4, 5), "{report:#?}");
    assert_eq!((report.reasons[0].class, report.held), (Some(Class::Transient), 0));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Done, 6, 6));

    bench.erp.exhaust_quota();
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.requests.erp), (Outcome::Failed, 1), "{report:#?}");
    assert_eq!(report.reasons[0].class, Some(Class::Transient));
    bench.clock.advance(hours(1));
    assert_eq!(run(&bench).await.outcome, Outcome::Done);
}

#[tokio::test]
async fn s17_a_wrong_wms_password_ends_the_run_at_the_first_request_and_says_what_to_do() {
    let bench = shop().await;
    add_products(&bench, 10);
    let wrong = {
        let credentials = ongoing_client::Credentials::new(bench.wms.username(), "wrong-canary");
        let owner = ongoing_client::GoodsOwner::new(bench.wms.goods_owner_code(), bench.wms.goods_owner_id());
        ongoing_client::Client::builder(credentials, owner).base_url(bench.wms.base_url()).build().unwrap()
    };
    let mut locked_out = tenant(&bench.erp, &bench.wms).articles(wms_erp_sync::Articles::default());
    locked_out.wms = std::sync::Arc::new(wms_erp_sync::adapter::Ongoing::new(wrong));
    bench.engine.put_tenant(locked_out);
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Failed, 0, 0), "{report:#?}");
    assert_eq!(bench.wms.control().count(""), 2, "a wrong password is not tried ten times");
    let reason = &report.reasons[0];
    assert_eq!(reason.class, Some(Class::NeedsPerson));
    assert!(reason.remedy.contains("WSI") || reason.remedy.contains("password"), "{reason:?}");
    assert!(!format!("{report:?}").contains("canary"));

    change_tenant(&bench, |tenant| tenant.articles(wms_erp_sync::Articles::default()));
    assert_eq!(run(&bench).await.written, 10, "nothing was lost");
}

#[tokio::test]
async fn s17_a_wrong_erp_password_is_tried_once_and_reported() {
    let bench = shop().await;
    bench.erp.change(|options| options.password = "changed".into());
    let report = run(&bench).await;
    assert_eq!((report.outcome, bench.erp.logins()), (Outcome::Failed, 1), "{report:#?}");
    assert_eq!(report.reasons[0].class, Some(Class::NeedsPerson));
    assert_ne!(report.reasons[0].remedy, "");
    run(&bench).await;
    assert_eq!(bench.erp.logins(), 1, "the account is not locked by repetition");
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_of_a_run_is_renewed() {
    let bench = shop().await;
    add_products(&bench, 5);
    run(&bench).await;
    bench.erp.expire_sessions();
    bench.books().add_product(product("NY", "Ny", 0));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Done, 1), "{report:#?}");
    bench.erp.change(|options| options.session_requests = Some(1));
    bench.engine.operator(TENANT).retry_all(wms_erp_sync::Process::Articles).await.unwrap();
    assert_eq!(run(&bench).await.outcome, Outcome::Done);
}

#[tokio::test]
async fn s17_another_company_stops_the_process_and_nothing_is_written() {
    let bench = shop().await;
    add_products(&bench, 2);
    run(&bench).await;
    bench.erp.change(|options| {
        options.identities[0].client_id = 999;
        options.identities[0].client_name = "Helt Annet AS".into();
    });
    bench.books().add_product(product("NY", "Ny", 0));
    // A restart, and a tenant that is put anew with other credentials: both look again.
    let restarted = engine(bench.store.clone(), &bench.clock);
    for engine in [restarted, bench.engine.clone()] {
        let articles = wms_erp_sync::Articles::default();
        engine.put_tenant(tenant(&bench.erp, &bench.wms).articles(articles));
        bench.wms.control().clear_requests();
        let stop = wms_erp_sync::CancellationToken::new();
        let report =
            engine.run(TENANT, wms_erp_sync::Process::Articles, Trigger::Manual, &stop).await.unwrap();
        assert_eq!((report.outcome, report.read), (Outcome::Failed, 0), "{report:#?}");
        let reason = &report.reasons[0];
        assert_eq!(reason.class, Some(Class::NeedsPerson));
        assert!(reason.what.contains("Helt Annet AS") && reason.what.contains("501"), "{reason:?}");
        assert_eq!(bench.wms.control().count(""), 0);
    }
}

#[tokio::test]
async fn a_plan_does_not_count_as_having_seen_the_company() {
    let bench = shop().await;
    let plan = bench.engine.inspect(TENANT).plan(&[wms_erp_sync::Process::Articles]).await.unwrap();
    assert_eq!(plan.writes, []);
    assert_eq!(documents(&bench.store, Table::Tenant).await, []);
    run(&bench).await;
    assert_ne!(documents(&bench.store, Table::Tenant).await, []);
}

#[tokio::test]
async fn a_lost_store_costs_requests_and_makes_no_second_article() {
    let bench = shop().await;
    add_products(&bench, 5);
    run(&bench).await;
    let fresh: MemoryStore = MemoryStore::default();
    let engine = engine(fresh.clone(), &bench.clock);
    engine.put_tenant(tenant(&bench.erp, &bench.wms).articles(wms_erp_sync::Articles::default()));
    let stop = wms_erp_sync::CancellationToken::new();
    let report =
        engine.run(TENANT, wms_erp_sync::Process::Articles, Trigger::Scheduled, &stop).await.unwrap();
    assert_eq!((report.written, bench.wms.articles().len()), (5, 5));
    assert_ne!(fresh.count(TENANT, Table::Article, "").await.unwrap(), 0);
    assert_eq!(held_as(&bench).await, []);
}
