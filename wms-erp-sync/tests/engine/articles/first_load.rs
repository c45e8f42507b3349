//! The first load of a catalogue: long, and resumable where it stopped.

use std::sync::atomic::{AtomicUsize, Ordering};

use ongoing_simulator::Rule;
use wms_erp_sync::store::Table;
use wms_erp_sync::{CancellationToken, Outcome, Process, Trigger};

use super::{add_products, documents, run, shop, writes};
use crate::bench::TENANT;

#[tokio::test]
async fn a_catalogue_of_2500_goes_over_whole_and_costs_one_request_when_nothing_changed() {
    let bench = shop().await;
    add_products(&bench, 2500);
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.read, report.written), (Outcome::Done, 2500, 2500));
    assert_eq!((bench.wms.articles().len(), bench.wms.parallel_writes()), (2500, 0));
    assert_eq!(documents(&bench.store, Table::Spool).await, []);
    assert_eq!(documents(&bench.store, Table::Intent).await, []);

    let report = run(&bench).await;
    assert_eq!((report.unchanged, report.written), (2500, 0));
    assert_eq!((report.requests.erp, report.requests.wms), (1, 0));
}

#[tokio::test]
async fn s18_a_load_that_is_cancelled_finishes_the_record_in_hand_and_goes_on_from_there() {
    let bench = shop().await;
    add_products(&bench, 250);
    let cancel = CancellationToken::new();
    let (stop, seen) = (cancel.clone(), AtomicUsize::new(0));
    bench.wms.control().after("ProcessArticle", move |_| {
        if seen.fetch_add(1, Ordering::SeqCst) + 1 == 120 {
            stop.cancel();
        }
    });
    let report = bench.engine.run(TENANT, Process::Articles, Trigger::Scheduled, &cancel).await.unwrap();
    assert_eq!((report.outcome, report.written), (Outcome::Skipped, 120));
    assert_eq!(documents(&bench.store, Table::Article).await.len(), 120, "the record in hand is remembered");
    assert_eq!(documents(&bench.store, Table::Spool).await.len(), 130);

    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Done, 130, 130));
    assert_eq!(bench.wms.articles().len(), 250);
}

#[tokio::test]
async fn a_load_during_which_the_wms_goes_down_writes_nothing_twice() {
    let bench = shop().await;
    add_products(&bench, 150);
    bench.wms.control().misbehave(Rule::drop_before().on("ProcessArticle").skip(60).always());
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Failed, 60));
    bench.wms.control().behave();
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Done, 90, 90));
    assert_eq!((report.held, bench.wms.articles().len()), (0, 150));
}

#[tokio::test]
async fn the_spool_is_worked_off_even_if_its_products_no_longer_change() {
    let bench = shop().await;
    add_products(&bench, 20);
    bench.wms.control().misbehave(Rule::drop_before().on("ProcessArticle").always());
    for _ in 0..3 {
        assert_eq!(run(&bench).await.outcome, Outcome::Failed);
        bench.clock.advance(crate::bench::hours(3));
    }
    bench.wms.control().behave();
    let report = run(&bench).await;
    assert_eq!((report.written, report.held, writes(&bench)), (20, 0, 20));
    assert!(report.read < 20, "only those that were held are read again, not the {}", report.read);
}
