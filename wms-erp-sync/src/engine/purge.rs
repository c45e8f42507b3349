//! Forgetting what is long over.

mod orders;

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::{Engine, Trigger};
use crate::context::holding::Holding;
use crate::context::run::{BATCH, Run};
use crate::context::{RunContext, RunError};
use crate::document::{
    DayCounts, Document, Held, HeldKey, LastPurge, Page, PurchaseRecord, ReturnRecord, StockWrite,
    SuppliedArticle, SupplierCompany,
};
use crate::port::Meter;
use crate::process_id::Process;
use crate::store::{Batch, StoreError};

/// Nothing that is younger is ever forgotten: the WMS may still tell of it.
const LEAST: TimeDelta = TimeDelta::days(1);
/// How often a running engine purges each tenant.
const EVERY: TimeDelta = TimeDelta::hours(24);

/// What was forgotten.
///
/// # What the store holds of people, and for how long
///
/// | where | what | until |
/// | --- | --- | --- |
/// | `Spool`, orders | whole orders of the ERP, with names and addresses, on their way to the WMS | the end of the run; after a crash the next run; where no run follows, the retention time |
/// | `Supplier` | the companies that supply products, with their post addresses, which may be people's | they no longer supply anything |
/// | `Order`, `Event` | ids, change times, hashes, the names of fields, quantities, and what the WMS said when it refused an order | the retention time after the order was over |
/// | `Shipment` | row ids and quantities | the same |
/// | `Held` | what is wrong with a record; a refusal of the WMS may repeat what it refused | the record goes, or is dismissed |
/// | `Control` | what was dismissed, and the reason that a person gave | the retention time |
/// | `Run` | of the last run of each process: what did not simply work | the next run |
/// | `Own` | what the host's own processes remember | they forget it: see [`SyncProcess::purge`](crate::SyncProcess::purge) |
///
/// Nothing else concerns people. Contact data that was looked up for an order is kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PurgeReport {
    /// Orders, with their timelines.
    pub orders: u64,
    /// Entries of these timelines.
    pub events: u64,
    /// Shipments of these orders.
    pub shipments: u64,
    /// Marks of dismissed records.
    pub dismissed: u64,
    /// Suppliers that no longer supply anything.
    pub suppliers: u64,
    /// Orders that a run was cut off with, and that no run has come back for.
    pub spooled: u64,
    /// Entries of the [journal of stock](crate::Inspector::stock_journal): what was written to the ERP.
    #[serde(default)]
    pub stock_writes: u64,
    /// Returns of the WMS of which nothing more came back. One of which something does is looked up in the ERP again.
    #[serde(default)]
    pub returns: u64,
    /// Purchase orders of which nothing more is to come: received, cancelled, or withdrawn.
    #[serde(default)]
    pub purchase_orders: u64,
    /// Documents that the host's own processes [forgot](crate::SyncProcess::purge).
    #[serde(default)]
    pub own: u64,
}

impl PurgeReport {
    fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Engine {
    /// Purges a tenant if a day has passed since it was purged, and no run works on its orders.
    pub(super) async fn purge_daily(&self, tenant: &str) {
        match self.purge_if_due(tenant).await {
            Ok(Some(purged)) if !purged.is_nothing() => {
                let PurgeReport { orders, events, dismissed, .. } = purged;
                tracing::info!(target: "wms_erp_sync", tenant, orders, events, dismissed, "deleted the \
                    state of records that were completed long ago");
            }
            // It is tried again after the next run.
            Ok(_) | Err(RunError::Busy { .. } | RunError::UnknownTenant(_)) => {}
            Err(error) => {
                tracing::warn!(target: "wms_erp_sync", tenant, "not purged: {}", crate::visible::visible(&error.full_message()));
            }
        }
    }

    fn purged(&self) -> MutexGuard<'_, HashMap<String, DateTime<Utc>>> {
        self.inner.purged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn purge_if_due(&self, tenant: &str) -> Result<Option<PurgeReport>, RunError> {
        let now = self.inner.clock.now();
        let is_recent = |last: &DateTime<Utc>| (TimeDelta::zero()..EVERY).contains(&(now - *last));
        // What is remembered of the store's is no later: another engine may have purged since.
        if self.purged().get(tenant).is_some_and(is_recent) {
            return Ok(None);
        }
        let last = self.documents(tenant).one::<LastPurge>(&()).await?.map(|LastPurge(at)| at);
        if let Some(last) = last.filter(is_recent) {
            self.purged().insert(tenant.to_owned(), last);
            return Ok(None);
        }
        let retention = self.tenant(tenant)?.retention;
        self.purge_within(tenant, retention, Duration::ZERO).await.map(Some)
    }

    /// Purges a tenant now, unless another engine works on its orders for longer than `lease_wait`.
    pub(crate) async fn purge_within(
        &self,
        tenant: &str,
        older_than: TimeDelta,
        lease_wait: Duration,
    ) -> Result<PurgeReport, RunError> {
        let tenant = self.tenant(tenant)?;
        if older_than < LEAST {
            return Err(RunError::Stopped {
                what: "the retention time is less than a day".to_owned(),
                remedy: "keep orders for at least a day, better for as long as customers may ask about \
                    them"
                    .to_owned(),
            });
        }
        let own = self.own(&tenant.name);
        let mut all =
            vec![Process::Orders, Process::OrderStatus, Process::Returns, Process::ExpectedReceipts];
        all.extend(own.iter().map(|process| process.id()));
        let holding = Holding::default();
        let leases = self.inner.leases.take_all(&tenant.name, &all, lease_wait, &holding).await?;
        let (meter, cancel) = (Meter::new(Process::Orders), CancellationToken::new());
        let store = &self.inner.store;
        let prepared = |process| {
            self.prepare(&tenant, process, Trigger::Scheduled, &meter, holding.clone(), store, &cancel)
        };
        let run = prepared(Process::Orders);
        let cutoff = run.now() - older_than;
        let work = async {
            let mut purged = Purge { run: &run, cutoff }.all().await?;
            for process in own {
                let run = prepared(process.id());
                purged.own += process.purge(&RunContext::new(&run), cutoff).await?;
            }
            Ok(purged)
        };
        let purged = work.await;
        for lease in leases {
            lease.give_back().await;
        }
        purged
    }
}

struct Purge<'p, 'r> {
    run: &'p Run<'r>,
    cutoff: DateTime<Utc>,
}

impl Purge<'_, '_> {
    async fn all(&self) -> Result<PurgeReport, RunError> {
        let last = self.run.documents().get::<LastPurge>(&[()]).await?.pop().flatten();
        if let Some(Err(newer @ StoreError::NewerDocument { .. })) = last {
            return Err(newer.into());
        }
        let mut purged = PurgeReport::default();
        self.orders(&mut purged).await?;
        self.dismissed(&mut purged).await?;
        self.suppliers(&mut purged).await?;
        self.spool(&mut purged).await?;
        self.days().await?;
        self.stock_writes(&mut purged).await?;
        self.returns(&mut purged).await?;
        self.purchase_orders(&mut purged).await?;
        let mut batch = Batch::new();
        batch.set(&(), &LastPurge(self.run.now()));
        self.commit(batch).await?;
        Ok(purged)
    }

