//! The pace: how often processes run while there are not enough requests for all.

use std::collections::BTreeMap;
use std::time::Duration;

use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::{CancellationToken, Engine, RunError};

use super::served::{Served, Tenants};
use crate::requests::{Compared, Needing, Requests, UsualRequests, usual_requests};
use crate::schedule::HostScheduler;

/// How often demand and supply are compared.
const LOOK: Duration = Duration::from_secs(60);
/// In so many looks the usual requests of every tenant have been read again.
const ROUND: usize = 10;

/// Stretches the intervals of the scheduler where there are not enough requests, until `stop` is cancelled.
pub(crate) async fn keep_pace(
    requests: &Requests,
    engine: &Engine,
    tenants: &Tenants,
    scheduler: &HostScheduler,
    stop: &CancellationToken,
) {
    let mut pace = Pace::default();
    while !stop.is_cancelled() {
        let now: Vec<Needing> = tenants.now().iter().map(needing).collect();
        if let Err(error) = pace.look(requests, engine, &now, scheduler).await {
            tracing::debug!("the demand of all tenants is unknown: {}", error.full_message());
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = engine.clock().sleep_in_background(LOOK) => {}
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
