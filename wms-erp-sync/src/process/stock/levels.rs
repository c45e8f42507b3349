//! The levels that the WMS reports.

use std::pin::pin;

use asmx_soap::XsDateTime;
use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::model::InventoryLine;
use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;
use wms_erp_mapping::{number_key, product_of, product_of_code, stock_level};

use super::level::{note, unsaid};
use super::ruled;
use crate::context::RunError;
use crate::context::run::{BATCH, Run, WMS_OVERLAP};
use crate::document::{
    ArticleRecord, Class, Document, DueStock, ReplacedArticle, StockRecord, StreamKey, UnboundLevel,
};
use crate::hooks::Decision;
use crate::process::article_number::owners;
use crate::process::change_cursor::ChangeCursor;
use crate::process::inventory::inventory;
use crate::process::{Reading, Unread};
use crate::process_id::Process;
use crate::store::Batch;
use crate::tenant::{Stock, Tenant};
use crate::zone;

/// The WMS refuses to tell changes of more than 24 hours ago; with the overlap this stays an hour below.
const LONGEST: TimeDelta = TimeDelta::hours(22);

/// Notes the levels that changed in the WMS, and tells whether each said of which article it is.
pub(super) async fn read(run: &Run<'_>, settings: &Stock) -> Result<bool, RunError> {
    let told = format!("{}/{}", settings.question(), run.tenant.hooks.version_for(Process::Stock));
    let cursor = ChangeCursor::load(run, StreamKey::stock_in_wms(), told).await?.reaching(LONGEST);
    let since: Option<XsDateTime> =
        cursor.since(WMS_OVERLAP).map(|since| zone::told(since, run.tenant.wms_zone));
    let mut lines = Reading::of_wms(inventory(run, &settings.warehouses, since).await?, own_id);
    loop {
        let page = lines.next(run, BATCH).await?;
        if page.is_empty() {
            break;
        }
        forget_unsaid(run, settings, &page).await?;
        note_levels(run, settings, &page).await?;
    }
    hold_unread(run, lines.unread()).await?;
    let mut batch = Batch::new();
    if lines.is_whole() {
        cursor.advance(&mut batch);
    }
    run.commit_with_next(batch);
    Ok(!lines.unread().has_unnamed())
}

/// The product that an article of the WMS is of, by its product code.
pub(super) fn own_id(code: &str, _: &Tenant) -> Option<i32> {
    product_of_code(code).map(|id| id.0)
}

/// Products of ours whose level cannot be read in the WMS. It is asked for by the article's number until it can be read, and what
/// was known of it until then is not compared.
pub(super) async fn hold_unread(run: &Run<'_>, unread: &Unread) -> Result<(), RunError> {
    let ids: Vec<ProductId> = unread.ids().map(ProductId).collect();
    let articles = run.read_all::<ArticleRecord>(&ids).await?;
    let trusted = run.tenant.articles.is_none();
    let mut batch = Batch::new();
    let mut ours = Vec::new();
    for (id, article) in ids.into_iter().zip(articles) {
        if article.as_ref().is_some_and(|article| article.stock) {
            batch.mark::<ReplacedArticle>(&id);
        }
        if article.map_or(trusted, |article| article.stock) {
            ours.push(id.0);
        }
    }
    unread.hold_until_readable(run, &mut batch, &ours).await?;
    run.commit(batch).await
}

