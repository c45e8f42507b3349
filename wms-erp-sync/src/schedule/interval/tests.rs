use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use tokio::sync::{Semaphore, watch};

use super::*;
use crate::clock::ManualClock;
use crate::process_id::Process;

const MINUTE: Duration = Duration::from_secs(60);

fn clock() -> ManualClock {
    ManualClock::new("2026-03-02T08:00:00Z".parse().unwrap())
}

fn key(tenant: &str, process: Process) -> RunKey {
    RunKey::new(tenant, process)
}

/// Writes down what is run, and lets each run end when it has a permit.
#[derive(Debug)]
struct Recorder {
    log: watch::Sender<Log>,
    permits: Semaphore,
}

#[derive(Debug, Default)]
struct Log {
    started: Vec<RunKey>,
    ended: Vec<RunKey>,
    running: BTreeSet<RunKey>,
    most: usize,
}

impl Recorder {
    fn new(permits: usize) -> Arc<Self> {
        Arc::new(Self { log: watch::Sender::new(Log::default()), permits: Semaphore::new(permits) })
    }

    async fn wait(&self, until: impl FnMut(&Log) -> bool) -> watch::Receiver<Log> {
        let mut log = self.log.subscribe();
        log.wait_for(until).await.unwrap();
        log
    }
}

#[async_trait]
impl Runner for Recorder {
    async fn run(&self, request: RunRequest, cancel: CancellationToken) -> RunOutcome {
        let key = request.key;
        self.log.send_modify(|log| {
            assert!(log.running.insert(key.clone()), "{key} runs twice at once");
            log.started.push(key.clone());
            log.most = log.most.max(log.running.len());
        });
        tokio::select! {
            permit = self.permits.acquire() => permit.unwrap().forget(),
            () = cancel.cancelled() => tokio::task::yield_now().await,
        }
        self.log.send_modify(|log| {
            log.running.remove(&key);
            log.ended.push(key.clone());
        });
        if key.tenant() == "broken" {
            panic!("this run is broken");
        }
        RunOutcome::Done { next_due: None }
    }
}

/// A recorder by a clock that tests move.
struct Timed(Arc<Recorder>, ManualClock);

#[async_trait]
impl Runner for Timed {
    async fn run(&self, request: RunRequest, cancel: CancellationToken) -> RunOutcome {
        self.0.run(request, cancel).await
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.1.clone())
    }
}

