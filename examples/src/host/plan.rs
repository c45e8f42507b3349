//! `plan`: what a run would write.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use wms_erp_sync::{Applied, Plan, PlannedWrite, Process};

use super::{Exit, Host, HostError, Surroundings, once};
use crate::results::{ProcessResult, Results, TenantResults};
use crate::table::wrap;

const WIDTH: usize = 100;
/// How many writes of a process people are shown.
const MOST: usize = 20;

#[derive(Serialize)]
struct Document {
    tenants: Vec<Plan>,
}

pub(super) async fn plan(
    host: &Host,
    named: &[Process],
    json: bool,
    save: Option<&Path>,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut plans = Vec::new();
    for tenant in &host.tenants {
        let processes: Vec<Process> = tenant.on(named).collect();
        plans.push(host.engine.plan(&tenant.name, &processes).await?);
    }
    if let Some(file) = save {
        let text =
            serde_json::to_vec_pretty(&Saved { tenants: plans.clone() }).map_err(std::io::Error::from)?;
        std::fs::write(file, text)?;
    }
    if json {
        serde_json::to_writer_pretty(&mut *around.out, &Document { tenants: plans })
            .map_err(std::io::Error::from)?;
        writeln!(around.out)?;
        return Ok(Exit::Done);
    }
    for plan in plans {
        print(&plan, around)?;
    }
    Ok(Exit::Done)
}

/// A plan in a file.
#[derive(Serialize, Deserialize)]
struct Saved {
    tenants: Vec<Plan>,
}

pub(super) async fn apply(
    host: &Host,
    file: &Path,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let unreadable = |error: &dyn std::fmt::Display| HostError::Usage(format!("{}: {error}", file.display()));
    let text = std::fs::read(file).map_err(|error| unreadable(&error))?;
    let saved: Saved = serde_json::from_slice(&text).map_err(|error| unreadable(&error))?;
    let mut moved_on = false;
    let mut results = Results::default();
    for plan in saved.tenants {
        match host.engine.apply(&plan, &around.stop).await? {
            Applied::Done(reports) => {
                let processes = reports.iter().map(ProcessResult::from).collect();
                results.tenants.push(TenantResults { name: plan.tenant, processes });
            }
            Applied::Partly { reports, refused } => {
                // What only follows from the plan, such as the stock of an article that it made, is left to the next run.
                moved_on |= refused.iter().any(|write| {
                    let is_it = |planned: &PlannedWrite| {
                        (planned.process, &planned.record) == (write.process, &write.record)
                    };
                    plan.writes.iter().any(is_it)
                });
                let processes = reports.iter().map(ProcessResult::from).collect();
                let name = plan.tenant;
                let moved = names(refused.iter());
                writeln!(around.err, "{name}: not written, since the plan does not have it: {moved}")?;
                writeln!(around.err, "  → the next run writes it; or make a new plan")?;
                results.tenants.push(TenantResults { name, processes });
            }
            Applied::Moved { gone, new } => {
                moved_on = true;
                let moved = names(gone.iter().chain(&new));
                writeln!(around.err, "{}: nothing was written, since this has moved: {moved}", plan.tenant)?;
                writeln!(around.err, "  → make a new plan")?;
            }
            _ => {}
        }
    }
    let exit = once::tell(&results, json, around)?;
    Ok(if moved_on { Exit::Failed } else { exit })
}

/// The records of these writes, each once.
fn names<'a>(writes: impl Iterator<Item = &'a PlannedWrite>) -> String {
    let names: BTreeSet<String> = writes.map(|write| format!("{} {}", write.process, write.record)).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn print(plan: &Plan, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let mut by_process: BTreeMap<Process, Vec<&PlannedWrite>> = BTreeMap::new();
    for write in &plan.writes {
        by_process.entry(write.process).or_default().push(write);
    }
    let count = if plan.writes.is_empty() {
        "nothing to write".to_owned()
    } else {
        format!("{} writes", plan.writes.len())
    };
    writeln!(around.out, "{}: {count}", plan.tenant)?;
    for (process, writes) in by_process {
        writeln!(around.out, "  {process}: {}", writes.len())?;
        for write in writes.iter().take(MOST) {
            let fields = write.fields.iter().filter_map(|change| {
                let new = change.new.as_deref().unwrap_or("(nothing)");
                let old = change.old.as_deref()?;
                Some(format!("{} {old} → {new}", change.field))
            });
            let fields: Vec<String> = fields.collect();
            let fields = match fields.is_empty() {
                true => format!("{} fields", write.fields.len()),
                false => fields.join(", "),
            };
            let text = wrap(&format!("{}: {fields}", write.what), "    ", "      ", WIDTH);
            write!(around.out, "{text}")?;
        }
        if let Some(more) = writes.len().checked_sub(MOST).filter(|more| *more > 0) {
            writeln!(around.out, "    … and {more} more, all of them in the output of --json")?;
        }
    }
    Ok(())
}
