use asmx_soap::Secret;
use uuid::Uuid;

use crate::types::Credential;

/// Who logs in, for which integration, and as whom.
///
/// Ask the customer for a user of its own for the integration: a person's user stops working when that person's rights
/// change, or when the person leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credentials {
    /// Identifies the integration, not the customer; the vendor gives it out when the integration is registered.
    pub application_id: Uuid,
    /// The user's e-mail address.
    pub username: String,
    /// The user's password, in plain text (older clients hashed it; the vendor accepts that no longer).
    pub password: Secret,
    /// Which of the user's identities to speak for: one user at one company. `None` is the user's default one.
    pub identity_id: Option<Uuid>,
}

impl Credentials {
    /// Credentials for the user's default identity.
    pub fn new(application_id: Uuid, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { application_id, username: username.into(), password: password.into(), identity_id: None }
    }

    /// The same, for this identity.
    #[must_use]
    pub fn with_identity(mut self, identity_id: Uuid) -> Self {
        self.identity_id = Some(identity_id);
        self
    }
}

impl From<&Credentials> for Credential {
    fn from(credentials: &Credentials) -> Self {
        Self {
            application_id: credentials.application_id,
            identity_id: credentials.identity_id,
            password: Some(credentials.password.clone()),
            username: Some(credentials.username.clone()),
        }
    }
}
