//! The types of Authenticate.

use super::{Kind, Type, flag, guid, int, plain, record, records, text};

pub(in super::super) static CREDENTIAL: Type = Type {
    name: "Credential",
    fields: &[
        plain("ApplicationId", Kind::Guid).required(),
        guid("IdentityId"),
        plain("Password", Kind::Text),
        plain("Username", Kind::Text),
    ],
};

pub(in super::super) static IDENTITY: Type = Type {
    name: "Identity",
    fields: &[
        plain("Id", Kind::Guid).required(),
        record("User", &USER),
        record("Client", &CLIENT),
        plain("IsCurrent", Kind::Bool).required(),
        plain("IsDefault", Kind::Bool).required(),
        plain("IsProtected", Kind::Bool).required(),
        flag("IsDisabled"),
    ],
};

pub(in super::super) static TOKEN: Type = Type {
    name: "Token",
    fields: &[plain("ApplicationId", Kind::Guid).required(), plain("Id", Kind::Guid).required()],
};

pub(in super::super) static PASSPORT: Type = Type {
    name: "Passport",
    fields: &[
        plain("Id", Kind::Guid).required(),
        plain("Email", Kind::Text),
        records("Identities", &IDENTITY),
        plain("SessionId", Kind::Text),
    ],
};

static USER: Type =
    Type { name: "User", fields: &[int("ContactId"), guid("Id"), text("Name"), int("EmployeeId")] };

static CLIENT: Type =
    Type { name: "Client", fields: &[plain("Id", Kind::Long).required(), plain("Name", Kind::Text)] };
