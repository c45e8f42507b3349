//! Return orders: goods of a sales order that are announced to come back.

use asmx_soap::XsDateTime;

use super::filters::filters;
use super::operations;
use super::send::Request;
use crate::Error;
use crate::model::ReturnOrderId;
use crate::rest::RestClient;
use crate::rest::exchange::Call;
use crate::rest::model::{
    GetReturnCausesModel, GetReturnOrderModel, GetReturnOrderStatusesModel, PatchReturnOrderResponse,
    PatchReturnOrderStatus, PostReturnCauseModel, PostReturnCauseResponse, PostReturnOrderModel,
    PostReturnOrderResponse, Wire,
};

filters! {
    /// Which return orders to read: those that all of the filters let through.
    pub struct ReturnOrdersQuery {
        /// With one of these numbers.
        "returnOrderNumbers" return_order_numbers: Vec<String>,
        /// Of sales orders with one of these numbers.
        "customerOrderNumbers" customer_order_numbers: Vec<String>,
        /// Of which goods came back then or later.
        "goodsReturnedFromDate" goods_returned_from_date: Option<XsDateTime>,
        /// Status this or higher.
        "returnOrderStatusFrom" return_order_status_from: Option<i32>,
        /// Status this or lower.
        "returnOrderStatusTo" return_order_status_to: Option<i32>,
    }
}

impl RestClient {
    /// `GET /returnOrders`, each return order by itself: an error of one names it by its number.
    pub(in crate::rest) async fn return_orders_one_by_one(
        &self,
        filters: &ReturnOrdersQuery,
    ) -> Result<Vec<Result<GetReturnOrderModel, Error>>, Error> {
        let request = Request::new(Call::get("GET /returnOrders"), "/returnOrders", &[])
            .owner("goodsOwnerId", self.goods_owner().id)
            .filters(filters);
        let id = |order: &Wire<GetReturnOrderModel>| {
            order.0.return_order_info.as_ref()?.return_order_id.map(|id| id.0)
        };
        self.answer_items(&request, ["returnOrderId", "returnOrderNumber"], id).await
    }
}

operations! {
    /// `GET /returnOrders`: the return orders that all of the filters let through. The service has no pages for it: bound it
    /// by time or status.
    get "/returnOrders" fn get_return_orders
        owner ["goodsOwnerId"] filters [ReturnOrdersQuery] => list [GetReturnOrderModel];

    /// `GET /returnOrders/{returnOrderId}`: one return order, with what came back.
    get "/returnOrders/{returnOrderId}" fn get_return_order
        path [return_order_id: ReturnOrderId] => one [GetReturnOrderModel];

    /// `PUT /returnOrders`: creates the return order with this number, or updates it. It names the sales order and its lines
    /// by Ongoing's ids: read the order first.
    put "/returnOrders" fn put_return_order
        body [PostReturnOrderModel] => one [PostReturnOrderResponse];

    /// `DELETE /returnOrders`: cancels the return order with this number.
    delete "/returnOrders" fn delete_return_order
        owner ["goodsOwnerId"] value ["returnOrderNumber" return_order_number: String]
        => one [PostReturnOrderResponse];

    /// `DELETE /returnOrders/{returnOrderId}`: cancels the return order with this id.
    delete "/returnOrders/{returnOrderId}" fn delete_return_order_by_id
        path [return_order_id: ReturnOrderId] => one [PostReturnOrderResponse];

    /// `PATCH /returnOrders/{returnOrderId}/returnOrderStatus`: gives a return order another status.
    patch "/returnOrders/{returnOrderId}/returnOrderStatus" fn patch_return_order_status
        path [return_order_id: ReturnOrderId] body [PatchReturnOrderStatus] => one [PatchReturnOrderResponse];

    /// `GET /returnOrders/statuses`: the statuses that return orders can have, with the warehouse's own names for them.
    get "/returnOrders/statuses" fn get_return_order_statuses
        => one [GetReturnOrderStatusesModel];

    /// `GET /returnOrders/returnCauses`: the causes that returns can have.
    get "/returnOrders/returnCauses" fn get_return_causes
        owner ["goodsOwnerId"] => one [GetReturnCausesModel];

    /// `PUT /returnOrders/returnCauses`: creates the cause with this code, or updates it.
    put "/returnOrders/returnCauses" fn put_return_cause
        body [PostReturnCauseModel] => one [PostReturnCauseResponse];

    /// `PUT /returnOrders/returnCauses/{returnCauseId}`: updates a cause, also its code.
    put "/returnOrders/returnCauses/{returnCauseId}" fn put_return_cause_by_id
        path [return_cause_id: i32] body [PostReturnCauseModel] => one [PostReturnCauseResponse];
}
