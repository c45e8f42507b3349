//! `run`: the processes at their intervals, until it is stopped.

use wms_erp_sync::schedule::{IntervalScheduler, RunKey};

use super::{Exit, Host, HostError, Surroundings};

pub(super) async fn serve(host: &Host, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let scheduler = IntervalScheduler::new();
    for tenant in &host.tenants {
        for (process, interval) in &tenant.intervals {
            scheduler.put(RunKey::new(tenant.name.as_str(), *process), *interval);
        }
    }
    for warning in &host.warnings {
        tracing::warn!("{warning}");
    }
    tracing::info!(tenants = host.tenants.len(), "started");
    host.engine.serve(&scheduler, around.stop.clone()).await;
    tracing::info!("stopped: the records in hand are finished");
    Ok(Exit::Done)
}
