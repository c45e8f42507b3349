//! Whether a process does its work: found in the store alone, so that a process that does not serve knows it too.

use chrono::{DateTime, TimeDelta, Utc};

use super::{AgeLimits, Failure, Overdue};
use crate::document::report::{Outcome, Report};
use crate::process_id::Process;

/// The least delay that is worth a word: runs wait for each other, and take a while.
const LEAST: TimeDelta = TimeDelta::minutes(1);
/// A process that keeps failing is tried at least this often.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(75);

pub(super) fn failing(last: &Report) -> Option<Failure> {
    // A run that was stopped has not shown that it works again.
    let failing = match (last.failing, last.outcome) {
        (Some(failing), _) => failing,
        // Reports of older versions do not say it.
        (None, Outcome::Failed) => crate::document::report::Failing { since: last.ended, runs: 1 },
        (None, _) => return None,
    };
    let why = last.reasons.first().filter(|_| last.outcome == Outcome::Failed);
    Some(Failure {
        since: failing.since,
        runs: failing.runs,
        what: why.map_or_else(|| "the last run was stopped".to_owned(), |why| why.what.clone()),
        remedy: why.map_or_else(String::new, |why| why.remedy.clone()),
    })
}

/// By how much a process is late. `begun`: when the run began that has not ended. `excused`: until when it was paused, or is
/// kept waiting by a vendor.
pub(super) fn overdue(
    last: &Report,
    begun: Option<DateTime<Utc>>,
    excused: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    limits: &AgeLimits,
) -> Option<Overdue> {
    let interval = limits.every(last.process).unwrap_or(limits.silent);
    let (due, slack, remedy) = match begun.filter(|begun| *begun <= now) {
        Some(begun) => {
            let remedy = "a run has started but not ended: check whether it makes progress, and whether the service \
                 is running";
            (begun + limits.silent, TimeDelta::zero(), remedy)
        }
        None => {
            let from = excused.map_or(last.ended, |excused| last.ended.max(excused));
            // What fails is tried less and less often.
            let pause = if last.failing.is_some() { interval.max(LONGEST_PAUSE) } else { interval };
            (
                from + pause,
                (interval / 2).max(LEAST),
                "check whether the service is running, and read its \
                log",
            )
        }
    };
    (now > due + slack).then(|| Overdue {
        since: due,
        late_seconds: (now - due).num_seconds(),
        remedy: remedy.to_owned(),
    })
}

impl AgeLimits {
    fn every(&self, process: Process) -> Option<TimeDelta> {
        self.intervals.get(&process).copied()
    }
}
