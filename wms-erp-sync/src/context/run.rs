//! One run of one process: what it may touch, and what it counts.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;
use tracing::Span;
use twentyfour_client::types::OrderId;

use super::RunError;
use super::holding::Holding;
use super::lease::LeaseKeeper;
use super::progress::Noted;
use super::writes::Writes;
use crate::clock::Clock;
use crate::document::report::{Reason, Report};
use crate::document::{
    AskedRecords, Class, EventKey, EventNumber, OrderEvent, OrderEventKind, Phase, ProgressKey, RunProgress,
};
use crate::observer::{Event, Observer};
use crate::port::{ErpPort, PortError, WmsPort};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::schedule::RequestId;
use crate::store::{Batch, Store};
use crate::tenant::Tenant;

/// How far back a read of the ERP goes behind the start of the last one: its change times are rounded, its clock is its own.
pub(crate) const ERP_OVERLAP: TimeDelta = TimeDelta::hours(2);
/// The same for the WMS.
pub(crate) const WMS_OVERLAP: TimeDelta = TimeDelta::hours(1);
/// How often everything is compared, whatever the change times say.
pub(crate) const WHOLE_EVERY: TimeDelta = TimeDelta::hours(24);
/// Whether so much time has passed since. What a clock that was ahead has left in the future is over too: it is not known how
/// long ago it was.
pub(crate) fn is_over(since: DateTime<Utc>, wait: TimeDelta, now: DateTime<Utc>) -> bool {
    since > now || now - since >= wait
}

/// How many records are looked up, decided and spooled together. Bounds memory, and requests that take ids.
pub(crate) const BATCH: usize = 1000;
/// So many failures in a row end a run: it is not the records. One whose answer did not come in time counts double.
const MAX_FAILURES: u32 = 3;
/// So many answers that did not come in time end a run, also with others between them: each costs minutes (by default two), in
/// which the run holds its lease and does nothing.
const MAX_TIMEOUTS: u32 = 5;

/// What a flow works with.
pub(crate) struct Run<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) process: Process,
    pub(crate) store: &'a Arc<dyn Store>,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) erp: Arc<dyn ErpPort>,
    pub(crate) wms: Arc<dyn WmsPort>,
    pub(crate) leases: &'a LeaseKeeper,
    /// The lease of the process, and those that are held besides it: see [`Run::under`].
    pub(crate) holding: Holding,
    /// Whether a person asked for it: then every held record that may be tried is tried.
    pub(crate) eager: bool,
    /// Since when it is due: what another process has read from then on counts for this run too.
    pub(crate) due: Option<DateTime<Utc>>,
    /// Whether it is a run, and not a look at both sides, or work on behalf of an operator.
    pub(crate) is_run: bool,
    /// What asked for it.
    pub(crate) request_id: Option<&'a RequestId>,
    /// What becomes of its writes.
    pub(crate) writes: Writes<'a>,
    pub(crate) cancel: &'a CancellationToken,
    pub(crate) tally: Mutex<Tally>,
    /// What goes with the next commit: see [`Run::commit_with_next`].
    pub(crate) later: Mutex<Batch>,
    pub(crate) observer: &'a dyn Observer,
}

/// What a run has counted so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) read: u64,
    pub(crate) unchanged: u64,
    pub(crate) written: u64,
    pub(crate) remapped: u64,
    pub(crate) skipped: u64,
    pub(crate) ignored: u64,
    pub(crate) failed: u64,
    pub(crate) reasons: Vec<Reason>,
    /// What operators asked for, and what is done once the run has ended well.
    pub(crate) fulfilled: AskedRecords,
    /// Records that were held in this run because they could not be read.
    pub(crate) unread: HashSet<String>,
    /// The records that `failed` counts.
    failed_records: HashSet<String>,
    failures_in_a_row: u32,
    timeouts: u32,
    knows_wms: bool,
    events: u32,
    pub(super) progress: Noted,
}

impl Tally {
    /// How many were read, and what was found at once.
    pub(crate) fn counts(&self) -> [u64; 3] {
        [self.read, self.unchanged, self.ignored]
    }

    /// Counts from there again: what was read since is read once more.
    pub(crate) fn count_from(&mut self, counts: [u64; 3]) {
        [self.read, self.unchanged, self.ignored] = counts;
    }
}

