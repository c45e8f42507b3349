//! Stock: by item, by warehouse, on a past day; and how counting changed it.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{ArticleSystemId, InOrderId, InOrderLineId};
use crate::rest::model::{CodeName, GoodsOwnerModel, IdCodeName, LineArticleModel, NumberedStatus};

record! {
    /// The statuses that items can have.
    #[non_exhaustive]
    pub struct ArticleItemStatusModel {
        /// The statuses.
        "articleItemStatuses" article_item_statuses: Vec<GetArticleItemStatusModel>,
    }

    /// A status that items can have.
    #[non_exhaustive]
    pub struct GetArticleItemStatusModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// Whether it may not be picked.
        "isLocked" is_locked: Option<bool>,
        /// Whether it may not be sold.
        "isLockedForSale" is_locked_for_sale: Option<bool>,
    }

    /// The stock of an article by warehouse.
    #[non_exhaustive]
    pub struct GetArticleInventoryPerWarehouseModel {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// One for each warehouse.
        "inventoryPerWarehouse" inventory_per_warehouse: Vec<GetArticleInventoryPerWarehouseInfo>,
    }

    /// The stock of an article in one warehouse.
    #[non_exhaustive]
    pub struct GetArticleInventoryPerWarehouseInfo {
        /// Ongoing's id of the warehouse.
        "warehouseId" warehouse_id: Option<i32>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Quantity locked.
        "numberOfLockedItems" number_of_locked_items: Option<Decimal>,
        /// Quantity that can be sold.
        "sellableNumberOfItems" sellable_number_of_items: Option<Decimal>,
        /// Quantity that can be sold, by the warehouse's own reckoning.
        "availableForSaleNumberOfItems" available_for_sale_number_of_items: Option<Decimal>,
        /// What was picked, returned or received and not reported.
        "reported" reported: Option<ReportedInventoryModel>,
        /// Quantity set aside for picking.
        "allocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
    }

    /// What was picked, returned or received and not reported.
    #[non_exhaustive]
    pub struct ReportedInventoryModel(
        "GetArticleInventoryInfoReported",
        "GetArticleInventoryPerWarehouseInfoReported"
    ) {
        /// Quantity picked that was not reported.
        "pickedToBeReportedNumberOfItems" picked_to_be_reported_number_of_items: Option<Decimal>,
        /// Quantity returned that was not reported.
        "returnedToBeReportedNumberOfItems" returned_to_be_reported_number_of_items: Option<Decimal>,
        /// Quantity received that was not reported.
        "receivedToBeReportedNumberOfItems" received_to_be_reported_number_of_items: Option<Decimal>,
    }

    /// The items of an article.
    #[non_exhaustive]
    pub struct GetArticleItemsModel {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// The items.
        "items" items: Vec<GetArticleItemInfo>,
        /// Whose goods.
        "goodsOwner" goods_owner: Option<GoodsOwnerModel>,
    }

    /// A quantity of an article that has the same batch, expiry date and place.
    #[non_exhaustive]
    pub struct GetArticleItemInfo {
        /// Batch.
        "batch" batch: Option<String>,
        /// Number of the container.
        "container" container: Option<String>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// Whether it may not be picked.
        "isLocked" is_locked: Option<bool>,
        /// Whether it may not be sold.
        "isLockedForSale" is_locked_for_sale: Option<bool>,
        /// Place in the warehouse.
        "location" location: Option<String>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// Status.
        "status" status: Option<CodeName>,
        /// A comment.
        "comment" comment: Option<String>,
        /// The warehouse.
        "warehouse" warehouse: Option<IdCodeName>,
        /// When it arrived.
        "inDate" in_date: Option<XsDateTime>,
        /// Ongoing's id of the item in stock.
        "articleItemId" article_item_id: Option<i32>,
        /// The purchase order.
        "purchaseOrderInfo" purchase_order_info: Option<GetArticleItemInfoPurchaseOrderInfo>,
        /// Why it may not be picked or sold.
        "lockCauses" lock_causes: Option<GetArticleItemInfoLockCauses>,
    }

    /// The purchase order that an item came with.
    #[non_exhaustive]
    pub struct GetArticleItemInfoPurchaseOrderInfo {
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
        /// Number of the purchase order, unique for a goods owner. The usual key.
        "purchaseOrderNumber" purchase_order_number: Option<String>,
        /// Ongoing's id of the purchase order's line.
        "purchaseOrderLineId" purchase_order_line_id: Option<InOrderLineId>,
        /// Status.
        "purchaseOrderStatus" purchase_order_status: Option<NumberedStatus>,
    }

    /// Why an item may not be picked or sold.
    #[non_exhaustive]
    pub struct GetArticleItemInfoLockCauses {
        /// Whether an order keeps it.
        "byAllocation" by_allocation: Option<bool>,
        /// Whether a stock-taking keeps it.
        "byInventory" by_inventory: Option<bool>,
        /// Whether it was locked itself.
        "byItemLock" by_item_lock: Option<bool>,
        /// Whether its place is locked.
        "byLocation" by_location: Option<bool>,
        /// Whether its status locks it.
        "byStatus" by_status: Option<bool>,
        /// Whether a transfer to another warehouse keeps it.
        "byWarehouseTransferOrder" by_warehouse_transfer_order: Option<bool>,
    }

    /// The stock of a past day.
    #[non_exhaustive]
    pub struct GetHistoricalInventoryModel {
        /// The articles.
        "articles" articles: Vec<GetHistoricalInventoryArticleModel>,
    }

    /// The stock of an article on a past day.
    #[non_exhaustive]
    pub struct GetHistoricalInventoryArticleModel {
        /// What was in stock, item by item.
        "articleItems" article_items: Vec<GetHistoricalInventoryArticleItemModel>,
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// Name of the article.
        "articleName" article_name: Option<String>,
        /// Product code.
        "productCode" product_code: Option<String>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
    }

    /// An item that was in stock on a past day.
    #[non_exhaustive]
    pub struct GetHistoricalInventoryArticleItemModel {
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Batch.
        "batch" batch: Option<String>,
        /// With this serial number.
        "serial" serial: Option<String>,
    }

    /// What counting changed for one article.
    #[non_exhaustive]
    pub struct GetInventoryAdjustmentsLine {
        /// The article.
        "article" article: Option<LineArticleModel>,
        /// The single changes.
        "inventoryAdjustments" inventory_adjustments: Vec<GetInventoryAdjustment>,
    }

    /// One change of a balance, found by counting or entered by hand.
    #[non_exhaustive]
    pub struct GetInventoryAdjustment {
        /// Ongoing's id of the stock-taking.
        "inventoryId" inventory_id: Option<i32>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// When it was counted.
        "inventoryTime" inventory_time: Option<XsDateTime>,
        /// Comment on the item in stock.
        "articleItemComment" article_item_comment: Option<String>,
        /// Comment on the counting.
        "inventoryItemComment" inventory_item_comment: Option<String>,
        /// The cause.
        "inventoryAdjustmentCause" inventory_adjustment_cause: Option<CodeName>,
        /// Place in the warehouse.
        "location" location: Option<String>,
        /// Batch.
        "batchNumber" batch_number: Option<String>,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// Status of the item in stock.
        "articleItemStatus" article_item_status: Option<CodeName>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// The warehouse.
        "warehouse" warehouse: Option<IdCodeName>,
    }

    /// Which items are marked as dealt with.
    #[non_exhaustive]
    pub struct PatchInventoryAdjustmentArticlesReportedResponse {
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
        /// The items.
        "items" items: Vec<PatchInventoryAdjustmentArticlesReportedItems>,
    }

    /// An item that is marked as dealt with.
    #[non_exhaustive]
    pub struct PatchInventoryAdjustmentArticlesReportedItems {
        /// Ongoing's id of the counted item.
        "inventoryArticleItemId" inventory_article_item_id: Option<i32>,
        /// Ongoing's id of the item in stock.
        "articleItemId" article_item_id: Option<i32>,
    }
}
