use std::time::Duration;

use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-row-changes-order",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Does an edit of a row change DateChanged of the order?",
    matters: "Each run compares DateChanged and the total of the orders to pick. An edit that changes neither is only found once a day.",
    settings: &["orders.interval"],
    reads: "the change time of the order, before and after a wait of 90 seconds",
    writes: "one order in the status Offer with a row of 3; then 2 in that row",
    undone: "the order becomes Inactive, its customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

/// Longer than times may be rounded.
const WAIT: Duration = Duration::from_secs(90);

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let (product, customer) = (bench.product().await?, bench.customer().await?);
    let rows = vec![InvoiceRow::product(product, 3.into())];
    let order = bench.new_order(OrderSlipStateType::Offer, rows, |_| {}).await?;
    let before = bench.read(order).await?;
    let Some(row) = before.invoice_rows.first().and_then(|row| row.row_id) else {
        return Ok(Conclusion::unclear("the order was made with a row, and came back without one"));
    };
    bench.wait(WAIT).await?;
    let mut row = InvoiceRow::edit(row);
    row.quantity = Some(2.into());
    let mut change = InvoiceOrder::change(order, customer, OrderSlipStateType::Offer);
    change.invoice_rows = vec![row];
    if let Err(refused) = bench.save("set the quantity of the row", change).await? {
        return Ok(Conclusion::unclear(format!("an edit of a row is refused: {refused}")));
    }
    let after = bench.read(order).await?;
    let quantity = after.invoice_rows.first().and_then(|row| row.quantity);
    bench.seen(format!(
        "DateChanged of order {order} was {:?}, and is {:?}; the quantity is {quantity:?}",
        before.date_changed, after.date_changed
    ));
    if quantity != Some(2.into()) {
        return Ok(Conclusion::unclear("the edit of the row was accepted, and the quantity is not 2"));
    }
    Ok(match before.date_changed.zip(after.date_changed) {
        None => Conclusion::unclear("the order has no DateChanged"),
        Some((before, after)) if before == after => Conclusion::learned(
            "not-a-change",
            "an edit of a row is no change of the order: an edit that leaves the total is only found once a day",
        ),
        Some(_) => Conclusion::learned("a-change", "an edit of a row changes DateChanged of the order"),
    })
}
