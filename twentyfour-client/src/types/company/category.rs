//! What companies are sorted by, and their ids in other systems.

use asmx_soap::element;

use crate::NAMESPACE;
use crate::types::CompanyId;

element! {
    /// A category of companies (CRM); the product service has another type of the same name.
    pub struct CompanyCategory ("Category") in NAMESPACE {
        /// Identifies the category.
        "Id" id: Option<i32>,
        /// Its name.
        "Name" name: Option<String>,
        /// Whether it may be given to contact persons.
        "ShowContact" show_contact: Option<bool> = false,
        /// Whether it may be given to companies.
        "ShowCompany" show_company: Option<bool> = false,
    }

    /// A group of the vendor's CRM, with the groups in it.
    #[non_exhaustive]
    pub struct Group in NAMESPACE {
        /// Identifies the group.
        "Id" id: i32,
        /// Its name.
        "Name" name: Option<String>,
        /// What sort of group it is; the numbers are not documented.
        "Type" kind: Option<i32>,
        /// Who belongs to it.
        "Members"/"GroupMember" members: Vec<GroupMember>,
        /// The groups in it.
        "Children"/"Group" children: Vec<Group>,
    }

    /// A person in a group.
    #[non_exhaustive]
    pub struct GroupMember in NAMESPACE {
        /// The person's contact record.
        "Id" id: i32,
        /// What the person is in the group.
        "RoleName" role_name: Option<String>,
        /// First name.
        "FirstName" first_name: Option<String>,
        /// Last name.
        "LastName" last_name: Option<String>,
    }

    /// The id of a company in another system.
    pub struct CompanyMap in NAMESPACE {
        /// Which system.
        "MapType" map_type: i32,
        /// The id there.
        "ExternalId" external_id: Option<String>,
        /// The company.
        "CompanyId" company_id: CompanyId,
    }
}
