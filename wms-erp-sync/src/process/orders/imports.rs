//! Reports to the ERP which orders the WMS has, where that is set.

use std::collections::BTreeSet;
use std::pin::pin;

use futures::{FutureExt, TryStreamExt};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{
    Class, Document, Held, HeldKey, OpenOrder, OrderEventKind, OrderRecord, import_record,
};
use crate::process::collect;
use crate::process::status_write::StatusWrite;
use crate::process::status_writer::{StatusWriter, in_turn, let_others_ask};
use crate::store::Batch;
use crate::tenant::Orders;

/// The orders imported in this run, and those of a run that was cut off before it had reported to the ERP.
pub(super) async fn report(run: &Run<'_>, settings: &Orders) -> Result<(), RunError> {
    let Some(status) = &settings.import_status else { return Ok(()) };
    for ids in just_imported(run).await?.chunks(BATCH) {
        run.check_stop()?;
        let mut ids = ids.to_vec();
        loop {
            match in_turn(run, report_these(run, settings, &ids, status).boxed()).await? {
                None => return Ok(()),
                Some(left) if left.is_empty() => break,
                Some(left) => ids = left,
            }
            let_others_ask(run).await;
        }
    }
    Ok(())
}

/// Gives back those that are left for another turn.
async fn report_these(
    run: &Run<'_>,
    settings: &Orders,
    ids: &[OrderId],
    status: &OrderSlipStateType,
) -> Result<Vec<OrderId>, RunError> {
    // Re-read: a person may have changed the status since the scan.
    let heads = collect(run, run.erp.order_heads(ids).await?).await?;
    let mut writes = Vec::new();
    for head in &heads {
        match (head.order_id, &head.order_status) {
            (Some(id), Some(now)) if now == status => settle(run, id, Ok(()), status).await?,
            (Some(id), Some(now)) if settings.pull_status.contains(now) => {
                match status_write(head, now, status) {
                    Ok(write) => writes.push(write),
                    Err(obstacle) => settle(run, id, Err(obstacle), status).await?,
                }
            }
            // A person has moved it on: that stands.
            (Some(_), Some(_)) => {}
            // Its status is not known, so it is not written over: it is asked for again.
            (Some(id), None) => settle(run, id, Err(without_status()), status).await?,
            (None, _) => {}
        }
    }
    let mut left: BTreeSet<OrderId> = writes.iter().map(|write| write.order).collect();
    let mut writer = StatusWriter::new(writes);
    while let Some(answers) = writer.next(run).await? {
        for (write, answer) in answers {
            left.remove(&write.order);
            let answer = match answer {
                Ok(()) => Ok(()),
                Err(error) => Err(error.obstacle(run)?),
            };
            settle(run, write.order, answer, status).await?;
        }
    }
    Ok(left.into_iter().collect())
}

fn without_status() -> HoldReason {
    let what = "the ERP returned no status of the order, so it was not changed";
    let remedy = "check the order in the ERP, and set a status there if it has none";
    HoldReason::new(Class::Waiting, what, remedy)
}

/// A save without the customer is refused, or worse: no source says what it does.
fn status_write(
    head: &InvoiceOrder,
    from: &OrderSlipStateType,
    to: &OrderSlipStateType,
) -> Result<StatusWrite, HoldReason> {
    let Some(customer) = head.customer_id else {
        let what = "the order has no customer, and the ERP saves no order without one";
        let remedy = format!("give the order its customer in the ERP, or set it to {to} there by hand");
        return Err(HoldReason::new(Class::NeedsPerson, what, remedy));
    };
    let order = head.order_id.unwrap_or_default();
    Ok(StatusWrite::new(order, customer, from.clone(), to.clone()))
}

async fn settle(
    run: &Run<'_>,
    id: OrderId,
    answer: Result<(), HoldReason>,
    status: &OrderSlipStateType,
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    match answer {
        Ok(()) => {
            if let Some(mut record) = run.read::<OrderRecord>(&id).await? {
                record.import_status_written = true;
                batch.set(&id, &record);
            }
            run.event(&mut batch, id.0, OrderEventKind::ImportReported, status.as_str());
            run.release(&mut batch, &import_record(id));
        }
        Err(mut obstacle) => {
            obstacle.what = format!("the ERP was not told that the order is imported: {}", obstacle.what);
            run.reason(
                id.to_string(),
                Some(obstacle.class),
                obstacle.what.as_str(),
                obstacle.remedy.as_str(),
            );
            run.hold(&mut batch, &import_record(id), obstacle).await?;
        }
    }
    run.commit(batch).await
}

/// Open orders that were imported and have not been reported to the ERP, unless it refused that lately.
async fn just_imported(run: &Run<'_>) -> Result<Vec<OrderId>, RunError> {
    let mut found = Vec::new();
    let mut pages = pin!(run.pages(OpenOrder::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let ids: Vec<OrderId> = page.into_iter().map(|(id, _)| id).collect();
        let records = run.read_all::<OrderRecord>(&ids).await?;
        let is_new = |record: OrderRecord| record.imported.is_some() && !record.import_status_written;
        found.extend(ids.into_iter().zip(records).filter_map(|(id, record)| is_new(record?).then_some(id)));
    }
    let keys: Vec<HeldKey> = found.iter().map(|id| run.held_key(import_record(*id))).collect();
    let held = run.read_all::<Held>(&keys).await?;
    let now = run.now();
    let due = |held: &Held| run.eager || held.due.is_none() || held.is_due(now);
    let due = found.into_iter().zip(held).filter(|(_, held)| held.as_ref().is_none_or(due));
    Ok(due.map(|(id, _)| id).collect())
}
