//! Reading the documents of a tenant.

use std::pin::pin;
use std::sync::Arc;

use futures::stream::{self, Stream, StreamExt, TryStreamExt};

use super::range::full;
use super::{Document, DocumentKey, Range, form};
use crate::process_id::Process;
use crate::store::{Document as Stored, Scan, Store, StoreError, Table};

/// Documents that are read from the store together, where no one asks for pages.
const PAGE: usize = 1000;
/// So many documents are read rather than counted.
const FEW: usize = 10;

/// A document as it was found: what it says, or why it cannot be read.
pub(crate) type Found<D> = Result<D, StoreError>;

/// Documents that stand side by side, with their keys.
pub(crate) type Page<D> = Vec<(<D as Document>::Key, Found<D>)>;

/// The documents of one tenant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Documents<'a> {
    pub(super) store: &'a Arc<dyn Store>,
    pub(super) tenant: &'a str,
}

impl<'a> Documents<'a> {
    pub(crate) fn new(store: &'a Arc<dyn Store>, tenant: &'a str) -> Self {
        Self { store, tenant }
    }

    /// The documents with these keys, in their order; `None` where there is none.
    pub(crate) async fn get<D: Document>(self, keys: &[D::Key]) -> Result<Vec<Option<Found<D>>>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = keys.iter().map(|key| full(D::PREFIX, key)).collect();
        let borrowed: Vec<&str> = keys.iter().map(String::as_str).collect();
        let texts = self.store.get(self.tenant, D::TABLE, &borrowed).await?;
        let found = keys.iter().zip(texts).map(|(key, text)| Some(form::read_or_mark(key, &text?)));
        Ok(found.collect())
    }

    /// The same for a view: what cannot be read is missing there, and nothing else is.
    pub(crate) async fn readable<D: Document>(self, keys: &[D::Key]) -> Result<Vec<Option<D>>, StoreError> {
        Ok(self.get(keys).await?.into_iter().map(|found| found?.ok()).collect())
    }

    /// The same for one document.
    pub(crate) async fn one<D: Document>(self, key: &D::Key) -> Result<Option<D>, StoreError> {
        Ok(self.readable(std::slice::from_ref(key)).await?.pop().flatten())
    }

    /// The documents of two kinds that stand in one table, in one look at the store.
    pub(crate) async fn both<A: Document, B: Document>(
        self,
        ones: &[A::Key],
        others: &[B::Key],
    ) -> Result<(Vec<Option<Found<A>>>, Vec<Option<Found<B>>>), StoreError> {
        const { assert!(A::TABLE as u8 == B::TABLE as u8, "they stand in one table") };
        let keys =
            ones.iter().map(|key| full(A::PREFIX, key)).chain(others.iter().map(|key| full(B::PREFIX, key)));
        let keys: Vec<String> = keys.collect();
        if keys.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let borrowed: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut texts = keys.iter().zip(self.store.get(self.tenant, A::TABLE, &borrowed).await?);
        let first = texts.by_ref().take(ones.len()).map(|(key, text)| Some(form::read_or_mark(key, &text?)));
        let first = first.collect();
        Ok((first, texts.map(|(key, text)| Some(form::read_or_mark(key, &text?))).collect()))
    }

    /// The document with this key of each of these tenants, in their order: `None` where there is none that can be read.
    pub(crate) async fn of_tenants<D: Document>(
        store: &Arc<dyn Store>,
        tenants: &[&str],
        key: &D::Key,
    ) -> Result<Vec<Option<D>>, StoreError> {
        let key = full(D::PREFIX, key);
        let texts = store.get_of_tenants(tenants, D::TABLE, &key).await?;
        Ok(texts.into_iter().map(|text| form::read_or_mark(&key, &text?).ok()).collect())
    }

    /// Whether there is one, whatever can be read of it.
    pub(crate) async fn has<D: Document>(self, key: &D::Key) -> Result<bool, StoreError> {
        Ok(self.get::<D>(std::slice::from_ref(key)).await?.iter().any(Option::is_some))
    }

    /// The first documents of a range, at most `limit`.
    pub(crate) async fn page<D: Document>(
        self,
        range: &Range<D>,
        limit: usize,
    ) -> Result<Page<D>, StoreError> {
        Ok(read_page(&self.store.scan(self.tenant, D::TABLE, range.scan(limit)).await?))
    }

    /// All documents of a range, for a view: what is added while it is read may be missing. Few documents take one look at the store.
    pub(crate) async fn view<D: Document>(self, mut range: Range<D>) -> Result<Page<D>, StoreError> {
        let mut all = Vec::new();
        loop {
            let page = self.store.scan(self.tenant, D::TABLE, range.scan(PAGE)).await?;
            all.extend(read_page(&page));
            match page.last() {
                Some(last) if page.len() == PAGE => range = range.after_text(last.key.clone()),
                _ => return Ok(all),
            }
        }
    }

    /// All documents of a range, at most `size` of them at a time, until nothing is left: what is added behind the last one
    /// meanwhile is read too.
    pub(crate) fn pages<D: Document>(
        self,
        range: Range<D>,
        size: usize,
    ) -> impl Stream<Item = Result<Page<D>, StoreError>> + Send + 'a {
        self.scan(range, size).map_ok(|page| read_page(&page))
    }

    /// All documents of a range, one by one.
    pub(crate) fn stream<D: Document>(
        self,
        range: Range<D>,
    ) -> impl Stream<Item = Result<(D::Key, Found<D>), StoreError>> + Send + 'a {
        self.pages(range, PAGE).map_ok(|page| stream::iter(page).map(Ok)).try_flatten()
    }

    /// The keys of a range.
    pub(crate) fn keys<D: Document>(
        self,
        range: Range<D>,
    ) -> impl Stream<Item = Result<D::Key, StoreError>> + Send + 'a {
        let keys =
            |page: Vec<Stored>| page.into_iter().filter_map(|document| key::<D>(&document.key).map(Ok));
        self.scan(range, PAGE).map_ok(move |page| stream::iter(keys(page).collect::<Vec<_>>())).try_flatten()
    }

    /// The keys of the marks of a kind, and of those that its process has taken. Both stand under one prefix, and take one look at the
    /// store.
    pub(crate) async fn marks<M: Document, T: Document<Key = M::Key>>(
        self,
    ) -> Result<(Vec<M::Key>, Vec<M::Key>), StoreError> {
        debug_assert!(
            M::TABLE == T::TABLE && T::PREFIX.starts_with(M::PREFIX),
            "{} {}",
            M::PREFIX,
            T::PREFIX
        );
        let (mut made, mut taken) = (Vec::new(), Vec::new());
        let mut pages = pin!(self.scan(M::all(), PAGE));
        while let Some(page) = pages.try_next().await? {
            for document in page {
                match key::<M>(&document.key) {
                    Some(key) => made.push(key),
                    None => taken.extend(key::<T>(&document.key)),
                }
            }
        }
        Ok((made, taken))
    }

    /// How many records each process has read and not yet worked off.
    pub(crate) async fn spooled(self, processes: &[Process]) -> Result<Vec<u64>, StoreError> {
        self.counted(Table::Spool, processes).await
    }

    /// How many records are marked to be looked at by each process.
    pub(crate) async fn due(self, processes: &[Process]) -> Result<Vec<u64>, StoreError> {
        self.counted(Table::Due, processes).await
    }

    /// How many documents of a table belong to each process. Few are looked at together; values may be large, so that many are
    /// counted by the store.
    async fn counted(self, table: Table, processes: &[Process]) -> Result<Vec<u64>, StoreError> {
        let of = |process: &Process| format!("{process}/");
        let few = self.store.scan(self.tenant, table, Scan::first(FEW)).await?;
        let mut counts = Vec::with_capacity(processes.len());
        for process in processes {
            counts.push(match few.len() {
                FEW => self.store.count(self.tenant, table, &of(process)).await?,
                _ => few.iter().filter(|document| document.key.starts_with(&of(process))).count() as u64,
            });
        }
        Ok(counts)
    }

    /// The one loop over pages.
    fn scan<D: Document>(
        self,
        range: Range<D>,
        size: usize,
    ) -> impl Stream<Item = Result<Vec<Stored>, StoreError>> + Send + 'a {
        stream::try_unfold(range, move |range| async move {
            let page = self.store.scan(self.tenant, D::TABLE, range.scan(size)).await?;
            let rest = page.last().map(|last| range.after_text(last.key.clone()));
            Ok(rest.map(|rest| (page, rest)))
        })
    }

    /// How many documents a range has.
    pub(crate) async fn count<D: Document>(self, range: &Range<D>) -> Result<u64, StoreError> {
        self.store.count(self.tenant, D::TABLE, range.prefix()).await
    }
}

