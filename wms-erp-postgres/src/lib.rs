#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod clock;
mod connect;
mod connections;
mod document;
mod failure;
mod lease;
mod portable;
mod schedule;
mod schema;
mod session;
mod transaction;
mod value;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
pub use clock::DatabaseClock;
pub use connect::PostgresStoreBuilder;
pub use schedule::PostgresScheduler;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Batch, Document, Fence, Lease, LeaseKey, Scan, Store, StoreError, Table};

/// Documents and leases as rows of a PostgreSQL database, version 15 or later.
///
/// Everything is done in single statements and short transactions: no sessions, no prepared statements that have a name, no
/// advisory locks of sessions, no notifications. So it works behind a pooler that lends a connection for one transaction, such as
/// pgbouncer with `pool_mode = transaction`. The clock of the database decides when a lease is over, so that the clocks of the
/// machines need not agree; an engine on several machines takes a [`DatabaseClock`], so that the times it remembers are the database's
/// too.
///
/// A transaction whose connection broke, or that the database chose to undo, is tried again a few times. If a commit
/// was not confirmed, its outcome is looked up in the database. What remains is a [`StoreError::Backend`], or a
/// [`StoreError::Disk`] if the disk of the database is full or fails.
///
/// Clones share their connections.
#[derive(Clone)]
pub struct PostgresStore {
    connections: Arc<connections::Connections>,
    /// For messages: where it is, without user and password.
    place: Arc<str>,
    sql: Arc<schema::Sql>,
    /// Instead of the database's.
    clock: Option<Arc<dyn Clock>>,
    /// What follows it.
    sets: Option<DatabaseClock>,
    /// The last epoch of each lease that was given out here. The database cannot have a lower one, unless an older copy of it was
    /// put in its place.
    given: Arc<Mutex<HashMap<LeaseKey, u64>>>,
}

impl PostgresStore {
    /// Closes the connections, after the transactions under way.
    pub async fn close(&self) {
        self.connections.close().await;
    }

    fn all_given(&self) -> HashMap<LeaseKey, u64> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn given(&self, key: &LeaseKey) -> u64 {
        self.given.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied().unwrap_or_default()
    }

    fn note_given(&self, key: &LeaseKey, epoch: u64) {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let last = given.entry(key.clone()).or_default();
        *last = epoch.max(*last);
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.transaction(&lease::Take { store: self, key, owner, ttl }).await
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        self.transaction(&lease::Renew { store: self, lease, ttl }).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.transaction(&lease::Release { store: self, lease: &lease }).await
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        self.transaction(&lease::Held { store: self, tenant }).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        self.transaction(&document::Get { sql: &self.sql, tenant, table, keys }).await
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        self.transaction(&document::Scanned { sql: &self.sql, tenant, table, scan }).await
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        self.transaction(&document::Count { sql: &self.sql, tenant, table, prefix }).await
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        self.transaction(&document::ScannedTables { sql: &self.sql, tenant, tables, limit }).await
    }

    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        self.transaction(&document::OfTenants { sql: &self.sql, tenants, table, key }).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let steps = batch.into_steps();
        self.transaction(&document::Commit { store: self, tenant, fences, steps: &steps }).await
    }
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore").field("place", &self.place).finish_non_exhaustive()
    }
}
