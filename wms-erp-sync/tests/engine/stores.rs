//! Stores that released versions wrote open with this one, and nothing is written to either side twice.
//!
//! `tests/stores/` keeps the file of each version, written by that version at the end of [`Days::live`]: `0.1.0` is from before
//! documents had versions, `0.1.0-documents-1` from right after, when each kind was in its first. A test lives the
//! same day again, so that both simulated systems are as they were then, and goes on once with the old file and once with
//! the store of its own: both must send the same writes and come to the same end. To keep the file of a version before it
//! is released, run this suite with `KEEP_STORE_AS=VERSION`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ongoing_simulator::Rule;
use ongoing_simulator::world::ArticleData;
use twentyfour_client::types::OrderSlipStateType;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Scan, SqliteStore, Store, Table};
use wms_erp_sync::{
    Backfill, CancellationToken, Engine, Orders, Process, Report, Since, Suppliers, Tenant, Trigger,
};

use crate::bench::{Bench, TENANT, customer, engine, order, product};
use crate::crash::world::picture;
use crate::orders::default_tenant;

/// The tenant with the default settings, and one with most of the others.
const TENANTS: [&str; 2] = [TENANT, "beta"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores")
}

/// Both sides of both tenants.
struct Days {
    benches: [Bench; 2],
}

impl Days {
    async fn start() -> Self {
        Self { benches: [Bench::start().await, Bench::start().await] }
    }

    fn engine(&self, store: impl Store) -> Engine {
        let engine = engine(store, &self.benches[0].clock);
        // Both simulated systems call their company and their goods owner by the same numbers.
        for tenant in [default_tenant(&self.benches[0]), beta(&self.benches[1])] {
            engine.put_tenant(tenant.shared_company(true).shared_goods_owner(true));
        }
        engine
    }

    fn pass(&self, minutes: u64) {
        for bench in &self.benches {
            // Waits of the engine move the first clock only.
            let behind = self.benches[0].clock.now() - bench.clock.now();
            bench.clock.advance(behind.to_std().unwrap_or_default() + Duration::from_secs(60 * minutes));
        }
    }

    async fn run(&self, engine: &Engine) {
        for tenant in TENANTS {
            engine.run_all(tenant, Trigger::Scheduled, &CancellationToken::new()).await.unwrap();
        }
    }

    /// A day after which the store holds every kind of document. The last run fails half-way, so that much is left undone.
    async fn live(&self, store: impl Store) {
        let engine = self.engine(store);
        let days: Vec<Day> = self.benches.iter().map(Day::begin).collect();
        self.pass(15);
        self.run(&engine).await;
        self.run(&engine).await;
        self.pass(15);
        for (day, bench) in days.iter().zip(&self.benches) {
            day.morning(bench);
        }
        self.run(&engine).await;
        self.pass(15);
        for (day, bench) in days.iter().zip(&self.benches) {
            day.noon(bench);
        }
        self.run(&engine).await;
        self.pass(15);
        for (day, bench) in days.iter().zip(&self.benches) {
            bench.books().patch_order(day.orders[5], |order| order.set("InvoiceTitle", "Haster"));
        }
        self.run(&engine).await;
        for (day, tenant) in days.iter().zip(TENANTS) {
            day.people(&engine, tenant, self.benches[0].clock.now()).await;
        }
        for (day, bench) in days.iter().zip(&self.benches) {
            day.evening(bench);
        }
        self.pass(15);
        self.run(&engine).await;
        for bench in &self.benches {
            bench.wms.control().behave();
            bench.erp.control().behave();
        }
    }

    /// The next day, with an engine that is started on this store: what it writes, and how it ends.
    async fn go_on(&self, store: impl Store) -> String {
        let engine = self.engine(store);
        let mut text = String::new();
        for minutes in [15, 15, 60, 26 * 60] {
            self.pass(minutes);
            for (tenant, bench) in TENANTS.into_iter().zip(&self.benches) {
                bench.erp.clear_requests();
                bench.wms.control().clear_requests();
                let reports =
                    engine.run_all(tenant, Trigger::Scheduled, &CancellationToken::new()).await.unwrap();
                text += &format!("{tenant}: {:?} {:?}\n", written(&reports), bench.writes());
            }
        }
        for (tenant, bench) in TENANTS.into_iter().zip(&self.benches) {
            text += &format!("{tenant}\n{}", picture(&bench.erp, &bench.wms));
            for held in engine.inspect(tenant).held().await.unwrap() {
                text += &format!("held {}/{} {:?}\n", held.process, held.record, held.class);
            }
        }
        text
    }
}

