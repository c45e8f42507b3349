//! Ids that Ongoing gives.

use asmx_soap::newtype;

newtype! {
    /// Identifies an order in Ongoing. It is not the order number, which the sender chooses.
    pub struct OrderId(i32);

    /// Identifies a line of an order in Ongoing. It is not the external line code, which the sender chooses.
    pub struct OrderLineId(i32);

    /// Identifies an article in Ongoing. It stays when the article's number changes.
    pub struct ArticleSystemId(i32);
}
