//! Tells the ERP which orders the WMS has, where that is wished.

use std::collections::BTreeSet;

use futures::FutureExt;
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};

use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::run::{BATCH, Run, put};
use crate::document::key::{OPEN, order_key};
use crate::document::{EventKind, Held, OrderRecord};
use crate::process::collect;
use crate::process::status_writer::{StatusWrite, StatusWriter, in_turn, let_others_ask};
use crate::store::{Batch, Table};
use crate::tenant::Orders;

/// The orders imported in this run, and those of a run that was cut off before it had told the ERP.
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
            (Some(_), Some(now)) if settings.pull_status.contains(now) => {
                writes.extend(status_write(head, now, status));
            }
            // A person has moved it on: that stands.
            _ => {}
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

/// Under which name a report that the ERP refused is held.
pub(super) fn import_report(id: OrderId) -> String {
    format!("{id}/import_status")
}

fn status_write(
    head: &InvoiceOrder,
    from: &OrderSlipStateType,
    to: &OrderSlipStateType,
) -> Option<StatusWrite> {
    Some(StatusWrite {
        order: head.order_id?,
        customer: head.customer_id?,
        from: from.clone(),
        to: to.clone(),
        rows: Vec::new(),
    })
}

async fn settle(
    run: &Run<'_>,
    id: OrderId,
    answer: Result<(), Obstacle>,
    status: &OrderSlipStateType,
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    match answer {
        Ok(()) => {
            let key = order_key(id);
            if let Some(mut record) = run.get::<OrderRecord>(Table::Order, &key).await? {
                record.import_status_written = true;
                put(&mut batch, Table::Order, key, &record);
            }
            run.event(&mut batch, id.0, EventKind::ImportReported, status.as_str());
            run.release(&mut batch, &import_report(id));
        }
        Err(mut obstacle) => {
            obstacle.what = format!("the ERP was not told that the order is imported: {}", obstacle.what);
            run.reason(
                id.to_string(),
                Some(obstacle.class),
                obstacle.what.as_str(),
                obstacle.remedy.as_str(),
            );
            run.hold(&mut batch, &import_report(id), obstacle).await?;
        }
    }
    run.commit(batch).await
}

/// Open orders that were imported and of which the ERP has not been told, unless it refused that lately.
async fn just_imported(run: &Run<'_>) -> Result<Vec<OrderId>, RunError> {
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Order, OPEN, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { break };
        after = Some(last.clone());
        let ids: Vec<OrderId> =
            page.iter().filter_map(|(key, _)| key[OPEN.len()..].parse().ok().map(OrderId)).collect();
        let keys: Vec<String> = ids.iter().map(|id| order_key(*id)).collect();
        let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
        let untold = |record: OrderRecord| record.imported.is_some() && !record.import_status_written;
        found.extend(ids.into_iter().zip(records).filter_map(|(id, record)| untold(record?).then_some(id)));
    }
    let keys: Vec<String> =
        found.iter().map(|id| format!("{}/{}", run.process, import_report(*id))).collect();
    let held = run.get_all::<Held>(Table::Held, &keys).await?;
    let now = run.now();
    let due = |held: &Held| run.eager || held.due.is_none() || held.is_due(now);
    let due = found.into_iter().zip(held).filter(|(_, held)| held.as_ref().is_none_or(due));
    Ok(due.map(|(id, _)| id).collect())
}
