//! Leases as rows.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_sync::store::{Fence, Lease, LeaseKey, StoreError, Term};

use crate::failure::Failure;
use crate::session::Session;
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

/// The time, and the row if there is one.
type LockedRow = (i64, Option<i64>, Option<i64>, Option<i64>);

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

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let Self { store, key, .. } = self;
        let (row, now) = match store.locked(session, &store.sql.taken_lease, key).await? {
            (Some(row), now) => (row, now),
            (None, _) => {
                // A row to lock, over since 1970.
                session.later(&store.sql.new_lease, &[(&key.tenant).into(), (&key.name).into()])?;
                match store.locked(session, &store.sql.taken_lease, key).await? {
                    (Some(row), now) => (row, now),
                    (None, _) => return Ok(None),
                }
            }
        };
        if !row.term.is_over(now) {
            return Ok(None);
        }
        let (epoch, term) = (row.epoch + 1, Term::new(now, self.ttl));
        store.write_lease(session, key, epoch, self.owner, term)?;
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

    async fn run(&self, session: &mut Session<'_>) -> Result<Lease, Failure> {
        let Self { store, lease, .. } = self;
        let (row, now) = store.locked(session, &store.sql.kept_lease, lease.key()).await?;
        let epoch = row.map_or(0, |row| row.epoch);
        lease.fence().check(epoch)?;
        if row.is_none_or(|row| row.term.is_over(now)) {
            return Err(lease.fence().lost(epoch).into());
        }
        let term = Term::new(now, self.ttl);
        store.write_lease(session, lease.key(), epoch, lease.owner(), term)?;
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

    async fn run(&self, session: &mut Session<'_>) -> Result<(), Failure> {
        let Self { store, lease } = self;
        let (row, _) = store.locked(session, &store.sql.kept_lease, lease.key()).await?;
        if row.is_none_or(|row| row.epoch != lease.epoch()) {
            return Ok(());
        }
        let over = Term::kept(DateTime::UNIX_EPOCH, TimeDelta::zero());
        Ok(store.write_lease(session, lease.key(), lease.epoch(), lease.owner(), over)?)
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

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let (now, all) = self.store.kept_leases(session, self.tenant).await?;
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
    pub(crate) async fn check_fence(&self, session: &mut Session<'_>, fence: &Fence) -> Result<(), Failure> {
        let values = [(&fence.key.tenant).into(), (&fence.key.name).into()];
        let given = self.given(&fence.key);
        let epoch: Option<(i64,)> = session.row(&self.sql.epoch, &values).await?;
        let epoch = epoch.map_or(0, |(epoch,)| epoch);
        Ok(fence.check(self.known(&fence.key, epoch, given)?)?)
    }

    /// The lease, which no one else can take or renew until the transaction has ended, and the time at which it was locked: waiting for
    /// that takes time.
    pub(crate) async fn locked(
        &self,
        session: &mut Session<'_>,
        sql: &str,
        key: &LeaseKey,
    ) -> Result<(Option<Row>, DateTime<Utc>), Failure> {
        let (asked, given) = (self.asking(), self.given(key));
        let values = [(&key.tenant).into(), (&key.name).into(), self.given_now().into()];
        let row: Option<LockedRow> = session.row(sql, &values).await?;
        let (now, epoch, until, duration) = row.ok_or(sqlx::Error::RowNotFound)?;
        let now = DateTime::from_timestamp_millis(now).unwrap_or_default();
        self.note_time(asked, now);
        let row = epoch.zip(until.zip(duration));
        let epoch = self.known(key, row.map_or(0, |(epoch, _)| epoch), given)?;
        Ok((row.map(|(_, (until, duration))| Row { epoch, term: term(until, duration) }), now))
    }

    /// An epoch as it was read, if it can be: not below the one that had been [given](Self::given) out here before the database was
    /// asked. One that was given out since may be missing in the answer.
    pub(crate) fn known(&self, key: &LeaseKey, epoch: i64, given: u64) -> Result<u64, StoreError> {
        let epoch = u64::try_from(epoch).map_err(|_| StoreError::Corrupt {
            place: format!("lease {key}"),
            detail: "its epoch is negative".to_owned(),
        })?;
        if epoch < given {
            return Err(StoreError::Lost { place: self.place.to_string(), what: OLDER });
        }
        Ok(epoch)
    }

    /// All leases of a tenant, and the time by which they are held or over.
    pub(crate) async fn kept_leases(
        &self,
        session: &mut Session<'_>,
        tenant: &str,
    ) -> Result<(DateTime<Utc>, Vec<KeptLease>), Failure> {
        let now = self.now(session).await?;
        let rows: Vec<(String, String, i64, i64, i64)> =
            session.rows(&self.sql.leases, &[tenant.into()]).await?;
        let kept = |(name, owner, epoch, until, duration)| KeptLease {
            key: LeaseKey::new(tenant, name),
            owner,
            epoch,
            term: term(until, duration),
        };
        Ok((now, rows.into_iter().map(|row: (String, String, i64, i64, i64)| kept(row)).collect()))
    }

    /// The time, where the clock of the database does not count.
    pub(crate) fn given_now(&self) -> Option<i64> {
        self.clock.as_ref().map(|clock| clock.now().timestamp_millis())
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

    /// The time by the clock that counts.
    pub(crate) async fn now(&self, session: &mut Session<'_>) -> Result<DateTime<Utc>, Failure> {
        let asked = self.asking();
        let now = match self.given_now() {
            Some(now) => now,
            None => {
                let sql = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
                let (now,) = session.row(sql, &[]).await?.ok_or(sqlx::Error::RowNotFound)?;
                now
            }
        };
        let now = DateTime::from_timestamp_millis(now).unwrap_or_default();
        self.note_time(asked, now);
        Ok(now)
    }

    /// Gives leases back with the commit; nothing happens to those that are lost.
    pub(crate) fn end_leases(&self, session: &mut Session<'_>, fences: &[Fence]) -> Result<(), sqlx::Error> {
        // In one order, so that two commits never wait for each other.
        let mut fences: Vec<&Fence> = fences.iter().collect();
        fences.sort_unstable();
        for Fence { key, epoch, .. } in fences {
            let epoch = i64::try_from(*epoch).unwrap_or(i64::MAX);
            let values = [(&key.tenant).into(), (&key.name).into(), epoch.into()];
            session.later(&self.sql.end_lease, &values)?;
        }
        Ok(())
    }

    /// Writes the next epoch of a lease that is [locked](Self::locked), or the same with another term, with the commit.
    pub(crate) fn write_lease(
        &self,
        session: &mut Session<'_>,
        key: &LeaseKey,
        epoch: u64,
        owner: &str,
        term: Term,
    ) -> Result<(), sqlx::Error> {
        // Epochs count runs.
        let epoch = i64::try_from(epoch).unwrap_or(i64::MAX);
        let (until, duration) = (term.until().timestamp_millis(), term.duration().num_milliseconds());
        let (tenant, name) = ((&key.tenant).into(), (&key.name).into());
        let values = [tenant, name, epoch.into(), owner.into(), until.into(), duration.into()];
        session.later(&self.sql.write_lease, &values)
    }
}
