//! Long lists in several requests: lists of keys in chunks, stock by an id cursor.

use futures::StreamExt;
use futures::stream::{self, BoxStream};

use super::operation::{GetInventoryByQuery, GetOrdersByQuery};
use crate::model::{ArticleSystemId, GetInventoryQuery, InventoryLine, Order, OrderFilters};
use crate::{Client, Error};

/// How many keys one request asks for. The vendor documents no limit; its advice is to page what can be paged.
const KEYS: usize = 1000;

type Items<T> = BoxStream<'static, Result<T, Error>>;

/// Orders, with a long list of keys in chunks. Two lists together narrow each other, so they are not taken apart.
pub(crate) fn orders(client: &Client, filters: OrderFilters) -> Items<Order> {
    let OrderFilters { order_numbers_to_get, order_ids_to_get, goods_owner_order_id_to_get, .. } = &filters;
    let lengths = [order_numbers_to_get.len(), order_ids_to_get.len(), goods_owner_order_id_to_get.len()];
    let parts = match lengths {
        [n, 0, 0] if n > KEYS => in_chunks(filters, |f| &mut f.order_numbers_to_get),
        [0, n, 0] if n > KEYS => in_chunks(filters, |f| &mut f.order_ids_to_get),
        [0, 0, n] if n > KEYS => in_chunks(filters, |f| &mut f.goods_owner_order_id_to_get),
        _ => vec![filters],
    };
    let client = client.clone();
    one_after_another(parts, move |filters| {
        let query = Some(filters);
        client.execute_list(GetOrdersByQuery { query, ..GetOrdersByQuery::default() })
    })
}

/// Stock, with a long list of keys in chunks, or page by page.
pub(crate) fn inventory(client: &Client, query: GetInventoryQuery) -> Items<InventoryLine> {
    let GetInventoryQuery { article_numbers_to_get, product_codes_to_get, bar_codes_to_get, .. } = &query;
    let lengths = [article_numbers_to_get.len(), product_codes_to_get.len(), bar_codes_to_get.len()];
    let parts = match lengths {
        [n, 0, 0] if n > KEYS => in_chunks(query, |q| &mut q.article_numbers_to_get),
        [0, n, 0] if n > KEYS => in_chunks(query, |q| &mut q.product_codes_to_get),
        [0, 0, n] if n > KEYS => in_chunks(query, |q| &mut q.bar_codes_to_get),
        _ => vec![query],
    };
    let client = client.clone();
    one_after_another(parts, move |query| pages(client.clone(), query))
}

fn in_chunks<Q: Clone, K>(mut query: Q, keys: fn(&mut Q) -> &mut Vec<K>) -> Vec<Q> {
    let mut all = std::mem::take(keys(&mut query)).into_iter().peekable();
    let mut chunks = Vec::new();
    while all.peek().is_some() {
        let mut chunk = query.clone();
        *keys(&mut chunk) = all.by_ref().take(KEYS).collect();
        chunks.push(chunk);
    }
    chunks
}

/// One stream of several, which ends with the first error that is not an item's own.
fn one_after_another<Q: Send + 'static, T: Send + 'static>(
    parts: Vec<Q>,
    read: impl Fn(Q) -> Items<T> + Send + 'static,
) -> Items<T> {
    let items = stream::iter(parts).flat_map(read);
    let whole = items.scan(false, |failed, item| {
        let stopped = *failed;
        *failed |= item.as_ref().is_err_and(|error| !error.is_item());
        std::future::ready((!stopped).then_some(item))
    });
    whole.boxed()
}

/// Where a paged read stands.
struct Pages {
    client: Client,
    query: GetInventoryQuery,
    page: Items<InventoryLine>,
    asked: usize,
    got: usize,
    is_first: bool,
    /// The highest id so far: where the next page begins, whatever order the service answers in.
    last: Option<ArticleSystemId>,
}

fn pages(client: Client, query: GetInventoryQuery) -> Items<InventoryLine> {
    let asked = query.max_articles_to_get.and_then(|most| usize::try_from(most).ok()).unwrap_or_default();
    let (page, last) = (page(&client, &query), query.article_system_id_from);
    let first = Pages { client, query, page, asked, got: 0, is_first: true, last };
    stream::unfold(Some(first), |pages| async { pages?.next().await }).boxed()
}

fn page(client: &Client, query: &GetInventoryQuery) -> Items<InventoryLine> {
    let get_inventory_query = Some(query.clone());
    client.execute_list(GetInventoryByQuery { get_inventory_query, ..GetInventoryByQuery::default() })
}

impl Pages {
    async fn next(mut self) -> Option<(Result<InventoryLine, Error>, Option<Self>)> {
        loop {
            let item = match self.page.next().await {
                None if self.got != self.asked || self.asked == 0 => return None,
                None => match self.turn() {
                    Ok(()) => continue,
                    Err(error) => return Some((Err(error), None)),
                },
                Some(item) => item,
            };
            self.got += 1;
            match item {
                Ok(line) => {
                    let id = line.article.as_ref().and_then(|article| article.system_id);
                    // A service that does not know pages begins again from the start: the first page was everything.
                    if !self.is_first && id < self.query.article_system_id_from {
                        return None;
                    }
                    self.last = self.last.max(id);
                    return Some((Ok(line), Some(self)));
                }
                Err(error) => {
                    let goes_on = error.is_item();
                    return Some((Err(error), goes_on.then_some(self)));
                }
            }
        }
    }

    /// Opens the page behind a full one. (A shorter page is the last, and a longer one is everything, from a service
    /// that does not know pages.)
    fn turn(&mut self) -> Result<(), Error> {
        let from = self.last.map(|id| ArticleSystemId(id.0.saturating_add(1)));
        if from.is_none() || from <= self.query.article_system_id_from {
            return Err(Error::stuck(<GetInventoryByQuery as asmx_soap::Element>::NAME));
        }
        self.query.article_system_id_from = from;
        (self.got, self.is_first) = (0, false);
        self.page = page(&self.client, &self.query);
        Ok(())
    }
}
