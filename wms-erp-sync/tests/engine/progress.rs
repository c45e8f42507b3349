//! How far long work has come: for an observer each time, and for every engine on the store now and then.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use ongoing_simulator::{Gate, Mischief, Rule};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Batch, Fence, MemoryStore, Op, Store, StoreError, StoreLayer, Table};
use wms_erp_sync::{
    AgeLimits, Backfill, CancellationToken, Engine, Event, Observer, Phase, Process, ProcessStatus, Trigger,
};

use super::articles::documents;
use super::bench::{Bench, TENANT, all_done, customer, engine, order, product, tenant};

/// One report of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    process: Process,
    is_run: bool,
    phase: Phase,
    done: u64,
    total: Option<u64>,
}

#[derive(Debug, Clone, Default)]
struct Steps(Arc<Mutex<Vec<Step>>>);

impl Observer for Steps {
    fn on_event(&self, event: &Event<'_>) {
        if let Event::Progress { tenant, process, is_run, phase, done, total, .. } = *event {
            assert_eq!(tenant, TENANT);
            self.0.lock().unwrap().push(Step { process, is_run, phase, done, total });
        }
    }
}

impl Steps {
    fn take(&self) -> Vec<Step> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// An engine with an observer, on the store of the bench, with its tenant.
fn observed(bench: &Bench) -> (Engine, Steps) {
    let steps = Steps::default();
    let engine = Engine::builder(bench.store.clone())
        .clock(bench.clock.clone().auto_advance())
        .observer(steps.clone())
        .build();
    engine.put_tenant(all_on(bench));
    (engine, steps)
}

fn all_on(bench: &Bench) -> wms_erp_sync::Tenant {
    tenant(&bench.erp, &bench.wms)
        .articles(Default::default())
        .orders(wms_erp_sync::Orders::since(wms_erp_sync::Since::All))
        .order_status(Default::default())
        .stock(Default::default())
}

/// A shop with so many products, and an order of each of the first ten.
async fn shop(products: i32) -> Bench {
    let bench = Bench::start().await;
    let books = bench.books();
    let kari = books.add_company(customer("Kari Nordmann"));
    for number in 0..products {
        let id = books.add_product(product(&format!("K-{number}"), "Kaffe", 0));
        if number < 10 {
            books.add_order(order(kari, &[(id, 1)]));
        }
    }
    bench
}

/// The last step of each phase of a process.
fn last_of(steps: &[Step], process: Process, phase: Phase) -> (u64, Option<u64>) {
    let last = steps.iter().rfind(|step| step.process == process && step.phase == phase);
    last.map(|step| (step.done, step.total)).unwrap_or_else(|| panic!("{process} {phase}: {steps:?}"))
}

async fn process_status(engine: &Engine, process: Process) -> ProcessStatus {
    let status = engine.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
    status.processes.into_iter().find(|status| status.process == process).unwrap()
}

#[tokio::test]
async fn a_first_load_reports_what_it_has_read_and_written_and_how_much_there_is() {
    let bench = shop(250).await;
    let (engine, steps) = observed(&bench);
    all_done(&engine.run_all(TENANT, Trigger::Manual, &CancellationToken::new()).await.unwrap());
    let steps = steps.take();
    assert!(steps.iter().all(|step| step.is_run), "{steps:?}");
    assert_eq!(last_of(&steps, Process::Articles, Phase::Reading), (250, None));
    let written: Vec<_> = steps
        .iter()
        .filter(|step| step.process == Process::Articles && step.phase == Phase::Writing)
        .map(|step| (step.done, step.total))
        .collect();
    let expected: Vec<_> = (1..=250).map(|done| (done, Some(250))).collect();
    assert_eq!(written, expected, "the whole is known from the first on");
    assert_eq!(last_of(&steps, Process::Orders, Phase::Writing), (10, Some(10)));
    // Nothing is left of it, and a usual run writes nothing of the kind into the store.
    let runs = documents(&bench.store, Table::Run).await;
    assert!(runs.iter().all(|(key, _)| !key.contains("progress")), "{runs:?}");
    let (engine, again) = observed(&bench);
    all_done(&engine.run_all(TENANT, Trigger::Manual, &CancellationToken::new()).await.unwrap());
    let again = again.take();
    assert!(again.iter().all(|step| step.phase == Phase::Reading), "nothing is left to write: {again:?}");
}

#[tokio::test]
async fn a_long_run_is_seen_from_another_engine_with_an_estimate_until_it_ends() {
    let bench = shop(250).await;
    let (busy, _) = observed(&bench);
    // Each article takes a second.
    let clock = bench.clock.clone();
    bench.wms.control().after("ProcessArticle", move |_| clock.advance(Duration::from_secs(1)));
    let gate = Gate::new();
    let hold = Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").skip(150);
    bench.wms.control().misbehave(hold);
    let run = tokio::spawn(async move {
        busy.run(TENANT, Process::Articles, Trigger::Manual, &CancellationToken::new()).await.unwrap()
    });
    gate.arrived().await;
    let other = engine(bench.store.clone(), &bench.clock);
    other.put_tenant(all_on(&bench));
    let status = process_status(&other, Process::Articles).await;
    let progress = status.progress.unwrap();
    assert_eq!((progress.phase, progress.total), (Phase::Writing, Some(250)), "{progress:?}");
    assert!((140..=150).contains(&progress.done), "at most ten seconds old: {progress:?}");
    let seconds = progress.remaining().unwrap().num_seconds();
    assert!((95..=115).contains(&seconds), "a second each: {seconds}");
    assert!(bench.clock.now() - progress.at <= chrono::TimeDelta::seconds(10));
    let json = serde_json::to_value(&status).unwrap();
    assert_eq!((&json["progress"]["phase"], &json["progress"]["total"]), (&"writing".into(), &250.into()));
    assert_eq!(process_status(&other, Process::Orders).await.progress, None);
    gate.open();
    assert_eq!(run.await.unwrap().written, 250);
    let status = process_status(&other, Process::Articles).await;
    assert_eq!(status.progress, None);
    assert!(serde_json::to_value(&status).unwrap().get("progress").is_none());
    let runs = documents(&bench.store, Table::Run).await;
    assert!(runs.iter().all(|(key, _)| !key.contains("progress")), "{runs:?}");
}

#[tokio::test]
async fn what_a_killed_run_left_is_not_shown_and_is_gone_after_the_next() {
    let bench = shop(40).await;
    let (busy, _) = observed(&bench);
    let clock = bench.clock.clone();
    bench.wms.control().after("ProcessArticle", move |_| clock.advance(Duration::from_secs(1)));
    let gate = Gate::new();
    bench.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").skip(30));
    let run = tokio::spawn(async move {
        busy.run(TENANT, Process::Articles, Trigger::Manual, &CancellationToken::new()).await
    });
    gate.arrived().await;
    run.abort();
    let _ = run.await;
    gate.open();
    bench.wms.control().behave();
    let left = documents(&bench.store, Table::Run).await;
    assert!(left.iter().any(|(key, _)| key.contains("progress")), "it was killed: {left:?}");
    bench.clock.advance(Duration::from_secs(600));
    let status = process_status(&bench.engine, Process::Articles).await;
    assert!(status.progress.is_none() && status.begun.is_some(), "{status:?}");
    assert_eq!(bench.run(Process::Articles).await.held, 0);
    let left = documents(&bench.store, Table::Run).await;
    assert!(left.iter().all(|(key, _)| !key.contains("progress")), "{left:?}");
}

#[tokio::test]
async fn a_comparison_a_takeover_a_plan_and_a_backfill_report_too_and_are_no_runs() {
    let bench = shop(30).await;
    all_done(&bench.once().await);
    let (engine, steps) = observed(&bench);
    engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    let drift = steps.take();
    assert_eq!(last_of(&drift, Process::Articles, Phase::Comparing), (30, Some(30)));
    assert_eq!(last_of(&drift, Process::Orders, Phase::Comparing).1, Some(10));
    engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    let plan = steps.take();
    engine.operator(TENANT).takeover().await.unwrap();
    let takeover = steps.take();
    assert_eq!(last_of(&takeover, Process::Articles, Phase::Comparing), (30, Some(30)));
    assert_eq!(last_of(&takeover, Process::Orders, Phase::Comparing), (10, Some(10)));
    let day = |day: &str| day.parse().unwrap();
    let range = Backfill::Range { since: day("2026-02-01"), until: day("2026-03-01") };
    engine.operator(TENANT).backfill(range, 500).await.unwrap();
    let backfill = steps.take();
    for steps in [&drift, &plan, &takeover, &backfill] {
        assert!(!steps.is_empty() && steps.iter().all(|step| !step.is_run), "{steps:?}");
    }
}

/// A store that refuses what says how far a run has come.
#[derive(Debug)]
struct Deaf {
    store: MemoryStore,
    refused: Arc<Mutex<u32>>,
}

#[async_trait]
impl StoreLayer for Deaf {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let says = |op: &Op| matches!(op, Op::Put { key, .. } if key.ends_with("/progress"));
        if batch.ops().iter().any(says) {
            *self.refused.lock().unwrap() += 1;
            return Err(StoreError::backend("commit", "away"));
        }
        self.store.commit(tenant, fences, batch).await
    }
}

/// How far it has come is nothing that a run may fail for.
#[tokio::test]
async fn a_store_that_is_away_just_when_a_run_says_how_far_it_is_fails_no_run() {
    let bench = shop(30).await;
    let refused = Arc::default();
    let store = Deaf { store: bench.store.clone(), refused: Arc::clone(&refused) };
    let engine = engine(store, &bench.clock);
    engine.put_tenant(all_on(&bench));
    let clock = bench.clock.clone();
    bench.wms.control().after("ProcessArticle", move |_| clock.advance(Duration::from_secs(11)));
    let none = CancellationToken::new();
    let report = engine.run(TENANT, Process::Articles, Trigger::Manual, &none).await.unwrap();
    assert_eq!((report.written, report.failed), (30, 0), "{report:?}");
    assert!(*refused.lock().unwrap() > 20, "each of them");
}
