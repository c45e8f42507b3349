use std::time::Duration;

use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::ErrorKind;
use ongoing_client::model::{Order, OrderFilters, UpdateOrderLines};
use rust_decimal::Decimal;

use crate::answer::{Conclusion, Stopped, chain};
use crate::bench::Bench;
use crate::person::ProposedWrite;
use crate::question::{BOTH, Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-reporting-updates",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Does writing a reported quantity count as an update of the order?",
    matters: "With acknowledge, each acknowledgement then lists the order as changed once more. wms-erp acknowledges an order once.",
    settings: &["order_status.acknowledge"],
    reads: "the orders that changed, before and after a wait of two minutes",
    writes: "one article and one order of it; then the reported quantity of its line",
    undone: "the order is cancelled, the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

/// Half of it is for clocks that differ.
const WAIT: Duration = Duration::from_secs(120);
const BACK: TimeDelta = TimeDelta::seconds(60);

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let article = bench.new_article(|_| {}).await?;
    let number = bench.new_warehouse_order(&[("1", &article, 1)], |_| {}).await?;
    bench.wait(WAIT).await?;
    if is_listed(bench, &number).await? {
        return Ok(Conclusion::unclear(
            "the order is listed as changed although no one changed it: compare the clocks",
        ));
    }
    bench
        .agree(ProposedWrite {
            question: bench.question,
            system: bench.wms_name(),
            call: "UpdateOrderLines",
            what: format!("report a quantity of order {number}"),
            fields: vec![
                ("ExternalOrderLineCode".to_owned(), "1".to_owned()),
                ("ReportedNumberOfItems".to_owned(), "1".to_owned()),
            ],
            undone: "with the order: it is cancelled afterwards",
        })
        .await?;
    let update = UpdateOrderLines::report(number.as_str(), [("1".to_owned(), Decimal::ONE)]);
    match bench.wms().update_order_lines(update).await {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::Refused => {
            let why = format!("a quantity that was not picked cannot be reported: {}", chain(&error));
            return Ok(Conclusion::unclear(why));
        }
        Err(error) => return Err(failed(error)),
    }
    Ok(match is_listed(bench, &number).await? {
        true => Conclusion::learned("an-update", "a reported quantity counts as an update of the order"),
        false => {
            Conclusion::learned("no-update", "a reported quantity does not count as an update of the order")
        }
    })
}

async fn is_listed(bench: &mut Bench<'_>, number: &str) -> Result<bool, Stopped> {
    let since = bench.clock.now() - BACK;
    let filters =
        OrderFilters { last_updated_from: Some(since.into()), ..OrderFilters::by_numbers([number]) };
    let orders: Vec<Order> = bench.wms().orders(filters).try_collect().await.map_err(failed)?;
    let word = if orders.is_empty() { "not listed" } else { "listed" };
    bench.seen(format!("order {number} is {word} as changed in the last minute"));
    Ok(!orders.is_empty())
}
