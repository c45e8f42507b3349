//! The lines of a purchase order, as they are written.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{
    ArticleIdentificationType, ArticleKey, ArticleSystemId, InOrderLineId, OrderLineIdentificationType,
};

element! {
    /// A line of a purchase order. Where an article stands on several lines, each must be found by a code of its own
    /// (developer.ongoingwarehouse.com/process-inorder).
    pub struct InOrderLine in NAMESPACE {
        /// Which field the line is found by.
        "OrderLineIdentification" order_line_identification: OrderLineIdentificationType,
        /// Which field the article is found by; that field must be set.
        "ArticleIdentification" article_identification: ArticleIdentificationType,
        /// Ongoing's id of the line.
        "OrderLineSystemId" order_line_system_id: Option<InOrderLineId>,
        /// The code that the line has in the system it comes from, unique in the purchase order.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// A second, external id of the line.
        "ExternalOrderLineId" external_order_line_id: Option<String>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// When the goods of this line are expected. (The vendor's spelling.)
        "Indate" in_date: Option<XsDateTime>,
        /// A comment on the line.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Ongoing's id of the article.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Number of the article.
        "ArticleNumber" article_number: Option<String>,
        /// Name of the article.
        "ArticleName" article_name: Option<String>,
        /// Another code of the article.
        "ArticleCode" article_code: Option<String>,
        /// Currency of the price, as an ISO 4217 code.
        "CurrencyCode" currency_code: Option<String>,
        /// Quantity that is expected. Always written.
        "NumberOfItems" number_of_items: Decimal,
        /// Price of the line.
        "RowPrice" row_price: Option<Decimal>,
        /// Quantity as the supplier announces it.
        "SupplierNumberOfItems" supplier_number_of_items: Option<Decimal>,
        /// Batch.
        "RowBatchNo" row_batch_no: Option<String>,
        /// The single items, where they are known beforehand.
        "Items"/"InOrderLineArticleItem" items: Vec<InOrderLineArticleItem>,
        /// Product code of the article.
        "ProductCode" product_code: Option<String>,
    }

    /// An item that a line will bring, where it is known beforehand: its batch, serial number, measures.
    pub struct InOrderLineArticleItem in NAMESPACE {
        /// Serial number.
        "Serial" serial: Option<String>,
        /// Number of the container.
        "ContainerNo" container_no: Option<String>,
        /// Volume, in cubic metres.
        "Volume" volume: Option<Decimal>,
        /// Weight, in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Length, in metres.
        "Length" length: Option<Decimal>,
        /// Width, in metres.
        "Width" width: Option<Decimal>,
        /// Height, in metres.
        "Height" height: Option<Decimal>,
        /// The status that the item gets.
        "InOrderLineArticleItemStatus" in_order_line_article_item_status: Option<InOrderLineArticleItemStatus>,
        /// Batch.
        "Batch" batch: Option<String>,
        /// When it expires.
        "ExpiryDate" expiry_date: Option<XsDateTime>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
    }

    /// The status that an item gets when it is received.
    pub struct InOrderLineArticleItemStatus in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "InOrderLineArticleItemStatusIdentification" in_order_line_article_item_status_identification: InOrderLineArticleItemStatusIdentificationType,
        /// Ongoing's id of the status.
        "ArticleItemStatusId" article_item_status_id: Option<i32>,
        /// Code of the status.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
    }
}

enumeration! {
    /// What a status of items is found by.
    pub enum InOrderLineArticleItemStatusIdentificationType = ArticleItemStatusId {
        /// Ongoing's id.
        ArticleItemStatusId,
        /// The code.
        ArticleItemStatusCode,
    }
}

impl InOrderLine {
    /// A line that is found by a code of its own, so that an article may stand on several. The code is unique within
    /// the purchase order, and stays when it is written again.
    pub fn new(code: impl Into<String>, article: ArticleKey, number_of_items: Decimal) -> Self {
        let mut line = Self {
            order_line_identification: OrderLineIdentificationType::ExternalOrderLineCode,
            external_order_line_code: Some(code.into()),
            number_of_items,
            ..Self::default()
        };
        line.article_identification = match article {
            ArticleKey::ProductCode(code) => {
                line.product_code = Some(code);
                ArticleIdentificationType::ProductCode
            }
            ArticleKey::ArticleNumber(number) => {
                line.article_number = Some(number);
                ArticleIdentificationType::ArticleNumber
            }
            ArticleKey::SystemId(id) => {
                line.article_system_id = Some(id);
                ArticleIdentificationType::SystemId
            }
        };
        line
    }
}
