//! Numbers that the WMS has already: ours are adopted, a stranger's is left alone.

use twentyfour_client::types::OrderSlipStateType;
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{Class, OrderEventKind, Orders, Process, Since};

use super::super::bench::hours;
use super::{order, shop, shop_with};

#[tokio::test]
async fn after_a_lost_store_everything_is_adopted_and_nothing_comes_twice() {
    let shop = shop().await;
    let (plain, edited, picked, sent) = (shop.order(), shop.order(), shop.order(), shop.order());
    shop.orders().await;
    shop.clock.advance(hours(30));
    shop.books().patch_row(edited, shop.row(edited, 0), |row| row.set("Quantity", 4));
    shop.wms.pick(&picked.to_string(), &shop.row(picked, 0).to_string(), 1).unwrap();
    shop.wms.pick_all(&sent.to_string()).unwrap();
    shop.wms.send(&sent.to_string()).unwrap();
    // Older than any overlap.
    shop.clock.advance(hours(100));

    let shop = shop.with_store(MemoryStore::new(), |tenant| tenant);
    shop.turn(Process::Articles).await;
    let report = shop.orders().await;
    assert_eq!(shop.wms.orders().len(), 4, "no second order");
    assert_eq!(report.held, 0, "{report:#?}");
    assert_eq!(shop.quantities(edited), [4.into(), 2.into()]);
    assert_eq!(shop.quantities(picked), [3.into(), 2.into()]);
    for number in [plain, edited, picked, sent] {
        assert_eq!(shop.events(number).await, [OrderEventKind::Adopted]);
        let date = shop.in_wms(number).data.delivery_date.unwrap().date().to_string();
        assert_eq!(date, "2026-03-02", "the day of the first import stays");
    }
    // What was sent while nobody remembered is reported.
    shop.status().await;
    assert_eq!(shop.erp_status(sent), "OrderState_Sent");
    assert_eq!(shop.erp_status(plain), "Confirmed");
    // An adopted one goes on like any other.
    shop.books().patch_order(plain, |order| order.set("InvoiceTitle", "after"));
    shop.orders().await;
    assert_eq!(shop.in_wms(plain).data.order_remark.as_deref(), Some("after"));
    assert_eq!(shop.wms.orders().len(), 4);
}

#[tokio::test]
async fn orders_that_bear_our_import_status_are_adopted_too_and_others_of_that_status_are_not() {
    let change = |mut tenant: wms_erp_sync::Tenant| {
        tenant.orders.as_mut().unwrap().import_status = Some(OrderSlipStateType::Pack);
        tenant
    };
    let shop = shop_with(change).await;
    let ours = shop.order();
    shop.orders().await;
    assert_eq!(shop.erp_status(ours), "Pack");
    let theirs = shop.order();
    shop.books().set_order_status(theirs, "Pack");
    let shop = shop.with_store(MemoryStore::new(), change);
    shop.turn(Process::Articles).await;
    let report = shop.orders().await;
    assert_eq!(shop.wms.orders().len(), 1, "{report:#?}");
    assert_eq!(shop.events(theirs).await, []);
    assert_eq!(report.held, 0);
    shop.wms.pick_all(&ours.to_string()).unwrap();
    shop.wms.send(&ours.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(ours), "OrderState_Sent");
}

#[tokio::test]
async fn a_strangers_order_of_the_same_number_is_never_touched() {
    let shop = shop().await;
    let number = shop.order();
    shop.wms.enter_order_by_hand(&number.to_string(), &[(shop.cup.to_string().as_str(), 1)]).unwrap();
    let before = shop.in_wms(number);
    let other = shop.order();
    shop.orders().await;
    shop.orders().await;
    assert_eq!(shop.in_wms(number), before);
    assert!(shop.is_in_wms(other));
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::NeedsPerson)]);
    assert!(shop.held().await[0].remedy.contains("prefix"));
    // It is sent: that is not our business.
    shop.wms.set_status(&number.to_string(), 450).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "Confirmed");
}

#[tokio::test]
async fn with_a_prefix_the_strangers_number_is_in_nobodys_way() {
    let shop = shop_with(|tenant| {
        let mut orders = Orders::since(Since::All);
        orders.mapping.order_number_prefix = "A-".to_owned();
        tenant.orders(orders)
    })
    .await;
    let number = shop.order();
    shop.wms.enter_order_by_hand(&number.to_string(), &[(shop.cup.to_string().as_str(), 1)]).unwrap();
    shop.orders().await;
    let ours = format!("A-{number}");
    assert_eq!(shop.wms.order(&ours).unwrap().lines.len(), 2);
    assert_eq!(shop.held().await, []);
    // Of the two, only ours counts.
    shop.wms.set_status(&number.to_string(), 450).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "Confirmed");
    shop.wms.pick_all(&ours).unwrap();
    shop.wms.send(&ours).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn one_that_was_cancelled_while_nobody_remembered_is_not_created_again() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.cancel(&number.to_string()).unwrap();
    let shop = shop.with_store(MemoryStore::new(), |tenant| tenant);
    shop.turn(Process::Articles).await;
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::NeedsPerson)]);
    assert_eq!((shop.wms.orders().len(), shop.in_wms(number).status), (1, 1000));
}

#[tokio::test]
async fn an_adopted_order_that_the_wms_will_not_take_is_still_followed() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().patch_order(number, |order| order.set("ReferenceNumber", "x".repeat(60)));
    let shop = shop.with_store(MemoryStore::new(), |tenant| tenant);
    shop.turn(Process::Articles).await;
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Rejected)]);
    assert_eq!(shop.events(number).await, [OrderEventKind::Adopted, OrderEventKind::Refused]);
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
    shop.orders().await;
    let held = shop.held_by(Process::Orders).await;
    assert_eq!(
        held,
        [(number.to_string(), Class::Notice)],
        "it was sent without the change: a person must know"
    );
}

#[tokio::test]
async fn an_order_whose_rows_were_exchanged_in_part_is_still_known_as_ours() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().delete_row(number, shop.row(number, 0));
    shop.books().add_row(
        number,
        twentyfour_simulator::Record::row().with("ProductId", shop.coffee).with("Quantity", 9),
    );
    let shop = shop.with_store(MemoryStore::new(), |tenant| tenant);
    shop.turn(Process::Articles).await;
    shop.orders().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(shop.quantities(number), [2.into(), 9.into()]);
}

#[tokio::test]
async fn orders_from_before_the_start_stay_out_after_a_lost_store_too() {
    let since = |tenant: wms_erp_sync::Tenant| {
        tenant.orders(Orders::since(Since::Date("2026-03-01".parse().unwrap())))
    };
    let shop = shop_with(since).await;
    let old = shop.books().add_order(order(shop.kari, &[(shop.coffee, 1)]));
    shop.orders().await;
    let shop = shop.with_store(MemoryStore::new(), since);
    shop.orders().await;
    assert!(!shop.is_in_wms(old));
}
