//! An engine from a configuration.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::store::{Store, StoreError};
use wms_erp_sync::{Engine, EngineBuilder, Language, Process, RunError, Tenant, TimeZone};

use super::args::Which;
use super::{HostError, Surroundings, chain};
use crate::alarm::ReceiptSettings;
use crate::config::{
    AlarmSettings, Claim, ConfigError, ConfigWarning, Configured, Found, Http, Main, Mark, Place, Problem,
    Reading, ShownSection, State, Systems, WithoutCommands,
};
use crate::progress::Feed;
use crate::requests::{Needing, Requests};
use crate::results::WrongTenant;
use crate::schedule::HostScheduler;
use crate::web::TokenHash;

/// An engine with its tenants, and which of them are meant.
pub(super) struct Host {
    pub(super) engine: Engine,
    pub(super) store: Arc<dyn Store>,
    /// What says when the processes run. It has those that are meant.
    pub(super) scheduler: HostScheduler,
    pub(super) tenants: Vec<Meant>,
    /// The operator's page, where it is configured.
    pub(super) http: Option<Http>,
    /// Whom the service calls when something is wrong.
    pub(super) alarms: Option<AlarmSettings>,
    pub(super) warnings: Vec<ConfigWarning>,
    /// Tenants of the folder that were left out, with all that is wrong with them.
    pub(super) wrong: BTreeMap<String, Vec<Problem>>,
    /// Whether there is a folder of tenants.
    pub(super) has_folder: bool,
    /// What its clients take their requests from.
    pub(super) requests: Requests,
    /// All tenants, those that are not meant too: what they need counts.
    pub(super) needing: Vec<Needing>,
    /// How far its work has come, unless another observer was given.
    pub(super) feed: Feed,
}

impl Host {
    /// The tenants that were left out, for programs.
    pub(super) fn wrong(&self) -> Vec<WrongTenant> {
        self.wrong.iter().map(|(name, problems)| WrongTenant::new(name, problems)).collect()
    }
}

/// A tenant that is meant, with the processes that are on.
pub(super) struct Meant {
    pub(super) name: String,
    /// By whose clocks its people live.
    pub(super) zone: TimeZone,
    pub(super) intervals: Vec<(Process, Duration)>,
    pub(super) settings: Vec<ShownSection>,
    pub(super) hook: Option<TokenHash>,
    pub(super) polling_factor: u32,
    pub(super) receipt: Option<ReceiptSettings>,
    pub(super) language: Option<Language>,
    pub(super) tenant: Tenant,
    /// The clients of both sides, for what no process does.
    pub(super) systems: Systems,
    /// What its configuration says, and what it works on.
    pub(super) mark: Mark,
    pub(super) secrets: Mark,
    pub(super) claims: Vec<Claim>,
}

impl Meant {
    /// The processes that are on among those named; all that are on if none is.
    pub(super) fn on<'a>(&'a self, named: &'a [Process]) -> impl Iterator<Item = Process> + 'a {
        let on = self.intervals.iter().map(|(process, _)| *process);
        on.filter(|process| named.is_empty() || named.contains(process))
    }
}

/// What becomes of a command when files of tenants are wrong that it may do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrongTenants {
    /// Nothing is done.
    Refused,
    /// The others are worked for; these are reported.
    LeftOut,
}

pub(super) async fn open(which: &Which, around: &Surroundings<'_>) -> Result<Host, HostError> {
    open_with(which, WrongTenants::Refused, around, |engine, _| engine).await
}

/// The same for what asks no vendor: no password is fetched by a command.
pub(super) async fn open_offline(
    which: &Which,
    wrong_tenants: WrongTenants,
    around: &mut Surroundings<'_>,
) -> Result<Host, HostError> {
    let outside = Arc::clone(&around.outside);
    around.outside = Arc::new(WithoutCommands(outside));
    open_with(which, wrong_tenants, around, |engine, _| engine).await
}

