//! The time of the database, for all that is remembered in it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_sync::clock::Clock;

/// From this on a difference is reported, in milliseconds.
const NOTABLE: i64 = 1_000;

/// Shows the time of a database, by the clock of the machine and what the database's answers say about the difference.
///
/// Engines that share a store remember times there: how far they have read, when a held record is tried again, until when a
/// process is paused. Machines whose clocks differ by minutes would take what another one has written for the future, or for
/// long ago. With this clock all of them go by the database's:
///
/// ```no_run
/// use wms_erp_postgres::{DatabaseClock, PostgresStore};
/// use wms_erp_sync::Engine;
/// use wms_erp_sync::clock::SystemClock;
///
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// let clock = DatabaseClock::over(SystemClock);
/// let store = PostgresStore::builder("postgres://wms_erp@db.example/integration")?.sets(&clock).open().await?;
/// let engine = Engine::builder(store).clock(clock).build();
/// # Ok(()) }
/// ```
///
/// Until a store has been opened it shows the machine's time. While the database is away it goes on from what it knew. It waits, and
/// measures time, as the machine's clock does. Clones are the same clock.
#[derive(Debug, Clone)]
pub struct DatabaseClock {
    machine: Arc<dyn Clock>,
    /// By how many milliseconds the database is ahead of the machine.
    ahead: Arc<AtomicI64>,
    /// What was last reported of that.
    reported: Arc<AtomicI64>,
}

impl DatabaseClock {
    /// A clock that is to follow a database, on a machine with this clock.
    pub fn over(machine: impl Clock) -> Self {
        Self { machine: Arc::new(machine), ahead: Arc::default(), reported: Arc::default() }
    }

    /// By how much the database is ahead of the machine, to what the duration of an answer lets one see.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.ahead.load(Ordering::SeqCst))
    }

    /// The machine's time, to be noted before the database is asked.
    pub(crate) fn asking(&self) -> DateTime<Utc> {
        self.machine.now()
    }

    /// The database showed this time when it was asked, which was after `asked` and before now. What is known of the difference stays
    /// where it fits: a slow answer must not move the time.
    pub(crate) fn learn(&self, asked: DateTime<Utc>, said: DateTime<Utc>) {
        let now = self.machine.now();
        let millis = |time: DateTime<Utc>| (said - time).num_milliseconds();
        // The machine's clock was set meanwhile: the next answer says more.
        if now < asked {
            return;
        }
        let (least, most) = (millis(now), millis(asked));
        let before = self.ahead.load(Ordering::SeqCst);
        let ahead = before.clamp(least, most);
        self.ahead.store(ahead, Ordering::SeqCst);
        self.report(ahead);
    }

    fn report(&self, ahead: i64) {
        let reported = self.reported.load(Ordering::SeqCst);
        // Once, though several connections see it at the same time.
        let swapped = || self.reported.compare_exchange(reported, ahead, Ordering::SeqCst, Ordering::SeqCst);
        if !is_news(reported, ahead) || swapped().is_err() {
            return;
        }
        if ahead.abs() < NOTABLE {
            tracing::info!("this machine's clock agrees with the database's again");
            return;
        }
        let seconds = ahead.unsigned_abs() as f64 / 1_000.0;
        let is = if ahead < 0 { "ahead of" } else { "behind" };
        tracing::warn!(
            "this machine's clock is {seconds:.1} s {is} the database's: runs go by the database's clock, the times in this log by \
             this machine's; set the one that is wrong (NTP)"
        );
    }
}

/// Whether a difference is another one than was reported. Answers take different times, and clocks drift: what is minutes is not
/// reported again for each second.
fn is_news(reported: i64, ahead: i64) -> bool {
    (ahead - reported).abs() >= NOTABLE.max(reported.abs() / 2)
}

#[async_trait]
impl Clock for DatabaseClock {
    fn now(&self) -> DateTime<Utc> {
        let now = self.machine.now();
        now.checked_add_signed(self.ahead()).unwrap_or(now)
    }

    async fn sleep(&self, duration: Duration) {
        self.machine.sleep(duration).await;
    }

    fn monotonic(&self) -> Duration {
        self.machine.monotonic()
    }

    async fn sleep_in_background(&self, duration: Duration) {
        self.machine.sleep_in_background(duration).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Debug, Clone)]
    struct Set(Arc<Mutex<DateTime<Utc>>>);

    #[async_trait]
    impl Clock for Set {
        fn now(&self) -> DateTime<Utc> {
            *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
        }

        async fn sleep(&self, _: Duration) {}
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_772_000_000 + seconds, 0).unwrap_or_default()
    }

    #[test]
    fn it_moves_no_more_than_an_answer_proves() {
        let machine = Set(Arc::new(Mutex::new(at(0))));
        let clock = DatabaseClock::over(machine.clone());
        let answer = |asked: i64, now: i64, said: i64| {
            *machine.0.lock().unwrap() = at(now);
            clock.learn(at(asked), at(said));
            clock.ahead().num_seconds()
        };
        assert_eq!(clock.now(), at(0));
        assert_eq!(answer(0, 1, 1), 0, "as the machine");
        assert_eq!(answer(1, 2, 302), 300, "at least so much ahead");
        assert_eq!(clock.now(), at(302));
        assert_eq!(answer(10, 40, 325), 300, "a slow answer fits");
        assert_eq!(answer(50, 51, 350), 300, "the same, seen from the other side");
        assert_eq!(answer(60, 61, 359), 299, "not more than that");
        assert_eq!(answer(100, 90, 0), 299, "the machine's clock was set meanwhile");
        assert_eq!(answer(100, 100, -200), -300, "the database's was");
    }

    #[test]
    fn a_difference_is_reported_once_and_again_only_when_it_is_quite_another_one() {
        let news = |differences: &[i64]| -> Vec<i64> {
            let mut reported = 0;
            let all = differences.iter().copied();
            all.filter(|ahead| {
                let is_news = is_news(reported, *ahead);
                reported = if is_news { *ahead } else { reported };
                is_news
            })
            .collect()
        };
        assert!(news(&[0, 40, -999, 300]).is_empty(), "as clocks that are right");
        assert_eq!(news(&[297_000, 299_900, 300_000, 301_500, 299_000]), [297_000], "answers that were slow");
        assert_eq!(news(&[-300_000, -20, 15, -300_000]), [-300_000, -20, -300_000], "it was set, and again");
        let drift: Vec<i64> = (0..300).map(|second| second * 1_000).collect();
        assert!(news(&drift).len() < 16, "{:?}", news(&drift));
    }
}
