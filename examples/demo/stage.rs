//! Where the day is played: the systems, the engine between them, a clock, and a voice.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;
use wms_erp_host::results::{ProcessResult, obstacles, remarks, table};
use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_host::table::wrap;
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::simulator;
use wms_erp_sync::store::SqliteStore;
use wms_erp_sync::{
    Articles, CancellationToken, Engine, OrderStatusSettings, Orders, Report, Since, Stock, Tenant, TimeZone,
    Trigger, ongoing, twentyfour,
};

const TENANT: &str = "nordlys";
const WIDTH: usize = 98;
/// How many notes of a run are shown.
const REMARKS: usize = 30;

/// Where the company is.
pub(crate) const ZONE: TimeZone = TimeZone::OSLO;

pub(crate) type Told = Result<(), Box<dyn Error>>;

/// Everything that the day needs.
pub(crate) struct Stage {
    pub(crate) systems: Systems,
    pub(crate) engine: Engine,
    clock: DayClock,
    out: io::Stdout,
    untrue: usize,
    claims: usize,
}

impl Stage {
    pub(crate) async fn open(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let clock = DayClock::default();
        let systems = Systems::start(Arc::new(clock.clone()), Ports::default()).await?;
        company::move_in(&systems)?;
        let store = SqliteStore::open(folder.join("sync.sqlite3")).await?;
        let engine = Engine::builder(store).clock(clock.clone()).build();
        engine.put_tenant(tenant(&systems)?);
        Ok(Self { systems, engine, clock, out: io::stdout(), untrue: 0, claims: 0 })
    }

    /// Begins a scene at a time of the day.
    pub(crate) fn scene(&mut self, hour: u32, minute: u32, title: &str) -> Told {
        self.clock.set(hour, minute);
        let title = format!("{hour:02}:{minute:02}  {title}");
        writeln!(self.out, "\n{title}\n{}", "-".repeat(title.chars().count()))?;
        Ok(())
    }

    /// Says something.
    pub(crate) fn say(&mut self, text: &str) -> Told {
        write!(self.out, "{}", wrap(text, "", "", WIDTH))?;
        Ok(())
    }

    /// Shows something as it is.
    pub(crate) fn show(&mut self, title: &str, text: &str) -> Told {
        writeln!(self.out, "\n{title}\n{}", text.trim_end())?;
        Ok(())
    }

    /// Leaves a line free.
    pub(crate) fn pause(&mut self) -> Told {
        Ok(writeln!(self.out)?)
    }

    /// Says something that can be looked up in the systems, and whether it is true there.
    pub(crate) fn claim(&mut self, text: &str, is_true: bool) -> Told {
        self.claims += 1;
        self.untrue += usize::from(!is_true);
        let mark = if is_true { "  ✓ " } else { "  ✗ NOT TRUE: " };
        write!(self.out, "{}", wrap(text, mark, "    ", WIDTH))?;
        Ok(())
    }

    /// The integration does its work once, as it does every quarter of an hour.
    pub(crate) async fn run(&mut self) -> Result<Vec<Report>, Box<dyn Error>> {
        let reports = self.engine.run_all(TENANT, Trigger::Scheduled, &CancellationToken::new()).await?;
        let results: Vec<ProcessResult> = reports.iter().map(ProcessResult::from).collect();
        writeln!(self.out, "\n{}", table(&results, false).trim_end())?;
        let told = [
            ("To look at", obstacles(&results, WIDTH)),
            ("Filled in, changed or left out on the way", remarks(&results, REMARKS, WIDTH)),
        ];
        for (title, text) in told.iter().filter(|(_, text)| !text.is_empty()) {
            self.show(title, text)?;
        }
        writeln!(self.out)?;
        Ok(reports)
    }

    /// What happened to an order, as the integration remembers it.
    pub(crate) async fn timeline(&self, order: i32) -> Result<Vec<wms_erp_sync::OrderEvent>, Box<dyn Error>> {
        Ok(self.engine.inspect(TENANT).timeline(order).await?)
    }

    /// The order in the ERP: its status.
    pub(crate) fn erp_status(&self, order: i32) -> String {
        let order = self.systems.erp.books().order(order);
        order.and_then(|order| order.text("OrderStatus").map(str::to_owned)).unwrap_or_default()
    }

    /// The order in the WMS.
    pub(crate) fn wms_order(&self, order: i32) -> Option<simulator::ongoing::world::Order> {
        self.systems.wms.order(&order.to_string())
    }

    /// A product's stock in the ERP.
    pub(crate) fn erp_stock(&self, product: i32) -> Option<Decimal> {
        self.systems.erp.books().product(product)?.decimal("Stock")
    }

    /// Whether a product has this stock in both systems.
    pub(crate) fn stock_is(&self, product: i32, quantity: impl Into<Decimal>) -> bool {
        let wms = self.systems.wms.article_by_product_code(&product.to_string());
        let quantity = Some(quantity.into());
        self.erp_stock(product) == quantity && wms.map(|article| article.stock.physical) == quantity
    }

    /// How many calls have changed something at either side until now.
    pub(crate) fn writes(&self) -> usize {
        let erp = ["SaveInvoices", "SetStockQuantity"].map(|name| self.systems.erp.count(name));
        let wms = ["ProcessArticle", "ProcessOrder"].map(|name| self.systems.wms.control().count(name));
        erp.into_iter().chain(wms).sum()
    }

    /// Whether all that was claimed is true.
    pub(crate) fn verdict(mut self) -> Result<bool, Box<dyn Error>> {
        let Self { claims, untrue, .. } = self;
        match untrue {
            0 => writeln!(
                self.out,
                "\nAll {claims} claims (✓) were checked in the two systems: they are true."
            )?,
            _ => writeln!(self.out, "\n{untrue} of {claims} claims are not true of the two systems.")?,
        }
        Ok(untrue == 0)
    }
}

/// What a host writes to embed the engine.
fn tenant(systems: &Systems) -> Result<Tenant, Box<dyn Error>> {
    let Systems { erp, wms, .. } = systems;
    let application: Uuid = erp.application_id().parse()?;
    let erp = twentyfour::Client::builder(twentyfour::Credentials::new(
        application,
        erp.username(),
        erp.password(),
    ))
    .base_url(erp.base_url())
    .build()?;
    let wms = ongoing::Client::builder(
        ongoing::Credentials::new(wms.username(), wms.password()),
        ongoing::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id()),
    )
    .base_url(wms.base_url())
    .build()?;
    let since = Since::Date(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default());
    Ok(Tenant::new(TENANT, Arc::new(TwentyFour::new(erp)), Arc::new(Ongoing::new(wms)))
        .articles(Articles::default())
        .orders(Orders::since(since))
        .order_status(OrderStatusSettings::default())
        .stock(Stock::default()))
}

/// Monday 2 March 2026, in Norway. The day's clock stands still until it is set.
#[derive(Debug, Clone)]
struct DayClock(Arc<Mutex<DateTime<Utc>>>);

impl Default for DayClock {
    fn default() -> Self {
        let clock = Self(Arc::default());
        clock.set(7, 30);
        clock
    }
}

impl DayClock {
    fn set(&self, hour: u32, minute: u32) {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let time = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        if let Some(time) = time.and_local_timezone(ZONE).earliest() {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = time.with_timezone(&Utc);
        }
    }
}

#[async_trait]
impl Clock for DayClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep(&self, duration: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += TimeDelta::from_std(duration).unwrap_or_default();
    }

    /// No time passes in the background.
    async fn sleep_in_background(&self, _: Duration) {
        std::future::pending::<()>().await;
    }
}
