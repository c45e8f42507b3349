//! The engine's own processes on one order alone: the same when a capsule is made as when it is replayed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use super::TENANT;
use super::one_order::{OneInErp, OneInWms};
use super::outcome::{CapsuleOutcome, ProcessOutcome};
use crate::clock::Clock;
use crate::context::RunError;
use crate::context::overlay::Overlay;
use crate::document::{
    CapsuleDocument, Documents, DueReturn, Held, HeldKey, OrderRecord, ReturnRecord, restore,
    return_of_record,
};
use crate::engine::Engine;
use crate::operator::plan_over;
use crate::process_id::Process;
use crate::store::{Batch, MemoryStore, Store};
use crate::tenant::Tenant;

/// The processes that deal with an order, in the order of work.
const PROCESSES: [Process; 3] = [Process::Orders, Process::OrderStatus, Process::Returns];

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frozen(pub(super) DateTime<Utc>);

#[async_trait]
impl Clock for Frozen {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    async fn sleep(&self, _duration: Duration) {
        tokio::task::yield_now().await;
    }

    async fn sleep_in_background(&self, _duration: Duration) {
        std::future::pending::<()>().await;
    }
}

/// An order at a time, with what is remembered of it.
pub(super) struct Scoped<'a> {
    pub(super) order: OrderId,
    pub(super) at: DateTime<Utc>,
    pub(super) documents: &'a [CapsuleDocument],
}

/// What came of it.
pub(super) struct Played {
    pub(super) outcome: CapsuleOutcome,
    /// Hashes of the order as it was read: that of what was transferred or found unchanged, and that of what is held.
    pub(super) hashes: [Option<String>; 2],
}

/// The tenant, with both sides as if there were this order alone.
pub(super) fn alone(tenant: &Tenant, order: OrderId) -> Tenant {
    let prefix = tenant.orders.as_ref().map_or("", |orders| orders.mapping.order_number_prefix.as_str());
    let number = order_number(order, prefix);
    let (erp, wms) = (Arc::clone(&tenant.erp), Arc::clone(&tenant.wms));
    Tenant {
        name: TENANT.to_owned(),
        erp: Arc::new(OneInErp { inner: erp, order }),
        wms: Arc::new(OneInWms { inner: wms, number }),
        ..tenant.clone()
    }
}

impl Scoped<'_> {
    /// What the processes would do. Nothing is written.
    pub(super) async fn plan(&self, tenant: &Tenant) -> Result<Played, RunError> {
        let store = self.store().await?;
        let engine = self.engine(&store);
        let overlay: Arc<dyn Store> = Arc::new(Overlay::over(store));
        let mut outcome = CapsuleOutcome::default();
        for process in PROCESSES.into_iter().filter(|process| tenant.is_on(*process)) {
            let writes = Mutex::default();
            let planned = Box::pin(plan_over(&engine, tenant, process, &overlay, &writes)).await;
            let writes = writes.into_inner().unwrap_or_else(PoisonError::into_inner);
            outcome.processes.push(match planned {
                Ok(report) => ProcessOutcome::of(&report, writes),
                Err(error) => ProcessOutcome::failed(process, error.full_message()),
            });
        }
        let documents = Documents::new(&overlay, TENANT);
        let record = documents.one::<OrderRecord>(&self.order).await?;
        let imported = record.and_then(|record| Some(record.imported?.fingerprint?.source));
        let held = documents.one::<Held>(&HeldKey::of(Process::Orders, self.order)).await?;
        Ok(Played { outcome, hashes: [imported, held.and_then(|held| held.source)] })
    }

    /// What is remembered. What is held until it changes is to be looked at again, to show why it is held.
    pub(super) async fn store(&self) -> Result<Arc<dyn Store>, RunError> {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new().with_clock(Frozen(self.at)));
        restore(&store, TENANT, self.documents).await?;
        let documents = Documents::new(&store, TENANT);
        let key = HeldKey::of(Process::Orders, self.order);
        let mut batch = Batch::new();
        if documents.has::<Held>(&key).await?
            && let Some(mut record) = documents.one::<OrderRecord>(&self.order).await?
        {
            record.seen = None;
            batch.set(&self.order, &record);
        }
        let held: Vec<HeldKey> = documents.keys(Held::of(Process::Returns)).try_collect().await?;
        for key in held {
            let number = return_of_record(&key.record).to_owned();
            if let Some(mut record) = documents.one::<ReturnRecord>(&number).await? {
                // Nothing that came back is none of something.
                record.seen.insert(String::new(), Decimal::ZERO);
                batch.set(&number, &record);
            }
            batch.mark::<DueReturn>(&number);
        }
        store.commit(TENANT, &[], batch).await?;
        Ok(store)
    }

    pub(super) fn engine(&self, store: &Arc<dyn Store>) -> Engine {
        Engine::builder(Arc::clone(store)).clock(Frozen(self.at)).owner(TENANT).build()
    }
}
