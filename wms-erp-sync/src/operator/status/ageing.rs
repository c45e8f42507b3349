//! What has been lying for too long.

use std::pin::pin;

use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use twentyfour_client::types::OrderId;

use super::{AgeLimits, ProcessStatus, Warning, WarningKind};
use crate::context::RunError;
use crate::context::run::BATCH;
use crate::document::report::{Outcome, Report};
use crate::document::{
    Class, Document, DocumentKey, Documents, Held, OpenOrder, OrderRecord, SentOrder, Shipment, StreamKey,
};
use crate::process_id::Process;

/// Looks for it.
pub(super) struct Ageing<'a> {
    pub(super) documents: Documents<'a>,
    pub(super) now: DateTime<Utc>,
    pub(super) limits: &'a AgeLimits,
}

impl Ageing<'_> {
    pub(super) async fn warnings(&self, processes: &[ProcessStatus]) -> Result<Vec<Warning>, RunError> {
        let mut warnings = Vec::new();
        for process in processes {
            let held = process.held.iter().filter(|held| self.now - held.since > self.limits.held);
            warnings.extend(held.map(|held| of_held(held, self.now)));
            if process.on && process.paused.is_none() {
                warnings.extend(process.last.as_ref().and_then(|last| of_run(last, self.now, self.limits)));
            }
        }
        let is_on = |process| processes.iter().any(|status| status.process == process && status.on);
        if is_on(Process::OrderStatus) {
            self.unsent(&mut warnings).await?;
            if let Some(status) = processes.iter().find(|status| status.process == Process::OrderStatus) {
                self.unreported(status, &mut warnings).await?;
            }
        }
        Ok(warnings)
    }

    /// Open orders that the WMS got long ago and has neither sent nor cancelled.
    async fn unsent(&self, warnings: &mut Vec<Warning>) -> Result<(), RunError> {
        let Self { documents, now, limits } = self;
        let open = documents.view(OpenOrder::all()).await?;
        for page in open.chunks(BATCH) {
            let ids: Vec<OrderId> = page.iter().map(|(id, _)| *id).collect();
            let records = documents.readable::<OrderRecord>(&ids).await?;
            let shipments = documents.readable::<Shipment>(&ids).await?;
            // What waits for its report has been sent, whatever else can be read of it.
            let sent = documents.get::<SentOrder>(&ids).await?;
            for (((id, record), shipment), sent) in ids.iter().zip(records).zip(shipments).zip(sent) {
                let Some(since) = record.and_then(|record| Some(record.imported?.at)) else { continue };
                if shipment.is_none() && sent.is_none() && *now - since > limits.unsent {
                    let what = format!("it has been in the WMS for {} without being sent", age(*now, since));
                    warnings.push(warning(Process::Orders, id, WarningKind::Unsent, since, what));
                }
            }
        }
        Ok(())
    }

    /// Orders that the WMS has sent, and that have not been reported to the ERP.
    async fn unreported(&self, status: &ProcessStatus, warnings: &mut Vec<Warning>) -> Result<(), RunError> {
        // The read that puts sent orders where they wait for their report.
        let stream = StreamKey::order_status().text();
        let read = status.cursors.iter().find(|cursor| cursor.stream == stream).map(|cursor| cursor.read);
        let mut sent = pin!(self.documents.keys(SentOrder::all()));
        while let Some(id) = sent.try_next().await? {
            let held = status.held.iter().find(|held| held.record == id.to_string());
            let Some(since) = held.map(|held| held.since).or(read) else { continue };
            if self.now - since > self.limits.unreported {
                let why = held.map_or_else(String::new, |held| format!(": {}", held.what));
                let what =
                    format!("sent by the WMS, but not reported to the ERP for {}{why}", age(self.now, since));
                warnings.push(warning(Process::OrderStatus, id, WarningKind::Unreported, since, what));
            }
        }
        Ok(())
    }
}

fn of_held(held: &Held, now: DateTime<Utc>) -> Warning {
    let (kind, verb) = match held.class {
        Class::Notice => (WarningKind::Unacknowledged, "unacknowledged"),
        _ => (WarningKind::Held, "held"),
    };
    let what = format!("{verb} for {}: {}", age(now, held.since), held.what);
    warning(held.process, &held.record, kind, held.since, what)
}

fn of_run(last: &Report, now: DateTime<Utc>, limits: &AgeLimits) -> Option<Warning> {
    if now - last.ended > limits.silent {
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
