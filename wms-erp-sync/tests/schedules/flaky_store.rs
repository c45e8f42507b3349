//! A sound store behind a connection that breaks.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fastrand::Rng;
use wms_erp_sync::store::{Batch, Fence, Lease, MemoryStore, Scan, Store, StoreError, StoreLayer, Table};

use crate::experience::Experience;
use crate::sqlite_file::SqliteFile;
use crate::world::TENANT;

/// A store of which a call fails now and then. A commit that fails may have been done.
#[derive(Debug, Clone)]
pub(crate) struct FlakyStore {
    inner: Arc<dyn Store>,
    /// Where the store is a file: commits fail in SQLite itself.
    file: Option<Arc<SqliteFile>>,
    weather: Arc<Mutex<Weather>>,
    experience: Experience,
}

#[derive(Debug)]
struct Weather {
    /// Of a thousand calls so many fail.
    per_mille: u32,
    random: Rng,
}

/// When a call fails.
enum Breaks {
    Before,
    After,
    Not,
}

impl FlakyStore {
    pub(crate) async fn new(seed: u64, sqlite: bool, experience: Experience) -> Self {
        let weather = Weather { per_mille: 0, random: Rng::with_seed(seed) };
        Self::over(sqlite, Arc::new(Mutex::new(weather)), experience).await
    }

    async fn over(sqlite: bool, weather: Arc<Mutex<Weather>>, experience: Experience) -> Self {
        if !sqlite {
            return Self { inner: Arc::new(MemoryStore::new()), file: None, weather, experience };
        }
        let (store, file) = SqliteFile::create().await;
        Self { inner: Arc::new(store), file: Some(Arc::new(file)), weather, experience }
    }

    /// What is in it now, as a store of its own: what a backup brings back.
    pub(crate) async fn backup(&self) -> Self {
        let weather = Arc::clone(&self.weather);
        let copy = Self::over(self.file.is_some(), weather, self.experience.clone()).await;
        for table in Table::ALL {
            let mut batch = Batch::new();
            for document in self.inner.scan(TENANT, *table, Scan::first(usize::MAX)).await.unwrap() {
                batch.put(*table, document.key, document.value);
            }
            copy.inner.commit(TENANT, &[], batch).await.unwrap();
        }
        copy
    }

    /// Lets so many of a thousand calls fail from now on.
    pub(crate) fn storm(&self, per_mille: u32) {
        // Few schedules have a file, so more is asked of those.
        let more = if self.file.is_some() { 4 } else { 1 };
        self.weather.lock().unwrap().per_mille = more * per_mille;
    }

    fn breaks(&self) -> Breaks {
        let mut weather = self.weather.lock().unwrap();
        if weather.random.u32(..1000) >= weather.per_mille {
            return Breaks::Not;
        }
        self.experience.note("a store error");
        if weather.random.bool() { Breaks::Before } else { Breaks::After }
    }

    fn read(&self) -> Result<(), StoreError> {
        match self.breaks() {
            Breaks::Not => Ok(()),
            Breaks::Before | Breaks::After => Err(broken("read")),
        }
    }
}

fn broken(action: &'static str) -> StoreError {
    StoreError::backend(action, "the connection to the database broke")
}

#[async_trait]
impl StoreLayer for FlakyStore {
    fn inner(&self) -> &dyn Store {
        &*self.inner
    }

    async fn before(&self) -> Result<(), StoreError> {
        self.read()
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.inner.release(lease).await?;
        self.read()
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        if let Some(file) = &self.file {
            // Who was to do it may have been killed meanwhile.
            file.allow_writes().await;
        }
        match self.breaks() {
            Breaks::Before => {
                if let Some(file) = &self.file {
                    self.experience.note("a commit that SQLite undid");
                    file.refuse_writes().await;
                    let refused = self.inner.commit(tenant, fences, batch).await;
                    file.allow_writes().await;
                    refused?;
                }
                Err(broken("commit"))
            }
            Breaks::After => {
                self.inner.commit(tenant, fences, batch).await?;
                Err(broken("commit"))
            }
            Breaks::Not => self.inner.commit(tenant, fences, batch).await,
        }
    }
}
