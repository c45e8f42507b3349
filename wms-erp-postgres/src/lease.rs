//! Leases as rows.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{AssertSqlSafe, PgConnection, Row as _};
use wms_erp_sync::store::{Fence, Lease, LeaseKey, StoreError, Term};

use crate::failure::Failure;
use crate::transaction::Work;
use crate::{DatabaseClock, PostgresStore};

/// What the error says of a database whose epochs are lower than they were.
const OLDER: &str = "was replaced by an older copy";

/// What is kept of a lease.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) epoch: u64,
    pub(crate) term: Term,
}

pub(crate) struct Take<'a> {
    pub(crate) store: &'a PostgresStore,
    pub(crate) key: &'a LeaseKey,
    pub(crate) owner: &'a str,
    pub(crate) ttl: Duration,
}

#[async_trait]
impl Work for Take<'_> {
    type Output = Option<Lease>;

    fn action(&self) -> &'static str {
        "take a lease"
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Self::Output, Failure> {
        let Self { store, key, .. } = self;
        let row = match store.locked(connection, &store.sql.taken_lease, key).await? {
            Some(row) => row,
            None => {
                // A row to lock, over since 1970.
                let query = sqlx::query(AssertSqlSafe(&*store.sql.new_lease));
                let query = query.bind(&key.tenant).bind(&key.name).persistent(false);
                query.execute(&mut *connection).await?;
                match store.locked(connection, &store.sql.taken_lease, key).await? {
                    Some(row) => row,
                    None => return Ok(None),
                }
            }
        };
        let now = store.now(connection).await?;
        if !row.term.is_over(now) {
            return Ok(None);
        }
        let (epoch, term) = (row.epoch + 1, Term::new(now, self.ttl));
        store.write_lease(connection, key, epoch, self.owner, term).await?;
        Ok(Some(Lease::new(Fence::new((*key).clone(), epoch), self.owner, term.until())))
    }

    fn done(&self, lease: &Self::Output) {
        if let Some(lease) = lease {
            self.store.note_given(lease.key(), lease.epoch());
        }
    }
}

pub(crate) struct Renew<'a> {
    pub(crate) store: &'a PostgresStore,
    pub(crate) lease: &'a Lease,
    pub(crate) ttl: Duration,
}

#[async_trait]
impl Work for Renew<'_> {
    type Output = Lease;

    fn action(&self) -> &'static str {
        "renew a lease"
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Lease, Failure> {
        let Self { store, lease, .. } = self;
        let row = store.locked(connection, &store.sql.kept_lease, lease.key()).await?;
        let epoch = row.map_or(0, |row| row.epoch);
        lease.fence().check(epoch)?;
        let now = store.now(connection).await?;
        if row.is_none_or(|row| row.term.is_over(now)) {
            return Err(lease.fence().lost(epoch).into());
        }
        let term = Term::new(now, self.ttl);
        store.write_lease(connection, lease.key(), epoch, lease.owner(), term).await?;
        Ok(Lease::new(lease.fence().clone(), lease.owner(), term.until()))
    }
}

pub(crate) struct Release<'a> {
    pub(crate) store: &'a PostgresStore,
    pub(crate) lease: &'a Lease,
}

#[async_trait]
impl Work for Release<'_> {
    type Output = ();

    fn action(&self) -> &'static str {
        "release a lease"
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<(), Failure> {
        let Self { store, lease } = self;
        let row = store.locked(connection, &store.sql.kept_lease, lease.key()).await?;
        if row.is_none_or(|row| row.epoch != lease.epoch()) {
            return Ok(());
        }
        let over = Term::kept(DateTime::UNIX_EPOCH, TimeDelta::zero());
        Ok(store.write_lease(connection, lease.key(), lease.epoch(), lease.owner(), over).await?)
    }
}

pub(crate) struct Held<'a> {
    pub(crate) store: &'a PostgresStore,
    pub(crate) tenant: &'a str,
}

#[async_trait]
impl Work for Held<'_> {
    type Output = Vec<Lease>;

    fn action(&self) -> &'static str {
        "read leases"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<Self::Output, Failure> {
        let (now, all) = self.store.kept_leases(connection, self.tenant).await?;
        let held = all.into_iter().filter(|kept| !kept.term.is_over(now));
        let lease = |KeptLease { key, owner, epoch, term }| {
            Lease::new(Fence::new(key, epoch.unsigned_abs()), owner, term.until())
        };
        Ok(held.map(lease).collect())
    }
}

/// A lease as it is stored, whether it is held or not.
pub(crate) struct KeptLease {
    pub(crate) key: LeaseKey,
    pub(crate) owner: String,
    /// As the database has it: not checked.
    pub(crate) epoch: i64,
    pub(crate) term: Term,
}

