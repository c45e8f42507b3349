//! One budget of requests for all processes behind one address, counted in their store.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::future::join_all;
use tokio::task::yield_now;
use wms_erp_sync::adapter::{BudgetState, Ongoing, StoreLedger, TwentyFour};
use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::store::{MemoryStore, Store, StoreError, StoreLayer};
use wms_erp_sync::twentyfour::{self, Ledger, Priority, RequestBudget, Usage};
use wms_erp_sync::{Articles, CancellationToken, Engine, Outcome, Process, Stock, Tenant, Trigger};

use super::Bench;
use super::bench::{TENANT, hours, morning, product};

/// A store that lets others go first, and can be cut off.
#[derive(Debug, Clone, Default)]
struct Line {
    store: MemoryStore,
    is_cut: Arc<AtomicBool>,
}

impl Line {
    fn to(store: &MemoryStore) -> Self {
        Self { store: store.clone(), is_cut: Arc::default() }
    }

    fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::SeqCst);
    }
}

#[async_trait]
impl StoreLayer for Line {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn before(&self) -> Result<(), StoreError> {
        for _ in 0..fastrand::u8(..3) {
            yield_now().await;
        }
        match self.is_cut.load(Ordering::SeqCst) {
            true => Err(StoreError::backend("answer", "the connection was refused")),
            false => Ok(()),
        }
    }
}

/// One replica, as far as its requests go.
struct Replica {
    line: Line,
    ledger: StoreLedger,
    usage: Usage,
    up_to: u32,
}

impl Replica {
    fn new(store: &MemoryStore, name: &str, limit: u32) -> Self {
        let line = Line::to(store);
        let ledger = StoreLedger::new(Arc::new(line.clone()), "default api.example.com", name);
        Self { line, ledger, usage: Usage::new(morning(), limit, Priority::High), up_to: 0 }
    }

    fn at(&mut self, now: DateTime<Utc>) {
        let fresh = Usage::new(now, self.usage.limit, Priority::High);
        if fresh.hour != self.usage.hour {
            (self.usage, self.up_to) = (fresh, 0);
        }
        self.usage.now = now;
    }

    /// Sends a request if it may; how many were sent.
    async fn send(&mut self) -> u32 {
        if self.usage.used >= self.up_to {
            self.up_to = self.ledger.claim(self.usage).await.up_to;
        }
        let may = u32::from(self.usage.used < self.up_to);
        self.usage.used += may;
        may
    }

    /// Sends as many as it may.
    async fn exhaust(&mut self) -> u32 {
        let mut sent = 0;
        while self.send().await == 1 {
            sent += 1;
        }
        sent
    }

    fn state(&self) -> BudgetState {
        self.ledger.state().unwrap()
    }
}

#[tokio::test]
async fn replicas_never_send_more_than_the_limit_though_one_is_killed_and_one_cut_off() {
    for seed in 0..40 {
        fastrand::seed(seed);
        let (store, limit) = (MemoryStore::default(), 600);
        let mut replicas: Vec<_> = (0..4).map(|n| Replica::new(&store, &format!("r{n}"), limit)).collect();
        let (mut sent, killed_at, cut_at) = (0, fastrand::u32(50..400), fastrand::u32(50..400));
        loop {
            // All that are there at the same moment.
            let now = join_all(replicas.iter_mut().map(Replica::send)).await.into_iter().sum::<u32>();
            sent += now;
            if now == 0 {
                break;
            }
            if replicas.len() == 4 && sent >= killed_at {
                replicas.pop();
            }
            replicas[0].line.cut(sent >= cut_at);
        }
        assert!(sent <= limit, "seed {seed}: {sent}");
        // What is kept for four, and what the killed one had claimed.
        assert!(sent >= limit - 4 * 6 - 2 - 6, "seed {seed}: {sent} is too careful");

        // What was left to the killed one is free again.
        let later = morning() + chrono::TimeDelta::minutes(16);
        replicas[0].line.cut(false);
        for replica in &mut replicas {
            replica.at(later);
        }
        let more = replicas[1].exhaust().await;
        assert!(more > 0 && sent + more <= limit, "seed {seed}: {sent} and {more}");
        // In the next hour all is there again, for those that are left.
        let next = morning() + chrono::TimeDelta::hours(1);
        let mut sent = 0;
        for replica in &mut replicas {
            replica.at(next);
        }
        for replica in &mut replicas {
            sent += replica.exhaust().await;
        }
        assert!((limit - 4 * 6 - 2..=limit).contains(&sent), "seed {seed}: {sent} in the next hour");
    }
}

