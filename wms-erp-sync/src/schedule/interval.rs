//! The scheduler for a service on one machine: intervals, and a loop.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::agenda::{Agenda, NOW};
use super::{RunKey, RunOutcome, RunRequest, Runner, Scheduler, SchedulerError, Trigger};
use crate::clock::Clock;

/// How long the runs in hand may take once the scheduler is asked to stop, unless set otherwise: what supervises a service
/// tends to kill it after ten seconds.
const GRACE: Duration = Duration::from_secs(8);
/// No sleep is longer, so that a clock that was set, or a machine that slept, is noticed.
const NAP: Duration = Duration::from_secs(60);

/// Runs each key once an interval, give or take some jitter.
///
/// # Guarantees
///
/// - A key never runs twice at once. A missed time is not made up for: the next usual one counts.
/// - The processes of one tenant that fall due together run one after the other, in the order of work; they keep falling
///   due together as long as their intervals are the same. Bulk work (articles, suppliers, stock) that would wait for a run of
///   its own tenant for longer than its own interval starts beside it; short work (orders, order status) waits five seconds
///   at most.
/// - Different tenants run at the same time, and a run that takes long keeps no other from starting: see
///   [`concurrency`](Self::concurrency). Short work of a tenant whose last run worked begins within ten seconds of its due
///   time, however much else is due, hangs or loads for the first time. What failed last time comes last; before that, a tenant that
///   goes to addresses ([`Runner::addresses`]) where little else begins comes first, then the one that has waited longest. One that
///   fails, hangs or panics stops no other.
/// - A failed run comes again when it asks to ([`RunOutcome::Retry`]); its usual times stay what they are.
///
/// Clones are the same scheduler: keys can be entered, woken and removed while it runs. Two schedulers (in two
/// processes, say) know nothing of each other; the leases of the store keep their runs apart.
#[derive(Debug, Clone)]
pub struct IntervalScheduler {
    shared: Arc<Shared>,
    grace: Duration,
}

#[derive(Debug)]
struct Shared {
    agenda: Mutex<Agenda>,
    changed: Notify,
}

impl Default for IntervalScheduler {
    /// Ten per cent of jitter, first runs of tenants a second apart, 512 runs of either sort in their first seconds at the
    /// same time, 256 of them at one address, eight seconds for the runs in hand at the end.
    fn default() -> Self {
        let shared = Shared { agenda: Mutex::new(Agenda::new()), changed: Notify::new() };
        Self { shared: Arc::new(shared), grace: GRACE }
    }
}

impl IntervalScheduler {
    /// A scheduler with nothing to do yet. See [`default`](Self::default) for its settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many runs of bulk work, and how many of short work, may be in their first five seconds at the same time, at least one
    /// of either; half as many at one address, so that tenants of one that hangs leave slots for the others. A run that takes
    /// longer no longer counts: it waits for its vendors for most of its time, or for good, and no number of such runs keeps
    /// another tenant waiting. Short work begins after three seconds without a slot, too, unless its last run failed. All in all
    /// there are at most as many runs as keys.
    #[must_use]
    pub fn concurrency(self, runs: usize) -> Self {
        self.agenda().concurrency = runs.max(1);
        self
    }

    /// How long the current runs may take to finish their records once the scheduler is asked to stop; 8 seconds by
    /// default. After that they are broken off where they wait, as by a power cut: the next run finds out by reading
    /// what became of a write whose answer did not come.
    #[must_use]
    pub fn grace(self, grace: Duration) -> Self {
        Self { grace, ..self }
    }

    /// By how much an interval varies, as a share of it: 0.1 is ±10 %, the most is 0.5.
    #[must_use]
    pub fn jitter(self, share: f64) -> Self {
        self.agenda().jitter = if share.is_finite() { share.clamp(0.0, 0.5) } else { 0.0 };
        self
    }

