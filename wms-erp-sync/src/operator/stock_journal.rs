//! What changed the stock of an article, from both sides: why the ERP shows what it shows.

use std::collections::HashMap;
use std::pin::pin;

use asmx_soap::XsDateTime;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use ongoing_client::{MovementKind, StockMovement};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::ProductId;
use wms_erp_mapping::{STOCK_PROPERTIES, number_key, product_of_code, stock_level};

use super::vendor_wait;
use crate::context::RunError;
use crate::document::{ArticleRecord, NumberOwner, StockWrite};
use crate::engine::Inspector;
use crate::port::{Records, named};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::tenant::Tenant;
use crate::zone;

/// Which part of the journal is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JournalQuery {
    /// The number of an article, or the id of its product in the ERP; all articles without.
    pub article: Option<String>,
    /// From this time on.
    pub since: DateTime<Utc>,
    /// Up to this time; up to now without.
    pub until: Option<DateTime<Utc>>,
}

impl JournalQuery {
    /// All that happened to the stock since a time.
    pub fn since(time: DateTime<Utc>) -> Self {
        Self { article: None, since: time, until: None }
    }

    /// Only that of one article, by its number or by the id of its product in the ERP.
    #[must_use]
    pub fn article(self, article: impl Into<String>) -> Self {
        Self { article: Some(article.into()), ..self }
    }

    /// Only that up to a time.
    #[must_use]
    pub fn until(self, time: DateTime<Utc>) -> Self {
        Self { until: Some(time), ..self }
    }
}

/// What changed the stock of one article or of all of them, in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StockJournal {
    /// The tenant.
    pub tenant: String,
    /// The beginning of the period.
    pub since: DateTime<Utc>,
    /// Its end.
    pub until: DateTime<Utc>,
    /// The article that was asked for, with its stock on both sides now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub article: Option<ArticleNow>,
    /// What happened, the earliest first. What has no time comes last.
    pub entries: Vec<JournalEntry>,
    /// Records of the WMS in this period that could not be read: what they say is missing.
    #[serde(default)]
    pub unreadable: u64,
}

/// The stock of one article now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleNow {
    /// Its product in the ERP.
    pub product: RecordId,
    /// Its number in the WMS.
    pub number: String,
    /// What the ERP shows; none if it shows nothing or has no such product.
    pub erp: Option<Decimal>,
    /// What the WMS reports, by the tenant's basis and in the warehouses that count; none if it has no such article.
    pub wms: Option<Decimal>,
}

/// One change of stock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JournalEntry {
    /// When; none where the WMS does not say.
    pub at: Option<DateTime<Utc>>,
    /// What happened.
    pub kind: JournalKind,
    /// The product in the ERP, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<RecordId>,
    /// The article's number in the WMS, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// By how much, with its sign. Of what was written to the ERP: by how much that changed what it showed, where it showed
    /// something.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub change: Option<Decimal>,
    /// What was written to the ERP.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stock: Option<Decimal>,
    /// The order, purchase order, return order or stock-taking in the WMS.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<String>,
    /// Why, in the warehouse's words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cause: Option<String>,
    /// What a person noted in the WMS.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
    /// Of a return: whether the goods were taken out of the stock again, which the WMS may list as an adjustment too. None where the
    /// WMS does not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub removed_again: Option<bool>,
}

/// What can happen to stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum JournalKind {
    /// The WMS: a stock-taking found another quantity, or a person adjusted it; scrapping is reported so too.
    Adjusted,
    /// The WMS: goods of a purchase order were received.
    Received,
    /// The WMS: goods of a sales order came back.
    Returned,
    /// The WMS: an order was shipped.
    Shipped,
    /// The stock was written to the ERP.
    WrittenToErp,
}

impl JournalKind {
    /// The machine name, as in JSON: `adjusted`, `written_to_erp`. It stays the same across versions.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adjusted => "adjusted",
            Self::Received => "received",
            Self::Returned => "returned",
            Self::Shipped => "shipped",
            Self::WrittenToErp => "written_to_erp",
        }
    }
}

/// What the WMS is asked for.
const KINDS: [(MovementKind, JournalKind); 4] = [
    (MovementKind::Adjusted, JournalKind::Adjusted),
    (MovementKind::Received, JournalKind::Received),
    (MovementKind::Returned, JournalKind::Returned),
    (MovementKind::Shipped, JournalKind::Shipped),
];

