//! A person wants records written again although nothing has changed, say after they were spoilt in the WMS by
//! hand. What was written last is forgotten, and the run does the rest on its usual way.

use std::pin::pin;

use futures::TryStreamExt;
use twentyfour_client::types::OrderId;

use super::article_writer::ArticleWriter;
use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::document::{
    ArticleRecord, AskedFor, AskedRecords, Class, Document, DueArticle, Fingerprint, OpenOrder, OrderRecord,
};
use crate::store::Batch;

/// Marks the articles that are wanted. They are due until they are written, whatever happens to this run.
pub(super) async fn articles(run: &Run<'_>) -> Result<(), RunError> {
    let asked = run.asked(AskedFor::Rewrite).await?;
    if asked.is_empty() {
        return Ok(());
    }
    let writer = ArticleWriter::open(run).await?;
    let marked = mark_articles(run, &writer, &asked).await;
    writer.close().await;
    marked?;
    fulfil(run, asked).await
}

async fn mark_articles(
    run: &Run<'_>,
    writer: &ArticleWriter<'_, '_>,
    asked: &AskedRecords,
) -> Result<(), RunError> {
    let mut pages = pin!(run.pages(ArticleRecord::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let mut batch = Batch::new();
        for (id, record) in page.into_iter().filter(|(id, _)| asked.includes(&id.to_string())) {
            let record = ArticleRecord { fingerprint: Fingerprint::none(), ..record };
            batch.set(&id, &record).mark::<DueArticle>(&id);
        }
        writer.commit(batch).await?;
    }
    Ok(())
}

/// Forgets what was accepted of the orders that are wanted, so that they are looked up and sent again. Only those that are
/// still open in the ERP can be.
pub(super) async fn orders(run: &Run<'_>) -> Result<(), RunError> {
    let asked = run.asked(AskedFor::Rewrite).await?;
    if asked.is_empty() {
        return Ok(());
    }
    let mut wanted: Vec<OrderId> = run.keys(OpenOrder::all()).try_collect().await?;
    wanted.retain(|id| asked.includes(&id.to_string()));
    for ids in wanted.chunks(BATCH) {
        let records = run.read_all::<OrderRecord>(ids).await?;
        let mut batch = Batch::new();
        for (id, record) in ids.iter().zip(records) {
            let Some(mut record) = record else { continue };
            record.seen = None;
            if let Some(imported) = &mut record.imported {
                imported.fingerprint = None;
            }
            batch.set(id, &record);
        }
        run.commit(batch).await?;
    }
    let named = asked.records().filter_map(|record| record.parse().ok().map(OrderId));
    for missed in named.filter(|id| !wanted.contains(id)) {
        let what = "it is not written again: it is no longer open in the ERP";
        run.reason(missed.to_string(), Some(Class::Notice), what, "check both sides: why ORDER");
    }
    fulfil(run, asked).await
}

async fn fulfil(run: &Run<'_>, asked: AskedRecords) -> Result<(), RunError> {
    let mut batch = Batch::new();
    run.fulfil(&mut batch, asked).await?;
    run.commit(batch).await
}
