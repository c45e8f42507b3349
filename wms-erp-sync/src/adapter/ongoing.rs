use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use futures::StreamExt;
use futures::stream::BoxStream;
use ongoing_client::model::{
    ArticleDefinition, CustomerOrder, GetInventoryQuery, GetReturnOrdersQuery, InOrder, InOrderFilters,
    InventoryLine, Order, OrderFilters, OrderSpecialFilters, ReceivedInOrder, ReturnOrderInfo,
    UpdateOrderLines,
};
use ongoing_client::{AnsweredFields, Error, ExpectedArticle, MovementKind, StockMovement, WarehouseApi};
use rust_decimal::Decimal;

use super::incomplete;
use super::ongoing_error::translate;
use super::warehouse_stock::{KnownWarehouses, only_in};
use crate::port::{
    ArticleQuery, Meter, OrderQuery, PortError, PurchaseOrderQuery, Records, ReturnQuery, WmsPort,
};

/// Ongoing WMS by its goods-owner API, over SOAP or over REST.
#[derive(Debug, Clone)]
pub struct Ongoing {
    api: Arc<dyn WarehouseApi>,
    warehouses: KnownWarehouses,
}

impl Ongoing {
    /// The port of one client, which speaks for one goods owner.
    pub fn new(api: impl WarehouseApi + 'static) -> Self {
        Self { api: Arc::new(api), warehouses: KnownWarehouses::default() }
    }
}

#[async_trait]
impl WmsPort for Ongoing {
    fn metered(&self, meter: Meter) -> Arc<dyn WmsPort> {
        let api = self.api.observed_by(Arc::new(move |_| meter.wms()));
        Arc::new(Self { api, warehouses: self.warehouses.clone() })
    }

    async fn expect_articles(&self, articles: Vec<ExpectedArticle>) -> Result<(), PortError> {
        self.api.expect_articles(articles).await.map_err(translate)
    }

    fn address(&self) -> Option<String> {
        self.api.address().map(str::to_owned)
    }

    fn goods_owner(&self) -> (String, String) {
        let owner = self.api.goods_owner();
        (owner.id.to_string(), owner.code.clone())
    }

    fn answered_fields(&self) -> AnsweredFields {
        self.api.answered_fields()
    }

    fn tells_articles_apart(&self, one: &ArticleDefinition, other: &ArticleDefinition) -> bool {
        self.api.tells_articles_apart(one, other)
    }

    fn tells_orders_apart(&self, one: &CustomerOrder, other: &CustomerOrder) -> bool {
        self.api.tells_orders_apart(one, other)
    }

    async fn process_article(&self, article: &ArticleDefinition) -> Result<Option<i32>, PortError> {
        let processed = self.api.process_article(article.clone()).await.map_err(translate)?;
        Ok(processed.system_id.map(|id| id.0))
    }

    async fn process_order(&self, order: &CustomerOrder) -> Result<Option<i32>, PortError> {
        let processed = self.api.process_order(order.clone()).await.map_err(translate)?;
        Ok(processed.order_id.map(|id| id.0))
    }

    async fn cancel_order(&self, number: &str) -> Result<(), PortError> {
        self.api.remove_order(number).await.map(drop).map_err(translate)
    }

    async fn report_quantities(&self, number: &str, lines: &[(String, Decimal)]) -> Result<(), PortError> {
        let update = UpdateOrderLines::report(number, lines.iter().cloned());
        self.api.update_order_lines(update).await.map(drop).map_err(translate)
    }

    async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError> {
        let mut filters = OrderFilters::default();
        (filters.order_status_from, filters.order_status_to) = query.status.unzip();
        filters.last_updated_from = query.updated_from;
        filters.order_numbers_to_get = query.numbers;
        if query.to_report {
            let only = OrderSpecialFilters { only_orders_with_order_lines_to_report: Some(true) };
            filters.order_special_filters = Some(only);
        }
        Ok(records(self.api.orders(filters)))
    }

    async fn order_statuses(&self) -> Result<Vec<(i32, String)>, PortError> {
        let statuses = self.api.order_statuses().await.map_err(translate)?;
        let told = |status: ongoing_client::model::OrderStatus| {
            Some((status.order_status_id?, status.order_status_name.unwrap_or_default()))
        };
        Ok(statuses.into_iter().filter_map(told).collect())
    }