/// The key of a document of a kind; `None` where it is another kind's.
fn key<D: Document>(text: &str) -> Option<D::Key> {
    D::Key::read(text.strip_prefix(D::PREFIX)?)
}

fn read_page<D: Document>(page: &[Stored]) -> Page<D> {
    let read = |document: &Stored| {
        Some((key::<D>(&document.key)?, form::read_or_mark(&document.key, &document.value)))
    };
    page.iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use twentyfour_client::types::ProductId;

    use super::*;
    use crate::document::{DueStock, NumberClaim};
    use crate::store::{Batch, MemoryStore};

    #[tokio::test]
    async fn a_stream_goes_page_by_page_in_order_and_leaves_other_kinds_out() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let mut batch = Batch::new();
        for id in 0..2 * PAGE as i32 + 500 {
            batch.mark::<DueStock>(&ProductId(id));
        }
        batch.put(Table::Due, "stock/0000000007x", "null").put(Table::Due, "stock_ruled/0000000007", "\"1\"");
        store.commit("acme", &[], batch).await.unwrap();
        let documents = Documents::new(&store, "acme");
        let ids: Vec<ProductId> = documents.keys(DueStock::all()).try_collect().await.unwrap();
        assert_eq!(ids.len(), 2 * PAGE + 500, "the key that no one writes is none");
        assert!(ids.is_sorted());
        let streamed = documents.stream(DueStock::all()).map_ok(|(id, _)| id).try_collect::<Vec<_>>();
        assert_eq!(streamed.await.unwrap(), ids);

        let mut pages = pin!(documents.pages(DueStock::all().after(&ProductId(999)), 700));
        let mut sizes = Vec::new();
        while let Some(page) = pages.try_next().await.unwrap() {
            sizes.push(page.len());
            if sizes.len() == 3 {
                let mut batch = Batch::new();
                batch.mark::<DueStock>(&ProductId(i32::MAX));
                store.commit("acme", &[], batch).await.unwrap();
            }
        }
        assert_eq!(
            sizes,
            [700, 700, 100, 1],
            "what came behind the last page while it was in hand comes too"
        );
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_an_error_of_its_own() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let mut batch = Batch::new();
        batch.set(&ProductId(1), &NumberClaim("a".to_owned()));
        batch.put(Table::Intent, "claim/0000000002", "{").put(Table::Intent, "claim/0000000003", "{\"v\":2}");
        batch.put(Table::Due, "stock/0000000001", "{");
        store.commit("acme", &[], batch).await.unwrap();
        let documents = Documents::new(&store, "acme");
        let found = documents.get::<NumberClaim>(&[1, 2, 3, 4].map(ProductId)).await.unwrap();
        assert!(matches!(
            &found[..],
            [
                Some(Ok(_)),
                Some(Err(StoreError::Corrupt { .. })),
                Some(Err(StoreError::NewerDocument { found: 2, known: 1, .. })),
                None
            ]
        ));
        let readable = documents.readable::<NumberClaim>(&[1, 2].map(ProductId)).await.unwrap();
        assert_eq!(readable, [Some(NumberClaim("a".to_owned())), None]);
        assert!(documents.has::<NumberClaim>(&ProductId(2)).await.unwrap());
        assert_eq!(
            documents.one(&ProductId(1)).await.unwrap(),
            Some(DueStock {}),
            "a mark says all by being there"
        );
    }
}
