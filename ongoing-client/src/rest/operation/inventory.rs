//! Stock: by item, by warehouse, on a past day; and how counting changed it.

use asmx_soap::XsDateTime;

use super::filters::filters;
use super::operations;
use crate::model::ArticleSystemId;
use crate::rest::model::{
    ArticleItemStatusModel, GetArticleInventoryPerWarehouseModel, GetArticleItemsModel,
    GetHistoricalInventoryModel, GetInventoryAdjustmentsLine,
    PatchInventoryAdjustmentArticlesReportedResponse, Wire,
};

filters! {
    /// Which items to read: those that all of the filters let through.
    pub struct ArticleItemsQuery {
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// With this id or a higher one: where the list begins.
        "articleSystemIdFrom" article_system_id_from: Option<ArticleSystemId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxArticlesToGet" max_articles_to_get: Option<i32>,
        /// With one of these numbers.
        "articleNumbers" article_numbers: Vec<String>,
        /// On one of these places.
        "locationNames" location_names: Vec<String>,
        /// In one of these statuses.
        "articleItemStatusCodes" article_item_status_codes: Vec<String>,
    }

    /// Of which articles to read the stock: those that all of the filters let through.
    pub struct InventoryPerWarehouseQuery {
        /// With this id or a higher one: where the list begins.
        "articleSystemIdFrom" article_system_id_from: Option<ArticleSystemId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxArticlesToGet" max_articles_to_get: Option<i32>,
        /// With one of these numbers.
        "articleNumbers" article_numbers: Vec<String>,
        /// In one of these warehouses.
        "warehouseIds" warehouse_ids: Vec<i32>,
        /// Only those of which something is in stock.
        "onlyArticlesInStock" only_articles_in_stock: Option<bool>,
        /// Whose stock changed then or later. At most 24 hours back: older times are refused.
        "stockInfoChangedFrom" stock_info_changed_from: Option<XsDateTime>,
    }

    /// Where a past stock is read.
    pub struct HistoricalInventoryQuery {
        /// Ongoing's id of the warehouse.
        "warehouseId" warehouse_id: Option<i32>,
    }

    /// Which adjustments to read: those that all of the filters let through.
    pub struct AdjustmentsQuery {
        /// Counted then or later.
        "from" from: Option<XsDateTime>,
        /// Counted then or earlier. `toTime` is its successor.
        "to" to: Option<XsDateTime>,
        /// Counted then or earlier.
        "toTime" to_time: Option<XsDateTime>,
        /// Only those that have, or have not, been set to reported.
        "isReported" is_reported: Option<bool>,
    }
}

operations! {
    /// `GET /articleItems`: stock item by item: batches, serial numbers, places.
    get "/articleItems" fn get_article_items
        owner ["goodsOwnerId"] filters [ArticleItemsQuery]
        => pages [GetArticleItemsModel; article_system_id_from "articleSystemIdFrom",
            max_articles_to_get "maxArticlesToGet",
            |Wire(article): &Wire<GetArticleItemsModel>| article.article_system_id.map(|id| id.0)];

    /// `GET /articleItems/statuses`: the statuses that items can have.
    get "/articleItems/statuses" fn get_article_item_statuses
        owner ["goodsOwnerId"] => one [ArticleItemStatusModel];

    /// `GET /articles/inventoryPerWarehouse`: stock by warehouse.
    get "/articles/inventoryPerWarehouse" fn get_inventory_per_warehouse
        owner ["goodsOwnerId"] filters [InventoryPerWarehouseQuery]
        => pages [GetArticleInventoryPerWarehouseModel; article_system_id_from "articleSystemIdFrom",
            max_articles_to_get "maxArticlesToGet",
            |Wire(article): &Wire<GetArticleInventoryPerWarehouseModel>| article.article_system_id.map(|id| id.0)];

    /// `GET /articles/historicalInventory`: the stock of a past day.
    get "/articles/historicalInventory" fn get_historical_inventory
        owner ["goodsOwnerId"] value ["stockDate" stock_date: XsDateTime] filters [HistoricalInventoryQuery]
        => list [GetHistoricalInventoryModel];

    /// `GET /inventoryAdjustments`: how counting changed the stock, by article. The service has no pages for it: bound it by
    /// time.
    get "/inventoryAdjustments" fn get_inventory_adjustments
        owner ["goodsOwnerId"] filters [AdjustmentsQuery] => list [GetInventoryAdjustmentsLine];

    /// `GET /inventoryAdjustments/{inventoryId}`: what one stock-taking changed.
    get "/inventoryAdjustments/{inventoryId}" fn get_inventory_adjustment
        path [inventory_id: i32] => one [GetInventoryAdjustmentsLine];

    /// `PATCH /inventoryAdjustments/{inventoryId}/articles/{articleSystemId}/setReported`: says that what a stock-taking
    /// changed for an article has been dealt with.
    patch "/inventoryAdjustments/{inventoryId}/articles/{articleSystemId}/setReported"
        fn patch_inventory_adjustment_reported
        path [inventory_id: i32, article_system_id: ArticleSystemId]
        => one [PatchInventoryAdjustmentArticlesReportedResponse];
}
