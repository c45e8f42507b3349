//! Changes of single values of an order.

use asmx_soap::{XsDateTime, element, enumeration};

use crate::NAMESPACE;
use crate::model::OrderId;

element! {
    /// Changes single values of an order, at any status. Only the blocks that are set change anything.
    ///
    /// It is not the way to cancel an order.
    pub struct UpdateOrder in NAMESPACE {
        /// Which order.
        "OrderUpdateIdentification" order_update_identification: Option<OrderUpdateIdentification>,
        /// A new status.
        "UpdateOrderStatus" update_order_status: Option<UpdateOrderStatus>,
        /// A new delivery date.
        "UpdateOrderDeliveryDate" update_order_delivery_date: Option<UpdateOrderDeliveryDate>,
        /// A new order number.
        "UpdateOrderGoodsOwnerOrderNumber" update_order_goods_owner_order_number: Option<UpdateOrderGoodsOwnerOrderNumber>,
    }

    /// What the vendor answers to `UpdateOrder`.
    #[non_exhaustive]
    pub struct UpdateOrderResult in NAMESPACE {
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
    }

    /// Which order to update.
    pub struct OrderUpdateIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "OrderIdentificationType" order_identification_type: OrderUpdateIdentificationType,
        /// Order number, at most 50 characters.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// A second, external id of the order, at most 40 characters.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
    }

    /// A new status for an order. Above 399 it is refused while goods are set aside and not yet picked.
    pub struct UpdateOrderStatus in NAMESPACE {
        /// Status number, see [`OrderStatus`](crate::model::OrderStatus).
        "OrderStatus" order_status: i32,
    }

    /// A new delivery date for an order.
    pub struct UpdateOrderDeliveryDate in NAMESPACE {
        /// The date.
        "DeliveryDate" delivery_date: XsDateTime,
    }

    /// A new number for an order.
    pub struct UpdateOrderGoodsOwnerOrderNumber in NAMESPACE {
        /// The number, at most 50 characters.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
    }
}

enumeration! {
    /// What an order is found by in `UpdateOrder`.
    pub enum OrderUpdateIdentificationType = GoodsOwnerOrderNumber {
        /// The order number.
        GoodsOwnerOrderNumber,
        /// The external order id.
        GoodsOwnerOrderId,
        /// Ongoing's id.
        SystemId,
    }
}

impl UpdateOrder {
    /// An update of the order with this number, which changes nothing yet.
    ///
    /// ```
    /// use ongoing_client::model::UpdateOrder;
    /// let sent = UpdateOrder::by_number("10234").status(450);
    /// assert_eq!(sent.update_order_status.unwrap().order_status, 450);
    /// ```
    pub fn by_number(order_number: impl Into<String>) -> Self {
        let identification = OrderUpdateIdentification {
            order_identification_type: OrderUpdateIdentificationType::GoodsOwnerOrderNumber,
            goods_owner_order_number: Some(order_number.into()),
            ..OrderUpdateIdentification::default()
        };
        Self { order_update_identification: Some(identification), ..Self::default() }
    }

    /// Sets the status.
    #[must_use]
    pub fn status(self, order_status: i32) -> Self {
        Self { update_order_status: Some(UpdateOrderStatus { order_status }), ..self }
    }

    /// Sets the delivery date.
    #[must_use]
    pub fn delivery_date(self, delivery_date: impl Into<XsDateTime>) -> Self {
        let date = UpdateOrderDeliveryDate { delivery_date: delivery_date.into() };
        Self { update_order_delivery_date: Some(date), ..self }
    }
}
