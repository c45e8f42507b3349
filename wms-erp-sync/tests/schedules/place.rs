//! Where a schedule keeps its state: in memory, and a share of them in a real file, whose commits fail inside SQLite.

use std::sync::Arc;

use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::store::{MemoryStore, Store};

use crate::sqlite_file::SqliteFile;

/// What a store that refuses to commit is noted as.
pub(crate) const REFUSED: &str = "a commit that SQLite undid";

/// A store, and what can be done to it from outside.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) store: Arc<dyn Store>,
    file: Option<Arc<SqliteFile>>,
}

impl Place {
    /// A new one, of the kind that goes with the seed.
    pub(crate) async fn of(seed: u64, _clock: &ManualClock) -> Self {
        if !seed.is_multiple_of(3) {
            return Self { store: Arc::new(MemoryStore::new()), file: None };
        }
        let (store, file) = SqliteFile::create().await;
        Self { store: Arc::new(store), file: Some(Arc::new(file)) }
    }

    /// How many times as many calls are to fail: few schedules have a store that refuses, and a run has few calls.
    pub(crate) fn more(&self) -> u32 {
        if self.file.is_some() { 10 } else { 1 }
    }

    /// Lets every write of a document fail from now on, if that is possible.
    pub(crate) async fn refuse_writes(&self) -> bool {
        match &self.file {
            Some(file) => {
                file.refuse_writes().await;
                true
            }
            None => false,
        }
    }

    /// The end of that.
    pub(crate) async fn allow_writes(&self) {
        if let Some(file) = &self.file {
            file.allow_writes().await;
        }
    }
}
