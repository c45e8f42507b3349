use rust_decimal::Decimal;

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-stock-fraction",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Does a stock keep its fraction?",
    matters: "A rounded stock differs from the warehouse's for good. wms-erp does not write it again each time, and drift reports it.",
    settings: &["stock.enabled"],
    reads: "the stock of the product",
    writes: "the stock of a product, 2.5",
    undone: "the product is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.new_product(|product| product.stock_controlled = Some(true)).await?;
    let half = Decimal::new(25, 1);
    if let Err(refused) = bench.set_stock(product, half).await? {
        return Ok(Conclusion::learned("refused", format!("a stock with a fraction is refused: {refused}")));
    }
    Ok(match bench.read_stock(product).await? {
        Some(stock) if stock == half => Conclusion::learned("kept", "a stock keeps its fraction"),
        Some(stock) if stock == 2.into() || stock == 3.into() => {
            Conclusion::learned("rounded", format!("a stock is rounded to whole numbers: 2.5 became {stock}"))
        }
        other => Conclusion::unclear(format!("the stock became {other:?} instead of 2.5")),
    })
}
