//! The scheduler in the database: shared by several, and none of its runs lost, doubled or forgotten.

mod elsewhere;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use tokio::task::JoinHandle;
use wms_erp_postgres::{PostgresScheduler, PostgresStore};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::schedule::{RunKey, RunOutcome, RunRequest, Runner, Scheduler, Trigger};
use wms_erp_sync::{CancellationToken, Process};

use crate::cutter::Cutter;
use crate::pace::{POLL, Pace};
use crate::pooler::pooled;
use crate::server::Server;
use crate::{server_or_skip, url};

pub(crate) const MINUTE: Duration = Duration::from_secs(60);

pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-02T07:00:00Z".parse().unwrap()
}

pub(crate) fn key(tenant: &str, process: Process) -> RunKey {
    RunKey::new(tenant, process)
}

pub(crate) async fn scheduler(url: &str, schema: &str, clock: &ManualClock) -> PostgresScheduler {
    let builder = PostgresStore::builder(url).unwrap().schema(schema).clock(clock.clone()).connections(3);
    PostgresScheduler::new(&builder.open().await.unwrap()).claim_duration(MINUTE)
}

/// A run that began: where, what, and when.
type Ran = (usize, RunRequest, DateTime<Utc>);

/// What happened in all workers of a test.
#[derive(Debug, Default)]
pub(crate) struct Log {
    ran: Mutex<Vec<Ran>>,
    running: Mutex<BTreeSet<RunKey>>,
    doubled: Mutex<Vec<RunKey>>,
}

impl Log {
    pub(crate) fn ran(&self) -> Vec<Ran> {
        self.ran.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.ran.lock().unwrap().len()
    }
}

/// Ends each run with the next outcome; without one it hangs until it is cancelled, or for good.
pub(crate) struct Worker {
    number: usize,
    clock: Arc<dyn Clock>,
    log: Arc<Log>,
    outcomes: Mutex<Vec<Option<RunOutcome>>>,
    obeys: bool,
}

impl Worker {
    pub(crate) fn new(number: usize, clock: &ManualClock, log: &Arc<Log>) -> Self {
        let (clock, log) = (Arc::new(clock.clone()), Arc::clone(log));
        Self { number, clock, log, outcomes: Mutex::default(), obeys: true }
    }

    fn ending(self, outcomes: impl IntoIterator<Item = Option<RunOutcome>>) -> Self {
        let mut outcomes: Vec<_> = outcomes.into_iter().collect();
        outcomes.reverse();
        Self { outcomes: Mutex::new(outcomes), ..self }
    }
}

#[async_trait]
impl Runner for Worker {
    async fn run(&self, request: RunRequest, cancel: CancellationToken) -> RunOutcome {
        let key = request.key.clone();
        self.log.ran.lock().unwrap().push((self.number, request, self.clock.now()));
        if !self.log.running.lock().unwrap().insert(key.clone()) {
            self.log.doubled.lock().unwrap().push(key.clone());
        }
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        let outcome = self.outcomes.lock().unwrap().pop();
        match outcome {
            Some(None) if self.obeys => cancel.cancelled().await,
            Some(None) => std::future::pending().await,
            _ => {}
        }
        self.log.running.lock().unwrap().remove(&key);
        outcome.flatten().unwrap_or(RunOutcome::Done { next_due: None })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }
}

/// Serves in the background.
pub(crate) fn serve(
    scheduler: &PostgresScheduler,
    worker: Worker,
    stop: &CancellationToken,
) -> JoinHandle<()> {
    let (scheduler, stop) = (scheduler.clone(), stop.clone());
    tokio::spawn(async move { scheduler.serve(Arc::new(worker), stop).await.unwrap() })
}

