//! Orders that are over: their records and timelines, what was dismissed of them, and those on their way when a run was cut off.

use std::collections::HashSet;
use std::pin::pin;

use chrono::{DateTime, NaiveTime, Utc};
use futures::TryStreamExt;
use twentyfour_client::types::OrderId;

use super::{Purge, PurgeReport, readable};
use crate::context::run::BATCH;
use crate::context::{RunError, damaged};
use crate::document::report::Report;
use crate::document::{
    ChangedLines, Dismissed, Document, DueOrderStatus, Held, HeldKey, KnownTracking, LateOrder, LateTracking,
    OpenOrder, OrderEvent, OrderRecord, Shipment, SpooledOrder, TakenOrder, TakenOrderStatus, WantedOrder,
};
use crate::process_id::Process;
use crate::store::Batch;

impl Purge<'_, '_> {
    pub(super) async fn orders(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let held = self.held().await?;
        let mut pages = pin!(self.run.documents().pages(OrderRecord::all(), BATCH));
        while let Some(page) = pages.try_next().await? {
            let mut orders = Vec::new();
            for (id, record) in readable(page)? {
                if !held.contains(&id.0) && self.is_old(last_heard(&record)) {
                    orders.push((id, record));
                }
            }
            let ids: Vec<OrderId> = orders.iter().map(|(id, _)| *id).collect();
            let open = self.run.read_all::<OpenOrder>(&ids).await?;
            let shipments = self.run.read_all::<Shipment>(&ids).await?;
            let mut batch = Batch::new();
            for (((id, record), open), shipment) in orders.into_iter().zip(open).zip(shipments) {
                let reported = shipment.as_ref().map(|shipment| shipment.reported_at);
                if open.is_none() && reported.is_none_or(|at| self.is_old(at)) && self.is_silent(id).await? {
                    self.forget(&mut batch, id, purged).await?;
                    record.remove_words(&mut batch, id);
                    purged.shipments += u64::from(shipment.is_some());
                }
            }
            self.commit(batch).await?;
        }
        Ok(())
    }

    /// The orders of which something is held, notices too.
    async fn held(&self) -> Result<HashSet<i32>, RunError> {
        let mut orders = HashSet::new();
        let mut all = pin!(self.run.documents().stream(Held::all()));
        while let Some((key, found)) = all.try_next().await? {
            let held = damaged::held(&key, found, self.run.now());
            orders.extend(held.about().map(|OrderId(id)| id));
        }
        Ok(orders)
    }

    /// Whether the order's timeline has no entry that is younger: their keys sort by time.
    async fn is_silent(&self, id: OrderId) -> Result<bool, RunError> {
        Ok(self.run.documents().page(&OrderEvent::since(id, self.cutoff), 1).await?.is_empty())
    }

    async fn forget(&self, batch: &mut Batch, id: OrderId, purged: &mut PurgeReport) -> Result<(), RunError> {
        let timeline = OrderEvent::of(id);
        purged.events += self.run.documents().count(&timeline).await?;
        purged.orders += 1;
        batch
            .remove::<OrderRecord>(&id)
            .remove::<Shipment>(&id)
            .remove::<WantedOrder>(&id)
            .remove::<TakenOrder>(&id)
            .remove::<ChangedLines>(&id)
            .remove::<LateOrder>(&id)
            .remove::<DueOrderStatus>(&id)
            .remove::<TakenOrderStatus>(&id)
            .remove::<KnownTracking>(&id)
            .remove::<LateTracking>(&id)
            .remove_all(&timeline);
        Ok(())
    }

    /// Marks of the same age; those of open orders stay.
    pub(super) async fn dismissed(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let mut pages = pin!(self.run.documents().pages(Dismissed::all(), BATCH));
        while let Some(page) = pages.try_next().await? {
            let old: Vec<HeldKey> = readable(page)?
                .into_iter()
                .filter_map(|(key, dismissed)| self.is_old(dismissed.at).then_some(key))
                .collect();
            let orders: Vec<OrderId> = old.iter().map(|key| key.order().unwrap_or_default()).collect();
            let open = self.run.read_all::<OpenOrder>(&orders).await?;
            let mut batch = Batch::new();
            for (key, _) in old.iter().zip(open).filter(|(_, open)| open.is_none()) {
                batch.remove::<Dismissed>(key);
                purged.dismissed += 1;
            }
            self.commit(batch).await?;
        }
        Ok(())
    }

    /// Whole orders that lie there since a process was switched off in the middle of a run. They are read again, should
    /// it be switched on.
    pub(super) async fn spool(&self, purged: &mut PurgeReport) -> Result<(), RunError> {
        let last = self.run.read::<Report>(&Process::Orders).await?;
        if last.is_none_or(|last| !self.is_old(last.ended)) {
            return Ok(());
        }
        purged.spooled = self.run.documents().count(&SpooledOrder::all()).await?;
        let mut batch = Batch::new();
        batch.remove_all(&SpooledOrder::all());
        self.commit(batch).await
    }
}

/// When something was last done about an order, as its record has it.
fn last_heard(record: &OrderRecord) -> DateTime<Utc> {
    let first = record.first_import.and_time(NaiveTime::MIN).and_utc();
    record.imported.as_ref().map_or(first, |imported| imported.at.max(first))
}
