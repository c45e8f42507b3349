//! When it is noted in the store how far a run has come, where other services and `status` find it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::document::{Phase, RunProgress};

/// So long a run is not called long, and so far the notes in the store are apart: a usual run writes none.
const APART: TimeDelta = TimeDelta::seconds(10);

/// What was said last.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    last: Option<RunProgress>,
    /// When the run first came so far as to say anything, and when it was last noted in the store.
    first: Option<DateTime<Utc>>,
    noted: Option<DateTime<Utc>>,
}

impl Noted {
    /// Takes it down; gives what is to be noted in the store.
    pub(super) fn take_down(
        &mut self,
        phase: Phase,
        done: u64,
        total: Option<u64>,
        now: DateTime<Utc>,
    ) -> Option<RunProgress> {
        let next = match self.last {
            Some(last) => last.then(phase, done, total, now),
            None => RunProgress::new(phase, done, total, now),
        };
        self.last = Some(next);
        let since = self.noted.or(self.first);
        let first = *self.first.get_or_insert(now);
        // A clock that was set back begins again.
        if since.unwrap_or(first) > now {
            (self.first, self.noted) = (Some(now), self.noted.map(|_| now));
            return None;
        }
        let is_due = since.is_some_and(|since| now - since >= APART);
        is_due.then(|| {
            self.noted = Some(now);
            next
        })
    }

    /// Whether it stands in the store.
    pub(super) fn is_noted(&self) -> bool {
        self.noted.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_usual_run_notes_nothing_and_a_long_one_notes_every_ten_seconds() {
        let mut noted = Noted::default();
        let mut at = |seconds, done| noted.take_down(Phase::Reading, done, None, at(seconds)).is_some();
        let due: Vec<bool> = [0, 1, 9, 10, 11, 19, 20, 45, 46].map(|seconds| at(seconds, 1)).to_vec();
        assert_eq!(due, [false, false, false, true, false, false, true, true, false]);
        assert!(noted.is_noted());
    }

    #[test]
    fn a_clock_that_was_set_back_only_delays_the_next_note() {
        let mut noted = Noted::default();
        let mut at = |seconds| noted.take_down(Phase::Reading, 1, None, at(seconds)).is_some();
        assert_eq!([at(0), at(10), at(-3600), at(-3595), at(-3590)], [false, true, false, false, true]);
    }
}
