//! Rows of the schedule that no one has any more, and rows that are missing.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::schedule::{RunKey, RunRequest, Scheduler, Trigger};
use wms_erp_sync::{CancellationToken, Process};

use crate::pace::Pace;
use crate::schedule::{Log, MINUTE, Worker, key, now, scheduler, serve};
use crate::server::Server;
use crate::{server_or_skip, url};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The keys of a schedule.
async fn rows(server: &Server, schema: &str) -> Vec<String> {
    let mut connection = PgConnection::connect(&url(server)).await.unwrap();
    let sql = format!("SELECT key FROM {schema}.due ORDER BY key");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap()
}

async fn empty(server: &Server, schema: &str) {
    let mut connection = PgConnection::connect(&url(server)).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("DELETE FROM {schema}.due"))).execute(&mut connection).await.unwrap();
}

/// A tenant that was removed here may still be served elsewhere.
#[tokio::test]
async fn what_no_engine_has_any_more_is_forgotten_after_a_day_and_nothing_else() {
    let server = server_or_skip!();
    let (clock, schema, log) = (ManualClock::new(now()), server.schema(), Arc::new(Log::default()));
    let pace = Pace::new(&clock, &schema);
    let here = scheduler(&url(&server), &schema, &clock).await;
    let there = scheduler(&url(&server), &schema, &clock).await;
    let [own, elsewhere, removed] = ["a", "b", "c"].map(|tenant| key(tenant, Process::Orders));
    here.put(own.clone(), MINUTE);
    for key in [&elsewhere, &removed] {
        there.put(key.clone(), MINUTE);
    }
    let stop = CancellationToken::new();
    let serving =
        [(0, &here), (1, &there)].map(|(number, one)| serve(one, Worker::new(number, &clock, &log), &stop));
    let has_run =
        |key: &RunKey, from: usize| log.ran()[from..].iter().any(|(_, request, _)| request.key == *key);
    pace.pass(2, 2 * MINUTE, || [&own, &elsewhere, &removed].iter().all(|key| has_run(key, 0))).await;
    there.remove(&removed);
    for (passed, expected) in [
        (Duration::ZERO, vec!["a:orders", "b:orders", "c:orders"]),
        (DAY - 10 * MINUTE, vec!["a:orders", "b:orders", "c:orders"]),
        (20 * MINUTE, vec!["a:orders", "b:orders"]),
    ] {
        clock.advance(passed);
        pace.pass(2, 2 * MINUTE, || false).await;
        assert_eq!(rows(&server, &schema).await, expected, "after {passed:?} more");
    }
    // It is put back, and goes on as a new one.
    let begun = log.count();
    here.put(removed.clone(), MINUTE);
    pace.pass(2, 2 * MINUTE, || has_run(&removed, begun)).await;
    assert!(has_run(&removed, begun));
    stop.cancel();
    for ended in serving {
        ended.await.unwrap();
    }
}

#[tokio::test]
async fn a_row_that_is_missing_is_entered_again_and_no_request_is_lost_with_it() {
    let server = server_or_skip!();
    let (clock, schema, log) = (ManualClock::new(now()), server.schema(), Arc::new(Log::default()));
    let pace = Pace::new(&clock, &schema);
    let (scheduler, key) = (scheduler(&url(&server), &schema, &clock).await, key("acme", Process::Orders));
    scheduler.put(key.clone(), MINUTE);
    let stop = CancellationToken::new();
    let serving = serve(&scheduler, Worker::new(0, &clock, &log), &stop);
    pace.pass(1, MINUTE, || log.count() == 1).await;
    empty(&server, &schema).await;
    pace.pass(1, 2 * MINUTE, || log.count() == 2).await;
    assert_eq!(log.count(), 2, "it came again");
    empty(&server, &schema).await;
    assert!(scheduler.wake(RunRequest::new(key, Trigger::Manual)).await.unwrap());
    pace.pass(1, MINUTE, || log.count() == 3).await;
    assert_eq!(log.ran()[2].1.reason, Trigger::Manual);
    stop.cancel();
    serving.await.unwrap();
}
