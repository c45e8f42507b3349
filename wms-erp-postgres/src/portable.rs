//! The database as something that is moved from, and to, as a whole.

use std::time::Duration;

use async_trait::async_trait;
use wms_erp_sync::store::{Fence, Lease, LeaseKey, LeaseState, Portable, StoreError, Term};

use crate::PostgresStore;
use crate::failure::Failure;
use crate::lease::KeptLease;
use crate::session::Session;
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

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let tenants: Vec<(String,)> = session.rows(&self.0.sql.tenants, &[]).await?;
        Ok(tenants.into_iter().map(|(tenant,)| tenant).collect())
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

    async fn run(&self, session: &mut Session<'_>) -> Result<u64, Failure> {
        let size: Option<(i64,)> = session.row(&self.store.sql.size, &[self.tenant.into()]).await?;
        Ok(size.map_or(0, |(size,)| size.unsigned_abs()))
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

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let given = self.store.all_given();
        let (now, all) = self.store.kept_leases(session, self.tenant).await?;
        let state = |KeptLease { key, owner, epoch, term }| {
            let given = given.get(&key).copied().unwrap_or_default();
            let epoch = self.store.known(&key, epoch, given)?;
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

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let Self { store, key, owner, above } = self;
        let of = [(&key.tenant).into(), (&key.name).into()];
        session.later(&store.sql.new_lease, &of)?;
        let (row, now) = store.locked(session, &store.sql.taken_lease, key).await?;
        let holder: Option<(String,)> = session.row(&store.sql.owner, &of).await?;
        let (Some(row), Some((holder,))) = (row, holder) else { return Ok(None) };
        if !row.term.is_over(now) && holder != *owner {
            return Ok(None);
        }
        let (epoch, term) = (row.epoch.max(*above) + 1, Term::new(now, LONG));
        store.write_lease(session, key, epoch, owner, term)?;
        Ok(Some(Lease::new(Fence::new((*key).clone(), epoch), *owner, term.until())))
    }

    fn done(&self, lease: &Self::Output) {
        if let Some(lease) = lease {
            self.store.note_given(lease.key(), lease.epoch());
        }
    }
}
