//! A store in one SQLite file: the default for a service on one machine.

mod lease_file;
mod maintenance;
mod open;
mod place;
mod schema;
mod statement;
mod writer;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqlitePool};

use self::lease_file::LeaseFiles;
pub use self::maintenance::{StoreCheck, StoreProblem};
use self::place::Place;
use self::writer::{Writer, Writing};
use super::{Batch, Document, Fence, Lease, LeaseKey, Scan, Step, Store, StoreError, Table};

/// Documents in one SQLite file (WAL, every commit synced to disk), leases as file locks beside it.
///
/// A lease is a lock on a file in the folder `<file>.leases`, so it ends with the process that holds it, however that
/// ends; its epoch is kept in the database. Any number of processes of one machine may open the file. Keep it on a
/// local disk: neither SQLite's locks nor these can be trusted on a network share.
///
/// Whatever fails (a full disk, a statement, a call that is dropped) leaves it usable: the next call works as soon as the
/// cause is gone. A file that is deleted, emptied or replaced while it is open is noticed at the next call
/// ([`StoreError::Lost`]), and nothing is written any more.
///
/// Clones share their connections. New files are readable by their owner only.
#[derive(Clone)]
pub struct SqliteStore {
    place: Arc<Place>,
    leases: Arc<LeaseFiles>,
    /// The last epoch of each lease that was given out here.
    given: Arc<Mutex<HashMap<LeaseKey, u64>>>,
    reader: SqlitePool,
    writer: Arc<Writer>,
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

    async fn begin(&self, action: &'static str) -> Result<Writing<'_>, StoreError> {
        self.place.check()?;
        self.writer.begin().await.map_err(|error| failure(action, error))
    }

    async fn read(&self, action: &'static str) -> Result<Reading, StoreError> {
        self.place.check()?;
        let connection = self.reader.acquire().await.map_err(|error| failure(action, error))?;
        Ok(Reading { connection, action })
    }

    async fn next_epoch(&self, key: &LeaseKey, owner: &str) -> Result<u64, StoreError> {
        let failed = |error| failure("take a lease", error);
        let mut writing = self.begin("take a lease").await?;
        statement::raise_epoch(writing.connection(), key, owner).await.map_err(failed)?;
        let epoch = current_epoch(writing.connection(), key).await?;
        if epoch <= self.given(key) {
            return Err(self.place.lost(OLDER));
        }
        writing.commit().await.map_err(failed)?;
        self.given.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), epoch);
        Ok(epoch)
    }

    /// The last epoch of the lease that was given out here; 0 if none was.
    fn given(&self, key: &LeaseKey) -> u64 {
        self.given.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied().unwrap_or_default()
    }

    /// Refuses a fence that is not current, and a file in which it cannot be current any more.
    async fn check_fence(
        &self,
        connection: &mut sqlx::SqliteConnection,
        fence: &Fence,
    ) -> Result<(), StoreError> {
        let current = current_epoch(connection, &fence.key).await?;
        if current < self.given(&fence.key) {
            return Err(self.place.lost(OLDER));
        }
        fence.check(current)
    }
}

/// Epochs only rise: where one is lower than it was, a copy has been written over the file.
const OLDER: &str = "was overwritten with other content";

/// A connection that reads. One that has failed is not used again.
struct Reading {
    connection: PoolConnection<Sqlite>,
    action: &'static str,
}

impl Reading {
    fn end<T>(mut self, result: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        result.map_err(|error| {
            self.connection.close_on_drop();
            failure(self.action, error)
        })
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
        let mut reading = self.read("renew a lease").await?;
        self.check_fence(&mut reading.connection, lease.fence()).await
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
        let mut reading = self.read("read documents").await?;
        let found = statement::get(&mut reading.connection, tenant, table, keys).await;
        reading.end(found)
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        let mut reading = self.read("scan documents").await?;
        let found = statement::scan(&mut reading.connection, tenant, table, scan).await;
        reading.end(found)
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        let mut reading = self.read("count documents").await?;
        let found = statement::count(&mut reading.connection, tenant, table, prefix).await;
        reading.end(found)
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let failed = |error| failure("commit", error);
        let mut writing = self.begin("commit").await?;
        for fence in fences {
            self.check_fence(writing.connection(), fence).await?;
        }
        for step in batch.into_steps() {
            let connection = writing.connection();
            match step {
                Step::Put(rows) => statement::put(connection, tenant, &rows).await,
                Step::Delete(keys) => statement::delete(connection, tenant, &keys).await,
                Step::DeletePrefix { table, prefix } => {
                    statement::delete_prefix(connection, tenant, table, &prefix).await
                }
            }
            .map_err(failed)?;
        }
        writing.commit().await.map_err(failed)
    }
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
        let file = self.place.path().file_name().unwrap_or_default();
        f.debug_struct("SqliteStore").field("file", &file).finish_non_exhaustive()
    }
}
