//! Stores that are broken on purpose: the suite must find each of them out.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures::FutureExt;
use wms_erp_sync::store::conformance::{CASES, Subject};
use wms_erp_sync::store::{
    Batch, Document, Fence, Lease, LeaseKey, MemoryStore, Op, Scan, Store, StoreError, Table,
};

/// What a store does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    IgnoresEpochs,
    ChecksEpochsAfterWriting,
    ChecksTheFirstFenceOnly,
    ForgetsEpochsAfterRelease,
    GivesAHeldLeaseAgain,
    NeverFreesALease,
    ConfusesLeasesOfTenants,
    LosesTheLastWriteOfABatch,
    LosesWritesBehindTheThousandth,
    WritesPutsBeforeDeletes,
    CommitsWriteByWrite,
    ReordersAScan,
    ForgetsTheLimit,
    RepeatsTheLastKeyOfAPage,
    TakesPercentAsPattern,
    AnswersInKeyOrder,
    IgnoresCase,
    TrimsValues,
    LeaksBetweenTenants,
    LeaksBetweenTables,
    ForgetsWhenClosed,
}

/// Each fault, and a case that is there to find it.
const FAULTS: &[(Fault, &str)] = &[
    (Fault::IgnoresEpochs, "fence::a_stale_fence_is_refused_and_nothing_written"),
    (Fault::ChecksEpochsAfterWriting, "fence::a_stale_fence_is_refused_and_nothing_written"),
    (Fault::ChecksTheFirstFenceOnly, "fence::one_stale_fence_among_several_refuses_all"),
    (Fault::ForgetsEpochsAfterRelease, "lease::epochs_strictly_increase"),
    (Fault::GivesAHeldLeaseAgain, "lease::a_held_lease_is_busy"),
    (Fault::NeverFreesALease, "lease::a_dropped_lease_is_free"),
    (Fault::ConfusesLeasesOfTenants, "lease::leases_of_different_keys_are_independent"),
    (Fault::LosesTheLastWriteOfABatch, "batch::a_batch_lands_whole"),
    (Fault::LosesWritesBehindTheThousandth, "batch::thousands_of_documents_at_once"),
    (Fault::WritesPutsBeforeDeletes, "batch::writes_are_done_in_order"),
    (Fault::CommitsWriteByWrite, "concurrency::a_scan_sees_a_commit_whole_or_not"),
    (Fault::ReordersAScan, "document::a_scan_ascends_by_bytes"),
    (Fault::ForgetsTheLimit, "document::a_scan_stays_within_prefix_after_and_limit"),
    (Fault::RepeatsTheLastKeyOfAPage, "document::pages_of_a_scan_have_neither_gaps_nor_repetitions"),
    (Fault::TakesPercentAsPattern, "batch::delete_prefix_removes_just_its_keys"),
    (Fault::AnswersInKeyOrder, "document::get_answers_in_the_order_asked"),
    (Fault::IgnoresCase, "document::keys_that_look_alike_are_different"),
    (Fault::TrimsValues, "document::values_come_back_unchanged"),
    (Fault::LeaksBetweenTenants, "document::tenants_are_apart"),
    (Fault::LeaksBetweenTables, "document::tables_are_apart"),
    (Fault::ForgetsWhenClosed, "durability::a_store_opened_again_has_everything"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_suite_finds_every_broken_store_out() {
    for (fault, expected) in FAULTS {
        let found = violations(Some(*fault)).await;
        assert!(found.contains(expected), "{fault:?} was not found by {expected}, but by {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_suite_finds_nothing_in_the_same_store_unbroken() {
    assert_eq!(violations(None).await, [""; 0]);
}

/// The cases that fail over a store with this fault. One that panics has not told what is wrong, and does not count.
async fn violations(fault: Option<Fault>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for case in CASES {
        let store = Broken { fault, inner: MemoryStore::new(), lost: Arc::default() };
        let again = store.clone();
        let subject = Subject::new(store).opening_again(move || {
            let inner = if fault == Some(Fault::ForgetsWhenClosed) {
                MemoryStore::new()
            } else {
                again.inner.clone()
            };
            let again = Broken { inner, ..again.clone() };
            async move { Ok(again) }
        });
        let verdict = std::panic::AssertUnwindSafe((case.run)(subject)).catch_unwind().await;
        if let Ok(Err(_)) = verdict {
            found.push(case.name);
        }
    }
    found
}

/// A good store behind a fault.
#[derive(Debug, Clone)]
struct Broken {
    fault: Option<Fault>,
    inner: MemoryStore,
    /// Leases that were never given back.
    lost: Arc<Mutex<Vec<Lease>>>,
}

impl Broken {
    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    fn tenant<'a>(&self, tenant: &'a str) -> &'a str {
        if self.has(Fault::LeaksBetweenTenants) { "all" } else { tenant }
    }

    fn table(&self, table: Table) -> Table {
        if self.has(Fault::LeaksBetweenTables) { Table::Order } else { table }
    }

    fn key(&self, key: &str) -> String {
        if self.has(Fault::IgnoresCase) { key.to_lowercase() } else { key.to_owned() }
    }

    /// The keys that a prefix with `%` would match as the pattern `prefix%`: those that begin with what is before it.
    fn prefix<'a>(&self, prefix: &'a str) -> &'a str {
        match prefix.split_once('%') {
            Some((literal, _)) if self.has(Fault::TakesPercentAsPattern) => literal,
            _ => prefix,
        }
    }

    fn op(&self, op: Op) -> Op {
        match op {
            Op::Put { table, key, value } => {
                let value = if self.has(Fault::TrimsValues) { value.trim().to_owned() } else { value };
                Op::Put { table: self.table(table), key: self.key(&key), value }
            }
            Op::Delete { table, key } => Op::Delete { table: self.table(table), key: self.key(&key) },
            Op::DeletePrefix { table, prefix } => {
                Op::DeletePrefix { table: self.table(table), prefix: self.prefix(&prefix).to_owned() }
            }
        }
    }

    fn batch(&self, batch: Batch) -> Batch {
        let mut ops: Vec<_> = batch.into_ops().into_iter().map(|op| self.op(op)).collect();
        match self.fault {
            Some(Fault::LosesTheLastWriteOfABatch) => drop(ops.pop()),
            Some(Fault::LosesWritesBehindTheThousandth) => ops.truncate(1_000),
            Some(Fault::WritesPutsBeforeDeletes) => ops.sort_by_key(|op| !matches!(op, Op::Put { .. })),
            _ => {}
        }
        Batch::from(ops)
    }
}

