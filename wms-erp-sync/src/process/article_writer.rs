//! The only one that writes articles. The processes articles, suppliers and orders all call it, one at a time.

mod belief;
mod exchange;
mod hooked;
mod now;
mod remember;
mod source;
mod suppliers;

pub(super) use suppliers::without_times;

use now::ArticlesNow;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use ongoing_client::ExpectedArticle;
use ongoing_client::model::{ArticleDefinition, ArticleSystemId};
use twentyfour_client::types::{Company, CompanyId, Product, ProductId};
use wms_erp_mapping::{ArticleIdentification, ArticleSettings, is_expired, number_key};

use super::{Unread, article_number, mapping};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::lease::HeldLease;
use crate::context::permit::Permit;
use crate::context::run::Run;
use crate::document::{ArticleRecord, Class, Fingerprint, Held, MappingMark, waits_for_number};
use crate::hooks::HookFields;
use crate::plan::PlannedWrite;
use crate::port::ErrorKind;
use crate::process_id::Process;
use crate::store::Batch;

/// How long one process waits for another that is writing articles.
const LEASE_WAIT: Duration = Duration::from_secs(30);
const LEASE: &str = "article_writer";

/// What became of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ArticleOutcome {
    /// The WMS has it as it is.
    Unchanged,
    /// It was written.
    Written,
    /// It was written, though only the mapping or its settings had changed.
    Remapped,
    /// Expired in the ERP, and the WMS never had it: it stays out until an order needs it.
    LeftOut,
    /// The host's hooks ignore it, and the WMS did not get it from us.
    Ignored,
    /// It cannot go.
    Held(HoldReason),
}

/// Writes articles while it holds the lease on them.
pub(crate) struct ArticleWriter<'w, 'r> {
    run: &'w Run<'r>,
    settings: ArticleSettings,
    mapping: MappingMark,
    fields: HookFields,
    /// Why the host's hooks cannot see to the products at hand.
    unprepared: Option<HoldReason>,
    /// Products whose fingerprint an earlier version of this program has written.
    renewed: HashSet<ProductId>,
    lease: Option<HeldLease>,
    known: HashMap<ProductId, ArticleRecord>,
    /// Who has the numbers that the products at hand want.
    owners: HashMap<String, ProductId>,
    claims: HashMap<ProductId, String>,
    /// Products that want a number which others want, too.
    rivals: HashMap<ProductId, Vec<i32>>,
    suppliers: HashMap<CompanyId, Company>,
    /// What the WMS has of the articles, in a plan.
    now: Option<ArticlesNow>,
    /// Suppliers that could not be read: no article goes without its supplier for that.
    unread: Unread,
}

impl<'w, 'r> ArticleWriter<'w, 'r> {
    /// Takes the lease.
    pub(crate) async fn open(run: &'w Run<'r>) -> Result<Self, RunError> {
        let mut writer = Self::read_only(run);
        if !run.is_plan() {
            writer.lease = run.take_lease(LEASE, LEASE_WAIT).await?;
            if writer.lease.is_none() {
                let tenant = run.tenant.name.clone();
                return Err(RunError::busy(tenant, Process::Articles));
            }
        }
        Ok(writer)
    }

    /// One that only looks: it holds no lease.
    pub(crate) fn read_only(run: &'w Run<'r>) -> Self {
        let (settings, mapping) = mapping::articles(run.tenant);
        Self {
            run,
            settings,
            mapping,
            fields: run.tenant.hooks.fields(),
            unprepared: None,
            renewed: HashSet::new(),
            lease: None,
            known: HashMap::new(),
            owners: HashMap::new(),
            claims: HashMap::new(),
            rivals: HashMap::new(),
            suppliers: HashMap::new(),
            unread: Unread::default(),
            now: None,
        }
    }

    /// The mapping's version, with a hash of its settings.
    pub(super) fn mapping(&self) -> &str {
        self.mapping.as_str()
    }

    /// Gives the lease back.
    pub(crate) async fn close(self) {
        if let Some(lease) = self.lease {
            lease.give_back().await;
        }
    }

    /// Whether it is to be closed before the next record: see [`Run::gives_way`].
    pub(super) fn gives_way(&self) -> bool {
        self.run.gives_way(LEASE)
    }

    /// To be waited for between one writer and the next: see [`Run::let_others_ask`].
    pub(super) async fn let_others_ask(run: &Run<'_>) {
        run.let_others_ask(LEASE).await;
    }

    /// Commits for the run, which holds the writer's lease too.
    pub(crate) async fn commit(&self, batch: Batch) -> Result<(), RunError> {
        self.run.commit(batch).await
    }

    /// Loads what is known of these products, and asks the ERP once for the suppliers that are new.
    pub(crate) async fn look(&mut self, products: &[Product]) -> Result<(), RunError> {
        let ids = ids(products);
        let records = self.run.read_all::<ArticleRecord>(&ids).await?;
        self.known = ids.into_iter().zip(records).filter_map(|(id, record)| Some((id, record?))).collect();
        let renewed = self
            .known
            .iter_mut()
            .filter_map(|(id, record)| self.mapping.renew(&mut record.fingerprint).then_some(*id));
        self.renewed = renewed.collect();
        if self.settings.suppliers {
            self.load_suppliers(products).await?;
        }
        Ok(())
    }