/// Forgets the levels of articles that have changed, and of which the WMS does not say how much there is, or whose product code it does not
/// say: what was known of them is over. They are asked for by their numbers; if articles are not ours to bring, no one can be asked for one, and
/// it is reported.
async fn forget_unsaid(run: &Run<'_>, settings: &Stock, lines: &[InventoryLine]) -> Result<(), RunError> {
    let articles = || lines.iter().filter_map(|line| Some((line.article.as_ref()?, line)));
    let unsaid_level = articles().filter(|(article, line)| {
        article.is_stock_article != Some(false) && stock_level(line, settings.basis).is_none()
    });
    let mut changed: Vec<(ProductId, &str)> = unsaid_level
        .filter_map(|(article, _)| {
            Some((product_of(article)?, article.article_number.as_deref().unwrap_or_default()))
        })
        .collect();
    let unsaid_code = articles().filter(|(article, _)| is_blank(article.product_code.as_deref()));
    let numbers: Vec<&str> =
        unsaid_code.filter_map(|(article, _)| article.article_number.as_deref()).collect();
    // Whose number it is not is an article of another system.
    let keys: Vec<String> = numbers.iter().map(|number| number_key(number)).collect();
    let owners = owners(run, keys.clone()).await?;
    changed.extend(keys.iter().zip(numbers).filter_map(|(key, number)| Some((*owners.get(key)?, number))));
    let ids: Vec<ProductId> = changed.iter().map(|(id, _)| *id).collect();
    let articles = run.read_all::<ArticleRecord>(&ids).await?;
    let mut batch = Batch::new();
    for ((id, number), article) in changed.into_iter().zip(articles) {
        batch.remove::<StockRecord>(&id);
        match article {
            Some(article) if article.stock => drop(batch.mark::<ReplacedArticle>(&id)),
            None if run.tenant.articles.is_none() => {
                let (what, remedy) = unsaid(number.trim());
                run.reason(id.to_string(), Some(Class::Transient), what, remedy);
            }
            _ => {}
        }
    }
    run.commit(batch).await
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// What is to be done with the level of one product.
enum Told {
    /// The hooks let it pass, as it is now.
    Level(Decimal),
    /// They do not. The level is kept as it was reported.
    Ruled(Decimal),
}

pub(super) async fn note_levels(
    run: &Run<'_>,
    settings: &Stock,
    lines: &[InventoryLine],
) -> Result<(), RunError> {
    let reported: Vec<(ProductId, Decimal)> = lines
        .iter()
        .filter_map(|line| {
            let article = line.article.as_ref()?;
            let id = product_of(article)?;
            let stock = article.is_stock_article != Some(false);
            Some((id, stock_level(line, settings.basis).filter(|_| stock)?))
        })
        .collect();
    let unprepared = ruled::prepare(run, &reported).await?.is_some();
    let told = |(id, level): (ProductId, Decimal)| {
        let mut passed = level;
        if unprepared {
            // It is held when the hooks are asked again.
            return (id, Told::Ruled(level));
        }
        match run.tenant.hooks.stock(id, &mut passed) {
            Decision::Accept => (id, Told::Level(passed)),
            Decision::Hold { .. } => (id, Told::Ruled(level)),
            Decision::Skip { why } => {
                run.reason(id.to_string(), None, format!("left alone: {why}"), "");
                (id, Told::Ruled(level))
            }
        }
    };
    let levels: Vec<(ProductId, Told)> = reported.into_iter().map(told).collect();
    let passed = levels.iter().filter(|(_, told)| matches!(told, Told::Level(_))).count();
    run.tally().skipped += (lines.len() - passed) as u64;
    let ids: Vec<ProductId> = levels.iter().map(|(id, _)| *id).collect();
    let articles = run.read_all::<ArticleRecord>(&ids).await?;
    let records = run.read_all::<StockRecord>(&ids).await?;
    let ruled = ruled::levels(run, &ids).await?;
    // An article that we did not create belongs to another system, whatever its product code says. If articles are not ours to
    // bring, the product code is all there is.
    let trusted = run.tenant.articles.is_none();
    let mut batch = Batch::new();
    let known = articles.into_iter().zip(records).zip(ruled);
    for ((id, told), ((article, record), ruled)) in levels.into_iter().zip(known) {
        let unbound = article.is_none() && !trusted;
        let level = match told {
            Told::Level(level) => level,
            Told::Ruled(level) => {
                batch.remove::<UnboundLevel>(&id);
                if ruled != Some(level) {
                    ruled::keep(&mut batch, id, level);
                }
                continue;
            }
        };
        if ruled.is_some() {
            ruled::let_go(run, &mut batch, id);
        }
        if unbound || article.is_some_and(|article| !article.stock) {
            run.tally().skipped += 1;
            if unbound {
                batch.set(&id, &UnboundLevel(level));
            }
            continue;
        }
        if ruled.is_none() && record.as_ref().is_some_and(|record| record.level == level) {
            run.tally().unchanged += 1;
            continue;
        }
        note(&mut batch, id, record, level);
    }
    run.commit(batch).await
}

/// Takes up the levels of articles that have become ours since they were reported.
pub(super) async fn bind(run: &Run<'_>) -> Result<(), RunError> {
    let mut pages = pin!(run.documents().pages(UnboundLevel::all(), BATCH));
    while let Some(page) = pages.try_next().await? {
        let ids: Vec<ProductId> = page.iter().map(|(id, _)| *id).collect();
        let articles = run.read_all::<ArticleRecord>(&ids).await?;
        let records = run.read_all::<StockRecord>(&ids).await?;
        let mut batch = Batch::new();
        for (((id, level), article), record) in page.into_iter().zip(articles).zip(records) {
            let Some(article) = article else { continue };
            // Where it cannot be read, the product is due all the same: its level is asked for.
            let level = run.sound(&id, level).await?;
            batch.remove::<UnboundLevel>(&id);
            if article.stock && record.is_none() {
                batch.mark::<DueStock>(&id);
                if let Some(UnboundLevel(level)) = level {
                    batch.set(&id, &StockRecord::new(level));
                }
            }
        }
        run.commit(batch).await?;
    }
    Ok(())
}
