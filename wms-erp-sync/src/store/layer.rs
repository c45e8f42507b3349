//! A store around a store.

use std::fmt::Debug;
use std::time::Duration;

use async_trait::async_trait;

use super::{Batch, Document, Fence, Lease, LeaseKey, Scan, Store, StoreError, Table};

/// A store around another: to measure it, to encrypt what is in it, or to make it fail in a test. Every method forwards to
/// [`inner`](Self::inner) unless it is defined; whatever has this trait is a [`Store`].
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use async_trait::async_trait;
/// use wms_erp_sync::store::{MemoryStore, Store, StoreError, StoreLayer, Table};
///
/// #[derive(Debug, Default)]
/// struct Counted {
///     store: MemoryStore,
///     calls: AtomicU64,
/// }
///
/// #[async_trait]
/// impl StoreLayer for Counted {
///     fn inner(&self) -> &dyn Store {
///         &self.store
///     }
///
///     async fn before(&self) -> Result<(), StoreError> {
///         self.calls.fetch_add(1, Ordering::Relaxed);
///         Ok(())
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), StoreError> {
/// let counted = Counted::default();
/// assert_eq!(Store::count(&counted, "acme", Table::Order, "").await?, 0);
/// assert_eq!(counted.calls.load(Ordering::Relaxed), 1);
/// # Ok(()) }
/// ```
#[async_trait]
pub trait StoreLayer: Send + Sync + Debug + 'static {
    /// The store that this one stands around.
    fn inner(&self) -> &dyn Store;

    /// Comes before every call that forwards; one that fails is not forwarded.
    async fn before(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// As [`Store::try_acquire`]; forwards unless it is defined.
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.before().await?;
        self.inner().try_acquire(key, owner, ttl).await
    }

    /// As [`Store::renew`]; forwards unless it is defined.
    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        self.before().await?;
        self.inner().renew(lease, ttl).await
    }

    /// As [`Store::release`]; forwards unless it is defined.
    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.before().await?;
        self.inner().release(lease).await
    }

    /// As [`Store::held_leases`]; forwards unless it is defined.
    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        self.before().await?;
        self.inner().held_leases(tenant).await
    }

    /// As [`Store::get`]; forwards unless it is defined.
    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        self.before().await?;
        self.inner().get(tenant, table, keys).await
    }

    /// As [`Store::scan`]; forwards unless it is defined.
    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        self.before().await?;
        self.inner().scan(tenant, table, scan).await
    }

    /// As [`Store::count`]; forwards unless it is defined.
    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        self.before().await?;
        self.inner().count(tenant, table, prefix).await
    }

    /// As [`Store::scan_tables`]; asks [`scan`](Self::scan) unless it is defined, so that a layer that changes that one changes this
    /// one too.
    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        let mut found = Vec::with_capacity(tables.len());
        for table in tables {
            found.push(self.scan(tenant, *table, Scan::first(limit)).await?);
        }
        Ok(found)
    }

    /// As [`Store::get_of_tenants`]; asks [`get`](Self::get) unless it is defined.
    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut found = Vec::with_capacity(tenants.len());
        for tenant in tenants {
            found.extend(self.get(tenant, table, &[key]).await?);
        }
        Ok(found)
    }

    /// As [`Store::commit`]; forwards unless it is defined.
    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        self.before().await?;
        self.inner().commit(tenant, fences, batch).await
    }
}

// A method of a store that had a default would go missing here without a word.
#[deny(clippy::missing_trait_methods)]
#[async_trait]
impl<T: StoreLayer> Store for T {
    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        StoreLayer::try_acquire(self, key, owner, ttl).await
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        StoreLayer::renew(self, lease, ttl).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        StoreLayer::release(self, lease).await
    }

    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        StoreLayer::held_leases(self, tenant).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        StoreLayer::get(self, tenant, table, keys).await
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        StoreLayer::scan(self, tenant, table, scan).await
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        StoreLayer::count(self, tenant, table, prefix).await
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        StoreLayer::scan_tables(self, tenant, tables, limit).await
    }

    async fn get_of_tenants(
        &self,
        tenants: &[&str],
        table: Table,
        key: &str,
    ) -> Result<Vec<Option<String>>, StoreError> {
        StoreLayer::get_of_tenants(self, tenants, table, key).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        StoreLayer::commit(self, tenant, fences, batch).await
    }
}