impl Inspector<'_> {
    /// What changed the stock in a period, by what the WMS reports and by what was written to the ERP: adjustments, receipts of
    /// purchase orders, returns, shipments. Reads the WMS, and for one article the ERP; nothing is written.
    ///
    /// What the WMS has no list of is missing, such as goods that are received without a purchase order, and so is what others
    /// change in the ERP. What was written to the ERP is known for the tenant's [`retention`](Tenant::retention).
    ///
    /// The entries are held in memory, at most [`StockJournal::MAX_ENTRIES`].
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if no run has seen such an article; [`RunError::Stopped`], if there are more entries; if the
    /// tenant is unknown, or a side or the store fails: half a journal would be misread.
    pub async fn stock_journal(self, query: JournalQuery) -> Result<StockJournal, RunError> {
        let tenant = self.engine.tenant(self.tenant)?;
        vendor_wait::heeding(self.engine, &tenant, Box::pin(self.journal(&tenant, query))).await
    }

    async fn journal(self, tenant: &Tenant, query: JournalQuery) -> Result<StockJournal, RunError> {
        let wanted = match &query.article {
            Some(name) => Some(self.article_named(name).await?),
            None => None,
        };
        let until = query.until.unwrap_or_else(|| self.engine.inner.clock.now());
        let mut journal = Journal {
            tenant,
            wanted: wanted.as_ref(),
            since: query.since,
            until,
            found: Vec::new(),
            unreadable: 0,
        };
        // In a period that ends before it begins nothing happened, and no one has to be asked.
        let kinds = if query.since < until { &KINDS[..] } else { &[] };
        for &(movements, kind) in kinds {
            // Nothing there is older; a time of centuries ago has an offset that services cannot read.
            let since: XsDateTime = zone::told(query.since.max(DateTime::UNIX_EPOCH), tenant.wms_zone);
            journal.read(tenant.wms.stock_movements(movements, since).await?, kind).await?;
        }
        self.writes(&mut journal).await?;
        let Journal { found: mut entries, unreadable, .. } = journal;
        self.complete(&mut entries).await?;
        // The sort is stable: what has one time keeps the order in which it was read.
        entries.sort_by_key(|entry| (entry.at.is_none(), entry.at));
        let article = match wanted {
            Some((product, record)) => Some(now(tenant, product, record).await?),
            None => None,
        };
        Ok(StockJournal {
            tenant: tenant.name.clone(),
            since: query.since,
            until,
            article,
            entries,
            unreadable,
        })
    }

    /// The article that people call so: by its number, else by the id of its product.
    async fn article_named(self, name: &str) -> Result<(ProductId, ArticleRecord), RunError> {
        let documents = self.engine.documents(self.tenant);
        let owner =
            documents.one::<NumberOwner>(&number_key(name)).await?.map(|NumberOwner(id)| ProductId(id));
        let by_id = name.trim().parse().ok().map(ProductId);
        for product in owner.into_iter().chain(by_id) {
            if let Some(record) = documents.one::<ArticleRecord>(&product).await? {
                return Ok((product, record));
            }
        }
        Err(RunError::UnknownRecord {
            process: Process::Articles,
            record: name.into(),
            expected: "the number of an article that was sent to the WMS, or the id of its product in the ERP",
        })
    }

    /// What was written to the ERP.
    async fn writes(self, journal: &mut Journal<'_>) -> Result<(), RunError> {
        let documents = self.engine.documents(self.tenant);
        let mut written = pin!(documents.stream(StockWrite::since(journal.since)));
        while let Some((key, write)) = written.try_next().await? {
            if key.at() > journal.until {
                break;
            }
            // One that is damaged says nothing any more; the comparison goes by other documents.
            let Ok(StockWrite { from, to }) = write else { continue };
            if journal.wanted.is_none_or(|(product, _)| *product == key.product) {
                journal.add(JournalEntry {
                    at: Some(key.at()),
                    product: Some(key.product.0.into()),
                    change: from.and_then(|from| to.checked_sub(from)),
                    stock: Some(to),
                    ..JournalEntry::new(JournalKind::WrittenToErp)
                })?;
            }
        }
        Ok(())
    }

    /// Says of each entry which product and which article it is of, where the store knows it.
    async fn complete(self, entries: &mut [JournalEntry]) -> Result<(), RunError> {
        let documents = self.engine.documents(self.tenant);
        let numbers: Vec<String> = entries
            .iter()
            .filter(|entry| entry.product.is_none())
            .filter_map(|entry| entry.number.as_deref().map(number_key))
            .collect();
        let owners = documents.readable::<NumberOwner>(&numbers).await?;
        let owners: HashMap<String, i32> =
            numbers.into_iter().zip(owners).filter_map(|(number, owner)| Some((number, owner?.0))).collect();
        for entry in entries.iter_mut().filter(|entry| entry.product.is_none()) {
            let owner = entry.number.as_deref().and_then(|number| owners.get(&number_key(number)));
            entry.product = owner.copied().map(RecordId::from);
        }
        let products: Vec<ProductId> = entries
            .iter()
            .filter(|entry| entry.number.is_none())
            .filter_map(|entry| entry.product.as_ref()?.number().map(ProductId))
            .collect();
        let records = documents.readable::<ArticleRecord>(&products).await?;
        let records: HashMap<ProductId, String> = products
            .into_iter()
            .zip(records)
            .filter_map(|(product, record)| Some((product, record?.number)))
            .collect();
        for entry in entries.iter_mut().filter(|entry| entry.number.is_none()) {
            let product = entry.product.as_ref().and_then(RecordId::number).map(ProductId);
            entry.number = product.and_then(|product| records.get(&product).cloned());
        }
        Ok(())
    }
}

