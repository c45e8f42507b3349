//! The documents of the tenant, as a run reads them: one that cannot be read concerns its record only, and is reported.

use futures::stream::{Stream, TryStreamExt};

use super::RunError;
use super::run::Run;
use crate::document::{Document, Documents, Range};

impl Run<'_> {
    /// The documents of the tenant as they are.
    pub(crate) fn documents(&self) -> Documents<'_> {
        Documents::new(self.store, &self.tenant.name)
    }

    /// The document with this key.
    pub(crate) async fn read<D: Document>(&self, key: &D::Key) -> Result<Option<D>, RunError> {
        Ok(self.read_all(std::slice::from_ref(key)).await?.pop().flatten())
    }

    /// The documents with these keys, in their order.
    pub(crate) async fn read_all<D: Document>(&self, keys: &[D::Key]) -> Result<Vec<Option<D>>, RunError> {
        let found = self.documents().get::<D>(keys).await?;
        let mut documents = Vec::with_capacity(found.len());
        for (key, found) in keys.iter().zip(found) {
            documents.push(match found {
                Some(found) => self.sound(key, found).await?,
                None => None,
            });
        }
        Ok(documents)
    }

    /// The documents of two kinds of one table with these keys, in their order.
    pub(crate) async fn read_both<A: Document, B: Document<Key = A::Key>>(
        &self,
        keys: &[A::Key],
    ) -> Result<(Vec<Option<A>>, Vec<Option<B>>), RunError> {
        let (mut ones, mut others) = (Vec::with_capacity(keys.len()), Vec::with_capacity(keys.len()));
        let (found, beside) = self.documents().both::<A, B>(keys, keys).await?;
        for (key, (one, other)) in keys.iter().zip(found.into_iter().zip(beside)) {
            ones.push(match one {
                Some(found) => self.sound(key, found).await?,
                None => None,
            });
            others.push(match other {
                Some(found) => self.sound(key, found).await?,
                None => None,
            });
        }
        Ok((ones, others))
    }

    /// All documents of a range, at most `size` of them at a time. What is added behind the last one meanwhile comes too.
    pub(crate) fn pages<D: Document>(
        &self,
        range: Range<D>,
        size: usize,
    ) -> impl Stream<Item = Result<Vec<(D::Key, D)>, RunError>> + Send + '_ {
        self.documents().pages(range, size).map_err(RunError::from).and_then(async |page| {
            let mut sound = Vec::with_capacity(page.len());
            for (key, found) in page {
                sound.extend(self.sound::<D>(&key, found).await?.map(|document| (key, document)));
            }
            Ok(sound)
        })
    }

    /// All documents of a range, one by one.
    pub(crate) fn stream<D: Document>(
        &self,
        range: Range<D>,
    ) -> impl Stream<Item = Result<(D::Key, D), RunError>> + Send + '_ {
        self.documents().stream(range).map_err(RunError::from).try_filter_map(async |(key, found)| {
            Ok(self.sound::<D>(&key, found).await?.map(|document| (key, document)))
        })
    }

    /// The keys of a range, also of documents that cannot be read.
    pub(crate) fn keys<D: Document>(
        &self,
        range: Range<D>,
    ) -> impl Stream<Item = Result<D::Key, RunError>> + Send + '_ {
        self.documents().keys(range).map_err(RunError::from)
    }
}
