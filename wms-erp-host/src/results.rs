//! What became of runs: as a document for programs, and as text for people.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use wms_erp_sync::{Class, Held, Outcome, Process, Reason, Report, RunError};

use crate::config::Problem;
use crate::table::{TextTable, wrap};

/// All that was run. In JSON, fields are only ever added.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Results {
    /// Tenant by tenant.
    pub tenants: Vec<TenantResults>,
    /// Tenants whose files are wrong: nothing was done for them.
    pub wrong: Vec<WrongTenant>,
}

/// A tenant whose file is wrong.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct WrongTenant {
    /// The tenant.
    pub name: String,
    /// All that is wrong with it.
    pub problems: Vec<ConfigurationProblem>,
}

impl WrongTenant {
    pub(crate) fn new(name: &str, problems: &[Problem]) -> Self {
        let problem = |Problem { place, what }: &Problem| ConfigurationProblem {
            file: place.file.display().to_string(),
            line: place.line,
            key: place.key.clone(),
            what: what.clone(),
        };
        Self { name: name.to_owned(), problems: problems.iter().map(problem).collect() }
    }
}

/// Something that is wrong with a configuration.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[non_exhaustive]
pub struct ConfigurationProblem {
    /// The file.
    pub file: String,
    /// The line, counted from 1; 0 where it is about the whole file.
    pub line: usize,
    /// The key, with its tables; empty where it is about the file.
    pub key: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// The runs of one tenant.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct TenantResults {
    /// The tenant.
    pub name: String,
    /// Its processes, in the order of work.
    pub processes: Vec<ProcessResult>,
}

/// One run.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ProcessResult {
    /// The process.
    pub process: Process,
    /// How it ended.
    pub outcome: Outcome,
    /// Records read.
    pub read: u64,
    /// Records that needed no write.
    pub unchanged: u64,
    /// Records written.
    pub written: u64,
    /// Records that are held now.
    pub held: u64,
    /// Records that failed and are tried again.
    pub failed: u64,
    /// Requests made.
    pub requests: Requests,
    /// Why, for what did not simply work.
    pub reasons: Vec<ResultReason>,
    /// Of the held ones, those that a person has to look at.
    pub needs_attention: u64,
    /// How many requests the ERP would take in this hour after the run, where it is known.
    pub erp_requests_left: Option<u32>,
    /// Of the written ones, those that only the mapping changed.
    pub remapped: u64,
    /// Records that are not meant to be imported.
    pub skipped: u64,
    /// Records that hooks ignore.
    pub ignored: u64,
    /// When it began.
    pub started: Option<String>,
    /// When it ended.
    pub ended: Option<String>,
    /// Whether another engine was at it.
    #[serde(skip)]
    pub busy: bool,
}

/// Requests of a run.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[non_exhaustive]
pub struct Requests {
    /// To the ERP, without logins.
    pub erp: u64,
    /// To the WMS.
    pub wms: u64,
    /// To the ERP, for logins.
    pub session: u64,
}

/// The reason for a hold, a failure or a remark.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ResultReason {
    /// The record; empty if it concerns the whole process.
    pub record: String,
    /// The sort of obstacle; none for a remark.
    pub class: Option<&'static str>,
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl ProcessResult {
    /// A process that did not run, or could not even begin.
    pub fn without_report(process: Process, outcome: Outcome, reasons: Vec<ResultReason>) -> Self {
        Self {
            process,
            outcome,
            read: 0,
            unchanged: 0,
            written: 0,
            held: 0,
            failed: 0,
            requests: Requests::default(),
            reasons,
            needs_attention: 0,
            erp_requests_left: None,
            remapped: 0,
            skipped: 0,
            ignored: 0,
            started: None,
            ended: None,
            busy: false,
        }
    }

    /// A run that could not be made.
    pub fn failed(process: Process, error: &RunError) -> Self {
        let busy = matches!(error, RunError::Busy { .. });
        let outcome = if busy { Outcome::Skipped } else { Outcome::Failed };
        let why = ResultReason {
            record: String::new(),
            class: Some(if error.is_transient() { Class::Transient } else { Class::NeedsPerson }.as_str()),
            what: error.full_message(),
            remedy: error.remedy().to_owned(),
        };
        Self { busy, ..Self::without_report(process, outcome, vec![why]) }
    }
}

