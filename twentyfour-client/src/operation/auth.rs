//! Operations of the Authenticate.

use asmx_soap::{Effect, Operation, Secret, element};
use uuid::Uuid;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// Logs in with a token in place of a user name and a password.
    pub struct AuthenticateByToken in NAMESPACE {
        /// The token.
        "token" token: Option<Token>,
    }

    /// Logs in. The answer is the session id, or empty if user name or password are wrong.
    pub struct Login in NAMESPACE {
        /// Who logs in.
        "credential" credential: Option<Credential>,
    }

    /// Asks whether the session is known.
    pub struct HasSession in NAMESPACE {}

    /// Asks for whom the session speaks.
    pub struct GetIdentity in NAMESPACE {}

    /// Asks for whom the session's user could speak.
    pub struct GetIdentities in NAMESPACE {}

    /// Makes the session speak for another identity.
    pub struct SetIdentity in NAMESPACE {
        /// The identity; its id counts.
        "identity" identity: Option<Identity>,
    }

    /// Makes the session speak for another identity.
    pub struct SetIdentityById in NAMESPACE {
        /// The identity's id.
        "identityId" identity_id: Uuid,
    }

    /// Asks for whom a user could speak, without a session.
    pub struct GetIdentitiesWithCredential in NAMESPACE {
        /// The user.
        "credential" credential: Option<Credential>,
    }

    /// Asks for whom a user could speak who has access to one of the vendor's services, without a session.
    pub struct GetIdentitiesWithCredentialByService in NAMESPACE {
        /// The user.
        "credential" credential: Option<Credential>,
        /// The service, by the vendor's number for it.
        "serviceId" service_id: i32,
    }
}

impl Operation for AuthenticateByToken {
    type Item = Passport;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "AuthenticateByTokenResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for Login {
    type Item = Secret;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "LoginResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for HasSession {
    type Item = bool;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "HasSessionResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetIdentity {
    type Item = Identity;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetIdentityResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetIdentities {
    type Item = Identity;
    const RESULT: &'static [&'static str] = &["GetIdentitiesResult"];
    const ITEM: &'static str = "Identity";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SetIdentity {
    type Item = bool;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "SetIdentityResult";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for SetIdentityById {
    type Item = bool;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "SetIdentityByIdResult";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetIdentitiesWithCredential {
    type Item = Identity;
    const RESULT: &'static [&'static str] = &["GetIdentitiesWithCredentialResult"];
    const ITEM: &'static str = "Identity";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetIdentitiesWithCredentialByService {
    type Item = Identity;
    const RESULT: &'static [&'static str] = &["GetIdentitiesWithCredentialByServiceResult"];
    const ITEM: &'static str = "Identity";
    const EFFECT: Effect = Effect::Read;
}
