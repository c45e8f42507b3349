//! A scheduler that keeps its times in the database, and shares the work among several processes.

mod choice;
mod known;
mod serve;
mod statement;
mod tidy;
mod usual;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use wms_erp_sync::schedule::{RunKey, RunRequest, Runner, Scheduler, SchedulerError};
use wms_erp_sync::store::StoreError;

use crate::PostgresStore;
use known::KnownTenants;
use statement::{Ask, Claim, Due, Enter};

/// For how long a run is claimed, unless set otherwise.
const CLAIM: Duration = Duration::from_secs(60);
/// How long the runs in hand may take once the scheduler is asked to stop: service managers tend to kill a service after ten
/// seconds.
const GRACE: Duration = Duration::from_secs(8);
/// How long after one tenant the next one starts for the very first time, in milliseconds.
const STAGGER: i64 = 1_000;

/// Runs each key once an interval, give or take five per cent, in any number of processes: their engines share the work.
///
/// The due times are rows beside the documents of a [`PostgresStore`], which it looks at twice a second, in short transactions
/// that work behind a pooler. Every process enters the keys that it can run ([`put`](Self::put)), and runs no others.
///
/// # Guarantees
///
/// - **Never lost.** A run is claimed for a [time](Self::claim_duration), and the claim is renewed after a third of that. When the
///   process dies, the key is still due, and another process claims it when that time is over. A process that is asked to stop
///   gives back what it could not finish.
/// - **Never twice at once**, as long as the process that has claimed it can keep the claim. One that stands still for longer (a
///   paused machine, a database that it cannot reach) may go on beside its successor for a moment: its token is cancelled when it
///   notices, and the leases of the store refuse what it wants to commit.
/// - **In the order of work.** The processes of one tenant that are due together run one after the other; one waits five seconds at
///   most for another run of its tenant. Apart from that, what has been due for longest comes first.
/// - **By the clock of the database**, so that the clocks of the machines need not agree. Usual times follow from tenant and interval
///   alone: they are spread over the interval, and survive restarts. A missed time is not made up for.
/// - **A round reads once.** A run that begins at its usual time says since when it is [due](RunRequest::due), so that it can use what another
///   process of its tenant has read since, on another machine too. One that is asked for, that another process has begun before, or on a
///   machine whose clock differs from the database's by more than a second, does not say it, and reads by itself.
/// - **No stampede**: a process begins with four tenants a second that have not run in it before, however many are due when it starts;
///   what someone asks for does not wait.
/// - **What no process has any more** is out of the schedule when it has been due for a day: its tenant was removed everywhere, or its
///   process switched off. A row that is missing is entered again within half a minute.
/// - A request by [`wake`](Scheduler::wake) in one process begins within a second in whichever is free, and is kept when that dies.
/// - While the database is away nothing new begins; `serve` goes on when it is back.
///
/// Clones are the same scheduler.
#[derive(Clone)]
pub struct PostgresScheduler {
    shared: Arc<Shared>,
    owner: Arc<str>,
    claim: Duration,
    concurrency: usize,
    grace: Duration,
}

struct Shared {
    store: PostgresStore,
    keys: Mutex<BTreeMap<RunKey, Entry>>,
    /// What runs here.
    hands: Mutex<HashMap<RunKey, Hand>>,
    /// What others had claimed at the last look.
    elsewhere: Mutex<BTreeSet<RunKey>>,
    known: Mutex<KnownTenants>,
    changed: Notify,
    /// Whether that was reported.
    cannot_forget: AtomicBool,
}

/// A key that this process can run.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// In milliseconds.
    interval: i64,
    /// By what the interval is multiplied while there are not enough requests for all.
    stretch: f64,
    /// Whether the database has it, with this interval.
    entered: bool,
    /// When it is due, as last seen here, in milliseconds since 1970.
    due: Option<i64>,
}

/// A run in hand.
#[derive(Debug)]
struct Hand {
    claim: Claim,
    cancel: CancellationToken,
    /// When it began, by a monotonic clock.
    since: Duration,
}

