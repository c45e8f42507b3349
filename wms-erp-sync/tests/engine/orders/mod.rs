//! Orders of the ERP become orders of the WMS.

mod adoption;
mod arrival;
mod changes;
mod contact;
mod cost;
mod edits;
mod faults;
mod held;
mod import_status;
mod leaving;
mod plan;
mod read_back;
mod twins;
mod unknown;

use ongoing_simulator::world::Order;
use rust_decimal::Decimal;
use wms_erp_sync::store::{MemoryStore, Store};
use wms_erp_sync::{
    CancellationToken, Class, Engine, Held, OrderEventKind, Outcome, Process, Report, Tenant, TimeZone,
    Trigger,
};

pub(crate) use twins::default_tenant;

use super::Bench;
use super::bench::{TENANT, customer, order, product};

/// A bench with two products in the warehouse, and a customer.
pub(crate) struct Shop {
    pub(crate) bench: Bench,
    pub(crate) coffee: i32,
    pub(crate) cup: i32,
    pub(crate) kari: i32,
}

impl std::ops::Deref for Shop {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

pub(crate) async fn shop() -> Shop {
    shop_with(|tenant| tenant).await
}

pub(crate) async fn shop_with(change: impl FnOnce(Tenant) -> Tenant) -> Shop {
    furnish(Bench::with(change).await).await
}

/// Two products, received, and a customer.
pub(crate) async fn furnish(bench: Bench) -> Shop {
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0));
    let cup = books.add_product(product("KOPP", "Kopp", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let report = bench.run(Process::Articles).await;
    assert_eq!(report.outcome, Outcome::Done, "{report:#?}");
    bench.wms.receive(&coffee.to_string(), 1000).unwrap();
    bench.wms.receive(&cup.to_string(), 1000).unwrap();
    Shop { bench, coffee, cup, kari }
}

impl Shop {
    /// A confirmed order of three coffees and two cups.
    pub(crate) fn order(&self) -> i32 {
        self.books().add_order(order(self.kari, &[(self.coffee, 3), (self.cup, 2)]))
    }

    /// A quarter of an hour passes, and one process runs, as when a person asks for it.
    pub(crate) async fn turn(&self, process: Process) -> Report {
        self.later(process, Trigger::Manual).await
    }

    pub(crate) async fn later(&self, process: Process, trigger: Trigger) -> Report {
        self.clock.advance(std::time::Duration::from_secs(15 * 60));
        self.erp.clear_requests();
        self.wms.control().clear_requests();
        self.engine.run(TENANT, process, trigger, &CancellationToken::new()).await.unwrap()
    }

    /// The loop runs one process now.
    pub(crate) async fn run_timer(&self, process: Process) -> Report {
        self.engine.run(TENANT, process, Trigger::Scheduled, &CancellationToken::new()).await.unwrap()
    }

    /// The orders process runs, and does its work.
    pub(crate) async fn orders(&self) -> Report {
        let report = self.turn(Process::Orders).await;
        assert_eq!(report.outcome, Outcome::Done, "{report:#?}");
        report
    }

    /// The order status process runs, and does its work.
    pub(crate) async fn status(&self) -> Report {
        let report = self.turn(Process::OrderStatus).await;
        assert_eq!(report.outcome, Outcome::Done, "{report:#?}");
        report
    }

    pub(crate) fn in_wms(&self, order: i32) -> Order {
        self.wms.order(&order.to_string()).unwrap_or_else(|| panic!("order {order} is not in the WMS"))
    }

    pub(crate) fn is_in_wms(&self, order: i32) -> bool {
        self.wms.order(&order.to_string()).is_some()
    }

    /// What the WMS has of each product of an order, in the order of the lines.
    pub(crate) fn quantities(&self, order: i32) -> Vec<Decimal> {
        self.in_wms(order).lines.iter().map(|line| line.number_of_items.normalize()).collect()
    }

    /// The row id of the order's n-th row.
    pub(crate) fn row(&self, order: i32, n: usize) -> i32 {
        self.books().order(order).unwrap().list("InvoiceRows")[n].int("RowId").unwrap()
    }

    pub(crate) async fn events(&self, order: i32) -> Vec<OrderEventKind> {
        let events = self.engine.inspect(TENANT).timeline(order).await.unwrap();
        events.into_iter().map(|event| event.kind).collect()
    }

    pub(crate) async fn held(&self) -> Vec<Held> {
        self.engine.inspect(TENANT).held().await.unwrap()
    }

    /// What is held of one process, as record and class.
    pub(crate) async fn held_by(&self, process: Process) -> Vec<(String, Class)> {
        let held = self.held().await.into_iter().filter(|held| held.process == process);
        held.map(|held| (held.record, held.class)).collect()
    }

    /// Today in Oslo.
    pub(crate) fn clock_day(&self) -> chrono::NaiveDate {
        use wms_erp_sync::clock::Clock;
        self.clock.now().with_timezone(&TimeZone::OSLO).date_naive()
    }

    pub(crate) fn erp_count(&self, operation: &str) -> usize {
        self.erp.count(operation)
    }

    pub(crate) fn wms_count(&self, operation: &str) -> usize {
        self.wms.control().count(operation)
    }

    /// The same tenant, as another engine would have it that starts with this store.
    pub(crate) fn with_store(self, store: MemoryStore, change: impl FnOnce(Tenant) -> Tenant) -> Self {
        let engine = restarted(&self.bench, store.clone(), change);
        Self { bench: Bench { store, engine, ..self.bench }, ..self }
    }
}

/// A new engine on these two sides.
pub(crate) fn restarted(bench: &Bench, store: impl Store, change: impl FnOnce(Tenant) -> Tenant) -> Engine {
    let engine = super::bench::engine(store, &bench.clock);
    engine.put_tenant(change(default_tenant(bench)));
    engine
}
