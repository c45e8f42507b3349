//! Products become articles.

pub(crate) mod check;
pub(crate) mod drift;
pub(crate) mod takeover;

use std::collections::HashSet;

use twentyfour_client::Properties;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::is_expired;

use super::article_number;
use super::article_writer::{ArticleWriter, Fate};
use super::change_cursor::ChangeCursor;
use super::{BATCH, Reading, collect_known, rewrite};
use crate::context::RunError;
use crate::context::hold::Obstacle;
use crate::context::run::{ERP_OVERLAP, Run, put};
use crate::document::{ArticleRecord, Class, Fingerprint, Held, id_key};
use crate::store::{Batch, Table};

const CURSOR: &str = "articles/erp";
const SPOOL: &str = "articles/";
/// Products that are prepared together. Other processes wait for one of them at most.
const TURN: usize = 100;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    rewrite::articles(run).await?;
    let whole = read(run).await?;
    again(run, wanted(run, whole).await?).await?;
    work(run).await?;
    // A number that was given up in this run is free for those that waited for it.
    let mut tried = HashSet::new();
    loop {
        let mut freed = article_number::freed(run, waiting(run).await?).await?;
        freed.retain(|id| tried.insert(*id));
        if freed.is_empty() {
            return Ok(());
        }
        again(run, freed).await?;
        work(run).await?;
    }
}

/// Reads the products that changed, to the end, into the spool. Tells whether those were all there are.
async fn read(run: &Run<'_>) -> Result<bool, RunError> {
    let settings = ArticleWriter::looker(run).mapping().to_owned();
    let cursor = ChangeCursor::load(run, CURSOR, settings).await?;
    let since = cursor.since(ERP_OVERLAP);
    if since.is_none() {
        // Everything comes again. What a run that was cut off left there was perhaps read without what hooks read by now.
        let mut batch = Batch::new();
        batch.delete_prefix(Table::Spool, SPOOL);
        run.commit(batch).await?;
    }
    let mut products = Reading::of(run.erp.products_changed(since, &properties(run)).await?);
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        spool(run, &page, false).await?;
    }
    let mut batch = Batch::new();
    products.unread().hold(run, &mut batch).await?;
    if products.is_whole() {
        cursor.advance(&mut batch);
    }
    run.commit(batch).await?;
    Ok(since.is_none())
}

/// Puts products into the spool. Those that the WMS has as they are stay out, and those that were tried as they are,
/// unless they are to be tried `again`.
async fn spool(run: &Run<'_>, products: &[Product], again: bool) -> Result<(), RunError> {
    let mut writer = ArticleWriter::looker(run);
    writer.look(products).await?;
    let keys: Vec<String> = products.iter().map(|product| held_key(product.id.unwrap_or_default())).collect();
    let held = run.get_all::<Held>(Table::Held, &keys).await?;
    let mut batch = Batch::new();
    let mut claims = Vec::new();
    for (product, held) in products.iter().zip(held) {
        let Some(id) = product.id else {
            let what = "a product came without an id";
            run.reason("", Some(Class::NeedsPerson), what, "look at it in the ERP");
            continue;
        };
        claims.push(writer.claim(id, product));
        if !again && writer.is_unchanged(product) {
            run.tally().unchanged += 1;
            writer.renew(&mut batch, id);
            batch.delete(Table::Spool, spool_key(id));
            if held.is_some() {
                run.release(&mut batch, &id.to_string());
            }
        } else if again || !held.is_some_and(|held| writer.was_tried(product, &held)) {
            batch.put(Table::Spool, spool_key(id), asmx_soap::keep(product));
        }
    }
    article_number::lay(run, &mut batch, &claims).await?;
    run.commit(batch).await
}

/// The products that are to be looked at whether they changed or not: held ones whose time has come, and due ones. Of a
/// deletion nobody is told, so now and then `all` that wait for a number are looked at: their rivals may be gone.
async fn wanted(run: &Run<'_>, all: bool) -> Result<Vec<ProductId>, RunError> {
    let held = run.held_to_try().await?;
    let mut wanted: HashSet<ProductId> =
        held.iter().filter_map(|held| held.record.parse().ok().map(ProductId)).collect();
    let waiting = waiting(run).await?;
    match all {
        true => wanted.extend(waiting.into_iter().map(|(_, id)| id)),
        false => wanted.extend(article_number::freed(run, waiting).await?),
    }
    wanted.extend(due(run).await?);
    let mut wanted: Vec<ProductId> = wanted.into_iter().collect();
    wanted.sort_unstable();
    Ok(wanted)
}

async fn due(run: &Run<'_>) -> Result<Vec<ProductId>, RunError> {
    Ok(run.ids(Table::Due, SPOOL).await?.into_iter().map(ProductId).collect())
}

