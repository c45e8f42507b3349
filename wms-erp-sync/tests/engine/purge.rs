//! What is long over is forgotten, and nothing else is.

use std::time::Duration;

use chrono::TimeDelta;
use wms_erp_sync::schedule::{RunKey, Runner};
use wms_erp_sync::store::{LeaseKey, Store, Table};
use wms_erp_sync::{CancellationToken, Process, PurgeReport, RunError, Tenant};

use super::articles::documents;
use super::bench::{Bench, TENANT, all_done, customer, hours, order, product};

/// One order that is over, one that is open, one that is held, one that was sent short.
async fn year() -> (Bench, i32, [i32; 4]) {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let [over, open, held, short] = std::array::from_fn(|_| books.add_order(order(kari, &[(coffee, 3)])));
    books.patch_order(held, |order| order.set("Addresses.Delivery.Country", "Atlantis"));
    all_done(&bench.round().await);
    bench.wms.receive(&coffee.to_string(), 5).unwrap();
    for number in [over, short] {
        bench.wms.pick_all(&number.to_string()).unwrap();
        bench.wms.send(&number.to_string()).unwrap();
    }
    all_done(&bench.round().await);
    all_done(&bench.round().await);
    (bench, coffee, [over, open, held, short])
}

/// The keys of a shelf that name an order.
async fn keys_of(bench: &Bench, order: i32) -> Vec<String> {
    let id = format!("{order:010}");
    let mut keys = Vec::new();
    for table in Table::ALL {
        let documents = documents(&bench.store, *table).await;
        let of_order = documents
            .into_iter()
            .filter(|(key, _)| key.split('/').any(|part| part == id || part == order.to_string()));
        keys.extend(of_order.map(|(key, _)| format!("{table}:{key}")));
    }
    keys
}

/// How much is remembered of what was written of stock.
async fn stock_writes(bench: &Bench) -> u64 {
    let events = documents(&bench.store, Table::Event).await;
    events.iter().filter(|(key, _)| key.starts_with("stock/")).count() as u64
}

#[tokio::test]
async fn orders_that_are_over_go_with_all_that_is_known_of_them() {
    let (bench, _, [over, open, held, short]) = year().await;
    let retention = Tenant::RETENTION;
    assert_eq!(
        bench.engine.operator(TENANT).purge(retention).await.unwrap(),
        PurgeReport::default(),
        "all of it is young"
    );
    let written = stock_writes(&bench).await;
    assert!(written > 0, "the stock was written to the ERP");
    bench.clock.advance(hours(24 * 401));
    let kept = [keys_of(&bench, open).await, keys_of(&bench, held).await, keys_of(&bench, short).await];
    let purged = bench.engine.operator(TENANT).purge(retention).await.unwrap();
    assert_eq!((purged.orders, purged.shipments, purged.dismissed), (1, 1, 0), "{purged:#?}");
    assert!(purged.events >= 2, "{purged:#?}");
    assert_eq!(purged.stock_writes, written, "{purged:#?}");
    assert_eq!(stock_writes(&bench).await, 0);
    assert_eq!(keys_of(&bench, over).await, Vec::<String>::new());
    assert_eq!(bench.engine.inspect(TENANT).timeline(over).await.unwrap(), []);
    let left = [keys_of(&bench, open).await, keys_of(&bench, held).await, keys_of(&bench, short).await];
    assert_eq!(left, kept, "open, held, and waiting for somebody's word");
    assert_eq!(documents(&bench.store, Table::Article).await.len(), 1);
    assert_eq!(bench.engine.operator(TENANT).purge(retention).await.unwrap(), PurgeReport::default());

    // Once somebody has acknowledged it, the short one goes too, a retention time later.
    bench
        .engine
        .operator(TENANT)
        .dismiss(Process::OrderStatus, &format!("{short}/short"), "credited")
        .await
        .unwrap();
    assert_eq!(
        bench.engine.operator(TENANT).purge(retention).await.unwrap().orders,
        0,
        "something was just done about it"
    );
    bench.clock.advance(hours(24 * 401));
    let purged = bench.engine.operator(TENANT).purge(retention).await.unwrap();
    assert_eq!((purged.orders, purged.dismissed), (1, 1), "{purged:#?}");
    assert_eq!(keys_of(&bench, short).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_order_that_comes_back_after_it_was_forgotten_is_not_created_twice() {
    let (bench, _, [over, ..]) = year().await;
    bench.clock.advance(hours(24 * 401));
    bench.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap();
    let orders = bench.wms.orders().len();
    bench.books().set_order_status(over, "Confirmed");
    bench.round().await;
    assert_eq!(bench.wms.orders().len(), orders);
    // It is found in the WMS, which has sent it long ago.
    bench.round().await;
    assert_eq!(bench.erp_status(over), "OrderState_Sent");
}

#[tokio::test]
async fn whole_orders_do_not_lie_in_the_spool_for_ever() {
    let (bench, ..) = year().await;
    let mut batch = wms_erp_sync::store::Batch::new();
    batch.put(Table::Spool, "orders/0000004711", "<InvoiceOrder/>");
    bench.store.commit(TENANT, &[], batch).await.unwrap();
    bench.clock.advance(hours(24 * 399));
    assert_eq!(bench.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap().spooled, 0);
    bench.clock.advance(hours(48));
    assert_eq!(bench.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap().spooled, 1);
    assert!(documents(&bench.store, Table::Spool).await.iter().all(|(key, _)| !key.starts_with("orders/")));
}

#[tokio::test]
async fn suppliers_that_supply_nothing_are_forgotten() {
    let bench = Bench::with(|tenant| tenant.suppliers(Default::default())).await;
    let books = bench.books();
    let [farm, mill] =
        ["Gården", "Møllen"].map(|name| books.add_company(customer(name).with("Type", "Supplier")));
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0).with("SupplierId", farm));
    all_done(&bench.round().await);
    books.patch_product(coffee, |product| product.set("SupplierId", mill));
    all_done(&bench.round().await);
    // One that waits for an article stays, so that somebody sees it.
    assert_eq!(bench.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap().suppliers, 0);
    bench.engine.operator(TENANT).dismiss(Process::Suppliers, &farm.to_string(), "closed").await.unwrap();
    let purged = bench.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap();
    assert_eq!(purged.suppliers, 1, "{purged:#?}");
    let left = documents(&bench.store, Table::Supplier).await;
    assert!(left.iter().any(|(key, _)| *key == format!("company/{mill:010}")), "{left:#?}");
    assert!(!left.iter().any(|(key, _)| *key == format!("company/{farm:010}")), "{left:#?}");
    all_done(&bench.round().await);
    assert_eq!(bench.writes(), Vec::<String>::new(), "forgetting changes nothing");
}

