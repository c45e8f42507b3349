//! Articles that are written at once, on behalf of a process that needs them.

use std::collections::HashSet;

use futures::TryStreamExt;
use twentyfour_client::Properties;
use twentyfour_client::types::{Product, ProductId};

use super::article_writer::{ArticleOutcome, ArticleWriter};
use super::{collect_known, mapping};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{ArticleRecord, Document, DueArticle, Fingerprint, Held, HeldKey};
use crate::process_id::Process;
use crate::store::Batch;

/// Products that are prepared together. Other processes wait for one of them at most.
pub(super) const TURN: usize = 100;

/// The products whose articles are due.
pub(super) async fn due_products(run: &Run<'_>) -> Result<Vec<ProductId>, RunError> {
    run.keys(DueArticle::all()).try_collect().await
}

/// Writes the articles that another process marked as due, without waiting for the next run of this one. What cannot go
/// stays due, and is held by the articles process when it meets it.
pub(super) async fn write_due(run: &Run<'_>) -> Result<(), RunError> {
    for ids in due_products(run).await?.chunks(BATCH) {
        for (id, fate) in write_now(run, ids, false).await? {
            if let ArticleOutcome::Held(obstacle) = fate {
                tell(run, id, &obstacle);
            }
        }
    }
    Ok(())
}

/// Makes these articles again, of which the WMS no longer has what we believe: what they were written as is forgotten, in a
/// commit of its own, so that they stay due whatever happens next. They go as articles that are needed.
pub(super) async fn make_again(
    run: &Run<'_>,
    ids: &[ProductId],
) -> Result<Vec<(ProductId, ArticleOutcome)>, RunError> {
    let writer = ArticleWriter::open(run).await?;
    let forgotten = async {
        let records = run.read_all::<ArticleRecord>(ids).await?;
        let mut batch = Batch::new();
        for (id, record) in ids.iter().zip(records).filter_map(|(id, record)| Some((*id, record?))) {
            let record = ArticleRecord { fingerprint: Fingerprint::none(), ..record };
            batch.set(&id, &record).mark::<DueArticle>(&id);
        }
        writer.commit(batch).await
    }
    .await;
    writer.close().await;
    forgotten?;
    write_now(run, ids, true).await
}

/// Reads these products and writes their articles at once, on behalf of another process. Tells what became of each that
/// the ERP has; those that are `needed` go even if they have expired.
pub(super) async fn write_now(
    run: &Run<'_>,
    ids: &[ProductId],
    needed: bool,
) -> Result<Vec<(ProductId, ArticleOutcome)>, RunError> {
    let (products, unread) = collect_known(run, run.erp.products(ids, &properties(run)).await?).await?;
    let found: HashSet<ProductId> = products.iter().filter_map(|product| product.id).collect();
    let mut fates = Vec::new();
    let mut batch = Batch::new();
    for id in ids.iter().filter(|id| !found.contains(id)) {
        match unread.may_be(id) {
            Some(unread) => fates.push((*id, ArticleOutcome::Held(unread.clone()))),
            None => drop(batch.remove::<DueArticle>(id)),
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
        writer.close().await;
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
    fates: &mut Vec<(ProductId, ArticleOutcome)>,
) -> Result<usize, RunError> {
    writer.prepare(products).await?;
    for (at, product) in products.iter().enumerate() {
        run.check_stop()?;
        let (fate, mut batch) = writer.write(product, needed).await?;
        if matches!(fate, ArticleOutcome::Written | ArticleOutcome::Remapped) {
            count(run, &fate);
        }
        if let Some(id) = product.id {
            if !matches!(fate, ArticleOutcome::Held(_)) {
                batch.remove::<DueArticle>(&id).remove::<Held>(&held_key(id));
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

pub(super) fn count(run: &Run<'_>, fate: &ArticleOutcome) {
    let mut tally = run.tally();
    match fate {
        ArticleOutcome::Unchanged => tally.unchanged += 1,
        ArticleOutcome::LeftOut => tally.skipped += 1,
        ArticleOutcome::Ignored => tally.ignored += 1,
        ArticleOutcome::Written => tally.written += 1,
        ArticleOutcome::Remapped => {
            tally.written += 1;
            tally.remapped += 1;
        }
        ArticleOutcome::Held(_) => {}
    }
}

pub(super) fn tell(run: &Run<'_>, id: ProductId, obstacle: &HoldReason) {
    let HoldReason { class, what, remedy, .. } = obstacle;
    run.reason(id.to_string(), Some(*class), what.as_str(), remedy.as_str());
}

/// What is asked for of the products that the mapping and the hooks see.
pub(super) fn properties(run: &Run<'_>) -> Properties<Product> {
    mapping::asked_of_product(run.tenant)
}

/// Under which key a product is held by the articles process.
pub(super) fn held_key(id: ProductId) -> HeldKey {
    HeldKey::of(Process::Articles, id)
}
