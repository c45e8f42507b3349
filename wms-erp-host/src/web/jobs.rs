//! Work that a person has asked for and that takes longer than a page may: plans, their application, comparisons.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinSet;
use tracing::Instrument;
use wms_erp_sync::schedule::RequestId;
use wms_erp_sync::{Applied, CancellationToken, Drift, Outcome, Plan, Process, Report, RunError, visible};

use super::App;
use super::activity::Activity;
use crate::language::ENGLISH;

/// How long results are kept. A plan names people, and says little an hour later.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// How many are kept.
const MAX_JOBS: usize = 100;

/// What is to be done.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    Plan(Vec<Process>),
    Apply(Arc<Plan>),
    Drift(Vec<Process>),
}

impl Work {
    /// The word in addresses and activities.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Plan(_) => "plan",
            Self::Apply(_) => "apply",
            Self::Drift(_) => "drift",
        }
    }

    /// What it is, and of what.
    fn text(&self) -> String {
        let processes = match self {
            Self::Plan(processes) | Self::Drift(processes) => processes,
            Self::Apply(plan) => &plan.processes,
        };
        let names: Vec<&str> = processes.iter().map(Process::as_str).collect();
        format!("{}: {}", self.word(), names.join(", "))
    }
}

/// For whom work is begun, and by which request.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) tenant: String,
    pub(crate) by: String,
    pub(crate) request_id: RequestId,
}

/// How far it is.
#[derive(Debug, Clone)]
pub(crate) enum Progress {
    Running,
    Planned(Arc<Plan>),
    Applied(Arc<Applied>),
    Compared(Arc<Drift>),
    Failed { what: String, remedy: String },
}

/// Something that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) tenant: String,
    /// Who asked.
    pub(crate) by: String,
    pub(crate) began: DateTime<Utc>,
    pub(crate) kind: &'static str,
    pub(crate) progress: Progress,
}

/// All that was asked for lately.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    all: Mutex<BTreeMap<String, Job>>,
    /// What only reads: it may be broken off.
    reading: Mutex<JoinSet<()>>,
    /// What writes: it finishes its record.
    writing: Mutex<JoinSet<()>>,
}

impl Jobs {
    pub(crate) fn find(&self, id: &str) -> Option<Job> {
        self.lock().get(id).cloned()
    }

    /// The jobs of a tenant, newest first.
    pub(crate) fn of(&self, tenant: &str, kind: &str) -> Vec<(String, Job)> {
        let all = self.lock();
        let own = all.iter().filter(|(_, job)| job.tenant == tenant && job.kind == kind);
        let mut own: Vec<_> = own.map(|(id, job)| (id.clone(), job.clone())).collect();
        own.sort_by_key(|(_, job)| std::cmp::Reverse(job.began));
        own
    }

    /// Enters a job, unless one of its kind is running for the tenant: then that one's number.
    fn enter(&self, id: String, job: Job) -> Result<String, String> {
        let mut all = self.lock();
        all.retain(|_, old| matches!(old.progress, Progress::Running) || old.began + KEPT > job.began);
        let is_same = |old: &Job| {
            old.tenant == job.tenant && old.kind == job.kind && matches!(old.progress, Progress::Running)
        };
        if let Some((running, _)) = all.iter().find(|(_, old)| is_same(old)) {
            return Err(running.clone());
        }
        while all.len() >= MAX_JOBS {
            let ended = all.iter().filter(|(_, old)| !matches!(old.progress, Progress::Running));
            let Some(oldest) = ended.min_by_key(|(_, old)| old.began).map(|(id, _)| id.clone()) else {
                break;
            };
            all.remove(&oldest);
        }
        all.insert(id.clone(), job);
        Ok(id)
    }

    fn end(&self, id: &str, progress: Progress) {
        if let Some(job) = self.lock().get_mut(id) {
            job.progress = progress;
        }
    }

