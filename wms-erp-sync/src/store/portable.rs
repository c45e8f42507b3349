//! What moving everything from one store to another needs beside a [`Store`].

use async_trait::async_trait;

use super::{Lease, LeaseKey, Store, StoreError};

/// A store that can be moved from, and to, as a whole.
#[async_trait]
pub trait Portable: Store {
    /// Where it is, for people: without user and password.
    fn place(&self) -> String;

    /// The tenants of which anything is kept: documents or leases.
    async fn tenants(&self) -> Result<Vec<String>, StoreError>;

    /// How many documents a tenant has, in tables that this version of the software does not know too.
    async fn size(&self, tenant: &str) -> Result<u64, StoreError>;

    /// The leases of a tenant that were ever given out, by name.
    async fn leases(&self, tenant: &str) -> Result<Vec<LeaseState>, StoreError>;

    /// Takes a lease that lasts until it is released, also when the process ends, under an epoch greater than `above`. `None` while
    /// another owner has it; the same owner is given it again, under another epoch.
    async fn reserve(&self, key: &LeaseKey, owner: &str, above: u64) -> Result<Option<Lease>, StoreError>;
}

/// What is kept of a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeaseState {
    /// The lease.
    pub key: LeaseKey,
    /// The number under which it was given out last.
    pub epoch: u64,
    /// Who took it last.
    pub owner: String,
    /// Whether that one still has it.
    pub held: bool,
}

impl LeaseState {
    /// For those who implement a store.
    pub fn new(key: LeaseKey, epoch: u64, owner: impl Into<String>, held: bool) -> Self {
        Self { key, epoch, owner: owner.into(), held }
    }
}
