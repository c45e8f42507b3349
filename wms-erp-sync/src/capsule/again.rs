//! Writes that failed, made once more on sides that fail them with the words that were kept.
//!
//! A plan writes nothing, so nothing fails in it that failed when it was written. And no vendor is asked to refuse anything once more
//! for a report. What is remembered says which write failed, and how: a held record, or the report of a run that the failure ended.

use std::pin::pin;
use std::sync::Arc;

use futures::TryStreamExt;
use tokio_util::sync::CancellationToken;
use twentyfour_client::types::{OrderId, ProductId};

use super::TENANT;
use super::failing::{Failing, FailingErp, FailingWms, Write};
use super::outcome::{CapsuleOutcome, HeldOutcome, ProcessOutcome};
use super::scoped::Scoped;
use crate::context::RunError;
use crate::document::report::{Outcome, Report};
use crate::document::{
    Asked, AskedFor, AskedKey, Class, Documents, Held, HeldKey, Shipment, article_waited_for,
    delivered_record, tracking_record,
};
use crate::engine::Trigger;
use crate::port::ErrorKind;
use crate::process_id::Process;
use crate::store::{Batch, Store, StoreError};
use crate::tenant::Tenant;

/// What the words of a failed save begin with.
const SAVE: &str = "24SevenOffice: SaveInvoices: ";
/// What the words begin with of an order that the WMS neither took nor refused.
const UNANSWERED: &[&str] = &["Ongoing: ProcessOrder: ", "Ongoing: PUT /orders: "];

/// A write that failed.
#[derive(Debug)]
pub(super) struct Failure {
    process: Process,
    /// The record that is held for it, and as what; none if it ended the run.
    held: Option<(String, Class)>,
    failing: Failing,
}

/// The failures that are remembered, but for those that a plan shows by itself.
pub(super) async fn failures(
    scoped: &Scoped<'_>,
    planned: &CapsuleOutcome,
) -> Result<Vec<Failure>, RunError> {
    let store = scoped.store().await?;
    let documents = Documents::new(&store, TENANT);
    let mut failures = Vec::new();
    for outcome in planned.processes.iter().filter(|outcome| outcome.failed.is_none()) {
        let mut held = pin!(documents.stream(Held::of(outcome.process)));
        while let Some((_, found)) = held.try_next().await? {
            let Ok(held) = found else { continue };
            // A notice of an order is shown under the order's own name, and holds nothing.
            let is_shown = |shown: &HeldOutcome| shown.record == held.record && shown.class != Class::Notice;
            let is_shown = outcome.held.iter().any(is_shown);
            failures.extend(Failure::of_record(&held).filter(|_| !is_shown));
        }
        // What is found to be saved after all failed for no order.
        if !outcome.writes.is_empty() {
            let report = documents.one::<Report>(&outcome.process).await?;
            failures.extend(report.as_ref().and_then(Failure::of_run));
        }
    }
    Ok(failures)
}

impl Failure {
    fn of_record(held: &Held) -> Option<Self> {
        let (write, words) = match (held.class, said_by_erp(&held.what)) {
            (Class::NeedsPerson, _) => return None,
            (Class::Waiting, _) => (Write::Article, said_of_article(held)?),
            (_, Some(words)) => (Write::Save, words),
            (Class::Rejected, None) if held.process == Process::Orders => {
                (Write::Order, said_by_wms(&held.what))
            }
            (Class::Transient, None) if UNANSWERED.iter().any(|words| held.what.starts_with(words)) => {
                (Write::Order, held.what.as_str())
            }
            _ => return None,
        };
        let kind = match held.class {
            Class::Transient => ErrorKind::Transient,
            _ => ErrorKind::Refused,
        };
        let (words, remedy) = (words.to_owned(), held.remedy.clone());
        let failing = Failing { write, kind, words, remedy };
        Some(Self { process: held.process, held: Some((held.record.clone(), held.class)), failing })
    }

