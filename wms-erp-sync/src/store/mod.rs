//! Where the engine keeps what it knows: small text documents, committed atomically and fenced by leases.
//!
//! A [`Store`] is an ordered map `(tenant, table, key) → value` with a few leases beside it. That is all that an
//! implementation has to know; what the documents say is the engine's business. To check a store of your own, run the
//! conformance suite over it (`store_conformance!`, feature `testing`).

mod batch;
#[cfg(any(test, feature = "testing"))]
pub mod conformance;
mod error;
mod layer;
mod lease;
mod memory;
mod portable;
#[cfg(feature = "sqlite")]
mod sqlite;
mod table;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

pub use batch::{Batch, Op, Step};
pub use error::StoreError;
pub use layer::StoreLayer;
pub use lease::{Fence, Lease, LeaseKey, Term};
pub use memory::MemoryStore;
pub use portable::{LeaseState, Portable};
#[cfg(feature = "sqlite")]
pub use sqlite::{SqliteStore, StoreCheck, StoreProblem};
pub use table::Table;

/// Durable, transactional memory of the engine.
///
/// # Guarantees that an implementation gives
///
/// - **Keys** are compared by their bytes (in PostgreSQL: `COLLATE "C"`), taken literally, and may be any text without
///   NUL, some 500 bytes long. Values are text without NUL, some kilobytes each.
/// - **Tenants and tables are apart**: nothing done for one is seen in another. Tenant names differ by case.
/// - **A commit is one transaction**: all of it or nothing, in order; what has been committed is there for every later
///   read, also after a crash.
/// - **Leases expire**: at the end of the time for which they were taken or last renewed, by one clock that all
///   who share the store agree on (for a database server, its own). A lease is plain data; nothing happens when one is
///   dropped, and nothing has to be kept open while one is held. [`Term`] has the rule.
/// - **An epoch only increases**: each lease that is given out has a greater one than all before it with that key,
///   also across releases, expiry, restarts and crashes.
/// - **A commit with an old epoch is refused**: the check is part of the transaction. It looks at the epoch only: while no
///   other holder has taken the lease, one whose time is over may still commit what it has done.
///
/// Reads are not fenced and need not be one snapshot together. Methods may be dropped half-way: a commit then is either
/// done or not done.
#[async_trait]
pub trait Store: Send + Sync + Debug + 'static {
    /// Takes the lease for `ttl`, or returns `None` at once while another holder has it: it was neither released nor is its
    /// time over. `owner` is for people to read.
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError>;

    /// Lets a lease last for `ttl` from now on. Fails with [`StoreError::StaleEpoch`] when it is lost: its time is over, it
    /// was released, or another holder has it.
    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError>;

    /// Gives the lease back, so that another may take it at once. Releasing a lost lease is no error.
    async fn release(&self, lease: Lease) -> Result<(), StoreError>;

    /// The leases of a tenant that are held, by name: who has each, and until when. For people to see; one whose holder has died may be
    /// among them until its time is over.
    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError>;

    /// The documents with these keys, in the order of the keys, `None` where there is none. Thousands of keys are fine.
    async fn get(&self, tenant: &str, table: Table, keys: &[&str])
    -> Result<Vec<Option<String>>, StoreError>;

    /// The documents that `scan` asks for, in ascending order of their keys' bytes.
    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError>;

    /// How many documents have a key that begins with `prefix`.
    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError>;

    /// The first documents of each of these tables, at most `limit` of each, as [`scan`](Self::scan) returns them. A run looks so at
    /// all its small tables at once: a database that answers in one statement saves hundreds of tenants a third of their time.
    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        let mut found = Vec::with_capacity(tables.len());
        for table in tables {
            found.push(self.scan(tenant, *table, Scan::first(limit)).await?);
        }
        Ok(found)
    }

    /// The document with this key of each of these tenants, in their order, `None` where there is none. Thousands of tenants are fine; a
    /// database answers in one statement.
    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut found = Vec::with_capacity(tenants.len());
        for tenant in tenants {
            found.extend(self.get(tenant, table, &[key]).await?);
        }
        Ok(found)
    }

    /// Writes the batch in one transaction, if all the fences are current; else fails with
    /// [`StoreError::StaleEpoch`]. A lease that the batch [gives back](Batch::release) is given back in it: it is not free before the
    /// writes are there, and stays held if the commit fails. Without fences it is an operator's write, allowed at any time.
    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError>;
}

#[async_trait]
impl<S: Store + ?Sized> Store for Arc<S> {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        (**self).try_acquire(key, owner, ttl).await
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        (**self).renew(lease, ttl).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        (**self).release(lease).await
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        (**self).held_leases(tenant).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        (**self).get(tenant, table, keys).await
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        (**self).scan(tenant, table, scan).await
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        (**self).count(tenant, table, prefix).await
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        (**self).scan_tables(tenant, tables, limit).await
    }

    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        (**self).get_of_tenants(tenants, table, key).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        (**self).commit(tenant, fences, batch).await
    }
}

/// A document with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The key.
    pub key: String,
    /// The whole document.
    pub value: String,
}

impl Document {
    /// A document with its key.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into() }
    }
}

/// Which documents a scan returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scan<'a> {
    /// Only keys that begin so, taken literally; the empty prefix is all of them.
    pub prefix: &'a str,
    /// Only keys behind this one: the last key of the page before. It need not exist.
    pub after: Option<&'a str>,
    /// The maximum number of documents; a page has fewer only where there are no more.
    pub limit: usize,
}

impl<'a> Scan<'a> {
    /// The first `limit` documents of a table.
    pub fn first(limit: usize) -> Self {
        Self { prefix: "", after: None, limit }
    }

    /// Only keys that begin with `prefix`.
    #[must_use]
    pub fn prefix(self, prefix: &'a str) -> Self {
        Self { prefix, ..self }
    }

    /// Only keys behind `key`.
    #[must_use]
    pub fn after(self, key: &'a str) -> Self {
        Self { after: Some(key), ..self }
    }

    /// The maximum number of documents.
    #[must_use]
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}
