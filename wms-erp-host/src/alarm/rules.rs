//! What is worth an alarm, found in what `status` reads.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wms_erp_sync::{AgeLimits, Class, Held, Outcome, Process, ProcessStatus, Status, Warning, WarningKind};

use crate::language::mail::ENGLISH;

/// The record under which stock is held back by the safety limit.
const SAFETY_LIMIT: &str = "brake";
/// How many records an alarm names.
pub(super) const MAX_NAMED: usize = 10;
/// How many causes of a process are alarms of their own; the others are one together.
const MAX_CAUSES: usize = 20;

/// How bad something may become until it is an alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limits {
    /// By how many of its intervals a process may be late.
    pub(crate) late_intervals: i32,
    /// For how long a process may fail.
    pub(crate) failing_for: TimeDelta,
    /// For how long a record may be held that needs a person.
    pub(crate) held_for: TimeDelta,
    /// For how long an order may be in the WMS without being sent.
    pub(crate) unsent_for: TimeDelta,
    /// For how long an order may be sent without the ERP knowing.
    pub(crate) unreported_for: TimeDelta,
    /// By what intervals may be multiplied while there are not enough requests.
    pub(crate) stretch: i32,
    /// How often within an hour a process may lose its lease before it is an alarm.
    pub(crate) lease_losses: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            late_intervals: 3,
            failing_for: TimeDelta::minutes(30),
            held_for: TimeDelta::minutes(15),
            unsent_for: TimeDelta::hours(72),
            unreported_for: TimeDelta::hours(2),
            stretch: 2,
            lease_losses: 3,
        }
    }
}

impl Limits {
    /// What a status is asked with.
    pub(crate) fn ages(&self, intervals: &[(Process, Duration)]) -> AgeLimits {
        let ages = AgeLimits::default().unsent(self.unsent_for).unreported(self.unreported_for);
        intervals.iter().fold(ages, |ages, (process, interval)| ages.interval(*process, *interval))
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    /// Runs end at once, until a person changes something: credentials, rights, addresses.
    Refused,
    /// Runs fail.
    Failing,
    /// Runs do not begin, or do not end.
    Late,
    /// Stock is not written until a person approves it.
    SafetyLimit,
    /// Records need a person.
    Held,
    /// Orders are in the WMS and not sent.
    Unsent,
    /// Orders were sent, and the ERP does not know.
    Unreported,
    /// Services take each other's leases, or stand still.
    LeaseFights,
    /// There are not enough requests, so that processes run much less often than they should.
    Stretched,
}

/// Something that is wrong now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Finding {
    pub(crate) rule: Rule,
    /// The processes that it concerns, in the order of work.
    pub(crate) processes: Vec<Process>,
    pub(crate) since: DateTime<Utc>,
    /// What happened, in one line.
    pub(crate) what: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) remedy: String,
    /// How many records it is about; 0 where it is about whole processes.
    #[serde(default)]
    pub(crate) count: usize,
    /// Some of these records, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) records: Vec<String>,
}

/// What is wrong with a tenant, by the keys of the alarms. `served_since`: when the service began to serve: it is not late with what was
/// due before.
pub(crate) fn findings(
    status: &Status,
    limits: &Limits,
    intervals: &[(Process, Duration)],
    served_since: DateTime<Utc>,
) -> BTreeMap<String, Finding> {
    let on = || status.processes.iter().filter(|process| process.on);
    let mut found = BTreeMap::new();
    let refused = |process: &&ProcessStatus| is_refused(process);
    let failing = on().filter(|process| !is_refused(process));
    let failing = failing.filter(|process| {
        process.failing.as_ref().is_some_and(|failing| status.at - failing.since >= limits.failing_for)
    });
    failures(Rule::Refused, on().filter(refused), &mut found);
    failures(Rule::Failing, failing, &mut found);
    late(on(), status.at, limits, intervals, served_since, &mut found);
    for process in &status.processes {
        held(process, status.at - limits.held_for, &mut found);
    }
    for (rule, kind) in [(Rule::Unsent, WarningKind::Unsent), (Rule::Unreported, WarningKind::Unreported)] {
        stuck(rule, status.warnings.iter().filter(|warning| warning.kind == kind), &mut found);
    }
    found
}

/// Whether the last run was ended by what only a person can mend.
fn is_refused(process: &ProcessStatus) -> bool {
    let needs_person = |last: &wms_erp_sync::Report| {
        let why = last.reasons.iter().find(|why| why.record.is_empty() && why.class.is_some());
        last.outcome == Outcome::Failed && why.is_some_and(|why| why.class == Some(Class::NeedsPerson))
    };
    process.failing.is_some() && process.last.as_ref().is_some_and(needs_person)
}