/// A term as it is kept.
pub(crate) fn term(until: i64, duration: i64) -> Term {
    let until = DateTime::from_timestamp_millis(until).unwrap_or(DateTime::<Utc>::MAX_UTC);
    Term::kept(until, TimeDelta::try_milliseconds(duration).unwrap_or(TimeDelta::MAX))
}

impl PostgresStore {
    /// Refuses a fence that is not current, and keeps the lease from being taken until the transaction has ended.
    pub(crate) async fn check_fence(
        &self,
        connection: &mut PgConnection,
        fence: &Fence,
    ) -> Result<(), Failure> {
        let query = sqlx::query_scalar(AssertSqlSafe(&*self.sql.epoch)).bind(&fence.key.tenant);
        let query = query.bind(&fence.key.name).persistent(false);
        let epoch: Option<i64> = query.fetch_optional(connection).await?;
        Ok(fence.check(self.known(&fence.key, epoch.unwrap_or(0))?)?)
    }

    /// The lease, which no one else can take or renew until the transaction has ended.
    pub(crate) async fn locked(
        &self,
        connection: &mut PgConnection,
        sql: &str,
        key: &LeaseKey,
    ) -> Result<Option<Row>, Failure> {
        let query = sqlx::query_as(AssertSqlSafe(sql)).bind(&key.tenant).bind(&key.name);
        let row: Option<(i64, i64, i64)> = query.persistent(false).fetch_optional(connection).await?;
        let epoch = self.known(key, row.map_or(0, |(epoch, ..)| epoch))?;
        Ok(row.map(|(_, until, duration)| Row { epoch, term: term(until, duration) }))
    }

    /// An epoch as it was read, if it can be.
    pub(crate) fn known(&self, key: &LeaseKey, epoch: i64) -> Result<u64, StoreError> {
        let epoch = u64::try_from(epoch).map_err(|_| StoreError::Corrupt {
            place: format!("lease {key}"),
            detail: "its epoch is negative".to_owned(),
        })?;
        if epoch < self.given(key) {
            return Err(StoreError::Lost { place: self.place.to_string(), what: OLDER });
        }
        Ok(epoch)
    }

    /// All leases of a tenant, and the time by which they are held or over.
    pub(crate) async fn kept_leases(
        &self,
        connection: &mut PgConnection,
        tenant: &str,
    ) -> Result<(DateTime<Utc>, Vec<KeptLease>), Failure> {
        let now = self.now(connection).await?;
        let query = sqlx::query_as(AssertSqlSafe(&*self.sql.leases)).bind(tenant);
        let rows: Vec<(String, String, i64, i64, i64)> =
            query.persistent(false).fetch_all(connection).await?;
        let kept = |(name, owner, epoch, until, duration)| KeptLease {
            key: LeaseKey::new(tenant, name),
            owner,
            epoch,
            term: term(until, duration),
        };
        Ok((now, rows.into_iter().map(|row: (String, String, i64, i64, i64)| kept(row)).collect()))
    }

    /// To be noted before the database is asked for its time, where a clock follows it.
    pub(crate) fn asking(&self) -> Option<DateTime<Utc>> {
        self.sets.as_ref().map(DatabaseClock::asking)
    }

    /// It has shown this time since then.
    pub(crate) fn note_time(&self, asked: Option<DateTime<Utc>>, said: DateTime<Utc>) {
        if let Some((clock, asked)) = self.sets.as_ref().zip(asked) {
            clock.learn(asked, said);
        }
    }

    /// To be asked when the row is locked: waiting for that takes time.
    pub(crate) async fn now(&self, connection: &mut PgConnection) -> Result<DateTime<Utc>, Failure> {
        let asked = self.asking();
        let now = match &self.clock {
            Some(clock) => clock.now(),
            None => {
                let sql = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
                // One round trip: with nothing to bind, it need not be prepared.
                let now: i64 = sqlx::raw_sql(sql).fetch_one(connection).await?.try_get(0)?;
                DateTime::from_timestamp_millis(now).unwrap_or_default()
            }
        };
        self.note_time(asked, now);
        Ok(now)
    }

    /// Writes the next epoch of a lease that is [locked](Self::locked), or the same with another term.
    pub(crate) async fn write_lease(
        &self,
        connection: &mut PgConnection,
        key: &LeaseKey,
        epoch: u64,
        owner: &str,
        term: Term,
    ) -> Result<(), sqlx::Error> {
        let query = sqlx::query(AssertSqlSafe(&*self.sql.write_lease)).bind(&key.tenant).bind(&key.name);
        // Epochs count runs.
        let query = query.bind(i64::try_from(epoch).unwrap_or(i64::MAX)).bind(owner);
        let query = query.bind(term.until().timestamp_millis()).bind(term.duration().num_milliseconds());
        query.persistent(false).execute(connection).await.map(drop)
    }
}
