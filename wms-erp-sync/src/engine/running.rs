//! A run from its lease to its report.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, Span};

use super::skipped::{paused, skipped};
use super::{ADD_IT, Engine, unknown};
use crate::context::glance::Glance;
use crate::context::holding::{FencedErp, FencedWms, Holding};
use crate::context::lease::{HeldLease, LeaseWait};
use crate::context::run::Run;
use crate::context::writes::Writes;
use crate::context::{RunError, pauses, vendor_wait};
use crate::document::report::{Failing, Outcome, Reason, Report};
use crate::document::{
    Begun, BegunKey, Class, DayCounts, DayKey, Documents, ProgressKey, RunProgress, VendorWait,
};
use crate::measure;
use crate::observer::Event;
use crate::port::Meter;
use crate::process_id::Process;
use crate::schedule::{RunKey, RunRequest, Trigger};
use crate::store::{Batch, Store};
use crate::tenant::Tenant;

impl Engine {
    /// Keeps a process of a tenant to this engine. A scheduled run does not wait for other engines: its scheduler calls again.
    pub(crate) async fn lease(
        &self,
        tenant: &str,
        process: Process,
        trigger: Trigger,
        holding: &Holding,
    ) -> Result<HeldLease, RunError> {
        let wait = self.inner.lease_wait;
        let for_others = if trigger == Trigger::Manual { wait } else { Duration::ZERO };
        let lease_wait = LeaseWait { in_queue: wait, for_others };
        let lease = self.inner.leases.take(tenant, process.as_str(), lease_wait).await?;
        let mut lease = lease.ok_or_else(|| RunError::busy(tenant, process))?;
        lease.join(holding);
        Ok(lease)
    }

    /// Runs one process of one tenant once.
    ///
    /// What fails stands in the report; the work that was done stays done, and the next run continues from there.
    /// Cancelling ends the run after the current record.
    ///
    /// This call does everything that belongs to a run, no matter who makes it: one line of log, under the target
    /// `wms_erp_sync`, and the first run after a day has passed also forgets what is long over
    /// ([`purge`](crate::Operator::purge)), which asks no vendor. When the next run makes sense, [`Report::next_due`]
    /// and [`Report::not_before`] say; a [`Runner`](crate::schedule::Runner) makes a
    /// [`RunOutcome`](crate::schedule::RunOutcome) of them.
    ///
    /// # Errors
    /// [`RunError::UnknownTenant`]; [`RunError::Busy`] if another engine keeps the process to itself, which a run that a
    /// person asked for waits for a while; [`RunError::Store`] if not even that can be found out.
    pub async fn run(
        &self,
        tenant: &str,
        process: Process,
        trigger: Trigger,
        cancel: &CancellationToken,
    ) -> Result<Report, RunError> {
        self.run_request(&RunRequest::new(RunKey::new(tenant, process), trigger), cancel).await
    }

