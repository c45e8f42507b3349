//! The requests of an hour, counted in PostgreSQL by several processes, and intervals that are stretched.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use wms_erp_postgres::{PostgresScheduler, PostgresStore};
use wms_erp_sync::adapter::StoreLedger;
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::schedule::{RunKey, RunOutcome, RunRequest, Runner, Scheduler};
use wms_erp_sync::store::Store;
use wms_erp_sync::twentyfour::{Ledger, Priority, Usage};
use wms_erp_sync::{CancellationToken, Process};

use crate::cutter::Cutter;
use crate::pace::Pace;
use crate::{server_or_skip, url};

fn now() -> DateTime<Utc> {
    "2026-03-02T07:10:00Z".parse().unwrap()
}

struct Replica {
    ledger: StoreLedger,
    usage: Usage,
    up_to: u32,
}

impl Replica {
    /// Sends a request if it may; how many were sent.
    async fn send(&mut self) -> u32 {
        if self.usage.used >= self.up_to {
            self.up_to = self.ledger.claim(self.usage).await.up_to;
        }
        let may = u32::from(self.usage.used < self.up_to);
        self.usage.used += may;
        may
    }
}

/// Three processes that claim at the same moments.
async fn exhaust(url: &str, schema: &str, limit: u32) -> (u32, Arc<dyn Store>) {
    let mut replicas = Vec::new();
    let mut last: Option<Arc<dyn Store>> = None;
    for number in 0..3 {
        let builder = PostgresStore::builder(url).unwrap().schema(schema).connections(2);
        let store: Arc<dyn Store> = Arc::new(builder.open().await.unwrap());
        let ledger = StoreLedger::new(Arc::clone(&store), "default api.example.com", format!("r{number}"));
        replicas.push(Replica { ledger, usage: Usage::new(now(), limit, Priority::High), up_to: 0 });
        last = Some(store);
    }
    let mut sent = 0;
    loop {
        let round: u32 = join_all(replicas.iter_mut().map(Replica::send)).await.into_iter().sum();
        if round == 0 {
            return (sent, last.unwrap());
        }
        sent += round;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn three_processes_never_send_more_than_the_limit_together() {
    let server = server_or_skip!();
    let (sent, store) = exhaust(&url(&server), &server.schema(), 600).await;
    assert!((600 - 3 * 6 - 3 * 2..=600).contains(&sent), "{sent}");
    // Whoever only looks sees what is kept for the three.
    let looker = StoreLedger::new(store, "default api.example.com", "status");
    assert_eq!(looker.supply(600, now()).await.unwrap(), 600 - 3 * 6);
    assert_eq!(looker.supply(600, now() + TimeDelta::hours(3)).await.unwrap(), 600 - 6, "they are forgotten");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn nor_while_their_connections_are_cut() {
    let server = server_or_skip!();
    let schema = server.schema();
    let cutter = Cutter::start(Arc::clone(&server), schema.clone());
    let (sent, _) = exhaust(&format!("{}?application_name={schema}", url(&server)), &schema, 600).await;
    drop(cutter);
    assert!((1..=600).contains(&sent), "{sent}");
}

/// A runner whose runs have nothing to say.
struct Quiet(Arc<dyn Clock>);

#[async_trait]
impl Runner for Quiet {
    async fn run(&self, _: RunRequest, _: CancellationToken) -> RunOutcome {
        RunOutcome::Done { next_due: None }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.0)
    }
}

#[tokio::test]
async fn a_stretched_interval_counts_from_the_end_of_the_next_run_on() {
    const HOUR: Duration = Duration::from_secs(3600);
    let server = server_or_skip!();
    let (clock, schema) = (ManualClock::new(now()), server.schema());
    let builder = PostgresStore::builder(&url(&server)).unwrap().schema(&schema).clock(clock.clone());
    let scheduler = PostgresScheduler::new(&builder.open().await.unwrap());
    let keys: Vec<RunKey> = (0..20).map(|tenant| RunKey::new(format!("t{tenant}"), Process::Stock)).collect();
    keys.iter().for_each(|key| scheduler.put(key.clone(), HOUR));
    scheduler.stretch(
        keys.iter().map(|key| (key.clone(), 3.0)).chain([(RunKey::new("none", Process::Stock), 9.0)]),
    );
    assert_eq!(scheduler.stretch_of(&keys[0]), 3.0);
    let stop = CancellationToken::new();
    let serving = {
        let (scheduler, stop) = (scheduler.clone(), stop.clone());
        let runner = Arc::new(Quiet(Arc::new(clock.clone())));
        tokio::spawn(async move { scheduler.serve(runner, stop).await })
    };
    let is_later = |key: &RunKey| scheduler.due(key).is_some_and(|due| due > now() + TimeDelta::seconds(25));
    Pace::new(&clock, &schema).pass(1, Duration::from_secs(120), || keys.iter().all(is_later)).await;
    let waits: Vec<i64> =
        keys.iter().map(|key| (scheduler.due(key).unwrap() - now()).num_minutes()).collect();
    assert!(waits.iter().any(|minutes| *minutes > 75), "no stretched interval in {waits:?}");
    assert!(waits.iter().all(|minutes| *minutes <= 200), "{waits:?}");
    stop.cancel();
    serving.await.unwrap().unwrap();
}
