//! Return orders.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{ArticleSystemId, OrderId, OrderLineId, ReturnOrderId, ReturnOrderLineId};
use crate::rest::model::{CodeName, IdCodeName, NumberedStatus, TrackingModel, WholeList};

record! {
    /// The causes that returns can have.
    #[non_exhaustive]
    pub struct GetReturnCausesModel {
        /// The causes.
        "returnCauses" return_causes: Vec<GetReturnCauseModel>,
    }

    /// A cause that returns can have.
    #[non_exhaustive]
    pub struct GetReturnCauseModel {
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// Whether the goods are thrown away.
        "isRemoveCause" is_remove_cause: Option<bool>,
        /// Whether the customer gets another article instead.
        "isChangeCause" is_change_cause: Option<bool>,
        /// Whether a comment must be given with it.
        "isReturnCommentMandatory" is_return_comment_mandatory: Option<bool>,
        /// Ongoing's id.
        "id" id: Option<i32>,
    }

    /// A return order, as it is read, with what came back.
    #[non_exhaustive]
    pub struct GetReturnOrderModel {
        /// The head.
        "returnOrderInfo" return_order_info: Option<GetReturnOrderModelReturnOrderInfo>,
        /// The sales order.
        "customerOrderInfo" customer_order_info: Option<GetReturnOrderModelCustomerOrderInfo>,
        /// The lines.
        "returnOrderLines" return_order_lines: Vec<GetReturnOrderLine>,
    }

    /// The head of a return order, as it is read.
    #[non_exhaustive]
    pub struct GetReturnOrderModelReturnOrderInfo {
        /// Ongoing's id of the return order.
        "returnOrderId" return_order_id: Option<ReturnOrderId>,
        /// Number of the return order.
        "returnOrderNumber" return_order_number: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
        /// When the goods are expected.
        "inDate" in_date: Option<XsDateTime>,
        /// Status.
        "returnOrderStatus" return_order_status: Option<NumberedStatus>,
        /// The warehouse.
        "warehouse" warehouse: Option<IdCodeName>,
        /// An instruction for the staff.
        "returnOrderHandlingComment" return_order_handling_comment: Option<String>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<ReturnOrderFreeValuesModel>,
        /// When it was written.
        "createdDate" created_date: Option<XsDateTime>,
        /// When the goods arrived.
        "returnOrderArrivalTime" return_order_arrival_time: Option<XsDateTime>,
    }

    /// Values of a return order whose meaning the company chooses.
    pub struct ReturnOrderFreeValuesModel("GetReturnOrderInfoFreeValues", "PostReturnOrderModelFreeValues") {
        /// First free time.
        "freeDateTime1" free_date_time1: Option<XsDateTime>,
    }

    /// The sales order that a return order is about.
    #[non_exhaustive]
    pub struct GetReturnOrderModelCustomerOrderInfo {
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// Order number, at most 50 characters, unique for a goods owner. The usual key.
        "orderNumber" order_number: Option<String>,
    }

    /// A line of a return order, as it is read, with what came back.
    #[non_exhaustive]
    pub struct GetReturnOrderLine {
        /// Ongoing's id of the line.
        "returnOrderLineId" return_order_line_id: Option<ReturnOrderLineId>,
        /// Number of the line in the return order.
        "returnOrderRowNumber" return_order_row_number: Option<String>,
        /// The line of the sales order.
        "customerOrderLine" customer_order_line: Option<GetReturnOrderLineCustomerOrderLine>,
        /// The article.
        "article" article: Option<GetReturnOrderLineArticle>,
        /// Why the goods come back.
        "returnCause" return_cause: Option<CodeName>,
        /// Quantity that came back.
        "returnedNumberOfItems" returned_number_of_items: Option<Decimal>,
        /// Quantity picked.
        "pickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// Quantity that is to come back.
        "toBeReturnedNumberOfItems" to_be_returned_number_of_items: Option<Decimal>,
        /// Part of the returned quantity that was taken out of the stock again. The same removal may be an
        /// adjustment, too.
        "returnedRemovedByInventoryNumberOfItems" returned_removed_by_inventory_number_of_items: Option<Decimal>,
        /// What came back, item by item.
        "returnedArticleItems" returned_article_items: Vec<GetReturnedArticleItem>,
    }

    /// The line of the sales order that a return order's line is about.
    #[non_exhaustive]
    pub struct GetReturnOrderLineCustomerOrderLine {
        /// Ongoing's id of the line.
        "orderLineId" order_line_id: Option<OrderLineId>,
        /// Row number of the sales order's line.
        "customerOrderRowNumber" customer_order_row_number: Option<String>,
    }

