//! Changes that the WMS refused, once the order was sent: only what removes the cause closes them.

use super::*;

#[tokio::test]
async fn a_refused_change_of_the_address_is_not_closed_by_sent() {
    for transport in TRANSPORTS {
        let shop = shop_over(transport, |tenant| tenant).await;
        let number = shop.begun(&[(shop.coffee, 5)]).await;
        shop.books().patch_order(number, |order| order.set("Addresses.Delivery.Street", "Lillegata 2"));
        shop.refused(number).await;
        shop.ship(number);
        for _ in 0..2 {
            shop.status().await;
            shop.orders().await;
        }
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        let held = shop.held_by(Process::Orders).await;
        assert_eq!(held, [(number.to_string(), Class::Notice)], "{transport:?}");
        shop.engine.operator(TENANT).dismiss(Process::Orders, &number.to_string(), "called").await.unwrap();
        shop.orders().await;
        assert_eq!(shop.held().await, []);
    }
}

#[tokio::test]
async fn a_refused_change_of_rows_is_closed_by_sent_once_the_shipment_was_compared() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let number = shop.begun(&[(shop.coffee, 5)]).await;
    let row = shop.row(number, 0);
    shop.books().patch_row(number, row, |row| row.set("Quantity", 8));
    shop.refused(number).await;
    shop.ship(number);
    shop.status().await;
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, []);
    assert!(shop.notice(number).await.contains("5 of 8 sent"));
}

#[tokio::test]
async fn a_refused_change_stays_known_when_a_person_moves_the_order_on() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let number = shop.begun(&[(shop.coffee, 5)]).await;
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 8));
    shop.refused(number).await;
    shop.books().set_order_status(number, "ForInvoicing");
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Notice)]);
}

#[tokio::test]
async fn a_change_that_could_not_be_mapped_is_not_closed_by_sent() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let number = shop.begun(&[(shop.coffee, 5)]).await;
    shop.books().patch_order(number, |order| order.set("Addresses.Delivery.Country", "Utopia"));
    shop.orders().await;
    shop.ship(number);
    shop.status().await;
    shop.orders().await;
    let held = shop.held().await;
    assert!(
        held.iter().any(|held| held.class == Class::Notice && held.what.contains("Utopia")),
        "nobody would hear of it: {held:#?}"
    );
}

#[tokio::test]
async fn a_dismissed_refusal_does_not_hide_the_next_change() {
    let shop = shop_over(Transport::Soap, |tenant| tenant).await;
    let number = shop.begun(&[(shop.coffee, 5)]).await;
    for quantity in [8, 9] {
        shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", quantity));
        shop.refused(number).await;
        shop.engine.operator(TENANT).dismiss(Process::Orders, &number.to_string(), "told").await.unwrap();
        shop.orders().await;
        assert_eq!(shop.held().await, []);
    }
    for street in ["Lillegata 2", "Lillegata 3"] {
        shop.books().patch_order(number, |order| order.set("Addresses.Delivery.Street", street));
        shop.refused(number).await;
        shop.engine.operator(TENANT).dismiss(Process::Orders, &number.to_string(), "told").await.unwrap();
        shop.orders().await;
        assert_eq!(shop.held().await, []);
    }
}
