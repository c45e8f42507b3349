//! The lines of a purchase order, and what was received on them.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{ArticleClass, InOrderLineId};

element! {
    /// A line of a purchase order, as it is read.
    #[non_exhaustive]
    pub struct ReceivedInOrderLine in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// The code that the line has in the system it comes from.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// A second, external id of the line.
        "ExternalOrderLineId" external_order_line_id: Option<String>,
        /// When the goods are expected.
        "InDate" in_date: Option<XsDateTime>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Quantity announced.
        "AdvisedNumberOfItems" advised_number_of_items: Option<Decimal>,
        /// Quantity received.
        "ReceivedNumberOfItems" received_number_of_items: Option<Decimal>,
        /// Quantity that the line was created with.
        "CreatedNumberOfItems" created_number_of_items: Option<Decimal>,
        /// Quantity that is on a shipment.
        "ShipmentNumberOfItems" shipment_number_of_items: Option<Decimal>,
        /// Quantity as the supplier announces it.
        "SupplierNumberOfItems" supplier_number_of_items: Option<Decimal>,
        /// Quantity that an integration has dealt with.
        "ReportedNumberOfItems" reported_number_of_items: Option<Decimal>,
        /// Price of the line.
        "RowPrice" row_price: Option<Decimal>,
        /// Currency, as an ISO 4217 code.
        "CurrencyCode" currency_code: Option<String>,
        /// Name of the currency.
        "CurrencyName" currency_name: Option<String>,
        /// Ongoing's id of the line.
        "InOrderLineId" in_order_line_id: Option<InOrderLineId>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Ongoing's id of the line that this one belongs to.
        "ParentInOrderLineId" parent_in_order_line_id: Option<InOrderLineId>,
    }

    /// An item that was received on a purchase order. (The vendor's spelling.)
    #[non_exhaustive]
    pub struct ReceivedArticlItem in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// The code that the line has in the system it comes from.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// A second, external id of the line.
        "ExternalOrderLineId" external_order_line_id: Option<String>,
        /// Batch.
        "Batch" batch: Option<String>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// Name of the status of the goods.
        "GoodsStatusName" goods_status_name: Option<String>,
        /// Code of the status of the goods.
        "GoodsStatusCode" goods_status_code: Option<String>,
        /// Whether it may not be picked.
        "isLocked" is_locked: Option<bool>,
        /// When it was received.
        "InDate" in_date: Option<XsDateTime>,
        /// When it expires.
        "ExpiryDate" expiry_date: Option<XsDateTime>,
        /// Ongoing's id of the line.
        "InOrderLineId" in_order_line_id: Option<InOrderLineId>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Quantity as the supplier announces it.
        "SupplierNumberOfItems" supplier_number_of_items: Option<Decimal>,
        /// Whether it was declared at customs.
        "IsDeclared" is_declared: Option<bool>,
        /// Weight, in kilograms.
        "ItemWeight" item_weight: Option<Decimal>,
        /// Place in the warehouse.
        "Location" location: Option<String>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Ongoing's id of the item as it was received.
        "OriginalArticleItemId" original_article_item_id: Option<i32>,
        /// Its classes. (A repeated element without a wrapper.)
        "ArticleItemClass" article_item_class: Vec<ArticleItemClassInfo>,
    }

    /// A class of items.
    #[non_exhaustive]
    pub struct ArticleItemClassInfo in NAMESPACE {
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Ongoing's id.
        "Id" id: Option<i32>,
    }
}
