//! What one scheduler knows of the runs of another.

use super::*;

#[tokio::test]
async fn what_another_process_runs_is_known_until_it_ends() {
    let server = server_or_skip!();
    let (clock, log) = (ManualClock::new(now()), Arc::new(Log::default()));
    let (url, schema) = (url(&server), server.schema());
    let (one, other) = (scheduler(&url, &schema, &clock).await, scheduler(&url, &schema, &clock).await);
    let pace = Pace::new(&clock, &schema);
    let orders = key("acme", Process::Orders);
    one.put(orders.clone(), MINUTE);
    other.put(orders.clone(), MINUTE);
    let (stop, end) = (CancellationToken::new(), CancellationToken::new());
    let first = serve(&one, Worker::new(1, &clock, &log).ending([None]), &end);
    pace.pass(1, MINUTE, || log.count() == 1).await;
    let second = serve(&other, Worker::new(2, &clock, &log), &stop);
    pace.pass(2, MINUTE, || other.runs_elsewhere(&orders)).await;
    assert!(other.runs_elsewhere(&orders) && !one.runs_elsewhere(&orders));
    end.cancel();
    first.await.unwrap();
    pace.pass(1, MINUTE, || !other.runs_elsewhere(&orders)).await;
    assert!(!other.runs_elsewhere(&orders), "it has ended");
    stop.cancel();
    second.await.unwrap();
}
