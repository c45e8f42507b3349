//! A tenant whose vendors answer, beside many whose vendors do not: by real requests, and by a clock that the test moves.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ongoing_simulator::Simulator as Wms;
use tokio::sync::watch;
use twentyfour_simulator::{Gate, Mischief, Options, Rule, Simulator as Erp};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::schedule::{IntervalScheduler, RunKey};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{
    Articles, CancellationToken, Engine, Event, Observer, OrderStatusSettings, Orders, Process, Since, Stock,
    Tenant,
};

use super::bench::{customer, morning, order, product, tenant};

const WELL: &str = "well";
const PROCESSES: [Process; 4] = [Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock];
const QUARTER: Duration = Duration::from_secs(15 * 60);
/// How long a part of a test that hangs is waited for, in real time.
const HANGS: Duration = Duration::from_secs(60);

/// When each process of the healthy tenant began and ended, and who else began.
#[derive(Debug, Default)]
struct Log {
    began: BTreeMap<Process, Vec<DateTime<Utc>>>,
    ended: usize,
    others: usize,
}

#[derive(Debug, Clone)]
struct Watch(watch::Sender<Log>, ManualClock);

impl Observer for Watch {
    fn on_event(&self, event: &Event<'_>) {
        self.0.send_modify(|log| match event {
            Event::RunBegan { tenant: WELL, process, .. } => {
                log.began.entry(*process).or_default().push(self.1.now());
            }
            Event::RunBegan { .. } => log.others += 1,
            Event::RunEnded { tenant: WELL, .. } => log.ended += 1,
            _ => {}
        });
    }
}

async fn warehouse(clock: &ManualClock) -> Wms {
    let time = clock.clone();
    Wms::builder().clock(move || time.now()).start().await.unwrap()
}

fn everything(tenant: Tenant, name: impl Into<String>) -> Tenant {
    let mut tenant = tenant
        .shared_company(true)
        .shared_goods_owner(true)
        .articles(Articles::default())
        .orders(Orders::since(Since::All))
        .order_status(OrderStatusSettings::default())
        .stock(Stock::default());
    tenant.name = name.into();
    tenant
}

/// Lets everything that can go on without the clock do so for a while.
async fn settle() {
    for _ in 0..2000 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_healthy_tenant_runs_within_ten_seconds_beside_many_whose_vendors_hang_stall_or_load() {
    let clock = ManualClock::new(morning());
    let mut options = Options::default();
    let time = clock.clone();
    options.clock = Arc::new(move || time.now());
    let erp = Erp::start_with(options).await.unwrap();
    let books = erp.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let number = books.add_order(order(kari, &[(coffee, 3)])).to_string();

    let [well, hung, stalled, loading] =
        [warehouse(&clock).await, warehouse(&clock).await, warehouse(&clock).await, warehouse(&clock).await];
    hung.control().misbehave(Rule::hang().always());
    stalled.control().misbehave(Rule::new(Mischief::Stall(0.5)).always());
    let first_load = Gate::new();
    loading.control().misbehave(Rule::new(Mischief::Hold(first_load.clone())).on("ProcessArticle").always());

    let watch = Watch(watch::Sender::new(Log::default()), clock.clone());
    let engine = Engine::builder(MemoryStore::new()).clock(clock.clone()).observer(watch.clone()).build();
    // Few slots, so that those who hang could take all of them.
    let scheduler = IntervalScheduler::new().jitter(0.0).stagger(Duration::ZERO).concurrency(8);
    let enter = |name: String, wms: &Wms| {
        engine.put_tenant(everything(tenant(&erp, wms), name.as_str()));
        for process in PROCESSES {
            scheduler.put(RunKey::new(name.as_str(), process), QUARTER);
        }
    };
    for number in 0..20 {
        enter(format!("hung {number}"), &hung);
        enter(format!("loading {number}"), &loading);
        enter(format!("stalled {number}"), &stalled);
    }
    enter(WELL.to_owned(), &well);

    let stop = CancellationToken::new();
    let serving = tokio::spawn({
        let (engine, scheduler, stop) = (engine.clone(), scheduler.clone(), stop.clone());
        async move { engine.serve(&scheduler, stop).await }
    });
    let mut log = watch.0.subscribe();
    for round in 0..3 {
        let due = morning() + TimeDelta::from_std(QUARTER * round).unwrap();
        let runs = usize::try_from(round).unwrap() + 1;
        let all_began = |log: &Log| {
            PROCESSES.iter().all(|process| log.began.get(process).is_some_and(|began| began.len() == runs))
        };
        clock.set(due);
        // A second at a time, up to the last one in which it may begin; then time stands still until it has.
        for _ in 0..9 {
            settle().await;
            clock.wait_for_sleepers(1).await;
            if all_began(&log.borrow()) {
                break;
            }
            clock.advance(Duration::from_secs(1));
        }
        let began = tokio::time::timeout(HANGS, log.wait_for(all_began)).await;
        assert!(began.is_ok(), "round {round}: not within ten seconds: {:?}", watch.0.borrow());
        drop(began);
        let ended =
            tokio::time::timeout(HANGS, log.wait_for(|log| log.ended == runs * PROCESSES.len())).await;
        assert!(ended.is_ok(), "round {round}: {:?}", watch.0.borrow());
        drop(ended);
        for (process, began) in &watch.0.borrow().began {
            let late = began[runs - 1] - due;
            assert!(late <= TimeDelta::seconds(10), "round {round}: {process} is {late} late");
        }
    }
    assert!(well.order(&number).is_some(), "its order is in its warehouse");
    let others = watch.0.borrow().others;
    assert!(others >= 60, "the others have begun too, and hang: {others}");

    // None of them listens when it is told to stop.
    let asked = clock.now();
    stop.cancel();
    settle().await;
    for _ in 0..8 {
        clock.wait_for_sleepers(1).await;
        clock.advance(Duration::from_secs(1));
    }
    tokio::time::timeout(HANGS, serving).await.unwrap().unwrap().unwrap();
    assert!(clock.now() - asked < TimeDelta::seconds(10));
}
