//! The only one that writes articles. The processes articles, suppliers and orders all call it, one at a time.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use ongoing_client::model::ArticleDefinition;
use twentyfour_client::types::{Company, CompanyId, Product, ProductId};
use wms_erp_mapping::{MAPPING_VERSION, SUPPLIER_PROPERTIES, article_number, number_key};

use super::collect;
use crate::engine::RunError;
use crate::engine::hold::Obstacle;
use crate::engine::run::{Run, put};
use crate::plan::{FieldChange, PlannedWrite};
use crate::process::Process;
use crate::record::{ArticleRecord, Class, Fingerprint, hash, id_key};
use crate::store::{Batch, Lease, Table};
use crate::tenant::Articles;

/// How long one process waits for another that is writing articles.
const PATIENCE: Duration = Duration::from_secs(30);
const LEASE: &str = "article_writer";

/// What became of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// The WMS has it as it is.
    Unchanged,
    /// It was written.
    Written,
    /// It was written, though only the mapping or its settings had changed.
    Remapped,
    /// Expired in the ERP, and the WMS never had it: it stays out until an order needs it.
    LeftOut,
    /// It cannot go.
    Held(Obstacle),
}

/// Writes articles while it holds the lease on them.
pub(super) struct ArticleWriter<'w, 'r> {
    run: &'w Run<'r>,
    settings: Articles,
    mapping: String,
    lease: Option<Lease>,
    known: HashMap<ProductId, ArticleRecord>,
    numbers: HashMap<String, ProductId>,
    /// Newcomers that want the same number as another newcomer.
    rivals: HashMap<ProductId, Vec<i32>>,
    suppliers: HashMap<CompanyId, Company>,
}

impl<'w, 'r> ArticleWriter<'w, 'r> {
    /// Takes the lease.
    pub(super) async fn open(run: &'w Run<'r>) -> Result<Self, RunError> {
        let lease = match run.is_plan() {
            true => None,
            false => match run.leases.take(&run.tenant.name, LEASE, PATIENCE).await? {
                Some(lease) => Some(lease),
                None => {
                    let tenant = run.tenant.name.clone();
                    return Err(RunError::Busy { tenant, process: Process::Articles });
                }
            },
        };
        Ok(Self { lease, ..Self::looker(run) })
    }

    /// One that only looks: it holds no lease, and is asked only [`is_unchanged`](Self::is_unchanged).
    pub(super) fn looker(run: &'w Run<'r>) -> Self {
        let mut settings = run.tenant.articles.clone().unwrap_or_default();
        settings.mapping.suppliers = run.tenant.suppliers.is_some();
        let mapping = format!("{MAPPING_VERSION}:{}", &hash(&format!("{:?}", settings.mapping))[..8]);
        Self {
            run,
            settings,
            mapping,
            lease: None,
            known: HashMap::new(),
            numbers: HashMap::new(),
            rivals: HashMap::new(),
            suppliers: HashMap::new(),
        }
    }

    /// Whether the WMS has the product as it is.
    pub(super) fn is_unchanged(&self, product: &Product) -> bool {
        let known = product.id.and_then(|id| self.known.get(&id));
        known.is_some_and(|record| record.fingerprint == self.fingerprint(product))
    }

    fn fingerprint(&self, product: &Product) -> Fingerprint {
        let supplier = product.supplier_id.and_then(|id| self.suppliers.get(&id));
        Fingerprint::of(&source(product, supplier), &self.mapping)
    }

    /// Gives the lease back.
    pub(super) async fn close(self) -> Result<(), RunError> {
        match self.lease {
            Some(lease) => self.run.leases.give_back(lease).await,
            None => Ok(()),
        }
    }

    /// Commits with the writer's own fence too.
    pub(super) async fn commit(&self, batch: Batch) -> Result<(), RunError> {
        let fence: Vec<_> = self.lease.iter().map(|lease| lease.fence().clone()).collect();
        self.run.commit_with(&fence, batch).await
    }

