//! A person wants records written again although nothing has changed, say after somebody has spoilt them in the WMS by
//! hand. What was written last is forgotten, and the run does the rest on its usual way.

use std::collections::BTreeSet;

use twentyfour_client::types::{OrderId, ProductId};

use super::article_writer::ArticleWriter;
use crate::context::RunError;
use crate::context::run::{BATCH, Run, put};
use crate::document::key::{OPEN, order_key};
use crate::document::{ArticleRecord, Class, Fingerprint, OrderRecord, due};
use crate::store::{Batch, Table};

const WISH: &str = "rewrite";
const ALL: &str = "*";

/// Marks the articles that are wanted. They are due until they are written, whatever happens to this run.
pub(super) async fn articles(run: &Run<'_>) -> Result<(), RunError> {
    let wishes = run.wishes(WISH).await?;
    if wishes.is_empty() {
        return Ok(());
    }
    let writer = ArticleWriter::open(run).await?;
    let marked = mark_articles(run, &writer, &wishes).await;
    writer.close().await?;
    marked?;
    fulfil(run).await
}

async fn mark_articles(
    run: &Run<'_>,
    writer: &ArticleWriter<'_, '_>,
    wishes: &BTreeSet<String>,
) -> Result<(), RunError> {
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Article, "", after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        let mut batch = Batch::new();
        for (key, value) in &page {
            let Ok(id) = key.parse::<i32>() else { continue };
            if is_wanted(wishes, id) {
                let Some(mut record) = run.sound::<ArticleRecord>(Table::Article, key, value).await? else {
                    continue;
                };
                record.fingerprint = Fingerprint::none();
                put(&mut batch, Table::Article, key.as_str(), &record);
                put(&mut batch, Table::Due, due::article(ProductId(id)), &());
            }
        }
        writer.commit(batch).await?;
    }
}

fn is_wanted(wishes: &BTreeSet<String>, id: i32) -> bool {
    wishes.contains(ALL) || wishes.contains(&id.to_string())
}

/// Forgets what was accepted of the orders that are wanted, so that they are looked up and sent again. Only those that are
/// still open in the ERP can be.
pub(super) async fn orders(run: &Run<'_>) -> Result<(), RunError> {
    let wishes = run.wishes(WISH).await?;
    if wishes.is_empty() {
        return Ok(());
    }
    let mut wanted = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = run.scan(Table::Order, OPEN, after.as_deref(), BATCH).await?;
        let Some((last, _)) = page.last() else { break };
        after = Some(last.clone());
        let ids = page.iter().filter_map(|(key, _)| key[OPEN.len()..].parse::<i32>().ok());
        wanted.extend(ids.filter(|id| is_wanted(&wishes, *id)));
    }
    for ids in wanted.chunks(BATCH) {
        let keys: Vec<String> = ids.iter().map(|id| order_key(OrderId(*id))).collect();
        let records = run.get_all::<OrderRecord>(Table::Order, &keys).await?;
        let mut batch = Batch::new();
        for (key, record) in keys.iter().zip(records) {
            let Some(mut record) = record else { continue };
            record.seen = None;
            if let Some(imported) = &mut record.imported {
                imported.fingerprint = None;
            }
            put(&mut batch, Table::Order, key.as_str(), &record);
        }
        run.commit(batch).await?;
    }
    for missed in wishes.iter().filter_map(|wish| wish.parse().ok()).filter(|id| !wanted.contains(id)) {
        let what = "it is not written again: it is not open in the ERP any more";
        run.reason(missed.to_string(), Some(Class::Notice), what, "look at both sides: why ORDER");
    }
    fulfil(run).await
}

async fn fulfil(run: &Run<'_>) -> Result<(), RunError> {
    let mut batch = Batch::new();
    batch.delete_prefix(Table::Control, format!("{WISH}/{}/", run.process));
    run.commit(batch).await
}
