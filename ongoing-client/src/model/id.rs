//! Ids that Ongoing gives.

use asmx_soap::newtype;

newtype! {
    /// Identifies an order in Ongoing. It is not the order number, which the sender chooses.
    pub struct OrderId(i32);

    /// Identifies a line of an order in Ongoing. It is not the external line code, which the sender chooses.
    pub struct OrderLineId(i32);

    /// Identifies an article in Ongoing. It stays when the article's number changes.
    pub struct ArticleSystemId(i32);

    /// Identifies a purchase order in Ongoing. It is not the purchase order's number, which the sender chooses.
    pub struct InOrderId(i32);

    /// Identifies a line of a purchase order in Ongoing.
    pub struct InOrderLineId(i32);

    /// Identifies a return order in Ongoing. It is not the return order's number, which the sender chooses.
    pub struct ReturnOrderId(i32);

    /// Identifies a line of a return order in Ongoing.
    pub struct ReturnOrderLineId(i32);

    /// Identifies a shipment in Ongoing.
    pub struct ShipmentId(i32);

    /// Identifies a production order in Ongoing.
    pub struct ProductionOrderId(i32);

    /// Identifies an invoice of the warehouse in Ongoing.
    pub struct InvoiceId(i32);
}