    /// Loads what is known of these products, and asks the ERP once for the suppliers that are new.
    pub(super) async fn prepare(&mut self, products: &[Product]) -> Result<(), RunError> {
        let ids: Vec<ProductId> = products.iter().filter_map(|product| product.id).collect();
        let keys: Vec<String> = ids.iter().map(|id| id_key(id.0)).collect();
        let records = self.run.get_all::<ArticleRecord>(Table::Article, &keys).await?;
        self.known =
            ids.iter().copied().zip(records).filter_map(|(id, record)| Some((id, record?))).collect();
        let numbers: Vec<String> =
            products.iter().map(|product| number_key(&article_number(product))).collect();
        let owners = self.run.get_all::<i32>(Table::ArticleNumber, &numbers).await?;
        let owned =
            numbers.into_iter().zip(owners).filter_map(|(number, owner)| Some((number, ProductId(owner?))));
        self.numbers = owned.collect();
        self.load_rivals(products).await?;
        if self.run.tenant.suppliers.is_some() {
            self.load_suppliers(products).await?;
        }
        Ok(())
    }

    /// Of two newcomers with one number neither is taken: which one is meant nobody can tell. Each newcomer lays a claim
    /// when it is read, so that both are seen whatever their order.
    async fn load_rivals(&mut self, products: &[Product]) -> Result<(), RunError> {
        self.rivals.clear();
        for (id, product) in products.iter().filter_map(|product| Some((product.id?, product))) {
            if self.known.contains_key(&id) {
                continue;
            }
            let others = rivals(self.run, &number_key(&article_number(product)), id.0).await?;
            if !others.is_empty() {
                self.rivals.insert(id, others);
            }
        }
        Ok(())
    }

    /// Whether another newcomer wants the number of this product.
    pub(super) async fn has_rivals(run: &Run<'_>, number: &str, product: i32) -> Result<bool, RunError> {
        Ok(!rivals(run, number, product).await?.is_empty())
    }

    /// Lays the claim of a newcomer on its number, and takes back the one that it was held for.
    pub(super) fn claim(&self, batch: &mut Batch, product: &Product, held_for: Option<&str>) {
        let Some(id) = product.id else { return };
        let number = number_key(&article_number(product));
        if let Some(old) = held_for.and_then(|wait| wait.strip_prefix("number/")).filter(|old| *old != number)
        {
            batch.delete(Table::Intent, claims(old) + &id_key(id.0));
        }
        if !self.known.contains_key(&id) {
            put(batch, Table::Intent, claims(&number) + &id_key(id.0), &());
        }
    }

    async fn load_suppliers(&mut self, products: &[Product]) -> Result<(), RunError> {
        let wanted: HashSet<CompanyId> = products.iter().filter_map(|product| product.supplier_id).collect();
        let wanted: Vec<CompanyId> = wanted.into_iter().collect();
        let keys: Vec<String> = wanted.iter().map(|id| super::suppliers::company_key(id.0)).collect();
        let stored = self.run.get_all::<String>(Table::Supplier, &keys).await?;
        let mut missing = Vec::new();
        for (id, xml) in wanted.into_iter().zip(stored) {
            match xml.and_then(|xml| asmx_soap::from_xml::<Company>(&xml).ok()) {
                Some(company) => drop(self.suppliers.insert(id, company)),
                None => missing.push(id),
            }
        }
        if !missing.is_empty() {
            let found = self.run.erp.companies(&missing, SUPPLIER_PROPERTIES).await?;
            for company in collect(self.run, found).await? {
                self.suppliers.extend(company.id.map(|id| (id, company)));
            }
        }
        Ok(())
    }

