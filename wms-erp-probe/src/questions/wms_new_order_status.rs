use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "wms-new-order-status",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Which status does a new order get?",
    matters: "At a status that is too low, the warehouse does not see the order; at one that is too high, it refuses changes of it at once.",
    settings: &[],
    reads: "the status of the order",
    writes: "one article and one order of it",
    undone: "the order is cancelled, the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let article = bench.new_article(|_| {}).await?;
    let order = bench.new_warehouse_order(&[("1", &article, 1)], |_| {}).await?;
    let info = bench.read_warehouse_order(&order).await?.order_info.unwrap_or_default();
    let name = info.order_status_text.unwrap_or_default();
    let Some(number) = info.order_status_number else {
        return Ok(Conclusion::unclear("the order that was just made has no status"));
    };
    bench.seen(format!("the status of order {order} is {number} ({name})"));
    let says = |what: &str| format!("new orders get the status {number} ({name}): {what}");
    // The numbers are the vendor's usual ones; a warehouse may have others between them.
    Ok(match number {
        ..=199 => Conclusion::learned(
            "error",
            says("below 200 it is usually an order with an error, which no one picks"),
        ),
        200..=299 => Conclusion::learned("open", says("the warehouse usually has to release them")),
        300..=399 => Conclusion::learned("released", says("the warehouse can usually begin at once")),
        _ => Conclusion::unclear(says("from 400 on it is usually picked already")),
    })
}
