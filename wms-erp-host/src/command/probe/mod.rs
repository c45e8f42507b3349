//! `probe`: asks a demo tenant what no document answers.

pub(crate) mod arguments;
mod edit;
mod journal;
mod person;
mod report;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use wms_erp_probe::{Conclusion, DemoSystems, Probe, ProbeReport, Question, Transport};
use wms_erp_sync::visible;

use super::exit::{Exit, HostError};
use super::keyboard::Keyboard;
use super::surroundings::Surroundings;
use super::{chain, output};
use crate::config::{ConfigError, Found, Place, Reading, Right, ShownSection, State};
use arguments::Arguments;
use journal::{FileJournal, Unopened};
use person::AtKeyboard;

/// What `--write` is given for the tenant's own configuration.
const SETTINGS: &str = "settings";

/// A setting that follows from the answers.
#[derive(Debug, Serialize)]
pub(super) struct Follows {
    pub(super) key: &'static str,
    /// As TOML has it.
    pub(super) value: String,
    pub(super) why: String,
    /// Whether the tenant has it already, be it by default.
    pub(super) in_force: bool,
}

/// A tenant as it was found.
struct Subject {
    name: String,
    /// Where it is configured.
    place: Place,
    right: Right,
}

impl Subject {
    fn transport(&self) -> Transport {
        if self.right.systems.rest { Transport::Rest } else { Transport::Soap }
    }
}

pub(super) async fn probe(given: &Arguments, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let questions = chosen(&given.only)?;
    let (false, Some(config), Some(name)) = (given.list, &given.config, &given.tenant) else {
        report::questions(&questions, around.out)?;
        if given.only.is_empty() {
            report::manual(wms_erp_probe::manual(), around.out)?;
        }
        return Ok(Exit::Done);
    };
    let subject = subject(config, name, around)?;
    let systems = {
        let found = &subject.right.systems;
        DemoSystems::new(found.erp.clone(), found.wms.clone(), subject.transport())
    };
    let path = journal::path(config, &subject.name);
    let unusable = |source| HostError::File { file: path.clone(), source };
    let (mut journal, notes) = match FileJournal::open(&path) {
        Ok(opened) => opened,
        Err(Unopened::Busy) => {
            let name = visible(&subject.name);
            writeln!(around.err, "another probe of the tenant {name} is running")?;
            return Ok(Exit::Busy);
        }
        Err(Unopened::Failed(error)) => return Err(unusable(error)),
    };
    let (clock, stop) = (Arc::clone(&around.clock), around.stop.clone());
    let mut person = AtKeyboard { keyboard: Keyboard::new(&mut *around.err, ended), yes: given.yes };
    let run = run_id()?;
    if given.clean {
        let probe = Probe::new(&systems, &mut person, (&mut journal, notes), clock, run).stop(stop);
        let leftovers = probe.clean().await;
        journal.close().map_err(unusable)?;
        report::leftovers(&leftovers, &subject.name, around.out)?;
        let is_clean = leftovers.iter().all(|left| left.is_expected);
        return Ok(if is_clean { Exit::Done } else { Exit::Failed });
    }
    let confirmed = confirm(given, &subject, &mut person, &stop).await;
    if let Err(error) = confirmed {
        journal.close().map_err(unusable)?;
        return Err(error);
    }
    if !notes.is_empty() {
        let count = notes.names().count();
        person.keyboard.say(&format!("an earlier probe has left {count} records: they are removed first"))?;
    }
    let probe = Probe::new(&systems, &mut person, (&mut journal, notes), clock, run).stop(stop);
    let report = Box::pin(probe.run(&questions)).await;
    journal.close().map_err(unusable)?;
    let follows = follows(&report, &subject);
    if !given.json {
        report::show(&report, &subject.name, around.out)?;
        report::settings(&follows, around.out)?;
    }
    let written = match &given.write {
        Some(target) => write(given, target, &follows, &subject, around).await?,
        None => None,
    };
    if given.json {
        let document =
            report::Document { tenant: &subject.name, report: &report, settings: &follows, written };
        writeln!(around.out, "{}", output::json(&document)?)?;
    }
    Ok(exit(&report))
}

fn exit(report: &ProbeReport) -> Exit {
    let is_answered = |outcome: &Conclusion| matches!(outcome, Conclusion::Learned { .. });
    match report {
        _ if report.ended.is_some() || report.leftovers.iter().any(|left| !left.is_expected) => Exit::Failed,
        _ if report.findings.iter().all(|finding| is_answered(&finding.outcome)) => Exit::Done,
        _ => Exit::Held,
    }
}

/// The questions that are named, in the order in which they are best asked.
fn chosen(only: &[String]) -> Result<Vec<&'static Question>, HostError> {
    for id in only {
        if wms_erp_probe::find(id).is_none() {
            let known: Vec<&str> = wms_erp_probe::all().iter().map(|question| question.id).collect();
            return Err(HostError::Usage(format!(
                "there is no question {id:?}; there are {}",
                known.join(", ")
            )));
        }
    }
    let is_meant = |question: &Question| only.is_empty() || only.iter().any(|id| id == question.id);
    Ok(wms_erp_probe::all().iter().copied().filter(|question| is_meant(question)).collect())
}

