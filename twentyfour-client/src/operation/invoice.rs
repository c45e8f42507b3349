//! Operations of the invoice service.

use asmx_soap::{Base64, Effect, Operation, element};

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `GetOrderSyncList`.
    pub struct GetOrderSyncList in NAMESPACE {
        /// Sync params.
        "syncParams" sync_params: Option<InvoiceSyncParameters>,
    }

    /// `GetInvoices`.
    pub struct GetInvoices in NAMESPACE {
        /// Search params.
        "searchParams" search_params: Option<InvoiceSearchParameters>,
        /// Invoice return properties.
        "invoiceReturnProperties"/"string" invoice_return_properties: Vec<String>,
        /// Row return properties.
        "rowReturnProperties"/"string" row_return_properties: Vec<String>,
    }

    /// `UpdateInvoices`.
    pub struct UpdateInvoices in NAMESPACE {
        /// Invoices.
        "invoices"/"InvoiceOrder" invoices: Vec<InvoiceOrder>,
    }

    /// `SaveInvoices`.
    pub struct SaveInvoices in NAMESPACE {
        /// Invoices.
        "invoices"/"InvoiceOrder" invoices: Vec<InvoiceOrder>,
    }

    /// `GetInvoiceDocument`.
    pub struct GetInvoiceDocument in NAMESPACE {
        /// Parameters.
        "Parameters" parameters: Option<InvoiceDocumentSearchParameters>,
    }

    /// `GetDeliveryMethods`.
    pub struct GetDeliveryMethods in NAMESPACE {

    }

    /// `GetInvoiceTemplates`.
    pub struct GetInvoiceTemplates in NAMESPACE {

    }

    /// `GetPaymentMethods`.
    pub struct GetPaymentMethods in NAMESPACE {

    }
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
