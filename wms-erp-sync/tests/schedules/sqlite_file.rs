//! A store in a SQLite file whose writes can be made to fail inside SQLite, which then undoes the transaction by itself, as it
//! does when the disk is full.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use tempfile::TempDir;
use tokio::sync::Mutex;
use wms_erp_sync::store::SqliteStore;

/// The file, and a connection of our own to it.
#[derive(Debug)]
pub(crate) struct SqliteFile {
    raw: Mutex<Raw>,
    _folder: TempDir,
}

#[derive(Debug)]
struct Raw {
    connection: SqliteConnection,
    refusing: bool,
}

impl SqliteFile {
    pub(crate) async fn create() -> (SqliteStore, Self) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sync.sqlite3");
        let store = SqliteStore::open(&path).await.unwrap();
        let connection = SqliteConnectOptions::new().filename(&path).connect().await.unwrap();
        (store, Self { raw: Mutex::new(Raw { connection, refusing: false }), _folder: folder })
    }

    /// Lets every write of a document fail from now on.
    pub(crate) async fn refuse_writes(&self) {
        let mut raw = self.raw.lock().await;
        raw.refusing = true;
        for event in ["INSERT", "DELETE"] {
            let sql = format!(
                "CREATE TRIGGER IF NOT EXISTS refuse_{event} BEFORE {event} ON document
                 BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END"
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut raw.connection).await.unwrap();
        }
    }

    /// The end of that.
    pub(crate) async fn allow_writes(&self) {
        let mut raw = self.raw.lock().await;
        if raw.refusing {
            let sql = "DROP TRIGGER IF EXISTS refuse_INSERT; DROP TRIGGER IF EXISTS refuse_DELETE";
            sqlx::raw_sql(sql).execute(&mut raw.connection).await.unwrap();
            raw.refusing = false;
        }
    }
}
