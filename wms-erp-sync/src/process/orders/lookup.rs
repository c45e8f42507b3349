//! What must be known before orders can be mapped and written, asked for many at a time.

use std::collections::{HashMap, HashSet};

use twentyfour_client::types::{Company, CompanyId, InvoiceOrder, ProductId};
use wms_erp_mapping::{
    OrderSettings, ProductFacts, contact_companies, customer_company, lacks_contact, order_articles,
};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::{BATCH, Run};
use crate::document::{ArticleRecord, Class, waits_for_article};
use crate::hooks::asked_of_customer;
use crate::process::article_writer::ArticleOutcome;
use crate::process::{Unread, article_delivery, collect_known};

/// The contact data of companies, or why it is not known.
pub(super) struct Companies {
    known: HashMap<CompanyId, Company>,
    unread: Unread,
    failed: Option<HoldReason>,
}

impl Companies {
    /// One request for all orders that lack contact data, or whose customers have further fields.
    pub(super) async fn load(
        run: &Run<'_>,
        orders: &[InvoiceOrder],
        settings: &OrderSettings,
    ) -> Result<Self, RunError> {
        let further = orders.iter().filter_map(|order| further_company(order, settings));
        let wanted: HashSet<CompanyId> = orders.iter().flat_map(contact_companies).chain(further).collect();
        let mut companies = Self { known: HashMap::new(), unread: Unread::default(), failed: None };
        if wanted.is_empty() {
            return Ok(companies);
        }
        let mut wanted: Vec<CompanyId> = wanted.into_iter().collect();
        wanted.sort_unstable();
        let found = match run.erp.companies(&wanted, &asked_of_customer(settings)).await {
            Ok(records) => collect_known(run, records).await,
            Err(error) => Err(error.into()),
        };
        // "Not known" and "could not be asked" are two things: the orders that need it wait.
        match found {
            Ok((found, unread)) => {
                let found = found.into_iter().filter_map(|company| Some((company.id?, company)));
                companies.known.extend(found);
                companies.unread = unread;
            }
            Err(RunError::Port(error)) if !error.ends_run() => {
                companies.failed = Some(HoldReason::from(&error));
            }
            Err(error) => return Err(error),
        }
        Ok(companies)
    }

    /// The companies that an order's contact data and further fields are taken from; one that the ERP does not know is left
    /// out.
    ///
    /// Fails if one that is needed could not be read. One whose data another already stands in for is not needed.
    pub(super) fn of(
        &self,
        order: &InvoiceOrder,
        settings: &OrderSettings,
    ) -> Result<Vec<&Company>, HoldReason> {
        let mut found = Vec::new();
        for id in contact_companies(order) {
            match (self.known.get(&id), self.failed.as_ref().or_else(|| self.unread.may_be(id))) {
                _ if !lacks_contact(order, &found, &settings.contact) => break,
                (None, Some(obstacle)) => {
                    return Err(not_looked_up("the contact data", obstacle));
                }
                (company, _) => found.extend(company),
            }
        }
        let further = further_company(order, settings);
        if let Some(id) = further.filter(|id| !found.iter().any(|company| company.id == Some(*id))) {
            match (self.known.get(&id), self.failed.as_ref().or_else(|| self.unread.may_be(id))) {
                (None, Some(obstacle)) => {
                    return Err(not_looked_up("what further fields read of the customer", obstacle));
                }
                (company, _) => found.extend(company),
            }
        }
        Ok(found)
    }
}

/// The company that further fields read, if any do.
fn further_company(order: &InvoiceOrder, settings: &OrderSettings) -> Option<CompanyId> {
    customer_company(order).filter(|_| !settings.customer_fields.properties().is_empty())
}

fn not_looked_up(what: &str, obstacle: &HoldReason) -> HoldReason {
    let what = format!("{what} could not be looked up: {}", obstacle.what);
    HoldReason::new(Class::Transient, what, obstacle.remedy.clone())
}

/// The articles that orders need, those just made included.
pub(super) struct Articles {
    known: HashMap<ProductId, ProductFacts>,
    missing: HashMap<ProductId, HoldReason>,
}

impl Articles {
    /// Looks them up, and brings to the WMS at once what it lacks.
    pub(super) async fn load(
        run: &Run<'_>,
        orders: &[InvoiceOrder],
        settings: &OrderSettings,
    ) -> Result<Self, RunError> {
        let wanted: HashSet<ProductId> =
            orders.iter().flat_map(|order| order_articles(order, settings)).collect();
        let mut wanted: Vec<ProductId> = wanted.into_iter().collect();
        wanted.sort_unstable();
        let mut articles = Self { known: HashMap::new(), missing: HashMap::new() };
        let lacking = articles.look_up(run, &wanted).await?;
        for ids in lacking.chunks(BATCH) {
            match article_delivery::write_now(run, ids, true).await {
                Ok(fates) => articles.take(fates),
                Err(RunError::Busy { .. }) => articles.busy(ids),
                Err(error) => return Err(error),
            }
        }
        articles.look_up(run, &lacking).await?;
        Ok(articles)
    }

    async fn look_up(&mut self, run: &Run<'_>, ids: &[ProductId]) -> Result<Vec<ProductId>, RunError> {
        let records = run.read_all::<ArticleRecord>(ids).await?;
        let mut lacking = Vec::new();
        for (id, record) in ids.iter().zip(records) {
            match record {
                Some(record) => drop(self.known.insert(*id, ProductFacts::new(record.number, record.stock))),
                None => lacking.push(*id),
            }
        }
        Ok(lacking)
    }

    fn take(&mut self, fates: Vec<(ProductId, ArticleOutcome)>) {
        for (id, fate) in fates {
            if let ArticleOutcome::Held(obstacle) = fate {
                self.missing.insert(id, obstacle);
            }
        }
    }

    fn busy(&mut self, ids: &[ProductId]) {
        let obstacle = HoldReason::new(Class::Waiting, "articles are being written by another engine", "");
        self.missing.extend(ids.iter().map(|id| (*id, obstacle.clone())));
    }

    pub(super) fn facts(&self, id: ProductId) -> Option<ProductFacts> {
        self.known.get(&id).cloned()
    }

    /// Fails for an order with a row whose article the WMS cannot get: the whole order waits, no line is dropped.
    pub(super) fn check(&self, order: &InvoiceOrder, settings: &OrderSettings) -> Result<(), HoldReason> {
        for id in order_articles(order, settings) {
            if self.known.contains_key(&id) {
                continue;
            }
            let (why, remedy) = match self.missing.get(&id) {
                Some(obstacle) => (obstacle.what.as_str(), obstacle.remedy.clone()),
                None => {
                    ("the ERP does not know it", format!("restore product {id}, or remove it from the order"))
                }
            };
            let what = format!("product {id} has no article in the WMS: {why}");
            return Err(HoldReason::new(Class::Waiting, what, remedy).waiting_for(waits_for_article(id)));
        }
        Ok(())
    }
}
