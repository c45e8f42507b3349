//! What questions do in Ongoing. Everything that is made is in the book before it is made.

use futures::TryStreamExt;
use ongoing_client::model::{
    ArticleDefinition, ArticleKey, Customer, CustomerOrder, CustomerOrderLine, GetInventoryQuery,
    InventoryLine, Order, OrderFilters, OrderInfoClass,
};
use ongoing_client::{Delivery, Error, ErrorKind};
use rust_decimal::Decimal;

use crate::answer::{Stopped, chain};
use crate::bench::Bench;
use crate::erp::Refused;
use crate::fields::fields;
use crate::journal::Kind;
use crate::person::ProposedWrite;

pub(crate) fn failed(error: Error) -> Stopped {
    let why = chain(&error);
    match error.kind() {
        ErrorKind::Unreachable | ErrorKind::Certificate | ErrorKind::Unauthorized => Stopped::NoAccess(why),
        _ => Stopped::Failed(why),
    }
}

impl Bench<'_> {
    /// A new article without stock, by its number.
    pub(crate) async fn new_article(
        &mut self,
        change: impl FnOnce(&mut ArticleDefinition),
    ) -> Result<String, Stopped> {
        let name = self.book.next().1;
        let mut article = ArticleDefinition::by_article_number(name.clone());
        article.article_name = Some(name.clone());
        article.is_stock_article = Some(true);
        change(&mut article);
        self.agree(ProposedWrite {
            question: self.question,
            system: self.wms_name(),
            call: "ProcessArticle",
            what: "create an article".to_owned(),
            fields: fields(&article),
            undone: "it is marked as out of use at the end; Ongoing has no call that deletes an article",
        })
        .await?;
        let number = self.book.plan(Kind::Article, None).map_err(Stopped::Broken)?;
        let made = self.wms().process_article(article).await;
        let made = self.made(number, made)?;
        if let Some(id) = made.system_id {
            self.book.made(number, id.0).map_err(Stopped::Broken)?;
        }
        Ok(name)
    }

    /// Writes an article of this run again.
    pub(crate) async fn write_article(
        &mut self,
        what: &str,
        article: ArticleDefinition,
    ) -> Result<Result<(), Refused>, Stopped> {
        self.agree(ProposedWrite {
            question: self.question,
            system: self.wms_name(),
            call: "ProcessArticle",
            what: what.to_owned(),
            fields: fields(&article),
            undone: "with the article: it is marked as out of use at the end",
        })
        .await?;
        let done = self.wms().process_article(article).await;
        self.refusal(done)
    }

    /// An article of this run.
    pub(crate) async fn read_article(&mut self, number: &str) -> Result<InventoryLine, Stopped> {
        let query =
            GetInventoryQuery { article_numbers_to_get: vec![number.to_owned()], ..Default::default() };
        let lines: Vec<InventoryLine> = self.wms().inventory(query).try_collect().await.map_err(failed)?;
        let is_it = |line: &InventoryLine| {
            line.article.as_ref().and_then(|article| article.article_number.as_deref()) == Some(number)
        };
        let found = lines.into_iter().find(is_it);
        found.ok_or_else(|| Stopped::Failed(format!("article {number} is not found in Ongoing")))
    }

    /// An order as it is written, with lines by their codes.
    pub(crate) fn order_of(&self, number: &str, lines: &[(&str, &str, i32)]) -> CustomerOrder {
        let info = OrderInfoClass::by_number(number, self.clock.now().date_naive());
        let mut customer = Customer::by_name_and_address(number, "Demo street 1");
        customer.post_code = Some("0150".to_owned());
        customer.city = Some("Oslo".to_owned());
        customer.country_code = Some("NO".to_owned());
        let lines = lines.iter().map(|(code, article, quantity)| {
            let article = ArticleKey::ArticleNumber((*article).to_owned());
            CustomerOrderLine::new(*code, article, Decimal::from(*quantity))
        });
        CustomerOrder::new(info, customer, lines.collect())
    }

    /// A new order, by its number.
    pub(crate) async fn new_warehouse_order(
        &mut self,
        lines: &[(&str, &str, i32)],
        change: impl FnOnce(&mut CustomerOrder),
    ) -> Result<String, Stopped> {
        let name = self.book.next().1;
        let mut order = self.order_of(&name, lines);
        change(&mut order);
        self.agree(ProposedWrite {
            question: self.question,
            system: self.wms_name(),
            call: "ProcessOrder",
            what: "create an order, with its customer".to_owned(),
            fields: fields(&order),
            undone: "it is cancelled afterwards (ProcessOrder with Remove); Ongoing has no call that deletes a customer",
        })
        .await?;
        let number = self.book.plan(Kind::WarehouseOrder, None).map_err(Stopped::Broken)?;
        let made = self.wms().process_order(order).await;
        let made = self.made(number, made)?;
        if let Some(id) = made.order_id {
            self.book.made(number, id.0).map_err(Stopped::Broken)?;
        }
        Ok(name)
    }

    /// Writes an order of this run again.
    pub(crate) async fn write_warehouse_order(
        &mut self,
        what: &str,
        order: CustomerOrder,
    ) -> Result<Result<(), Refused>, Stopped> {
        self.agree(ProposedWrite {
            question: self.question,
            system: self.wms_name(),
            call: "ProcessOrder",
            what: what.to_owned(),
            fields: fields(&order),
            undone: "with the order: it is cancelled afterwards",
        })
        .await?;
        let done = self.wms().process_order(order).await;
        self.refusal(done)
    }

    /// An order of this run.
    pub(crate) async fn read_warehouse_order(&mut self, number: &str) -> Result<Order, Stopped> {
        let found = self.find_warehouse_order(number).await?;
        found.ok_or_else(|| Stopped::Failed(format!("order {number} is not found in Ongoing")))
    }

    pub(crate) async fn find_warehouse_order(&mut self, number: &str) -> Result<Option<Order>, Stopped> {
        let orders = self.wms().orders(OrderFilters::by_numbers([number]));
        let orders: Vec<Order> = orders.try_collect().await.map_err(failed)?;
        Ok(orders.into_iter().find(|order| {
            order.order_info.as_ref().and_then(|info| info.goods_owner_order_number.as_deref())
                == Some(number)
        }))
    }

    /// What was refused, or has never reached the vendor, is not looked for.
    fn made<T>(&mut self, number: u32, made: Result<T, Error>) -> Result<T, Stopped> {
        let is_not_made =
            |error: &Error| error.kind() == ErrorKind::Refused || error.delivery() == Delivery::NotSent;
        if made.as_ref().is_err_and(is_not_made) {
            self.book.gone(number).map_err(Stopped::Broken)?;
        }
        made.map_err(failed)
    }

    /// What the warehouse said, and over REST with which status.
    pub(crate) fn refused(&mut self, error: &Error) -> Refused {
        let refused = chain(error);
        self.seen(match error.status() {
            Some(status) => format!("Ongoing refused it with HTTP status {status}: {refused}"),
            None => format!("Ongoing refused it: {refused}"),
        });
        refused
    }

    fn refusal<T>(&mut self, done: Result<T, Error>) -> Result<Result<(), Refused>, Stopped> {
        match done {
            Ok(_) => Ok(Ok(())),
            Err(error) if error.kind() == ErrorKind::Refused => Ok(Err(self.refused(&error))),
            Err(error) => Err(failed(error)),
        }
    }
}
