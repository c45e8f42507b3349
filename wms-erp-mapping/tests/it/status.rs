use ongoing_client::model::{Order, OrderLineId, PickedOrderLine};
use twentyfour_client::types::{CompanyId, OrderId, OrderSlipStateType, RowId};
use wms_erp_mapping::{DeliveredLine, DeliveredOrder, delivered, status_write};

use crate::sample::{number, text};

pub(crate) fn picked_line(code: &str, ordered: &str, picked: &str) -> PickedOrderLine {
    let mut line = PickedOrderLine::default();
    line.external_order_line_code = text(code);
    line.ordered_number_of_items = Some(number(ordered));
    line.picked_number_of_items = Some(number(picked));
    line.do_pick = Some(true);
    line
}

pub(crate) fn delivery(lines: Vec<PickedOrderLine>) -> DeliveredOrder {
    let mut order = Order::default();
    order.picked_order_lines = lines;
    delivered(&order)
}

/// A part of the kit with the id `parent`.
fn part(parent: i32, ordered: &str, picked: &str) -> PickedOrderLine {
    let mut line = picked_line("", ordered, picked);
    line.parent_order_line_id = Some(OrderLineId(parent));
    line
}

fn kit(id: i32, code: &str, ordered: &str, picked: &str) -> PickedOrderLine {
    let mut line = picked_line(code, ordered, picked);
    line.order_line_system_id = Some(OrderLineId(id));
    line.is_parent_line = Some(true);
    line
}

#[test]
fn choice_one_request_sets_order_customer_and_status_and_nothing_else() {
    let write = status_write(OrderId(7), Some(CompanyId(501)), &OrderSlipStateType::OrderStateSent);
    let xml = asmx_soap::to_xml(&write).unwrap();
    assert_eq!(
        xml,
        "<InvoiceOrder xmlns=\"http://24sevenOffice.com/webservices\"><OrderId>7</OrderId>\
         <CustomerId>501</CustomerId><OrderStatus>OrderState_Sent</OrderStatus></InvoiceOrder>"
    );
}

#[test]
fn delivered_quantities_are_traced_to_rows() {
    let delivery = delivery(vec![picked_line(" 1 ", "10", "8"), picked_line("2", "0.5", "0.5")]);
    assert_eq!(delivery.picked(RowId(1)), Some(number("8")));
    assert_eq!(delivery.picked(RowId(3)), None);
    let short: Vec<_> = delivery.short().map(|line| (line.row, line.missing())).collect();
    assert_eq!(short, [(Some(RowId(1)), number("2"))]);
    assert!(!delivery.is_complete());
}

#[test]
fn lines_of_the_warehouse_itself_are_kept_without_a_row() {
    let delivery = delivery(vec![picked_line("1", "1", "1"), picked_line("GIFT", "1", "0")]);
    assert_eq!(delivery.lines[1].row, None);
    assert_eq!(delivery.lines[1].code, "GIFT");
    assert_eq!(delivery.short().count(), 1);
}

#[test]
fn choice_lines_that_are_not_picked_never_count_as_short() {
    let mut freight = picked_line("2", "1", "0");
    freight.do_pick = Some(false);
    let delivery = delivery(vec![picked_line("1", "1", "1"), freight]);
    assert!(delivery.is_complete());
    assert_eq!(delivery.picked(RowId(2)), None);
}

#[test]
fn more_than_ordered_is_not_short() {
    assert!(delivery(vec![picked_line("1", "1", "2")]).is_complete());
}

#[test]
fn nothing_said_counts_as_nothing_picked() {
    let mut line = picked_line("1", "3", "0");
    line.picked_number_of_items = None;
    line.do_pick = None;
    assert_eq!(delivery(vec![line]).short().next().map(DeliveredLine::missing), Some(number("3")));
}

#[test]
fn one_row_on_several_lines_is_added_up() {
    let delivery = delivery(vec![picked_line("1", "6", "6"), picked_line("1", "4", "1")]);
    assert_eq!(delivery.picked(RowId(1)), Some(number("7")));
}

#[test]
fn kits_count_as_parents_or_children_never_both() {
    let delivery = delivery(vec![kit(5, "1", "2", "2"), part(5, "4", "4"), part(5, "2", "2")]);
    assert_eq!(delivery.lines.len(), 1);
    assert_eq!(delivery.picked(RowId(1)), Some(number("2")));
    assert!(delivery.is_complete());
}

#[test]
fn kits_that_only_their_parts_are_picked_for() {
    for (parts, kits) in [
        ([("6", "6"), ("3", "3")], "3"),
        ([("6", "6"), ("3", "2")], "2"),
        ([("6", "5"), ("3", "3")], "2"),
        ([("6", "0"), ("3", "3")], "0"),
        ([("6", "9"), ("3", "9")], "3"),
    ] {
        let mut parent = kit(5, "1", "3", "0");
        parent.do_pick = Some(false);
        let mut lines = vec![parent];
        lines.extend(parts.map(|(ordered, picked)| part(5, ordered, picked)));
        let delivery = delivery(lines);
        assert_eq!(delivery.picked(RowId(1)), Some(number(kits)), "{parts:?}");
    }
}

#[test]
fn kits_are_also_linked_by_code() {
    let mut parent = kit(5, "1", "1", "1");
    parent.order_line_system_id = None;
    let mut child = picked_line("1-1", "2", "0");
    child.parent_external_order_line_code = text("1");
    let delivery = delivery(vec![child, parent]);
    assert_eq!(delivery.lines.len(), 1);
    assert_eq!(delivery.lines[0].code, "1");
}

#[test]
fn kits_within_kits_count_once() {
    let mut inner = part(5, "2", "0");
    inner.order_line_system_id = Some(OrderLineId(6));
    let delivery = delivery(vec![kit(5, "1", "1", "0"), inner, part(6, "4", "4")]);
    assert_eq!(delivery.lines.len(), 1);
    assert_eq!(delivery.picked(RowId(1)), Some(number("1")));
}

#[test]
fn lines_that_are_each_others_parts_are_not_lost() {
    let mut one = kit(1, "1", "1", "1");
    one.parent_order_line_id = Some(OrderLineId(2));
    let mut two = kit(2, "2", "1", "1");
    two.parent_order_line_id = Some(OrderLineId(1));
    let mut own = kit(3, "3", "1", "1");
    own.parent_order_line_id = Some(OrderLineId(3));
    assert_eq!(delivery(vec![one, two, own]).lines.len(), 3);
}

#[test]
fn a_part_whose_kit_is_not_there_counts_for_itself() {
    assert_eq!(delivery(vec![part(99, "1", "1")]).lines.len(), 1);
}
