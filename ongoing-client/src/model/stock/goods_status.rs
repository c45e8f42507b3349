//! Stock by the status of the goods.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::ArticleClass;

element! {
    /// Of which articles, and which goods count.
    pub struct GoodsStatusInventoryQuery in NAMESPACE {
        /// With one of these numbers.
        "ArticleNumbersToGet"/"string" article_numbers_to_get: Vec<String>,
        /// In one of these groups.
        "ArticleGroupCodesToGet"/"string" article_group_codes_to_get: Vec<String>,
        /// Whose data changed then or later.
        "ArticleUpdatedFrom" article_updated_from: Option<XsDateTime>,
        /// Whose data changed then or earlier.
        "ArticleUpdatedTo" article_updated_to: Option<XsDateTime>,
        /// Which goods count. Always written.
        "GoodsStatusInventoryType" goods_status_inventory_type: GoodsStatusInventoryType,
    }

    /// The stock of one article.
    #[non_exhaustive]
    pub struct GoodsStatusInventoryLine in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// Quantity booked by orders.
        "NumberOfBookedItems" number_of_booked_items: Option<Decimal>,
        /// Quantity that counts.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Part of it that is locked.
        "LockedNumberOfItems" locked_number_of_items: Option<Decimal>,
        /// Quantity in the warehouse.
        "WarehouseNumberOfItems" warehouse_number_of_items: Option<Decimal>,
        /// Part of it that is locked.
        "LockedWarehouseNumberOfItems" locked_warehouse_number_of_items: Option<Decimal>,
        /// One for each status.
        "GoodsStatusInventoryRows"/"GoodsStatusInventoryRow" goods_status_inventory_rows: Vec<GoodsStatusInventoryRow>,
    }

    /// The stock of an article in one status.
    #[non_exhaustive]
    pub struct GoodsStatusInventoryRow in NAMESPACE {
        /// Name of the status.
        "GoodsStatusName" goods_status_name: Option<String>,
        /// Code of the status.
        "GoodsStatusCode" goods_status_code: Option<String>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Part of it that is locked.
        "LockedNumberOfItems" locked_number_of_items: Option<Decimal>,
    }
}

enumeration! {
    /// Which goods count.
    pub enum GoodsStatusInventoryType = UnPickedGoods {
        /// What has not been picked.
        UnPickedGoods,
        /// What lies in the warehouse, picked or not.
        GoodsInWarehouse,
    }
}
