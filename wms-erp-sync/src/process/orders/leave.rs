//! Orders that left the pulled status: most went on, some were taken back.

use std::collections::HashMap;

use twentyfour_client::types::{OrderId, OrderSlipStateType};
use wms_erp_mapping::order_number;

use super::unsettled::{self, Settled};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::{BATCH, Run};
use crate::document::{
    ChangedLines, Class, DueOrderStatus, Held, HeldKey, LateOrder, OpenOrder, OrderEventKind, OrderRecord,
    Shipment, SpooledOrder, import_record, lines_record, waits_for_shipment,
};
use crate::plan::PlannedWrite;
use crate::port::ErrorKind;
use crate::process::collect_whole;
use crate::process_id::Process;
use crate::store::Batch;
use crate::tenant::Orders;

pub(super) async fn leave(run: &Run<'_>, settings: &Orders, left: &[OrderId]) -> Result<(), RunError> {
    for ids in left.chunks(BATCH) {
        run.check_stop()?;
        let shipments = run.read_all::<Shipment>(ids).await?;
        let records = run.read_all::<OrderRecord>(ids).await?;
        let mut batch = Batch::new();
        let mut unknown = Vec::new();
        for ((id, shipment), record) in ids.iter().zip(shipments).zip(records) {
            match shipment {
                // We have sent it away ourselves.
                Some(shipment) if !shipment.is_cancelled() => {
                    go_on(run, &mut batch, *id, record.as_ref(), true).await?;
                }
                shipment => unknown.push((*id, shipment.is_some())),
            }
        }
        run.commit(batch).await?;
        if !unknown.is_empty() {
            ask(run, settings, &unknown).await?;
        }
    }
    Ok(())
}

/// Asks the ERP what became of them; beside each stands whether the WMS has cancelled it.
pub(super) async fn ask(run: &Run<'_>, settings: &Orders, left: &[(OrderId, bool)]) -> Result<(), RunError> {
    let ids: Vec<OrderId> = left.iter().map(|(id, _)| *id).collect();
    let (heads, whole) = collect_whole(run, run.erp.order_heads(&ids).await?).await?;
    let statuses: HashMap<OrderId, Option<OrderSlipStateType>> =
        heads.into_iter().filter_map(|head| Some((head.order_id?, head.order_status))).collect();
    let records = run.read_all::<OrderRecord>(&ids).await?;
    let known = ids.iter().copied().zip(records.iter().map(Option::as_ref));
    let Settled { mut found, unclear, mut unrecognised } = unsettled::settle(run, settings, known).await?;
    for ((id, cancelled), record) in left.iter().zip(records) {
        if unclear.contains(id) {
            continue;
        }
        let status = match statuses.get(id) {
            // Back again, between the scan and now.
            Some(Some(status)) if settings.pull_status.contains(status) => {
                let mut batch = Batch::new();
                batch.remove::<LateOrder>(id);
                run.commit(batch).await?;
                continue;
            }
            Some(status) => status.clone(),
            None if whole => None,
            // It may be the one that cannot be read.
            None => continue,
        };
        let mut batch = Batch::new();
        let record = match found.remove(id) {
            Some(found) => {
                batch.set(id, &found);
                run.event(&mut batch, id.0, OrderEventKind::Adopted, "");
                Some(found)
            }
            None => record,
        };
        // From now on it is not among the open ones, and the status process may never have run: it asks for this one once.
        if run.tenant.order_status.is_some()
            && record.as_ref().is_some_and(|record| record.imported.is_some())
        {
            batch.mark::<DueOrderStatus>(id);
        }
        look_for_later(run, &mut batch, *id, record.as_ref().filter(|_| !unrecognised.contains_key(id)));
        let now = words(status.as_ref());
        match &status {
            Some(status) if has_advanced(status, settings) => {
                go_on(run, &mut batch, *id, record.as_ref(), false).await?;
                run.event(&mut batch, id.0, OrderEventKind::Advanced, status.as_str());
            }
            _ => withdraw(run, settings, &mut batch, *id, record, status.as_ref(), *cancelled).await?,
        }
        if let Some(obstacle) = unrecognised.remove(id) {
            hold_unrecognised(run, &mut batch, *id, now, obstacle).await?;
        }
        run.commit(batch).await?;
    }
    Ok(())
}

/// Notes whether an order that leaves is looked for later: one that the WMS is not known to have.
fn look_for_later(run: &Run<'_>, batch: &mut Batch, id: OrderId, record: Option<&OrderRecord>) {
    match record {
        Some(record) if record.imported.is_none() => batch.set(&id, &LateOrder { at: run.now() }),
        _ => batch.remove::<LateOrder>(&id),
    };
}

fn words(status: Option<&OrderSlipStateType>) -> &str {
    status.map_or("gone from the ERP", |status| status.as_str())
}

/// Holds an order that left while the WMS has one under its number that is not recognised. It may be ours: the answer to
/// its first write was lost, and the ERP has given its rows new ids since.
async fn hold_unrecognised(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    now: &str,
    obstacle: HoldReason,
) -> Result<(), RunError> {
    let what = format!("the order left the pulled status in the ERP ({now}), but {}", obstacle.what);
    let remedy = "check that order in the WMS: if it was made from this one, cancel it there, or make sure \
        that the ERP knows what was sent; then dismiss this";
    run.reason(id.to_string(), Some(obstacle.class), what.as_str(), remedy);
    run.hold(batch, &id.to_string(), HoldReason { what, remedy: remedy.to_owned(), ..obstacle }).await
}

