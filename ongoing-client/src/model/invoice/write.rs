//! Invoices of the warehouse, as they are changed.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{GoodsOwner, InvoiceId, OrderId};

element! {
    /// Changes an invoice. The contract knows no other operation: the warehouse creates its invoices itself.
    pub struct GoodsOwnerInvoice in NAMESPACE {
        /// Which field it is found by.
        "GoodsOwnerInvoiceIdentification" goods_owner_invoice_identification: GoodsOwnerInvoiceIdentification,
        /// What to do with it.
        "GoodsOwnerInvoiceOperation" goods_owner_invoice_operation: GoodsOwnerInvoiceOperation,
        /// Whose invoice; filled in by the client unless it is set.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// The rows.
        "InvoiceRows"/"GoodsOwnerInvoiceRow" invoice_rows: Vec<GoodsOwnerInvoiceRow>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Ongoing's id of the invoice. Always written.
        "InvoiceId" invoice_id: InvoiceId,
        /// Title.
        "Title" title: Option<String>,
        /// Date of the invoice.
        "InvoiceDate" invoice_date: Option<XsDateTime>,
        /// First day that it charges for.
        "InvoicePeriodStart" invoice_period_start: Option<XsDateTime>,
        /// Last day that it charges for.
        "InvoicePeriodEnd" invoice_period_end: Option<XsDateTime>,
        /// Whether it was exported to bookkeeping.
        "IsExported" is_exported: Option<bool>,
        /// The payer's order number.
        "InvoiceYourOrderNumber" invoice_your_order_number: Option<String>,
        /// The payer's reference.
        "InvoiceYourReference" invoice_your_reference: Option<String>,
    }

    /// A row of an invoice, as it is written. Whether rows that are left out stay is not documented.
    pub struct GoodsOwnerInvoiceRow in NAMESPACE {
        /// Ongoing's id of the row. Always written.
        "InvoiceRowId" invoice_row_id: i32,
        /// Price. Always written.
        "Price" price: Decimal,
        /// Quantity. Always written.
        "NumberOfItems" number_of_items: Decimal,
        /// Batch or container that it is about.
        "ContainerBatch" container_batch: Option<String>,
        /// A comment.
        "RowComment" row_comment: Option<String>,
        /// Day of the work that is charged for.
        "ActionDate" action_date: Option<XsDateTime>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// What is charged for.
        "InvoiceArticle" invoice_article: Option<GoodsOwnerInvoiceArticle>,
    }

    /// What a row charges for, as it is written.
    pub struct GoodsOwnerInvoiceArticle in NAMESPACE {
        /// Code.
        "Code" code: Option<String>,
        /// What it is called.
        "Title" title: Option<String>,
        /// Account for bookkeeping.
        "Account" account: Option<String>,
    }
}

enumeration! {
    /// What an invoice is found by.
    pub enum GoodsOwnerInvoiceIdentification = InvoiceId {
        /// Ongoing's id.
        InvoiceId,
    }

    /// What to do with an invoice.
    pub enum GoodsOwnerInvoiceOperation = Update {
        /// Update it; it must be there.
        Update,
    }
}
