//! A clock that stands still until a test moves it.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::sync::watch;

use super::{Clock, later};

/// A clock for tests: clones share the time, and sleepers wake when it has been moved far enough.
#[derive(Debug, Clone)]
pub struct ManualClock {
    time: Arc<watch::Sender<DateTime<Utc>>>,
    sleepers: Arc<watch::Sender<usize>>,
    /// Sleepers in the background.
    background: Arc<watch::Sender<usize>>,
    auto_advance: bool,
}

impl ManualClock {
    /// A clock that shows `now` until it is moved.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            time: Arc::new(watch::Sender::new(now)),
            sleepers: Arc::new(watch::Sender::new(0)),
            background: Arc::new(watch::Sender::new(0)),
            auto_advance: false,
        }
    }

    /// The same clock, but a sleep through this handle moves the time itself and returns at once.
    ///
    /// For one sleeper at a time: with several, the task that sleeps longest moves the time for all.
    #[must_use]
    pub fn auto_advance(self) -> Self {
        Self { auto_advance: true, ..self }
    }

    /// Moves the time on by `duration`.
    pub fn advance(&self, duration: Duration) {
        self.time.send_modify(|now| *now = later(*now, duration));
    }

    /// Sets the time, backwards too.
    pub fn set(&self, now: DateTime<Utc>) {
        self.time.send_replace(now);
    }

    /// Returns when at least `count` tasks sleep on this clock: what a test waits for before it moves the time.
    pub async fn wait_for_sleepers(&self, count: usize) {
        // The sender lives in `self`, so the channel cannot be closed.
        let _ = self.sleepers.subscribe().wait_for(|sleeping| *sleeping >= count).await;
    }

    /// The same for those that sleep in the background: they are not counted among the others.
    pub async fn wait_for_sleepers_in_background(&self, count: usize) {
        let _ = self.background.subscribe().wait_for(|sleeping| *sleeping >= count).await;
    }

    async fn reach(&self, until: DateTime<Utc>, sleepers: &watch::Sender<usize>) {
        let mut time = self.time.subscribe();
        let _sleeping = Sleeping::new(sleepers);
        let _ = time.wait_for(|now| *now >= until).await;
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.time.borrow()
    }

    async fn sleep(&self, duration: Duration) {
        let until = later(self.now(), duration);
        if self.auto_advance {
            self.time.send_modify(|now| *now = until.max(*now));
            return tokio::task::yield_now().await;
        }
        self.reach(until, &self.sleepers).await;
    }

    /// Never moves the time.
    async fn sleep_in_background(&self, duration: Duration) {
        self.reach(later(self.now(), duration), &self.background).await;
    }
}

/// Counts a sleeper for as long as it lives, however its sleep ends.
struct Sleeping<'a>(&'a watch::Sender<usize>);

impl<'a> Sleeping<'a> {
    fn new(sleepers: &'a watch::Sender<usize>) -> Self {
        sleepers.send_modify(|count| *count += 1);
        Self(sleepers)
    }
}

impl Drop for Sleeping<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn clock() -> ManualClock {
        ManualClock::new("2026-03-29T00:30:00Z".parse().unwrap())
    }

    #[tokio::test]
    async fn a_sleeper_wakes_when_its_time_has_come_and_not_before() {
        let clock = clock();
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep(2 * MINUTE).await }
        });
        clock.wait_for_sleepers(1).await;
        clock.advance(MINUTE);
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance(MINUTE);
        sleeper.await.unwrap();
    }

    #[tokio::test]
    async fn a_sleep_with_auto_advance_moves_the_time() {
        let clock = clock();
        let before = clock.now();
        clock.clone().auto_advance().sleep(MINUTE).await;
        assert_eq!(clock.now(), later(before, MINUTE));
    }

    #[tokio::test]
    async fn a_sleep_in_the_background_moves_no_time() {
        let clock = clock();
        let before = clock.now();
        let sleeper = tokio::spawn({
            let clock = clock.clone().auto_advance();
            async move { clock.sleep_in_background(MINUTE).await }
        });
        clock.wait_for_sleepers_in_background(1).await;
        assert_eq!((clock.now(), *clock.sleepers.borrow()), (before, 0));
        clock.clone().auto_advance().sleep(MINUTE).await;
        sleeper.await.unwrap();
    }

    #[tokio::test]
    async fn a_sleep_that_is_given_up_no_longer_counts() {
        let clock = clock();
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep(MINUTE).await }
        });
        clock.wait_for_sleepers(1).await;
        sleeper.abort();
        let _ = sleeper.await;
        assert_eq!(*clock.sleepers.borrow(), 0);
    }

    #[test]
    fn the_end_of_time_is_not_passed() {
        assert_eq!(later(clock().now(), Duration::MAX), DateTime::<Utc>::MAX_UTC);
    }
}
