//! What an integration needs of a warehouse, whatever the transport.

use std::fmt::Debug;
use std::sync::Arc;

use asmx_soap::XsDateTime;
use async_trait::async_trait;
use futures::stream::BoxStream;
use rust_decimal::Decimal;

use crate::model::{
    ArticleDefinition, ArticleSystemId, Customer, CustomerOrder, GetInventoryQuery, GetReturnOrdersQuery,
    InOrder, InOrderFilters, InOrderId, InventoryLine, Order, OrderFilters, OrderId, OrderStatus,
    ReceivedInOrder, ReturnOrderId, ReturnOrderInfo, ShipmentId, UpdateOrderLines,
};
use crate::{AnsweredFields, Error, ExpectedArticle, GoodsOwner, MovementKind, Observer, StockMovement};

/// The promise that both transports keep: one goods owner's articles, orders and stock.
///
/// # Guarantees
/// - Writes of one goods owner go one at a time across the process; reads do not wait for them.
/// - A refusal is an error ([`ErrorKind::Refused`](crate::ErrorKind::Refused)), never a value.
/// - A list is whole or ends in an error; an item that cannot be read is an error of its own
///   ([`Error::is_item`]), and the rest follows.
#[async_trait]
pub trait WarehouseApi: Send + Sync + Debug {
    /// Whose articles, orders and stock these are.
    fn goods_owner(&self) -> &GoodsOwner;

    /// Host and port that requests go to, where that is known: what hangs there hangs for all that go there.
    fn address(&self) -> Option<&str> {
        None
    }

    /// Which fields the answers of this transport have. A field that they do not have is absent from every record, and says
    /// nothing about it. [`AnsweredFields::NONE`] unless the implementation knows better.
    fn answered_fields(&self) -> AnsweredFields {
        AnsweredFields::NONE
    }

    /// Whether what is sent for one of these articles differs from what is sent for the other. It does not where all in which
    /// they differ has no place in this transport, or is refused by it before anything is sent. Nothing is sent.
    fn tells_articles_apart(&self, one: &ArticleDefinition, other: &ArticleDefinition) -> bool {
        one != other
    }

    /// The same of orders.
    fn tells_orders_apart(&self, one: &CustomerOrder, other: &CustomerOrder) -> bool {
        one != other
    }

    /// Creates or updates an article.
    async fn process_article(&self, article: ArticleDefinition) -> Result<ProcessedArticle, Error>;

    /// Announces articles that are written next, each once. A transport that must look them up asks for all of them at once;
    /// a write that was not announced is looked up by itself.
    ///
    /// # Errors
    /// As a read. An article that cannot be written is no error here; writing it will be.
    async fn expect_articles(&self, articles: Vec<ExpectedArticle>) -> Result<(), Error> {
        drop(articles);
        Ok(())
    }

    /// Creates or updates an order, as its `OrderInfo.OrderOperation` says. Refused once the warehouse has begun with it.
    async fn process_order(&self, order: CustomerOrder) -> Result<ProcessedOrder, Error>;

    /// Cancels the order with this order number. Refused once the warehouse has begun with it.
    async fn remove_order(&self, order_number: &str) -> Result<ProcessedOrder, Error>;

    /// Creates or updates a customer on its own; usually customers travel inside orders.
    async fn process_customer(&self, customer: Customer) -> Result<ProcessedCustomer, Error>;

    /// The orders that all of the filters let through.
    fn orders(&self, filters: OrderFilters) -> BoxStream<'static, Result<Order, Error>>;

    /// The statuses that this warehouse uses. Their numbers and names are the warehouse's own. If one of them cannot be read,
    /// that is an error of [its own](crate::ErrorKind::Item): the credentials were accepted.
    async fn order_statuses(&self) -> Result<Vec<OrderStatus>, Error>;

    /// The stock of the articles that the query asks for.
    fn inventory(&self, query: GetInventoryQuery) -> BoxStream<'static, Result<InventoryLine, Error>>;

    /// The stock of these articles, by their article numbers, in each warehouse; of every article if none is named. An
    /// article that the answer leaves out is not known there.
    async fn stock_by_warehouse(&self, article_numbers: Vec<String>) -> Result<Vec<ArticleStock>, Error>;