/// Products that are held for a number, with the number.
async fn waiting(run: &Run<'_>) -> Result<Vec<(String, ProductId)>, RunError> {
    let mut waiting: Vec<(String, ProductId)> = Vec::new();
    run.each_held(SPOOL, |held| {
        let number = held.waits_for.as_deref().and_then(|wait| wait.strip_prefix("number/"));
        waiting.extend(number.map(str::to_owned).zip(held.record.parse().ok().map(ProductId)));
    })
    .await?;
    Ok(waiting)
}

/// Reads these products by their ids, into the spool.
async fn again(run: &Run<'_>, wanted: Vec<ProductId>) -> Result<(), RunError> {
    if wanted.is_empty() {
        return Ok(());
    }
    let mut products = Reading::of(run.erp.products(&wanted, &properties(run)).await?);
    let mut found = HashSet::new();
    loop {
        let page = products.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        found.extend(page.iter().filter_map(|product| product.id));
        spool(run, &page, true).await?;
    }
    let mut batch = Batch::new();
    products.unread().hold(run, &mut batch).await?;
    run.commit(batch).await?;
    if products.is_whole() {
        let gone: Vec<ProductId> = wanted.into_iter().filter(|id| !found.contains(id)).collect();
        forget(run, &gone).await?;
    }
    Ok(())
}

/// Products that the ERP no longer has. Nothing is deleted for that in the WMS; there is only nothing left to bring over.
async fn forget(run: &Run<'_>, gone: &[ProductId]) -> Result<(), RunError> {
    let claimed = article_number::claimed(run, gone).await?;
    let mut batch = Batch::new();
    for id in gone {
        run.release(&mut batch, &id.to_string());
        batch.delete(Table::Due, due_key(*id)).delete(Table::Spool, spool_key(*id));
        if let Some(number) = claimed.get(id) {
            article_number::take_back(&mut batch, *id, number);
        }
    }
    run.commit(batch).await
}

/// Works the spool off, product by product.
async fn work(run: &Run<'_>) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Spool, SPOOL, after.as_deref(), TURN).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        if after.is_some() {
            ArticleWriter::let_others_ask(run).await;
        }
        let mut products = Vec::new();
        let mut broken = Batch::new();
        for (key, xml) in &page {
            match asmx_soap::from_xml::<Product>(xml) {
                Ok(product) => products.push(product),
                // Written by another version: it comes again by its id.
                Err(_) => {
                    broken.delete(Table::Spool, key.as_str());
                    put(&mut broken, Table::Due, key.as_str(), &());
                }
            }
        }
        run.commit(broken).await?;
        let mut writer = ArticleWriter::open(run).await?;
        let worked = work_page(run, &mut writer, &products).await;
        writer.close().await?;
        // Where a turn ended before the page, the rest is read again: it is prepared by what others have written meanwhile.
        after = Some(worked?.map_or_else(|| last.clone(), spool_key));
    }
}

