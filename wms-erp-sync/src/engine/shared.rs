//! Two tenants of one engine that turn out to be one company of the ERP, or one goods owner of the WMS. Only the vendors know
//! that of two users; what they said is remembered with each tenant.

use super::Engine;
use crate::context::RunError;
use crate::document::{Documents, IdentityOf, KnownIdentity};
use crate::store::StoreError;
use crate::tenant::Tenant;

/// What two tenants may have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Common {
    /// The company of the ERP.
    Company,
    /// The goods owner of the WMS.
    GoodsOwner,
}

/// That another tenant is remembered with the same one, and not both say that it is shared.
#[derive(Debug)]
pub(crate) struct Clash {
    pub(crate) what: String,
    pub(crate) remedy: &'static str,
}

impl From<Clash> for RunError {
    fn from(clash: Clash) -> Self {
        Self::Stopped { what: clash.what, remedy: clash.remedy.to_owned() }
    }
}

impl Common {
    fn key(self) -> IdentityOf {
        match self {
            Self::Company => IdentityOf::Company,
            Self::GoodsOwner => IdentityOf::GoodsOwner,
        }
    }

    fn is_shared(self, tenant: &Tenant) -> bool {
        match self {
            Self::Company => tenant.shared_company,
            Self::GoodsOwner => tenant.shared_goods_owner,
        }
    }

    fn is_same(self, one: &KnownIdentity, other: &KnownIdentity) -> bool {
        match self {
            // The name of a company may change.
            Self::Company => one.id == other.id,
            // Each WMS counts its goods owners by itself: the code tells them apart.
            Self::GoodsOwner => one.id == other.id && one.name.eq_ignore_ascii_case(&other.name),
        }
    }

    fn clash(self, found: &KnownIdentity, tenant: &str, other: &str) -> Clash {
        let KnownIdentity { id, name } = found;
        let (whose, danger, remedy) = match self {
            Self::Company => (
                "company of the ERP",
                "every order would go to both warehouses",
                "give one of them the ERP user or identity of its own company; if both are supposed to read \
                 this one, mark the \
                 company as shared for each of them (the service: shared = true in [tenant.erp])",
            ),
            Self::GoodsOwner => (
                "goods owner of the WMS",
                "each would overwrite the articles and orders of the other",
                "give one of them its own goods owner; if both are supposed to write this one, or these are \
                 two warehouses with the same ids, mark the goods owner as shared for each of them (the \
                 service: shared = true in [tenant.wms])",
            ),
        };
        let what = format!(
            "the tenants {tenant:?} and {other:?} have the same {whose}, {name} ({id}): \
            {danger}"
        );
        Clash { what, remedy }
    }
}

impl Engine {
    /// Whether what a tenant was found to be is remembered for another one, and not both say that they share it.
    pub(crate) async fn clash(
        &self,
        tenant: &Tenant,
        common: Common,
        found: &KnownIdentity,
    ) -> Result<Option<Clash>, StoreError> {
        let mut others = self.tenants();
        others.retain(|other| {
            let both_share = |other: &Tenant| common.is_shared(tenant) && common.is_shared(other);
            *other != tenant.name && self.tenant(other).is_ok_and(|other| !both_share(&other))
        });
        let names: Vec<&str> = others.iter().map(String::as_str).collect();
        // In one look at the store: each of a thousand tenants asks this of all others.
        let known = Documents::of_tenants::<KnownIdentity>(&self.inner.store, &names, &common.key()).await?;
        // A damaged one is the other tenant's trouble: its own run says so.
        let is_same = |known: Option<KnownIdentity>| known.is_some_and(|known| common.is_same(found, &known));
        let same = names.into_iter().zip(known).find_map(|(other, known)| is_same(known).then_some(other));
        Ok(same.map(|other| common.clash(found, &tenant.name, other)))
    }
}
