//! How far long work has come, in words, and what was last said of it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::{Event, Observer, Phase, RunProgress};

use crate::language::{ENGLISH, Texts};

/// How far it has come: `writing 1200 of 5000 (24 %), about 4 min left`.
pub(crate) fn text(texts: &Texts, progress: &RunProgress, now: DateTime<Utc>) -> String {
    let RunProgress { phase, done, total, .. } = progress;
    let phase = match phase {
        Phase::Reading => texts.phase_reading(),
        Phase::Writing => texts.phase_writing(),
        Phase::Comparing => texts.phase_comparing(),
        Phase::Copying => texts.phase_copying(),
        other => other.as_str(),
    };
    let mut text = match (total, progress.percent()) {
        (Some(total), Some(percent)) => texts.done_of(phase, *done, *total, percent.into()),
        _ => texts.done_so_far(phase, *done),
    };
    if let Some(left) = remaining(progress, now) {
        text += &format!(", {}", texts.time_left(&about(texts, left)));
    }
    text
}

/// What is left of the estimate by now.
pub(crate) fn remaining(progress: &RunProgress, now: DateTime<Utc>) -> Option<TimeDelta> {
    let since = (now - progress.at).max(TimeDelta::zero());
    progress.remaining().map(|left| (left - since).max(TimeDelta::zero()))
}

/// An estimate says no more than it knows.
fn about(texts: &Texts, left: TimeDelta) -> String {
    let minutes = u64::try_from(left.num_seconds().saturating_add(30) / 60).unwrap_or_default();
    match minutes {
        ..1 => texts.less_than_a_minute().to_owned(),
        1..60 => texts.about_minutes(minutes),
        _ => texts.about_hours(minutes / 60, minutes % 60),
    }
}

/// What was last reported, for one who looks now and then.
#[derive(Debug, Clone)]
pub(crate) struct Feed {
    clock: Arc<dyn Clock>,
    last: Arc<Mutex<Option<Step>>>,
}

/// Whose work it is, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) subject: String,
    pub(crate) progress: RunProgress,
}

impl Step {
    /// In one line.
    pub(crate) fn text(&self, now: DateTime<Utc>) -> String {
        format!("{}: {}", self.subject, text(&ENGLISH, &self.progress, now))
    }
}

impl Feed {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, last: Arc::default() }
    }

    /// Takes down how far it has come.
    pub(crate) fn note(&self, subject: String, phase: Phase, done: u64, total: Option<u64>) {
        let now = self.clock.now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let progress = match &*last {
            Some(last) if last.subject == subject => last.progress.then(phase, done, total, now),
            _ => RunProgress::new(phase, done, total, now),
        };
        *last = Some(Step { subject, progress });
    }

    pub(crate) fn last(&self) -> Option<Step> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Observer for Feed {
    fn on_event(&self, event: &Event<'_>) {
        match *event {
            Event::Progress { tenant, process, phase, done, total, .. } => {
                self.note(format!("{tenant} {process}"), phase, done, total);
            }
            // What comes next is not done yet, and what was done is no news.
            Event::RunBegan { .. } | Event::RunEnded { .. } => {
                *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use wms_erp_sync::clock::SystemClock;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn it_says_what_it_knows_and_no_more() {
        let begun = RunProgress::new(Phase::Writing, 0, Some(5000), at(0));
        for (done, total, seconds, words) in [
            (0, Some(5000), 0, "writing 0 of 5000 (0 %)"),
            (1200, Some(5000), 76, "writing 1200 of 5000 (24 %), about 4 min left"),
            (4990, Some(5000), 300, "writing 4990 of 5000 (99 %), less than a minute left"),
            (100, Some(5000), 200, "writing 100 of 5000 (2 %), about 2 h 43 min left"),
            (1200, None, 76, "writing, 1200 so far"),
            (5001, Some(5000), 76, "writing, 5001 so far"),
        ] {
            assert_eq!(
                text(&ENGLISH, &begun.then(Phase::Writing, done, total, at(seconds)), at(seconds)),
                words
            );
        }
    }

    #[test]
    fn an_estimate_gets_shorter_while_nothing_is_reported_and_never_negative() {
        let begun = RunProgress::new(Phase::Writing, 0, Some(200), at(0));
        let half = begun.then(Phase::Writing, 100, Some(200), at(600));
        let left = |seconds| remaining(&half, at(seconds)).unwrap().num_seconds();
        assert_eq!([left(600), left(900), left(5000), left(0)], [600, 300, 0, 600]);
    }

    #[test]
    fn another_subject_begins_again() {
        let feed = Feed::new(Arc::new(SystemClock));
        feed.note("acme articles".to_owned(), Phase::Reading, 5, None);
        feed.note("acme orders".to_owned(), Phase::Reading, 7, None);
        let last = feed.last().unwrap();
        assert_eq!((last.subject.as_str(), last.progress.began), ("acme orders", last.progress.at));
    }
}
