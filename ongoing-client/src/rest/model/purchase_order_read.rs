//! Purchase orders, as they are read.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{InOrderId, InOrderLineId};
use crate::rest::model::{
    CodeName, GoodsOwnerModel, IdCodeName, LineArticleModel, NumberedStatus, TextLineModel,
};

record! {
    /// A purchase order, as it is read, with what was received.
    #[non_exhaustive]
    pub struct GetPurchaseOrderModel {
        /// Whose goods.
        "goodsOwner" goods_owner: Option<GoodsOwnerModel>,
        /// The supplier.
        "supplierInfo" supplier_info: Option<GetPurchaseOrderModelSupplierInfo>,
        /// The purchase order.
        "purchaseOrderInfo" purchase_order_info: Option<GetPurchaseOrderModelPurchaseOrderInfo>,
        /// The lines.
        "purchaseOrderLines" purchase_order_lines: Vec<GetPurchaseOrderLine>,
        /// The seller.
        "sellerInfo" seller_info: Option<GetPurchaseOrderModelSellerInfo>,
        /// Classes.
        "classes" classes: Vec<CodeName>,
        /// Lines that are only text.
        "textLines" text_lines: Vec<TextLineModel>,
    }

    /// The supplier of a purchase order, as it is read.
    #[non_exhaustive]
    pub struct GetPurchaseOrderModelSupplierInfo {
        /// Number of the supplier.
        "supplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "supplierName" supplier_name: Option<String>,
    }

    /// The head of a purchase order, as it is read.
    #[non_exhaustive]
    pub struct GetPurchaseOrderModelPurchaseOrderInfo {
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
        /// Number of the purchase order, unique for a goods owner. The usual key.
        "purchaseOrderNumber" purchase_order_number: Option<String>,
        /// The supplier's own number for it.
        "supplierOrderNumber" supplier_order_number: Option<String>,
        /// The goods owner's reference.
        "goodsOwnerReference" goods_owner_reference: Option<String>,
        /// Reference number.
        "referenceNumber" reference_number: Option<String>,
        /// Status.
        "purchaseOrderStatus" purchase_order_status: Option<NumberedStatus>,
        /// Type of purchase order.
        "purchaseOrderType" purchase_order_type: Option<CodeName>,
        /// When the goods are expected.
        "inDate" in_date: Option<XsDateTime>,
        /// A remark for the staff.
        "purchaseOrderRemark" purchase_order_remark: Option<String>,
        /// The warehouse.
        "warehouse" warehouse: Option<IdCodeName>,
        /// When it was written.
        "createdDate" created_date: Option<XsDateTime>,
        /// What is rarely needed.
        "advanced" advanced: Option<GetPurchaseOrderInfoAdvanced>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<GetPurchaseOrderInfoFreeValues>,
        /// Number of the invoice.
        "invoiceNumber" invoice_number: Option<String>,
        /// Who wrote it.
        "createdByUser" created_by_user: Option<GetPurchaseOrderInfoCreatedByUser>,
    }

    /// What is rarely needed of a purchase order's head, as it is read.
    #[non_exhaustive]
    pub struct GetPurchaseOrderInfoAdvanced {
        /// Latest arrival at the recipient.
        "arrivalDate" arrival_date: Option<XsDateTime>,
        /// When it was ordered.
        "orderDate" order_date: Option<XsDateTime>,
        /// Number of the container.
        "container" container: Option<String>,
        /// Whether it announces goods that come back from customers.
        "purchaseOrderIsReturnType" purchase_order_is_return_type: Option<bool>,
        /// Day that the supplier announced.
        "advisedDate" advised_date: Option<XsDateTime>,
    }

    /// Values of a purchase order whose meaning the company chooses, as they are read.
    #[non_exhaustive]
    pub struct GetPurchaseOrderInfoFreeValues {
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
        "freeBool1" free_bool1: Option<bool>,
        /// Second free yes or no.
        "freeBool2" free_bool2: Option<bool>,
    }