/// The same, with more said of the engine before it is made.
pub(super) async fn open_with(
    which: &Which,
    wrong_tenants: WrongTenants,
    around: &Surroundings<'_>,
    finish: impl FnOnce(EngineBuilder, &HostScheduler) -> EngineBuilder,
) -> Result<Host, HostError> {
    let file = &which.file.config;
    let reading = Reading::of(file, &*around.outside, &around.clock, &|_, _| false);
    let known: Vec<String> = reading.tenants.iter().map(|found| found.name.clone()).collect();
    let (main, tenants, mut warnings, wrong) = usable(file, reading, which.tenant.as_deref(), wrong_tenants)?;
    if let Some(name) = which.tenant.as_ref().filter(|name| !known.contains(name)) {
        let what = format!("{} has no tenant {name:?}; it has {}", file.display(), known.join(", "));
        return Err(HostError::Usage(what));
    }
    let (store, scheduler) = main
        .open(&around.process, &around.followed)
        .await
        .map_err(|error| unopened(file, &main.store_place, error))?;
    let mut engine =
        Engine::builder(Arc::clone(&store)).clock(Arc::clone(&around.clock)).owner(around.process.as_str());
    let feed = Feed::new(Arc::clone(&around.clock));
    engine = engine.observer(feed.clone());
    if let Some(duration) = main.lease_duration {
        engine = engine.lease_duration(duration);
    }
    if let Some(shared) = scheduler.shared() {
        engine = engine.scheduler(shared);
    }
    let engine = finish(engine, &scheduler).build();
    let Main { http, alarms, egress, folder, .. } = main;
    let requests = Requests::new(&store, egress, &around.process);
    let (mut meant, mut needing) = (Vec::new(), Vec::new());
    for found in tenants {
        let Found { name, mark, claims, state, .. } = found;
        let State::Right(right) = state else { continue };
        warnings.extend(right.warnings);
        let (secrets, systems) = (right.secrets, right.systems);
        let Configured { tenant, intervals, settings, hook, polling_factor, receipt, language } =
            right.configured;
        requests.cover(&tenant);
        needing.push(Needing::new(&tenant, &intervals));
        engine.put_tenant(tenant.clone());
        if which.tenant.as_ref().is_none_or(|only| *only == name) {
            for (process, interval) in &intervals {
                scheduler.put(RunKey::new(name.as_str(), *process), *interval);
            }
            let zone = tenant.erp_zone;
            meant.push(Meant {
                name,
                zone,
                intervals,
                settings,
                hook,
                polling_factor,
                receipt,
                language,
                tenant,
                systems,
                mark,
                secrets,
                claims,
            });
        }
    }
    let has_folder = folder.is_some();
    Ok(Host {
        engine,
        store,
        scheduler,
        tenants: meant,
        http,
        alarms,
        warnings,
        wrong,
        has_folder,
        requests,
        needing,
        feed,
    })
}

type Usable = (Main, Vec<Found>, Vec<ConfigWarning>, BTreeMap<String, Vec<Problem>>);

/// What can be worked with, or all that keeps from it: what is wrong with the configuration itself, or with the tenant that is
/// meant, or with any if nothing is right.
fn usable(
    file: &Path,
    reading: Reading,
    only: Option<&str>,
    wrong_tenants: WrongTenants,
) -> Result<Usable, ConfigError> {
    let Reading { main, tenants, problems, warnings } = reading;
    let mut fatal = problems;
    let mut left_out = BTreeMap::new();
    let mut right = Vec::new();
    for found in tenants {
        let is_meant = only.is_none_or(|only| found.name == only);
        match found.state {
            State::Wrong(problems) if found.place.file == *file || only == Some(found.name.as_str()) => {
                fatal.extend(problems);
            }
            State::Wrong(problems) if is_meant => drop(left_out.insert(found.name, problems)),
            State::Wrong(_) => {}
            _ => right.push(found),
        }
    }
    let is_refused = wrong_tenants == WrongTenants::Refused || right.is_empty() || !fatal.is_empty();
    if is_refused {
        fatal.extend(std::mem::take(&mut left_out).into_values().flatten());
    }
    match main {
        Some(main) if fatal.is_empty() => Ok((main, right, warnings, left_out)),
        _ => Err(ConfigError::new(file, fatal)),
    }
}

/// A store that cannot be opened is a mistake in the configuration, or looks like one: the line helps to find it.
pub(super) fn unopened(file: &Path, place: &Place, error: StoreError) -> HostError {
    match error {
        StoreError::Open { .. } | StoreError::NewerSchema { .. } | StoreError::Corrupt { .. } => {
            ConfigError::at(file, place, chain(&error)).into()
        }
        error => RunError::from(error).into(),
    }
}
