//! When which process runs: in this process alone, or shared with others through the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
#[cfg(feature = "postgres")]
use tracing::Instrument;
#[cfg(feature = "postgres")]
use wms_erp_postgres::PostgresScheduler;
use wms_erp_sync::CancellationToken;
#[cfg(feature = "postgres")]
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::schedule::{IntervalScheduler, RunKey, RunRequest, Runner, Scheduler, SchedulerError};

#[cfg(feature = "postgres")]
use crate::causes::chain;

/// The clock that a store may set.
#[cfg(feature = "postgres")]
pub(crate) type Followed = Option<wms_erp_postgres::DatabaseClock>;
/// Without PostgreSQL there is none.
#[cfg(not(feature = "postgres"))]
#[derive(Debug, Clone, Default)]
pub(crate) enum Followed {
    #[default]
    Nothing,
}

/// By how much this machine's clock is ahead of the database's. Of a store in a file, it is not.
pub(crate) fn ahead_of_database(followed: &Followed) -> TimeDelta {
    #[cfg(feature = "postgres")]
    if let Some(clock) = followed {
        return -clock.ahead();
    }
    let _ = followed;
    TimeDelta::zero()
}

/// The scheduler that the configuration names. Clones are the same one.
#[derive(Debug, Clone)]
pub(crate) struct HostScheduler {
    kind: Kind,
    factors: Arc<Mutex<Factors>>,
}

#[derive(Debug, Clone)]
enum Kind {
    /// In this process.
    Embedded(IntervalScheduler),
    /// In the database.
    #[cfg(feature = "postgres")]
    Postgres(PostgresScheduler),
}

/// By what intervals are multiplied, for either reason; what is not named, by 1. The greater one counts.
#[derive(Debug, Default)]
struct Factors {
    /// There are not enough requests for all.
    budget: HashMap<RunKey, f64>,
    /// Webhooks announce what a run would find.
    webhooks: HashMap<RunKey, f64>,
}

impl Factors {
    fn of(&self, key: &RunKey) -> f64 {
        let factor = |factors: &HashMap<RunKey, f64>| factors.get(key).copied().unwrap_or(1.0);
        factor(&self.budget).max(factor(&self.webhooks))
    }
}

impl HostScheduler {
    /// Enters a key, or gives it another interval.
    pub(crate) fn put(&self, key: RunKey, interval: Duration) {
        match &self.kind {
            Kind::Embedded(scheduler) => scheduler.put(key, interval),
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler.put(key, interval),
        }
    }

    /// Takes a key out. A current run continues to its end.
    pub(crate) fn remove(&self, key: &RunKey) {
        match &self.kind {
            Kind::Embedded(scheduler) => scheduler.remove(key),
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler.remove(key),
        }
    }

    /// Makes a key due at that time, unless it is due earlier. In a database that takes a moment, for which no one waits: what a person
    /// has asked for is in the store, and the next usual run does it in any case.
    pub(crate) fn wake_at(&self, request: &RunRequest, due: DateTime<Utc>) {
        match &self.kind {
            Kind::Embedded(scheduler) => drop(scheduler.wake_request_at(request, due)),
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => {
                let (scheduler, request) = (scheduler.clone(), request.clone());
                // The clock of the database may show another time.
                let wait = (due - SystemClock.now()).to_std().unwrap_or_default();
                let wake = async move {
                    let key = request.key.clone();
                    if let Err(error) = scheduler.wake_after(request, wait).await {
                        tracing::warn!(run = %key, error = chain(&error), "it runs at its regular time");
                    }
                };
                tokio::spawn(wake.in_current_span());
            }
        }
    }

    /// Multiplies the intervals of these keys from their next usual times on, since there are not enough requests for all.
    pub(crate) fn stretch(&self, factors: impl IntoIterator<Item = (RunKey, f64)>) {
        self.multiply(|known| &mut known.budget, factors);
    }