#[async_trait]
impl Store for Broken {
    async fn try_acquire(&self, key: &LeaseKey, owner: &str) -> Result<Option<Lease>, StoreError> {
        let mut key = key.clone();
        if self.has(Fault::ConfusesLeasesOfTenants) {
            key.tenant.make_ascii_lowercase();
        }
        if self.has(Fault::GivesAHeldLeaseAgain) {
            // The holder's own is ended by force: a lease that expired too early.
            let epoch = self.lost.lock().unwrap().len() as u64 + 1;
            self.lost.lock().unwrap().push(Lease::new(Fence { key: key.clone(), epoch }, owner, ()));
            return Ok(Some(Lease::new(Fence { key, epoch }, owner, ())));
        }
        let Some(lease) = self.inner.try_acquire(&key, owner).await? else { return Ok(None) };
        let mut fence = lease.fence().clone();
        if self.has(Fault::ForgetsEpochsAfterRelease) {
            fence.epoch = 1;
            return Ok(Some(Lease::new(fence, owner, lease)));
        }
        if self.has(Fault::NeverFreesALease) {
            self.lost.lock().unwrap().push(lease);
            return Ok(Some(Lease::new(fence, owner, ())));
        }
        Ok(Some(lease))
    }

    async fn renew(&self, lease: &Lease) -> Result<(), StoreError> {
        self.inner.renew(lease).await
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.inner.release(lease).await
    }

    async fn get(
        &self,
        tenant: &str,
        table: Table,
        keys: &[&str],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut keys: Vec<_> = keys.iter().map(|key| self.key(key)).collect();
        if self.has(Fault::AnswersInKeyOrder) {
            keys.sort();
        }
        let keys: Vec<_> = keys.iter().map(String::as_str).collect();
        self.inner.get(self.tenant(tenant), self.table(table), &keys).await
    }

    async fn scan(&self, tenant: &str, table: Table, scan: Scan<'_>) -> Result<Vec<Document>, StoreError> {
        let limit = if self.has(Fault::ForgetsTheLimit) { usize::MAX } else { scan.limit };
        let prefix = self.prefix(scan.prefix);
        let scan = Scan { limit, prefix, ..scan };
        let mut found = self.inner.scan(self.tenant(tenant), self.table(table), scan).await?;
        if self.has(Fault::ReordersAScan) {
            found.reverse();
        }
        if self.has(Fault::RepeatsTheLastKeyOfAPage)
            && let Some(after) = scan.after
            && scan.limit > 0
            && let Some(value) = self.inner.get(tenant, table, &[after]).await?.remove(0)
        {
            found.insert(0, Document { key: after.to_owned(), value });
            found.truncate(scan.limit);
        }
        Ok(found)
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        self.inner.count(self.tenant(tenant), self.table(table), self.prefix(prefix)).await
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let (tenant, batch) = (self.tenant(tenant), self.batch(batch));
        match self.fault {
            Some(Fault::IgnoresEpochs | Fault::ForgetsEpochsAfterRelease | Fault::GivesAHeldLeaseAgain) => {
                self.inner.commit(tenant, &[], batch).await
            }
            Some(Fault::ChecksTheFirstFenceOnly) => {
                self.inner.commit(tenant, &fences[..fences.len().min(1)], batch).await
            }
            Some(Fault::ChecksEpochsAfterWriting) => {
                self.inner.commit(tenant, &[], batch).await?;
                self.inner.commit(tenant, fences, Batch::new()).await
            }
            Some(Fault::CommitsWriteByWrite) => {
                for op in batch.into_ops() {
                    self.inner.commit(tenant, fences, Batch::from(vec![op])).await?;
                    tokio::task::yield_now().await;
                }
                Ok(())
            }
            _ => self.inner.commit(tenant, fences, batch).await,
        }
    }
}
