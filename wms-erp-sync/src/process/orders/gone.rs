//! Orders that people deleted in the WMS by hand. They are reported and never created again without a person.

use std::pin::pin;

use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use twentyfour_client::types::OrderId;
use wms_erp_mapping::order_number;

use super::adopt::Existing;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{
    AskedFor, AskedRecords, Class, Document, Held, OpenOrder, OrderEventKind, OrderRecord, Shipment,
};
use crate::store::Batch;
use crate::tenant::Orders;

/// What is said of an order that the WMS had from us.
pub(crate) fn gone(number: &str) -> HoldReason {
    let what = format!(
        "order {number} is no longer in the WMS: it was deleted there by hand, or has another number now"
    );
    let remedy = "find out who removed it and why; if it is to be sent, retry this order: that creates it in the WMS \
                  again; if not, withdraw it in the ERP";
    HoldReason::new(Class::NeedsPerson, what, remedy)
}

/// The orders that a person asked for by name. A request for everything is none for what was deleted on purpose.
pub(super) async fn asked_for(run: &Run<'_>) -> Result<AskedRecords, RunError> {
    run.asked(AskedFor::Retry).await
}

/// Looks for orders that the WMS has had since before this run `began` and that are still open, and holds those that are
/// gone.
pub(super) async fn look(run: &Run<'_>, settings: &Orders, began: DateTime<Utc>) -> Result<(), RunError> {
    // What was imported while our clock was wrong may lie in the future.
    let this_run = began..=run.now();
    let mut pages = pin!(run.pages(OpenOrder::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let ids: Vec<OrderId> = page.into_iter().map(|(id, _)| id).collect();
        let records = run.read_all::<OrderRecord>(&ids).await?;
        let shipments = run.read_all::<Shipment>(&ids).await?;
        // What is pending is looked up before it is written, and what was sent is no longer awaited.
        let there = |record: &Option<OrderRecord>| {
            let imported = record.as_ref().and_then(|record| record.imported.as_ref());
            imported
                .is_some_and(|imported| imported.fingerprint.is_some() && !this_run.contains(&imported.at))
        };
        let awaited = ids
            .iter()
            .zip(records)
            .zip(shipments)
            .filter(|((_, record), shipment)| there(record) && shipment.is_none());
        let awaited: Vec<(String, OrderId)> = awaited
            .map(|((id, _), _)| (order_number(*id, &settings.mapping.order_number_prefix), *id))
            .collect();
        let numbers: Vec<String> = awaited.iter().map(|(number, _)| number.clone()).collect();
        let existing = Existing::read_known(run, &numbers).await?;
        for (number, id) in awaited.iter().filter(|(number, _)| existing.is_absent(number)) {
            run.check_stop()?;
            let mut batch = Batch::new();
            hold(run, &mut batch, *id, number).await?;
            run.commit(batch).await?;
        }
    }
    Ok(())
}

/// Holds an order that is gone. It counts as not accepted, so that it is looked up and written once a person wants that.
pub(super) async fn hold(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    number: &str,
) -> Result<(), RunError> {
    let Some(mut record) = run.read::<OrderRecord>(&id).await? else { return Ok(()) };
    if let Some(imported) = &mut record.imported {
        imported.fingerprint = None;
    }
    batch.set(&id, &record);
    let (name, obstacle) = (id.to_string(), gone(number));
    let before = run.read::<Held>(&run.held_key(&name)).await?;
    if before.is_none_or(|before| before.what != obstacle.what) && !run.is_dismissed(&name, &obstacle).await?
    {
        run.event(batch, id.0, OrderEventKind::Held, obstacle.what.as_str());
    }
    run.reason(name.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    run.hold(batch, &name, obstacle).await
}