    /// Multiplies the intervals of these keys from their next usual times on, since webhooks announce what a run would find.
    pub(crate) fn poll_rarer(&self, factors: impl IntoIterator<Item = (RunKey, f64)>) {
        self.multiply(|known| &mut known.webhooks, factors);
    }

    fn multiply(
        &self,
        reason: fn(&mut Factors) -> &mut HashMap<RunKey, f64>,
        factors: impl IntoIterator<Item = (RunKey, f64)>,
    ) {
        let mut known = self.factors();
        let mut changed = Vec::new();
        for (key, factor) in factors {
            match factor > 1.0 {
                true => reason(&mut known).insert(key.clone(), factor),
                false => reason(&mut known).remove(&key),
            };
            let factor = known.of(&key);
            changed.push((key, factor));
        }
        match &self.kind {
            Kind::Embedded(scheduler) => scheduler.stretch(changed),
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler.stretch(changed),
        }
    }

    fn factors(&self) -> MutexGuard<'_, Factors> {
        self.factors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// By what the interval of a key is multiplied since there are not enough requests for all.
    pub(crate) fn budget_stretch_of(&self, key: &RunKey) -> f64 {
        let known = self.factors();
        match known.webhooks.contains_key(key) {
            true => known.budget.get(key).copied().unwrap_or(1.0),
            false => self.stretch_of(key),
        }
    }

    /// Whether several services share the schedule.
    pub(crate) fn is_shared(&self) -> bool {
        self.shared().is_some()
    }

    /// By what the interval of a key is multiplied.
    pub(crate) fn stretch_of(&self, key: &RunKey) -> f64 {
        match &self.kind {
            Kind::Embedded(scheduler) => scheduler.stretch_of(key),
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler.stretch_of(key),
        }
    }

    /// When a key is due, as last seen in this process.
    pub(crate) fn due(&self, key: &RunKey) -> Option<DateTime<Utc>> {
        match &self.kind {
            Kind::Embedded(scheduler) => scheduler.due(key),
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler.due(key),
        }
    }

    /// Whether another process that shares the schedule runs a key, as last seen.
    #[cfg_attr(not(feature = "postgres"), expect(unused_variables, reason = "no other process shares it"))]
    pub(crate) fn runs_elsewhere(&self, key: &RunKey) -> bool {
        match &self.kind {
            Kind::Embedded(_) => false,
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler.runs_elsewhere(key),
        }
    }

    /// The scheduler, if it knows something without running.
    pub(crate) fn shared(&self) -> Option<Arc<dyn Scheduler>> {
        match &self.kind {
            Kind::Embedded(_) => None,
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => Some(Arc::new(scheduler.clone())),
        }
    }

    fn inner(&self) -> &dyn Scheduler {
        match &self.kind {
            Kind::Embedded(scheduler) => scheduler,
            #[cfg(feature = "postgres")]
            Kind::Postgres(scheduler) => scheduler,
        }
    }
}

impl From<IntervalScheduler> for HostScheduler {
    fn from(scheduler: IntervalScheduler) -> Self {
        Self { kind: Kind::Embedded(scheduler), factors: Arc::default() }
    }
}

#[cfg(feature = "postgres")]
impl From<PostgresScheduler> for HostScheduler {
    fn from(scheduler: PostgresScheduler) -> Self {
        Self { kind: Kind::Postgres(scheduler), factors: Arc::default() }
    }
}

#[async_trait]
impl Scheduler for HostScheduler {
    async fn serve(
        &self,
        runner: Arc<dyn Runner>,
        shutdown: CancellationToken,
    ) -> Result<(), SchedulerError> {
        self.inner().serve(runner, shutdown).await
    }

    async fn wake(&self, request: RunRequest) -> Result<bool, SchedulerError> {
        self.inner().wake(request).await
    }

    async fn next_due(&self, key: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError> {
        self.inner().next_due(key).await
    }
}
