use ongoing_client::model::PickedOrderLine;
use twentyfour_client::types::{ChangeState, Currency, InvoiceOrder, OrderSlipStateType, RowId};
use wms_erp_mapping::{REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES, delivered_rows, rest_order};

use crate::sample::{FREIGHT, number, order, row, text, text_row};
use crate::shipment::{compared, line};
use crate::status::delivery;

/// A line of the original order's row.
fn picked_line(code: &str, ordered: &str, picked: &str) -> PickedOrderLine {
    let row = original().invoice_rows.into_iter().find(|row| row.row_id == code.parse().ok()).unwrap();
    line(code, row.product_id.unwrap().0, ordered, picked)
}

fn original() -> InvoiceOrder {
    let mut original = order();
    original.order_status = Some(OrderSlipStateType::Confirmed);
    original.date_ordered = crate::sample::time("2026-11-20T10:00:00");
    original.order_total_inc_vat = Some(number("500"));
    original.our_reference = Some(12);
    original.payment_time = Some(14);
    let mut currency = Currency::default();
    currency.symbol = text("NOK");
    original.currency = Some(currency);
    original.invoice_rows =
        vec![row(1, 4711, "10"), row(2, 4712, "3"), text_row(3, "text"), row(4, FREIGHT.0, "1")];
    original.invoice_rows[0].price = Some(number("99.90"));
    original.invoice_rows[0].discount_rate = Some(number("5"));
    original.invoice_rows[0].name = text("Desk lamp");
    original.invoice_rows[0].vat_rate = Some(number("25"));
    original.invoice_rows[0].product_no = text("LAMP-1");
    original
}

fn partly() -> wms_erp_mapping::ShipmentComparison {
    let mut freight = picked_line("4", "1", "0");
    freight.do_pick = Some(false);
    compared(&original(), &delivery(vec![picked_line("1", "10", "8"), picked_line("2", "3", "3"), freight]))
}

#[test]
fn choice_the_rest_order_has_the_remaining_quantities() {
    let rest = rest_order(&original(), &partly()).unwrap();
    assert_eq!(rest.invoice_rows.len(), 1, "what was delivered, text and freight are not in it");
    let row = &rest.invoice_rows[0];
    assert_eq!(row.quantity, Some(number("2")));
    assert_eq!(row.change_state, Some(ChangeState::Add));
    assert_eq!(row.row_id, None);
}

#[test]
fn choice_same_customer_addresses_references_and_prices() {
    let (original, rest) = (original(), rest_order(&original(), &partly()).unwrap());
    assert_eq!(rest.customer_id, original.customer_id);
    assert_eq!(rest.customer_name, original.customer_name);
    assert_eq!(rest.customer_delivery_name, original.customer_delivery_name);
    assert_eq!(rest.customer_delivery_phone, original.customer_delivery_phone);
    assert_eq!(rest.addresses, original.addresses);
    assert_eq!(rest.your_reference, original.your_reference);
    assert_eq!(rest.our_reference, original.our_reference);
    assert_eq!(rest.reference_number, original.reference_number);
    assert_eq!(rest.invoice_title, original.invoice_title);
    assert_eq!(rest.delivery_method, original.delivery_method);
    assert_eq!(rest.delivery_date, original.delivery_date);
    assert_eq!(rest.payment_time, original.payment_time);
    assert_eq!(rest.currency, original.currency);
    let row = &rest.invoice_rows[0];
    assert_eq!(row.product_id, original.invoice_rows[0].product_id);
    assert_eq!((row.price, row.discount_rate), (Some(number("99.90")), Some(number("5"))));
    assert_eq!(row.name, text("Desk lamp"));
}

#[test]
fn choice_status_rest_and_the_original_id_as_external_status() {
    let rest = rest_order(&original(), &partly()).unwrap();
    assert_eq!(rest.order_status, Some(OrderSlipStateType::Rest));
    assert_eq!(rest.external_status, Some(10_234));
    assert_eq!(rest.order_id, None, "it is a new order");
}

