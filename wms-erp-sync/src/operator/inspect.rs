//! What a person asks of a tenant.

use super::{AgeLimits, CheckReport, Drift, Status, Takeover, Why};
use crate::context::RunError;
use crate::document::report::Report;
use crate::document::{Dismissal, Held, OrderEvent, Pause, VendorWait};
use crate::engine::Engine;
use crate::plan::Plan;
use crate::process_id::Process;

impl Engine {
    /// What a person asks of a tenant: how it is doing, what is held and why, in what both sides differ, what a run would
    /// write. Changes nothing, here or there.
    pub fn inspect<'e>(&'e self, tenant: &'e str) -> Inspector<'e> {
        Inspector { engine: self, tenant }
    }
}

/// What a person asks of one tenant. Whether the engine has a tenant of this name, each method finds out.
#[derive(Debug, Clone, Copy)]
pub struct Inspector<'e> {
    engine: &'e Engine,
    tenant: &'e str,
}

impl Inspector<'_> {
    /// How a tenant is doing: last runs, pauses, how far each process has read, what is held, and what has been lying for
    /// longer than one should be patient with. Reads the store only.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn status(self, limits: impl Into<AgeLimits>) -> Result<Status, RunError> {
        self.engine.status(self.tenant, limits.into()).await
    }

    /// Reads one order on both sides, and says what it waits for. Nothing is written.
    ///
    /// # Errors
    /// If the tenant is unknown, or one of the sides or the store fails.
    pub async fn why(self, order: i32) -> Result<Why, RunError> {
        self.engine.why(self.tenant, order).await
    }

    /// All records of a tenant that are held, process by process.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn held(self) -> Result<Vec<Held>, RunError> {
        self.engine.held(self.tenant).await
    }

    /// What people have dismissed of a tenant's records, process by process.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn dismissed(self) -> Result<Vec<Dismissal>, RunError> {
        self.engine.dismissed(self.tenant).await
    }

    /// What happened to one order, oldest first.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn timeline(self, order: i32) -> Result<Vec<OrderEvent>, RunError> {
        self.engine.timeline(self.tenant, order).await
    }

    /// The last report of each process that has run.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn last_reports(self) -> Result<Vec<Report>, RunError> {
        self.engine.last_reports(self.tenant).await
    }

    /// The pauses of a tenant that have not ended.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn pauses(self) -> Result<Vec<Pause>, RunError> {
        self.engine.pauses(self.tenant).await
    }

    /// What the vendors have asked a tenant to wait for, where the time is not over.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn vendor_waits(self) -> Result<Vec<VendorWait>, RunError> {
        self.engine.vendor_waits(self.tenant).await
    }

    /// What a run of these processes would write, found on the same path. Nothing is written, here or there; each
    /// process sees what the former ones would have done.
    ///
    /// # Errors
    /// Whatever would end a run.
    pub async fn plan(self, processes: &[Process]) -> Result<Plan, RunError> {
        self.engine.plan(self.tenant, processes).await
    }

    /// What a [takeover](super::Operator::takeover) would find. Nothing is written anywhere, and nothing waits for it.
    ///
    /// # Errors
    /// As of a [takeover](super::Operator::takeover), but for the other engine.
    pub async fn plan_takeover(self) -> Result<Takeover, RunError> {
        self.engine.plan_takeover(self.tenant).await
    }

    /// Compares both sides whole, for those of these processes that are on, and suggests a repair for each difference.
    ///
    /// Costs what a first run costs in reading. The articles of the WMS are held in memory meanwhile, about a kilobyte
    /// each, and the ids of the open orders. It may run beside everything else.
    ///
    /// # Errors
    /// If the tenant is unknown, the ERP user speaks for another company than before, or a side or the store fails: half
    /// a comparison would be no comparison.
    pub async fn drift(self, processes: &[Process]) -> Result<Drift, RunError> {
        self.engine.drift(self.tenant, processes).await
    }

    /// Looks for everything that would fail later: settings that contradict each other; on both sides credentials, rights,
    /// company and goods owner, and the warehouse's own order statuses; then the products (numbers that are missing or
    /// given twice, a share of non-stock ones that looks wrong) and the open orders (values that are too long).
    ///
    /// Whether the users may write cannot be found out without writing. The products are read whole: the same requests as
    /// the first run of articles makes.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails. What is wrong with the sides is a finding.
    pub async fn check(self) -> Result<CheckReport, RunError> {
        self.engine.check(self.tenant).await
    }
}