async fn share(url: &str, schema: &str) -> (Vec<Ran>, Arc<Log>) {
    let (clock, log) = (ManualClock::new(now()), Arc::new(Log::default()));
    let stop = CancellationToken::new();
    let mut serving = Vec::new();
    for number in 0..3 {
        let scheduler = scheduler(url, schema, &clock).await;
        for tenant in 0..12 {
            for process in [Process::Articles, Process::Orders, Process::Stock] {
                scheduler.put(key(&format!("t{tenant}"), process), MINUTE);
            }
        }
        serving.push(serve(&scheduler, Worker::new(number, &clock, &log), &stop));
    }
    Pace::new(&clock, schema).pass(3, 4 * MINUTE, || false).await;
    stop.cancel();
    for ended in serving {
        ended.await.unwrap();
    }
    (log.ran(), log)
}

/// The promises that hold whatever happens to the connections.
fn judge(ran: &[Ran], log: &Log) {
    assert_eq!(*log.doubled.lock().unwrap(), [], "never twice at once");
    let mut of_key: BTreeMap<&RunKey, usize> = BTreeMap::new();
    ran.iter().for_each(|(_, request, _)| *of_key.entry(&request.key).or_default() += 1);
    assert_eq!(of_key.len(), 36);
    for (key, runs) in of_key {
        assert!((4..=6).contains(&runs), "{key} ran {runs} times in four minutes");
    }
    for worker in 0..3 {
        let own = ran.iter().filter(|(number, ..)| *number == worker).count();
        assert!(own > 5, "worker {worker} did {own} of {}", ran.len());
    }
}

#[tokio::test]
async fn three_share_the_work_and_no_run_is_lost_or_doubled() {
    let server = server_or_skip!();
    let (ran, log) = share(&url(&server), &server.schema()).await;
    judge(&ran, &log);
    let mut turns: BTreeMap<&str, Vec<Process>> = BTreeMap::new();
    for (_, request, _) in &ran {
        turns.entry(request.key.tenant()).or_default().push(request.key.process());
    }
    for (tenant, turns) in turns {
        // A slot may be missed where the machine is slow; the order of work is kept all the same.
        for pair in turns.windows(2) {
            let is_in_order = pair[0] < pair[1] || pair[1] == Process::Articles;
            assert!(is_in_order, "{tenant}: not in the order of work: {turns:?}");
        }
    }
}

#[tokio::test]
async fn the_same_holds_behind_a_pooler() {
    let server = server_or_skip!();
    let Some(url) = pooled(&server) else {
        return crate::say_skipped("pgbouncer is not installed (Debian: pgbouncer)");
    };
    let (ran, log) = share(&url, &server.schema()).await;
    judge(&ran, &log);
}

#[tokio::test]
async fn the_same_holds_while_connections_are_cut() {
    let server = server_or_skip!();
    let schema = server.schema();
    let cutter = Cutter::start(Arc::clone(&server), schema.clone());
    let (ran, log) = share(&format!("{}?application_name={schema}", url(&server)), &schema).await;
    drop(cutter);
    judge(&ran, &log);
}

/// Two schedulers with one key, of which the first one has it in hand.
struct Pair {
    clock: ManualClock,
    pace: Pace,
    log: Arc<Log>,
    schedulers: [PostgresScheduler; 2],
    key: RunKey,
}

impl Pair {
    async fn new(server: &Server) -> Self {
        let (clock, schema) = (ManualClock::new(now()), server.schema());
        let key = key("acme", Process::Orders);
        let one = scheduler(&url(server), &schema, &clock).await;
        let two = scheduler(&url(server), &schema, &clock).await;
        one.put(key.clone(), 15 * MINUTE);
        two.put(key.clone(), 15 * MINUTE);
        let pace = Pace::new(&clock, &schema);
        Self { clock, pace, log: Arc::default(), schedulers: [one, two], key }
    }

    fn worker(&self, number: usize) -> Worker {
        Worker::new(number, &self.clock, &self.log)
    }
}

