//! The row of a kit, as the lines of its parts.

use ongoing_client::model::CustomerOrderLine;
use twentyfour_client::types::{InvoiceRow, ProductId};

use super::{LINES, further, label, of_article};
use crate::kit::PartCode;
use crate::note::{NoteKind, Notes};
use crate::order::{LinePrices, OrderContext, OrderSettings, Outcome};
use crate::{HoldCause, KitPart};

/// A line for each part. The ERP has a price for the kit alone, and how it is to be divided no one says: parts go without.
pub(super) fn lines(
    row: &InvoiceRow,
    kit: ProductId,
    parts: &[KitPart],
    context: &OrderContext<'_>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<Vec<CustomerOrderLine>> {
    let row_id = row.row_id.ok_or(HoldCause::NoRowId { product: kit })?;
    let kits = row.quantity.unwrap_or_default();
    let mut lines = Vec::with_capacity(parts.len());
    let mut had_price = settings.line_prices != LinePrices::None;
    for KitPart { product: part, quantity } in parts.iter().copied() {
        let code = PartCode { row: row_id, kit, part, quantity, parts: parts.len() };
        let pieces = kits.checked_mul(quantity).ok_or(HoldCause::QuantityOutOfRange { row: row.row_id })?;
        let mut line = of_article(code.to_string(), part, pieces.normalize(), context, settings, notes)?;
        further(row, &mut line, settings, notes)?;
        had_price |= without_price(&mut line);
        lines.push(line);
    }
    let names: Vec<String> = parts.iter().map(|part| part.product.to_string()).collect();
    let text = format!("{} is kit {kit}; it is sent as its parts {}", label(row), names.join(", "));
    notes.add_for(row.row_id, NoteKind::Changed, LINES, text);
    if had_price {
        let text = format!("{} is a kit; its parts have no price", label(row));
        notes.add_for(row.row_id, NoteKind::LeftOut, "CustomerOrderLines.LinePrice", text);
    }
    Ok(lines)
}

/// Takes prices off that further fields have set, and says whether there was one.
fn without_price(line: &mut CustomerOrderLine) -> bool {
    let prices = [line.line_price.take(), line.customer_line_price.take(), line.discount.take()];
    line.currency_code = None;
    prices.iter().any(Option::is_some)
}
