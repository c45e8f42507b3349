//! `plan`: what a run would write, and what it would hold.

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_sync::{FieldChange, Plan, PlannedWrite, Process};

use super::progress::shown;
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

pub(super) async fn plan(
    host: &Host,
    named: &[Process],
    show: Show,
    save: Option<&Path>,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    if let Some(file) = save {
        may_be_written(file)?;
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
        keep(file, output::json(&saved)?.as_bytes())?;
    }
    if show.json { document(saved.tenants, around) } else { Ok(Exit::Done) }
}

/// What people ordered is confidential: the file is its owner's alone, also where an older plan was not. It appears
/// whole or not at all.
fn keep(file: &Path, text: &[u8]) -> Result<(), HostError> {
    may_be_written(file)?;
    let failed = |error: std::io::Error| HostError::File { file: file.to_owned(), source: error };
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    // Readable by its owner only, and not to be found by its name before it is complete.
    let mut new = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    new.write_all(text).and_then(|()| new.as_file().sync_all()).map_err(failed)?;
    new.persist(file).map(drop).map_err(|error| failed(error.error))
}

/// Only an older plan may be replaced: a file of another kind was named by mistake, and a link may lead anywhere.
fn may_be_written(file: &Path) -> Result<(), HostError> {
    let refused = |what: &str| {
        let file = file.display();
        Err(HostError::Usage(format!("{file}: {what}; the plan was not saved: name another file")))
    };
    let found = match std::fs::symlink_metadata(file) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(HostError::File { file: file.to_owned(), source: error }),
    };
    if found.is_symlink() {
        return refused("it is a link");
    }
    if !found.is_file() {
        return refused("it is not a file");
    }
    let text = std::fs::read(file).map_err(|source| HostError::File { file: file.to_owned(), source })?;
    match serde_json::from_slice::<Saved>(&text) {
        Ok(_) => Ok(()),
        Err(_) => refused("it exists and is not a plan"),
    }
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
    let known: Vec<String> = write.fields.iter().filter(|field| field.old.is_some()).map(change).collect();
    let fields = match known.is_empty() {
        true => format!("{} fields", write.fields.len()),
        false => known.join(", "),
    };
    wrap(&format!("{}: {fields}", write.what), "    ", "      ", WIDTH)
}

/// One write with a line for each field.
fn whole(write: &PlannedWrite) -> String {
    let fields = write.fields.iter().map(|field| wrap(&change(field), "      ", "        ", WIDTH));
    wrap(&write.what, "    ", "      ", WIDTH) + &fields.collect::<String>()
}

fn change(field: &FieldChange) -> String {
    let new = field.new.as_deref().unwrap_or("(nothing)");
    match &field.old {
        Some(old) => format!("{} {old} → {new}", field.field),
        None => format!("{}: {new}", field.field),
    }
}
