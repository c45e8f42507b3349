//! The engine as something that a scheduler calls.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use super::{Engine, RunError, Trigger};
use crate::record::Class;
use crate::report::{self, Report};
use crate::schedule::{IntervalScheduler, Outcome, RunKey, Runner};
use crate::visible::visible;

/// When a run is tried again that failed for something that may pass.
const SOON: Duration = Duration::from_secs(60);

impl Engine {
    /// Runs what the scheduler says, until `shutdown` is cancelled and the records in hand are finished.
    ///
    /// One line of log for each run, under the target `wms_erp_sync`. A tenant that fails stops nobody else.
    pub async fn serve(&self, scheduler: &IntervalScheduler, shutdown: CancellationToken) {
        let clock = Arc::clone(&self.inner.clock);
        *self.inner.scheduler.lock().unwrap_or_else(PoisonError::into_inner) = Some(scheduler.clone());
        scheduler.run(clock, shutdown, Arc::new(self.clone())).await;
        *self.inner.scheduler.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[async_trait]
impl Runner for Engine {
    async fn run(&self, key: RunKey, cancel: CancellationToken) -> Outcome {
        match Self::run(self, &key.tenant, key.process, Trigger::Timer, &cancel).await {
            Ok(report) => {
                log(&key.tenant, &report);
                after(&report)
            }
            Err(error) => {
                let what = error.full_message();
                tracing::error!(
                    target: "wms_erp_sync", tenant = key.tenant, process = %key.process, remedy = &*visible(error.remedy()), "{}", visible(&what)
                );
                match error {
                    RunError::UnknownTenant(_) => Outcome::Done { next_due: None },
                    _ => Outcome::Retry { after: SOON, reason: what },
                }
            }
        }
    }
}

/// A failure that may pass is tried again soon; any other at the usual time, since only a person can mend it.
fn after(report: &Report) -> Outcome {
    let why = report.reasons.first();
    match why.filter(|why| report.outcome == report::Outcome::Failed && why.class == Some(Class::Transient)) {
        Some(why) => Outcome::Retry { after: SOON, reason: why.what.clone() },
        None => Outcome::Done { next_due: None },
    }
}

fn log(tenant: &str, report: &Report) {
    let Report { process, read, unchanged, written, held, failed, requests, .. } = report;
    let took = (report.ended - report.started).num_milliseconds();
    let outcome = report.outcome.as_str();
    macro_rules! line {
        ($level:ident, $what:expr) => {
            tracing::$level!(
                target: "wms_erp_sync", tenant, %process, outcome, read, unchanged, written, held, failed,
                erp = requests.erp, wms = requests.wms, took, "{}", $what
            )
        };
    }
    match (report.outcome, report.reasons.first()) {
        (report::Outcome::Failed, Some(why)) => line!(error, visible(&why.what)),
        _ if report.needs_attention > 0 => line!(warn, format!("{} need a person", report.needs_attention)),
        _ => line!(info, "run"),
    }
}
