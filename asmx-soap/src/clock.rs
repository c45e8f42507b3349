//! Time, injected: the one room that may ask the machine what time it is.

use std::fmt::Debug;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// Tells the time and waits.
#[async_trait]
pub trait Clock: Send + Sync + Debug + 'static {
    /// The time now. It may jump, also backwards: never take it for a proof of order.
    fn now(&self) -> DateTime<Utc>;

    /// Returns when `duration` has passed.
    async fn sleep(&self, duration: Duration);

    /// The time since a moment that this clock has chosen. It never runs backwards and is never set: for what must not be
    /// used longer than it may be. By default it is taken from [`now`](Self::now), which is enough for a clock of tests.
    fn monotonic(&self) -> Duration {
        (self.now() - DateTime::UNIX_EPOCH).to_std().unwrap_or_default()
    }

    /// Returns when `duration` has passed, for work in the background, such as a heartbeat, for which no one waits. A
    /// clock of tests whose [`sleep`](Self::sleep) moves the time must not do so here: the work in the background would
    /// drive the time.
    async fn sleep_in_background(&self, duration: Duration) {
        self.sleep(duration).await;
    }
}

#[async_trait]
impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> DateTime<Utc> {
        (**self).now()
    }

    async fn sleep(&self, duration: Duration) {
        (**self).sleep(duration).await;
    }

    fn monotonic(&self) -> Duration {
        (**self).monotonic()
    }

    async fn sleep_in_background(&self, duration: Duration) {
        (**self).sleep_in_background(duration).await;
    }
}

/// The machine's clock. Its `sleep` needs a Tokio runtime with time enabled.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the system clock is where time comes from")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "the system clock is where waiting is done")]
    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    #[expect(clippy::disallowed_methods, reason = "the system clock is where time comes from")]
    fn monotonic(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }
}
