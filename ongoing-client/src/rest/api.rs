//! [`WarehouseApi`] over REST.

use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};

use super::RestClient;
use super::convert::{Left, article, inventory_line, order, read_order};
use super::exchange::Call;
use super::items::{Paging, Unread};
use super::movement::movements;
use super::pages::{List, PAGE};
use super::purchased;
use super::query::{self, Query};
use super::returned;
use super::wire::Number;
use super::wire::article::{ArticleDone, GetArticle};
use super::wire::order::{GetOrder, GetStatus, GetStatuses, OrderDone, PatchComment, PatchReported};
use crate::model::{
    ArticleDefinition, ArticleIdentificationType, ArticleSystemId, Customer, CustomerOrder,
    GetInventoryQuery, GetReturnOrdersQuery, InOrder, InOrderFilters, InventoryLine, Order, OrderFilters,
    OrderId, OrderIdentificationType, OrderOperation, OrderStatus, ReceivedInOrder, ReturnOrderInfo,
    UpdateOrderIdentificationType, UpdateOrderLineIdentificationType, UpdateOrderLines,
};
use crate::soap::verdict::message;
use crate::{
    AnsweredFields, ArticleStock, Error, ExpectedArticle, GoodsOwner, MovementKind, Observer,
    ProcessedArticle, ProcessedCustomer, ProcessedInOrder, ProcessedOrder, StockMovement, WarehouseApi,
};

const GET_ARTICLES: Call = Call::get("GET /articles");
pub(super) const PUT_ARTICLE: Call = Call::put("PUT /articles").bulk();
const GET_ORDERS: Call = Call::get("GET /orders");
const GET_ORDER: Call = Call::get("GET /orders/{orderId}");
pub(super) const PUT_ORDER: Call = Call::put("PUT /orders");
const DELETE_ORDER: Call = Call::delete("DELETE /orders");
const GET_STATUSES: Call = Call::get("GET /orders/statuses");
const PATCH_REPORTED: Call = Call::patch("PATCH /orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems");
const PATCH_COMMENT: Call = Call::patch("PATCH /orders/{orderId}/lines/{orderLineId}/comment");

const ORDERS: List = List {
    call: GET_ORDERS,
    path: "/orders",
    paging: Paging { from: "orderIdFrom", size: "maxOrdersToGet", id: "orderId", record: "orderNumber" },
};
pub(super) const ARTICLES: List = List {
    call: GET_ARTICLES,
    path: "/articles",
    paging: Paging {
        from: "articleSystemIdFrom",
        size: "maxArticlesToGet",
        id: "articleSystemId",
        record: "productCode",
    },
};

/// Whether both can be sent, and are not the same.
fn differ<T: serde::Serialize>(one: Option<T>, other: Option<T>) -> bool {
    let json = |value: Option<T>| serde_json::to_value(value?).ok();
    json(one).zip(json(other)).is_some_and(|(one, other)| one != other)
}

#[async_trait]
impl WarehouseApi for RestClient {
    fn goods_owner(&self) -> &GoodsOwner {
        Self::goods_owner(self)
    }

    fn address(&self) -> Option<&str> {
        Some(Self::address(self))
    }

    fn answered_fields(&self) -> AnsweredFields {
        AnsweredFields::REST
    }

    fn tells_articles_apart(&self, one: &ArticleDefinition, other: &ArticleDefinition) -> bool {
        let sent = |definition: &ArticleDefinition| article(PUT_ARTICLE.name, 0, definition.clone()).ok();
        differ(sent(one), sent(other))
    }

    fn tells_orders_apart(&self, one: &CustomerOrder, other: &CustomerOrder) -> bool {
        // Which number a product code stands for is no matter here.
        let lines = [one, other].into_iter().flat_map(|order| &order.customer_order_lines);
        let codes = lines.filter_map(|line| line.product_code.clone());
        let numbers = codes.map(|code| (code.clone(), code)).collect();
        let sent =
            |customer_order: &CustomerOrder| order(PUT_ORDER.name, 0, customer_order.clone(), &numbers).ok();
        differ(sent(one), sent(other))
    }

    async fn process_article(&self, definition: ArticleDefinition) -> Result<ProcessedArticle, Error> {
        let by_code = definition.article_identification == ArticleIdentificationType::ProductCode;
        let known = match definition.article_identification {
            ArticleIdentificationType::ArticleNumber => None,
            ArticleIdentificationType::SystemId => definition.article_system_id,
            ArticleIdentificationType::ProductCode => self.article_of(&definition).await?,
            _ => return Err(Error::unsupported(PUT_ARTICLE.name, "ArticleIdentification (ArticleName)")),
        };
        let done = match self.write_article(known, definition.clone()).await {
            Err(error) if by_code && self.is_gone(&error, known).await? => {
                let now = self.article_of(&definition).await?;
                self.write_article(now, definition).await?
            }
            done => done?,
        };
        let system_id = done.article_system_id.map(ArticleSystemId).or(known);
        if system_id.is_none() {
            return Err(Error::no_result(PUT_ARTICLE.name));
        }
        Ok(ProcessedArticle { system_id, message: message(done.message.as_deref()) })
    }

