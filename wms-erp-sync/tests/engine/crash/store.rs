//! A store on the wire.

use std::sync::Arc;

use async_trait::async_trait;
use wms_erp_sync::store::{Batch, Document, Fence, Lease, LeaseKey, Op, Scan, Store, StoreError, Table};

use super::wire::Wire;

#[derive(Debug)]
pub(crate) struct WiredStore<S> {
    pub(crate) store: S,
    pub(crate) wire: Arc<Wire>,
}

#[async_trait]
impl<S: Store> Store for WiredStore<S> {
    async fn try_acquire(&self, key: &LeaseKey, owner: &str) -> Result<Option<Lease>, StoreError> {
        self.wire.pass("try_acquire", self.store.try_acquire(key, owner)).await
    }

    async fn renew(&self, lease: &Lease) -> Result<(), StoreError> {
        self.wire.pass("renew", self.store.renew(lease)).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.wire.pass("release", self.store.release(lease)).await
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
        });
        let name = format!("commit {}", keys.collect::<Vec<_>>().join(" "));
        self.wire.pass(&name, self.store.commit(tenant, fences, batch)).await
    }
}
