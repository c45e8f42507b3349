//! Products become articles.

pub(crate) mod check;
pub(crate) mod drift;
pub(crate) mod takeover;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use tracing::Instrument;
use twentyfour_client::Properties;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::is_expired;

use super::article_delivery::{TURN, count, due_products, held_key, properties, tell};
use super::article_writer::{ArticleOutcome, ArticleWriter};
use super::change_cursor::ChangeCursor;
use super::seen_stock::StockNotes;
use super::worked_off::WorkedOff;
use super::{Reading, article_number, further, rewrite, supplier_memory};
use crate::context::RunError;
use crate::context::run::{BATCH, ERP_OVERLAP, Run};
use crate::document::{
    Class, Document, DueArticle, Held, HeldKey, Range, SpooledProduct, StreamKey, number_waited_for,
};
use crate::process_id::Process;
use crate::store::{Batch, StoreError};

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    further::check_articles(run.tenant)?;
    supplier_memory::renew(run).await?;
    rewrite::articles(run).await?;
    let whole = read(run).await?;
    let (wanted, some_wait) = wanted(run, whole).await?;
    again(run, wanted).await?;
    if !work(run).await? && !some_wait {
        return Ok(());
    }
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
    let settings = ArticleWriter::read_only(run).mapping().to_owned();
    let cursor = ChangeCursor::load(run, StreamKey::articles(), settings).await?;
    let since = cursor.since(ERP_OVERLAP);
    if since.is_none() {
        // Everything comes again. What a run that was cut off left there was perhaps read without what hooks read by now.
        let mut batch = Batch::new();
        batch.remove_all(&SpooledProduct::all());
        run.commit(batch).await?;
    }
    let properties = properties(run);
    if let Some(notes) = StockNotes::of_read(run, &cursor, &properties).await?
        && let Some(notes) = read_for_both(run, since, &properties, notes).await?
    {
        let mut batch = Batch::new();
        notes.leave(&mut batch);
        cursor.advance(&mut batch);
        run.commit_with_next(batch);
        return Ok(since.is_none());
    }
    let mut products = Reading::of(run.erp.products_changed(since, &properties).await?);
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

/// The same, with the stock that the stock process wants to know of. Gives nothing where something could not be read: that may
/// be the stock, which is no concern of the articles, so they are read without it then.
async fn read_for_both(
    run: &Run<'_>,
    since: Option<DateTime<Utc>>,
    properties: &Properties<Product>,
    mut notes: StockNotes,
) -> Result<Option<StockNotes>, RunError> {
    let counted = run.tally().counts();
    let asked = properties.clone().and(StockNotes::properties());
    let mut products = Reading::of_whole(run.erp.products_changed(since, &asked).await?);
    loop {
        let mut page = products.next(run, BATCH).await?;
        if !products.is_whole() {
            run.tally().count_from(counted);
            return Ok(None);
        }
        if page.is_empty() {
            return Ok(Some(notes));
        }
        notes.take_down(&mut page);
        spool(run, &page, false).await?;
    }
}

/// Puts products into the spool. Those that the WMS has as they are stay out, and those that were tried as they are,
/// unless they are to be tried `again`.
async fn spool(run: &Run<'_>, products: &[Product], again: bool) -> Result<(), RunError> {
    let mut writer = ArticleWriter::read_only(run);
    writer.look(products).await?;
    let keys: Vec<HeldKey> =
        products.iter().map(|product| held_key(product.id.unwrap_or_default())).collect();
    let held = run.read_all::<Held>(&keys).await?;
    let mut batch = Batch::new();
    let mut claims = Vec::new();
    for (product, held) in products.iter().zip(held) {
        let Some(id) = product.id else {
            let what = "a product has no id";
            run.reason("", Some(Class::NeedsPerson), what, "check it in the ERP");
            continue;
        };
        claims.push(writer.claim(id, product));
        // One that is to be looked at again is left to the writer: the mark for that is only removed while its lease is held.
        if !again && writer.is_ignored(product) {
            run.tally().ignored += 1;
            batch.remove::<SpooledProduct>(&id);
            run.release(&mut batch, &id.to_string());
            continue;
        }
        if !again && writer.is_unchanged(product) {
            run.tally().unchanged += 1;
            writer.renew(&mut batch, id);
            batch.remove::<SpooledProduct>(&id);
            if held.is_some() {
                run.release(&mut batch, &id.to_string());
            }
        } else if again || !held.is_some_and(|held| writer.was_tried(product, &held)) {
            batch.set(&id, &SpooledProduct::new(product));
        }
    }
    article_number::lay(run, &mut batch, &claims).await?;
    run.commit(batch).await
}

