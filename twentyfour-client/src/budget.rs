//! How many requests may still go out: the vendor counts them by the hour, and for everybody behind one address.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

use crate::error::{Levels, Quota};

#[cfg(test)]
mod tests;

/// The vendor's limit.
const PER_HOUR: u32 = 7200;
/// No request waits longer than this for a free second; one that would have to is refused with a time to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A block is not believed for longer: the vendor counts by the hour.
const LONGEST_BLOCK: TimeDelta = TimeDelta::hours(1);

/// A number of requests an hour that several clients share.
///
/// Clients for the same host share one by themselves: 7200 requests an hour, as 24SevenOffice documents, and no more
/// than 20 a second after a burst of 60, since bursts are throttled apart. It counts what its clients send, believes
/// the service's own count (`APILimitRemaining`) where that is lower, and after a refusal lets nothing through until the
/// quarantine ends. When little is left, [priorities](Priority) decide, and a tenant that has had more than its share
/// waits for the others.
///
/// A request for which nothing is left, or which would have to wait longer than [30 seconds](Self::longest_wait) for its
/// turn, is not sent; it fails with [`ErrorKind::Quota`](crate::error::ErrorKind::Quota), which says when to come back.
///
/// ```
/// use twentyfour_client::RequestBudget;
/// // Another program behind the same address needs the rest.
/// let budget = RequestBudget::per_hour(6_000).pace(10, 20);
/// assert_eq!(budget.remaining("2026-01-05T08:00:00Z".parse()?), Some(6_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct RequestBudget(Arc<Mutex<State>>);

/// How urgent a request is, when not many are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Priority {
    /// What can wait for the next hour: the catalogue. Leaves a fifth of the budget to others.
    Low,
    /// Anything. Leaves a twentieth of the budget to others.
    #[default]
    Normal,
    /// What people wait for: orders and their status. May use the last request.
    High,
}

#[derive(Debug)]
struct State {
    /// How many an hour; `None` if only the service counts.
    limit: Option<u32>,
    pace: Option<Pace>,
    longest: Duration,
    hour: DateTime<Utc>,
    used: u32,
    by_tenant: HashMap<String, u32>,
    /// What the service said is left in this hour, less what was sent since.
    reported: Option<u32>,
    blocked: Option<(DateTime<Utc>, Quota)>,
}

/// So many a second, and so many at once.
#[derive(Debug, Clone, Copy)]
struct Pace {
    between: Duration,
    burst: u32,
    /// When the next request would go out if they went out evenly.
    next: DateTime<Utc>,
}

impl RequestBudget {
    /// A budget of so many requests an hour, at most 20 a second after a burst of 60.
    pub fn per_hour(limit: u32) -> Self {
        Self::new(Some(limit)).pace(20, 60)
    }

    /// At most so many requests a second, after so many at once.
    #[must_use]
    pub fn pace(self, a_second: u32, burst: u32) -> Self {
        let between = Duration::from_secs(1) / a_second.max(1);
        self.state().pace = Some(Pace { between, burst: burst.max(1), next: DateTime::<Utc>::MIN_UTC });
        self
    }

    /// The longest that a request waits for its turn when there are many at once; 30 seconds by default.
    #[must_use]
    pub fn longest_wait(self, longest: Duration) -> Self {
        self.state().longest = longest;
        self
    }

    /// What only the service limits: a simulator, for example.
    pub fn unlimited() -> Self {
        Self::new(None)
    }

    fn new(limit: Option<u32>) -> Self {
        Self(Arc::new(Mutex::new(State {
            limit,
            pace: None,
            longest: LONGEST_WAIT,
            hour: DateTime::<Utc>::MIN_UTC,
            used: 0,
            by_tenant: HashMap::new(),
            reported: None,
            blocked: None,
        })))
    }

