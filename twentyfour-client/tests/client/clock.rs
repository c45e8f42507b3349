use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use twentyfour_client::Clock;

/// A clock that advances only while something waits, and then at once.
#[derive(Debug, Clone)]
pub(crate) struct TestClock(Arc<Mutex<(DateTime<Utc>, Vec<Duration>)>>);

impl Default for TestClock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(("2026-01-05T08:00:00Z".parse().unwrap(), Vec::new()))))
    }
}

impl TestClock {
    /// The waits so far.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        self.0.lock().unwrap().0 += by;
    }
}

#[async_trait]
impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().0
    }

    async fn sleep(&self, duration: Duration) {
        let mut state = self.0.lock().unwrap();
        state.0 += TimeDelta::from_std(duration).unwrap();
        state.1.push(duration);
    }
}
