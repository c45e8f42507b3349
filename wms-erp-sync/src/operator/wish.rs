//! What people ask of the engine. A wish is a document that the process finds at its next run, so that it can be made at
//! any time, by any process that can open the store.

use twentyfour_client::types::OrderId;

use crate::context::hold::DISMISSED;
use crate::context::run::put;
use crate::context::{RunError, damaged};
use crate::document::key::order_key;
use crate::document::{Dismissal, Dismissed, Event, EventKind, Held, id_key};
use crate::engine::Engine;
use crate::observer::Happening;
use crate::process_id::Process;
use crate::report::Report;
use crate::store::{Batch, Scan, Table};

const PAGE: usize = 1000;

impl Engine {
    pub(crate) async fn release(&self, tenant: &str, process: Process) -> Result<(), RunError> {
        self.wish(tenant, &format!("release/{process}/*")).await
    }

    pub(crate) async fn retry(
        &self,
        tenant: &str,
        process: Process,
        record: Option<&str>,
    ) -> Result<(), RunError> {
        self.wish(tenant, &format!("retry/{process}/{}", record.unwrap_or("*"))).await
    }

    pub(crate) async fn rewrite(
        &self,
        tenant: &str,
        process: Process,
        record: Option<&str>,
    ) -> Result<bool, RunError> {
        self.tenant(tenant)?;
        let key = |id: i32| match process {
            Process::Articles => Ok((Table::Article, id_key(id))),
            Process::Orders => Ok((Table::Order, order_key(OrderId(id)))),
            _ => Err(RunError::Stopped {
                what: format!(
                    "{process} has nothing that could be written again although it has not changed"
                ),
                remedy: "ask for articles or for orders".to_owned(),
            }),
        };
        // Whether the process is one of the two.
        key(0)?;
        if let Some(record) = record {
            let Ok(id) = record.parse() else { return Ok(false) };
            let (table, key) = key(id)?;
            let known = self.one::<serde_json::Value>(tenant, table, &key).await?;
            if known.is_none() {
                return Ok(false);
            }
        }
        self.wish(tenant, &format!("rewrite/{process}/{}", record.unwrap_or("*"))).await?;
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
        let key = format!("{process}/{record}");
        let at = self.inner.clock.now();
        let found = self.inner.store.get(tenant, Table::Held, &[&key]).await?.pop().flatten();
        let Some(held) = found.and_then(|value| damaged::held(&key, &value, at)) else { return Ok(false) };
        let source = held.source.filter(|_| process == Process::Orders);
        let dismissed = Dismissed { what: held.what.clone(), reason, at, source };
        let mut closed = None;
        let mut batch = Batch::new();
        batch.delete(Table::Held, key.as_str());
        put(&mut batch, Table::Control, format!("{DISMISSED}{key}"), &dismissed);
        if let (Process::Orders | Process::OrderStatus, Some(Ok(order))) =
            (process, record.split('/').next().map(str::parse::<i32>))
        {
            let detail = format!("{}: {}", dismissed.reason, held.what);
            let event = Event { at, process, kind: EventKind::Dismissed, detail };
            let key = format!("order/{}/{:020}/{process}/dismissed", id_key(order), at.timestamp_micros());
            put(&mut batch, Table::Event, key, &event);
            closed = Some((order, event.detail));
        }
        self.inner.store.commit(tenant, &[], batch).await?;
        if let Some((order, detail)) = &closed {
            let kind = EventKind::Dismissed;
            self.inner.observer.observe(&Happening::Order { tenant, order: *order, kind, detail });
        }
        Ok(true)
    }

    pub(crate) async fn held(&self, tenant: &str) -> Result<Vec<Held>, RunError> {
        self.tenant(tenant)?;
        let now = self.inner.clock.now();
        self.all(tenant, Table::Held, "", |key, value| damaged::held(key, value, now)).await
    }

    pub(crate) async fn dismissed(&self, tenant: &str) -> Result<Vec<Dismissal>, RunError> {
        self.tenant(tenant)?;
        self.dismissed_under(tenant, "").await
    }

    /// What people have dismissed of an order.
    pub(crate) async fn dismissed_of(&self, tenant: &str, order: i32) -> Result<Vec<Dismissal>, RunError> {
        let mut all = Vec::new();
        for process in [Process::Orders, Process::OrderStatus] {
            let found = self.dismissed_under(tenant, &format!("{process}/{order}")).await?;
            // 10 is not 100; what is noted of an order stands behind its number and a slash.
            let own = |found: &Dismissal| found.record.split('/').next() == Some(order.to_string().as_str());
            all.extend(found.into_iter().filter(own));
        }
        Ok(all)
    }

    async fn dismissed_under(&self, tenant: &str, prefix: &str) -> Result<Vec<Dismissal>, RunError> {
        self.all(tenant, Table::Control, &format!("{DISMISSED}{prefix}"), |key, value| {
            let (process, record) = key.strip_prefix(DISMISSED)?.split_once('/')?;
            let dismissed: Dismissed = damaged::read(Table::Control, key, value).ok()?;
            Some(Dismissal::new(process.parse().ok()?, record, dismissed))
        })
        .await
    }

    pub(crate) async fn last_reports(&self, tenant: &str) -> Result<Vec<Report>, RunError> {
        self.tenant(tenant)?;
        let mut reports = Vec::new();
        for process in Process::ALL {
            reports.extend(self.one::<Report>(tenant, Table::Run, process.as_str()).await?);
        }
        Ok(reports)
    }

    pub(crate) async fn timeline(&self, tenant: &str, order: i32) -> Result<Vec<Event>, RunError> {
        self.tenant(tenant)?;
        let prefix = format!("order/{}/", id_key(order));
        self.all(tenant, Table::Event, &prefix, |key, value| damaged::read(Table::Event, key, value).ok())
            .await
    }

    async fn wish(&self, tenant: &str, key: &str) -> Result<(), RunError> {
        self.tenant(tenant)?;
        let mut batch = Batch::new();
        put(&mut batch, Table::Control, key, &self.inner.clock.now());
        Ok(self.inner.store.commit(tenant, &[], batch).await?)
    }

    pub(crate) async fn one<T: serde::de::DeserializeOwned>(
        &self,
        tenant: &str,
        table: Table,
        key: &str,
    ) -> Result<Option<T>, RunError> {
        let found = self.inner.store.get(tenant, table, &[key]).await?.pop().flatten();
        Ok(found.and_then(|value| damaged::read(table, key, &value).ok()))
    }

    /// All documents of a prefix that can be read; the others are missing in the view, and nothing else is.
    async fn all<T>(
        &self,
        tenant: &str,
        table: Table,
        prefix: &str,
        read: impl Fn(&str, &str) -> Option<T>,
    ) -> Result<Vec<T>, RunError> {
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let scan = Scan { prefix, after: after.as_deref(), limit: PAGE };
            let page = self.inner.store.scan(tenant, table, scan).await?;
            for document in &page {
                all.extend(read(&document.key, &document.value));
            }
            match page.into_iter().next_back() {
                Some(last) => after = Some(last.key),
                None => return Ok(all),
            }
        }
    }
}
