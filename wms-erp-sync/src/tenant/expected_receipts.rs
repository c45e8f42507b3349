use std::collections::BTreeSet;
use std::sync::Arc;

use crate::port::PurchaseOrderSource;

/// Where purchase orders come from, and what their statuses in the WMS mean.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ExpectedReceipts {
    /// The host's port: purchase orders come from it, and receipts go to it.
    pub source: Arc<dyn PurchaseOrderSource>,
    /// The WMS's status numbers that mean that reception has ended, with all goods or without some.
    pub finished_statuses: BTreeSet<i32>,
    /// Those that mean cancelled.
    pub cancelled_statuses: BTreeSet<i32>,
}

impl ExpectedReceipts {
    /// Purchase orders of this source; 400 and 500 mean that reception has ended, 900 means cancelled.
    pub fn from_source(source: Arc<dyn PurchaseOrderSource>) -> Self {
        Self {
            source,
            finished_statuses: BTreeSet::from([400, 500]),
            cancelled_statuses: BTreeSet::from([900]),
        }
    }
}
