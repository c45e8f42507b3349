//! Purchase orders: goods that the warehouse is to expect. The ERP's contracts have none, so they come from a port of the host's own.

use std::fmt::Debug;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::PortError;
use crate::document::PurchaseOrder;

/// Where purchase orders come from, and where receipts go: the host implements it on top of whatever it buys with.
///
/// One value speaks for one tenant. Calls of one tenant do not overlap.
#[async_trait]
pub trait PurchaseOrderSource: Send + Sync + Debug {
    /// The next page of the purchase orders that are open, or that have changed since `cursor`: the text that the previous page gave, and
    /// `None` at first, or when it has been lost. An order that is listed again and is the same costs nothing. Nothing is made of
    /// one that is not listed: an order that is [withdrawn](PurchaseOrder::withdrawn) has to say so.
    ///
    /// # Errors
    /// If the source cannot be read at all; the run ends, and the next one tries again. What is wrong with one order only stands in its
    /// place in [`PurchaseOrderPage::orders`].
    async fn changed(&self, cursor: Option<&str>) -> Result<PurchaseOrderPage, PortError>;

    /// Takes what the warehouse has received of a purchase order so far: again after each change, and again with the same
    /// [id](Received::id) and the same content if it is not certain that the call arrived. Quantities are totals.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](super::ErrorKind::Refused), if this report is not taken: it is held with the message and the remedy, and
    /// tried again at growing intervals. [`ErrorKind::Transient`](super::ErrorKind::Transient), if it may work later.
    async fn received(&self, report: &Received) -> Result<(), PortError>;

    /// Looks for what would fail later, without changing anything.
    ///
    /// # Errors
    /// What would fail, and the remedy.
    async fn check(&self) -> Result<(), PortError> {
        Ok(())
    }
}

/// Purchase orders that a source lists at once.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct PurchaseOrderPage {
    /// The orders. An [unreadable](super::ErrorKind::Unreadable) error stands for one that cannot be read, or for something else
    /// that can be mended by itself, such as a file, and [names](PortError::of_record) it. List it at each call until it can be read:
    /// it is held as long as it is listed. Any other error ends the run.
    pub orders: Vec<Result<PurchaseOrder, PortError>>,
    /// What the next call is given: a text of the source's own. It is kept together with the orders of this page.
    pub cursor: Option<String>,
    /// Whether there are more now.
    pub has_more: bool,
}

impl PurchaseOrderPage {
    /// The last page of a list, or its only one.
    pub fn last(orders: Vec<Result<PurchaseOrder, PortError>>, cursor: Option<String>) -> Self {
        Self { orders, cursor, has_more: false }
    }

    /// A page that others follow; each needs another cursor.
    pub fn with_more(orders: Vec<Result<PurchaseOrder, PortError>>, cursor: impl Into<String>) -> Self {
        Self { orders, cursor: Some(cursor.into()), has_more: true }
    }
}

/// What the warehouse has received of a purchase order so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Received {
    /// Names this report: a repetition has the same id and the same content, and any other report has another id.
    pub id: String,
    /// The number of the purchase order.
    pub number: String,
    /// Whether the warehouse has ended reception: what is missing is not expected any more.
    pub finished: bool,
    /// Every line that the purchase order has in the WMS, in its order there.
    pub lines: Vec<ReceivedLine>,
}

/// What the warehouse has received on a line so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReceivedLine {
    /// The number of the line; empty if the line was added in the warehouse.
    pub number: String,
    /// The number of the article.
    pub article: String,
    /// How much was announced.
    pub expected: Decimal,
    /// How much has been received: all of it, not what is new. It can become less, if the warehouse corrects it.
    pub received: Decimal,
    /// When something was last received, where the WMS says it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_received: Option<DateTime<Utc>>,
}
