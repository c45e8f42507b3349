//! `status`: how each process is doing.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use wms_erp_sync::schedule::Stretch;
use wms_erp_sync::{
    AgeLimits, Class, LeaseHolder, Process, ProcessStatus, RunError, Status, TimeZone, Warning, WarningKind,
    moment, visible,
};

use super::{Exit, Host, HostError, Meant, Surroundings, WIDTH, output};
use crate::alarm::{Alarm, Finding, SERVICE, TenantAlarms, Unsent, of_tenant};
use crate::language::{ENGLISH, mail};
use crate::requests::Compared;
use crate::results::WrongTenant;
use crate::schedule::ahead_of_database;
use crate::table::{TextTable, wrap};
use crate::tenants::{self, Kept, POLLED, Standing};
use crate::{polling, progress};

pub(super) async fn status(
    host: &Host,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    let mut alarms = Vec::new();
    let mut exit = Exit::Done;
    let compared = host.requests.compare(&host.engine, &host.needing).await?;
    let mut asked = Vec::new();
    for tenant in &host.tenants {
        let requests = compared.iter().find(|one| one.tenants.contains(&tenant.name));
        let polled = tenants::of_tenant(&*host.store, &tenant.name).await.map_err(RunError::from)?;
        let allowed =
            tenants::longest_factor(tenant.hook.is_some(), tenant.polling_factor, &tenant.intervals);
        // What an earlier configuration allowed says nothing any more.
        let polled = polled.filter(|polled| allowed.is_some_and(|allowed| polled.factor <= allowed));
        let limits = tenant.intervals.iter().fold(AgeLimits::default(), |limits, (process, interval)| {
            let stretch = requests.map_or(1.0, |one| one.stretch.of(*process));
            let rarer = polled.as_ref().filter(|_| *process == POLLED).map_or(1.0, |polled| polled.factor);
            limits.interval(*process, interval.mul_f64(stretch.max(rarer)))
        });
        let status = host.engine.inspect(&tenant.name).status(limits).await?;
        if !status.is_ok() {
            exit = Exit::Unhealthy;
        }
        let known = of_tenant(&*host.store, &tenant.name).await.map_err(RunError::from)?;
        let unsent = known.unsent(status.at);
        if !json {
            print(&status, tenant, around)?;
            print_polling(polled.as_ref(), tenant.zone, around)?;
            print_unsent(&unsent, tenant.zone, around)?;
        }
        asked.extend(polled.map(|polled| PollingOfTenant::new(&tenant.name, polled)));
        alarms.push(Alarms::new(&status.tenant, known, unsent));
        all.push(status);
    }
    if !host.wrong.is_empty() {
        exit = Exit::Unhealthy;
    }
    // What is about no tenant, such as the digest.
    let known = of_tenant(&*host.store, SERVICE).await.map_err(RunError::from)?;
    let unsent = known.unsent(host.engine.clock().now());
    if !json && !unsent.is_empty() {
        writeln!(around.out, "alarms")?;
        print_unsent(&unsent, TimeZone::OSLO, around)?;
    }
    if known.is_something() {
        alarms.push(Alarms::new(SERVICE, known, unsent));
    }
    let ahead = ahead_of_database(&around.followed);
    if json {
        let requests = compared.iter().map(RequestsOfAddress::from).collect();
        let clock_ahead_seconds = ahead.as_seconds_f64();
        let (tenants, wrong, polling) = (all, host.wrong(), asked);
        let document = Document { tenants, wrong, requests, alarms, polling, clock_ahead_seconds };
        writeln!(around.out, "{}", output::json(&document)?)?;
        return Ok(exit);
    }
    for requests in &compared {
        write!(around.out, "{}", wrap(&requests.text(), "", "  ", WIDTH))?;
        if requests.stretch.is_stretched() {
            let remedy = "give the articles and the stock of some tenants longer intervals, or serve some from another address";
            write!(around.out, "{}", wrap(remedy, "    → ", "      ", WIDTH))?;
        }
    }
    if let Some(difference) = difference(ahead) {
        write!(around.out, "{}", wrap(&difference, "", "  ", WIDTH))?;
        let remedy = "runs go by the database's clock; set the one that is wrong (NTP)";
        write!(around.out, "{}", wrap(remedy, "    → ", "      ", WIDTH))?;
    }
    for (name, problems) in &host.wrong {
        writeln!(around.out, "{name}")?;
        for problem in problems {
            write!(around.out, "{}", wrap(&problem.to_string(), "  ! ", "    ", WIDTH))?;
        }
        let remedy = "correct the file: a running service keeps the previous settings, and reads the file \
            again automatically";
        write!(around.out, "{}", wrap(remedy, "    → ", "      ", WIDTH))?;
    }
    Ok(exit)
}

