//! Model: inventory.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `InventoryLine`.
    #[non_exhaustive]
    pub struct InventoryLine in NAMESPACE {
        /// Article.
        "Article" article: Option<ArticleClass>,
        /// Number of booked items.
        "NumberOfBookedItems" number_of_booked_items: Option<i32>,
        /// Number of items.
        "NumberOfItems" number_of_items: Option<i32>,
        /// Number of locked items.
        "NumberOfLockedItems" number_of_locked_items: Option<Decimal>,
        /// Last in date.
        "LastInDate" last_in_date: Option<XsDateTime>,
        /// To receive number of items.
        "ToReceiveNumberOfItems" to_receive_number_of_items: Option<Decimal>,
        /// Allocated number of items.
        "AllocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
    }

    /// `GetInventoryQuery`.
    pub struct GetInventoryQuery in NAMESPACE {
        /// Article numbers to get.
        "ArticleNumbersToGet"/"string" article_numbers_to_get: Vec<String>,
        /// Stock info changed from.
        "StockInfoChangedFrom" stock_info_changed_from: Option<XsDateTime>,
        /// Articles below stock limit.
        "ArticlesBelowStockLimit" articles_below_stock_limit: Option<bool>,
    }
}
