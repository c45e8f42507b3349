use twentyfour_client::types::{ChangeState, InvoiceOrder, InvoiceRow};
use wms_erp_mapping::{DeliveredFields, delivered_quantities, delivered_rows};

use crate::sample::{FREIGHT, number, order, row, text_row};
use crate::shipment::{compared, line};
use crate::status::delivery;

use DeliveredFields::{Delivered, DeliveredAndRest};

/// Ten, three and one freight; a text between them.
fn original() -> InvoiceOrder {
    let mut original = order();
    original.invoice_rows =
        vec![row(1, 4711, "10"), row(2, 4712, "3"), text_row(3, "text"), row(4, FREIGHT.0, "1")];
    original
}

fn edits(original: &InvoiceOrder, fields: DeliveredFields, cut: bool) -> Vec<InvoiceRow> {
    let mut freight = line("4", FREIGHT.0, "1", "0");
    freight.do_pick = Some(false);
    let lines = vec![line("1", 4711, "10", "8"), line("2", 4712, "3", "0"), freight];
    let found = compared(original, &delivery(lines));
    let rows = if cut { delivered_rows(original, &found) } else { Vec::new() };
    delivered_quantities(original, &found, fields, &rows)
}

/// Of each edit: row, delivered, rest.
fn told(edits: &[InvoiceRow]) -> Vec<String> {
    let number = |number: Option<rust_decimal::Decimal>| {
        number.map_or_else(|| "-".to_owned(), |n| n.normalize().to_string())
    };
    let told = edits.iter().map(|edit| {
        format!(
            "{}: {} {}",
            edit.row_id.unwrap(),
            number(edit.quantity_delivered),
            number(edit.quantity_rest)
        )
    });
    told.collect()
}

#[test]
fn choice_what_was_delivered_and_what_is_still_to_come_and_no_other_field() {
    assert_eq!(told(&edits(&original(), Delivered, false)), ["1: 8 -", "4: 1 -"]);
    let all = edits(&original(), DeliveredAndRest, false);
    assert_eq!(told(&all), ["1: 8 2", "2: - 3", "4: 1 -"]);
    let mut bare = InvoiceRow::default();
    bare.row_id = all[0].row_id;
    bare.product_id = all[0].product_id;
    bare.change_state = Some(ChangeState::Edit);
    bare.quantity_delivered = Some(number("8"));
    bare.quantity_rest = Some(number("2"));
    assert_eq!(all[0], bare);
}

#[test]
fn choice_rows_that_say_it_already_are_left_alone_and_what_was_taken_back_is_corrected() {
    let mut original = original();
    original.invoice_rows[0].quantity_delivered = Some(number("8.0"));
    original.invoice_rows[1].quantity_delivered = Some(number("3"));
    original.invoice_rows[3].quantity_delivered = Some(number("1"));
    original.invoice_rows[3].quantity_rest = Some(number("-1"));
    assert_eq!(told(&edits(&original, Delivered, false)), ["2: 0 -"]);
}

#[test]
fn choice_the_rest_is_measured_by_the_quantities_of_the_same_save() {
    assert_eq!(told(&edits(&original(), DeliveredAndRest, true)), ["1: 8 -", "4: 1 -"]);
}

#[test]
fn rows_without_an_id_of_their_own_are_left_out() {
    let mut original = original();
    original.invoice_rows[3].row_id = None;
    assert_eq!(told(&edits(&original, Delivered, false)), ["1: 8 -"]);
}
