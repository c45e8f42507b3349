//! Orders, as they are read.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{OrderId, ShipmentId};
use crate::rest::model::{
    CodeName, ContactModel, FreightPriceModel, GetOrderLine, GetOrderParcel, GetOrderShipmentParcel,
    GoodsOwnerModel, IdCodeName, MarketPlaceModel, NotificationModel, NumberedStatus, OrderCustomsInfoModel,
    TextLineModel,
};

record! {
    /// An order, as it is read, with quantities, parcels and tracking.
    #[non_exhaustive]
    pub struct GetOrderModel {
        /// Whose goods.
        "goodsOwner" goods_owner: Option<GoodsOwnerModel>,
        /// The head.
        "orderInfo" order_info: Option<GetOrderModelOrderInfo>,
        /// The recipient.
        "consignee" consignee: Option<GetOrderModelConsignee>,
        /// The parcels.
        "parcels" parcels: Vec<GetOrderParcel>,
        /// The lines.
        "orderLines" order_lines: Vec<GetOrderLine>,
        /// The carrier.
        "transporter" transporter: Option<GetOrderModelTransporter>,
        /// The carrier for goods that come back.
        "returnTransporter" return_transporter: Option<GetOrderModelTransporter>,
        /// Tracking, by waybill.
        "tracking" tracking: Vec<GetOrderTracking>,
        /// Classes.
        "classes" classes: Vec<CodeName>,
        /// The shipment that it is on.
        "shipmentInfo" shipment_info: Option<GetOrderModelShipmentInfo>,
        /// Tracking of goods that come back.
        "returnTracking" return_tracking: Vec<GetOrderTracking>,
        /// What is rarely needed.
        "advanced" advanced: Option<GetOrderModelAdvanced>,
    }

    /// The head of an order, as it is read.
    #[non_exhaustive]
    pub struct GetOrderModelOrderInfo {
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// Order number, at most 50 characters, unique for a goods owner. The usual key.
        "orderNumber" order_number: Option<String>,
        /// A second, external id of the order, at most 40 characters.
        "goodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Reference number.
        "referenceNumber" reference_number: Option<String>,
        /// The contact person at the customer, or a sales code.
        "salesCode" sales_code: Option<String>,
        /// A remark for the staff.
        "orderRemark" order_remark: Option<String>,
        /// Delivery instructions for the carrier.
        "deliveryInstruction" delivery_instruction: Option<String>,
        /// Code of the service point where the recipient fetches it.
        "servicePointCode" service_point_code: Option<String>,
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// Second free text.
        "freeText2" free_text2: Option<String>,
        /// Third free text.
        "freeText3" free_text3: Option<String>,
        /// Type of order.
        "orderType" order_type: Option<CodeName>,
        /// Way of delivery, as an entry of a list. The warehouse chooses carriers by it.
        "wayOfDelivery" way_of_delivery: Option<CodeName>,
        /// When to deliver.
        "deliveryDate" delivery_date: Option<XsDateTime>,
        /// When it was written.
        "createdDate" created_date: Option<XsDateTime>,
        /// When it left.
        "shippedTime" shipped_time: Option<XsDateTime>,
        /// Number of the waybill.
        "wayBill" way_bill: Option<String>,
        /// Number of the waybill for goods that come back.
        "returnWayBill" return_way_bill: Option<String>,
        /// Status.
        "orderStatus" order_status: Option<NumberedStatus>,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<NotificationModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<NotificationModel>,
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<NotificationModel>,
        /// Quantity ordered.
        "orderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity set aside for picking.
        "allocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Quantity picked.
        "pickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// What customs asks for.
        "customsInfo" customs_info: Option<OrderCustomsInfoModel>,
        /// Id of a transport document that was prepared beforehand.
        "preparedTransportDocumentId" prepared_transport_document_id: Option<String>,
        /// The warehouse.
        "warehouse" warehouse: Option<IdCodeName>,
        /// Terms of delivery, as an entry of a list.
        "termsOfDeliveryType" terms_of_delivery_type: Option<CodeName>,
        /// Price for the customer.
        "customerPrice" customer_price: Option<Decimal>,
        /// The recipient's own number for the order.
        "consigneeOrderNumber" consignee_order_number: Option<String>,
        /// An instruction for the warehouse.
        "warehouseInstruction" warehouse_instruction: Option<String>,
        /// The market place that it was sold on.
        "marketPlace" market_place: Option<MarketPlaceModel>,
        /// Priority when picking.
        "pickingPriority" picking_priority: Option<i32>,
        /// Code for production.
        "productionCode" production_code: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<GetOrderInfoAdvanced>,
        /// Price of the freight.
        "freightPrice" freight_price: Option<Decimal>,
        /// Address of the invoice.
        "invoiceUrl" invoice_url: Option<String>,
        /// First free time.
        "orderFreeDateTime1" order_free_date_time1: Option<XsDateTime>,
        /// Place where it is sorted to.
        "sortLocation" sort_location: Option<String>,
    }

