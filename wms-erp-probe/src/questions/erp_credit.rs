use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::types::{
    InvoiceOrder, InvoiceRow, InvoiceSearchParameters, OrderId, OrderSlipStateType, ProductId,
};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::erp::failed;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-credit",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "May an order that is no credit note have a ReferenceOrderId, a negative ExternalStatus and negative quantities?",
    matters: "A credit for a return has all three. It is found again by its ExternalStatus, so that it is made once.",
    settings: &["returns.as"],
    reads: "the credit, by its id and by its ExternalStatus",
    writes: "one order of 3 in the status Offer, and one that credits 1 of it; if that is refused, one order with each of the three, to find out which",
    undone: "the orders become Inactive, their customer and product are deleted",
    ask: |bench| Box::pin(ask(bench)),
};

/// What a credit has and other orders do not.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Reference,
    Mark,
    Quantity,
}

const PARTS: [Part; 3] = [Part::Reference, Part::Mark, Part::Quantity];

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Reference => "ReferenceOrderId",
            Self::Mark => "a negative ExternalStatus",
            Self::Quantity => "a negative quantity",
        }
    }

    fn refused(self) -> &'static str {
        match self {
            Self::Reference => "refused-reference",
            Self::Mark => "refused-external-status",
            Self::Quantity => "refused-quantity",
        }
    }
}

fn notice(why: &str) -> Setting {
    Setting::new("returns.as", "notice", why)
}

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let product = bench.product().await?;
    let rows = vec![InvoiceRow::product(product, 3.into())];
    let sold = bench.new_order(OrderSlipStateType::Offer, rows, |_| {}).await?;
    let refused = match credit(bench, (sold, product), &PARTS).await? {
        Ok(made) => return read(bench, sold, made).await,
        Err(refused) => refused,
    };
    let mut culprits = Vec::new();
    for part in PARTS {
        if credit(bench, (sold, product), &[part]).await?.is_err() {
            culprits.push(part);
        }
    }
    let names: Vec<&str> = culprits.iter().map(|part| part.name()).collect();
    let (answer, what) = match culprits[..] {
        [one] => (one.refused(), names.join("")),
        [] => ("refused", "an order with all three, although it takes each of them alone".to_owned()),
        _ => ("refused", names.join(" and ")),
    };
    let says = format!("24SevenOffice refuses {what} in an order that is no credit note: {refused}");
    Ok(Conclusion::learned(answer, says).with(notice("the ERP refuses the order that would credit a return")))
}

/// An order with these parts of a credit.
async fn credit(
    bench: &mut Bench<'_>,
    (sold, product): (OrderId, ProductId),
    parts: &[Part],
) -> Result<Result<OrderId, String>, Stopped> {
    let has = |part| parts.contains(&part);
    let quantity = if has(Part::Quantity) { -Decimal::ONE } else { Decimal::ONE };
    let names: Vec<&str> = parts.iter().map(|part| part.name()).collect();
    let what = format!("create an order with {}", names.join(", "));
    let rows = vec![InvoiceRow::product(product, quantity)];
    let change = |order: &mut InvoiceOrder| {
        order.skip_stock = Some(true);
        order.reference_order_id = has(Part::Reference).then_some(sold);
        order.external_status = has(Part::Mark).then_some(mark(sold));
    };
    bench.try_order(&what, OrderSlipStateType::Offer, rows, change).await
}

/// Negative, as that of a return's credit.
fn mark(sold: OrderId) -> i32 {
    -sold.0
}

async fn read(bench: &mut Bench<'_>, sold: OrderId, made: OrderId) -> Result<Conclusion, Stopped> {
    let order = bench.read(made).await?;
    let search = InvoiceSearchParameters::with_external_status([mark(sold)]);
    let found = bench.erp.get_invoices(search, &["OrderId"]).await.map_err(failed)?;
    let found: Vec<InvoiceOrder> = found.try_collect().await.map_err(failed)?;
    let is_found = found.iter().any(|order| order.order_id == Some(made));
    let quantity = order.invoice_rows.first().and_then(|row| row.quantity);
    let shown = |number: Option<String>| number.unwrap_or_else(|| "not set".to_owned());
    bench.seen(format!(
        "order {made}: ReferenceOrderId is {}, ExternalStatus is {}, the quantity is {}; a search by that ExternalStatus {} it",
        shown(order.reference_order_id.map(|id| id.to_string())),
        shown(order.external_status.map(|number| number.to_string())),
        shown(quantity.map(|quantity| quantity.normalize().to_string())),
        if is_found { "finds" } else { "does not find" },
    ));
    if quantity != Some(-Decimal::ONE) {
        let why = "a negative quantity is accepted and becomes another one";
        return Ok(Conclusion::learned("other-quantity", why).with(notice(why)));
    }
    if order.external_status != Some(mark(sold)) || !is_found {
        let why = "a credit is not found by its negative ExternalStatus, and could be made twice";
        return Ok(Conclusion::learned("not-found", why).with(notice(why)));
    }
    Ok(match order.reference_order_id {
        Some(id) if id == sold => Conclusion::learned("kept", "an order can have all that a credit has"),
        _ => Conclusion::learned(
            "no-reference",
            "ReferenceOrderId is accepted and ignored: a credit is found by its ExternalStatus, and only its text names the original",
        ),
    })
}