/// Reads the configuration; other tenants are left alone.
fn subject(config: &Path, wanted: &str, around: &Surroundings<'_>) -> Result<Subject, HostError> {
    let reading = Reading::of(config, &*around.outside, &around.clock, &|name, _| name != wanted);
    if !reading.problems.is_empty() {
        return Err(ConfigError::new(config, reading.problems).into());
    }
    let known: Vec<String> = reading.tenants.iter().map(|tenant| tenant.name.clone()).collect();
    let Some(Found { name, place, state, .. }) =
        reading.tenants.into_iter().find(|tenant| tenant.name == wanted)
    else {
        let what = format!("{} has no tenant {wanted:?}; it has {}", config.display(), known.join(", "));
        return Err(HostError::Usage(what));
    };
    match state {
        State::Right(right) => Ok(Subject { name, place, right: *right }),
        State::Wrong(problems) => Err(ConfigError::new(config, problems).into()),
        State::Known => Err(HostError::Usage(format!("the tenant {wanted:?} was not read"))),
    }
}

/// A part of the names of this run that no other run has.
fn run_id() -> Result<String, HostError> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes)
        .map_err(|error| HostError::Output(std::io::Error::other(error.to_string())))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Returns if nothing real depends on the tenant: its configuration says so, or the person types the name of the company.
async fn confirm(
    given: &Arguments,
    subject: &Subject,
    person: &mut AtKeyboard<'_>,
    stop: &wms_erp_sync::CancellationToken,
) -> Result<(), HostError> {
    if subject.right.systems.demo {
        return Ok(());
    }
    let name = &subject.name;
    let refused = |what: &str| {
        let what = format!(
            "the tenant {name} is not marked as a demo{what}: nothing was written. If nothing real depends on it, set demo = true for it"
        );
        Err(HostError::Usage(what))
    };
    if given.yes {
        return refused("");
    }
    let identity = subject.right.systems.erp.identity().await;
    let identity =
        identity.map_err(|error| HostError::Unknown { what: chain(&error), remedy: error.remedy() })?;
    let company = identity.client.and_then(|client| client.name).unwrap_or_default();
    person.keyboard.say(&format!(
        "The tenant {name} is not marked as a demo. A probe writes test records into the company {company:?} and into its warehouse."
    ))?;
    let question = "Type the name of the company if nothing real depends on it";
    let typed = stop.run_until_cancelled(person.keyboard.ask(question, None)).await;
    let typed = typed.unwrap_or_else(|| Err(ended("the probe was stopped")))?;
    match typed == company.trim() {
        true => Ok(()),
        false => refused(", and another name was typed"),
    }
}

/// What it means that there are no more answers.
fn ended(what: &str) -> HostError {
    HostError::Unknown {
        what: what.to_owned(),
        remedy: "run the probe again; with --yes, it asks for no agreement on a tenant with demo = true",
    }
}

fn follows(report: &ProbeReport, subject: &Subject) -> Vec<Follows> {
    let shown = &subject.right.configured.settings;
    let settings = report.settings(subject.transport());
    let follows = settings.into_iter().map(|setting| {
        let value = report::toml(&setting.value).to_string();
        let in_force = in_force(shown, setting.key) == Some(value.as_str());
        Follows { key: setting.key, value, why: setting.why.clone(), in_force }
    });
    follows.collect()
}

/// The value that a key of the tenant has now, be it by default.
fn in_force<'a>(shown: &'a [ShownSection], key: &str) -> Option<&'a str> {
    let (section, key) = key.split_once('.')?;
    let section = shown.iter().find(|shown| shown.name.strip_prefix("tenant.") == Some(section))?;
    section.rows.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str())
}

/// Writes what follows and is not in force, after it was shown and agreed to. Returns where.
async fn write(
    given: &Arguments,
    target: &Path,
    follows: &[Follows],
    subject: &Subject,
    around: &mut Surroundings<'_>,
) -> Result<Option<String>, HostError> {
    let new: Vec<&Follows> = follows.iter().filter(|follows| !follows.in_force).collect();
    if new.is_empty() {
        writeln!(around.err, "there is nothing to write: no setting follows that is not in force already")?;
        return Ok(None);
    }
    let own = target == Path::new(SETTINGS);
    let file: PathBuf = if own { subject.place.file.clone() } else { target.to_owned() };
    let failed = |source| HostError::File { file: file.clone(), source };
    let unedited = |what: String| failed(std::io::Error::other(what));
    let before = if own { around.outside.text(&file).map_err(failed)? } else { String::new() };
    let after = match own {
        // A tenant of the configuration has a line in it; one with a file of its own is all of that.
        true => {
            let table = (subject.place.line > 0).then_some(subject.name.as_str());
            edit::edited(&before, table, &new).map_err(unedited)?
        }
        false => edit::alone(&new).map_err(unedited)?,
    };
    let shown = file.display().to_string();
    let shown = visible(&shown).into_owned();
    let mut keyboard = Keyboard::new(&mut *around.err, ended);
    keyboard.say(&format!("{shown} would change:"))?;
    for line in edit::difference(&before, &after).lines() {
        keyboard.say(&format!("  {line}"))?;
    }
    if !given.yes {
        let asked = keyboard.ask("Write it? (yes, no)", None);
        let answer = around.stop.run_until_cancelled(asked).await;
        let answer = answer.unwrap_or_else(|| Err(ended("the probe was stopped")))?;
        if !matches!(answer.to_lowercase().as_str(), "yes" | "y") {
            keyboard.say("nothing was written")?;
            return Ok(None);
        }
    }
    match own {
        true => edit::replace(&file, &before, &after).map_err(failed)?,
        false => edit::create(&file, &after).map_err(failed)?,
    }
    writeln!(around.err, "{shown} is written")?;
    Ok(Some(shown))
}
