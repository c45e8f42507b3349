//! Long lists in several requests: lists of keys in chunks, stock and its changes by an id cursor.

use futures::StreamExt;
use futures::stream::{self, BoxStream};

use super::operation::{GetInOrdersByQuery, GetInventoryByQuery, GetInventoryChanges, GetOrdersByQuery};
use crate::model::{
    ArticleSystemId, GetInventoryQuery, InOrderFilters, InventoryChangeLine, InventoryChangesQuery,
    InventoryLine, Order, OrderFilters, ReceivedInOrder,
};
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

/// Purchase orders, with a long list of numbers in chunks.
pub(crate) fn in_orders(client: &Client, filters: InOrderFilters) -> Items<ReceivedInOrder> {
    let parts = match filters.in_order_numbers_to_get.len() {
        n if n > KEYS => in_chunks(filters, |filters| &mut filters.in_order_numbers_to_get),
        _ => vec![filters],
    };
    let client = client.clone();
    one_after_another(parts, move |filters| {
        let query = Some(filters);
        client.execute_list(GetInOrdersByQuery { query, ..GetInOrdersByQuery::default() })
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

/// A query that can be answered page by page, by ascending id of the article.
trait Paged: Clone + Send + 'static {
    /// What it is answered with.
    type Line: Send + 'static;
    /// The operation, for errors.
    const OPERATION: &'static str;

    /// The size of a page, if pages are asked for.
    fn size(&self) -> Option<i32>;
    /// Where the page begins.
    fn from(&self) -> Option<ArticleSystemId>;
    fn begin_at(&mut self, id: ArticleSystemId);
    fn id(line: &Self::Line) -> Option<ArticleSystemId>;
    fn ask(self, client: &Client) -> Items<Self::Line>;
}

impl Paged for GetInventoryQuery {
    type Line = InventoryLine;
    const OPERATION: &'static str = <GetInventoryByQuery as asmx_soap::Element>::NAME;

    fn size(&self) -> Option<i32> {
        self.max_articles_to_get
    }

    fn from(&self) -> Option<ArticleSystemId> {
        self.article_system_id_from
    }

    fn begin_at(&mut self, id: ArticleSystemId) {
        self.article_system_id_from = Some(id);
    }

    fn id(line: &InventoryLine) -> Option<ArticleSystemId> {
        line.article.as_ref()?.system_id
    }

    fn ask(self, client: &Client) -> Items<InventoryLine> {
        let get_inventory_query = Some(self);
        client.execute_list(GetInventoryByQuery { get_inventory_query, ..GetInventoryByQuery::default() })
    }
}

impl Paged for InventoryChangesQuery {
    type Line = InventoryChangeLine;
    const OPERATION: &'static str = <GetInventoryChanges as asmx_soap::Element>::NAME;

    fn size(&self) -> Option<i32> {
        self.max_articles_to_get
    }

    fn from(&self) -> Option<ArticleSystemId> {
        self.article_def_id_from
    }

    fn begin_at(&mut self, id: ArticleSystemId) {
        self.article_def_id_from = Some(id);
    }

    fn id(line: &InventoryChangeLine) -> Option<ArticleSystemId> {
        line.article.as_ref()?.system_id
    }

    fn ask(self, client: &Client) -> Items<InventoryChangeLine> {
        client.execute_list(GetInventoryChanges { query: Some(self), ..GetInventoryChanges::default() })
    }
}

/// What counting changed, page by page if pages are asked for.
pub(crate) fn changes(client: &Client, query: InventoryChangesQuery) -> Items<InventoryChangeLine> {
    pages(client.clone(), query)
}

/// Where a paged read stands.
struct Pages<Q: Paged> {
    client: Client,
    query: Q,
    page: Items<Q::Line>,
    asked: usize,
    got: usize,
    is_first: bool,
    /// The highest id so far: where the next page begins, whatever order the service answers in.
    last: Option<ArticleSystemId>,
}

fn pages<Q: Paged>(client: Client, query: Q) -> Items<Q::Line> {
    let asked = query.size().and_then(|most| usize::try_from(most).ok()).unwrap_or_default();
    let (page, last) = (query.clone().ask(&client), query.from());
    let first = Pages { client, query, page, asked, got: 0, is_first: true, last };
    stream::unfold(Some(first), |pages| async { pages?.next().await }).boxed()
}

impl<Q: Paged> Pages<Q> {
    async fn next(mut self) -> Option<(Result<Q::Line, Error>, Option<Self>)> {
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
                    let id = Q::id(&line);
                    // A service that does not know pages begins again from the start: the first page was everything.
                    if !self.is_first && id < self.query.from() {
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
        let Some(from) = from.filter(|from| Some(*from) > self.query.from()) else {
            return Err(Error::stuck(Q::OPERATION));
        };
        self.query.begin_at(from);
        (self.got, self.is_first) = (0, false);
        self.page = self.query.clone().ask(&self.client);
        Ok(())
    }
}
