//! The operations of the services: one request type each, in the vendor's names.
//!
//! [`Client`](crate::Client) has a method for each of them. What it does not have can be added in a few lines: declare
//! the request, say where the answer keeps its items ([`Operation`]), and which service it belongs to
//! ([`ServiceOperation`]); `Client::execute` then does the rest.

use asmx_soap::{Effect, Operation};

use crate::types::{ChangeState, OrderSlipStateType};

pub mod auth;
pub mod company;
pub mod invoice;
pub mod product;

/// A service of the vendor: what it is called, and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Service {
    name: &'static str,
    path: &'static str,
}

impl Service {
    /// Sessions and identities.
    pub const AUTHENTICATE: Self = Self::new("Authenticate", "/authenticate/v001/authenticate.asmx");
    /// Customers and suppliers.
    pub const COMPANY: Self = Self::new("CompanyService", "/CRM/Company/V001/CompanyService.asmx");
    /// Orders and invoices, which are one thing.
    pub const INVOICE: Self = Self::new("InvoiceService", "/Economy/InvoiceOrder/V001/InvoiceService.asmx");
    /// Products, their categories, prices and stock.
    pub const PRODUCT: Self = Self::new("ProductService", "/Logistics/Product/V001/ProductService.asmx");

    /// A service that this crate does not know; `path` is appended to the client's base address.
    pub const fn new(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }

    /// The vendor's name for it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its path on the vendor's host.
    pub const fn path(&self) -> &'static str {
        self.path
    }
}

/// An operation of one of the vendor's services.
pub trait ServiceOperation: Operation {
    /// The service that it belongs to.
    const SERVICE: Service;
    /// Whether it needs a session: then the session goes along, and is made when there is none.
    const NEEDS_SESSION: bool = true;

    /// What executing this very request twice does: a save that names the id of everything in it sets, it does not
    /// create.
    fn effect(&self) -> Effect {
        Self::EFFECT
    }
}

macro_rules! belong {
    ($service:ident, $module:ident: $($operation:ident)*) => { $(
        impl ServiceOperation for $module::$operation {
            const SERVICE: Service = Service::$service;
        }
    )* };
    (without session, $service:ident, $module:ident: $($operation:ident)*) => { $(
        impl ServiceOperation for $module::$operation {
            const SERVICE: Service = Service::$service;
            const NEEDS_SESSION: bool = false;
        }
    )* };
}

belong!(without session, AUTHENTICATE, auth: AuthenticateByToken Login GetIdentitiesWithCredential
    GetIdentitiesWithCredentialByService);
belong!(AUTHENTICATE, auth: HasSession GetIdentity GetIdentities SetIdentity SetIdentityById);
belong!(PRODUCT, product: SetStockQuantity GetProducts DeleteProducts GetPriceList GetAllPriceLists
    GetCategories SaveCategories GetDiscountMatrixPriceGroup GetDiscountMatrixCategory);
belong!(INVOICE, invoice: GetOrderSyncList GetInvoices UpdateInvoices GetInvoiceDocument
    GetDeliveryMethods GetInvoiceTemplates GetPaymentMethods);
belong!(COMPANY, company: DeleteRelations DeleteCompanies SaveRelations DeleteMaps SaveMaps GetCompanySyncList
    GetCompanies GetCategories SaveCategories GetCustomerCategories GetIndustries SaveCustomerCategories
    DeleteCustomerCategories GetCustomerCategoryTree GetStatuses GetCRMGroups);

impl ServiceOperation for product::SaveProducts {
    const SERVICE: Service = Service::PRODUCT;

    fn effect(&self) -> Effect {
        sets(self.products.iter().all(|product| product.id.is_some()))
    }
}

impl ServiceOperation for invoice::SaveInvoices {
    const SERVICE: Service = Service::INVOICE;

    fn effect(&self) -> Effect {
        // A row that is added would be added twice, and an invoice issued twice.
        sets(self.invoices.iter().all(|order| {
            order.order_id.is_some()
                && order.order_status != Some(OrderSlipStateType::Invoiced)
                && order
                    .invoice_rows
                    .iter()
                    .all(|row| row.row_id.is_some() && row.change_state.as_ref() != Some(&ChangeState::Add))
        }))
    }
}

impl ServiceOperation for company::SaveCompanies {
    const SERVICE: Service = Service::COMPANY;

    fn effect(&self) -> Effect {
        sets(self.companies.iter().all(|company| company.id.is_some()))
    }
}

fn sets(everything_is_named: bool) -> Effect {
    if everything_is_named { Effect::Idempotent } else { Effect::Creates }
}
