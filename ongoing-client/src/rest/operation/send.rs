//! Sends a declared operation, and reads what it says it is answered with.

use std::fmt::Display;

use futures::StreamExt;
use futures::stream::BoxStream;

use super::filters::Filters;
use crate::Error;
use crate::rest::RestClient;
use crate::rest::exchange::Call;
use crate::rest::items::{Page, Paging};
use crate::rest::model::{Record, Wire};
use crate::rest::pages::{List, PAGE};
use crate::rest::query::Query;

/// What is sent.
#[derive(Debug)]
pub(in crate::rest) struct Request {
    call: Call,
    path: String,
    /// One after another.
    queries: Vec<Query>,
    body: Option<Vec<u8>>,
}

impl Request {
    /// To this address, with these values in the places that it has in braces.
    pub(super) fn new(call: Call, address: &str, places: &[&dyn Display]) -> Self {
        let mut parts = address.split(['{', '}']);
        let mut path = parts.next().unwrap_or_default().to_owned();
        // What follows are the name of a place and what stands behind it, in turn.
        for place in places {
            parts.next();
            path.push_str(&place.to_string());
            path.push_str(parts.next().unwrap_or_default());
        }
        Self { call, path, queries: vec![Query::default()], body: None }
    }

    pub(super) fn owner(self, key: &'static str, goods_owner_id: i32) -> Self {
        self.value(key, goods_owner_id)
    }

    pub(super) fn value<T: ToString>(mut self, key: &'static str, value: T) -> Self {
        let text = value.to_string();
        self.queries = self.queries.into_iter().map(|query| query.with(key, Some(&text))).collect();
        self
    }

    pub(super) fn filters<F: Filters>(mut self, filters: &F) -> Self {
        self.queries = self.queries.into_iter().flat_map(|query| filters.queries(query)).collect();
        self
    }

    pub(super) fn body<T: Record>(mut self, mut body: T, goods_owner_id: i32) -> Result<Self, Error> {
        body.sign(goods_owner_id);
        let written = serde_json::to_vec(&Wire(&body));
        self.body = Some(written.map_err(|error| Error::unwritable(self.call.name, error))?);
        Ok(self)
    }
}

impl RestClient {
    /// An object. One that says that the operation did not succeed is a refusal, whatever the status of the answer.
    pub(super) async fn answer<T: Record>(&self, request: &Request) -> Result<T, Error> {
        let call = request.call;
        let answer = self.answer_bytes(request).await?;
        let Wire(record) = self.read::<Wire<T>>(call, &answer)?;
        match record.refusal() {
            Some(said) => Err(self.refuses(call.name, &said)),
            None => Ok(record),
        }
    }

    /// A list that the service has no pages for.
    pub(super) async fn answer_list<T: Record>(&self, request: &Request) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        for query in &request.queries {
            // A list without items may come as null.
            let list: Option<Vec<Wire<T>>> = self.ask(request.call, &query.to_path(&request.path)).await?;
            items.extend(list.unwrap_or_default().into_iter().map(|Wire(item)| item));
        }
        Ok(items)
    }

    /// The same, item by item: one that cannot be read is an error of its own, if the others can be separated from it.
    pub(super) async fn answer_items<T: Record>(
        &self,
        request: &Request,
        keys: [&'static str; 2],
        id: fn(&Wire<T>) -> Option<i32>,
    ) -> Result<Vec<Result<T, Error>>, Error> {
        let [key, record] = keys;
        let paging = Paging { from: "", size: "", id: key, record };
        let mut items = Vec::new();
        for query in &request.queries {
            match self.page(request.call, &query.to_path(&request.path), paging, id).await? {
                Page::Items(page) => items.extend(page.into_iter().map(|item| match item {
                    Ok(Wire(item)) => Ok(item),
                    Err(unread) => Err(self.unread(request.call, unread)),
                })),
                Page::Broken(unread) => return Err(self.unreadable(request.call, unread.error)),
            }
        }
        Ok(items)
    }

    /// An answer that the vendor's document has no type for is not looked at.
    pub(super) async fn answer_nothing(&self, request: &Request) -> Result<(), Error> {
        self.answer_bytes(request).await.map(drop)
    }

    /// A list in pages, by ascending id.
    pub(super) fn answer_in_pages<T: Record + Send + 'static>(
        &self,
        request: Request,
        path: &'static str,
        keys: [&'static str; 2],
        id: fn(&Wire<T>) -> Option<i32>,
        first: Option<i32>,
        most: Option<i32>,
    ) -> BoxStream<'static, Result<T, Error>> {
        let queries = request.queries.into_iter().map(|query| query.without(&keys)).collect();
        let [from, size] = keys;
        let paging = Paging { from, size, id: from.trim_end_matches("From"), record: "" };
        let list = List { call: request.call, path, paging };
        let pages = self.pages_of(most.unwrap_or(PAGE).max(1), list, queries, id, first);
        pages.map(|item| item.map(|Wire(item)| item)).boxed()
    }

    async fn answer_bytes(&self, request: &Request) -> Result<Vec<u8>, Error> {
        // What is no list has one query.
        let path = request
            .queries
            .first()
            .map_or_else(|| request.path.clone(), |query| query.to_path(&request.path));
        self.exchange(request.call, &path, request.body.clone()).await
    }
}