    /// Where the jitter comes from; tenants differ without it, too.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        self.agenda().seed = seed;
        self
    }

    /// How long after one tenant the next one starts for the first time. Concerns keys that are entered from now on.
    #[must_use]
    pub fn stagger(self, pause: Duration) -> Self {
        self.agenda().stagger = pause;
        self
    }

    /// Enters a key, or gives it another interval (a second at least).
    pub fn put(&self, key: RunKey, interval: Duration) {
        self.agenda().put(key, interval);
        self.shared.changed.notify_one();
    }

    /// Takes a key out. A current run continues to its end.
    pub fn remove(&self, key: &RunKey) {
        self.agenda().remove(key);
        self.shared.changed.notify_one();
    }

    /// Multiplies the intervals of these keys, of which there are none below 1, from their next usual time on: see
    /// [`Stretch`](super::Stretch). Keys that are not named keep their factors; those that are not entered are passed
    /// over. What is asked for, and what a run's [`RunOutcome`] says, counts as before.
    pub fn stretch(&self, factors: impl IntoIterator<Item = (RunKey, f64)>) {
        self.agenda().stretch(factors);
        self.shared.changed.notify_one();
    }

    /// By what the interval of a key is multiplied; 1 unless [stretched](Self::stretch).
    pub fn stretch_of(&self, key: &RunKey) -> f64 {
        self.agenda().stretch_of(key)
    }

    /// Makes a key due at that time, unless it is due earlier anyway; if it is running, then once more afterwards.
    /// False when there is no such key.
    pub fn wake_at(&self, key: &RunKey, due: DateTime<Utc>) -> bool {
        self.wake_request_at(&RunRequest::new(key.clone(), Trigger::Scheduled), due)
    }

    /// The same for a request, with its reason and what asked for it.
    pub fn wake_request_at(&self, request: &RunRequest, due: DateTime<Utc>) -> bool {
        let known = self.agenda().wake(request, due);
        self.shared.changed.notify_one();
        known
    }

    /// When a key is due next; for one that is running, when it was. `None` before the scheduler has begun, and for a
    /// key that is not entered.
    pub fn due(&self, key: &RunKey) -> Option<DateTime<Utc>> {
        self.agenda().due(key)
    }

    async fn run(&self, clock: &dyn Clock, shutdown: &CancellationToken, runner: &Arc<dyn Runner>) {
        self.agenda().forget_runs();
        let mut runs = Runs::new();
        while !shutdown.is_cancelled() {
            let started = self.agenda().start(clock.now(), usize::MAX, &|key| runner.addresses(key));
            for request in started {
                runs.spawn(run_one(Arc::clone(runner), request, shutdown.child_token()));
            }
            let nap = self.nap(clock);
            tokio::select! {
                biased;
                () = shutdown.cancelled() => break,
                Some(ended) = runs.join_next() => {
                    self.finish(clock, ended.ok());
                    // All that have ended, before a look at what can be started: thousands may end at once.
                    while let Some(ended) = runs.try_join_next() {
                        self.finish(clock, ended.ok());
                    }
                }
                () = self.shared.changed.notified() => {}
                () = clock.sleep(nap) => {}
            }
        }
        let finish = async {
            while let Some(ended) = runs.join_next().await {
                self.finish(clock, ended.ok());
            }
        };
        tokio::select! {
            biased;
            () = finish => {}
            () = clock.sleep(self.grace) => self.break_off(runs).await,
        }
    }

    async fn break_off(&self, mut runs: Runs) {
        for key in self.agenda().forget_runs() {
            tracing::warn!(run = %key, "interrupted while it waited: the next run continues from there");
        }
        runs.shutdown().await;
    }

    fn nap(&self, clock: &dyn Clock) -> Duration {
        let now = clock.now();
        let next = self.agenda().next_look(now);
        next.and_then(|next| (next - now).to_std().ok()).map_or(NAP, |wait| wait.min(NAP))
    }

    /// `ended` is missing only when the runtime itself is going down.
    fn finish(&self, clock: &dyn Clock, ended: Option<(RunKey, Option<RunOutcome>)>) {
        let Some((key, outcome)) = ended else { return };
        match &outcome {
            // The caller says in the log what it makes of a failure, and how often.
            Some(RunOutcome::Retry { after, reason }) => {
                let reason = crate::visible::visible(reason);
                tracing::debug!(run = %key, ?after, reason = &*reason, "a run is postponed");
            }
            Some(_) => {}
            None => tracing::error!(run = %key, "a run panicked: it runs again at its regular time"),
        }
        self.agenda().finish(&key, clock.now(), outcome.as_ref());
    }

    fn agenda(&self) -> MutexGuard<'_, Agenda> {
        self.shared.agenda.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs in hand, with what becomes of them.
type Runs = JoinSet<(RunKey, Option<RunOutcome>)>;

/// The run's outcome, or none when it panicked: one tenant's bug is not the others' end.
async fn run_one(
    runner: Arc<dyn Runner>,
    request: RunRequest,
    cancel: CancellationToken,
) -> (RunKey, Option<RunOutcome>) {
    let key = request.key.clone();
    let outcome = AssertUnwindSafe(runner.run(request, cancel)).catch_unwind().await;
    (key, outcome.ok())
}

#[async_trait]
impl Scheduler for IntervalScheduler {
    /// Runs what is due by the runner's clock, until `shutdown` is cancelled and the current runs, whose tokens are
    /// then cancelled too, have ended, or their [grace](Self::grace) has. Call it once at a time; dropping it breaks
    /// its runs off where they wait. It never fails.
    async fn serve(
        &self,
        runner: Arc<dyn Runner>,
        shutdown: CancellationToken,
    ) -> Result<(), SchedulerError> {
        let clock = runner.clock();
        self.run(&*clock, &shutdown, &runner).await;
        Ok(())
    }

    async fn wake(&self, request: RunRequest) -> Result<bool, SchedulerError> {
        Ok(self.wake_request_at(&request, NOW))
    }

    async fn next_due(&self, key: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError> {
        Ok(self.due(key))
    }
}

#[cfg(test)]
mod tests;
