//! A good store behind a fault.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::store::{
    Batch, Document, Fence, Lease, LeaseKey, MemoryStore, Op, Scan, Store, StoreError, Table,
};

/// What a store does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    IgnoresEpochs,
    ChecksEpochsAfterWriting,
    ChecksTheFirstFenceOnly,
    ForgetsEpochsAfterRelease,
    GivesAHeldLeaseAgain,
    NeverExpires,
    RenewsTheDead,
    RenewsWithoutEffect,
    IgnoresTheDuration,
    KeepsLeasesOfAClockThatWasAhead,
    FreesLeasesAtAnyStepBack,
    AcceptsALateCommit,
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
    LeavesTheOrderToAUnion,
    ForgetsWhenClosed,
    TakesEmptyBatchesForDone,
    RefusesToRemoveNothing,
    RefusesOperators,
    RenewsALostLease,
    NeverRenews,
    ReleasesWhoeverHolds,
    KeepsReleasedLeases,
    KeepsLeasesThatACommitGivesBack,
    GivesBackBeforeFencesAreChecked,
    LosesTheOwner,
    ReplacesNothing,
    CountsOneTooMany,
    LeasesAreEachHandlesOwn,
    RefusesEmptyBatches,
    RefusesSeveralFences,
    StaysLockedAfterADroppedCommit,
    StaysLockedAfterADroppedRead,
    KeepsALeaseWhoseTakingWasDropped,
}

/// A store in memory that does one thing wrong, or nothing.
#[derive(Debug, Clone)]
pub(crate) struct Broken {
    fault: Option<Fault>,
    inner: MemoryStore,
    leases: MemoryStore,
    clock: ManualClock,
    /// When a lease was asked for last.
    asked: Arc<Mutex<DateTime<Utc>>>,
    /// The last lease of each key.
    last: Arc<Mutex<HashMap<LeaseKey, Lease>>>,
    /// Whether a call is under way, or was when it was dropped.
    locked: Arc<Mutex<bool>>,
}

impl Broken {
    pub(crate) fn new(fault: Option<Fault>, clock: ManualClock) -> Self {
        let inner = MemoryStore::new().with_clock(clock.clone());
        let leases = match fault {
            Some(Fault::NeverExpires) => inner.clone().with_clock(ManualClock::new(clock.now())),
            Some(Fault::KeepsLeasesOfAClockThatWasAhead) => {
                inner.clone().with_clock(OnlyForward::from(&clock))
            }
            _ => inner.clone(),
        };
        Self {
            fault,
            leases,
            inner,
            asked: Arc::new(Mutex::new(clock.now())),
            clock,
            last: Arc::default(),
            locked: Arc::default(),
        }
    }

    pub(crate) fn another_handle(&self) -> Self {
        match self.fault {
            Some(Fault::ForgetsWhenClosed) => Self::new(self.fault, self.clock.clone()),
            Some(Fault::LeasesAreEachHandlesOwn) => {
                let leases = MemoryStore::new().with_clock(self.clock.clone());
                Self { leases, ..self.clone() }
            }
            _ => self.clone(),
        }
    }

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

    /// With a `%` in it: as the pattern that some would make of it.
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
            Op::Release(fence) => Op::Release(fence),
        }
    }

    async fn batch(&self, tenant: &str, batch: Batch) -> Result<Batch, StoreError> {
        let mut ops: Vec<_> = batch.into_ops().into_iter().map(|op| self.op(op)).collect();
        match self.fault {
            Some(Fault::LosesTheLastWriteOfABatch) => drop(ops.pop()),
            Some(Fault::LosesWritesBehindTheThousandth) => ops.truncate(1_000),
            Some(Fault::KeepsLeasesThatACommitGivesBack) => ops.retain(|op| !matches!(op, Op::Release(_))),
            Some(Fault::ReleasesWhoeverHolds) => {
                for op in &mut ops {
                    if let Op::Release(fence) = op
                        && let Some(last) = self.last.lock().unwrap().get(&fence.key)
                    {
                        *fence = last.fence().clone();
                    }
                }
            }
            Some(Fault::WritesPutsBeforeDeletes) => ops.sort_by_key(|op| !matches!(op, Op::Put { .. })),
            Some(Fault::ReplacesNothing) => {
                let mut kept = Vec::new();
                for op in ops {
                    match &op {
                        Op::Put { table, key, .. } if self.knows(tenant, *table, key).await? => {}
                        _ => kept.push(op),
                    }
                }
                ops = kept;
            }
            Some(Fault::RefusesToRemoveNothing) => {
                for op in &ops {
                    if let Op::Delete { table, key } = op
                        && !self.knows(tenant, *table, key).await?
                    {
                        return Err(refusal());
                    }
                }
            }
            _ => {}
        }
        Ok(Batch::from(ops))
    }

    async fn knows(&self, tenant: &str, table: Table, key: &str) -> Result<bool, StoreError> {
        Ok(self.inner.get(tenant, table, &[key]).await?[0].is_some())
    }
}