    /// The article of a return order's line.
    #[non_exhaustive]
    pub struct GetReturnOrderLineArticle {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// Name of the article.
        "articleName" article_name: Option<String>,
    }

    /// An item that came back.
    #[non_exhaustive]
    pub struct GetReturnedArticleItem {
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Batch.
        "batch" batch: Option<String>,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// Number of the container.
        "container" container: Option<String>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "volume" volume: Option<Decimal>,
        /// A comment.
        "comment" comment: Option<String>,
        /// When it came back.
        "returnTime" return_time: Option<XsDateTime>,
        /// A comment on the return.
        "returnComment" return_comment: Option<String>,
        /// Whether it was taken out of the stock again. The same removal may be an adjustment, too.
        "isReturnRemovedByInventory" is_return_removed_by_inventory: Option<bool>,
        /// Why the goods come back.
        "returnCause" return_cause: Option<CodeName>,
        /// Status of the item in stock.
        "articleItemStatus" article_item_status: Option<CodeName>,
        /// Category of the item.
        "articleItemCategory" article_item_category: Option<CodeName>,
    }

    /// The statuses that return orders can have.
    #[non_exhaustive]
    pub struct GetReturnOrderStatusesModel {
        /// The statuses.
        "returnOrderStatuses" return_order_statuses: Vec<NumberedStatus>,
    }

    /// What the service answers to changes of a return order.
    #[non_exhaustive]
    pub struct PatchReturnOrderResponse {
        /// Ongoing's id of the return order.
        "returnOrderId" return_order_id: Option<ReturnOrderId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// Another status for a return order.
    pub struct PatchReturnOrderStatus {
        /// Number of the status. Always written.
        "returnOrderStatusNumber" return_order_status_number: i32,
    }

    /// A cause that returns can have, as it is written.
    pub struct PostReturnCauseModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Code. Always written.
        "code" code: String,
        /// Name. Always written.
        "name" name: String,
        /// Whether the goods are thrown away.
        "isRemoveCause" is_remove_cause: Option<bool>,
        /// Whether the customer gets another article instead.
        "isChangeCause" is_change_cause: Option<bool>,
        /// Whether a comment must be given with it.
        "isReturnCommentMandatory" is_return_comment_mandatory: Option<bool>,
    }

    /// What the service answers to causes of returns.
    #[non_exhaustive]
    pub struct PostReturnCauseResponse judged success message {
        /// Ongoing's id of the cause.
        "returnCauseId" return_cause_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// A return order, as it is written.
    pub struct PostReturnOrderModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Number of the return order. Always written.
        "returnOrderNumber" return_order_number: String,
        /// The sales order. Always written.
        "customerOrder" customer_order: PostReturnOrderCustomerOrder,
        /// A comment.
        "comment" comment: Option<String>,
        /// When the goods are expected.
        "inDate" in_date: Option<XsDateTime>,
        /// The lines.
        "returnOrderLines" return_order_lines: WholeList<PostReturnOrderLine>,
        /// Ongoing's id of the warehouse.
        "warehouseId" warehouse_id: Option<i32>,
        /// Tracking, by waybill.
        "tracking" tracking: Vec<TrackingModel>,
        /// An instruction for the staff.
        "returnOrderHandlingComment" return_order_handling_comment: Option<String>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<ReturnOrderFreeValuesModel>,
    }

    /// The sales order that a return order is about, as it is written.
    pub struct PostReturnOrderCustomerOrder {
        /// Ongoing's id of the sales order: read the order first. Always written.
        "orderId" order_id: OrderId,
    }

    /// A line of a return order, as it is written.
    pub struct PostReturnOrderLine {
        /// Number of the line in the return order. Always written.
        "returnOrderRowNumber" return_order_row_number: String,
        /// The line of the sales order. Always written.
        "customerOrderLine" customer_order_line: PostReturnOrderLineCustomerOrderLine,
        /// Quantity that is to come back. Always written.
        "toBeReturnedNumberOfItems" to_be_returned_number_of_items: Decimal,
        /// Why the goods come back.
        "returnCause" return_cause: Option<CodeName>,
        /// A comment on the line.
        "returnOrderLineComment" return_order_line_comment: Option<String>,
    }

    /// The line of the sales order that a return order's line is about, as it is written.
    pub struct PostReturnOrderLineCustomerOrderLine {
        /// Ongoing's id of the sales order's line: read the order first. Always written.
        "orderLineId" order_line_id: OrderLineId,
    }

    /// What the service answers to return orders.
    #[non_exhaustive]
    pub struct PostReturnOrderResponse {
        /// Ongoing's id of the return order.
        "returnOrderId" return_order_id: Option<ReturnOrderId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
