//! What is failing, what is overdue, and what the vendors have asked us to wait for: known to any process that has the store.

use std::time::Duration;

use chrono::TimeDelta;
use ongoing_simulator::Rule;
use wms_erp_sync::schedule::{RunKey, RunOutcome as Next, Runner};
use wms_erp_sync::{
    AgeLimits, Articles, CancellationToken, Engine, OrderStatusSettings, Orders, Outcome, Process,
    ProcessStatus, Report, Since, Status, Stock, Trigger,
};

use super::bench::{Bench, TENANT, all_done, engine, hours, tenant};

const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Another process over the same store: it does not serve, and has seen nothing.
fn other(bench: &Bench) -> Engine {
    let other = engine(bench.store.clone(), &bench.clock);
    let tenant =
        tenant(&bench.erp, &bench.wms).articles(Articles::default()).orders(Orders::since(Since::All));
    other.put_tenant(tenant.order_status(OrderStatusSettings::default()).stock(Stock::default()));
    other
}

async fn status(bench: &Bench) -> Status {
    let every =
        Process::ALL.iter().fold(AgeLimits::default(), |all, process| all.interval(*process, QUARTER));
    let status = other(bench).inspect(TENANT).status(every).await.unwrap();
    assert_eq!(serde_json::from_str::<Status>(&serde_json::to_string(&status).unwrap()).unwrap(), status);
    status
}

fn of(status: &Status, process: Process) -> &ProcessStatus {
    status.processes.iter().find(|status| status.process == process).unwrap()
}

/// A run as the scheduler makes it, and what becomes of the next one.
async fn scheduled(engine: &Engine, process: Process) -> Next {
    Runner::run(engine, RunKey::new(TENANT, process).into(), CancellationToken::new()).await
}

fn pause(next: &Next) -> Duration {
    let Next::Retry { after, .. } = next else { panic!("{next:?}") };
    *after
}

#[tokio::test]
async fn a_process_that_does_not_run_is_overdue_by_its_interval_whoever_asks() {
    let bench = Bench::start().await;
    let never = status(&bench).await;
    assert!(never.is_ok() && of(&never, Process::Orders).last.is_none(), "never run is not overdue");
    all_done(&bench.round().await);
    bench.clock.advance(QUARTER + Duration::from_secs(5 * 60));
    assert!(status(&bench).await.is_ok(), "some minutes are no delay");
    bench.clock.advance(QUARTER);
    let late = status(&bench).await;
    assert!(!late.is_ok());
    let overdue = of(&late, Process::Orders).overdue.clone().unwrap();
    assert_eq!((late.at - overdue.since).num_seconds(), overdue.late_seconds);
    assert!((19 * 60..=20 * 60).contains(&overdue.late_seconds) && !overdue.remedy.is_empty(), "{overdue:?}");
    assert!(of(&late, Process::Suppliers).overdue.is_none(), "it is off");

    // A pause excuses, and so does one that has just ended.
    let until = late.at + TimeDelta::hours(5);
    bench.engine.operator(TENANT).pause(Some(Process::Orders), until, "stock-taking").await.unwrap();
    assert!(of(&status(&bench).await, Process::Orders).overdue.is_none());
    bench.clock.advance(hours(2));
    bench.engine.operator(TENANT).resume(None).await.unwrap();
    bench.clock.advance(Duration::from_secs(60));
    let resumed = status(&bench).await;
    assert!(
        of(&resumed, Process::Orders).paused.is_none() && of(&resumed, Process::Orders).overdue.is_none()
    );
    assert!(of(&resumed, Process::Stock).overdue.is_some());
    all_done(&bench.round().await);
    assert!(status(&bench).await.is_ok());
}

#[tokio::test]
async fn a_process_that_fails_is_failing_since_the_first_time_until_it_works() {
    let bench = Bench::start().await;
    all_done(&bench.round().await);
    bench.erp.misbehave(Rule::status(500, "out of order").on("GetInvoices").always());
    bench.clock.advance(QUARTER);
    let first = bench.run(Process::Orders).await;
    assert_eq!(first.outcome, Outcome::Failed);
    bench.clock.advance(QUARTER);
    bench.run(Process::Orders).await;
    let failing = status(&bench).await;
    assert!(!failing.is_ok());
    let orders = of(&failing, Process::Orders).failing.clone().unwrap();
    assert_eq!((orders.since, orders.runs), (first.ended, 2));
    assert!(orders.what.contains("500") && !orders.remedy.is_empty(), "{orders:?}");
    assert!(of(&failing, Process::Articles).failing.is_none());
    bench.erp.control().behave();
    all_done(&bench.round().await);
    assert!(status(&bench).await.is_ok());
}

