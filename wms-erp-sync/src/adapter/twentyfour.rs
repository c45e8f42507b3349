use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use rust_decimal::Decimal;
use twentyfour_client::types::{
    Company, CompanyId, CompanySearchParameters, Identity, InvoiceOrder, InvoiceSearchParameters, OrderId,
    OrderSlipStateType, Product, ProductId, ProductSearchParameters,
};
use twentyfour_client::{Client, Priority, Properties};

use super::filtered::{Otherwise, by_filter};
use super::halves;
use super::twentyfour_error::{translate, translate_item};
use crate::port::{ErpPort, Meter, PortError, Records, named};
use crate::process_id::Process;

/// What the head of an order is made of.
const HEAD: &[&str] =
    &["OrderId", "CustomerId", "OrderStatus", "DateChanged", "DateOrdered", "OrderTotalIncVat"];
/// A time before all changes: the service wants some filter for companies, and this one lets everything through.
const LONG_AGO: &str = "1990-01-01T00:00:00Z";

/// 24SevenOffice by its SOAP services.
#[derive(Debug, Clone)]
pub struct TwentyFour(Client);

impl TwentyFour {
    /// The port of one client, which speaks for one company.
    pub fn new(client: Client) -> Self {
        Self(client)
    }

    async fn heads(
        &self,
        search: InvoiceSearchParameters,
        head: Vec<&'static str>,
    ) -> Result<Records<InvoiceOrder>, PortError> {
        let list = self.0.get_invoices(search.clone(), &head).await;
        let (client, ids) = (self.0.clone(), self.0.clone());
        let otherwise = Otherwise {
            id: |order: &InvoiceOrder| order.order_id,
            ids: async move { ids.get_invoices(search, &["OrderId"]).await }.boxed(),
            by_id: Box::new(move |ids| client.get_invoices_by_id(ids, &head)),
        };
        by_filter(list, otherwise)
    }
}

#[async_trait]
impl ErpPort for TwentyFour {
    fn metered(&self, meter: Meter) -> Arc<dyn ErpPort> {
        let priority = match meter.process() {
            Process::Orders | Process::OrderStatus => Priority::High,
            Process::Returns | Process::ExpectedReceipts | Process::Stock => Priority::Normal,
            Process::Articles | Process::Suppliers | Process::Custom(_) => Priority::Low,
        };
        let observer = move |event: &twentyfour_client::RequestEvent| {
            if event.authenticate { meter.session() } else { meter.erp() }
        };
        Arc::new(Self(self.0.observed(Arc::new(observer)).with_priority(priority)))
    }

    fn address(&self) -> Option<String> {
        Some(self.0.address())
    }

    fn requests_left(&self) -> Option<u32> {
        self.0.requests_left()
    }

    async fn identity(&self) -> Result<(String, String), PortError> {
        self.0.identity().await.map(company).map_err(translate)
    }

    async fn identities(&self) -> Result<Vec<(String, String)>, PortError> {
        let identities = self.0.get_identities().await.map_err(translate)?;
        Ok(identities.into_iter().map(company).collect())
    }

    async fn products_changed(
        &self,
        since: Option<DateTime<Utc>>,
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError> {
        let search =
            ProductSearchParameters { date_changed: since.map(XsDateTime::from), ..Default::default() };
        let list = self.0.get_products(search.clone(), properties.clone()).await;
        let (client, properties) = (self.0.clone(), properties.clone());
        let ids = self.0.clone();
        let otherwise = Otherwise {
            id: |product: &Product| product.id,
            ids: async move { ids.get_products(search, &["Id"]).await }.boxed(),
            by_id: Box::new(move |ids| client.get_products_by_id(ids, properties.clone())),
        };
        by_filter(list, otherwise)
    }

    async fn products(
        &self,
        ids: &[ProductId],
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError> {
        let (client, properties) = (self.0.clone(), properties.clone());
        let ask = move |ids: Vec<ProductId>| client.get_products_by_id(ids, properties.clone());
        Ok(halves::by_id(ids, |product: &Product| product.id, ask))
    }

    async fn order_heads_in(
        &self,
        states: &[OrderSlipStateType],
    ) -> Result<Records<InvoiceOrder>, PortError> {
        let search = InvoiceSearchParameters { order_states: states.to_vec(), ..Default::default() };
        self.heads(search, HEAD.to_vec()).await
    }

    async fn order_heads(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError> {
        let client = self.0.clone();
        let ask = move |ids: Vec<OrderId>| client.get_invoices_by_id(ids, HEAD);
        Ok(halves::by_id(ids, |order: &InvoiceOrder| order.order_id, ask))
    }

    async fn orders(
        &self,
        ids: &[OrderId],
        properties: &Properties<InvoiceOrder>,
    ) -> Result<Records<InvoiceOrder>, PortError> {
        let (client, whole) = (self.0.clone(), named(HEAD).and(properties.clone()));
        let ask = move |ids: Vec<OrderId>| client.get_invoices_by_id(ids, whole.clone());
        Ok(halves::by_id(ids, |order: &InvoiceOrder| order.order_id, ask))
    }

    async fn orders_for_rest_of(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError> {
        let head: Vec<&str> = HEAD.iter().copied().chain(["ExternalStatus"]).collect();
        let external_status = ids.iter().map(|id| id.0).collect();
        let search = InvoiceSearchParameters { external_status, ..Default::default() };
        self.heads(search, head).await
    }

    async fn save_orders(
        &self,
        orders: Vec<InvoiceOrder>,
    ) -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError> {
        let answers = self.0.save_invoices(orders).await.map_err(translate)?;
        Ok(answers.into_iter().map(|answer| answer.map_err(translate_item)).collect())
    }

    async fn set_stock(&self, product: ProductId, quantity: Decimal) -> Result<(), PortError> {
        self.0.set_stock_quantity(product, quantity).await.map_err(translate)
    }

    async fn companies(
        &self,
        ids: &[CompanyId],
        properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError> {
        let (client, properties) = (self.0.clone(), properties.clone());
        let ask = move |ids: Vec<CompanyId>| client.get_companies_by_id(ids, properties.clone());
        Ok(halves::by_id(ids, |company: &Company| company.id, ask))
    }

    async fn companies_changed(
        &self,
        since: Option<DateTime<Utc>>,
        properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError> {
        let since = since.map(XsDateTime::from).or_else(|| LONG_AGO.parse().ok());
        let search = CompanySearchParameters { changed_after: since, ..Default::default() };
        let list = self.0.get_companies(search.clone(), properties.clone()).await;
        let (client, ids, properties) = (self.0.clone(), self.0.clone(), properties.clone());
        let otherwise = Otherwise {
            id: |company: &Company| company.id,
            ids: async move { ids.get_companies(search, &["Id"]).await }.boxed(),
            by_id: Box::new(move |ids| client.get_companies_by_id(ids, properties.clone())),
        };
        by_filter(list, otherwise)
    }
}

/// The company, not the user in it: another API user of the same company is no reason to stop.
fn company(identity: Identity) -> (String, String) {
    let client = identity.client.unwrap_or_default();
    let id = if client.id == 0 { identity.id.to_string() } else { client.id.to_string() };
    (id, client.name.unwrap_or_default())
}
