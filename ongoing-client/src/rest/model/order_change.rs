//! Changes of single values of orders.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::OrderId;
use crate::rest::model::{PayerModel, PostOrderClass, WholeList};

record! {
    /// Another delivery date for an order.
    pub struct OrdersPatchDeliveryDateRequest {
        /// When to deliver. Always written.
        "deliveryDate" delivery_date: XsDateTime,
    }

    /// Another price of a line for the customer.
    pub struct PatchCustomerLinePriceModel {
        /// Price of the line for the customer.
        "customerLinePrice" customer_line_price: Option<Decimal>,
    }

    /// Another price of a line.
    pub struct PatchLinePriceModel {
        /// Price of the line.
        "linePrice" line_price: Option<Decimal>,
    }

    /// Classes for an order.
    pub struct PatchOrderClassesModel {
        /// Classes.
        "classes" classes: WholeList<PostOrderClass>,
    }

    /// Another comment for a line.
    pub struct PatchOrderLineCommentModel {
        /// A comment. Always written.
        "comment" comment: String,
    }

    /// Another number for an order.
    pub struct PatchOrderNumberModel {
        /// The new number. The service does not check that it is unique. Always written.
        "orderNumber" order_number: String,
    }

    /// Another remark for the staff.
    pub struct PatchOrderRemark {
        /// A remark for the staff. Always written.
        "orderRemark" order_remark: String,
    }

    /// How much of what came back an integration has dealt with.
    pub struct PatchOrderReportedReturnedNumberOfItemsModel {
        /// Returned quantity that an integration has dealt with: all of it, not what is new. Always written.
        "reportedReturnedNumberOfItems" reported_returned_number_of_items: Decimal,
    }

    /// What the service answers to changes of an order.
    #[non_exhaustive]
    pub struct PatchOrderResponse {
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// Another waybill for goods that come back.
    pub struct PatchOrderReturnWaybill {
        /// Number of the waybill for goods that come back. Always written.
        "returnWaybill" return_waybill: String,
    }

    /// Another status for an order.
    pub struct PatchOrderStatus {
        /// Number of the status. Always written.
        "orderStatusNumber" order_status_number: i32,
    }

    /// Another carrier for an order.
    pub struct PatchOrderTransporterModel {
        /// Code of the carrier.
        "transporterCode" transporter_code: Option<String>,
        /// Code of the carrier's service.
        "transporterServiceCode" transporter_service_code: Option<String>,
        /// Who pays the carrier.
        "paymentAdvanced" payment_advanced: Option<PatchOrderTransporterModelPaymentAdvanced>,
    }

    /// Who pays the carrier of an order. One of them at most.
    pub struct PatchOrderTransporterModelPaymentAdvanced {
        /// Whether the recipient fetches it.
        "consigneeCollects" consignee_collects: Option<bool>,
        /// The recipient pays the carrier: under which number.
        "consigneePays" consignee_pays: Option<PayerModel>,
        /// A third party pays the carrier: under which number.
        "thirdPartyPays" third_party_pays: Option<PayerModel>,
    }

    /// Another instruction for the warehouse.
    pub struct PatchOrderWarehouseInstruction {
        /// An instruction for the warehouse. Always written.
        "warehouseInstruction" warehouse_instruction: String,
    }

    /// Another waybill.
    pub struct PatchOrderWaybill {
        /// Number of the waybill. Always written.
        "waybill" waybill: String,
    }

    /// Another service point.
    pub struct PatchServicePointCode {
        /// Code of the service point where the recipient fetches it. Always written.
        "servicePointCode" service_point_code: String,
    }

    /// What the service answers to tracking.
    #[non_exhaustive]
    pub struct PostOrderTrackingResponse judged success message {
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// A text line of an order, as it is written on its own.
    pub struct PutOrderTextLineModel {
        /// The number that the line has in the system it comes from, unique in the order. Always written.
        "rowNumber" row_number: String,
        /// A comment.
        "comment" comment: Option<String>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
    }

    /// What the service answers to text lines.
    #[non_exhaustive]
    pub struct PutOrderTextLineResponse judged success message {
        /// Ongoing's id of the text line.
        "orderTextLineId" order_text_line_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
