//! What people ask of the engine. An operator request is a document that the process finds at its next run, so that it can be made at
//! any time, by any process that can open the store.

use twentyfour_client::types::{OrderId, ProductId};

use crate::context::{RunError, damaged};
use crate::document::{
    ArticleRecord, Asked, AskedFor, AskedKey, Dismissed, EventKey, EventNumber, Held, HeldKey, OrderEvent,
    OrderEventKind, OrderRecord,
};
use crate::engine::Operator;
use crate::observer::Event;
use crate::process_id::Process;
use crate::store::Batch;

impl Operator<'_> {
    /// Approves for the next run of a process what a safety limit held back: stock that would go to zero, or status writes that
    /// changed more than the status.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn release(self, process: Process) -> Result<(), RunError> {
        self.ask(AskedKey::new(AskedFor::Release, process, None)).await
    }

    /// Tries a held record again at the next run, whatever its class and due time; `None` means all of the process.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn retry(self, process: Process, record: Option<&str>) -> Result<(), RunError> {
        self.ask(AskedKey::new(AskedFor::Retry, process, record)).await
    }

    /// Writes a record to the WMS again at the next run although nothing has changed: an article (by its product's id) that
    /// was transferred, or an order (by its id) that is still open; `None` means all of them. The warehouse's own changes
    /// of it are overwritten. `false` if no such record was transferred.
    ///
    /// # Errors
    /// If the tenant is unknown, the process is neither articles nor orders, or the store fails.
    pub async fn rewrite(self, process: Process, record: Option<&str>) -> Result<bool, RunError> {
        self.engine.tenant(self.tenant)?;
        if !matches!(process, Process::Articles | Process::Orders) {
            return Err(RunError::Stopped {
                what: format!(
                    "{process} has nothing that could be written again although it has not changed"
                ),
                remedy: "ask for articles or for orders".to_owned(),
            });
        }
        if let Some(record) = record {
            let Ok(id) = record.parse() else { return Ok(false) };
            let documents = self.engine.documents(self.tenant);
            let is_known = match process {
                Process::Articles => documents.has::<ArticleRecord>(&ProductId(id)).await?,
                _ => documents.has::<OrderRecord>(&OrderId(id)).await?,
            };
            if !is_known {
                return Ok(false);
            }
        }
        self.ask(AskedKey::new(AskedFor::Rewrite, process, record)).await?;
        Ok(true)
    }

    /// Closes a held record for good: it is not tried again, and not held again for the same cause. Acknowledges a
    /// notice. `false` if nothing of that name is held.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn dismiss(
        self,
        process: Process,
        record: &str,
        reason: impl Into<String>,
    ) -> Result<bool, RunError> {
        self.engine.tenant(self.tenant)?;
        let key = HeldKey::new(process, record);
        let at = self.engine.inner.clock.now();
        let found =
            self.engine.documents(self.tenant).get::<Held>(std::slice::from_ref(&key)).await?.pop().flatten();
        let Some(held) = found.map(|found| damaged::held(&key, found, at)) else { return Ok(false) };
        let dismissed = Dismissed { what: held.what.clone(), reason: reason.into(), at, source: held.source };
        let mut closed = None;
        let mut batch = Batch::new();
        batch.remove::<Held>(&key).set(&key, &dismissed);
        if let (Process::Orders | Process::OrderStatus, Some(Ok(order))) =
            (process, record.split('/').next().map(str::parse::<i32>))
        {
            let detail = format!("{}: {}", dismissed.reason, held.what);
            let event = OrderEvent { at, process, kind: OrderEventKind::Dismissed, detail };
            batch.set(&EventKey::new(OrderId(order), &event, EventNumber::Dismissed), &event);
            closed = Some((order, event.detail));
        }
        self.engine.inner.store.commit(self.tenant, &[], batch).await?;
        if let Some((order, detail)) = &closed {
            let kind = OrderEventKind::Dismissed;
            self.engine.inner.observer.on_event(&Event::Order {
                tenant: self.tenant,
                order: *order,
                kind,
                detail,
            });
        }
        Ok(true)
    }

    async fn ask(self, key: AskedKey) -> Result<(), RunError> {
        self.engine.tenant(self.tenant)?;
        let mut batch = Batch::new();
        batch.set(&key, &Asked { at: self.engine.inner.clock.now() });
        Ok(self.engine.inner.store.commit(self.tenant, &[], batch).await?)
    }
}
