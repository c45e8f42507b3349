//! `plan`: what a run would write.

use std::collections::BTreeMap;

use serde::Serialize;
use wms_erp_sync::{Plan, PlannedWrite, Process};

use super::{Exit, Host, HostError, Surroundings};
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
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut plans = Vec::new();
    for tenant in &host.tenants {
        let processes: Vec<Process> = tenant.on(named).collect();
        plans.push(host.engine.plan(&tenant.name, &processes).await?);
    }
    if json {
        serde_json::to_writer_pretty(&mut *around.out, &Document { tenants: plans }).map_err(std::io::Error::from)?;
        writeln!(around.out)?;
        return Ok(Exit::Done);
    }
    for plan in plans {
        print(&plan, around)?;
    }
    Ok(Exit::Done)
}

fn print(plan: &Plan, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let mut by_process: BTreeMap<Process, Vec<&PlannedWrite>> = BTreeMap::new();
    for write in &plan.writes {
        by_process.entry(write.process).or_default().push(write);
    }
    let count = if plan.writes.is_empty() { "nothing to write".to_owned() } else { format!("{} writes", plan.writes.len()) };
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
