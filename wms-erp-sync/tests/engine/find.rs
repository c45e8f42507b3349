//! Orders are found by what people know of them, and what they know is not kept.

use chrono::TimeDelta;
use wms_erp_sync::store::Table;
use wms_erp_sync::{Process, RecordId, Tenant};

use super::articles::documents;
use super::bench::{TENANT, customer, order};
use super::orders::{Shop, shop, shop_with};

async fn find(shop: &Shop, text: &str) -> Vec<RecordId> {
    shop.engine.inspect(TENANT).find_orders(text, 3).await.unwrap()
}

/// An order with a reference, and a person's name as the other one.
fn referenced(shop: &Shop, customer: i32, reference: &str) -> i32 {
    let order = order(customer, &[(shop.coffee, 3)]);
    let order = order.with("ReferenceNumber", reference).with("YourReference", "Åse Hansen-Ødegård");
    shop.books().add_order(order)
}

#[tokio::test]
async fn an_order_is_found_by_its_numbers_its_customer_and_its_references() {
    let shop = shop_with(|mut tenant| {
        tenant.orders.as_mut().unwrap().mapping.order_number_prefix = "SO-".to_owned();
        tenant
    })
    .await;
    let ola = shop.books().add_company(customer("Ola Nordmann"));
    let first = referenced(&shop, ola, "PO 4711/A");
    assert_eq!(find(&shop, &first.to_string()).await, [0; 0], "no run has read it");
    shop.orders().await;
    for text in [format!("{first}"), format!(" so-{first} "), format!("{ola}")] {
        assert_eq!(find(&shop, &text).await, [first], "{text}");
    }
    for text in ["PO 4711/A", "po4711/a", "åse hansen-ødegård", "Åse  Hansen-Ødegård"] {
        assert_eq!(find(&shop, text).await, [first], "{text}");
    }
    for text in ["PO 4711", "Åse", "", "  ", "/", "SO-", "so-x", "é", &shop.kari.to_string(), "99999999999"]
    {
        assert_eq!(find(&shop, text).await, [0; 0], "{text}");
    }
    let more = [(); 3].map(|()| referenced(&shop, ola, "PO 4711/A"));
    shop.orders().await;
    let newest: Vec<i32> = more.into_iter().rev().collect();
    assert_eq!(find(&shop, "PO 4711/A").await, newest, "the newest first, and so many at most");
    // A number that is an order's and a customer's names the order first.
    let customer_is_order = shop.books().add_order(order(first, &[(shop.coffee, 1)]));
    shop.orders().await;
    assert_eq!(find(&shop, &first.to_string()).await, [first, customer_is_order]);
}

#[tokio::test]
async fn an_order_is_found_by_its_present_reference_and_not_once_it_is_forgotten() {
    let shop = shop().await;
    let number = referenced(&shop, shop.kari, "PO 1");
    shop.books().patch_order(number, |order| order.set("Addresses.Delivery.Country", "Atlantis"));
    shop.orders().await;
    assert!(!shop.is_in_wms(number));
    assert_eq!(find(&shop, "PO 1").await, [number], "a held order is found, too");
    shop.books().patch_order(number, |order| {
        order.set("Addresses.Delivery.Country", "NO");
        order.set("ReferenceNumber", "PO 2");
    });
    shop.orders().await;
    assert_eq!((find(&shop, "PO 1").await, find(&shop, "PO 2").await), (vec![], vec![number.into()]));
    shop.send(number);
    for _ in 0..2 {
        shop.turn(Process::OrderStatus).await;
        shop.orders().await;
    }
    shop.clock.advance((Tenant::RETENTION + TimeDelta::days(1)).to_std().unwrap());
    assert_eq!(shop.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap().orders, 1);
    assert_eq!(find(&shop, "PO 2").await, [0; 0]);
    let left = documents(&shop.store, Table::Order).await;
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn a_reference_is_kept_nowhere_as_people_read_it() {
    let shop = shop().await;
    referenced(&shop, shop.kari, "Hemmelig referanse");
    shop.orders().await;
    for table in Table::ALL {
        for (key, text) in documents(&shop.store, *table).await {
            let all = format!("{key} {text}").to_lowercase();
            assert!(!all.contains("hemmelig") && !all.contains("ødegård"), "{table}: {all}");
        }
    }
}