    async fn expect_articles(&self, articles: Vec<ExpectedArticle>) -> Result<(), Error> {
        self.learn(articles).await.map(drop)
    }

    async fn process_order(&self, customer_order: CustomerOrder) -> Result<ProcessedOrder, Error> {
        let info = customer_order.order_info.as_ref();
        let by_number = info
            .is_some_and(|info| info.order_identification == OrderIdentificationType::GoodsOwnerOrderNumber);
        let mut left = Left::default();
        left.over_if("OrderInfo.OrderIdentification (but by order number)", !by_number);
        match info.map(|info| (&info.order_operation, info.goods_owner_order_number.as_deref())) {
            Some((OrderOperation::Remove, Some(number))) => return self.remove_order(number).await,
            Some((OrderOperation::CreateOrUpdate, Some(_))) => {}
            // PUT creates or updates: it cannot be restricted to one of them.
            _ => left.over("OrderInfo.OrderOperation (but CreateOrUpdate and Remove)", Some(())),
        }
        left.nothing(PUT_ORDER.name)?;
        let lines = customer_order.customer_order_lines.iter();
        let codes = lines.filter_map(|line| match line.article_identification {
            ArticleIdentificationType::ProductCode => line.product_code.clone(),
            _ => None,
        });
        let numbers = self.article_numbers(codes.collect()).await?;
        let body = order(PUT_ORDER.name, self.goods_owner().id, customer_order, &numbers)?;
        self.order_done(self.tell(PUT_ORDER, "/orders", &body).await?, PUT_ORDER)
    }

    async fn remove_order(&self, order_number: &str) -> Result<ProcessedOrder, Error> {
        let path =
            Query::of(self.goods_owner().id).with("orderNumber", Some(order_number)).to_path("/orders");
        let done: OrderDone = self.ask(DELETE_ORDER, &path).await?;
        let order_id = done.order_id.map(OrderId);
        Ok(ProcessedOrder { order_id, message: message(done.message.as_deref()) })
    }

    async fn process_customer(&self, _customer: Customer) -> Result<ProcessedCustomer, Error> {
        Err(Error::unsupported("ProcessCustomer", "a customer without an order"))
    }

