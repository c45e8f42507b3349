//! One set of promises, kept over SOAP and over REST.

mod articles;
mod by_hand;
mod customs;
mod expected_receipts;
mod fields;
mod further;
mod journal;
mod kits;
mod late;
mod orders;
mod plans;
mod returns;
mod trouble;
mod untouched;
mod warehouses;

use twentyfour_simulator::Record;
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{
    Articles, CancellationToken, Engine, Held, OrderStatusSettings, Orders, Report, Since, Stock, Tenant,
    Trigger,
};

use super::Bench;
use super::bench::{TENANT, Transport, all_done, customer, engine, in_utc, order, product, tenant_over};

/// Runs the named tests over each transport.
macro_rules! over_both {
    ($($name:ident)*) => {
        mod soap { $( #[tokio::test] async fn $name() { super::$name(super::Transport::Soap).await; } )* }
        mod rest { $( #[tokio::test] async fn $name() { super::$name(super::Transport::Rest).await; } )* }
    };
}
use over_both;

/// A shop with coffee, freight, and a customer who has ordered both.
struct Shop {
    bench: Bench,
    transport: Transport,
    coffee: i32,
    freight: i32,
    kari: i32,
    order: i32,
}

impl Shop {
    async fn open(transport: Transport) -> Self {
        Self::with(transport, |tenant| tenant).await
    }

    async fn with(transport: Transport, change: impl FnOnce(Tenant) -> Tenant) -> Self {
        let bench = Bench::over(transport, change).await;
        let books = bench.books();
        let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0).with("Weight", "0.5"));
        let freight = books.add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
        let kari = books
            .add_company(customer("Kari Nordmann").with("EmailAddresses.Invoice.Value", "kari@example.no"));
        let order = books.add_order(full(order(kari, &[(coffee, 10), (freight, 1)])));
        Self { bench, transport, coffee, freight, kari, order }
    }

    /// A quarter of an hour later, without anything held up.
    async fn round(&self) -> Vec<Report> {
        let reports = self.bench.round().await;
        all_done(&reports);
        self.check_manners();
        reports
    }

    /// Nothing was said in vain, and nothing at the same time.
    fn check_manners(&self) {
        assert_eq!(self.bench.wms.skipped_elements(), []);
        assert_eq!(self.bench.wms.parallel_writes(), 0);
    }

    /// The order in the WMS.
    fn sent(&self) -> ongoing_simulator::world::Order {
        self.bench.wms.order(&self.number()).unwrap()
    }

    fn number(&self) -> String {
        self.order.to_string()
    }

    /// The code of the first line.
    fn line(&self) -> String {
        self.sent().lines[0].code().to_owned()
    }

    async fn held(&self) -> Vec<Held> {
        self.bench.engine.inspect(TENANT).held().await.unwrap()
    }

    /// Writes since the last run began.
    fn writes(&self) -> Vec<String> {
        let erp = ["SaveInvoices", "SetStockQuantity", "SaveProducts"];
        let erp =
            self.bench.erp.requests().into_iter().filter(|request| erp.contains(&request.operation.as_str()));
        let wms = self.bench.wms.control().requests();
        let wms = wms.into_iter().map(|request| request.operation).filter(|operation| is_write(operation));
        erp.map(|request| request.operation).chain(wms).collect()
    }

    /// The same tenant for an engine that remembers nothing.
    fn newcomer(&self) -> Engine {
        self.newcomer_with(|tenant| tenant)
    }

    fn newcomer_with(&self, change: impl FnOnce(Tenant) -> Tenant) -> Engine {
        let engine = engine(MemoryStore::default(), &self.bench.clock);
        let tenant = tenant_over(self.transport, &self.bench.erp, &self.bench.wms);
        engine.put_tenant(change(
            tenant
                .articles(Articles::default())
                .orders(Orders::since(Since::All))
                .order_status(OrderStatusSettings::default())
                .stock(Stock::default()),
        ));
        engine
    }

    async fn ship(&self, quantity: i32) {
        self.bench.wms.receive(&self.coffee.to_string(), quantity).unwrap();
        self.bench.wms.pick_all(&self.number()).unwrap();
        self.bench.wms.send(&self.number()).unwrap();
        self.round().await;
    }
}

async fn run(engine: &Engine) -> Vec<Report> {
    engine.run_all(TENANT, Trigger::Manual, &CancellationToken::new()).await.unwrap()
}

fn is_write(operation: &str) -> bool {
    ["Process", "Update", "PUT ", "PATCH ", "DELETE "].iter().any(|verb| operation.starts_with(verb))
}

fn is_order_write(operation: &str) -> bool {
    operation == "ProcessOrder" || is_write(operation) && operation.contains("/orders")
}

fn is_article_write(operation: &str) -> bool {
    operation == "ProcessArticle" || is_write(operation) && operation.contains("/articles")
}

/// An order with all that travels.
fn full(order: Record) -> Record {
    order
        .with("CustomerDeliveryName", "Kari Nordmann")
        .with("ReferenceNumber", "PO-7")
        .with("YourReference", "Kari")
        .with("InvoiceTitle", "Ring på")
        .with("DeliveryDate", "2026-03-09T00:00:00")
        .with("DeliveryMethod.Id", 3)
        .with("DeliveryMethod.Description", "Posten")
        .with("Addresses.Invoice.Street", "Postboks 1")
        .with("Addresses.Invoice.PostalCode", "0101")
        .with("Addresses.Invoice.PostalArea", "Oslo")
        .with("Addresses.Invoice.Country", "Norge")
}
