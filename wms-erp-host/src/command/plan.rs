//! `plan`: what a run would write, and what it would hold.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::{CurrentValue, FieldChange, Plan, PlannedWrite, Process};

use super::progress::shown;
use super::saved::{self, Kind};
use super::{Exit, Host, HostError, Meant, Surroundings, WIDTH, document, output};
use crate::results::{ProcessResult, obstacles};
use crate::table::{TextTable, wrap};

/// How many writes of a process people are shown without asking for details.
const MOST: usize = 20;

/// How much is shown, and in which form.
#[derive(Clone, Copy)]
pub(super) struct Show {
    pub(super) json: bool,
    pub(super) details: bool,
}

/// Plans in a file.
#[derive(Serialize, Deserialize)]
pub(super) struct Saved {
    pub(super) tenants: Vec<Plan>,
}

/// The files that plans are saved in.
const PLAN: Kind = Kind { what: "plan", is_one: |text| serde_json::from_slice::<Saved>(text).is_ok() };

pub(super) async fn plan(
    host: &Host,
    named: &[Process],
    show: Show,
    save: Option<&Path>,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    if let Some(file) = save {
        saved::may_be_written(file, &PLAN)?;
    }
    let mut tenants = Vec::new();
    for tenant in &host.tenants {
        let processes: Vec<Process> = tenant.on(named).collect();
        let plan = shown(&host.feed, around, host.engine.inspect(&tenant.name).plan(&processes)).await?;
        if !show.json {
            print(&plan, tenant, show.details, around)?;
        }
        tenants.push(plan);
    }
    let saved = Saved { tenants };
    if let Some(file) = save {
        saved::keep(file, output::json(&saved)?.as_bytes(), &PLAN)?;
    }
    if show.json { document(saved.tenants, around) } else { Ok(Exit::Done) }
}

fn print(plan: &Plan, tenant: &Meant, details: bool, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let count = match plan.writes.len() {
        0 => "nothing to write".to_owned(),
        1 => "1 write".to_owned(),
        writes => format!("{writes} writes"),
    };
    writeln!(around.out, "{}: {count}", plan.tenant)?;
    write!(around.out, "{}", overview(plan, tenant))?;
    for process in &plan.processes {
        let writes: Vec<&PlannedWrite> =
            plan.writes.iter().filter(|write| write.process == *process).collect();
        if writes.is_empty() {
            continue;
        }
        writeln!(around.out, "  {process}: {}", writes.len())?;
        let most = if details { writes.len() } else { MOST };
        for write in writes.iter().take(most) {
            let text = if details { whole(write) } else { short(write) };
            write!(around.out, "{text}")?;
        }
        if let Some(more) = writes.len().checked_sub(most).filter(|more| *more > 0) {
            writeln!(around.out, "    … and {more} more, all of them with --details")?;
        }
    }
    let results: Vec<ProcessResult> = plan.reports.iter().map(ProcessResult::from).collect();
    let held = obstacles(&results, WIDTH);
    if !held.is_empty() {
        write!(around.out, "  held:\n{held}")?;
    }
    Ok(())
}

/// Counts and ages, a line for each process.
fn overview(plan: &Plan, tenant: &Meant) -> TextTable {
    let mut table = TextTable::new().margin(2).text("process");
    for title in ["read", "unchanged", "left out", "to write", "held"] {
        table = table.number(title);
    }
    table = table.text("ordered from").text("to");
    for report in &plan.reports {
        let writes = || plan.writes.iter().filter(|write| write.process == report.process);
        let ordered = || writes().filter_map(|write| write.ordered);
        let day = |time: Option<DateTime<Utc>>| {
            time.map(|time| time.with_timezone(&tenant.zone).date_naive().to_string()).unwrap_or_default()
        };
        table.row([
            report.process.to_string(),
            report.read.to_string(),
            report.unchanged.to_string(),
            report.skipped.to_string(),
            writes().count().to_string(),
            report.held.to_string(),
            day(ordered().min()),
            day(ordered().max()),
        ]);
    }
    table
}

/// One write in a line or two: what changes where that is known, else how much there is.
fn short(write: &PlannedWrite) -> String {
    let changed = || stored(write).filter(|field| field.is_change());
    let known: Vec<String> =
        changed().filter(|field| field.current == CurrentValue::Read).map(change).collect();
    let fields = match (known.is_empty(), changed().count()) {
        (true, 0) => return wrap(&write.what, "    ", "      ", WIDTH),
        (true, 1) => "1 field".to_owned(),
        (true, fields) => format!("{fields} fields"),
        (false, _) => known.join(", "),
    };
    wrap(&format!("{}: {fields}", write.what), "    ", "      ", WIDTH)
}

/// The fields that are stored; what only says how to find or write the record is left out.
fn stored(write: &PlannedWrite) -> impl Iterator<Item = &FieldChange> {
    write.fields.iter().filter(|field| field.current != CurrentValue::Instruction)
}

/// One write with a line for each field.
fn whole(write: &PlannedWrite) -> String {
    let fields = stored(write).map(|field| wrap(&change(field), "      ", "        ", WIDTH));
    wrap(&write.what, "    ", "      ", WIDTH) + &fields.collect::<String>()
}

fn change(field: &FieldChange) -> String {
    let said = |text: &Option<String>| match text.as_deref() {
        None | Some("") => "(nothing)".to_owned(),
        Some(text) => text.to_owned(),
    };
    let (name, new) = (&field.field, said(&field.new));
    match field.current {
        CurrentValue::Read if !field.is_change() => format!("{name} {new} (unchanged)"),
        CurrentValue::Read => format!("{name} {} → {new}", said(&field.old)),
        CurrentValue::New => format!("{name}: {new} (new)"),
        CurrentValue::NotAnswered => format!("{name} (unknown: not reported over this connection) → {new}"),
        CurrentValue::Unreadable => format!("{name} (unknown: the record could not be read) → {new}"),
        _ => format!("{name} (unknown) → {new}"),
    }
}
