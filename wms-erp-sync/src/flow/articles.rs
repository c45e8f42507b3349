//! Products become articles.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::PRODUCT_PROPERTIES;

use super::article_writer::{ArticleWriter, Fate};
use super::{BATCH, Reading, collect};
use crate::engine::RunError;
use crate::engine::run::{ERP_OVERLAP, Run, WHOLE_EVERY, put};
use crate::record::{Class, Held, id_key};
use crate::store::{Batch, Table};

const CHANGED: &str = "articles/changed";
const WHOLE: &str = "articles/whole";
const SPOOL: &str = "articles/";

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    read(run).await?;
    again(run).await?;
    work(run).await
}

/// Reads the products that changed, to the end, into the spool.
async fn read(run: &Run<'_>) -> Result<(), RunError> {
    let began = run.now();
    let changed: Option<DateTime<Utc>> = run.get(Table::Cursor, CHANGED).await?;
    let whole: Option<DateTime<Utc>> = run.get(Table::Cursor, WHOLE).await?;
    let all = whole.is_none_or(|whole| began - whole >= WHOLE_EVERY);
    let since = if all { None } else { changed };
    let mut products = Reading::of(run.erp.products_changed(since, PRODUCT_PROPERTIES).await?);
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        spool(run, &page).await?;
    }
    let mut batch = Batch::new();
    if products.is_whole() {
        put(&mut batch, Table::Cursor, CHANGED, &(began - ERP_OVERLAP));
        if all {
            put(&mut batch, Table::Cursor, WHOLE, &began);
        }
    }
    run.commit(batch).await
}

async fn spool(run: &Run<'_>, products: &[Product]) -> Result<(), RunError> {
    let mut writer = ArticleWriter::looker(run);
    writer.prepare(products).await?;
    let mut batch = Batch::new();
    for product in products {
        match product.id {
            Some(id) if writer.is_unchanged(product) => {
                run.tally().unchanged += 1;
                batch.delete(Table::Spool, spool_key(id));
            }
            Some(id) => {
                batch.put(Table::Spool, spool_key(id), asmx_soap::keep(product));
                claim(run, &writer, &mut batch, product).await?;
            }
            None => run.reason(
                "",
                Some(Class::NeedsPerson),
                "a product came without an id",
                "look at it in the ERP",
            ),
        }
    }
    run.commit(batch).await
}

/// An expired product claims nothing: it stays out of the warehouse.
async fn claim(
    run: &Run<'_>,
    writer: &ArticleWriter<'_, '_>,
    batch: &mut Batch,
    product: &Product,
) -> Result<(), RunError> {
    if product.status_id == Some(0) {
        return Ok(());
    }
    let key = format!("{}/{}", run.process, product.id.unwrap_or_default());
    let held: Option<Held> = run.get(Table::Held, &key).await?;
    writer.claim(batch, product, held.as_ref().and_then(|held| held.waits_for.as_deref()));
    Ok(())
}

/// Writes the articles that another process marked as due, without waiting for the next run of this one.
pub(super) async fn write_due(run: &Run<'_>) -> Result<(), RunError> {
    let due = run.scan(Table::Due, SPOOL, None, BATCH * 100).await?;
    let ids: Vec<ProductId> =
        due.iter().filter_map(|(key, _)| key[SPOOL.len()..].parse().ok().map(ProductId)).collect();
    for ids in ids.chunks(BATCH) {
        write_now(run, ids, false).await?;
    }
    Ok(())
}

/// Reads these products and writes their articles at once, on behalf of another process. What cannot go is told for each
/// product, and held by the articles process when it meets it itself.
pub(super) async fn write_now(
    run: &Run<'_>,
    ids: &[ProductId],
    needed: bool,
) -> Result<Vec<(ProductId, Fate)>, RunError> {
    let products = collect(run, run.erp.products(ids, PRODUCT_PROPERTIES).await?).await?;
    let mut writer = ArticleWriter::open(run).await?;
    let mut fates = Vec::new();
    let worked = async {
        writer.prepare(&products).await?;
        for product in &products {
            run.check_stop()?;
            let (fate, mut batch) = writer.write(product, needed).await?;
            if matches!(fate, Fate::Written | Fate::Remapped) {
                run.tally().written += 1;
            }
            if let Some(id) = product.id {
                if !matches!(fate, Fate::Held(_)) {
                    batch.delete(Table::Due, due_key(id)).delete(Table::Held, format!("{SPOOL}{id}"));
                }
                fates.push((id, fate));
            }
            writer.commit(batch).await?;
        }
        Ok(())
    }
    .await;
    writer.close().await?;
    worked.map(|()| fates)
}

