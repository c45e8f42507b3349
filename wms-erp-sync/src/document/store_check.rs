//! The check of a whole file, documents included.

use std::path::Path;

use super::problem;
use crate::store::{SqliteStore, StoreCheck, StoreError};

impl SqliteStore {
    /// Checks a file without writing into it: SQLite's own check of every page and index, and whether every document
    /// can be read. It may be in use at the same time.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] if it is not there, cannot be read or is not a store; [`StoreError::NewerSchema`].
    pub async fn check(path: impl AsRef<Path>) -> Result<StoreCheck, StoreError> {
        Self::look_at(path.as_ref(), problem).await
    }
}
