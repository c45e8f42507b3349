use std::collections::HashSet;
use std::fmt::Debug;
use std::sync::Arc;

use asmx_soap::{Delivery, XsDateTime};
use async_trait::async_trait;
use futures::StreamExt;
use ongoing_client::model::{
    ArticleDefinition, CustomerOrder, InOrder, InventoryLine, Order, ReceivedInOrder, ReturnOrderInfo,
};
use ongoing_client::{AnsweredFields, ExpectedArticle, MovementKind, StockMovement};
use rust_decimal::Decimal;
use wms_erp_mapping::number_key;

use super::{ErrorKind, Meter, PortError, Records};

/// The part of Ongoing WMS that the engine needs. One value speaks for one goods owner.
#[async_trait]
pub trait WmsPort: Send + Sync + Debug {
    /// The same port, with its requests counted by `meter`.
    fn metered(&self, meter: Meter) -> Arc<dyn WmsPort>;

    /// Host and port that requests go to, where that is known. Runs are spread over addresses: what hangs at one hangs for all
    /// tenants that go there, and keeps no tenant of another one waiting. A port that wraps another hands this on.
    fn address(&self) -> Option<String> {
        None
    }

    /// Tells that these articles will be written soon, with the ids that are kept of them: a port that has to look them
    /// up can do so in one request.
    async fn expect_articles(&self, articles: Vec<ExpectedArticle>) -> Result<(), PortError> {
        drop(articles);
        Ok(())
    }

    /// Which goods owner this is: an id that stays, and a name for people. What the settings say; nothing is asked.
    fn goods_owner(&self) -> (String, String);

    /// Which fields the records of this port have. What it cannot report is absent from every record, and is not compared;
    /// what it can report and is absent is empty there. [`AnsweredFields::NONE`] unless the port knows better: then only
    /// what is there is compared. A port that wraps another hands this on.
    fn answered_fields(&self) -> AnsweredFields {
        AnsweredFields::NONE
    }

    /// Whether what is sent for one of these articles differs from what is sent for the other: a further field that the WMS
    /// has no place for makes no difference. Nothing is asked. A port that wraps another hands this on.
    fn tells_articles_apart(&self, one: &ArticleDefinition, other: &ArticleDefinition) -> bool {
        one != other
    }

    /// The same of orders.
    fn tells_orders_apart(&self, one: &CustomerOrder, other: &CustomerOrder) -> bool {
        one != other
    }

    /// Creates or updates an article; its id in the WMS, where it is known.
    async fn process_article(&self, article: &ArticleDefinition) -> Result<Option<i32>, PortError>;

    /// Creates or updates an order; its id in the WMS, where it is known.
    async fn process_order(&self, order: &CustomerOrder) -> Result<Option<i32>, PortError>;

    /// Cancels an order that has not been picked yet.
    async fn cancel_order(&self, number: &str) -> Result<(), PortError>;

    /// Writes the reported quantities of an order's lines, by their codes.
    async fn report_quantities(&self, number: &str, lines: &[(String, Decimal)]) -> Result<(), PortError>;

    /// The orders that fit the query, with their lines.
    async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError>;

    /// The numbers of the order statuses that this warehouse has, with their names.
    async fn order_statuses(&self) -> Result<Vec<(i32, String)>, PortError>;

    /// These articles, with their stock: what is believed of them is checked so. A port may answer with others besides; one
    /// that cannot ask for single articles answers with all of them.
    async fn articles(&self, query: ArticleQuery) -> Result<Records<InventoryLine>, PortError> {
        drop(query);
        self.inventory(None).await
    }

    /// The stock of the articles whose stock changed after `since` (all of them without).
    async fn inventory(&self, since: Option<XsDateTime>) -> Result<Records<InventoryLine>, PortError>;

    /// The same, with the quantities in these warehouses, named by their codes. One that does not exist is an error,
    /// not an empty one. A port that cannot tell them apart says so.
    async fn inventory_in(
        &self,
        warehouses: &[String],
        since: Option<XsDateTime>,
    ) -> Result<Records<InventoryLine>, PortError> {
        let _ = since;
        let what = format!("this port cannot report the stock of {}", warehouses.join(", "));
        let remedy = "count the stock of all warehouses, or use a port that can";
        Err(PortError::new(ErrorKind::Access, Delivery::NotSent, what, remedy))
    }

    /// The changes of stock of one kind since a time. A record that changed since then may have earlier changes too. Runs do not
    /// ask for them: they are for the [journal](crate::Inspector::stock_journal) that people read. A port that cannot list them
    /// says so.
    async fn stock_movements(
        &self,
        kind: MovementKind,
        since: XsDateTime,
    ) -> Result<Records<StockMovement>, PortError> {
        let _ = (kind, since);
        let what = "this port cannot list what changed the stock";
        let remedy = "look it up in the WMS, or use a port that can";
        Err(PortError::new(ErrorKind::Access, Delivery::NotSent, what, remedy))
    }