impl PostgresScheduler {
    /// A scheduler with nothing to do yet, in the database of this store.
    pub fn new(store: &PostgresStore) -> Self {
        let (keys, hands, elsewhere, known) = Default::default();
        let (store, changed, cannot_forget) = (store.clone(), Notify::new(), AtomicBool::new(false));
        let shared = Shared { store, keys, hands, elsewhere, known, changed, cannot_forget };
        let owner = format!("pid {}", std::process::id()).into();
        Self { shared: Arc::new(shared), owner, claim: CLAIM, concurrency: 128, grace: GRACE }
    }

    /// The name that runs are claimed under, for people to read.
    #[must_use]
    pub fn owner(self, owner: &str) -> Self {
        Self { owner: owner.into(), ..self }
    }

    /// For how long a run is claimed: 60 seconds by default, a second at least. Take what the engine's leases have.
    #[must_use]
    pub fn claim_duration(self, duration: Duration) -> Self {
        Self { claim: duration.max(Duration::from_secs(1)), ..self }
    }

    /// How many runs may be in their first five seconds here at the same time: 128 by default. One that takes longer waits for its
    /// vendors for most of its time, and keeps no other waiting.
    #[must_use]
    pub fn concurrency(self, runs: usize) -> Self {
        Self { concurrency: runs.max(1), ..self }
    }

    /// How long the current runs may take to finish their records once the scheduler is asked to stop; 8 seconds by
    /// default. After that they are broken off where they wait, and given back.
    #[must_use]
    pub fn grace(self, grace: Duration) -> Self {
        Self { grace, ..self }
    }

    /// Enters a key, or gives it another interval (a second at least). In the database it is entered once `serve` runs, or at the
    /// next call that needs it.
    pub fn put(&self, key: RunKey, interval: Duration) {
        let interval = usual::millis(interval);
        let mut keys = self.keys();
        let entry = keys.entry(key).or_insert(Entry { interval, stretch: 1.0, entered: false, due: None });
        if entry.interval != interval {
            (entry.interval, entry.entered) = (interval, false);
        }
        drop(keys);
        self.shared.changed.notify_one();
    }

    /// Takes a key out of this process. A current run continues to its end; the others keep the key as long as they
    /// have it.
    pub fn remove(&self, key: &RunKey) {
        self.keys().remove(key);
    }

    /// Multiplies the intervals of these keys, of which there are none below 1, from the next end of a run on: see
    /// [`Stretch`](wms_erp_sync::schedule::Stretch). All processes that share the schedule compute the same factors
    /// independently. What is asked for, and what a run's outcome says, counts as before.
    pub fn stretch(&self, factors: impl IntoIterator<Item = (RunKey, f64)>) {
        let mut keys = self.keys();
        for (key, factor) in factors {
            if let Some(entry) = keys.get_mut(&key) {
                entry.stretch = if factor.is_finite() { factor.max(1.0) } else { 1.0 };
            }
        }
    }

    /// By what the interval of a key is multiplied; 1 unless [stretched](Self::stretch).
    pub fn stretch_of(&self, key: &RunKey) -> f64 {
        self.keys().get(key).map_or(1.0, |entry| entry.stretch)
    }

    /// When a key is due, as this process has last seen it, without asking the database; for one that is running, when it was.
    pub fn due(&self, key: &RunKey) -> Option<DateTime<Utc>> {
        time(self.keys().get(key)?.due?)
    }

    /// Whether another process was running a key when this one looked last, which it does twice a second while it serves.
    pub fn runs_elsewhere(&self, key: &RunKey) -> bool {
        self.shared.elsewhere.lock().unwrap_or_else(PoisonError::into_inner).contains(key)
    }

