//! Two engines on machines whose clocks are five minutes apart: what one remembers, the other reads by the database's time.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use ongoing_client::GoodsOwner;
use ongoing_simulator::Simulator as Wms;
use twentyfour_simulator::{Record, Rule, Simulator as Erp};
use wms_erp_postgres::{DatabaseClock, PostgresStore};
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::schedule::{RunKey, RunRequest};
use wms_erp_sync::{Articles, CancellationToken, Engine, Outcome, Process, Report, Stock, Tenant};

use crate::server::Server;
use crate::{server_or_skip, url};

/// A machine's clock that shows a later time.
#[derive(Debug, Clone)]
struct Ahead(ManualClock, TimeDelta);

#[async_trait]
impl Clock for Ahead {
    fn now(&self) -> DateTime<Utc> {
        self.0.now() + self.1
    }

    async fn sleep(&self, _: Duration) {
        tokio::task::yield_now().await;
    }

    async fn sleep_in_background(&self, duration: Duration) {
        self.0.sleep_in_background(duration).await;
    }
}

struct World {
    /// Of the database and of both vendors.
    time: ManualClock,
    erp: Erp,
    wms: Wms,
    product: i32,
    /// By a clock that is five minutes ahead, and by one that is right.
    engines: [Engine; 2],
}

impl World {
    /// A product of which both sides have five.
    async fn start(server: &Server) -> Self {
        let time = ManualClock::new("2026-03-02T07:00:00Z".parse().unwrap());
        let mut options = twentyfour_simulator::Options::default();
        let clock = time.clone();
        options.clock = Arc::new(move || clock.now());
        let erp = Erp::start_with(options).await.unwrap();
        let clock = time.clone();
        let wms = Wms::builder().clock(move || clock.now()).start().await.unwrap();
        let product = Record::product().with("No", "T-1").with("Name", "Telt").with("StatusId", 1);
        let product = erp.books().add_product(product.with("StockControlled", true));
        let schema = server.schema();
        let mut engines = Vec::new();
        for ahead in [TimeDelta::minutes(5), TimeDelta::zero()] {
            let clock = DatabaseClock::over(Ahead(time.clone(), ahead));
            let builder = PostgresStore::builder(&url(server)).unwrap().schema(schema.as_str());
            let store = builder.clock(time.clone()).sets(&clock).open().await.unwrap();
            let engine = Engine::builder(store).clock(clock.clone()).build();
            engine.put_tenant(tenant(&erp, &wms, &clock));
            engines.push(engine);
        }
        let world = Self { time, erp, wms, product, engines: engines.try_into().unwrap() };
        world.run(0, Process::Articles, 0).await;
        world.wms.set_stock(&product.to_string(), 5).unwrap();
        for engine in [0, 1] {
            world.run(engine, Process::Stock, 0).await;
        }
        assert_eq!(world.stock(), Some(5.into()));
        world
    }

    /// A run of one of the engines that has been due for so long.
    async fn run(&self, engine: usize, process: Process, ago: i64) -> Report {
        let engine = &self.engines[engine];
        let due = engine.clock().now() - TimeDelta::seconds(ago);
        let request = RunRequest::from(RunKey::new("acme", process)).due(due);
        engine.run_request(&request, &CancellationToken::new()).await.unwrap()
    }

    fn stock(&self) -> Option<rust_decimal::Decimal> {
        self.erp.books().product(self.product).unwrap().decimal("Stock")
    }
}

fn tenant(erp: &Erp, wms: &Wms, clock: &DatabaseClock) -> Tenant {
    let id = erp.application_id().parse().unwrap();
    let credentials = twentyfour_client::Credentials::new(id, erp.username(), erp.password());
    let client = twentyfour_client::Client::builder(credentials).base_url(erp.base_url());
    let client = client.clock(clock.clone()).retry(twentyfour_client::RetryPolicy::none());
    let erp = TwentyFour::new(client.build().unwrap());
    let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let client = ongoing_client::Client::builder(credentials, owner).base_url(wms.base_url());
    let wms = Ongoing::new(client.clock(clock.clone()).build().unwrap());
    Tenant::new("acme", Arc::new(erp), Arc::new(wms)).articles(Articles::default()).stock(Stock::default())
}

/// By its own clock, what the one that is ahead has read would look as if it had been read five minutes later.
#[tokio::test]
async fn what_one_engine_has_read_is_never_taken_for_newer_than_it_is() {
    let server = server_or_skip!();
    let world = World::start(&server).await;
    world.time.advance(Duration::from_secs(600));
    world.run(0, Process::Articles, 0).await;
    world.time.advance(Duration::from_secs(100));
    world.erp.books().patch_product(world.product, |product| product.set("Stock", 9));
    world.time.advance(Duration::from_secs(210));
    // It was due 290 s after that read, and begins a little later.
    let report = world.run(1, Process::Stock, 20).await;
    assert_eq!((report.outcome, world.stock()), (Outcome::Done, Some(5.into())), "{report:#?}");
}

#[tokio::test]
async fn a_cursor_and_a_vendors_wait_count_for_the_other_engine_too() {
    let server = server_or_skip!();
    let world = World::start(&server).await;
    world.time.advance(Duration::from_secs(60));
    world.run(0, Process::Articles, 0).await;
    world.time.advance(Duration::from_secs(60));
    world.erp.clear_requests();
    world.run(1, Process::Articles, 0).await;
    let requests = world.erp.requests();
    let reads: Vec<_> = requests.iter().filter(|request| request.operation == "GetProducts").collect();
    assert_eq!(reads.len(), 1);
    assert!(reads[0].body.contains("DateChanged"), "it has read everything: {}", reads[0].body);

    world.erp.misbehave(Rule::too_many_requests(Some("60")).on("GetProducts"));
    let refused = world.run(0, Process::Articles, 0).await;
    assert_eq!(refused.outcome, Outcome::Failed, "{refused:#?}");
    for (passed, outcome) in [(50, Outcome::Failed), (20, Outcome::Done)] {
        world.time.advance(Duration::from_secs(passed));
        let report = world.run(1, Process::Articles, 0).await;
        assert_eq!(report.outcome, outcome, "after {passed} s more: {report:#?}");
    }
}
