//! `run`: the processes at their intervals, until it is stopped, and the operator's page beside them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use wms_erp_sync::{CancellationToken, visible};

use super::args::Which;
use super::{Exit, Host, HostError, Meant, Surroundings, WrongTenants, open_with, watchdog};
use crate::alarm::{Alarms, Losses, LostLeases};
use crate::budget::Budgets;
use crate::config::{ConfigError, Http, Outside, SideBySide};
use crate::supervisor::Supervisor;
use crate::tenants::{InForce, Noted, Pacer, Refusals, Roster, Sources};
use crate::web::{App, Operations, Page, Readiness, Served, Tenants, Watch, Watching, entropy, metrics};

/// How long the alarm in hand may take once the engine has stopped. It is sent again otherwise.
const ALARM_IN_HAND: Duration = Duration::from_millis(250);

pub(super) async fn serve(which: &Which, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let supervisor = Supervisor::of(&*around.outside);
    let commands = Arc::new(SideBySide::new(Arc::clone(&around.outside)));
    around.outside = Arc::clone(&commands) as Arc<dyn Outside>;
    let (mut watch, refused, losses) = (None, Noted::default(), Losses::default());
    let mut open = async || {
        open_with(which, WrongTenants::LeftOut, around, |engine, scheduler| {
            let new = Arc::new(Watch::new(Arc::clone(&around.clock), scheduler.clone()));
            let observer = Watching(Arc::clone(watch.insert(new)));
            let observer = Refusals { observer, noted: refused.clone() };
            let (losses, clock) = (losses.clone(), Arc::clone(&around.clock));
            engine.observer(LostLeases { observer, losses, clock })
        })
        .await
    };
    let host = match open().await {
        Ok(host) => host,
        Err(error) => {
            // Nothing is right yet, and may be when the commands for passwords have ended.
            let waited = tokio::task::spawn_blocking(move || commands.wait()).await;
            if !waited.unwrap_or(false) {
                return Err(error);
            }
            open().await?
        }
    };
    for warning in &host.warnings {
        tracing::warn!("{warning}");
    }
    let config = &which.file.config;
    let Host { engine, store, scheduler, tenants, http, alarms, wrong, has_folder, requests, .. } = host;
    for problem in wrong.values().flatten() {
        tracing::error!("{}; this tenant is left out", visible(&problem.to_string()));
    }
    let in_force = tenants.iter().map(in_force).collect();
    let tenants: Vec<Served> = tenants.into_iter().map(served).collect();
    let count = tenants.len();
    let tenants = Tenants::from(tenants);
    let sources = Sources {
        file: config.clone(),
        only: which.tenant.clone(),
        has_folder,
        outside: Arc::clone(&around.outside),
        refused,
        requests: requests.clone(),
        supervisor: supervisor.clone(),
    };
    let roster = Roster::new(sources, engine.clone(), scheduler.clone(), tenants.clone(), in_force, wrong);
    let roster = Arc::new(roster);
    let alarms = alarms.map(|settings| {
        let (engine, scheduler) = (engine.clone(), scheduler.clone());
        let alarms =
            Alarms::new(settings, &around.process, engine, scheduler, Arc::clone(&store), tenants.clone());
        alarms.map(|alarms| alarms.with_losses(losses))
    });
    let alarms = alarms
        .transpose()
        .map_err(|error| HostError::Usage(format!("alarms cannot be sent: {}", super::chain(&error))))?;
    let watch = watch.unwrap_or_else(|| Arc::new(Watch::new(Arc::clone(&around.clock), scheduler.clone())));
    let (polling, kept) = (watch.polling().clone(), Arc::clone(&store));
    let readiness = Readiness::new(watch, scheduler.clone(), tenants.clone(), Arc::clone(&store));
    let budgets = Budgets::default();
    let page = match http {
        Some(http) => {
            let operations = Operations::new(engine.clone(), scheduler.clone(), store, tenants.clone());
            let operations = operations.with_roster(Arc::clone(&roster)).with_alarms(alarms.is_some());
            let operations = operations.with_budgets(budgets.clone()).with_followed(around.followed.clone());
            let page = listen(&http, operations, readiness.clone(), &around.stop).await;
            Some(page.map_err(|error| taken(config, &http, &error))?)
        }
        None => None,
    };
    tracing::info!(tenants = count, "started");
    let (reload, stop) = (around.reload.clone(), around.stop.clone());
    let keeper = tokio::spawn(async move { roster.keep(&reload, &stop).await });
    let (paced, stop) = (engine.clone(), around.stop.clone());
    let pacer = Pacer {
        requests,
        engine: paced,
        tenants,
        scheduler: scheduler.clone(),
        polling,
        budgets,
        store: kept,
    };
    let pacer = tokio::spawn(async move { pacer.keep(&stop).await });
    let stop = around.stop.clone();
    let alarms = alarms.map(|alarms| tokio::spawn(async move { alarms.keep(&stop).await }));
    let (clock, stop) = (Arc::clone(&around.clock), around.stop.clone());
    let notifier = supervisor.is_there().then(|| {
        let readiness = readiness.clone();
        tokio::spawn(async move { watchdog::keep(&supervisor, &readiness, &*clock, &stop).await })
    });
    let work = engine.serve(&scheduler, around.stop.clone());
    let worked = match page {
        Some(page) => {
            if let Ok(address) = page.address() {
                tracing::info!("the operator's page is at http://{address}/");
            }
            page.serve_beside(work).await
        }
        None => readiness.during(work).await,
    };
    if let Some(notifier) = notifier {
        match around.stop.is_cancelled() {
            // It has to say so; what may come of it concerns no one any more.
            true => drop(notifier.await),
            false => notifier.abort(),
        }
    }
    keeper.abort();
    pacer.abort();
    if let Some(mut alarms) = alarms
        && tokio::time::timeout(ALARM_IN_HAND, &mut alarms).await.is_err()
    {
        alarms.abort();
    }
    worked?;
    tracing::info!("stopped: the current records are finished");
    Ok(Exit::Done)
}

fn in_force(meant: &Meant) -> (String, InForce) {
    (meant.name.clone(), InForce { mark: meant.mark, secrets: meant.secrets, claims: meant.claims.clone() })
}

fn served(meant: Meant) -> Served {
    let Meant { tenant, intervals, settings, hook, polling_factor, receipt, language, .. } = meant;
    Served { tenant, intervals, settings, hook, polling_factor, receipt, language }
}

pub(super) async fn listen(
    http: &Http,
    operations: Operations,
    readiness: Readiness,
    stop: &CancellationToken,
) -> std::io::Result<Page> {
    metrics::collect();
    Page::listen(http, App::new(http, operations, readiness, stop.clone(), entropy)?).await
}

/// A port that cannot be had is a mistake in the configuration, or another service of the kind.
fn taken(file: &Path, http: &Http, error: &std::io::Error) -> HostError {
    let what = format!(
        "cannot listen on {}: {error}; choose another address or port, or stop the program that uses it",
        http.listen
    );
    ConfigError::at(file, &http.place, what).into()
}
