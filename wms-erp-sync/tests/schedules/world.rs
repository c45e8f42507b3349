//! Both vendors, a store whose connection breaks, and an engine between them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use ongoing_client::GoodsOwner;
use ongoing_client::simulator::Simulator as Wms;
use twentyfour_client::simulator::{Options, Simulator as Erp};
use twentyfour_client::types::OrderSlipStateType;
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::{
    Articles, CancellationToken, Engine, OrderStatus, Orders, Report, RunError, ShortShipment, Since, Stock,
    Tenant, Trigger,
};

use crate::flaky_store::FlakyStore;
use crate::people::People;

pub(crate) const TENANT: &str = "acme";

/// What the host has chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choices {
    pub(crate) rest_orders: bool,
    pub(crate) write_quantities: bool,
    pub(crate) acknowledge: bool,
    pub(crate) cancel_withdrawn: bool,
    pub(crate) import_status: bool,
    sent_deducts: bool,
    stock_changes_product: bool,
}

impl Choices {
    pub(crate) fn draw(random: &mut Rng) -> Self {
        Self {
            rest_orders: random.bool(),
            write_quantities: random.bool(),
            acknowledge: random.bool(),
            cancel_withdrawn: random.bool(),
            import_status: random.u32(..4) == 0,
            sent_deducts: random.bool(),
            stock_changes_product: random.u32(..4) > 0,
        }
    }
}

pub(crate) struct World {
    pub(crate) erp: Erp,
    pub(crate) wms: Arc<Wms>,
    /// The time of both vendors; it only goes forward.
    pub(crate) time: ManualClock,
    /// Our clock, which may be wrong.
    pub(crate) ours: ManualClock,
    pub(crate) store: FlakyStore,
    pub(crate) people: Arc<Mutex<People>>,
    pub(crate) choices: Choices,
    engine: Engine,
    tenant: Tenant,
    seed: u64,
}

impl World {
    pub(crate) async fn start(seed: u64, choices: Choices, talks: bool) -> Self {
        let time = ManualClock::new("2026-03-02T07:00:00Z".parse().unwrap());
        let ours = ManualClock::new(time.now());
        let mut options = Options::default();
        let clock = time.clone();
        options.clock = Arc::new(move || clock.now());
        options.sent_deducts_stock = choices.sent_deducts;
        options.stock_changes_product = choices.stock_changes_product;
        let erp = Erp::start_with(options).await.unwrap();
        let clock = time.clone();
        let wms = Arc::new(Wms::builder().clock(move || clock.now()).start().await.unwrap());
        erp.control().seed(seed);
        wms.control().seed(seed);
        let store = FlakyStore::new(seed);
        let people = Arc::new(Mutex::new(People::new(erp.books(), Arc::clone(&wms), seed, talks)));
        let tenant = tenant(&erp, &wms, choices, &ours);
        let engine = engine(&store, &ours, &tenant);
        let world = Self { erp, wms, time, ours, store, people, choices, engine, tenant, seed };
        world.watch();
        world
    }

    /// No quantity is ever written that the WMS never had.
    pub(crate) fn watch(&self) {
        let people = Arc::clone(&self.people);
        self.erp.control().before("SetStockQuantity", move |call| {
            let number = |name| call.body.text_of(name).and_then(|text| text.trim().parse().ok());
            let product = call.body.text_of("productId").and_then(|text| text.trim().parse::<i32>().ok());
            if let (Some(product), Some(quantity)) = (product, number("quantity")) {
                people.lock().unwrap().judge_level(product, quantity);
            }
        });
    }

    /// The engine's process ends and is started again.
    pub(crate) fn restart(&mut self) {
        // The process's sessions and budgets are gone with it.
        self.tenant = tenant(&self.erp, &self.wms, self.choices, &self.ours);
        self.engine = engine(&self.store, &self.ours, &self.tenant);
    }

    /// All that the engine knew is lost.
    pub(crate) fn lose_store(&mut self) {
        self.store = FlakyStore::new(self.seed + 1);
        self.restart();
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(crate) fn pass(&self, minutes: u64) {
        self.time.advance(Duration::from_secs(60 * minutes));
    }

    pub(crate) fn set_skew(&self, skew: TimeDelta) {
        self.ours.set(self.time.now() + skew);
    }

    pub(crate) async fn round(&self, trigger: Trigger) -> Result<Vec<Report>, RunError> {
        self.engine.run_all(TENANT, trigger, &CancellationToken::new()).await
    }
}

fn engine(store: &FlakyStore, ours: &ManualClock, tenant: &Tenant) -> Engine {
    let engine = Engine::builder(store.clone()).clock(ours.clone().auto_advance()).build();
    engine.put_tenant(tenant.clone());
    engine
}

fn tenant(erp: &Erp, wms: &Wms, choices: Choices, ours: &ManualClock) -> Tenant {
    let credentials = twentyfour_client::Credentials::new(
        erp.application_id().parse().unwrap(),
        erp.username(),
        erp.password(),
    );
    // Without repetition of their own, every fault reaches the engine.
    let erp = twentyfour_client::Client::builder(credentials)
        .base_url(erp.base_url())
        .clock(OurTime(ours.clone()))
        .retry(twentyfour_client::RetryPolicy::none())
        .build()
        .unwrap();
    let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let wms = ongoing_client::Client::builder(credentials, owner)
        .base_url(wms.base_url())
        .clock(OurTime(ours.clone()))
        .retry(ongoing_client::RetryPolicy::none())
        .build()
        .unwrap();
    let mut orders = Orders::since(Since::All);
    orders.cancel_withdrawn = choices.cancel_withdrawn;
    orders.import_status = choices.import_status.then_some(OrderSlipStateType::Production);
    let mut status = OrderStatus::default();
    status.rest_orders = choices.rest_orders;
    status.acknowledge = choices.acknowledge;
    if choices.write_quantities {
        status.short_shipment = ShortShipment::WriteQuantities;
    }
    Tenant::new(TENANT, Arc::new(TwentyFour::new(erp)), Arc::new(Ongoing::new(wms)))
        .articles(Articles::default())
        .orders(orders)
        .order_status(status)
        .stock(Stock::default())
}

/// Our clock, as both clients take it. Nobody waits in a test.
#[derive(Debug, Clone)]
struct OurTime(ManualClock);

#[async_trait]
impl twentyfour_client::Clock for OurTime {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn sleep(&self, _: Duration) {
        tokio::task::yield_now().await;
    }
}

#[async_trait]
impl ongoing_client::Clock for OurTime {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn sleep(&self, _: Duration) {
        tokio::task::yield_now().await;
    }
}
