use std::fmt::Debug;

use async_trait::async_trait;

use super::inspect::{Comparison, Finding};
use crate::context::RunError;
use crate::context::run::Run;
use crate::process_id::Process;
use crate::tenant::Tenant;

/// One thing that is kept in step, as the engine sees it. What a process leaves to another one is a document in the store.
#[async_trait]
pub(crate) trait SyncProcess: Debug + Send + Sync {
    /// Which one.
    fn id(&self) -> Process;

    /// Reads what may have changed, decides, acts, and commits. What fails for a record holds that record; what fails for all
    /// of them ends the run.
    async fn run(&self, run: &Run<'_>) -> Result<(), RunError>;

    /// Looks for what would fail later, without writing.
    async fn check(&self, tenant: &Tenant, findings: &mut Vec<Finding>) {
        let _ = (tenant, findings);
    }

    /// The processes that [`compare`](Self::compare) answers for: one may read the records of another anyway.
    fn compares(&self) -> &[Process] {
        &[]
    }

    /// Compares both sides whole, whatever cursors and fingerprints say. The run is a plan: nothing is written.
    async fn compare(&self, run: &Run<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let _ = (run, comparison);
        Ok(())
    }
}
