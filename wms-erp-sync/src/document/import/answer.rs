//! What an import says: how far it has come, what it has moved, why it has not.

use crate::document::Phase;
use crate::store::{LeaseKey, StoreError, Table};

/// How far the import of a tenant has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportStep<'a> {
    /// The tenant.
    pub tenant: &'a str,
    /// Documents are read, copied, or compared.
    pub phase: Phase,
    /// Documents that are done in this phase.
    pub done: u64,
    /// All of them.
    pub total: u64,
}

/// The result for a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportedTenant {
    /// The tenant.
    pub tenant: String,
    /// How many documents it has, in either store.
    pub documents: u64,
    /// The BLAKE3 hash of all of them, in hexadecimal digits: the same in either store.
    pub hash: String,
    /// Whether they had been there before.
    pub was_there: bool,
    /// Documents that are none, or that a later version has written; at most a thousand. They are in either store as they are.
    pub damaged: Vec<DamagedDocument>,
}

/// A document that cannot be read. It concerns its record only: the next runs look that up again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DamagedDocument {
    /// Tenant, table and key.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

/// Why a tenant was not imported. Nothing is ever removed from the store that is moved from.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// An engine serves it or is at work, or another import is.
    #[error(
        "the store {place} is in use: {owner} has the lease {key}; stop the service that works on it, and try again"
    )]
    #[non_exhaustive]
    InUse {
        /// Which store.
        place: String,
        /// The lease.
        key: LeaseKey,
        /// Who has it.
        owner: String,
    },
    /// There is no such tenant.
    #[error("the store {place} has no tenant {tenant:?}")]
    #[non_exhaustive]
    UnknownTenant {
        /// The store that is moved from.
        place: String,
        /// The name that was given.
        tenant: String,
    },
    /// The tenant has other documents there already.
    #[error(
        "the store {place} has other documents of the tenant {tenant:?} already, and they are not merged: \
         import into a store that does not \
         have the tenant"
    )]
    #[non_exhaustive]
    Occupied {
        /// The store that is moved to.
        place: String,
        /// The tenant.
        tenant: String,
    },
    /// There are documents in tables that this version does not know.
    #[error(
        "the store {place} has documents of the tenant {tenant:?} that this version does not know: use the version that wrote them"
    )]
    #[non_exhaustive]
    UnknownTables {
        /// The store that is moved from.
        place: String,
        /// The tenant.
        tenant: String,
    },
    /// A document that a database cannot hold.
    #[error("the document {place} contains a zero byte and cannot be stored in a database: it is damaged")]
    #[non_exhaustive]
    Unwritable {
        /// Tenant, table and key.
        place: String,
    },
    /// What was written is not what is read.
    #[error(
        "the documents of the tenant {tenant:?} in the table {table} differ: they have changed in the \
         meantime; run the import again"
    )]
    #[non_exhaustive]
    Different {
        /// The tenant.
        tenant: String,
        /// The table.
        table: Table,
    },
    /// A store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
