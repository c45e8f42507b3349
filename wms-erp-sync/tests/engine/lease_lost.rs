//! Leases that last as long as the work, and engines that lose them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use ongoing_simulator::{Gate, Mischief, Rule};
use tokio::task::{JoinHandle, yield_now};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::schedule::{RunKey, RunOutcome, Runner};
use wms_erp_sync::store::{
    Batch, Fence, Lease, LeaseKey, MemoryStore, Op, Scan, Store, StoreError, StoreLayer, Table,
};
use wms_erp_sync::{
    Articles, CancellationToken, Class, Engine, Event, Observer, Outcome, Process, Report, RunError, Trigger,
};

use super::articles::{add_products, writes};
use super::bench::{Bench, TENANT, tenant};

/// How long a lease lasts by default.
const DURATION: Duration = Duration::from_secs(60);

fn key() -> LeaseKey {
    LeaseKey::new(TENANT, "articles")
}

/// A database that others reach, and we at times do not.
#[derive(Debug, Clone)]
struct Database {
    store: MemoryStore,
    is_away: Arc<AtomicBool>,
    renewals: Arc<AtomicUsize>,
    /// How often it lets others go first before it answers to who takes a lease.
    pauses: usize,
    /// Where the commit of the third article is held.
    third_article: Option<(Gate, Arc<AtomicUsize>)>,
}

impl Database {
    fn new(clock: &ManualClock) -> Self {
        Self {
            store: MemoryStore::new().with_clock(clock.clone()),
            is_away: Arc::default(),
            renewals: Arc::default(),
            pauses: 0,
            third_article: None,
        }
    }

    async fn is_busy(&self) -> bool {
        let lease = self.store.try_acquire(&key(), "another", DURATION).await.unwrap();
        let Some(lease) = lease else { return true };
        self.store.release(lease).await.unwrap();
        false
    }
}

#[async_trait]
impl StoreLayer for Database {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn before(&self) -> Result<(), StoreError> {
        match self.is_away.load(Ordering::SeqCst) {
            true => Err(StoreError::backend("answer", "the connection was refused")),
            false => Ok(()),
        }
    }

    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.before().await?;
        let lease = self.store.try_acquire(key, owner, ttl).await;
        for _ in 0..self.pauses {
            yield_now().await;
        }
        lease
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        self.before().await?;
        self.renewals.fetch_add(1, Ordering::SeqCst);
        self.store.renew(lease, ttl).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        self.before().await?;
        let is_article = |op: &Op| matches!(op, Op::Put { table: Table::Article, .. });
        if let Some((gate, articles)) = &self.third_article
            && batch.ops().iter().any(is_article)
            && articles.fetch_add(1, Ordering::SeqCst) == 2
        {
            gate.pass().await;
        }
        self.store.commit(tenant, fences, batch).await
    }
}

fn engine(bench: &Bench, store: &Database, clock: &ManualClock) -> Engine {
    let engine = Engine::builder(store.clone()).clock(clock.clone().auto_advance()).build();
    engine.put_tenant(tenant(&bench.erp, &bench.wms).articles(Articles::default()));
    engine
}

fn start(engine: &Engine) -> JoinHandle<Result<Report, RunError>> {
    let engine = engine.clone();
    tokio::spawn(async move { run(&engine).await })
}

async fn run(engine: &Engine) -> Result<Report, RunError> {
    engine.run(TENANT, Process::Articles, Trigger::Manual, &CancellationToken::new()).await
}

