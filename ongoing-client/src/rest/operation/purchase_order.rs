//! Purchase orders: goods that the warehouse is to expect.

use asmx_soap::XsDateTime;

use super::filters::filters;
use super::operations;
use crate::model::{InOrderId, InOrderLineId};
use crate::rest::model::{
    GetPurchaseOrderModel, GetPurchaseOrderStatusesModel, GetPurchaseOrderTypesModel, PatchFreeText1,
    PatchFreeText2, PatchFreeText3, PatchPurchaseOrderAdvisedDate, PatchPurchaseOrderFreeBool1,
    PatchPurchaseOrderInDate, PatchPurchaseOrderNumber, PatchPurchaseOrderResponse, PatchPurchaseOrderStatus,
    PatchReportedNumberOfItems, PostPurchaseOrderArticleItemsModel, PostPurchaseOrderModel,
    PostPurchaseOrderResponse, PurchaseOrderArticleItemResponse, Wire,
};

filters! {
    /// Which purchase orders to read: those that all of the filters let through.
    pub struct PurchaseOrdersQuery {
        /// With this number.
        "purchaseOrderNumber" purchase_order_number: Option<String>,
        /// Last received then or later.
        "lastReceiveTimeFrom" last_receive_time_from: Option<XsDateTime>,
        /// Last received then or earlier.
        "lastReceiveTimeTo" last_receive_time_to: Option<XsDateTime>,
        /// Status this or higher.
        "purchaseOrderStatusFrom" purchase_order_status_from: Option<i32>,
        /// Status this or lower.
        "purchaseOrderStatusTo" purchase_order_status_to: Option<i32>,
        /// Only those of which the received quantity differs from the reported one.
        "onlyPurchaseOrdersWithOrderLinesToReport" only_purchase_orders_with_order_lines_to_report: Option<bool>,
        /// With this id or a higher one: where the list begins.
        "purchaseOrderIdFrom" purchase_order_id_from: Option<InOrderId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxPurchaseOrdersToGet" max_purchase_orders_to_get: Option<i32>,
        /// Whose status changed then or later.
        "purchaseOrderStatusChangedTimeFrom" purchase_order_status_changed_time_from: Option<XsDateTime>,
        /// With one of these numbers.
        "purchaseOrderNumbers" purchase_order_numbers: Vec<String>,
        /// With a line of one of these articles.
        "articleNumbers" article_numbers: Vec<String>,
        /// Expected then or later.
        "inDateFrom" in_date_from: Option<XsDateTime>,
        /// Expected then or earlier.
        "inDateTo" in_date_to: Option<XsDateTime>,
    }
}

