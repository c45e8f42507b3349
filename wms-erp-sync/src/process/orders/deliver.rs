//! Spooled orders go to the WMS, one by one.

mod send;

use std::pin::pin;

use futures::TryStreamExt;
use ongoing_client::model::CustomerOrder;
use tracing::Instrument;
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::{Mapped, OrderContext, order_number};

use send::Sent;

use super::adopt::{Existing, adopt};
use super::lookup::{Articles, Companies};
use super::scan::{ignore, is_ignored};
use super::{gone, read_back, source};
use crate::context::RunError;
use crate::context::hold::{HoldReason, prepared, rule};
use crate::context::run::{BATCH, Run};
use crate::document::{
    AskedRecords, Class, Document, Fingerprint, Held, Imported, MappingMark, OpenOrder, OrderEventKind,
    OrderRecord, SpooledOrder,
};
use crate::hooks::HookFields;
use crate::process::order_head::{change_mark, is_pulled};
use crate::process::worked_off::WorkedOff;
use crate::process::{became_ours, mapping};
use crate::store::{Batch, StoreError};
use crate::tenant::Orders;

/// Works the spool off.
pub(super) async fn work(run: &Run<'_>, settings: &Orders) -> Result<(), RunError> {
    let mut pages = pin!(run.documents().pages(SpooledOrder::all(), BATCH));
    let mut worked_off = WorkedOff::default();
    while let Some(page) = pages.try_next().await? {
        worked_off.begin(run, page.len(), BATCH).await?;
        let mut orders = Vec::new();
        let mut broken = Batch::new();
        for (id, found) in page {
            match found.map(|spooled| spooled.order()) {
                Ok(Ok(order)) => orders.push(order),
                Err(newer @ StoreError::NewerDocument { .. }) => return Err(newer.into()),
                // Damaged, or written by an earlier version. Its record says that it was not seen, so it is read again.
                Ok(Err(_)) | Err(_) => drop(broken.remove::<SpooledOrder>(&id)),
            }
        }
        run.commit(broken).await?;
        work_page(run, settings, &orders, &mut worked_off).await?;
    }
    Ok(())
}

async fn work_page(
    run: &Run<'_>,
    settings: &Orders,
    orders: &[InvoiceOrder],
    worked_off: &mut WorkedOff,
) -> Result<(), RunError> {
    let ids: Vec<OrderId> = orders.iter().map(|order| order.order_id.unwrap_or_default()).collect();
    let records = run.read_all::<OrderRecord>(&ids).await?;
    let page = Page::load(run, settings, orders, &records).await?;
    for (order, record) in orders.iter().zip(records) {
        run.check_stop()?;
        let (Some(id), Some(record)) = (order.order_id, record) else { continue };
        page.deliver(id, order, record).instrument(run.record_span(id)).await?;
        worked_off.add(run, 1).await;
    }
    Ok(())
}

/// A page of orders, with all that was looked up for it.
pub(super) struct Page<'a, 'r> {
    pub(super) run: &'a Run<'r>,
    pub(super) settings: &'a Orders,
    pub(super) mapping: MappingMark,
    fields: HookFields,
    companies: Companies,
    articles: Articles,
    pub(super) existing: Existing,
    /// Orders that a person asked for by name.
    asked_for: AskedRecords,
    /// Why the host's hooks cannot see to these orders.
    unprepared: Option<HoldReason>,
}

impl<'a, 'r> Page<'a, 'r> {
    pub(super) async fn load(
        run: &'a Run<'r>,
        settings: &'a Orders,
        orders: &[InvoiceOrder],
        records: &[Option<OrderRecord>],
    ) -> Result<Self, RunError> {
        let asked_for = gone::asked_for(run).await?;
        let existing = Existing::load(run, &settings.mapping, orders, records).await?;
        let unprepared = prepared(run.tenant.hooks.prepare_orders(orders).await)?;
        let companies = Companies::load(run, orders, &settings.mapping).await?;
        let articles = Articles::load(run, orders, &settings.mapping).await?;
        let mapping = mapping::orders(run.tenant, &settings.mapping);
        let fields = run.tenant.hooks.fields();
        Ok(Self { run, settings, mapping, fields, companies, articles, existing, asked_for, unprepared })
    }

    async fn deliver(
        &self,
        id: OrderId,
        order: &InvoiceOrder,
        mut record: OrderRecord,
    ) -> Result<(), RunError> {
        let run = self.run;
        let number = order_number(id, &self.settings.mapping.order_number_prefix);
        let mut batch = Batch::new();
        let is_gone = record.imported.is_some() && self.existing.is_absent(&number);
        record.create_again = is_gone && (record.create_again || self.asked_for.names(&id.to_string()));
        let ours = match is_gone && !record.create_again {
            true => Err(gone::gone(&number)),
            false => self.existing.ours(order, &number, record.imported.as_ref()),
        };
        if is_gone && let Some(imported) = &mut record.imported {
            // What the WMS accepted once is there no more.
            imported.fingerprint = None;
        }
        let mut adopted = None;
        if record.imported.is_none() {
            adopted = ours.as_ref().ok().copied().flatten();
            // One that bears our import status was imported by us, so it is followed though it was cancelled.
            let followed = match adopted {
                None if !is_pulled(self.settings, order) => self.existing.cancelled(order, &number),
                adopted => adopted,
            };
            if let Some(found) = followed {
                adopt(run, &mut record, order, found, &self.settings.mapping);
                became_ours::order(&mut batch, id);
            } else if !is_pulled(self.settings, order) && self.existing.is_absent(&number) {
                return self.forget(id, &record).await;
            }
        }
        if record.imported.is_none() && !self.existing.may_be_alive(&number) && is_ignored(run, order) {
            ignore(run, &mut batch, order, record, &self.mapping);
            return run.commit(batch).await;
        }
        let sent = match ours {
            Ok(found) => self.send(id, &number, order, &record, found).await?,
            Err(obstacle) => Err(obstacle),
        };
        match sent {
            Ok(sent) => self.accept(&mut batch, id, &mut record, sent, adopted.is_some()),
            Err(obstacle) => {
                if adopted.is_some() {
                    run.event(&mut batch, id.0, OrderEventKind::Adopted, "");
                }
                self.refuse(&mut batch, id, order, obstacle, &record).await?;
            }
        }
        record.seen = Some(change_mark(order));
        // One that bears our import status, and of which the WMS has an order that is not recognised, is looked at until that
        // is settled: no other read asks for it.
        record.pending = record.imported.is_none() && !is_pulled(self.settings, order);
        batch.set(&id, &record).remove::<SpooledOrder>(&id);
        run.commit(batch).await
    }

