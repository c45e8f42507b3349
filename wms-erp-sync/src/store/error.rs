//! What can go wrong with a store.

use std::error::Error;

use super::LeaseKey;

/// Why a store could not do what was asked. Nothing was written, unless a variant says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The lease is lost: its time is over, it was released, or another engine holds it now. Stop: another engine may be
    /// doing this work.
    #[error("the lease {key} is lost (epoch {held} held, {current} current): stop this run")]
    StaleEpoch {
        /// The lease.
        key: LeaseKey,
        /// The epoch that the commit carried.
        held: u64,
        /// The epoch that is current; 0 when the store has never given the lease out.
        current: u64,
    },
    /// The store could not be opened. Not worth trying again before a person has looked.
    #[error("cannot open the store {place}: {problem}")]
    Open {
        /// The file or database.
        place: String,
        /// What is wrong, and what to do.
        problem: String,
        /// What the system said.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// A later version of this software wrote the store. Use that version: nothing is read, because it could be misread.
    #[error(
        "the store has schema version {found}, this version knows {known}: use the newer version of the software"
    )]
    NewerSchema {
        /// The version in the store.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// A later version of this software wrote the document. It is neither read nor replaced.
    #[error(
        "the document {place} has version {found}, and this version of the software knows version {known}: upgrade this \
         service to the version that wrote it, or restore the backup of the store from before that"
    )]
    NewerDocument {
        /// Where: table and key.
        place: String,
        /// The version of the document.
        found: u64,
        /// The newest version known here.
        known: u32,
    },
    /// What the store holds cannot be what was written there.
    #[error("the store is damaged at {place}: {detail}")]
    Corrupt {
        /// Where: table and key, for example.
        place: String,
        /// What is wrong there.
        detail: String,
    },
    /// The file or database is no longer the one that was opened: it was deleted, emptied, replaced or overwritten
    /// meanwhile. Nothing is read or written any more, so that nothing is taken for new that was done already.
    #[error("the store {place} {what} while it was in use")]
    Lost {
        /// The file or database.
        place: String,
        /// What became of it, as the middle of the sentence.
        what: &'static str,
    },
    /// The disk under the store is full, or fails, or a limit on its files was reached. It works again once there is room. A commit
    /// that failed so may have been written, as with [`Backend`](Self::Backend).
    #[error("{place}: failed to {action}, since the disk is full or fails")]
    Disk {
        /// The file or database.
        place: String,
        /// What was being done, as the end of "failed to …".
        action: &'static str,
        /// What the system said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The database failed; trying again may help. A commit that failed so may have been written:
    /// read back, or write the same again.
    #[error("the store failed to {action}")]
    Backend {
        /// What was being done, as the end of "failed to …".
        action: &'static str,
        /// What the database said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    /// A failure of the database behind a store.
    pub fn backend(action: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Backend { action, source: source.into() }
    }

    /// Whether a lease is lost.
    pub fn is_stale_epoch(&self) -> bool {
        matches!(self, Self::StaleEpoch { .. })
    }
}
