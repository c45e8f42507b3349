//! The credit for what came back, made once. Whether it exists is looked up whenever that is not certain: after a lost answer, a crash, a
//! lost store, and right before and behind the save. An engine that does not know of us sees ours behind its own save, or we see both.
//!
//! What comes back later gets a credit of its own: one that exists is never changed, since people may work on it.

use ongoing_client::model::ReturnOrderInfo;
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow};
use wms_erp_mapping::{Credit, credit_order};

use super::look::{adopt, look, mark};
use super::sold::Sold;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{Class, Quantities, ReturnRecord};
use crate::plan::PlannedWrite;
use crate::port::ErrorKind;
use crate::process::current::created;
use crate::store::Batch;
use crate::tenant::Returns;

/// Credits what came back and is not dealt with. The record then says so; it is up to the caller to keep it.
pub(super) async fn make(
    run: &Run<'_>,
    settings: &Returns,
    (number, order): (&str, &ReturnOrderInfo),
    sold: &Sold<'_>,
    came: &Quantities,
    record: &mut ReturnRecord,
) -> Result<Result<(), HoldReason>, RunError> {
    let Some(mark) = mark(order) else {
        let what = "the WMS does not report the id of the return, by which its credit is found again";
        let remedy = "credit it in the ERP by hand if it is due, then dismiss this";
        return Ok(Err(HoldReason::new(Class::NeedsPerson, what, remedy)));
    };
    let rows = match sold.rows(&record.left(came)) {
        Ok(rows) => rows,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let found = match look(run, mark, sold.original, &record.credits).await? {
        Ok(found) => found,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    if std::mem::take(&mut record.dismissed) {
        record.credits.extend(found.iter().filter_map(|order| order.order_id).map(|id| id.0));
        record.attempt = None;
    } else if !found.is_empty()
        && let Err(obstacle) = adopt(record, &found, &record.left(came), &rows)
    {
        return Ok(Err(obstacle));
    }
    let left = record.left(came);
    if left.is_empty() {
        return Ok(Ok(()));
    }
    let rows = match sold.rows(&left) {
        Ok(rows) => rows,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let terms = Credit::new(settings.status.clone(), mark, settings.text_of(number, sold.id));
    let credited: Vec<(&InvoiceRow, Decimal)> = rows.iter().map(|row| (row.row, row.quantity)).collect();
    let Some(credit) = credit_order(sold.original, &credited, &terms) else { return Ok(Ok(())) };
    let permit = run.permit(|| PlannedWrite {
        process: run.process,
        record: number.to_owned(),
        what: format!("a credit for the return {number} of order {}", sold.id),
        ordered: None,
        fields: created(&credit),
    });
    match permit {
        Permit::Make => {}
        Permit::Noted => {
            run.tally().written += 1;
            record.settle(&left);
            return Ok(Ok(()));
        }
        Permit::Refused(obstacle) => return Ok(Err(obstacle)),
    }
    record.attempt = Some(left.clone());
    let mut batch = Batch::new();
    batch.set(&number.to_owned(), record);
    run.commit(batch).await?;
    // The commit may have waited for long: nothing stands between this look and the save.
    match look(run, mark, sold.original, &record.credits).await? {
        Ok(found) if found.is_empty() => {}
        Ok(_) => return Ok(Err(transient("a credit of this return appeared in the ERP in the meantime"))),
        Err(obstacle) => return Ok(Err(obstacle)),
    }
    match run.erp.save_orders(vec![credit]).await?.into_iter().next() {
        Some(Ok(InvoiceOrder { order_id: Some(created), .. })) => {
            run.tally().written += 1;
            run.side_is_ok();
            let mut credits = record.credits.clone();
            credits.push(created.0);
            match look(run, mark, sold.original, &credits).await? {
                Ok(others) if others.is_empty() => {
                    record.credits = credits;
                    record.settle(&left);
                    record.attempt = None;
                    Ok(Ok(()))
                }
                Ok(others) => {
                    let mut ids: Vec<i32> =
                        others.iter().filter_map(|order| order.order_id).map(|id| id.0).collect();
                    ids.push(created.0);
                    Ok(Err(twice(&ids)))
                }
                Err(obstacle) => Ok(Err(obstacle)),
            }
        }
        Some(Err(error)) => {
            let refused = error.kind == ErrorKind::Refused;
            let failed = HoldReason::from(&run.record_failed(error)?);
            // Unless it was refused it may have been created: the next run looks before it creates.
            let what = match refused {
                true => format!("the ERP refused the credit: {}", failed.what),
                false => format!("whether the credit was created is not known: {}", failed.what),
            };
            Ok(Err(HoldReason { what, ..failed }))
        }
        _ => Ok(Err(transient("the ERP did not report whether the credit was created"))),
    }
}

/// Looks for a credit whose answer was lost, of a return that was undone since. What is found counts as made when it was begun.
pub(super) async fn find_late(
    run: &Run<'_>,
    order: &ReturnOrderInfo,
    original: &InvoiceOrder,
    record: &mut ReturnRecord,
) -> Result<(), RunError> {
    let Some(mark) = mark(order) else { return Ok(()) };
    // What cannot be read now is looked for again.
    let Ok(found) = look(run, mark, original, &record.credits).await? else { return Ok(()) };
    if !found.is_empty()
        && let Some(attempt) = record.attempt.take()
    {
        record.credits.extend(found.iter().filter_map(|order| order.order_id).map(|id| id.0));
        record.settle(&attempt);
        record.seen = attempt;
    }
    Ok(())
}

fn transient(what: &str) -> HoldReason {
    HoldReason::new(Class::Transient, what, "nothing: the next run checks what was done")
}

fn twice(ids: &[i32]) -> HoldReason {
    let orders: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let what = format!("the return is credited {} times, by the orders {}", ids.len(), orders.join(" and "));
    let remedy = "delete all but one of them in the ERP, retry this, and find out which other engine works for this tenant (a second \
                  installation, a restored backup)";
    HoldReason::new(Class::NeedsPerson, what, remedy)
}
