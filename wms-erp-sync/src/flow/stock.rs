//! The ERP's stock follows the WMS's.

mod compare;

use asmx_soap::XsDateTime;
use chrono::{DateTime, TimeDelta, Utc};
use ongoing_client::model::InventoryLine;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{STOCK_PROPERTIES, product_of, stock_level};

use super::{BATCH, Reading};
use crate::engine::RunError;
use crate::engine::run::{ERP_OVERLAP, Run, WHOLE_EVERY, WMS_OVERLAP, put};
use crate::record::{ArticleRecord, StockRecord, id_key};
use crate::store::{Batch, Table};
use crate::tenant::Stock;
use crate::zone;

const WMS_CHANGED: &str = "stock/wms";
const WMS_WHOLE: &str = "stock/wms_whole";
const ERP_CHANGED: &str = "stock/erp";
const ERP_WHOLE: &str = "stock/erp_whole";
const DUE: &str = "stock/";
/// The WMS refuses to tell changes of more than 24 hours ago.
const LONGEST: TimeDelta = TimeDelta::hours(22);

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.stock.clone() else { return Ok(()) };
    read_wms(run, &settings).await?;
    read_erp(run).await?;
    compare::compare(run, &settings).await
}

fn due_key(id: ProductId) -> String {
    format!("{DUE}{}", id_key(id.0))
}

/// Notes the levels that changed in the WMS.
async fn read_wms(run: &Run<'_>, settings: &Stock) -> Result<(), RunError> {
    let began = run.now();
    let changed: Option<DateTime<Utc>> = run.get(Table::Cursor, WMS_CHANGED).await?;
    let whole: Option<DateTime<Utc>> = run.get(Table::Cursor, WMS_WHOLE).await?;
    let recent = changed.filter(|changed| began - *changed < LONGEST);
    let all = recent.is_none() || whole.is_none_or(|whole| began - whole >= WHOLE_EVERY);
    let since: Option<XsDateTime> =
        recent.filter(|_| !all).map(|changed| zone::told(changed - WMS_OVERLAP, run.tenant.wms_zone));
    let mut lines = Reading::of(run.wms.inventory(since).await?);
    loop {
        let page = lines.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        note_levels(run, settings, &page).await?;
    }
    let mut batch = Batch::new();
    if lines.is_whole() {
        put(&mut batch, Table::Cursor, WMS_CHANGED, &began);
        if all {
            put(&mut batch, Table::Cursor, WMS_WHOLE, &began);
        }
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
            Some((id, stock_level(line, settings.basis).filter(|_| stock)?))
        })
        .collect();
    let keys: Vec<String> = levels.iter().map(|(id, _)| id_key(id.0)).collect();
    let articles = run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
    let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
    let mut batch = Batch::new();
    for ((((id, level), key), article), record) in levels.into_iter().zip(keys).zip(articles).zip(records) {
        // An article that we did not bring is somebody else's, whatever its product code says.
        if !article.is_some_and(|article| article.stock) {
            run.tally().skipped += 1;
            continue;
        }
        if record.as_ref().is_some_and(|record| record.level == level) {
            run.tally().unchanged += 1;
            continue;
        }
        let written = record.and_then(|record| record.written);
        put(&mut batch, Table::Stock, key, &StockRecord { level, written });
        put(&mut batch, Table::Due, due_key(id), &());
    }
    run.commit(batch).await
}

/// Marks the products whose stock in the ERP changed and is not the WMS's.
async fn read_erp(run: &Run<'_>) -> Result<(), RunError> {
    let began = run.now();
    let changed: Option<DateTime<Utc>> = run.get(Table::Cursor, ERP_CHANGED).await?;
    let whole: Option<DateTime<Utc>> = run.get(Table::Cursor, ERP_WHOLE).await?;
    let all = whole.is_none_or(|whole| began - whole >= WHOLE_EVERY);
    let mut products =
        Reading::of(run.erp.products_changed(changed.filter(|_| !all), STOCK_PROPERTIES).await?);
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        mark(run, &page).await?;
    }
    let mut batch = Batch::new();
    if products.is_whole() {
        put(&mut batch, Table::Cursor, ERP_CHANGED, &(began - ERP_OVERLAP));
        if all {
            put(&mut batch, Table::Cursor, ERP_WHOLE, &began);
        }
    }
    run.commit(batch).await
}

async fn mark(run: &Run<'_>, products: &[Product]) -> Result<(), RunError> {
    let products: Vec<_> = products.iter().filter_map(|product| Some((product.id?, product))).collect();
    let keys: Vec<String> = products.iter().map(|(id, _)| id_key(id.0)).collect();
    let records = run.get_all::<StockRecord>(Table::Stock, &keys).await?;
    let mut batch = Batch::new();
    for ((id, product), record) in products.into_iter().zip(records) {
        match record {
            Some(record) if !compare::is_settled(&record, product) => {
                put(&mut batch, Table::Due, due_key(id), &());
            }
            _ => run.tally().unchanged += 1,
        }
    }
    run.commit(batch).await
}
