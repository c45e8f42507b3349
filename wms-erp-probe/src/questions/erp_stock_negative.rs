use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-stock-negative",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Can a stock be negative?",
    matters: "What can be sold is negative after overselling. The physical quantity never is.",
    settings: &["stock.basis"],
    reads: "the stock of the product",
    writes: "the stock of a product, 5 and then -2",
    undone: "the product is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.new_product(|product| product.stock_controlled = Some(true)).await?;
    if let Err(refused) = bench.set_stock(product, 5.into()).await? {
        return Ok(Conclusion::unclear(format!("the stock of a new product cannot be set: {refused}")));
    }
    let physical = |why: &str| Setting::new("stock.basis", "physical", why);
    if let Err(refused) = bench.set_stock(product, (-2).into()).await? {
        let says = format!("a negative stock is refused: {refused}");
        return Ok(Conclusion::learned("refused", says)
            .with(physical("the quantity that can be sold may be negative, which the ERP refuses")));
    }
    Ok(match bench.read_stock(product).await? {
        Some(stock) if stock == (-2).into() => Conclusion::learned("kept", "a stock can be negative"),
        Some(stock) if stock.is_zero() => Conclusion::learned("zero", "a negative stock becomes zero")
            .with(physical("the quantity that can be sold may be negative, and the ERP shows zero")),
        Some(stock) if stock == 5.into() => {
            Conclusion::learned("ignored", "a negative stock is accepted and ignored")
                .with(physical("the quantity that can be sold may be negative, which the ERP ignores"))
        }
        other => Conclusion::unclear(format!("the stock became {other:?} instead of -2")),
    })
}
