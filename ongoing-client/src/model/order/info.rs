//! The head of an order, as it is written.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{OrderId, TypeClass, WayOfDeliveryType};

element! {
    /// The head of an order, as it is written.
    pub struct OrderInfoClass in NAMESPACE {
        /// Which field the order is found by; that field must be set.
        "OrderIdentification" order_identification: OrderIdentificationType,
        /// What to do with it.
        "OrderOperation" order_operation: OrderOperation,
        /// A free text on the communication.
        "Communication" communication: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// Reference number, at most 50 characters.
        "ReferenceNumber" reference_number: Option<String>,
        /// Order number, at most 50 characters, unique for a goods owner. The usual key.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// A second, external id of the order, at most 40 characters.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// The contact person at the customer, or a sales code.
        "SalesCode" sales_code: Option<String>,
        /// A remark for the staff.
        "OrderRemark" order_remark: Option<String>,
        /// The recipient's own number for the order.
        "ConsigneeOrderNumber" consignee_order_number: Option<String>,
        /// Way of delivery, as free text.
        "WayOfDelivery" way_of_delivery: Option<String>,
        /// Terms of delivery, as free text.
        "TermsOfDelivery" terms_of_delivery: Option<String>,
        /// Terms of payment, as free text.
        "TermsOfPayment" terms_of_payment: Option<String>,
        /// Profit centre.
        "ProfitCenter" profit_center: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// The carrier's number for the order.
        "TransporterOrderNumber" transporter_order_number: Option<String>,
        /// Price of the freight.
        "FreightPrice" freight_price: Option<Decimal>,
        /// When to deliver. Always written; unset it is the smallest date, which the service takes for
        /// "none".
        "DeliveryDate" delivery_date: XsDateTime,
        /// Earliest arrival at the recipient.
        "ArrivalDateFrom" arrival_date_from: Option<XsDateTime>,
        /// Latest arrival at the recipient.
        "ArrivalDate" arrival_date: Option<XsDateTime>,
        /// Number of the waybill.
        "WayBill" way_bill: Option<String>,
        /// Price for the customer.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// The status that a new order gets, if not the one of the warehouse.
        "OrderStatusCreated" order_status_created: Option<i32>,
        /// The status that the order gets when it is changed.
        "OrderStatusUpdated" order_status_updated: Option<i32>,
        /// Language of the documents, as a code.
        "Language" language: Option<String>,
        /// Type of order.
        "OrderType" order_type: Option<OrderType>,
        /// Way of delivery, as an entry of a list. The warehouse chooses carriers by it.
        "WayOfDeliveryType" way_of_delivery_type: Option<WayOfDeliveryType>,
        /// Terms of delivery, as an entry of a list.
        "TermsOfDeliveryType" terms_of_delivery_type: Option<TypeClass>,
        /// Who is notified about the delivery, for this order.
        "OrderNotification" order_notification: Option<OrderNotification>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Type of the invoice.
        "InvoiceTypeCode" invoice_type_code: Option<String>,
        /// Address of the invoice.
        "InvoiceUrl" invoice_url: Option<String>,
        /// The warehouse that it leaves from, where there are several.
        "OutboundWarehouse" outbound_warehouse: Option<OutboundWarehouse>,
        /// Code for production.
        "ProductionCode" production_code: Option<String>,
        /// Priority when picking.
        "PickingPriority" picking_priority: Option<i32>,
        /// Code of the service point where the recipient fetches it.
        "OrderServicePointCode" order_service_point_code: Option<String>,
        /// First free text.
        "FreeText1" free_text1: Option<String>,
        /// Second free text.
        "FreeText2" free_text2: Option<String>,
        /// Third free text.
        "FreeText3" free_text3: Option<String>,
    }

    /// A type of order.
    pub struct OrderType in NAMESPACE {
        /// Whether it must exist already.
        "OrderTypeOperation" order_type_operation: OrderTypeOperation,
        /// Which field it is found by.
        "OrderTypeIdentification" order_type_identification: OrderTypeIdentification,
        /// Code.
        "OrderTypeCode" order_type_code: Option<String>,
        /// Name.
        "OrderTypeName" order_type_name: Option<String>,
    }

    /// Who is notified about the delivery of an order, and how.
    pub struct OrderNotification in NAMESPACE {
        /// Telephone number.
        "Telephone" telephone: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Whether to send an e-mail about the delivery.
        "NotifyByEmail" notify_by_email: Option<bool>,
        /// Whether to send a text message about the delivery.
        "NotifyBySms" notify_by_sms: Option<bool>,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
    }

    /// The warehouse that an order leaves from.
    pub struct OutboundWarehouse in NAMESPACE {
        /// Which field it is found by.
        "WarehouseIdentification" warehouse_identification: WarehouseIdentificationType,
        /// Code.
        "WarehouseCode" warehouse_code: Option<String>,
        /// Name.
        "WarehouseName" warehouse_name: Option<String>,
        /// Id.
        "WarehouseId" warehouse_id: Option<i32>,
    }
}

enumeration! {
    /// What an order is found by.
    pub enum OrderIdentificationType = ExternalOrderCode {
        /// The external order code.
        ExternalOrderCode,
        /// The order number.
        GoodsOwnerOrderNumber,
        /// The reference number.
        ReferenceNumber,
        /// Ongoing's id.
        SystemId,
        /// The external order id.
        GoodsOwnerOrderId,
    }

    /// What to do with an order.
    pub enum OrderOperation = Create {
        /// Create it; it must not be there.
        Create,
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Update it; it must be there.
        Update,
        /// Cancel it, which works only while the warehouse has not begun.
        Remove,
    }

    /// What to do with a type of order.
    pub enum OrderTypeOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Use what is there untouched, else create it.
        CreateOrFind,
    }

    /// What a type of order is found by.
    pub enum OrderTypeIdentification = OrderTypeCode {
        /// The code.
        OrderTypeCode,
        /// The name.
        OrderTypeName,
    }

    /// What a warehouse is found by.
    pub enum WarehouseIdentificationType = WarehouseCode {
        /// The code.
        WarehouseCode,
        /// The name.
        WarehouseName,
        /// The id.
        WarehouseId,
    }
}

impl OrderInfoClass {
    /// The head of an order that is found by its number, and created or updated. Both transports demand a delivery date.
    pub fn by_number(order_number: impl Into<String>, delivery_date: impl Into<XsDateTime>) -> Self {
        Self {
            order_identification: OrderIdentificationType::GoodsOwnerOrderNumber,
            order_operation: OrderOperation::CreateOrUpdate,
            goods_owner_order_number: Some(order_number.into()),
            delivery_date: delivery_date.into(),
            ..Self::default()
        }
    }
}

impl OrderType {
    /// A type of order that is found by its code, or created.
    pub fn create_or_find(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            order_type_operation: OrderTypeOperation::CreateOrFind,
            order_type_identification: OrderTypeIdentification::OrderTypeCode,
            order_type_code: Some(code.into()),
            order_type_name: Some(name.into()),
        }
    }
}

impl OutboundWarehouse {
    /// The warehouse with this code.
    pub fn by_code(code: impl Into<String>) -> Self {
        Self { warehouse_code: Some(code.into()), ..Self::default() }
    }

    /// The warehouse with this id: what both transports can say.
    pub fn by_id(id: i32) -> Self {
        let warehouse_identification = WarehouseIdentificationType::WarehouseId;
        Self { warehouse_identification, warehouse_id: Some(id), ..Self::default() }
    }
}
