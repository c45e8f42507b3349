//! Which purchase orders to read, and short reports on them.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::InOrderId;

element! {
    /// Which purchase orders to read: those that all of the filters let through.
    pub struct InOrderFilters in NAMESPACE {
        /// Expected then or later.
        "InDateFrom" in_date_from: Option<XsDateTime>,
        /// Expected then or earlier.
        "InDateTo" in_date_to: Option<XsDateTime>,
        /// Last received then or later.
        "LastReceiveTimeFrom" last_receive_time_from: Option<XsDateTime>,
        /// Last received then or earlier.
        "LastReceiveTimeTo" last_receive_time_to: Option<XsDateTime>,
        /// Status this or higher.
        "InOrderStatusFrom" in_order_status_from: Option<i32>,
        /// Status this or lower.
        "InOrderStatusTo" in_order_status_to: Option<i32>,
        /// Only those that announce, or do not announce, goods from customers.
        "IsReturnType" is_return_type: Option<bool>,
        /// With one of these numbers.
        "InOrderNumbersToGet"/"string" in_order_numbers_to_get: Vec<String>,
        /// Filters of a special kind.
        "InOrderSpecialFilters" in_order_special_filters: Option<InOrderSpecialFilters>,
        /// Changed then or later.
        "LastUpdatedFrom" last_updated_from: Option<XsDateTime>,
        /// Changed then or earlier.
        "LastUpdatedTo" last_updated_to: Option<XsDateTime>,
    }

    /// Filters of a special kind.
    pub struct InOrderSpecialFilters in NAMESPACE {
        /// Only those not declared at customs. Always written.
        "OnlyGetUnDeclaredInOrders" only_get_undeclared_in_orders: bool,
        /// Only those with a line whose received quantity differs from the reported one. (The vendor's spelling.) Always written.
        "OnlyWithInOrderLinesWithDiffingReceviedToReported" only_with_in_order_lines_with_diffing_received_to_reported: bool,
    }

    /// Which purchase orders to report on.
    pub struct InOrderStatusReportsQuery in NAMESPACE {
        /// With one of these numbers.
        "InOrderNumbersToReport"/"string" in_order_numbers_to_report: Vec<String>,
    }

    /// How far a purchase order is.
    #[non_exhaustive]
    pub struct InOrderStatusReport in NAMESPACE {
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
        /// Ongoing's id of the goods owner.
        "GoodsOwnerId" goods_owner_id: Option<i32>,
        /// Number of the purchase order.
        "GoodsOwnerInOrderNumber" goods_owner_in_order_number: Option<String>,
        /// When it was received.
        "ReceiveTime" receive_time: Option<XsDateTime>,
        /// When the goods are expected.
        "InDate" in_date: Option<XsDateTime>,
        /// Reference number.
        "GoodsOwnerReferenceNumber" goods_owner_reference_number: Option<String>,
        /// Number of its status. Each warehouse numbers its statuses itself.
        "InOrderStatusNumber" in_order_status_number: Option<i32>,
        /// Name of its status, in the warehouse's language.
        "OrderStatusText" order_status_text: Option<String>,
        /// Quantity received.
        "ReceivedNumberOfItems" received_number_of_items: Option<Decimal>,
        /// Quantity announced.
        "AdvisedNumberOfItems" advised_number_of_items: Option<Decimal>,
    }

    /// A status that purchase orders can have.
    #[non_exhaustive]
    pub struct InOrderStatus in NAMESPACE {
        /// Number: what purchase orders and filters name it by.
        "InOrderStatusId" in_order_status_id: Option<i32>,
        /// Name, in the warehouse's language.
        "InOrderStatusName" in_order_status_name: Option<String>,
    }
}

impl InOrderFilters {
    /// Purchase orders with one of these numbers.
    pub fn by_numbers(order_numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let in_order_numbers_to_get = order_numbers.into_iter().map(Into::into).collect();
        Self { in_order_numbers_to_get, ..Self::default() }
    }

    /// Purchase orders with a status between these two, both included. Each warehouse numbers its statuses itself.
    pub fn in_statuses(from: i32, to: i32) -> Self {
        Self { in_order_status_from: Some(from), in_order_status_to: Some(to), ..Self::default() }
    }

    /// Purchase orders that changed then or later.
    pub fn updated_from(time: impl Into<XsDateTime>) -> Self {
        Self { last_updated_from: Some(time.into()), ..Self::default() }
    }

    /// Purchase orders of which the received quantity differs from the reported one.
    pub fn to_report() -> Self {
        let filters = InOrderSpecialFilters {
            only_with_in_order_lines_with_diffing_received_to_reported: true,
            ..InOrderSpecialFilters::default()
        };
        Self { in_order_special_filters: Some(filters), ..Self::default() }
    }
}

impl InOrderStatusReportsQuery {
    /// On the purchase orders with these numbers.
    pub fn by_numbers(order_numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { in_order_numbers_to_report: order_numbers.into_iter().map(Into::into).collect() }
    }
}
