//! `once`: each process that is on, in the order of work.

use wms_erp_sync::schedule::{RunKey, RunRequest};
use wms_erp_sync::{CancellationToken, Outcome, Process, Report, Trigger, visible};

use super::progress::shown;
use super::{Exit, Host, HostError, Meant, Surroundings, WIDTH, output};
use crate::results::{ProcessResult, ResultReason, Results, TenantResults, obstacles, remarks, table};

/// How many remarks people are shown per tenant.
const REMARKS: usize = 12;

pub(super) async fn once(
    host: &Host,
    named: &[Process],
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    for warning in &host.warnings {
        tracing::warn!("{warning}");
    }
    let mut results = Results::default();
    for tenant in &host.tenants {
        let stop = around.stop.clone();
        let done = shown(&host.feed, around, tenant_once(host, tenant, named, &stop)).await;
        if !json {
            print(&done, around)?;
        }
        results.tenants.push(done);
    }
    results.wrong = host.wrong();
    if json {
        document(&results, around)?;
    }
    for problem in host.wrong.values().flatten() {
        writeln!(around.err, "{}", visible(&problem.to_string()))?;
    }
    Ok(exit(&results, around.stop.is_cancelled()))
}

/// Lets the runs call vendors that asked us to wait: a person knows better.
pub(super) async fn end_waits(host: &Host) -> Result<(), HostError> {
    for tenant in &host.tenants {
        host.engine.operator(&tenant.name).end_vendor_waits().await?;
    }
    Ok(())
}

/// Prints what runs did that were started elsewhere.
pub(super) fn tell(results: &Results, json: bool, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    match json {
        true => document(results, around)?,
        false => results.tenants.iter().try_for_each(|done| print(done, around))?,
    }
    Ok(exit(results, around.stop.is_cancelled()))
}

fn document(results: &Results, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    Ok(writeln!(around.out, "{}", output::json(results)?)?)
}

async fn tenant_once(
    host: &Host,
    tenant: &Meant,
    named: &[Process],
    stop: &CancellationToken,
) -> TenantResults {
    let mut processes = Vec::new();
    // One round: what a process has read in it counts for those behind it.
    let began = host.engine.clock().now();
    for process in Process::ALL.iter().copied().filter(|process| is_meant(tenant, *process, named)) {
        let request = RunRequest::new(RunKey::new(&tenant.name, process), Trigger::Manual).due(began);
        processes.push(match host.engine.run_request(&request, stop).await {
            Ok(report) if is_off(tenant, process) => off(&report),
            Ok(report) => ProcessResult::from(&report),
            Err(error) => ProcessResult::failed(process, &error),
        });
        // A service that works on one process works on the next ones too: once has waited enough.
        if processes.last().is_some_and(|last| last.busy) {
            break;
        }
    }
    explain_held(host, tenant, &mut processes).await;
    TenantResults { name: tenant.name.clone(), processes }
}

/// A run reports what it met itself. What was held earlier and left alone is reported, too: it is why the host says that
/// a person is needed.
async fn explain_held(host: &Host, tenant: &Meant, processes: &mut [ProcessResult]) {
    if processes.iter().all(|process| process.needs_attention == 0) {
        return;
    }
    let Ok(all) = host.engine.inspect(&tenant.name).held().await else { return };
    for held in all.iter().filter(|held| held.class.needs_attention()) {
        let Some(process) = processes.iter_mut().find(|process| process.process == held.process) else {
            continue;
        };
        let told = process.reasons.iter().any(|why| why.class.is_some() && why.record == held.record);
        if !told && process.reasons.len() < Report::MAX_REASONS {
            process.reasons.push(ResultReason::from(held));
        }
    }
}

/// Those that were named, or all that are on.
fn is_meant(tenant: &Meant, process: Process, named: &[Process]) -> bool {
    if named.is_empty() { !is_off(tenant, process) } else { named.contains(&process) }
}

fn is_off(tenant: &Meant, process: Process) -> bool {
    !tenant.intervals.iter().any(|(on, _)| *on == process)
}

fn off(report: &Report) -> ProcessResult {
    let why = ResultReason {
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
    write!(around.out, "{}", obstacles(&done.processes, WIDTH))?;
    writeln!(around.out, "{}", remarks(&done.processes, REMARKS, WIDTH))?;
    Ok(())
}

/// The worst of all: what failed needs a person; what was busy comes again by itself.
fn exit(results: &Results, stopped: bool) -> Exit {
    let processes = || results.tenants.iter().flat_map(|tenant| &tenant.processes);
    let cut_off = |process: &ProcessResult| stopped && process.outcome == Outcome::Skipped;
    let failed = |process: &ProcessResult| process.outcome == Outcome::Failed || cut_off(process);
    if !results.wrong.is_empty() || processes().any(failed) {
        Exit::Failed
    } else if processes().any(|process| process.busy) {
        Exit::Busy
    } else if processes().any(|process| process.needs_attention > 0) {
        Exit::Held
    } else {
        Exit::Done
    }
}