    /// An order that bears our import status, and is not ours.
    async fn forget(&self, id: OrderId, record: &OrderRecord) -> Result<(), RunError> {
        let mut batch = Batch::new();
        batch.remove::<OrderRecord>(&id).remove::<OpenOrder>(&id).remove::<SpooledOrder>(&id);
        record.remove_words(&mut batch, id);
        self.run.release(&mut batch, &id.to_string());
        self.run.commit(batch).await
    }

    /// The order as it would be written.
    pub(super) fn map(
        &self,
        order: &InvoiceOrder,
        record: &OrderRecord,
    ) -> Result<Mapped<CustomerOrder>, HoldReason> {
        if let Some(obstacle) = &self.unprepared {
            return Err(obstacle.clone());
        }
        let companies = self.companies.of(order, &self.settings.mapping)?;
        self.articles.check(order, &self.settings.mapping)?;
        let facts = |product| self.articles.facts(product);
        let context = OrderContext::new(&companies, &facts, record.first_import, self.run.tenant.erp_zone);
        let mapped = wms_erp_mapping::order(order, &context, &self.settings.mapping);
        let mut mapped = mapped.map_err(|held| HoldReason::from(&held))?;
        rule(self.run.tenant.hooks.order(order, &mut mapped.value))?;
        Ok(mapped)
    }

    pub(super) fn fingerprint(&self, order: &InvoiceOrder) -> Fingerprint {
        Fingerprint::of(&source(order, &self.fields, &self.settings.mapping), &self.mapping)
    }

    /// Remembers what the WMS has now.
    fn accept(&self, batch: &mut Batch, id: OrderId, record: &mut OrderRecord, sent: Sent, adopted: bool) {
        let run = self.run;
        for note in &sent.notes {
            run.reason(id.to_string(), None, note.as_str(), "");
        }
        let before = record.imported.as_ref();
        let remapped = sent.written && sent.remapped;
        let kind = match before {
            _ if adopted => OrderEventKind::Adopted,
            None => OrderEventKind::Imported,
            Some(_) if record.create_again => OrderEventKind::Imported,
            Some(_) => OrderEventKind::Changed,
        };
        record.create_again = false;
        run.tally().written += u64::from(sent.written);
        run.tally().remapped += u64::from(remapped);
        if sent.written || adopted {
            run.event(batch, id.0, kind, sent.notes.join("; "));
        }
        // Noted, not made, when planning: then there is nothing to read back.
        if before.is_some() && sent.written && !run.is_plan() {
            read_back::mark(batch, id, sent.lines);
        }
        record.imported = Some(Imported {
            at: before.map_or_else(|| run.now(), |known| known.at),
            wms_order: sent.wms_order.or_else(|| before.and_then(|known| known.wms_order)),
            adopted: before.is_some_and(|known| known.adopted),
            fingerprint: Some(sent.fingerprint),
        });
        run.release(batch, &id.to_string());
    }

    /// Holds the order. The same refusal of the same change is reported once.
    async fn refuse(
        &self,
        batch: &mut Batch,
        id: OrderId,
        order: &InvoiceOrder,
        mut obstacle: HoldReason,
        record: &OrderRecord,
    ) -> Result<(), RunError> {
        let run = self.run;
        let name = id.to_string();
        let mark = change_mark(order);
        if record.imported.is_some() {
            // The next change is another one, though the WMS refuses it in the same words.
            obstacle = obstacle.for_source(self.fingerprint(order).source);
        }
        if record.imported.is_some() && !record.create_again && obstacle.class == Class::Rejected {
            obstacle.what = format!("the WMS refused the change of the order: {}", obstacle.what);
            obstacle.remedy =
                "inform the warehouse of the change, or undo it in the ERP; the WMS keeps the order as it \
                 was \
                               before the change"
                    .to_owned();
        }
        let before = run.read::<Held>(&run.held_key(&name)).await?;
        let told = before.is_some_and(|held| {
            held.what == obstacle.what
                || held.class == obstacle.class && record.seen.as_deref() == Some(&*mark)
        });
        if run.is_dismissed(&name, &obstacle).await? {
            return run.hold(batch, &name, obstacle).await;
        }
        if !told {
            let kind = if obstacle.class == Class::Rejected {
                OrderEventKind::Refused
            } else {
                OrderEventKind::Held
            };
            run.event(batch, id.0, kind, obstacle.what.as_str());
        }
        run.reason(name.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
        run.hold(batch, &name, obstacle).await
    }
}
