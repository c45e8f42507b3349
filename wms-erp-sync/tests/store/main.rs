//! The stores keep the promises of a store, and the suite that says so can tell.

#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test does")]

mod broken;
mod failing;
mod killed;
mod lost;
mod sqlite;

use wms_erp_sync::store::conformance::Subject;
use wms_erp_sync::store::{MemoryStore, SqliteStore};

wms_erp_sync::store_conformance!(memory_store, async {
    let store = MemoryStore::new();
    Subject::new(store.clone()).opening_again(move || {
        let store = store.clone();
        async move { Ok(store) }
    })
});

wms_erp_sync::store_conformance!(sqlite_store, async {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let store = SqliteStore::open(&path).await.unwrap();
    Subject::new(store).opening_again(move || SqliteStore::open(path.clone())).keeping(folder)
});
