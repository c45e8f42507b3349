//! The ERP's stock follows the WMS's.

mod brake;
mod compare;

use asmx_soap::XsDateTime;
use chrono::TimeDelta;
use ongoing_client::model::InventoryLine;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{STOCK_PROPERTIES, product_of, stock_level};

use super::change_cursor::ChangeCursor;
use super::{BATCH, Reading};
use crate::engine::RunError;
use crate::engine::run::{ERP_OVERLAP, Run, WMS_OVERLAP, parse, put};
use crate::hooks::Ruling;
use crate::port::Records;
use crate::process::Process;
use crate::record::{ArticleRecord, StockRecord, id_key};
use crate::store::{Batch, Table};
use crate::tenant::Stock;
use crate::zone;

const WMS_CURSOR: &str = "stock/wms";
const ERP_CURSOR: &str = "stock/erp";
const DUE: &str = "stock/";
/// Levels of articles that we have not brought, or not yet: the WMS tells a level only when it changes.
const UNBOUND: &str = "stock_unbound/";
/// The WMS refuses to tell changes of more than 24 hours ago; with the overlap this stays an hour below.
const LONGEST: TimeDelta = TimeDelta::hours(22);

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.stock.clone() else { return Ok(()) };
    read_wms(run, &settings).await?;
    bind(run).await?;
    read_erp(run).await?;
    compare::compare(run, &settings).await
}

fn due_key(id: ProductId) -> String {
    format!("{DUE}{}", id_key(id.0))
}

/// The stock of these warehouses, of all of them if none is named.
pub(crate) async fn inventory(
    run: &Run<'_>,
    warehouses: &[String],
    since: Option<XsDateTime>,
) -> Result<Records<InventoryLine>, RunError> {
    Ok(match warehouses {
        [] => run.wms.inventory(since).await?,
        warehouses => run.wms.inventory_in(warehouses, since).await?,
    })
}

/// Notes the levels that changed in the WMS.
async fn read_wms(run: &Run<'_>, settings: &Stock) -> Result<(), RunError> {
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

async fn note_levels(run: &Run<'_>, settings: &Stock, lines: &[InventoryLine]) -> Result<(), RunError> {
    let levels: Vec<_> = lines
        .iter()
        .filter_map(|line| {
            let article = line.article.as_ref()?;
            let id = product_of(article)?;
            let stock = article.is_stock_article != Some(false);
            let mut level = stock_level(line, settings.basis).filter(|_| stock)?;
            match run.tenant.hooks.stock(id, &mut level) {
                Ruling::Go => Some((id, level)),
                Ruling::Hold { what: why, .. } | Ruling::Skip { why } => {
                    run.reason(id.to_string(), None, format!("left alone: {why}"), "");
                    None
                }
            }
        })
        .collect();
    run.tally().skipped += (lines.len() - levels.len()) as u64;
    let keys: Vec<String> = levels.iter().map(|(id, _)| id_key(id.0)).collect();
    let articles = run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
    let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
    // An article that we did not bring is somebody else's, whatever its product code says. If articles are not ours to
    // bring, the product code is all there is.
    let trusted = run.tenant.articles.is_none();
    let mut batch = Batch::new();
    for ((((id, level), key), article), record) in levels.into_iter().zip(keys).zip(articles).zip(records) {
        let unbound = article.is_none() && !trusted;
        if unbound || article.is_some_and(|article| !article.stock) {
            run.tally().skipped += 1;
            if unbound {
                put(&mut batch, Table::Due, format!("{UNBOUND}{key}"), &level);
            }
            continue;
        }
        if record.as_ref().is_some_and(|record| record.level == level) {
            run.tally().unchanged += 1;
            continue;
        }
        let record = record.unwrap_or_else(|| StockRecord::new(level));
        put(&mut batch, Table::Stock, key, &StockRecord { level, ..record });
        put(&mut batch, Table::Due, due_key(id), &());
    }
    run.commit(batch).await
}

/// Takes up the levels of articles that have become ours since they were told.
async fn bind(run: &Run<'_>) -> Result<(), RunError> {
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
                let level = parse(Table::Due, due, level)?;
                put(&mut batch, Table::Due, format!("{DUE}{key}"), &());
                put(&mut batch, Table::Stock, key, &StockRecord::new(level));
            }
        }
        run.commit(batch).await?;
    }
}

/// Marks the products whose stock in the ERP changed and is not the WMS's.
async fn read_erp(run: &Run<'_>) -> Result<(), RunError> {
    let cursor = ChangeCursor::load(run, ERP_CURSOR, "").await?;
    let mut products =
        Reading::of(run.erp.products_changed(cursor.since(ERP_OVERLAP), STOCK_PROPERTIES).await?);
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        mark(run, &page).await?;
    }
    let mut batch = Batch::new();
    if products.is_whole() {
        cursor.advance(&mut batch);
    }
    run.commit(batch).await
}

async fn mark(run: &Run<'_>, products: &[Product]) -> Result<(), RunError> {
    let products: Vec<_> = products.iter().filter_map(|product| Some((product.id?, product))).collect();
    let keys: Vec<String> = products.iter().map(|(id, _)| id_key(id.0)).collect();
    let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
    let mut batch = Batch::new();
    for (((id, product), key), record) in products.into_iter().zip(keys).zip(records) {
        let Some(record) = record else {
            run.tally().skipped += 1;
            continue;
        };
        match compare::settled(&record, product) {
            Some(settled) => {
                run.tally().unchanged += 1;
                if settled != record {
                    put(&mut batch, Table::Stock, key, &settled);
                }
            }
            None => put(&mut batch, Table::Due, due_key(id), &()),
        }
    }
    run.commit(batch).await
}