    /// Brings one product to the WMS if that is needed. The batch holds what is to be remembered of it; the caller adds
    /// its own and commits, before the next product.
    pub(super) async fn write(&mut self, product: &Product, needed: bool) -> Result<(Fate, Batch), RunError> {
        let mut batch = Batch::new();
        let Some(id) = product.id.filter(|id| id.0 > 0) else {
            let what = "a product without an id cannot become an article";
            let remedy = "look at the product in 24SevenOffice; it should have an id above zero";
            return Ok((Fate::Held(Obstacle::new(Class::NeedsPerson, what, remedy)), batch));
        };
        let supplier = product.supplier_id.and_then(|id| self.suppliers.get(&id));
        let fingerprint = self.fingerprint(product);
        let known = self.known.get(&id);
        if known.is_some_and(|record| record.fingerprint == fingerprint) {
            return Ok((Fate::Unchanged, batch));
        }
        if known.is_none() && product.status_id == Some(0) && !needed {
            return Ok((Fate::LeftOut, batch));
        }
        let number = article_number(product);
        let key = number_key(&number);
        if let Some(owner) = self.numbers.get(&key).filter(|owner| **owner != id) {
            let what = format!("the number {number:?} belongs to product {owner} already");
            let remedy = format!("give product {id} or product {owner} another number in 24SevenOffice");
            let obstacle =
                Obstacle::new(Class::NeedsPerson, what, remedy).waiting_for(format!("number/{key}"));
            return Ok((Fate::Held(obstacle), batch));
        }
        if let Some(others) = self.rivals.get(&id) {
            let others = others.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let what = format!("the number {number:?} is also the number of product {others}");
            let remedy =
                format!("give all but one of the products {id}, {others} another number in 24SevenOffice");
            let obstacle =
                Obstacle::new(Class::NeedsPerson, what, remedy).waiting_for(format!("number/{key}"));
            return Ok((Fate::Held(obstacle), batch));
        }
        let mapped = match wms_erp_mapping::article(product, supplier, &self.settings.mapping) {
            Ok(mapped) => mapped,
            Err(held) => return Ok((Fate::Held(Obstacle::from(&held)), batch)),
        };
        for note in &mapped.notes {
            self.run.reason(id.to_string(), None, format!("{}: {}", note.field, note.text), "");
        }
        let remapped = known.is_some_and(|record| record.fingerprint.source == fingerprint.source);
        let system_id = match self.send(id, &mapped.value).await {
            Ok(system_id) => system_id.or(known.and_then(|record| record.system_id)),
            Err(error) => {
                let error = self.run.record_failed(error)?;
                return Ok((Fate::Held(Obstacle::from(&error)), batch));
            }
        };
        self.remember(
            &mut batch,
            id,
            product,
            ArticleRecord {
                number,
                system_id,
                stock: self.settings.mapping.non_stock.is_stock(product),
                supplier: product.supplier_id.map(|id| id.0),
                fingerprint,
            },
        );
        Ok((if remapped { Fate::Remapped } else { Fate::Written }, batch))
    }

    async fn send(
        &self,
        id: ProductId,
        article: &ArticleDefinition,
    ) -> Result<Option<i32>, crate::port::PortError> {
        let planned = self.run.planned(|| PlannedWrite {
            process: self.run.process,
            record: id.to_string(),
            what: format!("article {}", article.article_number.as_deref().unwrap_or_default()),
            fields: FieldChange::all_new(article),
        });
        if planned {
            return Ok(None);
        }
        let answer = self.run.wms.process_article(article).await;
        if answer.is_ok() {
            self.run.side_is_well();
        }
        answer
    }

    fn remember(&mut self, batch: &mut Batch, id: ProductId, product: &Product, record: ArticleRecord) {
        let key = number_key(&record.number);
        if let Some(before) = self.known.get(&id) {
            let old = number_key(&before.number);
            if old != key {
                batch.delete(Table::ArticleNumber, old.as_str());
                self.numbers.remove(&old);
            }
            if let Some(supplier) = before.supplier.filter(|supplier| Some(*supplier) != record.supplier) {
                batch.delete(Table::Supplier, super::suppliers::article_key(supplier, id.0));
            }
        }
        put(batch, Table::Article, id_key(id.0), &record);
        batch.delete(Table::Intent, claims(&key) + &id_key(id.0));
        put(batch, Table::ArticleNumber, key.as_str(), &id.0);
        if let Some(supplier) = record.supplier {
            put(batch, Table::Supplier, super::suppliers::article_key(supplier, id.0), &());
            batch.delete(Table::Held, format!("{}/{supplier}", Process::Suppliers));
        }
        if let Some((id, company)) = product.supplier_id.and_then(|id| Some((id, self.suppliers.get(&id)?))) {
            put(batch, Table::Supplier, super::suppliers::company_key(id.0), &asmx_soap::keep(company));
        }
        self.numbers.insert(key, id);
        self.known.insert(id, record);
    }
}

async fn rivals(run: &Run<'_>, number: &str, product: i32) -> Result<Vec<i32>, RunError> {
    let prefix = claims(number);
    let claims = run.scan(Table::Intent, &prefix, None, 10).await?;
    let ids = claims.iter().filter_map(|(key, _)| key[prefix.len()..].parse::<i32>().ok());
    Ok(ids.filter(|id| *id != product).collect())
}

/// Where the claims on a number stand. Numbers are free text, so the key holds a hash.
fn claims(number: &str) -> String {
    format!("number/{}/", hash(number))
}

/// What an article is made from: the product without what does not travel, and its supplier.
fn source(product: &Product, supplier: Option<&Company>) -> String {
    let mut product = product.clone();
    product.stock = None;
    product.date_changed = None;
    asmx_soap::keep(&product) + &supplier.map(asmx_soap::keep).unwrap_or_default()
}