    /// Breaks off what only reads, and waits for what writes; its token must have been cancelled.
    pub(crate) async fn stop(&self) {
        take(&self.reading).abort_all();
        let mut writing = take(&self.writing);
        while writing.join_next().await.is_some() {}
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Job>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn take(set: &Mutex<JoinSet<()>>) -> JoinSet<()> {
    std::mem::take(&mut *set.lock().unwrap_or_else(PoisonError::into_inner))
}

impl App {
    /// Begins some work for a tenant, and gives its number; that of the work under way where there is such.
    pub(crate) fn begin(self: &Arc<Self>, asked: Asked, work: Work) -> std::io::Result<String> {
        let id = super::access::hex(&(self.entropy)()?[..16]);
        let kind = work.word();
        let (tenant, by) = (asked.tenant.clone(), asked.by.clone());
        let began = self.operations.now();
        let job = Job { tenant: tenant.clone(), by: by.clone(), began, kind, progress: Progress::Running };
        let id = match self.jobs.enter(id, job) {
            Ok(id) => id,
            Err(running) => return Ok(running),
        };
        tracing::info!(user = asked.by, tenant = asked.tenant, job = id, "{}", work.text());
        let set = if matches!(work, Work::Apply(_)) { &self.jobs.writing } else { &self.jobs.reading };
        let (app, number) = (Arc::clone(self), id.clone());
        let mut set = set.lock().unwrap_or_else(PoisonError::into_inner);
        while set.try_join_next().is_some() {}
        let span = super::request_id::span(&asked.request_id);
        let work = async move {
            app.watch.forget_progress(&asked.tenant);
            let progress = app.work(&asked, work).await;
            app.watch.forget_progress(&asked.tenant);
            app.jobs.end(&number, progress);
            app.watch.touch(&asked.tenant);
        };
        set.spawn(work.instrument(span));
        Ok(id)
    }

    async fn work(&self, asked: &Asked, work: Work) -> Progress {
        let Asked { tenant, by, request_id } = asked;
        let stop: &CancellationToken = &self.stop;
        let failed = |error: RunError| Progress::Failed {
            what: error.full_message(),
            remedy: error.remedy().to_owned(),
        };
        match work {
            Work::Plan(processes) => match self.operations.plan(tenant, &processes).await {
                Ok(plan) => Progress::Planned(Arc::new(plan)),
                Err(error) => failed(error),
            },
            Work::Drift(processes) => match self.operations.drift(tenant, &processes).await {
                Ok(drift) => Progress::Compared(Arc::new(drift)),
                Err(error) => failed(error),
            },
            Work::Apply(plan) => {
                let applied = self.operations.apply(&plan, stop).await;
                let (done, detail) = match &applied {
                    Ok(Applied::Done(reports)) if !is_whole(reports) => {
                        (false, "not everything was written: a process did not run to its end".to_owned())
                    }
                    Ok(Applied::Done(_)) => (true, ENGLISH.write_count(plan.writes.len() as u64)),
                    Ok(Applied::Partly { refused, not_made, .. }) => {
                        (true, ENGLISH.recorded_left((refused.len() + not_made.len()) as u64))
                    }
                    Ok(Applied::Stale { gone, new, .. }) => {
                        (false, ENGLISH.recorded_stale((gone.len() + new.len()) as u64))
                    }
                    Ok(_) => (true, String::new()),
                    Err(error) => (false, error.full_message()),
                };
                let names: Vec<String> = match plan.partial {
                    true => plan
                        .writes
                        .iter()
                        .map(|write| format!("{} {}", write.process, write.record))
                        .collect(),
                    false => plan.processes.iter().map(ToString::to_string).collect(),
                };
                self.record(Activity {
                    version: 1,
                    at: self.operations.now(),
                    who: by.clone(),
                    tenant: tenant.clone(),
                    action: "apply a plan".to_owned(),
                    target: names.join(", "),
                    detail,
                    done,
                    request_id: Some(request_id.clone()),
                })
                .await;
                applied.map_or_else(failed, |applied| Progress::Applied(Arc::new(applied)))
            }
        }
    }

    /// Remembers what a person did, and says it in the log.
    pub(crate) async fn record(&self, activity: Activity) {
        let Activity { who, tenant, action, target, detail, done, .. } = &activity;
        let mut what = format!("{action}: {target}");
        if !detail.is_empty() {
            what += &format!(": {detail}");
        }
        tracing::info!(user = who, tenant, done, "{}", visible(&what));
        if let Err(error) = self.operations.record(&activity).await {
            let what =
                format!("the activity cannot be recorded: {error}: {who}: {tenant}: {action} {target}");
            tracing::error!("{}", visible(&what));
        }
    }
}

/// Whether each process has run to its end: one that is paused, or fails, has not.
pub(crate) fn is_whole(reports: &[Report]) -> bool {
    reports.iter().all(|report| report.outcome == Outcome::Done)
}
