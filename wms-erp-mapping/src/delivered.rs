//! What was delivered of each row, in the fields that the ERP's rows have for it.

use rust_decimal::Decimal;
use twentyfour_client::types::{ChangeState, InvoiceOrder, InvoiceRow};

use crate::{ShipmentComparison, ShippedRow};

/// Which fields of a row say what was delivered of it. The contract has both and says nothing of either; the vendor's reference
/// says of `QuantityRest` alone that it serves to create rest orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeliveredFields {
    /// `QuantityDelivered`.
    Delivered,
    /// `QuantityDelivered`, and `QuantityRest` with what is still to come.
    DeliveredAndRest,
}

/// Edits that set these fields of the rows of `original` to what was delivered, where they say otherwise. No other field is in them,
/// but for the row's id and product.
///
/// Freight, fees and services count as delivered. `quantities` are the edits of quantities that go with the same save
/// ([`delivered_rows`](crate::delivered_rows)): what is still to come is measured by those. A row is left out if it has no id, or one that another row
/// has too, and a zero does not replace what is not set. `shipment` is the comparison of this very `original`; read it with
/// [`DELIVERED_ROW_PROPERTIES`](crate::DELIVERED_ROW_PROPERTIES) besides.
pub fn delivered_quantities(
    original: &InvoiceOrder,
    shipment: &ShipmentComparison,
    fields: DeliveredFields,
    quantities: &[InvoiceRow],
) -> Vec<InvoiceRow> {
    let edits = shipment.rows.iter().filter_map(|shipped| {
        let mut rows =
            original.invoice_rows.iter().filter(|row| row.row_id.is_some() && row.row_id == shipped.row);
        let row = rows.next().filter(|_| rows.next().is_none())?;
        edit(row, shipped, fields, quantities)
    });
    edits.collect()
}

fn edit(
    row: &InvoiceRow,
    shipped: &ShippedRow,
    fields: DeliveredFields,
    quantities: &[InvoiceRow],
) -> Option<InvoiceRow> {
    let edited = quantities.iter().find(|edit| edit.row_id == row.row_id);
    let quantity = edited.unwrap_or(row).quantity.unwrap_or_default();
    let rest = quantity.saturating_sub(shipped.sent).max(Decimal::ZERO);
    let mut edit = InvoiceRow::default();
    edit.quantity_delivered = changed(row.quantity_delivered, shipped.sent);
    if fields == DeliveredFields::DeliveredAndRest {
        edit.quantity_rest = changed(row.quantity_rest, rest);
    }
    if edit.quantity_delivered.is_none() && edit.quantity_rest.is_none() {
        return None;
    }
    edit.row_id = row.row_id;
    edit.product_id = row.product_id;
    edit.change_state = Some(ChangeState::Edit);
    Some(edit)
}

/// What a field is to be set to, if it says something else. Below zero stands for what is not set, as the vendor's own default of
/// `QuantityRest` does (-1).
fn changed(is: Option<Decimal>, to: Decimal) -> Option<Decimal> {
    let is = is.filter(|is| *is > Decimal::ZERO).unwrap_or_default();
    (is != to).then_some(to)
}
