//! What people ask about and of the engine: `status`, `why`, `dismiss`, `pause`, `resume`, `drift`, `takeover`, `backfill`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use wms_erp_sync::{Backfill, Patience, Process};

use super::args::Processes;
use super::{Exit, Host, HostError, Surroundings};
use crate::table::wrap;
use crate::timeline::{self, moment};

const WIDTH: usize = 100;

/// One document for machines, whatever it is about.
#[derive(Serialize)]
struct Document<T> {
    tenants: Vec<T>,
}

fn json<T: Serialize>(tenants: Vec<T>, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    serde_json::to_writer_pretty(&mut *around.out, &Document { tenants }).map_err(std::io::Error::from)?;
    writeln!(around.out)?;
    Ok(Exit::Done)
}

pub(super) async fn status(
    host: &Host,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    for tenant in &host.tenants {
        let status = host.engine.status(&tenant.name, Patience::default()).await?;
        if !as_json {
            writeln!(around.out, "{}", status.tenant)?;
            for process in status.processes.iter().filter(|process| process.on) {
                let last = process.last.as_ref().map_or_else(
                    || "has not run".to_owned(),
                    |last| {
                        let (at, outcome) = (moment(&last.ended, tenant.zone), last.outcome.as_str());
                        format!("{outcome} at {at}: {} read, {} written", last.read, last.written)
                    },
                );
                writeln!(around.out, "  {:<13} {last}; {} held", process.process, process.held.len())?;
                if let Some(pause) = &process.paused {
                    let until = moment(&pause.until, tenant.zone);
                    writeln!(around.out, "                paused until {until}: {}", pause.reason)?;
                }
            }
            for warning in &status.warnings {
                write!(around.out, "{}", wrap(&warning.what, "  ! ", "    ", WIDTH))?;
            }
        }
        all.push(status);
    }
    if as_json { json(all, around) } else { Ok(Exit::Done) }
}

pub(super) async fn why(
    host: &Host,
    order: i32,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    for tenant in &host.tenants {
        let why = host.engine.why(&tenant.name, order).await?;
        if !as_json {
            let erp = why.erp_status.as_deref().unwrap_or("not there");
            let wms = why
                .wms_status
                .as_ref()
                .map_or_else(|| "not there".to_owned(), |(n, name)| format!("{n} {name}"));
            writeln!(around.out, "{}: order {order}: in the ERP {erp}, in the WMS {wms}", tenant.name)?;
            for gate in &why.gates {
                write!(around.out, "{}", wrap(gate, "  → ", "    ", WIDTH))?;
            }
            write!(around.out, "{}", timeline::lines(&why.timeline, tenant.zone, WIDTH))?;
        }
        all.push(why);
    }
    if as_json { json(all, around) } else { Ok(Exit::Done) }
}

pub(super) async fn dismiss(
    host: &Host,
    record: &str,
    reason: &str,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut found = false;
    for tenant in &host.tenants {
        let held = host.engine.held(&tenant.name).await?;
        for held in held.iter().filter(|held| held.record == record) {
            found |= host.engine.dismiss(&tenant.name, held.process, record, reason).await?;
            writeln!(around.out, "{}: {} {record} is closed", tenant.name, held.process)?;
        }
    }
    if found {
        Ok(Exit::Done)
    } else {
        Err(HostError::Usage(format!("nothing is held under the name {record:?}")))
    }
}

pub(super) async fn pause(
    host: &Host,
    processes: &Processes,
    until: &str,
    reason: &str,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    for tenant in &host.tenants {
        let until = instant(until, tenant.zone).ok_or_else(|| {
            HostError::Usage(format!("{until:?} is neither a date nor a time such as 2026-12-24T15:00"))
        })?;
        for process in some(&processes.names) {
            host.engine.pause(&tenant.name, process, until, reason).await?;
            let what = process.map_or("everything", Process::as_str);
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
            host.engine.resume(&tenant.name, process).await?;
            let what = process.map_or("everything", Process::as_str);
            writeln!(around.out, "{}: {what} goes on", tenant.name)?;
        }
    }
    Ok(Exit::Done)
}

pub(super) async fn drift(
    host: &Host,
    processes: &Processes,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    let mut differs = false;
    for tenant in &host.tenants {
        let on: Vec<Process> = tenant.on(&processes.names).collect();
        let drift = host.engine.drift(&tenant.name, &on).await?;
        differs |= !drift.is_none();
        if !as_json {
            let verdict = if drift.is_none() { "both sides agree" } else { "the sides differ" };
            writeln!(around.out, "{}: {verdict}", tenant.name)?;
            for (process, difference) in drift
                .processes
                .iter()
                .flat_map(|found| found.differences.iter().map(|difference| (found.process, difference)))
            {
                let text = format!("{process} {}: {}", difference.record, difference.what);
                write!(around.out, "{}", wrap(&text, "  ", "    ", WIDTH))?;
                write!(around.out, "{}", wrap(&difference.repair, "    → ", "      ", WIDTH))?;
            }
        }
        all.push(drift);
    }
    if as_json {
        json(all, around)?;
    }
    Ok(if differs { Exit::Held } else { Exit::Done })
}

pub(super) async fn takeover(
    host: &Host,
    dry: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    for tenant in &host.tenants {
        all.push(match dry {
            true => host.engine.plan_takeover(&tenant.name).await?,
            false => host.engine.takeover(&tenant.name).await?,
        });
    }
    json(all, around)
}

pub(super) async fn backfill(
    host: &Host,
    range: Option<(NaiveDate, NaiveDate)>,
    orders: Vec<i32>,
    limit: usize,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let wish = match range {
        Some((since, until)) => Backfill::Range { since, until },
        None if !orders.is_empty() => Backfill::Orders(orders),
        None => return Err(HostError::Usage("say --since and --until, or the orders' numbers".to_owned())),
    };
    let mut all = Vec::new();
    for tenant in &host.tenants {
        all.push(host.engine.backfill(&tenant.name, wish.clone(), limit).await?);
    }
    json(all, around)
}

/// The processes named, or none for all of them.
fn some(named: &[Process]) -> Vec<Option<Process>> {
    if named.is_empty() { vec![None] } else { named.iter().copied().map(Some).collect() }
}

/// A date (its end), a local time, or an instant.
fn instant(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.with_timezone(&Utc));
    }
    let local = match text.parse::<NaiveDate>() {
        Ok(date) => date.succ_opt()?.and_time(NaiveTime::MIN),
        Err(_) => {
            let text = text.replace(' ', "T");
            let text = if text.len() == 16 { format!("{text}:00") } else { text };
            text.parse::<NaiveDateTime>().ok()?
        }
    };
    local.and_local_timezone(zone).earliest().map(|time| time.with_timezone(&Utc))
}
