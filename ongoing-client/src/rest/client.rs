//! The REST client, on the same connection as the SOAP client's.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::look_up::Register;
use crate::{Client, GoodsOwner, Observer};

/// A client for one goods owner of one warehouse, over REST. Clones are cheap and share everything.
///
/// Made by [`Builder::build_rest`](crate::Builder::build_rest); used through [`WarehouseApi`](crate::WarehouseApi).
/// Writes wait in the same queue as those of SOAP clients of the goods owner.
#[derive(Debug, Clone)]
pub struct RestClient {
    pub(super) client: Client,
    register: Arc<Mutex<Register>>,
}

impl Client {
    /// A client over REST for the same goods owner, on the same connection, and with the same write queue.
    #[must_use]
    pub fn rest(&self) -> RestClient {
        RestClient::new(self.clone())
    }
}

impl RestClient {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, register: Arc::default() }
    }

    /// A client that shares all with this one and tells `observer` of each request that it sends, as it is sent.
    #[must_use]
    pub fn observed(&self, observer: Observer) -> Self {
        Self { client: self.client.observed(observer), register: Arc::clone(&self.register) }
    }

    /// The goods owner whose data these are.
    pub fn goods_owner(&self) -> &GoodsOwner {
        self.client.goods_owner()
    }

    /// Host and port that requests go to, such as `api.ongoingsystems.se:443`.
    pub fn address(&self) -> &str {
        self.client.address()
    }

    pub(super) fn register(&self) -> MutexGuard<'_, Register> {
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
