//! A sound store behind a connection that breaks.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use fastrand::Rng;
use tokio::sync::RwLock;
use wms_erp_sync::clock::ManualClock;
use wms_erp_sync::store::{
    Batch, Document, Fence, Lease, LeaseKey, Scan, Store, StoreError, StoreLayer, Table,
};

use crate::experience::Experience;
use crate::place::{Place, REFUSED};
use crate::world::TENANT;

/// A store of which a call fails now and then. A commit that fails may have been done.
#[derive(Debug, Clone)]
pub(crate) struct FlakyStore {
    place: Place,
    /// Decides of which kind the place is.
    seed: u64,
    clock: ManualClock,
    weather: Arc<Mutex<Weather>>,
    /// Whether the process lives that asks. Locked while it asks for a lease: the engine does that to the end, also when no one waits for it.
    lives: Arc<RwLock<bool>>,
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
    /// An empty one, by the clock of its engine. `chance` decides which calls fail.
    pub(crate) async fn new(seed: u64, chance: u64, clock: &ManualClock, experience: Experience) -> Self {
        let weather = Weather { per_mille: 0, random: Rng::with_seed(chance) };
        let place = Place::of(seed, clock).await;
        let (weather, lives) = (Arc::new(Mutex::new(weather)), Arc::new(RwLock::new(true)));
        Self { place, seed, clock: clock.clone(), weather, lives, experience }
    }

    /// The process that asks is dead: nothing more of it comes. What it held is free again, so that the next one has work.
    /// Returns the same store for that one.
    pub(crate) async fn outlive(&self, tenants: &[&str]) -> Self {
        *self.lives.write().await = false;
        for tenant in tenants {
            while !self.place.store.held_leases(tenant).await.unwrap().is_empty() {
                tokio::task::yield_now().await;
            }
        }
        Self { lives: Arc::new(RwLock::new(true)), ..self.clone() }
    }

    /// What is in it now, as a store of its own: what a backup brings back.
    pub(crate) async fn backup(&self) -> Self {
        let lives = Arc::new(RwLock::new(true));
        let copy = Self { place: Place::of(self.seed, &self.clock).await, lives, ..self.clone() };
        for table in Table::ALL {
            let mut batch = Batch::new();
            for document in self.place.store.scan(TENANT, *table, Scan::first(usize::MAX)).await.unwrap() {
                batch.put(*table, document.key, document.value);
            }
            copy.place.store.commit(TENANT, &[], batch).await.unwrap();
        }
        copy
    }

    /// Lets so many of a thousand calls fail from now on.
    pub(crate) fn storm(&self, per_mille: u32) {
        self.weather.lock().unwrap().per_mille = self.place.more() * per_mille;
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
        &*self.place.store
    }

    async fn before(&self) -> Result<(), StoreError> {
        self.read()
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        // One statement, which fails as one.
        self.read()?;
        self.place.store.scan_tables(tenant, tables, limit).await
    }

    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let lives = self.lives.read().await;
        if !*lives {
            return Err(broken("take a lease"));
        }
        self.read()?;
        self.place.store.try_acquire(key, owner, ttl).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.place.store.release(lease).await?;
        self.read()
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        // Who was to do it may have been killed meanwhile.
        self.place.allow_writes().await;
        let store = &self.place.store;
        match self.breaks() {
            Breaks::Before => {
                if self.place.refuse_writes().await {
                    self.experience.note(REFUSED);
                    let refused = store.commit(tenant, fences, batch).await;
                    self.place.allow_writes().await;
                    refused?;
                }
                Err(broken("commit"))
            }
            Breaks::After => {
                store.commit(tenant, fences, batch).await?;
                Err(broken("commit"))
            }
            Breaks::Not => store.commit(tenant, fences, batch).await,
        }
    }
}
