//! [`WarehouseApi`] over SOAP.

use std::collections::BTreeSet;
use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use futures::TryStreamExt;
use futures::stream::BoxStream;

use super::movement::movements;
use super::returned;
use crate::model::{
    ArticleDefinition, Customer, CustomerOrder, GetInventoryPerWarehouseQuery, GetInventoryQuery,
    GetReturnOrdersQuery, InOrder, InOrderFilters, InventoryLine, Order, OrderFilters, OrderStatus,
    PerWarehouseArticleLine, ReceivedInOrder, ReturnOrderInfo, UpdateOrderLines,
};
use crate::{
    AnsweredFields, ArticleStock, Client, Error, GoodsOwner, MovementKind, Observer, ProcessedArticle,
    ProcessedCustomer, ProcessedInOrder, ProcessedOrder, StockMovement, WarehouseApi, WarehouseStock,
};

#[async_trait]
impl WarehouseApi for Client {
    fn goods_owner(&self) -> &GoodsOwner {
        Self::goods_owner(self)
    }

    fn address(&self) -> Option<&str> {
        Some(Self::address(self))
    }

    fn answered_fields(&self) -> AnsweredFields {
        AnsweredFields::SOAP
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

    async fn stock_by_warehouse(&self, article_numbers: Vec<String>) -> Result<Vec<ArticleStock>, Error> {
        let query =
            GetInventoryPerWarehouseQuery { article_numbers_to_get: article_numbers, ..Default::default() };
        let found = self.get_inventory_per_warehouse(query).await?;
        Ok(found.per_warehouse_article_lines.into_iter().map(article_stock).collect())
    }

    async fn warehouse_codes(&self) -> Result<Vec<String>, Error> {
        let stock = WarehouseApi::stock_by_warehouse(self, Vec::new()).await?;
        let codes = stock.into_iter().flat_map(|article| article.warehouses);
        let codes: BTreeSet<String> = codes.filter_map(|stock| stock.warehouse_code).collect();
        Ok(codes.into_iter().collect())
    }

    async fn update_order_lines(&self, update: UpdateOrderLines) -> Result<ProcessedOrder, Error> {
        Self::update_order_lines(self, update).await
    }

    fn stock_movements(
        &self,
        kind: MovementKind,
        since: XsDateTime,
    ) -> BoxStream<'static, Result<StockMovement, Error>> {
        movements(self, kind, since)
    }

    fn return_orders(
        &self,
        query: GetReturnOrdersQuery,
    ) -> BoxStream<'static, Result<ReturnOrderInfo, Error>> {
        returned::return_orders(self, query)
    }

    async fn process_purchase_order(&self, in_order: InOrder) -> Result<ProcessedInOrder, Error> {
        self.process_in_order(in_order).await
    }

    async fn remove_purchase_order(&self, number: &str) -> Result<ProcessedInOrder, Error> {
        self.process_in_order(InOrder::remove(number)).await
    }

    fn purchase_orders(&self, filters: InOrderFilters) -> BoxStream<'static, Result<ReceivedInOrder, Error>> {
        self.get_in_orders_by_query(filters)
    }

    fn observed_by(&self, observer: Observer) -> Arc<dyn WarehouseApi> {
        Arc::new(self.observed(observer))
    }
}

fn article_stock(line: PerWarehouseArticleLine) -> ArticleStock {
    let article = line.article.unwrap_or_default();
    let stock = line.per_warehouse_stock_lines.into_iter().map(|stock| {
        let booked = stock.number_of_booked_items;
        WarehouseStock {
            warehouse_id: stock.warehouse_id,
            warehouse_code: stock.warehouse_code,
            physical: stock.number_of_items,
            sellable: stock.number_of_items.zip(booked).and_then(|(there, booked)| there.checked_sub(booked)),
        }
    });
    ArticleStock {
        system_id: article.system_id,
        article_number: article.article_number,
        warehouses: stock.collect(),
    }
}
