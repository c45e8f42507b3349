//! A store on the wire.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use wms_erp_sync::store::{Batch, Document, Fence, Lease, LeaseKey, Op, Scan, Store, StoreError, Table};

use super::wire::Wire;

#[derive(Debug)]
pub(crate) struct WiredStore<S> {
    store: S,
    wire: Arc<Wire>,
    /// An engine that was stopped releases nothing behind our back.
    life: usize,
}

impl<S> WiredStore<S> {
    pub(crate) fn new(store: S, wire: Arc<Wire>) -> Self {
        Self { store, life: wire.life(), wire }
    }
}

#[async_trait]
impl<S: Store> Store for WiredStore<S> {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.wire.alive(self.life).await;
        self.wire.pass("try_acquire", self.store.try_acquire(key, owner, ttl)).await
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        self.wire.alive(self.life).await;
        self.wire.pass("renew", self.store.renew(lease, ttl)).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.wire.alive(self.life).await;
        self.wire.pass("release", self.store.release(lease)).await
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        self.wire.ask("held leases", self.store.held_leases(tenant)).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        self.wire.ask(&format!("get {table}"), self.store.get(tenant, table, keys)).await
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        self.wire.ask(&format!("scan {table}"), self.store.scan(tenant, table, scan)).await
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        self.wire.ask(&format!("count {table}"), self.store.count(tenant, table, prefix)).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let keys = batch.ops().iter().map(|op| match op {
            Op::Put { table, key, .. } => format!("{table}/{key}"),
            Op::Delete { table, key } => format!("-{table}/{key}"),
            Op::DeletePrefix { table, prefix } => format!("-{table}/{prefix}*"),
            Op::Release(fence) => format!("-lease {}", fence.key),
        });
        let name = format!("commit {}", keys.collect::<Vec<_>>().join(" "));
        self.wire.pass(&name, self.store.commit(tenant, fences, batch)).await
    }
}
