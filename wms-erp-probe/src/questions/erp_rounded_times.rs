use std::time::Duration;

use chrono::Timelike;
use twentyfour_client::types::{InvoiceOrder, OrderSlipStateType};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-rounded-times",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Is DateChanged rounded to the minute?",
    matters: "Two changes in one minute then have the same time. wms-erp also compares totals, and looks back two hours.",
    settings: &[],
    reads: "the change time of the order, three times within 14 seconds",
    writes: "one order in the status Offer; then its title, twice",
    undone: "the order becomes Inactive, its customer is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

/// Three times so far apart cannot all be at the beginning of a minute.
const APART: Duration = Duration::from_secs(7);

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let customer = bench.customer().await?;
    let order = bench.new_order(OrderSlipStateType::Offer, Vec::new(), |_| {}).await?;
    for title in ["A title", "Another title", ""] {
        let Some(changed) = bench.read(order).await?.date_changed else {
            return Ok(Conclusion::unclear("the order that was just saved has no DateChanged"));
        };
        bench.seen(format!("DateChanged of order {order} is {changed}"));
        if changed.naive().second() != 0 || changed.naive().nanosecond() != 0 {
            return Ok(Conclusion::learned("exact", "change times have seconds"));
        }
        if !title.is_empty() {
            bench.wait(APART).await?;
            let mut change = InvoiceOrder::change(order, customer, OrderSlipStateType::Offer);
            change.invoice_title = Some(title.to_owned());
            if let Err(refused) = bench.save("set the title of the order", change).await? {
                return Ok(Conclusion::unclear(format!("a change of the title is refused: {refused}")));
            }
        }
    }
    Ok(Conclusion::learned("minutes", "change times are rounded to the minute"))
}
