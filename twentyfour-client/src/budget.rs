//! How many requests may still go out: the vendor counts them by the hour, and for everybody behind one address.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use asmx_soap::clock::Clock;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};

use crate::error::{Levels, Quota};

pub(crate) use host::is_loopback;
pub use ledger::{Ledger, Portion, Usage};

mod host;
mod ledger;
#[cfg(test)]
mod tests;

/// The vendor's limit.
const PER_HOUR: u32 = 7200;
/// No request waits longer than this for a free second; one that would have to is refused with a time to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A block is not believed for longer: the vendor counts by the hour.
const LONGEST_BLOCK: TimeDelta = TimeDelta::hours(1);
/// A ledger that has refused a portion is not asked again for less urgent requests before this has passed.
const ASK_AGAIN: TimeDelta = TimeDelta::seconds(10);

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
pub struct RequestBudget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// Held by the caller that asks the ledger.
    asking: tokio::sync::Mutex<()>,
}

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
    shared: Option<Share>,
}

/// The part of this process in a budget that several share.
#[derive(Debug)]
struct Share {
    ledger: Arc<dyn Ledger>,
    /// How many this process may have sent in the hour.
    up_to: u32,
    /// What was left for all when the ledger was asked last, and what this process had used then.
    left: Option<(u32, u32)>,
    /// For what a portion was refused, and until when it is not asked for again.
    refused: Option<(Priority, DateTime<Utc>)>,
}

/// What became of a request for a turn.
enum Turn {
    /// It may be sent after this time.
    After(Duration),
    /// The ledger has to be asked first.
    Ask(Arc<dyn Ledger>, Usage),
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
    /// The vendor's limit: so many requests an hour, from one address.
    pub const PER_HOUR: u32 = PER_HOUR;

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

    /// A budget of so many requests an hour that other processes take from as well, at most 20 a second after a burst of 60 in
    /// each of them. `ledger` counts for all of them.
    pub fn shared(limit: u32, ledger: Arc<dyn Ledger>) -> Self {
        let budget = Self::per_hour(limit);
        budget.share(limit, ledger);
        budget
    }

    /// Has it counted by a ledger from now on, with so many requests an hour for all who take from that. What has been sent in the
    /// hour counts.
    pub fn share(&self, limit: u32, ledger: Arc<dyn Ledger>) {
        let mut state = self.state();
        state.limit = Some(limit);
        state.shared = Some(Share { ledger, up_to: 0, left: None, refused: None });
    }

    fn new(limit: Option<u32>) -> Self {
        let state = State {
            limit,
            pace: None,
            longest: LONGEST_WAIT,
            hour: DateTime::<Utc>::MIN_UTC,
            used: 0,
            by_tenant: HashMap::new(),
            reported: None,
            blocked: None,
            shared: None,
        };
        Self(Arc::new(Shared { state: Mutex::new(state), asking: tokio::sync::Mutex::default() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
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
    pub(crate) async fn take(
        &self,
        tenant: &str,
        priority: Priority,
        clock: &dyn Clock,
    ) -> Result<Duration, Quota> {
        if let Turn::After(wait) = self.turn(tenant, priority, clock.now())? {
            return Ok(wait);
        }
        let _asking = self.0.asking.lock().await;
        // An earlier caller may have been given enough for this one.
        let (ledger, usage) = match self.turn(tenant, priority, clock.now())? {
            Turn::After(wait) => return Ok(wait),
            Turn::Ask(ledger, usage) => (ledger, usage),
        };
        let portion = ledger.claim(usage).await;
        self.note(usage, portion, clock.now());
        match self.turn(tenant, priority, clock.now())? {
            Turn::After(wait) => Ok(wait),
            // Nothing was given.
            Turn::Ask(_, usage) => Err(Quota::known(usage.hour + TimeDelta::hours(1))),
        }
    }

    /// Takes note of what the ledger gave.
    fn note(&self, usage: Usage, portion: Portion, now: DateTime<Utc>) {
        let mut state = self.state();
        state.turn(now);
        if let Some(until) = portion.blocked.filter(|until| *until > now && *until <= now + LONGEST_BLOCK) {
            state.blocked.get_or_insert_with(|| (until, Quota::known(until)));
        }
        let is_this_hour = state.hour == usage.hour;
        if let Some(share) = state.shared.as_mut().filter(|_| is_this_hour) {
            share.up_to = share.up_to.max(portion.up_to);
            share.left = Some((portion.left, usage.used));
            let refused = portion.up_to <= usage.used;
            share.refused = refused.then_some((usage.priority, now + ASK_AGAIN));
        }
    }

    fn turn(&self, tenant: &str, priority: Priority, now: DateTime<Utc>) -> Result<Turn, Quota> {
        let mut state = self.state();
        state.turn(now);
        if let Some((_, quota)) = &state.blocked {
            return Err(quota.clone());
        }
        if let Some(share) = state.shared.as_ref().filter(|share| state.used >= share.up_to) {
            let is_refused = |(than, until): (Priority, DateTime<Utc>)| {
                priority <= than && now < until && until - now <= ASK_AGAIN
            };
            if share.refused.is_some_and(is_refused) {
                return Err(Quota::known(state.hour + TimeDelta::hours(1)));
            }
            return Ok(Turn::Ask(Arc::clone(&share.ledger), state.usage(priority, now)));
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
        Ok(Turn::After(wait))
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
        let hour = hour_of(now);
        if self.hour != hour {
            self.hour = hour;
            self.used = 0;
            self.reported = None;
            self.by_tenant.clear();
            if let Some(share) = &mut self.shared {
                (share.up_to, share.left, share.refused) = (0, None, None);
            }
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

    fn usage(&self, priority: Priority, now: DateTime<Utc>) -> Usage {
        Usage {
            now,
            hour: self.hour,
            limit: self.limit.unwrap_or(u32::MAX),
            used: self.used,
            remaining: self.reported,
            blocked: self.blocked.as_ref().map(|(until, _)| *until),
            priority,
        }
    }

    fn left(&self) -> Option<u32> {
        let shared = self.shared.as_ref().and_then(|share| share.left);
        let counted = match shared {
            Some((left, used)) => Some(left.saturating_sub(self.used - used)),
            None => self.limit.map(|limit| limit.saturating_sub(self.used)),
        };
        match (counted, self.reported) {
            (Some(counted), Some(reported)) => Some(counted.min(reported)),
            (counted, reported) => counted.or(reported),
        }
    }

    fn allows(&self, tenant: &str, priority: Priority) -> bool {
        let Some(left) = self.left() else { return true };
        let Some(limit) = self.limit else { return left > 0 };
        if left <= priority.kept_back(limit) {
            return false;
        }
        // In the second half of the budget, a tenant that has had more than an even share makes room, except for operator requests.
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

fn hour_of(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now)
}

fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or_default()
}
