//! The leases that a run holds: all of them go with each commit, and none may be lost before a vendor is written to.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asmx_soap::Delivery;
use async_trait::async_trait;
use ongoing_client::model::{ArticleDefinition, CustomerOrder, InOrder};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, ProductId};

use super::RunError;
use super::heartbeat::Kept;
use crate::port::{ErpLayer, ErpPort, ErrorKind, PortError, WmsLayer, WmsPort};
use crate::store::{Fence, LeaseKey};

/// The leases of a run. Clones are the same ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holding(Arc<Held>);

#[derive(Debug, Default)]
struct Held {
    leases: Mutex<Vec<Arc<Kept>>>,
    moves: AtomicU64,
}

impl Holding {
    fn leases(&self) -> MutexGuard<'_, Vec<Arc<Kept>>> {
        self.0.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, lease: Arc<Kept>) {
        self.leases().push(lease);
        self.note_move();
    }

    pub(super) fn remove(&self, lease: &Arc<Kept>) {
        self.leases().retain(|held| !Arc::ptr_eq(held, lease));
        self.note_move();
    }

    /// How often the run has asked a vendor, taken a lease or given one back: time passes with each, and others write meanwhile.
    pub(super) fn moves(&self) -> u64 {
        self.0.moves.load(Ordering::Relaxed)
    }

    pub(super) fn note_move(&self) {
        self.0.moves.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether there is one at all: work without any writes to the store only what an operator asked for.
    pub(super) fn is_something(&self) -> bool {
        !self.leases().is_empty()
    }

    /// What every commit carries.
    pub(crate) fn fences(&self) -> Vec<Fence> {
        self.leases().iter().map(|lease| lease.fence().clone()).collect()
    }

    /// Fails when a lease is known to be lost.
    pub(crate) fn check(&self) -> Result<(), RunError> {
        match self.leases().iter().find(|lease| lease.is_lost()) {
            Some(lease) => Err(RunError::LeaseLost { lease: lease.fence().key.clone(), source: None }),
            None => Ok(()),
        }
    }

    /// Fails when a lease is lost. Asks the store if it has not been heard of for long.
    pub(super) async fn confirm(&self) -> Result<(), PortError> {
        let leases = self.leases().clone();
        if leases.is_empty() {
            return Err(no_lease());
        }
        for lease in leases {
            if !lease.confirm().await {
                return Err(nothing_more(&lease.fence().key));
            }
        }
        Ok(())
    }
}

/// A plan and a comparison hold none. The engine's own processes ask for a permit before they write, and never get here.
fn no_lease() -> PortError {
    let what = "nothing is written without a lease, as in a plan";
    PortError::new(ErrorKind::Refused, Delivery::NotSent, what, "ask for a permit before each write")
}

fn nothing_more(lease: &LeaseKey) -> PortError {
    let what = format!("the lease {lease} is lost: nothing more is written");
    PortError::new(ErrorKind::Transient, Delivery::NotSent, what, "nothing: the next run continues")
}

/// A port of the ERP through which nothing is written once a lease is lost.
#[derive(Debug)]
pub(crate) struct FencedErp {
    pub(crate) port: Arc<dyn ErpPort>,
    pub(crate) holding: Holding,
}

#[async_trait]
impl ErpLayer for FencedErp {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        self.holding.note_move();
        &self.port
    }

    fn around(&self, port: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { port, holding: self.holding.clone() })
    }

    async fn save_orders(
        &self,
        orders: Vec<InvoiceOrder>,
    ) -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError> {
        self.holding.confirm().await?;
        self.inner().save_orders(orders).await
    }

    async fn set_stock(&self, product: ProductId, quantity: Decimal) -> Result<(), PortError> {
        self.holding.confirm().await?;
        self.inner().set_stock(product, quantity).await
    }
}

/// A port of the WMS through which nothing is written once a lease is lost.
#[derive(Debug)]
pub(crate) struct FencedWms {
    pub(crate) port: Arc<dyn WmsPort>,
    pub(crate) holding: Holding,
}

#[async_trait]
impl WmsLayer for FencedWms {
    fn inner(&self) -> &Arc<dyn WmsPort> {
        self.holding.note_move();
        &self.port
    }

    fn around(&self, port: Arc<dyn WmsPort>) -> Arc<dyn WmsPort> {
        Arc::new(Self { port, holding: self.holding.clone() })
    }

    async fn process_article(&self, article: &ArticleDefinition) -> Result<Option<i32>, PortError> {
        self.holding.confirm().await?;
        self.inner().process_article(article).await
    }

    async fn process_order(&self, order: &CustomerOrder) -> Result<Option<i32>, PortError> {
        self.holding.confirm().await?;
        self.inner().process_order(order).await
    }

    async fn cancel_order(&self, number: &str) -> Result<(), PortError> {
        self.holding.confirm().await?;
        self.inner().cancel_order(number).await
    }

    async fn process_purchase_order(&self, order: &InOrder) -> Result<Option<i32>, PortError> {
        self.holding.confirm().await?;
        self.inner().process_purchase_order(order).await
    }

    async fn cancel_purchase_order(&self, number: &str) -> Result<(), PortError> {
        self.holding.confirm().await?;
        self.inner().cancel_purchase_order(number).await
    }

    async fn report_quantities(&self, number: &str, lines: &[(String, Decimal)]) -> Result<(), PortError> {
        self.holding.confirm().await?;
        self.inner().report_quantities(number, lines).await
    }
}
