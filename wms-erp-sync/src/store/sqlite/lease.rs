//! Leases as rows, each with a lock on a file that ends with the process of its holder.

use std::collections::HashMap;
use std::fs::File;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::statement::{self, LeaseRow};
use super::{SqliteStore, Writing};
use crate::store::{Fence, Lease, LeaseKey, StoreError, Term};

/// Epochs only rise: where one is lower than it was, a copy has been written over the file.
const OLDER: &str = "was overwritten with other content";

/// The leases that were given out here.
#[derive(Debug, Default)]
pub(super) struct Given(Mutex<HashMap<LeaseKey, Last>>);

/// The last one of a key.
#[derive(Debug)]
struct Last {
    epoch: u64,
    /// While it is held. None for a lease whose former holder still had the lock when its time was over.
    lock: Option<File>,
}

impl Given {
    fn all(&self) -> MutexGuard<'_, HashMap<LeaseKey, Last>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last epoch of the lease that was given out here; 0 if none was.
    fn epoch(&self, key: &LeaseKey) -> u64 {
        self.all().get(key).map_or(0, |last| last.epoch)
    }

    /// The lock of an earlier lease of this key that was never given back.
    fn take_lock(&self, key: &LeaseKey) -> Option<File> {
        self.all().get_mut(key)?.lock.take()
    }

    /// Frees the lock of this lease, if it has one.
    fn unlock(&self, fence: &Fence) -> bool {
        let mut all = self.all();
        let last = all.get_mut(&fence.key).filter(|last| last.epoch == fence.epoch);
        last.and_then(|last| last.lock.take()).is_some()
    }
}

impl LeaseRow {
    pub(super) fn new(epoch: u64, term: Term, locked: bool) -> Self {
        Self {
            // Epochs count runs.
            epoch: i64::try_from(epoch).unwrap_or(i64::MAX),
            valid_until: term.until().timestamp_millis(),
            duration: term.duration().num_milliseconds(),
            locked,
        }
    }

    /// One that has been given back.
    pub(super) fn over(epoch: u64) -> Self {
        Self::new(epoch, Term::kept(DateTime::UNIX_EPOCH, TimeDelta::zero()), false)
    }

    pub(super) fn is_over(&self, now: DateTime<Utc>) -> bool {
        let until = DateTime::from_timestamp_millis(self.valid_until).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let duration = TimeDelta::try_milliseconds(self.duration).unwrap_or(TimeDelta::MAX);
        Term::kept(until, duration).is_over(now)
    }
}

impl SqliteStore {
    pub(super) async fn take(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let lock = self.leases.try_lock(key)?;
        if lock.is_none() {
            // A process that lives has it.
            let mut reading = self.read("read a lease").await?;
            let (row, _) = self.row(reading.connection(), key).await?;
            reading.end(Ok(()))?;
            if row.is_none_or(|row| !row.is_over(self.clock.now())) {
                return Ok(None);
            }
        }
        let (mut writing, row, epoch) = self.begin_with("take a lease", key).await?;
        let now = self.clock.now();
        // A lock that is free says nothing about a holder who never had it.
        let is_free = |row: LeaseRow| row.is_over(now) || (row.locked && lock.is_some());
        if row.is_some_and(|row| !is_free(row)) {
            return Ok(None);
        }
        let lock = lock.or_else(|| self.given.take_lock(key));
        let (epoch, term) = (epoch + 1, Term::new(now, ttl));
        let failed = |error| self.failure("take a lease", error);
        let row = LeaseRow::new(epoch, term, lock.is_some());
        statement::give_lease(writing.connection(), key, owner, row).await.map_err(failed)?;
        writing.end();
        self.given.all().insert(key.clone(), Last { epoch, lock });
        Ok(Some(Lease::new(Fence { key: key.clone(), epoch }, owner, term.until())))
    }

