//! Transfers between warehouses.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::ArticleItemClassInfo;

element! {
    /// Which transfers to read: those that all of the filters let through.
    pub struct WarehouseTransferOrderFilters in NAMESPACE {
        /// Only those that have, or have not, arrived.
        "IsDelivered" is_delivered: Option<bool>,
        /// From this warehouse.
        "FromWarehouseId" from_warehouse_id: Option<i32>,
        /// To this warehouse.
        "ToWarehouseId" to_warehouse_id: Option<i32>,
        /// Status this or higher.
        "OrderStatusFrom" order_status_from: Option<i32>,
        /// Status this or lower.
        "OrderStatusTo" order_status_to: Option<i32>,
        /// Changed then or later.
        "LastUpdatedFrom" last_updated_from: Option<XsDateTime>,
        /// Changed then or earlier.
        "LastUpdatedTo" last_updated_to: Option<XsDateTime>,
        /// With one of these order numbers.
        "WarehouseTransferOrderNumbersToGet"/"string" warehouse_transfer_order_numbers_to_get: Vec<String>,
        /// With one of these of Ongoing's ids.
        "WarehouseTransferOrderIdsToGet"/"int" warehouse_transfer_order_ids_to_get: Vec<i32>,
        /// With this reference number.
        "ReferenceNumber" reference_number: Option<String>,
    }

    /// A transfer of goods between two warehouses of the same system.
    #[non_exhaustive]
    pub struct WarehouseTransferOrderInfo in NAMESPACE {
        /// The head.
        "Header" header: Option<WarehouseTransferOrderInfoHeader>,
        /// The lines.
        "OrderLines"/"WarehouseTransferOrderLineInfo" order_lines: Vec<WarehouseTransferOrderLineInfo>,
    }

    /// The head of a transfer.
    #[non_exhaustive]
    pub struct WarehouseTransferOrderInfoHeader in NAMESPACE {
        /// Code of the warehouse that the goods leave.
        "FromWarehouseCode" from_warehouse_code: Option<String>,
        /// Code of the warehouse that they go to.
        "ToWarehouseCode" to_warehouse_code: Option<String>,
        /// Code of the warehouse that holds them on the way.
        "TransitWarehouseCode" transit_warehouse_code: Option<String>,
        /// A comment.
        "OrderComment" order_comment: Option<String>,
        /// Order number.
        "OrderNumber" order_number: Option<String>,
    }

    /// An article that is moved.
    #[non_exhaustive]
    pub struct WarehouseTransferOrderLineInfo in NAMESPACE {
        /// The article.
        "Article" article: Option<WarehouseTransferOrderLineArticleInfo>,
        /// Number of the line.
        "LineNumber" line_number: Option<String>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Code of the status that the goods get.
        "NewArticleItemStatusCode" new_article_item_status_code: Option<String>,
        /// Name of the status that the goods get.
        "NewArticleItemStatusName" new_article_item_status_name: Option<String>,
        /// The single items, where they are known beforehand.
        "Items"/"TransferArticleItemInfo" items: Vec<TransferArticleItemInfo>,
    }

    /// The article of a transfer's line.
    #[non_exhaustive]
    pub struct WarehouseTransferOrderLineArticleInfo in NAMESPACE {
        /// Name of the article.
        "ArticleName" article_name: Option<String>,
        /// Number of the article.
        "ArticleNumber" article_number: Option<String>,
    }

    /// Items that are moved.
    #[non_exhaustive]
    pub struct TransferArticleItemInfo in NAMESPACE {
        /// Whether it has arrived.
        "IsDelivered" is_delivered: Option<bool>,
        /// Whether it was picked.
        "IsPicked" is_picked: Option<bool>,
        /// Whether it is on the way.
        "IsTransfer" is_transfer: Option<bool>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// Batch.
        "BatchNo" batch_no: Option<String>,
        /// Code of the status.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
        /// Name of the status.
        "ArticleItemStatusName" article_item_status_name: Option<String>,
        /// Its classes. (A repeated element without a wrapper.)
        "ArticleItemClass" article_item_class: Vec<ArticleItemClassInfo>,
    }
}
