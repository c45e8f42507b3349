//! What changed the stock of an article, whatever the transport.

#[cfg(feature = "client")]
pub(crate) mod records;

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use crate::model::ArticleSystemId;

/// What changes the stock of an article in a warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MovementKind {
    /// A stock-taking found another quantity, or a person adjusted it (scrapping included): the cause says why. Ongoing reports
    /// both as stock-takings (developer.ongoingwarehouse.com/get-inventory-changes).
    Adjusted,
    /// Goods of a purchase order were received.
    Received,
    /// Goods of a sales order came back.
    Returned,
    /// An order was shipped.
    Shipped,
}

/// One change of an article's stock, as the warehouse reports it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StockMovement {
    /// What kind of change it is.
    pub kind: MovementKind,
    /// Ongoing's id of the article. SOAP does not report it for returns.
    pub article_system_id: Option<ArticleSystemId>,
    /// The article's number.
    pub article_number: Option<String>,
    /// The article's product code. Neither transport reports it for returns.
    pub product_code: Option<String>,
    /// By how much the stock changed, with its sign: what was shipped is negative.
    pub quantity: Decimal,
    /// When. None where the warehouse does not say: SOAP has no time for returns.
    pub time: Option<XsDateTime>,
    /// Number of the order, purchase order or return order; of an adjustment, the id of the stock-taking.
    pub reference: Option<String>,
    /// Why, in the warehouse's words: the cause of an adjustment or of a return.
    pub cause: Option<String>,
    /// What a person noted.
    pub comment: Option<String>,
    /// Of a return: whether the goods were taken out of the stock again, because they were broken for instance. The same removal
    /// may be an adjustment too. None where the warehouse does not say: only REST does, item by item.
    pub is_removed_again: Option<bool>,
}

impl StockMovement {
    #[cfg(feature = "client")]
    pub(crate) fn new(kind: MovementKind, quantity: Decimal) -> Self {
        Self {
            kind,
            article_system_id: None,
            article_number: None,
            product_code: None,
            quantity,
            time: None,
            reference: None,
            cause: None,
            comment: None,
            is_removed_again: None,
        }
    }
}