    pub(super) async fn extend(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        let (mut writing, row, epoch) = self.begin_with("renew a lease", lease.key()).await?;
        lease.fence().check(epoch)?;
        let now = self.clock.now();
        let Some(row) = row.filter(|row| !row.is_over(now)) else { return Err(lease.fence().lost(epoch)) };
        let (failed, term) = (|error| self.failure("renew a lease", error), Term::new(now, ttl));
        let row = LeaseRow::new(epoch, term, row.locked);
        statement::extend_lease(writing.connection(), lease.key(), row).await.map_err(failed)?;
        writing.commit().await.map_err(failed)?;
        Ok(Lease::new(lease.fence().clone(), lease.owner(), term.until()))
    }

    pub(super) async fn give_back(&self, lease: &Lease) -> Result<(), StoreError> {
        let was_locked = self.given.unlock(lease.fence());
        let noted = self.note_end(lease.fence()).await;
        // The lock is what counts: a full disk keeps no one from the lease.
        if was_locked { Ok(()) } else { noted }
    }

    /// After a commit that has given this lease back. If that is not reached, the lease is over by its row all the same, and the next
    /// one takes the lock from the former holder.
    pub(super) fn unlock(&self, fence: &Fence) {
        self.given.unlock(fence);
    }

    /// By their times. Whether a holder lives would have to be asked of the locks, which keeps others from them for that moment.
    pub(super) async fn held(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        let mut reading = self.read("read leases").await?;
        let found = statement::leases(reading.connection(), tenant).await;
        let (found, now) = (reading.end(found)?, self.clock.now());
        let held = found.into_iter().filter(|(.., row)| !row.is_over(now));
        let lease = |(name, owner, row): (String, String, LeaseRow)| {
            let until = DateTime::from_timestamp_millis(row.valid_until).unwrap_or(DateTime::<Utc>::MAX_UTC);
            let fence = Fence { key: LeaseKey::new(tenant, name), epoch: row.epoch.unsigned_abs() };
            Lease::new(fence, owner, until)
        };
        Ok(held.map(lease).collect())
    }

    async fn note_end(&self, fence: &Fence) -> Result<(), StoreError> {
        let failed = |error| self.failure("release a lease", error);
        self.place.check()?;
        let mut writing = self.writer.enter().await.map_err(failed)?;
        statement::extend_lease(writing.connection(), &fence.key, LeaseRow::over(fence.epoch))
            .await
            .map_err(failed)?;
        writing.end();
        Ok(())
    }

    /// Refuses a fence that is not current, and a file in which it cannot be current any more.
    pub(super) async fn check_fence(
        &self,
        connection: &mut SqliteConnection,
        fence: &Fence,
    ) -> Result<(), StoreError> {
        let (_, epoch) = self.row(connection, &fence.key).await?;
        fence.check(epoch)
    }

    /// Begins a transaction that writes. What is known in it of a lease comes along, and its epoch.
    pub(super) async fn begin_with(
        &self,
        action: &'static str,
        key: &LeaseKey,
    ) -> Result<(Writing<'_>, Option<LeaseRow>, u64), StoreError> {
        self.place.check()?;
        let given = self.given.epoch(key);
        let begun = self.writer.begin_with(key).await;
        let (writing, row) = begun.map_err(|error| self.failure(action, error))?;
        let epoch = self.epoch(key, row, given)?;
        Ok((writing, row, epoch))
    }

    /// What is known of a lease, and its epoch: 0 when it was never given out.
    pub(super) async fn row(
        &self,
        connection: &mut SqliteConnection,
        key: &LeaseKey,
    ) -> Result<(Option<LeaseRow>, u64), StoreError> {
        // Before the row is read: meanwhile another one may be given out, of which what is read knows nothing yet.
        let given = self.given.epoch(key);
        let row =
            statement::lease(connection, key).await.map_err(|error| self.failure("read a lease", error))?;
        Ok((row, self.epoch(key, row, given)?))
    }

    /// The epoch of a lease that was read, of which this one had been given out here before.
    fn epoch(&self, key: &LeaseKey, row: Option<LeaseRow>, given: u64) -> Result<u64, StoreError> {
        let epoch = row.map_or(0, |row| row.epoch).try_into().map_err(|_| StoreError::Corrupt {
            place: format!("lease {key}"),
            detail: "its epoch is negative".to_owned(),
        })?;
        if epoch < given {
            return Err(self.place.lost(OLDER));
        }
        Ok(epoch)
    }
}
