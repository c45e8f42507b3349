use twentyfour_client::types::{InvoiceOrder, OrderSlipStateType};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-no-status",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "What does a save without a status do to the status?",
    matters: "The contract declares Web as its default. wms-erp never saves an order without a status; other integrations, and hooks of your own, may.",
    settings: &["order_status.tracking"],
    reads: "the status of the order, before and after",
    writes: "one order in the status Offer; then its title, without a status",
    undone: "the order becomes Inactive, its customer is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let customer = bench.customer().await?;
    let order = bench.new_order(OrderSlipStateType::Offer, Vec::new(), |_| {}).await?;
    let before = bench.read(order).await?.order_status;
    if before != Some(OrderSlipStateType::Offer) {
        return Ok(Conclusion::unclear(format!(
            "the order was made in the status Offer, and has {before:?}"
        )));
    }
    let mut change = InvoiceOrder::change(order, customer, OrderSlipStateType::Offer);
    change.order_status = None;
    change.invoice_title = Some("A title".to_owned());
    if let Err(refused) = bench.save("set the title of the order without a status", change).await? {
        return Ok(Conclusion::learned("refused", format!("a save without a status is refused: {refused}")));
    }
    let after = bench.read(order).await?.order_status;
    bench.seen(format!("the status of order {order} was Offer, and is {after:?}"));
    Ok(match after {
        Some(OrderSlipStateType::Offer) => {
            Conclusion::learned("kept", "a save without a status leaves the status as it is")
        }
        Some(OrderSlipStateType::Web) => {
            Conclusion::learned("web", "a save without a status sets the order to Web")
        }
        other => Conclusion::unclear(format!("the status became {other:?}")),
    })
}
