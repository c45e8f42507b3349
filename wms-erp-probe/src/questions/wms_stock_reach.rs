use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::model::{GetInventoryQuery, InventoryLine};
use ongoing_client::{Error, ErrorKind};

use crate::answer::{Conclusion, Stopped, chain};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-stock-reach",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "How far back does the list of changed stock reach?",
    matters: "wms-erp reads everything after 22 hours without a read. If the list reaches further back, that is only slower than necessary.",
    settings: &["stock.interval"],
    reads: "the stock that changed in the last 23 hours, and in the last 47 hours",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    if let Err(refused) = changed_in(bench, 23).await? {
        return Ok(Conclusion::unclear(format!(
            "the list of the last 23 hours is refused already: {refused}"
        )));
    }
    Ok(match changed_in(bench, 47).await? {
        Ok(()) => {
            Conclusion::learned("further", "the list of changed stock reaches back for more than 24 hours")
        }
        Err(refused) => Conclusion::learned(
            "a-day",
            format!("the list of changed stock reaches back for about 24 hours: {refused}"),
        ),
    })
}

async fn changed_in(bench: &mut Bench<'_>, hours: i64) -> Result<Result<(), String>, Stopped> {
    let since = bench.clock.now() - TimeDelta::hours(hours);
    bench.sent(format!("{}: the stock that changed in the last {hours} hours", bench.wms_name()));
    let changed: Result<Vec<InventoryLine>, _> =
        bench.wms().inventory(GetInventoryQuery::changed_from(since)).try_collect().await;
    match changed {
        Ok(lines) => {
            bench.seen(format!("{} articles", lines.len()));
            Ok(Ok(()))
        }
        Err(error) if is_refusal(&error) => {
            let refused = chain(&error);
            bench.seen(format!("Ongoing refused it: {refused}"));
            Ok(Err(refused))
        }
        Err(error) => Err(failed(error)),
    }
}

/// REST refuses with a status of its own.
fn is_refusal(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Refused | ErrorKind::Fault => true,
        ErrorKind::Status => error.status().is_some_and(|status| (400..500).contains(&status)),
        _ => false,
    }
}
