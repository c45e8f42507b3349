//! A store in one SQLite file: the default for a service on one machine.

mod lease_file;
mod open;
mod schema;
mod statement;

use std::ffi::OsString;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use sqlx::{Sqlite, SqlitePool, Transaction};

use self::lease_file::LeaseFiles;
use super::{Batch, Document, Fence, Lease, LeaseKey, Scan, Step, Store, StoreError, Table};

/// Documents in one SQLite file (WAL, every commit synced to disk), leases as file locks beside it.
///
/// A lease is a lock on a file in the folder `<file>.leases`, so it ends with the process that holds it, however that
/// ends; its epoch is kept in the database. Any number of processes of one machine may open the file. Keep it on a
/// local disk: neither SQLite's locks nor these can be trusted on a network share.
///
/// Clones share their connections. New files are readable by their owner only.
#[derive(Clone)]
pub struct SqliteStore {
    file_name: Arc<OsString>,
    leases: Arc<LeaseFiles>,
    reader: SqlitePool,
    // One connection: writers of this process queue here, in turn, instead of polling SQLite's lock.
    writer: SqlitePool,
}

impl SqliteStore {
    /// Opens the file, after creating it or bringing an older one to the current schema.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] says what is wrong with the path or the file; a file that a later version of this software
    /// wrote is refused with [`StoreError::NewerSchema`] and left as it is.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        open::open(path.as_ref()).await
    }

    /// Closes the connections, after the statements under way. Without it they close when the last clone is dropped,
    /// which is as safe.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    async fn next_epoch(&self, key: &LeaseKey, owner: &str) -> Result<u64, StoreError> {
        let failed = |error| failure("take a lease", error);
        let mut transaction = self.begin().await.map_err(failed)?;
        statement::raise_epoch(&mut transaction, key, owner).await.map_err(failed)?;
        let epoch = current_epoch(&mut transaction, key).await?;
        transaction.commit().await.map_err(failed)?;
        Ok(epoch)
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn try_acquire(&self, key: &LeaseKey, owner: &str) -> Result<Option<Lease>, StoreError> {
        let Some(lock) = self.leases.try_lock(key)? else { return Ok(None) };
        let fence = Fence { key: key.clone(), epoch: self.next_epoch(key, owner).await? };
        Ok(Some(Lease::new(fence, owner, lock)))
    }

    async fn renew(&self, lease: &Lease) -> Result<(), StoreError> {
        let mut connection = self.reader.acquire().await.map_err(|error| failure("renew a lease", error))?;
        check(&mut connection, lease.fence()).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        drop(lease);
        Ok(())
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        statement::get(&self.reader, tenant, table, keys)
            .await
            .map_err(|error| failure("read documents", error))
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        statement::scan(&self.reader, tenant, table, scan)
            .await
            .map_err(|error| failure("scan documents", error))
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        statement::count(&self.reader, tenant, table, prefix)
            .await
            .map_err(|error| failure("count documents", error))
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let failed = |error| failure("commit", error);
        let mut transaction = self.begin().await.map_err(failed)?;
        for fence in fences {
            check(&mut transaction, fence).await?;
        }
        for step in batch.into_steps() {
            match step {
                Step::Put(rows) => statement::put(&mut transaction, tenant, &rows).await,
                Step::Delete(keys) => statement::delete(&mut transaction, tenant, &keys).await,
                Step::DeletePrefix { table, prefix } => {
                    statement::delete_prefix(&mut transaction, tenant, table, &prefix).await
                }
            }
            .map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)
    }
}

async fn check(connection: &mut sqlx::SqliteConnection, fence: &Fence) -> Result<(), StoreError> {
    fence.check(current_epoch(connection, &fence.key).await?)
}

async fn current_epoch(connection: &mut sqlx::SqliteConnection, key: &LeaseKey) -> Result<u64, StoreError> {
    let epoch = statement::epoch(connection, key).await.map_err(|error| failure("read a lease", error))?;
    epoch.unwrap_or(0).try_into().map_err(|_| StoreError::Corrupt {
        place: format!("lease {key}"),
        detail: "its epoch is negative".to_owned(),
    })
}

/// What SQLite says, in our words: SQLITE_CORRUPT (11) and SQLITE_NOTADB (26) are no passing failures.
fn failure(action: &'static str, error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(database) if matches!(database.code().as_deref(), Some("11" | "26")) => {
            StoreError::Corrupt {
                place: "the database file".to_owned(),
                detail: database.message().to_owned(),
            }
        }
        _ => StoreError::backend(action, error),
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("file", &self.file_name).finish_non_exhaustive()
    }
}
