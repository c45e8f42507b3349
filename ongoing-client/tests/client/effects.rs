//! What a second execution of a request does, where that depends on what it says: only what is harmless is repeated.

use asmx_soap::Effect::{self, Creates, Idempotent, Read};
use ongoing_client::model::{
    GoodsOwnerInvoice, GoodsOwnerInvoiceRow, InOrder, InOrderInfoClass, ReturnOrder,
    ReturnOrderIdentificationType, Shipment, ShipmentAddressOperation, ShipmentConsignee, ShipmentContainer,
    ShipmentContainerItem, Trip, TripOperationType, TripStop, TripStopOperation,
};
use ongoing_client::soap::{WsiOperation, operation};
use ongoing_client::{Account, Credentials, GoodsOwner, XsDateTime};

#[test]
fn a_purchase_order_is_written_again_but_not_removed_again() {
    let effect = |co: InOrder| operation::ProcessInOrder { co: Some(co), ..Default::default() }.effect();
    assert_eq!(effect(InOrder::new(InOrderInfoClass::by_number("P-1"), Vec::new())), Idempotent);
    assert_eq!(
        effect(InOrder::new(InOrderInfoClass::default(), Vec::new())),
        Creates,
        "`Create` is the default"
    );
    assert_eq!(effect(InOrder::remove("P-1")), Creates);
    assert_eq!(operation::UpdateInOrderLines::default().effect(), Idempotent);
    assert_eq!(operation::GetInOrdersByQuery::default().effect(), Read);
}

#[test]
fn a_return_order_is_written_again_only_under_its_own_number() {
    let effect = |order: ReturnOrder| {
        operation::ProcessReturnOrder { return_order: Some(order), ..Default::default() }.effect()
    };
    let order = || ReturnOrder::new("1001", "R-1", Vec::new());
    assert_eq!(effect(order()), Idempotent);
    let return_order_identification = ReturnOrderIdentificationType::CustomerOrder;
    assert_eq!(effect(ReturnOrder { return_order_identification, ..order() }), Creates);
}

#[test]
fn a_shipment_is_written_again_only_if_that_adds_nothing() {
    let effect = |shipment: Shipment| -> Effect {
        operation::ProcessShipment { shipment: Some(shipment), ..Default::default() }.effect()
    };
    let shipment = || Shipment::by_order_number("S-1");
    let item = |id| ShipmentContainerItem { shipment_container_item_id: id, ..Default::default() };
    let on = |inside| ShipmentContainerItem { shipment_container_items: vec![inside], ..item(Some(1)) };
    let carries = |item| Shipment { shipment_container_items: vec![item], ..shipment() };
    assert_eq!(effect(shipment()), Idempotent);
    assert_eq!(effect(Shipment::remove("S-1")), Creates);
    assert_eq!(effect(Shipment::default()), Creates);
    assert_eq!(effect(carries(item(Some(1)))), Idempotent);
    assert_eq!(effect(carries(item(None))), Creates);
    assert_eq!(effect(carries(on(item(Some(2))))), Idempotent);
    assert_eq!(effect(carries(on(item(None)))), Creates, "one that stands on another counts, too");
    let containers = vec![ShipmentContainer::default()];
    assert_eq!(effect(Shipment { shipment_containers: containers, ..shipment() }), Creates);
    let to = |operation| Shipment {
        consignee: Some(ShipmentConsignee { shipment_address_operation: operation, ..Default::default() }),
        ..shipment()
    };
    assert_eq!(effect(to(ShipmentAddressOperation::Create)), Creates);
    assert_eq!(effect(to(ShipmentAddressOperation::FindOrCreate)), Idempotent);
}

#[test]
fn a_trip_and_an_invoice_are_written_again_only_if_that_adds_nothing() {
    let effect = |trip| operation::ProcessTrip { trip: Some(trip), ..Default::default() }.effect();
    let trip = |stop| Trip::new(XsDateTime::default(), "T-1", vec![stop]);
    let stop = || TripStop { sequence: Some(1), ..TripStop::default() };
    assert_eq!(effect(trip(stop())), Idempotent);
    assert_eq!(
        effect(trip(TripStop::default())),
        Creates,
        "a stop without a place may be another one each time"
    );
    assert_eq!(effect(trip(TripStop { trip_stop_operation: TripStopOperation::Remove, ..stop() })), Creates);
    assert_eq!(effect(Trip { trip_operation: TripOperationType::Create, ..trip(stop()) }), Creates);
    let effect = |invoice_row_id| {
        let row = GoodsOwnerInvoiceRow { invoice_row_id, ..Default::default() };
        let invoice = GoodsOwnerInvoice { invoice_rows: vec![row], ..Default::default() };
        operation::ProcessInvoice { goods_owner_invoice: Some(invoice), ..Default::default() }.effect()
    };
    assert_eq!((effect(7), effect(0)), (Idempotent, Creates));
}

#[test]
fn requests_that_name_the_goods_owner_inside_are_signed_there() {
    let owner = GoodsOwner::new("ACME", 159);
    let account = Account::new(Credentials::new("WSI-acme", "hunter2"), owner);
    let mut request = operation::ProcessTrip { trip: Some(Trip::default()), ..Default::default() };
    request.sign(&account);
    let named = request.trip.as_ref().unwrap().goods_owner.clone().unwrap();
    assert_eq!((named.goods_owner_code.as_deref(), named.goods_owner_id), (Some("ACME"), 159));
    let invoice = Some(GoodsOwnerInvoice::default());
    let mut request = operation::ProcessInvoice { goods_owner_invoice: invoice, ..Default::default() };
    request.sign(&account);
    assert_eq!(request.goods_owner_invoice.unwrap().goods_owner, Some(named));
}
