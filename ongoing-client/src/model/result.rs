//! The answer to every `Process…` operation, and that of operations that answer nothing.

use asmx_soap::element;

use crate::NAMESPACE;
use crate::model::{ArticleSystemId, InOrderId, OrderId};

element! {
    /// What the vendor answers to every operation named `Process…`.
    #[non_exhaustive]
    pub struct FileResultClass in NAMESPACE {
        /// A second text for people; often the same as the message.
        "ErrorMessage" error_message: Option<String>,
        /// Order number, for orders.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Ongoing's id of the order; 0 when it is not about one.
        "OrderId" order_id: Option<OrderId>,
        /// Ongoing's id of the purchase order; 0 when it is not about one.
        "InOrderId" in_order_id: Option<InOrderId>,
        /// Ongoing's id of the article, for articles.
        "ArticleDefId" article_def_id: Option<ArticleSystemId>,
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
    }

    /// What an operation answers that answers nothing: it was done, and that is all that is said.
    pub struct NoResult in NAMESPACE {}
}
