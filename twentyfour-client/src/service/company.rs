use asmx_soap::Element;
use futures::{StreamExt, TryStreamExt};

use super::portion::{at_most_a_portion, until_broken};
use crate::client::{Client, Items};
use crate::error::{Error, InvalidRequest};
use crate::operation::company::*;
use crate::properties::Select;
use crate::saved::{ItemResult, correlate};
use crate::types::{
    APIException, Company, CompanyCategory, CompanyId, CompanyMap, CompanySearchParameters, Group,
    KeyValuePair, PageOfSyncCompany, Relation, SyncCompany, SyncSearchParameters,
};

impl Client {
    /// Companies, as they arrive: customers and suppliers alike, since the service has no filter for that
    /// (ask for `Type` and choose). There are no pages.
    ///
    /// Only what is asked for is filled in: see [`properties`](mod@crate::properties) on how to choose.
    ///
    /// # Errors
    /// No filter at all, which the service refuses; more than 1000 ids
    /// ([`get_companies_by_id`](Self::get_companies_by_id) takes any number); whatever keeps the answer from beginning.
    pub async fn get_companies<S: Select<Company>>(
        &self,
        search: CompanySearchParameters,
        properties: S,
    ) -> Result<Items<S::Output>, Error> {
        if search == CompanySearchParameters::default() {
            return Err(Error::invalid(GetCompanies::NAME, InvalidRequest::NoFilter));
        }
        at_most_a_portion(GetCompanies::NAME, &[("CompanyIds", search.company_ids.len())])?;
        let return_properties = properties.into_properties().into_names();
        let operation = GetCompanies { search_params: Some(search), return_properties };
        Ok(S::read(GetCompanies::NAME, self.execute(&operation).await?))
    }

    /// Any number of companies by id, 1000 a request. Ids that do not exist are missing in the answer.
    pub fn get_companies_by_id<S: Select<Company>>(
        &self,
        ids: impl IntoIterator<Item = CompanyId>,
        properties: S,
    ) -> Items<S::Output> {
        let return_properties = properties.into_properties().into_names();
        let companies = self.in_portions(ids, move |company_ids| GetCompanies {
            search_params: Some(CompanySearchParameters { company_ids, ..Default::default() }),
            return_properties: return_properties.clone(),
        });
        S::read(GetCompanies::NAME, companies)
    }

    /// The ids and change times of companies, page after page from `search.page` on (the first if it is not set). The
    /// only list that shows deleted companies: leave `active` unset for all, `Some(false)` is the deleted ones.
    ///
    /// The next page is asked for when the items of the one before are taken. A company that changes meanwhile may
    /// stand on two pages or on none; read again with an overlap in time. A list that broke can be gone on with: set `page`
    /// to the one behind the last that was full.
    pub fn get_company_sync_list(&self, search: SyncSearchParameters) -> Items<SyncCompany> {
        let first = search.page.unwrap_or(1).max(1);
        let client = self.clone();
        let pages = futures::stream::try_unfold(Some(first), move |page| {
            let (client, search) = (client.clone(), search.clone());
            async move {
                let Some(number) = page else { return Ok(None) };
                let page = client
                    .get_company_sync_page(SyncSearchParameters { page: Some(number), ..search })
                    .await?;
                let more = !page.items.is_empty() && i64::from(number) < page.total_pages;
                let items = futures::stream::iter(page.items.into_iter().map(Ok));
                Ok::<_, Error>(Some((items, more.then(|| number.saturating_add(1)))))
            }
        });
        until_broken(pages.try_flatten().boxed())
    }

