//! What people ask of the engine. An operator request is a document that the process finds at its next run, so that it can be made at
//! any time, by any process that can open the store.

use twentyfour_client::types::{OrderId, ProductId};

use crate::context::{RunError, damaged};
use crate::document::{
    ArticleRecord, Asked, AskedFor, AskedKey, Dismissal, Dismissed, EventKey, EventNumber, Held, HeldKey,
    OrderEvent, OrderEventKind, OrderRecord,
};
use crate::engine::Operator;
use crate::observer::Event;
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::store::Batch;

impl Operator<'_> {
    /// Approves the changes that the safety limit of a process blocks, for its next run: stock that would go to zero,
    /// or status writes that changed more than the status. A process of the host's own may have such a limit too
    /// ([`RunContext::is_approved`](crate::RunContext::is_approved)).
    ///
    /// # Errors
    /// [`RunError::NoSafetyLimit`], if the process has none; if the tenant is unknown or the store fails.
    pub async fn release(self, process: Process) -> Result<(), RunError> {
        if !process.may_have_safety_limit() {
            return Err(RunError::NoSafetyLimit(process));
        }
        self.ask(AskedKey::new(AskedFor::Release, process, None)).await
    }

    /// Retries a held record at the next run, whatever its class and due time; returns the held record.
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if the process holds no such record; if the tenant is unknown or the store fails.
    pub async fn retry(self, process: Process, record: impl Into<RecordId>) -> Result<Held, RunError> {
        let record = record.into();
        let held = self.held(process, &record).await?;
        self.ask(AskedKey::new(AskedFor::Retry, process, Some(record.as_str()))).await?;
        Ok(held)
    }

    /// The same for all records that a process holds; returns their number.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn retry_all(self, process: Process) -> Result<u64, RunError> {
        self.ask(AskedKey::new(AskedFor::Retry, process, None)).await?;
        Ok(self.engine.documents(self.tenant).count(&Held::of(process)).await?)
    }

    /// Writes a record to the WMS again at the next run although nothing has changed: an article (by its product's id) that
    /// was transferred, or an order (by its id) that is still open. The warehouse's own changes of it are overwritten.
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if no such record was transferred; if the tenant is unknown, the process is neither
    /// articles nor orders, or the store fails.
    pub async fn rewrite(self, process: Process, record: impl Into<RecordId>) -> Result<(), RunError> {
        let record = record.into();
        self.check_rewrite(process)?;
        let documents = self.engine.documents(self.tenant);
        let is_known = match (process, record.number()) {
            (Process::Articles, Some(id)) => documents.has::<ArticleRecord>(&ProductId(id)).await?,
            (_, Some(id)) => documents.has::<OrderRecord>(&OrderId(id)).await?,
            (_, None) => false,
        };
        if !is_known {
            return Err(RunError::UnknownRecord {
                process,
                record,
                expected: "among the transferred records",
            });
        }
        self.ask(AskedKey::new(AskedFor::Rewrite, process, Some(record.as_str()))).await
    }

    /// The same for every article that was transferred, or every order that is still open.
    ///
    /// # Errors
    /// If the tenant is unknown, the process is neither articles nor orders, or the store fails.
    pub async fn rewrite_all(self, process: Process) -> Result<(), RunError> {
        self.check_rewrite(process)?;
        self.ask(AskedKey::new(AskedFor::Rewrite, process, None)).await
    }

    fn check_rewrite(self, process: Process) -> Result<(), RunError> {
        self.engine.tenant(self.tenant)?;
        if !matches!(process, Process::Articles | Process::Orders) {
            return Err(RunError::Stopped {
                what: format!("{process} has no records that could be rewritten"),
                remedy: "choose articles or orders".to_owned(),
            });
        }
        Ok(())
    }

    /// What a process holds of a record.
    async fn held(self, process: Process, record: &RecordId) -> Result<Held, RunError> {
        self.engine.tenant(self.tenant)?;
        let key = HeldKey::new(process, record.as_str());
        let now = self.engine.inner.clock.now();
        let documents = self.engine.documents(self.tenant);
        let found = documents.get::<Held>(std::slice::from_ref(&key)).await?.pop().flatten();
        let found = found.map(|found| damaged::held(&key, found, now));
        found.ok_or_else(|| RunError::UnknownRecord { process, record: record.clone(), expected: "held" })
    }

    /// Closes a held record permanently: it is not retried, and not held again for the same cause. For a notice, this
    /// acknowledges it. Returns what was closed.
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if the process holds no such record; if the tenant is unknown or the store fails.
    pub async fn dismiss(
        self,
        process: Process,
        record: impl Into<RecordId>,
        reason: impl Into<String>,
    ) -> Result<Dismissal, RunError> {
        let record = record.into();
        let held = self.held(process, &record).await?;
        let key = HeldKey::new(process, record.as_str());
        let at = self.engine.inner.clock.now();
        let seen = match key.order() {
            Some(id) => {
                self.engine.documents(self.tenant).one::<OrderRecord>(&id).await?.and_then(|order| order.seen)
            }
            None => None,
        };
        let Held { what, source, .. } = held;
        let dismissed = Dismissed { what, reason: reason.into(), at, source, seen };
        let mut closed = None;
        let mut batch = Batch::new();
        batch.remove::<Held>(&key).set(&key, &dismissed);
        if let (Process::Orders | Process::OrderStatus, Some(Ok(order))) =
            (process, record.as_str().split('/').next().map(str::parse::<i32>))
        {
            let detail = format!("{}: {}", dismissed.reason, dismissed.what);
            let event = OrderEvent { at, process, kind: OrderEventKind::Dismissed, detail, request_id: None };
            batch.set(&EventKey::new(OrderId(order), &event, EventNumber::Dismissed), &event);
            closed = Some((order, event.detail));
        }
        self.engine.inner.store.commit(self.tenant, &[], batch).await?;
        if let Some((order, detail)) = &closed {
            let kind = OrderEventKind::Dismissed;
            self.engine.inner.observer.on_event(&Event::Order {
                tenant: self.tenant,
                order: &RecordId::from(*order),
                kind,
                detail,
            });
        }
        Ok(Dismissal::new(process, record.to_string(), dismissed))
    }

    async fn ask(self, key: AskedKey) -> Result<(), RunError> {
        self.engine.tenant(self.tenant)?;
        let mut batch = Batch::new();
        batch.set(&key, &Asked { at: self.engine.inner.clock.now() });
        Ok(self.engine.inner.store.commit(self.tenant, &[], batch).await?)
    }
}
