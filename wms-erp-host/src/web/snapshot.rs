//! How every tenant is doing, kept in memory, so that one page about five hundred of them takes milliseconds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::{
    CancellationToken, Class, DayCounts, Dismissal, Process, ProcessStatus, Report, RunError, Status,
};

use super::App;
use super::news::News;
use super::operations::Served;
use crate::alarm::Unsent;

/// Every tenant is looked at again after this time: others may write to the same store.
const RENEWED: TimeDelta = TimeDelta::seconds(30);
const TICK: Duration = Duration::from_secs(1);
/// At most so many in a tick, of those of which nothing is known to have changed: what it takes does not grow with the tenants.
const AT_ONCE: usize = 4;

/// One tenant at one time.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) at: DateTime<Utc>,
    /// How it is doing, or why that is not known and what to do.
    pub(crate) status: Result<Status, (String, String)>,
    /// The alarms that their receivers have not got.
    pub(crate) unsent: Vec<Unsent>,
}

/// All that the page of a tenant shows.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) now: Snapshot,
    /// Or why that is not known and what to do.
    pub(crate) past: Result<Past, (String, String)>,
}

/// What was dealt with.
#[derive(Debug)]
pub(crate) struct Past {
    pub(crate) dismissed: Vec<Dismissal>,
    /// What the runs did day by day.
    pub(crate) days: Vec<DayCounts>,
}

/// All tenants that have been looked at.
#[derive(Debug, Default)]
pub(crate) struct Snapshots(RwLock<BTreeMap<String, Arc<Snapshot>>>);

impl Snapshots {
    pub(crate) fn of(&self, tenant: &str) -> Option<Arc<Snapshot>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(tenant).cloned()
    }

    /// Enters runs that found nothing to do. False if the tenant has to be looked at: it is not known, or they tell something else than
    /// what is known.
    fn enter(&self, tenant: &str, runs: &[Report], next: impl Fn(Process) -> Option<DateTime<Utc>>) -> bool {
        let Some(mut known) = self.of(tenant).map(Arc::unwrap_or_clone) else { return false };
        let Ok(status) = &mut known.status else { return false };
        // What a vendor asked for may be over.
        if !status.vendor_waits.is_empty() {
            return false;
        }
        for run in runs {
            let process = status.processes.iter_mut().find(|process| process.process == run.process);
            if !process.is_some_and(|process| enter_run(process, run, next(run.process))) {
                return false;
            }
        }
        self.put(tenant, known);
        true
    }

    /// Forgets all but these tenants.
    fn keep(&self, tenants: &[Served]) {
        let served: HashSet<&str> = tenants.iter().map(Served::name).collect();
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.retain(|name, _| served.contains(name.as_str()));
    }

    fn put(&self, tenant: &str, snapshot: Snapshot) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(tenant.to_owned(), Arc::new(snapshot));
    }
}

impl App {
    /// Looks at a tenant now, together with all who ask for it at the moment.
    pub(crate) async fn look_at(&self, tenant: &Served) -> Arc<Snapshot> {
        self.looks.at(tenant.name(), self.look(tenant)).await
    }

    /// The same, with what has been dealt with.
    pub(crate) async fn view_of(&self, tenant: &Served) -> Arc<View> {
        let view = async {
            let now = self.look(tenant).await;
            View { now, past: self.read_past(tenant.name()).await }
        };
        self.views.at(tenant.name(), view).await
    }

    async fn read_past(&self, tenant: &str) -> Result<Past, (String, String)> {
        let read = async {
            let dismissed = self.operations.dismissed(tenant).await?;
            Ok(Past { dismissed, days: self.operations.history(tenant).await? })
        };
        let read: Result<_, RunError> = read.await;
        read.map_err(|error| (error.full_message(), error.remedy().to_owned()))
    }

    async fn look(&self, tenant: &Served) -> Snapshot {
        let status = self.operations.status(tenant).await;
        let status = status.map_err(|error| (error.full_message(), error.remedy().to_owned()));
        // A store that does not answer has just been reported by the status.
        let unsent = self.operations.unsent_alarms(tenant.name()).await.unwrap_or_default();
        let snapshot = Snapshot { at: self.operations.now(), status, unsent };
        self.snapshots.put(tenant.name(), snapshot.clone());
        snapshot
    }

    /// Looks at every tenant that has changed or is new, and at some that have not been looked at for a while. Of one whose runs found
    /// nothing to do, all that has changed is known from their reports: most runs are such ones, and each look asks the store several
    /// times.
    pub(crate) async fn look_around(&self) {
        let news = self.watch.take_news();
        let has_changed = |(tenant, news): (String, News)| {
            let next = |process| self.watch.next(&RunKey::new(tenant.as_str(), process));
            let is_known = match &news {
                News::Ran(runs) => self.snapshots.enter(&tenant, runs, next),
                News::Changed => false,
            };
            (!is_known).then_some(tenant)
        };
        let stale: HashSet<String> = news.into_iter().filter_map(has_changed).collect();
        let now = self.operations.now();
        let tenants = self.operations.tenants();
        self.snapshots.keep(&tenants);
        let looked_at = tenants.iter().map(|tenant| {
            let is_stale = stale.contains(tenant.name());
            self.snapshots.of(tenant.name()).filter(|_| !is_stale).map(|known| known.at)
        });
        for place in to_look_at(&looked_at.collect::<Vec<_>>(), now) {
            self.look_at(&tenants[place]).await;
        }
    }

