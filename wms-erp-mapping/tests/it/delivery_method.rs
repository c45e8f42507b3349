use ongoing_client::model::{WayOfDeliveryTypeIdentification, WayOfDeliveryTypeOperation};
use twentyfour_client::types::{DeliveryMethod, InvoiceOrder};
use wms_erp_mapping::{
    DeliveryMethodFallback, DeliveryMethodKey, HoldCause, NoteKind, OrderSettings, WayOfDelivery,
};

use crate::sample::{info, map, notes_on, order, text, try_map};

const TYPE: &str = "OrderInfo.WayOfDeliveryType";

fn with_method(id: Option<i32>, description: Option<&str>) -> InvoiceOrder {
    let mut method = DeliveryMethod::default();
    method.id = id;
    method.description = description.map(str::to_owned);
    let mut order = order();
    order.delivery_method = Some(method);
    order
}

fn way(code: &str, name: &str) -> WayOfDelivery {
    WayOfDelivery::new(code, name)
}

#[test]
fn row_way_of_delivery_is_the_description() {
    assert_eq!(info(&order()).way_of_delivery, text("Home delivery"));
}

#[test]
fn row_way_of_delivery_type_code_is_the_id() {
    assert_eq!(info(&order()).way_of_delivery_type.unwrap().code, text("3"));
}

#[test]
fn row_way_of_delivery_type_name_is_the_description() {
    assert_eq!(info(&order()).way_of_delivery_type.unwrap().name, text("Home delivery"));
}

#[test]
fn choice_found_by_code_or_created_never_renamed() {
    let kind = info(&order()).way_of_delivery_type.unwrap();
    assert_eq!(kind.way_of_delivery_type_operation, WayOfDeliveryTypeOperation::CreateOrFind);
    assert_eq!(kind.way_of_delivery_type_identification, WayOfDeliveryTypeIdentification::Code);
}

#[test]
fn choice_no_delivery_method_is_sent_without_one_and_noted() {
    let mut none = order();
    none.delivery_method = None;
    for order in
        [none, with_method(None, Some(" ")), with_method(Some(0), None), with_method(Some(0), Some(""))]
    {
        let mapped = map(&order);
        let info = mapped.value.order_info.unwrap();
        assert_eq!((info.way_of_delivery, info.way_of_delivery_type), (text(""), None));
        assert_eq!(notes_on(&mapped.notes, TYPE), [(NoteKind::LeftOut, "the order has no delivery method")]);
    }
}

#[test]
fn choice_no_delivery_method_can_be_held() {
    let mut settings = OrderSettings::default();
    settings.delivery_methods.missing = DeliveryMethodFallback::Hold;
    let held = try_map(&with_method(None, None), &settings).unwrap_err();
    assert_eq!(held.cause, HoldCause::NoDeliveryMethod);
    assert!(try_map(&order(), &settings).is_ok());
}

#[test]
fn choice_no_delivery_method_can_have_a_default() {
    let mut settings = OrderSettings::default();
    settings.delivery_methods.missing = DeliveryMethodFallback::Default(way("STD", "Standard"));
    let mapped = try_map(&with_method(None, None), &settings).unwrap();
    let info = mapped.value.order_info.unwrap();
    assert_eq!(info.way_of_delivery, text("Standard"));
    assert_eq!(info.way_of_delivery_type.unwrap().code, text("STD"));
    assert_eq!(
        notes_on(&mapped.notes, TYPE),
        [(NoteKind::FilledIn, "the order has no delivery method; \"STD\" is used instead")]
    );
}

#[test]
fn a_table_names_ways_of_delivery_by_id_or_description() {
    let mut settings = OrderSettings::default();
    settings.delivery_methods.table = vec![
        (DeliveryMethodKey::Id(3), way("HOME", "Hjemlevering")),
        (DeliveryMethodKey::Description("pick-up".to_owned()), way("PUP", "Hentes")),
    ];
    let map = |order| try_map(&order, &settings).unwrap().value.order_info.unwrap();
    let home = map(order());
    assert_eq!(home.way_of_delivery, text("Home delivery"));
    let kind = home.way_of_delivery_type.unwrap();
    assert_eq!((kind.code, kind.name), (text("HOME"), text("Hjemlevering")));
    let pick_up = map(with_method(None, Some(" Pick-Up "))).way_of_delivery_type.unwrap();
    assert_eq!(pick_up.code, text("PUP"));
}

#[test]
fn a_method_that_is_not_in_the_table() {
    let mut settings = OrderSettings::default();
    settings.delivery_methods.table = vec![(DeliveryMethodKey::Id(9), way("X", "X"))];
    let mapped = try_map(&order(), &settings).unwrap();
    assert_eq!(mapped.value.order_info.unwrap().way_of_delivery_type.unwrap().code, text("3"));
    assert_eq!(notes_on(&mapped.notes, TYPE)[0].0, NoteKind::Kept);
    settings.delivery_methods.unmapped = DeliveryMethodFallback::Default(way("STD", "Standard"));
    let mapped = try_map(&order(), &settings).unwrap();
    assert_eq!(mapped.value.order_info.unwrap().way_of_delivery_type.unwrap().code, text("STD"));
    assert_eq!(notes_on(&mapped.notes, TYPE)[0].0, NoteKind::FilledIn);
    settings.delivery_methods.unmapped = DeliveryMethodFallback::Hold;
    let held = try_map(&order(), &settings).unwrap_err();
    assert_eq!(held.cause, HoldCause::UnmappedDeliveryMethod { method: "3 Home delivery".to_owned() });
}

#[test]
fn a_method_without_an_id_goes_over_as_text_alone() {
    let mapped = map(&with_method(None, Some("Home delivery")));
    let info = mapped.value.order_info.unwrap();
    assert_eq!((info.way_of_delivery, info.way_of_delivery_type), (text("Home delivery"), None));
    assert_eq!(notes_on(&mapped.notes, TYPE), [(NoteKind::LeftOut, "the delivery method has no id")]);
}

#[test]
fn a_method_without_a_description_is_found_by_its_code() {
    let info = info(&with_method(Some(3), None));
    let kind = info.way_of_delivery_type.unwrap();
    assert_eq!((info.way_of_delivery, kind.code, kind.name), (text(""), text("3"), text("")));
}
