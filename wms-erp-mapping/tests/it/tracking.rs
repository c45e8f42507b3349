//! Tracking of an order, and where it stands in the ERP's.

use ongoing_client::model::{Order, OrderInfoType, OrderPalletItemInfo, TransporterClass, WayBillTracking};
use wms_erp_mapping::{Tracking, TrackingConflict, TrackingPlace, tracking};

use TrackingPlace::{DeliveryAlternative, InvoiceText};

fn parcel(id: i32, label: &str) -> OrderPalletItemInfo {
    let mut parcel = OrderPalletItemInfo::default();
    (parcel.id, parcel.label_id) = (Some(id), Some(label.to_owned()));
    parcel
}

fn way_bill(number: Option<&str>, url: Option<&str>) -> WayBillTracking {
    let mut way_bill = WayBillTracking::default();
    way_bill.way_bill = number.map(str::to_owned);
    way_bill.tracking_url = url.map(str::to_owned);
    way_bill
}

fn carried() -> Order {
    let mut order = Order::default();
    let mut info = OrderInfoType::default();
    info.way_bill = Some("WB-2".to_owned());
    order.order_info = Some(info);
    let mut transporter = TransporterClass::default();
    (transporter.name, transporter.code) = (Some(" ".to_owned()), Some("POSTNORD".to_owned()));
    order.transporter = Some(transporter);
    order
}

fn told(tracking: &Tracking) -> Vec<(Option<&str>, Option<&str>)> {
    tracking.numbers.iter().map(|number| (number.number.as_deref(), number.url.as_deref())).collect()
}

#[test]
fn waybills_and_parcels_stand_once_in_an_order_that_does_not_depend_on_the_answers() {
    let mut order = carried();
    order.tracking = vec![way_bill(Some("WB-2"), Some("https://t/2")), way_bill(Some("WB-1"), None)];
    order.order_pallet_items = vec![parcel(2, "371"), parcel(1, "372"), parcel(3, "WB-1")];
    let found = tracking(&order);
    let numbers =
        [(Some("WB-1"), None), (Some("WB-2"), Some("https://t/2")), (Some("372"), None), (Some("371"), None)];
    assert_eq!(told(&found), numbers);
    assert_eq!(found.text(), "POSTNORD WB-1, WB-2, 372, 371");
    order.tracking.reverse();
    order.order_pallet_items.reverse();
    assert_eq!(tracking(&order), found);
}

#[test]
fn what_comes_back_and_what_is_no_part_of_the_booking_is_left_out() {
    let mut order = carried();
    let mut back = parcel(1, "BACK");
    back.is_return_type = Some(true);
    let mut pallet = parcel(2, "PALLET");
    pallet.is_ta_pallet_item = Some(false);
    order.order_pallet_items = vec![back, pallet, parcel(3, "  ")];
    assert_eq!(told(&tracking(&order)), [(Some("WB-2"), None)]);
}

#[test]
fn an_address_without_a_number_counts_unless_a_number_has_it() {
    let mut order = carried();
    order.order_info = None;
    order.tracking = vec![way_bill(None, Some("https://t/1")), way_bill(None, Some("https://t/9"))];
    let mut with_address = parcel(1, "370");
    with_address.tracking_url = Some("https://t/1".to_owned());
    order.order_pallet_items = vec![with_address];
    let found = tracking(&order);
    assert_eq!(told(&found), [(None, Some("https://t/9")), (Some("370"), Some("https://t/1"))]);
    assert_eq!(found.text(), "POSTNORD https://t/9, 370");
}

#[test]
fn a_carrier_alone_is_no_tracking() {
    let mut order = carried();
    order.order_info = None;
    let found = tracking(&order);
    assert!(found.is_empty() && found.carrier.is_some());
    assert_eq!(found.text(), "");
}

