//! What goes wrong, and that nobody's stock is set to zero by it.

use asmx_test_server::{Mischief, Reply, Rule};
use wms_erp_sync::store::{MemoryStore, Table};
use wms_erp_sync::{CancellationToken, Class, Outcome, Process, Stock, Trigger};

use super::{count_goods, goods, later, many, run, shop, writes};
use crate::articles::{documents, held, held_as};
use crate::bench::{TENANT, engine, hours, in_utc, tenant};

fn inventory(lines: &str) -> Reply {
    let body = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <GetInventoryByQueryResponse xmlns=\"{}\">{lines}</GetInventoryByQueryResponse></soap:Body></soap:Envelope>",
        ongoing_client::NAMESPACE
    );
    Reply::http(200, "text/xml; charset=utf-8", body)
}

#[tokio::test]
async fn s13_an_empty_cut_or_failed_inventory_never_sets_anybody_to_zero() {
    let bench = shop().await;
    let ids = many(&bench, 60, 5, 5).await;
    run(&bench).await;
    let empty = "<GetInventoryByQueryResult><InventoryLines/></GetInventoryByQueryResult>";
    let rules = [
        Rule::new(Mischief::Answer(inventory(empty))),
        Rule::new(Mischief::Answer(inventory("<GetInventoryByQueryResult/>"))),
        Rule::new(Mischief::Answer(inventory(""))),
        Rule::new(Mischief::Truncate { at: 0.5, announced: false }),
        Rule::new(Mischief::Truncate { at: 0.5, announced: true }),
        Rule::new(Mischief::Malform),
        Rule::html(),
        Rule::status(500, "Internal Server Error"),
        Rule::fault("Timeout expired."),
        Rule::drop_before(),
    ];
    for rule in rules {
        bench.clock.advance(hours(25));
        let told = format!("{rule:?}");
        bench.wms.control().misbehave(rule.on("GetInventoryByQuery"));
        run(&bench).await;
        assert_eq!(writes(&bench), 0, "{told}");
        assert!(ids.iter().all(|id| bench.erp_stock(*id) == 5.into()));
        bench.wms.control().behave();
        assert_eq!(run(&bench).await.outcome, Outcome::Done, "{told}");
        assert_eq!(writes(&bench), 0, "{told}");
    }
}

#[tokio::test]
async fn an_inventory_that_breaks_off_moves_no_cursor_and_loses_no_change() {
    let bench = shop().await;
    let ids = many(&bench, 20, 5, 5).await;
    run(&bench).await;
    bench.clock.advance(hours(3));
    run(&bench).await;
    ids.iter().for_each(|id| count_goods(&bench, *id, 6));
    let before = documents(&bench.store, Table::Cursor).await;
    let cut = Mischief::Truncate { at: 0.7, announced: false };
    bench.wms.control().misbehave(Rule::new(cut).on("GetInventoryByQuery"));
    let report = run(&bench).await;
    assert_eq!((report.outcome, writes(&bench)), (Outcome::Failed, 0), "{report:#?}");
    assert_eq!(documents(&bench.store, Table::Cursor).await, before);
    bench.clock.advance(hours(5));
    assert_eq!(run(&bench).await.written, 20);
}

#[tokio::test]
async fn an_erp_answer_that_breaks_off_forgets_no_product() {
    let bench = shop().await;
    let ids = many(&bench, 20, 5, 5).await;
    run(&bench).await;
    bench.clock.advance(hours(3));
    run(&bench).await;
    ids.iter().for_each(|id| count_goods(&bench, *id, 6));
    // The second read of products is the one of those that may differ.
    let cut = Mischief::Truncate { at: 0.5, announced: true };
    bench.erp.misbehave(Rule::new(cut).on("GetProducts").skip(1));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Failed, 0), "{report:#?}");
    bench.clock.advance(hours(5));
    assert_eq!(run(&bench).await.written, 20);
}

#[tokio::test]
async fn a_product_that_cannot_be_read_is_compared_when_it_can() {
    let bench = shop().await;
    let id = goods(&bench, 5, 6).await;
    let answer = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <GetProductsResponse xmlns=\"{}\"><GetProductsResult><Product><Id>{id}</Id><Stock>five</Stock></Product>\
         </GetProductsResult></GetProductsResponse></soap:Body></soap:Envelope>",
        twentyfour_client::NAMESPACE
    );
    let reply = Reply::http(200, "text/xml; charset=utf-8", answer);
    bench.erp.misbehave(Rule::new(Mischief::Answer(reply)).on("GetProducts").skip(1));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.failed), (Outcome::Done, 0, 1), "{report:#?}");
    assert_eq!(run(&bench).await.written, 1);
}

