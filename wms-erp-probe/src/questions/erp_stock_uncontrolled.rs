use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-stock-uncontrolled",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Can the stock of a product be set that is not stock-controlled?",
    matters: "wms-erp leaves such products alone. If they can be set, people may expect to see their stock.",
    settings: &["stock.enabled"],
    reads: "the stock of the product",
    writes: "a product that is not stock-controlled; then its stock, 5",
    undone: "the product is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.new_product(|product| product.stock_controlled = Some(false)).await?;
    if let Err(refused) = bench.set_stock(product, 5.into()).await? {
        let says = format!("the stock of a product that is not stock-controlled is refused: {refused}");
        return Ok(Conclusion::learned("refused", says));
    }
    Ok(match bench.read_stock(product).await? {
        Some(five) if five == 5.into() => {
            Conclusion::learned("set", "the stock of a product that is not stock-controlled can be set")
        }
        None => Conclusion::learned(
            "ignored",
            "the stock of a product that is not stock-controlled is accepted and ignored",
        ),
        Some(zero) if zero.is_zero() => Conclusion::learned(
            "ignored",
            "the stock of a product that is not stock-controlled is accepted and ignored",
        ),
        Some(other) => Conclusion::unclear(format!("the stock became {other} instead of 5")),
    })
}
