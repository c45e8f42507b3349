//! Spooled orders go to the WMS, one by one.

use std::collections::{HashMap, HashSet};

use ongoing_client::model::{CustomerOrder, Order};
use twentyfour_client::types::{Company, InvoiceOrder, OrderId, OrderSlipStateType};
use wms_erp_mapping::{Mapped, OrderContext, order_number};

use super::lookup::{Articles, Companies, existing};
use super::{SPOOL, change_mark, mapping_version, order_key, source, spool_key};
use crate::engine::RunError;
use crate::engine::hold::Obstacle;
use crate::engine::run::{Run, put};
use crate::flow::status_writer::{self, StatusWrite};
use crate::flow::{BATCH, collect};
use crate::plan::{FieldChange, PlannedWrite};
use crate::record::{Class, EventKind, Fingerprint, Held, Imported, OrderRecord, id_key};
use crate::store::{Batch, Table};
use crate::tenant::Orders;

/// The WMS's number for an order that was cancelled there.
const CANCELLED: i32 = 1000;

/// Works the spool off.
pub(super) async fn work(run: &Run<'_>, settings: &Orders) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Spool, SPOOL, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        let mut orders = Vec::new();
        let mut broken = Batch::new();
        for (key, xml) in &page {
            match asmx_soap::from_xml::<InvoiceOrder>(xml) {
                Ok(order) => orders.push(order),
                // Written by another version. Its record says that it was not seen, so it is read again.
                Err(_) => drop(broken.delete(Table::Spool, key.as_str())),
            }
        }
        run.commit(broken).await?;
        work_page(run, settings, &orders).await?;
    }
}

async fn work_page(run: &Run<'_>, settings: &Orders, orders: &[InvoiceOrder]) -> Result<(), RunError> {
    let keys: Vec<String> =
        orders.iter().map(|order| order_key(order.order_id.unwrap_or_default())).collect();
    let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
    let companies = Companies::load(run, orders).await?;
    let articles = Articles::load(run, orders).await?;
    let new = orders
        .iter()
        .zip(&records)
        .filter(|(_, record)| record.as_ref().is_none_or(|record| record.imported.is_none()));
    let numbers = new
        .filter_map(|(order, _)| Some(order_number(order.order_id?, &settings.mapping.order_number_prefix)))
        .collect();
    let existing = existing(run, numbers).await?;
    let page = Page { run, settings, mapping: mapping_version(settings), companies, articles, existing };
    for (order, record) in orders.iter().zip(records) {
        run.check_stop()?;
        let (Some(id), Some(record)) = (order.order_id, record) else { continue };
        page.deliver(id, order, record).await?;
    }
    Ok(())
}

/// A page of orders, with all that was looked up for it.
struct Page<'a, 'r> {
    run: &'a Run<'r>,
    settings: &'a Orders,
    mapping: String,
    companies: Companies,
    articles: Articles,
    existing: HashMap<String, Order>,
}

impl Page<'_, '_> {
    async fn deliver(
        &self,
        id: OrderId,
        order: &InvoiceOrder,
        mut record: OrderRecord,
    ) -> Result<(), RunError> {
        let run = self.run;
        let mut batch = Batch::new();
        let is_new = record.imported.is_none();
        match self.send(id, order, &record).await? {
            Ok(sent) => {
                let detail = if sent.notes.is_empty() { String::new() } else { sent.notes.join("; ") };
                for note in &sent.notes {
                    run.reason(id.to_string(), None, note.as_str(), "");
                }
                if sent.written {
                    run.tally().written += 1;
                }
                let remapped = record
                    .imported
                    .as_ref()
                    .is_some_and(|imported| imported.fingerprint.source == sent.fingerprint.source);
                run.tally().remapped += u64::from(remapped);
                let kind = match (sent.adopted, is_new) {
                    (true, _) => EventKind::Adopted,
                    (false, true) => EventKind::Imported,
                    (false, false) => EventKind::Changed,
                };
                run.event(&mut batch, id.0, kind, detail);
                record.imported = Some(Imported {
                    at: record.imported.as_ref().map_or_else(|| run.now(), |imported| imported.at),
                    fingerprint: sent.fingerprint,
                    wms_order: sent.wms_order.or(record.imported.and_then(|imported| imported.wms_order)),
                    adopted: sent.adopted,
                });
                if sent.adopted {
                    // It may have been sent long ago: the status process looks at it whatever its change time.
                    put(&mut batch, Table::Due, format!("order_status/{}", id_key(id.0)), &());
                }
                run.release(&mut batch, &id.to_string());
            }
            Err(obstacle) => self.refuse(&mut batch, id, obstacle, is_new).await?,
        }
        record.seen = Some(change_mark(order));
        put(&mut batch, Table::Order, order_key(id), &record);
        batch.delete(Table::Spool, spool_key(id));
        run.commit(batch).await
    }