#[tokio::test]
async fn a_quantity_that_the_erp_refuses_is_held_and_the_others_go() {
    let bench = shop().await;
    let ids = many(&bench, 5, 5, 6).await;
    let says_no = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
         <SetStockQuantityResponse xmlns=\"{}\"><SetStockQuantityResult>false</SetStockQuantityResult>\
         </SetStockQuantityResponse></soap:Body></soap:Envelope>",
        twentyfour_client::NAMESPACE
    );
    let says_no = Rule::new(Mischief::Answer(Reply::http(200, "text/xml; charset=utf-8", says_no)));
    bench.erp.misbehave(says_no.on("SetStockQuantity").skip(1));
    bench.erp.misbehave(Rule::fault("System.Exception: Unknown.").on("SetStockQuantity").skip(3));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 3, 2), "{report:#?}");
    let rejected = |id: i32| (id.to_string(), Class::Rejected);
    assert_eq!(held_as(&bench).await, [rejected(ids[1]), rejected(ids[3])]);
    assert!(held(&bench).await.iter().all(|held| !held.remedy.is_empty()));

    bench.clock.advance(hours(1));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (2, 0), "{report:#?}");
    assert!(ids.iter().all(|id| bench.erp_stock(*id) == 6.into()));
}

#[tokio::test]
async fn an_erp_that_goes_down_ends_the_run_after_three_failures_and_nothing_is_lost() {
    let bench = shop().await;
    many(&bench, 10, 5, 6).await;
    bench.erp.misbehave(Rule::drop_before().on("SetStockQuantity").skip(2).always());
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Failed, 2, 5), "{report:#?}");
    bench.erp.control().behave();
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 8, 0), "{report:#?}");
}

#[tokio::test]
async fn s02_a_write_that_succeeded_without_an_answer_is_found_out_by_reading() {
    let bench = shop().await;
    let id = goods(&bench, 5, 6).await;
    bench.erp.misbehave(Rule::drop_after().on("SetStockQuantity"));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.failed, report.held), (Outcome::Done, 1, 1));
    let report = run(&bench).await;
    assert_eq!((report.written, writes(&bench), report.held), (0, 0, 0));
    assert_eq!(bench.erp_stock(id), 6.into());
}

#[tokio::test]
async fn s16_a_quota_that_ends_in_the_middle_is_no_storm_and_the_rest_goes_later() {
    let bench = shop().await;
    many(&bench, 10, 5, 6).await;
    bench.erp.misbehave(Rule::too_many_requests(Some("600")).on("SetStockQuantity").skip(4));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Failed, 4, 5), "{report:#?}");
    assert_eq!((report.reasons[0].class, report.held), (Some(Class::Transient), 0));
    assert_eq!(run(&bench).await.written, 6);
}

/// The warehouse's stock has changed, and the answer does not say to what. The ERP changes, too: what the warehouse had before is not
/// written over that, whether the articles are ours or were made by another system.
#[tokio::test]
async fn a_change_without_its_quantity_never_writes_the_level_of_before() {
    for ours in [true, false] {
        let bench = shop().await;
        let id = goods(&bench, 5, 5).await;
        let other = engine(MemoryStore::default(), &bench.clock);
        other.put_tenant(in_utc(tenant(&bench.erp, &bench.wms).stock(Stock::default())));
        let stock = async || {
            bench.clock.advance(std::time::Duration::from_secs(15 * 60));
            let engine = if ours { &bench.engine } else { &other };
            engine.run(TENANT, Process::Stock, Trigger::Manual, &CancellationToken::new()).await.unwrap()
        };
        stock().await;
        let silent = Mischief::LeaveOut { field: "NumberOfItems".to_owned(), everywhere: true };
        bench.wms.control().misbehave(Rule::new(silent).on("GetInventoryByQuery").always());
        count_goods(&bench, id, 3);
        assert!(bench.books().patch_product(id, |product| product.set("Stock", 9)));
        let report = stock().await;
        assert_eq!((writes(&bench), bench.erp_stock(id)), (0, 9.into()), "ours: {ours}");
        assert!(
            report.reasons.iter().any(|reason| reason.what.contains("reports no quantity")),
            "{report:#?}"
        );
        bench.wms.control().behave();
        // Everything is compared once a day.
        bench.clock.advance(hours(25));
        stock().await;
        assert_eq!(bench.erp_stock(id), 3.into(), "ours: {ours}");
    }
}