    fn of_run(report: &Report) -> Option<Self> {
        let reason = report.reasons.iter().find(|reason| reason.record.is_empty())?;
        let words = said_by_erp(&reason.what).filter(|_| report.outcome == Outcome::Failed)?;
        let kind = match reason.class {
            Some(Class::Rejected) => ErrorKind::Refused,
            Some(Class::Transient) => ErrorKind::Transient,
            _ => ErrorKind::Access,
        };
        let (words, remedy) = (words.to_owned(), reason.remedy.clone());
        let failing = Failing { write: Write::WholeSave, kind, words, remedy };
        Some(Self { process: report.process, held: None, failing })
    }

    /// What came of it, in outline.
    pub(super) fn outline(&self) -> String {
        let process = self.process;
        match &self.held {
            Some((record, class)) => format!("{process}: again {record} ({})", class.as_str()),
            None => format!("{process}: again failed"),
        }
    }

    /// Runs its process once more on sides that fail it. None if it is not written any more.
    pub(super) async fn replay(
        &self,
        scoped: &Scoped<'_>,
        tenant: &Tenant,
    ) -> Result<Option<ProcessOutcome>, RunError> {
        let store = scoped.store().await?;
        self.make_due(&store, scoped.order).await?;
        let engine = scoped.engine(&store);
        let failing = &self.failing;
        let (erp, wms) = (Arc::clone(&tenant.erp), Arc::clone(&tenant.wms));
        engine.put_tenant(Tenant {
            erp: Arc::new(FailingErp { inner: erp, failing: failing.clone() }),
            wms: Arc::new(FailingWms { inner: wms, failing: failing.clone() }),
            ..tenant.clone()
        });
        let cancel = CancellationToken::new();
        let report = Box::pin(engine.run(TENANT, self.process, Trigger::Manual, &cancel)).await?;
        if report.outcome != Outcome::Done {
            let why = report.reasons.into_iter().find(|reason| reason.record.is_empty());
            let why = why.map(|reason| reason.what).unwrap_or_default();
            return Ok(Some(ProcessOutcome::failed(self.process, why)));
        }
        let Some((record, _)) = &self.held else { return Ok(None) };
        let key = HeldKey::new(self.process, record.as_str());
        let held = Documents::new(&store, TENANT).one::<Held>(&key).await?;
        let is_new = |held: &Held| held.last_tried == scoped.at;
        Ok(held.filter(is_new).map(|held| ProcessOutcome::held(self.process, &held)))
    }

    /// What is only said of an order is not tried again by itself.
    async fn make_due(&self, store: &Arc<dyn Store>, order: OrderId) -> Result<(), StoreError> {
        let Some((record, Class::Notice)) = &self.held else { return Ok(()) };
        let mut batch = Batch::new();
        if *record == tracking_record(order) {
            let key = AskedKey::new(AskedFor::Retry, self.process, Some(record));
            batch.set(&key, &Asked { at: chrono::DateTime::UNIX_EPOCH });
        } else if *record == delivered_record(order) {
            batch.remove::<Shipment>(&order);
        }
        store.commit(TENANT, &[], batch).await
    }
}

/// What the ERP said of a save, out of what is said of it.
fn said_by_erp(what: &str) -> Option<&str> {
    what.find(SAVE).map(|at| &what[at..])
}

/// What the WMS said, out of what is said of a refused change.
fn said_by_wms(what: &str) -> &str {
    let words = what.strip_prefix("the WMS refused the change of the order: ").unwrap_or(what);
    words.split("; the WMS has another ").next().unwrap_or(words)
}

/// What the WMS said of the article that an order waits for.
fn said_of_article(held: &Held) -> Option<&str> {
    let ProductId(product) = article_waited_for(held.waits_for.as_deref()?)?;
    held.what.strip_prefix(&format!("product {product} has no article in the WMS: "))
}
