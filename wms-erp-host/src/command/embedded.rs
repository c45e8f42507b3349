//! The service inside of another program of ours: the sandbox.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use wms_erp_sync::schedule::{IntervalScheduler, RunKey, SchedulerError};
use wms_erp_sync::store::Store;
use wms_erp_sync::{CancellationToken, Engine};

use super::Surroundings;
use super::serve::listen;
use crate::config::Http;
use crate::schedule::HostScheduler;
use crate::web::{Operations, Page, Readiness, Served, Tenants, Watch, Watching};

/// An engine on one store with its page, from tenants at hand.
pub(crate) struct Embedded {
    page: Page,
    engine: Engine,
    scheduler: HostScheduler,
    stop: CancellationToken,
}

impl Embedded {
    pub(crate) async fn listen(
        http: &Http,
        store: impl Store + Clone,
        tenants: Vec<Served>,
        around: &Surroundings<'_>,
    ) -> io::Result<Self> {
        let scheduler = HostScheduler::from(IntervalScheduler::new());
        let watch = Arc::new(Watch::new(Arc::clone(&around.clock), scheduler.clone()));
        let engine = Engine::builder(store.clone()).clock(Arc::clone(&around.clock));
        let engine = engine.observer(Watching(Arc::clone(&watch))).build();
        for served in &tenants {
            engine.put_tenant(served.tenant.clone());
            for (process, interval) in &served.intervals {
                scheduler.put(RunKey::new(served.name(), *process), *interval);
            }
        }
        let tenants = Tenants::from(tenants);
        let readiness = Readiness::new(watch, scheduler.clone(), tenants.clone(), Arc::new(store.clone()));
        let operations = Operations::new(engine.clone(), scheduler.clone(), store, tenants);
        let page = listen(http, operations, readiness, &around.stop).await?;
        Ok(Self { page, engine, scheduler, stop: around.stop.clone() })
    }

    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.page.address()
    }

    pub(crate) async fn serve(self) -> Result<(), SchedulerError> {
        let Self { page, engine, scheduler, stop } = self;
        page.serve_beside(engine.serve(&scheduler, stop)).await
    }
}
