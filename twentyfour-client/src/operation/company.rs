//! Operations of the CompanyService.

use asmx_soap::{Effect, Operation, element};

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// Removes contact persons from companies. The answer is those that could not be removed.
    pub struct DeleteRelations in NAMESPACE {
        /// The contact persons.
        "relations"/"Relation" relations: Vec<Relation>,
    }

    /// Deletes companies. The answer is those that could not be deleted.
    pub struct DeleteCompanies in NAMESPACE {
        /// The companies; each needs its id.
        "companies"/"Company" companies: Vec<Company>,
    }

    /// Creates or changes contact persons. The answer is those that could not be saved.
    pub struct SaveRelations in NAMESPACE {
        /// The contact persons.
        "relations"/"Relation" relations: Vec<Relation>,
    }

    /// Removes ids of other systems from companies. The answer is those that could not be removed.
    pub struct DeleteMaps in NAMESPACE {
        /// The ids.
        "maps"/"CompanyMap" maps: Vec<CompanyMap>,
    }

    /// Gives companies ids of other systems. The answer is those that could not be saved.
    pub struct SaveMaps in NAMESPACE {
        /// The ids.
        "maps"/"CompanyMap" maps: Vec<CompanyMap>,
    }

    /// Asks for a page of the list of all companies: ids and change times.
    pub struct GetCompanySyncList in NAMESPACE {
        /// Which companies, and which page.
        "syncSearchParameters" sync_search_parameters: Option<SyncSearchParameters>,
    }

    /// Asks for companies. Without any filter it is refused.
    pub struct GetCompanies in NAMESPACE {
        /// Which companies.
        "searchParams" search_params: Option<CompanySearchParameters>,
        /// Which of their properties, in the vendor's names.
        "returnProperties"/"string" return_properties: Vec<String>,
    }

    /// Asks for the categories of companies.
    pub struct GetCategories in NAMESPACE {}

    /// Creates or changes categories of companies.
    pub struct SaveCategories in NAMESPACE {
        /// The categories.
        "categories"/"Category" categories: Vec<CompanyCategory>,
    }

    /// Asks for the ids of the categories that a customer is in.
    pub struct GetCustomerCategories in NAMESPACE {
        /// The customer.
        "customerId" customer_id: CompanyId,
    }

    /// Asks for the industries that a company can belong to: id and name.
    pub struct GetIndustries in NAMESPACE {}

    /// Puts customers into categories. The answer is what was refused.
    pub struct SaveCustomerCategories in NAMESPACE {
        /// Pairs of category id (key) and customer id (value).
        "customerCategories"/"KeyValuePair" customer_categories: Vec<KeyValuePair>,
    }

    /// Takes customers out of categories. The answer is what was refused.
    pub struct DeleteCustomerCategories in NAMESPACE {
        /// Pairs of category id (key) and customer id (value).
        "customerCategories"/"KeyValuePair" customer_categories: Vec<KeyValuePair>,
    }

    /// Asks for all customers in all categories: pairs of category id (key) and customer id (value). Slow.
    pub struct GetCustomerCategoryTree in NAMESPACE {}

    /// Creates or changes companies. The answer is all of them, those refused with an `APIException`.
    pub struct SaveCompanies in NAMESPACE {
        /// The companies; those with an id are changed.
        "companies"/"Company" companies: Vec<Company>,
    }

    /// Asks for the statuses that a company can have: id and name.
    pub struct GetStatuses in NAMESPACE {}

    /// Asks for the groups of the vendor's CRM, as a tree.
    pub struct GetCRMGroups in NAMESPACE {}
}

impl Operation for DeleteRelations {
    type Item = Relation;
    const RESULT: &'static [&'static str] = &["DeleteRelationsResult"];
    const ITEM: &'static str = "Relation";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for DeleteCompanies {
    type Item = Company;
    const RESULT: &'static [&'static str] = &["DeleteCompaniesResult"];
    const ITEM: &'static str = "Company";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for SaveRelations {
    type Item = Relation;
    const RESULT: &'static [&'static str] = &["SaveRelationsResult"];
    const ITEM: &'static str = "Relation";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for DeleteMaps {
    type Item = CompanyMap;
    const RESULT: &'static [&'static str] = &["DeleteMapsResult"];
    const ITEM: &'static str = "CompanyMap";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for SaveMaps {
    type Item = CompanyMap;
    const RESULT: &'static [&'static str] = &["SaveMapsResult"];
    const ITEM: &'static str = "CompanyMap";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetCompanySyncList {
    type Item = PageOfSyncCompany;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetCompanySyncListResult";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetCompanies {
    type Item = Company;
    const RESULT: &'static [&'static str] = &["GetCompaniesResult"];
    const ITEM: &'static str = "Company";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetCategories {
    type Item = CompanyCategory;
    const RESULT: &'static [&'static str] = &["GetCategoriesResult"];
    const ITEM: &'static str = "Category";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveCategories {
    type Item = CompanyCategory;
    const RESULT: &'static [&'static str] = &["SaveCategoriesResult"];
    const ITEM: &'static str = "Category";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetCustomerCategories {
    type Item = i32;
    const RESULT: &'static [&'static str] = &["GetCustomerCategoriesResult"];
    const ITEM: &'static str = "int";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetIndustries {
    type Item = KeyValuePair;
    const RESULT: &'static [&'static str] = &["GetIndustriesResult"];
    const ITEM: &'static str = "KeyValuePair";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveCustomerCategories {
    type Item = APIException;
    const RESULT: &'static [&'static str] = &["SaveCustomerCategoriesResult"];
    const ITEM: &'static str = "APIException";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for DeleteCustomerCategories {
    type Item = APIException;
    const RESULT: &'static [&'static str] = &["DeleteCustomerCategoriesResult"];
    const ITEM: &'static str = "APIException";
    const EFFECT: Effect = Effect::Idempotent;
}

impl Operation for GetCustomerCategoryTree {
    type Item = KeyValuePair;
    const RESULT: &'static [&'static str] = &["GetCustomerCategoryTreeResult"];
    const ITEM: &'static str = "KeyValuePair";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveCompanies {
    type Item = Company;
    const RESULT: &'static [&'static str] = &["SaveCompaniesResult"];
    const ITEM: &'static str = "Company";
    const EFFECT: Effect = Effect::Creates;
}

impl Operation for GetStatuses {
    type Item = KeyValuePair;
    const RESULT: &'static [&'static str] = &["GetStatusesResult"];
    const ITEM: &'static str = "KeyValuePair";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetCRMGroups {
    type Item = Group;
    const RESULT: &'static [&'static str] = &["GetCRMGroupsResult"];
    const ITEM: &'static str = "Group";
    const EFFECT: Effect = Effect::Read;
}
