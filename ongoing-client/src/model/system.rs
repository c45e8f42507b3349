//! The system itself, and its log.

use asmx_soap::{XsDateTime, element, enumeration};

use crate::NAMESPACE;
use crate::model::{InOrderId, InvoiceId, OrderId, ProductionOrderId, ReturnOrderId, ShipmentId};

element! {
    /// How the system is.
    #[non_exhaustive]
    pub struct SystemStatus in NAMESPACE {
        /// A text for people.
        "SystemStatusText" system_status_text: Option<String>,
        /// Whether it runs.
        "IsRunning" is_running: Option<bool>,
        /// When its software was built.
        "BuildTime" build_time: Option<XsDateTime>,
    }

    /// An event for the log that the warehouse's staff see.
    pub struct LogEvent in NAMESPACE {
        /// When it happened. Always written.
        "Time" time: XsDateTime,
        /// Whether it was a success. Always written.
        "Success" success: bool,
        /// What it is about, in a line.
        "Header" header: Option<String>,
        /// What happened.
        "Message" message: Option<String>,
        /// A text that belongs to it, such as the message that could not be read.
        "FileText" file_text: Option<String>,
        /// What sort of event it is. Always written.
        "Type" kind: LogEventType,
        /// The order that it is about.
        "OrderId" order_id: Option<OrderId>,
        /// The purchase order that it is about.
        "InOrderId" in_order_id: Option<InOrderId>,
        /// The event that it belongs to.
        "ParentMessageLogId" parent_message_log_id: Option<i32>,
        /// The user that it is about; 0 for none. Always written.
        "UserId" user_id: i32,
        /// The shipment that it is about.
        "ShipmentId" shipment_id: Option<ShipmentId>,
        /// The trip that it is about.
        "TripId" trip_id: Option<i32>,
        /// The stock-taking that it is about.
        "InventoryId" inventory_id: Option<i32>,
        /// The row of the log that it is about.
        "LogRowId" log_row_id: Option<i32>,
        /// The return order that it is about.
        "ReturnOrderId" return_order_id: Option<ReturnOrderId>,
        /// The system that it came from.
        "ExternalSystemId" external_system_id: Option<i32>,
        /// Whether the message was sent.
        "IsSent" is_sent: Option<bool>,
        /// The pallet that it is about.
        "PalletItemId" pallet_item_id: Option<i32>,
        /// The message's own id.
        "MessageId" message_id: Option<String>,
        /// The production order that it is about.
        "ProductionOrderId" production_order_id: Option<ProductionOrderId>,
        /// The invoice that it is about.
        "InvoiceId" invoice_id: Option<InvoiceId>,
    }
}

enumeration! {
    /// What sort of event it is.
    pub enum LogEventType = Error {
        /// Something went wrong.
        Error,
        /// Something happened.
        Info,
        /// A report.
        Report,
    }
}

impl LogEvent {
    /// Something that happened.
    pub fn info(time: XsDateTime, header: impl Into<String>, message: impl Into<String>) -> Self {
        let (header, message) = (Some(header.into()), Some(message.into()));
        Self { time, success: true, header, message, kind: LogEventType::Info, ..Self::default() }
    }

    /// Something that went wrong.
    pub fn error(time: XsDateTime, header: impl Into<String>, message: impl Into<String>) -> Self {
        Self { success: false, kind: LogEventType::Error, ..Self::info(time, header, message) }
    }
}
