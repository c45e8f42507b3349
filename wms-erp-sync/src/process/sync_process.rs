use std::fmt::Debug;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::inspect::{Comparison, Finding};
use crate::context::{RunContext, RunError};
use crate::process_id::Process;
use crate::tenant::Tenant;

/// What one process does: the built-in processes implement it, and a host adds its own with
/// [`Engine::add_process`](crate::Engine::add_process): see the chapter on it in the [guide](crate::manual::guide).
///
/// One value belongs to one tenant, and may hold what that needs, such as a client. Two runs of it never overlap, in other engines on
/// the same store neither.
#[async_trait]
pub trait SyncProcess: Debug + Send + Sync + 'static {
    /// Which one: for a process of the host's own a [custom](Process::custom) one, always the same.
    fn id(&self) -> Process;

    /// Reads what may have changed, decides, acts, and commits. What fails for a record holds that record; what fails for all
    /// of them ends the run. In a plan the very same code runs: nothing is written that has no [permit](RunContext::permit).
    ///
    /// # Errors
    /// What ends the run. The next one is sooner or later, by the [kind](RunError::is_transient) of the error.
    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError>;

    /// Looks for what would fail later, without writing. What it finds is part of [`check`](crate::Inspector::check).
    async fn check(&self, tenant: &Tenant, findings: &mut Vec<Finding>) {
        let _ = (tenant, findings);
    }

    /// The processes that [`compare`](Self::compare) answers for: one may read the records of another anyway. None by default: then
    /// [`drift`](crate::Inspector::drift) leaves the process out.
    fn compares(&self) -> Vec<Process> {
        Vec::new()
    }

    /// Compares both sides whole, whatever was remembered of earlier runs. The run is a plan: nothing is written.
    ///
    /// # Errors
    /// If one of the sides or the store fails: half a comparison would be no comparison.
    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let _ = (run, comparison);
        Ok(())
    }

    /// Forgets what is long over, from before a time, and says how many documents that were. It is called with the lease of the
    /// process, once a day and by [`purge`](crate::Operator::purge). What people have dismissed goes without it.
    ///
    /// # Errors
    /// If the store fails.
    async fn purge(&self, run: &RunContext<'_>, before: DateTime<Utc>) -> Result<u64, RunError> {
        let _ = (run, before);
        Ok(0)
    }
}
