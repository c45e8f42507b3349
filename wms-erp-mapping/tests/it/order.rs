//! The head of an order.

use asmx_soap::XsDateTime;
use ongoing_client::model::{OrderIdentificationType, OrderOperation, WarehouseIdentificationType};
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::{
    DeliveryDate, HoldCause, NoteKind, OrderSettings, Warehouse, erp_order, order_number, order_products,
};

use crate::sample::{
    FREIGHT, context, day, held, info, map, notes_on, order, row, text, text_row, time, try_map, written,
};

#[test]
fn a_whole_order_goes_over_without_a_note() {
    let mapped = map(&order());
    insta::assert_snapshot!(written(&mapped.value));
    assert_eq!(mapped.notes, []);
}

#[test]
fn an_order_that_lacks_everything_it_may_lack() {
    let rows = vec![row(7, 4711, "1"), row(8, FREIGHT.0, "1"), text_row(9, "Thank you"), row(10, 4712, "-1")];
    let mut bare = InvoiceOrder::default();
    bare.order_id = order().order_id;
    bare.customer_name = order().customer_name;
    bare.invoice_rows = rows;
    let mapped = map(&bare);
    let notes: Vec<_> = mapped.notes.iter().map(|note| format!("{} {note}", note.kind)).collect();
    insta::assert_snapshot!(format!("{}\n\n{}", written(&mapped.value), notes.join("\n")));
}

#[test]
fn texts_with_an_unreadable_character_go_over_and_are_noted() {
    let mut order = order();
    order.invoice_title = Some("Leave at \u{FFFD}".to_owned());
    order.customer_delivery_name = Some("Bj\u{FFFD}rn".to_owned());
    let mapped = map(&order);
    assert_eq!(info(&order).order_remark, text("Leave at \u{FFFD}"));
    let mut notes: Vec<_> = mapped.notes.iter().map(ToString::to_string).collect();
    notes.sort();
    let said = "contains a character that could not be read; it is sent as U+FFFD";
    assert_eq!(notes, [format!("Customer.Name: {said}"), format!("OrderInfo.OrderRemark: {said}")]);
}

#[test]
fn row_goods_owner_order_number_is_the_order_id() {
    let info = info(&order());
    assert_eq!(info.goods_owner_order_number, text("10234"));
    assert_eq!(info.order_identification, OrderIdentificationType::GoodsOwnerOrderNumber);
    assert_eq!(info.order_operation, OrderOperation::CreateOrUpdate);
}

#[test]
fn row_delivery_date_is_the_delivery_date() {
    assert_eq!(info(&order()).delivery_date, XsDateTime::date(day("2026-11-24")));
}

#[test]
fn row_reference_number_is_the_reference_number() {
    assert_eq!(info(&order()).reference_number, text("PO-88"));
}

#[test]
fn row_sales_code_is_your_reference() {
    assert_eq!(info(&order()).sales_code, text("Kari Nordmann"));
}

#[test]
fn row_order_remark_is_the_invoice_title() {
    assert_eq!(info(&order()).order_remark, text("Leave at the gate"));
}

#[test]
fn choice_text_removed_in_the_erp_disappears() {
    let mut order = order();
    order.reference_number = None;
    order.your_reference = text("");
    order.invoice_title = text(" \n ");
    let info = info(&order);
    assert_eq!((info.reference_number, info.sales_code, info.order_remark), (text(""), text(""), text("")));
}

#[test]
fn choice_forbidden_characters_are_removed_and_noted() {
    let mut order = order();
    order.invoice_title = text("\u{1F}Ring\u{7} \u{1F514}\r\n");
    let mapped = map(&order);
    let info = mapped.value.order_info.as_ref().unwrap();
    assert_eq!(info.order_remark, text("Ring \u{1F514}\r\n"));
    assert_eq!(notes_on(&mapped.notes, "OrderInfo.OrderRemark")[0].0, NoteKind::Changed);
    asmx_soap::to_xml(&mapped.value).unwrap();
}

#[test]
fn choice_nothing_is_truncated() {
    let mut order = order();
    order.reference_number = Some("x".repeat(500));
    assert_eq!(info(&order).reference_number.map(|text| text.len()), Some(500));
}

#[test]
fn choice_a_date_is_a_calendar_date_read_in_the_erp_zone() {
    for (written, date) in [
        ("2026-11-24T00:00:00", "2026-11-24"),
        ("2026-11-24T23:59:59", "2026-11-24"),
        // Midnight in Oslo, as a server that answers in UTC writes it.
        ("2026-11-23T23:00:00Z", "2026-11-24"),
        ("2026-07-23T22:00:00Z", "2026-07-24"),
        ("2026-11-24T00:00:00+01:00", "2026-11-24"),
        ("2026-11-24T00:30:00+14:00", "2026-11-23"),
        // Both sides of the changes to and from daylight saving time.
        ("2026-03-28T23:30:00Z", "2026-03-29"),
        ("2026-03-29T22:30:00Z", "2026-03-30"),
        ("2026-03-29T02:30:00", "2026-03-29"),
        ("2026-10-25T02:30:00", "2026-10-25"),
        ("2026-10-24T22:30:00Z", "2026-10-25"),
        ("2026-10-25T22:30:00Z", "2026-10-25"),
        ("2026-10-25T23:00:00Z", "2026-10-26"),
    ] {
        let mut order = order();
        order.delivery_date = time(written);
        assert_eq!(info(&order).delivery_date.to_string(), format!("{date}T00:00:00"), "{written}");
    }
}