#[test]
fn what_the_erp_computes_is_not_sent() {
    let rest = rest_order(&original(), &partly()).unwrap();
    assert_eq!((rest.order_total_inc_vat, rest.invoice_id, rest.date_changed), (None, None, None));
    assert_eq!(rest.date_ordered, None, "it is ordered when it is made");
    assert_eq!((&rest.invoice_rows[0].vat_rate, &rest.invoice_rows[0].product_no), (&None, &None));
}

#[test]
fn nothing_left_is_no_rest_order() {
    let all =
        delivery(vec![picked_line("1", "10", "10"), picked_line("2", "3", "4"), picked_line("4", "1", "1")]);
    let all = compared(&original(), &all);
    assert_eq!(rest_order(&original(), &all), None);
    assert_eq!(delivered_rows(&original(), &all), []);
    let mut without_id = original();
    without_id.order_id = None;
    assert_eq!(rest_order(&without_id, &partly()), None);
}

#[test]
fn rows_that_the_warehouse_does_not_have_are_in_the_rest_and_cut_down_to_nothing() {
    let one = compared(&original(), &delivery(vec![picked_line("1", "10", "8")]));
    let rest = rest_order(&original(), &one).unwrap();
    let quantities: Vec<_> = rest.invoice_rows.iter().map(|row| row.quantity.unwrap()).collect();
    assert_eq!(quantities, [number("2"), number("3")], "and no freight");
    let edits = delivered_rows(&original(), &one);
    let edits: Vec<_> = edits.iter().map(|row| (row.row_id.unwrap(), row.quantity.unwrap())).collect();
    assert_eq!(edits, [(RowId(1), number("8")), (RowId(2), number("0"))]);
}

#[test]
fn the_rest_is_measured_against_what_the_erp_would_bill() {
    let mut raised = original();
    raised.invoice_rows[1].quantity = Some(number("5"));
    let lines = vec![picked_line("1", "10", "8"), picked_line("2", "3", "3")];
    let rest = rest_order(&raised, &compared(&raised, &delivery(lines))).unwrap();
    let quantities: Vec<_> = rest.invoice_rows.iter().map(|row| row.quantity.unwrap()).collect();
    assert_eq!(quantities, [number("2"), number("2")]);
}

#[test]
fn choice_write_quantities_sets_the_rows_to_what_was_delivered() {
    let nothing_of_two = delivery(vec![picked_line("1", "10", "8"), picked_line("2", "3", "0")]);
    let rows = delivered_rows(&original(), &compared(&original(), &nothing_of_two));
    let edits: Vec<_> = rows
        .iter()
        .map(|row| (row.row_id.unwrap().0, row.quantity.unwrap(), row.change_state.clone()))
        .collect();
    assert_eq!(edits, [(1, number("8"), Some(ChangeState::Edit)), (2, number("0"), Some(ChangeState::Edit))]);
    assert!(rows.iter().all(|row| row.price.is_none() && row.name.is_none()), "and nothing else");
}

#[test]
fn rest_and_delivered_make_the_original_together() {
    let (original, delivery) = (original(), partly());
    let kept = delivered_rows(&original, &delivery);
    let rest = rest_order(&original, &delivery).unwrap();
    for edit in kept {
        let ordered = original.invoice_rows.iter().find(|row| row.row_id == edit.row_id).unwrap();
        let again = rest.invoice_rows.iter().find(|row| row.product_id == ordered.product_id).unwrap();
        assert_eq!(edit.quantity.unwrap() + again.quantity.unwrap(), ordered.quantity.unwrap());
    }
}

#[test]
fn every_field_of_a_rest_order_is_asked_for() {
    // A rest order of an original with everything set is written with no element that was not asked for.
    let rest = rest_order(&original(), &partly()).unwrap();
    for (field, _) in wms_erp_mapping::fields(&rest).unwrap() {
        let top = field.split(['/', '#']).next().unwrap();
        assert!(REST_ORDER_PROPERTIES.contains(&top) || top == "ExternalStatus", "{field}");
        if let Some(row) = field.strip_prefix("InvoiceRows/InvoiceRow/") {
            assert!(REST_ROW_PROPERTIES.contains(&row) || row == "ChangeState", "{field}");
        }
    }
}
