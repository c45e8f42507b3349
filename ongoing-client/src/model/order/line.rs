//! The lines of an order, as they are written.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{ArticleIdentificationType, ArticleSystemId, OrderLineId, VatCodeClass};

element! {
    /// A line of an order, as it is written.
    ///
    /// An article may stand on one line only, unless every line is found by a code of its own
    /// ([`OrderLineIdentificationType::ExternalOrderLineCode`]); [`new`](Self::new) does that.
    pub struct CustomerOrderLine in NAMESPACE {
        /// Which field the line is found by when the order is written again; that field must be set.
        "OrderLineIdentification" order_line_identification: OrderLineIdentificationType,
        /// Which field the article is found by; that field must be set.
        "ArticleIdentification" article_identification: ArticleIdentificationType,
        /// For a kit: whether its parts come from the article or from this line.
        "SubOrderLineSpecification" sub_order_line_specification: Option<SubOrderLineSpecificationType>,
        /// Ongoing's id of the line.
        "OrderLineSystemId" order_line_system_id: Option<OrderLineId>,
        /// When to deliver this line.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// The id that the line has in the system it comes from, at most 40 characters.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// A comment on the line.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Ongoing's id of the article.
        "ArticleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Article number, unique for a goods owner.
        "ArticleNumber" article_number: Option<String>,
        /// Article name.
        "ArticleName" article_name: Option<String>,
        /// Price of the line for the customer.
        "CustomerLinePrice" customer_line_price: Option<Decimal>,
        /// Price of the line; whether for one piece or for all is not documented.
        "LinePrice" line_price: Option<Decimal>,
        /// Quantity. Always written.
        "NumberOfItems" number_of_items: Decimal,
        /// Currency of the prices, as an ISO 4217 code.
        "CurrencyCode" currency_code: Option<String>,
        /// Height; the warehouse decides on the unit.
        "Height" height: Option<Decimal>,
        /// Width; the warehouse decides on the unit.
        "Width" width: Option<Decimal>,
        /// Length; the warehouse decides on the unit.
        "Length" length: Option<Decimal>,
        /// False for a line that is on the order and is not picked, such as a fee.
        "DoPick" do_pick: Option<bool>,
        /// The batch that must be picked.
        "Batch" batch: Option<String>,
        /// For a kit: its parts.
        "SubOrderLines"/"SubOrderLine" sub_order_lines: Vec<SubOrderLine>,
        /// How many days must be left at least before the expiry date.
        "MinDaysToExpiryDate" min_days_to_expiry_date: Option<i32>,
        /// How many days may be left at most before the expiry date.
        "MaxDaysToExpiryDate" max_days_to_expiry_date: Option<i32>,
        /// A second key of the article: the id that it has in the system it comes from.
        "ProductCode" product_code: Option<String>,
        /// The serial number that must be picked.
        "OrderLineSerial" order_line_serial: Option<String>,
        /// Discount; whether in percent or as an amount is not documented.
        "Discount" discount: Option<Decimal>,
        /// VAT.
        "VatCode" vat_code: Option<VatCodeClass>,
        /// Case number that the line asks for.
        "OrderLineCaseNo" order_line_case_no: Option<String>,
        /// The status that the picked items must have.
        "OrderLineArticleItemStatus" order_line_article_item_status: Option<OrderLineArticleItemStatus>,
        /// Weight of the line in kilograms.
        "OrderLineWeight" order_line_weight: Option<Decimal>,
        /// The customer's own number for the article.
        "CustomerArticleNumber" customer_article_number: Option<String>,
    }

    /// A line of an order that is only text.
    pub struct CustomerOrderTextLine in NAMESPACE {
        /// The id that the line has in the system it comes from, at most 40 characters.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// The text.
        "OrderLineComment" order_line_comment: Option<String>,
        /// A quantity, if the text has one.
        "NumberOfItems" number_of_items: Option<Decimal>,
    }

    /// A part of a kit on an order; the contract puts a level around the line.
    pub struct SubOrderLine in NAMESPACE {
        /// The line.
        "CustomerOrderLine" customer_order_line: Option<CustomerOrderLine>,
    }

    /// The status that picked items must have.
    pub struct OrderLineArticleItemStatus in NAMESPACE {
        /// Which field it is found by.
        "Identification" identification: OrderLineArticleItemStatusIdentificationType,
        /// What to do with it.
        "Operation" operation: OrderLineArticleItemStatusIdentificationOperation,
        /// Id.
        "ArticleItemStatusId" article_item_status_id: Option<i32>,
        /// Code.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
        /// Name.
        "ArticleItemStatusName" article_item_status_name: Option<String>,
        /// Whether items with it are locked. Always written.
        "IsLocked" is_locked: bool,
    }
}

enumeration! {
    /// What an order line is found by.
    pub enum OrderLineIdentificationType = ExternalOrderLineCode {
        /// The external line code.
        ExternalOrderLineCode,
        /// The article number.
        ArticleNumber,
        /// The article name.
        ArticleName,
        /// The external line id.
        ExternalOrderLineId,
        /// Ongoing's id.
        SystemId,
    }

    /// Where the parts of a kit on an order come from.
    pub enum SubOrderLineSpecificationType = ArticleRegisterSpecification {
        /// From the article.
        ArticleRegisterSpecification,
        /// From the order line.
        RequestSpecification,
    }

    /// What an item status is found by.
    pub enum OrderLineArticleItemStatusIdentificationType = ArticleItemStatusCode {
        /// The code.
        ArticleItemStatusCode,
    }

    /// What to do with an item status.
    pub enum OrderLineArticleItemStatusIdentificationOperation = Find {
        /// Use what is there; it must be there.
        Find,
    }
}

/// Which article a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArticleKey {
    /// By product code.
    ProductCode(String),
    /// By article number.
    ArticleNumber(String),
    /// By Ongoing's id.
    SystemId(ArticleSystemId),
}

impl CustomerOrderLine {
    /// A line that is found by a code of its own, so that an article may stand on several. The code is unique within
    /// the order, and stays when the order is written again.
    ///
    /// ```
    /// use ongoing_client::model::{ArticleKey, CustomerOrderLine};
    /// let line = CustomerOrderLine::new("3", ArticleKey::ProductCode("4711".into()), 2.into());
    /// assert_eq!(line.external_order_line_code.as_deref(), Some("3"));
    /// ```
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
