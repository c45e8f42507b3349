//! An order was refused: what it rests on, and we believe the WMS to have, is checked by reading, and made again.
//!
//! Customers and ways of delivery travel inside every order and are found or created by it, so that only articles are
//! believed to be there. A service says why it refuses in words that are localised and undocumented; they are not read.

use twentyfour_client::types::{InvoiceOrder, OrderId, ProductId};
use wms_erp_mapping::{ArticleIdentification, number_key, order_articles};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{ArticleRecord, AskedFor, Class, Held};
use crate::port::{ArticleQuery, PortError};
use crate::process::article_writer::ArticleOutcome;
use crate::process::{article_delivery, collect_known};
use crate::tenant::Orders;

/// What came of it.
pub(super) enum Mended {
    /// The WMS has everything: the refusal stands.
    Nothing,
    /// Articles were made again, so the order may be taken now.
    Again(String),
    /// An article is missing, and cannot be made.
    Held(HoldReason),
}

/// Checks the articles of a refused order, once for each attempt. Whether an article is active no transport tells, so the
/// articles of an order are written again even if they are there: where it is refused for the first time or with other words
/// than before, since an article may have been deactivated while the order was held for something else, and where a person
/// asked for the attempt.
pub(super) async fn mend_articles(
    run: &Run<'_>,
    settings: &Orders,
    order: &InvoiceOrder,
    refusal: &PortError,
) -> Result<Mended, RunError> {
    let id = order.order_id.unwrap_or_default();
    let products = order_articles(order, &settings.mapping);
    let records = run.read_all::<ArticleRecord>(&products).await?;
    let known: Vec<(ProductId, ArticleRecord)> =
        products.into_iter().zip(records).filter_map(|(id, record)| Some((id, record?))).collect();
    if known.is_empty() {
        return Ok(Mended::Nothing);
    }
    let lost = lost(run, settings, &known).await?;
    let held = run.read::<Held>(&run.held_key(id)).await?;
    let again = match lost.is_empty() {
        false => lost.clone(),
        true if held.is_some_and(|held| is_as_before(&held, refusal)) && !is_asked_for(run, id).await? => {
            return Ok(Mended::Nothing);
        }
        true => known.iter().map(|(id, _)| *id).collect(),
    };
    let fates = match article_delivery::make_again(run, &again).await {
        Ok(fates) => fates,
        Err(RunError::Busy { .. }) => {
            let what = "articles are being written by another engine";
            return Ok(Mended::Held(HoldReason::new(Class::Waiting, what, "")));
        }
        Err(error) => return Err(error),
    };
    let missing = lost.iter().find_map(|id| {
        let fate = fates.iter().find(|(product, _)| product == id).map(|(_, fate)| fate);
        match fate {
            None => Some((*id, "the ERP does not know it".to_owned(), String::new())),
            Some(ArticleOutcome::Held(obstacle)) => {
                Some((*id, obstacle.what.clone(), obstacle.remedy.clone()))
            }
            Some(_) => None,
        }
    });
    if let Some((id, why, remedy)) = missing {
        let what = format!(
            "the article of product {id} is no longer in the WMS, and cannot be created again: \
                {why}"
        );
        let remedy = match remedy.is_empty() {
            true => format!("restore product {id} in the ERP, or remove it from the order"),
            false => remedy,
        };
        return Ok(Mended::Held(HoldReason::new(Class::Waiting, what, remedy)));
    }
    let made =
        fates.iter().filter(|(_, fate)| matches!(fate, ArticleOutcome::Written | ArticleOutcome::Remapped));
    let made: Vec<String> = made.map(|(id, _)| id.to_string()).collect();
    Ok(match (made.is_empty(), lost.is_empty()) {
        (true, _) => Mended::Nothing,
        (false, true) => {
            Mended::Again(format!("refused first; the articles of {} were written again", made.join(", ")))
        }
        (false, false) => {
            Mended::Again(format!("articles were no longer in the WMS; created again: {}", made.join(", ")))
        }
    })
}

/// Whether the order was refused with these very words before; of a refused change more is said before and behind them.
fn is_as_before(held: &Held, refusal: &PortError) -> bool {
    held.class == Class::Rejected && held.what.contains(&refusal.full_message())
}

async fn is_asked_for(run: &Run<'_>, id: OrderId) -> Result<bool, RunError> {
    Ok(run.asked(AskedFor::Retry).await?.includes(&id.to_string()))
}

/// The products whose articles the WMS does not find by what order lines name them with.
async fn lost(
    run: &Run<'_>,
    settings: &Orders,
    known: &[(ProductId, ArticleRecord)],
) -> Result<Vec<ProductId>, RunError> {
    let by_code = settings.mapping.article_identification == ArticleIdentification::ProductCode;
    let query = match by_code {
        true => ArticleQuery::ProductCodes(known.iter().map(|(id, _)| id.to_string()).collect()),
        false => ArticleQuery::Numbers(known.iter().map(|(_, record)| record.number.clone()).collect()),
    };
    let (lines, unread) = collect_known(run, run.wms.articles(query).await?).await?;
    let stored: Vec<_> = lines.into_iter().filter_map(|line| line.article).collect();
    let is_there = |id: ProductId, record: &ArticleRecord| {
        stored.iter().any(|article| match by_code {
            true => article.product_code.as_deref().map(str::trim) == Some(&id.to_string()),
            false => article.article_number.as_deref().map(number_key) == Some(number_key(&record.number)),
        })
    };
    // What seems to be lost may be what could not be read.
    let is_lost =
        |(id, record): &&(ProductId, ArticleRecord)| !is_there(*id, record) && unread.may_be(id).is_none();
    Ok(known.iter().filter(is_lost).map(|(id, _)| *id).collect())
}
