use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-sent",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Can Confirmed become Sent, does that reduce the stock, and does saving Sent once more reduce it again?",
    matters: "It is what each sent order goes through. A late tracking number saves Sent a second time.",
    settings: &["order_status.enabled", "order_status.sent_status", "order_status.tracking", "stock.enabled"],
    reads: "the status of the order and the stock of its product",
    writes: "a product with a stock of 10, an order of 3 in the status Confirmed; then the status Sent, twice. Pause the tenant if a service runs: \
             it would import the order",
    undone: "the order becomes Inactive, its customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let customer = bench.customer().await?;
    let product = bench.new_product(|product| product.stock_controlled = Some(true)).await?;
    if let Err(refused) = bench.set_stock(product, Decimal::TEN).await? {
        return Ok(Conclusion::unclear(format!("the stock of a new product cannot be set: {refused}")));
    }
    let rows = vec![InvoiceRow::product(product, 3.into())];
    let order = bench.new_order(OrderSlipStateType::Confirmed, rows, |_| {}).await?;
    let confirmed = bench.read_stock(product).await?;
    let sent = || InvoiceOrder::change(order, customer, OrderSlipStateType::OrderStateSent);
    let off = |why: &str| Setting::new("order_status.enabled", false, why);
    if let Err(refused) = bench.save("set the order to Sent", sent()).await? {
        let says = format!("a confirmed order cannot be set to Sent: {refused}");
        return Ok(
            Conclusion::learned("refused", says).with(off("Sent is refused: choose another sent_status"))
        );
    }
    let status = bench.read(order).await?.order_status;
    bench.seen(format!("the status of order {order} is {status:?}"));
    if status != Some(OrderSlipStateType::OrderStateSent) {
        let says =
            format!("a confirmed order is not set to Sent, although the save is accepted; it is {status:?}");
        return Ok(
            Conclusion::learned("ignored", says).with(off("Sent is ignored: choose another sent_status"))
        );
    }
    let once = bench.read_stock(product).await?;
    if let Err(refused) = bench.save("set the order to Sent once more", sent()).await? {
        let says = format!("Sent is set once, and a save that repeats it is refused: {refused}");
        return Ok(Conclusion::learned("not-repeatable", says).with(Setting::new(
            "order_status.tracking",
            "off",
            "a late tracking number would have to save Sent once more",
        )));
    }
    let twice = bench.read_stock(product).await?;
    let numbers = [confirmed, once, twice].map(Option::unwrap_or_default);
    let [ten, seven, four] = [10, 7, 4].map(Decimal::from);
    Ok(if numbers == [ten, seven, seven] {
        Conclusion::learned("reduces", "Sent reduces the stock, once")
    } else if numbers == [ten, ten, ten] {
        Conclusion::learned("leaves-stock", "Sent does not change the stock: only the stock process does")
    } else if numbers == [seven, seven, seven] {
        Conclusion::learned(
            "reserved",
            "a confirmed order already reduces the stock, and Sent does not: Stock is what is available",
        )
    } else if numbers == [ten, seven, four] {
        Conclusion::learned("reduces-each-time", "each save of Sent reduces the stock again").with(
            Setting::new(
                "order_status.tracking",
                "off",
                "a late tracking number saves Sent once more, and would reduce the stock again",
            ),
        )
    } else {
        let shown: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        Conclusion::unclear(format!("the stock was 10, then {}", shown.join(", then ")))
    })
}