fn written(reports: &[Report]) -> Vec<String> {
    reports
        .iter()
        .map(|report| format!("{} {:?} {}", report.process, report.outcome, report.written))
        .collect()
}

/// Most settings otherwise than by default.
fn beta(bench: &Bench) -> Tenant {
    let mut orders = Orders::since(Since::Date("2026-02-20".parse().unwrap()));
    orders.import_status = Some(OrderSlipStateType::Pack);
    orders.cancel_withdrawn = true;
    orders.mapping.order_number_prefix = "B".to_owned();
    let mut tenant = default_tenant(bench).suppliers(Suppliers::default()).orders(orders);
    tenant.name = TENANTS[1].to_owned();
    let status = tenant.order_status.as_mut().unwrap();
    (status.rest_orders, status.acknowledge) = (true, true);
    let stock = tenant.stock.as_mut().unwrap();
    stock.safety_limit = 3;
    tenant
}

/// What is on one side's mind during the day.
struct Day {
    kari: i32,
    supplier: i32,
    products: Vec<i32>,
    orders: Vec<i32>,
    old: i32,
}

impl Day {
    fn begin(bench: &Bench) -> Self {
        let books = bench.books();
        let supplier = books.add_company(customer("Kaffebrenneriet").with("Type", "Supplier"));
        let kari = books.add_company(customer("Kari Nordmann"));
        let mut products = vec![
            books.add_product(product("K-500", "Kaffe", 0).with("SupplierId", supplier)),
            books.add_product(product("KOPP", "Kopp", 0)),
            books.add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false)),
            // The second of two with one number waits for it.
            books.add_product(product("TVILLING", "Tvilling", 4)),
            books.add_product(product("TVILLING", "Tvilling", 4)),
        ];
        // What the safety limit of the second tenant is for.
        products.extend((0..6).map(|n| books.add_product(product(&format!("VARE-{n}"), "Vare", 2))));
        // An article that is not ours, though its product code looks like one of our ids.
        let mut data = ArticleData::default();
        (data.article_number, data.product_code) = (Some("FREMMED".to_owned()), Some("888888".to_owned()));
        bench.wms.act(|world| world.add_article(data)).unwrap();
        bench.wms.receive("888888", 5).unwrap();
        let rows = [(products[0], 3), (products[1], 2), (products[2], 1)];
        let mut orders: Vec<i32> = (0..6).map(|_| books.add_order(order(kari, &rows))).collect();
        // No one knows this country, nor this product.
        orders.push(books.add_order(order(kari, &rows).with("Addresses.Delivery.Country", "Atlantis")));
        orders.push(books.add_order(order(kari, &[(999_999, 1)])));
        let old = books.add_order(order(kari, &rows).with("DateOrdered", "2026-01-05T10:00:00"));
        Self { kari, supplier, products, orders, old }
    }

    fn number(&self, bench: &Bench, order: usize) -> String {
        let id = self.orders[order].to_string();
        let prefixed = format!("B{id}");
        if bench.wms.order(&prefixed).is_some() { prefixed } else { id }
    }

    /// Goods come in; an order changes, one is withdrawn, one is begun and then changed, one cancelled in the warehouse.
    fn morning(&self, bench: &Bench) {
        let books = bench.books();
        for product in &self.products[..2] {
            bench.wms.receive(&product.to_string(), 30).unwrap();
        }
        books.patch_order(self.orders[0], |order| order.set("InvoiceTitle", "Haster"));
        books.set_order_status(self.orders[2], "Inactive");
        let begun = self.number(bench, 3);
        let code = bench.wms.order(&begun).unwrap().lines[0].code().to_owned();
        bench.wms.pick(&begun, &code, 1).unwrap();
        books.patch_order(self.orders[3], |order| order.set("InvoiceTitle", "Later"));
        bench.wms.cancel(&self.number(bench, 4)).unwrap();
        books.patch_company(self.supplier, |company| company.set("Name", "Kaffebrenneriet AS"));
    }

    /// One order is sent in part, one whole.
    fn noon(&self, bench: &Bench) {
        let (partly, whole) = (self.number(bench, 0), self.number(bench, 1));
        let code = bench.wms.order(&partly).unwrap().lines[0].code().to_owned();
        bench.wms.pick(&partly, &code, 1).unwrap();
        bench.wms.send(&partly).unwrap();
        bench.wms.pick_all(&whole).unwrap();
        bench.wms.send(&whole).unwrap();
        bench.wms.set_stock(&self.products[1].to_string(), 7).unwrap();
        // What was reported stays unacknowledged.
        bench.wms.control().misbehave(Rule::status(503, "busy").on("UpdateOrderLines").always());
    }

    /// What people ask of the engine.
    async fn people(&self, engine: &Engine, tenant: &str, now: DateTime<Utc>) {
        let unknown = self.orders[6].to_string();
        engine.operator(tenant).dismiss(Process::Orders, &unknown, "sent by post").await.unwrap();
        engine.operator(tenant).retry(Process::Orders, &self.orders[7].to_string()).await.unwrap();
        let until = now + TimeDelta::minutes(40);
        engine
            .operator(tenant)
            .pause(Some(Process::Suppliers), until, "the register is being tidied")
            .await
            .unwrap();
        if tenant != TENANT {
            engine.operator(tenant).backfill(Backfill::Orders(vec![self.old.into()]), 10).await.unwrap();
        }
    }

    /// New work arrives, and both sides fail in the middle of it.
    fn evening(&self, bench: &Bench) {
        let books = bench.books();
        books.add_product(product("TE", "Te", 0));
        books.add_product(product("SJOKO", "Sjokolade", 0));
        books.patch_order(self.orders[5], |order| order.set("InvoiceTitle", "I dag"));
        books.add_order(order(self.kari, &[(self.products[0], 1)]));
        for operation in ["ProcessArticle", "ProcessOrder", "GetOrdersByQuery"] {
            bench.wms.control().misbehave(Rule::status(503, "busy").on(operation).always());
        }
        bench.erp.misbehave(Rule::status(503, "busy").on("SetStockQuantity").always());
    }
}

