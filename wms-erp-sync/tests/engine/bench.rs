//! One ERP, one WMS, one clock, one engine.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use ongoing_client::GoodsOwner;
use ongoing_simulator::Simulator as Wms;
use twentyfour_simulator::{Books, Options, Record, Simulator as Erp};
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::store::{MemoryStore, Store};
use wms_erp_sync::{
    Articles, CancellationToken, Engine, OrderStatusSettings, Orders, Outcome, Process, Report, Since, Stock,
    Tenant, TimeZone, Trigger,
};

pub(crate) const TENANT: &str = "acme";

/// A Monday morning in winter.
pub(crate) fn morning() -> DateTime<Utc> {
    "2026-03-02T07:00:00Z".parse().unwrap()
}

/// How the engine speaks to the WMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    Soap,
    Rest,
}

pub(crate) struct Bench {
    pub(crate) erp: Erp,
    pub(crate) wms: Wms,
    pub(crate) clock: ManualClock,
    pub(crate) store: MemoryStore,
    pub(crate) engine: Engine,
}

/// The tenant, of a simulated warehouse that writes times without a zone, over SOAP: they are UTC.
pub(crate) fn in_utc(mut tenant: Tenant) -> Tenant {
    tenant.wms_zone = TimeZone::UTC;
    tenant
}

impl Bench {
    /// All default processes, all orders.
    pub(crate) async fn start() -> Self {
        Self::with(|tenant| tenant).await
    }

    pub(crate) async fn with(change: impl FnOnce(Tenant) -> Tenant) -> Self {
        Self::over(Transport::Soap, change).await
    }

    pub(crate) async fn over(transport: Transport, change: impl FnOnce(Tenant) -> Tenant) -> Self {
        let clock = ManualClock::new(morning());
        let mut options = Options::default();
        let time = clock.clone();
        options.clock = Arc::new(move || time.now());
        let erp = Erp::start_with(options).await.unwrap();
        let time = clock.clone();
        let wms = Wms::builder().clock(move || time.now()).start().await.unwrap();
        let store = MemoryStore::default();
        let tenant = change(
            tenant_over(transport, &erp, &wms)
                .articles(Articles::default())
                .orders(Orders::since(Since::All))
                .order_status(OrderStatusSettings::default())
                .stock(Stock::default()),
        );
        let engine = engine(store.clone(), &clock);
        engine.put_tenant(tenant);
        Self { erp, wms, clock, store, engine }
    }

    /// So much of the first line of a return has come back.
    pub(crate) fn come_back(&self, return_number: &str, quantity: i32) {
        self.wms.take_back(return_number, "1", quantity, true).unwrap();
    }

    /// The orders of the ERP that refer to this one, such as credits.
    pub(crate) fn orders_that_refer_to(&self, order: i32) -> Vec<Record> {
        let orders = self.books().orders().into_iter();
        orders.filter(|other| other.int("ReferenceOrderId") == Some(order)).collect()
    }

    pub(crate) fn books(&self) -> Books {
        self.erp.books()
    }

    /// A quarter of an hour passes, and everything runs once.
    pub(crate) async fn round(&self) -> Vec<Report> {
        self.clock.advance(std::time::Duration::from_secs(15 * 60));
        self.once().await
    }

    pub(crate) async fn once(&self) -> Vec<Report> {
        self.erp.clear_requests();
        self.wms.control().clear_requests();
        self.engine.run_all(TENANT, Trigger::Manual, &CancellationToken::new()).await.unwrap()
    }

    pub(crate) async fn run(&self, process: Process) -> Report {
        self.engine.run(TENANT, process, Trigger::Manual, &CancellationToken::new()).await.unwrap()
    }

    pub(crate) fn erp_status(&self, order: i32) -> String {
        self.books().order(order).unwrap().text("OrderStatus").unwrap_or("Web").to_owned()
    }

    pub(crate) fn erp_stock(&self, product: i32) -> rust_decimal::Decimal {
        self.books().product(product).unwrap().decimal("Stock").unwrap_or_default().normalize()
    }

    pub(crate) fn writes(&self) -> Vec<String> {
        let writes = [
            "SaveInvoices",
            "SetStockQuantity",
            "SaveProducts",
            "ProcessOrder",
            "ProcessArticle",
            "UpdateOrder",
        ];
        let erp = self.erp.requests();
        let wms = self.wms.control().requests();
        erp.iter()
            .chain(&wms)
            .map(|request| request.operation.clone())
            .filter(|o| writes.contains(&o.as_str()))
            .collect()
    }
}