#[tokio::test]
async fn it_waits_for_nobody_else_to_work_on_orders_and_keeps_a_day_at_least() {
    let (bench, ..) = year().await;
    let key = LeaseKey::new(TENANT, "orders");
    let lease =
        bench.store.try_acquire(&key, "another engine", Duration::from_secs(3600)).await.unwrap().unwrap();
    let busy = bench.engine.operator(TENANT).purge(Tenant::RETENTION).await;
    assert!(matches!(busy, Err(RunError::Busy { process: Process::Orders, .. })), "{busy:?}");
    bench.store.release(lease).await.unwrap();
    for retention in [TimeDelta::zero(), TimeDelta::days(-400), TimeDelta::hours(23)] {
        let refused = bench.engine.operator(TENANT).purge(retention).await;
        assert!(matches!(refused, Err(RunError::Stopped { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn a_serving_engine_forgets_by_itself_once_a_day() {
    let (bench, _, [over, open, ..]) = year().await;
    let run = async || {
        let key = RunKey::new(TENANT, Process::Articles);
        Runner::run(&bench.engine, key.into(), CancellationToken::new()).await;
    };
    run().await;
    assert!(!keys_of(&bench, over).await.is_empty());
    bench.clock.advance(hours(24 * 401));
    run().await;
    assert_eq!(keys_of(&bench, over).await, Vec::<String>::new());
    assert!(!keys_of(&bench, open).await.is_empty());
}

#[tokio::test]
async fn a_loop_of_ones_own_forgets_once_a_day_too_and_asks_no_vendor_for_it() {
    let (bench, _, [over, open, ..]) = year().await;
    bench.clock.advance(hours(24 * 401));
    assert!(!keys_of(&bench, over).await.is_empty());
    let none = CancellationToken::new();
    let report =
        bench.engine.run(TENANT, Process::Stock, wms_erp_sync::Trigger::Manual, &none).await.unwrap();
    let requests = bench.erp.requests().len() + bench.wms.control().requests().len();
    assert_eq!(keys_of(&bench, over).await, Vec::<String>::new());
    assert!(!keys_of(&bench, open).await.is_empty());
    bench.once().await;
    let again = bench.engine.run(TENANT, Process::Stock, wms_erp_sync::Trigger::Manual, &none).await.unwrap();
    assert!(
        report.requests.erp + report.requests.wms <= requests as u64 && again.requests.erp <= 2,
        "{again:#?}"
    );
}
