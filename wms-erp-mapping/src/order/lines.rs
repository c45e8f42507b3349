//! The lines of an order: every row that is a product, and no other.

mod kits;

use std::collections::HashSet;

use ongoing_client::model::{CustomerOrderLine, CustomerOrderTextLine, OrderLineIdentificationType};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, ProductId, RowType};

use super::{LinePrices, OrderContext, OrderSettings, Outcome, TextRows};
use crate::note::{NoteKind, Notes};
use crate::{ArticleIdentification, HoldCause, NonStockTreatment};

const LINES: &str = "CustomerOrderLines";
const TEXT_LINES: &str = "CustomerOrderTextLines";

pub(super) fn lines(
    order: &InvoiceOrder,
    context: &OrderContext<'_>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<Vec<CustomerOrderLine>> {
    let mut lines = Vec::with_capacity(order.invoice_rows.len());
    for row in in_document_order(order) {
        let Some(product) = sent_product(row) else {
            left_out(row, settings, notes)?;
            continue;
        };
        match settings.kits.parts(product) {
            Some(parts) => lines.extend(kits::lines(row, product, parts, context, settings, notes)?),
            None => lines.push(line(order, row, product, context, settings, notes)?),
        }
    }
    if lines.is_empty() {
        return Err(HoldCause::NothingToPick);
    }
    if settings.hold_without_stock && lines.iter().all(|line| line.do_pick == Some(false)) {
        return Err(HoldCause::NothingInStock);
    }
    unique(order, settings)?;
    Ok(lines)
}

