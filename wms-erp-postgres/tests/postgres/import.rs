//! A store moved from a file into a database, and back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use tempfile::TempDir;
use wms_erp_postgres::PostgresStore;
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::schedule::IntervalScheduler;
use wms_erp_sync::store::{
    Batch, Document, Fence, Lease, LeaseKey, LeaseState, Portable, Scan, SqliteStore, Store, StoreError,
    StoreLayer, Table,
};
use wms_erp_sync::{CancellationToken, Engine, ImportError, import_store};

use crate::server::Server;
use crate::{server_or_skip, url};

const TTL: Duration = Duration::from_secs(60);
/// Enough for several pages.
const ORDERS: usize = 1_200;

/// A file and a database, both empty, by one clock.
struct Pair {
    clock: ManualClock,
    file: SqliteStore,
    database: PostgresStore,
    _folder: TempDir,
}

impl Pair {
    async fn new(server: &Server) -> Self {
        let clock = ManualClock::new("2026-03-02T07:00:00Z".parse().unwrap()).auto_advance();
        let folder = TempDir::new().unwrap();
        let file = SqliteStore::open(folder.path().join("store.sqlite3")).await.unwrap();
        let file = file.with_clock(clock.clone());
        let builder = PostgresStore::builder(&url(server)).unwrap().schema(server.schema());
        let database = builder.clock(clock.clone()).open().await.unwrap();
        Self { clock, file, database, _folder: folder }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }
}

/// Two tenants, one of them with much.
async fn fill(store: &dyn Portable) {
    for (tenant, orders) in [("acme", ORDERS), ("Acme", 3)] {
        let mut batch = Batch::new();
        for order in 0..orders {
            batch.put(
                Table::Order,
                format!("order/{order:06}"),
                format!("{{\"v\":1,\"number\":\"K-{order}\"}}"),
            );
        }
        batch.put(Table::Held, "orders/ø", "{\"v\":1,\"what\":\"Å\"}").put(Table::Due, "stock/1", "{}");
        store.commit(tenant, &[], batch).await.unwrap();
    }
    let key = LeaseKey::new("acme", "orders");
    for _ in 0..5 {
        let lease = store.try_acquire(&key, "service", TTL).await.unwrap().unwrap();
        store.release(lease).await.unwrap();
    }
}

async fn all(store: &dyn Portable, tenant: &str) -> Vec<(Table, Document)> {
    let mut found = Vec::new();
    for table in Table::ALL {
        let documents = store.scan(tenant, *table, Scan::first(10_000)).await.unwrap();
        found.extend(documents.into_iter().map(|document| (*table, document)));
    }
    found
}

async fn epoch(store: &dyn Portable, name: &str) -> u64 {
    let states = store.leases("acme").await.unwrap();
    states.iter().find(|state| state.key.name == name).map_or(0, |state| state.epoch)
}

async fn is_moved(from: &dyn Portable, to: &dyn Portable) {
    for tenant in ["acme", "Acme"] {
        assert_eq!(all(from, tenant).await, all(to, tenant).await);
        assert!(from.leases(tenant).await.unwrap().iter().all(|state| !state.held), "given back");
        assert!(to.leases(tenant).await.unwrap().iter().all(|state| !state.held), "given back");
    }
    assert!(epoch(to, "orders").await > 5, "epochs go on");
    assert!(epoch(to, "orders").await >= epoch(from, "orders").await);
}

async fn there_and_again(from: &dyn Portable, to: &dyn Portable, clock: &Arc<dyn Clock>) {
    fill(from).await;
    let imported = import_store(from, to, None, clock).await.unwrap();
    let names: Vec<_> = imported.iter().map(|tenant| (&*tenant.tenant, tenant.documents)).collect();
    assert_eq!(names, [("Acme", 5), ("acme", ORDERS as u64 + 2)]);
    assert!(imported.iter().all(|tenant| !tenant.was_there));
    is_moved(from, to).await;
    let again = import_store(from, to, Some("acme"), clock).await.unwrap();
    assert!(again[0].was_there && again[0].hash == imported[1].hash, "{again:?}");
    let unknown = import_store(from, to, Some("ACME"), clock).await.unwrap_err();
    assert!(matches!(unknown, ImportError::UnknownTenant { .. }), "{unknown:?}");

    // What was done there since is not overwritten.
    let mut batch = Batch::new();
    batch.put(Table::Order, "order/000001", "{\"v\":1,\"number\":\"sent\"}");
    to.commit("acme", &[], batch).await.unwrap();
    let occupied = import_store(from, to, None, clock).await.unwrap_err();
    assert!(matches!(&occupied, ImportError::Occupied { tenant, .. } if tenant == "acme"), "{occupied:?}");
    let kept = to.get("acme", Table::Order, &["order/000001"]).await.unwrap();
    assert!(kept[0].as_ref().unwrap().contains("sent"));
}

