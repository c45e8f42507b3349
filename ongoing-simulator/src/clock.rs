//! The simulator's time: the machine's, unless another clock is handed in.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use asmx_soap::clock::{Clock as _, SystemClock};
use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, TimeDelta, Utc};

/// Where the time comes from, plus what a test has added to it.
#[derive(Clone)]
pub(crate) struct Clock {
    base: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    advanced: Arc<Mutex<Duration>>,
}

impl Clock {
    pub(crate) fn new(base: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>) -> Self {
        Self { base, advanced: Arc::new(Mutex::new(TimeDelta::zero())) }
    }

    pub(crate) fn system() -> Self {
        Self::new(Arc::new(|| SystemClock.now()))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.base)() + *self.advanced.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn advance(&self, by: Duration) {
        *self.advanced.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

/// The zone in which the warehouse writes times: its offset from UTC at a moment.
#[derive(Clone)]
pub(crate) struct Zone(Arc<dyn Fn(DateTime<Utc>) -> FixedOffset + Send + Sync>);

impl Zone {
    pub(crate) fn new(offset: Arc<dyn Fn(DateTime<Utc>) -> FixedOffset + Send + Sync>) -> Self {
        Self(offset)
    }

    pub(crate) fn utc() -> Self {
        Self::new(Arc::new(|_| chrono::Offset::fix(&Utc)))
    }

    pub(crate) fn to_local(&self, moment: DateTime<Utc>) -> NaiveDateTime {
        moment.with_timezone(&(self.0)(moment)).naive_local()
    }

    /// In the hour that a change of clocks repeats, the later of both moments may be meant and the earlier is taken.
    pub(crate) fn to_utc(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let guess = local.and_utc();
        let first = guess - Duration::seconds((self.0)(guess).local_minus_utc().into());
        guess - Duration::seconds((self.0)(first).local_minus_utc().into())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Zone")
    }
}