pub(super) fn text_lines(
    order: &InvoiceOrder,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<Vec<CustomerOrderTextLine>> {
    if settings.text_rows != TextRows::AsTextLines {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    for row in in_document_order(order).into_iter().filter(|row| is_text(row)) {
        let Some(comment) = notes.unless_empty(TEXT_LINES, row.name.as_deref()) else {
            notes.add_for(
                row.row_id,
                NoteKind::LeftOut,
                TEXT_LINES,
                format!("{} is an empty text", label(row)),
            );
            continue;
        };
        let mut line = CustomerOrderTextLine::default();
        line.external_order_line_code = row.row_id.map(|id| id.to_string());
        line.order_line_comment = Some(comment);
        lines.push(line);
    }
    Ok(lines)
}

/// The rows as the order's document shows them, so that the WMS shows them alike.
pub(crate) fn in_document_order(order: &InvoiceOrder) -> Vec<&InvoiceRow> {
    let mut rows: Vec<&InvoiceRow> = order.invoice_rows.iter().collect();
    rows.sort_by_key(|row| row.sequence_number.unwrap_or(i16::MAX));
    rows
}

/// The product of a row that goes over as a line: of type `Normal`, with a product and a positive quantity.
pub(crate) fn sent_product(row: &InvoiceRow) -> Option<ProductId> {
    let normal = matches!(row.kind, None | Some(RowType::Normal));
    row.product_id.filter(|_| normal && row.quantity.is_some_and(|quantity| quantity > Decimal::ZERO))
}

fn line(
    order: &InvoiceOrder,
    row: &InvoiceRow,
    product: ProductId,
    context: &OrderContext<'_>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<CustomerOrderLine> {
    let row_id = row.row_id.ok_or(HoldCause::NoRowId { product })?;
    let quantity = row.quantity.unwrap_or_default();
    let mut line = of_article(row_id.to_string(), product, quantity, context, settings, notes)?;
    prices(&mut line, order, row, settings, notes)?;
    further(row, &mut line, settings, notes)?;
    Ok(line)
}

/// A line with its code, its article and its quantity.
fn of_article(
    code: String,
    product: ProductId,
    quantity: Decimal,
    context: &OrderContext<'_>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<CustomerOrderLine> {
    let facts = (context.products)(product);
    let mut line = CustomerOrderLine::default();
    line.order_line_identification = OrderLineIdentificationType::ExternalOrderLineCode;
    line.external_order_line_code = Some(code);
    line.article_identification = settings.article_identification.on_the_wire();
    line.product_code = Some(product.to_string());
    line.number_of_items = quantity;
    let stock = facts.as_ref().is_none_or(|facts| facts.is_stock);
    line.do_pick = Some(stock || settings.non_stock == NonStockTreatment::LikeAnyOther);
    if settings.article_identification == ArticleIdentification::ArticleNumber {
        let number = facts.as_ref().map(|facts| facts.article_number.as_str());
        let number = notes.unless_empty("CustomerOrderLines.ArticleNumber", number);
        line.article_number = Some(number.ok_or(HoldCause::UnknownProduct { product })?);
    }
    Ok(line)
}

/// The further fields of a row.
fn further(
    row: &InvoiceRow,
    line: &mut CustomerOrderLine,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<()> {
    let further = settings.row_fields.fill(row, line).map_err(|cause| match cause {
        HoldCause::FurtherField { from, to } => {
            HoldCause::FurtherField { from: format!("{from} of {}", label(row)), to }
        }
        cause => cause,
    })?;
    notes.extend_for(row.row_id, further);
    Ok(())
}

fn prices(
    line: &mut CustomerOrderLine,
    order: &InvoiceOrder,
    row: &InvoiceRow,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<()> {
    let price = match settings.line_prices {
        LinePrices::None => return Ok(()),
        LinePrices::PerUnit => row.price,
        LinePrices::PerLine => {
            let of_all = |price: Decimal| price.checked_mul(line.number_of_items);
            row.price
                .map(|price| of_all(price).ok_or(HoldCause::PriceOutOfRange { row: row.row_id }))
                .transpose()?
        }
    };
    let currency = order.currency.as_ref().and_then(|currency| currency.symbol.as_deref());
    line.line_price = price;
    line.discount = row.discount_rate;
    line.currency_code = notes.unless_empty("CustomerOrderLines.CurrencyCode", currency);
    if line.currency_code.is_none() {
        notes.add_for(
            row.row_id,
            NoteKind::LeftOut,
            "CustomerOrderLines.CurrencyCode",
            "the order has no currency",
        );
    }
    if price.is_none() {
        let text = format!("{} has no price", label(row));
        notes.add_for(row.row_id, NoteKind::LeftOut, "CustomerOrderLines.LinePrice", text);
    }
    Ok(())
}

/// Notes why a row does not go over as a line.
fn left_out(row: &InvoiceRow, settings: &OrderSettings, notes: &mut Notes) -> Outcome<()> {
    let why = match &row.kind {
        None | Some(RowType::Normal) if row.product_id.is_none() => "has no product",
        None | Some(RowType::Normal) => "has no positive quantity",
        Some(RowType::Text | RowType::TextBold) if settings.text_rows == TextRows::AsTextLines => {
            return Ok(());
        }
        Some(RowType::Text | RowType::TextBold) => "is text",
        Some(kind) => match row.product_id {
            // What it means is not known; if it were goods, leaving it out would ship an order that is not whole.
            Some(product) => {
                return Err(HoldCause::UnknownRowType { row: row.row_id, product, kind: kind.to_string() });
            }
            None => "has an unknown type and no product",
        },
    };
    notes.add_for(row.row_id, NoteKind::LeftOut, LINES, format!("{} {why}", label(row)));
    Ok(())
}

fn is_text(row: &InvoiceRow) -> bool {
    matches!(row.kind, Some(RowType::Text | RowType::TextBold))
}

/// The WMS tells lines apart by their code; of two with one code it would make one.
fn unique(order: &InvoiceOrder, settings: &OrderSettings) -> Outcome<()> {
    let text = settings.text_rows == TextRows::AsTextLines;
    let mut seen = HashSet::with_capacity(order.invoice_rows.len());
    let twice = order
        .invoice_rows
        .iter()
        .filter(|row| sent_product(row).is_some() || (text && is_text(row)))
        .filter_map(|row| row.row_id)
        .find(|row| !seen.insert(*row));
    twice.map_or(Ok(()), |row| Err(HoldCause::DuplicateRowId { row }))
}

fn label(row: &InvoiceRow) -> String {
    match row.row_id {
        Some(id) => format!("row {id}"),
        None => "a row without an id".to_owned(),
    }
}
