//! Stock by warehouse.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::ArticleClass;

element! {
    /// Of which articles. Without a filter of every article.
    pub struct GetInventoryPerWarehouseQuery in NAMESPACE {
        /// With one of these numbers.
        "ArticleNumbersToGet"/"string" article_numbers_to_get: Vec<String>,
        /// In one of these groups.
        "ArticleGroupCodesToGet"/"string" article_group_codes_to_get: Vec<String>,
    }

    /// The stock by warehouse, or why it is not given. It comes as one answer, not as a stream: beside the
    /// list it says whether it is one.
    #[non_exhaustive]
    pub struct GetInventoryPerWarehouseResult in NAMESPACE {
        /// Whether it was read.
        "Success" success: Option<bool>,
        /// One for each article.
        "PerWarehouseArticleLines"/"PerWarehouseArticleLine" per_warehouse_article_lines: Vec<PerWarehouseArticleLine>,
        /// What went wrong.
        "GetInventoryPerWarehouseErrors"/"GetInventoryPerWarehouseError" get_inventory_per_warehouse_errors: Vec<GetInventoryPerWarehouseError>,
    }

    /// The stock of one article.
    #[non_exhaustive]
    pub struct PerWarehouseArticleLine in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// Quantity locked, over all warehouses.
        "NumberOfLockedItems" number_of_locked_items: Option<Decimal>,
        /// Quantity in stock, over all warehouses.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Quantity booked by orders, over all warehouses.
        "NumberOfBookedItems" number_of_booked_items: Option<Decimal>,
        /// One for each warehouse.
        "PerWarehouseStockLines"/"PerWarehouseStockLine" per_warehouse_stock_lines: Vec<PerWarehouseStockLine>,
    }

    /// The stock of an article in one warehouse.
    #[non_exhaustive]
    pub struct PerWarehouseStockLine in NAMESPACE {
        /// Id of the warehouse.
        "WarehouseId" warehouse_id: Option<i32>,
        /// Code of the warehouse.
        "WarehouseCode" warehouse_code: Option<String>,
        /// Quantity locked.
        "NumberOfLockedItems" number_of_locked_items: Option<Decimal>,
        /// Quantity in stock.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Quantity booked by orders.
        "NumberOfBookedItems" number_of_booked_items: Option<Decimal>,
    }

    /// Why the stock was not read.
    #[non_exhaustive]
    pub struct GetInventoryPerWarehouseError in NAMESPACE {
        /// A text for people.
        "Message" message: Option<String>,
        /// What sort of error.
        "ErrorType" error_type: Option<GetInventoryPerWarehouseErrorTypes>,
    }
}

enumeration! {
    /// What sort of error kept the stock from being read.
    pub enum GetInventoryPerWarehouseErrorTypes = LogonError {
        /// User, password or goods owner are wrong.
        LogonError,
        /// Anything else.
        UnknownError,
    }
}

impl GetInventoryPerWarehouseQuery {
    /// Of the articles with these numbers.
    pub fn by_article_numbers(numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let article_numbers_to_get = numbers.into_iter().map(Into::into).collect();
        Self { article_numbers_to_get, ..Self::default() }
    }
}