/// The loop on its own task.
struct Loop {
    scheduler: IntervalScheduler,
    shutdown: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Loop {
    fn start(scheduler: IntervalScheduler, clock: &ManualClock, runner: &Arc<Recorder>) -> Self {
        let shutdown = CancellationToken::new();
        let task = tokio::spawn({
            let (scheduler, shutdown) = (scheduler.clone(), shutdown.clone());
            let runner = Arc::new(Timed(Arc::clone(runner), clock.clone()));
            async move { scheduler.serve(runner, shutdown).await.unwrap() }
        });
        Self { scheduler, shutdown, task }
    }

    async fn stop(self) {
        self.shutdown.cancel();
        self.task.await.unwrap();
    }
}

fn scheduler(keys: &[RunKey]) -> IntervalScheduler {
    let scheduler = IntervalScheduler::new().jitter(0.0).stagger(Duration::ZERO);
    for key in keys {
        scheduler.put(key.clone(), 15 * MINUTE);
    }
    scheduler
}

#[tokio::test]
async fn it_runs_at_once_and_then_every_interval_and_sleeps_between() {
    let (clock, recorder) = (clock(), Recorder::new(100));
    let running = Loop::start(scheduler(&[key("acme", Process::Orders)]), &clock, &recorder);
    for runs in 1..=4 {
        recorder.wait(|log| log.ended.len() == runs).await;
        clock.wait_for_sleepers(1).await;
        for _ in 0..14 {
            clock.advance(MINUTE);
            tokio::task::yield_now().await;
            clock.wait_for_sleepers(1).await;
        }
        assert_eq!(recorder.log.borrow().started.len(), runs);
        clock.advance(MINUTE);
    }
    running.stop().await;
}

#[tokio::test]
async fn tenants_run_at_the_same_time_but_no_more_than_allowed() {
    let (clock, recorder) = (clock(), Recorder::new(0));
    let keys: Vec<_> = (0..10)
        .flat_map(|tenant| {
            [Process::Articles, Process::Stock].map(|process| key(&format!("t{tenant}"), process))
        })
        .collect();
    let running = Loop::start(scheduler(&keys).concurrency(3), &clock, &recorder);
    recorder.wait(|log| log.running.len() == 3).await;
    recorder.permits.add_permits(keys.len());
    let log = recorder.wait(|log| log.ended.len() == keys.len()).await;
    assert_eq!(log.borrow().most, 3);
    for tenant in 0..10 {
        let tenant = format!("t{tenant}");
        let order: Vec<_> =
            log.borrow().started.iter().filter(|key| key.tenant() == tenant).map(RunKey::process).collect();
        assert_eq!(order, [Process::Articles, Process::Stock]);
    }
    drop(log);
    running.stop().await;
}

#[tokio::test]
async fn a_run_that_panics_stops_nobody_and_comes_again() {
    let (clock, recorder) = (clock(), Recorder::new(100));
    let keys =
        [key("broken", Process::Articles), key("broken", Process::Orders), key("whole", Process::Orders)];
    let running = Loop::start(scheduler(&keys), &clock, &recorder);
    for round in 1..=3 {
        let log = recorder.wait(|log| log.ended.len() == 3 * round).await;
        assert!(
            keys.iter().all(|key| log.borrow().ended.iter().filter(|ended| *ended == key).count() == round)
        );
        drop(log);
        clock.wait_for_sleepers(1).await;
        clock.advance(15 * MINUTE);
    }
    running.stop().await;
}

#[tokio::test]
async fn a_stop_cancels_the_runs_in_hand_and_waits_for_them() {
    let (clock, recorder) = (clock(), Recorder::new(0));
    let keys = [key("a", Process::Orders), key("a", Process::Stock), key("b", Process::Orders)];
    let running = Loop::start(scheduler(&keys), &clock, &recorder);
    recorder.wait(|log| log.running.len() == 2).await;
    running.stop().await;
    let log = recorder.log.borrow();
    assert_eq!(log.ended.len(), 2, "both have ended of themselves");
    assert_eq!(log.started.len(), 2, "and nothing was begun any more");
}

#[tokio::test]
async fn a_loop_that_was_dropped_can_be_followed_by_another() {
    let (clock, recorder) = (clock(), Recorder::new(0));
    let running = Loop::start(scheduler(&[key("acme", Process::Orders)]), &clock, &recorder);
    recorder.wait(|log| log.running.len() == 1).await;
    running.task.abort();
    assert!(running.task.await.unwrap_err().is_cancelled());
    recorder.log.send_modify(|log| log.running.clear());
    recorder.permits.add_permits(1);
    let running = Loop::start(running.scheduler, &clock, &recorder);
    recorder.wait(|log| log.ended.len() == 1).await;
    running.stop().await;
}

#[tokio::test]
async fn keys_are_entered_woken_and_removed_while_it_runs() {
    let (clock, recorder) = (clock(), Recorder::new(100));
    let running = Loop::start(scheduler(&[]), &clock, &recorder);
    clock.wait_for_sleepers(1).await;
    let orders = key("acme", Process::Orders);
    running.scheduler.put(orders.clone(), 15 * MINUTE);
    recorder.wait(|log| log.ended.len() == 1).await;
    assert!(running.scheduler.wake(RunRequest::from(orders.clone())).await.unwrap());
    recorder.wait(|log| log.ended.len() == 2).await;
    running.scheduler.remove(&orders);
    assert_eq!(running.scheduler.due(&orders), None);
    clock.advance(60 * MINUTE);
    running.scheduler.put(key("other", Process::Orders), MINUTE);
    let log = recorder.wait(|log| log.ended.len() == 3).await;
    assert_eq!(log.borrow().ended[2].tenant(), "other");
    drop(log);
    running.stop().await;
}

#[tokio::test]
async fn a_day_of_twenty_tenants_has_every_run_in_its_order() {
    let recorder = Recorder::new(Semaphore::MAX_PERMITS);
    let scheduler = IntervalScheduler::new().seed(42);
    let tenants: Vec<_> = (0..20).map(|number| format!("tenant {number}")).collect();
    for tenant in &tenants {
        for process in [Process::Stock, Process::Articles, Process::Orders] {
            scheduler.put(key(tenant, process), 15 * MINUTE);
        }
    }
    let clock = clock();
    let running = Loop::start(scheduler, &clock.clone().auto_advance(), &recorder);
    let log = recorder.wait(|log| log.ended.len() >= 20 * 3 * 96).await;
    let mut last = BTreeMap::new();
    for key in &log.borrow().started {
        let next = match last.insert(key.tenant().to_owned(), key.process()) {
            Some(Process::Articles) => Process::Orders,
            Some(Process::Orders) => Process::Stock,
            _ => Process::Articles,
        };
        assert_eq!(key.process(), next, "the turn of {key}");
    }
    drop(log);
    running.stop().await;
    let passed = clock.now() - "2026-03-02T08:00:00Z".parse::<DateTime<Utc>>().unwrap();
    assert!(
        (23 * 60..=25 * 60).contains(&passed.num_minutes()),
        "96 quarters of an hour are a day: {passed}"
    );
}

/// The vendors of sick tenants never answer; the others are done at once.
#[derive(Debug)]
struct Ward {
    clock: ManualClock,
    healthy: watch::Sender<Vec<DateTime<Utc>>>,
    hung: watch::Sender<usize>,
}

#[async_trait]
impl Runner for Ward {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }

