//! Both sides compared whole, whatever the cursors and fingerprints say: what differs, and what to do about it. Nothing is
//! written, here or there.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::vendor_wait;
use crate::context::holding::Holding;
use crate::context::overlay::Overlay;
use crate::context::run::Run;
use crate::context::writes::Writes;
use crate::context::{RunContext, RunError};
use crate::engine::{Inspector, Trigger};
use crate::port::{Meter, Requests};
use crate::process::inspect::{Comparison, ProcessDrift};
use crate::process_id::Process;
use crate::store::Store;
use crate::tenant::Tenant;

/// In what two whole sides differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Drift {
    /// The tenant.
    pub tenant: String,
    /// When the comparison began. Changes that people make in the meantime may appear as differences.
    pub at: DateTime<Utc>,
    /// The processes that were compared, in the order of work.
    pub processes: Vec<ProcessDrift>,
    /// Requests that were made.
    pub requests: Requests,
}

impl Drift {
    /// How many differences of one kind are listed in detail, for each process; the counts are complete.
    pub const MAX_DETAILS: usize = ProcessDrift::MAX_DETAILS;

    /// Whether nothing differs, and everything could be read.
    pub fn is_none(&self) -> bool {
        self.processes.iter().all(|process| process.kinds.is_empty() && process.unreadable == 0)
    }

    /// Whether a person has to look: something could not be read, or differs, and that very difference was not dismissed.
    pub fn needs_attention(&self) -> bool {
        self.processes
            .iter()
            .any(|process| process.unreadable > 0 || process.kinds.values().sum::<u64>() > process.dismissed)
    }
}

impl Inspector<'_> {
    /// Compares both sides whole, for those of these processes that are on, and suggests a repair for each difference.
    ///
    /// Costs what a first run costs in reading. The articles of the WMS, about a kilobyte each, and the ids of the open
    /// orders are in memory during the comparison. It may run beside everything else.
    ///
    /// # Errors
    /// If the tenant is unknown, the ERP user belongs to another company than before, or a side or the store fails:
    /// half a comparison would be no comparison.
    pub async fn drift(self, processes: &[Process]) -> Result<Drift, RunError> {
        let tenant = self.engine.tenant(self.tenant)?;
        vendor_wait::heeding(self.engine, &tenant, Box::pin(self.compare(&tenant, processes))).await
    }

    async fn compare(self, tenant: &Tenant, processes: &[Process]) -> Result<Drift, RunError> {
        let at = self.engine.inner.clock.now();
        let (meter, cancel, planned) =
            (Meter::new(Process::Articles), CancellationToken::new(), Mutex::default());
        let overlay: Arc<dyn Store> = Arc::new(Overlay::over(Arc::clone(&self.engine.inner.store)));
        let run = self.engine.prepare(
            tenant,
            Process::Articles,
            Trigger::Manual,
            &meter,
            Holding::default(),
            &overlay,
            &cancel,
        );
        let run = Run { writes: Writes::Noted(&planned), ..run };
        self.engine.check_identity(&run).await?;
        let all = self.engine.all_processes(&tenant.name);
        let compared: Vec<Process> = all.iter().flat_map(|process| process.compares()).collect();
        let on = self.engine.processes_on(tenant).into_iter();
        let wanted = on.filter(|process| processes.contains(process) && compared.contains(process));
        let mut comparison = Comparison::new(wanted);
        for process in all {
            if process.compares().iter().any(|process| comparison.is_wanted(*process)) {
                let holding = Holding::default();
                let (id, trigger) = (process.id(), Trigger::Manual);
                let run = self.engine.prepare(tenant, id, trigger, &meter, holding, &overlay, &cancel);
                let run = Run { writes: Writes::Noted(&planned), ..run };
                process.compare(&RunContext::new(&run), &mut comparison).await?;
            }
        }
        let processes = comparison.into_processes();
        Ok(Drift { tenant: tenant.name.clone(), at, processes, requests: meter.requests() })
    }
}
