//! The database as something that is moved from, and to, as a whole.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::{AssertSqlSafe, PgConnection};
use wms_erp_sync::store::{Fence, Lease, LeaseKey, LeaseState, Portable, StoreError, Term};

use crate::PostgresStore;
use crate::failure::Failure;
use crate::lease::KeptLease;
use crate::transaction::Work;

/// A hundred years.
const LONG: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

#[async_trait]
impl Portable for PostgresStore {
    fn place(&self) -> String {
        self.place.to_string()
    }

    async fn tenants(&self) -> Result<Vec<String>, StoreError> {
        self.transaction(&Tenants(self)).await
    }

    async fn size(&self, tenant: &str) -> Result<u64, StoreError> {
        self.transaction(&Size { store: self, tenant }).await
    }

    async fn leases(&self, tenant: &str) -> Result<Vec<LeaseState>, StoreError> {
        self.transaction(&Leases { store: self, tenant }).await
    }

    async fn reserve(&self, key: &LeaseKey, owner: &str, above: u64) -> Result<Option<Lease>, StoreError> {
        self.transaction(&Reserve { store: self, key, owner, above }).await
    }
}

struct Tenants<'a>(&'a PostgresStore);

#[async_trait]
impl Work for Tenants<'_> {
    type Output = Vec<String>;

    fn action(&self) -> &'static str {
        "list tenants"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Self::Output, Failure> {
        let query = sqlx::query_scalar(AssertSqlSafe(&*self.0.sql.tenants)).persistent(false);
        Ok(query.fetch_all(connection).await?)
    }
}

struct Size<'a> {
    store: &'a PostgresStore,
    tenant: &'a str,
}

#[async_trait]
impl Work for Size<'_> {
    type Output = u64;

    fn action(&self) -> &'static str {
        "count documents"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<u64, Failure> {
        let query = sqlx::query_scalar(AssertSqlSafe(&*self.store.sql.size)).bind(self.tenant);
        let size: i64 = query.persistent(false).fetch_one(connection).await?;
        Ok(size.unsigned_abs())
    }
}

struct Leases<'a> {
    store: &'a PostgresStore,
    tenant: &'a str,
}

#[async_trait]
impl Work for Leases<'_> {
    type Output = Vec<LeaseState>;

    fn action(&self) -> &'static str {
        "read leases"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Self::Output, Failure> {
        let (now, all) = self.store.kept_leases(connection, self.tenant).await?;
        let state = |KeptLease { key, owner, epoch, term }| {
            let epoch = self.store.known(&key, epoch)?;
            Ok(LeaseState::new(key, epoch, owner, !term.is_over(now)))
        };
        all.into_iter().map(state).collect()
    }
}

struct Reserve<'a> {
    store: &'a PostgresStore,
    key: &'a LeaseKey,
    owner: &'a str,
    above: u64,
}

#[async_trait]
impl Work for Reserve<'_> {
    type Output = Option<Lease>;

    fn action(&self) -> &'static str {
        "reserve a lease"
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Self::Output, Failure> {
        let Self { store, key, owner, above } = self;
        let query = sqlx::query(AssertSqlSafe(&*store.sql.new_lease)).bind(&key.tenant).bind(&key.name);
        query.persistent(false).execute(&mut *connection).await?;
        let Some(row) = store.locked(connection, &store.sql.taken_lease, key).await? else { return Ok(None) };
        let now = store.now(connection).await?;
        let query = sqlx::query_scalar(AssertSqlSafe(&*store.sql.owner)).bind(&key.tenant).bind(&key.name);
        let holder: String = query.persistent(false).fetch_one(&mut *connection).await?;
        if !row.term.is_over(now) && holder != *owner {
            return Ok(None);
        }
        let (epoch, term) = (row.epoch.max(*above) + 1, Term::new(now, LONG));
        store.write_lease(connection, key, epoch, owner, term).await?;
        Ok(Some(Lease::new(Fence::new((*key).clone(), epoch), *owner, term.until())))
    }

    fn done(&self, lease: &Self::Output) {
        if let Some(lease) = lease {
            self.store.note_given(lease.key(), lease.epoch());
        }
    }
}
