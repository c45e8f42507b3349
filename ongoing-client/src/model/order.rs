//! Model: order.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::*;

element! {
    /// `CustomerOrder`.
    pub struct CustomerOrder in NAMESPACE {
        /// Order info.
        "OrderInfo" order_info: Option<OrderInfoClass>,
        /// Goods owner.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// Customer.
        "Customer" customer: Option<Customer>,
        /// Communication info.
        "CommunicationInfo" communication_info: Option<CommunicationInfo>,
        /// Transporter contract.
        "TransporterContract" transporter_contract: Option<TransporterContractClass>,
        /// Customer order lines.
        "CustomerOrderLines"/"CustomerOrderLine" customer_order_lines: Vec<CustomerOrderLine>,
        /// Customer order text lines.
        "CustomerOrderTextLines"/"CustomerOrderTextLine" customer_order_text_lines: Vec<CustomerOrderTextLine>,
        /// Transport services.
        "TransportServices" transport_services: Option<OrderTransportServices>,
    }

    /// `Customer`.
    pub struct Customer in NAMESPACE {
        /// Customer operation.
        "CustomerOperation" customer_operation: CustomerOperation,
        /// Customer identification.
        "CustomerIdentification" customer_identification: CustomerIdentificationType,
        /// External customer code.
        "ExternalCustomerCode" external_customer_code: Option<String>,
        /// Customer number.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer id.
        "CustomerId" customer_id: Option<i32>,
        /// Delivery address id.
        "DeliveryAddressId" delivery_address_id: Option<i32>,
        /// Invoice address id.
        "InvoiceAddressId" invoice_address_id: Option<i32>,
        /// Coordinates.
        "Coordinates" coordinates: Option<Coordinates>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Remark.
        "Remark" remark: Option<String>,
        /// Email.
        "Email" email: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Country state code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Delivery instruction.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Is visible.
        "IsVisible" is_visible: bool,
        /// Notify by sms.
        "NotifyBySMS" notify_by_sms: bool,
        /// Notify by email.
        "NotifyByEmail" notify_by_email: bool,
        /// Notify by telephone.
        "NotifyByTelephone" notify_by_telephone: bool,
        /// Invoice address.
        "InvoiceAddress" invoice_address: Option<InvoiceAddress>,
        /// Customer group.
        "CustomerGroup" customer_group: Option<CustomerGroup>,
    }

    /// `OrderInfoClass`.
    pub struct OrderInfoClass in NAMESPACE {
        /// Order identification.
        "OrderIdentification" order_identification: OrderIdentificationType,
        /// Order operation.
        "OrderOperation" order_operation: OrderOperation,
        /// Communication.
        "Communication" communication: Option<String>,
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// Goods owner order number.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Goods owner order id.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Sales code.
        "SalesCode" sales_code: Option<String>,
        /// Order remark.
        "OrderRemark" order_remark: Option<String>,
        /// Consignee order number.
        "ConsigneeOrderNumber" consignee_order_number: Option<String>,
        /// Way of delivery.
        "WayOfDelivery" way_of_delivery: Option<String>,
        /// Terms of delivery.
        "TermsOfDelivery" terms_of_delivery: Option<String>,
        /// Terms of payment.
        "TermsOfPayment" terms_of_payment: Option<String>,
        /// Profit center.
        "ProfitCenter" profit_center: Option<String>,
        /// Delivery instruction.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Transporter order number.
        "TransporterOrderNumber" transporter_order_number: Option<String>,
        /// Freight price.
        "FreightPrice" freight_price: Option<Decimal>,
        /// Delivery date.
        "DeliveryDate" delivery_date: XsDateTime,
        /// Arrival date from.
        "ArrivalDateFrom" arrival_date_from: Option<XsDateTime>,
        /// Arrival date.
        "ArrivalDate" arrival_date: Option<XsDateTime>,
        /// Way bill.
        "WayBill" way_bill: Option<String>,
        /// Customer price.
        "CustomerPrice" customer_price: Option<Decimal>,
        /// Order status created.
        "OrderStatusCreated" order_status_created: Option<i32>,
        /// Order status updated.
        "OrderStatusUpdated" order_status_updated: Option<i32>,
        /// Language.
        "Language" language: Option<String>,
        /// Order type.
        "OrderType" order_type: Option<OrderType>,
        /// Way of delivery type.
        "WayOfDeliveryType" way_of_delivery_type: Option<WayOfDeliveryType>,
        /// Terms of delivery type.
        "TermsOfDeliveryType" terms_of_delivery_type: Option<TypeClass>,
        /// Order notification.
        "OrderNotification" order_notification: Option<OrderNotification>,
        /// Invoice number.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Invoice type code.
        "InvoiceTypeCode" invoice_type_code: Option<String>,
        /// Invoice url.
        "InvoiceUrl" invoice_url: Option<String>,
        /// Outbound warehouse.
        "OutboundWarehouse" outbound_warehouse: Option<OutboundWarehouse>,
        /// Production code.
        "ProductionCode" production_code: Option<String>,
        /// Picking priority.
        "PickingPriority" picking_priority: Option<i32>,
        /// Order service point code.
        "OrderServicePointCode" order_service_point_code: Option<String>,
        /// Free text1.
        "FreeText1" free_text1: Option<String>,
        /// Free text2.
        "FreeText2" free_text2: Option<String>,
        /// Free text3.
        "FreeText3" free_text3: Option<String>,
    }

    /// `GoodsOwner`.
    pub struct GoodsOwner in NAMESPACE {
        /// Goods owner identification.
        "GoodsOwnerIdentification" goods_owner_identification: GoodsOwnerIdentificationType,
        /// Goods owner code.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// Goods owner id.
        "GoodsOwnerId" goods_owner_id: i32,
        /// Financial code.
        "FinancialCode" financial_code: Option<String>,
        /// Goods location code.
        "GoodsLocationCode" goods_location_code: Option<String>,
    }

    /// `CommunicationInfo`.
    pub struct CommunicationInfo in NAMESPACE {
        /// From system name.
        "FromSystemName" from_system_name: Option<String>,
        /// To system name.
        "ToSystemName" to_system_name: Option<String>,
        /// Message id.
        "MessageId" message_id: Option<String>,
    }

    /// `TransporterContractClass`.
    pub struct TransporterContractClass in NAMESPACE {
        /// Transporter contract identification.
        "TransporterContractIdentification" transporter_contract_identification: TransporterContractIdentificationType,
        /// Transporter contract operation.
        "TransporterContractOperation" transporter_contract_operation: TransporterContractOperation,
        /// Transport payment.
        "TransportPayment" transport_payment: TransportPaymentType,
        /// Transporter code.
        "TransporterCode" transporter_code: Option<String>,
        /// Transporter service code.
        "TransporterServiceCode" transporter_service_code: Option<String>,
        /// Customer number.
        "CustomerNumber" customer_number: Option<String>,
        /// Consignee pallet customer number.
        "ConsigneePalletCustomerNumber" consignee_pallet_customer_number: Option<String>,
    }

    /// `CustomerOrderLine`.
    pub struct CustomerOrderLine in NAMESPACE {
        /// Order line identification.
        "OrderLineIdentification" order_line_identification: OrderLineIdentificationType,
        /// Article identification.
        "ArticleIdentification" article_identification: ArticleIdentificationType,
        /// Sub order line specification.
        "SubOrderLineSpecification" sub_order_line_specification: Option<SubOrderLineSpecificationType>,
        /// Order line system id.
        "OrderLineSystemId" order_line_system_id: Option<OrderLineId>,
        /// Delivery date.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// External order line code.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Order line comment.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Article system id.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Article number.
        "ArticleNumber" article_number: Option<String>,
        /// Article name.
        "ArticleName" article_name: Option<String>,
        /// Customer line price.
        "CustomerLinePrice" customer_line_price: Option<Decimal>,
        /// Line price.
        "LinePrice" line_price: Option<Decimal>,
        /// Number of items.
        "NumberOfItems" number_of_items: Decimal,
        /// Currency code.
        "CurrencyCode" currency_code: Option<String>,
        /// Height.
        "Height" height: Option<Decimal>,
        /// Width.
        "Width" width: Option<Decimal>,
        /// Length.
        "Length" length: Option<Decimal>,
        /// Do pick.
        "DoPick" do_pick: Option<bool>,
        /// Batch.
        "Batch" batch: Option<String>,
        /// Sub order lines.
        "SubOrderLines"/"SubOrderLine" sub_order_lines: Vec<SubOrderLine>,
        /// Min days to expiry date.
        "MinDaysToExpiryDate" min_days_to_expiry_date: Option<i32>,
        /// Max days to expiry date.
        "MaxDaysToExpiryDate" max_days_to_expiry_date: Option<i32>,
        /// Product code.
        "ProductCode" product_code: Option<String>,
        /// Order line serial.
        "OrderLineSerial" order_line_serial: Option<String>,
        /// Discount.
        "Discount" discount: Option<Decimal>,
        /// Vat code.
        "VatCode" vat_code: Option<VatCodeClass>,
        /// Order line case no.
        "OrderLineCaseNo" order_line_case_no: Option<String>,
        /// Order line article item status.
        "OrderLineArticleItemStatus" order_line_article_item_status: Option<OrderLineArticleItemStatus>,
        /// Order line weight.
        "OrderLineWeight" order_line_weight: Option<Decimal>,
        /// Customer article number.
        "CustomerArticleNumber" customer_article_number: Option<String>,
    }

    /// `CustomerOrderTextLine`.
    pub struct CustomerOrderTextLine in NAMESPACE {
        /// External order line code.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Order line comment.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Number of items.
        "NumberOfItems" number_of_items: Option<Decimal>,
    }

    /// `OrderTransportServices`.
    pub struct OrderTransportServices in NAMESPACE {
        /// Exact time.
        "ExactTime" exact_time: Option<bool>,
        /// Crane truck.
        "CraneTruck" crane_truck: Option<bool>,
        /// Carry in.
        "CarryIn" carry_in: Option<bool>,
    }

    /// `Coordinates`.
    pub struct Coordinates in NAMESPACE {
        /// Longitude.
        "Longitude" longitude: Option<Decimal>,
        /// Latitude.
        "Latitude" latitude: Option<Decimal>,
    }

    /// `InvoiceAddress`.
    pub struct InvoiceAddress in NAMESPACE {
        /// Coordinates.
        "Coordinates" coordinates: Option<Coordinates>,
        /// Name.
        "Name" name: Option<String>,
        /// Address.
        "Address" address: Option<String>,
        /// Address2.
        "Address2" address2: Option<String>,
        /// Address3.
        "Address3" address3: Option<String>,
        /// Post code.
        "PostCode" post_code: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Tele phone.
        "TelePhone" tele_phone: Option<String>,
        /// Remark.
        "Remark" remark: Option<String>,
        /// Email.
        "Email" email: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Country state code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Country code.
        "CountryCode" country_code: Option<String>,
        /// Delivery instruction.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Is visible.
        "IsVisible" is_visible: bool,
        /// Notify by sms.
        "NotifyBySMS" notify_by_sms: bool,
        /// Notify by email.
        "NotifyByEmail" notify_by_email: bool,
        /// Notify by telephone.
        "NotifyByTelephone" notify_by_telephone: bool,
    }

    /// `CustomerGroup`.
    pub struct CustomerGroup in NAMESPACE {
        /// Customer group operation.
        "CustomerGroupOperation" customer_group_operation: CustomerGroupOperation,
        /// Customer group identification.
        "CustomerGroupIdentification" customer_group_identification: CustomerGroupIdentification,
        /// Customer group code.
        "CustomerGroupCode" customer_group_code: Option<String>,
        /// Customer group name.
        "CustomerGroupName" customer_group_name: Option<String>,
    }

    /// `OrderType`.
    pub struct OrderType in NAMESPACE {
        /// Order type operation.
        "OrderTypeOperation" order_type_operation: OrderTypeOperation,
        /// Order type identification.
        "OrderTypeIdentification" order_type_identification: OrderTypeIdentification,
        /// Order type code.
        "OrderTypeCode" order_type_code: Option<String>,
        /// Order type name.
        "OrderTypeName" order_type_name: Option<String>,
    }

    /// `WayOfDeliveryType`.
    pub struct WayOfDeliveryType in NAMESPACE {
        /// Way of delivery type operation.
        "WayOfDeliveryTypeOperation" way_of_delivery_type_operation: WayOfDeliveryTypeOperation,
        /// Way of delivery type identification.
        "WayOfDeliveryTypeIdentification" way_of_delivery_type_identification: WayOfDeliveryTypeIdentification,
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
    }

    /// `OrderNotification`.
    pub struct OrderNotification in NAMESPACE {
        /// Telephone.
        "Telephone" telephone: Option<String>,
        /// Mobile phone.
        "MobilePhone" mobile_phone: Option<String>,
        /// Email.
        "Email" email: Option<String>,
        /// Notify by email.
        "NotifyByEmail" notify_by_email: Option<bool>,
        /// Notify by sms.
        "NotifyBySms" notify_by_sms: Option<bool>,
        /// Notify by telephone.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
    }

    /// `OutboundWarehouse`.
    pub struct OutboundWarehouse in NAMESPACE {
        /// Warehouse identification.
        "WarehouseIdentification" warehouse_identification: WarehouseIdentificationType,
        /// Warehouse code.
        "WarehouseCode" warehouse_code: Option<String>,
        /// Warehouse name.
        "WarehouseName" warehouse_name: Option<String>,
        /// Warehouse id.
        "WarehouseId" warehouse_id: Option<i32>,
    }

    /// `SubOrderLine`.
    pub struct SubOrderLine in NAMESPACE {
        /// Customer order line.
        "CustomerOrderLine" customer_order_line: Option<CustomerOrderLine>,
    }

    /// `OrderLineArticleItemStatus`.
    pub struct OrderLineArticleItemStatus in NAMESPACE {
        /// Identification.
        "Identification" identification: OrderLineArticleItemStatusIdentificationType,
        /// Operation.
        "Operation" operation: OrderLineArticleItemStatusIdentificationOperation,
        /// Article item status id.
        "ArticleItemStatusId" article_item_status_id: Option<i32>,
        /// Article item status code.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
        /// Article item status name.
        "ArticleItemStatusName" article_item_status_name: Option<String>,
        /// Is locked.
        "IsLocked" is_locked: bool,
    }
}

