//! Stock.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{ArticleClass, ArticleSystemId};

element! {
    /// The stock of one article, over all warehouses.
    ///
    /// Quantities are whole numbers in the 2017 contract; the live service sends decimals beside them.
    /// [`physical`](Self::physical) and [`sellable`](Self::sellable) take what is there.
    #[non_exhaustive]
    pub struct InventoryLine by article in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// Quantity booked by orders, as a whole number.
        "NumberOfBookedItems" number_of_booked_items: Option<i32>,
        /// Quantity in stock, as a whole number; never negative.
        "NumberOfItems" number_of_items: Option<i32>,
        /// Quantity locked.
        "NumberOfLockedItems" number_of_locked_items: Option<Decimal>,
        /// When goods last came in.
        "LastInDate" last_in_date: Option<XsDateTime>,
        /// Quantity announced on purchase orders.
        "ToReceiveNumberOfItems" to_receive_number_of_items: Option<Decimal>,
        /// Quantity set aside for orders and not yet picked.
        "AllocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Quantity that can still be promised; it may be negative. Newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/inventory).
        "SellableNumberOfItems" sellable_number_of_items: Option<Decimal>,
        /// Quantity in stock. Newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/get-inventory-by-query).
        "NumberOfItemsDecimal" number_of_items_decimal: Option<Decimal>,
        /// Quantity booked by orders. Newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/get-inventory-by-query).
        "NumberOfBookedItemsDecimal" number_of_booked_items_decimal: Option<Decimal>,
    }

    /// Which stock to read. Without a filter that of every article.
    ///
    /// The fields from `MaxArticlesToGet` on are newer than the 2017 contract
    /// (developer.ongoingwarehouse.com/get-inventory-by-query); a query that does not set them is valid by
    /// the old one.
    pub struct GetInventoryQuery in NAMESPACE {
        /// Of articles with one of these numbers.
        "ArticleNumbersToGet"/"string" article_numbers_to_get: Vec<String>,
        /// Of articles whose stock has changed since. The REST interface of the same system refuses a time
        /// more than 24 hours ago.
        "StockInfoChangedFrom" stock_info_changed_from: Option<XsDateTime>,
        /// Of articles of which there is less than their order point.
        "ArticlesBelowStockLimit" articles_below_stock_limit: Option<bool>,
        /// So many articles at most, by ascending system id: the size of a page.
        "MaxArticlesToGet" max_articles_to_get: Option<i32>,
        /// Of articles with this system id or a higher one: where a page begins.
        "ArticleSystemIdFrom" article_system_id_from: Option<ArticleSystemId>,
        /// Filters of a special kind.
        "SpecialFilters" special_filters: Option<InventorySpecialFilters>,
        /// Of articles with one of these product codes.
        "ProductCodesToGet"/"string" product_codes_to_get: Vec<String>,
        /// Of articles made since.
        "CreatedTimeFrom" created_time_from: Option<XsDateTime>,
        /// Of articles with one of these bar codes.
        "BarCodesToGet"/"string" bar_codes_to_get: Vec<String>,
    }

    /// Filters of a special kind. Newer than the 2017 contract
    /// (developer.ongoingwarehouse.com/get-inventory-by-query).
    pub struct InventorySpecialFilters in NAMESPACE {
        /// Only articles that are in stock.
        "OnlyArticlesInStock" only_articles_in_stock: Option<bool>,
    }
}

impl InventoryLine {
    /// The quantity in stock, with its fraction where the service sends one.
    pub fn physical(&self) -> Option<Decimal> {
        self.number_of_items_decimal.or_else(|| self.number_of_items.map(Decimal::from))
    }

    /// The quantity that can still be promised; it may be negative. Where the service does not send it, what is in
    /// stock less what is booked, as the vendor's own sample takes it.
    pub fn sellable(&self) -> Option<Decimal> {
        let booked =
            || self.number_of_booked_items_decimal.or_else(|| self.number_of_booked_items.map(Decimal::from));
        self.sellable_number_of_items.or_else(|| self.physical()?.checked_sub(booked()?))
    }
}

impl GetInventoryQuery {
    /// Stock that has changed since.
    pub fn changed_from(time: impl Into<XsDateTime>) -> Self {
        Self { stock_info_changed_from: Some(time.into()), ..Self::default() }
    }

    /// The same query, answered in pages of so many articles, one request each. A service that is as old as the 2017
    /// contract does not know pages, and answers with everything at once.
    #[must_use]
    pub fn paged(self, articles: i32) -> Self {
        Self { max_articles_to_get: Some(articles.max(1)), ..self }
    }
}