pub(crate) fn engine(store: impl Store, clock: &ManualClock) -> Engine {
    Engine::builder(store).clock(clock.clone().auto_advance()).build()
}

pub(crate) fn tenant(erp: &Erp, wms: &Wms) -> Tenant {
    tenant_over(Transport::Soap, erp, wms)
}

pub(crate) fn tenant_over(transport: Transport, erp: &Erp, wms: &Wms) -> Tenant {
    tenant_through(transport, erp, wms, (|client| client, |client| client))
}

/// With clients that are made otherwise.
pub(crate) fn tenant_through(
    transport: Transport,
    erp: &Erp,
    wms: &Wms,
    changes: (
        impl FnOnce(twentyfour_client::ClientBuilder) -> twentyfour_client::ClientBuilder,
        impl FnOnce(ongoing_client::Builder) -> ongoing_client::Builder,
    ),
) -> Tenant {
    let (erp, wms) = clients(erp, wms, changes);
    tenant_of(transport, erp, wms)
}

/// The clients of both sides.
pub(crate) fn clients(
    erp: &Erp,
    wms: &Wms,
    (erp_client, wms_client): (
        impl FnOnce(twentyfour_client::ClientBuilder) -> twentyfour_client::ClientBuilder,
        impl FnOnce(ongoing_client::Builder) -> ongoing_client::Builder,
    ),
) -> (twentyfour_client::Client, ongoing_client::Client) {
    let credentials = twentyfour_client::Credentials::new(
        erp.application_id().parse().unwrap(),
        erp.username(),
        erp.password(),
    );
    // Waiting is the engine's business here: a test does not sleep.
    let erp = twentyfour_client::Client::builder(credentials)
        .base_url(erp.base_url())
        .retry(twentyfour_client::RetryPolicy::none());
    let erp = erp_client(erp).build().unwrap();
    let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let wms = ongoing_client::Client::builder(credentials, owner)
        .base_url(wms.base_url())
        .retry(ongoing_client::RetryPolicy::none());
    (erp, wms_client(wms).build().unwrap())
}

pub(crate) fn tenant_of(
    transport: Transport,
    erp: twentyfour_client::Client,
    wms: ongoing_client::Client,
) -> Tenant {
    let wms = match transport {
        Transport::Soap => Ongoing::new(wms),
        Transport::Rest => Ongoing::new(wms.rest()),
    };
    Tenant::new(TENANT, Arc::new(TwentyFour::new(erp)), Arc::new(wms))
}

pub(crate) fn product(number: &str, name: &str, stock: i32) -> Record {
    Record::product()
        .with("No", number)
        .with("Name", name)
        .with("CategoryId", 1)
        .with("StatusId", 1)
        .with("Stock", stock)
        .with("StockControlled", true)
}

pub(crate) fn customer(name: &str) -> Record {
    Record::company()
        .with("Name", name)
        .with("Type", "Business")
        .with("PhoneNumbers.Mobile.Value", "+47 900 00 000")
}

pub(crate) fn order(customer: i32, rows: &[(i32, i32)]) -> Record {
    let order = Record::order()
        .with("CustomerId", customer)
        .with("CustomerName", "Kari Nordmann")
        .with("OrderStatus", "Confirmed")
        .with("DateOrdered", "2026-02-27T10:00:00")
        .with("Addresses.Delivery.Street", "Storgata 1")
        .with("Addresses.Delivery.PostalCode", "0155")
        .with("Addresses.Delivery.PostalArea", "Oslo")
        .with("Addresses.Delivery.Country", "NO");
    rows.iter().fold(order, |order, (product, quantity)| {
        order.with_row(
            Record::row().with("ProductId", product).with("Quantity", quantity).with("Name", "vare"),
        )
    })
}

pub(crate) fn all_done(reports: &[Report]) {
    for report in reports {
        assert_eq!(report.outcome, Outcome::Done, "{report:#?}");
    }
}

pub(crate) fn hours(hours: i64) -> std::time::Duration {
    TimeDelta::hours(hours).to_std().unwrap()
}