#[tokio::test]
async fn a_file_goes_into_a_database_whole_and_once() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    there_and_again(&pair.file, &pair.database, &pair.clock()).await;
}

#[tokio::test]
async fn a_database_goes_into_a_file_whole_and_once() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    there_and_again(&pair.database, &pair.file, &pair.clock()).await;
}

async fn nothing_is_moved(from: &dyn Portable, to: &dyn Portable, clock: &Arc<dyn Clock>) {
    fill(from).await;
    for (store, name) in [(from, "orders"), (to, "stock"), (from, "own"), (to, "own")] {
        let lease = store.try_acquire(&LeaseKey::new("acme", name), "pid 7", TTL).await.unwrap().unwrap();
        let refused = import_store(from, to, Some("acme"), clock).await.unwrap_err();
        let text = refused.to_string();
        assert!(matches!(refused, ImportError::InUse { .. }) && text.contains("pid 7"), "{text}");
        assert!(text.contains(&store.place()) && text.contains(name), "{text}");
        assert_eq!(to.size("acme").await.unwrap(), 0);
        store.release(lease).await.unwrap();
        let states = [from.leases("acme").await.unwrap(), to.leases("acme").await.unwrap()];
        assert!(states.iter().flatten().all(|state| !state.held), "nothing stays taken: {states:?}");
    }
    import_store(from, to, None, clock).await.unwrap();
    is_moved(from, to).await;
}

#[tokio::test]
async fn nothing_is_moved_while_either_is_in_use() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    nothing_is_moved(&pair.file, &pair.database, &pair.clock()).await;
    let pair = Pair::new(&server).await;
    nothing_is_moved(&pair.database, &pair.file, &pair.clock()).await;
}

/// It holds no lease of a tenant, and would go on with the store that is left behind.
async fn an_idle_engine_is_seen(from: &dyn Portable, to: &dyn Portable, pair: &Pair) {
    fill(from).await;
    let stores: [Arc<dyn Store>; 2] = [Arc::new(pair.file.clone()), Arc::new(pair.database.clone())];
    for store in stores {
        let time = ManualClock::new(pair.clock.now());
        let engine = Engine::builder(store).clock(time.clone()).owner("wms1 pid 7").build();
        let (stop, scheduler) = (CancellationToken::new(), IntervalScheduler::new());
        let serving = tokio::spawn({
            let stop = stop.clone();
            async move { engine.serve(&scheduler, stop).await }
        });
        // Its lease is taken, and nothing is due.
        time.wait_for_sleepers_in_background(2).await;
        for tenant in [None, Some("acme")] {
            let refused = import_store(from, to, tenant, &pair.clock()).await.unwrap_err();
            let text = refused.to_string();
            assert!(matches!(refused, ImportError::InUse { .. }) && text.contains("wms1 pid 7"), "{text}");
        }
        assert_eq!(to.size("acme").await.unwrap(), 0);
        stop.cancel();
        serving.await.unwrap().unwrap();
    }
    let imported = import_store(from, to, None, &pair.clock()).await.unwrap();
    let names: Vec<_> = imported.iter().map(|tenant| &*tenant.tenant).collect();
    assert_eq!(names, ["Acme", "acme"], "the service itself left nothing to move");
    is_moved(from, to).await;
}

#[tokio::test]
async fn nothing_is_moved_while_a_service_is_idle_on_either() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    an_idle_engine_is_seen(&pair.file, &pair.database, &pair).await;
    let pair = Pair::new(&server).await;
    an_idle_engine_is_seen(&pair.database, &pair.file, &pair).await;
}

/// Those that a service writes as soon as it runs belong to no customer, and to this hour only.
#[tokio::test]
async fn shares_of_requests_are_no_tenant_and_stay_where_they_are() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let clock = pair.clock();
    fill(&pair.file).await;
    let address = "(requests) default api.24sevenoffice.com";
    let share = |process: &str| {
        let mut batch = Batch::new();
        let text =
            "{\"v\":1,\"hour\":\"2026-03-02T07:00:00Z\",\"claimed\":24,\"seen\":\"2026-03-02T07:00:00Z\"}";
        batch.put(Table::Tenant, format!("requests/{process}"), text);
        batch
    };
    pair.file.commit(address, &[], share("one")).await.unwrap();
    pair.database.commit(address, &[], share("other")).await.unwrap();
    let imported = import_store(&pair.file, &pair.database, None, &clock).await.unwrap();
    let names: Vec<&str> = imported.iter().map(|tenant| &*tenant.tenant).collect();
    assert_eq!(names, ["Acme", "acme"]);
    assert_eq!(pair.database.size(address).await.unwrap(), 1, "what was there");
    let meant = import_store(&pair.file, &pair.database, Some(address), &clock).await.unwrap_err();
    assert!(matches!(meant, ImportError::UnknownTenant { .. }), "{meant:?}");
}

