//! How to find orders and invoices.

use asmx_soap::{XsDateTime, element};
use uuid::Uuid;

use crate::NAMESPACE;
use crate::types::{CompanyId, InvoiceId, OrderId, OrderSlipStateType};

element! {
    /// Which orders to list the ids of.
    pub struct InvoiceSyncParameters in NAMESPACE {
        /// Orders changed after this time; change times are rounded, so ask with an overlap.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Orders registered after this time. Always sent; the default, the year 1, means any.
        "RegisteredAfter" registered_after: XsDateTime,
    }

    /// Which orders to find. Filters that are set must all hold, and at least one must be set.
    pub struct InvoiceSearchParameters in NAMESPACE {
        /// Orders of these customers; 1000 are seen to work.
        "CustomerIds"/"int" customer_ids: Vec<CompanyId>,
        /// Orders changed after this time; change times are rounded, so ask with an overlap. Far back it runs
        /// into a timeout.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Orders in one of these states.
        "OrderStates"/"OrderSlipStateType" order_states: Vec<OrderSlipStateType>,
        /// The invoices with these numbers.
        "InvoiceIds"/"int" invoice_ids: Vec<InvoiceId>,
        /// The orders with these ids, at most 1000.
        "OrderIds"/"int" order_ids: Vec<OrderId>,
        /// Orders with one of these external states.
        "ExternalStatus"/"int" external_status: Vec<i32>,
    }

    /// Which invoice to print.
    pub struct InvoiceDocumentSearchParameters in NAMESPACE {
        /// The number of the invoice.
        "InvoiceId" invoice_id: InvoiceId,
        /// Its layout; the default one if it is not set.
        "TemplateId" template_id: Option<Uuid>,
    }
}