impl From<&Report> for ProcessResult {
    fn from(report: &Report) -> Self {
        let time = |time: DateTime<Utc>| Some(time.to_rfc3339_opts(SecondsFormat::Millis, true));
        Self {
            process: report.process,
            outcome: report.outcome,
            read: report.read,
            unchanged: report.unchanged,
            written: report.written,
            held: report.held,
            failed: report.failed,
            requests: Requests {
                erp: report.requests.erp,
                wms: report.requests.wms,
                session: report.requests.session,
            },
            reasons: report.reasons.iter().map(ResultReason::from).collect(),
            needs_attention: report.needs_attention,
            erp_requests_left: report.erp_requests_left,
            remapped: report.remapped,
            skipped: report.skipped,
            ignored: report.ignored,
            started: time(report.started),
            ended: time(report.ended),
            busy: false,
        }
    }
}

impl From<&Reason> for ResultReason {
    fn from(reason: &Reason) -> Self {
        Self {
            record: reason.record.clone(),
            class: reason.class.map(Class::as_str),
            what: reason.what.clone(),
            remedy: reason.remedy.clone(),
        }
    }
}

impl From<&Held> for ResultReason {
    fn from(held: &Held) -> Self {
        Self {
            record: held.record.clone(),
            class: Some(held.class.as_str()),
            what: held.what.clone(),
            remedy: held.remedy.clone(),
        }
    }
}

impl ResultReason {
    /// The lines of one obstacle: where, what sort, what happened, what to do.
    pub fn lines(&self, process: Process, width: usize) -> String {
        let mut place = process.to_string();
        if !self.record.is_empty() {
            place = format!("{place} {}", self.record);
        }
        let class = self.class.map(|class| format!(" ({})", class.replace('_', " "))).unwrap_or_default();
        let mut text = wrap(&format!("{place}{class}: {}", self.what), "  ", "    ", width);
        if !self.remedy.is_empty() {
            text += &wrap(&self.remedy, "    → ", "      ", width);
        }
        text
    }
}

/// A table of runs, a line each.
pub fn table(results: &[ProcessResult], colours: bool) -> String {
    let mut table = TextTable::new().margin(2).text("process").text("outcome");
    for title in ["read", "unchanged", "written", "held", "failed", "ERP req.", "WMS req."] {
        table = table.number(title);
    }
    for result in results {
        let ProcessResult { process, read, unchanged, written, held, failed, requests, .. } = result;
        let counts =
            [read, unchanged, written, held, failed, &requests.erp, &requests.wms].map(u64::to_string);
        let words = [process.to_string(), result.outcome.as_str().to_owned()];
        table.row(words.into_iter().chain(counts));
    }
    let text = table.to_string();
    if !colours {
        return text;
    }
    let coloured = text.lines().enumerate().map(|(at, line)| {
        let colour = match at.checked_sub(2).and_then(|at| results.get(at)) {
            Some(result) if result.outcome == Outcome::Failed => "31",
            Some(result) if result.needs_attention > 0 || result.busy => "33",
            Some(_) => "32",
            None => "1",
        };
        format!("\u{1b}[{colour}m{line}\u{1b}[0m\n")
    });
    coloured.collect()
}

/// What holds something up, or a person should know, with what to do about it.
pub fn obstacles(results: &[ProcessResult], width: usize) -> String {
    let told = |result: &ProcessResult| {
        let obstacles = result.reasons.iter().filter(|why| why.class.is_some());
        obstacles.map(|why| why.lines(result.process, width)).collect::<String>()
    };
    results.iter().map(told).collect()
}

/// What was left out, filled in or changed by the mapping, for at most `most` records.
pub fn remarks(results: &[ProcessResult], most: usize, width: usize) -> String {
    let mut by_record: Vec<(Process, &str, Vec<&str>)> = Vec::new();
    for result in results {
        for why in result.reasons.iter().filter(|why| why.class.is_none()) {
            match by_record.last_mut() {
                Some((process, record, words)) if *process == result.process && **record == why.record => {
                    words.push(&why.what);
                }
                _ => by_record.push((result.process, &why.record, vec![&why.what])),
            }
        }
    }
    let mut text = String::new();
    for (process, record, words) in by_record.iter().take(most) {
        text += &wrap(&format!("{process} {record}: {}", words.join("; ")), "  ", "    ", width);
    }
    if let Some(more) = by_record.len().checked_sub(most).filter(|more| *more > 0) {
        text += &format!("  … and remarks about {more} more, all of them in the output of --json\n");
    }
    text
}
