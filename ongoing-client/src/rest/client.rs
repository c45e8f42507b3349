//! The REST client, on the same connection as the SOAP client's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::ArticleSystemId;
use crate::{Client, GoodsOwner, Observer};

/// A client for one goods owner of one warehouse, over REST. Clones are cheap and share everything.
///
/// Made by [`Builder::build_rest`](crate::Builder::build_rest); used through [`WarehouseApi`](crate::WarehouseApi).
/// Writes wait in the same queue as those of SOAP clients of the goods owner.
#[derive(Debug, Clone)]
pub struct RestClient {
    pub(super) client: Client,
    /// The ids of articles by product code: an id stays, so it is looked up once.
    ids: Arc<Mutex<HashMap<String, ArticleSystemId>>>,
}

impl RestClient {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, ids: Arc::default() }
    }

    /// A client that shares all with this one and tells `observer` of each request that it sends, as it is sent.
    #[must_use]
    pub fn observed(&self, observer: Observer) -> Self {
        Self { client: self.client.observed(observer), ids: Arc::clone(&self.ids) }
    }

    /// The goods owner whose data these are.
    pub fn goods_owner(&self) -> &GoodsOwner {
        self.client.goods_owner()
    }

    pub(super) fn ids(&self) -> MutexGuard<'_, HashMap<String, ArticleSystemId>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
