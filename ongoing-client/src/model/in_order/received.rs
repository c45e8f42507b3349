//! Purchase orders, as they are read.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{AddressClass, GoodsOwner, InOrderId, ReceivedArticlItem, ReceivedInOrderLine, WsiSystem};

element! {
    /// A purchase order, as it is read, with what was received on it.
    #[non_exhaustive]
    pub struct ReceivedInOrder by in_order_info in NAMESPACE {
        /// The head.
        "InOrderInfo" in_order_info: Option<ReceivedInOrderInfoClass>,
        /// Who delivers.
        "InOrderSupplier" in_order_supplier: Option<ReceivedInOrderSupplier>,
        /// Whose goods.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// The system that it comes from.
        "WsiSystem" wsi_system: Option<WsiSystem>,
        /// The lines.
        "ReceivedInOrderLines"/"ReceivedInOrderLine" received_in_order_lines: Vec<ReceivedInOrderLine>,
        /// What was received, item by item.
        "ReceivedArticleItems"/"ReceivedArticlItem" received_article_items: Vec<ReceivedArticlItem>,
        /// The customer that goods come back from.
        "InOrderCustomer" in_order_customer: Option<ReceivedInOrderCustomerInfo>,
    }

    /// The head of a purchase order, as it is read.
    #[non_exhaustive]
    pub struct ReceivedInOrderInfoClass by goods_owner_order_number in NAMESPACE {
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
        /// Number of the purchase order, at most 50 characters, unique for a goods owner. The usual key.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// The supplier's own number for it.
        "SupplierOrderNumber" supplier_order_number: Option<String>,
        /// The goods owner's reference.
        "GoodsOwnerReference" goods_owner_reference: Option<String>,
        /// Batch.
        "BatchNumber" batch_number: Option<String>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// When the goods are expected.
        "InDate" in_date: Option<XsDateTime>,
        /// When it was ordered.
        "OrderDate" order_date: Option<XsDateTime>,
        /// Date of the batch.
        "BatchDate" batch_date: Option<XsDateTime>,
        /// When it was received.
        "ReceivedDate" received_date: Option<XsDateTime>,
        /// When goods were last received on it.
        "LastReceivedTime" last_received_time: Option<XsDateTime>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// The container that the goods come in.
        "Container" container: Option<String>,
        /// Way of delivery, as free text.
        "WayOfDelivery" way_of_delivery: Option<String>,
        /// Code of the way of delivery.
        "WayOfDeliveryTypeCode" way_of_delivery_type_code: Option<String>,
        /// Name of the way of delivery.
        "WayOfDeliveryTypeName" way_of_delivery_type_name: Option<String>,
        /// Name of its type.
        "InOrderTypeName" in_order_type_name: Option<String>,
        /// Code of its type.
        "InOrderTypeCode" in_order_type_code: Option<String>,
        /// Whether it announces goods that come back from customers.
        "InOrderIsReturnType" in_order_is_return_type: Option<bool>,
        /// Number of its status. Each warehouse numbers its statuses itself.
        "InOrderStatusNumber" in_order_status_number: Option<i32>,
        /// Name of its status, in the warehouse's language.
        "InOrderStatusText" in_order_status_text: Option<String>,
        /// Quantity announced.
        "AdvisedNumberOfItems" advised_number_of_items: Option<Decimal>,
        /// Quantity received.
        "ReceivedNumberOfItems" received_number_of_items: Option<Decimal>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Code of the terms of delivery.
        "TermsOfDeliveryTypeCode" terms_of_delivery_type_code: Option<String>,
        /// Name of the terms of delivery.
        "TermsOfDeliveryTypeName" terms_of_delivery_type_name: Option<String>,
        /// First free text.
        "FreeText1" free_text1: Option<String>,
        /// Second free text.
        "FreeText2" free_text2: Option<String>,
        /// Third free text.
        "FreeText3" free_text3: Option<String>,
        /// Fourth free text.
        "FreeText4" free_text4: Option<String>,
        /// Fifth free text.
        "FreeText5" free_text5: Option<String>,
    }

    /// Who delivers a purchase order, as it is read.
    #[non_exhaustive]
    pub struct ReceivedInOrderSupplier in NAMESPACE {
        /// Name of the supplier.
        "SupplierName" supplier_name: Option<String>,
        /// Number of the supplier.
        "SupplierNumber" supplier_number: Option<String>,
        /// Address.
        "Address" address: Option<AddressClass>,
    }

    /// The customer that the goods of a purchase order come back from, as it is read.
    #[non_exhaustive]
    pub struct ReceivedInOrderCustomerInfo in NAMESPACE {
        /// Name.
        "Name" name: Option<String>,
        /// Name in the address.
        "AddressName" address_name: Option<String>,
        /// First line of the address, usually the street.
        "Address" address: Option<String>,
        /// Second line of the address.
        "Address2" address2: Option<String>,
        /// Third line of the address.
        "Address3" address3: Option<String>,
        /// Place.
        "City" city: Option<String>,
        /// Postal code.
        "PostCode" post_code: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Mobile telephone number.
        "MobilePhone" mobile_phone: Option<String>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// E-mail address.
        "AddressEmail" address_email: Option<String>,
    }
}
