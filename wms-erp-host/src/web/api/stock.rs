//! The journal of stock.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::RecordId;

use super::json;
use crate::web::call::{Answer, Call, Failure};
use crate::web::stock::query;

pub(crate) async fn stock_journal(call: Call) -> Answer {
    let served = call.tenant()?;
    // A form of the page sends days that were left empty; a program that does has lost what it meant.
    if let Some((name, _)) =
        call.query.iter().find(|(name, text)| ["since", "until"].contains(&name.as_str()) && text.is_empty())
    {
        return Err(Failure::Bad(format!("{name} must be a day such as 2026-12-24").into()));
    }
    let journal = call.app.operations.stock_journal(served.name(), query(&call, served)?).await?;
    json(StatusCode::OK, &StockJournal::from(&journal))
}

/// What changed the stock of one article or of all of them, in a period.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StockJournal {
    #[schema(format = "date-time")]
    pub(super) since: String,
    #[schema(format = "date-time")]
    pub(super) until: String,
    /// The article that was asked for.
    pub(super) article: Option<ArticleNow>,
    /// The earliest first. What has no time comes last.
    pub(super) entries: Vec<JournalEntry>,
    /// Records of the WMS that could not be read: what they say is missing.
    pub(super) unreadable: u64,
}

/// The stock of one article now; null where a side has none.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleNow {
    /// Its product's id in the ERP.
    #[schema(value_type = i32)]
    pub(super) product: RecordId,
    pub(super) number: String,
    pub(super) erp: Option<String>,
    pub(super) wms: Option<String>,
}

/// One change of stock.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JournalEntry {
    /// Null where the WMS does not say.
    #[schema(format = "date-time")]
    pub(super) at: Option<String>,
    /// `adjusted`, `received`, `returned`, `shipped` in the WMS, or `written_to_erp`.
    pub(super) kind: &'static str,
    #[schema(value_type = Option<i32>)]
    pub(super) product: Option<RecordId>,
    pub(super) number: Option<String>,
    /// By how much, with its sign.
    pub(super) change: Option<String>,
    /// What was written to the ERP.
    pub(super) stock: Option<String>,
    /// The order, purchase order, return order or stock-taking.
    pub(super) reference: Option<String>,
    /// Why, in the warehouse's words.
    pub(super) cause: Option<String>,
    pub(super) comment: Option<String>,
    /// Of a return: whether the goods were taken out of the stock again.
    pub(super) removed_again: Option<bool>,
}

impl From<&wms_erp_sync::StockJournal> for StockJournal {
    fn from(journal: &wms_erp_sync::StockJournal) -> Self {
        Self {
            since: time(journal.since),
            until: time(journal.until),
            article: journal.article.as_ref().map(|article| ArticleNow {
                product: article.product.clone(),
                number: article.number.clone(),
                erp: article.erp.map(quantity),
                wms: article.wms.map(quantity),
            }),
            entries: journal.entries.iter().map(JournalEntry::from).collect(),
            unreadable: journal.unreadable,
        }
    }
}

impl From<&wms_erp_sync::JournalEntry> for JournalEntry {
    fn from(entry: &wms_erp_sync::JournalEntry) -> Self {
        Self {
            at: entry.at.map(time),
            kind: entry.kind.as_str(),
            product: entry.product.clone(),
            number: entry.number.clone(),
            change: entry.change.map(quantity),
            stock: entry.stock.map(quantity),
            reference: entry.reference.clone(),
            cause: entry.cause.clone(),
            comment: entry.comment.clone(),
            removed_again: entry.removed_again,
        }
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339()
}

fn quantity(quantity: Decimal) -> String {
    quantity.normalize().to_string()
}