    fn orders(&self, filters: OrderFilters) -> BoxStream<'static, Result<Order, Error>> {
        if !filters.order_ids_to_get.is_empty() {
            return self.orders_by_id(filters);
        }
        let queries = match query::orders(GET_ORDERS.name, self.goods_owner().id, &filters) {
            Ok(queries) => queries,
            Err(error) => return stream::iter([Err(error)]).boxed(),
        };
        let asked: Option<std::collections::HashSet<String>> = match filters.order_numbers_to_get {
            numbers if numbers.is_empty() => None,
            numbers => Some(numbers.into_iter().collect()),
        };
        let pages = self.pages(ORDERS, queries, |order: &GetOrder| order.order_info.as_ref()?.order_id);
        let orders = pages.map_ok(read_order).try_filter(move |order| {
            // No source says that the filter is exact.
            let number = order.order_info.as_ref().and_then(|info| info.goods_owner_order_number.as_ref());
            let wanted =
                asked.as_ref().is_none_or(|asked| number.is_some_and(|number| asked.contains(number)));
            std::future::ready(wanted)
        });
        orders.boxed()
    }

    async fn order_statuses(&self) -> Result<Vec<OrderStatus>, Error> {
        let statuses: GetStatuses = self.ask(GET_STATUSES, "/orders/statuses").await?;
        let Some(statuses) = statuses.order_statuses else { return Err(Error::no_result(GET_STATUSES.name)) };
        let read = |status| match serde_json::from_value::<GetStatus>(status) {
            Ok(s) => Ok(OrderStatus { order_status_id: s.number, order_status_name: s.text }),
            Err(error) => Err(self.unread(GET_STATUSES, Unread { error, id: None, record: None })),
        };
        statuses.into_iter().map(read).collect()
    }

    fn inventory(&self, query: GetInventoryQuery) -> BoxStream<'static, Result<InventoryLine, Error>> {
        let (from, most) = (query.article_system_id_from, query.max_articles_to_get);
        let queries = match query::articles(GET_ARTICLES.name, self.goods_owner().id, &query) {
            Ok(queries) => queries,
            Err(error) => return stream::iter([Err(error)]).boxed(),
        };
        let id = |article: &GetArticle| article.article_system_id;
        let (most, first) = (most.unwrap_or(PAGE).max(1), from.map(|id| id.0));
        let pages = self.pages_of(most, ARTICLES, queries, id, first);
        pages.map_ok(inventory_line).boxed()
    }

    async fn stock_by_warehouse(&self, article_numbers: Vec<String>) -> Result<Vec<ArticleStock>, Error> {
        self.warehouse_stock(&article_numbers).await
    }

    async fn warehouse_codes(&self) -> Result<Vec<String>, Error> {
        Ok(self.warehouses().await?.into_iter().filter_map(|warehouse| warehouse.code).collect())
    }

    async fn update_order_lines(&self, update: UpdateOrderLines) -> Result<ProcessedOrder, Error> {
        let identification = update.update_order_identification.unwrap_or_default();
        let found = match identification.order_identification_type {
            UpdateOrderIdentificationType::SystemId => self.order_by_id(identification.order_id).await?,
            UpdateOrderIdentificationType::GoodsOwnerOrderNumber => {
                let number = identification.goods_owner_order_number.unwrap_or_default();
                let mut orders = self.orders(OrderFilters::by_numbers([number]));
                orders.try_next().await?
            }
            _ => {
                return Err(Error::unsupported(
                    PATCH_REPORTED.name,
                    "UpdateOrderIdentification (but by number or id)",
                ));
            }
        };
        let order = found.ok_or_else(|| self.refuses(PATCH_REPORTED.name, "the order is not there"))?;
        let order_id = order.order_info.and_then(|info| info.order_id);
        let Some(id) = order_id else { return Err(Error::no_result(GET_ORDERS.name)) };
        for line in update.order_lines {
            let which = line.update_order_line_identification.unwrap_or_default();
            let line_id = match which.order_line_identification_type {
                UpdateOrderLineIdentificationType::OrderLineId => which.order_line_id,
                _ => order.picked_order_lines.iter().find_map(|known| {
                    let is_it = known.external_order_line_code == which.external_order_line_code;
                    known.order_line_system_id.filter(|_| is_it && known.parent_order_line_id.is_none())
                }),
            };
            let line_id =
                line_id.ok_or_else(|| self.refuses(PATCH_REPORTED.name, "the order line is not there"))?;
            let path = format!("/orders/{id}/lines/{line_id}");
            let reported =
                line.update_reported_number_of_items.and_then(|update| update.reported_number_of_items);
            if let Some(reported) = reported {
                let body = PatchReported { reported_number_of_items: Some(Number(reported)) };
                self.tell_and_ignore(PATCH_REPORTED, &format!("{path}/reportedNumberOfItems"), &body).await?;
            }
            if let Some(comment) = line.update_comment {
                let body = PatchComment { comment: Some(comment.order_line_comment.unwrap_or_default()) };
                self.tell_and_ignore(PATCH_COMMENT, &format!("{path}/comment"), &body).await?;
            }
        }
        Ok(ProcessedOrder { order_id, message: None })
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
        purchased::process(self, in_order).await
    }

    async fn remove_purchase_order(&self, number: &str) -> Result<ProcessedInOrder, Error> {
        purchased::remove(self, number).await
    }

    fn purchase_orders(&self, filters: InOrderFilters) -> BoxStream<'static, Result<ReceivedInOrder, Error>> {
        purchased::purchase_orders(self, filters)
    }

    fn observed_by(&self, observer: Observer) -> Arc<dyn WarehouseApi> {
        Arc::new(self.observed(observer))
    }
}

impl RestClient {
    async fn write_article(
        &self,
        known: Option<ArticleSystemId>,
        definition: ArticleDefinition,
    ) -> Result<ArticleDone, Error> {
        let body = article(PUT_ARTICLE.name, self.goods_owner().id, definition)?;
        let path = known.map_or_else(|| "/articles".to_owned(), |id| format!("/articles/{id}"));
        self.tell(PUT_ARTICLE, &path, &body).await
    }

    fn order_done(&self, done: OrderDone, call: Call) -> Result<ProcessedOrder, Error> {
        // A client of this API once took 2xx without an id for a success, and lost orders.
        let Some(id) = done.order_id else { return Err(Error::no_result(call.name)) };
        Ok(ProcessedOrder { order_id: Some(OrderId(id)), message: message(done.message.as_deref()) })
    }

    async fn order_by_id(&self, id: OrderId) -> Result<Option<Order>, Error> {
        match self.ask::<GetOrder>(GET_ORDER, &format!("/orders/{id}")).await {
            Ok(order) => Ok(Some(read_order(order))),
            Err(error) if error.status() == Some(404) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// There is no filter for several ids, so they are asked for one by one.
    fn orders_by_id(&self, filters: OrderFilters) -> BoxStream<'static, Result<Order, Error>> {
        let alone =
            OrderFilters { order_ids_to_get: filters.order_ids_to_get.clone(), ..OrderFilters::default() };
        if filters != alone {
            let what = "OrderIdsToGet together with other filters";
            return stream::iter([Err(Error::unsupported(GET_ORDERS.name, what))]).boxed();
        }
        let client = self.clone();
        let orders = stream::iter(filters.order_ids_to_get).then(move |id| {
            let client = client.clone();
            async move { client.order_by_id(id).await }
        });
        orders.try_filter_map(|order| std::future::ready(Ok(order))).boxed()
    }
}
