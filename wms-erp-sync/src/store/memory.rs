//! A store in memory: the reference for others, for tests, and for tenants whose state may be lost.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;

use super::{Batch, Document, Fence, Lease, LeaseKey, Op, Scan, Store, StoreError, Table, Term};
use crate::clock::{Clock, SystemClock};

/// A store whose content lives as long as the last clone of it; clones share it.
#[derive(Clone)]
pub struct MemoryStore {
    state: Arc<Mutex<State>>,
    clock: Arc<dyn Clock>,
}

#[derive(Default)]
struct State {
    tables: HashMap<(String, Table), BTreeMap<String, String>>,
    leases: HashMap<LeaseKey, Grant>,
}

/// The state of one lease: the last epoch given out, and for how long, unless it was given back.
#[derive(Default)]
struct Grant {
    epoch: u64,
    term: Option<Term>,
    owner: String,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same store, but this handle decides by another clock than the machine's when a lease is over.
    #[must_use]
    pub fn with_clock(self, clock: impl Clock) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    // A writer that panicked cannot have left a half commit: a batch is applied without anything that panics.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let now = self.clock.now();
        let mut state = self.state();
        let grant = state.leases.entry(key.clone()).or_default();
        if grant.term.is_some_and(|term| !term.is_over(now)) {
            return Ok(None);
        }
        let term = Term::new(now, ttl);
        grant.epoch += 1;
        grant.term = Some(term);
        owner.clone_into(&mut grant.owner);
        Ok(Some(Lease::new(Fence { key: key.clone(), epoch: grant.epoch }, owner, term.until())))
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        let now = self.clock.now();
        let mut state = self.state();
        state.check(lease.fence())?;
        let term = Term::new(now, ttl);
        match state.leases.get_mut(lease.key()) {
            Some(Grant { term: Some(held), .. }) if !held.is_over(now) => *held = term,
            _ => return Err(lease.fence().lost(lease.epoch())),
        }
        Ok(Lease::new(lease.fence().clone(), lease.owner(), term.until()))
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.state().release(lease.fence());
        Ok(())
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        let (now, state) = (self.clock.now(), self.state());
        let of_tenant = state.leases.iter().filter(|(key, _)| key.tenant == tenant);
        let mut held: Vec<Lease> = of_tenant
            .filter_map(|(key, grant)| {
                let term = grant.term.filter(|term| !term.is_over(now))?;
                let fence = Fence { key: key.clone(), epoch: grant.epoch };
                Some(Lease::new(fence, grant.owner.as_str(), term.until()))
            })
            .collect();
        held.sort_by(|one, other| one.key().cmp(other.key()));
        Ok(held)
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let state = self.state();
        let documents = state.table(tenant, table);
        Ok(keys.iter().map(|key| documents?.get(*key).cloned()).collect())
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        let state = self.state();
        let start = match scan.after {
            Some(after) if after >= scan.prefix => Bound::Excluded(after),
            _ => Bound::Included(scan.prefix),
        };
        let documents = state.documents(tenant, table, start, scan.prefix).take(scan.limit);
        Ok(documents.map(|(key, value)| Document { key: key.clone(), value: value.clone() }).collect())
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        let state = self.state();
        Ok(state.documents(tenant, table, Bound::Included(prefix), prefix).count() as u64)
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let mut state = self.state();
        for fence in fences {
            state.check(fence)?;
        }
        for op in batch.into_ops() {
            state.apply(tenant, op);
        }
        Ok(())
    }
}

impl State {
    fn table(&self, tenant: &str, table: Table) -> Option<&BTreeMap<String, String>> {
        self.tables.get(&(tenant.to_owned(), table))
    }

    /// The documents from `start` on whose keys begin with `prefix`; `start` is not before the prefix.
    fn documents<'a>(
        &'a self,
        tenant: &str,
        table: Table,
        start: Bound<&str>,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a String, &'a String)> {
        let documents = self.table(tenant, table).into_iter();
        documents
            .flat_map(move |documents| documents.range::<str, _>((start, Bound::Unbounded)))
            .take_while(move |(key, _)| key.starts_with(prefix))
    }

    fn table_mut(&mut self, tenant: &str, table: Table) -> &mut BTreeMap<String, String> {
        self.tables.entry((tenant.to_owned(), table)).or_default()
    }

    fn apply(&mut self, tenant: &str, op: Op) {
        match op {
            Op::Put { table, key, value } => {
                self.table_mut(tenant, table).insert(key, value);
            }
            Op::Delete { table, key } => {
                self.table_mut(tenant, table).remove(&key);
            }
            Op::DeletePrefix { table, prefix } => {
                self.table_mut(tenant, table).retain(|key, _| !key.starts_with(&prefix));
            }
            Op::Release(fence) => self.release(&fence),
        }
    }

    fn release(&mut self, fence: &Fence) {
        if let Some(grant) = self.leases.get_mut(&fence.key)
            && grant.epoch == fence.epoch
        {
            grant.term = None;
        }
    }

    fn check(&self, fence: &Fence) -> Result<(), StoreError> {
        fence.check(self.leases.get(&fence.key).map_or(0, |grant| grant.epoch))
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self { state: Arc::default(), clock: Arc::new(SystemClock) }
    }
}

impl std::fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemoryStore").finish_non_exhaustive()
    }
}
