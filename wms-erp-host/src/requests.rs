//! Requests to 24SevenOffice are counted together with those of all other processes on the same store and behind the same address,
//! and compared with what all tenants need.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use metrics::gauge;
use wms_erp_sync::adapter::StoreLedger;
use wms_erp_sync::schedule::{Need, Stretch};
use wms_erp_sync::store::Store;
use wms_erp_sync::twentyfour::{self, RequestBudget};
use wms_erp_sync::{Engine, Process, RunError, Tenant};

use crate::config::Egress;

/// What a process is taken to need that has not run yet.
const UNKNOWN: u64 = 1;

/// The budgets that are counted in the store, by address. Clones are the same.
#[derive(Debug, Clone)]
pub(crate) struct Requests(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Arc<dyn Store>,
    egress: Egress,
    process: String,
    counted: Mutex<BTreeMap<String, Counted>>,
}

/// The requests to one host.
#[derive(Debug, Clone)]
struct Counted {
    limit: u32,
    ledger: Arc<StoreLedger>,
    /// Kept, so that clients that are made later share it.
    _budget: RequestBudget,
}

/// A tenant, as a part of what all need.
#[derive(Debug, Clone)]
pub(crate) struct Needing {
    pub(crate) name: String,
    host: Option<String>,
    pub(crate) intervals: Vec<(Process, Duration)>,
}

impl Needing {
    pub(crate) fn new(tenant: &Tenant, intervals: &[(Process, Duration)]) -> Self {
        let host = tenant.erp.address().map(usual);
        Self { name: tenant.name.clone(), host, intervals: intervals.to_vec() }
    }
}

/// How many requests to the ERP a run of each process usually takes.
pub(crate) type UsualRequests = BTreeMap<Process, u64>;

/// What the tenants of one address need, and what there is.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    /// The name of the address, and the host.
    pub(crate) address: String,
    pub(crate) stretch: Stretch,
    pub(crate) tenants: BTreeSet<String>,
}

impl Requests {
    /// Has the budget of the vendor's host counted in the store, for as long as this lives; others as they are
    /// [covered](Self::cover).
    pub(crate) fn new(store: &Arc<dyn Store>, egress: Egress, process: &str) -> Self {
        let (store, process, counted) = (Arc::clone(store), process.to_owned(), Mutex::default());
        let requests = Self(Arc::new(Inner { store, egress, process, counted }));
        requests.count(twentyfour::BASE_URL.trim_start_matches("https://").to_owned());
        requests
    }

    /// Has what this tenant sends counted in the store, too. On this machine nothing is limited, unless the configuration says how many
    /// an hour: a simulator counts no addresses.
    pub(crate) fn cover(&self, tenant: &Tenant) {
        if let Some(host) = tenant.erp.address() {
            self.count(usual(host));
        }
    }

    fn count(&self, host: String) {
        let Inner { store, egress, process, .. } = &*self.0;
        let limit = match (egress.per_hour, is_local(&host)) {
            (Some(limit), _) => limit,
            (None, true) => return,
            (None, false) => RequestBudget::PER_HOUR,
        };
        let mut counted = self.counted();
        if counted.contains_key(&host) {
            return;
        }
        let Some(budget) = RequestBudget::of_address(&format!("https://{host}")) else { return };
        let ledger = Arc::new(StoreLedger::new(Arc::clone(store), &self.address(&host), process));
        budget.share(limit, Arc::clone(&ledger) as _);
        counted.insert(host, Counted { limit, ledger, _budget: budget });
    }

    fn address(&self, host: &str) -> String {
        format!("{} {host}", self.0.egress.name)
    }

    fn counted(&self) -> MutexGuard<'_, BTreeMap<String, Counted>> {
        self.0.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Compares what these tenants need with what there is, as the store says now.
    pub(crate) async fn compare(
        &self,
        engine: &Engine,
        tenants: &[Needing],
    ) -> Result<Vec<Compared>, RunError> {
        let mut known = BTreeMap::new();
        for tenant in tenants.iter().filter(|tenant| self.is_counted(tenant)) {
            known.insert(tenant.name.clone(), usual_requests(engine, &tenant.name).await?);
        }
        self.compare_known(engine, tenants, &known, &[]).await
    }

