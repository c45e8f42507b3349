//! Comparing both sides, product by product, and writing where they differ.

use std::collections::{HashMap, HashSet};
use std::pin::pin;

use futures::TryStreamExt;
use rust_decimal::Decimal;
use tracing::Instrument;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{STOCK_PROPERTIES, is_stock_controlled};

use super::difference::Difference;
use super::safety_limit::safety_limit;
use super::{ruled, unlisted};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::context::run::{BATCH, Run};
use crate::document::{
    Class, Document, DueStock, Phase, StockRecord, StockRequest, StockWrite, StockWriteKey,
};
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::named;
use crate::process::collect_known;
use crate::store::Batch;
use crate::tenant::Stock;

/// Compares the products that are due. Where a line of the WMS's stock has not said of which article it is, that is any: then each is asked for.
pub(super) async fn compare(run: &Run<'_>, settings: &Stock, named: bool) -> Result<(), RunError> {
    take_over(run).await?;
    let tried = mark_held(run).await?;
    let mut later = unlisted::ask(run, settings, named).await?;
    later.extend(run.tally().unread.iter().filter_map(|id| id.parse().ok()).map(ProductId));
    let (compared, differences) = find(run, &later).await?;
    let differences = safety_limit(run, settings, compared, differences).await?;
    let total = differences.len() as u64;
    for (done, difference) in (1..).zip(differences) {
        run.check_stop()?;
        if difference.is_ineffective() && !tried.contains(&difference.id) {
            hold_vain(run, &difference).await?;
        } else {
            let span = run.record_span(difference.id);
            write(run, difference).instrument(span).await?;
        }
        run.progress(Phase::Writing, done, Some(total)).await;
    }
    Ok(())
}

/// What to remember if nothing is to be written: the ERP has the same quantity, or what it made of ours by rounding.
pub(super) fn settled(record: &StockRecord, product: &Product) -> Option<StockRecord> {
    let StockRecord { level, shown, .. } = *record;
    let written = record.written == Some(level);
    let is_settled = !is_stock_controlled(product)
        || match product.stock {
            // It shows nothing, even after it took our quantity: zero, most likely.
            None => written,
            Some(erp) => {
                erp == level || written && shown.is_none_or(|shown| shown == erp) && is_rounded(level, erp)
            }
        };
    let shown = product.stock.filter(|_| written);
    is_settled.then(|| StockRecord { shown, repeats: 0, safety_limit: None, ..record.clone() })
}

/// Whether `rounded` is `exact` with fewer decimals.
fn is_rounded(exact: Decimal, rounded: Decimal) -> bool {
    let (exact, rounded) = (exact.normalize(), rounded.normalize());
    let unit = Decimal::ONE.checked_div(Decimal::from(10_u64.pow(rounded.scale().min(18))));
    exact.scale() > rounded.scale() && unit.is_some_and(|unit| (exact - rounded).abs() < unit)
}

