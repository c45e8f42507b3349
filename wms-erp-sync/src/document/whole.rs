//! All that is remembered of a tenant, whatever it is: for those who take it to another name, or forget it.

use futures::stream::{self, Stream};

use super::Documents;
use crate::store::{Batch, Scan, StoreError, Table};

impl<'a> Documents<'a> {
    /// Whether nothing is remembered.
    pub(crate) async fn are_none(self) -> Result<bool, StoreError> {
        for table in Table::ALL {
            if self.store.count(self.tenant, *table, "").await? > 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// All documents as they are, at most `size` of them at a time, to be written elsewhere.
    pub(crate) fn copied(self, size: usize) -> impl Stream<Item = Result<Batch, StoreError>> + Send + 'a {
        stream::try_unfold((0, None::<String>), move |(mut place, mut after)| async move {
            while let Some(table) = Table::ALL.get(place).copied() {
                let scan = Scan { prefix: "", after: after.as_deref(), limit: size };
                let page = self.store.scan(self.tenant, table, scan).await?;
                if let Some(last) = page.last() {
                    let (mut batch, last) = (Batch::new(), last.key.clone());
                    for document in page {
                        batch.put(table, document.key, document.value);
                    }
                    return Ok(Some((batch, (place, Some(last)))));
                }
                (place, after) = (place + 1, None);
            }
            Ok(None)
        })
    }
}

impl Batch {
    /// Removes every document.
    pub(crate) fn remove_everything(&mut self) -> &mut Self {
        for table in Table::ALL {
            self.delete_prefix(*table, "");
        }
        self
    }
}
