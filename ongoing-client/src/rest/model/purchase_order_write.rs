//! Purchase orders, as they are written.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::InOrderId;
use crate::rest::model::{CodeName, CodeNameComment, SupplierAddressModel, TextLineModel, TrackingModel};

record! {
    /// A purchase order, as it is written. What becomes of values that a second one leaves out is not documented:
    /// write all of it, every time.
    pub struct PostPurchaseOrderModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Number of the purchase order, unique for a goods owner. The usual key. Always written.
        "purchaseOrderNumber" purchase_order_number: String,
        /// The supplier's own number for it.
        "supplierOrderNumber" supplier_order_number: Option<String>,
        /// The goods owner's reference.
        "goodsOwnerReference" goods_owner_reference: Option<String>,
        /// Reference number.
        "referenceNumber" reference_number: Option<String>,
        /// When the goods are expected.
        "inDate" in_date: Option<XsDateTime>,
        /// The supplier.
        "supplierInfo" supplier_info: Option<PostPurchaseOrderModelSupplierInfo>,
        /// Type of purchase order.
        "purchaseOrderType" purchase_order_type: Option<CodeName>,
        /// The lines.
        "purchaseOrderLines" purchase_order_lines: Vec<PostPurchaseOrderLine>,
        /// A remark for the staff.
        "purchaseOrderRemark" purchase_order_remark: Option<String>,
        /// Ongoing's id of the warehouse.
        "warehouseId" warehouse_id: Option<i32>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<PostPurchaseOrderModelFreeValues>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostPurchaseOrderModelAdvanced>,
        /// What customs asks for.
        "customsInfo" customs_info: Option<PostPurchaseOrderModelCustomsInfo>,
        /// The seller.
        "sellerInfo" seller_info: Option<PostPurchaseOrderModelSellerInfo>,
        /// Number of the invoice.
        "invoiceNumber" invoice_number: Option<String>,
        /// Classes.
        "classes" classes: Vec<CodeNameComment>,
        /// Tracking, by waybill.
        "tracking" tracking: Vec<TrackingModel>,
        /// Lines that are only text.
        "textLines" text_lines: Vec<TextLineModel>,
    }

    /// The supplier of a purchase order, as it is written.
    pub struct PostPurchaseOrderModelSupplierInfo {
        /// Number of the supplier.
        "supplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "supplierName" supplier_name: Option<String>,
        /// Address of the supplier.
        "supplierAddress" supplier_address: Option<SupplierAddressModel>,
        /// A remark for the staff.
        "remark" remark: Option<String>,
    }

    /// A line of a purchase order, as it is written.
    pub struct PostPurchaseOrderLine {
        /// The number that the line has in the system it comes from, unique in the order. Always written.
        "rowNumber" row_number: String,
        /// With this number. Always written.
        "articleNumber" article_number: String,
        /// Quantity that is expected. Always written.
        "numberOfItems" number_of_items: Decimal,
        /// A comment.
        "comment" comment: Option<String>,
        /// Price of the line.
        "rowPrice" row_price: Option<Decimal>,
        /// Currency, as an ISO 4217 code.
        "currencyCode" currency_code: Option<String>,
        /// Ongoing's id of the status that items get when they are received.
        "articleItemStatusId" article_item_status_id: Option<i32>,
        /// Batch.
        "batchNumber" batch_number: Option<String>,
        /// A second, external id of the line.
        "externalOrderLineId" external_order_line_id: Option<String>,
        /// When the goods are expected.
        "inDate" in_date: Option<XsDateTime>,
        /// Serial number.
        "serialNumber" serial_number: Option<String>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// When it was made.
        "productionDate" production_date: Option<XsDateTime>,
        /// Values whose meaning the company chooses.
        "lineFreeValues" line_free_values: Option<PostPurchaseOrderLineLineFreeValues>,
        /// Type of line.
        "lineType" line_type: Option<CodeName>,
        /// Why the goods come back.
        "returnCause" return_cause: Option<CodeName>,
        /// Lines that are only text.
        "textLines" text_lines: Vec<TextLineModel>,
    }

    /// Values of a purchase order's line whose meaning the company chooses, as they are written.
    pub struct PostPurchaseOrderLineLineFreeValues {
        /// First free number.
        "freeDecimal1" free_decimal1: Option<Decimal>,
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// Second free text.
        "freeText2" free_text2: Option<String>,
    }

    /// Values of a purchase order whose meaning the company chooses, as they are written.
    pub struct PostPurchaseOrderModelFreeValues {
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// Second free text.
        "freeText2" free_text2: Option<String>,
        /// Third free text.
        "freeText3" free_text3: Option<String>,
        /// Fourth free text.
        "freeText4" free_text4: Option<String>,
        /// Fifth free text.
        "freeText5" free_text5: Option<String>,
        /// First free number.
        "freeDecimal1" free_decimal1: Option<Decimal>,
        /// Second free number.
        "freeDecimal2" free_decimal2: Option<Decimal>,
        /// First free yes or no.
        "freeBoolean1" free_boolean1: Option<bool>,
        /// Second free yes or no.
        "freeBoolean2" free_boolean2: Option<bool>,
    }

    /// What is rarely needed of a purchase order, as it is written.
    pub struct PostPurchaseOrderModelAdvanced {
        /// Number of the container.
        "container" container: Option<String>,
        /// When it was ordered.
        "orderDate" order_date: Option<XsDateTime>,
        /// Day that the supplier announced.
        "advisedDate" advised_date: Option<XsDateTime>,
        /// The status that a new one gets, if not the one of the warehouse.
        "purchaseOrderStatusCreated" purchase_order_status_created: Option<i32>,
        /// Whether it announces goods that come back from customers.
        "purchaseOrderIsReturnType" purchase_order_is_return_type: Option<bool>,
        /// The customer that goods come back from.
        "customer" customer: Option<PostPurchaseOrderAdvancedCustomer>,
    }

    /// The customer that the goods of a purchase order come back from.
    pub struct PostPurchaseOrderAdvancedCustomer {
        /// Number of the customer.
        "customerNumber" customer_number: Option<String>,
        /// Name of the customer.
        "customerName" customer_name: Option<String>,
        /// First line of the address, usually the street.
        "address" address: Option<PostPurchaseOrderCustomerAddress>,
    }

    /// The address of the customer that goods come back from.
    pub struct PostPurchaseOrderCustomerAddress {
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
        /// E-mail address.
        "email" email: Option<String>,
        /// Telephone number.
        "telephone" telephone: Option<String>,
        /// Mobile telephone number.
        "mobilePhone" mobile_phone: Option<String>,
    }

    /// What customs asks for about a purchase order.
    pub struct PostPurchaseOrderModelCustomsInfo {
        /// Terms of delivery, as an entry of a list.
        "termsOfDeliveryType" terms_of_delivery_type: Option<CodeName>,
        /// Place that the terms of delivery name.
        "termsOfDeliveryTypeLocation" terms_of_delivery_type_location: Option<String>,
    }

    /// The seller of a purchase order's goods, as it is written.
    pub struct PostPurchaseOrderModelSellerInfo {
        /// Number of the seller.
        "sellerNumber" seller_number: Option<String>,
        /// Name of the seller.
        "sellerName" seller_name: Option<String>,
        /// Address of the seller.
        "sellerAddress" seller_address: Option<SupplierAddressModel>,
    }

    /// What the service answers to purchase orders.
    #[non_exhaustive]
    pub struct PostPurchaseOrderResponse {
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
