//! Which orders to read.

use asmx_soap::{XsDateTime, element};

use crate::NAMESPACE;
use crate::model::OrderId;

element! {
    /// Which orders to read. All filters that are set must let an order through.
    ///
    /// The times that have no zone are believed to be local times of the warehouse; write an offset
    /// to be sure.
    pub struct OrderFilters in NAMESPACE {
        /// To be delivered then or later.
        "DeliveryDateFrom" delivery_date_from: Option<XsDateTime>,
        /// To be delivered then or earlier.
        "DeliveryDateTo" delivery_date_to: Option<XsDateTime>,
        /// Shipped then or later.
        "ShippedTimeFrom" shipped_time_from: Option<XsDateTime>,
        /// Shipped then or earlier.
        "ShippedTimeTo" shipped_time_to: Option<XsDateTime>,
        /// Last picked from then or later.
        "LastPickingTimeFrom" last_picking_time_from: Option<XsDateTime>,
        /// Last picked from then or earlier.
        "LastPickingTimeTo" last_picking_time_to: Option<XsDateTime>,
        /// Something of it was returned then or later.
        "LastReturnedFrom" last_returned_from: Option<XsDateTime>,
        /// Last printed then or later.
        "LastPrintedTimeFrom" last_printed_time_from: Option<XsDateTime>,
        /// Status this or higher.
        "OrderStatusFrom" order_status_from: Option<i32>,
        /// Status this or lower.
        "OrderStatusTo" order_status_to: Option<i32>,
        /// Changed then or later.
        "LastUpdatedFrom" last_updated_from: Option<XsDateTime>,
        /// Changed then or earlier.
        "LastUpdatedTo" last_updated_to: Option<XsDateTime>,
        /// With one of these order numbers.
        "OrderNumbersToGet"/"string" order_numbers_to_get: Vec<String>,
        /// With one of these of Ongoing's ids.
        "OrderIdsToGet"/"int" order_ids_to_get: Vec<OrderId>,
        /// With one of these external ids.
        "GoodsOwnerOrderIdToGet"/"string" goods_owner_order_id_to_get: Vec<String>,
        /// With this reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// On this pick order or a later one.
        "PickOrderIdFrom" pick_order_id_from: Option<i32>,
        /// On this pick order or an earlier one.
        "PickOrderIdTo" pick_order_id_to: Option<i32>,
        /// Filters of a special kind.
        "OrderSpecialFilters" order_special_filters: Option<OrderSpecialFilters>,
    }

    /// Filters of a special kind.
    pub struct OrderSpecialFilters in NAMESPACE {
        /// Only orders with a line of which more was picked than reported. It needs no times, and a partial
        /// delivery shows up again with the rest.
        "OnlyOrdersWithOrderLinesToReport" only_orders_with_order_lines_to_report: Option<bool>,
    }
}

impl OrderFilters {
    /// Orders with one of these order numbers.
    pub fn by_numbers(order_numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let order_numbers_to_get = order_numbers.into_iter().map(Into::into).collect();
        Self { order_numbers_to_get, ..Self::default() }
    }

    /// Orders with one of these of Ongoing's ids.
    pub fn by_ids(ids: impl IntoIterator<Item = OrderId>) -> Self {
        Self { order_ids_to_get: ids.into_iter().collect(), ..Self::default() }
    }

    /// Orders with a status between these two, both included. Each warehouse numbers its statuses itself.
    pub fn in_statuses(from: i32, to: i32) -> Self {
        Self { order_status_from: Some(from), order_status_to: Some(to), ..Self::default() }
    }

    /// Orders that changed then or later. Over REST this reaches back two days.
    pub fn updated_from(time: impl Into<XsDateTime>) -> Self {
        Self { last_updated_from: Some(time.into()), ..Self::default() }
    }

    /// Orders of which more was picked than reported.
    pub fn to_report() -> Self {
        let filters = OrderSpecialFilters { only_orders_with_order_lines_to_report: Some(true) };
        Self { order_special_filters: Some(filters), ..Self::default() }
    }
}
