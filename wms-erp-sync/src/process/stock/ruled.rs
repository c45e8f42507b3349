//! Levels that a hook does not let pass. They are kept as the WMS reported them, and the hook is asked again in each run,
//! which costs no request: so a product is held as long as the hook says so, and nothing older is written meanwhile.

use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;

use super::levels::note;
use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::run::{BATCH, Run, put};
use crate::document::{ArticleRecord, Class, Held, StockRecord, id_key};
use crate::hooks::Ruling;
use crate::store::{Batch, Table};

const RULED: &str = "stock_ruled/";

/// Keeps a level that a hook does not let pass.
pub(super) fn keep(batch: &mut Batch, id: ProductId, level: Decimal) {
    put(batch, Table::Due, format!("{RULED}{}", id_key(id.0)), &level);
}

/// The hook lets the product go.
pub(super) fn let_go(run: &Run<'_>, batch: &mut Batch, id: ProductId) {
    batch.delete(Table::Due, format!("{RULED}{}", id_key(id.0)));
    run.release(batch, &id.to_string());
}

/// The levels of these products that hooks do not let pass.
pub(super) async fn levels(run: &Run<'_>, keys: &[String]) -> Result<Vec<Option<Decimal>>, RunError> {
    let keys: Vec<String> = keys.iter().map(|key| format!("{RULED}{key}")).collect();
    run.get_all::<Decimal>(Table::Due, &keys).await
}

/// Asks the hook again about every level that it has not let pass.
pub(super) async fn ask_again(run: &Run<'_>) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Due, RULED, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        ask_page(run, &page).await?;
    }
}

async fn ask_page(run: &Run<'_>, page: &[(String, String)]) -> Result<(), RunError> {
    let mut kept = Vec::new();
    for (key, level) in page {
        let Ok(id) = key[RULED.len()..].parse().map(ProductId) else { continue };
        kept.extend(run.sound::<Decimal>(Table::Due, key, level).await?.map(|level| (id, level)));
    }
    let keys: Vec<String> = kept.iter().map(|(id, _)| id_key(id.0)).collect();
    let articles = run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
    let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
    let names: Vec<String> = kept.iter().map(|(id, _)| format!("{}/{id}", run.process)).collect();
    let held = run.get_all::<Held>(Table::Held, &names).await?;
    let trusted = run.tenant.articles.is_none();
    let mut batch = Batch::new();
    for (((id, level), article), (record, held)) in
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
        match run.tenant.hooks.stock(id, &mut passed) {
            Ruling::Go => {
                let_go(run, &mut batch, id);
                note(&mut batch, id, record, passed);
            }
            Ruling::Hold { what, remedy } => {
                if held.is_none_or(|held| held.what != what) {
                    hold(run, &mut batch, id, Obstacle::new(Class::NeedsPerson, what, remedy)).await?;
                }
            }
            Ruling::Skip { .. } if held.is_some() => run.release(&mut batch, &id.to_string()),
            Ruling::Skip { .. } => {}
        }
    }
    run.commit(batch).await
}

async fn hold(run: &Run<'_>, batch: &mut Batch, id: ProductId, obstacle: Obstacle) -> Result<(), RunError> {
    let record = id.to_string();
    if run.is_dismissed(&record, &obstacle).await? {
        return Ok(());
    }
    run.reason(record.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    run.hold(batch, &record, obstacle).await
}