#[tokio::test]
async fn a_worker_that_dies_is_followed_when_its_claim_is_over_and_what_it_was_asked_is_not_forgotten() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let stop = CancellationToken::new();
    let asked = RunRequest::new(pair.key.clone(), Trigger::Manual);
    assert!(pair.schedulers[0].wake(asked.clone()).await.unwrap());
    let dying = serve(&pair.schedulers[0], pair.worker(0).ending([None]), &stop);
    pair.pace.pass(1, MINUTE, || pair.log.count() == 1).await;
    // Kept for longer than one claim lasts.
    pair.pace.pass(1, 2 * MINUTE, || false).await;
    dying.abort();
    assert!(dying.await.unwrap_err().is_cancelled());

    pair.log.running.lock().unwrap().clear();
    let serving = serve(&pair.schedulers[1], pair.worker(1), &stop);
    let waited = pair.pace.pass(1, 5 * MINUTE, || pair.log.count() == 2).await;
    assert!(waited > MINUTE / 2 && waited <= MINUTE + 2 * POLL, "{waited:?}");
    assert_eq!(pair.log.ran()[1].1, asked, "with the reason that the dead one was given");
    pair.pace.pass(1, 14 * MINUTE, || pair.log.count() > 2).await;
    stop.cancel();
    serving.await.unwrap();
}

#[tokio::test]
async fn who_is_asked_to_stop_gives_back_what_he_cannot_finish() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let stop = CancellationToken::new();
    let stubborn = Worker { obeys: false, ..pair.worker(0).ending([None]) };
    let ending = serve(&pair.schedulers[0], stubborn, &stop);
    pair.pace.pass(1, MINUTE, || pair.log.count() == 1).await;
    stop.cancel();
    pair.pace.pass(1, Duration::from_secs(9), || ending.is_finished()).now_or_never();
    while !ending.is_finished() {
        pair.clock.advance(POLL);
        tokio::task::yield_now().await;
    }
    pair.log.running.lock().unwrap().clear();
    let stop = CancellationToken::new();
    let serving = serve(&pair.schedulers[1], pair.worker(1), &stop);
    let waited = pair.pace.pass(1, MINUTE, || pair.log.count() == 2).await;
    assert!(waited <= 2 * POLL, "{waited:?}");
    stop.cancel();
    serving.await.unwrap();
}

#[tokio::test]
async fn whoever_is_asked_while_it_runs_runs_once_more_and_what_is_not_there_is_not_asked() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let stop = CancellationToken::new();
    let [one, two] = &pair.schedulers;
    let stranger = key("other", Process::Orders);
    assert!(!one.wake(stranger.clone().into()).await.unwrap());
    assert_eq!(one.next_due(&stranger).await.unwrap(), None);
    assert_eq!(one.next_due(&pair.key).await.unwrap(), None, "not known yet");

    let serving = serve(one, pair.worker(0).ending([None]), &stop);
    pair.pace.pass(1, MINUTE, || pair.log.count() == 1).await;
    for reason in [Trigger::Hint, Trigger::Manual, Trigger::Hint] {
        assert!(two.wake(RunRequest::new(pair.key.clone(), reason)).await.unwrap());
    }
    pair.pace.pass(1, 2 * MINUTE, || pair.log.count() > 1).await;
    assert_eq!(pair.log.count(), 1, "not while it runs");
    stop.cancel();
    serving.await.unwrap();
    let stop = CancellationToken::new();
    let serving = serve(two, pair.worker(1), &stop);
    pair.pace.pass(1, MINUTE, || pair.log.count() == 2).await;
    pair.pace.pass(1, MINUTE, || pair.log.count() > 2).await;
    let ran = pair.log.ran();
    assert_eq!((ran.len(), ran[1].1.reason), (2, Trigger::Manual));
    // On a busy machine the end of the run may not be noted yet.
    let mut due = two.next_due(&pair.key).await.unwrap().unwrap();
    for _ in 0..100 {
        if due > pair.clock.now() && two.due(&pair.key) == Some(due) {
            break;
        }
        pair.pace.pass(1, POLL, || false).await;
        due = two.next_due(&pair.key).await.unwrap().unwrap();
    }
    assert!(due > pair.clock.now() && due < pair.clock.now() + TimeDelta::minutes(17), "{due}");
    assert_eq!((two.due(&pair.key), pair.log.count()), (Some(due), 2));
    stop.cancel();
    serving.await.unwrap();
}

