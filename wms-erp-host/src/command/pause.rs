//! `pause` and `resume`: processes that are kept from running until a time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use wms_erp_sync::{Process, TimeZone, moment};

use super::args::Processes;
use super::{Exit, Host, HostError, Surroundings};

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
        let now = around.clock.now();
        if until <= now {
            let (until, now) = (moment(&until, tenant.zone), moment(&now, tenant.zone));
            return Err(HostError::Usage(format!(
                "{until} is over already: it is {now}; nothing is paused, since a pause needs an end in the future"
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
            writeln!(around.out, "{}: {what} goes on", tenant.name)?;
        }
    }
    Ok(Exit::Done)
}

/// The processes named, or none for all of them.
fn some(named: &[Process]) -> Vec<Option<Process>> {
    if named.is_empty() { vec![None] } else { named.iter().copied().map(Some).collect() }
}

/// A date (its end), a local time, or an instant.
fn instant(text: &str, zone: TimeZone) -> Option<DateTime<Utc>> {
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
