//! Sessions of people who have logged in, and how often one may try.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::access::{TokenHash, User};

/// How long a session lasts, used or not: a working day.
pub(crate) const LASTS: TimeDelta = TimeDelta::hours(12);
/// How many sessions are kept; the oldest goes when there is one more.
const MAX_SESSIONS: usize = 10_000;

/// A person who has logged in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) user: Arc<User>,
    /// Stands in each of its forms.
    pub(crate) csrf: String,
    until: DateTime<Utc>,
}

/// All sessions, by the hash of the number in their cookies. They end with the process.
#[derive(Debug, Default)]
pub(crate) struct Sessions(Mutex<HashMap<TokenHash, Session>>);

impl Sessions {
    pub(crate) fn begin(&self, number: &str, csrf: String, user: Arc<User>, now: DateTime<Utc>) {
        let mut all = self.lock();
        all.retain(|_, session| session.until > now);
        if all.len() >= MAX_SESSIONS
            && let Some(oldest) = all.iter().min_by_key(|(_, session)| session.until).map(|(hash, _)| *hash)
        {
            all.remove(&oldest);
        }
        all.insert(TokenHash::of(number), Session { user, csrf, until: now + LASTS });
    }

    pub(crate) fn find(&self, number: &str, now: DateTime<Utc>) -> Option<Session> {
        self.lock().get(&TokenHash::of(number)).filter(|session| session.until > now).cloned()
    }

    pub(crate) fn end(&self, number: &str) {
        self.lock().remove(&TokenHash::of(number));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<TokenHash, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many wrong tokens one address may try within [`WINDOW`].
pub(crate) const MAX_FAILURES: usize = 10;
const WINDOW: TimeDelta = TimeDelta::minutes(5);
/// How many addresses are remembered. Beyond that, an address that is not remembered may still try: a token cannot be guessed.
const MAX_ADDRESSES: usize = 10_000;

/// Wrong tokens, by the address that tried them.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<HashMap<IpAddr, Vec<DateTime<Utc>>>>);

impl Attempts {
    /// How many seconds an address has to wait before its next attempt; none if it need not.
    pub(crate) fn wait(&self, from: IpAddr, now: DateTime<Utc>) -> Option<i64> {
        let all = self.lock();
        let times = all.get(&from)?;
        let recent: Vec<_> = times.iter().filter(|at| **at + WINDOW > now).collect();
        let first = recent.len().checked_sub(MAX_FAILURES).and_then(|at| recent.get(at))?;
        Some((**first + WINDOW - now).num_seconds().max(1))
    }

    pub(crate) fn failed(&self, from: IpAddr, now: DateTime<Utc>) {
        let mut all = self.lock();
        all.retain(|_, times| {
            times.retain(|at| *at + WINDOW > now);
            !times.is_empty()
        });
        if all.len() < MAX_ADDRESSES || all.contains_key(&from) {
            all.entry(from).or_default().push(now);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, Vec<DateTime<Utc>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn a_session_lasts_a_working_day_and_ends_on_request() {
        let sessions = Sessions::default();
        for number in ["one", "two"] {
            sessions.begin(number, format!("csrf {number}"), Arc::new(User::local()), at(0));
        }
        assert_eq!(sessions.find("one", at(719)).map(|session| session.csrf).as_deref(), Some("csrf one"));
        assert!(sessions.find("one", at(720)).is_none() && sessions.find("three", at(0)).is_none());
        sessions.end("two");
        assert!(sessions.find("two", at(0)).is_none());
    }

    #[test]
    fn after_too_many_wrong_tokens_an_address_waits_and_no_other_does() {
        let attempts = Attempts::default();
        let [one, other] = [[10, 0, 0, 1], [10, 0, 0, 2]].map(IpAddr::from);
        for minute in 0..MAX_FAILURES {
            assert_eq!(attempts.wait(one, at(0)), None, "{minute}");
            attempts.failed(one, at(0));
        }
        assert_eq!(attempts.wait(one, at(1)), Some(240));
        assert_eq!(attempts.wait(other, at(1)), None);
        assert_eq!(attempts.wait(one, at(5)), None);
    }
}
