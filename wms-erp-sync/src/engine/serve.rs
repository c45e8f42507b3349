//! The engine as something that a scheduler calls.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use super::Engine;
use super::streak::{Streak, Streaks};
use crate::clock::{Clock, later};
use crate::context::{RunError, hold};
use crate::document::Class;
use crate::document::report::{self, Failing, Report};
use crate::process_id::Process;
use crate::schedule::{RunKey, RunOutcome, RunRequest, Runner, Scheduler, SchedulerError};
use crate::tenant::Tenant;
use crate::visible::visible;
use crate::zone::moment;

/// When a run is tried again that failed for something that may pass.
const SOON: Duration = Duration::from_secs(60);

impl Engine {
    /// Runs what the scheduler requests, until `shutdown` is cancelled and the current records are finished. Meanwhile
    /// [`status`](crate::Inspector::status) asks the scheduler when a process runs next.
    ///
    /// A tenant that fails stops no other one. That this engine serves is noted in the store by a lease, so that it is in use also
    /// while nothing runs: see [`import_store`](crate::import_store).
    ///
    /// # Errors
    /// [`SchedulerError`], if the scheduler cannot go on; an [`IntervalScheduler`](crate::schedule::IntervalScheduler) always
    /// can.
    pub async fn serve<S>(&self, scheduler: &S, shutdown: CancellationToken) -> Result<(), SchedulerError>
    where
        S: Scheduler + Clone + 'static,
    {
        let _asked = Asked::new(&self.inner.scheduler, Arc::new(scheduler.clone()));
        self.noted_in_store(scheduler.serve(Arc::new(self.clone()), shutdown)).await
    }
}

/// What `status` asks for as long as this lives.
struct Asked<'e> {
    place: &'e Mutex<Option<Arc<dyn Scheduler>>>,
    before: Option<Arc<dyn Scheduler>>,
}

impl<'e> Asked<'e> {
    fn new(place: &'e Mutex<Option<Arc<dyn Scheduler>>>, scheduler: Arc<dyn Scheduler>) -> Self {
        let before = place.lock().unwrap_or_else(PoisonError::into_inner).replace(scheduler);
        Self { place, before }
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = self.before.take();
    }
}

#[async_trait]
impl Runner for Engine {
    async fn run(&self, request: RunRequest, cancel: CancellationToken) -> RunOutcome {
        let key = &request.key;
        if request.is_void(self.inner.clock.now()) {
            tracing::debug!(target: "wms_erp_sync", %request, "not run: the request has expired");
            return RunOutcome::Done { next_due: None };
        }
        match self.run_request(&request, &cancel).await {
            Ok(report) => after(key, &report),
            Err(RunError::UnknownTenant(_)) => RunOutcome::Done { next_due: None },
            Err(RunError::Busy { retry_after, .. }) => RunOutcome::Busy { retry_after },
            Err(error) => {
                let runs = self.streaks().runs(key);
                RunOutcome::Retry {
                    after: pause(key, runs, self.inner.clock.now()),
                    reason: error.full_message(),
                }
            }
        }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.inner.clock)
    }

    fn addresses(&self, key: &RunKey) -> Vec<String> {
        let Ok(tenant) = self.tenant(key.tenant()) else { return Vec::new() };
        [tenant.erp.address(), tenant.wms.address()].into_iter().flatten().collect()
    }
}

/// A failure that may pass is tried again soon, and then less and less often; so is any other at its usual times, since only
/// a person can mend it. What a vendor asked for comes first.
fn after(key: &RunKey, report: &Report) -> RunOutcome {
    let Some(why) = report.reasons.first().filter(|_| report.outcome == report::Outcome::Failed) else {
        return RunOutcome::Done { next_due: report.next_due };
    };
    let now = report.ended;
    let pause = pause(key, report.failing.map_or(1, |failing| failing.runs), now);
    if let Some(time) = report.not_before {
        let after = (time - now).to_std().unwrap_or_default();
        // All its processes were asked for the same: a second apart they are no burst.
        return RunOutcome::Retry {
            after: after + pause.min(Duration::from_secs(1)),
            reason: why.what.clone(),
        };
    }
    match why.class {
        Some(Class::Transient) => RunOutcome::Retry { after: pause, reason: why.what.clone() },
        _ => RunOutcome::NotBefore { time: later(now, pause) },
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

    /// The line of a run; of those that fail in a row, one at first and one an hour.
    pub(super) fn log(&self, tenant: &str, process: Process, ran: &Result<Report, RunError>) {
        let key = RunKey::new(tenant, process);
        match ran {
            Ok(report) => self.log_report(&key, report),
            // The caller is given the error.
            Err(RunError::UnknownTenant(_)) => {}
            // It has not failed: it was not its turn.
            Err(busy @ RunError::Busy { .. }) => {
                tracing::debug!(target: "wms_erp_sync", tenant, %process, "not run: {busy}");
            }
            Err(error) => {
                let what = error.full_message();
                let (what, remedy) = (visible(&what), visible(error.remedy()));
                let remedy = &*remedy;
                let (Streak { since, runs, .. }, is_due) =
                    self.streaks().failed(&key, self.inner.clock.now());
                if is_due {
                    tracing::error!(target: "wms_erp_sync", tenant, %process, remedy, runs, %since, "{what}");
                } else {
                    tracing::debug!(target: "wms_erp_sync", tenant, %process, runs, %since, "{what}");
                }
            }
        }
    }

    fn log_report(&self, key: &RunKey, report: &Report) {
        let Report { process, read, unchanged, written, held, failed, requests, .. } = report;
        let (tenant, outcome) = (key.tenant(), report.outcome.as_str());
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
            line!(info, format!("it works again; it had been failing since {since}, {runs} runs"));
        } else if report.needs_attention > 0 {
            line!(warn, format!("records that need a person: {}", report.needs_attention));
        } else {
            line!(info, "run");
        }
    }
}
