//! Long lists, page by page: ascending ids, the next page from the last id on.

use std::collections::VecDeque;

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use serde::de::DeserializeOwned;

use super::RestClient;
use super::exchange::Call;
use super::items::{Page, Paging, Unread};
use super::query::Query;
use crate::Error;

/// How many articles or orders one request asks for.
pub(super) const PAGE: i32 = 1000;
/// So many pages of a list may be asked for again with fewer items: five or six items can be so broken that the page around
/// them cannot be read. With more than that it is not the items.
const AGAIN: u32 = 64;

/// A list that is asked for page by page.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    pub(super) call: Call,
    pub(super) path: &'static str,
    pub(super) paging: Paging,
}

impl RestClient {
    /// The items of all queries. One that cannot be read is an error of its own, and the others follow.
    pub(super) fn pages<T: DeserializeOwned + Send + 'static>(
        &self,
        list: List,
        queries: Vec<Query>,
        id: fn(&T) -> Option<i32>,
    ) -> BoxStream<'static, Result<T, Error>> {
        self.pages_of(PAGE, list, queries, id, None)
    }

    /// The same, with so many items a page, from this id on.
    pub(super) fn pages_of<T: DeserializeOwned + Send + 'static>(
        &self,
        most: i32,
        list: List,
        queries: Vec<Query>,
        id: fn(&T) -> Option<i32>,
        first: Option<i32>,
    ) -> BoxStream<'static, Result<T, Error>> {
        let (client, queries) = (self.clone(), queries.into());
        let pages = Pages { client, list, id, queries, first, from: first, most, size: most, again: 0 };
        let pages = stream::unfold(Some(pages), |pages| async move {
            let mut pages = pages?;
            match pages.next().await {
                Ok(Some(page)) => Some((page, Some(pages))),
                Ok(None) => None,
                Err(error) => Some((vec![Err(error)], None)),
            }
        });
        pages.flat_map(stream::iter).boxed()
    }
}

/// Where a paged read stands.
struct Pages<T> {
    client: RestClient,
    list: List,
    id: fn(&T) -> Option<i32>,
    queries: VecDeque<Query>,
    /// Where the first page of each query begins, and where the next one does.
    first: Option<i32>,
    from: Option<i32>,
    /// How many items a page should have, and how many the next one has.
    most: i32,
    size: i32,
    again: u32,
}

impl<T: DeserializeOwned> Pages<T> {
    /// The next page. One that is shorter than asked for is the last of its query.
    async fn next(&mut self) -> Result<Option<Vec<Result<T, Error>>>, Error> {
        let List { call, path, paging } = self.list;
        loop {
            let Some(query) = self.queries.front() else { return Ok(None) };
            let asked = query.clone().with(paging.from, self.from).with(paging.size, Some(self.size));
            let page = self.client.page(call, &asked.to_path(path), paging, self.id).await?;
            let (items, is_alone) = match page {
                Page::Items(items) => (items, false),
                // An item is so broken that it cannot be separated from those around it: with fewer of them it is found.
                Page::Broken(_) if self.size > 1 && self.again < AGAIN => {
                    self.again += 1;
                    self.size = (self.size / 2).max(1);
                    continue;
                }
                Page::Broken(unread) if self.size == 1 && unread.id.is_some() => (vec![Err(unread)], true),
                Page::Broken(unread) => return Err(self.client.unreadable(call, unread.error)),
            };
            let ids = items.iter().filter_map(|item| item.as_ref().map_or_else(|unread| unread.id, self.id));
            let last = ids.max();
            if i32::try_from(items.len()).is_ok_and(|length| length < self.size) {
                self.queries.pop_front();
                self.from = self.first;
            } else if last.is_some() && last >= self.from {
                self.from = last.map(|last| last.saturating_add(1));
            } else {
                return Err(Error::stuck(call.name));
            }
            if is_alone {
                self.size = self.most;
            }
            let item = |item: Result<T, Unread>| item.map_err(|unread| self.client.unread(call, unread));
            return Ok(Some(items.into_iter().map(item).collect()));
        }
    }
}