/// Lets time pass in steps that a heartbeat can keep up with.
async fn pass(clock: &ManualClock, time: Duration) {
    let step = Duration::from_secs(5);
    let mut left = time;
    while !left.is_zero() {
        clock.advance(step.min(left));
        left = left.saturating_sub(step);
        for _ in 0..10 {
            yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_first_load_that_takes_many_lease_durations_keeps_its_leases() {
    let bench = Bench::start().await;
    let store = Database::new(&bench.clock);
    let engine = engine(&bench, &store, &bench.clock);
    add_products(&bench, 60);
    let began = bench.clock.now();
    let clock = bench.clock.clone();
    bench.wms.control().before("ProcessArticle", move |_| clock.advance(Duration::from_secs(15)));
    // First one answer of the ERP takes ten minutes, then each write a quarter of a minute.
    let (read, write) = (Gate::new(), Gate::new());
    bench.erp.control().misbehave(Rule::new(Mischief::Hold(read.clone())).on("GetProducts"));
    bench.wms.control().misbehave(Rule::new(Mischief::Hold(write.clone())).on("ProcessArticle").skip(30));
    let load = start(&engine);
    read.arrived().await;
    pass(&bench.clock, 10 * DURATION).await;
    assert!(store.is_busy().await, "the lease ran out while the ERP was answering");
    read.open();
    write.arrived().await;
    assert!(store.is_busy().await, "the lease ran out in the middle of the load");
    write.open();
    let report = load.await.unwrap().unwrap();
    assert_eq!((report.outcome, report.written), (Outcome::Done, 60), "{report:#?}");
    let took = (bench.clock.now() - began).to_std().unwrap();
    assert!(took > 20 * DURATION, "{took:?}");
    assert!(store.renewals.load(Ordering::SeqCst) > 30);
    assert!(!store.is_busy().await, "it is given back");
}

/// The engine stands still for longer than its lease lasts, where the gate or its store holds it; meanwhile another one does
/// its work, and what it comes back with changes nothing.
async fn paused(
    bench: &Bench,
    late: &Engine,
    successor: &Engine,
    store: &Database,
    theirs: &ManualClock,
    gate: &Gate,
) {
    let running = start(late);
    gate.arrived().await;
    theirs.advance(DURATION);
    let report = run(successor).await.unwrap();
    assert_eq!((report.outcome, report.failed, report.held), (Outcome::Done, 0, 0), "{report:#?}");
    let kept = store.store.scan(TENANT, Table::Article, Scan::first(100)).await.unwrap();
    let written = writes(bench);
    bench.clock.advance(DURATION);
    gate.open();
    let report = running.await.unwrap().unwrap();
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert_eq!(report.reasons[0].class, Some(Class::Transient), "{report:#?}");
    let what = &report.reasons[0].what;
    assert!(what.contains(TENANT) && what.contains("was lost"), "{report:#?}");
    assert_eq!(store.store.scan(TENANT, Table::Article, Scan::first(100)).await.unwrap(), kept);
    assert_eq!(store.store.count(TENANT, Table::Held, "").await.unwrap(), 0, "no record is at fault");
    assert_eq!(writes(bench), written, "it has written something more");
    let report = run(successor).await.unwrap();
    assert_eq!((report.outcome, report.written, report.unchanged), (Outcome::Done, 0, 5), "{report:#?}");
}

#[tokio::test]
async fn s19_an_engine_that_stood_still_before_its_writes_writes_nothing_and_another_does_the_work_once() {
    let bench = Bench::start().await;
    add_products(&bench, 5);
    let gate = Gate::new();
    bench.erp.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("GetProducts").times(1));
    let theirs = ManualClock::new(bench.clock.now());
    let store = Database::new(&theirs);
    let (late, successor) = (engine(&bench, &store, &bench.clock), engine(&bench, &store, &theirs));
    paused(&bench, &late, &successor, &store, &theirs, &gate).await;
    assert_eq!(writes(&bench), 5);
}

#[tokio::test]
async fn s19_an_engine_that_stood_still_between_a_write_and_its_commit_writes_nothing_more() {
    let bench = Bench::start().await;
    add_products(&bench, 5);
    let theirs = ManualClock::new(bench.clock.now());
    let (store, gate) = (Database::new(&theirs), Gate::new());
    let slow = Database { third_article: Some((gate.clone(), Arc::default())), ..store.clone() };
    let (late, successor) = (engine(&bench, &slow, &bench.clock), engine(&bench, &store, &theirs));
    paused(&bench, &late, &successor, &store, &theirs, &gate).await;
    assert_eq!(writes(&bench), 6, "three and three: the one that was not remembered is written once more");
    assert_eq!(bench.wms.articles().len(), 5);
}

#[tokio::test]
async fn an_engine_whose_store_is_away_stops_when_its_lease_has_run_out() {
    let bench = Bench::start().await;
    let store = Database::new(&bench.clock);
    let engine = engine(&bench, &store, &bench.clock);
    add_products(&bench, 5);
    for (away, expected) in [(DURATION / 2, (Outcome::Done, 5)), (DURATION, (Outcome::Failed, 0))] {
        let gate = Gate::new();
        let rule = Rule::new(Mischief::Hold(gate.clone())).on("GetProducts").times(1);
        bench.erp.control().misbehave(rule);
        if expected.0 == Outcome::Failed {
            add_products(&bench, 1);
        }
        let running = start(&engine);
        gate.arrived().await;
        store.is_away.store(true, Ordering::SeqCst);
        pass(&bench.clock, away).await;
        store.is_away.store(false, Ordering::SeqCst);
        gate.open();
        let report = running.await.unwrap().unwrap();
        assert_eq!((report.outcome, report.written), expected, "{report:#?}");
        if expected.0 == Outcome::Failed {
            assert!(report.reasons[0].what.contains("acme:articles was lost"), "{report:#?}");
        }
    }
    assert_eq!(writes(&bench), 5, "nothing was written with a lease that may have been another's");
}

/// Keeps which leases were lost.
#[derive(Debug, Clone, Default)]
struct Lost(Arc<Mutex<Vec<String>>>);

impl Observer for Lost {
    fn on_event(&self, event: &Event<'_>) {
        if let Event::LeaseLost { tenant, process, lease, .. } = event {
            self.0.lock().unwrap().push(format!("{tenant} {process} {lease}"));
        }
    }
}

#[tokio::test]
async fn a_lease_that_is_lost_is_reported_once_whether_the_clock_or_the_store_says_so() {
    for by_store in [false, true] {
        let bench = Bench::start().await;
        add_products(&bench, 5);
        let (gate, lost) = (Gate::new(), Lost::default());
        let theirs = ManualClock::new(bench.clock.now());
        let mut store = Database::new(&theirs);
        if by_store {
            store.third_article = Some((gate.clone(), Arc::default()));
        } else {
            let hold = Rule::new(Mischief::Hold(gate.clone())).on("GetProducts").times(1);
            bench.erp.control().misbehave(hold);
        }
        let engine = Engine::builder(store.clone()).clock(bench.clock.clone().auto_advance());
        let engine = engine.observer(lost.clone()).build();
        engine.put_tenant(tenant(&bench.erp, &bench.wms).articles(Articles::default()));
        let running = start(&engine);
        gate.arrived().await;
        theirs.advance(DURATION);
        store.store.try_acquire(&key(), "another", DURATION).await.unwrap().unwrap();
        if !by_store {
            bench.clock.advance(DURATION);
        }
        assert!(lost.0.lock().unwrap().is_empty());
        gate.open();
        assert_eq!(running.await.unwrap().unwrap().outcome, Outcome::Failed);
        assert_eq!(*lost.0.lock().unwrap(), [format!("{TENANT} articles articles")]);
    }
}

#[tokio::test]
async fn a_scheduled_run_does_not_wait_for_another_engine_but_is_given_back() {
    let bench = Bench::start().await;
    let store = Database::new(&bench.clock);
    let engine = engine(&bench, &store, &bench.clock);
    let lease = store.store.try_acquire(&key(), "another engine", DURATION).await.unwrap().unwrap();
    let before = bench.clock.now();
    let stop = CancellationToken::new();
    let busy = engine.run(TENANT, Process::Articles, Trigger::Scheduled, &stop).await.unwrap_err();
    let RunError::Busy { retry_after, .. } = busy else { panic!("{busy}") };
    assert!(retry_after >= Duration::from_secs(1) && retry_after < DURATION, "{retry_after:?}");
    let again = Runner::run(&engine, RunKey::new(TENANT, Process::Articles).into(), stop.clone()).await;
    assert_eq!(again, RunOutcome::Busy { retry_after });
    assert_eq!(bench.clock.now(), before, "it has waited");
    store.store.release(lease).await.unwrap();
    let report = engine.run(TENANT, Process::Articles, Trigger::Scheduled, &stop).await.unwrap();
    assert_eq!(report.outcome, Outcome::Done);
}

#[tokio::test]
async fn a_run_that_is_dropped_anywhere_gives_its_lease_back() {
    let bench = Bench::start().await;
    let store = Database { pauses: 3, ..Database::new(&bench.clock) };
    let engine = engine(&bench, &store, &bench.clock);
    for polls in 0..12 {
        let mut running = Box::pin(run(&engine));
        for _ in 0..polls {
            if futures::poll!(&mut running).is_ready() {
                break;
            }
            yield_now().await;
        }
        drop(running);
        for _ in 0..20 {
            yield_now().await;
        }
        assert!(!store.is_busy().await, "dropped after {polls} polls, it keeps its lease");
    }
}
