use ongoing_client::model::{ArticleIdentificationType, CustomerOrderLine, OrderLineIdentificationType};
use twentyfour_client::types::{Currency, InvoiceOrder, InvoiceRow, ProductId, RowId, RowType};
use wms_erp_mapping::{
    ArticleIdentification, HoldCause, LinePrices, NonStockTreatment, Note, NoteKind, OrderSettings, TextRows,
};

use crate::sample::{FREIGHT, context, held, map, notes_on, number, order, row, text, text_row, try_map};

fn with_rows(rows: Vec<InvoiceRow>) -> InvoiceOrder {
    let mut order = order();
    order.invoice_rows = rows;
    order
}

fn lines(order: &InvoiceOrder) -> Vec<CustomerOrderLine> {
    map(order).value.customer_order_lines
}

fn left_out(notes: &[Note]) -> Vec<(Option<i32>, &str)> {
    notes
        .iter()
        .filter(|note| note.kind == NoteKind::LeftOut && note.field == "CustomerOrderLines")
        .map(|note| (note.row.map(|row| row.0), note.text.as_str()))
        .collect()
}

#[test]
fn row_product_code_is_the_product_id() {
    assert_eq!(lines(&order())[0].product_code, text("4711"));
}

#[test]
fn row_external_order_line_code_is_the_row_id() {
    assert_eq!(lines(&order())[1].external_order_line_code, text("2"));
}

#[test]
fn row_number_of_items_is_the_quantity() {
    assert_eq!(lines(&order())[1].number_of_items, number("0.5"));
}

#[test]
fn lines_are_told_apart_by_their_code_and_articles_by_product_code() {
    let order = with_rows(vec![row(1, 4711, "1"), row(2, 4711, "1")]);
    for line in lines(&order) {
        assert_eq!(line.order_line_identification, OrderLineIdentificationType::ExternalOrderLineCode);
        assert_eq!(line.article_identification, ArticleIdentificationType::ProductCode);
        assert_eq!((line.article_number, line.article_name), (None, None));
        assert_eq!((line.line_price, line.currency_code), (None, None), "no prices unless asked for");
    }
}

#[test]
fn lines_stand_as_on_the_order_document() {
    let mut order = with_rows(vec![row(1, 1, "1"), row(2, 2, "1"), row(3, 3, "1")]);
    order.invoice_rows[0].sequence_number = Some(20);
    order.invoice_rows[2].sequence_number = Some(10);
    let codes: Vec<_> =
        lines(&order).into_iter().map(|line| line.external_order_line_code.unwrap()).collect();
    assert_eq!(codes, ["3", "1", "2"]);
}

#[test]
fn choice_normal_rows_with_a_product_are_pulled_hidden_ones_too() {
    let mut hidden = row(1, 4711, "1");
    hidden.hidden = Some(true);
    let mut untold = row(2, 4712, "1");
    untold.kind = None;
    let mapped = map(&with_rows(vec![hidden, untold]));
    assert_eq!(mapped.value.customer_order_lines.len(), 2);
    assert_eq!(mapped.notes, []);
}

#[test]
fn choice_text_rows_are_left_out_and_noted() {
    let mut bold = text_row(3, "Bold");
    bold.kind = Some(RowType::TextBold);
    let mapped = map(&with_rows(vec![row(1, 4711, "1"), text_row(2, "Merry Christmas"), bold]));
    assert_eq!(mapped.value.customer_order_lines.len(), 1);
    assert_eq!(mapped.value.customer_order_text_lines, []);
    assert_eq!(left_out(&mapped.notes), [(Some(2), "row 2 is text"), (Some(3), "row 3 is text")]);
}

