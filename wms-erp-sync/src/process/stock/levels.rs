//! The levels that the WMS reports.

use asmx_soap::XsDateTime;
use chrono::TimeDelta;
use ongoing_client::model::InventoryLine;
use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;
use wms_erp_mapping::{product_of, stock_level};

use super::ruled;
use crate::context::RunError;
use crate::context::run::{BATCH, Run, WMS_OVERLAP, put};
use crate::document::{ArticleRecord, StockRecord, due, id_key};
use crate::hooks::Ruling;
use crate::process::Reading;
use crate::process::change_cursor::ChangeCursor;
use crate::process::inventory::inventory;
use crate::process_id::Process;
use crate::store::{Batch, Table};
use crate::tenant::Stock;
use crate::zone;

const WMS_CURSOR: &str = "stock/wms";
/// Levels of articles that we have not brought, or not yet: the WMS tells a level only when it changes.
const UNBOUND: &str = "stock_unbound/";
/// The WMS refuses to tell changes of more than 24 hours ago; with the overlap this stays an hour below.
const LONGEST: TimeDelta = TimeDelta::hours(22);

/// Notes the levels that changed in the WMS.
pub(super) async fn read(run: &Run<'_>, settings: &Stock) -> Result<(), RunError> {
    let told = format!("{}/{}", settings.question(), run.tenant.hooks.version_for(Process::Stock));
    let cursor = ChangeCursor::load(run, WMS_CURSOR, told).await?.reaching(LONGEST);
    let since: Option<XsDateTime> =
        cursor.since(WMS_OVERLAP).map(|since| zone::told(since, run.tenant.wms_zone));
    let mut lines = Reading::of(inventory(run, &settings.warehouses, since).await?);
    loop {
        let page = lines.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        note_levels(run, settings, &page).await?;
    }
    let mut batch = Batch::new();
    if lines.is_whole() {
        cursor.advance(&mut batch);
    }
    run.commit(batch).await
}

/// What is to be done with the level of one product.
enum Told {
    /// The hooks let it pass, as it is now.
    Level(Decimal),
    /// They do not. The level is kept as it was told.
    Ruled(Decimal),
}

pub(super) async fn note_levels(
    run: &Run<'_>,
    settings: &Stock,
    lines: &[InventoryLine],
) -> Result<(), RunError> {
    let levels: Vec<(ProductId, Told)> = lines
        .iter()
        .filter_map(|line| {
            let article = line.article.as_ref()?;
            let id = product_of(article)?;
            let stock = article.is_stock_article != Some(false);
            let level = stock_level(line, settings.basis).filter(|_| stock)?;
            let mut passed = level;
            match run.tenant.hooks.stock(id, &mut passed) {
                Ruling::Go => Some((id, Told::Level(passed))),
                Ruling::Hold { .. } => Some((id, Told::Ruled(level))),
                Ruling::Skip { why } => {
                    run.reason(id.to_string(), None, format!("left alone: {why}"), "");
                    Some((id, Told::Ruled(level)))
                }
            }
        })
        .collect();
    let passed = levels.iter().filter(|(_, told)| matches!(told, Told::Level(_))).count();
    run.tally().skipped += (lines.len() - passed) as u64;
    let keys: Vec<String> = levels.iter().map(|(id, _)| id_key(id.0)).collect();
    let articles = run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
    let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
    let ruled = ruled::levels(run, &keys).await?;
    // An article that we did not bring is somebody else's, whatever its product code says. If articles are not ours to
    // bring, the product code is all there is.
    let trusted = run.tenant.articles.is_none();
    let mut batch = Batch::new();
    let known = articles.into_iter().zip(records).zip(ruled);
    for (((id, told), key), ((article, record), ruled)) in levels.into_iter().zip(keys).zip(known) {
        let unbound = article.is_none() && !trusted;
        let level = match told {
            Told::Level(level) => level,
            Told::Ruled(level) => {
                batch.delete(Table::Due, format!("{UNBOUND}{key}"));
                if ruled != Some(level) {
                    ruled::keep(&mut batch, id, level);
                }
                continue;
            }
        };
        if ruled.is_some() {
            ruled::let_go(run, &mut batch, id);
        }
        if unbound || article.is_some_and(|article| !article.stock) {
            run.tally().skipped += 1;
            if unbound {
                put(&mut batch, Table::Due, format!("{UNBOUND}{key}"), &level);
            }
            continue;
        }
        if ruled.is_none() && record.as_ref().is_some_and(|record| record.level == level) {
            run.tally().unchanged += 1;
            continue;
        }
        note(&mut batch, id, record, level);
    }
    run.commit(batch).await
}

/// Remembers a level, and marks it to be compared.
pub(super) fn note(batch: &mut Batch, id: ProductId, record: Option<StockRecord>, level: Decimal) {
    let record = record.unwrap_or_else(|| StockRecord::new(level));
    put(batch, Table::Stock, id_key(id.0), &StockRecord { level, ..record });
    put(batch, Table::Due, due::stock(id), &());
}

/// Takes up the levels of articles that have become ours since they were told.
pub(super) async fn bind(run: &Run<'_>) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Due, UNBOUND, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        let keys: Vec<String> = page.iter().map(|(key, _)| key[UNBOUND.len()..].to_owned()).collect();
        let articles = run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
        let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
        let mut batch = Batch::new();
        for ((((due, level), key), article), record) in page.iter().zip(keys).zip(articles).zip(records) {
            let Some(article) = article else { continue };
            batch.delete(Table::Due, due.as_str());
            if article.stock && record.is_none() {
                put(&mut batch, Table::Due, format!("{}{key}", due::STOCK), &());
                if let Some(level) = run.sound(Table::Due, due, level).await? {
                    put(&mut batch, Table::Stock, key, &StockRecord::new(level));
                }
            }
        }
        run.commit(batch).await?;
    }
}
