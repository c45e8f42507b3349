//! The ERP's stock follows the WMS's.

mod compare;
mod difference;
pub(crate) mod drift;
mod level;
mod levels;
mod ruled;
mod safety_limit;
mod unlisted;

use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::STOCK_PROPERTIES;

use super::change_cursor::ChangeCursor;
use super::seen_stock::{already_read, product};
use super::{Reading, Unread};
use crate::context::RunError;
use crate::context::run::{BATCH, ERP_OVERLAP, Run};
use crate::document::{DueStock, StockRecord, StreamKey};
use crate::port::named;
use crate::store::Batch;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.stock.clone() else { return Ok(()) };
    let named = levels::read(run, &settings).await?;
    levels::bind(run).await?;
    ruled::ask_again(run).await?;
    read_erp(run).await?;
    compare::compare(run, &settings, named).await
}

/// Marks the products whose stock in the ERP changed and is not the WMS's.
async fn read_erp(run: &Run<'_>) -> Result<(), RunError> {
    let cursor = ChangeCursor::load(run, StreamKey::stock_in_erp(), "").await?;
    if let Some(seen) = already_read(run, &cursor).await? {
        let products: Vec<Product> = seen.products.iter().map(product).collect();
        run.tally().read += products.len() as u64;
        mark(run, &products).await?;
        let mut batch = Batch::new();
        cursor.of_read(seen.began, seen.since.is_none()).advance(&mut batch);
        run.commit_with_next(batch);
        return Ok(());
    }
    let mut products =
        Reading::of(run.erp.products_changed(cursor.since(ERP_OVERLAP), &named(STOCK_PROPERTIES)).await?);
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        mark(run, &page).await?;
    }
    let mut batch = Batch::new();
    mark_unread(run, &mut batch, products.unread()).await?;
    if products.is_whole() {
        cursor.advance(&mut batch);
    }
    run.commit(batch).await
}

/// Those among them whose level in the WMS is known are due: they are asked for by id, and held if that fails, too.
async fn mark_unread(run: &Run<'_>, batch: &mut Batch, unread: &Unread) -> Result<(), RunError> {
    let ids: Vec<ProductId> = unread.ids().map(ProductId).collect();
    let records = run.read_all::<StockRecord>(&ids).await?;
    for (id, _) in ids.into_iter().zip(records).filter(|(_, record)| record.is_some()) {
        batch.mark::<DueStock>(&id);
    }
    Ok(())
}

async fn mark(run: &Run<'_>, products: &[Product]) -> Result<(), RunError> {
    let products: Vec<_> = products.iter().filter_map(|product| Some((product.id?, product))).collect();
    let ids: Vec<ProductId> = products.iter().map(|(id, _)| *id).collect();
    let records = run.read_all::<StockRecord>(&ids).await?;
    let unknown = records.iter().zip(&ids).filter(|(record, _)| record.is_none());
    let unknown = unlisted::to_ask(run, unknown.map(|(_, id)| *id).collect()).await?;
    let mut batch = Batch::new();
    for ((id, product), record) in products.into_iter().zip(records) {
        let Some(record) = record else {
            match unknown.contains(&id) {
                true => drop(batch.mark::<DueStock>(&id)),
                false => run.tally().skipped += 1,
            }
            continue;
        };
        match compare::settled(&record, product) {
            Some(settled) => {
                run.tally().unchanged += 1;
                if settled != record {
                    batch.set(&id, &settled);
                }
            }
            None => drop(batch.mark::<DueStock>(&id)),
        }
    }
    run.commit(batch).await
}
