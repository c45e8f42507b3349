//! How to find companies.

use asmx_soap::{XsDateTime, element};

use crate::NAMESPACE;
use crate::types::CompanyId;

element! {
    /// Which companies to find. Filters that are set must all hold, and at least one must be set.
    pub struct CompanySearchParameters in NAMESPACE {
        /// Companies with this id of another system; it is not unique.
        "ExternalId" external_id: Option<String>,
        /// The company with this id.
        "CompanyId" company_id: Option<CompanyId>,
        /// The companies with these ids; 1000 are seen to work.
        "CompanyIds"/"int" company_ids: Vec<CompanyId>,
        /// Companies whose name contains this; `%` stands for anything.
        "CompanyName" company_name: Option<String>,
        /// Companies changed after this time; change times are rounded, so ask with an overlap.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Companies with this e-mail address.
        "CompanyEmail" company_email: Option<String>,
        /// Companies with this phone.
        "CompanyPhone" company_phone: Option<String>,
        /// Companies with this organisation number.
        "OrganizationNumber" organization_number: Option<String>,
    }

    /// Which companies to list the change times of.
    pub struct SyncSearchParameters in NAMESPACE {
        /// The page; the first is 1.
        "Page" page: Option<i32>,
        /// Only active ones, or only deleted ones; both if it is not set.
        "Active" active: Option<bool>,
        /// Companies changed after this time; change times are rounded, so ask with an overlap.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Companies registered after this time.
        "RegisteredAfter" registered_after: Option<XsDateTime>,
    }

    /// A page of the list of companies. (The contract has one more field, `Context`, of any type; it is left
    /// out.)
    #[non_exhaustive]
    pub struct PageOfSyncCompany in NAMESPACE {
        /// Which page this is; the first is 1.
        "CurrentPage" current_page: i64,
        /// How many pages there are.
        "TotalPages" total_pages: i64,
        /// How many companies there are on all pages.
        "TotalItems" total_items: i64,
        /// How many are on a page: 1000 as a rule.
        "ItemsPerPage" items_per_page: i64,
        /// The companies.
        "Items"/"SyncCompany" items: Vec<SyncCompany>,
    }

    /// When a company was changed: the light record that a list of all companies is made of.
    #[non_exhaustive]
    pub struct SyncCompany in NAMESPACE {
        /// The company.
        "CompanyId" company_id: Option<CompanyId>,
        /// Its id in another system.
        "ExternalId" external_id: Option<String>,
        /// When it was last changed.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// When it was registered.
        "DateRegistered" date_registered: XsDateTime,
        /// `false` for one that was deleted.
        "Active" active: bool,
    }
}