#[test]
fn what_people_wrote_around_the_markers_stays_to_the_letter() {
    let put = |current: Option<&str>, text, written| InvoiceText.put(current, text, written, None).unwrap();
    assert_eq!(put(None, "A 1", None).as_deref(), Some("[Tracking: A 1]"));
    assert_eq!(put(Some("Takk!"), "A 1", None).as_deref(), Some("Takk!\n[Tracking: A 1]"));
    let edited = "  Hei \r\n[Tracking: A 1] Takk for handelen [1] ";
    let expected = "  Hei \r\n[Tracking: A 1, 2] Takk for handelen [1] ";
    assert_eq!(put(Some(edited), "A 1, 2", Some("A 1")).as_deref(), Some(expected));
    assert_eq!(put(Some(expected), "A 1, 2", Some("A 1")), None, "it stands there already");
}

#[test]
fn a_text_with_brackets_and_line_breaks_cannot_break_the_markers() {
    let first = InvoiceText.put(None, "A [1]\n2", None, None).unwrap().unwrap();
    assert_eq!(first, "[Tracking: A (1) 2]");
    assert_eq!(InvoiceText.put(Some(&first), "A [1]\n2", None, None).unwrap(), None);
    let second = InvoiceText.put(Some(&first), "B", Some("A [1]\n2"), None).unwrap();
    assert_eq!(second.as_deref(), Some("[Tracking: B]"));
}

#[test]
fn what_a_person_changed_or_removed_between_the_markers_is_theirs() {
    let edited = Err(TrackingConflict::Edited { place: InvoiceText });
    assert_eq!(InvoiceText.put(Some("[Tracking: see mail]"), "A 1", Some("A 0"), None), edited);
    assert_eq!(InvoiceText.put(Some("Takk!"), "A 1", Some("A 0"), None), edited, "it was removed");
    // Of what was only attempted, either may be: neither is a person's.
    let new = Ok(Some("[Tracking: A 2]".to_owned()));
    assert_eq!(InvoiceText.put(Some("[Tracking: A 1]"), "A 2", Some("A 0"), Some("A 1")), new);
    assert_eq!(InvoiceText.put(None, "A 2", None, Some("A 1")), new);
    // Where nothing is remembered, what stands between the markers is an integration's.
    assert_eq!(InvoiceText.put(Some("[Tracking: of a copied order]"), "A 2", None, None), new);
}

#[test]
fn markers_that_are_unclear_are_not_touched() {
    for text in ["[Tracking: A 1", "[Tracking: A] [Tracking: B]", "[Tracking: [Tracking: A]"] {
        let unclear = TrackingConflict::Unclear { place: InvoiceText };
        assert_eq!(InvoiceText.put(Some(text), "A 2", None, None), Err(unclear), "{text}");
    }
}

#[test]
fn the_delivery_alternative_is_written_only_where_nothing_else_stands() {
    let put = |current, text| DeliveryAlternative.put(current, text, None, None);
    let taken = Err(TrackingConflict::Taken { place: DeliveryAlternative });
    assert_eq!(put(Some("EXW Bergen"), "A 1"), taken);
    assert_eq!(put(Some("EXW [Tracking: A 1]"), "A 1, 2"), taken);
    assert_eq!(put(Some(" "), "A 1").unwrap().as_deref(), Some("[Tracking: A 1]"));
    assert_eq!(put(Some("[Tracking: A 1]"), "A 1, 2").unwrap().as_deref(), Some("[Tracking: A 1, 2]"));
}

#[test]
fn nothing_is_cut() {
    for place in [InvoiceText, DeliveryAlternative] {
        let fits = "x".repeat(place.limit() - "[Tracking: ]".len());
        assert!(place.put(None, &fits, None, None).is_ok());
        let length = place.limit() + 1;
        let error = place.put(None, &format!("{fits}x"), None, None).unwrap_err();
        assert_eq!(error, TrackingConflict::TooLong { place, length });
        assert!(error.to_string().contains(&place.limit().to_string()), "{error}");
    }
}
