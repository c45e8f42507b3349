use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-some-rows",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "What does a save that contains some of the rows do to the others?",
    matters: "Delivered quantities are written to the rows that differ only. If the others go, the customer is not billed for them.",
    settings: &[
        "order_status.short_shipment",
        "order_status.rest_orders",
        "order_status.delivered_quantities",
    ],
    reads: "the rows of the order, before and after",
    writes: "one order in the status Offer with two rows; then the quantity of the first one",
    undone: "the order becomes Inactive, its customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let (product, customer) = (bench.product().await?, bench.customer().await?);
    let rows = vec![InvoiceRow::product(product, 3.into()), InvoiceRow::product(product, 4.into())];
    let order = bench.new_order(OrderSlipStateType::Offer, rows, |_| {}).await?;
    let before = bench.read(order).await?.invoice_rows;
    let ids: Vec<_> = before.iter().filter_map(|row| row.row_id).collect();
    let [first, second] = ids[..] else {
        return Ok(Conclusion::unclear(format!(
            "the order was made with two rows, and {} came back",
            ids.len()
        )));
    };
    let mut edited = InvoiceRow::edit(first);
    edited.quantity = Some(2.into());
    let mut change = InvoiceOrder::change(order, customer, OrderSlipStateType::Offer);
    change.invoice_rows = vec![edited];
    if let Err(refused) = bench.save("change the first row, and do not name the second", change).await? {
        return Ok(Conclusion::learned("refused", format!("rows of an order cannot be changed: {refused}"))
            .with(Setting::new("order_status.short_shipment", "report", "rows cannot be changed"))
            .with(Setting::new("order_status.rest_orders", false, "rows cannot be changed"))
            .with(Setting::new("order_status.delivered_quantities", "off", "rows cannot be changed")));
    }
    let after = bench.read(order).await?.invoice_rows;
    let shown: Vec<String> = after
        .iter()
        .map(|row| {
            format!(
                "row {:?} has the quantity {:?}",
                row.row_id.map(|id| id.0),
                row.quantity.map(|quantity| quantity.normalize())
            )
        })
        .collect();
    bench.seen(format!("rows {first} and {second} before; after: {}", shown.join(", ")));
    let quantity = |id| after.iter().find(|row| row.row_id == Some(id)).and_then(|row| row.quantity);
    Ok(match (quantity(first), quantity(second)) {
        (Some(two), Some(four)) if two == 2.into() && four == 4.into() => {
            Conclusion::learned("others-stay", "rows that a save does not name stay as they are")
        }
        (Some(two), None) if two == 2.into() && after.len() == 1 => {
            let why = "rows that a save does not name are deleted";
            Conclusion::learned("others-go", why)
                .with(Setting::new("order_status.short_shipment", "report", why))
                .with(Setting::new("order_status.rest_orders", false, why))
                .with(Setting::new("order_status.delivered_quantities", "off", why))
        }
        _ => Conclusion::unclear(
            "the rows are neither as if the second one stayed, nor as if it was deleted: see what was seen",
        ),
    })
}
