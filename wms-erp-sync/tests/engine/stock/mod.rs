//! The ERP's stock follows the WMS's.

mod failure;
mod follow;
mod fractions;
mod hook;
mod meanwhile;
mod safety_limit;
mod settle;

use fractions::fractions;

use rust_decimal::Decimal;
use wms_erp_sync::{CancellationToken, Process, Report, Trigger};

use super::Bench;
use super::bench::{TENANT, product};

/// Articles and stock are on.
pub(crate) async fn shop() -> Bench {
    Bench::with(|mut tenant| {
        (tenant.orders, tenant.order_status) = (None, None);
        tenant
    })
    .await
}

/// A product of both sides, with its stock in the ERP and in the WMS, not compared yet.
pub(crate) async fn goods(bench: &Bench, erp: i32, wms: i32) -> i32 {
    many(bench, 1, erp, wms).await[0]
}

/// So many of them.
pub(crate) async fn many(bench: &Bench, count: usize, erp: i32, wms: i32) -> Vec<i32> {
    let first = bench.books().products().len();
    let add = |n| bench.books().add_product(product(&format!("P-{n}"), &format!("Vare {n}"), erp));
    let ids: Vec<i32> = (first..first + count).map(add).collect();
    assert_eq!(bench.run(Process::Articles).await.written, count as u64);
    ids.iter().for_each(|id| count_goods(bench, *id, wms));
    ids
}

/// The warehouse counts its goods.
pub(crate) fn count_goods(bench: &Bench, product: i32, quantity: impl Into<Decimal>) {
    bench.wms.set_stock(&product.to_string(), quantity).unwrap();
}

/// A quarter of an hour passes, and the stock runs, with the requests of it alone counted.
pub(crate) async fn run(bench: &Bench) -> Report {
    later(bench, Trigger::Manual).await
}

pub(crate) async fn later(bench: &Bench, trigger: Trigger) -> Report {
    bench.clock.advance(std::time::Duration::from_secs(15 * 60));
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    bench.engine.run(TENANT, Process::Stock, trigger, &CancellationToken::new()).await.unwrap()
}

pub(crate) fn writes(bench: &Bench) -> usize {
    bench.erp.count("SetStockQuantity")
}
