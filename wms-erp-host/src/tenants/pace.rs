//! The pace: how often processes run while there are not enough requests for all.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::store::Store;
use wms_erp_sync::{CancellationToken, Engine, RunError};

use super::polling::Polling;
use super::served::{Served, Tenants};
use crate::budget::Budgets;
use crate::causes::chain;
use crate::requests::{Compared, Needing, Requests, UsualRequests, usual_requests};
use crate::schedule::HostScheduler;

/// How often demand and supply are compared.
const LOOK: Duration = Duration::from_secs(60);
/// In so many looks the usual requests of every tenant have been read again.
const ROUND: usize = 10;

/// Keeps the pace of all tenants.
#[derive(Debug)]
pub(crate) struct Pacer {
    pub(crate) requests: Requests,
    pub(crate) engine: Engine,
    pub(crate) tenants: Tenants,
    pub(crate) scheduler: HostScheduler,
    pub(crate) polling: Polling,
    pub(crate) budgets: Budgets,
    pub(crate) store: Arc<dyn Store>,
}

impl Pacer {
    /// Stretches the intervals of the scheduler where there are not enough requests, and where webhooks announce what runs would find,
    /// until `stop` is cancelled.
    pub(crate) async fn keep(&self, stop: &CancellationToken) {
        let mut pace = Pace::default();
        while !stop.is_cancelled() {
            let tenants = self.tenants.now();
            // First: it needs no store, which may not answer.
            self.polling.review(&tenants);
            if let Err(error) = self.polling.keep(&*self.store).await {
                tracing::debug!("how often warehouses are asked is written in a minute: {}", chain(&error));
            }
            let needing: Vec<Needing> = tenants.iter().map(needing).collect();
            if let Err(error) = pace.look(&self.requests, &self.engine, &needing, &self.scheduler).await {
                tracing::debug!("the demand of all tenants is unknown: {}", error.full_message());
            }
            let now = self.engine.clock().now();
            if let Err(error) = self.budgets.note(&*self.store, &pace.before, now).await {
                tracing::debug!("the budget of the hour is written in a minute: {}", chain(&error));
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.engine.clock().sleep_in_background(LOOK) => {}
            }
        }
    }
}

fn needing(served: &Served) -> Needing {
    Needing::new(&served.tenant, &served.intervals)
}

/// What the comparisons came to so far.
#[derive(Debug, Default)]
struct Pace {
    known: BTreeMap<String, UsualRequests>,
    before: Vec<Compared>,
    looks: usize,
}

impl Pace {
    async fn look(
        &mut self,
        requests: &Requests,
        engine: &Engine,
        tenants: &[Needing],
        scheduler: &HostScheduler,
    ) -> Result<(), RunError> {
        self.looks += 1;
        self.known.retain(|name, _| tenants.iter().any(|tenant| tenant.name == *name));
        for (place, tenant) in tenants.iter().enumerate().filter(|(_, tenant)| requests.is_counted(tenant)) {
            if place % ROUND == self.looks % ROUND || !self.known.contains_key(&tenant.name) {
                // One that was removed at this moment is unknown.
                let Ok(usual) = usual_requests(engine, &tenant.name).await else { continue };
                self.known.insert(tenant.name.clone(), usual);
            }
        }
        let all = requests.compare_known(engine, tenants, &self.known, &self.before).await?;
        for one in &all {
            let before = self.before.iter().find(|before| before.address == one.address);
            one.measure();
            one.log(before.is_some_and(|before| before.stretch.is_stretched()));
        }
        scheduler.stretch(tenants.iter().flat_map(|tenant| {
            let compared = all.iter().find(|one| one.tenants.contains(&tenant.name));
            tenant.intervals.iter().map(move |(process, _)| {
                let factor = compared.map_or(1.0, |one| one.stretch.of(*process));
                (RunKey::new(tenant.name.as_str(), *process), factor)
            })
        }));
        self.before = all;
        Ok(())
    }
}
