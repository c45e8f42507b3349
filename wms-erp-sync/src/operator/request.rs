//! What people ask of the engine. An operator request is a document that the process finds at its next run, so that it can be made at
//! any time, by any process that can open the store.

use futures::TryStreamExt;
use twentyfour_client::types::{OrderId, ProductId};

use crate::context::{RunError, damaged};
use crate::document::report::Report;
use crate::document::{
    ArticleRecord, Asked, AskedFor, AskedKey, Dismissal, Dismissed, Document, EventKey, EventNumber, Found,
    Held, HeldKey, OrderEvent, OrderEventKind, OrderRecord, Range,
};
use crate::engine::Engine;
use crate::observer::Event;
use crate::process_id::Process;
use crate::store::Batch;

impl Engine {
    pub(crate) async fn release(&self, tenant: &str, process: Process) -> Result<(), RunError> {
        self.ask(tenant, AskedKey::new(AskedFor::Release, process, None)).await
    }

    pub(crate) async fn retry(
        &self,
        tenant: &str,
        process: Process,
        record: Option<&str>,
    ) -> Result<(), RunError> {
        self.ask(tenant, AskedKey::new(AskedFor::Retry, process, record)).await
    }

    pub(crate) async fn rewrite(
        &self,
        tenant: &str,
        process: Process,
        record: Option<&str>,
    ) -> Result<bool, RunError> {
        self.tenant(tenant)?;
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
            let documents = self.documents(tenant);
            let is_known = match process {
                Process::Articles => documents.has::<ArticleRecord>(&ProductId(id)).await?,
                _ => documents.has::<OrderRecord>(&OrderId(id)).await?,
            };
            if !is_known {
                return Ok(false);
            }
        }
        self.ask(tenant, AskedKey::new(AskedFor::Rewrite, process, record)).await?;
        Ok(true)
    }

    pub(crate) async fn dismiss(
        &self,
        tenant: &str,
        process: Process,
        record: &str,
        reason: String,
    ) -> Result<bool, RunError> {
        self.tenant(tenant)?;
        let key = HeldKey::new(process, record);
        let at = self.inner.clock.now();
        let found = self.documents(tenant).get::<Held>(std::slice::from_ref(&key)).await?.pop().flatten();
        let Some(held) = found.map(|found| damaged::held(&key, found, at)) else { return Ok(false) };
        let source = held.source.filter(|_| process == Process::Orders);
        let dismissed = Dismissed { what: held.what.clone(), reason, at, source };
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
        self.inner.store.commit(tenant, &[], batch).await?;
        if let Some((order, detail)) = &closed {
            let kind = OrderEventKind::Dismissed;
            self.inner.observer.on_event(&Event::Order { tenant, order: *order, kind, detail });
        }
        Ok(true)
    }

    pub(crate) async fn held(&self, tenant: &str) -> Result<Vec<Held>, RunError> {
        self.tenant(tenant)?;
        let now = self.inner.clock.now();
        let all = self.documents(tenant).stream(Held::all());
        Ok(all.map_ok(|(key, found)| damaged::held(&key, found, now)).try_collect().await?)
    }

    pub(crate) async fn dismissed(&self, tenant: &str) -> Result<Vec<Dismissal>, RunError> {
        self.tenant(tenant)?;
        self.dismissed_in(tenant, Dismissed::all()).await
    }

    /// What people have dismissed of an order.
    pub(crate) async fn dismissed_of(&self, tenant: &str, order: i32) -> Result<Vec<Dismissal>, RunError> {
        let mut all = Vec::new();
        for process in [Process::Orders, Process::OrderStatus] {
            let found = self.dismissed_in(tenant, Dismissed::beginning(process, &order.to_string())).await?;
            // 10 is not 100; what is noted of an order stands behind its number and a slash.
            let own = |found: &Dismissal| found.record.split('/').next() == Some(order.to_string().as_str());
            all.extend(found.into_iter().filter(own));
        }
        Ok(all)
    }

    /// What cannot be read is missing in the view, and nothing else is.
    async fn dismissed_in(&self, tenant: &str, range: Range<Dismissed>) -> Result<Vec<Dismissal>, RunError> {
        let readable = |(key, found): (HeldKey, Found<Dismissed>)| async move {
            Ok(found.ok().map(|dismissed| Dismissal::new(key.process, key.record, dismissed)))
        };
        Ok(self.documents(tenant).stream(range).try_filter_map(readable).try_collect().await?)
    }

    pub(crate) async fn last_reports(&self, tenant: &str) -> Result<Vec<Report>, RunError> {
        self.tenant(tenant)?;
        let reports = self.documents(tenant).readable::<Report>(&Process::ALL).await?;
        Ok(reports.into_iter().flatten().collect())
    }

    pub(crate) async fn timeline(&self, tenant: &str, order: i32) -> Result<Vec<OrderEvent>, RunError> {
        self.tenant(tenant)?;
        let all = self.documents(tenant).stream(OrderEvent::of(OrderId(order)));
        Ok(all.try_filter_map(|(_, found)| async move { Ok(found.ok()) }).try_collect().await?)
    }

    async fn ask(&self, tenant: &str, key: AskedKey) -> Result<(), RunError> {
        self.tenant(tenant)?;
        let mut batch = Batch::new();
        batch.set(&key, &Asked { at: self.inner.clock.now() });
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }
}
