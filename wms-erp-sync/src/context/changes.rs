use super::ProcessError;
use super::RunError;
use crate::document::{Held, HeldKey, Own, ProcessDocument};
use crate::process_id::Process;
use crate::store::Batch;

/// Changes that a process makes to its own documents and held records in one commit: all of them or none.
#[derive(Debug)]
#[must_use = "they count once they are committed"]
pub struct Changes {
    process: Process,
    batch: Batch,
}

impl Changes {
    pub(super) fn of(process: Process) -> Self {
        Self { process, batch: Batch::new() }
    }

    pub(super) fn batch(&mut self) -> &mut Batch {
        &mut self.batch
    }

    pub(super) fn into_batch(self) -> Batch {
        self.batch
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }

    /// Keeps a document, in place of any of its kind that has the key.
    ///
    /// # Errors
    /// If the document cannot be written as JSON, such as a map whose keys are no texts.
    pub fn set<D: ProcessDocument>(&mut self, key: &str, document: D) -> Result<&mut Self, RunError> {
        match self.batch.try_set(&Own::<D>::key(self.process, key), &Own(document)) {
            Ok(_) => Ok(self),
            Err(error) => {
                let what = format!("the document {}/{key} cannot be stored", D::KIND);
                let remedy = "report this to the author of the process";
                Err(ProcessError::needs_person(what, remedy).with_source(error).into())
            }
        }
    }

    /// Removes a document, if it is there.
    pub fn remove<D: ProcessDocument>(&mut self, key: &str) -> &mut Self {
        self.batch.remove::<Own<D>>(&Own::<D>::key(self.process, key));
        self
    }

    /// Lets a record go, held or not.
    pub fn release(&mut self, record: &str) -> &mut Self {
        self.batch.remove::<Held>(&HeldKey::new(self.process, record));
        self
    }
}
