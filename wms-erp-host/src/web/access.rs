//! Who asks, and what they may see and do.

use std::collections::BTreeSet;
use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What a user may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Sees everything of its tenants, and changes nothing.
    Viewer,
    /// Decides about held records, plans and pauses, too.
    Operator,
}

impl Role {
    /// The word in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
        }
    }
}

/// Which tenants a user sees.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Visible {
    /// All there are.
    All,
    /// These, by their names.
    These(BTreeSet<String>),
}

impl Visible {
    /// Whether a tenant is among them.
    pub(crate) fn includes(&self, tenant: &str) -> bool {
        match self {
            Self::All => true,
            Self::These(names) => names.contains(tenant),
        }
    }
}

/// One who may use the page.
#[derive(Debug, Clone)]
pub struct User {
    name: String,
    role: Role,
    visible: Visible,
    token: Option<TokenHash>,
}

impl User {
    /// A user; without a token only a proxy can say that it is this one.
    pub fn new(name: impl Into<String>, role: Role, visible: Visible, token: Option<TokenHash>) -> Self {
        Self { name: name.into(), role, visible, token }
    }

    /// Anyone who reaches a page without users.
    pub(crate) fn local() -> Self {
        Self::new("local", Role::Operator, Visible::All, None)
    }

    /// The name in the list of activities, and in the proxy's header.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it may do.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether it sees a tenant.
    pub fn sees(&self, tenant: &str) -> bool {
        self.visible.includes(tenant)
    }

    /// Whether it sees all tenants.
    pub fn sees_all(&self) -> bool {
        self.visible == Visible::All
    }

    /// Whether this is its token; takes the same time for any.
    pub(crate) fn has_token(&self, token: &TokenHash) -> bool {
        self.token.is_some_and(|known| known.is(token))
    }
}

/// The SHA-256 of a token. Tokens are 256 random bits, so that a fast hash is as good as a slow one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of a token, without the blanks around it.
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token.trim().as_bytes()).into())
    }

    /// Reads 64 hexadecimal digits; none if it is something else, or the hash of nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let hash = Self(from_hex(text.trim())?);
        (hash != Self::of("")).then_some(hash)
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// Where tokens and session numbers come from: 256 bits that cannot be guessed.
pub(crate) type Entropy = fn() -> std::io::Result<[u8; 32]>;

/// The machine's own source.
pub(crate) fn entropy() -> std::io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::from)?;
    Ok(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Whether two texts are the same; takes the same time for any two of one length.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_recognised_by_its_hash_and_shows_up_nowhere() {
        let hash = TokenHash::of("s3cret\n");
        assert_eq!(TokenHash::parse(&hash.to_string()), Some(hash));
        let user = User::new("anna", Role::Viewer, Visible::All, Some(hash));
        assert!(user.has_token(&TokenHash::of("s3cret")) && !user.has_token(&TokenHash::of("s3cre")));
        assert!(!format!("{user:?}").contains(&hash.to_string()[..8]));
        assert!(!User::local().has_token(&TokenHash::of("")));
    }

    #[test]
    fn what_is_no_hash_and_the_hash_of_nothing_are_refused() {
        for text in ["", "abc", &"g".repeat(64), &"é".repeat(32), &TokenHash::of("").to_string()] {
            assert_eq!(TokenHash::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_user_sees_the_tenants_it_was_given() {
        let user = User::new("kari", Role::Viewer, Visible::These(["acme".to_owned()].into()), None);
        assert!(user.sees("acme") && !user.sees("Acme") && !user.sees("") && !user.sees_all());
    }
}