/// The clock of this worker is five minutes ahead of the database's: what it says counts from the end of its run.
#[tokio::test]
async fn what_a_run_says_about_the_next_one_counts_whatever_the_clock_of_its_machine() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let scheduler = &pair.schedulers[0];
    let ahead = TimeDelta::minutes(5);
    let after = Duration::from_secs(45);
    let local = |seconds| now() + ahead + TimeDelta::seconds(seconds);
    let cases = [
        (RunOutcome::Retry { after, reason: "later".to_owned() }, 45, 46),
        (RunOutcome::Busy { retry_after: after }, 45, 46),
        (RunOutcome::Done { next_due: Some(local(30)) }, 0, 31),
        (RunOutcome::Done { next_due: None }, 0, 16 * 60),
        (RunOutcome::NotBefore { time: local(3_600) }, 3_500, 3_601),
    ];
    for (outcome, least, most) in cases {
        pair.clock.set(now());
        assert!(scheduler.wake(pair.key.clone().into()).await.unwrap());
        let begun = pair.log.count();
        let stop = CancellationToken::new();
        let clock: Arc<dyn Clock> = Arc::new(Ahead(pair.clock.clone(), ahead));
        let worker = Worker { clock, ..pair.worker(0).ending([Some(outcome.clone())]) };
        let serving = serve(scheduler, worker, &stop);
        let is_noted = || scheduler.due(&pair.key).is_some_and(|due| due > pair.clock.now());
        let passed = pair.pace.pass(1, MINUTE, || pair.log.count() > begun && is_noted()).await;
        stop.cancel();
        serving.await.unwrap();
        let due = scheduler.next_due(&pair.key).await.unwrap().unwrap();
        let (wait, passed) = ((due - now()).num_seconds(), passed.as_secs().cast_signed());
        assert!((least..=most + passed).contains(&wait), "{outcome:?}: {wait} s, of which {passed} passed");
    }
}

/// What another process of the tenant has read since then need not be read again, if both clocks show the same.
#[tokio::test]
async fn a_usual_run_says_since_when_it_is_due_and_no_other_one_does() {
    let server = server_or_skip!();
    for (ahead, says) in [(0, true), (1, true), (-1, true), (300, false), (-300, false)] {
        let pair = Pair::new(&server).await;
        let scheduler = &pair.schedulers[0];
        let ahead = TimeDelta::seconds(ahead);
        let stop = CancellationToken::new();
        let clock: Arc<dyn Clock> = Arc::new(Ahead(pair.clock.clone(), ahead));
        let serving = serve(scheduler, Worker { clock, ..pair.worker(0) }, &stop);
        // The first run, and the next usual one.
        pair.pace.pass(1, 40 * MINUTE, || pair.log.count() == 2).await;
        for (number, request, at) in pair.log.ran() {
            let due = request.due;
            assert_eq!((number, due.is_some()), (0, says), "ahead by {ahead}: {request}");
            let is_near = |due: DateTime<Utc>| due <= at && at - due <= TimeDelta::seconds(1);
            assert!(
                due.is_none_or(is_near),
                "by the clock of the engine, which is ahead by {ahead}: {request}, {at}"
            );
        }
        scheduler.wake(RunRequest::new(pair.key.clone(), Trigger::Hint)).await.unwrap();
        pair.pace.pass(1, MINUTE, || pair.log.count() == 3).await;
        assert_eq!(pair.log.ran()[2].1.due, None, "asked for");
        stop.cancel();
        serving.await.unwrap();
    }
}

/// A clock that shows a later time.
#[derive(Debug, Clone)]
struct Ahead(ManualClock, TimeDelta);

#[async_trait]
impl Clock for Ahead {
    fn now(&self) -> DateTime<Utc> {
        self.0.now() + self.1
    }

    async fn sleep(&self, duration: Duration) {
        self.0.sleep(duration).await;
    }

    async fn sleep_in_background(&self, duration: Duration) {
        self.0.sleep_in_background(duration).await;
    }
}
