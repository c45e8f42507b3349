use asmx_soap::{Base64, Element};
use futures::TryStreamExt;
use uuid::Uuid;

use super::portion::at_most_a_portion;
use crate::client::{Client, Items};
use crate::error::{Error, InvalidRequest};
use crate::operation::invoice::*;
use crate::properties::Select;
use crate::saved::{ItemResult, correlate};
use crate::types::{
    DeliveryMethod, InvoiceDocumentSearchParameters, InvoiceId, InvoiceOrder, InvoiceSearchParameters,
    InvoiceSyncParameters, OrderId, PaymentMethod, TemplateModel,
};

impl Client {
    /// The ids of the orders changed or registered after a time; there are no pages. The light way to find what a
    /// [`get_invoices`](Self::get_invoices) far back in time would run into a timeout for.
    ///
    /// # Errors
    /// Whatever keeps the answer from beginning.
    pub async fn get_order_sync_list(&self, search: InvoiceSyncParameters) -> Result<Items<OrderId>, Error> {
        self.execute(&GetOrderSyncList { sync_params: Some(search) }).await
    }

    /// Orders and invoices, as they arrive; there are no pages. Filters that are set must all hold.
    ///
    /// Only what is asked for is filled in, of orders and of their rows: see [`properties`](mod@crate::properties) on how to
    /// choose. Names as texts are a pair, `(&["OrderId", "InvoiceRows"], &["RowId"])`.
    ///
    /// # Errors
    /// No filter at all, which the service refuses; more than 1000 ids
    /// ([`get_invoices_by_id`](Self::get_invoices_by_id) takes any number); whatever keeps the answer from beginning.
    pub async fn get_invoices<S: Select<InvoiceOrder>>(
        &self,
        search: InvoiceSearchParameters,
        properties: S,
    ) -> Result<Items<S::Output>, Error> {
        if search == InvoiceSearchParameters::default() {
            return Err(Error::invalid(GetInvoices::NAME, InvalidRequest::NoFilter));
        }
        let lists = [
            ("OrderIds", search.order_ids.len()),
            ("InvoiceIds", search.invoice_ids.len()),
            ("CustomerIds", search.customer_ids.len()),
        ];
        at_most_a_portion(GetInvoices::NAME, &lists)?;
        let (invoice_return_properties, row_return_properties) = properties.into_properties().into_both();
        let operation =
            GetInvoices { search_params: Some(search), invoice_return_properties, row_return_properties };
        Ok(S::read(GetInvoices::NAME, self.execute(&operation).await?))
    }

    /// Any number of orders by id, 1000 a request. Ids that do not exist are missing in the answer.
    pub fn get_invoices_by_id<S: Select<InvoiceOrder>>(
        &self,
        ids: impl IntoIterator<Item = OrderId>,
        properties: S,
    ) -> Items<S::Output> {
        let (invoice, row) = properties.into_properties().into_both();
        let orders = self.in_portions(ids, move |order_ids| GetInvoices {
            search_params: Some(InvoiceSearchParameters { order_ids, ..Default::default() }),
            invoice_return_properties: invoice.clone(),
            row_return_properties: row.clone(),
        });
        S::read(GetInvoices::NAME, orders)
    }

    /// Creates orders, or changes those that have an `OrderId`. Says of each, in the order given, what became of it.
    ///
    /// To change an order set `OrderId`, `CustomerId`, `OrderStatus` and what shall change; of rows send only those
    /// that change, each with its `RowId` and a `ChangeState`. An order that was invoiced cannot be changed. Not
    /// idempotent: the service has no key for a request, so a repetition creates an order once more.
    ///
    /// # Errors
    /// [`InvalidRequest::StatusMissing`] for a change without a status, which the service may take for `Web`, and
    /// [`InvalidRequest::ChangeStateMissing`] for one with a row that does not say what it is about: then nothing is sent;
    /// [`ErrorKind::Uncorrelated`](crate::error::ErrorKind::Uncorrelated) if the answer cannot be matched; whatever
    /// keeps the request from being answered.
    pub async fn save_invoices(
        &self,
        invoices: Vec<InvoiceOrder>,
    ) -> Result<Vec<ItemResult<InvoiceOrder>>, Error> {
        if let Some(why) = invoices.iter().find_map(unclear_change) {
            return Err(Error::invalid(SaveInvoices::NAME, why));
        }
        let operation = SaveInvoices { invoices };
        let returned = self.save(&operation, operation.invoices.is_empty()).await?;
        correlate(SaveInvoices::NAME, &operation.invoices, returned)
    }

    /// Changes orders that were invoiced: `InvoiceTitle` and `ReferenceNumber` only. Says of each, in the order given,
    /// what became of it.
    ///
    /// # Errors
    /// As [`save_invoices`](Self::save_invoices).
    pub async fn update_invoices(
        &self,
        invoices: Vec<InvoiceOrder>,
    ) -> Result<Vec<ItemResult<InvoiceOrder>>, Error> {
        let operation = UpdateInvoices { invoices };
        let returned = self.save(&operation, operation.invoices.is_empty()).await?;
        correlate(UpdateInvoices::NAME, &operation.invoices, returned)
    }

    /// An invoice as a PDF, in the layout of a template or of the default one. `None` if there is no such document.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_invoice_document(
        &self,
        invoice_id: InvoiceId,
        template_id: Option<Uuid>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let parameters = Some(InvoiceDocumentSearchParameters { invoice_id, template_id });
        let document = self.execute_one(&GetInvoiceDocument { parameters }).await?;
        Ok(document.map(|Base64(bytes)| bytes))
    }

    /// The ways of delivery that an order can have.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_delivery_methods(&self) -> Result<Vec<DeliveryMethod>, Error> {
        self.execute(&GetDeliveryMethods {}).await?.try_collect().await
    }

    /// The layouts that an invoice can have.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_invoice_templates(&self) -> Result<Vec<TemplateModel>, Error> {
        self.execute(&GetInvoiceTemplates {}).await?.try_collect().await
    }

    /// The ways of payment that an order can have.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_payment_methods(&self) -> Result<Vec<PaymentMethod>, Error> {
        self.execute(&GetPaymentMethods {}).await?.try_collect().await
    }
}

/// What a change of an order leaves open, so that the service would decide it.
fn unclear_change(order: &InvoiceOrder) -> Option<InvalidRequest> {
    let order_id = order.order_id?;
    if order.order_status.is_none() {
        return Some(InvalidRequest::StatusMissing { order_id });
    }
    let unsaid = order.invoice_rows.iter().any(|row| row.change_state.is_none());
    unsaid.then_some(InvalidRequest::ChangeStateMissing { order_id })
}