    /// One page of [`get_company_sync_list`](Self::get_company_sync_list): 1000 companies as a rule.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_company_sync_page(
        &self,
        search: SyncSearchParameters,
    ) -> Result<PageOfSyncCompany, Error> {
        self.execute_required(&GetCompanySyncList { sync_search_parameters: Some(search) }).await
    }

    /// Creates companies, or changes those that have an `Id`; a field that is not set stays as it is. Says of each, in
    /// the order given, what became of it.
    ///
    /// A new company needs a name and a type. Not idempotent: a repetition creates new companies once more.
    ///
    /// # Errors
    /// [`ErrorKind::Uncorrelated`](crate::error::ErrorKind::Uncorrelated) if the answer cannot be matched; whatever
    /// keeps the request from being answered.
    pub async fn save_companies(&self, companies: Vec<Company>) -> Result<Vec<ItemResult<Company>>, Error> {
        let operation = SaveCompanies { companies };
        let returned = self.save(&operation, operation.companies.is_empty()).await?;
        correlate(SaveCompanies::NAME, &operation.companies, returned)
    }

    /// Deletes companies; each needs its `Id`. Gives back those that could not be deleted.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn delete_companies(&self, companies: Vec<Company>) -> Result<Vec<Company>, Error> {
        self.execute(&DeleteCompanies { companies }).await?.try_collect().await
    }

    /// Creates or changes contact persons of companies. Gives back those that could not be saved.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn save_relations(&self, relations: Vec<Relation>) -> Result<Vec<Relation>, Error> {
        self.execute(&SaveRelations { relations }).await?.try_collect().await
    }

    /// Removes contact persons from companies. Gives back those that could not be removed.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn delete_relations(&self, relations: Vec<Relation>) -> Result<Vec<Relation>, Error> {
        self.execute(&DeleteRelations { relations }).await?.try_collect().await
    }

    /// Links companies to ids of other systems. Gives back those that could not be saved.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn save_maps(&self, maps: Vec<CompanyMap>) -> Result<Vec<CompanyMap>, Error> {
        self.execute(&SaveMaps { maps }).await?.try_collect().await
    }

    /// Removes links to ids of other systems. Gives back those that could not be removed.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn delete_maps(&self, maps: Vec<CompanyMap>) -> Result<Vec<CompanyMap>, Error> {
        self.execute(&DeleteMaps { maps }).await?.try_collect().await
    }

    /// The categories of companies. (The vendor calls this `GetCategories`, as it does the one of products.)
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_company_categories(&self) -> Result<Vec<CompanyCategory>, Error> {
        self.execute(&GetCategories {}).await?.try_collect().await
    }

    /// Creates or changes categories of companies. (The vendor calls this `SaveCategories`.)
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn save_company_categories(
        &self,
        categories: Vec<CompanyCategory>,
    ) -> Result<Vec<CompanyCategory>, Error> {
        self.execute(&SaveCategories { categories }).await?.try_collect().await
    }

    /// The ids of the categories that a customer is in.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_customer_categories(&self, customer_id: CompanyId) -> Result<Vec<i32>, Error> {
        self.execute(&GetCustomerCategories { customer_id }).await?.try_collect().await
    }

    /// Puts customers into categories; the key of each pair is the category's id, the value the customer's. Gives back
    /// what was refused.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn save_customer_categories(
        &self,
        pairs: Vec<KeyValuePair>,
    ) -> Result<Vec<APIException>, Error> {
        self.execute(&SaveCustomerCategories { customer_categories: pairs }).await?.try_collect().await
    }

    /// Takes customers out of categories; the key of each pair is the category's id, the value the customer's. Gives
    /// back what was refused.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn delete_customer_categories(
        &self,
        pairs: Vec<KeyValuePair>,
    ) -> Result<Vec<APIException>, Error> {
        self.execute(&DeleteCustomerCategories { customer_categories: pairs }).await?.try_collect().await
    }

    /// Which customer is in which category, for all of them: the key is the category's id, the value the customer's.
    /// There are no pages, and a big customer's list takes more than a minute to begin.
    ///
    /// # Errors
    /// Whatever keeps the answer from beginning.
    pub async fn get_customer_category_tree(&self) -> Result<Items<KeyValuePair>, Error> {
        self.execute(&GetCustomerCategoryTree {}).await
    }

    /// The industries that a company can belong to: id and name.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_industries(&self) -> Result<Vec<KeyValuePair>, Error> {
        self.execute(&GetIndustries {}).await?.try_collect().await
    }

    /// The statuses that a company can have: id and name.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_statuses(&self) -> Result<Vec<KeyValuePair>, Error> {
        self.execute(&GetStatuses {}).await?.try_collect().await
    }

    /// The groups of the vendor's CRM, as a tree.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_crm_groups(&self) -> Result<Vec<Group>, Error> {
        self.execute(&GetCRMGroups {}).await?.try_collect().await
    }
}
