//! What the engine reports while it runs, kept for the page and the metrics.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::{Event, Observer, Outcome, Phase, Process, Report, RunProgress};

use super::metrics;
use super::news::News;
use crate::schedule::HostScheduler;
use crate::tenants::Polling;

/// How many runs of each process are shown.
const RUNS: usize = 10;

/// Observes an engine.
#[derive(Debug)]
pub(crate) struct Watch {
    clock: Arc<dyn Clock>,
    scheduler: HostScheduler,
    polling: Polling,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The last runs, newest first.
    runs: HashMap<RunKey, VecDeque<Report>>,
    /// When each process last did all its work.
    successes: HashMap<RunKey, DateTime<Utc>>,
    /// What has happened to each tenant since it was asked for.
    news: BTreeMap<String, News>,
    /// When the last run of each process began.
    began: HashMap<RunKey, DateTime<Utc>>,
    /// When the last run began or ended.
    beat: Option<DateTime<Utc>>,
    /// How far plans and comparisons have come, by tenant: one of each tenant is under way at most.
    progress: HashMap<String, (Process, RunProgress)>,
}

impl Watch {
    pub(crate) fn new(clock: Arc<dyn Clock>, scheduler: impl Into<HostScheduler>) -> Self {
        let scheduler = scheduler.into();
        let polling = Polling::new(Arc::clone(&clock), scheduler.clone());
        Self { clock, scheduler, polling, seen: Mutex::default() }
    }

    /// How often warehouses are asked, by what their webhooks are worth.
    pub(crate) fn polling(&self) -> &Polling {
        &self.polling
    }

    /// The last runs of a tenant since this process began, newest first.
    pub(crate) fn runs(&self, tenant: &str) -> Vec<Report> {
        let seen = self.lock();
        let of_tenant = |process| seen.runs.get(&RunKey::new(tenant, process));
        let mut runs: Vec<Report> =
            Process::ALL.iter().copied().filter_map(of_tenant).flat_map(VecDeque::iter).cloned().collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.ended));
        runs
    }

    /// When a process last did all its work, if this process saw it.
    pub(crate) fn last_success(&self, tenant: &str, process: Process) -> Option<DateTime<Utc>> {
        self.lock().successes.get(&RunKey::new(tenant, process)).copied()
    }

    /// Whether the last run of a process failed, if this process saw it.
    pub(crate) fn is_failing(&self, key: &RunKey) -> bool {
        let seen = self.lock();
        let last = seen.runs.get(key).and_then(VecDeque::front);
        last.is_some_and(|last| last.outcome == Outcome::Failed)
    }

    /// Whether a process that is due since that time runs: its scheduler gives it another time when the run has ended, however it ends.
    pub(crate) fn runs_since(&self, key: &RunKey, due: DateTime<Utc>) -> bool {
        self.lock().began.get(key).is_some_and(|began| *began >= due)
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// When a run last began or ended.
    pub(crate) fn beat(&self) -> Option<DateTime<Utc>> {
        self.lock().beat
    }

    /// Says that something about a tenant has changed.
    pub(crate) fn touch(&self, tenant: &str) {
        self.lock().news.insert(tenant.to_owned(), News::Changed);
    }

    /// The tenants to which something has happened since the last call.
    pub(crate) fn take_news(&self) -> BTreeMap<String, News> {
        std::mem::take(&mut self.lock().news)
    }

    /// When a process runs next, as last seen in this process.
    pub(crate) fn next(&self, key: &RunKey) -> Option<DateTime<Utc>> {
        self.scheduler.due(key)
    }

    fn began(&self, key: &RunKey) {
        let now = self.clock.now();
        if let Some(due) = self.scheduler.due(key).filter(|due| *due <= now) {
            metrics::queue_delay(key.process(), now - due);
        }
        let mut seen = self.lock();
        seen.began.insert(key.clone(), now);
        seen.beat = Some(now);
    }

    /// How far a plan or a comparison of a tenant has come.
    pub(crate) fn progress(&self, tenant: &str) -> Option<(Process, RunProgress)> {
        self.lock().progress.get(tenant).copied()
    }

    /// Forgets how far one has come: another begins, or it has ended.
    pub(crate) fn forget_progress(&self, tenant: &str) {
        self.lock().progress.remove(tenant);
    }

    fn advanced(&self, tenant: &str, process: Process, phase: Phase, done: u64, total: Option<u64>) {
        let now = self.clock.now();
        let mut seen = self.lock();
        let progress = match seen.progress.get(tenant) {
            Some((before, last)) if *before == process => last.then(phase, done, total, now),
            _ => RunProgress::new(phase, done, total, now),
        };
        seen.progress.insert(tenant.to_owned(), (process, progress));
    }

    fn ended(&self, key: RunKey, report: &Report) {
        let now = self.clock.now();
        let mut seen = self.lock();
        seen.beat = Some(now);
        seen.news.entry(key.tenant().to_owned()).or_default().ran(report);
        if report.outcome == Outcome::Done {
            seen.successes.insert(key.clone(), report.ended);
        }
        let runs = seen.runs.entry(key).or_default();
        runs.push_front(report.clone());
        runs.truncate(RUNS);
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hands on to a [`Watch`] what the engine reports.
#[derive(Debug)]
pub(crate) struct Watching(pub(crate) Arc<Watch>);

impl Observer for Watching {
    fn on_event(&self, event: &Event<'_>) {
        self.0.polling.observe(event);
        match event {
            Event::RunBegan { tenant, process, .. } => self.0.began(&RunKey::new(*tenant, *process)),
            Event::RunEnded { tenant, report, .. } => {
                self.0.ended(RunKey::new(*tenant, report.process), report);
            }
            Event::Progress { tenant, process, is_run: false, phase, done, total, .. } => {
                self.0.advanced(tenant, *process, *phase, *done, *total);
            }
            _ => {}
        }
    }
}
