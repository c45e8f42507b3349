//! The tenants that are served, kept as the configuration says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::{CancellationToken, Engine, Process, visible};

use super::decide::{Decision, InForce, Seen, decide};
use super::refusals::Noted;
use super::reload::Reload;
use super::report::{Outcome, Report, TenantReport};
use super::served::{Served, Tenants};
use crate::config::{Found, Mark, Outside, Place, Problem, Reading, Right, State};
use crate::requests::Requests;
use crate::schedule::HostScheduler;
use crate::supervisor::Supervisor;

/// How often the folder of tenants is looked at, and what is not certain yet is looked at again.
const LOOK: Duration = Duration::from_secs(5);
/// For how long the records in hand of a tenant are waited for. A request that hangs may take minutes: its run then ends by
/// itself, and until then the lease keeps others from its process.
const RECORD_IN_HAND: Duration = Duration::from_secs(30);
/// How long after one tenant the next one begins with what is new: each logs in.
const APART: TimeDelta = TimeDelta::seconds(1);

/// How long passwords that were changed are given before they are read again.
const RENEWED: TimeDelta = TimeDelta::minutes(5);

/// What is read, and what it is served by.
#[derive(Debug)]
pub(crate) struct Sources {
    /// The configuration.
    pub(crate) file: PathBuf,
    /// The only tenant that is meant, where one is.
    pub(crate) only: Option<String>,
    /// Whether the configuration has a folder of tenants.
    pub(crate) has_folder: bool,
    pub(crate) outside: Arc<dyn Outside>,
    /// Tenants that may have been refused for their passwords.
    pub(crate) refused: Noted,
    /// What counts the requests of tenants that come later, too.
    pub(crate) requests: Requests,
    /// Who is notified of a reload that was asked for.
    pub(crate) supervisor: Supervisor,
}

/// The tenants that are served.
pub(crate) struct Roster {
    sources: Sources,
    engine: Engine,
    scheduler: HostScheduler,
    tenants: Tenants,
    /// One look at a time.
    state: tokio::sync::Mutex<Looked>,
    report: RwLock<Arc<Report>>,
}

#[derive(Debug)]
struct Looked {
    in_force: BTreeMap<String, InForce>,
    seen: Seen,
    /// When the passwords of a tenant were last changed: many logins in a row lock a user out.
    renewed: BTreeMap<String, DateTime<Utc>>,
    /// What was logged as wrong, so that it is logged once.
    logged: Vec<String>,
}

impl Roster {
    /// Of tenants that are served already; of those that are wrong, nothing is.
    pub(crate) fn new(
        sources: Sources,
        engine: Engine,
        scheduler: HostScheduler,
        tenants: Tenants,
        in_force: BTreeMap<String, InForce>,
        wrong: BTreeMap<String, Vec<Problem>>,
    ) -> Self {
        let mut report = Report { at: engine.clock().now(), wrong, ..Report::default() };
        for name in in_force.keys() {
            report.tenants.insert(name.clone(), TenantReport { served: true, outcome: Outcome::Unchanged });
        }
        for name in report.wrong.keys() {
            report.tenants.insert(name.clone(), TenantReport { served: false, outcome: Outcome::Wrong });
        }
        let looked =
            Looked { in_force, seen: Seen::default(), renewed: BTreeMap::new(), logged: report.lines() };
        let state = tokio::sync::Mutex::new(looked);
        Self { sources, engine, scheduler, tenants, state, report: RwLock::new(Arc::new(report)) }
    }