/// Found before anything is written: what was written by then would keep the tenant taken, and half of it there.
#[tokio::test]
async fn what_a_database_cannot_hold_is_named_and_nothing_is_half_there() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let clock = pair.clock();
    fill(&pair.file).await;
    let mut batch = Batch::new();
    batch.put(Table::Order, "order/000900", "{\0}");
    pair.file.commit("acme", &[], batch).await.unwrap();
    let refused = import_store(&pair.file, &pair.database, Some("acme"), &clock).await.unwrap_err();
    assert!(matches!(refused, ImportError::Unwritable { .. }), "{refused:?}");
    assert!(refused.to_string().contains("acme/order/order/000900"), "{refused}");
    assert_eq!(pair.database.size("acme").await.unwrap(), 0, "nothing is half there");
    let states = pair.database.leases("acme").await.unwrap();
    assert!(states.iter().all(|state| !state.held), "nothing stays taken: {states:?}");
    let mut batch = Batch::new();
    batch.put(Table::Order, "order/000900", "{\"v\":1,\"number\":\"K-900\"}");
    pair.file.commit("acme", &[], batch).await.unwrap();
    import_store(&pair.file, &pair.database, None, &clock).await.unwrap();
    is_moved(&pair.file, &pair.database).await;
}

/// In a database as in a file. It goes over as it is: a document concerns its record only.
#[tokio::test]
async fn what_is_damaged_is_named_and_goes_over_as_it_is() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let clock = pair.clock();
    fill(&pair.database).await;
    let mut batch = Batch::new();
    batch.put(Table::Held, "orders/1", "{");
    pair.database.commit("acme", &[], batch).await.unwrap();
    for was_there in [false, true] {
        let imported = import_store(&pair.database, &pair.file, Some("acme"), &clock).await.unwrap();
        assert_eq!(imported[0].was_there, was_there);
        let places: Vec<&str> = imported[0].damaged.iter().map(|damaged| &*damaged.place).collect();
        assert_eq!(places.iter().filter(|place| **place == "acme/held/orders/1").count(), 1, "{places:?}");
    }
    assert_eq!(all(&pair.database, "acme").await, all(&pair.file, "acme").await);
}

/// Broken off at every commit that it makes: no engine begins with a part, and the next call does the rest.
#[tokio::test]
async fn what_was_killed_goes_on_and_no_engine_begins_before() {
    let server = server_or_skip!();
    let pair = Pair::new(&server).await;
    let clock = pair.clock();
    fill(&pair.file).await;
    for commits in 0..3 {
        let to = Hanging { store: pair.database.clone(), commits: AtomicUsize::new(commits) };
        // Nothing else waits for long: what is still not over hangs in a commit.
        let importing = import_store(&pair.file, &to, Some("acme"), &clock);
        tokio::select! {
            imported = importing => panic!("it should hang: {imported:?}"),
            () = until(&to) => {}
        }
        let key = LeaseKey::new("acme", "orders");
        assert!(pair.database.try_acquire(&key, "service", TTL).await.unwrap().is_none(), "after {commits}");
        // In the file the locks are still this process's; those of one that is gone are free.
        pair.clock.advance(2 * TTL);
        let mut batch = Batch::new();
        batch.delete(Table::Order, format!("order/{commits:06}"));
        pair.file.commit("acme", &[], batch).await.unwrap();
    }
    let imported = import_store(&pair.file, &pair.database, None, &clock).await.unwrap();
    assert_eq!(imported[1].documents, ORDERS as u64 + 2 - 3);
    is_moved(&pair.file, &pair.database).await;
}

async fn until(hanging: &Hanging) {
    while hanging.commits.load(Ordering::SeqCst) != usize::MAX {
        tokio::task::yield_now().await;
    }
}

/// Hangs in the commit behind so many.
#[derive(Debug)]
struct Hanging {
    store: PostgresStore,
    commits: AtomicUsize,
}

#[async_trait]
impl StoreLayer for Hanging {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        if self.commits.load(Ordering::SeqCst) == 0 {
            self.commits.store(usize::MAX, Ordering::SeqCst);
            return std::future::pending().await;
        }
        self.commits.fetch_sub(1, Ordering::SeqCst);
        self.store.commit(tenant, fences, batch).await
    }
}

#[async_trait]
impl Portable for Hanging {
    fn place(&self) -> String {
        self.store.place()
    }

    async fn tenants(&self) -> Result<Vec<String>, StoreError> {
        self.store.tenants().await
    }

    async fn size(&self, tenant: &str) -> Result<u64, StoreError> {
        self.store.size(tenant).await
    }

    async fn leases(&self, tenant: &str) -> Result<Vec<LeaseState>, StoreError> {
        self.store.leases(tenant).await
    }

    async fn reserve(&self, key: &LeaseKey, owner: &str, above: u64) -> Result<Option<Lease>, StoreError> {
        self.store.reserve(key, owner, above).await
    }
}
