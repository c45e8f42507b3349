//! Time, injected: the clock that the clients have, too.

use std::time::Duration;

pub use asmx_soap::clock::{Clock, SystemClock};
use chrono::{DateTime, Utc};

#[cfg(any(test, feature = "testing"))]
mod manual;
#[cfg(any(test, feature = "testing"))]
pub use manual::ManualClock;

/// `duration` after `time`; the end of time when it lies beyond what can be said.
pub(crate) fn later(time: DateTime<Utc>, duration: Duration) -> DateTime<Utc> {
    chrono::TimeDelta::from_std(duration)
        .ok()
        .and_then(|delta| time.checked_add_signed(delta))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}
