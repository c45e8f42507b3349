//! The movements that the records of a list are about.

use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};

use super::{MovementKind, StockMovement};
use crate::Error;
use crate::model::{Order, PickedOrderLine};

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
