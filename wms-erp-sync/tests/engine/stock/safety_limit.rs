//! The safety limit: a warehouse that suddenly seems empty.

use wms_erp_sync::{Class, Outcome, Process, RunError, Trigger};

use super::{count_goods, later, many, run, shop, writes};
use crate::Bench;
use crate::articles::{held, held_as};
use crate::bench::{TENANT, hours};

fn empty(bench: &Bench, ids: &[i32]) {
    ids.iter().for_each(|id| count_goods(bench, *id, 0));
}

fn at_zero(bench: &Bench, ids: &[i32]) -> usize {
    ids.iter().filter(|id| bench.erp_stock(**id).is_zero()).count()
}

/// So many products in step, long ago.
async fn full(count: usize) -> (Bench, Vec<i32>) {
    let bench = shop().await;
    let ids = many(&bench, count, 5, 5).await;
    assert_eq!(run(&bench).await.written, 0);
    bench.clock.advance(hours(3));
    run(&bench).await;
    (bench, ids)
}

#[tokio::test]
async fn s13_more_than_fifty_and_more_than_half_going_to_zero_are_held_and_the_others_written() {
    let (bench, ids) = full(61).await;
    empty(&bench, &ids[..51]);
    ids[51..].iter().for_each(|id| count_goods(&bench, *id, 7));
    let report = run(&bench).await;
    assert_eq!(
        (report.outcome, report.written, report.held, report.needs_attention),
        (Outcome::Done, 10, 1, 1)
    );
    assert_eq!((at_zero(&bench, &ids), writes(&bench)), (0, 10));
    let braked = held(&bench).await.remove(0);
    assert_eq!((braked.record.as_str(), braked.class), ("brake", Class::NeedsPerson));
    assert!(braked.what.contains("51") && braked.remedy.contains("release acme stock"), "{braked:?}");
}

#[tokio::test]
async fn fifty_or_half_are_an_ordinary_day() {
    let (bench, ids) = full(102).await;
    empty(&bench, &ids[..50]);
    assert_eq!(run(&bench).await.written, 50, "50 of 50 are not more than 50");
    empty(&bench, &ids[50..51]);
    assert_eq!(run(&bench).await.written, 1);

    let (bench, ids) = full(102).await;
    empty(&bench, &ids[..51]);
    ids[51..].iter().for_each(|id| count_goods(&bench, *id, 7));
    assert_eq!(run(&bench).await.written, 102, "51 of 102 are not more than half");
}

#[tokio::test]
async fn a_release_lets_go_at_the_next_run_what_was_held_and_nothing_else() {
    let (bench, ids) = full(130).await;
    empty(&bench, &ids[..60]);
    run(&bench).await;
    bench.engine.operator(TENANT).release(Process::Stock).await.unwrap();
    // In the meantime the accident goes on.
    empty(&bench, &ids[60..]);
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (60, 1), "{report:#?}");
    assert_eq!((at_zero(&bench, &ids[..60]), at_zero(&bench, &ids[60..])), (60, 0));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 1), "one release, one letting go");
    bench.engine.operator(TENANT).release(Process::Stock).await.unwrap();
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (70, 0));
    assert_eq!(run(&bench).await.written, 0);
}

#[tokio::test]
async fn a_release_for_a_process_without_a_safety_limit_is_an_error() {
    let (bench, _) = full(1).await;
    for process in [Process::Articles, Process::Suppliers] {
        let error = bench.engine.operator(TENANT).release(process).await.unwrap_err();
        assert!(matches!(error, RunError::NoSafetyLimit(of) if of == process), "{error:?}");
        assert!(error.remedy().contains("stock, order_status or orders"), "{error:?}");
    }
}

#[tokio::test]
async fn a_release_given_when_nothing_is_held_lets_no_later_accident_through() {
    let (bench, ids) = full(60).await;
    bench.engine.operator(TENANT).release(Process::Stock).await.unwrap();
    run(&bench).await;
    empty(&bench, &ids);
    assert_eq!((run(&bench).await.written, at_zero(&bench, &ids)), (0, 0));
}

#[tokio::test]
async fn what_is_held_stays_so_however_much_else_is_compared_later() {
    let (bench, ids) = full(260).await;
    empty(&bench, &ids[..60]);
    run(&bench).await;
    ids[60..].iter().for_each(|id| count_goods(&bench, *id, 7));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held, at_zero(&bench, &ids)), (200, 1, 0), "60 of 260, but held");
    // A whole comparison a day later changes nothing about it either.
    bench.clock.advance(hours(25));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.outcome, report.written, at_zero(&bench, &ids)), (Outcome::Done, 0, 0));
    bench.engine.operator(TENANT).retry_all(Process::Stock).await.unwrap();
    assert_eq!((run(&bench).await.written, at_zero(&bench, &ids)), (0, 0), "a retry is no release");
}

#[tokio::test]
async fn a_brake_that_was_an_error_of_the_wms_ends_by_itself() {
    let (bench, ids) = full(60).await;
    empty(&bench, &ids);
    assert_eq!(run(&bench).await.held, 1);
    ids.iter().for_each(|id| count_goods(&bench, *id, 5));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 0), "{report:#?}");
    assert_eq!(held_as(&bench).await, []);

    ids.iter().for_each(|id| count_goods(&bench, *id, 4));
    assert_eq!(run(&bench).await.written, 60);
}

#[tokio::test]
async fn a_release_survives_a_run_that_fails() {
    let (bench, ids) = full(60).await;
    empty(&bench, &ids);
    run(&bench).await;
    bench.engine.operator(TENANT).release(Process::Stock).await.unwrap();
    let down = asmx_test_server::Rule::drop_before().on("SetStockQuantity").skip(10).always();
    bench.erp.misbehave(down);
    assert_eq!(run(&bench).await.outcome, Outcome::Failed);
    bench.erp.control().behave();
    run(&bench).await;
    assert_eq!(at_zero(&bench, &ids), 60);
}
