//! Which documents of a kind are read or removed together.

use std::fmt;
use std::marker::PhantomData;

use super::{Document, DocumentKey};
use crate::store::Scan;

/// Documents of one kind whose keys stand side by side.
pub(crate) struct Range<D> {
    prefix: String,
    after: Option<String>,
    kind: PhantomData<fn() -> D>,
}

impl<D: Document> Range<D> {
    /// Those whose keys begin so.
    pub(super) fn within(beginning: &str) -> Self {
        Self { prefix: format!("{}{beginning}", D::PREFIX), after: None, kind: PhantomData }
    }

    /// Those whose keys begin with this one and a slash.
    pub(super) fn of_first(first: &impl DocumentKey) -> Self {
        Self::within(&format!("{}/", first.text()))
    }

    /// Those behind a key, which need not be there.
    pub(crate) fn after(self, key: &D::Key) -> Self {
        self.after_text(full(D::PREFIX, key))
    }

    pub(super) fn after_text(self, key: String) -> Self {
        Self { after: Some(key), ..self }
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    pub(super) fn scan(&self, limit: usize) -> Scan<'_> {
        let scan = Scan::first(limit).prefix(&self.prefix);
        match &self.after {
            Some(after) => scan.after(after),
            None => scan,
        }
    }
}

impl<D> Clone for Range<D> {
    fn clone(&self) -> Self {
        Self { prefix: self.prefix.clone(), after: self.after.clone(), kind: PhantomData }
    }
}

impl<D> fmt::Debug for Range<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Range").field("prefix", &self.prefix).field("after", &self.after).finish()
    }
}

/// The key as it stands in the table.
pub(super) fn full(prefix: &str, key: &impl DocumentKey) -> String {
    let mut text = prefix.to_owned();
    key.write(&mut text);
    text
}
