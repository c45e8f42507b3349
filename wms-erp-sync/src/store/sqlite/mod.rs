//! A store in one SQLite file: the default for a service on one machine.

mod failure;
mod lease;
mod lease_file;
mod maintenance;
mod open;
mod place;
mod portable;
mod reader;
mod schema;
mod stale_log;
mod statement;
mod writer;

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::SqliteConnection;

use self::failure::failure;
use self::lease::Given;
use self::lease_file::LeaseFiles;
pub use self::maintenance::{StoreCheck, StoreProblem};
use self::place::Place;
use self::reader::{Reader, Readers};
use self::writer::{Writer, Writing};
use super::{Batch, Document, Fence, Lease, LeaseKey, Scan, Step, Store, StoreError, Table};
use crate::clock::Clock;

/// Documents and leases in one SQLite file (WAL, every commit synced to disk).
///
/// Beside the row of a lease, the store keeps a lock on a file in the folder `<file>.leases` for its holder. Another may take the
/// lease as soon as the lock is free, so that it ends with the process that holds it, however that ends, or once its time is
/// over. Any number of processes of one machine may open the file. Keep it on a local disk: neither SQLite's locks nor these
/// can be trusted on a network share.
///
/// Whatever fails (a full disk, a statement, a call that is dropped) leaves it usable: the next call works as soon as
/// the cause is gone. A file that is deleted, emptied or replaced while it is open is detected at the next call
/// ([`StoreError::Lost`]), and nothing more is written.
///
/// Clones share their connections. New files are readable by their owner only.
#[derive(Clone)]
pub struct SqliteStore {
    place: Arc<Place>,
    leases: Arc<LeaseFiles>,
    given: Arc<Given>,
    clock: Arc<dyn Clock>,
    readers: Arc<Readers>,
    writer: Arc<Writer>,
}

impl SqliteStore {
    /// Opens the file, after creating it or bringing an older one to the current schema.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] says what is wrong with the path or the file; a file that a later version of this software
    /// wrote is refused with [`StoreError::NewerSchema`] and left as it is; [`StoreError::Disk`] if there is no room.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        open::open(path.as_ref()).await
    }

    /// The same store, but this handle decides by another clock than the machine's when a lease is over.
    #[must_use]
    pub fn with_clock(self, clock: impl Clock) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// Closes the connections, after the statements under way. Without it they close when the last clone is dropped,
    /// which is as safe.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn begin(&self, action: &'static str) -> Result<Writing<'_>, StoreError> {
        self.place.check()?;
        self.writer.begin().await.map_err(|error| self.failure(action, error))
    }

    async fn read(&self, action: &'static str) -> Result<Reading<'_>, StoreError> {
        self.place.check()?;
        let reader = self.readers.enter().await.map_err(|error| self.failure(action, error))?;
        Ok(Reading { reader, action, path: self.place.path() })
    }

    fn failure(&self, action: &'static str, error: sqlx::Error) -> StoreError {
        failure(self.place.path(), action, error)
    }
}

/// A connection that reads. One that has failed is not used again.
struct Reading<'a> {
    reader: Reader<'a>,
    action: &'static str,
    path: &'a Path,
}

impl Reading<'_> {
    fn connection(&mut self) -> &mut SqliteConnection {
        self.reader.connection()
    }

    fn end<T>(self, result: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        let result = result.map_err(|error| failure(self.path, self.action, error));
        if result.is_ok() {
            self.reader.keep();
        }
        result
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.take(key, owner, ttl).await
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        self.extend(lease, ttl).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.give_back(&lease).await
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        self.held(tenant).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut reading = self.read("read documents").await?;
        let found = statement::get(reading.connection(), tenant, table, keys).await;
        reading.end(found)
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        let mut reading = self.read("scan documents").await?;
        let found = statement::scan(reading.connection(), tenant, table, scan).await;
        reading.end(found)
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        let mut reading = self.read("count documents").await?;
        let found = statement::count(reading.connection(), tenant, table, prefix).await;
        reading.end(found)
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        let mut reading = self.read("scan documents").await?;
        let found = statement::scan_tables(reading.connection(), tenant, tables, limit).await;
        reading.end(found)
    }

    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut reading = self.read("read documents").await?;
        let found = statement::get_of_tenants(reading.connection(), tenants, table, key).await;
        reading.end(found)
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let failed = |error| self.failure("commit", error);
        let mut writing = match fences {
            [] => self.begin("commit").await?,
            [first, others @ ..] => {
                let (mut writing, _, epoch) = self.begin_with("commit", &first.key).await?;
                first.check(epoch)?;
                for fence in others {
                    self.check_fence(writing.connection(), fence).await?;
                }
                writing
            }
        };
        let steps = batch.into_steps();
        statement::write_and_commit(writing.connection(), tenant, &steps).await.map_err(failed)?;
        writing.end();
        if let Some(Step::Release(fences)) = steps.last() {
            fences.iter().for_each(|fence| self.unlock(fence));
        }
        Ok(())
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.place.path().file_name().unwrap_or_default();
        f.debug_struct("SqliteStore").field("file", &file).finish_non_exhaustive()
    }
}