/// A report of an older version does not say since when.
#[test]
fn a_report_of_an_older_version_is_read() {
    let old = r#"{"process":"orders","outcome":"failed","started":"2026-03-02T08:00:00Z","ended":"2026-03-02T08:00:01Z",
        "read":0,"unchanged":0,"written":0,"held":0,"failed":0,"requests":{"erp":1,"wms":0},"reasons":[]}"#;
    let report: Report = serde_json::from_str(old).unwrap();
    assert_eq!((report.failing, report.not_before), (None, None));
}

#[tokio::test]
async fn what_keeps_failing_is_tried_less_and_less_often() {
    let bench = Bench::start().await;
    bench.erp.misbehave(Rule::status(500, "out of order").on("GetInvoices").always());
    let mut pauses = Vec::new();
    for _ in 0..9 {
        let next = pause(&scheduled(&bench.engine, Process::Orders).await);
        bench.clock.advance(next);
        pauses.push(next.as_secs() / 60);
    }
    for (at, minutes) in [1, 2, 4, 8, 16, 32, 60, 60, 60].into_iter().enumerate() {
        assert!((minutes..=minutes + minutes / 4).contains(&pauses[at]), "{pauses:?} minutes");
    }
    // Another process goes on where this one was.
    assert!(pause(&scheduled(&other(&bench), Process::Orders).await) >= hours(1));
    bench.erp.control().behave();
    assert_eq!(scheduled(&bench.engine, Process::Orders).await, Next::Done { next_due: None });
}

#[tokio::test]
async fn what_a_vendor_asked_for_is_kept_to_by_every_process_and_after_a_restart() {
    for (wms, operation) in [(false, "GetInvoices"), (true, "GetOrdersByQuery")] {
        let bench = Bench::start().await;
        all_done(&bench.round().await);
        bench.clock.advance(QUARTER);
        let control = if wms { bench.wms.control() } else { bench.erp.control() };
        control.misbehave(Rule::too_many_requests(Some("1800")).on(operation));
        let process = if wms { Process::OrderStatus } else { Process::Orders };
        let next = scheduled(&bench.engine, process).await;
        let half_an_hour = Duration::from_secs(1800);
        assert!((half_an_hour..half_an_hour + Duration::from_secs(2)).contains(&pause(&next)), "{next:?}");
        let told = status(&bench).await;
        let [wait] = &told.vendor_waits[..] else { panic!("{told:?}") };
        let vendor = if wms { "Ongoing" } else { "24SevenOffice" };
        assert_eq!((&*wait.vendor, wait.until - wait.since), (vendor, TimeDelta::minutes(30)));

        let requests = || (bench.erp.control().count(""), bench.wms.control().count(""));
        let before = requests();
        bench.clock.advance(Duration::from_secs(29 * 60));
        let restarted = other(&bench);
        for process in [Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock] {
            let next = scheduled(&restarted, process).await;
            assert!(pause(&next) <= Duration::from_secs(62), "{next:?}");
            let cancel = CancellationToken::new();
            let report = restarted.run(TENANT, process, Trigger::Manual, &cancel).await.unwrap();
            assert_eq!(report.outcome, Outcome::Failed);
            assert!(report.reasons[0].what.contains("asked us to wait until"), "{report:?}");
        }
        assert_eq!(requests(), before, "nobody was asked");
        // A person may know better; else it is over by itself.
        if wms {
            restarted.operator(TENANT).end_vendor_waits().await.unwrap();
        } else {
            bench.clock.advance(Duration::from_secs(60));
        }
        assert!(status(&bench).await.vendor_waits.is_empty());
        all_done(&bench.round().await);
    }
}

#[tokio::test]
async fn no_vendor_is_waited_for_longer_than_an_hour_and_no_wrong_clock_makes_it_longer() {
    let bench = Bench::start().await;
    let right = wms_erp_sync::clock::Clock::now(&bench.clock);
    bench.clock.set(right + TimeDelta::days(30));
    bench.erp.misbehave(Rule::too_many_requests(Some("86400")).on("GetInvoices"));
    assert_eq!(bench.run(Process::Orders).await.outcome, Outcome::Failed);
    let told = status(&bench).await;
    assert_eq!(told.vendor_waits[0].until - told.vendor_waits[0].since, TimeDelta::hours(1));
    bench.clock.set(right);
    assert!(status(&bench).await.vendor_waits.is_empty());
    all_done(&bench.round().await);
}
