//! The file as something that is moved from, and to, as a whole.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::SqliteConnection;

use super::SqliteStore;
use super::statement::{self, LeaseRow};
use crate::store::portable::{LeaseState, Portable};
use crate::store::{Fence, Lease, LeaseKey, StoreError, Term};

/// A hundred years.
const LONG: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

#[async_trait]
impl Portable for SqliteStore {
    fn place(&self) -> String {
        self.place.path().display().to_string()
    }

    async fn tenants(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT tenant FROM document UNION SELECT tenant FROM lease ORDER BY tenant";
        let mut reading = self.read("list tenants").await?;
        let found = sqlx::query_scalar(sql).fetch_all(reading.connection()).await;
        reading.end(found)
    }

    async fn size(&self, tenant: &str) -> Result<u64, StoreError> {
        let mut reading = self.read("count documents").await?;
        let query = sqlx::query_scalar("SELECT count(*) FROM document WHERE tenant = ?").bind(tenant);
        let found: Result<i64, _> = query.fetch_one(reading.connection()).await;
        reading.end(found.map(i64::unsigned_abs))
    }

    async fn leases(&self, tenant: &str) -> Result<Vec<LeaseState>, StoreError> {
        let mut reading = self.read("read leases").await?;
        let sql = "SELECT name, owner FROM lease WHERE tenant = ? ORDER BY name";
        let found = sqlx::query_as(sql).bind(tenant).fetch_all(reading.connection()).await;
        let names: Vec<(String, String)> = reading.end(found)?;
        let mut states = Vec::new();
        for (name, owner) in names {
            let key = LeaseKey::new(tenant, name);
            let is_unlocked = self.leases.try_lock(&key)?.is_some();
            let mut reading = self.read("read a lease").await?;
            let (row, epoch) = self.row(reading.connection(), &key).await?;
            reading.end(Ok(()))?;
            let held = row.is_some_and(|row| self.is_held(row, is_unlocked));
            states.push(LeaseState { key, epoch, owner, held });
        }
        Ok(states)
    }

    async fn reserve(&self, key: &LeaseKey, owner: &str, above: u64) -> Result<Option<Lease>, StoreError> {
        let failed = |error| self.failure("reserve a lease", error);
        let lock = self.leases.try_lock(key)?;
        let (mut writing, row, epoch) = self.begin_with("reserve a lease", key).await?;
        let is_held = row.is_some_and(|row| self.is_held(row, lock.is_some()));
        if is_held && owner_of(writing.connection(), key).await.map_err(failed)?.as_deref() != Some(owner) {
            return Ok(None);
        }
        let (epoch, term) = (epoch.max(above) + 1, Term::new(self.clock.now(), LONG));
        let row = LeaseRow::new(epoch, term, false);
        statement::give_lease(writing.connection(), key, owner, row).await.map_err(failed)?;
        writing.end();
        Ok(Some(Lease::new(Fence { key: key.clone(), epoch }, owner, term.until())))
    }
}

impl SqliteStore {
    /// A lock that is free says nothing about a holder who never had it.
    fn is_held(&self, row: LeaseRow, is_unlocked: bool) -> bool {
        !(row.is_over(self.clock.now()) || row.locked && is_unlocked)
    }
}

async fn owner_of(connection: &mut SqliteConnection, key: &LeaseKey) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT owner FROM lease WHERE tenant = ? AND name = ?";
    sqlx::query_scalar(sql).bind(&key.tenant).bind(&key.name).fetch_optional(connection).await
}
