//! What a quiet round asks of the store: with hundreds of tenants, this is what it costs.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use wms_erp_sync::store::{
    Batch, Document, Fence, Lease, LeaseKey, MemoryStore, Scan, Store, StoreError, StoreLayer, Table,
};

use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{RunKey, RunRequest};
use wms_erp_sync::{CancellationToken, Process};

use crate::bench::{Bench, TENANT, all_done, customer, engine, order, product};
use crate::orders::default_tenant;

/// Notes each call, with what it is about.
#[derive(Debug, Clone, Default)]
struct Noted {
    store: MemoryStore,
    calls: Arc<Mutex<Vec<(&'static str, String)>>>,
}

impl Noted {
    fn note(&self, call: &'static str, about: String) {
        self.calls.lock().unwrap().push((call, about));
    }
}

#[async_trait]
impl StoreLayer for Noted {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.note("try_acquire", key.name.clone());
        Store::try_acquire(&self.store, key, owner, ttl).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.note("release", lease.key().name.clone());
        Store::release(&self.store, lease).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        self.note("get", format!("{} {keys:?}", table.as_str()));
        Store::get(&self.store, tenant, table, keys).await
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        self.note("scan", format!("{} {:?} behind {:?}", table.as_str(), scan.prefix, scan.after));
        Store::scan(&self.store, tenant, table, scan).await
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        self.note("count", format!("{} {prefix:?}", table.as_str()));
        Store::count(&self.store, tenant, table, prefix).await
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        self.note("scan_tables", String::new());
        Store::scan_tables(&self.store, tenant, tables, limit).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        self.note("commit", format!("{batch:?}"));
        Store::commit(&self.store, tenant, fences, batch).await
    }
}

/// The runs of a round as a scheduler makes them: due, and no person's.
async fn round(bench: &Bench) {
    bench.clock.advance(Duration::from_secs(15 * 60));
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    let due = bench.clock.now();
    for process in [Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock] {
        let request = RunRequest::from(RunKey::new(TENANT, process)).due(due);
        all_done(&[bench.engine.run_request(&request, &CancellationToken::new()).await.unwrap()]);
    }
}

/// A round without any change, of a tenant with a product and an order on its way. Whoever adds a statement to it adds it to each
/// round of each of hundreds of tenants: the figures below may fall, and rise with a reason only.
#[tokio::test]
async fn a_quiet_round_asks_the_store_seldom() {
    let bench = Bench::start().await;
    let books = bench.books();
    let buyer = books.add_company(customer("Kari Nordmann"));
    let id = books.add_product(product("A", "Kopp", 5));
    books.add_order(order(buyer, &[(id, 1)]));
    let store = Noted::default();
    let bench = Bench { engine: engine(store.clone(), &bench.clock), ..bench };
    bench.engine.put_tenant(default_tenant(&bench));
    // What we wrote comes back as changes for two hours.
    for _ in 0..12 {
        round(&bench).await;
    }
    store.calls.lock().unwrap().clear();
    round(&bench).await;
    assert_eq!(bench.writes(), Vec::<String>::new());
    assert_eq!((bench.erp.count(""), bench.wms.control().count("")), (2, 2), "requests");
    let calls = store.calls.lock().unwrap();
    let of = |kinds: &[&str]| calls.iter().filter(|(call, _)| kinds.contains(call)).count();
    let all = calls.iter().map(|(call, about)| format!("{call} {about}\n")).collect::<String>();
    let writes = of(&["commit", "try_acquire", "release"]);
    assert_eq!((writes, of(&["get", "scan", "scan_tables", "count"])), (12, 22), "writes and reads:\n{all}");
}