    /// Loads besides what decides about their numbers: then they can be written.
    pub(crate) async fn prepare(&mut self, products: &[Product]) -> Result<(), RunError> {
        self.look(products).await?;
        self.prepare_hooks(products).await?;
        self.claims = article_number::claimed(self.run, &ids(products)).await?;
        self.rivals.clear();
        let mut numbers = Vec::new();
        for (id, product) in products.iter().filter_map(|product| Some((product.id?, product))) {
            let (Some(number), known) = self.wanted_number(id, product) else { continue };
            let rivals = article_number::rivals(self.run, &number, id, known).await?;
            if !rivals.is_empty() {
                self.rivals.insert(id, rivals);
            }
            numbers.push(number);
        }
        self.owners = article_number::owners(self.run, numbers).await?;
        let by_code = self.settings.identification == ArticleIdentification::ProductCode;
        let is_plan = self.run.is_plan();
        self.now = None;
        if by_code || is_plan {
            // Of an expired product that an order needs after all, the WMS is asked when it is written.
            let due =
                products.iter().filter_map(|product| Some((product.id?, product))).filter(|(id, product)| {
                    !self.is_unchanged(product)
                        && !self.is_ignored(product)
                        && (is_plan || self.known.contains_key(id) || !is_expired(product))
                        && self.check_number(*id, product).is_ok()
                });
            let due: Vec<_> = due.collect();
            if is_plan {
                self.look_at_articles(&due).await?;
            } else if !due.is_empty() {
                let due = due.into_iter().map(|(id, product)| self.expected(id, product));
                self.run.wms.expect_articles(due.collect()).await?;
            }
        }
        Ok(())
    }

    fn expected(&self, id: ProductId, product: &Product) -> ExpectedArticle {
        let system_id = self.known.get(&id).and_then(|known| known.system_id).map(ArticleSystemId);
        ExpectedArticle::new(id.to_string(), wms_erp_mapping::article_number(product)).system_id(system_id)
    }

    /// Whether the WMS has the product as it is.
    pub(super) fn is_unchanged(&self, product: &Product) -> bool {
        let known = product.id.and_then(|id| self.known.get(&id));
        known.is_some_and(|record| record.fingerprint == self.fingerprint(product))
    }

    /// Keeps the fingerprint of an unchanged product as this version of the program writes it.
    pub(super) fn renew(&self, batch: &mut Batch, id: ProductId) {
        if let Some(record) = self.known.get(&id).filter(|_| self.renewed.contains(&id)) {
            batch.set(&id, record);
        }
    }

    /// Whether the product was held as it is, and would be mapped as it was then.
    pub(super) fn was_tried(&self, product: &Product, held: &Held) -> bool {
        held.source.as_deref().is_some_and(|source| self.is_text_of(product, source))
    }

    /// Whether this is the text of the product's fingerprint.
    pub(super) fn is_text_of(&self, product: &Product, source: &str) -> bool {
        self.mapping.is_text_of(source, &self.fingerprint(product))
    }

    fn fingerprint(&self, product: &Product) -> Fingerprint {
        let supplier = product.supplier_id.and_then(|id| self.suppliers.get(&id));
        Fingerprint::of(&self.source(product, supplier), &self.mapping)
    }

    /// The number that a product wants and does not have, as it is compared, and whether the WMS knows the product.
    pub(super) fn wanted_number(&self, id: ProductId, product: &Product) -> (Option<String>, bool) {
        let known = self.known.get(&id);
        let number = number_key(&wms_erp_mapping::article_number(product));
        let has_it = known.is_some_and(|record| number_key(&record.number) == number);
        ((!has_it).then_some(number), known.is_some())
    }

    /// Brings one product to the WMS if that is needed. The batch holds what is to be remembered of it; the caller adds
    /// its own and commits, before the next product.
    pub(super) async fn write(
        &mut self,
        product: &Product,
        needed: bool,
    ) -> Result<(ArticleOutcome, Batch), RunError> {
        let mut batch = Batch::new();
        let fate = match self.bring(product, needed, &mut batch).await? {
            Ok(fate) => fate,
            Err(obstacle) => ArticleOutcome::Held(obstacle.for_source(self.fingerprint(product).text())),
        };
        Ok((fate, batch))
    }

