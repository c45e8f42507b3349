//! What a save does that the vendor does not document, by the switches of [`Options`](super::Options).

use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    options::{LineBreaks, NegativeStock, Taken},
    record::Record,
    world::{Data, Moment},
};

/// What an update leaves alone in any case: it names the order, or the service keeps it.
const KEPT: [&str; 6] = ["OrderId", "CustomerId", "OrderStatus", "DateOrdered", "DateChanged", "InvoiceId"];

/// Clears what an update does not contain, where that is what the service does.
pub(super) fn omit_fields(record: &mut Record, given: &Record, moment: &Moment<'_>) {
    if moment.options.omitted_fields_stay {
        return;
    }
    let names: Vec<&'static str> = record.present().map(|(field, _)| field.name).collect();
    for name in names {
        if !KEPT.contains(&name) && !given.is_set(name) {
            record.clear(name);
        }
    }
}

/// Deletes the rows that an update with rows does not name, where that is what the service does.
pub(super) fn omit_rows(rows: &mut Vec<Record>, ids: &[Option<i32>], moment: &Moment<'_>) {
    if !ids.is_empty() && !moment.options.omitted_rows_stay {
        rows.retain(|row| ids.contains(&row.int("RowId")));
    }
}

/// Takes what a credit has and other orders do not, leaves it out, or says why it is refused.
pub(super) fn take_credit(given: &mut Record, moment: &Moment<'_>) -> Result<(), String> {
    let options = moment.options;
    if given.is_set("ReferenceOrderId") && !is_taken(options.reference_order, "ReferenceOrderId")? {
        given.clear("ReferenceOrderId");
    }
    let is_negative = given.int("ExternalStatus").is_some_and(i32::is_negative);
    if is_negative && !is_taken(options.negative_external_status, "A negative ExternalStatus")? {
        given.clear("ExternalStatus");
    }
    let is_negative = |row: &Record| row.decimal("Quantity").is_some_and(|quantity| quantity < Decimal::ZERO);
    if given.list("InvoiceRows").iter().any(is_negative)
        && !is_taken(options.negative_quantities, "A negative Quantity")?
        && let Some((_, rows)) = given.list_mut("InvoiceRows")
    {
        rows.iter_mut().filter(|row| is_negative(row)).for_each(|row| row.clear("Quantity"));
    }
    Ok(())
}

fn is_taken(taken: Taken, what: &str) -> Result<bool, String> {
    match taken {
        Taken::Done => Ok(true),
        Taken::Ignored => Ok(false),
        Taken::Refused => Err(format!("{what} cannot be set.")),
    }
}

/// Whether an update counts as a change of the order, for `DateChanged`.
pub(super) fn is_change(before: &Record, given: &Record, moment: &Moment<'_>) -> bool {
    let others = given.present().any(|(field, _)| field.name != "InvoiceRows" && !KEPT.contains(&field.name));
    let rows = !given.list("InvoiceRows").is_empty();
    let status = given.text("OrderStatus").is_some_and(|status| Some(status) != before.text("OrderStatus"));
    let is_other = others || (!rows && !status);
    is_other || (rows && moment.options.row_changes_order) || (status && moment.options.status_changes_order)
}

/// Makes of a text what the service keeps.
pub(super) fn break_lines(given: &mut Record, moment: &Moment<'_>) {
    let Some(text) = given.text("InvoiceText").filter(|text| text.contains('\n')) else { return };
    let lines = text.replace("\r\n", "\n");
    let text = match moment.options.line_breaks {
        LineBreaks::Kept => return,
        LineBreaks::CarriageReturns => lines.replace('\n', "\r\n"),
        LineBreaks::Spaces => lines.replace('\n', " "),
    };
    given.set("InvoiceText", text);
}

/// Whether the status of the update is refused. One that is ignored is cleared.
pub(super) fn is_sent_refused(before: &str, given: &mut Record, moment: &Moment<'_>) -> bool {
    let is_it = before == "Confirmed" && given.text("OrderStatus") == Some("OrderState_Sent");
    match moment.options.confirmed_to_sent {
        Taken::Refused => is_it,
        Taken::Ignored if is_it => {
            given.set("OrderStatus", before);
            false
        }
        _ => false,
    }
}

/// The rows of the order that the service makes of what is still to come.
pub(super) fn rest_rows(sent: &[Record], rows: &[Record], moment: &Moment<'_>) -> Vec<Record> {
    if !moment.options.rest_makes_order {
        return Vec::new();
    }
    let rest = sent.iter().filter_map(|row| {
        let rest = row.decimal("QuantityRest").filter(|rest| *rest > Decimal::ZERO)?;
        let original = rows.iter().find(|known| known.int("RowId") == row.int("RowId"))?;
        Some(Record::row().with("ProductId", original.int("ProductId")?).with("Quantity", rest))
    });
    rest.collect()
}

/// The quantity that is set, `Ok(None)` for one that is ignored.
pub(super) fn stock_quantity(
    product: Option<&Record>,
    quantity: &str,
    moment: &Moment<'_>,
) -> Result<Option<String>, &'static str> {
    let controlled = product.is_none_or(|product| product.flag("StockControlled") != Some(false));
    match moment.options.uncontrolled_stock {
        Taken::Ignored if !controlled => return Ok(None),
        Taken::Refused if !controlled => return Err("The product is not stock controlled."),
        _ => {}
    }
    let Ok(number) = quantity.parse::<Decimal>() else { return Ok(Some(quantity.to_owned())) };
    let rounded = match moment.options.whole_stock {
        true => number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero),
        false => number,
    };
    match moment.options.negative_stock {
        _ if !number.is_sign_negative() => Ok(Some(rounded.to_string())),
        NegativeStock::Kept => Ok(Some(rounded.to_string())),
        NegativeStock::Zero => Ok(Some("0".to_owned())),
        NegativeStock::Ignored => Ok(None),
        NegativeStock::Refused => Err("The stock quantity must not be negative."),
    }
}

/// Whether an order names a product.
pub(super) fn is_product_used(data: &Data, id: i32) -> bool {
    let names = |row: &Record| row.int("ProductId") == Some(id);
    data.orders.values().any(|order| order.record.list("InvoiceRows").iter().any(names))
}

/// Whether an order names a company.
pub(super) fn is_company_used(data: &Data, id: i32) -> bool {
    data.orders.values().any(|order| order.record.int("CustomerId") == Some(id))
}
