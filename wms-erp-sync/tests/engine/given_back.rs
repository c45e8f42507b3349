//! Whatever call of the store fails, the leases are free when what took them returns its error: it may be asked for again at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use wms_erp_sync::store::{Lease, MemoryStore, Store, StoreError, StoreLayer};
use wms_erp_sync::{Articles, CancellationToken, Engine, Process, Trigger};

use super::bench::{Bench, TENANT, engine, tenant};

/// A store of which one call fails; leases are always given back.
#[derive(Debug, Clone, Default)]
struct FailsOnce {
    store: MemoryStore,
    /// Calls until then.
    left: Arc<AtomicUsize>,
}

#[async_trait]
impl StoreLayer for FailsOnce {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn before(&self) -> Result<(), StoreError> {
        match self.left.fetch_sub(1, Ordering::SeqCst) {
            1 => Err(StoreError::backend("answer", "the connection was refused")),
            _ => Ok(()),
        }
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.store.release(lease).await
    }
}

/// Lets each call of the store fail that `work` makes, one after the other; how many ended it with an error.
async fn fail_each(bench: &Bench, work: impl AsyncFn(&Engine) -> bool) -> usize {
    let mut failed = 0;
    for call in 1.. {
        let store = FailsOnce::default();
        let engine = engine(store.clone(), &bench.clock);
        engine.put_tenant(tenant(&bench.erp, &bench.wms).articles(Articles::default()));
        store.left.store(call, Ordering::SeqCst);
        let has_failed = work(&engine).await;
        // On the one thread of this test, nothing has gone on in the background since.
        let held = store.store.held_leases(TENANT).await.unwrap();
        assert!(!has_failed || held.is_empty(), "after call {call}: {held:?}");
        failed += usize::from(has_failed);
        // It was not called so often. (Beyond zero it goes on from the greatest number.)
        if (1..=call).contains(&store.left.load(Ordering::SeqCst)) {
            break;
        }
    }
    failed
}

#[tokio::test]
async fn a_run_that_fails_at_its_beginning_has_given_its_lease_back() {
    let bench = Bench::start().await;
    let failed = fail_each(&bench, async |engine: &Engine| {
        let cancel = CancellationToken::new();
        engine.run(TENANT, Process::Articles, Trigger::Manual, &cancel).await.is_err()
    });
    assert!(failed.await >= 3, "what is read before the lease, the lease, and what is read after it");
}

#[tokio::test]
async fn a_purge_and_a_rename_that_fail_have_given_their_leases_back() {
    let bench = Bench::start().await;
    let purged = fail_each(&bench, async |engine: &Engine| {
        engine.operator(TENANT).purge(TimeDelta::days(30)).await.is_err()
    });
    assert!(purged.await >= 4, "a lease each");
    let renamed =
        fail_each(&bench, async |engine: &Engine| engine.operator(TENANT).rename("renamed").await.is_err());
    assert!(renamed.await >= 7, "a lease each, and what is read then");
}
