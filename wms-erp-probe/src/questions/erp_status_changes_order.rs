use std::time::Duration;

use twentyfour_client::types::{InvoiceOrder, OrderSlipStateType};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-status-changes-order",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Does a new status change DateChanged of the order?",
    matters: "If it does, each order that is set to Sent counts as changed. wms-erp requests orders by their status, and needs no DateChanged for that.",
    settings: &["orders.interval"],
    reads: "the change time of the order, before and after a wait of 90 seconds",
    writes: "one order in the status Offer; then its status, Draft",
    undone: "the order becomes Inactive, its customer is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

/// Longer than times may be rounded.
const WAIT: Duration = Duration::from_secs(90);

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let customer = bench.customer().await?;
    let order = bench.new_order(OrderSlipStateType::Offer, Vec::new(), |_| {}).await?;
    let before = bench.read(order).await?.date_changed;
    bench.wait(WAIT).await?;
    let change = InvoiceOrder::change(order, customer, OrderSlipStateType::Draft);
    if let Err(refused) = bench.save("set only the status of the order", change).await? {
        return Ok(Conclusion::unclear(format!("the status Draft is refused: {refused}")));
    }
    let after = bench.read(order).await?;
    bench.seen(format!(
        "DateChanged of order {order} was {before:?}, and is {:?}; its status is {:?}",
        after.date_changed, after.order_status
    ));
    if after.order_status != Some(OrderSlipStateType::Draft) {
        return Ok(Conclusion::unclear("the save was accepted, and the status is not Draft"));
    }
    Ok(match before.zip(after.date_changed) {
        None => Conclusion::unclear("the order has no DateChanged"),
        Some((before, after)) if before == after => {
            Conclusion::learned("not-a-change", "a new status does not change DateChanged of the order")
        }
        Some(_) => Conclusion::learned("a-change", "a new status changes DateChanged of the order"),
    })
}
