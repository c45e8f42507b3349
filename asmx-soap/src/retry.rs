//! How often a request is repeated, and after how long.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How often a client repeats a request that failed, and how long it waits before that.
///
/// Whether a failure may be repeated at all is not decided here: that depends on the operation and on what became of the
/// request, so each client decides it and says so where it takes its policy.
///
/// It waits as long as the server says, and a little longer, since a clock that runs behind must not make it come too early;
/// else a chance part of a time that doubles. Dropping the future of a call gives the whole thing up.
///
/// ```
/// use std::time::Duration;
/// use asmx_soap::retry::RetryPolicy;
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
    /// Three attempts, waits of up to 1 s and 2 s, 30 s in all where the server says how long.
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

    /// At most so much waiting for one call, all together. If the server asks for more, the call fails at once: its
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

    /// How long to wait before the next attempt, if there is to be one. `requested` is what the server asks for, if it does.
    pub fn wait(&self, so_far: &Attempts, requested: Option<Duration>) -> Option<Duration> {
        if so_far.made >= self.attempts {
            return None;
        }
        let draw = (self.chance)().clamp(0.0, 1.0);
        let wait = requested.map_or_else(
            || {
                let doubled = self.first.saturating_mul(1 << so_far.made.saturating_sub(1).min(20));
                // At least half of it: a chance of nothing at all would be no pause.
                doubled.min(self.longest).mul_f64(draw.midpoint(1.0))
            },
            |requested| requested.saturating_add(self.first.mul_f64(draw)),
        );
        (so_far.waited.saturating_add(wait) <= self.total).then_some(wait)
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Attempts {
    /// How many attempts were made.
    pub made: u32,
    /// How long was waited between them.
    pub waited: Duration,
}
