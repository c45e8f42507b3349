use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::fields::{differences, fields};
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-status-only",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "What does a save that contains only the status do to the rest of the order?",
    matters: "Orders are set to Sent this way. If the save clears what it does not contain, each sent order loses texts, addresses or rows.",
    settings: &["order_status.enabled", "orders.import_status"],
    reads: "the order, before and after",
    writes: "one order in the status Offer with a row, texts and addresses; then its status, Draft",
    undone: "the order becomes Inactive, its customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

/// Changed by any save.
const OWN: &[&str] = &["OrderStatus", "DateChanged"];

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let (product, customer) = (bench.product().await?, bench.customer().await?);
    let rows = vec![InvoiceRow::product(product, 3.into())];
    let order = bench
        .new_order(OrderSlipStateType::Offer, rows, |order| {
            order.invoice_title = Some("A title".to_owned());
            order.invoice_text = Some("A text".to_owned());
            order.your_reference = Some("A person".to_owned());
            order.customer_delivery_name = Some("A recipient".to_owned());
            order.invoice_email_address = Some("invoice@example.com".to_owned());
        })
        .await?;
    let before = fields(&bench.read(order).await?);
    let change = InvoiceOrder::change(order, customer, OrderSlipStateType::Draft);
    if let Err(refused) = bench.save("set only the status of the order", change).await? {
        return Ok(Conclusion::unclear(format!(
            "24SevenOffice refused to change the status from Offer to Draft: {refused}"
        )));
    }
    let read = bench.read(order).await?;
    let changed = differences(&before, &fields(&read), OWN);
    bench.seen(match changed.is_empty() {
        true => format!("order {order} is unchanged but for its status, {:?}", read.order_status),
        false => format!("order {order} has changed: {}", changed.join("; ")),
    });
    if !changed.is_empty() {
        let says = format!("a save of the status alone also changes the order: {}", changed.join("; "));
        let why = "each order that is set to Sent would be changed in the same way";
        return Ok(Conclusion::learned("changes-others", says).with(Setting::new(
            "order_status.enabled",
            false,
            why,
        )));
    }
    match read.order_status {
        Some(OrderSlipStateType::Draft) => {
            Ok(Conclusion::learned("only-status", "a save of the status alone changes nothing else"))
        }
        other => Ok(Conclusion::unclear(format!(
            "the save was accepted, and the status is {other:?} instead of Draft"
        ))),
    }
}
