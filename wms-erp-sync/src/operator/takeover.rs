//! Taking a customer over from another integration: what is in the WMS already is bound to what it stands for in the ERP,
//! so that the first run writes only what differs. Nothing is written to either vendor.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::vendor_wait;
use crate::context::RunError;
use crate::context::holding::Holding;
use crate::context::overlay::Overlay;
use crate::context::run::Run;
use crate::context::writes::Writes;
use crate::engine::{Engine, Inspector, Operator, Trigger};
use crate::port::{Meter, Requests};
use crate::process;
use crate::process::inspect::TakeoverReport;
use crate::process_id::Process;
use crate::store::{Batch, Store};
use crate::tenant::Tenant;

/// What was found in the WMS, and the result for each record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Takeover {
    /// The tenant.
    pub tenant: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// Whether this was only a preview, and nothing was stored.
    pub dry: bool,
    /// The articles; `None` if the process is off.
    pub articles: Option<TakeoverReport>,
    /// The open orders; `None` if the process is off.
    pub orders: Option<TakeoverReport>,
    /// Requests that were made.
    pub requests: Requests,
}

impl Takeover {
    /// How many records of a kind are listed in detail; the counts are complete.
    pub const MAX_DETAILS: usize = TakeoverReport::MAX_DETAILS;
}

impl Operator<'_> {
    /// Binds the articles and adopts the open orders that the WMS has already, from another integration or a lost store.
    ///
    /// An article is a product's if its product code is the product's id (or, where articles are identified by number,
    /// if it has the product's number). An order is ours if it has the order's number and its lines carry our row ids.
    /// Records that are equal on both sides are recorded as transferred; different ones are bound as well, and written
    /// by the next run. Everything else is left as it is, and listed with what to do about it. Nothing is written to
    /// either vendor.
    ///
    /// It may be interrupted and repeated any number of times: what is bound stays bound. Runs of these processes wait
    /// until it is done. The articles of the WMS are held in memory, about a kilobyte each.
    ///
    /// # Errors
    /// If the tenant is unknown, the ERP user belongs to another company than before, another engine works on articles
    /// or orders, or a side or the store fails. What was bound before stays bound.
    pub async fn takeover(self) -> Result<Takeover, RunError> {
        take_over(self.engine, self.tenant, false).await
    }
}

impl Inspector<'_> {
    /// What a [takeover](Operator::takeover) would find. Nothing is written anywhere, and nothing waits for it.
    ///
    /// # Errors
    /// Those of a [takeover](Operator::takeover), except for the other engine.
    pub async fn plan_takeover(self) -> Result<Takeover, RunError> {
        take_over(self.engine, self.tenant, true).await
    }
}

async fn take_over(engine: &Engine, tenant: &str, dry: bool) -> Result<Takeover, RunError> {
    let tenant = engine.tenant(tenant)?;
    vendor_wait::heeding(engine, &tenant, Box::pin(bind(engine, &tenant, dry))).await
}

async fn bind(engine: &Engine, tenant: &Tenant, dry: bool) -> Result<Takeover, RunError> {
    let at = engine.inner.clock.now();
    let (meter, cancel, planned) = (Meter::new(Process::Orders), CancellationToken::new(), Mutex::default());
    let overlay: Arc<dyn Store> = Arc::new(Overlay::over(Arc::clone(&engine.inner.store)));
    let mut taken = Takeover {
        tenant: tenant.name.clone(),
        at,
        dry,
        articles: None,
        orders: None,
        requests: meter.requests(),
    };
    for process in [Process::Articles, Process::Orders].into_iter().filter(|process| tenant.is_on(*process)) {
        let holding = Holding::default();
        let lease = match dry {
            true => None,
            false => Some(engine.lease(&tenant.name, process, Trigger::Manual, &holding).await?),
        };
        // The one that looks writes nothing to either side: it plans, over the store. The other one only remembers.
        let look =
            engine.prepare(tenant, process, Trigger::Manual, &meter, Holding::default(), &overlay, &cancel);
        let look = Run { writes: Writes::Noted(&planned), ..look };
        let store = if dry { &overlay } else { &engine.inner.store };
        let keep = engine.prepare(tenant, process, Trigger::Manual, &meter, holding, store, &cancel);
        let keep = Run { writes: if dry { Writes::Noted(&planned) } else { Writes::Made }, ..keep };
        let work = async {
            engine.check_identity(&keep).await?;
            let found = process::take_over(&look, &keep).await?;
            match process {
                Process::Articles => taken.articles = found,
                _ => taken.orders = found,
            }
            Ok(())
        };
        let worked: Result<(), RunError> = work.await;
        let mut batch = Batch::new();
        keep.forget_progress(&mut batch);
        let worked = worked.and(keep.commit(batch).await);
        if let Some(lease) = lease {
            lease.give_back().await;
        }
        worked?;
    }
    taken.requests = meter.requests();
    Ok(taken)
}