/// What other processes want compared is due from here on. Whatever they mark later is left to the next run.
async fn take_over(run: &Run<'_>) -> Result<(), RunError> {
    let mut pages = pin!(run.pages(StockRequest::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let mut batch = Batch::new();
        for (id, _) in page {
            batch.mark::<DueStock>(&id).remove::<StockRequest>(&id);
        }
        run.commit(batch).await?;
    }
    Ok(())
}

/// Held products are looked at again like all others.
async fn mark_held(run: &Run<'_>) -> Result<HashSet<ProductId>, RunError> {
    let held = run.held_to_try().await?;
    let held: HashSet<ProductId> =
        held.iter().filter_map(|held| held.record.parse().ok().map(ProductId)).collect();
    let mut batch = Batch::new();
    for id in &held {
        batch.mark::<DueStock>(id);
    }
    run.commit(batch).await?;
    Ok(held)
}

/// Reads the due products from the ERP, fresh, and tells how many were compared and which differ. Those that hooks do not
/// let pass, and those whose level is asked for `later`, are left out.
async fn find(run: &Run<'_>, later: &HashSet<ProductId>) -> Result<(usize, Vec<Difference>), RunError> {
    let mut compared = 0;
    let mut differences = Vec::new();
    let mut pages = pin!(run.pages(DueStock::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        run.check_stop()?;
        let ids: Vec<ProductId> = page.into_iter().map(|(id, _)| id).collect();
        let mut batch = Batch::new();
        let ruled = ruled::levels(run, &ids).await?;
        let mut to_compare = Vec::new();
        for (id, ruled) in ids.into_iter().zip(ruled) {
            if run.tenant.is_kit(id) {
                // The warehouse has its parts, and no stock of it.
                batch.remove::<DueStock>(&id);
                run.release(&mut batch, &id.to_string());
                continue;
            }
            match ruled {
                // What is kept of it makes it due when the hook lets it pass.
                Some(_) => drop(batch.remove::<DueStock>(&id)),
                None if later.contains(&id) => {}
                None => to_compare.push(id),
            }
        }
        let ids = to_compare;
        if ids.is_empty() {
            run.commit(batch).await?;
            continue;
        }
        let (products, unread) =
            collect_known(run, run.erp.products(&ids, &named(STOCK_PROPERTIES)).await?).await?;
        let products: HashMap<ProductId, Product> =
            products.into_iter().filter_map(|product| Some((product.id?, product))).collect();
        let records = run.read_all::<StockRecord>(&ids).await?;
        unread.hold(run, &mut batch).await?;
        for (id, record) in ids.into_iter().zip(records) {
            match (products.get(&id), record) {
                (Some(product), Some(record)) => {
                    compared += 1;
                    match settled(&record, product) {
                        None => {
                            differences.push(Difference { id, erp: product.stock, record });
                            continue;
                        }
                        Some(settled) if settled != record => {
                            batch.set(&id, &settled);
                        }
                        Some(_) => {}
                    }
                    run.tally().unchanged += 1;
                }
                (None, Some(_)) if unread.is_known(id) => {
                    batch.remove::<DueStock>(&id);
                    continue;
                }
                // It may be the one that could not be read.
                (None, Some(_)) if !unread.is_none() => continue,
                // One of the sides does not know it: there is nothing to compare.
                _ => {}
            }
            batch.remove::<DueStock>(&id);
            run.release(&mut batch, &id.to_string());
        }
        run.commit(batch).await?;
    }
    Ok((compared, differences))
}

async fn write(run: &Run<'_>, difference: Difference) -> Result<(), RunError> {
    let Difference { id, erp, record } = &difference;
    let permit = run.permit(|| PlannedWrite {
        process: run.process,
        record: id.to_string(),
        what: format!("stock of product {id} in the ERP"),
        ordered: None,
        fields: vec![FieldChange::new(
            "Stock",
            erp.map(|erp| erp.normalize().to_string()),
            Some(record.level.normalize().to_string()),
        )],
    });
    let answer = match permit {
        Permit::Make => match run.erp.set_stock(*id, record.level).await {
            Ok(()) => Ok(()),
            Err(error) => Err(HoldReason::from(&run.record_failed(error)?)),
        },
        Permit::Noted => Ok(()),
        // It stays due. Nothing has to be held for that.
        Permit::Refused(obstacle) => {
            run.reason(id.to_string(), None, obstacle.what, obstacle.remedy);
            return Ok(());
        }
    };
    let mut batch = Batch::new();
    match answer {
        Ok(()) => {
            run.side_is_ok();
            run.tally().written += 1;
            let repeats = if record.written == Some(record.level) { record.repeats + 1 } else { 0 };
            let written = StockRecord {
                level: record.level,
                written: Some(record.level),
                shown: None,
                repeats,
                safety_limit: None,
            };
            batch.set(id, &written);
            let change = StockWrite { from: *erp, to: record.level };
            batch.set(&StockWriteKey::new(run.now(), *id), &change);
            // One that was held for writing in vain stays so until the ERP shows what it was given.
            if difference.is_ineffective() {
                run.hold(&mut batch, &id.to_string(), vain(&difference)).await?;
            } else {
                run.release(&mut batch, &id.to_string());
            }
        }
        Err(obstacle) => {
            tell(run, *id, &obstacle);
            run.hold(&mut batch, &id.to_string(), obstacle).await?;
        }
    }
    batch.remove::<DueStock>(id);
    run.commit(batch).await
}

async fn hold_vain(run: &Run<'_>, difference: &Difference) -> Result<(), RunError> {
    let obstacle = vain(difference);
    tell(run, difference.id, &obstacle);
    let mut batch = Batch::new();
    run.hold(&mut batch, &difference.id.to_string(), obstacle).await?;
    batch.remove::<DueStock>(&difference.id);
    run.commit(batch).await
}

fn vain(difference: &Difference) -> HoldReason {
    let level = difference.record.level.normalize();
    let shown = difference.erp.map_or_else(|| "nothing".to_owned(), |erp| erp.normalize().to_string());
    let what = format!("the ERP accepted the stock {level} several times, but still shows {shown}");
    let remedy =
        "check the product in the ERP: is it stock-controlled, and does another system write its stock?";
    HoldReason::new(Class::Rejected, what, remedy)
}

fn tell(run: &Run<'_>, id: ProductId, obstacle: &HoldReason) {
    let HoldReason { class, what, remedy, .. } = obstacle;
    run.reason(id.to_string(), Some(*class), what.as_str(), remedy.as_str());
}
