//! [`WarehouseApi`] over SOAP.

use std::sync::Arc;

use async_trait::async_trait;
use futures::TryStreamExt;
use futures::stream::BoxStream;

use crate::model::{
    ArticleDefinition, Customer, CustomerOrder, GetInventoryQuery, InventoryLine, Order, OrderFilters,
    OrderStatus, UpdateOrderLines,
};
use crate::{
    Client, Error, GoodsOwner, Observer, ProcessedArticle, ProcessedCustomer, ProcessedOrder, WarehouseApi,
};

#[async_trait]
impl WarehouseApi for Client {
    fn goods_owner(&self) -> &GoodsOwner {
        Self::goods_owner(self)
    }

    async fn process_article(&self, article: ArticleDefinition) -> Result<ProcessedArticle, Error> {
        Self::process_article(self, article).await
    }

    async fn process_order(&self, order: CustomerOrder) -> Result<ProcessedOrder, Error> {
        Self::process_order(self, order).await
    }

    async fn remove_order(&self, order_number: &str) -> Result<ProcessedOrder, Error> {
        Self::process_order(self, CustomerOrder::remove(order_number)).await
    }

    async fn process_customer(&self, customer: Customer) -> Result<ProcessedCustomer, Error> {
        Self::process_customer(self, customer).await
    }

    fn orders(&self, filters: OrderFilters) -> BoxStream<'static, Result<Order, Error>> {
        self.get_orders_by_query(filters)
    }

    async fn order_statuses(&self) -> Result<Vec<OrderStatus>, Error> {
        self.get_order_statuses().try_collect().await
    }

    fn inventory(&self, query: GetInventoryQuery) -> BoxStream<'static, Result<InventoryLine, Error>> {
        self.get_inventory_by_query(query)
    }

    async fn update_order_lines(&self, update: UpdateOrderLines) -> Result<ProcessedOrder, Error> {
        Self::update_order_lines(self, update).await
    }

    fn observed_by(&self, observer: Observer) -> Arc<dyn WarehouseApi> {
        Arc::new(self.observed(observer))
    }
}