/// Reads again, by their ids, the products that are held or due.
async fn again(run: &Run<'_>) -> Result<(), RunError> {
    let mut wanted: HashSet<i32> = HashSet::new();
    wanted.extend(run.held_to_try().await?.iter().filter_map(|held| held.record.parse::<i32>().ok()));
    wanted.extend(freed(run).await?);
    let due = run.scan(Table::Due, SPOOL, None, BATCH * 100).await?;
    wanted.extend(due.iter().filter_map(|(key, _)| key[SPOOL.len()..].parse::<i32>().ok()));
    if wanted.is_empty() {
        return Ok(());
    }
    let mut wanted: Vec<ProductId> = wanted.into_iter().map(ProductId).collect();
    wanted.sort_unstable();
    let mut products = Reading::of(run.erp.products(&wanted, PRODUCT_PROPERTIES).await?);
    let mut found = HashSet::new();
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        let mut writer = ArticleWriter::looker(run);
        writer.prepare(&page).await?;
        let mut batch = Batch::new();
        for product in &page {
            if let Some(id) = product.id {
                found.insert(id);
                batch.put(Table::Spool, spool_key(id), asmx_soap::keep(product));
                claim(run, &writer, &mut batch, product).await?;
            }
        }
        run.commit(batch).await?;
    }
    if products.is_whole() {
        gone(run, wanted.iter().filter(|id| !found.contains(id))).await?;
    }
    Ok(())
}

/// Products that were held for a number that nobody has any more.
async fn freed(run: &Run<'_>) -> Result<Vec<i32>, RunError> {
    let mut waiting: Vec<(String, i32)> = Vec::new();
    run.each_held(SPOOL, |held| {
        let number = held.waits_for.as_deref().and_then(|wait| wait.strip_prefix("number/"));
        waiting.extend(number.map(str::to_owned).zip(held.record.parse().ok()));
    })
    .await?;
    let numbers: Vec<String> = waiting.iter().map(|(number, _)| number.clone()).collect();
    let owners = run.get_all::<i32>(Table::ArticleNumber, &numbers).await?;
    let mut freed = Vec::new();
    for ((number, product), owner) in waiting.into_iter().zip(owners) {
        if owner.is_none_or(|owner| owner == product)
            && !ArticleWriter::has_rivals(run, &number, product).await?
        {
            freed.push(product);
        }
    }
    Ok(freed)
}

/// Products that the ERP no longer has. Nothing is deleted for that; there is only nothing left to bring over.
async fn gone(run: &Run<'_>, ids: impl Iterator<Item = &ProductId>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    for id in ids {
        run.release(&mut batch, &id.to_string());
        batch.delete(Table::Due, due_key(*id));
    }
    run.commit(batch).await
}

/// Works the spool off, product by product.
async fn work(run: &Run<'_>) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Spool, SPOOL, after.as_deref(), BATCH / 10).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        let parsed = page.iter().map(|(key, xml)| (key.as_str(), asmx_soap::from_xml::<Product>(xml)));
        let mut products = Vec::new();
        let mut broken = Batch::new();
        for (key, product) in parsed {
            match product {
                Ok(product) => products.push(product),
                // Written by another version: it comes again by its id.
                Err(_) => {
                    broken.delete(Table::Spool, key);
                    put(&mut broken, Table::Due, key, &());
                }
            }
        }
        run.commit(broken).await?;
        let mut writer = ArticleWriter::open(run).await?;
        let worked = work_page(run, &mut writer, &products).await;
        writer.close().await?;
        worked?;
    }
}

async fn work_page(
    run: &Run<'_>,
    writer: &mut ArticleWriter<'_, '_>,
    products: &[Product],
) -> Result<(), RunError> {
    writer.prepare(products).await?;
    for product in products {
        run.check_stop()?;
        let Some(id) = product.id else { continue };
        let needed = run.get::<()>(Table::Due, &due_key(id)).await?.is_some();
        let (fate, mut batch) = writer.write(product, needed).await?;
        settle(run, &mut batch, id, &fate).await?;
        batch.delete(Table::Spool, spool_key(id));
        writer.commit(batch).await?;
    }
    Ok(())
}

/// Counts what became of a product, and holds it or lets it go.
async fn settle(run: &Run<'_>, batch: &mut Batch, id: ProductId, fate: &Fate) -> Result<(), RunError> {
    let record = id.to_string();
    match fate {
        Fate::Unchanged => run.tally().unchanged += 1,
        Fate::LeftOut => run.tally().skipped += 1,
        Fate::Written => run.tally().written += 1,
        Fate::Remapped => {
            let mut tally = run.tally();
            tally.written += 1;
            tally.remapped += 1;
        }
        Fate::Held(obstacle) => {
            run.reason(
                record.as_str(),
                Some(obstacle.class),
                obstacle.what.as_str(),
                obstacle.remedy.as_str(),
            );
            return run.hold(batch, &record, obstacle.clone()).await;
        }
    }
    run.release(batch, &record);
    batch.delete(Table::Due, due_key(id));
    Ok(())
}

fn spool_key(id: ProductId) -> String {
    format!("{SPOOL}{}", id_key(id.0))
}

/// Marks a product as due: its article is to be written again, or for the first time.
pub(super) fn due_key(id: ProductId) -> String {
    format!("{SPOOL}{}", id_key(id.0))
}
