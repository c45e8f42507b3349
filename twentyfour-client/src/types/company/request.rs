//! Searches for companies and saves of them that have what they need.

use asmx_soap::XsDateTime;

use super::{Company, CompanySearchParameters, CompanyType, Relation, SyncSearchParameters};
use crate::types::CompanyId;

/// Each begins a search with the filter that the service insists on; others can be set besides.
impl CompanySearchParameters {
    /// Companies changed after this time. Change times are rounded, so ask with an overlap.
    pub fn changed_after(time: impl Into<XsDateTime>) -> Self {
        Self { changed_after: Some(time.into()), ..Self::default() }
    }

    /// The companies with these ids, at most 1000; [`get_companies_by_id`](crate::Client::get_companies_by_id) takes any
    /// number.
    pub fn by_ids(ids: impl IntoIterator<Item = CompanyId>) -> Self {
        Self { company_ids: ids.into_iter().collect(), ..Self::default() }
    }

    /// Companies whose name contains this; `%` stands for anything.
    pub fn by_name(name: impl Into<String>) -> Self {
        Self { company_name: Some(name.into()), ..Self::default() }
    }

    /// Companies with this id of another system; it is not unique.
    pub fn by_external_id(id: impl Into<String>) -> Self {
        Self { external_id: Some(id.into()), ..Self::default() }
    }

    /// Companies with this organisation number.
    pub fn by_organization_number(number: impl Into<String>) -> Self {
        Self { organization_number: Some(number.into()), ..Self::default() }
    }
}

impl SyncSearchParameters {
    /// Companies changed after this time, deleted ones among them.
    pub fn changed_after(time: impl Into<XsDateTime>) -> Self {
        Self { changed_after: Some(time.into()), ..Self::default() }
    }

    /// The companies that were deleted.
    pub fn deleted() -> Self {
        Self { active: Some(false), ..Self::default() }
    }
}

impl Company {
    /// A new company: without a name and a type the service refuses it.
    pub fn create(name: impl Into<String>, kind: CompanyType) -> Self {
        Self { name: Some(name.into()), kind: Some(kind), ..Self::default() }
    }

    /// A change of a company: what is not set besides stays as it is.
    pub fn change(id: CompanyId) -> Self {
        Self { id: Some(id), ..Self::default() }
    }
}

impl Relation {
    /// A person who works for a company.
    pub fn of(company_id: CompanyId, first_name: impl Into<String>, last_name: impl Into<String>) -> Self {
        Self {
            company_id: Some(company_id),
            first_name: Some(first_name.into()),
            last_name: Some(last_name.into()),
            ..Self::default()
        }
    }
}
