//! Both vendors, a store whose connection breaks, and an engine between them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use ongoing_client::GoodsOwner;
use ongoing_simulator::Simulator as Wms;
use twentyfour_simulator::Simulator as Erp;
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::{CancellationToken, Engine, ExpectedReceipts, Report, RunError, Stock, Tenant, Trigger};

use crate::choices::Choices;
use crate::experience::Experience;
use crate::flaky_store::FlakyStore;
use crate::neighbour::Neighbour;
use crate::people::People;
use crate::purchases::Purchases;
use crate::receipts::Buyers;
use crate::typists::Typists;

pub(crate) const TENANT: &str = "acme";

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
    /// Where goods are ordered from suppliers, if they are.
    pub(crate) purchases: Option<Arc<Purchases>>,
    engine: Engine,
    tenant: Tenant,
    /// A tenant beside it whose vendor hangs.
    neighbour: Option<Neighbour>,
    seed: u64,
    experience: Experience,
}

impl World {
    pub(crate) async fn start(seed: u64, mut choices: Choices, talks: bool, experience: &Experience) -> Self {
        let time = ManualClock::new(choices.day.parse().unwrap());
        let ours = ManualClock::new(time.now());
        let mut options = choices.options();
        let clock = time.clone();
        options.clock = Arc::new(move || clock.now());
        let erp = Erp::start_with(options).await.unwrap();
        let clock = time.clone();
        let wms = choices.warehouse(Wms::builder().clock(move || clock.now()));
        let wms = Arc::new(wms.start().await.unwrap());
        erp.control().seed(seed);
        wms.control().seed(seed);
        let store = FlakyStore::new(seed, seed, &ours, experience.clone()).await;
        let mut people = People::new(erp.books(), Arc::clone(&wms), seed, talks, experience.clone());
        people.carriers = choices.tracking.map(|_| fastrand::Rng::with_seed(seed ^ 0x7ac));
        people.typists = choices.tracking.map(|place| Typists::new(seed, place.field()));
        people.deliveries = choices.delivered.map(|_| fastrand::Rng::with_seed(seed ^ 0xde1));
        people.returns = choices.returns.map(|_| fastrand::Rng::with_seed(seed ^ 0x2e7));
        let purchases = choices.purchases.then(|| Arc::new(Purchases::default()));
        people.buyers = purchases.as_ref().map(|source| Buyers::new(source, seed));
        let neighbour = Neighbour::start(seed, choices, &ours, experience).await;
        choices.kit = choices.kits.then(|| people.sell_a_kit(seed));
        let people = Arc::new(Mutex::new(people));
        let tenant = buying(tenant(TENANT, &erp, &wms, choices, &ours), purchases.as_ref());
        let engine = engine(&store, &ours, &tenant, neighbour.as_ref());
        let experience = experience.clone();
        let world = Self {
            erp,
            wms,
            time,
            ours,
            store,
            people,
            choices,
            purchases,
            engine,
            tenant,
            neighbour,
            seed,
            experience,
        };
        world.watch();
        world
    }

    /// No quantity is ever written that the WMS never had, and no words of people are overwritten.
    pub(crate) fn watch(&self) {
        let people = Arc::clone(&self.people);
        self.erp.control().before("", move |call| people.lock().unwrap().note_request(call));
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
        let tenant = tenant(TENANT, &self.erp, &self.wms, self.choices, &self.ours);
        self.tenant = buying(tenant, self.purchases.as_ref());
        self.engine = engine(&self.store, &self.ours, &self.tenant, self.neighbour.as_ref());
    }

    /// The engine's process is killed, and started again.
    pub(crate) async fn kill(&mut self) {
        let neighbour = self.neighbour.as_ref().map(|neighbour| neighbour.tenant.name.as_str());
        let tenants: Vec<&str> = neighbour.into_iter().chain([TENANT]).collect();
        self.store = self.store.outlive(&tenants).await;
        self.restart();
    }

    /// A store in which nothing is.
    pub(crate) async fn new_store(&self) -> FlakyStore {
        FlakyStore::new(self.seed, self.seed + 1, &self.ours, self.experience.clone()).await
    }

    /// The engine is started again over this store.
    pub(crate) fn put_store(&mut self, store: FlakyStore) {
        self.store = store;
        self.restart();
    }

    /// A second process over the same store, for the same tenant.
    pub(crate) fn rival(&self) -> Engine {
        let tenant = tenant(TENANT, &self.erp, &self.wms, self.choices, &self.ours);
        engine(&self.store, &self.ours, &buying(tenant, self.purchases.as_ref()), None)
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
        // On the heap: the futures of a whole round are large.
        let rounds = self.round_of(&self.engine, trigger).boxed();
        match &self.neighbour {
            Some(neighbour) => neighbour.beside(&self.engine, trigger, rounds).boxed().await,
            None => rounds.await,
        }
    }

    pub(crate) async fn round_of(&self, engine: &Engine, trigger: Trigger) -> Result<Vec<Report>, RunError> {
        engine.run_all(TENANT, trigger, &CancellationToken::new()).await
    }
}

fn engine(store: &FlakyStore, ours: &ManualClock, tenant: &Tenant, neighbour: Option<&Neighbour>) -> Engine {
    let engine = Engine::builder(store.clone()).clock(ours.clone().auto_advance()).build();
    engine.put_tenant(tenant.clone());
    if let Some(neighbour) = neighbour {
        engine.put_tenant(neighbour.tenant.clone());
    }
    engine
}

pub(crate) fn tenant(name: &str, erp: &Erp, wms: &Wms, choices: Choices, ours: &ManualClock) -> Tenant {
    let credentials = twentyfour_client::Credentials::new(
        erp.application_id().parse().unwrap(),
        erp.username(),
        erp.password(),
    );
    let mut erp =
        twentyfour_client::Client::builder(credentials).base_url(erp.base_url()).clock(OurTime(ours.clone()));
    let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let mut wms = ongoing_client::Client::builder(credentials, owner)
        .base_url(wms.base_url())
        .clock(OurTime(ours.clone()));
    if !choices.retries {
        erp = erp.retry(twentyfour_client::RetryPolicy::none());
        wms = wms.retry(ongoing_client::RetryPolicy::none());
    }
    let wms = match choices.rest {
        true => Ongoing::new(wms.build_rest().unwrap()),
        false => Ongoing::new(wms.build().unwrap()),
    };
    // All simulated systems number companies and goods owners alike.
    let tenant = Tenant::new(name, Arc::new(TwentyFour::new(erp.build().unwrap())), Arc::new(wms))
        .shared_company(true)
        .shared_goods_owner(true)
        .stock(Stock::default());
    choices.apply(tenant)
}

fn buying(tenant: Tenant, source: Option<&Arc<Purchases>>) -> Tenant {
    match source {
        Some(source) => tenant.expected_receipts(ExpectedReceipts::from_source(Arc::clone(source) as _)),
        None => tenant,
    }
}

/// Our clock, as both clients take it. Nobody waits in a test.
#[derive(Debug, Clone)]
struct OurTime(ManualClock);

#[async_trait]
impl Clock for OurTime {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    async fn sleep(&self, _: Duration) {
        tokio::task::yield_now().await;
    }
}
