//! Orders that were sent with less than was ordered: an order for the rest, and rows cut down to what was delivered.

use twentyfour_client::types::{InvoiceOrder, InvoiceRow};
use wms_erp_mapping::{ShipmentComparison, delivered_rows};

use super::rest_order;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::tenant::{OrderStatusSettings, ShortShipment};

/// Creates the order for the rest, where that is set, and gives the rows that are saved with the status. An obstacle
/// holds the order.
pub(super) async fn rows(
    run: &Run<'_>,
    settings: &OrderStatusSettings,
    original: &InvoiceOrder,
    found: &ShipmentComparison,
) -> Result<Result<Vec<InvoiceRow>, HoldReason>, RunError> {
    if !settings.rest_orders && settings.short_shipment != ShortShipment::WriteQuantities {
        return Ok(Ok(Vec::new()));
    }
    if settings.rest_orders
        && let Err(obstacle) = rest_order::create(run, original, found).await?
    {
        return Ok(Err(obstacle));
    }
    Ok(Ok(delivered_rows(original, found)))
}
