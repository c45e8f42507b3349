//! Return orders, as they are read.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{OrderId, ReturnOrderId, ReturnOrderLineId};

element! {
    /// Which return orders to read: those that all of the filters let through.
    pub struct GetReturnOrdersQuery in NAMESPACE {
        /// Of sales orders with one of these numbers.
        "CustomerOrderNumbersToGet"/"string" customer_order_numbers_to_get: Vec<String>,
        /// With one of these numbers.
        "ReturnOrderNumbersToGet"/"string" return_order_numbers_to_get: Vec<String>,
        /// Of which goods came back then or later.
        "GoodsReturnedFromDate" goods_returned_from_date: Option<XsDateTime>,
    }

    /// The return orders, or why they were not read. They come as one answer, not as a stream: beside the list it says
    /// whether it is one.
    #[non_exhaustive]
    pub struct GetReturnOrdersResult in NAMESPACE {
        /// Whether it was read.
        "Success" success: Option<bool>,
        /// The return orders.
        "ReturnOrders"/"ReturnOrderInfo" return_orders: Vec<ReturnOrderInfo>,
        /// What went wrong.
        "GetReturnOrdersErrors"/"GetReturnOrdersError" get_return_orders_errors: Vec<GetReturnOrdersError>,
    }

    /// A return order, as it is read.
    #[non_exhaustive]
    pub struct ReturnOrderInfo by return_order_number in NAMESPACE {
        /// Ongoing's id of the sales order.
        "OrderId" order_id: Option<OrderId>,
        /// Number of the sales order.
        "OrderNumber" order_number: Option<String>,
        /// Ongoing's id of the return order.
        "ReturnOrderId" return_order_id: Option<ReturnOrderId>,
        /// Number of the return order.
        "ReturnOrderNumber" return_order_number: Option<String>,
        /// A comment.
        "ReturnOrderComment" return_order_comment: Option<String>,
        /// When the goods are expected.
        "ReturnInDate" return_in_date: Option<XsDateTime>,
        /// Code of the cause.
        "ReturnCauseCode" return_cause_code: Option<String>,
        /// Name of the cause.
        "ReturnCauseName" return_cause_name: Option<String>,
        /// Ongoing's id of the cause.
        "ReturnCauseId" return_cause_id: Option<i32>,
        /// The lines.
        "ReturnOrderLines"/"ReturnOrderLineInfo" return_order_lines: Vec<ReturnOrderLineInfo>,
    }

    /// A line of a return order, as it is read.
    #[non_exhaustive]
    pub struct ReturnOrderLineInfo in NAMESPACE {
        /// Name of the article.
        "ArticleName" article_name: Option<String>,
        /// Number of the article.
        "ArticleNumber" article_number: Option<String>,
        /// Ongoing's id of the line.
        "ReturnOrderLineId" return_order_line_id: Option<ReturnOrderLineId>,
        /// The code of the sales order's line.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Quantity that had been picked.
        "PickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// Quantity that is to come back.
        "ToBeReturnedNumberOfItems" to_be_returned_number_of_items: Option<Decimal>,
        /// Quantity that came back.
        "ReturnedNumberOfItems" returned_number_of_items: Option<Decimal>,
        /// Code of the cause.
        "ReturnCauseCode" return_cause_code: Option<String>,
        /// Name of the cause.
        "ReturnCauseName" return_cause_name: Option<String>,
        /// Number of the line in the return order.
        "ReturnOrderRowNumber" return_order_row_number: Option<String>,
        /// Ongoing's id of the cause.
        "ReturnCauseId" return_cause_id: Option<i32>,
        /// Ongoing's id of the line that this one belongs to.
        "ParentReturnOrderLineId" parent_return_order_line_id: Option<ReturnOrderLineId>,
    }

    /// Why return orders were not read.
    #[non_exhaustive]
    pub struct GetReturnOrdersError in NAMESPACE {
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// What sort of error.
        "ErrorType" error_type: Option<GetReturnOrderErrorTypes>,
    }
}

enumeration! {
    /// What sort of error kept return orders from being read.
    pub enum GetReturnOrderErrorTypes = UnknownError {
        /// Anything else.
        UnknownError,
        /// User, password or goods owner are wrong.
        LogonError,
    }
}

impl GetReturnOrdersQuery {
    /// The return orders of sales orders with these numbers.
    pub fn of_orders(order_numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let customer_order_numbers_to_get = order_numbers.into_iter().map(Into::into).collect();
        Self { customer_order_numbers_to_get, ..Self::default() }
    }

    /// The return orders with these numbers.
    pub fn numbers(numbers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let return_order_numbers_to_get = numbers.into_iter().map(Into::into).collect();
        Self { return_order_numbers_to_get, ..Self::default() }
    }

    /// The return orders of which goods came back then or later.
    pub fn returned_from(time: impl Into<XsDateTime>) -> Self {
        Self { goods_returned_from_date: Some(time.into()), ..Self::default() }
    }
}