    /// The budget that the clients for a host share unless they are given another.
    pub(crate) fn of_host(host: &str, is_loopback: bool) -> Self {
        static HOSTS: LazyLock<Mutex<HashMap<String, Weak<Mutex<State>>>>> = LazyLock::new(Mutex::default);
        let mut hosts = HOSTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(budget) = hosts.get(host).and_then(Weak::upgrade) {
            return Self(budget);
        }
        let budget = if is_loopback { Self::unlimited() } else { Self::per_hour(PER_HOUR) };
        hosts.retain(|_, budget| budget.strong_count() > 0);
        hosts.insert(host.to_owned(), Arc::downgrade(&budget.0));
        budget
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many requests are left in this hour; `None` if no answer has said.
    pub fn remaining(&self, now: DateTime<Utc>) -> Option<u32> {
        let mut state = self.state();
        state.turn(now);
        match state.blocked {
            Some(_) => Some(0),
            None => state.left(),
        }
    }

    /// Takes one request out of the budget, and says how long to wait before it is sent.
    pub(crate) fn take(
        &self,
        tenant: &str,
        priority: Priority,
        now: DateTime<Utc>,
    ) -> Result<Duration, Quota> {
        let mut state = self.state();
        state.turn(now);
        if let Some((_, quota)) = &state.blocked {
            return Err(quota.clone());
        }
        if !state.allows(tenant, priority) {
            return Err(Quota::known(state.hour + TimeDelta::hours(1)));
        }
        let wait = state.pace.map_or(Duration::ZERO, |pace| pace.wait(now));
        if wait > state.longest {
            return Err(Quota::known(now + delta(wait)));
        }
        if let Some(pace) = &mut state.pace {
            pace.take(now);
        }
        state.used += 1;
        state.reported = state.reported.map(|left| left.saturating_sub(1));
        *state.by_tenant.entry(tenant.to_owned()).or_default() += 1;
        Ok(wait)
    }

    /// Takes note of what the service says is left.
    pub(crate) fn report(&self, levels: Levels, now: DateTime<Utc>) {
        let mut state = self.state();
        state.turn(now);
        // What belongs to another hour, by our clock, says nothing about this one.
        let is_current = levels.reset.is_none_or(|reset| reset > now && reset <= now + LONGEST_BLOCK);
        let left = levels.remaining.filter(|_| is_current);
        // Answers overtake each other: within an hour the lowest count is the youngest.
        state.reported = match (state.reported, left) {
            (Some(known), Some(left)) => Some(known.min(left)),
            (known, left) => left.or(known),
        };
    }

    /// Lets nothing through until the quarantine ends.
    pub(crate) fn block(&self, quota: &Quota, now: DateTime<Utc>) {
        let mut state = self.state();
        state.turn(now);
        let longest = now + LONGEST_BLOCK;
        let until =
            quota.until().filter(|until| *until <= longest).unwrap_or(state.hour + TimeDelta::hours(1));
        if until > now {
            state.blocked = Some((until, quota.lasting(until)));
        }
    }
}

impl State {
    /// Begins a new hour when it is one, and forgets a block that is over.
    fn turn(&mut self, now: DateTime<Utc>) {
        let hour = now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now);
        if self.hour != hour {
            self.hour = hour;
            self.used = 0;
            self.reported = None;
            self.by_tenant.clear();
            // Nor must it keep a turn of the hour that it was.
            if let Some(pace) = &mut self.pace {
                pace.next = pace.next.min(now + delta(self.longest));
            }
        }
        // A clock that was set back must not prolong it.
        if self.blocked.as_ref().is_some_and(|(until, _)| *until <= now || *until > now + LONGEST_BLOCK) {
            self.blocked = None;
        }
    }

    fn left(&self) -> Option<u32> {
        let counted = self.limit.map(|limit| limit.saturating_sub(self.used));
        match (counted, self.reported) {
            (Some(counted), Some(reported)) => Some(counted.min(reported)),
            (counted, reported) => counted.or(reported),
        }
    }

    fn allows(&self, tenant: &str, priority: Priority) -> bool {
        let Some(left) = self.left() else { return true };
        let Some(limit) = self.limit else { return left > 0 };
        let kept_back = match priority {
            Priority::Low => limit / 5,
            Priority::Normal => limit / 20,
            Priority::High => 0,
        };
        if left <= kept_back {
            return false;
        }
        // In the second half of the budget whoever has had more than an even share makes room, except for operator requests.
        let others = self.by_tenant.keys().any(|other| other != tenant);
        let used = self.by_tenant.get(tenant).copied().unwrap_or_default();
        let share = limit / u32::try_from(self.by_tenant.len()).unwrap_or(u32::MAX).max(1);
        priority == Priority::High || !others || left > limit / 2 || used < share
    }
}

impl Pace {
    /// The wait until a slot is free.
    fn wait(&self, now: DateTime<Utc>) -> Duration {
        let early = delta(self.between * (self.burst - 1));
        (self.next.max(now) - early - now).to_std().unwrap_or_default()
    }

    /// Takes the next slot.
    fn take(&mut self, now: DateTime<Utc>) {
        self.next = self.next.max(now) + delta(self.between);
    }
}

fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or_default()
}
