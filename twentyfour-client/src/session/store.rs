use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use asmx_soap::Secret;
use async_trait::async_trait;
use uuid::Uuid;

use crate::config::Credentials;

/// Whose session it is: one user and identity of one integration at one host.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct SessionKey {
    /// The host's address.
    pub base_url: String,
    /// The integration.
    pub application_id: Uuid,
    /// The user.
    pub username: String,
    /// The identity that the login asked for.
    pub identity_id: Option<Uuid>,
}

/// Why a store could not do what it should. Nothing fails for it: the client logs in instead.
pub type SessionStoreError = Box<dyn StdError + Send + Sync>;

/// Keeps sessions, so that a restart, or another client for the same user, need not log in again.
///
/// What is kept is the session id, and behind it the cookies that the host has set besides, such as a load balancer's. A
/// session id is as good as the password: anyone who has it can act as the user. Keep it where only its owner can read.
///
/// # Contract
/// - `load` gives what the last `save` for the same key took, or nothing. It may be over by now; the client finds out.
/// - Both may be called by many tasks at a time.
#[async_trait]
pub trait SessionStore: Send + Sync + fmt::Debug {
    /// The session last saved for `key`.
    async fn load(&self, key: &SessionKey) -> Result<Option<Secret>, SessionStoreError>;
    /// Keeps `session` for `key`, in place of an older one.
    async fn save(&self, key: &SessionKey, session: &Secret) -> Result<(), SessionStoreError>;
}

/// Sessions in memory: shared by the clients of a process that are given the same store.
#[derive(Debug, Default)]
pub struct MemorySessionStore(Mutex<HashMap<SessionKey, Secret>>);

#[async_trait]
impl SessionStore for MemorySessionStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<Secret>, SessionStoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned())
    }

    async fn save(&self, key: &SessionKey, session: &Secret) -> Result<(), SessionStoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), session.clone());
        Ok(())
    }
}

impl SessionKey {
    pub(super) fn new(base_url: &str, credentials: &Credentials) -> Self {
        Self {
            base_url: base_url.to_owned(),
            application_id: credentials.application_id,
            username: credentials.username.clone(),
            identity_id: credentials.identity_id,
        }
    }
}