    /// What the last look came to.
    pub(crate) fn report(&self) -> Arc<Report> {
        Arc::clone(&self.report.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks when that is asked for, and every few seconds while there is a reason to; until `stop` is cancelled.
    pub(crate) async fn keep(&self, reload: &Reload, stop: &CancellationToken) {
        let mut is_certain = true;
        loop {
            let pause = async {
                match self.sources.has_folder || !is_certain {
                    true => self.engine.clock().sleep(LOOK).await,
                    false => std::future::pending().await,
                }
            };
            let asked = tokio::select! {
                biased;
                () = stop.cancelled() => return,
                () = reload.asked() => true,
                refused = self.sources.refused.take() => {
                    self.read_passwords(&refused).await;
                    continue;
                }
                () = pause => false,
            };
            if asked {
                tracing::info!("the tenants are read again");
            }
            let report = self.look(asked).await;
            is_certain = !report.tenants.values().any(|tenant| tenant.outcome == Outcome::Waiting);
        }
    }

    /// Looks at the configuration, and does what it says. What was `asked` for counts at once.
    pub(crate) async fn look(&self, asked: bool) -> Arc<Report> {
        let _reloading = asked.then(|| self.sources.supervisor.reloading());
        let mut state = self.state.lock().await;
        let marks = state.in_force.iter().map(|(name, known)| (name.clone(), known.mark)).collect();
        let reading = self.read(marks).await;
        let mut decision = decide(reading.tenants, reading.problems, &state.in_force, &state.seen, asked);
        let mut report = Report { at: self.engine.clock().now(), ..Report::default() };
        report.problems = std::mem::take(&mut decision.problems);
        report.wrong = std::mem::take(&mut decision.wrong);
        state.seen = std::mem::take(&mut decision.seen);
        let waiting = std::mem::take(&mut decision.waiting);
        let done = self.carry_out(decision, &mut state.in_force).await;
        for name in state.in_force.keys() {
            report.tenants.insert(name.clone(), TenantReport { served: true, outcome: Outcome::Unchanged });
        }
        let of = |name: &String| TenantReport {
            served: state.in_force.contains_key(name),
            outcome: Outcome::Unchanged,
        };
        let waiting = waiting.into_iter().map(|name| (name, Outcome::Waiting));
        let wrong = report.wrong.keys().cloned().map(|name| (name, Outcome::Wrong));
        for (name, outcome) in done.into_iter().chain(waiting).chain(wrong.collect::<Vec<_>>()) {
            let tenant = TenantReport { outcome, ..of(&name) };
            report.tenants.insert(name, tenant);
        }
        // What is wrong with a file that is being written is said when it stays so.
        let lines = report.lines();
        for line in lines.iter().filter(|line| !state.logged.contains(line)) {
            tracing::error!("{}; the previous settings are kept", visible(line));
        }
        state.logged = lines;
        let report = Arc::new(report);
        *self.report.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&report);
        report
    }

    /// Reads the passwords of tenants that were refused again. Where they are others now, the tenants go on with them.
    async fn read_passwords(&self, refused: &BTreeSet<String>) {
        let mut state = self.state.lock().await;
        let now = self.engine.clock().now();
        let has_waited = |name: &String| state.renewed.get(name).is_none_or(|at| now - *at >= RENEWED);
        let meant: BTreeSet<&String> = refused.iter().filter(|name| has_waited(name)).collect();
        if meant.is_empty() {
            return;
        }
        let known = state.in_force.iter().filter(|(name, _)| !meant.contains(name));
        let marks = known.map(|(name, known)| (name.clone(), known.mark)).collect();
        let mut decision = Decision::default();
        for found in self.read(marks).await.tenants {
            let Found { state: found_state, name, place, mark, claims } = found;
            let before =
                state.in_force.get(&name).filter(|before| meant.contains(&name) && before.mark == mark);
            if let (State::Right(right), Some(before)) = (found_state, before)
                && right.secrets != before.secrets
            {
                tracing::info!(
                    tenant = name,
                    "refused, but its passwords have changed: it continues with the new ones"
                );
                decision.serve.push((Found { state: State::Known, name, place, mark, claims }, right));
            }
        }
        for (found, _) in &decision.serve {
            state.renewed.insert(found.name.clone(), now);
        }
        self.carry_out(decision, &mut state.in_force).await;
    }

    /// Reads the files where that keeps nothing waiting: a network mount may hang.
    async fn read(&self, marks: BTreeMap<String, Mark>) -> Reading {
        let Sources { file, only, outside, .. } = &self.sources;
        let (path, outside) = (file.clone(), Arc::clone(outside));
        let clock: Arc<dyn Clock> = Arc::clone(self.engine.clock());
        let read = tokio::task::spawn_blocking(move || {
            Reading::of(&path, &*outside, &clock, &|name, mark| marks.get(name) == Some(&mark))
        });
        let mut reading = read.await.unwrap_or_else(|_| Reading::failed(file, "reading it was interrupted"));
        if let Some(only) = only {
            reading.tenants.retain(|found| found.name == *only);
        }
        for warning in reading.tenants.iter().flat_map(Found::warnings) {
            tracing::warn!("{warning}");
        }
        reading
    }

    async fn carry_out(
        &self,
        decision: Decision,
        in_force: &mut BTreeMap<String, InForce>,
    ) -> Vec<(String, Outcome)> {
        let Decision { serve, remove, .. } = decision;
        let mut served: BTreeMap<String, Served> =
            self.tenants.now().iter().map(|served| (served.name().to_owned(), served.clone())).collect();
        let mut done = Vec::new();
        let mut leaving = Vec::new();
        for name in remove {
            in_force.remove(&name);
            served.remove(&name);
            leaving.push(name.clone());
            done.push((name, Outcome::Removed));
        }
        self.tenants.set(served.values().cloned().collect());
        let gone = join_all(leaving.iter().map(|name| self.end(name)));
        let next: Vec<_> = serve
            .into_iter()
            .map(|(found, right)| {
                let outcome =
                    if in_force.contains_key(&found.name) { Outcome::Changed } else { Outcome::Added };
                (found, *right, outcome)
            })
            .collect();
        let begun =
            join_all(next.into_iter().enumerate().map(|(place, (found, right, outcome))| async move {
                let Right { configured, secrets, .. } = right;
                let one = Served::from(configured);
                if outcome == Outcome::Changed {
                    self.end(&found.name).await;
                }
                self.begin(&one, place);
                (found, one, secrets, outcome)
            }));
        let (_, begun) = tokio::join!(gone, begun);
        for (Found { name, mark, claims, .. }, one, secrets, outcome) in begun {
            in_force.insert(name.clone(), InForce { mark, secrets, claims });
            served.insert(name.clone(), one);
            done.push((name, outcome));
        }
        self.tenants.set(served.into_values().collect());
        for (tenant, outcome) in &done {
            tracing::info!(tenant, "the tenant was {}", outcome.as_str());
        }
        done
    }

    /// Ends what runs of a tenant: its records in hand are finished.
    async fn end(&self, name: &str) {
        Process::ALL.iter().copied().for_each(|process| self.scheduler.remove(&RunKey::new(name, process)));
        tokio::select! {
            biased;
            _ = self.engine.remove_tenant(name) => {}
            () = self.engine.clock().sleep(RECORD_IN_HAND) => {
                tracing::warn!(tenant = name, "the current record takes long: its run ends on its own");
            }
        }
    }

    /// Begins with a tenant soon, one after the other.
    fn begin(&self, served: &Served, place: usize) {
        self.sources.requests.cover(&served.tenant);
        self.engine.put_tenant(served.tenant.clone());
        let due = self.engine.clock().now() + APART * i32::try_from(place).unwrap_or(i32::MAX);
        for (process, interval) in &served.intervals {
            let key = RunKey::new(served.name(), *process);
            self.scheduler.put(key.clone(), *interval);
            self.scheduler.wake_at(&key.into(), due);
        }
    }
}

impl std::fmt::Debug for Roster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Roster").field("file", &self.sources.file).finish_non_exhaustive()
    }
}

impl Reading {
    /// Nothing could be found out.
    fn failed(file: &std::path::Path, what: &str) -> Self {
        let place = Place { file: file.to_owned(), ..Place::default() };
        let problem = Problem { place, what: what.to_owned() };
        Self { main: None, tenants: Vec::new(), problems: vec![problem], warnings: Vec::new() }
    }
}