impl Run<'_> {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails when the engine is to stop, or a lease of the run is lost. To be asked between records, never within one.
    pub(crate) fn check_stop(&self) -> Result<(), RunError> {
        self.holding.check()?;
        if self.cancel.is_cancelled() { Err(RunError::Cancelled) } else { Ok(()) }
    }

    /// Fails as [`check_stop`](Self::check_stop) does, and asks the store first whether a lease is still held that has not been heard
    /// of for long. To be asked right before an effect that goes through no port.
    pub(crate) async fn confirm(&self) -> Result<(), RunError> {
        if !self.is_plan()
            && let Err(error) = self.holding.confirm().await
        {
            self.holding.check()?;
            return Err(error.into());
        }
        self.check_stop()
    }

    /// Says why something did not simply work.
    pub(crate) fn reason(
        &self,
        record: impl Into<String>,
        class: Option<Class>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let mut tally = self.tally();
        // Remarks make room for obstacles: a first load has more of them than a person reads.
        if class.is_some()
            && tally.reasons.len() >= Report::MAX_REASONS
            && let Some(at) = tally.reasons.iter().position(|reason| reason.class.is_none())
        {
            tally.reasons.remove(at);
        }
        let (record, what, remedy) = (record.into(), what.into(), remedy.into());
        let is_told = tally.reasons.iter().any(|told| told.record == record && told.what == what);
        if tally.reasons.len() < Report::MAX_REASONS && !is_told {
            tally.reasons.push(Reason { record, class, what, remedy });
        }
    }

    /// Counts a failure that may pass by itself: of a record once a run, however often it is tried.
    pub(crate) fn count_failed(&self, record: &str) {
        let mut tally = self.tally();
        if record.is_empty() || tally.failed_records.insert(record.to_owned()) {
            tally.failed += 1;
        }
    }

    /// What is done for one record, for traces: its id, and nothing else of it.
    pub(crate) fn record_span(&self, record: impl std::fmt::Display) -> Span {
        tracing::debug_span!(target: "wms_erp_sync", "record", process = %self.process, record = %record)
    }

    /// A call to one of the sides worked.
    pub(crate) fn side_is_ok(&self) {
        self.tally().failures_in_a_row = 0;
    }

    /// A call for one record failed: gives the error back when it ends the run rather than the record.
    pub(crate) fn record_failed(&self, error: PortError) -> Result<PortError, RunError> {
        use crate::port::ErrorKind;
        self.holding.check()?;
        if error.ends_run() {
            return Err(error.into());
        }
        if error.kind == ErrorKind::Transient {
            let mut tally = self.tally();
            tally.failures_in_a_row += if error.timed_out { 2 } else { 1 };
            tally.timeouts += u32::from(error.timed_out);
            if tally.failures_in_a_row >= MAX_FAILURES || tally.timeouts >= MAX_TIMEOUTS {
                return Err(error.into());
            }
        } else {
            self.side_is_ok();
        }
        Ok(error)
    }

    /// The same for a write to the WMS. A wrong password looks there like the refusal of a record, so the first refusal of a
    /// run is followed by a question that needs no more than the right password.
    pub(crate) async fn wms_write_failed(&self, error: PortError) -> Result<PortError, RunError> {
        use crate::port::ErrorKind;
        if error.kind == ErrorKind::Refused
            && !std::mem::replace(&mut self.tally().knows_wms, true)
            && let Err(answer) = self.wms.order_statuses().await
            && answer.kind == ErrorKind::Access
        {
            return Err(answer.into());
        }
        self.record_failed(error)
    }

    /// Says how far the run has come: to the observer each time, and in the store now and then.
    pub(crate) async fn progress(&self, phase: Phase, done: u64, total: Option<u64>) {
        let (tenant, process, is_run) = (self.tenant.name.as_str(), self.process, self.is_run);
        self.observer.on_event(&Event::Progress { tenant, process, is_run, phase, done, total });
        let now = self.now();
        let due = self.tally().progress.take_down(phase, done, total, now);
        if let Some(progress) = due.filter(|_| !self.is_plan() && self.holding.is_something()) {
            let mut batch = Batch::new();
            batch.set(&ProgressKey(self.process), &progress);
            // No run fails for what it says of itself: what is wrong with the store ends it at its next commit.
            let _ = self.commit(batch).await;
        }
    }

    /// Takes back what stands in the store of how far the run has come.
    pub(crate) fn forget_progress(&self, batch: &mut Batch) {
        if self.tally().progress.is_noted() {
            batch.remove::<RunProgress>(&ProgressKey(self.process));
        }
    }

    /// Writes the batch, with the fences of all leases that the run holds.
    pub(crate) async fn commit(&self, batch: Batch) -> Result<(), RunError> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut all = std::mem::take(&mut *self.later.lock().unwrap_or_else(PoisonError::into_inner));
        all.append(batch);
        Ok(self.store.commit(&self.tenant.name, &self.holding.fences(), all).await?)
    }

    /// Writes the batch together with the next one, at the latest with the report of the run: each commit is waited for until it is on
    /// the disk, and a run that finds nothing new has no other one. Only for what is read again if it is lost, and what this run does
    /// not read: how far a stream has been read.
    pub(crate) fn commit_with_next(&self, batch: Batch) {
        self.later.lock().unwrap_or_else(PoisonError::into_inner).append(batch);
    }

    /// Adds an entry to an order's timeline.
    pub(crate) fn event(
        &self,
        batch: &mut Batch,
        order: i32,
        kind: OrderEventKind,
        detail: impl Into<String>,
    ) {
        let at = self.now();
        let number = {
            let mut tally = self.tally();
            tally.events += 1;
            tally.events
        };
        let request_id = self.request_id.map(ToString::to_string);
        let event = OrderEvent { at, process: self.process, kind, detail: detail.into(), request_id };
        if !self.is_plan() {
            let tenant = &self.tenant.name;
            let (order, detail) = (&RecordId::from(order), event.detail.as_str());
            self.observer.on_event(&Event::Order { tenant, order, kind, detail });
        }
        batch.set(&EventKey::new(OrderId(order), &event, EventNumber::OfRun(number)), &event);
    }
}
