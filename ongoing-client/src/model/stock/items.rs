//! Stock item by item: batches, serial numbers, places.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::ArticleClass;

element! {
    /// Which items to read.
    pub struct InventoryItemsQuery in NAMESPACE {
        /// Whether articles without stock are listed too. Always written.
        "GetZeroStockArticles" get_zero_stock_articles: bool,
        /// Only items with one of these serial numbers.
        "FilterBySerial"/"string" filter_by_serial: Vec<String>,
    }

    /// The items of one article.
    #[non_exhaustive]
    pub struct InventoryItemLine in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// Its items.
        "InventoryItems"/"InventoryItem" inventory_items: Vec<InventoryItem>,
    }

    /// A quantity of an article that has the same batch, expiry date and place.
    #[non_exhaustive]
    pub struct InventoryItem in NAMESPACE {
        /// Batch.
        "Batch" batch: Option<String>,
        /// Expiry date.
        "ExpiryDate" expiry_date: Option<XsDateTime>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Code of its status.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
        /// Name of its status.
        "ArticleItemStatusName" article_item_status_name: Option<String>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// A comment.
        "ArticleItemComment" article_item_comment: Option<String>,
        /// Place in the warehouse.
        "Location" location: Option<String>,
    }
}

impl InventoryItemsQuery {
    /// The items of articles that are in stock.
    pub fn in_stock() -> Self {
        Self::default()
    }

    /// The items of all articles, also of those that have none.
    pub fn all() -> Self {
        Self { get_zero_stock_articles: true, ..Self::default() }
    }
}
