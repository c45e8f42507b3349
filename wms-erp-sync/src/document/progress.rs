//! How far a long run has come.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Document, DocumentKey};
use crate::process_id::Process;
use crate::store::Table;

/// What a long piece of work does at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Phase {
    /// Records are read from one of the sides.
    Reading,
    /// Records that were read are written to the other side.
    Writing,
    /// Both sides are compared.
    Comparing,
    /// Documents are copied from one store to another.
    Copying,
}

impl Phase {
    /// The name in JSON and in logs; it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Writing => "writing",
            Self::Comparing => "comparing",
            Self::Copying => "copying",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How far a long run has come, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RunProgress {
    /// What it does.
    pub phase: Phase,
    /// Records that it has done in this phase.
    pub done: u64,
    /// How many there are, if that is known; a little more or less may come. Where a side answers in pages, it is not known how many
    /// there are before the last one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<u64>,
    /// When the phase began.
    pub began: DateTime<Utc>,
    /// When it had come so far.
    pub at: DateTime<Utc>,
    /// How many were done when the phase was first seen.
    #[serde(default)]
    first: u64,
}

impl RunProgress {
    /// Nothing is estimated from less: the first records say little about the others.
    const MIN_ELAPSED: TimeDelta = TimeDelta::seconds(5);
    /// A longer estimate says nothing.
    const MAX_REMAINING: TimeDelta = TimeDelta::days(30);

    /// Of a phase that is seen for the first time.
    pub fn new(phase: Phase, done: u64, total: Option<u64>, now: DateTime<Utc>) -> Self {
        Self { phase, done, total, began: now, at: now, first: done }
    }

    /// What follows when the same work has come so far: the phase continues, unless it is another one or counts from the start again.
    #[must_use]
    pub fn then(self, phase: Phase, done: u64, total: Option<u64>, now: DateTime<Utc>) -> Self {
        match phase == self.phase && done >= self.done && now >= self.began {
            true => Self { done, total, at: now, ..self },
            false => Self::new(phase, done, total, now),
        }
    }

    /// How much time it takes from [`at`](Self::at) to the end of the phase, if it continues as fast as until then. `None` if it is not
    /// known how many records there are, if there are more than was expected, or if too few are done to say.
    pub fn remaining(&self) -> Option<TimeDelta> {
        let left = self.total?.checked_sub(self.done)?;
        let elapsed = self.at - self.began;
        let done = self.done.checked_sub(self.first).filter(|done| *done > 0)?;
        if elapsed < Self::MIN_ELAPSED {
            return None;
        }
        let millis = i128::from(elapsed.num_milliseconds()) * i128::from(left) / i128::from(done);
        let remaining = i64::try_from(millis).ok().and_then(TimeDelta::try_milliseconds)?;
        (remaining <= Self::MAX_REMAINING).then_some(remaining)
    }

    /// The done part of the whole, from 0 to 100, if that is known.
    pub fn percent(&self) -> Option<u8> {
        let total = self.total.filter(|total| *total >= self.done && *total > 0)?;
        u8::try_from(u128::from(self.done) * 100 / u128::from(total)).ok()
    }
}

impl Document for RunProgress {
    const TABLE: Table = Table::Run;
    type Key = ProgressKey;
}

/// The process whose run it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProgressKey(pub(crate) Process);

impl DocumentKey for ProgressKey {
    fn write(&self, text: &mut String) {
        self.0.write(text);
        text.push_str("/progress");
    }

    fn read(text: &str) -> Option<Self> {
        Process::read(text.strip_suffix("/progress")?).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn from_to(first: u64, done: u64, total: Option<u64>, seconds: i64) -> RunProgress {
        RunProgress::new(Phase::Writing, first, total, at(0)).then(Phase::Writing, done, total, at(seconds))
    }

    #[test]
    fn what_is_left_takes_as_long_for_each_record_as_what_was_done() {
        let remaining = |first, done, total, seconds| from_to(first, done, total, seconds).remaining();
        assert_eq!(remaining(0, 100, Some(400), 60), Some(TimeDelta::seconds(180)));
        assert_eq!(remaining(50, 150, Some(250), 10), Some(TimeDelta::seconds(10)), "only what was seen");
        assert_eq!(remaining(0, 400, Some(400), 60), Some(TimeDelta::zero()));
        assert_eq!(remaining(0, 3, Some(4), 7), Some(TimeDelta::milliseconds(2333)));
    }

    #[test]
    fn where_nothing_can_be_said_nothing_is() {
        for (why, progress) in [
            ("the total is not known", from_to(0, 100, None, 60)),
            ("nothing is done", from_to(0, 0, Some(400), 60)),
            ("nothing is done since", from_to(100, 100, Some(400), 60)),
            ("too early", from_to(0, 100, Some(400), 4)),
            ("there are more than expected", from_to(0, 500, Some(400), 60)),
            ("it would take too long", from_to(0, 1, Some(u64::MAX), 60)),
            ("half a year", from_to(0, 1, Some(183), 86_400)),
        ] {
            assert_eq!(progress.remaining(), None, "{why}");
        }
    }

    #[test]
    fn another_phase_a_smaller_number_and_a_clock_that_was_set_back_begin_again() {
        let old = from_to(0, 100, Some(400), 60);
        let next = |phase, done, seconds| old.then(phase, done, Some(400), at(seconds)).began;
        assert_eq!(next(Phase::Writing, 100, 70), at(0));
        assert_eq!(next(Phase::Reading, 200, 70), at(70));
        assert_eq!(next(Phase::Writing, 99, 70), at(70));
        assert_eq!(next(Phase::Writing, 200, -70), at(-70));
    }

    #[test]
    fn a_part_is_said_in_whole_percent_and_never_above_the_whole() {
        let percent = |done, total| from_to(0, done, total, 60).percent();
        assert_eq!(percent(0, Some(400)), Some(0));
        assert_eq!(percent(399, Some(400)), Some(99));
        assert_eq!(percent(400, Some(400)), Some(100));
        assert_eq!((percent(401, Some(400)), percent(1, None), percent(0, Some(0))), (None, None, None));
        assert_eq!(percent(u64::MAX, Some(u64::MAX)), Some(100));
    }

    #[test]
    fn it_reads_back_and_a_form_of_a_later_version_with_more_fields_does_too() {
        let progress = from_to(3, 100, Some(400), 60);
        let text = serde_json::to_string(&progress).unwrap();
        assert_eq!(serde_json::from_str::<RunProgress>(&text).unwrap(), progress);
        let more = text.replacen('{', "{\"more\":1,", 1);
        assert_eq!(serde_json::from_str::<RunProgress>(&more).unwrap(), progress);
    }
}