    async fn run(&self, request: RunRequest, _: CancellationToken) -> RunOutcome {
        if request.key.tenant().starts_with("sick") {
            self.hung.send_modify(|hung| *hung += 1);
            return std::future::pending().await;
        }
        self.healthy.send_modify(|started| started.push(self.clock.now()));
        RunOutcome::Done { next_due: None }
    }
}

#[tokio::test]
async fn a_healthy_tenant_starts_within_ten_seconds_beside_any_number_of_hung_ones() {
    let clock = clock();
    let ward = Arc::new(Ward {
        clock: clock.clone(),
        healthy: watch::Sender::new(Vec::new()),
        hung: watch::Sender::new(0),
    });
    let scheduler = IntervalScheduler::new().jitter(0.0);
    scheduler.put(key("well", Process::Orders), 15 * MINUTE);
    let (processes, sick) = ([Process::Articles, Process::Orders, Process::Stock], 500);
    for tenant in 0..sick {
        processes.iter().for_each(|process| scheduler.put(key(&format!("sick {tenant}"), *process), MINUTE));
    }
    let shutdown = CancellationToken::new();
    let running = tokio::spawn({
        let (shutdown, ward) = (shutdown.clone(), Arc::clone(&ward));
        async move { scheduler.serve(ward, shutdown).await.unwrap() }
    });
    clock.wait_for_sleepers(1).await;
    let begun = clock.now();
    for _ in 0..31 * 30 {
        clock.advance(Duration::from_secs(2));
        tokio::task::yield_now().await;
        clock.wait_for_sleepers(1).await;
    }
    let late = |(number, started): (i32, &DateTime<Utc>)| {
        (*started - (begun + chrono::TimeDelta::minutes(15) * number)).num_seconds()
    };
    let late: Vec<i64> = (0..).zip(ward.healthy.borrow().iter()).map(late).collect();
    assert!(late.len() == 3 && late.iter().all(|late| (0..=10).contains(late)), "{late:?} seconds late");
    assert_eq!(*ward.hung.borrow(), sick * processes.len(), "each of the others hangs");

    // None of them listens when it is told to stop.
    shutdown.cancel();
    clock.wait_for_sleepers(1).await;
    tokio::task::yield_now().await;
    clock.advance(GRACE);
    running.await.unwrap();
}
