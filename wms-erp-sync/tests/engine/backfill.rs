//! Orders from before the start.

use chrono::NaiveDate;
use ongoing_simulator::Rule;
use wms_erp_sync::store::Table;
use wms_erp_sync::{Backfill, BackfillReport, Orders, Process, RunError, Since};

use super::articles::documents;
use super::bench::{Bench, TENANT, all_done, customer, order, product};

const GO_LIVE: &str = "2026-03-01";

fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn february() -> Backfill {
    Backfill::Range { since: day("2026-02-01"), until: day("2026-02-28") }
}

/// Orders of January, of five days in February, and one of today; their ids.
async fn history() -> (Bench, i32, Vec<i32>, i32) {
    let since = Since::Date(day(GO_LIVE));
    let bench = Bench::with(|tenant| tenant.orders(Orders::since(since))).await;
    let coffee = bench.books().add_product(product("K-500", "Kaffe 500 g", 0));
    let kari = bench.books().add_company(customer("Kari Nordmann"));
    let ordered = |day: &str| {
        bench.books().add_order(order(kari, &[(coffee, 1)]).with("DateOrdered", format!("{day}T10:00:00")))
    };
    let january = ordered("2026-01-15");
    // The newest first: the oldest must go first all the same.
    let february: Vec<i32> = (1..=5).rev().map(|n| ordered(&format!("2026-02-{:02}", n * 5))).collect();
    let today = ordered("2026-03-02");
    all_done(&bench.round().await);
    assert_eq!(numbers(&bench), [today], "nothing from before the start comes by itself");
    (bench, january, february, today)
}

fn numbers(bench: &Bench) -> Vec<i32> {
    let mut numbers: Vec<i32> =
        bench.wms.orders().iter().map(|order| order.number().parse().unwrap()).collect();
    numbers.sort_unstable();
    numbers
}

fn counts(done: &BackfillReport) -> [u64; 6] {
    [done.marked, done.known, done.coming, done.not_pulled, done.unknown, done.left]
}

#[tokio::test]
async fn s18_a_range_comes_over_oldest_first_and_as_many_as_were_asked_for() {
    let (bench, _, february_orders, today) = history().await;
    let done = bench.engine.operator(TENANT).backfill(february(), 2).await.unwrap();
    assert_eq!(counts(&done), [2, 0, 0, 0, 0, 3], "{done:#?}");
    assert_eq!(done.next.unwrap().to_rfc3339(), "2026-02-15T09:00:00+00:00");
    assert_eq!(bench.wms.orders().len(), 1, "a mark writes nothing");
    let why = bench.engine.inspect(TENANT).why(february_orders[4]).await.unwrap();
    assert!(why.gates.iter().any(|gate| gate.contains("is imported at the next run")), "{why:#?}");

    all_done(&bench.round().await);
    let mut expected = vec![february_orders[4], february_orders[3], today];
    expected.sort_unstable();
    assert_eq!(numbers(&bench), expected);
    let marks: Vec<_> = documents(&bench.store, Table::Due).await;
    assert!(!marks.iter().any(|(key, _)| key.starts_with("orders/")), "the marks are gone: {marks:?}");

    // It goes on where it stopped.
    let done = bench.engine.operator(TENANT).backfill(february(), 100).await.unwrap();
    assert_eq!(counts(&done), [3, 2, 0, 0, 0, 0], "{done:#?}");
    let done = bench.engine.operator(TENANT).backfill(february(), 100).await.unwrap();
    assert_eq!(counts(&done), [0, 5, 0, 0, 0, 0], "what is marked is known");
    all_done(&bench.round().await);
    assert_eq!(numbers(&bench).len(), 6, "January stays where it is");
    all_done(&bench.round().await);
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn orders_are_named_by_their_ids_and_each_is_accounted_for() {
    let (bench, january, february_orders, today) = history().await;
    bench.books().set_order_status(february_orders[0], "Invoiced");
    let ids = vec![january, february_orders[0], today, 4711, january];
    let done = bench
        .engine
        .operator(TENANT)
        .backfill(Backfill::Orders(ids.into_iter().map(Into::into).collect()), 100)
        .await
        .unwrap();
    assert_eq!(counts(&done), [1, 0, 1, 1, 1, 0], "{done:#?}");
    all_done(&bench.round().await);
    assert_eq!(numbers(&bench), [january, today]);
}

#[tokio::test]
async fn an_order_that_leaves_before_it_is_read_loses_its_mark() {
    let (bench, january, ..) = history().await;
    bench.engine.operator(TENANT).backfill(Backfill::Orders(vec![january.into()]), 1).await.unwrap();
    bench.books().set_order_status(january, "Offer");
    all_done(&bench.round().await);
    assert_eq!(bench.wms.orders().len(), 1);
    bench.books().set_order_status(january, "Confirmed");
    all_done(&bench.round().await);
    assert_eq!(bench.wms.orders().len(), 1, "the request was done");
    let why = bench.engine.inspect(TENANT).why(january).await.unwrap();
    assert!(why.gates[0].contains("before the start"), "{why:#?}");
}

#[tokio::test]
async fn a_mark_outlives_a_run_that_fails() {
    let (bench, january, ..) = history().await;
    bench.engine.operator(TENANT).backfill(Backfill::Orders(vec![january.into()]), 1).await.unwrap();
    bench.wms.control().misbehave(Rule::status(503, "down").on("GetOrdersByQuery").always());
    assert_eq!(bench.run(Process::Orders).await.outcome, wms_erp_sync::Outcome::Failed);
    bench.wms.control().behave();
    all_done(&bench.round().await);
    assert_eq!(numbers(&bench).len(), 2);
}

#[tokio::test]
async fn a_range_that_ends_before_it_begins_is_refused() {
    let (bench, ..) = history().await;
    let backwards = Backfill::Range { since: day("2026-02-28"), until: day("2026-02-01") };
    match bench.engine.operator(TENANT).backfill(backwards, 1).await {
        Err(RunError::Stopped { what, remedy, .. }) => {
            assert!(what.contains("ends before") && !remedy.is_empty());
        }
        other => panic!("{other:?}"),
    }
}
