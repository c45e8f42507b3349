use chrono::TimeDelta;
use futures::TryStreamExt;
use twentyfour_client::types::{InvoiceOrder, InvoiceSearchParameters, OrderSlipStateType};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::erp::failed;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-inactive-order",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Is an order in the status Inactive found by its id and by its change time?",
    matters: "An imported order that was withdrawn is reported, with its status if it is found by its id, and otherwise as gone.",
    settings: &["orders.cancel_withdrawn"],
    reads: "the order by its id, and the orders that changed in the last hour",
    writes: "one order in the status Offer; then its status, Inactive",
    undone: "the order stays Inactive, its customer is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let customer = bench.customer().await?;
    let order = bench.new_order(OrderSlipStateType::Offer, Vec::new(), |_| {}).await?;
    let change = InvoiceOrder::change(order, customer, OrderSlipStateType::Inactive);
    if let Err(refused) = bench.save("set the order to Inactive", change).await? {
        return Ok(Conclusion::unclear(format!("the status Inactive is refused: {refused}")));
    }
    let since = bench.clock.now() - TimeDelta::hours(1);
    let properties = ["OrderId", "OrderStatus"];
    let by_id = bench.erp.get_invoices_by_id([order], &properties).try_next().await.map_err(failed)?;
    let changed = InvoiceSearchParameters::changed_after(since);
    let changed = bench.erp.get_invoices(changed, &properties).await.map_err(failed)?;
    let changed: Vec<InvoiceOrder> = changed.try_collect().await.map_err(failed)?;
    let by_time = changed.iter().any(|found| found.order_id == Some(order));
    let status = by_id.as_ref().and_then(|found| found.order_status.clone());
    bench.seen(format!(
        "order {order} {} by its id, {} by its change time; its status is {status:?}",
        if by_id.is_some() { "is found" } else { "is not found" },
        if by_time { "is found" } else { "is not found" },
    ));
    if by_id.is_some() && status != Some(OrderSlipStateType::Inactive) {
        return Ok(Conclusion::unclear("the save was accepted, and the status is not Inactive"));
    }
    Ok(match (by_id.is_some(), by_time) {
        (true, true) => {
            Conclusion::learned("by-both", "an inactive order is found by its id and by its change time")
        }
        (true, false) => Conclusion::learned("by-id", "an inactive order is found by its id only"),
        (false, true) => {
            Conclusion::learned("by-change-time", "an inactive order is found by its change time only")
        }
        (false, false) => Conclusion::learned(
            "gone",
            "an inactive order is not found: an order that is withdrawn looks like a deleted one",
        ),
    })
}
