//! Which shipments to read.

use asmx_soap::{XsDateTime, element};

use crate::NAMESPACE;
use crate::model::ShipmentId;

element! {
    /// Which shipments to read: those that all of the filters let through.
    pub struct ShipmentFilters in NAMESPACE {
        /// Expected then or later.
        "InDateFrom" in_date_from: Option<XsDateTime>,
        /// Expected then or earlier.
        "InDateTo" in_date_to: Option<XsDateTime>,
        /// Delivered on this day or later.
        "DeliveryDateFrom" delivery_date_from: Option<XsDateTime>,
        /// Delivered on this day or earlier.
        "DeliveryDateTo" delivery_date_to: Option<XsDateTime>,
        /// Status this or higher.
        "ShipmentStatusFrom" shipment_status_from: Option<i32>,
        /// Status this or lower.
        "ShipmentStatusTo" shipment_status_to: Option<i32>,
        /// Only those that are, or are not, fetched.
        "IsCollectType" is_collect_type: Option<bool>,
        /// Only those that are, or are not, delivered.
        "IsDeliveryType" is_delivery_type: Option<bool>,
        /// With this order number.
        "ShipmentOrderNumber" shipment_order_number: Option<String>,
        /// Whether each shipment includes its orders. Always written.
        "GetOrders" get_orders: bool,
        /// With one of these of Ongoing's ids.
        "ShipmentIdsToGet"/"int" shipment_ids_to_get: Vec<ShipmentId>,
    }
}

impl ShipmentFilters {
    /// The shipments with these of Ongoing's ids.
    pub fn by_ids(ids: impl IntoIterator<Item = ShipmentId>) -> Self {
        Self { shipment_ids_to_get: ids.into_iter().collect(), ..Self::default() }
    }

    /// The shipments with this order number.
    pub fn by_order_number(number: impl Into<String>) -> Self {
        Self { shipment_order_number: Some(number.into()), ..Self::default() }
    }
}
