use twentyfour_client::types::OrderSlipStateType;

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-invoice-text",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Does InvoiceText come back as it was saved?",
    matters: "Tracking numbers are written into it, between markers. What else changes in it is a change that people see on the invoice.",
    settings: &["order_status.tracking"],
    reads: "the text of the order",
    writes: "one order in the status Offer with a text of three lines",
    undone: "the order becomes Inactive, its customer is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

const TEXT: &str = "First line\nSecond line: æøå & <b>\n[Third line]";

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let order = bench
        .new_order(OrderSlipStateType::Offer, Vec::new(), |order| order.invoice_text = Some(TEXT.to_owned()))
        .await?;
    let text = bench.read(order).await?.invoice_text.unwrap_or_default();
    bench.seen(format!("InvoiceText of order {order}: {text:?}"));
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    Ok(if text == TEXT {
        Conclusion::learned("kept", "the text comes back as it was saved")
    } else if lines(&text) == lines(TEXT) {
        Conclusion::learned(
            "other-line-breaks",
            "the text comes back with other line breaks, and is otherwise the same",
        )
    } else if words(&text) == words(TEXT) {
        Conclusion::learned(
            "no-line-breaks",
            "the text comes back without its line breaks; tracking is found by its markers all the same",
        )
    } else {
        Conclusion::unclear(
            "the text comes back with other words: do not turn tracking on before you know why",
        )
    })
}