impl Broken {
    async fn release_last(&self, key: &LeaseKey) -> Result<(), StoreError> {
        let last = self.last.lock().unwrap().remove(key);
        match last {
            Some(lease) => self.leases.release(lease).await,
            None => Ok(()),
        }
    }

    /// Takes a while under a lock that only the end of the call opens.
    async fn linger(&self) -> Result<(), StoreError> {
        if std::mem::replace(&mut *self.locked.lock().unwrap(), true) {
            return Err(refusal());
        }
        tokio::task::yield_now().await;
        *self.locked.lock().unwrap() = false;
        Ok(())
    }
}

/// A clock that does not believe that it was set back.
#[derive(Debug)]
struct OnlyForward(ManualClock, Mutex<DateTime<Utc>>);

impl From<&ManualClock> for OnlyForward {
    fn from(clock: &ManualClock) -> Self {
        Self(clock.clone(), Mutex::new(clock.now()))
    }
}

#[async_trait]
impl Clock for OnlyForward {
    fn now(&self) -> DateTime<Utc> {
        let mut latest = self.1.lock().unwrap();
        *latest = self.0.now().max(*latest);
        *latest
    }

    async fn sleep(&self, duration: Duration) {
        self.0.sleep(duration).await;
    }
}

fn refusal() -> StoreError {
    StoreError::backend("do what it was asked", "it is broken")
}

