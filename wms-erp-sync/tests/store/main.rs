//! The stores keep the promises of a store, and the suite that says so can tell.

#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod broken;
mod failing;
mod importing;
mod killed;
mod lost;
mod sqlite;

use std::time::Duration;

use wms_erp_sync::store::conformance::{Subject, clock};
use wms_erp_sync::store::{MemoryStore, SqliteStore};

/// Longer than any test takes.
const LEASE: Duration = Duration::from_secs(3600);

wms_erp_sync::store_conformance!(memory_store, async {
    let clock = clock();
    let store = MemoryStore::new().with_clock(clock.clone());
    Subject::new(store.clone()).going_by(clock).opening_again(move || {
        let store = store.clone();
        async move { Ok(store) }
    })
});

wms_erp_sync::store_conformance!(sqlite_store, async {
    let folder = tempfile::tempdir().unwrap();
    let (path, clock) = (folder.path().join("sync.sqlite3"), clock());
    let store = SqliteStore::open(&path).await.unwrap().with_clock(clock.clone());
    let again = clock.clone();
    let open = move || {
        let (path, clock) = (path.clone(), again.clone());
        async move { Ok(SqliteStore::open(path).await?.with_clock(clock)) }
    };
    Subject::new(store).going_by(clock).opening_again(open).keeping(folder)
});
