//! Who may write: leases, and the fences that commits carry.

use std::any::Any;
use std::fmt;

use super::StoreError;

/// What a lease is for: one process of one tenant, or another thing that only one may do at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
}

impl fmt::Display for LeaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.tenant, self.name)
    }
}

/// The right by which a commit writes: refused once the lease has been given to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fence {
    /// The lease.
    pub key: LeaseKey,
    /// The number under which it was given; each one that is given out later is greater, for ever.
    pub epoch: u64,
}

impl Fence {
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
        Err(StoreError::StaleEpoch { key: self.key.clone(), held: self.epoch, current })
    }
}

/// A lease that is held. Dropping it gives it back, as far as the store can do that without waiting;
/// [`Store::release`](super::Store::release) does so in an orderly way.
pub struct Lease {
    fence: Fence,
    owner: String,
    _guard: Box<dyn Any + Send + Sync>,
}

impl Lease {
    /// A lease for a store to give out: `guard` is dropped with it, and ends it.
    pub fn new(fence: Fence, owner: impl Into<String>, guard: impl Any + Send + Sync) -> Self {
        Self { fence, owner: owner.into(), _guard: Box::new(guard) }
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
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("fence", &self.fence)
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}