/// What befalls several processes is one alarm.
fn failures<'a>(
    rule: Rule,
    processes: impl Iterator<Item = &'a ProcessStatus>,
    found: &mut BTreeMap<String, Finding>,
) {
    let failing = processes.filter_map(|process| Some((process.process, process.failing.as_ref()?)));
    let failing: Vec<_> = failing.collect();
    let Some((_, first)) = failing.iter().min_by_key(|(_, failing)| failing.since) else { return };
    let mut reasons: Vec<&str> = failing.iter().map(|(_, failing)| failing.what.as_str()).collect();
    reasons.dedup();
    let finding = Finding {
        rule,
        processes: failing.iter().map(|(process, _)| *process).collect(),
        since: first.since,
        what: reasons.join("; "),
        remedy: first.remedy.clone(),
        count: 0,
        records: Vec::new(),
    };
    found.insert(key(rule), finding);
}

fn late<'a>(
    processes: impl Iterator<Item = &'a ProcessStatus>,
    now: DateTime<Utc>,
    limits: &Limits,
    intervals: &[(Process, Duration)],
    served_since: DateTime<Utc>,
    found: &mut BTreeMap<String, Finding>,
) {
    let interval = |process: Process| {
        let known = intervals.iter().find(|(name, _)| *name == process)?;
        TimeDelta::from_std(known.1).ok()
    };
    let late = processes.filter_map(|process| {
        let overdue = process.overdue.as_ref()?;
        let allowed = interval(process.process)?.checked_mul(limits.late_intervals)?;
        (now - overdue.since.max(served_since) >= allowed).then_some((process.process, overdue))
    });
    let late: Vec<_> = late.collect();
    let Some((_, first)) = late.iter().min_by_key(|(_, overdue)| overdue.since) else { return };
    let finding = Finding {
        rule: Rule::Late,
        processes: late.iter().map(|(process, _)| *process).collect(),
        since: first.since,
        what: ENGLISH.no_run_ended.to_owned(),
        remedy: first.remedy.clone(),
        count: 0,
        records: Vec::new(),
    };
    found.insert(key(Rule::Late), finding);
}

/// One alarm for each thing that is to be done about held records.
fn held(process: &ProcessStatus, before: DateTime<Utc>, found: &mut BTreeMap<String, Finding>) {
    let mut causes: Vec<(Rule, &str, Vec<&Held>)> = Vec::new();
    for held in process.held.iter().filter(|held| held.class.needs_attention()) {
        let is_limit = held.record == SAFETY_LIMIT;
        if !is_limit && held.since > before {
            continue;
        }
        let rule = if is_limit { Rule::SafetyLimit } else { Rule::Held };
        match causes.iter_mut().find(|(known, remedy, _)| (*known, *remedy) == (rule, held.remedy.as_str())) {
            Some((_, _, records)) => records.push(held),
            None => causes.push((rule, &held.remedy, vec![held])),
        }
    }
    let others = causes.split_off(causes.len().min(MAX_CAUSES));
    let name = process.process;
    for (rule, remedy, records) in causes {
        let cause = format!("{}/{name}/{}", key(rule), short_hash(remedy));
        found.extend(of_records(rule, process.process, remedy, &records).map(|finding| (cause, finding)));
    }
    let others: Vec<&Held> = others.into_iter().flat_map(|(_, _, records)| records).collect();
    let remedy = ENGLISH.see_held;
    let others = of_records(Rule::Held, name, remedy, &others);
    found.extend(others.map(|finding| (format!("{}/{name}/others", key(Rule::Held)), finding)));
}

fn of_records(rule: Rule, process: Process, remedy: &str, records: &[&Held]) -> Option<Finding> {
    let first = records.first()?;
    Some(Finding {
        rule,
        processes: vec![process],
        since: first.since,
        what: first.what.clone(),
        remedy: remedy.to_owned(),
        count: records.len(),
        records: records.iter().take(MAX_NAMED).map(|held| held.record.clone()).collect(),
    })
}

fn stuck<'a>(rule: Rule, warnings: impl Iterator<Item = &'a Warning>, found: &mut BTreeMap<String, Finding>) {
    let warnings: Vec<_> = warnings.collect();
    let Some(first) = warnings.iter().min_by_key(|warning| warning.since) else { return };
    let remedy = match rule {
        Rule::Unsent => ENGLISH.ask_warehouse,
        _ => ENGLISH.check_order_status,
    };
    let finding = Finding {
        rule,
        processes: vec![first.process],
        since: first.since,
        what: first.what.clone(),
        remedy: remedy.to_owned(),
        count: warnings.len(),
        records: warnings.iter().take(MAX_NAMED).map(|warning| warning.record.clone()).collect(),
    };
    found.insert(key(rule), finding);
}

impl Rule {
    /// The word in messages and keys.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Failing => "failing",
            Self::Late => "late",
            Self::SafetyLimit => "safety_limit",
            Self::Held => "held",
            Self::Unsent => "unsent",
            Self::Unreported => "unreported",
            Self::LeaseFights => "lease_fights",
            Self::Stretched => "stretched",
        }
    }
}

pub(super) fn key(rule: Rule) -> String {
    rule.as_str().to_owned()
}

/// Enough to tell texts apart in keys.
pub(super) fn short_hash(text: &str) -> String {
    crate::web::hex(&Sha256::digest(text)[..8])
}
