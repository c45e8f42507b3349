//! Articles that are ours, and of which the WMS has reported no level.
//!
//! The WMS reports what changed. An article that became ours after the stock was read, and that lies nowhere, may never
//! be among that until everything is read. That it was not reported does not mean zero: the WMS is asked for it by its
//! number. The article list of the WMS holds every article, those without stock too (SOAP: "GetInventoryByQuery",
//! REST: "GET /articles"; both have a filter of their own for articles in stock), so one that the answer leaves out is not
//! known there.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use futures::TryStreamExt;
use twentyfour_client::types::ProductId;
use wms_erp_mapping::product_of;

use super::level::unsaid;
use super::levels::{hold_unread, note_levels, own_id};
use super::ruled;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{
    ArticleRecord, Class, Document, DueStock, Held, HeldKey, ReplacedArticle, StockRecord, TakenReplacement,
};
use crate::process::Reading;
use crate::store::Batch;
use crate::tenant::Stock;

/// So many articles are asked for in one run; the others are asked for in the next ones.
const MOST: usize = 5000;

/// Which of these products, of which no level is known, the WMS is to be asked for: those whose articles are ours and
/// keep stock, and that are not held already. (Held ones are tried when their time comes.)
pub(super) async fn to_ask(run: &Run<'_>, ids: Vec<ProductId>) -> Result<HashSet<ProductId>, RunError> {
    let articles = run.read_all::<ArticleRecord>(&ids).await?;
    let ids: Vec<ProductId> = ids
        .into_iter()
        .zip(articles)
        .filter(|(id, article)| {
            !run.tenant.is_kit(*id) && article.as_ref().is_some_and(|article| article.stock)
        })
        .map(|(id, _)| id)
        .collect();
    let names: Vec<HeldKey> = ids.iter().map(|id| run.held_key(id)).collect();
    let held = run.read_all::<Held>(&names).await?;
    Ok(ids.into_iter().zip(held).filter_map(|(id, held)| held.is_none().then_some(id)).collect())
}

/// Asks for the levels of the due products that have none, and of those whose article was created again; of all of them, where what is known
/// is in doubt. Returns those that could not be asked for in this run.
pub(super) async fn ask(
    run: &Run<'_>,
    settings: &Stock,
    is_sure: bool,
) -> Result<HashSet<ProductId>, RunError> {
    let mut wanted = wanted(run, is_sure).await?;
    let later: HashSet<ProductId> = match wanted.keys().nth(MOST).copied() {
        Some(first) => wanted.split_off(&first).into_keys().collect(),
        None => HashSet::new(),
    };
    if wanted.is_empty() {
        return Ok(later);
    }
    let numbers: Vec<String> = wanted.values().cloned().collect();
    let records = run.wms.inventory_of(&numbers, &settings.warehouses).await?;
    let (mut lines, mut listed) = (Reading::of_wms(records, own_id), BTreeSet::new());
    loop {
        let page = lines.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        listed.extend(page.iter().filter_map(|line| product_of(line.article.as_ref()?)));
        note_levels(run, settings, &page).await?;
    }
    let unread = lines.unread();
    hold_unread(run, unread).await?;
    // One that is missing may be the one that could not be read.
    let (missing, known): (BTreeMap<_, _>, _) =
        wanted.into_iter().partition(|(id, _)| !listed.contains(id) && unread.may_be(id).is_some());
    settle(run, known, &listed).await?;
    Ok(later.into_iter().chain(missing.into_keys()).collect())
}

/// Those that have a level now go on; the others are held.
async fn settle(
    run: &Run<'_>,
    asked: BTreeMap<ProductId, String>,
    listed: &BTreeSet<ProductId>,
) -> Result<(), RunError> {
    let asked: Vec<(ProductId, String)> = asked.into_iter().collect();
    for page in asked.chunks(BATCH) {
        let ids: Vec<ProductId> = page.iter().map(|(id, _)| *id).collect();
        let records = run.read_all::<StockRecord>(&ids).await?;
        let ruled = ruled::levels(run, &ids).await?;
        let mut batch = Batch::new();
        for ((id, number), (record, ruled)) in page.iter().zip(records.iter().zip(ruled)) {
            batch.remove::<TakenReplacement>(id);
            let known = listed.contains(id) && (record.is_some() || ruled.is_some());
            // A plan has only noted the articles that the WMS would get.
            if known || run.is_plan() {
                continue;
            }
            let (what, remedy) = match listed.contains(id) {
                true => unsaid(number),
                false => (
                    format!(
                        "the WMS, asked for the stock of the article {number:?} with the product code {id}, does not \
                         list it, so its stock is not compared"
                    ),
                    "look for the article in the WMS: was it deleted, or given another number or product code?",
                ),
            };
            run.reason(id.to_string(), Some(Class::Waiting), what.as_str(), remedy);
            run.hold(&mut batch, &id.to_string(), HoldReason::new(Class::Waiting, what, remedy)).await?;
            batch.remove::<DueStock>(id).remove::<StockRecord>(id);
        }
        run.commit(batch).await?;
    }
    Ok(())
}

/// The products to be asked for, with the numbers of their articles.
async fn wanted(run: &Run<'_>, is_sure: bool) -> Result<BTreeMap<ProductId, String>, RunError> {
    let replaced = run.take_marks::<ReplacedArticle, TakenReplacement>().await?;
    let mut ids: BTreeSet<ProductId> = run.keys(DueStock::all()).try_collect().await?;
    ids.extend(&replaced);
    let ids: Vec<ProductId> = ids.into_iter().collect();
    let mut wanted = BTreeMap::new();
    for ids in ids.chunks(BATCH) {
        let records = run.read_all::<StockRecord>(ids).await?;
        let ruled = ruled::levels(run, ids).await?;
        let articles = run.read_all::<ArticleRecord>(ids).await?;
        for ((id, article), (record, ruled)) in ids.iter().zip(articles).zip(records.into_iter().zip(ruled)) {
            let unknown = !is_sure || record.is_none() && ruled.is_none() || replaced.contains(id);
            let article = article.filter(|article| article.stock && unknown && !run.tenant.is_kit(*id));
            wanted.extend(article.map(|article| (*id, article.number)));
        }
    }
    Ok(wanted)
}
