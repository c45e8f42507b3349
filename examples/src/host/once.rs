//! `once`: each process that is on, in the order of work.

use wms_erp_sync::{Outcome, Process, Report, Trigger};

use super::{Exit, Host, HostError, Meant, Surroundings};
use crate::results::{ProcessResult, Results, TenantResults, Why, remarks, table};

/// How wide lines are.
const WIDTH: usize = 100;
/// How many remarks people are shown per tenant.
const REMARKS: usize = 12;

pub(super) async fn once(
    host: &Host,
    named: &[Process],
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut results = Results::default();
    for tenant in &host.tenants {
        let done = tenant_once(host, tenant, named, around).await;
        if !json {
            print(&done, around)?;
        }
        results.tenants.push(done);
    }
    if json {
        serde_json::to_writer_pretty(&mut *around.out, &results).map_err(std::io::Error::from)?;
        writeln!(around.out)?;
    }
    around.out.flush()?;
    Ok(exit(&results, around.stop.is_cancelled()))
}

async fn tenant_once(
    host: &Host,
    tenant: &Meant,
    named: &[Process],
    around: &Surroundings<'_>,
) -> TenantResults {
    let mut processes = Vec::new();
    for process in Process::ALL.into_iter().filter(|process| is_meant(tenant, *process, named)) {
        processes.push(match host.engine.run(&tenant.name, process, Trigger::Person, &around.stop).await {
            Ok(report) if is_off(tenant, process) => off(&report),
            Ok(report) => ProcessResult::from(&report),
            Err(error) => ProcessResult::failed(process, &error),
        });
        // Whoever works on one process works on the next ones too: once has waited enough.
        if processes.last().is_some_and(|last| last.busy) {
            break;
        }
    }
    TenantResults { name: tenant.name.clone(), processes }
}

/// Those that were named, or all that are on.
fn is_meant(tenant: &Meant, process: Process, named: &[Process]) -> bool {
    if named.is_empty() { !is_off(tenant, process) } else { named.contains(&process) }
}

fn is_off(tenant: &Meant, process: Process) -> bool {
    !tenant.intervals.iter().any(|(on, _)| *on == process)
}

fn off(report: &Report) -> ProcessResult {
    let why = Why {
        record: String::new(),
        class: None,
        what: "the process is off".to_owned(),
        remedy: format!("switch it on with enabled = true in [tenant.{}]", report.process),
    };
    ProcessResult::without_report(report.process, Outcome::Skipped, vec![why])
}

fn print(done: &TenantResults, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    writeln!(around.out, "{}", done.name)?;
    write!(around.out, "{}", table(&done.processes, around.colours))?;
    let remarks = remarks(&done.processes, REMARKS, WIDTH);
    writeln!(around.out, "{remarks}")?;
    Ok(())
}

/// The worst of all: what failed needs somebody; what was busy comes again by itself.
fn exit(results: &Results, stopped: bool) -> Exit {
    let processes = || results.tenants.iter().flat_map(|tenant| &tenant.processes);
    if stopped || processes().any(|process| process.outcome == Outcome::Failed) {
        Exit::Failed
    } else if processes().any(|process| process.busy) {
        Exit::Busy
    } else if processes().any(|process| process.needs_attention > 0) {
        Exit::Held
    } else {
        Exit::Done
    }
}