    /// The return orders that the query asks for, with what came back of each line so far. One that cannot be read is named by its
    /// number. A port that cannot list them says so.
    async fn return_orders(&self, query: ReturnQuery) -> Result<Records<ReturnOrderInfo>, PortError> {
        drop(query);
        let what = "this port cannot list returns";
        let remedy = "switch returns off, or use a port that can";
        Err(PortError::new(ErrorKind::Access, Delivery::NotSent, what, remedy))
    }

    /// Creates or updates a purchase order; its id in the WMS, where it is known. A port that cannot write them says so.
    async fn process_purchase_order(&self, order: &InOrder) -> Result<Option<i32>, PortError> {
        let _ = order;
        Err(no_purchase_orders("this port cannot write purchase orders"))
    }

    /// Cancels a purchase order of which nothing has been received yet. A port that cannot do so says so.
    async fn cancel_purchase_order(&self, number: &str) -> Result<(), PortError> {
        let _ = number;
        Err(no_purchase_orders("this port cannot cancel purchase orders"))
    }

    /// The purchase orders that the query asks for, with what was received of each line so far. One that cannot be read is named by its
    /// number. A port that cannot list them says so.
    async fn purchase_orders(
        &self,
        query: PurchaseOrderQuery,
    ) -> Result<Records<ReceivedInOrder>, PortError> {
        drop(query);
        Err(no_purchase_orders("this port cannot list purchase orders"))
    }

    /// The stock of these articles, by their article numbers, zero included; the quantities in these warehouses, or in
    /// all of them if none is named. An article that the answer leaves out is not known to the WMS.
    ///
    /// Unless a port can do better, everything is read and the rest left out.
    async fn inventory_of(
        &self,
        articles: &[String],
        warehouses: &[String],
    ) -> Result<Records<InventoryLine>, PortError> {
        let all = match warehouses {
            [] => self.inventory(None).await?,
            warehouses => self.inventory_in(warehouses, None).await?,
        };
        let wanted: HashSet<String> = articles.iter().map(|number| number_key(number)).collect();
        let is_wanted = move |line: &Result<InventoryLine, PortError>| {
            let Ok(line) = line else { return true };
            let article = line.article.as_ref();
            let number = article.and_then(|article| article.article_number.as_deref()).map(number_key);
            number.is_some_and(|number| wanted.contains(&number))
        };
        Ok(all.filter(move |line| std::future::ready(is_wanted(line))).boxed())
    }
}

fn no_purchase_orders(what: &str) -> PortError {
    let remedy = "switch expected receipts off, or use a port that can";
    PortError::new(ErrorKind::Access, Delivery::NotSent, what, remedy)
}

/// Which articles of the WMS are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArticleQuery {
    /// Those with one of these product codes.
    ProductCodes(Vec<String>),
    /// Those with one of these numbers.
    Numbers(Vec<String>),
}

/// Which return orders of the WMS are asked for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ReturnQuery {
    /// Those of which goods came back then or later; all of them without a time.
    Since(Option<XsDateTime>),
    /// Those with one of these numbers of their own.
    Numbers(Vec<String>),
    /// Those of sales orders with one of these numbers.
    OfOrders(Vec<String>),
    /// Those of sales orders with one of these numbers of which goods came back then or later.
    OfOrdersSince(Vec<String>, XsDateTime),
}

/// Which purchase orders of the WMS are asked for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PurchaseOrderQuery {
    /// Those of which something was last received then or later.
    ReceivedSince(XsDateTime),
    /// Those with one of these numbers.
    Numbers(Vec<String>),
}

/// Which orders of the WMS are asked for; the conditions hold together.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct OrderQuery {
    /// Status numbers, from and to, both included.
    pub status: Option<(i32, i32)>,
    /// Updated at this time or later.
    pub updated_from: Option<XsDateTime>,
    /// Only orders with lines of which more is picked than reported.
    pub to_report: bool,
    /// These order numbers; none given means any.
    pub numbers: Vec<String>,
}

impl OrderQuery {
    /// The orders with these numbers.
    pub fn numbers(numbers: Vec<String>) -> Self {
        Self { numbers, ..Self::default() }
    }

    /// The orders with a status in a range that have quantities left to report.
    pub fn to_report(from: i32, to: i32) -> Self {
        Self { status: Some((from, to)), to_report: true, ..Self::default() }
    }

    /// The orders with a status in a range that were updated since a time.
    pub fn status(from: i32, to: i32, updated_from: Option<XsDateTime>) -> Self {
        Self { status: Some((from, to)), updated_from, ..Self::default() }
    }
}
