use std::time::Duration;

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-stock-changes-product",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Does setting the stock of a product change its DateChanged?",
    matters: "Each stock that wms-erp writes then lists the product as changed. It compares contents, so that no article is written again.",
    settings: &["articles.interval", "stock.interval"],
    reads: "the change time of the product, before and after a wait of 90 seconds",
    writes: "a product; then its stock, 5",
    undone: "the product is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

/// Longer than times may be rounded.
const WAIT: Duration = Duration::from_secs(90);

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.new_product(|product| product.stock_controlled = Some(true)).await?;
    let before = bench.read_product(product).await?.date_changed;
    bench.wait(WAIT).await?;
    if let Err(refused) = bench.set_stock(product, 5.into()).await? {
        return Ok(Conclusion::unclear(format!("the stock of a new product cannot be set: {refused}")));
    }
    let after = bench.read_product(product).await?.date_changed;
    bench.seen(format!("DateChanged of product {product} was {before:?}, and is {after:?}"));
    Ok(match before.zip(after) {
        None => Conclusion::unclear("the product has no DateChanged"),
        Some((before, after)) if before == after => {
            Conclusion::learned("not-a-change", "a new stock is no change of the product")
        }
        Some(_) => Conclusion::learned("a-change", "a new stock changes DateChanged of the product"),
    })
}
