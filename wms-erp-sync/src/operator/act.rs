//! What a person does for a tenant.

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use super::{Applied, Backfill, BackfillReport, PurgeReport, Takeover};
use crate::context::RunError;
use crate::engine::Engine;
use crate::plan::Plan;
use crate::process_id::Process;

impl Engine {
    /// What a person does for a tenant: retry, dismiss, pause, take over.
    pub fn operator<'e>(&'e self, tenant: &'e str) -> Operator<'e> {
        Operator { engine: self, tenant }
    }
}

/// What a person does for one tenant. Whether the engine has a tenant of this name, each method finds out.
#[derive(Debug, Clone, Copy)]
pub struct Operator<'e> {
    engine: &'e Engine,
    tenant: &'e str,
}

impl Operator<'_> {
    /// Approves for the next run of a process what a safety limit held back: stock that would go to zero, or status writes that
    /// changed more than the status.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn release(self, process: Process) -> Result<(), RunError> {
        self.engine.release(self.tenant, process).await
    }

    /// Tries a held record again at the next run, whatever its class and due time; `None` means all of the process.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn retry(self, process: Process, record: Option<&str>) -> Result<(), RunError> {
        self.engine.retry(self.tenant, process, record).await
    }

    /// Writes a record to the WMS again at the next run although nothing has changed: an article (by its product's id) that
    /// was transferred, or an order (by its id) that is still open; `None` means all of them. The warehouse's own changes
    /// of it are overwritten. `false` if no such record was transferred.
    ///
    /// # Errors
    /// If the tenant is unknown, the process is neither articles nor orders, or the store fails.
    pub async fn rewrite(self, process: Process, record: Option<&str>) -> Result<bool, RunError> {
        self.engine.rewrite(self.tenant, process, record).await
    }

    /// Closes a held record for good: it is not tried again, and not held again for the same cause. Acknowledges a
    /// notice. `false` if nothing of that name is held.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn dismiss(
        self,
        process: Process,
        record: &str,
        reason: impl Into<String>,
    ) -> Result<bool, RunError> {
        self.engine.dismiss(self.tenant, process, record, reason.into()).await
    }

    /// Pauses one process of a tenant, or all of them, until a time. Runs in hand are finished; what people ask for by
    /// hand is paused too.
    ///
    /// # Errors
    /// If the tenant is unknown, `until` is over already, or the store fails.
    pub async fn pause(
        self,
        process: Option<Process>,
        until: DateTime<Utc>,
        reason: impl Into<String>,
    ) -> Result<(), RunError> {
        self.engine.pause(self.tenant, process, until, reason.into()).await
    }

    /// Ends the pause of one process, or of all of them.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn resume(self, process: Option<Process>) -> Result<(), RunError> {
        self.engine.resume(self.tenant, process).await
    }

    /// Carries out a plan, if a new plan says the same as it. Each write is compared with the plan once more right before
    /// it is made: one that the plan does not have, or has with another value, is not made.
    ///
    /// # Errors
    /// If the plan is another tenant's; whatever keeps the new plan from being made, or a run from being begun.
    pub async fn apply(self, plan: &Plan, cancel: &CancellationToken) -> Result<Applied, RunError> {
        if plan.tenant != self.tenant {
            return Err(RunError::Stopped {
                what: format!("the plan is for the tenant {:?}, not for {:?}", plan.tenant, self.tenant),
                remedy: "apply it to the tenant that it was made for".to_owned(),
            });
        }
        self.engine.apply(plan, cancel).await
    }

    /// Marks orders that are from before the start, oldest first and at most `limit`, to be imported by the next run
    /// of orders. Asked again, it goes on where it stopped: what is marked or imported already counts as known.
    ///
    /// A mark goes when its order is read, or has left the pulled status.
    ///
    /// # Errors
    /// If the tenant is unknown, its orders are off, the range ends before it begins, the ERP user speaks for another
    /// company than before, or the ERP or the store fails. What was marked before stays marked.
    pub async fn backfill(self, backfill: Backfill, limit: usize) -> Result<BackfillReport, RunError> {
        self.engine.backfill(self.tenant, backfill, limit).await
    }

    /// Binds the articles and adopts the open orders that the WMS has already, from another integration or a lost store.
    ///
    /// An article is a product's if its product code is the product's id (or, where articles are identified by number, if
    /// it has the product's number). An order is ours if it has the order's number and its lines carry our row ids. What
    /// is the same on both sides is remembered as transferred; what differs is bound as well, and written by the next
    /// run. Everything else is left as it is, and listed with what to do about it. Nothing is written to either vendor.
    ///
    /// It may be cut off and made again, any number of times: what is bound stays bound. The runs of the processes that it
    /// works for wait meanwhile. The articles of the WMS are held in memory, about a kilobyte each.
    ///
    /// # Errors
    /// If the tenant is unknown, the ERP user speaks for another company than before, another engine works on articles or
    /// orders, or a side or the store fails. What was bound before stays bound.
    pub async fn takeover(self) -> Result<Takeover, RunError> {
        self.engine.takeover(self.tenant).await
    }

    /// Forgets orders that are over and of which nothing has been heard for `older_than`: their ledger entries,
    /// timelines and shipments; besides, dismissed marks of that age, and suppliers that supply nothing. Open orders,
    /// held records, articles, stock and cursors stay. Reads and writes the store only.
    ///
    /// A forgotten order that comes back to the pulled status is looked up in the WMS like any other, so that it is not
    /// created twice. [`Engine::run`] does this once a day for each tenant, with its
    /// [`retention`](crate::Tenant::retention), whoever calls it.
    ///
    /// # Errors
    /// If the tenant is unknown, `older_than` is less than a day, another engine works on orders or their status, or the
    /// store fails. What was forgotten before stays forgotten.
    pub async fn purge(self, older_than: TimeDelta) -> Result<PurgeReport, RunError> {
        self.engine.purge(self.tenant, older_than).await
    }

    /// Lets the next runs of a tenant call the vendors although they asked us to wait.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn end_vendor_waits(self) -> Result<(), RunError> {
        self.engine.end_vendor_waits(self.tenant).await
    }
}
