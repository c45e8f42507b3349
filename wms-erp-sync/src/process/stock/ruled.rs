//! Levels that a hook does not let pass. They are kept as the WMS reported them, and the hook is asked again in each run,
//! which costs no request: so a product is held as long as the hook says so, and nothing older is written meanwhile.

use std::pin::pin;

use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;

use super::level::note;
use crate::context::RunError;
use crate::context::hold::{HoldReason, prepared};
use crate::context::run::{BATCH, Run};
use crate::document::{ArticleRecord, Class, Document, Held, HeldKey, RuledLevel, StockRecord};
use crate::hooks::Decision;
use crate::store::Batch;

/// Lets the hooks look up what they need; the reason if they refuse these levels.
pub(super) async fn prepare(
    run: &Run<'_>,
    levels: &[(ProductId, Decimal)],
) -> Result<Option<HoldReason>, RunError> {
    match levels.is_empty() {
        true => Ok(None),
        false => prepared(run.tenant.hooks.prepare_stock(levels).await),
    }
}

/// Keeps a level that a hook does not let pass.
pub(super) fn keep(batch: &mut Batch, id: ProductId, level: Decimal) {
    batch.set(&id, &RuledLevel(level));
}

/// The hook lets the product go.
pub(super) fn let_go(run: &Run<'_>, batch: &mut Batch, id: ProductId) {
    batch.remove::<RuledLevel>(&id);
    run.release(batch, &id.to_string());
}

/// The levels of these products that hooks do not let pass.
pub(super) async fn levels(run: &Run<'_>, ids: &[ProductId]) -> Result<Vec<Option<Decimal>>, RunError> {
    let levels = run.read_all::<RuledLevel>(ids).await?;
    Ok(levels.into_iter().map(|level| level.map(|RuledLevel(level)| level)).collect())
}

/// Asks the hook again about every level that it has not let pass.
pub(super) async fn ask_again(run: &Run<'_>) -> Result<(), RunError> {
    let mut pages = pin!(run.pages(RuledLevel::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        ask_page(run, page).await?;
    }
    Ok(())
}

async fn ask_page(run: &Run<'_>, kept: Vec<(ProductId, RuledLevel)>) -> Result<(), RunError> {
    let ids: Vec<ProductId> = kept.iter().map(|(id, _)| *id).collect();
    let articles = run.read_all::<ArticleRecord>(&ids).await?;
    let records = run.read_all::<StockRecord>(&ids).await?;
    let names: Vec<HeldKey> = ids.iter().map(|id| run.held_key(id)).collect();
    let held = run.read_all::<Held>(&names).await?;
    let trusted = run.tenant.articles.is_none();
    let levels: Vec<(ProductId, Decimal)> =
        kept.iter().map(|(id, RuledLevel(level))| (*id, *level)).collect();
    let unprepared = prepare(run, &levels).await?;
    let mut batch = Batch::new();
    for (((id, RuledLevel(level)), article), (record, held)) in
        kept.into_iter().zip(articles).zip(records.into_iter().zip(held))
    {
        if article.is_none() && !trusted {
            // Not ours, or not yet.
            continue;
        }
        if article.is_some_and(|article| !article.stock) {
            let_go(run, &mut batch, id);
            continue;
        }
        let mut passed = level;
        let decision = match &unprepared {
            Some(HoldReason { what, remedy, .. }) => {
                Decision::Hold { what: what.clone(), remedy: remedy.clone() }
            }
            None => run.tenant.hooks.stock(id, &mut passed),
        };
        match decision {
            Decision::Accept => {
                let_go(run, &mut batch, id);
                note(&mut batch, id, record, passed);
            }
            Decision::Hold { what, remedy } => {
                if held.is_none_or(|held| held.what != what) {
                    hold(run, &mut batch, id, HoldReason::new(Class::NeedsPerson, what, remedy)).await?;
                }
            }
            Decision::Skip { .. } if held.is_some() => run.release(&mut batch, &id.to_string()),
            Decision::Skip { .. } => {}
        }
    }
    run.commit(batch).await
}

async fn hold(run: &Run<'_>, batch: &mut Batch, id: ProductId, obstacle: HoldReason) -> Result<(), RunError> {
    let record = id.to_string();
    if run.is_dismissed(&record, &obstacle).await? {
        return Ok(());
    }
    run.reason(record.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    run.hold(batch, &record, obstacle).await
}