async fn tables(store: &impl Store) -> Vec<Table> {
    let mut found = Vec::new();
    for table in Table::ALL.iter().copied() {
        let mut count = 0;
        for tenant in TENANTS {
            count += store.scan(tenant, table, Scan::first(1)).await.unwrap().len();
        }
        if count > 0 {
            found.push(table);
        }
    }
    found
}

#[tokio::test]
async fn a_store_of_each_version_opens_and_nothing_is_written_twice() {
    let scratch = tempfile::tempdir().unwrap();
    let open = async |name: &str| SqliteStore::open(scratch.path().join(name)).await.unwrap();

    let own = open("own.sqlite3").await;
    let days = Days::start().await;
    days.live(own.clone()).await;
    // What operators did, which alarms are open and how often it polls is recorded by the service, and read by it alone; own processes
    // are a host's.
    let of_hosts =
        |table: &Table| matches!(table, Table::Activity | Table::Alarm | Table::Service | Table::Own);
    let engines = Table::ALL.iter().copied().filter(|table| !of_hosts(table));
    assert_eq!(tables(&own).await, engines.collect::<Vec<_>>(), "the day leaves documents of every kind");
    own.close().await;
    if let Ok(version) = std::env::var("KEEP_STORE_AS") {
        let kept = folder().join(format!("{version}.sqlite3"));
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::copy(scratch.path().join("own.sqlite3"), kept).unwrap();
    }
    let expected = days.go_on(open("own.sqlite3").await).await;
    assert!(expected.contains("ERP order"), "{expected}");

    let mut count = 0;
    for file in std::fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        std::fs::copy(&path, scratch.path().join(name)).unwrap();
        let days = Days::start().await;
        days.live(open(&format!("replay of {name}")).await).await;
        let end = days.go_on(open(name).await).await;
        assert_eq!(end, expected, "going on with {name}");
        count += 1;
    }
    assert!(count > 0, "no store is kept in {}", folder().display());
}