#[test]
fn choice_text_rows_as_text_lines_is_an_option() {
    let mut settings = OrderSettings::default();
    settings.text_rows = TextRows::AsTextLines;
    let mut nameless = text_row(4, " ");
    nameless.row_id = None;
    let order = with_rows(vec![text_row(2, "Merry\u{2} Christmas"), row(1, 4711, "1"), nameless]);
    let mapped = try_map(&order, &settings).unwrap();
    let texts = mapped.value.customer_order_text_lines;
    assert_eq!(texts.len(), 1);
    assert_eq!(texts[0].external_order_line_code, text("2"));
    assert_eq!(texts[0].order_line_comment, text("Merry Christmas"));
    assert_eq!(texts[0].number_of_items, None);
    let noted = notes_on(&mapped.notes, "CustomerOrderTextLines");
    assert!(noted.contains(&(NoteKind::LeftOut, "a row without an id is an empty text")), "{noted:?}");
}

#[test]
fn choice_a_row_without_a_product_is_left_out_and_reported() {
    let mut no_product = row(2, 0, "1");
    no_product.product_id = None;
    let mapped = map(&with_rows(vec![row(1, 4711, "1"), no_product]));
    assert_eq!(mapped.value.customer_order_lines.len(), 1);
    assert_eq!(left_out(&mapped.notes), [(Some(2), "row 2 has no product")]);
}

#[test]
fn choice_a_quantity_that_is_not_positive_is_left_out_and_reported() {
    let mut unsaid = row(4, 4711, "1");
    unsaid.quantity = None;
    let rows = vec![row(1, 4711, "0.001"), row(2, 4711, "0"), row(3, 4711, "-2"), unsaid];
    let mapped = map(&with_rows(rows));
    assert_eq!(mapped.value.customer_order_lines.len(), 1);
    assert_eq!(
        left_out(&mapped.notes),
        [
            (Some(2), "row 2 has no positive quantity"),
            (Some(3), "row 3 has no positive quantity"),
            (Some(4), "row 4 has no positive quantity")
        ]
    );
}

#[test]
fn choice_the_order_goes_unless_nothing_is_left() {
    for rows in [vec![], vec![text_row(1, "text only")], vec![row(1, 4711, "-1"), text_row(2, "credit")]] {
        assert_eq!(held(&with_rows(rows)).cause, HoldCause::NothingToPick);
    }
    // Text alone is nothing a warehouse could pick, whatever becomes of text.
    let mut settings = OrderSettings::default();
    settings.text_rows = TextRows::AsTextLines;
    let held = try_map(&with_rows(vec![text_row(1, "text only")]), &settings).unwrap_err();
    assert_eq!(held.cause, HoldCause::NothingToPick);
}

#[test]
fn choice_not_stock_controlled_is_not_picked() {
    let order = with_rows(vec![row(1, 4711, "1"), row(2, FREIGHT.0, "1")]);
    let picked: Vec<_> = lines(&order).iter().map(|line| line.do_pick).collect();
    assert_eq!(picked, [Some(true), Some(false)]);
}

#[test]
fn choice_unknown_counts_as_stock() {
    let nothing = |_| None;
    let mut context = context(&[]);
    context.products = &nothing;
    let mapped = wms_erp_mapping::order(&order(), &context, &OrderSettings::default()).unwrap();
    assert_eq!(mapped.value.customer_order_lines[0].do_pick, Some(true));
}

#[test]
fn choice_a_switch_picks_them_like_any_other() {
    let mut settings = OrderSettings::default();
    settings.non_stock = NonStockTreatment::LikeAnyOther;
    let mapped = try_map(&with_rows(vec![row(2, FREIGHT.0, "1")]), &settings).unwrap();
    assert_eq!(mapped.value.customer_order_lines[0].do_pick, Some(true));
}

#[test]
fn an_order_of_services_goes_over_or_is_held() {
    let order = with_rows(vec![row(2, FREIGHT.0, "1")]);
    assert_eq!(lines(&order).len(), 1);
    let mut settings = OrderSettings::default();
    settings.hold_without_stock = true;
    assert_eq!(try_map(&order, &settings).unwrap_err().cause, HoldCause::NothingInStock);
    let with_goods = with_rows(vec![row(1, 4711, "1"), row(2, FREIGHT.0, "1")]);
    assert!(try_map(&with_goods, &settings).is_ok());
}

