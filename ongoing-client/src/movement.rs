//! What changed the stock of an article, whatever the transport.

use asmx_soap::XsDateTime;
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use rust_decimal::Decimal;

use crate::Error;
use crate::model::{ArticleSystemId, Order, PickedOrderLine};

/// What changes the stock of an article in a warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MovementKind {
    /// A stock-taking found another quantity, or a person adjusted it (scrapping included): the cause says why. Ongoing reports
    /// both as stock-takings (developer.ongoingwarehouse.com/get-inventory-changes).
    Adjusted,
    /// Goods of a purchase order were received.
    Received,
    /// Goods of a sales order came back.
    Returned,
    /// An order was shipped.
    Shipped,
}

/// One change of an article's stock, as the warehouse reports it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StockMovement {
    /// What kind of change it is.
    pub kind: MovementKind,
    /// Ongoing's id of the article. SOAP does not report it for returns.
    pub article_system_id: Option<ArticleSystemId>,
    /// The article's number.
    pub article_number: Option<String>,
    /// The article's product code. Neither transport reports it for returns.
    pub product_code: Option<String>,
    /// By how much the stock changed, with its sign: what was shipped is negative.
    pub quantity: Decimal,
    /// When. None where the warehouse does not say: SOAP has no time for returns.
    pub time: Option<XsDateTime>,
    /// Number of the order, purchase order or return order; of an adjustment, the id of the stock-taking.
    pub reference: Option<String>,
    /// Why, in the warehouse's words: the cause of an adjustment or of a return.
    pub cause: Option<String>,
    /// What a person noted.
    pub comment: Option<String>,
    /// Of a return: whether the goods were taken out of the stock again, because they were broken for instance. The same removal
    /// may be an adjustment too. None where the warehouse does not say: only REST does, item by item.
    pub is_removed_again: Option<bool>,
}

impl StockMovement {
    pub(crate) fn new(kind: MovementKind, quantity: Decimal) -> Self {
        Self {
            kind,
            article_system_id: None,
            article_number: None,
            product_code: None,
            quantity,
            time: None,
            reference: None,
            cause: None,
            comment: None,
            is_removed_again: None,
        }
    }
}

/// What an order took out of the stock, line by line. Of a kit the parts count: they are what was picked.
pub(crate) fn shipped(order: Order) -> Vec<StockMovement> {
    let info = order.order_info.unwrap_or_default();
    let picked = order.picked_order_lines.into_iter().filter(|line| line.is_parent_line != Some(true));
    let movement = |line: PickedOrderLine| {
        let quantity = line.picked_number_of_items.filter(|quantity| !quantity.is_zero())?;
        let article = line.article.unwrap_or_default();
        Some(StockMovement {
            article_system_id: article.system_id,
            article_number: article.article_number,
            product_code: article.product_code,
            time: info.shipped_time,
            reference: info.goods_owner_order_number.clone(),
            ..StockMovement::new(MovementKind::Shipped, -quantity)
        })
    };
    picked.filter_map(movement).collect()
}

/// The first text that says something.
pub(crate) fn first_text(texts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    texts.into_iter().flatten().find(|text| !text.trim().is_empty())
}

/// The movements of each record, in its place.
pub(crate) fn each<T: Send + 'static>(
    records: BoxStream<'static, Result<T, Error>>,
    movements: impl Fn(T) -> Vec<StockMovement> + Send + 'static,
) -> BoxStream<'static, Result<StockMovement, Error>> {
    let of_one = move |record: Result<T, Error>| {
        stream::iter(match record {
            Ok(record) => movements(record).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    };
    records.flat_map(of_one).boxed()
}

/// A list that comes as one answer, as a stream.
pub(crate) fn one_by_one<T: Send + 'static>(
    list: impl Future<Output = Result<Vec<T>, Error>> + Send + 'static,
) -> BoxStream<'static, Result<T, Error>> {
    stream::once(async move { Ok(stream::iter(list.await?.into_iter().map(Ok))) }).try_flatten().boxed()
}