/// What there is to say of this machine's clock, if it is seconds ahead of the database's or behind it.
fn difference(ahead: TimeDelta) -> Option<String> {
    let is = if ahead > TimeDelta::zero() { "ahead of" } else { "behind" };
    let text =
        || format!("the clock of this machine is {:.0} s {is} the database's", ahead.abs().as_seconds_f64());
    (ahead.abs() >= TimeDelta::seconds(1)).then(text)
}

#[derive(Serialize)]
struct Document {
    tenants: Vec<Status>,
    /// Tenants whose files are wrong.
    wrong: Vec<WrongTenant>,
    /// What the tenants of each address need, where it is counted.
    requests: Vec<RequestsOfAddress>,
    /// What is known of alarms, tenant by tenant.
    alarms: Vec<Alarms>,
    /// How often the warehouses of tenants with webhooks are asked.
    polling: Vec<PollingOfTenant>,
    /// By how much the clock of this machine is ahead of the database's; 0 with a store in a file.
    clock_ahead_seconds: f64,
}

/// How often a service asked the warehouse of a tenant for what became of orders, when that last changed.
#[derive(Serialize)]
struct PollingOfTenant {
    tenant: String,
    process: Process,
    since: DateTime<Utc>,
    factor: f64,
    #[serde(flatten)]
    standing: Standing,
}

impl PollingOfTenant {
    fn new(tenant: &str, kept: Kept) -> Self {
        let Kept { since, factor, standing, .. } = kept;
        Self { tenant: tenant.to_owned(), process: POLLED, since, factor, standing }
    }
}

/// Requests an hour to 24SevenOffice from one address.
#[derive(Serialize)]
struct RequestsOfAddress {
    address: String,
    /// What all processes would take at their intervals, and of that orders and their status.
    demand: u64,
    urgent_demand: u64,
    supply: u32,
    /// By what intervals are multiplied: those of orders and their status, and all others.
    urgent_stretch: f64,
    stretch: f64,
}

impl From<&Compared> for RequestsOfAddress {
    fn from(compared: &Compared) -> Self {
        let Stretch { demand, urgent_demand, supply, urgent, other, .. } = compared.stretch;
        let address = compared.address.clone();
        Self { address, demand, urgent_demand, supply, urgent_stretch: urgent, stretch: other }
    }
}

/// The alarms of a tenant.
#[derive(Serialize)]
struct Alarms {
    tenant: String,
    open: Vec<OpenAlarm>,
    /// What receivers have not got.
    unsent: Vec<Unsent>,
}

#[derive(Serialize)]
struct OpenAlarm {
    alarm: String,
    title: String,
    opened: DateTime<Utc>,
    announced: DateTime<Utc>,
    #[serde(flatten)]
    finding: Finding,
}

impl Alarms {
    fn new(tenant: &str, known: TenantAlarms, unsent: Vec<Unsent>) -> Self {
        let open = known.open.into_iter().map(|(alarm, Alarm { opened, announced, finding, .. })| {
            OpenAlarm { alarm, title: finding.title(&mail::ENGLISH), opened, announced, finding }
        });
        Self { tenant: tenant.to_owned(), open: open.collect(), unsent }
    }
}

fn print_polling(
    kept: Option<&Kept>,
    zone: TimeZone,
    around: &mut Surroundings<'_>,
) -> Result<(), HostError> {
    if let Some(Kept { since, factor, standing, .. }) = kept {
        let text = polling::text(&ENGLISH, *factor, standing);
        let text = format!("{text} (since {})", moment(since, zone));
        write!(around.out, "{}", wrap(&visible(&text), "  ", "    ", WIDTH))?;
    }
    Ok(())
}

fn print_unsent(unsent: &[Unsent], zone: TimeZone, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    for unsent in unsent {
        let (what, said) = unsent.parts(&ENGLISH);
        let said = said.map_or_else(String::new, |said| format!(" {said}"));
        let text = format!("since {}, {what}{said}", moment(&unsent.since, zone));
        write!(around.out, "{}", wrap(&text, "  ! ", "    ", WIDTH))?;
        write!(around.out, "{}", wrap(ENGLISH.unsent_remedy(), "    → ", "      ", WIDTH))?;
    }
    Ok(())
}