    /// Makes a key due when that time has passed, unless it is due earlier anyway; if it is running, then once more afterwards. False
    /// when this process does not have the key.
    ///
    /// # Errors
    /// [`SchedulerError`], if the database cannot keep it.
    pub async fn wake_after(&self, request: RunRequest, wait: Duration) -> Result<bool, SchedulerError> {
        let failed = |error| SchedulerError::new("make a process due", error);
        if !self.keys().contains_key(&request.key) {
            return Ok(false);
        }
        self.enter().await.map_err(failed)?;
        let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX / 4);
        let work = Ask { store: self.store(), request: &request, wait };
        let mut known = self.store().transaction(&work).await.map_err(failed)?;
        if !known {
            // It was entered here, and is gone: an older copy of the database, or someone's hand.
            if let Some(entry) = self.keys().get_mut(&request.key) {
                entry.entered = false;
            }
            self.enter().await.map_err(failed)?;
            known = self.store().transaction(&work).await.map_err(failed)?;
        }
        self.shared.changed.notify_one();
        Ok(known)
    }

    fn keys(&self) -> MutexGuard<'_, BTreeMap<RunKey, Entry>> {
        self.shared.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hands(&self) -> MutexGuard<'_, HashMap<RunKey, Hand>> {
        self.shared.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self) -> MutexGuard<'_, KnownTenants> {
        self.shared.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn store(&self) -> &PostgresStore {
        &self.shared.store
    }

    fn note_due(&self, key: &RunKey, due: i64) {
        if let Some(entry) = self.keys().get_mut(key) {
            entry.due = Some(due);
        }
    }

    /// Enters in the database what has been put here since the last time.
    async fn enter(&self) -> Result<(), StoreError> {
        let new: Vec<(RunKey, i64, i64)> = {
            let keys = self.keys();
            let new = keys.iter().filter(|(_, entry)| !entry.entered);
            let mut tenants = BTreeSet::new();
            let new = new.map(|(key, entry)| {
                tenants.insert(key.tenant());
                let place = i64::try_from(tenants.len()).unwrap_or(i64::MAX) - 1;
                (key.clone(), entry.interval, place.saturating_mul(STAGGER) % entry.interval)
            });
            new.collect()
        };
        if new.is_empty() {
            return Ok(());
        }
        self.store().transaction(&Enter { store: self.store(), keys: &new }).await?;
        let mut keys = self.keys();
        for (key, interval, _) in new {
            if let Some(entry) = keys.get_mut(&key).filter(|entry| entry.interval == interval) {
                entry.entered = true;
            }
        }
        Ok(())
    }
}

/// A time in milliseconds since 1970.
fn time(millis: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis)
}

#[async_trait]
impl Scheduler for PostgresScheduler {
    /// Runs what is due, until `shutdown` is cancelled and the current runs, whose tokens are then cancelled too, have
    /// ended, or their [grace](Self::grace) has. Call it once at a time. It fails if it cannot begin; once it has, it
    /// goes on, whatever happens to the database.
    async fn serve(
        &self,
        runner: Arc<dyn Runner>,
        shutdown: CancellationToken,
    ) -> Result<(), SchedulerError> {
        self.enter().await.map_err(|error| SchedulerError::new("begin", error))?;
        self.serve_until(runner, shutdown).await;
        Ok(())
    }

    async fn wake(&self, request: RunRequest) -> Result<bool, SchedulerError> {
        self.wake_after(request, Duration::ZERO).await
    }

    /// By the clock of the database. None for a key that this process does not have.
    async fn next_due(&self, key: &RunKey) -> Result<Option<DateTime<Utc>>, SchedulerError> {
        if !self.keys().contains_key(key) {
            return Ok(None);
        }
        let work = Due { store: self.store(), key };
        let due = self.store().transaction(&work).await;
        Ok(due.map_err(|error| SchedulerError::new("read its schedule", error))?.and_then(time))
    }
}

impl fmt::Debug for PostgresScheduler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shared, owner, claim, concurrency, grace } = self;
        f.debug_struct("PostgresScheduler")
            .field("store", &shared.store)
            .field("owner", owner)
            .field("claim_duration", claim)
            .field("concurrency", concurrency)
            .field("grace", grace)
            .finish_non_exhaustive()
    }
}
