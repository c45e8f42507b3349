//! Products become articles.

mod change;
mod exchange;
mod failure;
mod first_load;
mod number;
mod plan;
mod turn;

pub(crate) use plan::plan;

use ongoing_simulator::world::ArticleData;
use wms_erp_sync::store::{Batch, Scan, Store, Table};
use wms_erp_sync::{CancellationToken, Class, Held, Process, Report, Tenant, Trigger};

use super::Bench;
use super::bench::{TENANT, product, tenant};

/// A tenant of which only the articles are on.
pub(crate) async fn shop() -> Bench {
    Bench::with(|mut tenant| {
        (tenant.orders, tenant.order_status, tenant.stock) = (None, None, None);
        tenant
    })
    .await
}

/// So many products, numbered from `P-0` on; their ids.
pub(crate) fn add_products(bench: &Bench, count: usize) -> Vec<i32> {
    let add = |n| bench.books().add_product(product(&format!("P-{n}"), &format!("Vare {n}"), 0));
    (0..count).map(add).collect()
}

/// One run, with the requests of it alone counted.
pub(crate) async fn run(bench: &Bench) -> Report {
    later(bench, Trigger::Manual).await
}

pub(crate) async fn later(bench: &Bench, trigger: Trigger) -> Report {
    bench.clock.advance(std::time::Duration::from_secs(15 * 60));
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    bench.engine.run(TENANT, Process::Articles, trigger, &CancellationToken::new()).await.unwrap()
}

/// Articles written since the requests were last cleared.
pub(crate) fn writes(bench: &Bench) -> usize {
    bench.wms.control().count("ProcessArticle")
}

pub(crate) fn article(bench: &Bench, product: i32) -> ArticleData {
    let article = bench.wms.article_by_product_code(&product.to_string());
    article.unwrap_or_else(|| panic!("product {product} has no article")).data
}

pub(crate) fn number(bench: &Bench, product: i32) -> String {
    article(bench, product).article_number.unwrap_or_default()
}

pub(crate) fn has_article(bench: &Bench, product: i32) -> bool {
    bench.wms.article_by_product_code(&product.to_string()).is_some()
}

pub(crate) async fn held(bench: &Bench) -> Vec<Held> {
    bench.engine.inspect(TENANT).held().await.unwrap()
}

/// Ids and classes of what is held.
pub(crate) async fn held_as(bench: &Bench) -> Vec<(String, Class)> {
    held(bench).await.into_iter().map(|held| (held.record, held.class)).collect()
}

pub(crate) fn change_tenant(bench: &Bench, change: impl FnOnce(Tenant) -> Tenant) {
    bench.engine.put_tenant(change(tenant(&bench.erp, &bench.wms)));
}

/// All documents of a shelf, as an operator with a database tool sees them.
pub(crate) async fn documents(store: &impl Store, table: Table) -> Vec<(String, String)> {
    let all = store.scan(TENANT, table, Scan::first(100_000)).await.unwrap();
    all.into_iter().map(|document| (document.key, document.value)).collect()
}

/// Changes the text of all documents of a shelf, as another version of the software might have written them.
pub(crate) async fn rewrite(store: &impl Store, table: Table, change: impl Fn(&str) -> String) {
    let mut batch = Batch::new();
    for (key, value) in documents(store, table).await {
        batch.put(table, key, change(&value));
    }
    store.commit(TENANT, &[], batch).await.unwrap();
}
