//! Quantities that were delivered, in the ERP's rows: with Sent, and again when the WMS reports that more of the order was picked.
//!
//! No document says what the ERP does with them. So the first save that holds them is looked at, each is read once more behind the save, and
//! what the ERP refuses or does not keep is a notice: neither Sent nor anything else waits for it.

use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderId, OrderSlipStateType};
use wms_erp_mapping::{DeliveredFields, ShipmentComparison, delivered_quantities};

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, OrderEventKind, delivered_record, hash};
use crate::process::status_write::StatusWrite;
use crate::store::Batch;
use crate::tenant::OrderStatusSettings;

const REMEDY: &str = "compare the order's rows with what was sent; if the ERP never keeps these quantities, switch delivered_quantities off; \
                      dismiss this when it is done";

/// The rows of an order that say otherwise than what was delivered. `quantities` are edits that go with the same save.
pub(super) fn edits(
    settings: &OrderStatusSettings,
    order: &InvoiceOrder,
    found: &ShipmentComparison,
    quantities: &[InvoiceRow],
) -> Vec<InvoiceRow> {
    // The ERP may make an order for the rest of QuantityRest, beside ours.
    let fields = settings.delivered_quantities.map(|fields| match settings.rest_orders {
        true => DeliveredFields::Delivered,
        false => fields,
    });
    fields.map_or_else(Vec::new, |fields| delivered_quantities(order, found, fields, quantities))
}

/// The save of an order that the ERP has as sent already, if its rows say otherwise. It repeats the status that the order has.
pub(super) fn again(
    settings: &OrderStatusSettings,
    order: &InvoiceOrder,
    status: &OrderSlipStateType,
    found: &ShipmentComparison,
) -> Option<StatusWrite> {
    let delivered = edits(settings, order, found, &[]);
    let write = StatusWrite::new(order.order_id?, order.customer_id?, status.clone(), status.clone());
    (!delivered.is_empty()).then(|| StatusWrite { delivered, ..write }.over(order))
}

/// What became of an order's delivered quantities.
#[derive(Debug, Default)]
pub(super) struct Outcome<'a> {
    /// What was saved.
    pub(super) saved: &'a [InvoiceRow],
    /// Why the ERP does not have them.
    pub(super) unwritten: Option<String>,
}

/// Remembers it in the commit that says that Sent was reported.
pub(super) async fn remember(
    run: &Run<'_>,
    batch: &mut Batch,
    id: OrderId,
    outcome: Outcome<'_>,
) -> Result<(), RunError> {
    let record = delivered_record(id);
    let Some(why) = outcome.unwritten else {
        if !outcome.saved.is_empty() {
            run.event(batch, id.0, OrderEventKind::Delivered, words(outcome.saved));
            run.release(batch, &record);
        }
        return Ok(());
    };
    let what = format!("the delivered quantities of order {id} were not written: {why}");
    let obstacle =
        HoldReason::new(Class::Notice, what.as_str(), REMEDY).for_source(hash(&words(outcome.saved)));
    if run.is_dismissed(&record, &obstacle).await? {
        run.release(batch, &record);
        return Ok(());
    }
    run.reason(id.to_string(), Some(Class::Notice), what.as_str(), REMEDY);
    let before = run.read::<Held>(&run.held_key(&record)).await?;
    if before.is_none_or(|before| before.what != what) {
        run.event(batch, id.0, OrderEventKind::Delivered, format!("not written: {why}"));
    }
    run.hold(batch, &record, obstacle).await
}

/// The quantities in one line, such as `row 31: 8, rest 2`.
pub(super) fn words(edits: &[InvoiceRow]) -> String {
    let number = |number: Decimal| number.normalize().to_string();
    let edits = edits.iter().map(|edit| {
        let rest = edit.quantity_rest.map(|rest| format!("rest {}", number(rest)));
        let parts = edit.quantity_delivered.map(number).into_iter().chain(rest);
        format!("row {}: {}", edit.row_id.unwrap_or_default(), parts.collect::<Vec<_>>().join(", "))
    });
    edits.collect::<Vec<_>>().join("; ")
}
