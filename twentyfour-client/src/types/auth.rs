//! Types of the auth service.

use asmx_soap::{Secret, element};
use uuid::Uuid;

use crate::NAMESPACE;

element! {
    /// `Token`.
    pub struct Token in NAMESPACE {
        /// Application id.
        "ApplicationId" application_id: Uuid,
        /// Id.
        "Id" id: Uuid,
    }

    /// `Passport`.
    #[non_exhaustive]
    pub struct Passport in NAMESPACE {
        /// Id.
        "Id" id: Uuid,
        /// Email.
        "Email" email: Option<String>,
        /// Identities.
        "Identities"/"Identity" identities: Vec<Identity>,
        /// Session id.
        "SessionId" session_id: Option<Secret>,
    }

    /// `Credential`.
    pub struct Credential in NAMESPACE {
        /// Application id.
        "ApplicationId" application_id: Uuid,
        /// Identity id.
        "IdentityId" identity_id: Option<Uuid>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Username.
        "Username" username: Option<String>,
    }

    /// `Identity`.
    #[non_exhaustive]
    pub struct Identity in NAMESPACE {
        /// Id.
        "Id" id: Uuid,
        /// User.
        "User" user: Option<User>,
        /// Client.
        "Client" client: Option<Client>,
        /// Is current.
        "IsCurrent" is_current: bool,
        /// Is default.
        "IsDefault" is_default: bool,
        /// Is protected.
        "IsProtected" is_protected: bool,
        /// Servers.
        "Servers"/"Server" servers: Vec<Server>,
        /// Is disabled.
        "IsDisabled" is_disabled: Option<bool> = false,
    }

    /// `User`.
    #[non_exhaustive]
    pub struct User in NAMESPACE {
        /// Contact id.
        "ContactId" contact_id: Option<i32>,
        /// Id.
        "Id" id: Option<Uuid>,
        /// Name.
        "Name" name: Option<String>,
        /// Employee id.
        "EmployeeId" employee_id: Option<i32>,
    }

    /// `Client`.
    #[non_exhaustive]
    pub struct Client in NAMESPACE {
        /// Id.
        "Id" id: i64,
        /// Name.
        "Name" name: Option<String>,
    }

    /// `Server`.
    #[non_exhaustive]
    pub struct Server in NAMESPACE {
        /// Id.
        "Id" id: i32,
        /// Kind.
        "Type" kind: i32,
    }
}