#[test]
fn choice_no_date_is_the_day_of_the_first_import() {
    for absent in
        [None, time("1900-01-01T00:00:00"), time("1753-01-01T00:00:00"), time("0001-01-01T00:00:00")]
    {
        let mut order = order();
        order.delivery_date = absent;
        let mapped = map(&order);
        assert_eq!(mapped.value.order_info.unwrap().delivery_date, XsDateTime::date(day("2026-11-21")));
        assert_eq!(notes_on(&mapped.notes, "OrderInfo.DeliveryDate")[0].0, NoteKind::FilledIn);
    }
}

#[test]
fn choice_no_date_option_days_added() {
    let mut order = order();
    order.delivery_date = None;
    let mut settings = OrderSettings::default();
    settings.missing_delivery_date = DeliveryDate::AddDays(10);
    let mapped = try_map(&order, &settings).unwrap();
    assert_eq!(mapped.value.order_info.unwrap().delivery_date, XsDateTime::date(day("2026-12-01")));
}

#[test]
fn choice_no_date_option_hold() {
    let mut order = order();
    order.delivery_date = None;
    let mut settings = OrderSettings::default();
    settings.missing_delivery_date = DeliveryDate::Hold;
    assert_eq!(try_map(&order, &settings).unwrap_err().cause, HoldCause::NoDeliveryDate);
}

#[test]
fn a_date_that_xml_cannot_write_is_held() {
    let mut order = order();
    order.delivery_date = Some(XsDateTime::date(day("+12026-11-24")));
    assert!(matches!(held(&order).cause, HoldCause::DeliveryDateOutOfRange { .. }));
}

#[test]
fn order_numbers_carry_the_prefix_and_are_read_back() {
    let mut settings = OrderSettings::default();
    settings.order_number_prefix = "24SO-".to_owned();
    let info = try_map(&order(), &settings).unwrap().value.order_info.unwrap();
    assert_eq!(info.goods_owner_order_number, text("24SO-10234"));
    assert_eq!(erp_order("24SO-10234", "24SO-"), Some(OrderId(10_234)));
    assert_eq!(erp_order(" 24SO-10234 ", "24SO-"), Some(OrderId(10_234)));
    for strangers in ["10234", "24SO-", "24SO-010234", "24SO-+5", "24SO--5", "24SO-0", "24SO-10234-1", ""] {
        assert_eq!(erp_order(strangers, "24SO-"), None, "{strangers}");
    }
    for prefix in ["", " A", "A\u{1}"] {
        assert_eq!(erp_order(&order_number(OrderId(5), prefix), prefix), Some(OrderId(5)), "{prefix:?}");
    }
}

#[test]
fn the_outbound_warehouse_is_named_on_request() {
    let mut settings = OrderSettings::default();
    let mut warehouse = |by: Warehouse| {
        settings.outbound_warehouse = Some(by);
        try_map(&order(), &settings).unwrap().value.order_info.unwrap().outbound_warehouse.unwrap()
    };
    let by_code = warehouse(Warehouse::Code("OSL".to_owned()));
    assert_eq!(by_code.warehouse_identification, WarehouseIdentificationType::WarehouseCode);
    assert_eq!(by_code.warehouse_code, text("OSL"));
    assert_eq!(warehouse(Warehouse::Name("Oslo".to_owned())).warehouse_name, text("Oslo"));
    assert_eq!(warehouse(Warehouse::Id(4)).warehouse_id, Some(4));
    assert_eq!(info(&order()).outbound_warehouse, None);
}

#[test]
fn an_order_without_an_id_is_held() {
    for id in [None, Some(OrderId(0)), Some(OrderId(-1))] {
        let mut order = order();
        order.order_id = id;
        assert_eq!(held(&order).cause, HoldCause::NoOrderId);
    }
}

#[test]
fn order_products_are_those_of_the_lines_each_once() {
    let mut order = order();
    order.invoice_rows =
        vec![row(1, 12, "1"), row(2, 11, "1"), row(3, 12, "4"), row(4, 13, "0"), text_row(5, "text")];
    let ids: Vec<i32> = order_products(&order).iter().map(|id| id.0).collect();
    assert_eq!(ids, [11, 12]);
}

#[test]
fn the_context_shows_nobody_in_debug() {
    let company = crate::sample::company();
    assert!(!format!("{:?}", context(&[&company])).contains("Fjord"));
}