    /// The same as [`run`](Self::run) for a request, of which [`not_after`](RunRequest::not_after) is the caller's to look at.
    /// The runs of one round are given the time at which the round began as their [due](RunRequest::due) time: then they read
    /// together what they can.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn run_request(
        &self,
        request: &RunRequest,
        cancel: &CancellationToken,
    ) -> Result<Report, RunError> {
        let RunRequest { key, request_id, .. } = request;
        let (tenant, process) = (key.tenant(), key.process());
        let run = async {
            let ran = self.run_with(request, cancel, Writes::Made).await;
            self.log(tenant, process, &ran);
            let report = ran?;
            if report.outcome != Outcome::Skipped && !cancel.is_cancelled() {
                self.purge_daily(tenant).await;
            }
            Ok(report)
        };
        // Of the level of errors, as that of the run: they are there whatever the log leaves out.
        let span = request_id.as_ref().map_or_else(
            Span::none,
            |id| tracing::error_span!(target: "wms_erp_sync", "request", request_id = id.as_str()),
        );
        run.instrument(span).await
    }

    pub(crate) async fn run_with(
        &self,
        request: &RunRequest,
        cancel: &CancellationToken,
        writes: Writes<'_>,
    ) -> Result<Report, RunError> {
        let RunRequest { key, reason: trigger, due, request_id, .. } = request;
        let (process, trigger, due) = (key.process(), *trigger, *due);
        let (tenant, stay) = self.enter(key.tenant(), cancel)?;
        let cancel = stay.cancel();
        let started = self.inner.clock.now();
        if cancel.is_cancelled() {
            return Ok(skipped(process, started));
        }
        if !self.is_on(&tenant, process) {
            let mut report = skipped(process, started);
            if matches!(process, Process::Custom(_)) {
                let (what, remedy) = (unknown(process), ADD_IT.to_owned());
                report.reasons.push(Reason { record: String::new(), class: None, what, remedy });
            }
            return Ok(report);
        }
        let (inner, holding) = (&self.inner, Holding::default());
        let glance = Glance::of_run(&inner.store, &tenant.name, &inner.clock, &holding);
        let store: Arc<dyn Store> = Arc::new(glance);
        let documents = Documents::new(&store, &tenant.name);
        if let Some(pause) = pauses::of(&documents, process, started).await? {
            return Ok(paused(&pause, &tenant, process, started));
        }
        if let Some(wait) = vendor_wait::those_that_count(&documents, started)
            .await?
            .into_iter()
            .max_by_key(|wait| wait.until)
        {
            return self.put_off(&tenant, process, started, &wait).await;
        }
        let lease = self.lease(&tenant.name, process, trigger, &holding).await?;
        // A run that waited for the lease may have waited for what moves the tenant to another name.
        if trigger == Trigger::Manual {
            let pause = pauses::of(&documents, process, started).await.transpose();
            if let Some(pause) = pause {
                // Also where that cannot be read: the lease is free when this returns.
                lease.give_back().await;
                return Ok(paused(&pause?, &tenant, process, started));
            }
        }
        let meter = Meter::new(process);
        let run = self.prepare(&tenant, process, trigger, &meter, holding, &store, cancel);
        let run = Run { writes, due, is_run: true, request_id: request_id.as_ref(), ..run };
        let id = self.run_id(started);
        let observer = &self.inner.observer;
        observer.on_event(&Event::RunBegan { tenant: &tenant.name, process, run: &id });
        let work = async {
            note_begin(&run, started).await?;
            match self.check_identity(&run).await {
                Ok(()) => self.work(&run).await,
                Err(error) => Err(error),
            }
        };
        let span = tracing::error_span!(
            target: "wms_erp_sync",
            "run",
            tenant = tenant.name,
            %process,
            run = id,
            outcome = tracing::field::Empty
        );
        let report = match work.instrument(span.clone()).await {
            // It did not fail: it was not its turn.
            Err(busy @ RunError::Busy { .. }) => Err(busy),
            // Whatever it failed for then: this is why.
            Err(error) => {
                let error = run.holding.check().err().unwrap_or(error);
                report_lost(&run, &id, &error);
                finish(&run, &meter, started, Err(error), Some(&lease)).await
            }
            Ok(()) => {
                let finished = finish(&run, &meter, started, Ok(()), Some(&lease)).await;
                finished.inspect_err(|error| report_lost(&run, &id, error))
            }
        };
        lease.give_back().await;
        let report = report?;
        span.record("outcome", report.outcome.as_str());
        measure::run(&tenant.name, &report);
        observer.on_event(&Event::RunEnded { tenant: &tenant.name, run: &id, report: &report });
        Ok(report)
    }

    /// A run that is not made, since a vendor asked us to wait.
    async fn put_off(
        &self,
        tenant: &Tenant,
        process: Process,
        at: DateTime<Utc>,
        wait: &VendorWait,
    ) -> Result<Report, RunError> {
        let last = self.documents(&tenant.name).one::<Report>(&process).await?;
        let reason = Reason {
            record: String::new(),
            class: Some(Class::Transient),
            what: wait.text(tenant.erp_zone),
            remedy: "wait; it continues automatically then".to_owned(),
        };
        let (failing, not_before) = (last.and_then(|last| last.failing), Some(wait.until));
        let skipped = skipped(process, at);
        Ok(Report { outcome: Outcome::Failed, failing, not_before, reasons: vec![reason], ..skipped })
    }

    /// Names a run: the time it began, and its number in this engine.
    fn run_id(&self, started: DateTime<Utc>) -> String {
        let number = self.inner.runs.fetch_add(1, Ordering::Relaxed) + 1;
        format!("{}-{number}", started.format("%Y%m%dT%H%M%S%3f"))
    }

    /// Runs all processes of a tenant that are on, in the order of work.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn run_all(
        &self,
        tenant: &str,
        trigger: Trigger,
        cancel: &CancellationToken,
    ) -> Result<Vec<Report>, RunError> {
        let known = self.tenant(tenant)?;
        let began = self.inner.clock.now();
        let mut reports = Vec::new();
        for process in self.processes_on(&known) {
            let request = RunRequest::new(RunKey::new(tenant, process), trigger).due(began);
            reports.push(self.run_request(&request, cancel).await?);
        }
        Ok(reports)
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of the run that it makes")]
    pub(crate) fn prepare<'a>(
        &'a self,
        tenant: &'a Tenant,
        process: Process,
        trigger: Trigger,
        meter: &Meter,
        holding: Holding,
        store: &'a Arc<dyn Store>,
        cancel: &'a CancellationToken,
    ) -> Run<'a> {
        Run {
            tenant,
            process,
            store,
            clock: self.inner.clock.as_ref(),
            erp: Arc::new(FencedErp { port: tenant.erp.metered(meter.clone()), holding: holding.clone() }),
            wms: Arc::new(FencedWms { port: tenant.wms.metered(meter.clone()), holding: holding.clone() }),
            leases: &self.inner.leases,
            holding,
            eager: trigger == Trigger::Manual,
            due: None,
            is_run: false,
            request_id: None,
            writes: Writes::Made,
            cancel,
            tally: Mutex::default(),
            later: Mutex::default(),
            observer: self.inner.observer.as_ref(),
        }
    }
}