impl StockJournal {
    /// How many entries a journal can have.
    pub const MAX_ENTRIES: usize = 100_000;
}

impl JournalEntry {
    fn new(kind: JournalKind) -> Self {
        Self {
            at: None,
            kind,
            product: None,
            number: None,
            change: None,
            stock: None,
            reference: None,
            cause: None,
            comment: None,
            removed_again: None,
        }
    }
}

/// A journal that is being read.
struct Journal<'j> {
    tenant: &'j Tenant,
    wanted: Option<&'j (ProductId, ArticleRecord)>,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
    found: Vec<JournalEntry>,
    unreadable: u64,
}

impl Journal<'_> {
    async fn read(
        &mut self,
        mut movements: Records<StockMovement>,
        kind: JournalKind,
    ) -> Result<(), RunError> {
        loop {
            match movements.try_next().await {
                Ok(None) => return Ok(()),
                Ok(Some(movement)) => self.note(movement, kind)?,
                Err(error) if error.is_item() => self.unreadable += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn note(&mut self, movement: StockMovement, kind: JournalKind) -> Result<(), RunError> {
        let product = movement.product_code.as_deref().and_then(product_of_code);
        let number = movement.article_number;
        if let Some((wanted, record)) = self.wanted {
            let by_number = || number.as_deref().map(number_key) == Some(number_key(&record.number));
            if !product.map_or_else(by_number, |product| product == *wanted) {
                return Ok(());
            }
        }
        let at = movement.time.map(|time| time.instant(&self.tenant.wms_zone));
        // A record that changed in this period may have earlier movements too.
        if at.is_some_and(|at| at < self.since || at > self.until) {
            return Ok(());
        }
        self.add(JournalEntry {
            at,
            product: product.map(|product| product.0.into()),
            number,
            change: Some(movement.quantity),
            reference: movement.reference,
            cause: movement.cause,
            comment: movement.comment,
            removed_again: movement.is_removed_again,
            ..JournalEntry::new(kind)
        })
    }

    fn add(&mut self, entry: JournalEntry) -> Result<(), RunError> {
        if self.found.len() == StockJournal::MAX_ENTRIES {
            return Err(RunError::Stopped {
                what: format!("the journal has more than {} entries", StockJournal::MAX_ENTRIES),
                remedy: "ask for one article, or for a shorter period".to_owned(),
            });
        }
        self.found.push(entry);
        Ok(())
    }
}

/// The stock of an article on both sides now.
async fn now(tenant: &Tenant, product: ProductId, record: ArticleRecord) -> Result<ArticleNow, RunError> {
    let mut products = tenant.erp.products(&[product], &named(STOCK_PROPERTIES)).await?;
    let erp = products.try_next().await?.and_then(|product| product.stock);
    let settings = tenant.stock.clone().unwrap_or_default();
    let numbers = [record.number.clone()];
    let mut lines = tenant.wms.inventory_of(&numbers, &settings.warehouses).await?;
    let wms = lines.try_next().await?.and_then(|line| stock_level(&line, settings.basis));
    Ok(ArticleNow { product: product.0.into(), number: record.number, erp, wms })
}
