//! A file that goes away under a store, or has gone since the last time.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wms_erp_sync::store::{Batch, Lease, LeaseKey, Scan, SqliteStore, Store, StoreError, Table};

use super::LEASE;

fn key() -> LeaseKey {
    LeaseKey::new("acme", "orders")
}

fn one(key: &str) -> Batch {
    let mut batch = Batch::new();
    batch.put(Table::Order, key, "1");
    batch
}

/// A store that has been worked with, and a lease on it.
async fn used() -> (TempDir, PathBuf, SqliteStore, Lease) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let store = SqliteStore::open(&path).await.unwrap();
    for _ in 0..3 {
        store.release(store.try_acquire(&key(), "test", LEASE).await.unwrap().unwrap()).await.unwrap();
    }
    let lease = store.try_acquire(&key(), "test", LEASE).await.unwrap().unwrap();
    store.commit("acme", std::slice::from_ref(lease.fence()), one("done")).await.unwrap();
    (folder, path, store, lease)
}

/// Another store, with content of its own.
async fn other(path: &Path) {
    let store = SqliteStore::open(path).await.unwrap();
    store.commit("acme", &[], one("other")).await.unwrap();
    store.try_acquire(&key(), "other", LEASE).await.unwrap().unwrap();
    store.close().await;
}

fn assert_lost<T: std::fmt::Debug>(what: &str, path: &Path, result: Result<T, StoreError>) {
    match result {
        Err(error @ StoreError::Lost { .. }) => {
            let text = error.to_string();
            assert!(text.contains(&*path.to_string_lossy()) && text.contains(what), "{text}");
        }
        other => panic!("{what}: {other:?}"),
    }
}

async fn assert_all_lost(what: &str, path: &Path, store: &SqliteStore, lease: &Lease) {
    assert_lost(what, path, store.commit("acme", std::slice::from_ref(lease.fence()), one("late")).await);
    assert_lost(what, path, store.commit("acme", &[], one("late")).await);
    assert_lost(what, path, store.renew(lease, LEASE).await);
    assert_lost(what, path, store.get("acme", Table::Order, &["done"]).await);
    assert_lost(what, path, store.scan("acme", Table::Order, Scan::first(10)).await);
    assert_lost(what, path, store.count("acme", Table::Order, "").await);
    let another = LeaseKey::new("acme", "stock");
    assert_lost(what, path, store.try_acquire(&another, "test", LEASE).await);
}

#[tokio::test]
async fn a_file_that_is_deleted_under_the_store_is_an_error_and_not_an_empty_store() {
    let (_folder, path, store, lease) = used().await;
    std::fs::remove_file(&path).unwrap();
    assert_all_lost("deleted", &path, &store, &lease).await;
    assert!(!path.exists(), "no new file is made");
}

#[tokio::test]
async fn a_file_that_is_emptied_under_the_store_is_an_error() {
    let (_folder, path, store, lease) = used().await;
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(0).unwrap();
    assert_all_lost("emptied", &path, &store, &lease).await;
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0, "nothing is written into it");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_replaced_under_the_store_is_an_error_and_left_alone() {
    let (folder, path, store, lease) = used().await;
    let backup = folder.path().join("backup.sqlite3");
    other(&backup).await;
    std::fs::rename(&backup, &path).unwrap();
    let content = std::fs::read(&path).unwrap();
    assert_all_lost("replaced", &path, &store, &lease).await;
    assert_eq!(std::fs::read(&path).unwrap(), content);
}

/// As `cp` does it: the same file, with other content.
#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_overwritten_with_an_older_one_gives_out_no_lease() {
    let (folder, path, store, lease) = used().await;
    let backup = folder.path().join("backup.sqlite3");
    other(&backup).await;
    // Whatever lies in the write-ahead log would hide the new content for now.
    let mut raw = sqlx::ConnectOptions::connect(&sqlx::sqlite::SqliteConnectOptions::new().filename(&path))
        .await
        .unwrap();
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut raw).await.unwrap();
    sqlx::Connection::close(raw).await.unwrap();
    std::fs::copy(&backup, &path).unwrap();
    let refused = store.commit("acme", std::slice::from_ref(lease.fence()), one("late")).await;
    assert!(refused.is_err(), "{refused:?}");
    let _ = store.release(lease).await;
    for _ in 0..3 {
        let taken = store.try_acquire(&key(), "test", LEASE).await;
        assert!(taken.is_err(), "{taken:?}");
    }
}

#[tokio::test]
async fn a_store_that_was_used_and_is_gone_is_not_begun_anew_without_a_word() {
    for emptied in [false, true] {
        let (_folder, path, store, _lease) = used().await;
        store.close().await;
        std::fs::remove_file(&path).unwrap();
        if emptied {
            std::fs::write(&path, "").unwrap();
        }
        let error = SqliteStore::open(&path).await.unwrap_err();
        let text = error.to_string();
        let folder = format!("{}.leases", path.display());
        assert!(matches!(error, StoreError::Open { .. }), "{error:?}");
        assert!(text.contains(if emptied { "empty" } else { "gone" }) && text.contains(&folder), "{text}");
        assert!(!text.contains('\n') && path.exists() == emptied, "{text}");

        std::fs::remove_dir_all(folder).unwrap();
        SqliteStore::open(&path).await.unwrap();
    }
}
