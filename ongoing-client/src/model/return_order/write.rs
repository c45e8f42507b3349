//! Return orders, as they are written.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{OrderId, ReturnOrderId};

element! {
    /// A return order: goods of a sales order that are announced to come back. Returns that were not announced are no return
    /// orders (developer.ongoingwarehouse.com/documentation-structure).
    pub struct ReturnOrder in NAMESPACE {
        /// Which field the sales order is found by; that field must be set.
        "ReturnCustomerOrderIdentification" return_customer_order_identification: ReturnCustomerOrderIdentificationType,
        /// What the return order is found by.
        "ReturnOrderIdentification" return_order_identification: ReturnOrderIdentificationType,
        /// Why the goods come back.
        "ReturnCause" return_cause: Option<ReturnCause>,
        /// Ongoing's id of the sales order.
        "OrderId" order_id: Option<OrderId>,
        /// Number of the sales order.
        "CustomerOrderNumber" customer_order_number: Option<String>,
        /// Number of the return order, chosen by the sender.
        "ReturnOrderNumber" return_order_number: Option<String>,
        /// A comment.
        "ReturnOrderComment" return_order_comment: Option<String>,
        /// When the goods are expected.
        "ReturnInDate" return_in_date: Option<XsDateTime>,
        /// The lines.
        "ReturnOrderLines"/"ReturnOrderLine" return_order_lines: Vec<ReturnOrderLine>,
    }

    /// Why goods come back.
    pub struct ReturnCause in NAMESPACE {
        /// Whether it must exist already.
        "ReturnCauseOperation" return_cause_operation: ReturnCauseOperation,
        /// Code of the cause.
        "ReturnCauseCode" return_cause_code: Option<String>,
        /// Name of the cause.
        "ReturnCauseName" return_cause_name: Option<String>,
    }

    /// What comes back of one line of the sales order.
    pub struct ReturnOrderLine in NAMESPACE {
        /// Which field the line of the sales order is found by; that field must be set.
        "ReturnOrderLineIdentification" return_order_line_identification: ReturnOrderLineIdentificationType,
        /// Quantity that is to come back. Always written.
        "ToBeReturnedNumberOfItems" to_be_returned_number_of_items: Decimal,
        /// Number of the line in the return order.
        "ReturnOrderRowNumber" return_order_row_number: Option<String>,
        /// The code of the sales order's line.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Number of the article.
        "ArticleNumber" article_number: Option<String>,
        /// Why the goods come back.
        "ReturnCause" return_cause: Option<ReturnCause>,
    }

    /// What the vendor answers to `ProcessReturnOrder`.
    #[non_exhaustive]
    pub struct ProcessReturnOrderResult in NAMESPACE {
        /// Ongoing's id of the return order.
        "ReturnOrderId" return_order_id: Option<ReturnOrderId>,
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// Why not.
        "ProcessReturnOrderErrors"/"ProcessReturnOrderError" process_return_order_errors: Vec<ProcessReturnOrderError>,
    }

    /// Why a return order was refused.
    #[non_exhaustive]
    pub struct ProcessReturnOrderError in NAMESPACE {
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// What sort of error.
        "ErrorType" error_type: Option<ProcessReturnOrderErrorType>,
    }
}

enumeration! {
    /// What the sales order of a return order is found by.
    pub enum ReturnCustomerOrderIdentificationType = OrderId {
        /// Ongoing's id.
        OrderId,
        /// The order number.
        OrderNumber,
    }

    /// What a return order is found by.
    pub enum ReturnOrderIdentificationType = CustomerOrder {
        /// The sales order: one return order for each.
        CustomerOrder,
        /// The number of the return order.
        ReturnOrderNumber,
    }

    /// What to do with the cause of a return.
    pub enum ReturnCauseOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Use what is there untouched, else create it.
        FindOrCreate,
        /// Set the cause to unknown.
        SetUnknown,
    }

    /// What the line of a sales order is found by.
    pub enum ReturnOrderLineIdentificationType = ExternalOrderLineCode {
        /// The external line code.
        ExternalOrderLineCode,
        /// The number of its article.
        ArticleNumber,
    }

    /// What sort of error kept a return order from being written.
    pub enum ProcessReturnOrderErrorType = OrderNotFound {
        /// The sales order is not there.
        OrderNotFound,
        /// The cause is not there.
        ReturnCauseNotFound,
        /// Anything else.
        UnknownError,
        /// User, password or goods owner are wrong.
        LogonError,
        /// The sales order is to be found by Ongoing's id, which is not set.
        OrderIdNotSupplied,
        /// The sales order is to be found by its number, which is not set.
        OrderNumberNotSupplied,
        /// A line of the sales order is not there.
        OrderRowNotFound,
    }
}

impl ReturnOrder {
    /// Announces that goods of the sales order with this number come back, under a number of its own.
    pub fn new(
        order_number: impl Into<String>,
        return_order_number: impl Into<String>,
        return_order_lines: Vec<ReturnOrderLine>,
    ) -> Self {
        Self {
            return_customer_order_identification: ReturnCustomerOrderIdentificationType::OrderNumber,
            return_order_identification: ReturnOrderIdentificationType::ReturnOrderNumber,
            customer_order_number: Some(order_number.into()),
            return_order_number: Some(return_order_number.into()),
            return_order_lines,
            ..Self::default()
        }
    }
}

impl ReturnOrderLine {
    /// So much of the sales order's line with this code comes back.
    pub fn by_code(code: impl Into<String>, to_be_returned_number_of_items: Decimal) -> Self {
        Self {
            external_order_line_code: Some(code.into()),
            to_be_returned_number_of_items,
            ..Self::default()
        }
    }
}

impl ReturnCause {
    /// A cause that is found by its code, or created.
    pub fn find_or_create(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            return_cause_operation: ReturnCauseOperation::FindOrCreate,
            return_cause_code: Some(code.into()),
            return_cause_name: Some(name.into()),
        }
    }
}
