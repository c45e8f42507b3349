//! A process that stands still, and goes on when another has taken its place.

use std::pin::pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use tokio::sync::watch;
use wms_erp_postgres::{PostgresScheduler, PostgresStore};
use wms_erp_sync::clock::{Clock, ManualClock, SystemClock};
use wms_erp_sync::schedule::{RunKey, RunOutcome, RunRequest, Runner, Scheduler};
use wms_erp_sync::store::{Batch, LeaseKey, Store, StoreError, Table};
use wms_erp_sync::{CancellationToken, Process};

use crate::pace::{POLL, Pace};
use crate::{server_or_skip, url};

const MINUTE: Duration = Duration::from_secs(60);

/// Takes the lease of what it runs, stands still with all of its process where it is meant to, and commits.
struct Worker {
    name: &'static str,
    store: PostgresStore,
    clock: Naps,
    /// Where it says that it stands still, and waits until it may go on.
    pause: Option<(Sender<()>, Mutex<Receiver<()>>)>,
    results: Sender<(&'static str, Result<(), StoreError>)>,
}

#[async_trait]
impl Runner for Worker {
    async fn run(&self, request: RunRequest, _: CancellationToken) -> RunOutcome {
        let lease = LeaseKey::new(request.key.tenant(), request.key.process().as_str());
        let Some(lease) = self.store.try_acquire(&lease, self.name, MINUTE).await.unwrap() else {
            return RunOutcome::Busy { retry_after: Duration::from_secs(5) };
        };
        if let Some((stands, go_on)) = &self.pause {
            stands.send(()).unwrap();
            // The whole runtime of this worker stands still: no heartbeat, no answer, nothing.
            go_on.lock().unwrap().recv().unwrap();
        }
        let mut batch = Batch::new();
        batch.put(Table::Order, "K-1", self.name);
        let committed = self.store.commit("acme", std::slice::from_ref(lease.fence()), batch).await;
        self.results.send((self.name, committed)).unwrap();
        RunOutcome::Done { next_due: None }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_worker_that_goes_on_beside_its_successor_changes_nothing_any_more() {
    let server = server_or_skip!();
    let (url, schema) = (url(&server), server.schema());
    let clock = ManualClock::new("2026-03-02T07:00:00Z".parse().unwrap());
    let pace = Pace::new(&clock, &schema);
    let key = RunKey::new("acme", Process::Orders);
    let (stop, naps) = (CancellationToken::new(), watch::Sender::new(0));
    let mut napping = naps.subscribe();
    let (results, ended) = channel();
    let (stands, is_standing) = channel();
    let (go_on, may_go_on) = channel();

    let start = {
        let (clock, key, stop) = (clock.clone(), key.clone(), stop.clone());
        move |name, pause| {
            let (url, schema, results) = (url.clone(), schema.clone(), results.clone());
            let (clock, key, stop, naps) = (clock.clone(), key.clone(), stop.clone(), naps.clone());
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    let builder = PostgresStore::builder(&url).unwrap().schema(schema).clock(clock.clone());
                    let store = builder.open().await.unwrap();
                    let scheduler = PostgresScheduler::new(&store).claim_duration(MINUTE).owner(name);
                    scheduler.put(key, 15 * MINUTE);
                    let worker = Worker { name, store, clock: Naps(clock, naps), pause, results };
                    scheduler.serve(Arc::new(worker), stop).await.unwrap();
                    scheduler.due(&RunKey::new("acme", Process::Orders))
                })
            })
        }
    };
    let paused = start("the paused one", Some((stands, Mutex::new(may_go_on))));
    is_standing.recv().unwrap();
    let successor = start("its successor", None);
    let mut results = Vec::new();
    let begun = clock.now();
    while results.is_empty() {
        // Each time the successor has looked, and naps. What it has begun goes on meanwhile.
        napping.changed().await.unwrap();
        pace.settle().await;
        results.extend(ended.try_recv());
        clock.advance(POLL);
    }
    let waited = clock.now() - begun;
    assert!(waited <= chrono::TimeDelta::seconds(2 * 60), "taken over after {waited}");
    go_on.send(()).unwrap();
    results.push(ended.recv().unwrap());
    let names: Vec<_> = results.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["its successor", "the paused one"]);
    assert!(results[0].1.is_ok(), "{:?}", results[0]);
    assert!(matches!(results[1].1, Err(StoreError::StaleEpoch { .. })), "{:?}", results[1]);

    stop.cancel();
    let (paused, successor) =
        tokio::task::spawn_blocking(|| (paused.join(), successor.join())).await.unwrap();
    let due = successor.unwrap().unwrap();
    assert!(due > clock.now());
    assert!(paused.unwrap().is_none_or(|seen| seen <= due));
}

/// A clock that counts the naps that were begun on it.
#[derive(Debug, Clone)]
struct Naps(ManualClock, watch::Sender<usize>);

#[async_trait]
impl Clock for Naps {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn sleep(&self, duration: Duration) {
        let mut nap = pin!(self.0.sleep(duration));
        if (&mut nap).now_or_never().is_none() {
            self.1.send_modify(|naps| *naps += 1);
            nap.await;
        }
    }

    async fn sleep_in_background(&self, duration: Duration) {
        self.0.sleep_in_background(duration).await;
    }
}

/// The machine's clock, which stops the first that asks it the time.
#[derive(Debug)]
struct Trap(Mutex<Option<(Sender<()>, Receiver<()>)>>);

#[async_trait]
impl Clock for Trap {
    fn now(&self) -> DateTime<Utc> {
        if let Some((stands, go_on)) = self.0.lock().unwrap().take() {
            stands.send(()).unwrap();
            go_on.recv().unwrap();
        }
        SystemClock.now()
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending::<()>().await;
    }
}

/// In the middle of a transaction, with the row of a lease locked.
#[tokio::test]
async fn who_stands_still_in_the_middle_of_a_transaction_keeps_no_one_from_a_lease_for_long() {
    let server = server_or_skip!();
    let (url, schema) = (url(&server), server.schema());
    let (stands, is_standing) = channel();
    let (go_on, may_go_on) = channel();
    let builder = PostgresStore::builder(&url).unwrap().schema(schema.as_str());
    let other = builder.clone().open().await.unwrap();
    let key = LeaseKey::new("acme", "orders");
    let paused = {
        let (key, builder) = (key.clone(), builder.clock(Trap(Mutex::new(Some((stands, may_go_on))))));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                builder.open().await.unwrap().try_acquire(&key, "the paused one", MINUTE).await
            })
        })
    };
    is_standing.recv().unwrap();
    let taken = other.try_acquire(&key, "another", MINUTE).await.unwrap().unwrap();
    assert_eq!(taken.owner(), "another");
    go_on.send(()).unwrap();
    let late = paused.join().unwrap();
    assert!(matches!(late, Ok(None)), "it tries again, and finds the lease taken: {late:?}");
}