/// Counts and reports that a lease was lost, if that is what ended the run.
fn report_lost(run: &Run<'_>, id: &str, error: &RunError) {
    let RunError::LeaseLost { lease, .. } = error else { return };
    let (tenant, process) = (run.tenant.name.as_str(), run.process);
    measure::lease_lost(tenant, process);
    run.observer.on_event(&Event::LeaseLost { tenant, process, run: id, lease: &lease.name });
}

/// Notes that a run has begun. A note of an earlier run, which never came to its end, stays until one does.
async fn note_begin(run: &Run<'_>, at: DateTime<Utc>) -> Result<(), RunError> {
    let key = BegunKey(run.process);
    let before = run.read::<Begun>(&key).await?;
    let mut batch = Batch::new();
    if before.is_some() {
        // How far that one came is nothing that this one has done.
        batch.remove::<RunProgress>(&ProgressKey(run.process));
    }
    if before.is_none_or(|Begun(before)| before > at) {
        batch.set(&key, &Begun(at));
    }
    run.commit(batch).await
}

/// Writes the report, keeps it as the process's last one, and gives the lease back with that.
pub(crate) async fn finish(
    run: &Run<'_>,
    meter: &Meter,
    started: DateTime<Utc>,
    result: Result<(), RunError>,
    lease: Option<&HeldLease>,
) -> Result<Report, RunError> {
    let (mut held, mut needs_attention, mut next_due) = (0, 0, None::<DateTime<Utc>>);
    let mut lasting = Vec::new();
    let ended = run.now();
    let counted = run
        .each_held(run.process, |record| {
            held += u64::from(record.class != Class::Notice);
            // What this run has passed over waits for the next usual one: it would be passed over again.
            if let Some(due) = record.due.filter(|due| *due > ended) {
                next_due = Some(next_due.map_or(due, |next| next.min(due)));
            }
            if record.class.needs_attention() {
                needs_attention += 1;
                if lasting.len() < Report::MAX_REASONS {
                    lasting.push(record);
                }
            }
        })
        .await;
    // What was held before this run and still is stands in the report too: it is why a person has to look.
    for record in lasting.into_iter().filter(|record| record.last_tried < started) {
        run.reason(record.record, Some(record.class), record.what, record.remedy);
    }
    let day = DayKey(run.process, ended.with_timezone(&run.tenant.erp_zone).date_naive());
    // In one look at the store.
    let (before, counts) = match run.documents().both::<Report, DayCounts>(&[run.process], &[day]).await {
        Ok((mut report, mut counts)) => {
            let report = match report.pop().flatten() {
                Some(report) => run.sound(&run.process, report).await,
                None => Ok(None),
            };
            (report, Some(counts.pop().flatten()))
        }
        Err(error) => (Err(error.into()), None),
    };
    // A last report that cannot be read is replaced by this one, unless a later version wrote it.
    let newer = before.as_ref().err().filter(|error| error.is_newer_document());
    let outcome = match (&result, &counted) {
        (Err(RunError::Cancelled), _) => Outcome::Skipped,
        (Ok(()), Ok(())) if newer.is_none() => Outcome::Done,
        _ => Outcome::Failed,
    };
    for error in [result.as_ref().err(), counted.as_ref().err(), newer].into_iter().flatten() {
        let mut tally = run.tally();
        let reason = Reason {
            record: String::new(),
            class: Some(error.class()),
            what: error.full_message(),
            remedy: error.remedy().to_owned(),
        };
        tally.reasons.insert(0, reason);
        tally.reasons.truncate(Report::MAX_REASONS);
    }
    let mut batch = Batch::new();
    run.forget_progress(&mut batch);
    let tally = std::mem::take(&mut *run.tally());
    let wait = result.as_ref().err().and_then(|error| vendor_wait::asked(error, ended));
    let report = Report {
        process: run.process,
        outcome,
        started,
        ended,
        read: tally.read,
        unchanged: tally.unchanged,
        written: tally.written,
        remapped: tally.remapped,
        skipped: tally.skipped,
        ignored: tally.ignored,
        held,
        needs_attention,
        failed: tally.failed,
        requests: meter.requests(),
        erp_requests_left: run.erp.requests_left(),
        erp_requests_recent: Report::recent(
            before.as_ref().ok().and_then(Option::as_ref),
            outcome,
            &meter.requests(),
        ),
        failing: Failing::after(before.as_ref().ok().and_then(Option::as_ref), outcome, ended),
        not_before: wait.as_ref().map(|wait| wait.until),
        next_due,
        request_id: run.request_id.map(ToString::to_string),
        reasons: tally.reasons,
    };
    if newer.is_none() {
        batch.set(&run.process, &report);
    }
    batch.remove::<Begun>(&BegunKey(run.process));
    if let Some(counts) = counts.and_then(|known| DayCounts::with(day, known, &report)) {
        batch.set(&day, &counts);
    }
    if let Some(wait) = &wait {
        batch.set(&wait.vendor, wait);
    }
    if outcome == Outcome::Done {
        // What is not known to be as it was read is asked for once more.
        run.fulfil(&mut batch, tally.fulfilled).await.unwrap_or_default();
    }
    // The report is returned even if it cannot be kept, unless the store is what failed the run.
    let kept = match lease {
        Some(lease) => run.commit_last(batch, lease).await,
        None => run.commit(batch).await,
    };
    if outcome == Outcome::Failed { Ok(report) } else { kept.map(|()| report) }
}
