//! Clients for one host share a budget by themselves.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use url::{Host, Url};

use super::{PER_HOUR, RequestBudget, Shared};

impl RequestBudget {
    /// The budget that the clients for the host of this address share, those that are still to be made too; `None` if that is no
    /// address. It lasts as long as one of them, or what is returned here.
    pub fn of_address(base_url: &str) -> Option<Self> {
        let url = Url::parse(base_url).ok().filter(Url::has_host)?;
        Some(Self::of_host(url.authority(), is_loopback(&url)))
    }

    /// The budget that the clients for a host share unless they are given another.
    pub(crate) fn of_host(host: &str, is_loopback: bool) -> Self {
        static HOSTS: LazyLock<Mutex<HashMap<String, Weak<Shared>>>> = LazyLock::new(Mutex::default);
        let mut hosts = HOSTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(budget) = hosts.get(host).and_then(Weak::upgrade) {
            return Self(budget);
        }
        let budget = if is_loopback { Self::unlimited() } else { Self::per_hour(PER_HOUR) };
        hosts.retain(|_, budget| budget.strong_count() > 0);
        hosts.insert(host.to_owned(), Arc::downgrade(&budget.0));
        budget
    }
}

/// Whether an address is on this machine, where no vendor counts requests.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
