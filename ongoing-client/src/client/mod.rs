//! The client: one connection to one goods owner of one warehouse.

mod builder;
mod observe;
#[cfg(feature = "reqwest")]
mod ready_made;

use std::fmt;
use std::sync::Arc;

use asmx_soap::http::HttpService;
use asmx_soap::{Limits, Secret};

pub use builder::Builder;
pub use observe::{Observer, RequestEvent};

use crate::write_queue::WriteQueue;
use crate::{Account, Clock, Credentials, GoodsOwner, RetryPolicy};

/// A client for one goods owner of one warehouse, over SOAP. Clones are cheap and share everything.
///
/// Its methods have the names of the vendor's operations; [`WarehouseApi`](crate::WarehouseApi) is the smaller set
/// that an integration needs, whatever the transport. Writes of one goods owner go one at a time, across all clients
/// of the process; reads do not wait for them.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    pub(crate) http: Arc<dyn HttpService>,
    observers: Arc<[Observer]>,
}

#[derive(Clone)]
pub(crate) struct Shared {
    /// Without a slash at its end, and without the service's file.
    pub(crate) base_url: String,
    pub(crate) service_url: String,
    /// Host and port.
    pub(crate) address: String,
    pub(crate) account: Account,
    pub(crate) limits: Limits,
    pub(crate) writes: Arc<WriteQueue>,
    pub(crate) retry: RetryPolicy,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Client {
    /// A client for these credentials and this goods owner; the builder takes the rest.
    pub fn builder(credentials: Credentials, goods_owner: GoodsOwner) -> Builder {
        Builder::new(credentials, goods_owner)
    }

    /// A client that shares all with this one and tells `observer` of each request that it sends, as it is sent.
    #[must_use]
    pub fn observed(&self, observer: Observer) -> Self {
        let observers = self.observers.iter().cloned().chain([observer]).collect();
        Self { observers, ..self.clone() }
    }

    /// A client that shares all with this one but its HTTP stack: that is made of this one's, to record what is exchanged, for
    /// example. Headers carry the password: a stack that keeps them keeps a secret.
    #[must_use]
    pub fn wrap_http(&self, wrap: impl FnOnce(Arc<dyn HttpService>) -> Arc<dyn HttpService>) -> Self {
        Self { http: wrap(Arc::clone(&self.http)), ..self.clone() }
    }

    /// A client on the same connection, for the same user with another password, that sends each request once. It shows what the
    /// warehouse answers to a wrong password; with this client's own password, nothing is repeated either.
    #[must_use]
    pub fn with_password(&self, password: impl Into<Secret>) -> Self {
        let mut shared = Shared::clone(&self.shared);
        shared.account.credentials.password = password.into();
        shared.retry = RetryPolicy::none();
        Self { shared: Arc::new(shared), ..self.clone() }
    }

    /// The goods owner whose data these are.
    pub fn goods_owner(&self) -> &GoodsOwner {
        &self.shared.account.goods_owner
    }

    /// Host and port that requests go to, such as `api.ongoingsystems.se:443`.
    pub fn address(&self) -> &str {
        &self.shared.address
    }

    /// The address of the warehouse's system, without the service's file.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    pub(crate) fn notify(&self, event: &RequestEvent) {
        self.observers.iter().for_each(|observer| observer(event));
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.shared.base_url)
            .field("account", &self.shared.account)
            .finish_non_exhaustive()
    }
}
