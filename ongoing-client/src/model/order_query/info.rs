//! The head of an order, as it is read.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::OrderId;

element! {
    /// The head of an order, as it is read.
    ///
    /// The contract always sends the dates; those that are not set come as the smallest date, which is
    /// `None` here.
    #[non_exhaustive]
    pub struct OrderInfoType by goods_owner_order_number in NAMESPACE {
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// Reference number, at most 50 characters.
        "ReferenceNumber" reference_number: Option<String>,
        /// Profit centre.
        "ProfitCenter" profit_center: Option<String>,
        /// Name of the goods owner.
        "GoodsOwnerName" goods_owner_name: Option<String>,
        /// A free text on the communication.
        "Communication" communication: Option<String>,
        /// EDI code of the goods owner.
        "GoodsOwnerEdiCode" goods_owner_edi_code: Option<String>,
        /// Order number, at most 50 characters.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// A second, external id of the order, at most 40 characters.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// The carrier's number for the order.
        "TransporterOrderNumber" transporter_order_number: Option<String>,
        /// The recipient's own number for the order.
        "ConsigneeOrderNumber" consignee_order_number: Option<String>,
        /// A further external code.
        "ExternalOrderCode" external_order_code: Option<String>,
        /// The contact person at the customer, or a sales code.
        "SalesCode" sales_code: Option<String>,
        /// A remark for the staff.
        "OrderRemark" order_remark: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Way of delivery, as free text.
        "WayOfDelivery" way_of_delivery: Option<String>,
        /// Code of the way of delivery.
        "WayOfDeliveryTypeCode" way_of_delivery_type_code: Option<String>,
        /// Name of the way of delivery.
        "WayOfDeliveryTypeName" way_of_delivery_type_name: Option<String>,
        /// Terms of delivery.
        "TermsOfDelivery" terms_of_delivery: Option<String>,
        /// Terms of payment.
        "TermsOfPayment" terms_of_payment: Option<String>,
        /// Code of the type.
        "OrderTypeCode" order_type_code: Option<String>,
        /// Name of the type.
        "OrderTypeName" order_type_name: Option<String>,
        /// Language of the documents.
        "Language" language: Option<String>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Type of the invoice.
        "InvoiceTypeCode" invoice_type_code: Option<String>,
        /// Address of the invoice.
        "InvoiceUrl" invoice_url: Option<String>,
        /// Code for production.
        "ProductionCode" production_code: Option<String>,
        /// When the carrier fetches it.
        "PickUpDate" pick_up_date: Option<XsDateTime>,
        /// When to deliver.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// When it was made.
        "CreatedDate" created_date: Option<XsDateTime>,
        /// When it was shipped. Which status sets it is not documented.
        "ShippedTime" shipped_time: Option<XsDateTime>,
        /// Latest arrival at the recipient.
        "ArrivalDate" arrival_date: Option<XsDateTime>,
        /// Earliest arrival at the recipient.
        "ArrivalDateFrom" arrival_date_from: Option<XsDateTime>,
        /// When its documents were printed.
        "PrintedTime" printed_time: Option<XsDateTime>,
        /// Number of the waybill.
        "WayBill" way_bill: Option<String>,
        /// Price for the customer.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Price of the freight.
        "FreightPrice" freight_price: Option<Decimal>,
        /// Status number, see [`OrderStatus`].
        "OrderStatusNumber" order_status_number: Option<i32>,
        /// Name of the status, in the language of the warehouse. Not for decisions.
        "OrderStatusText" order_status_text: Option<String>,
        /// Id of the service point.
        "TransporterServicePointId" transporter_service_point_id: Option<i32>,
        /// The carrier's code of the service point.
        "TransporterServicePointCode" transporter_service_point_code: Option<String>,
        /// Code of the service point where the recipient fetches it.
        "OrderServicePointCode" order_service_point_code: Option<String>,
        /// Quantity picked, over all lines.
        "PickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// Quantity ordered, over all lines.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Who is notified by e-mail.
        "EmailNotification" email_notification: Option<NotifyClass>,
        /// Who is called.
        "TelephoneNotification" telephone_notification: Option<NotifyClass>,
        /// Who gets a text message.
        "SMSNotification" sms_notification: Option<NotifyClass>,
        /// Priority when picking.
        "PickingPriority" picking_priority: Option<i32>,
        /// The order whose remainder this is.
        "BackOrderForOrderId" back_order_for_order_id: Option<OrderId>,
        /// Article that the freight is charged with.
        "FinancialArticleCode" financial_article_code: Option<String>,
        /// First free text.
        "FreeText1" free_text1: Option<String>,
        /// Second free text.
        "FreeText2" free_text2: Option<String>,
        /// Third free text.
        "FreeText3" free_text3: Option<String>,
    }

    /// Whether and where a person is notified about a delivery.
    #[non_exhaustive]
    pub struct NotifyClass in NAMESPACE {
        /// Whether.
        "ToBeNotified" to_be_notified: Option<bool>,
        /// The number or address.
        "Value" value: Option<String>,
    }
}