fn print(status: &Status, tenant: &Meant, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    writeln!(around.out, "{} (times in {})", status.tenant, tenant.zone)?;
    let mut table = TextTable::new().margin(2).text("process").text("last run").text("");
    for title in ["read", "written", "held", "new", "waiting"] {
        table = table.number(title);
    }
    table = table.text("oldest held").text("read up to");
    let on = || status.processes.iter().filter(|process| process.on);
    on().for_each(|process| table.row(row(process, tenant)));
    write!(around.out, "{table}")?;
    for process in on() {
        if let Some(pause) = &process.paused {
            let until = moment(&pause.until, tenant.zone);
            let text = format!("{} is paused until {until}: {}", process.process, pause.reason);
            write!(around.out, "{}", wrap(&text, "  ! ", "    ", WIDTH))?;
        }
    }
    for wait in &status.vendor_waits {
        let until = moment(&wait.until, tenant.zone);
        let text = format!("{} asked us to wait until {until}: {}", wait.vendor, wait.what);
        write!(around.out, "{}", wrap(&text, "  ! ", "    ", WIDTH))?;
    }
    for LeaseHolder { name, owner, until, .. } in &status.leases {
        let until = moment(until, tenant.zone);
        let text =
            format!("{name}: {owner} is at work (its lease lasts until {until}, unless it is renewed)");
        write!(around.out, "{}", wrap(&visible(&text), "  ", "    ", WIDTH))?;
    }
    for process in &status.processes {
        if let Some(progress) = &process.progress {
            let text = format!("{}: {}", process.process, progress::text(&ENGLISH, progress, status.at));
            write!(around.out, "{}", wrap(&text, "  ", "    ", WIDTH))?;
        }
    }
    on().try_for_each(|process| health(process, tenant, around))?;
    // What has just been said of a process is not said again.
    let is_said = |warning: &&Warning| {
        matches!(warning.kind, WarningKind::Silent | WarningKind::Failed)
            && on().any(|process| {
                process.process == warning.process && (process.failing.is_some() || process.overdue.is_some())
            })
    };
    for warning in status.warnings.iter().filter(|warning| !is_said(warning)) {
        write!(around.out, "{}", wrap(&warning.what, "  ! ", "    ", WIDTH))?;
    }
    if status.more_warnings > 0 {
        writeln!(around.out, "  ! … and {} more", status.more_warnings)?;
    }
    let last = status.processes.iter().filter_map(|process| process.last.as_ref());
    let told = last.filter_map(|last| Some((last.ended, last.erp_requests_left?))).max_by_key(|(at, _)| *at);
    if let Some((at, left)) = told {
        let at = moment(&at, tenant.zone);
        writeln!(around.out, "  24SevenOffice accepts {left} more requests in the hour of {at}")?;
    }
    Ok(())
}

/// Whether the process fails, or is late.
fn health(process: &ProcessStatus, tenant: &Meant, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let name = process.process;
    let failing = process.failing.as_ref().map(|failing| {
        let (since, runs) = (moment(&failing.since, tenant.zone), failing.runs);
        let runs = if runs == 1 { "1 run".to_owned() } else { format!("{runs} runs") };
        (format!("{name} has been failing since {since} ({runs}): {}", failing.what), &failing.remedy)
    });
    let overdue = process.overdue.as_ref().map(|overdue| {
        let late = humantime::format_duration(Duration::from_secs(overdue.late_seconds.unsigned_abs()));
        let due = moment(&overdue.since, tenant.zone);
        (format!("{name} is overdue by {late}: it was due at {due}"), &overdue.remedy)
    });
    for (text, remedy) in failing.into_iter().chain(overdue) {
        write!(around.out, "{}", wrap(&text, "  ! ", "    ", WIDTH))?;
        if !remedy.is_empty() {
            write!(around.out, "{}", wrap(remedy, "    → ", "      ", WIDTH))?;
        }
    }
    Ok(())
}

fn row(process: &ProcessStatus, tenant: &Meant) -> Vec<String> {
    let (at, outcome, read, written) = match &process.last {
        Some(last) => {
            let counts = [last.read, last.written].map(|count| count.to_string());
            let [read, written] = counts;
            (short(&last.ended, tenant.zone), last.outcome.as_str(), read, written)
        }
        None => ("has not run".to_owned(), "", String::new(), String::new()),
    };
    let held = || process.held.iter().filter(|held| held.class != Class::Notice);
    let oldest = held().map(|held| held.since).min();
    let up_to = process.cursors.iter().map(|cursor| cursor.read).min();
    let time = |time: Option<_>| time.map_or_else(|| "-".to_owned(), |time| short(&time, tenant.zone));
    vec![
        process.process.to_string(),
        at,
        outcome.to_owned(),
        read,
        written,
        held().count().to_string(),
        process.newly_held.to_string(),
        (process.spooled + process.due).to_string(),
        time(oldest),
        time(up_to),
    ]
}

fn short(time: &DateTime<Utc>, zone: TimeZone) -> String {
    time.with_timezone(&zone).format("%m-%d %H:%M").to_string()
}