    /// What is rarely needed of an order's head, as it is read.
    #[non_exhaustive]
    pub struct GetOrderInfoAdvanced {
        /// Number of the invoice.
        "invoiceNumber" invoice_number: Option<String>,
        /// Latest arrival at the recipient.
        "arrivalDate" arrival_date: Option<XsDateTime>,
        /// When to deliver, with the time of the day.
        "deliveryDateWithTime" delivery_date_with_time: Option<XsDateTime>,
        /// What it is the rest of.
        "backOrderInfo" back_order_info: Option<GetOrderInfoAdvancedBackOrderInfo>,
        /// When the head was last changed.
        "orderHeaderUpdated" order_header_updated: Option<XsDateTime>,
        /// Who pays the carrier; a word of the service, of which no list is published.
        "transportPaymentType" transport_payment_type: Option<String>,
    }

    /// The order that this one has the rest of.
    #[non_exhaustive]
    pub struct GetOrderInfoAdvancedBackOrderInfo {
        /// Ongoing's id of the order that this one has the rest of.
        "backOrderForOrderId" back_order_for_order_id: Option<OrderId>,
    }

    /// The recipient of an order, as it is read.
    #[non_exhaustive]
    pub struct GetOrderModelConsignee {
        /// Number of the customer.
        "customerNumber" customer_number: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address1" address1: Option<String>,
        /// Second line of the address.
        "address2" address2: Option<String>,
        /// Third line of the address.
        "address3" address3: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
        /// Place.
        "city" city: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// State or province, as a code.
        "countryStateCode" country_state_code: Option<String>,
        /// A remark for the staff.
        "remark" remark: Option<String>,
        /// Code that opens the door.
        "doorCode" door_code: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<GetOrderConsigneeAdvanced>,
        /// Who pays.
        "invoiceAddress" invoice_address: Option<GetOrderConsigneeInvoiceAddress>,
        /// Ongoing's id.
        "id" id: Option<i32>,
    }

    /// How to reach the recipient of an order, as it is read.
    #[non_exhaustive]
    pub struct GetOrderConsigneeAdvanced {
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<NotificationModel>,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<NotificationModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<NotificationModel>,
    }

    /// Who pays an order, as it is read.
    #[non_exhaustive]
    pub struct GetOrderConsigneeInvoiceAddress {
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address1" address1: Option<String>,
        /// Second line of the address.
        "address2" address2: Option<String>,
        /// Third line of the address.
        "address3" address3: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
        /// Place.
        "city" city: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// State or province, as a code.
        "countryStateCode" country_state_code: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<GetOrderConsigneeInvoiceAddressAdvanced>,
    }

    /// Contact details of an order's payer, as they are read.
    #[non_exhaustive]
    pub struct GetOrderConsigneeInvoiceAddressAdvanced {
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<ContactModel>,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<ContactModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<ContactModel>,
    }

    /// The carrier of an order, as it is read.
    #[non_exhaustive]
    pub struct GetOrderModelTransporter {
        /// Name of the carrier.
        "transporterName" transporter_name: Option<String>,
        /// Name of the service.
        "name" name: Option<String>,
        /// Code.
        "code" code: Option<String>,
        /// Code of the carrier's service.
        "serviceCode" service_code: Option<String>,
        /// The contract with the carrier.
        "transporterContract" transporter_contract: Option<GetOrderTransporterTransporterContract>,
        /// A comment on the service.
        "serviceComment" service_comment: Option<String>,
    }

    /// The contract with a carrier, as an order has it.
    #[non_exhaustive]
    pub struct GetOrderTransporterTransporterContract {
        /// A comment.
        "comment" comment: Option<String>,
        /// Who pays the carrier.
        "paymentAdvanced" payment_advanced: Option<GetOrderTransporterContractPaymentAdvanced>,
    }

    /// Under which number a carrier is paid.
    #[non_exhaustive]
    pub struct GetOrderTransporterContractPaymentAdvanced {
        /// Number of the customer.
        "customerNumber" customer_number: Option<String>,
    }

    /// Tracking of an order.
    #[non_exhaustive]
    pub struct GetOrderTracking {
        /// Price of the freight.
        "freightPrice" freight_price: Option<FreightPriceModel>,
        /// Address where it can be tracked.
        "trackingUrl" tracking_url: Option<String>,
        /// Number of the waybill.
        "waybill" waybill: Option<String>,
        /// When it was written.
        "created" created: Option<XsDateTime>,
    }

    /// The shipment that an order is on.
    #[non_exhaustive]
    pub struct GetOrderModelShipmentInfo {
        /// On this shipment.
        "shipmentId" shipment_id: Option<ShipmentId>,
        /// The parcels.
        "parcels" parcels: Vec<GetOrderShipmentParcel>,
    }

    /// What is rarely needed of an order, as it is read.
    #[non_exhaustive]
    pub struct GetOrderModelAdvanced {
        /// Lines that are only text.
        "orderTextLines" order_text_lines: Vec<TextLineModel>,
    }
}
