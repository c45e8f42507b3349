//! Types of the service that makes sessions.

use std::fmt;

use asmx_soap::{DecodeError, Reader, Secret, Tag, Value, Writer, Xsd, element};
use uuid::Uuid;

use crate::NAMESPACE;

element! {
    /// A token that 24SevenOffice handed out in place of a user name and a password.
    pub struct Token in NAMESPACE {
        /// Identifies the integration.
        "ApplicationId" application_id: Uuid,
        /// The token.
        "Id" id: TokenId,
    }

    /// What a login by token gives: a session, and who it is for.
    #[non_exhaustive]
    pub struct Passport in NAMESPACE {
        /// Identifies the user.
        "Id" id: Uuid,
        /// The user's e-mail address.
        "Email" email: Option<String>,
        /// The identities that the user may choose from.
        "Identities"/"Identity" identities: Vec<Identity>,
        /// The session, for [`Client::use_session`](crate::Client::use_session).
        "SessionId" session_id: Option<Secret>,
    }

    /// Who logs in; a password in it is never shown.
    pub struct Credential in NAMESPACE {
        /// Identifies the integration, not the customer.
        "ApplicationId" application_id: Uuid,
        /// Which of the user's identities to speak for; the default one if it is not set.
        "IdentityId" identity_id: Option<Uuid>,
        /// The password, in plain text.
        "Password" password: Option<Secret>,
        /// The user's e-mail address.
        "Username" username: Option<String>,
    }

    /// One user at one company: what a session speaks for.
    #[non_exhaustive]
    pub struct Identity in NAMESPACE {
        /// Identifies the identity; credentials take it as `identity_id`.
        "Id" id: Uuid,
        /// The user.
        "User" user: Option<User>,
        /// The company, a client of 24SevenOffice.
        "Client" client: Option<Client>,
        /// Whether the session speaks for it.
        "IsCurrent" is_current: bool,
        /// Whether a login without an identity id lands on it.
        "IsDefault" is_default: bool,
        /// Not in use any more, by the vendor's word.
        "IsProtected" is_protected: bool,
        /// The servers that the company's data is on.
        "Servers"/"Server" servers: Vec<Server>,
        /// Whether it is blocked.
        "IsDisabled" is_disabled: Option<bool> = false,
    }

    /// A user, as an identity shows it.
    #[non_exhaustive]
    pub struct User in NAMESPACE {
        /// The user's contact record.
        "ContactId" contact_id: Option<i32>,
        /// Identifies the user.
        "Id" id: Option<Uuid>,
        /// The user's name.
        "Name" name: Option<String>,
        /// The user's employee record; `InvoiceOrder.OurReference` holds such ids.
        "EmployeeId" employee_id: Option<i32>,
    }

    /// A company that uses 24SevenOffice: the customer of the vendor whose books are spoken of.
    #[non_exhaustive]
    pub struct Client in NAMESPACE {
        /// Identifies the company.
        "Id" id: i64,
        /// Its name.
        "Name" name: Option<String>,
    }

    /// A server of the vendor.
    #[non_exhaustive]
    pub struct Server in NAMESPACE {
        /// Identifies the server.
        "Id" id: i32,
        /// What it is for; the numbers are not documented.
        "Type" kind: i32,
    }
}

/// A token: as good as a password, so `Debug` does not show it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenId(pub Uuid);

impl fmt::Debug for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenId(…)")
    }
}

impl From<Uuid> for TokenId {
    fn from(token: Uuid) -> Self {
        Self(token)
    }
}

impl Value for TokenId {
    const XSD: Xsd = <Uuid as Value>::XSD;

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        Ok(Uuid::read(reader, tag)?.map(Self))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        self.0.write(writer, name);
    }
}
