//! All that is remembered of one order and of its returns, to be looked at elsewhere.

use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::Arc;

use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use twentyfour_client::types::{OrderId, ProductId};
use wms_erp_mapping::number_key;

use super::range::full;
use super::report::{Outcome, Report};
use super::{
    ArticleRecord, Asked, ChangedLines, Dismissed, Document, DocumentKey, Documents, DueArticle,
    DueOrderStatus, DueReturn, Held, KnownTracking, LateOrder, LateTracking, NumberOwner, OpenOrder,
    OrderEvent, OrderRecord, Progress, ReportedQuantities, RestOrder, ReturnRecord, SentOrder, Shipment,
    StatusProbe, StreamKey, TakenOrder, TakenOrderStatus, WantedOrder, form, return_of_record, undone_record,
};
use crate::process_id::Process;
use crate::store::{Batch, Scan, Store, StoreError, Table};

/// So many documents of one kind are taken: a timeline of an order has fewer.
const MOST: usize = 1000;

/// A document of a store, as a capsule has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CapsuleDocument {
    /// The table, by the name that stores know it by.
    pub table: String,
    /// The key.
    pub key: String,
    /// The document; a text if it is no JSON.
    pub(crate) value: Value,
}

/// What a store has of an order, of the articles of its rows, and of its returns: those that the WMS has, by their numbers, and those
/// that are remembered. Records that were read and not yet worked off are left out: the next run reads them again.
pub(crate) async fn of_order(
    store: &Arc<dyn Store>,
    tenant: &str,
    order: OrderId,
    products: &[ProductId],
    returns: &[String],
) -> Result<Vec<CapsuleDocument>, StoreError> {
    let mut found = Found { store, tenant, documents: Vec::new() };
    found.one::<OrderRecord>(&order).await?;
    found.one::<OpenOrder>(&order).await?;
    found.one::<SentOrder>(&order).await?;
    found.one::<LateTracking>(&order).await?;
    found.one::<RestOrder>(&order).await?;
    found.one::<Shipment>(&order).await?;
    found.one::<WantedOrder>(&order).await?;
    found.one::<TakenOrder>(&order).await?;
    found.one::<ChangedLines>(&order).await?;
    found.one::<LateOrder>(&order).await?;
    found.one::<DueOrderStatus>(&order).await?;
    found.one::<TakenOrderStatus>(&order).await?;
    found.one::<ReportedQuantities>(&order).await?;
    found.one::<KnownTracking>(&order).await?;
    found.one::<StatusProbe>(&()).await?;
    for stream in [
        StreamKey::all_open_orders(),
        StreamKey::order_status(),
        StreamKey::all_order_status(),
        StreamKey::returns(),
        StreamKey::all_returns(),
    ] {
        found.one::<Progress>(&stream).await?;
    }
    for process in [Process::Orders, Process::OrderStatus, Process::Returns] {
        found.failed_run(&process).await?;
    }
    for process in [Process::Orders, Process::OrderStatus] {
        found.record::<Held>(&process.text(), order).await?;
        found.record::<Dismissed>(&process.text(), order).await?;
        for asked in ["retry", "rewrite"] {
            found.record::<Asked>(&format!("{asked}/{process}"), order).await?;
            found.exactly::<Asked>(&format!("{asked}/{process}/*")).await?;
        }
    }
    found.beginning::<OrderEvent>(&format!("{}/", order.text())).await?;
    found.returns(order, returns).await?;
    for product in products {
        found.one::<ArticleRecord>(product).await?;
        found.one::<DueArticle>(product).await?;
        found.exactly::<Held>(&format!("{}/{product}", Process::Articles)).await?;
        let record =
            store.get(tenant, ArticleRecord::TABLE, &[&full(ArticleRecord::PREFIX, product)]).await?;
        let record = record.into_iter().flatten().next();
        if let Some(record) = record.and_then(|text| form::read::<ArticleRecord>("", &text).ok()) {
            found.one::<NumberOwner>(&number_key(&record.number)).await?;
        }
    }
    Ok(found.documents)
}