    /// Who wrote a purchase order.
    #[non_exhaustive]
    pub struct GetPurchaseOrderInfoCreatedByUser {
        /// Name of the user.
        "userName" user_name: Option<String>,
    }

    /// A line of a purchase order, as it is read, with what was received.
    #[non_exhaustive]
    pub struct GetPurchaseOrderLine {
        /// Ongoing's id.
        "id" id: Option<InOrderLineId>,
        /// The number that the line has in the system it comes from, unique in the order.
        "rowNumber" row_number: Option<String>,
        /// The article.
        "article" article: Option<LineArticleModel>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Price of the line.
        "rowPrice" row_price: Option<Decimal>,
        /// Quantity announced.
        "advisedNumberOfItems" advised_number_of_items: Option<Decimal>,
        /// Quantity received.
        "receivedNumberOfItems" received_number_of_items: Option<Decimal>,
        /// Quantity that an integration has dealt with: all of it, not what is new.
        "reportedNumberOfItems" reported_number_of_items: Option<Decimal>,
        /// What was received, item by item.
        "articleItems" article_items: Vec<GetPurchaseOrderArticleItem>,
        /// The lines of the kit's parts. Count those or this one, not both.
        "subPurchaseOrderLines" sub_purchase_order_lines: Vec<GetPurchaseOrderLine>,
        /// A second, external id of the line.
        "externalOrderLineId" external_order_line_id: Option<String>,
        /// Type of line.
        "lineType" line_type: Option<CodeName>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<GetPurchaseOrderLineFreeValues>,
        /// When the goods are expected.
        "inDate" in_date: Option<XsDateTime>,
        /// Lines that are only text.
        "textLines" text_lines: Vec<TextLineModel>,
    }

    /// An item that was received on a line.
    #[non_exhaustive]
    pub struct GetPurchaseOrderArticleItem {
        /// Ongoing's id of the item as it was received.
        "originalArticleItemId" original_article_item_id: Option<i32>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// When it was received.
        "inDate" in_date: Option<XsDateTime>,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// Number of the case.
        "caseNumber" case_number: Option<String>,
        /// Batch.
        "batchNumber" batch_number: Option<String>,
        /// Number of the container.
        "container" container: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// Place in the warehouse.
        "location" location: Option<String>,
        /// Status of the item in stock.
        "articleItemStatus" article_item_status: Option<CodeName>,
        /// Who received it.
        "receivedByUser" received_by_user: Option<GetPurchaseOrderArticleItemReceivedByUser>,
        /// Whether it may not be picked.
        "isLocked" is_locked: Option<bool>,
        /// Whether it may not be sold.
        "isLockedForSale" is_locked_for_sale: Option<bool>,
        /// First free text of the item.
        "articleItemFreeText1" article_item_free_text1: Option<String>,
    }

    /// Who received an item.
    #[non_exhaustive]
    pub struct GetPurchaseOrderArticleItemReceivedByUser {
        /// Ongoing's id of the user.
        "userId" user_id: Option<i32>,
    }

    /// Values of a purchase order's line whose meaning the company chooses, as they are read.
    #[non_exhaustive]
    pub struct GetPurchaseOrderLineFreeValues {
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// Second free text.
        "freeText2" free_text2: Option<String>,
    }

    /// The seller of a purchase order's goods, as it is read.
    #[non_exhaustive]
    pub struct GetPurchaseOrderModelSellerInfo {
        /// Number of the seller.
        "sellerNumber" seller_number: Option<String>,
        /// Name of the seller.
        "sellerName" seller_name: Option<String>,
    }

    /// The statuses that purchase orders can have. (The vendor's name for the list is that of orders.)
    #[non_exhaustive]
    pub struct GetPurchaseOrderStatusesModel {
        /// The statuses.
        "orderStatuses" order_statuses: Vec<NumberedStatus>,
    }

    /// The types that purchase orders can have.
    #[non_exhaustive]
    pub struct GetPurchaseOrderTypesModel {
        /// The types.
        "purchaseOrderTypes" purchase_order_types: Vec<CodeName>,
    }
}