operations! {
    /// `GET /purchaseOrders`: the purchase orders that all of the filters let through, with what was received.
    get "/purchaseOrders" fn get_purchase_orders
        owner ["goodsOwnerId"] filters [PurchaseOrdersQuery]
        => pages [GetPurchaseOrderModel; purchase_order_id_from "purchaseOrderIdFrom",
            max_purchase_orders_to_get "maxPurchaseOrdersToGet",
            |Wire(order): &Wire<GetPurchaseOrderModel>| {
                order.purchase_order_info.as_ref()?.purchase_order_id.map(|id| id.0)
            }];

    /// `GET /purchaseOrders/{purchaseOrderId}`: one purchase order, with what was received.
    get "/purchaseOrders/{purchaseOrderId}" fn get_purchase_order
        path [purchase_order_id: InOrderId] => one [GetPurchaseOrderModel];

    /// `PUT /purchaseOrders`: creates the purchase order with this number, or updates it until goods reception begins.
    put "/purchaseOrders" fn put_purchase_order
        body [PostPurchaseOrderModel] => one [PostPurchaseOrderResponse];

    /// `PUT /purchaseOrders/{purchaseOrderId}`: updates the purchase order with this id, also its number, until goods
    /// reception begins.
    put "/purchaseOrders/{purchaseOrderId}" fn put_purchase_order_by_id
        path [purchase_order_id: InOrderId] body [PostPurchaseOrderModel] => one [PostPurchaseOrderResponse];

    /// `DELETE /purchaseOrders`: cancels the purchase order with this number, until goods reception begins.
    delete "/purchaseOrders" fn delete_purchase_order
        owner ["goodsOwnerId"] value ["purchaseOrderNumber" purchase_order_number: String]
        => one [PostPurchaseOrderResponse];

    /// `DELETE /purchaseOrders/{purchaseOrderId}`: cancels the purchase order with this id, until goods reception begins.
    delete "/purchaseOrders/{purchaseOrderId}" fn delete_purchase_order_by_id
        path [purchase_order_id: InOrderId] => one [PostPurchaseOrderResponse];

    /// `GET /purchaseOrders/statuses`: the statuses that purchase orders can have, with the warehouse's own names for them.
    get "/purchaseOrders/statuses" fn get_purchase_order_statuses
        => one [GetPurchaseOrderStatusesModel];

    /// `GET /purchaseOrders/types`: the types that purchase orders can have.
    get "/purchaseOrders/types" fn get_purchase_order_types
        owner ["goodsOwnerId"] => one [GetPurchaseOrderTypesModel];

    /// `PUT /purchaseOrders/{purchaseOrderId}/articleItems`: announces the single items of a purchase order: batches, serial
    /// numbers, measures. That a second one announces the same items is not documented, so it is not repeated.
    put once "/purchaseOrders/{purchaseOrderId}/articleItems" fn put_purchase_order_article_items
        path [purchase_order_id: InOrderId] body [PostPurchaseOrderArticleItemsModel]
        => one [PurchaseOrderArticleItemResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/purchaseOrderNumber`: gives a purchase order another number.
    patch "/purchaseOrders/{purchaseOrderId}/purchaseOrderNumber" fn patch_purchase_order_number
        path [purchase_order_id: InOrderId] body [PatchPurchaseOrderNumber] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/purchaseOrderStatus`: gives a purchase order another status. It may be
    /// refused once goods reception began.
    patch "/purchaseOrders/{purchaseOrderId}/purchaseOrderStatus" fn patch_purchase_order_status
        path [purchase_order_id: InOrderId] body [PatchPurchaseOrderStatus] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/inDate`: writes when the goods are expected.
    patch "/purchaseOrders/{purchaseOrderId}/inDate" fn patch_purchase_order_in_date
        path [purchase_order_id: InOrderId] body [PatchPurchaseOrderInDate] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/advisedDate`: writes the day that the supplier announced.
    patch "/purchaseOrders/{purchaseOrderId}/advisedDate" fn patch_purchase_order_advised_date
        path [purchase_order_id: InOrderId] body [PatchPurchaseOrderAdvisedDate] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/freeBool1`: writes the first free yes or no.
    patch "/purchaseOrders/{purchaseOrderId}/freeBool1" fn patch_purchase_order_free_bool1
        path [purchase_order_id: InOrderId] body [PatchPurchaseOrderFreeBool1] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/freeText1`: writes the first free text.
    patch "/purchaseOrders/{purchaseOrderId}/freeText1" fn patch_purchase_order_free_text1
        path [purchase_order_id: InOrderId] body [PatchFreeText1] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/freeText2`: writes the second free text.
    patch "/purchaseOrders/{purchaseOrderId}/freeText2" fn patch_purchase_order_free_text2
        path [purchase_order_id: InOrderId] body [PatchFreeText2] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/freeText3`: writes the third free text.
    patch "/purchaseOrders/{purchaseOrderId}/freeText3" fn patch_purchase_order_free_text3
        path [purchase_order_id: InOrderId] body [PatchFreeText3] => one [PatchPurchaseOrderResponse];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/freeText1`: writes the first free text of a
    /// line.
    patch "/purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/freeText1" fn patch_purchase_order_line_free_text1
        path [purchase_order_id: InOrderId, purchase_order_line_id: InOrderLineId] body [PatchFreeText1] => nothing [];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/freeText2`: writes the second free text of
    /// a line.
    patch "/purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/freeText2" fn patch_purchase_order_line_free_text2
        path [purchase_order_id: InOrderId, purchase_order_line_id: InOrderLineId] body [PatchFreeText2] => nothing [];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/reportedNumberOfItems`: writes how much of
    /// a line has been dealt with: all of it, not what is new.
    patch "/purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/reportedNumberOfItems" fn patch_purchase_order_line_reported
        path [purchase_order_id: InOrderId, purchase_order_line_id: InOrderLineId] body [PatchReportedNumberOfItems] => nothing [];

    /// `PATCH /purchaseOrders/{purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems`: says that everything
    /// that is received at that moment has been dealt with. What is received between reading the purchase order and
    /// this is taken for dealt with, too: line by line is safer.
    patch "/purchaseOrders/{purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems"
        fn patch_purchase_order_reported_to_received
        path [purchase_order_id: InOrderId] => nothing [];
}