#[async_trait]
impl Store for Broken {
    async fn held_leases(&self, tenant: &str) -> Result<Vec<Lease>, StoreError> {
        self.leases.held_leases(tenant).await
    }

    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        ttl: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let mut key = key.clone();
        if self.has(Fault::ConfusesLeasesOfTenants) {
            key.tenant.make_ascii_lowercase();
        }
        let now = self.clock.now();
        let stepped_back = now < std::mem::replace(&mut *self.asked.lock().unwrap(), now);
        if self.has(Fault::GivesAHeldLeaseAgain)
            || (self.has(Fault::FreesLeasesAtAnyStepBack) && stepped_back)
        {
            self.release_last(&key).await?;
        }
        if self.has(Fault::KeepsALeaseWhoseTakingWasDropped) {
            let Some(lease) = self.leases.try_acquire(&key, owner, 10_000 * ttl).await? else {
                return Ok(None);
            };
            tokio::task::yield_now().await;
            self.leases.release(lease).await?;
        }
        let ttl = if self.has(Fault::IgnoresTheDuration) { Duration::from_secs(60) } else { ttl };
        let Some(lease) = self.leases.try_acquire(&key, owner, ttl).await? else { return Ok(None) };
        self.last.lock().unwrap().insert(key, lease.clone());
        let (fence, until) = (lease.fence().clone(), lease.valid_until());
        Ok(Some(match self.fault {
            Some(Fault::ForgetsEpochsAfterRelease) => Lease::new(Fence::new(fence.key, 1), owner, until),
            Some(Fault::LosesTheOwner) => Lease::new(fence, "unknown", until),
            _ => lease,
        }))
    }

    async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Lease, StoreError> {
        let extended = || Lease::new(lease.fence().clone(), lease.owner(), lease.valid_until() + ttl);
        match self.fault {
            Some(Fault::RenewsALostLease | Fault::RenewsWithoutEffect) => Ok(extended()),
            Some(Fault::NeverRenews) => Err(refusal()),
            Some(Fault::RenewsTheDead) => {
                self.leases.commit("acme", std::slice::from_ref(lease.fence()), Batch::new()).await?;
                Ok(self.leases.renew(lease, ttl).await.unwrap_or_else(|_| extended()))
            }
            _ => self.leases.renew(lease, ttl).await,
        }
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        match self.fault {
            Some(Fault::KeepsReleasedLeases) => Ok(()),
            Some(Fault::ReleasesWhoeverHolds | Fault::ForgetsEpochsAfterRelease) => {
                self.release_last(lease.key()).await
            }
            _ => self.leases.release(lease).await,
        }
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
        if self.has(Fault::StaysLockedAfterADroppedRead) {
            self.linger().await?;
        }
        let limit = if self.has(Fault::ForgetsTheLimit) { usize::MAX } else { scan.limit };
        let scan = scan.limit(limit).prefix(self.prefix(scan.prefix));
        let mut found = self.inner.scan(self.tenant(tenant), self.table(table), scan).await?;
        if self.has(Fault::ReordersAScan) {
            found.reverse();
        }
        if self.has(Fault::RepeatsTheLastKeyOfAPage)
            && let Some(after) = scan.after
            && let Some(value) = self.inner.get(tenant, table, &[after]).await?.remove(0)
        {
            found.insert(0, Document::new(after, value));
            found.truncate(scan.limit);
        }
        Ok(found)
    }

    async fn scan_tables(
        &self,
        tenant: &str,
        tables: &[Table],
        limit: usize,
    ) -> Result<Vec<Vec<Document>>, StoreError> {
        let mut found = Vec::new();
        for table in tables {
            let mut documents = self.scan(tenant, *table, Scan::first(limit)).await?;
            if self.has(Fault::LeavesTheOrderToAUnion) {
                documents.reverse();
            }
            found.push(documents);
        }
        Ok(found)
    }

    async fn count(&self, tenant: &str, table: Table, prefix: &str) -> Result<u64, StoreError> {
        let more = u64::from(self.has(Fault::CountsOneTooMany));
        Ok(more + self.inner.count(self.tenant(tenant), self.table(table), self.prefix(prefix)).await?)
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let tenant = self.tenant(tenant);
        let batch = self.batch(tenant, batch).await?;
        if self.has(Fault::StaysLockedAfterADroppedCommit) {
            self.linger().await?;
        }
        match self.fault {
            Some(Fault::IgnoresEpochs | Fault::ForgetsEpochsAfterRelease) => {
                self.inner.commit(tenant, &[], batch).await
            }
            Some(Fault::AcceptsALateCommit) => {
                let mut known = fences.to_vec();
                known.retain(|fence| {
                    self.last.lock().unwrap().get(&fence.key).is_none_or(|last| last.epoch() < fence.epoch)
                });
                self.inner.commit(tenant, &known, batch).await
            }
            Some(Fault::ChecksTheFirstFenceOnly) => {
                self.inner.commit(tenant, &fences[..fences.len().min(1)], batch).await
            }
            Some(Fault::ChecksEpochsAfterWriting) => {
                self.inner.commit(tenant, &[], batch).await?;
                self.inner.commit(tenant, fences, Batch::new()).await
            }
            Some(Fault::GivesBackBeforeFencesAreChecked) => {
                let (given_back, writes): (Vec<Op>, Vec<Op>) =
                    batch.into_ops().into_iter().partition(|op| matches!(op, Op::Release(_)));
                self.inner.commit(tenant, &[], Batch::from(given_back)).await?;
                self.inner.commit(tenant, fences, Batch::from(writes)).await
            }
            Some(Fault::LeasesAreEachHandlesOwn) => {
                self.leases.commit(tenant, fences, Batch::new()).await?;
                self.inner.commit(tenant, &[], batch).await
            }
            Some(Fault::CommitsWriteByWrite) => {
                for op in batch.into_ops() {
                    self.inner.commit(tenant, fences, Batch::from(vec![op])).await?;
                    tokio::task::yield_now().await;
                }
                Ok(())
            }
            Some(Fault::TakesEmptyBatchesForDone) if batch.is_empty() => Ok(()),
            Some(Fault::RefusesEmptyBatches) if batch.is_empty() => Err(refusal()),
            Some(Fault::RefusesOperators) if fences.is_empty() => Err(refusal()),
            Some(Fault::RefusesSeveralFences) if fences.len() > 1 => Err(refusal()),
            _ => self.inner.commit(tenant, fences, batch).await,
        }
    }
}
