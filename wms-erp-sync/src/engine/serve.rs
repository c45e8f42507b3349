//! The engine as something that a scheduler calls.

use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use super::streak::{Streak, Streaks};
use super::{Engine, Trigger};
use crate::clock::later;
use crate::context::{RunError, hold};
use crate::document::Class;
use crate::document::report::{self, Failing, Report};
use crate::schedule::{IntervalScheduler, Outcome, RunKey, Runner};
use crate::tenant::Tenant;
use crate::visible::visible;
use crate::zone::moment;

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
                self.log(&key, &report);
                after(&key, &report)
            }
            Err(RunError::UnknownTenant(_)) => Outcome::Done { next_due: None },
            Err(busy @ RunError::Busy { retry_after, .. }) => {
                let (tenant, process, what) = (&key.tenant, key.process, busy.to_string());
                tracing::debug!(target: "wms_erp_sync", tenant, %process, "{}", visible(&what));
                Outcome::Retry { after: retry_after, reason: what }
            }
            Err(error) => {
                let (now, what) = (self.inner.clock.now(), error.full_message());
                let (Streak { since, runs, .. }, is_due) = self.streaks().failed(&key, now);
                let (tenant, process) = (&key.tenant, key.process);
                if is_due {
                    let (what, remedy) = (visible(&what), visible(error.remedy()));
                    let remedy = &*remedy;
                    tracing::error!(target: "wms_erp_sync", tenant, %process, remedy, runs, %since, "{what}");
                } else {
                    tracing::debug!(target: "wms_erp_sync", tenant, %process, runs, %since, "{}", visible(&what));
                }
                Outcome::Retry { after: pause(&key, runs, now), reason: what }
            }
        }
    }
}

/// A failure that may pass is tried again soon, and then less and less often; so is any other at its usual times, since only
/// a person can mend it. What a vendor asked for comes first.
fn after(key: &RunKey, report: &Report) -> Outcome {
    let Some(why) = report.reasons.first().filter(|_| report.outcome == report::Outcome::Failed) else {
        return Outcome::Done { next_due: None };
    };
    let now = report.ended;
    let pause = pause(key, report.failing.map_or(1, |failing| failing.runs), now);
    if let Some(time) = report.not_before {
        let after = (time - now).to_std().unwrap_or_default();
        // All its processes were told the same: a second apart they are no burst.
        return Outcome::Retry { after: after + pause.min(Duration::from_secs(1)), reason: why.what.clone() };
    }
    match why.class {
        Some(Class::Transient) => Outcome::Retry { after: pause, reason: why.what.clone() },
        _ => Outcome::NotBefore { time: later(now, pause) },
    }
}

/// How long to wait after so many failures in a row: a minute at first, doubling, an hour at most, with some jitter.
fn pause(key: &RunKey, runs: u32, now: DateTime<Utc>) -> Duration {
    let due = hold::due(Class::Transient, runs, &key.to_string(), now);
    due.and_then(|due| (due - now).to_std().ok()).unwrap_or(SOON)
}

impl Engine {
    fn streaks(&self) -> MutexGuard<'_, Streaks> {
        self.inner.streaks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn log(&self, key: &RunKey, report: &Report) {
        let Report { process, read, unchanged, written, held, failed, requests, .. } = report;
        let (tenant, outcome) = (&key.tenant, report.outcome.as_str());
        let took = (report.ended - report.started).num_milliseconds();
        macro_rules! line {
            ($level:ident, $what:expr) => {
                tracing::$level!(
                    target: "wms_erp_sync", tenant, %process, outcome, read, unchanged, written, held, failed,
                    erp = requests.erp, wms = requests.wms, took, "{}", $what
                )
            };
        }
        let zone = self.tenant(tenant).map_or(Tenant::ERP_ZONE, |tenant| tenant.erp_zone);
        let why = report.reasons.first();
        if let (report::Outcome::Failed, Some(why)) = (report.outcome, why) {
            let (streak, is_due) = self.streaks().failed(key, report.ended);
            let Failing { since, runs } =
                report.failing.unwrap_or(Failing { since: streak.since, runs: streak.runs });
            let (what, since) = (visible(&why.what), moment(&since, zone));
            match (is_due, runs) {
                (true, ..=1) => line!(error, what),
                (true, _) => line!(error, format!("failing since {since}, {runs} runs: {what}")),
                (false, _) => line!(debug, what),
            }
            return;
        }
        if report.outcome == report::Outcome::Done
            && let Some(Streak { since, runs, .. }) = self.streaks().worked(key)
        {
            let since = moment(&since, zone);
            line!(info, format!("it works again; it had failed since {since}, {runs} runs"));
        } else if report.needs_attention > 0 {
            line!(warn, format!("{} need a person", report.needs_attention));
        } else {
            line!(info, "run");
        }
    }
}
