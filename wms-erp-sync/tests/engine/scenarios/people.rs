//! What people do, and how they write.

use wms_erp_sync::{Class, OrderEventKind, Orders, Process, Since, Tenant};

use crate::bench::{TENANT, hours, order};
use crate::orders::{Shop, shop, shop_with};

fn cancelling(tenant: Tenant) -> Tenant {
    let mut orders = Orders::since(Since::All);
    orders.cancel_withdrawn = true;
    tenant.orders(orders)
}

/// The order is taken back right before or after one of our requests: in the end it is in neither system.
#[tokio::test]
async fn s09_an_order_taken_back_while_it_is_pushed_ends_cancelled_whatever_came_first() {
    for operation in ["GetOrdersByQuery", "ProcessOrder"] {
        for before in [true, false] {
            let shop = shop_with(cancelling).await;
            let number = shop.order();
            let (books, side) = (shop.books(), shop.wms.control());
            let withdraw = move |_: &_| {
                books.set_order_status(number, "Inactive");
            };
            if before {
                side.before_next(operation, withdraw);
            } else {
                side.after_next(operation, withdraw);
            }
            for _ in 0..2 {
                shop.orders().await;
                shop.status().await;
            }
            let there = shop.wms.order(&number.to_string());
            let status = there.as_ref().map(|order| order.status);
            assert!(status.is_none_or(|status| status == 1000), "{operation}, {before}: {there:#?}");
            assert_eq!(shop.held().await, [], "{operation}, {before}");
            assert_eq!(shop.wms.orders().len(), usize::from(there.is_some()));
        }
    }
}

#[tokio::test]
async fn s09_one_taken_back_after_picking_is_refused_once_and_its_shipment_is_told() {
    let shop = shop_with(cancelling).await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.books().set_order_status(number, "Inactive");
    shop.orders().await;
    let held = shop.held().await;
    assert_eq!(held.len(), 1, "{held:#?}");
    assert!(held[0].what.contains("refused to cancel"), "{held:#?}");
    shop.orders().await;
    let withdrawn = shop.events(number).await;
    assert_eq!(withdrawn.iter().filter(|kind| **kind == OrderEventKind::Withdrawn).count(), 1);
    shop.wms.send(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(number.to_string(), Class::NeedsPerson)]);
    assert_eq!(shop.erp_status(number), "Inactive", "what a person said stands");
}

async fn sent_as(shop: &Shop, fields: &[(&str, &str)]) -> ongoing_simulator::world::Customer {
    let typed = fields
        .iter()
        .fold(order(shop.kari, &[(shop.coffee, 1)]), |order, (field, text)| order.with(field, text));
    let number = shop.books().add_order(typed);
    shop.orders().await;
    assert_eq!(shop.held().await, [], "{fields:?}");
    shop.wms.customer_of(&number.to_string()).unwrap()
}

#[tokio::test]
async fn s22_what_people_type_goes_over_as_it_is_and_never_costs_the_order() {
    let shop = shop().await;
    for phone in ["+47 900 00 000", "0047 90000000", "90000000", "900 00 000 / 22 22 22 22", "ring på"] {
        let customer = sent_as(&shop, &[("CustomerDeliveryPhone", phone)]).await.data;
        // Of two numbers in one field the first.
        let first = phone.split(" / ").next();
        assert_eq!(customer.address.mobile_phone.as_deref(), first);
        assert_eq!(customer.address.telephone.as_deref(), first);
    }
    let mails = "kari@example.no; ola@example.no";
    let customer = sent_as(&shop, &[("InvoiceEmailAddress", mails)]).await.data;
    assert_eq!(customer.address.email.as_deref(), Some("kari@example.no"));
    for (typed, code) in [("Norge", "NO"), ("Sweden", "SE"), ("dk", "DK"), ("FI", "FI")] {
        let customer = sent_as(&shop, &[("Addresses.Delivery.Country", typed)]).await.data;
        assert_eq!(customer.address.country_code.as_deref(), Some(code), "{typed}");
    }
    let elsewhere = [
        ("Addresses.Delivery.Street", ""),
        ("Addresses.Delivery.PostalCode", ""),
        ("Addresses.Delivery.PostalArea", ""),
        ("Addresses.Visit.Street", "Havnegata 2"),
        ("Addresses.Visit.PostalCode", "5003"),
        ("Addresses.Visit.PostalArea", "Bergen"),
        ("Addresses.Visit.Country", "NO"),
    ];
    let address = sent_as(&shop, &elsewhere).await.data.address;
    assert_eq!((address.address.as_deref(), address.city.as_deref()), (Some("Havnegata 2"), Some("Bergen")));
}

#[tokio::test]
async fn s23_an_order_without_a_delivery_method_goes_and_says_so() {
    let shop = shop().await;
    let number = shop.order();
    let report = shop.orders().await;
    assert!(shop.in_wms(number).way_of_delivery_type.is_none());
    let noted = report.reasons.iter().any(|reason| reason.what.contains("WayOfDeliveryType"));
    assert!(noted, "{report:#?}");
}

#[tokio::test]
async fn s25_processes_that_were_off_for_a_week_go_on_where_they_were() {
    let shop = shop().await;
    let (before, picked) = (shop.order(), shop.order());
    shop.orders().await;
    shop.status().await;
    let store = shop.store.clone();
    let shop = shop.with_store(store, |mut tenant| {
        (tenant.orders, tenant.order_status) = (None, None);
        tenant
    });
    for _ in 0..7 {
        shop.clock.advance(hours(24));
        shop.engine.run_all(TENANT, wms_erp_sync::Trigger::Scheduled, &Default::default()).await.unwrap();
    }
    let new = shop.order();
    shop.books().patch_order(before, |order| order.set("InvoiceTitle", "while off"));
    shop.wms.pick_all(&picked.to_string()).unwrap();
    shop.wms.send(&picked.to_string()).unwrap();
    shop.clock.advance(hours(24));
    let store = shop.store.clone();
    let shop = shop.with_store(store, |tenant| tenant);
    let report = shop.orders().await;
    assert_eq!(report.written, 2, "the new one and the changed one, and nothing else: {report:#?}");
    shop.status().await;
    assert!(shop.is_in_wms(new));
    assert_eq!(shop.in_wms(before).data.order_remark.as_deref(), Some("while off"));
    assert_eq!(shop.erp_status(picked), "OrderState_Sent");
    assert_eq!(shop.wms.orders().len(), 3);
}

#[tokio::test]
async fn s25_another_goods_owner_is_refused_and_nothing_is_written_to_it() {
    let shop = shop().await;
    shop.order();
    shop.orders().await;
    let elsewhere = ongoing_simulator::Simulator::builder().goods_owner(160, "OTHER").start().await;
    let elsewhere = elsewhere.unwrap();
    let other = crate::bench::tenant(&shop.erp, &elsewhere).wms;
    let store = shop.store.clone();
    let shop = shop.with_store(store, |mut tenant| {
        tenant.wms = other;
        tenant
    });
    shop.order();
    let report = shop.turn(Process::Orders).await;
    assert_eq!(report.outcome, wms_erp_sync::Outcome::Failed);
    assert!(report.reasons[0].what.contains("goods owner"), "{report:#?}");
    assert_eq!((elsewhere.orders().len(), elsewhere.articles().len()), (0, 0));
}