    /// The codes of the warehouses that there are. SOAP has no list of them: there it is those in which goods lie.
    async fn warehouse_codes(&self) -> Result<Vec<String>, Error>;

    /// Writes what an integration keeps on order lines, at any status: above all the reported quantities.
    async fn update_order_lines(&self, update: UpdateOrderLines) -> Result<ProcessedOrder, Error>;

    /// The changes of stock of one kind since a time, in the order in which the service lists their records. A record that changed
    /// since then may also have earlier changes, such as a purchase order that is received in parts: compare
    /// [`StockMovement::time`].
    fn stock_movements(
        &self,
        kind: MovementKind,
        since: XsDateTime,
    ) -> BoxStream<'static, Result<StockMovement, Error>>;

    /// The return orders that all of the filters let through, with what came back of each line so far. The service has no pages for
    /// them: bound the query by time or by numbers. One that cannot be read is an error of [its own](Error::is_item), which names
    /// the return order by its number.
    fn return_orders(
        &self,
        query: GetReturnOrdersQuery,
    ) -> BoxStream<'static, Result<ReturnOrderInfo, Error>>;

    /// Creates or updates a purchase order, or cancels it, as its `InOrderInfo.InOrderOperation` says. Refused once goods reception has
    /// begun. Write all of it, every time: what becomes of lines that a second one leaves out is not documented.
    async fn process_purchase_order(&self, in_order: InOrder) -> Result<ProcessedInOrder, Error>;

    /// Cancels the purchase order with this number. Refused once goods reception has begun.
    async fn remove_purchase_order(&self, number: &str) -> Result<ProcessedInOrder, Error>;

    /// The purchase orders that all of the filters let through, with what was received of each line so far. One that cannot be read is
    /// an error of [its own](Error::is_item), which names it by its number.
    fn purchase_orders(&self, filters: InOrderFilters) -> BoxStream<'static, Result<ReceivedInOrder, Error>>;

    /// The same API, which tells `observer` of each request.
    fn observed_by(&self, observer: Observer) -> Arc<dyn WarehouseApi>;
}

/// The stock of one article in each warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ArticleStock {
    /// Ongoing's id of the article.
    pub system_id: Option<ArticleSystemId>,
    /// The article's number.
    pub article_number: Option<String>,
    /// One for each warehouse; one in which nothing lies may be left out.
    pub warehouses: Vec<WarehouseStock>,
}

/// The stock of an article in one warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WarehouseStock {
    /// Ongoing's id of the warehouse.
    pub warehouse_id: Option<i32>,
    /// Its code.
    pub warehouse_code: Option<String>,
    /// Quantity in stock.
    pub physical: Option<Decimal>,
    /// Quantity that can still be promised; it may be negative. SOAP does not tell it: there it is what is in stock less
    /// what is booked.
    pub sellable: Option<Decimal>,
}

/// An article was created or updated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessedArticle {
    /// Ongoing's id of the article, where the answer has it.
    pub system_id: Option<ArticleSystemId>,
    /// What the warehouse said, for people.
    pub message: Option<String>,
}

/// An order was created, changed or cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessedOrder {
    /// Ongoing's id of the order, where the answer has it.
    pub order_id: Option<OrderId>,
    /// What the warehouse said, for people.
    pub message: Option<String>,
}

/// A customer was created or updated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessedCustomer {
    /// What the warehouse said, for people.
    pub message: Option<String>,
}

/// A purchase order was created, changed or cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessedInOrder {
    /// Ongoing's id of the purchase order, where the answer has it.
    pub in_order_id: Option<InOrderId>,
    /// What the warehouse said, for people.
    pub message: Option<String>,
}

/// A return order was created, changed or cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessedReturnOrder {
    /// Ongoing's id of the return order, where the answer has it.
    pub return_order_id: Option<ReturnOrderId>,
}

/// A shipment was created, changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ProcessedShipment {
    /// Ongoing's id of the shipment, where the answer has it.
    pub shipment_id: Option<ShipmentId>,
    /// What the warehouse said, for people.
    pub message: Option<String>,
}