    /// Decides and writes. The inner error holds the order; the outer one ends the run.
    async fn send(
        &self,
        id: OrderId,
        order: &InvoiceOrder,
        record: &OrderRecord,
    ) -> Result<Result<Sent, Obstacle>, RunError> {
        let number = order_number(id, &self.settings.mapping.order_number_prefix);
        let found = self.existing.get(&number);
        let company = match self.companies.of(order) {
            Ok(company) => company,
            Err(obstacle) => return Ok(Err(obstacle)),
        };
        if let Err(obstacle) = found.map_or(Ok(()), |found| may_adopt(found, order, &number)) {
            return Ok(Err(obstacle));
        }
        if let Err(obstacle) = self.articles.check(order) {
            return Ok(Err(obstacle));
        }
        let mapped = match self.map(order, company, record) {
            Ok(mapped) => mapped,
            Err(held) => return Ok(Err(Obstacle::from(&held))),
        };
        let mut sent = Sent {
            fingerprint: Fingerprint::of(&source(order), &self.mapping),
            wms_order: found.and_then(|order| order.order_info.as_ref()?.order_id).map(|id| id.0),
            adopted: found.is_some(),
            written: false,
            notes: mapped.notes.iter().map(|note| format!("{}: {}", note.field, note.text)).collect(),
        };
        let planned = self.run.planned(|| PlannedWrite {
            process: self.run.process,
            record: id.to_string(),
            what: match record.imported.is_some() || sent.adopted {
                true => format!("order {number}, changed"),
                false => format!("order {number}, new"),
            },
            fields: FieldChange::all_new(&mapped.value),
        });
        if planned {
            sent.written = true;
            return Ok(Ok(sent));
        }
        match self.run.wms.process_order(&mapped.value).await {
            Ok(wms_order) => {
                self.run.side_is_well();
                sent.wms_order = wms_order.or(sent.wms_order);
                sent.written = true;
                Ok(Ok(sent))
            }
            // Ours, and the warehouse has begun with it: it is adopted as it is.
            Err(error)
                if error.trouble == crate::port::Trouble::Refused && sent.adopted && has_begun(found) =>
            {
                sent.notes.push(format!("not updated, since the warehouse has begun: {}", error.message));
                Ok(Ok(sent))
            }
            Err(error) => Ok(Err(Obstacle::from(&self.run.record_failed(error)?))),
        }
    }

    fn map(
        &self,
        order: &InvoiceOrder,
        company: Option<&Company>,
        record: &OrderRecord,
    ) -> Result<Mapped<CustomerOrder>, wms_erp_mapping::Held> {
        let context = OrderContext {
            company,
            products: &|product| self.articles.facts(product),
            first_import: record.first_import,
            erp_zone: self.run.tenant.erp_zone,
        };
        wms_erp_mapping::order(order, &context, &self.settings.mapping)
    }

    async fn refuse(
        &self,
        batch: &mut Batch,
        id: OrderId,
        mut obstacle: Obstacle,
        is_new: bool,
    ) -> Result<(), RunError> {
        let record = id.to_string();
        if !is_new && obstacle.class == Class::Rejected {
            obstacle.what = format!("the WMS refused the change of the order: {}", obstacle.what);
            obstacle.remedy =
                "tell the warehouse of the change, or undo it in the ERP; the WMS keeps the order as it \
                               was before the change"
                    .to_owned();
        }
        let key = format!("{}/{record}", self.run.process);
        let before: Option<Held> = self.run.get(Table::Held, &key).await?;
        if before.is_none_or(|held| held.what != obstacle.what) {
            let kind = if obstacle.class == Class::Rejected { EventKind::Refused } else { EventKind::Held };
            self.run.event(batch, id.0, kind, obstacle.what.as_str());
        }
        self.run.reason(
            record.as_str(),
            Some(obstacle.class),
            obstacle.what.as_str(),
            obstacle.remedy.as_str(),
        );
        self.run.hold(batch, &record, obstacle).await
    }
}