enumeration! {
    /// `CustomerOperation`.
    pub enum CustomerOperation {
        /// Create.
        Create,
        /// Create or update.
        CreateOrUpdate,
        /// Create not update.
        CreateNotUpdate,
        /// Find.
        Find,
    }

    /// `CustomerIdentificationType`.
    pub enum CustomerIdentificationType {
        /// External customer code.
        ExternalCustomerCode,
        /// System id.
        SystemId,
        /// Customer number.
        CustomerNumber,
        /// Full name and address.
        FullNameAndAddress,
    }

    /// `OrderIdentificationType`.
    pub enum OrderIdentificationType {
        /// External order code.
        ExternalOrderCode,
        /// Goods owner order number.
        GoodsOwnerOrderNumber,
        /// Reference number.
        ReferenceNumber,
        /// System id.
        SystemId,
        /// Goods owner order id.
        GoodsOwnerOrderId,
    }

    /// `OrderOperation`.
    pub enum OrderOperation {
        /// Create.
        Create,
        /// Create or update.
        CreateOrUpdate,
        /// Update.
        Update,
        /// Remove.
        Remove,
    }

    /// `GoodsOwnerIdentificationType`.
    pub enum GoodsOwnerIdentificationType {
        /// System id.
        SystemId,
        /// Goods owner code.
        GoodsOwnerCode,
    }

    /// `TransporterContractIdentificationType`.
    pub enum TransporterContractIdentificationType {
        /// Code and service code and customer number.
        CodeAndServiceCodeAndCustomerNumber,
        /// Code and service code.
        CodeAndServiceCode,
        /// Code.
        Code,
        /// Service code.
        ServiceCode,
    }

    /// `TransporterContractOperation`.
    pub enum TransporterContractOperation {
        /// Find.
        Find,
        /// Create or update.
        CreateOrUpdate,
    }

    /// `TransportPaymentType`.
    pub enum TransportPaymentType {
        /// Collect.
        Collect,
        /// Prepaid.
        Prepaid,
        /// Third party.
        ThirdParty,
        /// Un known.
        UnKnown,
    }

    /// `OrderLineIdentificationType`.
    pub enum OrderLineIdentificationType {
        /// External order line code.
        ExternalOrderLineCode,
        /// Article number.
        ArticleNumber,
        /// Article name.
        ArticleName,
        /// External order line id.
        ExternalOrderLineId,
        /// System id.
        SystemId,
    }

    /// `SubOrderLineSpecificationType`.
    pub enum SubOrderLineSpecificationType {
        /// Article register specification.
        ArticleRegisterSpecification,
        /// Request specification.
        RequestSpecification,
    }

    /// `CustomerGroupOperation`.
    pub enum CustomerGroupOperation {
        /// Find.
        Find,
    }

    /// `CustomerGroupIdentification`.
    pub enum CustomerGroupIdentification {
        /// Customer group code.
        CustomerGroupCode,
        /// Customer group name.
        CustomerGroupName,
    }

    /// `OrderTypeOperation`.
    pub enum OrderTypeOperation {
        /// Find.
        Find,
        /// Create or find.
        CreateOrFind,
    }

    /// `OrderTypeIdentification`.
    pub enum OrderTypeIdentification {
        /// Order type code.
        OrderTypeCode,
        /// Order type name.
        OrderTypeName,
    }

    /// `WayOfDeliveryTypeOperation`.
    pub enum WayOfDeliveryTypeOperation {
        /// Create or update.
        CreateOrUpdate,
        /// Create or find.
        CreateOrFind,
        /// Find.
        Find,
    }

    /// `WayOfDeliveryTypeIdentification`.
    pub enum WayOfDeliveryTypeIdentification {
        /// Code.
        Code,
        /// Name.
        Name,
    }

    /// `WarehouseIdentificationType`.
    pub enum WarehouseIdentificationType {
        /// Warehouse code.
        WarehouseCode,
        /// Warehouse name.
        WarehouseName,
        /// Warehouse id.
        WarehouseId,
    }

    /// `OrderLineArticleItemStatusIdentificationType`.
    pub enum OrderLineArticleItemStatusIdentificationType {
        /// Article item status code.
        ArticleItemStatusCode,
    }

    /// `OrderLineArticleItemStatusIdentificationOperation`.
    pub enum OrderLineArticleItemStatusIdentificationOperation {
        /// Find.
        Find,
    }
}
