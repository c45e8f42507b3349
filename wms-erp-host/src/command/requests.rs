//! Requests to 24SevenOffice are counted together with those of all other processes on the same store and behind the same address.

use std::collections::BTreeSet;
use std::sync::Arc;

use wms_erp_sync::adapter::StoreLedger;
use wms_erp_sync::store::Store;
use wms_erp_sync::twentyfour::{self, RequestBudget};

use crate::config::Egress;

/// Has the budgets of these hosts, and of the vendor's own, counted in the store, for as long as the result lives. On this machine
/// nothing is limited, unless the configuration says how many an hour: a simulator counts no addresses.
pub(super) fn share(
    store: &Arc<dyn Store>,
    egress: &Egress,
    process: &str,
    addresses: impl IntoIterator<Item = String>,
) -> Vec<RequestBudget> {
    let vendor = twentyfour::BASE_URL.trim_start_matches("https://").to_owned();
    let addresses: BTreeSet<String> = addresses.into_iter().map(usual).chain([vendor]).collect();
    let shared = addresses.into_iter().filter_map(|address| {
        let limit = match is_local(&address) {
            true => egress.per_hour?,
            false => egress.per_hour.unwrap_or(RequestBudget::PER_HOUR),
        };
        let budget = RequestBudget::of_address(&format!("https://{address}"))?;
        let ledger = StoreLedger::new(Arc::clone(store), &format!("{} {address}", egress.name), process);
        budget.share(limit, Arc::new(ledger));
        Some(budget)
    });
    shared.collect()
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
