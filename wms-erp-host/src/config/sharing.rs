//! Tenants that would write the same goods owner, or read the same company: each of them must say so.

use std::path::PathBuf;

use url::Url;

use super::document::{Place, Problem};

/// What a tenant works on.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(super) tenant: String,
    pub(super) side: Side,
    /// Where it is named.
    pub(super) place: Place,
    /// Whether the tenant says that it is not alone.
    pub(super) shared: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Side {
    /// A company, by the address of the ERP, the user, and the identity that is asked for.
    Company { address: String, username: String, identity: Option<String> },
    /// A goods owner, by the address of the WMS, its code and its id. SOAP goes by the code, REST by the id.
    GoodsOwner { address: String, code: String, id: i32 },
    /// The folder that purchase orders are read from.
    PurchaseOrders { folder: PathBuf },
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
            (Self::PurchaseOrders { folder }, Self::PurchaseOrders { folder: other }) => folder == other,
            _ => false,
        }
    }

    /// What it is called, and what goes wrong if two have it unknowingly.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Company { .. } => {
                ("reads the same company of 24SevenOffice", "every order goes to both warehouses")
            }
            Self::GoodsOwner { .. } => {
                ("writes the same goods owner", "each overwrites the articles and orders of the other")
            }
            Self::PurchaseOrders { .. } => {
                ("reads the same folder of purchase orders", "every purchase order goes to both warehouses")
            }
        }
    }
}

impl Claim {
    /// What is wrong with having this beside what another tenant has, if anything is.
    pub(crate) fn clash(&self, other: &Self) -> Option<Problem> {
        if (self.shared && other.shared) || !other.side.is(&self.side) {
            return None;
        }
        let (does, danger) = self.side.words();
        let Place { file, line, key } = &other.place;
        let at = match *file == self.place.file {
            true => format!("line {line}"),
            false => format!("{}:{line}", file.display()),
        };
        if matches!(self.side, Side::PurchaseOrders { .. }) {
            let what = format!(
                "tenant {:?} ({at}) {does} as tenant {:?}: {danger}. Give each a folder of its own",
                other.tenant, self.tenant
            );
            return Some(Problem { place: self.place.clone(), what });
        }
        let table = |key: &str| key.rsplit_once('.').map_or_else(String::new, |(table, _)| table.to_owned());
        let (ours, theirs) = (table(&self.place.key), table(key));
        let into = if ours == theirs { ours } else { format!("{ours}] and [{theirs}") };
        let what = format!(
            "tenant {:?} ({at}) {does} as tenant {:?}: {danger}. If this is intended, set shared = true in \
             [{into}] of each of them",
            other.tenant, self.tenant
        );
        Some(Problem { place: self.place.clone(), what })
    }
}

/// What is wrong with this claim beside those of the others: it shares something without saying so.
pub(crate) fn problem<'c>(claim: &Claim, others: impl IntoIterator<Item = &'c Claim>) -> Option<Problem> {
    let mut others = others.into_iter().filter(|_| !claim.shared);
    others.find_map(|other| claim.clash(other))
}
