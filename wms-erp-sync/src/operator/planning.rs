//! What a run would write.

use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use super::vendor_wait;
use crate::context::RunError;
use crate::context::holding::Holding;
use crate::context::overlay::Overlay;
use crate::context::run::Run;
use crate::context::writes::Writes;
use crate::document::report::Report;
use crate::engine::running::finish;
use crate::engine::{Engine, Inspector, Trigger};
use crate::plan::{Plan, PlannedWrite};
use crate::port::Meter;
use crate::process_id::Process;
use crate::store::Store;
use crate::tenant::Tenant;

impl Inspector<'_> {
    /// What a run of these processes would write, found on the same path. Nothing is written, here or there; each
    /// process sees what the former ones would have done.
    ///
    /// # Errors
    /// Whatever would end a run, and [`RunError::Stopped`] while a vendor has asked us to wait.
    pub async fn plan(self, processes: &[Process]) -> Result<Plan, RunError> {
        let tenant = self.engine.tenant(self.tenant)?;
        vendor_wait::heeding(self.engine, &tenant, Box::pin(self.make_plan(&tenant, processes))).await
    }

    async fn make_plan(self, tenant: &Tenant, processes: &[Process]) -> Result<Plan, RunError> {
        let writes = Mutex::default();
        let overlay: Arc<dyn Store> = Arc::new(Overlay::over(Arc::clone(&self.engine.inner.store)));
        let mut reports = Vec::new();
        let on = self.engine.processes_on(tenant);
        for process in on.iter().copied().filter(|process| processes.contains(process)) {
            reports.push(plan_over(self.engine, tenant, process, &overlay, &writes).await?);
        }
        let writes = writes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let planned = processes.iter().copied().filter(|process| on.contains(process));
        Ok(Plan {
            tenant: tenant.name.clone(),
            processes: planned.collect(),
            writes,
            reports,
            partial: false,
        })
    }
}

/// What a run of one process would write, over a store that keeps what it would have remembered.
pub(crate) async fn plan_over(
    engine: &Engine,
    tenant: &Tenant,
    process: Process,
    overlay: &Arc<dyn Store>,
    writes: &Mutex<Vec<PlannedWrite>>,
) -> Result<Report, RunError> {
    let cancel = CancellationToken::new();
    let meter = Meter::new(process);
    let holding = Holding::default();
    let run = engine.prepare(tenant, process, Trigger::Manual, &meter, holding, overlay, &cancel);
    let run = Run { writes: Writes::Noted(writes), ..run };
    let started = run.now();
    engine.check_identity(&run).await?;
    engine.work(&run).await?;
    finish(&run, &meter, started, Ok(()), None).await
}
