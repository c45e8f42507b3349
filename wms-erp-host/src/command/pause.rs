//! `pause` and `resume`: processes that are kept from running until a time.

use wms_erp_sync::{Process, moment};

use super::args::Processes;
use super::{Exit, Host, HostError, Surroundings, when};

pub(super) async fn pause(
    host: &Host,
    processes: &Processes,
    until: &str,
    reason: &str,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    for tenant in &host.tenants {
        let until = when::end(until, tenant.zone)?;
        let now = around.clock.now();
        if until <= now {
            let (until, now) = (moment(&until, tenant.zone), moment(&now, tenant.zone));
            return Err(HostError::Usage(format!(
                "{until} is in the past: it is {now}; nothing was paused, since a pause needs an end in the \
                 future"
            )));
        }
        for process in some(&processes.names) {
            host.engine.operator(&tenant.name).pause(process, until, reason).await?;
            let what = process.as_ref().map_or("everything", Process::as_str);
            writeln!(around.out, "{}: {what} is paused until {}", tenant.name, moment(&until, tenant.zone))?;
        }
    }
    Ok(Exit::Done)
}

pub(super) async fn resume(
    host: &Host,
    processes: &Processes,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    for tenant in &host.tenants {
        for process in some(&processes.names) {
            host.engine.operator(&tenant.name).resume(process).await?;
            let what = process.as_ref().map_or("everything", Process::as_str);
            writeln!(around.out, "{}: {what} continues", tenant.name)?;
        }
    }
    Ok(Exit::Done)
}

/// The processes named, or none for all of them.
fn some(named: &[Process]) -> Vec<Option<Process>> {
    if named.is_empty() { vec![None] } else { named.iter().copied().map(Some).collect() }
}