/// Writes documents into a store that has none of the tenant.
///
/// # Errors
/// [`StoreError::Corrupt`], if a document is in a table that this version does not know; if the store fails.
pub(crate) async fn restore(
    store: &Arc<dyn Store>,
    tenant: &str,
    documents: &[CapsuleDocument],
) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    for CapsuleDocument { table, key, value } in documents {
        let found = Table::ALL.iter().find(|known| known.as_str() == table);
        let corrupt = || StoreError::Corrupt {
            place: format!("{table}/{key}"),
            detail: "this version has no such table".to_owned(),
        };
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        batch.put(*found.ok_or_else(corrupt)?, key.as_str(), value);
    }
    store.commit(tenant, &[], batch).await
}

struct Found<'a> {
    store: &'a Arc<dyn Store>,
    tenant: &'a str,
    documents: Vec<CapsuleDocument>,
}

impl Found<'_> {
    async fn one<D: Document>(&mut self, key: &D::Key) -> Result<(), StoreError> {
        self.exactly::<D>(&key.text()).await
    }

    async fn exactly<D: Document>(&mut self, key: &str) -> Result<(), StoreError> {
        let key = format!("{}{key}", D::PREFIX);
        let found = self.store.get(self.tenant, D::TABLE, &[&key]).await?;
        if let Some(text) = found.into_iter().flatten().next() {
            self.add::<D>(key, text);
        }
        Ok(())
    }

    /// The documents of an order's record and of its parts, such as `10002` and `10002/short`.
    async fn record<D: Document>(&mut self, process: &str, order: OrderId) -> Result<(), StoreError> {
        self.exactly::<D>(&format!("{process}/{order}")).await?;
        self.beginning::<D>(&format!("{process}/{order}/")).await
    }

    /// What is remembered of the returns of an order.
    async fn returns(&mut self, order: OrderId, known: &[String]) -> Result<(), StoreError> {
        let documents = Documents::new(self.store, self.tenant);
        let mut numbers: BTreeSet<String> = known.iter().cloned().collect();
        let mut records = pin!(documents.stream(ReturnRecord::all()));
        while let Some((number, record)) = records.try_next().await? {
            let is_of_order = record.is_ok_and(|record| record.order == Some(order.0));
            numbers.extend(is_of_order.then_some(number));
        }
        let mut held = pin!(documents.stream(Held::of(Process::Returns)));
        while let Some((_, held)) = held.try_next().await? {
            let of_order = held.ok().filter(|held| held.about() == Some(order));
            numbers.extend(of_order.map(|held| return_of_record(&held.record).to_owned()));
        }
        let process = Process::Returns;
        for number in &numbers {
            self.one::<ReturnRecord>(number).await?;
            self.one::<DueReturn>(number).await?;
            for record in [number, &undone_record(number)] {
                self.exactly::<Held>(&format!("{process}/{record}")).await?;
                self.exactly::<Dismissed>(&format!("{process}/{record}")).await?;
                self.exactly::<Asked>(&format!("retry/{process}/{record}")).await?;
            }
        }
        self.exactly::<Asked>(&format!("retry/{process}/*")).await
    }

    /// The report of the last run of a process, if it failed, without what it says of single records.
    async fn failed_run(&mut self, process: &Process) -> Result<(), StoreError> {
        let report = Documents::new(self.store, self.tenant).one::<Report>(process).await?;
        let Some(mut report) = report.filter(|report| report.outcome == Outcome::Failed) else {
            return Ok(());
        };
        report.reasons.retain(|reason| reason.record.is_empty());
        report.request_id = None;
        if let Ok(text) = form::write(&report) {
            self.add::<Report>(full(Report::PREFIX, process), text);
        }
        Ok(())
    }

    async fn beginning<D: Document>(&mut self, beginning: &str) -> Result<(), StoreError> {
        let prefix = format!("{}{beginning}", D::PREFIX);
        for found in self.store.scan(self.tenant, D::TABLE, Scan::first(MOST).prefix(&prefix)).await? {
            self.add::<D>(found.key, found.value);
        }
        Ok(())
    }

    fn add<D: Document>(&mut self, key: String, text: String) {
        let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
        self.documents.push(CapsuleDocument { table: D::TABLE.as_str().to_owned(), key, value });
    }
}
