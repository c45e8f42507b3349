//! What became of the order.

use serde::{Deserialize, Serialize};

use crate::document::report::Report;
use crate::document::{Class, Held};
use crate::plan::PlannedWrite;
use crate::process_id::Process;

/// What the processes made of the order and of its returns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CapsuleOutcome {
    /// What each process would do, in the order of work.
    pub processes: Vec<ProcessOutcome>,
    /// What came of the writes that had failed, when each was made once more on sides that fail it with the words that were kept:
    /// nothing but what is held then, or why the process failed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub again: Vec<ProcessOutcome>,
}

/// What a process would do with the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ProcessOutcome {
    /// The process.
    pub process: Process,
    /// Why it could not come to its end, if it could not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failed: Option<String>,
    /// Records that both sides agree on.
    pub unchanged: u64,
    /// Records that are left out, as orders from before the start are.
    pub left_out: u64,
    /// What it would write.
    pub writes: Vec<PlannedWrite>,
    /// What it would hold.
    pub held: Vec<HeldOutcome>,
    /// What it would note.
    pub notes: Vec<String>,
}

/// A record that is held, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HeldOutcome {
    /// The record.
    pub record: String,
    /// The class of the obstacle.
    pub class: Class,
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl From<&Held> for HeldOutcome {
    fn from(held: &Held) -> Self {
        let Held { record, class, what, remedy, .. } = held.clone();
        Self { record, class, what, remedy }
    }
}

impl ProcessOutcome {
    pub(super) fn of(report: &Report, writes: Vec<PlannedWrite>) -> Self {
        let mut held = Vec::new();
        let mut notes = Vec::new();
        for reason in &report.reasons {
            let (record, what, remedy) = (reason.record.clone(), reason.what.clone(), reason.remedy.clone());
            match reason.class {
                Some(class) => held.push(HeldOutcome { record, class, what, remedy }),
                None => notes.push(format!("{record}: {what}")),
            }
        }
        let (process, unchanged, left_out) =
            (report.process, report.unchanged, report.skipped + report.ignored);
        Self { process, failed: None, unchanged, left_out, writes, held, notes }
    }

    pub(super) fn failed(process: Process, why: String) -> Self {
        Self { failed: Some(why), ..Self::nothing(process) }
    }

    pub(super) fn held(process: Process, held: &Held) -> Self {
        Self { held: vec![HeldOutcome::from(held)], ..Self::nothing(process) }
    }

    fn nothing(process: Process) -> Self {
        let (writes, held, notes) = Default::default();
        Self { process, failed: None, unchanged: 0, left_out: 0, writes, held, notes }
    }
}

impl CapsuleOutcome {
    /// What happened, a line for each thing, without anything of what the records hold.
    pub fn outline(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for ProcessOutcome { process, failed, unchanged, left_out, writes, held, .. } in &self.processes {
            if failed.is_some() {
                lines.push(format!("{process}: failed"));
            }
            lines.extend((*unchanged > 0).then(|| format!("{process}: unchanged {unchanged}")));
            lines.extend((*left_out > 0).then(|| format!("{process}: left out {left_out}")));
            for write in writes {
                let fields: Vec<&str> = write.fields.iter().map(|field| field.field.as_str()).collect();
                lines.push(format!("{process}: writes {} ({})", write.record, fields.join(", ")));
            }
            for held in held {
                lines.push(format!("{process}: holds {} ({})", held.record, held.class.as_str()));
            }
        }
        for ProcessOutcome { process, failed, held, .. } in &self.again {
            lines.extend(failed.iter().map(|_| format!("{process}: again failed")));
            for held in held {
                lines.push(format!("{process}: again {} ({})", held.record, held.class.as_str()));
            }
        }
        lines
    }

    /// What happened, a line for each thing, in full.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for outcome in &self.processes {
            let ProcessOutcome { process, failed, unchanged, left_out, writes, held, notes } = outcome;
            let before = lines.len();
            lines.extend(failed.iter().map(|why| format!("{process}: failed: {why}")));
            lines.extend((*unchanged > 0).then(|| format!("{process}: unchanged")));
            lines.extend((*left_out > 0).then(|| format!("{process}: left out")));
            for write in writes {
                lines.push(format!("{process}: would write {}", write.what));
                for field in &write.fields {
                    let [old, new] =
                        [&field.old, &field.new].map(|value| value.as_deref().unwrap_or("(nothing)"));
                    lines.push(match field.old {
                        Some(_) => format!("  {} {old} → {new}", field.field),
                        None => format!("  {}: {new}", field.field),
                    });
                }
            }
            lines.extend(held.iter().map(|held| format!("{process}: {}", line(held))));
            lines.extend(notes.iter().map(|note| format!("{process}: note: {note}")));
            if lines.len() == before {
                lines.push(format!("{process}: nothing to do"));
            }
        }
        for ProcessOutcome { process, failed, held, .. } in &self.again {
            lines.extend(failed.iter().map(|why| format!("{process}: failed again: {why}")));
            for held in held {
                let how = match held.class {
                    Class::Waiting => "waits",
                    Class::Transient => "failed",
                    _ => "refused",
                };
                lines.push(format!("{process}: {how} again: {}", line(held)));
            }
        }
        lines
    }
}

fn line(held: &HeldOutcome) -> String {
    let HeldOutcome { record, class, what, .. } = held;
    format!("held {record} ({}): {what}", class.as_str())
}
