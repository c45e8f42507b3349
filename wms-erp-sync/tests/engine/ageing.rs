//! What the status says, and what it warns of.

use std::time::Duration;

use chrono::TimeDelta;
use ongoing_simulator::Rule;
use wms_erp_sync::schedule::{IntervalScheduler, RunKey};
use wms_erp_sync::{AgeLimits, CancellationToken, Process, ProcessStatus, Status, WarningKind};

use super::bench::{Bench, TENANT, all_done, customer, hours, order, product};

async fn status(bench: &Bench) -> Status {
    let status = bench.engine.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
    assert_eq!(serde_json::from_str::<Status>(&serde_json::to_string(&status).unwrap()).unwrap(), status);
    status
}

fn of(status: &Status, process: Process) -> &ProcessStatus {
    status.processes.iter().find(|status| status.process == process).unwrap()
}

fn warned(status: &Status) -> Vec<(Process, String, WarningKind)> {
    status.warnings.iter().map(|warning| (warning.process, warning.record.clone(), warning.kind)).collect()
}

/// Two orders, of which the first has been picked.
async fn two_orders() -> (Bench, i32, [i32; 2]) {
    let bench = Bench::start().await;
    let coffee = bench.books().add_product(product("K-500", "Kaffe 500 g", 0));
    let kari = bench.books().add_company(customer("Kari Nordmann"));
    let orders = std::array::from_fn(|_| bench.books().add_order(order(kari, &[(coffee, 1)])));
    all_done(&bench.round().await);
    bench.wms.receive(&coffee.to_string(), 5).unwrap();
    bench.wms.pick_all(&orders[0].to_string()).unwrap();
    (bench, coffee, orders)
}

#[tokio::test]
async fn a_status_says_how_far_each_process_has_read_and_what_it_did() {
    let (bench, ..) = two_orders().await;
    let status = status(&bench).await;
    assert_eq!(status.warnings, []);
    let articles = of(&status, Process::Articles);
    let [cursor] = &articles.cursors[..] else { panic!("{articles:#?}") };
    assert_eq!((cursor.stream.as_str(), cursor.whole), ("articles/erp", Some(cursor.read)));
    assert!(status.at - cursor.read < TimeDelta::hours(1));
    assert_eq!(articles.last.as_ref().unwrap().written, 1);
    assert_eq!(of(&status, Process::Orders).cursors.len(), 1, "{status:#?}");
    assert!(of(&status, Process::Stock).cursors.len() == 2 && articles.spooled == 0 && articles.due == 0);
    assert!(!of(&status, Process::Suppliers).on);
}

#[tokio::test]
async fn orders_that_the_warehouse_leaves_lying_are_a_warning_until_they_are_sent() {
    let (bench, _, [first, second]) = two_orders().await;
    for _ in 0..15 {
        bench.clock.advance(hours(5));
        all_done(&bench.once().await);
    }
    let late = status(&bench).await;
    let unsent = |order: i32| (Process::Orders, order.to_string(), WarningKind::Unsent);
    assert_eq!(warned(&late), [unsent(first), unsent(second)], "{late:#?}");
    assert!(late.warnings[0].what.contains("3 days"), "{late:#?}");
    bench.wms.send(&first.to_string()).unwrap();
    bench.wms.cancel(&second.to_string()).unwrap();
    all_done(&bench.round().await);
    assert_eq!(warned(&status(&bench).await), []);
}

#[tokio::test]
async fn an_order_that_was_sent_without_the_erp_knowing_is_a_warning() {
    let (bench, _, [first, _]) = two_orders().await;
    bench.wms.send(&first.to_string()).unwrap();
    bench.books().set_order_status(first, "Offer");
    bench.run(Process::OrderStatus).await;
    let fresh = status(&bench).await;
    assert_eq!(warned(&fresh), []);
    assert_eq!(of(&fresh, Process::OrderStatus).newly_held, 1);
    bench.clock.advance(hours(3));
    let late = status(&bench).await;
    assert_eq!(
        warned(&late),
        [(Process::OrderStatus, first.to_string(), WarningKind::Unreported)],
        "{late:#?}"
    );
    assert!(late.warnings[0].what.contains("Offer"), "{late:#?}");
    let patient = AgeLimits::default().unreported(TimeDelta::hours(4));
    assert_eq!(bench.engine.inspect(TENANT).status(patient).await.unwrap().warnings, []);
}

#[tokio::test]
async fn a_process_that_is_silent_or_fails_is_a_warning_unless_it_is_paused() {
    let (bench, ..) = two_orders().await;
    bench.clock.advance(hours(7));
    let silent = status(&bench).await;
    assert_eq!(silent.warnings.len(), 4, "{silent:#?}");
    assert!(silent.warnings.iter().all(|warning| warning.kind == WarningKind::Silent));
    bench
        .engine
        .operator(TENANT)
        .pause(None, bench_now(&bench) + TimeDelta::hours(1), "stocktaking")
        .await
        .unwrap();
    assert_eq!(warned(&status(&bench).await), []);
    bench.engine.operator(TENANT).resume(None).await.unwrap();

    bench.wms.control().misbehave(Rule::status(503, "down").on("GetInventoryByQuery").always());
    bench.once().await;
    let failed = status(&bench).await;
    assert_eq!(warned(&failed), [(Process::Stock, String::new(), WarningKind::Failed)], "{failed:#?}");
}

fn bench_now(bench: &Bench) -> chrono::DateTime<chrono::Utc> {
    wms_erp_sync::clock::Clock::now(&bench.clock)
}

#[tokio::test]
async fn where_the_engine_serves_the_next_run_is_told() {
    let (bench, _, [first, _]) = two_orders().await;
    bench.books().set_order_status(first, "Confirmed");
    let scheduler = IntervalScheduler::new();
    scheduler.put(RunKey::new(TENANT, Process::OrderStatus), Duration::from_secs(900));
    assert_eq!(of(&status(&bench).await, Process::OrderStatus).next, None);
    let stop = CancellationToken::new();
    let serving = tokio::spawn({
        let (engine, scheduler, stop) = (bench.engine.clone(), scheduler.clone(), stop.clone());
        async move { engine.serve(&scheduler, stop).await }
    });
    while scheduler.due(&RunKey::new(TENANT, Process::OrderStatus)).is_none() {
        tokio::task::yield_now().await;
    }
    let status = bench.engine.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
    assert!(of(&status, Process::OrderStatus).next.is_some(), "{status:#?}");
    assert_eq!(of(&status, Process::Orders).next, None, "not entered");
    stop.cancel();
    serving.await.unwrap().unwrap();
}
