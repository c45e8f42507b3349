//! Invoices of the warehouse to the goods owner. Reading them needs a permission of its own on the API user.

use asmx_soap::XsDateTime;

use super::filters::filters;
use super::operations;
use crate::model::InvoiceId;
use crate::rest::model::{GetInvoiceModel, Wire};

filters! {
    /// Which invoices to read: those that all of the filters let through.
    pub struct InvoicesQuery {
        /// With one of these of Ongoing's ids.
        "invoiceIds" invoice_ids: Vec<InvoiceId>,
        /// Only those that have, or have not, been exported to bookkeeping.
        "isExported" is_exported: Option<bool>,
        /// Exported on this day or later.
        "invoiceExportedDateFrom" invoice_exported_date_from: Option<XsDateTime>,
        /// Exported on this day or earlier.
        "invoiceExportedDateTo" invoice_exported_date_to: Option<XsDateTime>,
        /// Of this day or later.
        "invoiceDateFrom" invoice_date_from: Option<XsDateTime>,
        /// Of this day or earlier.
        "invoiceDateTo" invoice_date_to: Option<XsDateTime>,
        /// With this id or a higher one: where the list begins.
        "invoiceIdFrom" invoice_id_from: Option<InvoiceId>,
        /// So many in a request: the size of a page; 1000 unless it is set.
        "maxInvoicesToGet" max_invoices_to_get: Option<i32>,
    }
}

operations! {
    /// `GET /invoices`: the invoices that all of the filters let through, with what they charge.
    get "/invoices" fn get_invoices
        owner ["goodsOwnerId"] filters [InvoicesQuery]
        => pages [GetInvoiceModel; invoice_id_from "invoiceIdFrom", max_invoices_to_get "maxInvoicesToGet",
            |Wire(invoice): &Wire<GetInvoiceModel>| invoice.invoice_info.as_ref()?.invoice_id.map(|id| id.0)];

    /// `GET /invoices/{invoiceId}`: one invoice, with what it charges.
    get "/invoices/{invoiceId}" fn get_invoice
        path [invoice_id: InvoiceId] => one [GetInvoiceModel];
}
