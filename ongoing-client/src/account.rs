//! Who asks, and for whose goods.

use asmx_soap::Secret;

/// The API user of a warehouse. Its name begins with `WSI`, and it works for SOAP and REST alike.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credentials {
    /// The user's name, at most 50 characters.
    pub username: String,
    /// The user's password, at most 50 characters.
    pub password: Secret,
}

impl Credentials {
    /// A user with a password.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { username: username.into(), password: password.into() }
    }
}

/// The owner of the goods: the warehouse's customer, whose articles and orders these are.
///
/// The vendor's operations ask for the code or for the id, without a rule; so both are needed. The warehouse's staff
/// can tell them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct GoodsOwner {
    /// The code, at most 400 characters.
    pub code: String,
    /// The number that the warehouse gave it.
    pub id: i32,
}

impl GoodsOwner {
    /// A goods owner by code and id.
    pub fn new(code: impl Into<String>, id: i32) -> Self {
        Self { code: code.into(), id }
    }

    /// As requests name it that do not name it beside what they write.
    pub(crate) fn to_model(&self) -> crate::model::GoodsOwner {
        crate::model::GoodsOwner {
            goods_owner_identification: crate::model::GoodsOwnerIdentificationType::GoodsOwnerCode,
            goods_owner_code: Some(self.code.clone()),
            goods_owner_id: self.id,
            ..crate::model::GoodsOwner::default()
        }
    }
}

/// What every request says about who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// The API user.
    pub credentials: Credentials,
    /// The goods owner.
    pub goods_owner: GoodsOwner,
}

impl Account {
    /// A user that acts for a goods owner.
    pub fn new(credentials: Credentials, goods_owner: GoodsOwner) -> Self {
        Self { credentials, goods_owner }
    }
}
