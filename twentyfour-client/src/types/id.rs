//! Ids, each a type of its own.

asmx_soap::newtype! {
    /// Identifies a product permanently; its number (`No`) is neither unique nor stable.
    pub struct ProductId(i32);
    /// Identifies an order, which is the same record as its invoice.
    pub struct OrderId(i32);
    /// Identifies a row of an order.
    pub struct RowId(i32);
    /// The number of an issued invoice.
    pub struct InvoiceId(i32);
    /// Identifies a company: a customer or a supplier.
    pub struct CompanyId(i32);
}