    async fn commit(&self, batch: Batch) -> Result<(), RunError> {
        self.run.commit(batch).await
    }

    fn is_old(&self, time: DateTime<Utc>) -> bool {
        time < self.cutoff
    }

    /// Should one of them supply something again, it is read again.
    async fn suppliers(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let documents = self.run.documents();
        let mut pages = pin!(documents.pages(SupplierCompany::all(), BATCH));
        while let Some(page) = pages.try_next().await? {
            let mut batch = Batch::new();
            for (id, _) in page {
                let supplies = documents.page(&SuppliedArticle::of(id), 1).await?;
                let waits = documents.has::<Held>(&HeldKey::of(Process::Suppliers, id)).await?;
                if supplies.is_empty() && !waits {
                    batch.remove::<SupplierCompany>(&id);
                    purged.suppliers += 1;
                }
            }
            self.commit(batch).await?;
        }
        Ok(())
    }

    /// The counts of days that are long over.
    async fn days(&self) -> Result<(), RunError> {
        let today = self.run.now().date_naive();
        let kept = TimeDelta::days(DayCounts::KEPT_DAYS.cast_signed());
        let mut keys = pin!(self.run.documents().keys(DayCounts::all()));
        let mut batch = Batch::new();
        while let Some(key) = keys.try_next().await? {
            if today - key.1 > kept {
                batch.remove::<DayCounts>(&key);
            }
        }
        self.commit(batch).await
    }

    /// What was written of stock, from the earliest on: they sort by time.
    async fn stock_writes(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let mut pages = pin!(self.run.documents().pages(StockWrite::all(), BATCH));
        while let Some(page) = pages.try_next().await? {
            let mut batch = Batch::new();
            for (key, _) in &page {
                if !self.is_old(key.at()) {
                    return self.commit(batch).await;
                }
                batch.remove::<StockWrite>(key);
                purged.stock_writes += 1;
            }
            self.commit(batch).await?;
        }
        Ok(())
    }

    /// Returns that were dealt with, or left to a person, before that time.
    async fn returns(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let mut pages = pin!(self.run.documents().pages(ReturnRecord::all(), BATCH));
        while let Some(page) = pages.try_next().await? {
            let mut batch = Batch::new();
            for (number, _) in readable(page)?.into_iter().filter(|(_, record)| self.is_old(record.at)) {
                batch.remove::<ReturnRecord>(&number);
                purged.returns += 1;
            }
            self.commit(batch).await?;
        }
        Ok(())
    }

    /// Purchase orders that were over before that time. One that is open is remembered for as long as it is.
    async fn purchase_orders(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let mut pages = pin!(self.run.documents().pages(PurchaseRecord::all(), BATCH));
        while let Some(page) = pages.try_next().await? {
            let mut batch = Batch::new();
            let old = readable(page)?.into_iter();
            for (number, _) in old.filter(|(_, record)| record.is_over() && self.is_old(record.at)) {
                batch.remove::<PurchaseRecord>(&number);
                purged.purchase_orders += 1;
            }
            self.commit(batch).await?;
        }
        Ok(())
    }
}

/// Those that can be read. What a later version wrote is not for this one to forget.
fn readable<D: Document>(page: Page<D>) -> Result<Vec<(D::Key, D)>, StoreError> {
    let mut readable = Vec::with_capacity(page.len());
    for (key, found) in page {
        match found {
            Ok(document) => readable.push((key, document)),
            Err(error @ StoreError::NewerDocument { .. }) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(readable)
}