#[tokio::test]
async fn all_that_are_cut_off_together_send_what_was_kept_for_each_and_count_on_when_the_store_is_back() {
    let (store, limit) = (MemoryStore::default(), 600);
    let mut replicas: Vec<_> = (0..3).map(|n| Replica::new(&store, &format!("r{n}"), limit)).collect();
    let mut sent = 0;
    for replica in &mut replicas {
        sent += replica.send().await;
    }
    sent += replicas[0].exhaust().await;
    replicas.iter().for_each(|replica| replica.line.cut(true));
    for replica in &mut replicas {
        let alone = replica.exhaust().await;
        assert!(alone <= 6 + 1, "{alone}");
        assert!(replica.state().away.is_some());
        sent += alone;
    }
    assert!(sent <= limit, "{sent}");
    // No one waits indefinitely for the store with what was kept: the others have forgotten it by then.
    for replica in &mut replicas {
        replica.at(morning() + chrono::TimeDelta::minutes(11));
        assert_eq!(replica.exhaust().await, 0);
    }
    for replica in &mut replicas {
        replica.line.cut(false);
        replica.at(morning() + chrono::TimeDelta::hours(1));
        assert_eq!(replica.send().await, 1);
        assert_eq!((replica.state().away, replica.state().limit), (None, limit));
    }
}

#[tokio::test]
async fn the_catalogue_stops_first_whichever_replica_it_is_in() {
    let store = MemoryStore::default();
    let (mut urgent, mut bulk) = (Replica::new(&store, "a", 1000), Replica::new(&store, "b", 1000));
    bulk.usage.priority = Priority::Low;
    let mut sent = urgent.send().await + bulk.exhaust().await;
    assert!((770..=800).contains(&sent), "{sent}");
    sent += urgent.exhaust().await;
    assert!((970..=1000).contains(&sent), "{sent}");
    assert_eq!(bulk.exhaust().await, 0);
    assert_eq!((urgent.state().processes, urgent.state().left), (2, 0));
}

#[tokio::test]
async fn what_the_service_says_that_others_have_sent_counts_for_all() {
    let store = MemoryStore::default();
    let (mut one, mut other) = (Replica::new(&store, "a", 1000), Replica::new(&store, "b", 1000));
    other.send().await;
    one.send().await;
    // Another program behind the address has sent 500.
    one.usage.remaining = Some(1000 - 500 - 2);
    while one.usage.used < one.up_to {
        one.send().await;
        one.usage.remaining = one.usage.remaining.map(|left| left - 1);
    }
    one.send().await;
    let sent = one.usage.used + other.exhaust().await + 500;
    assert!((960..=1000).contains(&sent), "{sent}");
    assert!(one.state().foreign >= 490, "{:?}", one.state());
}

const LIMIT: u32 = 60;

/// An engine on that store, whose requests are counted there.
fn engine(bench: &Bench, clock: &ManualClock, store: Line, name: &str) -> Engine {
    let erp = &bench.erp;
    let credentials =
        twentyfour::Credentials::new(erp.application_id().parse().unwrap(), erp.username(), erp.password());
    let ledger = StoreLedger::new(Arc::new(store.clone()), "default", name);
    let client = twentyfour::Client::builder(credentials)
        .base_url(erp.base_url())
        .retry(twentyfour::RetryPolicy::none())
        .clock(clock.clone())
        .budget(RequestBudget::shared(LIMIT, Arc::new(ledger)).pace(1000, 1000))
        .build()
        .unwrap();
    let wms = &bench.wms;
    let owner = wms_erp_sync::ongoing::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let credentials = wms_erp_sync::ongoing::Credentials::new(wms.username(), wms.password());
    let wms = wms_erp_sync::ongoing::Client::builder(credentials, owner).base_url(wms.base_url());
    let wms = wms.retry(wms_erp_sync::ongoing::RetryPolicy::none()).build().unwrap();
    let tenant = Tenant::new(TENANT, Arc::new(TwentyFour::new(client)), Arc::new(Ongoing::new(wms)));
    let engine = Engine::builder(store).clock(clock.clone()).build();
    engine.put_tenant(tenant.articles(Articles::default()).stock(Stock::default()));
    engine
}

#[tokio::test]
async fn two_engines_on_one_store_stay_within_the_limit_of_the_service() {
    let bench = Bench::start().await;
    bench.erp.change(|options| {
        options.quota.per_hour = LIMIT;
        options.quota.headers = false;
    });
    let tea = bench.books().add_product(product("TE", "Te", 5));
    let clock = bench.clock.clone().auto_advance();
    let lines = [Line::to(&bench.store), Line::to(&bench.store)];
    let [first, second] =
        ["a", "b"].map(|name| engine(&bench, &clock, lines[usize::from(name == "b")].clone(), name));
    let stop = CancellationToken::new();
    let mut refused = 0;
    for round in 0..120 {
        let engine = if round % 2 == 0 { &first } else { &second };
        // One of them is killed in the middle of the hour.
        let engine = if round > 40 { &first } else { engine };
        bench.books().set_stock(tea, round);
        let ran = engine.run(TENANT, Process::Stock, Trigger::Manual, &stop).await.unwrap();
        refused += u32::from(ran.outcome == Outcome::Failed);
        assert!(bench.erp.count("") <= LIMIT as usize, "round {round}");
    }
    assert!(refused > 10, "the budget was used up");
    assert!(bench.erp.quota_left() >= 1, "the service has not refused anything");
    bench.clock.advance(hours(1));
    let ran = first.run(TENANT, Process::Stock, Trigger::Manual, &stop).await.unwrap();
    assert_eq!(ran.outcome, Outcome::Done, "{ran:#?}");
}