/// Whether an order in this state went on rather than back.
pub(crate) fn has_advanced(status: &OrderSlipStateType, settings: &Orders) -> bool {
    use OrderSlipStateType as State;
    settings.import_status.as_ref() == Some(status)
        || matches!(
            status,
            State::Pack
                | State::Production
                | State::ForInvoicing
                | State::Invoiced
                | State::InvoicedCashAccount
                | State::InvoicedPack
                | State::OrderStateSent
        )
}

/// An order that was taken back. If the WMS has it, a person must hear of it; if not, there is nothing left to do.
async fn withdraw(
    run: &Run<'_>,
    settings: &Orders,
    batch: &mut Batch,
    id: OrderId,
    record: Option<OrderRecord>,
    status: Option<&OrderSlipStateType>,
    cancelled: bool,
) -> Result<(), RunError> {
    close(run, batch, id);
    let now = words(status);
    if let Some(mut record) = record.filter(|record| record.imported.is_some()) {
        record.withdrawn = true;
        batch.set(&id, &record);
        // Nothing is cancelled by absence: of an order that is gone, a person decides.
        let cancelled_now = settings.cancel_withdrawn && !cancelled && status.is_some();
        let refusal = if cancelled_now { cancel(run, settings, batch, id, now).await? } else { None };
        if cancelled || cancelled_now && refusal.is_none() {
            // Both sides agree now: what the status process asked for has been done.
            batch.remove::<Held>(&HeldKey::of(Process::OrderStatus, id));
        } else {
            let refusal = refusal.map(|refusal| format!("; the WMS refused to cancel it: {refusal}"));
            let what = format!(
                "the order was withdrawn in the ERP ({now}) after the WMS got it{}",
                refusal.unwrap_or_default()
            );
            let remedy =
                "cancel it in the WMS if it is not to be sent, or set it back in the ERP; then dismiss this";
            let obstacle = HoldReason::new(Class::NeedsPerson, what, remedy);
            run.reason(
                id.to_string(),
                Some(obstacle.class),
                obstacle.what.as_str(),
                obstacle.remedy.as_str(),
            );
            run.hold(batch, &id.to_string(), obstacle).await?;
        }
    }
    run.event(batch, id.0, OrderEventKind::Withdrawn, now);
    Ok(())
}

/// Cancels the order in the WMS; its word, if it refuses. Any other failure ends the run: the next one sees that the order
/// has left, and tries again.
async fn cancel(
    run: &Run<'_>,
    settings: &Orders,
    batch: &mut Batch,
    id: OrderId,
    now: &str,
) -> Result<Option<String>, RunError> {
    let number = order_number(id, &settings.mapping.order_number_prefix);
    let permit = run.permit(|| PlannedWrite {
        process: run.process,
        record: id.to_string(),
        what: format!("order {number}, cancelled"),
        ordered: None,
        fields: Vec::new(),
    });
    let answer = match permit {
        Permit::Make => run.wms.cancel_order(&number).await,
        Permit::Noted => Ok(()),
        // That it has left is seen at the next run, too.
        Permit::Refused(obstacle) => return Err(obstacle.into_stop()),
    };
    match answer {
        Ok(()) => {
            run.side_is_ok();
            run.tally().written += 1;
            run.event(
                batch,
                id.0,
                OrderEventKind::CancelledInWms,
                format!("by us, since it was withdrawn ({now})"),
            );
            Ok(None)
        }
        Err(error) if error.kind == ErrorKind::Refused => Ok(Some(error.message)),
        Err(error) => Err(error.into()),
    }
}

/// Closes an order that went on. Of one that the WMS has, whatever is held says that the WMS does not have it as the ERP
/// does, and that does not pass by itself: it becomes a notice, until a person has acknowledged it. Only what the rows say
/// is settled once the shipment has been compared with them, as is done before an order is reported as `sent`.
async fn go_on(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    record: Option<&OrderRecord>,
    sent: bool,
) -> Result<(), RunError> {
    let names = [id.to_string(), lines_record(id)];
    let held = run.read_all::<Held>(&names.each_ref().map(|name| run.held_key(name))).await?;
    close(run, batch, id);
    if record.is_none_or(|record| record.imported.is_none()) {
        return Ok(());
    }
    for (name, held) in names.iter().zip(held) {
        let Some(held) = held else { continue };
        let of_rows = *name == lines_record(id) || held.waits_for == Some(waits_for_shipment(id));
        if sent && of_rows {
            continue;
        }
        if held.class == Class::Notice {
            batch.set(&run.held_key(name), &held);
            continue;
        }
        let what = format!(
            "the order advanced in the ERP, but the WMS does not have its latest version: {}",
            held.what
        );
        let remedy = "make sure that the warehouse or the customer knows of the change; then dismiss this";
        run.reason(name.as_str(), Some(Class::Notice), what.as_str(), remedy);
        let mut notice = HoldReason::new(Class::Notice, what, remedy);
        notice.source = held.source;
        run.hold(batch, name, notice).await?;
    }
    Ok(())
}

fn close(run: &Run<'_>, batch: &mut Batch, id: OrderId) {
    batch.remove::<OpenOrder>(&id).remove::<SpooledOrder>(&id).remove::<ChangedLines>(&id);
    run.release(batch, &id.to_string());
    run.release(batch, &import_record(id));
    run.release(batch, &lines_record(id));
}
