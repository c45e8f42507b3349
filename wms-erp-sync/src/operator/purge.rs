//! Forgetting orders that are long over, when a person says so.

use chrono::TimeDelta;

use crate::context::RunError;
use crate::engine::{Operator, PurgeReport};

impl Operator<'_> {
    /// Forgets orders that are over and of which nothing has been heard for `older_than`: their ledger entries,
    /// timelines and shipments; besides, dismissed marks of that age, and suppliers that supply nothing. Open orders,
    /// held records, articles, stock and cursors stay. Reads and writes the store only.
    ///
    /// A forgotten order that comes back to the pulled status is looked up in the WMS like any other, so that it is not
    /// created twice. [`Engine::run`](crate::Engine::run) does this once a day for each tenant, with its
    /// [`retention`](crate::Tenant::retention), no matter who calls it.
    ///
    /// # Errors
    /// If the tenant is unknown, `older_than` is less than a day, another engine works on orders or their status, or the
    /// store fails. What was forgotten before stays forgotten.
    pub async fn purge(self, older_than: TimeDelta) -> Result<PurgeReport, RunError> {
        self.engine.purge_within(self.tenant, older_than, self.engine.inner.lease_wait).await
    }
}
