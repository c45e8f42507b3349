//! What both systems answer shows why an order is held, or what would be written.

use wms_erp_sync::capsule::{Capsule, CapsuleSource, PseudonymKey, Recorder};
use wms_erp_sync::mapping::{Kit, KitLines, Kits};
use wms_erp_sync::{Class, OrderStatusSettings, Orders, Process, ShortShipment, Since, Tenant};

use crate::bench::{Bench, Transport};
use crate::over_both;
use crate::shop::{Shop, usual};

over_both! {
    an_order_that_is_held_for_its_country_is_held_for_it_again
    a_short_shipment_that_waits_for_a_person_waits_again
    an_order_of_kits_that_is_in_both_systems_is_unchanged_and_a_change_is_planned
    a_capsule_that_was_changed_shows_something_else
    a_side_that_cannot_be_reached_is_missing
}

async fn an_order_that_is_held_for_its_country_is_held_for_it_again(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order.with("Addresses.Delivery.Country", "Norgge")).await;
    shop.bench.round().await;
    let number = shop.order.to_string();
    let (_, outcome) = shop.replayed().await;
    let [held] = &outcome.processes[0].held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.class, &held.record), (Class::NeedsPerson, &number));
    assert!(held.what.contains("Norgge"), "{outcome:#?}");
    assert_eq!(outcome.again, []);
}

fn asking_first(tenant: Tenant, products: [i32; 2]) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    settings.short_shipment = ShortShipment::Hold;
    usual(tenant, products).order_status(settings)
}

async fn a_short_shipment_that_waits_for_a_person_waits_again(transport: Transport) {
    let shop = Shop::open(transport, asking_first, |order| order).await;
    shop.round().await;
    let (number, wms) = (shop.order.to_string(), &shop.bench.wms);
    wms.receive(&shop.coffee.to_string(), 7).unwrap();
    wms.pick_all(&number).unwrap();
    wms.send(&number).unwrap();
    shop.bench.round().await;
    assert_eq!(shop.bench.erp_status(shop.order), "Confirmed");
    let (_, outcome) = shop.replayed().await;
    let status = outcome.processes.iter().find(|outcome| outcome.process == Process::OrderStatus).unwrap();
    let [held] = &status.held[..] else { panic!("{outcome:#?}") };
    assert_eq!((held.class, &held.record), (Class::NeedsPerson, &number));
    assert!(held.what.contains("7 of 10 sent"), "{outcome:#?}");
    assert_eq!(status.writes, []);
}

fn with_kits(tenant: Tenant, [coffee, bread]: [i32; 2]) -> Tenant {
    let mut orders = Orders::since(Since::All);
    // Coffee is sold as two breads.
    let kit = Kit::new(coffee.into()).with_part(bread.into(), 2.into());
    orders.mapping.kits = Kits::new([kit]).unwrap().with_lines(KitLines::Parts);
    usual(tenant, [coffee, bread]).orders(orders)
}

async fn an_order_of_kits_that_is_in_both_systems_is_unchanged_and_a_change_is_planned(transport: Transport) {
    let shop = Shop::open(transport, with_kits, |order| order).await;
    shop.round().await;
    shop.round().await;
    let capsule = shop.pack(shop.order).await.unwrap();
    assert_eq!(capsule.original, None, "{:#?}", capsule.outcome);
    let [orders, _] = &capsule.outcome.processes[..] else { panic!("{:#?}", capsule.outcome) };
    assert_eq!((orders.unchanged, orders.writes.len(), orders.held.len()), (1, 0, 0), "{orders:#?}");
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Perssonmark"));
    let (_, outcome) = shop.replayed().await;
    let [write] = &outcome.processes[0].writes[..] else { panic!("{outcome:#?}") };
    assert!(write.fields.iter().any(|field| field.field.contains("SalesCode")), "{write:#?}");
}

async fn a_capsule_that_was_changed_shows_something_else(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order.with("Addresses.Delivery.Country", "Norgge")).await;
    shop.bench.round().await;
    let (capsule, outcome) = {
        let settings = shop.tenant(&Recorder::new());
        let capsule = shop.pack(shop.order).await.unwrap();
        let text = capsule.to_json().unwrap();
        let changed = text.replace("<Country>Norgge</Country>", "<Country>Norge</Country>");
        assert_ne!(changed, text);
        let changed = Capsule::from_json(&changed).unwrap();
        let outcome = changed.replay(&settings).await.unwrap();
        (changed, outcome)
    };
    assert_ne!(outcome, capsule.outcome);
    assert_eq!(outcome.processes[0].held, []);
    assert_eq!(
        outcome.processes[0].writes.iter().filter(|write| write.record == shop.order.to_string()).count(),
        1
    );
}

async fn a_side_that_cannot_be_reached_is_missing(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.round().await;
    let recorder = Recorder::new();
    let tenant = shop.tenant(&recorder);
    let kind = shop.capsule_transport();
    let Shop { bench: Bench { wms, engine, erp: _erp, .. }, order, .. } = shop;
    wms.stop().await;
    let source = CapsuleSource::new(tenant.clone(), recorder, PseudonymKey::new([3; 32])).transport(kind);
    let capsule = source.pack(&engine, order).await.unwrap().unwrap();
    assert!(
        capsule.missing.iter().any(|what| what.starts_with("WMS: the order: ")),
        "{:#?}",
        capsule.missing
    );
    assert!(
        capsule.documents.iter().any(|document| document.table == "order"),
        "what is remembered is there"
    );
    assert_eq!(capsule.replay(&tenant).await.unwrap(), capsule.outcome);
}

#[tokio::test]
async fn an_order_that_no_one_knows_makes_no_capsule() {
    let shop = Shop::open(Transport::Soap, usual, |order| order).await;
    shop.round().await;
    assert_eq!(shop.pack(4711).await, None);
}
