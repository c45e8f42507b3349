//! Who may write: leases, and the fences that commits carry.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::StoreError;
use crate::clock::later;

/// What the leases begin with that say that an engine serves. They belong to no tenant.
const SERVICE: &str = "service/";

/// What a lease is for: one process of one tenant, or another thing that only one may do at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct LeaseKey {
    /// The tenant.
    pub tenant: String,
    /// A process's name, or a name like `article_writer`.
    pub name: String,
}

impl LeaseKey {
    /// The key of `name` at `tenant`.
    pub fn new(tenant: impl Into<String>, name: impl Into<String>) -> Self {
        Self { tenant: tenant.into(), name: name.into() }
    }

    /// What says that an engine serves: the one with this number among those that do.
    pub(crate) fn of_service(number: usize) -> Self {
        Self::new("", format!("{SERVICE}{number}"))
    }

    /// Whether it says that an engine serves.
    pub(crate) fn is_of_service(&self) -> bool {
        self.tenant.is_empty() && self.name.starts_with(SERVICE)
    }
}

impl fmt::Display for LeaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.tenant, self.name)
    }
}

/// The right by which a commit writes: refused once the lease has been given to another holder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Fence {
    /// The lease.
    pub key: LeaseKey,
    /// The number under which it was given: monotonically increasing for each key.
    pub epoch: u64,
}

impl Fence {
    /// The right that a lease gave under this number.
    pub fn new(key: LeaseKey, epoch: u64) -> Self {
        Self { key, epoch }
    }

    /// For those who implement a store: refuses a fence that is not the `current` epoch of its lease, which is 0 for a
    /// lease that was never given out. Call it inside the transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError::StaleEpoch`].
    pub fn check(&self, current: u64) -> Result<(), StoreError> {
        if self.epoch == current && current > 0 {
            return Ok(());
        }
        Err(self.lost(current))
    }

    /// For those who implement a store: the refusal of a holder that has lost its lease.
    pub fn lost(&self, current: u64) -> StoreError {
        StoreError::StaleEpoch { key: self.key.clone(), held: self.epoch, current }
    }
}

/// A lease that was given out: plain data. It lasts until [`valid_until`](Self::valid_until) unless it is renewed, and ends
/// earlier with [`Store::release`](super::Store::release). Dropping it does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    fence: Fence,
    owner: String,
    valid_until: DateTime<Utc>,
}

impl Lease {
    /// A lease for a store to give out.
    pub fn new(fence: Fence, owner: impl Into<String>, valid_until: DateTime<Utc>) -> Self {
        Self { fence, owner: owner.into(), valid_until }
    }

    /// What commits carry.
    pub fn fence(&self) -> &Fence {
        &self.fence
    }

    /// What the lease is for.
    pub fn key(&self) -> &LeaseKey {
        &self.fence.key
    }

    /// The number under which it was given.
    pub fn epoch(&self) -> u64 {
        self.fence.epoch
    }

    /// Who holds it, in the words given to [`Store::try_acquire`](super::Store::try_acquire).
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// When it ends unless it is renewed, by the clock of the store. A holder goes by its own clock instead: a lease lasts no
    /// longer than its duration from the moment before it was asked for.
    pub fn valid_until(&self) -> DateTime<Utc> {
        self.valid_until
    }
}

/// For those who implement a store: the time for which a lease is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    until: DateTime<Utc>,
    duration: TimeDelta,
}

impl Term {
    /// From `now` on, for `duration`.
    pub fn new(now: DateTime<Utc>, duration: Duration) -> Self {
        let until = later(now, duration);
        Self { until, duration: until - now }
    }

    /// As it was kept.
    pub fn kept(until: DateTime<Utc>, duration: TimeDelta) -> Self {
        Self { until, duration }
    }

    /// When it ends.
    pub fn until(&self) -> DateTime<Utc> {
        self.until
    }

    /// How long it was meant to last when it began.
    pub fn duration(&self) -> TimeDelta {
        self.duration
    }

    /// Whether it is over. A clock that is set back must not make a lease last for days: what ends later than twice the
    /// duration from now was given out by a clock that was ahead, and is over too. A smaller step back only makes the lease
    /// last longer, by less than its duration.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.until || self.until - now > self.duration.checked_mul(2).unwrap_or(TimeDelta::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_ends_by_time_or_by_a_clock_that_was_set_back_far() {
        let now: DateTime<Utc> = "2026-03-02T07:00:00Z".parse().unwrap();
        let (minute, second) = (TimeDelta::minutes(1), TimeDelta::seconds(1));
        let term = Term::new(now, Duration::from_secs(60));
        assert!(!term.is_over(now) && !term.is_over(now + minute - second));
        assert!(term.is_over(now + minute) && term.is_over(now + minute * 1000));
        assert!(!term.is_over(now - minute), "a small step back");
        assert!(term.is_over(now - minute - second), "a large one");
        assert!(Term::new(now, Duration::ZERO).is_over(now));
        assert!(!Term::new(now, Duration::MAX).is_over(now), "no overflow");
    }
}
