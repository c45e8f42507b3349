use twentyfour_client::types::{InvoiceOrder, InvoiceRow, OrderSlipStateType};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-delivered-quantities",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Can QuantityDelivered and QuantityRest of a row be set, and does the ERP make an order of its own from QuantityRest?",
    matters: "If they are ignored, the ERP never shows what was delivered. If the ERP makes a rest order of its own, rest orders of ours would double it.",
    settings: &["order_status.delivered_quantities", "order_status.rest_orders"],
    reads: "the row, before and after, and the orders of the customer",
    writes: "one order in the status Offer of 3; then 2 delivered and 1 to come",
    undone: "the order, and what the ERP makes of it, become Inactive; customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let (product, customer) = (bench.product().await?, bench.customer().await?);
    let rows = vec![InvoiceRow::product(product, 3.into())];
    let order = bench.new_order(OrderSlipStateType::Offer, rows, |_| {}).await?;
    let orders_before = bench.order_ids(customer).await?;
    let before = bench.read(order).await?.invoice_rows;
    let Some(id) = before.first().and_then(|row| row.row_id) else {
        return Ok(Conclusion::unclear("the order was made with a row, and came back without one"));
    };
    let mut row = InvoiceRow::edit(id);
    row.quantity_delivered = Some(2.into());
    row.quantity_rest = Some(1.into());
    let mut change = InvoiceOrder::change(order, customer, OrderSlipStateType::Offer);
    change.invoice_rows = vec![row];
    let off = |why: &str| Setting::new("order_status.delivered_quantities", "off", why);
    if let Err(refused) = bench.save("set what was delivered of the row", change).await? {
        let says = format!("delivered quantities are refused: {refused}");
        return Ok(Conclusion::learned("refused", says).with(off("the ERP refuses them")));
    }
    let after = bench.read(order).await?.invoice_rows;
    let row = after.iter().find(|row| row.row_id == Some(id));
    let of =
        |row: Option<&InvoiceRow>| row.map(|row| (row.quantity, row.quantity_delivered, row.quantity_rest));
    let new: Vec<_> =
        bench.order_ids(customer).await?.into_iter().filter(|id| !orders_before.contains(id)).collect();
    bench.seen(format!(
        "quantity, delivered and rest were {:?}, and are {:?}; new orders of the customer: {new:?}",
        of(before.first()),
        of(row)
    ));
    let Some((Some(quantity), delivered, _)) = of(row) else {
        return Ok(Conclusion::unclear("the row is gone, or has no quantity"));
    };
    if quantity != 3.into() {
        let why = format!("setting what was delivered changed the quantity from 3 to {quantity}");
        return Ok(Conclusion::learned("changes-quantity", why.as_str()).with(off(&why)));
    }
    Ok(match delivered {
        Some(two) if two == 2.into() && new.is_empty() => {
            Conclusion::learned("kept", "delivered quantities can be set, and no other order comes of them")
        }
        Some(two) if two == 2.into() => {
            let why = "the ERP makes an order of its own from QuantityRest";
            Conclusion::learned("makes-rest-order", why)
                .with(Setting::new("order_status.rest_orders", false, why))
                .with(Setting::new("order_status.delivered_quantities", "delivered", why))
        }
        _ if of(row) == of(before.first()) => {
            Conclusion::learned("ignored", "delivered quantities are accepted and ignored")
                .with(off("the ERP ignores them"))
        }
        other => Conclusion::unclear(format!("the delivered quantity became {other:?} instead of 2")),
    })
}
