//! Runs that fail in a row, so that the log has a line when that begins, one an hour, and one when it is over.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::schedule::RunKey;

const EVERY: TimeDelta = TimeDelta::hours(1);

/// What has failed since it last worked, in what this engine has seen.
#[derive(Debug, Default)]
pub(super) struct Streaks(HashMap<RunKey, Streak>);

#[derive(Debug, Clone, Copy)]
pub(super) struct Streak {
    pub(super) since: DateTime<Utc>,
    pub(super) runs: u32,
    logged: DateTime<Utc>,
}

impl Streaks {
    /// A run has failed. How many have, and whether it is time for a line.
    pub(super) fn failed(&mut self, key: &RunKey, now: DateTime<Utc>) -> (Streak, bool) {
        let streak = self.0.entry(key.clone()).or_insert(Streak { since: now, runs: 0, logged: now });
        streak.runs = streak.runs.saturating_add(1);
        // A clock that was set back must not silence it.
        let is_due = streak.runs == 1 || (now - streak.logged).abs() >= EVERY;
        if is_due {
            streak.logged = now;
        }
        (*streak, is_due)
    }

    /// How many have failed in a row.
    pub(super) fn runs(&self, key: &RunKey) -> u32 {
        self.0.get(key).map_or(1, |streak| streak.runs)
    }

    /// A run has worked. What is over with that.
    pub(super) fn worked(&mut self, key: &RunKey) -> Option<Streak> {
        self.0.remove(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process_id::Process;

    #[test]
    fn there_is_a_line_when_it_begins_and_one_an_hour_and_one_at_the_end() {
        let (mut streaks, key) = (Streaks::default(), RunKey::new("acme", Process::Orders));
        let start: DateTime<Utc> = "2026-03-02T08:00:00Z".parse().unwrap();
        let lines: Vec<i64> =
            (0..180).filter(|minute| streaks.failed(&key, start + TimeDelta::minutes(*minute)).1).collect();
        assert_eq!(lines, [0, 60, 120]);
        let over = streaks.worked(&key).unwrap();
        assert_eq!((over.since, over.runs), (start, 180));
        assert!(streaks.worked(&key).is_none(), "it is said once");
        assert!(streaks.failed(&key, start).1, "and begins anew");
    }
}
