//! The session that a client and its clones share: made when it is first needed, once for all who wait for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asmx_soap::Secret;
use futures::FutureExt;
use futures::future::{BoxFuture, Shared, WeakShared};

use crate::config::Credentials;
use crate::error::{Error, ErrorKind};

mod store;

pub use store::{MemorySessionStore, SessionKey, SessionStore, StoreError};

/// The cookie that carries a session id.
pub(crate) const COOKIE: &str = "ASP.NET_SessionId";

type Flight = Shared<BoxFuture<'static, Result<Secret, Error>>>;

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
    session: Option<Secret>,
    /// The credentials were refused; they are not tried again.
    refused: bool,
    /// The store is asked once; what it gave may turn out to be over.
    asked_store: bool,
    flight: Option<WeakShared<BoxFuture<'static, Result<Secret, Error>>>>,
}

/// A login to be made: by whom, and what it belongs to.
pub(crate) struct Attempt {
    pub(crate) credentials: Credentials,
    epoch: u64,
    asked_store: bool,
}

impl Session {
    pub(crate) fn new(credentials: Credentials, store: Option<Arc<dyn SessionStore>>) -> Self {
        let asked_store = store.is_none();
        let state = State { credentials, epoch: 0, session: None, refused: false, asked_store, flight: None };
        Self { state: Mutex::new(state), store }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session in use, without making one.
    pub(crate) fn current(&self) -> Option<Secret> {
        self.state().session.clone()
    }

    /// The credentials in use.
    pub(crate) fn credentials(&self) -> Credentials {
        self.state().credentials.clone()
    }

    /// The session in use, or the login that whoever comes now waits for; `login` begins one.
    pub(crate) fn get_or_login(
        &self,
        login: impl FnOnce(Attempt) -> BoxFuture<'static, Result<Secret, Error>>,
    ) -> Result<Secret, Flight> {
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
            asked_store: std::mem::replace(&mut state.asked_store, true),
        };
        let flight = login(attempt).shared();
        state.flight = flight.downgrade();
        Err(flight)
    }

    /// Asks the store for a session, once in the life of these credentials.
    pub(crate) async fn recall(&self, attempt: &Attempt, base_url: &str) -> Option<Secret> {
        let store = self.store.as_ref().filter(|_| !attempt.asked_store)?;
        match store.load(&SessionKey::new(base_url, &attempt.credentials)).await {
            Ok(session) => session,
            Err(error) => {
                tracing::warn!(%error, "the session store could not be read");
                None
            }
        }
    }

    /// Takes note of what a login came to.
    pub(crate) async fn conclude(
        &self,
        attempt: &Attempt,
        base_url: &str,
        result: &Result<Secret, Error>,
        recalled: bool,
    ) {
        {
            let mut state = self.state();
            if state.epoch != attempt.epoch {
                return;
            }
            state.flight = None;
            match result {
                Ok(session) => state.session = Some(session.clone()),
                Err(error) => state.refused = matches!(error.kind(), ErrorKind::WrongCredentials),
            }
        }
        if let (Some(store), Ok(session), false) = (&self.store, result, recalled) {
            let key = SessionKey::new(base_url, &attempt.credentials);
            if let Err(error) = store.save(&key, session).await {
                tracing::warn!(%error, "the session could not be stored");
            }
        }
    }

    /// Drops `session` if it is still the one in use: somebody may have made a newer one already.
    pub(crate) fn forget(&self, session: &Secret) {
        let mut state = self.state();
        if state.session.as_ref() == Some(session) {
            state.session = None;
        }
    }

    /// Goes on with a session that was made elsewhere.
    pub(crate) fn adopt(&self, session: Secret) {
        let mut state = self.state();
        state.epoch += 1;
        state.flight = None;
        state.session = Some(session);
    }

    /// Logs in with other credentials from now on.
    pub(crate) fn replace_credentials(&self, credentials: Credentials) {
        let asked_store = self.store.is_none();
        let mut state = self.state();
        let epoch = state.epoch + 1;
        *state = State { credentials, epoch, session: None, refused: false, asked_store, flight: None };
    }

    /// Remembers which identity the session speaks for now, so that a later login finds it again.
    pub(crate) fn speak_for(&self, identity_id: uuid::Uuid) {
        self.state().credentials.identity_id = Some(identity_id);
    }
}
