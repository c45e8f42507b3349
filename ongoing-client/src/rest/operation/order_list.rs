//! The warehouse's lists that orders refer to, and what can be asked about orders beside themselves.

use super::filters::filters;
use super::operations;
use crate::model::OrderId;
use crate::rest::model::{
    GetOrderClassesModel, GetOrderInvoiceChargeModel, GetOrderPickabilityModel, GetOrderStatusesModel,
    GetOrderTypesModel, GetWayOfDeliveryTypesModel, PostWayOfDeliveryTypeModel,
    PostWayOfDeliveryTypeResponse,
};

filters! {
    /// Of which orders to ask whether they can be picked.
    pub struct PickabilityQuery {
        /// With this id or a higher one: where the list begins.
        "orderIdFrom" order_id_from: Option<OrderId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxOrdersToGet" max_orders_to_get: Option<i32>,
        /// Only those that have booked their goods.
        "onlyBookedOrders" only_booked_orders: Option<bool>,
        /// With one of these of Ongoing's ids.
        "orderIds" order_ids: Vec<OrderId>,
        /// With one of these order numbers.
        "orderNumbers" order_numbers: Vec<String>,
    }
}

operations! {
    /// `GET /orders/statuses`: the statuses that orders can have, with the warehouse's own names for them.
    get "/orders/statuses" fn get_order_statuses
        => one [GetOrderStatusesModel];

    /// `GET /orders/types`: the types that orders can have.
    get "/orders/types" fn get_order_types
        owner ["goodsOwnerId"] => one [GetOrderTypesModel];

    /// `GET /orders/classes`: the classes that orders can have.
    get "/orders/classes" fn get_order_classes
        owner ["goodsOwnerId"] => one [GetOrderClassesModel];

    /// `GET /orders/wayOfDeliveryTypes`: the ways of delivery that orders can name.
    get "/orders/wayOfDeliveryTypes" fn get_way_of_delivery_types
        owner ["goodsOwnerId"] => one [GetWayOfDeliveryTypesModel];

    /// `PUT /orders/wayOfDeliveryTypes`: creates the way of delivery with this code, or updates it.
    put "/orders/wayOfDeliveryTypes" fn put_way_of_delivery_type
        body [PostWayOfDeliveryTypeModel] => one [PostWayOfDeliveryTypeResponse];

    /// `PUT /orders/wayOfDeliveryTypes/{wayOfDeliveryTypeId}`: updates a way of delivery, also its code.
    put "/orders/wayOfDeliveryTypes/{wayOfDeliveryTypeId}" fn put_way_of_delivery_type_by_id
        path [way_of_delivery_type_id: i32] body [PostWayOfDeliveryTypeModel]
        => one [PostWayOfDeliveryTypeResponse];

    /// `DELETE /orders/wayOfDeliveryTypes/{wayOfDeliveryTypeId}`: removes a way of delivery.
    delete "/orders/wayOfDeliveryTypes/{wayOfDeliveryTypeId}" fn delete_way_of_delivery_type
        path [way_of_delivery_type_id: i32] => one [PostWayOfDeliveryTypeResponse];

    /// `GET /orders/pickability`: whether orders can be picked, and what keeps them from it.
    get "/orders/pickability" fn get_order_pickability
        owner ["goodsOwnerId"] filters [PickabilityQuery] => one [GetOrderPickabilityModel];

    /// `GET /orders/{orderId}/invoiceCharges`: what the warehouse charges for an order. It needs a permission of its own on
    /// the API user.
    get "/orders/{orderId}/invoiceCharges" fn get_order_invoice_charges
        path [order_id: OrderId] => list [GetOrderInvoiceChargeModel];
}
