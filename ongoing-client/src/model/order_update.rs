//! Model: order_update.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `UpdateOrder`.
    pub struct UpdateOrder in NAMESPACE {
        /// Order update identification.
        "OrderUpdateIdentification" order_update_identification: Option<OrderUpdateIdentification>,
        /// Update order status.
        "UpdateOrderStatus" update_order_status: Option<UpdateOrderStatus>,
        /// Update order delivery date.
        "UpdateOrderDeliveryDate" update_order_delivery_date: Option<UpdateOrderDeliveryDate>,
        /// Update order goods owner order number.
        "UpdateOrderGoodsOwnerOrderNumber" update_order_goods_owner_order_number: Option<UpdateOrderGoodsOwnerOrderNumber>,
    }

    /// `UpdateOrderResult`.
    #[non_exhaustive]
    pub struct UpdateOrderResult in NAMESPACE {
        /// Success.
        "Success" success: Option<bool>,
        /// Message.
        "Message" message: Option<String>,
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
    }

    /// `UpdateOrderLines`.
    pub struct UpdateOrderLines in NAMESPACE {
        /// Update order identification.
        "UpdateOrderIdentification" update_order_identification: Option<UpdateOrderIdentification>,
        /// Order lines.
        "OrderLines"/"UpdateOrderLine" order_lines: Vec<UpdateOrderLine>,
    }

    /// `UpdateOrderLinesResult`.
    #[non_exhaustive]
    pub struct UpdateOrderLinesResult in NAMESPACE {
        /// Success.
        "Success" success: Option<bool>,
        /// Message.
        "Message" message: Option<String>,
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
    }

    /// `OrderUpdateIdentification`.
    pub struct OrderUpdateIdentification in NAMESPACE {
        /// Order identification type.
        "OrderIdentificationType" order_identification_type: OrderUpdateIdentificationType,
        /// Goods owner order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Goods owner order id.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
    }

    /// `UpdateOrderStatus`.
    pub struct UpdateOrderStatus in NAMESPACE {
        /// Order status.
        "OrderStatus" order_status: i32,
    }

    /// `UpdateOrderDeliveryDate`.
    pub struct UpdateOrderDeliveryDate in NAMESPACE {
        /// Delivery date.
        "DeliveryDate" delivery_date: XsDateTime,
    }

    /// `UpdateOrderGoodsOwnerOrderNumber`.
    pub struct UpdateOrderGoodsOwnerOrderNumber in NAMESPACE {
        /// Goods owner order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
    }

    /// `UpdateOrderIdentification`.
    pub struct UpdateOrderIdentification in NAMESPACE {
        /// Order identification type.
        "OrderIdentificationType" order_identification_type: UpdateOrderIdentificationType,
        /// Goods owner order id.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Goods owner order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// Order id.
        "OrderId" order_id: OrderId,
    }

    /// `UpdateOrderLine`.
    pub struct UpdateOrderLine in NAMESPACE {
        /// Update order line identification.
        "UpdateOrderLineIdentification" update_order_line_identification: Option<UpdateOrderLineIdentification>,
        /// Update reported number of items.
        "UpdateReportedNumberOfItems" update_reported_number_of_items: Option<UpdateOrderLineReportedNumberOfItems>,
        /// Update comment.
        "UpdateComment" update_comment: Option<UpdateOrderLineComment>,
    }

    /// `UpdateOrderLineIdentification`.
    pub struct UpdateOrderLineIdentification in NAMESPACE {
        /// Order line identification type.
        "OrderLineIdentificationType" order_line_identification_type: UpdateOrderLineIdentificationType,
        /// External order line code.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Order line id.
        "OrderLineId" order_line_id: Option<OrderLineId>,
    }

    /// `UpdateOrderLineReportedNumberOfItems`.
    pub struct UpdateOrderLineReportedNumberOfItems in NAMESPACE {
        /// Reported number of items.
        "ReportedNumberOfItems" reported_number_of_items: Option<Decimal>,
    }

    /// `UpdateOrderLineComment`.
    pub struct UpdateOrderLineComment in NAMESPACE {
        /// Order line comment.
        "OrderLineComment" order_line_comment: Option<String>,
    }
}

enumeration! {
    /// `OrderUpdateIdentificationType`.
    pub enum OrderUpdateIdentificationType {
        /// Goods owner order number.
        GoodsOwnerOrderNumber,
        /// Goods owner order id.
        GoodsOwnerOrderId,
        /// System id.
        SystemId,
    }

    /// `UpdateOrderIdentificationType`.
    pub enum UpdateOrderIdentificationType {
        /// Goods owner order number.
        GoodsOwnerOrderNumber,
        /// Reference number.
        ReferenceNumber,
        /// System id.
        SystemId,
        /// Goods owner order id.
        GoodsOwnerOrderId,
    }

    /// `UpdateOrderLineIdentificationType`.
    pub enum UpdateOrderLineIdentificationType {
        /// External order line code.
        ExternalOrderLineCode,
        /// Order line id.
        OrderLineId,
    }
}
