//! What is particular to the store in a SQLite file: opening it, and what is beside it.

use std::error::Error;
use std::path::Path;

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use wms_erp_sync::store::{Batch, LeaseKey, SqliteStore, Store, StoreError, Table};

use super::LEASE;

async fn refusal(path: &Path) -> String {
    match SqliteStore::open(path).await {
        Err(error @ StoreError::Open { .. }) => {
            let text = error.to_string();
            let name = path.file_name().unwrap().to_string_lossy();
            assert!(text.contains(&*name), "{text:?} names the file {name}");
            assert!(!text.contains('\n'), "{text:?} is one line");
            if let Some(source) = error.source() {
                assert!(!text.contains(&source.to_string()), "{text:?} repeats its source {source}");
            }
            text
        }
        other => panic!("{} was opened, or refused in another way: {other:?}", path.display()),
    }
}

async fn raw(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).create_if_missing(true).connect().await.unwrap()
}

async fn execute(path: &Path, sql: &'static str) {
    let mut connection = raw(path).await;
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_path_that_cannot_be_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    assert!(refusal(folder.path()).await.contains("it is a folder"));
    assert!(refusal(&folder.path().join("missing/sync.sqlite3")).await.contains("the folder does not exist"));
    std::fs::write(folder.path().join("file"), "").unwrap();
    refusal(&folder.path().join("file/sync.sqlite3")).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_may_not_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    SqliteStore::open(&path).await.unwrap().close().await;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        // The superuser may write every file, and a store opens one for it.
        return SqliteStore::open(&path).await.unwrap().close().await;
    }
    assert!(refusal(&path).await.contains("readable and writable"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    let content = "order;customer\n".repeat(200);
    std::fs::write(&path, &content).unwrap();
    assert!(refusal(&path).await.contains("not a SQLite database"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
}

#[tokio::test]
async fn a_database_of_other_software_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bookkeeping.sqlite3");
    execute(&path, "CREATE TABLE document (id INTEGER)").await;
    let content = std::fs::read(&path).unwrap();
    assert!(refusal(&path).await.contains("other software"));
    assert_eq!(std::fs::read(&path).unwrap(), content);
}

#[tokio::test]
async fn a_store_of_a_later_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    SqliteStore::open(&path).await.unwrap().close().await;
    execute(&path, "PRAGMA user_version = 99").await;
    let error = SqliteStore::open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, known: 2 }), "{error:?}");
    assert!(error.to_string().contains("newer version"), "{error}");
}

#[tokio::test]
async fn a_damaged_store_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let store = SqliteStore::open(&path).await.unwrap();
    let mut batch = Batch::new();
    for number in 0..2_000 {
        batch.put(Table::Order, format!("{number}"), "x".repeat(100));
    }
    store.commit("acme", &[], batch).await.unwrap();
    store.close().await;
    let mut content = std::fs::read(&path).unwrap();
    content[8_192..].fill(0x55);
    std::fs::write(&path, content).unwrap();
    let store = SqliteStore::open(&path).await.unwrap();
    let error = store.count("acme", Table::Order, "").await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
}

#[tokio::test]
async fn many_may_open_a_new_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let opening = (0..8).map(|_| SqliteStore::open(&path));
    for (number, store) in futures::future::join_all(opening).await.into_iter().enumerate() {
        let mut batch = Batch::new();
        batch.put(Table::Order, format!("{number}"), "");
        store.unwrap().commit("acme", &[], batch).await.unwrap();
    }
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(store.count("acme", Table::Order, "").await.unwrap(), 8);
}

/// Keys are handed over as one JSON text. An SQLite before 3.43 ends what it reads of one at a NUL; the one that is built in does not.
#[tokio::test]
async fn keys_that_differ_behind_a_nul_are_different_keys() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("sync.sqlite3")).await.unwrap();
    let mut batch = Batch::new();
    batch.put(Table::Order, "1\0a", "first").put(Table::Order, "1\0b", "second").put(
        Table::Order,
        "1",
        "bare",
    );
    store.commit("acme\0a", &[], batch).await.unwrap();
    let found = store.get("acme\0a", Table::Order, &["1\0b", "1\0c"]).await.unwrap();
    assert_eq!(found, [Some("second".to_owned()), None]);
    let of_tenants = store.get_of_tenants(&["acme\0b", "acme\0a"], Table::Order, "1\0a").await.unwrap();
    assert_eq!(of_tenants, [None, Some("first".to_owned())]);
}

#[tokio::test]
async fn every_commit_is_synced_to_disk_in_wal_mode() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let _store = SqliteStore::open(&path).await.unwrap();
    let mode: String =
        sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut raw(&path).await).await.unwrap();
    assert_eq!(mode, "wal");
}

#[cfg(unix)]
#[tokio::test]
async fn everything_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("sync.sqlite3")).await.unwrap();
    let _lease = store.try_acquire(&LeaseKey::new("acme", "orders"), "test", LEASE).await.unwrap().unwrap();
    let mut folders = vec![folder.path().to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            assert_eq!(metadata.permissions().mode() & 0o077, 0, "{}", entry.path().display());
            folders.extend(metadata.is_dir().then(|| entry.path()));
            seen += 1;
        }
    }
    assert!(seen >= 5, "database, log, index, folder, lock files: {seen}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_to_the_file_leads_to_the_same_leases() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sync.sqlite3");
    let first = SqliteStore::open(&path).await.unwrap();
    let link = folder.path().join("link.sqlite3");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let second = SqliteStore::open(&link).await.unwrap();
    let key = LeaseKey::new("acme", "orders");
    let _lease = first.try_acquire(&key, "first", LEASE).await.unwrap().unwrap();
    assert!(second.try_acquire(&key, "second", LEASE).await.unwrap().is_none());
}

#[tokio::test]
async fn debug_shows_the_file_but_not_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("sync.sqlite3")).await.unwrap();
    let debug = format!("{store:?}");
    assert!(debug.contains("sync.sqlite3"), "{debug}");
    assert!(!debug.contains(&*folder.path().to_string_lossy()), "{debug}");
}
