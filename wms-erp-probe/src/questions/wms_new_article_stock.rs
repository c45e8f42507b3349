use chrono::TimeDelta;
use futures::TryStreamExt;
use ongoing_client::model::{GetInventoryQuery, InventoryLine};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-new-article-stock",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Does the list of changed stock include an article that was just created and never had stock?",
    matters: "If not, only a request by number finds that its stock is zero. wms-erp makes that request.",
    settings: &["stock.enabled"],
    reads: "the stock that changed in the last hour",
    writes: "one article",
    undone: "the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let article = bench.new_article(|_| {}).await?;
    let since = bench.clock.now() - TimeDelta::hours(1);
    bench.sent(format!(
        "{}: the stock that changed since {}",
        bench.wms_name(),
        since.format("%Y-%m-%dT%H:%M:%SZ")
    ));
    let changed = bench.wms().inventory(GetInventoryQuery::changed_from(since));
    let changed: Vec<InventoryLine> = changed.try_collect().await.map_err(failed)?;
    let is_it = |line: &InventoryLine| {
        line.article.as_ref().and_then(|article| article.article_number.as_deref()) == Some(article.as_str())
    };
    let is_listed = changed.iter().any(is_it);
    bench.seen(format!(
        "{} articles, {}",
        changed.len(),
        if is_listed { "the new one among them" } else { "without the new one" }
    ));
    Ok(match is_listed {
        true => Conclusion::learned("listed", "a new article without stock is in the list of changed stock"),
        false => Conclusion::learned(
            "not-listed",
            "a new article without stock is not in the list of changed stock",
        ),
    })
}