/// Writes these products until others wait for their turn; then it says which one was the last.
async fn work_page(
    run: &Run<'_>,
    writer: &mut ArticleWriter<'_, '_>,
    products: &[Product],
) -> Result<Option<ProductId>, RunError> {
    writer.prepare(products).await?;
    for product in products {
        run.check_stop()?;
        let Some(id) = product.id else { continue };
        let (fate, mut batch) = writer.write(product, false).await?;
        settle(run, &mut batch, id, &fate).await?;
        batch.delete(Table::Spool, spool_key(id)).delete(Table::Due, due_key(id));
        writer.commit(batch).await?;
        if writer.gives_way() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Counts what became of a product, and holds it or lets it go.
async fn settle(run: &Run<'_>, batch: &mut Batch, id: ProductId, fate: &Fate) -> Result<(), RunError> {
    let record = id.to_string();
    count(run, fate);
    match fate {
        Fate::Held(obstacle) => {
            tell(run, id, obstacle);
            run.hold(batch, &record, obstacle.clone()).await
        }
        _ => {
            // What it waited for earlier in this run is over.
            run.tally().reasons.retain(|reason| reason.record != record || reason.class.is_none());
            run.release(batch, &record);
            Ok(())
        }
    }
}

fn count(run: &Run<'_>, fate: &Fate) {
    let mut tally = run.tally();
    match fate {
        Fate::Unchanged => tally.unchanged += 1,
        Fate::LeftOut => tally.skipped += 1,
        Fate::Written => tally.written += 1,
        Fate::Remapped => {
            tally.written += 1;
            tally.remapped += 1;
        }
        Fate::Held(_) => {}
    }
}

fn tell(run: &Run<'_>, id: ProductId, obstacle: &Obstacle) {
    let Obstacle { class, what, remedy, .. } = obstacle;
    run.reason(id.to_string(), Some(*class), what.as_str(), remedy.as_str());
}

/// Writes the articles that another process marked as due, without waiting for the next run of this one. What cannot go
/// stays due, and is held by the articles process when it meets it.
pub(super) async fn write_due(run: &Run<'_>) -> Result<(), RunError> {
    for ids in due(run).await?.chunks(BATCH) {
        for (id, fate) in write_now(run, ids, false).await? {
            if let Fate::Held(obstacle) = fate {
                tell(run, id, &obstacle);
            }
        }
    }
    Ok(())
}

/// Makes these articles again, of which the WMS no longer has what we believe: what they were written as is forgotten, in a
/// commit of its own, so that they stay due whatever happens next. They go as articles that are needed.
pub(super) async fn make_again(run: &Run<'_>, ids: &[ProductId]) -> Result<Vec<(ProductId, Fate)>, RunError> {
    let writer = ArticleWriter::open(run).await?;
    let forgotten = async {
        let keys: Vec<String> = ids.iter().map(|id| id_key(id.0)).collect();
        let records = run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
        let mut batch = Batch::new();
        for (id, record) in ids.iter().zip(records).filter_map(|(id, record)| Some((*id, record?))) {
            let record = ArticleRecord { fingerprint: Fingerprint::none(), ..record };
            put(&mut batch, Table::Article, id_key(id.0), &record);
            put(&mut batch, Table::Due, due_key(id), &());
        }
        writer.commit(batch).await
    }
    .await;
    writer.close().await?;
    forgotten?;
    write_now(run, ids, true).await
}

/// Reads these products and writes their articles at once, on behalf of another process. Tells what became of each that
/// the ERP has; those that are `needed` go even if they have expired.
pub(super) async fn write_now(
    run: &Run<'_>,
    ids: &[ProductId],
    needed: bool,
) -> Result<Vec<(ProductId, Fate)>, RunError> {
    let (products, unread) = collect_known(run, run.erp.products(ids, &properties(run)).await?).await?;
    let found: HashSet<ProductId> = products.iter().filter_map(|product| product.id).collect();
    let mut fates = Vec::new();
    let mut batch = Batch::new();
    for id in ids.iter().filter(|id| !found.contains(id)) {
        match unread.may_be(id) {
            Some(unread) => fates.push((*id, Fate::Held(unread.clone()))),
            None => drop(batch.delete(Table::Due, due_key(*id))),
        }
    }
    run.commit(batch).await?;
    let mut left = &products[..];
    while !left.is_empty() {
        if left.len() < products.len() {
            ArticleWriter::let_others_ask(run).await;
        }
        let mut writer = ArticleWriter::open(run).await?;
        let worked = write_some(run, &mut writer, &left[..left.len().min(TURN)], needed, &mut fates).await;
        writer.close().await?;
        left = &left[worked?..];
    }
    Ok(fates)
}

/// Writes these products until others wait for their turn, and says how many it has written.
async fn write_some(
    run: &Run<'_>,
    writer: &mut ArticleWriter<'_, '_>,
    products: &[Product],
    needed: bool,
    fates: &mut Vec<(ProductId, Fate)>,
) -> Result<usize, RunError> {
    writer.prepare(products).await?;
    for (at, product) in products.iter().enumerate() {
        run.check_stop()?;
        let (fate, mut batch) = writer.write(product, needed).await?;
        if matches!(fate, Fate::Written | Fate::Remapped) {
            count(run, &fate);
        }
        if let Some(id) = product.id {
            if !matches!(fate, Fate::Held(_)) {
                batch.delete(Table::Due, due_key(id)).delete(Table::Held, held_key(id));
            }
            fates.push((id, fate));
        }
        writer.commit(batch).await?;
        if writer.gives_way() {
            return Ok(at + 1);
        }
    }
    Ok(products.len())
}

impl ArticleWriter<'_, '_> {
    /// The number that a product wants. An expired newcomer wants none: it stays out of the warehouse.
    fn claim(&self, id: ProductId, product: &Product) -> article_number::Claim {
        let (number, known) = self.wanted_number(id, product);
        let number = number.filter(|_| known || !is_expired(product));
        article_number::Claim { id, number, known }
    }
}

/// What is asked for of the products that the mapping and the hooks see.
fn properties(run: &Run<'_>) -> Properties<Product> {
    run.tenant.hooks.fields().asked_of_product()
}

fn spool_key(id: ProductId) -> String {
    format!("{SPOOL}{}", id_key(id.0))
}

fn held_key(id: ProductId) -> String {
    format!("{SPOOL}{id}")
}

/// Marks a product as due: its article is to be looked at again, whether the product changed or not.
pub(super) fn due_key(id: ProductId) -> String {
    format!("{SPOOL}{}", id_key(id.0))
}
