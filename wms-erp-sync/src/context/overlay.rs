use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::store::{Batch, Document, Fence, Lease, LeaseKey, Op, Scan, Store, StoreError, Table};

/// A store whose writes stay in memory: a plan runs on it, and leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Overlay {
    base: Arc<dyn Store>,
    /// What was written over the base; `None` is a document that was removed.
    written: Mutex<BTreeMap<(String, Table, String), Option<String>>>,
}

impl Overlay {
    pub(crate) fn over(base: Arc<dyn Store>) -> Self {
        Self { base, written: Mutex::default() }
    }

    fn written(&self) -> MutexGuard<'_, BTreeMap<(String, Table, String), Option<String>>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was written among the keys of a scan.
    fn written_in(&self, tenant: &str, table: Table, scan: Scan<'_>) -> BTreeMap<String, Option<String>> {
        let from = (tenant.to_owned(), table, scan.prefix.to_owned());
        let written = self.written();
        let rows = written.range((Bound::Included(from), Bound::Unbounded));
        rows.take_while(|((t, s, key), _)| t == tenant && *s == table && key.starts_with(scan.prefix))
            .filter(|((_, _, key), _)| scan.after.is_none_or(|after| key.as_str() > after))
            .map(|((_, _, key), value)| (key.clone(), value.clone()))
            .collect()
    }
}

#[async_trait]
impl Store for Overlay {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        _ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        // It is the plan's alone.
        Ok(Some(Lease::new(Fence { key: key.clone(), epoch: 1 }, owner, DateTime::<Utc>::MAX_UTC)))
    }

    async fn renew(&self, lease: &Lease, _ttl: Duration) -> Result<Lease, StoreError> {
        Ok(lease.clone())
    }

    async fn release(&self, _lease: Lease) -> Result<(), StoreError> {
        Ok(())
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        self.base.held_leases(tenant).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut found = self.base.get(tenant, table, keys).await?;
        let written = self.written();
        for (key, found) in keys.iter().zip(&mut found) {
            if let Some(value) = written.get(&(tenant.to_owned(), table, (*key).to_owned())) {
                found.clone_from(value);
            }
        }
        Ok(found)
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        let written = self.written_in(tenant, table, scan);
        // Each written key can hide at most one document of the base.
        let wide = Scan { limit: scan.limit.saturating_add(written.len()), ..scan };
        let base = self.base.scan(tenant, table, wide).await?;
        let mut merged: BTreeMap<String, Option<String>> =
            base.into_iter().map(|document| (document.key, Some(document.value))).collect();
        merged.extend(written);
        let documents = merged.into_iter().filter_map(|(key, value)| Some(Document { key, value: value? }));
        Ok(documents.take(scan.limit).collect())
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        let all = self.scan(tenant, table, Scan { prefix, after: None, limit: usize::MAX / 2 }).await?;
        Ok(all.len() as u64)
    }

    async fn commit(&self, tenant: &str, _fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        for op in batch.into_ops() {
            match op {
                Op::Put { table, key, value } => {
                    self.written().insert((tenant.to_owned(), table, key), Some(value));
                }
                Op::Delete { table, key } => {
                    self.written().insert((tenant.to_owned(), table, key), None);
                }
                Op::DeletePrefix { table, prefix } => {
                    let everything = Scan { prefix: &prefix, after: None, limit: usize::MAX / 2 };
                    for document in self.scan(tenant, table, everything).await? {
                        self.written().insert((tenant.to_owned(), table, document.key), None);
                    }
                }
                // A plan holds no lease of the store.
                Op::Release(_) => {}
            }
        }
        Ok(())
    }
}
