//! Tenants that would write the same goods owner, or read the same company: each of them must say so.

use url::Url;

use super::document::{Place, Problem};

/// What a tenant works on.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) tenant: String,
    pub(super) side: Side,
    /// Where it is named.
    pub(super) place: Place,
    /// Whether the tenant says that it is not alone.
    pub(super) shared: bool,
}

#[derive(Debug)]
pub(super) enum Side {
    /// A company, by the address of the ERP, the user, and the identity that is asked for.
    Company { address: String, username: String, identity: Option<String> },
    /// A goods owner, by the address of the WMS, its code and its id. SOAP goes by the code, REST by the id.
    GoodsOwner { address: String, code: String, id: i32 },
}

/// An address as it is compared: `https://API.example.com/acme/` is `https://api.example.com/acme`.
pub(super) fn address(text: &str) -> String {
    let text = text.trim();
    let url = Url::parse(text).map_or_else(|_| text.to_owned(), |url| url.to_string());
    url.trim_end_matches('/').to_lowercase()
}

impl Side {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Company { address, username, identity },
                Self::Company { address: other, username: user, identity: theirs },
            ) => {
                // Without an identity the user works for its usual company, whichever that is: `check` knows.
                let one = match (identity, theirs) {
                    (None, None) => username.to_lowercase() == user.to_lowercase(),
                    (one, other) => one == other,
                };
                address == other && one
            }
            (
                Self::GoodsOwner { address, code, id },
                Self::GoodsOwner { address: other, code: their_code, id: their_id },
            ) => address == other && (id == their_id || code.to_lowercase() == their_code.to_lowercase()),
            _ => false,
        }
    }

    /// What it is called, what goes wrong if two have it unknowingly, and the table that says they know.
    fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Company { .. } => (
                "reads the same company of 24SevenOffice",
                "every order goes to both warehouses",
                "tenant.erp",
            ),
            Self::GoodsOwner { .. } => (
                "writes the same goods owner",
                "each overwrites the articles and orders of the other",
                "tenant.wms",
            ),
        }
    }
}

/// What is wrong: whoever shares something without saying so.
pub(super) fn problems(claims: &[Claim]) -> Vec<Problem> {
    let unsaid = claims.iter().enumerate().filter(|(_, claim)| !claim.shared);
    let found = unsaid.filter_map(|(at, claim)| {
        let (_, other) = claims.iter().enumerate().find(|(n, other)| *n != at && other.side.is(&claim.side))?;
        let (does, danger, table) = claim.side.words();
        let Place { line, .. } = other.place;
        let what = format!(
            "tenant {:?} (line {line}) {does} as tenant {:?}: {danger}. If that is meant, write shared = true into \
             [{table}] of each of them",
            other.tenant, claim.tenant
        );
        Some(Problem { place: claim.place.clone(), what })
    });
    found.collect()
}
