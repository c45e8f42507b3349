//! What left the warehouse otherwise than the ERP's order says stays on the list until a person has acknowledged it.

use wms_erp_mapping::ShipmentComparison;

use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Class, Held, OrderEventKind, SentOrder, hash, short_record};
use crate::store::Batch;
use crate::tenant::{OrderStatusSettings, ShortShipment};

const REMEDY: &str = "check the invoice, and send or credit the rest; dismiss this when it is done";

/// The differences of an order in one line; `None` if there is none.
pub(super) fn text(sent: &SentOrder, found: &ShipmentComparison) -> Option<String> {
    let what = match found.short().next() {
        Some(_) => "was sent short",
        None => "was sent with more than it has in the ERP",
    };
    (!found.is_complete()).then(|| format!("order {} {what}: {}", sent.order, found.differences().join("; ")))
}

/// Gives the notice of an order. One that stands already is left as it is.
pub(super) async fn give(
    run: &Run<'_>,
    batch: &mut Batch,
    sent: &SentOrder,
    what: String,
) -> Result<(), RunError> {
    let record = short_record(sent.id());
    let before = run.read::<Held>(&run.held_key(&record)).await?;
    let obstacle = HoldReason::new(Class::Notice, what.as_str(), REMEDY).for_source(source(sent));
    if run.is_dismissed(&record, &obstacle).await? {
        run.release(batch, &record);
        return Ok(());
    }
    run.reason(sent.order.to_string(), Some(Class::Notice), what.as_str(), REMEDY);
    if before.is_some_and(|before| before.what == what) {
        return Ok(());
    }
    run.event(batch, sent.order, OrderEventKind::Short, what.as_str());
    run.hold(batch, &record, obstacle).await
}

/// Settles the notice of an order that the ERP has as sent already, and of which nothing differs. It may be we who have cut
/// its rows down to what was sent: then they say no more what was ordered, and what was missing is still to be known.
pub(super) async fn settle(
    run: &Run<'_>,
    batch: &mut Batch,
    settings: &OrderStatusSettings,
    sent: &SentOrder,
) -> Result<(), RunError> {
    let record = short_record(sent.id());
    if settings.rest_orders || settings.short_shipment == ShortShipment::WriteQuantities {
        let before = run.read::<Held>(&run.held_key(&record)).await?;
        if before.is_some_and(|before| before.source == Some(source(sent))) {
            return Ok(());
        }
        // Of an order that a lost store knew, the warehouse's own order is all that is left to measure by.
        if let Some(what) = short_in_wms(sent) {
            return give(run, batch, sent, what).await;
        }
    }
    run.release(batch, &record);
    Ok(())
}

fn short_in_wms(sent: &SentOrder) -> Option<String> {
    let delivery = sent.delivery();
    let lines = delivery.short().map(|line| {
        let (picked, ordered, missing) = (line.picked, line.ordered, line.missing());
        let [picked, ordered, missing] = [picked, ordered, missing].map(|number| number.normalize());
        format!("line {}: {picked} of {ordered} sent, {missing} missing", line.code)
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| format!("order {} was sent short: {}", sent.order, lines.join("; ")))
}

/// What was picked, as one text.
fn source(sent: &SentOrder) -> String {
    let lines = sent.lines.iter().map(|line| format!("{}={}", line.code, line.picked.normalize()));
    hash(&lines.collect::<Vec<_>>().join(";"))
}
