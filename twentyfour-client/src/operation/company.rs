//! Operations of the company service.

use asmx_soap::{Effect, Operation, element};

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `DeleteRelations`.
    pub struct DeleteRelations in NAMESPACE {
        /// Relations.
        "relations"/"Relation" relations: Vec<Relation>,
    }

    /// `DeleteCompanies`.
    pub struct DeleteCompanies in NAMESPACE {
        /// Companies.
        "companies"/"Company" companies: Vec<Company>,
    }

    /// `SaveRelations`.
    pub struct SaveRelations in NAMESPACE {
        /// Relations.
        "relations"/"Relation" relations: Vec<Relation>,
    }

    /// `DeleteMaps`.
    pub struct DeleteMaps in NAMESPACE {
        /// Maps.
        "maps"/"CompanyMap" maps: Vec<CompanyMap>,
    }

    /// `SaveMaps`.
    pub struct SaveMaps in NAMESPACE {
        /// Maps.
        "maps"/"CompanyMap" maps: Vec<CompanyMap>,
    }

    /// `GetCompanySyncList`.
    pub struct GetCompanySyncList in NAMESPACE {
        /// Sync search parameters.
        "syncSearchParameters" sync_search_parameters: Option<SyncSearchParameters>,
    }

    /// `GetCompanies`.
    pub struct GetCompanies in NAMESPACE {
        /// Search params.
        "searchParams" search_params: Option<CompanySearchParameters>,
        /// Return properties.
        "returnProperties"/"string" return_properties: Vec<String>,
    }

    /// `GetCategories`.
    pub struct GetCategories in NAMESPACE {

    }

    /// `SaveCategories`.
    pub struct SaveCategories in NAMESPACE {
        /// Categories.
        "categories"/"Category" categories: Vec<CompanyCategory>,
    }

    /// `GetCustomerCategories`.
    pub struct GetCustomerCategories in NAMESPACE {
        /// Customer id.
        "customerId" customer_id: CompanyId,
    }

    /// `GetIndustries`.
    pub struct GetIndustries in NAMESPACE {

    }

    /// `SaveCustomerCategories`.
    pub struct SaveCustomerCategories in NAMESPACE {
        /// Customer categories.
        "customerCategories"/"KeyValuePair" customer_categories: Vec<KeyValuePair>,
    }

    /// `DeleteCustomerCategories`.
    pub struct DeleteCustomerCategories in NAMESPACE {
        /// Customer categories.
        "customerCategories"/"KeyValuePair" customer_categories: Vec<KeyValuePair>,
    }

    /// `GetCustomerCategoryTree`.
    pub struct GetCustomerCategoryTree in NAMESPACE {

    }

    /// `SaveCompanies`.
    pub struct SaveCompanies in NAMESPACE {
        /// Companies.
        "companies"/"Company" companies: Vec<Company>,
    }

    /// `GetStatuses`.
    pub struct GetStatuses in NAMESPACE {

    }

    /// `GetCRMGroups`.
    pub struct GetCRMGroups in NAMESPACE {

    }
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