/// What was done for one order.
struct Sent {
    fingerprint: Fingerprint,
    wms_order: Option<i32>,
    adopted: bool,
    written: bool,
    notes: Vec<String>,
}

/// An order that is in the WMS under our number, though we do not remember it, is ours if its lines carry our row ids.
fn may_adopt(found: &Order, order: &InvoiceOrder, number: &str) -> Result<(), Obstacle> {
    let rows: HashSet<String> =
        order.invoice_rows.iter().filter_map(|row| row.row_id.map(|id| id.to_string())).collect();
    let codes: HashSet<String> =
        found.picked_order_lines.iter().filter_map(|line| line.external_order_line_code.clone()).collect();
    let ours = !codes.is_empty() && (codes.is_subset(&rows) || !rows.is_empty() && rows.is_subset(&codes));
    if !ours {
        let what = format!("the WMS has an order {number} already, and its lines are not this order's");
        let remedy =
            "find out where that order came from; renumber it in the WMS, or set an order number prefix";
        return Err(Obstacle::new(Class::NeedsPerson, what, remedy));
    }
    if status(found) == Some(CANCELLED) {
        let what = format!("order {number} was cancelled in the WMS; it is not created again");
        let remedy = "take the order back in the ERP, or reopen it in the WMS";
        return Err(Obstacle::new(Class::NeedsPerson, what, remedy));
    }
    Ok(())
}

fn status(order: &Order) -> Option<i32> {
    order.order_info.as_ref()?.order_status_number
}

fn has_begun(found: Option<&Order>) -> bool {
    found.is_some_and(|order| {
        status(order).is_some_and(|status| status >= 400)
            || order
                .picked_order_lines
                .iter()
                .any(|line| line.picked_number_of_items.is_some_and(|n| !n.is_zero()))
    })
}

/// Tells the ERP which orders the WMS has, where that is wished: those of this run, and those of a run that was cut off.
pub(super) async fn report_imports(
    run: &Run<'_>,
    settings: &Orders,
    status: &OrderSlipStateType,
) -> Result<(), RunError> {
    let ids = just_imported(run).await?;
    for ids in ids.chunks(BATCH) {
        // Re-read: somebody may have changed the status since the scan.
        let heads = collect(run, run.erp.order_heads(ids).await?).await?;
        let writes = heads.iter().filter_map(|head| {
            let from = head.order_status.clone()?;
            settings.pull_status.contains(&from).then_some(StatusWrite {
                order: head.order_id?,
                customer: head.customer_id?,
                from,
                to: status.clone(),
            })
        });
        let writes: Vec<StatusWrite> = writes.collect();
        for (write, result) in status_writer::write(run, writes).await? {
            let mut batch = Batch::new();
            match result {
                Ok(()) => {
                    let key = order_key(write.order);
                    if let Some(mut record) = run.get::<OrderRecord>(Table::Order, &key).await? {
                        record.import_status_written = true;
                        put(&mut batch, Table::Order, key, &record);
                    }
                    run.event(&mut batch, write.order.0, EventKind::ImportReported, write.to.as_str());
                }
                Err(error) => {
                    let obstacle = Obstacle::from(&error);
                    run.reason(write.order.to_string(), Some(obstacle.class), obstacle.what, obstacle.remedy);
                }
            }
            run.commit(batch).await?;
        }
    }
    Ok(())
}

/// Open orders that were imported and of which the ERP has not been told.
async fn just_imported(run: &Run<'_>) -> Result<Vec<OrderId>, RunError> {
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Order, super::OPEN, after.as_deref(), BATCH).await?;
        let ids: Vec<OrderId> =
            page.iter().filter_map(|(key, _)| key[super::OPEN.len()..].parse().ok().map(OrderId)).collect();
        let keys: Vec<String> = ids.iter().map(|id| order_key(*id)).collect();
        let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
        found.extend(ids.into_iter().zip(records).filter_map(|(id, record)| {
            record.filter(|record| record.imported.is_some() && !record.import_status_written).map(|_| id)
        }));
        match page.into_iter().next_back() {
            Some((key, _)) => after = Some(key),
            None => return Ok(found),
        }
    }
}
