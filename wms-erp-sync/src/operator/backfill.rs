//! Orders from before the start that are to be imported after all.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use twentyfour_client::types::{InvoiceOrder, OrderId};

use super::vendor_wait;
use crate::context::RunError;
use crate::context::holding::Holding;
use crate::context::run::BATCH;
use crate::document::{OrderRecord, Phase, TakenOrder, WantedOrder};
use crate::engine::{Operator, Trigger};
use crate::port::Meter;
use crate::process::Reading;
use crate::process::order_head::{is_before, is_pulled};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::store::Batch;
use crate::tenant::{Orders, Tenant};

/// Which orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Backfill {
    /// Those in a pulled status that were ordered between two days of the ERP's calendar.
    Range {
        /// The first day.
        since: NaiveDate,
        /// The last day; it is one of them.
        until: NaiveDate,
    },
    /// Those of these ids that are in a pulled status.
    Orders(Vec<RecordId>),
}

/// The result of a request for old orders.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BackfillReport {
    /// Marked now: the next run of orders brings them over.
    pub marked: u64,
    /// Known already: imported, held, or marked before.
    pub known: u64,
    /// Not from before the start: they are imported automatically.
    pub coming: u64,
    /// Asked for by id, and not in a pulled status.
    pub not_pulled: u64,
    /// Asked for by id, and not in the ERP.
    pub unknown: u64,
    /// Not marked, since the limit was reached: ask again for them.
    pub left: u64,
    /// Heads of orders that could not be read.
    pub unreadable: u64,
    /// When the oldest of those left was ordered.
    pub next: Option<DateTime<Utc>>,
}

impl Operator<'_> {
    /// Marks orders that are from before the start, oldest first and at most `limit`, to be imported by the next run of
    /// orders. A repeated call continues where the previous one stopped: what is marked or imported already counts as
    /// known.
    ///
    /// A mark goes when its order is read, or has left the pulled status.
    ///
    /// # Errors
    /// If the tenant is unknown, its orders are off, the range ends before it begins, the ERP user belongs to another
    /// company than before, or the ERP or the store fails. What was marked before stays marked.
    pub async fn backfill(self, backfill: Backfill, limit: usize) -> Result<BackfillReport, RunError> {
        let tenant = self.engine.tenant(self.tenant)?;
        let Some(settings) = &tenant.orders else {
            return Err(refuse("the process orders is off", "switch it on first"));
        };
        vendor_wait::heeding(self.engine, &tenant, Box::pin(self.mark(&tenant, settings, backfill, limit)))
            .await
    }

    async fn mark(
        self,
        tenant: &Tenant,
        settings: &Orders,
        backfill: Backfill,
        limit: usize,
    ) -> Result<BackfillReport, RunError> {
        let (meter, cancel) = (Meter::new(Process::Orders), CancellationToken::new());
        // Marks are an operator request: they need no lease.
        let run = self.engine.prepare(
            tenant,
            Process::Orders,
            Trigger::Manual,
            &meter,
            Holding::default(),
            &self.engine.inner.store,
            &cancel,
        );
        self.engine.check_identity(&run).await?;
        let zone = tenant.erp_zone;
        let ordered = |head: &InvoiceOrder| head.date_ordered.map(|time| time.instant(&zone));
        let mut done = BackfillReport::default();
        let (wanted, mut heads) = match &backfill {
            Backfill::Range { since, until } if until < since => {
                return Err(refuse("the range ends before it begins", "exchange the two days"));
            }
            Backfill::Range { .. } => {
                (BTreeSet::new(), Reading::of(run.erp.order_heads_in(&settings.pull_status).await?))
            }
            Backfill::Orders(ids) => {
                let ids: BTreeSet<OrderId> = ids.iter().filter_map(RecordId::number).map(OrderId).collect();
                let list: Vec<OrderId> = ids.iter().copied().collect();
                (ids, Reading::of(run.erp.order_heads(&list).await?))
            }
        };
        let mut found = BTreeSet::new();
        let mut old: Vec<(Option<DateTime<Utc>>, OrderId)> = Vec::new();
        loop {
            let page = heads.next(&run, BATCH).await?;
            if page.is_empty() {
                break;
            }
            for head in page {
                let Some(id) = head.order_id else { continue };
                let time = ordered(&head);
                if let Backfill::Range { since, until } = &backfill {
                    let day = time.map(|time| time.with_timezone(&zone).date_naive());
                    if !day.is_some_and(|day| (*since..=*until).contains(&day)) {
                        continue;
                    }
                }
                found.insert(id);
                if !is_pulled(settings, &head) {
                    done.not_pulled += 1;
                } else if !is_before(&run, settings.since, &head) {
                    done.coming += 1;
                } else {
                    old.push((time, id));
                }
            }
        }
        done.unreadable = heads.unreadable();
        done.unknown = (wanted.difference(&found).count() as u64).saturating_sub(done.unreadable);
        if let Backfill::Orders(ids) = &backfill {
            done.unknown += ids.iter().filter(|id| id.number().is_none()).count() as u64;
        }
        old.sort_unstable();
        for (number, page) in old.chunks(BATCH).enumerate() {
            let ids: Vec<OrderId> = page.iter().map(|(_, id)| *id).collect();
            let records = run.read_all::<OrderRecord>(&ids).await?;
            let (marks, taken) = run.read_both::<WantedOrder, TakenOrder>(&ids).await?;
            let mut batch = Batch::new();
            let known = records.into_iter().zip(marks.into_iter().zip(taken));
            for ((time, id), (record, (mark, taken))) in page.iter().zip(known) {
                if record.is_some() || mark.is_some() {
                    done.known += 1;
                } else if taken.is_some() {
                    // A run may have looked for it before it was as it is now.
                    batch.mark::<WantedOrder>(id);
                    done.known += 1;
                } else if done.marked < limit as u64 {
                    batch.mark::<WantedOrder>(id);
                    done.marked += 1;
                } else {
                    done.left += 1;
                    done.next = done.next.or(*time);
                }
            }
            run.commit(batch).await?;
            let marked = (number * BATCH + page.len()) as u64;
            run.progress(Phase::Writing, marked, Some(old.len() as u64)).await;
        }
        Ok(done)
    }
}

fn refuse(what: &str, remedy: &str) -> RunError {
    RunError::Stopped { what: what.to_owned(), remedy: remedy.to_owned() }
}