    async fn bring(
        &mut self,
        product: &Product,
        needed: bool,
        batch: &mut Batch,
    ) -> Result<Result<ArticleOutcome, HoldReason>, RunError> {
        let Some(id) = product.id.filter(|id| id.0 > 0) else {
            let what = "a product without an id cannot become an article";
            let remedy = "check the product in 24SevenOffice; it should have an id above zero";
            return Ok(Err(HoldReason::new(Class::NeedsPerson, what, remedy)));
        };
        if let Err(obstacle) = self.check_supplier(product) {
            return Ok(Err(obstacle));
        }
        let fingerprint = self.fingerprint(product);
        let known = self.known.get(&id);
        if known.is_some_and(|record| record.fingerprint == fingerprint) {
            self.renew(batch, id);
            return Ok(Ok(ArticleOutcome::Unchanged));
        }
        if self.is_ignored(product) {
            return Ok(if needed { Err(hooked::ignored(id)) } else { Ok(ArticleOutcome::Ignored) });
        }
        if known.is_none() && is_expired(product) && !needed {
            return Ok(Ok(ArticleOutcome::LeftOut));
        }
        let mut mapped = match self.mapped(product) {
            Ok(mapped) => mapped,
            Err(obstacle) => return Ok(Err(obstacle)),
        };
        if let Err(obstacle) = self.check_number(id, product) {
            self.bind_unanswered(id, product, batch).await?;
            return Ok(Err(self.look_for_ring(product, &mapped.value, obstacle, batch).await?));
        }
        if needed && known.is_some() {
            // An order needs it: one that people have deactivated would be refused there.
            mapped.value.is_obsolete.get_or_insert(false);
        }
        for note in &mapped.notes {
            self.run.reason(id.to_string(), None, format!("{}: {}", note.field, note.text), "");
        }
        let known = known.cloned();
        self.unsettle(id, self.wanted_number(id, product).0.is_some()).await?;
        let what = format!("article {}", mapped.value.article_number.as_deref().unwrap_or_default());
        let system_id = match self.send(id, what, &mapped.value).await? {
            Ok(system_id) => system_id.or_else(|| known.as_ref().and_then(|record| record.system_id)),
            Err(obstacle) => {
                let number = self.wanted_number(id, product).0;
                if obstacle.class == Class::Rejected
                    && self.bind_unanswered(id, product, batch).await?
                    && let Some(number) = number
                {
                    return Ok(Err(obstacle.waiting_for(waits_for_number(&number))));
                }
                return Ok(Err(obstacle));
            }
        };
        let only_mapping = known.is_some_and(|record| record.fingerprint.source == fingerprint.source);
        let number = wms_erp_mapping::article_number(product);
        self.remember(batch, id, self.record(product, number, system_id, fingerprint));
        Ok(Ok(if only_mapping { ArticleOutcome::Remapped } else { ArticleOutcome::Written }))
    }

    /// Whether the product is bound to an article of the WMS.
    pub(crate) fn knows(&self, id: ProductId) -> bool {
        self.known.contains_key(&id)
    }

    /// Fails while another product has the number, or wants it with no less right.
    fn check_number(&self, id: ProductId, product: &Product) -> Result<(), HoldReason> {
        let (Some(key), _) = self.wanted_number(id, product) else { return Ok(()) };
        let number = wms_erp_mapping::article_number(product);
        let (what, remedy) = match (self.owners.get(&key), self.rivals.get(&id)) {
            (Some(owner), _) if *owner != id => (
                format!("the number {number:?} belongs to product {owner} already"),
                format!("give product {id} or product {owner} another number in 24SevenOffice"),
            ),
            (_, Some(others)) => {
                let others = others.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                (
                    format!("the number {number:?} is also the number of product {others}"),
                    format!(
                        "give all but one of the products {id}, {others} another number in 24SevenOffice"
                    ),
                )
            }
            _ => return Ok(()),
        };
        Err(HoldReason::new(Class::NeedsPerson, what, remedy).waiting_for(waits_for_number(&key)))
    }

    async fn send(
        &self,
        id: ProductId,
        what: String,
        article: &ArticleDefinition,
    ) -> Result<Result<Option<i32>, HoldReason>, RunError> {
        let permit = self.run.permit(|| PlannedWrite {
            process: self.run.process,
            record: id.to_string(),
            what,
            ordered: None,
            fields: self.beside_now(id, article),
        });
        match permit {
            Permit::Make => {}
            Permit::Noted => return Ok(Ok(None)),
            Permit::Refused(obstacle) => return Ok(Err(obstacle)),
        }
        match self.run.wms.process_article(article).await {
            Ok(system_id) => {
                self.run.side_is_ok();
                Ok(Ok(system_id))
            }
            Err(error) => {
                if error.kind == ErrorKind::Refused
                    && let Some(ours) = Box::pin(self.taken_from_us(id, article)).await?
                    && let Ok(system_id) = self.run.wms.process_article(&ours).await
                {
                    self.run.side_is_ok();
                    let what = "the product code was changed in the WMS by hand; it is the product's again";
                    self.run.reason(id.to_string(), None, what, "");
                    return Ok(Ok(system_id));
                }
                Ok(Err(HoldReason::from(&self.run.wms_write_failed(error).await?)))
            }
        }
    }
}

fn ids(products: &[Product]) -> Vec<ProductId> {
    products.iter().filter_map(|product| product.id).collect()
}
