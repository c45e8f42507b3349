//! A record that becomes ours late was passed over by the processes that came first: it was not ours when they
//! read of it, and their cursors have moved on. So a process that makes a record ours marks it here, in the same commit, as due
//! in each process that may have passed it over.
//!
//! Who else looks late needs no mark, because it asks the store in each run: the orders process for orders that wait for
//! an article, and for imported orders not yet reported to the ERP; expected receipts for purchase orders that wait for an article
//! number; the suppliers process for suppliers without
//! articles, which the article writer lets go.

use twentyfour_client::types::{OrderId, ProductId};

use crate::document::{ArticleRecord, DueOrderStatus, ReplacedArticle, StockRequest};
use crate::store::Batch;

/// A product has an article in the WMS now: written, found there, or taken over. `before` is what was known of it.
///
/// The stock process passes over what has no article of ours, and what keeps no stock.
pub(super) fn article(batch: &mut Batch, id: ProductId, before: Option<&ArticleRecord>, now: &ArticleRecord) {
    let kept_stock = before.is_some_and(|before| before.stock);
    if now.stock && !kept_stock {
        batch.mark::<StockRequest>(&id);
    }
    let ids = before.and_then(|before| before.system_id).zip(now.system_id);
    if now.stock && ids.is_some_and(|(before, now)| before != now) {
        batch.mark::<ReplacedArticle>(&id);
    }
}

/// An order of the WMS is ours, which was there already: it may have been picked, sent or cancelled long ago.
///
/// The status process passes over orders that we have not imported. One that we create in this very run needs no
/// mark: nothing can have happened to it before.
pub(crate) fn order(batch: &mut Batch, id: OrderId) {
    batch.mark::<DueOrderStatus>(&id);
}
