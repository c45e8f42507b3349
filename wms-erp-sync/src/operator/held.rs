//! What is held, what was dismissed, what happened, and what the last runs did.

use futures::TryStreamExt;
use twentyfour_client::types::OrderId;

use crate::context::{RunError, damaged};
use crate::document::report::Report;
use crate::document::{Dismissal, Dismissed, Document, Found, Held, HeldKey, OrderEvent, Range};
use crate::engine::Inspector;
use crate::process_id::Process;
use crate::record_id::RecordId;

impl Inspector<'_> {
    /// All records of a tenant that are held, process by process.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn held(self) -> Result<Vec<Held>, RunError> {
        self.engine.tenant(self.tenant)?;
        let now = self.engine.inner.clock.now();
        let all = self.engine.documents(self.tenant).view(Held::all()).await?;
        Ok(all.into_iter().map(|(key, found)| damaged::held(&key, found, now)).collect())
    }

    /// What people have dismissed of a tenant's records, process by process.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn dismissed(self) -> Result<Vec<Dismissal>, RunError> {
        self.engine.tenant(self.tenant)?;
        self.dismissed_in(Dismissed::all()).await
    }

    /// What happened to one order, oldest first.
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if the ERP cannot have an order of that name; if the tenant is unknown or the store fails.
    pub async fn timeline(self, order: impl Into<RecordId>) -> Result<Vec<OrderEvent>, RunError> {
        self.engine.tenant(self.tenant)?;
        let order = self.order(&order.into())?;
        let all = self.engine.documents(self.tenant).stream(OrderEvent::of(order));
        Ok(all.try_filter_map(|(_, found)| async move { Ok(found.ok()) }).try_collect().await?)
    }

    /// The last report of each process that has run.
    ///
    /// # Errors
    /// If the tenant is unknown or the store fails.
    pub async fn last_reports(self) -> Result<Vec<Report>, RunError> {
        self.engine.tenant(self.tenant)?;
        let reports = self.engine.documents(self.tenant).stream(Report::all());
        let mut reports: Vec<Report> =
            reports.try_filter_map(|(_, found)| async move { Ok(found.ok()) }).try_collect().await?;
        reports.sort_by_key(|report| report.process);
        Ok(reports)
    }

    /// The order of this name.
    pub(crate) fn order(self, record: &RecordId) -> Result<OrderId, RunError> {
        let unknown = || RunError::UnknownRecord {
            process: Process::Orders,
            record: record.clone(),
            expected: "an order number of the ERP",
        };
        record.number().map(OrderId).ok_or_else(unknown)
    }

    /// What people have dismissed of an order.
    pub(super) async fn dismissed_of(self, order: i32) -> Result<Vec<Dismissal>, RunError> {
        let mut all = Vec::new();
        for process in [Process::Orders, Process::OrderStatus] {
            let found = self.dismissed_in(Dismissed::beginning(process, &order.to_string())).await?;
            // 10 is not 100; what is noted of an order stands behind its number and a slash.
            let own = |found: &Dismissal| found.record.split('/').next() == Some(order.to_string().as_str());
            all.extend(found.into_iter().filter(own));
        }
        Ok(all)
    }

    /// What cannot be read is missing in the view, and nothing else is.
    async fn dismissed_in(self, range: Range<Dismissed>) -> Result<Vec<Dismissal>, RunError> {
        let readable = |(key, found): (HeldKey, Found<Dismissed>)| async move {
            Ok(found.ok().map(|dismissed| Dismissal::new(key.process, key.record, dismissed)))
        };
        Ok(self.engine.documents(self.tenant).stream(range).try_filter_map(readable).try_collect().await?)
    }
}
