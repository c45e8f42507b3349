//! When a request is repeated, and after how long.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use asmx_soap::{Delivery, Effect};
use chrono::{DateTime, Utc};

use crate::error::{Error, ErrorKind};

/// When and how often a client repeats a request that failed.
///
/// A request is repeated only if the failure is [transient](Error::is_transient), and doing it twice is harmless:
///
/// | the operation | nothing was executed | it may have been executed | the service said no |
/// | --- | --- | --- | --- |
/// | reads | yes | yes | yes |
/// | sets what the first one set | yes | yes | yes |
/// | creates | yes | no | no |
///
/// "Nothing was executed" is a connection that was never made, HTTP 429, and the quota. A save that names the id of
/// everything in it sets; one that makes something new creates.
///
/// It waits as long as it is told (`Retry-After` in both forms, the end of the quarantine, the quota's reset); else a
/// chance part of a time that doubles. A list is repeated only before its first item. Dropping the future gives the
/// whole thing up.
///
/// ```
/// use std::time::Duration;
/// use twentyfour_client::RetryPolicy;
/// let patient = RetryPolicy::default().attempts(5).total_wait(Duration::from_secs(120));
/// let never = RetryPolicy::none();
/// # let _ = (patient, never);
/// ```
#[derive(Clone)]
pub struct RetryPolicy {
    attempts: u32,
    first: Duration,
    longest: Duration,
    total: Duration,
    chance: Arc<dyn Fn() -> f64 + Send + Sync>,
}

impl Default for RetryPolicy {
    /// Three attempts, waits of up to 1 s and 2 s, 30 s in all where the service says how long.
    fn default() -> Self {
        Self {
            attempts: 3,
            first: Duration::from_secs(1),
            longest: Duration::from_secs(10),
            total: Duration::from_secs(30),
            chance: Arc::new(fastrand::f64),
        }
    }
}

impl RetryPolicy {
    /// Never repeats anything.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// At most so many attempts in all, the first included.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// The longest first wait, which doubles with each attempt, and what it never exceeds.
    #[must_use]
    pub fn waits(self, first: Duration, longest: Duration) -> Self {
        Self { first, longest, ..self }
    }

    /// At most so much waiting for one call, all together. If the service asks for more, the call fails at once: its
    /// caller has better things to do.
    #[must_use]
    pub fn total_wait(self, total: Duration) -> Self {
        Self { total, ..self }
    }

    /// Where chance comes from: numbers from 0 to 1, by which the waits of many clients are spread.
    #[must_use]
    pub fn chance(self, chance: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self { chance: Arc::new(chance), ..self }
    }

    /// How long to wait before the next attempt, if there is one.
    pub(crate) fn wait(
        &self,
        effect: Effect,
        error: &Error,
        so_far: &Attempts,
        now: DateTime<Utc>,
    ) -> Option<Duration> {
        if so_far.made >= self.attempts || !is_harmless(effect, error) {
            return None;
        }
        let wait = match error.wait(now) {
            // A clock that runs a little behind must not make it come too early.
            Some(told) => told + self.first.mul_f64(self.draw()),
            // Blocked for nobody knows how long: asking again only prolongs it.
            None if matches!(error.kind(), ErrorKind::Quota(_)) => return None,
            None => {
                let doubled = self.first.saturating_mul(1 << so_far.made.saturating_sub(1).min(20));
                // At least half of it: a chance of nothing at all would be no pause.
                doubled.min(self.longest).mul_f64(self.draw().midpoint(1.0))
            }
        };
        (so_far.waited + wait <= self.total).then_some(wait)
    }

    fn draw(&self) -> f64 {
        (self.chance)().clamp(0.0, 1.0)
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { attempts, first, longest, total, .. } = self;
        let mut debug = f.debug_struct("RetryPolicy");
        debug.field("attempts", attempts).field("first", first).field("longest", longest);
        debug.field("total", total).finish_non_exhaustive()
    }
}

/// What one call has cost so far.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    pub(crate) made: u32,
    pub(crate) waited: Duration,
}

fn is_harmless(effect: Effect, error: &Error) -> bool {
    let twice_is_once = matches!(effect, Effect::Read | Effect::Idempotent);
    error.is_transient() && (twice_is_once || error.delivery() == Delivery::NotSent)
}
