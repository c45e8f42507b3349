use chrono::TimeDelta;
use futures::TryStreamExt;
use twentyfour_client::types::{Product, ProductSearchParameters};

use crate::answer::{Conclusion, Stopped, chain};
use crate::bench::Bench;
use crate::erp::failed;
use crate::person::ProposedWrite;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-deleted-product",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Is a deleted product found by its id or by its change time?",
    matters: "wms-erp deletes nothing because it is absent. If deleted products are listed as changed, they could be taken for products in use.",
    settings: &["articles.interval"],
    reads: "the product by its id, and the products that changed in the last hour",
    writes: "a product; then its deletion (DeleteProducts)",
    undone: "the product is deleted already",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.new_product(|_| {}).await?;
    bench
        .agree(ProposedWrite {
            question: bench.question,
            system: "24SevenOffice",
            call: "DeleteProducts",
            what: format!("delete product {product}, which was just created"),
            fields: vec![("Id".to_owned(), product.to_string())],
            undone: "a deleted product cannot be restored, and does not need to be",
        })
        .await?;
    let refused = bench.erp.delete_products(vec![Product::change(product)]).await.map_err(failed)?;
    if let Some(refused) = refused.into_iter().next() {
        let why = refused.api_exception.map_or_else(|| "without a reason".to_owned(), |why| chain(&why));
        return Ok(Conclusion::unclear(format!("a new product cannot be deleted: {why}")));
    }
    let since = bench.clock.now() - TimeDelta::hours(1);
    let properties = ["Id", "No", "StatusId"];
    let by_id = bench.erp.get_products_by_id([product], &properties).try_next().await.map_err(failed)?;
    let changed = ProductSearchParameters::changed_after(since);
    let changed = bench.erp.get_products(changed, &properties).await.map_err(failed)?;
    let changed: Vec<Product> = changed.try_collect().await.map_err(failed)?;
    let by_time = changed.into_iter().find(|found| found.id == Some(product));
    let seen = |found: &Option<Product>| match found {
        None => "is not found".to_owned(),
        Some(found) => format!("is found with StatusId {:?}", found.status_id),
    };
    bench.seen(format!(
        "product {product} {} by its id, {} by its change time",
        seen(&by_id),
        seen(&by_time)
    ));
    let expired = by_id.as_ref().or(by_time.as_ref()).is_some_and(|found| found.status_id == Some(0));
    let looks = if expired { "as an expired one" } else { "without being marked as expired" };
    Ok(match (by_id.is_some(), by_time.is_some()) {
        (true, true) => Conclusion::learned(
            "by-both",
            format!("a deleted product is found by its id and by its change time, {looks}"),
        ),
        (true, false) => {
            Conclusion::learned("by-id", format!("a deleted product is found by its id only, {looks}"))
        }
        (false, true) => Conclusion::learned(
            "by-change-time",
            format!("a deleted product is found by its change time only, {looks}"),
        ),
        (false, false) => Conclusion::learned("gone", "a deleted product is not found"),
    })
}