    pub(crate) fn is_counted(&self, tenant: &Needing) -> bool {
        tenant.host.as_ref().is_some_and(|host| self.counted().contains_key(host))
    }

    /// The same, with usual requests that are known already, and with what the last comparison came to.
    pub(crate) async fn compare_known(
        &self,
        engine: &Engine,
        tenants: &[Needing],
        known: &BTreeMap<String, UsualRequests>,
        before: &[Compared],
    ) -> Result<Vec<Compared>, RunError> {
        let counted = self.counted().clone();
        let mut all = Vec::new();
        for (host, Counted { limit, ledger, .. }) in counted {
            let of_host: Vec<&Needing> =
                tenants.iter().filter(|tenant| tenant.host.as_ref() == Some(&host)).collect();
            if of_host.is_empty() {
                continue;
            }
            let needs = needs(&of_host, known);
            let address = self.address(&host);
            let supply = ledger.supply(limit, engine.clock().now()).await?;
            let last = before.iter().find(|before| before.address == address).map(|before| before.stretch);
            let stretch = Stretch::new(needs, supply, last.as_ref());
            let tenants = of_host.iter().map(|tenant| tenant.name.clone()).collect();
            all.push(Compared { address, stretch, tenants });
        }
        Ok(all)
    }
}

impl Compared {
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; no one needs 2^53 requests")]
    pub(crate) fn measure(&self) {
        let set = |name: &'static str, value: f64| gauge!(name, "address" => self.address.clone()).set(value);
        set("wms_erp_host_request_demand", self.stretch.demand as f64);
        set("wms_erp_host_request_supply", self.stretch.supply.into());
        for (work, factor) in [("urgent", self.stretch.urgent), ("other", self.stretch.other)] {
            gauge!("wms_erp_host_interval_stretch", "address" => self.address.clone(), "work" => work)
                .set(factor);
        }
    }

    pub(crate) fn log(&self, was_stretched: bool) {
        match (was_stretched, self.stretch.is_stretched()) {
            (false, true) => tracing::warn!("{}", self.text()),
            (true, false) => {
                tracing::info!("{}: all processes run at their intervals again", self.text());
            }
            _ => {}
        }
    }

    /// In one line.
    pub(crate) fn text(&self) -> String {
        let Self { address, stretch: Stretch { demand, supply, urgent, other, .. }, .. } = self;
        let mut text = format!(
            "all tenants need {demand} requests an hour to 24SevenOffice, and {supply} are available \
             ({address})"
        );
        if *other > 1.0 {
            text += &format!(": intervals of articles, suppliers and stock are {other} times as long");
        }
        if *urgent > 1.0 {
            text += &format!(", those of orders and their status {urgent} times");
        }
        text
    }
}

fn needs(tenants: &[&Needing], known: &BTreeMap<String, UsualRequests>) -> Vec<Need> {
    let mut needs = Vec::new();
    for tenant in tenants {
        let usual = known.get(&tenant.name);
        for (process, interval) in &tenant.intervals {
            let requests = usual.and_then(|usual| usual.get(process)).copied();
            needs.push(Need::new(*process, *interval, requests.unwrap_or(UNKNOWN)));
        }
    }
    needs
}

pub(crate) async fn usual_requests(engine: &Engine, tenant: &str) -> Result<UsualRequests, RunError> {
    let reports = engine.inspect(tenant).last_reports().await?;
    let usual = |report: &wms_erp_sync::Report| report.usual_erp_requests().unwrap_or(report.requests.erp);
    Ok(reports.iter().map(|report| (report.process, usual(report))).collect())
}

/// As addresses stand in links: without the port that goes without saying.
fn usual(address: String) -> String {
    match address.strip_suffix(":443") {
        Some(host) => host.to_owned(),
        None => address,
    }
}

fn is_local(address: &str) -> bool {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}
