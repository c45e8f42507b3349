//! Operations of the InvoiceService.

use asmx_soap::{Base64, Effect, Operation, element};

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// Asks for the ids of orders changed or registered after a time.
    pub struct GetOrderSyncList in NAMESPACE {
        /// Which orders.
        "syncParams" sync_params: Option<InvoiceSyncParameters>,
    }

    /// Asks for orders and invoices. Without any filter it is refused.
    pub struct GetInvoices in NAMESPACE {
        /// Which orders.
        "searchParams" search_params: Option<InvoiceSearchParameters>,
        /// Which of their properties, in the vendor's names; `InvoiceRows` for rows.
        "invoiceReturnProperties"/"string" invoice_return_properties: Vec<String>,
        /// Which properties of their rows.
        "rowReturnProperties"/"string" row_return_properties: Vec<String>,
    }

    /// Changes the title or the reference of orders that were invoiced.
    pub struct UpdateInvoices in NAMESPACE {
        /// The orders.
        "invoices"/"InvoiceOrder" invoices: Vec<InvoiceOrder>,
    }

    /// Creates or changes orders. The answer is all of them, those refused with an `APIException`.
    pub struct SaveInvoices in NAMESPACE {
        /// The orders; those with an id are changed.
        "invoices"/"InvoiceOrder" invoices: Vec<InvoiceOrder>,
    }

    /// Asks for an invoice as a PDF.
    pub struct GetInvoiceDocument in NAMESPACE {
        /// Which invoice, in which layout.
        "Parameters" parameters: Option<InvoiceDocumentSearchParameters>,
    }

    /// Asks for the ways of delivery.
    pub struct GetDeliveryMethods in NAMESPACE {}

    /// Asks for the layouts of invoices.
    pub struct GetInvoiceTemplates in NAMESPACE {}

    /// Asks for the ways of payment.
    pub struct GetPaymentMethods in NAMESPACE {}
}

impl Operation for GetOrderSyncList {
    type Item = OrderId;
    const RESULT: &'static [&'static str] = &["GetOrderSyncListResult"];
    const ITEM: &'static str = "int";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetInvoices {
    type Item = InvoiceOrder;
    const RESULT: &'static [&'static str] = &["GetInvoicesResult"];
    const ITEM: &'static str = "InvoiceOrder";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for UpdateInvoices {
    type Item = InvoiceOrder;
    const RESULT: &'static [&'static str] = &["UpdateInvoicesResult"];
    const ITEM: &'static str = "InvoiceOrder";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for SaveInvoices {
    type Item = InvoiceOrder;
    const RESULT: &'static [&'static str] = &["SaveInvoicesResult"];
    const ITEM: &'static str = "InvoiceOrder";
    const EFFECT: Effect = Effect::Creates;
}

impl Operation for GetInvoiceDocument {
    type Item = Base64;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetInvoiceDocumentResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetDeliveryMethods {
    type Item = DeliveryMethod;
    const RESULT: &'static [&'static str] = &["GetDeliveryMethodsResult"];
    const ITEM: &'static str = "DeliveryMethod";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetInvoiceTemplates {
    type Item = TemplateModel;
    const RESULT: &'static [&'static str] = &["GetInvoiceTemplatesResult"];
    const ITEM: &'static str = "TemplateModel";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetPaymentMethods {
    type Item = PaymentMethod;
    const RESULT: &'static [&'static str] = &["GetPaymentMethodsResult"];
    const ITEM: &'static str = "PaymentMethod";
    const EFFECT: Effect = Effect::Read;
}
