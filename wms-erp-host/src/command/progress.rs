//! Long work at a terminal shows how far it has come, on standard error: as a bar, or now and then as a line.

use std::fmt;
use std::io::{self, Write};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use wms_erp_sync::visible;

use super::Surroundings;
use crate::progress::{Feed, Step};

/// How often the bar is drawn, and how far lines are apart: a log that is read later is not filled by them.
const BAR: Duration = Duration::from_millis(250);
const LINE: Duration = Duration::from_secs(30);

/// How it is shown.
#[derive(Debug, Clone, Default)]
pub(crate) enum Showing {
    /// In lines for people.
    #[default]
    Lines,
    /// In lines that are JSON objects, as the log is.
    Json,
    /// As a bar at the foot of a terminal.
    Bar(Bars),
}

/// The foot of a terminal.
#[derive(Clone)]
pub(crate) struct Bars(MultiProgress);

impl fmt::Debug for Bars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bars")
    }
}

impl Bars {
    /// On standard error.
    pub(crate) fn on_stderr() -> Self {
        Self(MultiProgress::with_draw_target(ProgressDrawTarget::stderr()))
    }

    /// Writes something else there, without a bar in its lines.
    pub(crate) fn suspended<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }
}

/// Does some work, and shows how far it has come by what is reported meanwhile.
pub(crate) async fn shown<T>(feed: &Feed, around: &mut Surroundings<'_>, work: impl Future<Output = T>) -> T {
    let clock = Arc::clone(&around.clock);
    let mut screen = Screen { showing: around.showing.clone(), bar: None, said: None };
    let mut work = pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => {
                screen.end();
                return done;
            }
            () = clock.sleep_in_background(screen.pause()) => {
                if let Some(step) = feed.last() {
                    // Where nothing can be written, the work goes on.
                    let _ = screen.show(step, clock.now(), &mut *around.err);
                }
            }
        }
    }
}

struct Screen {
    showing: Showing,
    bar: Option<ProgressBar>,
    said: Option<Step>,
}

impl Screen {
    fn pause(&self) -> Duration {
        if matches!(self.showing, Showing::Bar(_)) { BAR } else { LINE }
    }

    fn show(&mut self, step: Step, now: DateTime<Utc>, err: &mut (dyn Write + Send)) -> io::Result<()> {
        let text = step.text(now);
        match &self.showing {
            Showing::Bar(bars) => {
                let bar = self.bar.get_or_insert_with(|| bars.0.add(ProgressBar::no_length()));
                let style = if step.progress.percent().is_some() { "{wide_bar} {msg}" } else { "{msg}" };
                if let Ok(style) = ProgressStyle::with_template(style) {
                    bar.set_style(style);
                }
                bar.set_length(step.progress.total.unwrap_or_default());
                bar.set_position(step.progress.done);
                bar.set_message(visible(&text).into_owned());
                return Ok(());
            }
            // What has been said already is not said again.
            _ if self.said.as_ref() == Some(&step) => return Ok(()),
            Showing::Lines => writeln!(err, "{}", visible(&text))?,
            Showing::Json => {
                let Step { subject, progress } = &step;
                let line = serde_json::json!({
                    "timestamp": now, "level": "INFO", "message": text, "target": "wms_erp_host::progress",
                    "subject": subject, "phase": progress.phase, "done": progress.done, "total": progress.total,
                });
                writeln!(err, "{line}")?;
            }
        }
        self.said = Some(step);
        Ok(())
    }

    fn end(&mut self) {
        if let (Showing::Bar(bars), Some(bar)) = (&self.showing, self.bar.take()) {
            bar.finish_and_clear();
            bars.0.remove(&bar);
        }
    }
}

#[cfg(test)]
mod tests {
    use wms_erp_sync::Phase;
    use wms_erp_sync::clock::Clock;

    use super::*;
    use crate::command::Machine;

    /// The system's time moves on when the test says so, and for what waits in the background only.
    #[derive(Debug, Clone)]
    struct Moved(Arc<tokio::sync::watch::Sender<DateTime<Utc>>>);

    impl Moved {
        fn new() -> Self {
            Self(Arc::new(tokio::sync::watch::Sender::new("2026-03-02T07:00:00Z".parse().unwrap())))
        }

        fn advance(&self, by: Duration) {
            self.0.send_modify(|now| *now += by);
        }
    }

    #[async_trait::async_trait]
    impl Clock for Moved {
        fn now(&self) -> DateTime<Utc> {
            *self.0.borrow()
        }

        async fn sleep(&self, by: Duration) {
            let until = self.now() + by;
            let _ = self.0.subscribe().wait_for(|now| *now >= until).await;
        }
    }

    /// Work of several pages, of which each takes some seconds, and what was shown of it.
    async fn shown_in(showing: Showing, seconds: u64) -> (u32, String) {
        let clock = Moved::new();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut around = Surroundings::new(Arc::new(clock.clone()), Arc::new(Machine), &mut out, &mut err);
        around = around.showing(showing);
        let feed = Feed::new(Arc::new(clock.clone()));
        let work = async {
            // The display waits already when the first page is done.
            tokio::task::yield_now().await;
            for page in 1..=3 {
                feed.note("acme articles".to_owned(), Phase::Writing, page * 100, Some(400));
                clock.advance(Duration::from_secs(seconds));
                for _ in 0..10 {
                    tokio::task::yield_now().await;
                }
            }
            7
        };
        let done = shown(&feed, &mut around, work).await;
        assert!(out.is_empty(), "results have standard output to themselves");
        (done, String::from_utf8(err).unwrap())
    }

    #[tokio::test]
    async fn work_that_is_over_soon_is_not_commented_on() {
        assert_eq!(shown_in(Showing::Lines, 9).await, (7, String::new()));
    }

    #[tokio::test]
    async fn long_work_says_how_far_it_is_now_and_then_and_nothing_twice() {
        let (done, text) = shown_in(Showing::Lines, 30).await;
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(done, 7);
        assert_eq!(
            lines,
            [
                "acme articles: writing 100 of 400 (25 %)",
                "acme articles: writing 200 of 400 (50 %), about 1 min left",
                "acme articles: writing 300 of 400 (75 %), less than a minute left",
            ]
        );
    }

    #[tokio::test]
    async fn beside_a_log_in_json_each_line_is_an_object() {
        let (_, text) = shown_in(Showing::Json, 30).await;
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!((&lines[1]["done"], &lines[1]["total"]), (&200.into(), &400.into()));
        assert_eq!((&lines[1]["phase"], &lines[1]["level"]), (&"writing".into(), &"INFO".into()));
    }
}
