//! Changes of stock that were found by counting.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{ArticleClass, ArticleSystemId};

element! {
    /// Which stock-takings to read.
    ///
    /// The fields from `ToTime` on are newer than the 2017 contract
    /// (developer.ongoingwarehouse.com/get-inventory-changes); a query that does not set them is valid by the old one.
    pub struct InventoryChangesQuery in NAMESPACE {
        /// Counted then or later.
        "FromDate" from_date: Option<XsDateTime>,
        /// Counted then or earlier. The vendor calls it obsolete: `ToTime` is its successor.
        "ToDate" to_date: Option<XsDateTime>,
        /// This one only.
        "InventoryId" inventory_id: Option<i32>,
        /// Only those that have not been reported.
        "UnReported" un_reported: Option<bool>,
        /// Counted then or earlier.
        "ToTime" to_time: Option<XsDateTime>,
        /// In this warehouse.
        "WarehouseId" warehouse_id: Option<i32>,
        /// Exported then or later.
        "ExportTimeFrom" export_time_from: Option<XsDateTime>,
        /// So many articles at most, by ascending id: the size of a page.
        "MaxArticlesToGet" max_articles_to_get: Option<i32>,
        /// Of articles with this id or a higher one: where a page begins.
        "ArticleDefIdFrom" article_def_id_from: Option<ArticleSystemId>,
    }

    /// What counting changed for one article.
    #[non_exhaustive]
    pub struct InventoryChangeLine in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// By how much in all, with its sign.
        "InventoryChangesNumberOfItems" inventory_changes_number_of_items: Option<Decimal>,
        /// The single changes.
        "InventoryTransactions"/"InventoryTransaction" inventory_transactions: Vec<InventoryTransaction>,
    }

    /// One change of stock.
    #[non_exhaustive]
    pub struct InventoryTransaction in NAMESPACE {
        /// By how much, with its sign.
        "InventoryChangesNumberOfItems" inventory_changes_number_of_items: Option<Decimal>,
        /// When.
        "InventoryTime" inventory_time: Option<XsDateTime>,
        /// Id of the stock-taking.
        "InventoryId" inventory_id: Option<i32>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// A comment on the item.
        "InventoryItemComment" inventory_item_comment: Option<String>,
        /// Place in the warehouse.
        "Location" location: Option<String>,
        /// Whether that place is locked.
        "LocationIsLocked" location_is_locked: Option<bool>,
        /// Code of the cause.
        "InventoryAdjustmentCauseCode" inventory_adjustment_cause_code: Option<String>,
        /// Name of the cause.
        "InventoryAdjustmentCauseName" inventory_adjustment_cause_name: Option<String>,
        /// Batch.
        "Batch" batch: Option<String>,
        /// Code of the status of the item.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
        /// Name of the status of the item.
        "ArticleItemStatusName" article_item_status_name: Option<String>,
    }
}

impl InventoryChangesQuery {
    /// What was counted since.
    pub fn since(time: impl Into<XsDateTime>) -> Self {
        Self { from_date: Some(time.into()), ..Self::default() }
    }

    /// The same query, answered in pages of so many articles, one request each. A service that is as old as the 2017
    /// contract does not know pages, and answers with everything at once.
    #[must_use]
    pub fn paged(self, articles: i32) -> Self {
        Self { max_articles_to_get: Some(articles.max(1)), ..self }
    }
}