/// The products that are to be looked at whether they changed or not: held ones whose time has come, and due ones. Of a
/// deletion is reported nowhere, so now and then `all` that wait for a number are looked at: their rivals may be gone. Tells whether
/// any wait for one, too.
async fn wanted(run: &Run<'_>, all: bool) -> Result<(Vec<ProductId>, bool), RunError> {
    let mut waiting = Vec::new();
    let held = run.held_to_try_among(|held| waiting.extend(waits(held))).await?;
    let mut wanted: HashSet<ProductId> =
        held.iter().filter_map(|held| held.record.parse().ok().map(ProductId)).collect();
    let some_wait = !waiting.is_empty();
    match all {
        true => wanted.extend(waiting.into_iter().map(|(_, id)| id)),
        false => wanted.extend(article_number::freed(run, waiting).await?),
    }
    wanted.extend(due_products(run).await?);
    let mut wanted: Vec<ProductId> = wanted.into_iter().collect();
    wanted.sort_unstable();
    Ok((wanted, some_wait))
}

/// Products that are held for a number, with the number.
async fn waiting(run: &Run<'_>) -> Result<Vec<(String, ProductId)>, RunError> {
    let mut waiting = Vec::new();
    run.each_held(Process::Articles, |held| waiting.extend(waits(&held))).await?;
    Ok(waiting)
}

/// The number that a held product waits for, if it waits for one.
fn waits(held: &Held) -> Option<(String, ProductId)> {
    let number = held.waits_for.as_deref().and_then(number_waited_for)?;
    Some((number.to_owned(), ProductId(held.record.parse().ok()?)))
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

/// Products that the ERP no longer has, and whose ids no other will have. Nothing is deleted for that in the WMS; there is only nothing left
/// to transfer.
async fn forget(run: &Run<'_>, gone: &[ProductId]) -> Result<(), RunError> {
    let claimed = article_number::claimed(run, gone).await?;
    let mut batch = Batch::new();
    for id in gone {
        run.release(&mut batch, &id.to_string());
        batch.remove::<DueArticle>(id).remove::<SpooledProduct>(id);
        if let Some(number) = claimed.get(id) {
            article_number::take_back(&mut batch, *id, number);
        }
    }
    run.commit(batch).await
}

/// Works the spool off, product by product. Tells whether there was anything in it.
async fn work(run: &Run<'_>) -> Result<bool, RunError> {
    let mut after: Option<ProductId> = None;
    let mut worked_off = WorkedOff::default();
    loop {
        let rest = after.iter().fold(SpooledProduct::all(), Range::after);
        let page = run.documents().page(&rest, TURN).await?;
        let Some((last, _)) = page.last() else { return Ok(after.is_some()) };
        let last = *last;
        if after.is_some() {
            ArticleWriter::let_others_ask(run).await;
        }
        worked_off.begin(run, page.len(), TURN).await?;
        let mut products = Vec::new();
        let mut broken = Batch::new();
        for (id, found) in page {
            match found.map(|spooled| spooled.product()) {
                Ok(Ok(product)) => products.push(product),
                Err(newer @ StoreError::NewerDocument { .. }) => return Err(newer.into()),
                // Damaged, or written by an earlier version: it comes again by its id.
                Ok(Err(_)) | Err(_) => drop(broken.remove::<SpooledProduct>(&id).mark::<DueArticle>(&id)),
            }
        }
        run.commit(broken).await?;
        let mut writer = ArticleWriter::open(run).await?;
        let worked = work_page(run, &mut writer, &products, &mut worked_off).await;
        writer.close().await;
        // Where a turn ended before the page, the rest is read again: it is prepared by what others have written meanwhile.
        after = Some(worked?.unwrap_or(last));
    }
}

/// Writes these products until others wait for their turn; then it says which one was the last.
async fn work_page(
    run: &Run<'_>,
    writer: &mut ArticleWriter<'_, '_>,
    products: &[Product],
    worked_off: &mut WorkedOff,
) -> Result<Option<ProductId>, RunError> {
    writer.prepare(products).await?;
    for product in products {
        run.check_stop()?;
        let Some(id) = product.id else { continue };
        let (fate, mut batch) = writer.write(product, false).instrument(run.record_span(id)).await?;
        settle(run, &mut batch, id, &fate).await?;
        batch.remove::<SpooledProduct>(&id).remove::<DueArticle>(&id);
        writer.commit(batch).await?;
        worked_off.add(run, 1).await;
        if writer.gives_way() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Counts what became of a product, and holds it or lets it go.
async fn settle(
    run: &Run<'_>,
    batch: &mut Batch,
    id: ProductId,
    fate: &ArticleOutcome,
) -> Result<(), RunError> {
    let record = id.to_string();
    count(run, fate);
    match fate {
        ArticleOutcome::Held(obstacle) => {
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

impl ArticleWriter<'_, '_> {
    /// The number that a product wants. An expired newcomer wants none, nor does one that is ignored: they stay out of the
    /// warehouse.
    fn claim(&self, id: ProductId, product: &Product) -> article_number::Claim {
        let (number, known) = self.wanted_number(id, product);
        let number = number.filter(|_| known || !is_expired(product) && !self.is_ignored(product));
        article_number::Claim { id, number, known }
    }
}
