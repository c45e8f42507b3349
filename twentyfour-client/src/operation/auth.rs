//! Operations of the auth service.

use asmx_soap::{Effect, Operation, Secret, element};
use uuid::Uuid;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `AuthenticateByToken`.
    pub struct AuthenticateByToken in NAMESPACE {
        /// Token.
        "token" token: Option<Token>,
    }

    /// `Login`.
    pub struct Login in NAMESPACE {
        /// Credential.
        "credential" credential: Option<Credential>,
    }

    /// `HasSession`.
    pub struct HasSession in NAMESPACE {

    }

    /// `GetIdentity`.
    pub struct GetIdentity in NAMESPACE {

    }

    /// `GetIdentities`.
    pub struct GetIdentities in NAMESPACE {

    }

    /// `SetIdentity`.
    pub struct SetIdentity in NAMESPACE {
        /// Identity.
        "identity" identity: Option<Identity>,
    }

    /// `SetIdentityById`.
    pub struct SetIdentityById in NAMESPACE {
        /// Identity id.
        "identityId" identity_id: Uuid,
    }

    /// `GetIdentitiesWithCredential`.
    pub struct GetIdentitiesWithCredential in NAMESPACE {
        /// Credential.
        "credential" credential: Option<Credential>,
    }

    /// `GetIdentitiesWithCredentialByService`.
    pub struct GetIdentitiesWithCredentialByService in NAMESPACE {
        /// Credential.
        "credential" credential: Option<Credential>,
        /// Service id.
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
