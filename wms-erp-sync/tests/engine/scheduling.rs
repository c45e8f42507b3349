//! Who calls a run, and what it says about the next one.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use twentyfour_simulator::{Gate, Mischief, Rule};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{RunKey, RunOutcome, RunRequest, Runner, Scheduler, SchedulerError};
use wms_erp_sync::{AgeLimits, CancellationToken, Class, Outcome, Process, RunError, Trigger};

use super::bench::{TENANT, all_done};
use super::orders::{Shop, default_tenant, shop};

fn key(process: Process) -> RunKey {
    RunKey::new(TENANT, process)
}

async fn call(shop: &Shop, request: impl Into<RunRequest>) -> RunOutcome {
    Runner::run(&shop.engine, request.into(), CancellationToken::new()).await
}

#[tokio::test]
async fn a_run_that_holds_records_is_due_when_the_first_of_them_is() {
    let shop = shop().await;
    assert_eq!(call(&shop, key(Process::Orders)).await, RunOutcome::Done { next_due: None });
    let orders = [shop.order(), shop.order(), shop.order()];
    let fail = |times| shop.wms.control().misbehave(Rule::drop_before().on("ProcessOrder").times(times));
    fail(2);
    let outcome = call(&shop, key(Process::Orders)).await;
    let held = shop.held().await;
    let due = held.iter().filter_map(|held| held.due).min().unwrap();
    assert_eq!((held.len(), outcome), (2, RunOutcome::Done { next_due: Some(due) }), "{held:#?}");
    assert!(due > shop.clock.now() && due < shop.clock.now() + chrono::TimeDelta::minutes(2), "{due}");
    // At that time they are tried, and what is held again is due later.
    shop.clock.set(held.iter().filter_map(|held| held.due).max().unwrap());
    fail(1);
    let outcome = call(&shop, key(Process::Orders)).await;
    let held = shop.held().await;
    assert_eq!((held.len(), outcome), (1, RunOutcome::Done { next_due: held[0].due }), "{held:#?}");
    assert!(held[0].due.unwrap() > due);
    shop.clock.set(held[0].due.unwrap());
    assert_eq!(call(&shop, key(Process::Orders)).await, RunOutcome::Done { next_due: None });
    assert!(orders.iter().all(|order| shop.is_in_wms(*order)));
}

#[tokio::test]
async fn what_waits_for_a_person_is_not_due() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.send(number);
    shop.books().set_order_status(number, "Offer");
    let outcome = call(&shop, key(Process::OrderStatus)).await;
    let held = shop.held_by(Process::OrderStatus).await;
    assert_eq!(held, [(number.to_string(), Class::NeedsPerson)]);
    assert_eq!(outcome, RunOutcome::Done { next_due: None });
}

#[tokio::test]
async fn a_request_that_comes_too_late_runs_nothing_and_one_by_a_person_tries_what_is_held() {
    let shop = shop().await;
    let number = shop.order();
    let request = RunRequest::from(key(Process::Orders)).not_after(shop.clock.now());
    shop.clock.advance(Duration::from_secs(1));
    assert_eq!(call(&shop, request).await, RunOutcome::Done { next_due: None });
    assert!(!shop.is_in_wms(number));
    shop.wms.control().misbehave(Rule::drop_before().on("ProcessOrder").times(1));
    call(&shop, key(Process::Orders)).await;
    for (reason, arrives) in [(Trigger::Scheduled, false), (Trigger::Hint, false), (Trigger::Manual, true)] {
        call(&shop, RunRequest::new(key(Process::Orders), reason)).await;
        assert_eq!(shop.is_in_wms(number), arrives, "{reason}");
    }
}

#[tokio::test]
async fn a_tenant_that_is_removed_finishes_the_record_in_hand_and_goes_on_when_it_is_put_again() {
    let shop = shop().await;
    let orders = [shop.order(), shop.order(), shop.order()];
    let gate = Gate::new();
    shop.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessOrder"));
    let cancel = CancellationToken::new();
    let running = tokio::spawn({
        let (engine, cancel) = (shop.engine.clone(), cancel.clone());
        async move { engine.run(TENANT, Process::Orders, Trigger::Scheduled, &cancel).await }
    });
    gate.arrived().await;
    let engine = shop.engine.clone();
    let mut removing = std::pin::pin!(engine.remove_tenant(TENANT));
    for _ in 0..100 {
        tokio::select! {
            biased;
            _ = &mut removing => panic!("the record in hand is not finished"),
            () = tokio::task::yield_now() => {}
        }
    }
    // It is gone already, and can be put again before the old run has ended: that one still is waited for.
    let unknown = shop.engine.run(TENANT, Process::Stock, Trigger::Scheduled, &cancel).await;
    assert!(matches!(unknown, Err(RunError::UnknownTenant(_))), "{unknown:?}");
    assert_eq!(call(&shop, key(Process::Stock)).await, RunOutcome::Done { next_due: None });
    gate.open();
    assert!(removing.await);
    let report = running.await.unwrap().unwrap();
    assert_eq!((report.outcome, report.written), (Outcome::Skipped, 1), "{report:#?}");
    assert!(!cancel.is_cancelled(), "the caller's token is the caller's");
    assert!(!shop.engine.remove_tenant(TENANT).await, "it is not there any more");

    shop.engine.put_tenant(default_tenant(&shop));
    let report = shop.orders().await;
    assert_eq!(report.written, 2);
    assert_eq!(shop.wms.orders().len(), orders.len());
}

/// A scheduler that keeps its times elsewhere, and may not reach them.
#[derive(Debug, Clone)]
struct Elsewhere(Result<DateTime<Utc>, &'static str>);

#[async_trait]
impl Scheduler for Elsewhere {
    async fn serve(
        &self,
        runner: Arc<dyn Runner>,
        shutdown: CancellationToken,
    ) -> Result<(), SchedulerError> {
        runner.run(key(Process::Orders).into(), shutdown.child_token()).await;
        shutdown.cancelled().await;
        self.0.map(drop).map_err(|why| SchedulerError::new("go on", why))
    }

    async fn wake(&self, _: RunRequest) -> Result<bool, SchedulerError> {
        Ok(false)
    }

    async fn next_due(&self, _: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError> {
        self.0.map(Some).map_err(|why| SchedulerError::new("read its times", why))
    }
}

#[tokio::test]
async fn status_asks_whatever_scheduler_serves_the_engine() {
    let shop = shop().await;
    let due = shop.clock.now() + chrono::TimeDelta::minutes(7);
    for times in [Ok(due), Err("no connection")] {
        let scheduler: Arc<dyn Scheduler> = Arc::new(Elsewhere(times));
        let stop = CancellationToken::new();
        let number = shop.order();
        let serving = tokio::spawn({
            let (engine, stop) = (shop.engine.clone(), stop.clone());
            async move { engine.serve(&scheduler, stop).await }
        });
        while !shop.is_in_wms(number) {
            tokio::task::yield_now().await;
        }
        let status = shop.engine.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
        assert!(status.processes.iter().all(|process| process.next == times.ok()), "{status:#?}");
        stop.cancel();
        let served = serving.await.unwrap().map_err(|error| error.to_string());
        assert_eq!(served, times.map(drop).map_err(|_| "the scheduler failed to go on".to_owned()));
        let status = shop.engine.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
        assert!(status.processes.iter().all(|process| process.next.is_none()), "it serves no more");
    }
    all_done(&shop.once().await);
}