#[test]
fn articles_by_number_are_named_by_number() {
    let mut settings = OrderSettings::default();
    settings.article_identification = ArticleIdentification::ArticleNumber;
    let line = try_map(&order(), &settings).unwrap().value.customer_order_lines.remove(0);
    assert_eq!(line.article_identification, ArticleIdentificationType::ArticleNumber);
    assert_eq!((line.article_number, line.product_code), (text("NO-4711"), text("4711")));
    let nothing = |_| None;
    let mut context = context(&[]);
    context.products = &nothing;
    let held = wms_erp_mapping::order(&order(), &context, &settings).unwrap_err();
    assert_eq!(held.cause, HoldCause::UnknownProduct { product: ProductId(4711) });
}

#[test]
fn duplicate_row_ids_hold_the_order() {
    let twice = with_rows(vec![row(1, 4711, "1"), row(1, 4712, "1")]);
    assert_eq!(held(&twice).cause, HoldCause::DuplicateRowId { row: RowId(1) });
    // One that is left out takes no code from anybody.
    let order = with_rows(vec![row(1, 4711, "1"), text_row(1, "text")]);
    assert_eq!(lines(&order).len(), 1);
    let mut settings = OrderSettings::default();
    settings.text_rows = TextRows::AsTextLines;
    let held = try_map(&order, &settings).unwrap_err();
    assert_eq!(held.cause, HoldCause::DuplicateRowId { row: RowId(1) });
}

#[test]
fn a_line_without_a_row_id_holds_the_order() {
    let mut order = order();
    order.invoice_rows[1].row_id = None;
    assert_eq!(held(&order).cause, HoldCause::NoRowId { product: ProductId(4712) });
}

#[test]
fn an_unknown_row_type_with_a_product_holds_the_order() {
    let mut order = order();
    order.invoice_rows[1].kind = Some(RowType::Unknown("Gift".to_owned()));
    let cause =
        HoldCause::UnknownRowType { row: Some(RowId(2)), product: ProductId(4712), kind: "Gift".to_owned() };
    assert_eq!(held(&order).cause, cause);
    order.invoice_rows[1].product_id = None;
    assert_eq!(left_out(&map(&order).notes), [(Some(2), "row 2 has an unknown type and no product")]);
}

#[test]
fn prices_and_currency_are_switchable() {
    let mut order = with_rows(vec![row(1, 4711, "3"), row(2, 4712, "1")]);
    order.invoice_rows[0].price = Some(number("99.90"));
    order.invoice_rows[0].discount_rate = Some(number("10"));
    let mut currency = Currency::default();
    currency.symbol = text("NOK");
    order.currency = Some(currency);
    let mut settings = OrderSettings::default();
    settings.line_prices = LinePrices::PerUnit;
    let mapped = try_map(&order, &settings).unwrap();
    let line = &mapped.value.customer_order_lines[0];
    assert_eq!((line.line_price, line.discount), (Some(number("99.90")), Some(number("10"))));
    assert_eq!(line.currency_code, text("NOK"));
    assert_eq!(mapped.value.customer_order_lines[1].line_price, None);
    assert_eq!(
        notes_on(&mapped.notes, "CustomerOrderLines.LinePrice"),
        [(NoteKind::LeftOut, "row 2 has no price")]
    );
    settings.line_prices = LinePrices::PerLine;
    let mapped = try_map(&order, &settings).unwrap();
    assert_eq!(mapped.value.customer_order_lines[0].line_price, Some(number("299.70")));
    order.invoice_rows[0].price = Some(rust_decimal::Decimal::MAX);
    let held = try_map(&order, &settings).unwrap_err();
    assert_eq!(held.cause, HoldCause::PriceOutOfRange { row: Some(RowId(1)) });
    order.invoice_rows[0].price = None;
    order.currency = None;
    let mapped = try_map(&order, &settings).unwrap();
    assert_eq!(notes_on(&mapped.notes, "CustomerOrderLines.CurrencyCode").len(), 2);
}
