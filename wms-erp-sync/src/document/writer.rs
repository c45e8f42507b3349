//! Writing documents.

use super::range::full;
use super::{Document, Range, form};
use crate::store::Batch;

impl Batch {
    /// Keeps a document, in place of any of its kind that has the key.
    pub(crate) fn set<D: Document>(&mut self, key: &D::Key, document: &D) -> &mut Self {
        // Nothing that the engine remembers has what JSON cannot hold.
        if let Err(error) = self.try_set(key, document) {
            debug_assert!(false, "{error}");
        }
        self
    }

    /// The same for a document that may have what JSON cannot hold.
    ///
    /// # Errors
    /// If it has; nothing is written then.
    pub(crate) fn try_set<D: Document>(
        &mut self,
        key: &D::Key,
        document: &D,
    ) -> Result<&mut Self, serde_json::Error> {
        let text = form::write(document)?;
        Ok(self.put(D::TABLE, full(D::PREFIX, key), text))
    }

    /// Makes a mark.
    pub(crate) fn mark<D: Document + Default>(&mut self, key: &D::Key) -> &mut Self {
        self.set(key, &D::default())
    }

    /// Removes a document, if it is there.
    pub(crate) fn remove<D: Document>(&mut self, key: &D::Key) -> &mut Self {
        self.delete(D::TABLE, full(D::PREFIX, key))
    }

    /// Removes every document of a range.
    pub(crate) fn remove_all<D: Document>(&mut self, range: &Range<D>) -> &mut Self {
        self.delete_prefix(D::TABLE, range.prefix())
    }
}
