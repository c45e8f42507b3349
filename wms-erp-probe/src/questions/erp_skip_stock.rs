use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType, ProductId};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-skip-stock",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Does SkipStock keep an order out of the stock?",
    matters: "A credit for a return has it: what came back is in the warehouse's stock already. If it has no effect, the next comparison of stock corrects it.",
    settings: &["returns.as", "stock.enabled"],
    reads: "the stock of the product",
    writes: "a product with a stock of 10; an order of 3 with SkipStock and one of 2 without, in the status Confirmed; then the status Sent of both. \
             Pause the tenant if a service runs: it would import the orders",
    undone: "the orders become Inactive, their customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.new_product(|product| product.stock_controlled = Some(true)).await?;
    if let Err(refused) = bench.set_stock(product, Decimal::TEN).await? {
        return Ok(Conclusion::unclear(format!("the stock of a new product cannot be set: {refused}")));
    }
    let mut taken = Vec::new();
    for (quantity, skips) in [(3, true), (2, false)] {
        let before = bench.read_stock(product).await?.unwrap_or_default();
        if let Err(refused) = send(bench, product, quantity, skips).await? {
            return Ok(Conclusion::unclear(format!("an order cannot be set to Sent: {refused}")));
        }
        taken.push(before - bench.read_stock(product).await?.unwrap_or_default());
    }
    let [skipped, counted] = taken[..] else { return Ok(Conclusion::unclear("the stock was not read")) };
    if counted != Decimal::from(2) {
        return Ok(Conclusion::unclear(format!(
            "an order of 2 without SkipStock took {counted} out of the stock, so that nothing follows about SkipStock"
        )));
    }
    Ok(if skipped.is_zero() {
        Conclusion::learned("kept-out", "SkipStock keeps an order out of the stock")
    } else if skipped == Decimal::from(3) {
        Conclusion::learned("no-effect", "SkipStock has no effect: Sent takes the quantity out of the stock")
    } else {
        Conclusion::unclear(format!("an order of 3 with SkipStock took {skipped} out of the stock"))
    })
}

/// An order that becomes Sent.
async fn send(
    bench: &mut Bench<'_>,
    product: ProductId,
    quantity: i32,
    skips: bool,
) -> Result<Result<(), String>, Stopped> {
    let customer = bench.customer().await?;
    let rows = vec![InvoiceRow::product(product, quantity.into())];
    let skip = |order: &mut InvoiceOrder| order.skip_stock = skips.then_some(true);
    let order = bench.new_order(OrderSlipStateType::Confirmed, rows, skip).await?;
    let mut change = InvoiceOrder::change(order, customer, OrderSlipStateType::OrderStateSent);
    skip(&mut change);
    bench.save("set the order to Sent", change).await
}
