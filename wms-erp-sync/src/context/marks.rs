//! Marks that other processes make, and the one process that they are for removes.

use std::collections::BTreeSet;

use super::RunError;
use super::run::{BATCH, Run};
use crate::document::Document;
use crate::store::Batch;

impl Run<'_> {
    /// Takes the marks of the kind `M`: each becomes one of the kind `T`, which no other process touches, and which is removed when the
    /// work is done. Returns the keys of all that are taken, earlier ones included. To be called before anything is read because of
    /// them.
    ///
    /// A process that removed, when its work is done, what others mark would also remove a mark that was made after it had read: it
    /// has the same key, and nothing distinguishes the two. One that is made after this call stays for the next run.
    pub(crate) async fn take_marks<M, T>(&self) -> Result<BTreeSet<M::Key>, RunError>
    where
        M: Document,
        M::Key: Ord,
        T: Document<Key = M::Key> + Default,
    {
        let (made, taken) = self.documents().marks::<M, T>().await?;
        for keys in made.chunks(BATCH) {
            let mut batch = Batch::new();
            for key in keys {
                batch.mark::<T>(key).remove::<M>(key);
            }
            self.commit(batch).await?;
        }
        Ok(made.into_iter().chain(taken).collect())
    }
}
