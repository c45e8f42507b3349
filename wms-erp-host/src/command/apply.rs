//! `apply`: what a plan said, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use wms_erp_sync::{Applied, PlannedWrite, visible};

use super::plan::Saved;
use super::progress::shown;
use super::{Exit, Host, HostError, Surroundings, once};
use crate::results::{ProcessResult, Results, TenantResults};

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
        let stop = around.stop.clone();
        let work = host.engine.operator(&plan.tenant).apply(&plan, &stop);
        match shown(&host.feed, around, work).await? {
            Applied::Done(reports) => {
                let processes = reports.iter().map(ProcessResult::from).collect();
                results.tenants.push(TenantResults { name: plan.tenant, processes });
            }
            Applied::Partly { reports, refused, not_made, .. } => {
                // What only follows from the plan, such as the stock of an article that it made, is left to the next run.
                moved_on |= !not_made.is_empty()
                    || refused.iter().any(|write| {
                        let is_it = |planned: &PlannedWrite| {
                            (planned.process, &planned.record) == (write.process, &write.record)
                        };
                        plan.writes.iter().any(is_it)
                    });
                let processes = reports.iter().map(ProcessResult::from).collect();
                let name = plan.tenant;
                if !refused.is_empty() {
                    let moved = names(refused.iter());
                    writeln!(around.err, "{name}: not written, since it is not in the plan: {moved}")?;
                    writeln!(around.err, "  → the next run writes it; or make a new plan")?;
                }
                if !not_made.is_empty() {
                    let moved = names(not_made.iter());
                    writeln!(
                        around.err,
                        "{name}: planned but not written, since it is held or has changed in the meantime: \
                         {moved}"
                    )?;
                    writeln!(around.err, "  → check the held records, and make a new plan")?;
                }
                results.tenants.push(TenantResults { name, processes });
            }
            Applied::Stale { gone, new, .. } => {
                moved_on = true;
                let moved = names(gone.iter().chain(&new));
                writeln!(
                    around.err,
                    "{}: nothing was written, since this has changed: {moved}",
                    plan.tenant
                )?;
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
    visible(&names.into_iter().collect::<Vec<_>>().join(", ")).into_owned()
}
