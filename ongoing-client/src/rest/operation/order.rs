//! Orders.

use asmx_soap::XsDateTime;

use super::filters::filters;
use super::operations;
use crate::model::{OrderId, ShipmentId};
use crate::rest::model::{GetOrderModel, PostOrderModel, PostOrderResponse, Wire};

filters! {
    /// Which orders to read: those that all of the filters let through.
    pub struct OrdersQuery {
        /// With this order number.
        "orderNumber" order_number: Option<String>,
        /// Sent then or later.
        "shippedTimeFrom" shipped_time_from: Option<XsDateTime>,
        /// Sent then or earlier.
        "shippedTimeTo" shipped_time_to: Option<XsDateTime>,
        /// Status this or higher.
        "orderStatusFrom" order_status_from: Option<i32>,
        /// Status this or lower.
        "orderStatusTo" order_status_to: Option<i32>,
        /// Only those of which more was picked than reported.
        "onlyOrdersWithOrderLinesToReport" only_orders_with_order_lines_to_report: Option<bool>,
        /// With this id or a higher one: where the list begins.
        "orderIdFrom" order_id_from: Option<OrderId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxOrdersToGet" max_orders_to_get: Option<i32>,
        /// Whose status changed then or later.
        "orderStatusChangedTimeFrom" order_status_changed_time_from: Option<XsDateTime>,
        /// Something of it came back then or later.
        "lastReturnedFrom" last_returned_from: Option<XsDateTime>,
        /// With one of these order numbers.
        "orderNumbers" order_numbers: Vec<String>,
        /// Written then or later.
        "orderCreatedTimeFrom" order_created_time_from: Option<XsDateTime>,
        /// Only those of which more came back than was reported as returned.
        "onlyOrdersWithOrderLinesToReportReturned" only_orders_with_order_lines_to_report_returned: Option<bool>,
        /// Only those whose transport documents were printed.
        "onlyIfTransportPrinted" only_if_transport_printed: Option<bool>,
        /// On this shipment.
        "shipmentId" shipment_id: Option<ShipmentId>,
        /// Whether they can be picked; a word of the service, of which no list is published.
        "pickable" pickable: Option<String>,
        /// With a parcel of this number.
        "parcelNumber" parcel_number: Option<String>,
        /// Written then or earlier.
        "orderCreatedTimeTo" order_created_time_to: Option<XsDateTime>,
        /// With a line of one of these articles.
        "articleNumbers" article_numbers: Vec<String>,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// Sold on this market place.
        "marketPlace" market_place: Option<String>,
        /// Changed then or later. At most two days back.
        "orderUpdatedTimeFrom" order_updated_time_from: Option<XsDateTime>,
        /// With the rest of this order.
        "backOrderForOrderId" back_order_for_order_id: Option<OrderId>,
        /// With one of these reference numbers.
        "referenceNumbers" reference_numbers: Vec<String>,
        /// With a line of this supplier.
        "orderLineSupplierNumber" order_line_supplier_number: Option<String>,
        /// Last picked then or later.
        "lastPickingTimeFrom" last_picking_time_from: Option<XsDateTime>,
    }
}

operations! {
    /// `GET /orders`: the orders that all of the filters let through.
    get "/orders" fn get_orders
        owner ["goodsOwnerId"] filters [OrdersQuery]
        => pages [GetOrderModel; order_id_from "orderIdFrom", max_orders_to_get "maxOrdersToGet",
            |Wire(order): &Wire<GetOrderModel>| order.order_info.as_ref()?.order_id.map(|id| id.0)];

    /// `GET /orders/{orderId}`: one order, with its quantities, parcels and tracking.
    get "/orders/{orderId}" fn get_order
        path [order_id: OrderId] => one [GetOrderModel];

    /// `PUT /orders`: creates the order with this number, or updates it while the warehouse has not begun with it.
    put "/orders" fn put_order
        body [PostOrderModel] => one [PostOrderResponse];

    /// `PUT /orders/{orderId}`: updates the order with this id, also its number, while the warehouse has not begun with it.
    put "/orders/{orderId}" fn put_order_by_id
        path [order_id: OrderId] body [PostOrderModel] => one [PostOrderResponse];

    /// `DELETE /orders`: cancels the order with this number, while the warehouse has not begun with it.
    delete "/orders" fn delete_order
        owner ["goodsOwnerId"] value ["orderNumber" order_number: String] => one [PostOrderResponse];

    /// `DELETE /orders/{orderId}`: cancels the order with this id, while the warehouse has not begun with it.
    delete "/orders/{orderId}" fn delete_order_by_id
        path [order_id: OrderId] => one [PostOrderResponse];
}
