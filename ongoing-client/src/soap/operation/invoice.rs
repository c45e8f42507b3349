//! Invoices of the warehouse to the goods owner. Reading them needs a permission of its own on the API user.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{FileResultClass, GetInvoicesQuery, GoodsOwnerInvoice, Invoice};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads invoices.
    pub struct GetInvoices in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which invoices.
        "query" query: Option<GetInvoicesQuery>,
    }

    /// Changes an invoice.
    pub struct ProcessInvoice in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The invoice.
        "GoodsOwnerInvoice" goods_owner_invoice: Option<GoodsOwnerInvoice>,
    }
}

operation!(GetInvoices: Read, false, by nobody, ["GetInvoicesResult", "Invoices"] "Invoice": Invoice);
operation!(ProcessInvoice: Idempotent, false, by invoice, [] "ProcessInvoiceResult": FileResultClass, judged, once(|request| {
    // A row without an id may be a new one each time.
    request.goods_owner_invoice.as_ref().is_some_and(|invoice| invoice.invoice_rows.iter().any(|row| row.invoice_row_id == 0))
}));

#[cfg(feature = "client")]
impl Client {
    /// `GetInvoices`: the invoices that all of the filters let through.
    pub fn get_invoices(&self, query: GetInvoicesQuery) -> BoxStream<'static, Result<Invoice, Error>> {
        self.execute_list(GetInvoices { query: Some(query), ..GetInvoices::default() })
    }

    /// `ProcessInvoice`: changes an invoice. What the warehouse says about it, if anything, is the result.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_invoice(&self, invoice: GoodsOwnerInvoice) -> Result<Option<String>, Error> {
        let request = ProcessInvoice { goods_owner_invoice: Some(invoice), ..ProcessInvoice::default() };
        Ok(message(self.execute(request).await?.message.as_deref()))
    }
}
