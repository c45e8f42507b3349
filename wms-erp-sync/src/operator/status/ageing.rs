//! What has been lying for too long.

use chrono::{DateTime, Utc};
use twentyfour_client::types::OrderId;

use super::{Patience, ProcessStatus, Warning, WarningKind};
use crate::context::run::BATCH;
use crate::context::{RunError, damaged};
use crate::document::key::{OPEN, order_key};
use crate::document::{Class, Held, OrderRecord, Shipment, id_key};
use crate::engine::Engine;
use crate::process_id::Process;
use crate::report::{Outcome, Report};
use crate::store::{Scan, Table};

/// The read that puts sent orders where they wait for their report.
const REPORTS_READ: &str = "order_status/changed";

impl Engine {
    pub(super) async fn warnings(
        &self,
        tenant: &str,
        processes: &[ProcessStatus],
        now: DateTime<Utc>,
        patience: &Patience,
    ) -> Result<Vec<Warning>, RunError> {
        let mut warnings = Vec::new();
        for process in processes {
            let held = process.held.iter().filter(|held| now - held.since > patience.held);
            warnings.extend(held.map(|held| of_held(held, now)));
            if process.on && process.paused.is_none() {
                warnings.extend(process.last.as_ref().and_then(|last| of_run(last, now, patience)));
            }
        }
        let is_on = |process| processes.iter().any(|status| status.process == process && status.on);
        if is_on(Process::OrderStatus) {
            self.unsent(tenant, now, patience, &mut warnings).await?;
            if let Some(status) = processes.iter().find(|status| status.process == Process::OrderStatus) {
                self.unreported(tenant, status, now, patience, &mut warnings).await?;
            }
        }
        Ok(warnings)
    }

    /// Open orders that the WMS got long ago and has neither sent nor cancelled.
    async fn unsent(
        &self,
        tenant: &str,
        now: DateTime<Utc>,
        patience: &Patience,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), RunError> {
        let store = &self.inner.store;
        let mut after: Option<String> = None;
        loop {
            let scan = Scan { prefix: OPEN, after: after.as_deref(), limit: BATCH };
            let page = store.scan(tenant, Table::Order, scan).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.key.clone());
            let ids: Vec<OrderId> =
                page.iter().filter_map(|document| document.key[OPEN.len()..].parse().ok()).collect();
            let orders: Vec<String> = ids.iter().map(|id| order_key(*id)).collect();
            let records: Vec<Option<OrderRecord>> = self.many(tenant, Table::Order, &orders).await?;
            let keys: Vec<String> = ids.iter().map(|id| id_key(id.0)).collect();
            let shipments: Vec<Option<Shipment>> = self.many(tenant, Table::Shipment, &keys).await?;
            // What waits for its report has been sent.
            let keys: Vec<String> = ids.iter().map(|id| spooled(&id_key(id.0))).collect();
            let sent: Vec<Option<serde_json::Value>> = self.many(tenant, Table::Spool, &keys).await?;
            for (((id, record), shipment), sent) in ids.iter().zip(records).zip(shipments).zip(sent) {
                let Some(since) = record.and_then(|record| Some(record.imported?.at)) else { continue };
                if shipment.is_none() && sent.is_none() && now - since > patience.unsent {
                    let what = format!("the WMS has had it for {}, and has not sent it", age(now, since));
                    warnings.push(warning(Process::Orders, id, WarningKind::Unsent, since, what));
                }
            }
        }
    }

    /// Orders that the WMS has sent, and that wait for the ERP to be told.
    async fn unreported(
        &self,
        tenant: &str,
        status: &ProcessStatus,
        now: DateTime<Utc>,
        patience: &Patience,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), RunError> {
        let read =
            status.cursors.iter().find(|cursor| cursor.stream == REPORTS_READ).map(|cursor| cursor.read);
        let prefix = spooled("");
        let mut after: Option<String> = None;
        loop {
            let scan = Scan { prefix: &prefix, after: after.as_deref(), limit: BATCH };
            let page = self.inner.store.scan(tenant, Table::Spool, scan).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.key.clone());
            for id in page.iter().filter_map(|document| document.key[prefix.len()..].parse::<OrderId>().ok())
            {
                let held = status.held.iter().find(|held| held.record == id.to_string());
                let Some(since) = held.map(|held| held.since).or(read) else { continue };
                if now - since > patience.unreported {
                    let why = held.map_or_else(String::new, |held| format!(": {}", held.what));
                    let what =
                        format!("sent by the WMS, and for {} the ERP was not told{why}", age(now, since));
                    warnings.push(warning(Process::OrderStatus, id, WarningKind::Unreported, since, what));
                }
            }
        }
    }

    async fn many<T: serde::de::DeserializeOwned>(
        &self,
        tenant: &str,
        table: Table,
        keys: &[String],
    ) -> Result<Vec<Option<T>>, RunError> {
        let borrowed: Vec<&str> = keys.iter().map(String::as_str).collect();
        let found = self.inner.store.get(tenant, table, &borrowed).await?;
        let read = |(key, value): (&String, Option<String>)| damaged::read(table, key, &value?).ok();
        Ok(keys.iter().zip(found).map(read).collect())
    }
}

fn spooled(order: &str) -> String {
    format!("{}/{order}", Process::OrderStatus)
}

fn of_held(held: &Held, now: DateTime<Utc>) -> Warning {
    let (kind, verb) = match held.class {
        Class::Notice => (WarningKind::Unacknowledged, "unacknowledged"),
        _ => (WarningKind::Held, "held"),
    };
    let what = format!("{verb} for {}: {}", age(now, held.since), held.what);
    warning(held.process, &held.record, kind, held.since, what)
}

fn of_run(last: &Report, now: DateTime<Utc>, patience: &Patience) -> Option<Warning> {
    if now - last.ended > patience.silent {
        let what = format!("it has not run for {}", age(now, last.ended));
        return Some(warning(last.process, "", WarningKind::Silent, last.ended, what));
    }
    let why = || last.reasons.first().map_or("", |reason| reason.what.as_str());
    (last.outcome == Outcome::Failed).then(|| {
        let what = format!("the last run failed: {}", why());
        warning(last.process, "", WarningKind::Failed, last.ended, what)
    })
}

fn warning(
    process: Process,
    record: impl ToString,
    kind: WarningKind,
    since: DateTime<Utc>,
    what: String,
) -> Warning {
    Warning { process, record: record.to_string(), kind, since, what }
}

/// An age for people.
fn age(now: DateTime<Utc>, since: DateTime<Utc>) -> String {
    let age = now - since;
    match (age.num_days(), age.num_hours()) {
        (3.., _) => format!("{} days", age.num_days()),
        (_, 2..) => format!("{} hours", age.num_hours()),
        _ => format!("{} minutes", age.num_minutes().max(0)),
    }
}