    async fn articles(&self, query: ArticleQuery) -> Result<Records<InventoryLine>, PortError> {
        let mut asked = GetInventoryQuery::default();
        match query {
            ArticleQuery::ProductCodes(codes) => asked.product_codes_to_get = codes,
            ArticleQuery::Numbers(numbers) => asked.article_numbers_to_get = numbers,
        }
        Ok(records(self.api.inventory(asked)))
    }

    async fn inventory(&self, since: Option<XsDateTime>) -> Result<Records<InventoryLine>, PortError> {
        let query = GetInventoryQuery { stock_info_changed_from: since, ..Default::default() };
        Ok(incomplete::named(records(self.api.inventory(query))))
    }

    async fn inventory_in(
        &self,
        warehouses: &[String],
        since: Option<XsDateTime>,
    ) -> Result<Records<InventoryLine>, PortError> {
        self.warehouses.check(self.api.as_ref(), warehouses).await?;
        let query = GetInventoryQuery { stock_info_changed_from: since, ..Default::default() };
        let lines = only_in(Arc::clone(&self.api), self.api.inventory(query), warehouses);
        Ok(incomplete::named(lines))
    }

    async fn stock_movements(
        &self,
        kind: MovementKind,
        since: XsDateTime,
    ) -> Result<Records<StockMovement>, PortError> {
        Ok(records(self.api.stock_movements(kind, since)))
    }

    async fn return_orders(&self, query: ReturnQuery) -> Result<Records<ReturnOrderInfo>, PortError> {
        let asked = match query {
            // None named would mean all of them.
            ReturnQuery::Numbers(named)
            | ReturnQuery::OfOrders(named)
            | ReturnQuery::OfOrdersSince(named, _)
                if named.is_empty() =>
            {
                return Ok(futures::stream::empty().boxed());
            }
            ReturnQuery::Since(since) => {
                GetReturnOrdersQuery { goods_returned_from_date: since, ..Default::default() }
            }
            ReturnQuery::Numbers(numbers) => GetReturnOrdersQuery::numbers(numbers),
            ReturnQuery::OfOrders(numbers) => GetReturnOrdersQuery::of_orders(numbers),
            ReturnQuery::OfOrdersSince(numbers, since) => GetReturnOrdersQuery {
                goods_returned_from_date: Some(since),
                ..GetReturnOrdersQuery::of_orders(numbers)
            },
        };
        Ok(incomplete::returned(records(self.api.return_orders(asked))))
    }

    async fn process_purchase_order(&self, order: &InOrder) -> Result<Option<i32>, PortError> {
        let processed = self.api.process_purchase_order(order.clone()).await.map_err(translate)?;
        Ok(processed.in_order_id.map(|id| id.0))
    }

    async fn cancel_purchase_order(&self, number: &str) -> Result<(), PortError> {
        self.api.remove_purchase_order(number).await.map(drop).map_err(translate)
    }

    async fn purchase_orders(
        &self,
        query: PurchaseOrderQuery,
    ) -> Result<Records<ReceivedInOrder>, PortError> {
        let filters = match query {
            // None named would mean all of them.
            PurchaseOrderQuery::Numbers(named) if named.is_empty() => {
                return Ok(futures::stream::empty().boxed());
            }
            PurchaseOrderQuery::Numbers(numbers) => InOrderFilters::by_numbers(numbers),
            PurchaseOrderQuery::ReceivedSince(since) => {
                InOrderFilters { last_receive_time_from: Some(since), ..InOrderFilters::default() }
            }
        };
        Ok(incomplete::received(records(self.api.purchase_orders(filters))))
    }

    async fn inventory_of(
        &self,
        articles: &[String],
        warehouses: &[String],
    ) -> Result<Records<InventoryLine>, PortError> {
        // None named means all of them.
        if articles.is_empty() {
            return Ok(futures::stream::empty().boxed());
        }
        let query = GetInventoryQuery { article_numbers_to_get: articles.to_vec(), ..Default::default() };
        if warehouses.is_empty() {
            return Ok(incomplete::named(records(self.api.inventory(query))));
        }
        self.warehouses.check(self.api.as_ref(), warehouses).await?;
        let lines = only_in(Arc::clone(&self.api), self.api.inventory(query), warehouses);
        Ok(incomplete::named(lines))
    }
}

fn records<T: 'static>(items: BoxStream<'static, Result<T, Error>>) -> Records<T> {
    items.map(|item| item.map_err(translate)).boxed()
}