    /// Keeps looking until `stop` is cancelled.
    pub(crate) async fn keep_looking(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            self.look_around().await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.operations.clock().sleep(TICK) => {}
            }
        }
    }
}

/// Enters a run that found nothing to do into what is known of its process. False if it does not go with that.
fn enter_run(process: &mut ProcessStatus, run: &Report, next: Option<DateTime<Utc>>) -> bool {
    let held = process.held.iter().filter(|held| held.class != Class::Notice).count() as u64;
    let goes_with = process.on
        && process.paused.is_none()
        && process.progress.is_none()
        && (held, attention(process) as u64) == (run.held, run.needs_attention);
    // Its scheduler has yet to see that it has ended.
    let Some(next) = next.filter(|next| goes_with && *next > run.ended) else { return false };
    process.last = Some(run.clone());
    process.next = Some(next);
    process.newly_held = 0;
    (process.begun, process.failing, process.overdue) = (None, None, None);
    true
}

/// Which tenants are looked at now, by when each was last; none for one that is new or has changed.
fn to_look_at(looked_at: &[Option<DateTime<Utc>>], now: DateTime<Utc>) -> Vec<usize> {
    let at = |place: &usize| looked_at[*place];
    let (mut chosen, known): (Vec<usize>, Vec<usize>) =
        (0..looked_at.len()).partition(|place| at(place).is_none());
    let is_old = |place: &usize| at(place).is_some_and(|at| (now - at).abs() >= RENEWED);
    let mut old: Vec<usize> = known.into_iter().filter(is_old).collect();
    old.sort_by_key(|place| Reverse(at(place).map(|at| (now - at).abs())));
    chosen.extend(old.into_iter().take(AT_ONCE));
    chosen
}

/// How a process is doing, in a word; the worst comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// Its runs fail.
    Failing,
    /// It should have run.
    Late,
    /// Its number of records that need a person.
    Held(usize),
    /// A person has paused it.
    Paused,
    /// It has not run yet.
    New,
    /// It works.
    Ok,
    /// It is not enabled.
    Off,
}

impl State {
    pub(crate) fn of(process: &ProcessStatus) -> Self {
        let held = attention(process);
        match process {
            ProcessStatus { on: false, .. } => Self::Off,
            ProcessStatus { paused: Some(_), .. } => Self::Paused,
            ProcessStatus { failing: Some(_), .. } => Self::Failing,
            ProcessStatus { overdue: Some(_), .. } => Self::Late,
            _ if held > 0 => Self::Held(held),
            ProcessStatus { last: None, .. } => Self::New,
            _ => Self::Ok,
        }
    }

    /// The word, which is also the name of its style.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Failing => "failing",
            Self::Late => "late",
            Self::Held(_) => "held",
            Self::Paused => "paused",
            Self::New => "new",
            Self::Ok => "ok",
            Self::Off => "off",
        }
    }

    /// How bad it is; 0 is well.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Failing => 4,
            Self::Late => 3,
            Self::Held(_) => 2,
            Self::Paused => 1,
            Self::New | Self::Ok | Self::Off => 0,
        }
    }
}

/// How many of its held records need a person.
pub(crate) fn attention(process: &ProcessStatus) -> usize {
    process.held.iter().filter(|held| held.class.needs_attention()).count()
}

/// The oldest held record of a class.
pub(crate) fn oldest(process: &ProcessStatus, class: Class) -> Option<DateTime<Utc>> {
    process.held.iter().filter(|held| held.class == class).map(|held| held.since).min()
}

/// When a process last did all its work: as it was seen, else by its last report. Of one that has been failing for longer than
/// this service runs, when that began.
pub(crate) fn last_success(
    process: &ProcessStatus,
    seen: impl FnOnce(Process) -> Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let last = process.last.as_ref()?;
    match last.outcome {
        wms_erp_sync::Outcome::Done => Some(last.ended),
        _ => seen(process.process).or_else(|| last.failing.map(|failing| failing.since)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_changed_is_looked_at_at_once_and_what_may_have_changed_few_at_a_time_the_oldest_first() {
        let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(1);
        let ago = |seconds| Some(now - TimeDelta::seconds(seconds));
        let looked_at = [ago(31), None, ago(40), ago(29), ago(35), None, ago(90), ago(-60), ago(30)];
        assert_eq!(to_look_at(&looked_at, now), [1, 5, 6, 7, 2, 4]);
        assert_eq!(to_look_at(&[None; 9], now).len(), 9);
        assert_eq!(to_look_at(&[ago(5), ago(-60)], now), [1], "by a clock that was ahead");
    }
}
