//! Both sides on the wire.

use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::{FutureExt, StreamExt};
use ongoing_client::model::{
    ArticleDefinition, CustomerOrder, InOrder, InventoryLine, Order, ReceivedInOrder, ReturnOrderInfo,
};
use rust_decimal::Decimal;
use twentyfour_client::Properties;
use twentyfour_client::types::{
    Company, CompanyId, InvoiceOrder, OrderId, OrderSlipStateType, Product, ProductId,
};
use wms_erp_sync::port::{
    ErpLayer, ErpPort, OrderQuery, PortError, PurchaseOrderPage, PurchaseOrderQuery, PurchaseOrderSource,
    Received, Records, ReturnQuery, WmsLayer, WmsPort,
};

use super::wire::Wire;
use crate::purchases::Purchases;

#[derive(Debug)]
pub(crate) struct WiredErp {
    pub(crate) port: Arc<dyn ErpPort>,
    pub(crate) wire: Arc<Wire>,
}

#[derive(Debug)]
pub(crate) struct WiredWms {
    pub(crate) port: Arc<dyn WmsPort>,
    pub(crate) wire: Arc<Wire>,
}

/// The end of a list is a place of its own: what was read by then may be spooled already.
fn ended<T: Send + 'static>(
    wire: &Arc<Wire>,
    name: &'static str,
    records: Result<Records<T>, PortError>,
) -> Result<Records<T>, PortError> {
    let wire = Arc::clone(wire);
    let end = async move { wire.ask(&format!("end of {name}"), async {}).await };
    let end = end.into_stream().filter_map(|()| async { None });
    Ok(records?.chain(end.boxed()).boxed())
}

