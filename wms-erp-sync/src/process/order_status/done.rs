//! What becomes of an order that was sent: the ERP knows, or it is held.

use std::collections::BTreeSet;

use twentyfour_client::types::{OrderId, OrderSlipStateType, ProductId};
use wms_erp_mapping::ShipmentComparison;

use super::{acknowledge, delivered, notice, tracking};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Held, OrderEventKind, SentOrder, Shipment, StockRequest, short_record};
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

/// Remembers that the ERP knows, and what follows from it. Beside the status stands whether it was so already.
pub(super) async fn done(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    sent: &SentOrder,
    found: Result<ShipmentComparison, HoldReason>,
    tracking: tracking::Outcome<'_>,
    delivered: delivered::Outcome<'_>,
    (status, already): (&OrderSlipStateType, bool),
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let id = sent.id();
    let order = tracking.order;
    let shipment = Shipment {
        wms_status: sent.wms_status,
        reported_at: run.now(),
        erp_status: status.to_string(),
        lines: sent.lines.clone(),
    };
    batch.set(&id, &shipment);
    // What left the warehouse left the ERP's stock too, one way or another, and so may have what did not: compare it next.
    let rows = order.into_iter().flat_map(|order| &order.invoice_rows).filter_map(|row| row.product_id);
    let products: BTreeSet<ProductId> = sent.products.iter().copied().map(ProductId).chain(rows).collect();
    for product in products {
        batch.mark::<StockRequest>(&product);
    }
    let remark = if already { " (it was so already)" } else { "" };
    run.event(&mut batch, id.0, OrderEventKind::Reported, format!("{status}{remark}"));
    tracking::remember(run, &mut batch, settings, sent, tracking).await?;
    delivered::remember(run, &mut batch, id, delivered).await?;
    let what = match found {
        Ok(found) => notice::text(sent, &found),
        Err(obstacle) => {
            Some(format!("order {id} was sent, but it is unclear how much of which row: {}", obstacle.what))
        }
    };
    match what {
        Some(what) => notice::give(run, &mut batch, sent, what).await?,
        None if already => notice::settle(run, &mut batch, settings, sent).await?,
        None => run.release(&mut batch, &short_record(id)),
    }
    if settings.acknowledge {
        acknowledge::mark(&mut batch, sent);
    }
    run.release(&mut batch, &id.to_string());
    batch.remove::<SentOrder>(&id);
    run.commit(batch).await
}

/// Holds the order, and says so when that is new.
pub(super) async fn hold(
    run: &Run<'_>,
    id: OrderId,
    obstacle: HoldReason,
    before: Option<Held>,
) -> Result<(), RunError> {
    let mut batch = Batch::new();
    let record = id.to_string();
    if run.is_dismissed(&record, &obstacle).await? {
        run.release(&mut batch, &record);
        batch.remove::<SentOrder>(&id);
        return run.commit(batch).await;
    }
    run.reason(record.as_str(), Some(obstacle.class), obstacle.what.as_str(), obstacle.remedy.as_str());
    let told = before.is_some_and(|held| held.class == obstacle.class && held.what == obstacle.what);
    if !told {
        run.event(&mut batch, id.0, OrderEventKind::Held, obstacle.what.as_str());
    }
    if !told || obstacle.class.is_retried() {
        run.hold(&mut batch, &record, obstacle).await?;
    }
    run.commit(batch).await
}
