//! The session that a client and its clones share: made when it is first needed, once for all who wait for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asmx_soap::Secret;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use futures::future::{BoxFuture, Shared, WeakShared};
use http::HeaderMap;
use url::Url;

use crate::config::Credentials;
use crate::error::{Error, ErrorKind};

mod cookies;
mod file;
mod store;

use cookies::Cookies;
pub use file::FileSessionStore;
pub use store::{MemorySessionStore, SessionKey, SessionStore, SessionStoreError};

/// The cookie that carries a session id.
const COOKIE: &str = "ASP.NET_SessionId";

/// An error of a host's store, with its causes: logs in JSON leave them away.
fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// A session in use.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) id: Secret,
    /// Whether it was made by a login of this client; otherwise it was found, and may be over long since.
    pub(crate) fresh: bool,
}

/// How long it takes until a login is tried again after new sessions were refused.
const PAUSE: TimeDelta = TimeDelta::minutes(5);

type Login = BoxFuture<'static, Result<Held, Error>>;

/// Where the session of a client stands.
#[derive(Debug)]
pub(crate) struct Session {
    state: Mutex<State>,
    store: Option<Arc<dyn SessionStore>>,
}

#[derive(Debug)]
struct State {
    credentials: Credentials,
    /// Counts changes of the credentials: a login that began before the last one has nothing to say any more.
    epoch: u64,
    session: Option<Held>,
    /// What the host has set besides.
    cookies: Cookies,
    /// The credentials were refused; they are not tried again.
    refused: bool,
    /// The session that was given up last: a store that still has it is not believed.
    stale: Option<Secret>,
    /// How many sessions in a row were refused although they had just been made, and when the last one was.
    rejected: Option<(u32, DateTime<Utc>)>,
    flight: Option<WeakShared<Login>>,
}

/// A login to be made: by whom, and what it belongs to.
pub(crate) struct Attempt {
    pub(crate) credentials: Credentials,
    epoch: u64,
    stale: Option<Secret>,
}

impl Session {
    pub(crate) fn new(credentials: Credentials, store: Option<Arc<dyn SessionStore>>) -> Self {
        let state = State {
            credentials,
            epoch: 0,
            session: None,
            cookies: Cookies::default(),
            refused: false,
            stale: None,
            rejected: None,
            flight: None,
        };
        Self { state: Mutex::new(state), store }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session in use, without making one.
    pub(crate) fn current(&self) -> Option<Secret> {
        self.state().session.as_ref().map(|held| held.id.clone())
    }

    /// The `Cookie` of a request to `path`.
    pub(crate) fn cookie_header(&self, session: Option<&Secret>, path: &str) -> Option<Secret> {
        self.state().cookies.header(session, path)
    }

    /// Takes over the cookies that an answer sets.
    pub(crate) fn take_cookies(&self, headers: &HeaderMap, base_url: &Url, path: &str, now: DateTime<Utc>) {
        self.state().cookies.take(headers, base_url, path, now);
    }

    /// The credentials in use.
    pub(crate) fn credentials(&self) -> Credentials {
        self.state().credentials.clone()
    }

    /// Who shares a budget with others: one user at one company.
    pub(crate) fn tenant(&self) -> String {
        let state = self.state();
        let Credentials { application_id, username, identity_id, .. } = &state.credentials;
        format!("{application_id} {username} {}", identity_id.unwrap_or_default())
    }

    /// The session in use, or the login that new callers wait for; `login` begins one.
    pub(crate) fn get_or_login(&self, login: impl FnOnce(Attempt) -> Login) -> Result<Held, Shared<Login>> {
        let mut state = self.state();
        if let Some(session) = &state.session {
            return Ok(session.clone());
        }
        if state.refused {
            let error = Error::new("Login", ErrorKind::WrongCredentials);
            return Err(futures::future::ready(Err(error)).boxed().shared());
        }
        if let Some(flight) = state.flight.as_ref().and_then(WeakShared::upgrade) {
            return Err(flight);
        }
        let attempt = Attempt {
            credentials: state.credentials.clone(),
            epoch: state.epoch,
            stale: state.stale.clone(),
        };
        let flight = login(attempt).shared();
        state.flight = flight.downgrade();
        Err(flight)
    }

    /// Asks the store for a session that is not known to be over.
    pub(crate) async fn recall(&self, attempt: &Attempt, base_url: &str) -> Option<Secret> {
        let store = self.store.as_ref()?;
        match store.load(&SessionKey::new(base_url, &attempt.credentials)).await {
            Ok(stored) => {
                let (session, cookies) = Cookies::restored(&stored?);
                let mut state = self.state();
                if attempt.stale.as_ref() == Some(&session) || state.epoch != attempt.epoch {
                    return None;
                }
                state.cookies = cookies;
                Some(session)
            }
            Err(error) => {
                tracing::warn!(error = with_causes(&*error), "the session store could not be read");
                None
            }
        }
    }

    /// Takes note of what a login came to.
    pub(crate) async fn conclude(&self, attempt: &Attempt, base_url: &str, result: &Result<Held, Error>) {
        let cookies = {
            let mut state = self.state();
            if state.epoch != attempt.epoch {
                return;
            }
            state.flight = None;
            match result {
                Ok(held) => state.session = Some(held.clone()),
                Err(error) => state.refused = matches!(error.kind(), ErrorKind::WrongCredentials),
            }
            state.cookies.clone()
        };
        if let (Some(store), Ok(Held { id, fresh: true })) = (&self.store, result) {
            let key = SessionKey::new(base_url, &attempt.credentials);
            if let Err(error) = store.save(&key, &cookies.stored(id)).await {
                tracing::warn!(error = with_causes(&*error), "the session could not be stored");
            }
        }
    }

    /// Gives `session` up if it is still the one in use: another call may have made a newer one already.
    pub(crate) fn forget(&self, session: &Secret) {
        let mut state = self.state();
        if state.session.as_ref().is_some_and(|held| held.id == *session) {
            state.session = None;
            // Another session may be made on another server.
            state.cookies = Cookies::default();
            state.stale = Some(session.clone());
        }
    }

    /// Takes note that a session was accepted, or was not although it had just been made.
    pub(crate) fn judged(&self, accepted: bool, now: DateTime<Utc>) {
        let mut state = self.state();
        state.rejected = match (accepted, state.rejected) {
            (true, _) => None,
            (false, before) => Some((before.map_or(1, |(times, _)| times + 1), now)),
        };
    }

    /// Whether it is too early for one more login: new sessions do not help, and many logins make the service slow.
    pub(crate) fn is_hopeless(&self, now: DateTime<Utc>) -> bool {
        self.state().rejected.is_some_and(|(times, last)| times >= 2 && (now - last).abs() < PAUSE)
    }

    /// Goes on with a session that was made elsewhere.
    pub(crate) fn adopt(&self, session: Secret) {
        let mut state = self.state();
        state.epoch += 1;
        state.flight = None;
        state.session = Some(Held { id: session, fresh: false });
    }

    /// Logs in with other credentials from now on.
    pub(crate) fn replace_credentials(&self, credentials: Credentials) {
        let mut state = self.state();
        let epoch = state.epoch + 1;
        *state = State {
            credentials,
            epoch,
            session: None,
            cookies: Cookies::default(),
            refused: false,
            stale: None,
            rejected: None,
            flight: None,
        };
    }

    /// Remembers which identity the session speaks for now, so that a later login finds it again.
    pub(crate) fn speak_for(&self, identity_id: uuid::Uuid) {
        self.state().credentials.identity_id = Some(identity_id);
    }
}