#[async_trait]
impl ErpLayer for WiredErp {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        &self.port
    }

    fn around(&self, port: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { port, wire: Arc::clone(&self.wire) })
    }

    async fn identity(&self) -> Result<(String, String), PortError> {
        self.wire.ask("identity", self.port.identity()).await
    }

    async fn identities(&self) -> Result<Vec<(String, String)>, PortError> {
        self.wire.ask("identities", self.port.identities()).await
    }

    async fn products_changed(
        &self,
        since: Option<DateTime<Utc>>,
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError> {
        let call = self.port.products_changed(since, properties);
        ended(&self.wire, "products_changed", self.wire.ask("products_changed", call).await)
    }

    async fn products(
        &self,
        ids: &[ProductId],
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError> {
        let call = self.port.products(ids, properties);
        ended(&self.wire, "products", self.wire.ask("products", call).await)
    }

    async fn order_heads_in(
        &self,
        states: &[OrderSlipStateType],
    ) -> Result<Records<InvoiceOrder>, PortError> {
        let call = self.port.order_heads_in(states);
        ended(&self.wire, "order_heads_in", self.wire.ask("order_heads_in", call).await)
    }

    async fn order_heads(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError> {
        let call = self.port.order_heads(ids);
        ended(&self.wire, "order_heads", self.wire.ask("order_heads", call).await)
    }

    async fn orders(
        &self,
        ids: &[OrderId],
        properties: &Properties<InvoiceOrder>,
    ) -> Result<Records<InvoiceOrder>, PortError> {
        let call = self.port.orders(ids, properties);
        ended(&self.wire, "orders", self.wire.ask("orders", call).await)
    }

    async fn orders_for_rest_of(&self, originals: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError> {
        let call = self.port.orders_for_rest_of(originals);
        ended(&self.wire, "orders_for_rest_of", self.wire.ask("orders_for_rest_of", call).await)
    }

    async fn save_orders(
        &self,
        orders: Vec<InvoiceOrder>,
    ) -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError> {
        self.wire.pass("save_orders", self.port.save_orders(orders)).await
    }

    async fn set_stock(&self, product: ProductId, quantity: Decimal) -> Result<(), PortError> {
        self.wire.pass("set_stock", self.port.set_stock(product, quantity)).await
    }

    async fn companies(
        &self,
        ids: &[CompanyId],
        properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError> {
        let call = self.port.companies(ids, properties);
        ended(&self.wire, "companies", self.wire.ask("companies", call).await)
    }

    async fn companies_changed(
        &self,
        since: Option<DateTime<Utc>>,
        properties: &Properties<Company>,
    ) -> Result<Records<Company>, PortError> {
        let call = self.port.companies_changed(since, properties);
        ended(&self.wire, "companies_changed", self.wire.ask("companies_changed", call).await)
    }
}

/// The host's source of purchase orders, whose calls pass a wire.
#[derive(Debug)]
pub(crate) struct WiredSource {
    pub(crate) source: Arc<Purchases>,
    pub(crate) wire: Arc<Wire>,
}

#[async_trait]
impl PurchaseOrderSource for WiredSource {
    async fn changed(&self, cursor: Option<&str>) -> Result<PurchaseOrderPage, PortError> {
        self.wire.ask("purchase orders", self.source.changed(cursor)).await
    }

    async fn received(&self, report: &Received) -> Result<(), PortError> {
        self.wire.pass("received", self.source.received(report)).await
    }
}

#[async_trait]
impl WmsLayer for WiredWms {
    fn inner(&self) -> &Arc<dyn WmsPort> {
        &self.port
    }

    fn around(&self, port: Arc<dyn WmsPort>) -> Arc<dyn WmsPort> {
        Arc::new(Self { port, wire: Arc::clone(&self.wire) })
    }

    async fn process_article(&self, article: &ArticleDefinition) -> Result<Option<i32>, PortError> {
        self.wire.pass("process_article", self.port.process_article(article)).await
    }

    async fn process_order(&self, order: &CustomerOrder) -> Result<Option<i32>, PortError> {
        self.wire.pass("process_order", self.port.process_order(order)).await
    }

    async fn cancel_order(&self, number: &str) -> Result<(), PortError> {
        self.wire.pass("cancel_order", self.port.cancel_order(number)).await
    }

    async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError> {
        let call = self.port.orders(query);
        ended(&self.wire, "wms orders", self.wire.ask("wms orders", call).await)
    }

    async fn return_orders(&self, query: ReturnQuery) -> Result<Records<ReturnOrderInfo>, PortError> {
        let call = self.port.return_orders(query);
        ended(&self.wire, "return_orders", self.wire.ask("return_orders", call).await)
    }

    async fn process_purchase_order(&self, order: &InOrder) -> Result<Option<i32>, PortError> {
        self.wire.pass("process_purchase_order", self.port.process_purchase_order(order)).await
    }

    async fn cancel_purchase_order(&self, number: &str) -> Result<(), PortError> {
        self.wire.pass("cancel_purchase_order", self.port.cancel_purchase_order(number)).await
    }

    async fn purchase_orders(
        &self,
        query: PurchaseOrderQuery,
    ) -> Result<Records<ReceivedInOrder>, PortError> {
        let call = self.port.purchase_orders(query);
        ended(&self.wire, "purchase_orders", self.wire.ask("purchase_orders", call).await)
    }

    async fn report_quantities(&self, number: &str, lines: &[(String, Decimal)]) -> Result<(), PortError> {
        self.wire.pass("report_quantities", self.port.report_quantities(number, lines)).await
    }

    async fn order_statuses(&self) -> Result<Vec<(i32, String)>, PortError> {
        self.wire.ask("order_statuses", self.port.order_statuses()).await
    }

    async fn inventory(&self, since: Option<XsDateTime>) -> Result<Records<InventoryLine>, PortError> {
        let call = self.port.inventory(since);
        ended(&self.wire, "inventory", self.wire.ask("inventory", call).await)
    }

    async fn inventory_in(
        &self,
        warehouses: &[String],
        since: Option<XsDateTime>,
    ) -> Result<Records<InventoryLine>, PortError> {
        let call = self.port.inventory_in(warehouses, since);
        ended(&self.wire, "inventory_in", self.wire.ask("inventory_in", call).await)
    }

    async fn inventory_of(
        &self,
        articles: &[String],
        warehouses: &[String],
    ) -> Result<Records<InventoryLine>, PortError> {
        let call = self.port.inventory_of(articles, warehouses);
        ended(&self.wire, "inventory_of", self.wire.ask("inventory_of", call).await)
    }
}
