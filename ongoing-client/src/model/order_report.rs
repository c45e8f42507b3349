//! Short reports on orders. The vendor calls them obsolete; they are lighter than orders, and their two flags do not depend on how a warehouse numbers its statuses.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::OrderId;

element! {
    /// On which orders.
    pub struct OrderStatusReportsQuery in NAMESPACE {
        /// With one of these order numbers.
        "OrderNumbersToReport"/"string" order_numbers_to_report: Vec<String>,
    }

    /// How far an order is.
    #[non_exhaustive]
    pub struct OrderStatusReport in NAMESPACE {
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// Whose goods.
        "GoodsOwnerId" goods_owner_id: Option<i32>,
        /// Order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// When it was picked.
        "PickingTime" picking_time: Option<XsDateTime>,
        /// When to deliver.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// Reference number.
        "GoodsOwnerReferenceNumber" goods_owner_reference_number: Option<String>,
        /// Status number.
        "OrderStatusNumber" order_status_number: Option<i32>,
        /// Name of the status, in the language of the warehouse.
        "OrderStatusText" order_status_text: Option<String>,
        /// Whether it has been picked, whatever the status is called.
        "OrderStatusIsPicked" order_status_is_picked: Option<bool>,
        /// Whether it has been delivered, whatever the status is called.
        "OrderStatusIsDelivered" order_status_is_delivered: Option<bool>,
        /// Quantity ordered, over all lines.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity picked, over all lines.
        "PickedNumberOfItems" picked_number_of_items: Option<Decimal>,
    }
}

impl OrderStatusReportsQuery {
    /// The reports on orders with these numbers.
    pub fn by_numbers(order_numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { order_numbers_to_report: order_numbers.into_iter().map(Into::into).collect() }
    }
}
