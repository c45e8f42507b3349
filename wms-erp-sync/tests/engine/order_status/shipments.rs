//! How much was sent.

use wms_erp_sync::{Class, OrderEventKind, Process};

use super::super::bench::{hours, order, product};
use super::{shop, shop_with};

#[tokio::test]
async fn a_partial_shipment_is_sent_with_a_notice_that_stays_until_it_is_dismissed() {
    let shop = shop().await;
    let number = shop.order();
    let name = number.to_string();
    shop.orders().await;
    shop.wms.pick(&name, &shop.row(number, 0).to_string(), 1).unwrap();
    shop.wms.pick(&name, &shop.row(number, 1).to_string(), 2).unwrap();
    shop.wms.send(&name).unwrap();
    let report = shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
    assert_eq!((report.held, report.needs_attention), (0, 0), "a notice holds nothing up");
    let held = shop.held().await.remove(0);
    assert_eq!((held.class, held.record.clone()), (Class::Notice, format!("{number}/short")));
    assert!(held.what.contains(&format!("row {}: 1 of 3 sent, 2 missing", shop.row(number, 0))), "{held:?}");
    assert!(!held.what.contains(&format!("row {}:", shop.row(number, 1))), "{held:?}");
    shop.clock.advance(hours(30));
    shop.status().await;
    shop.orders().await;
    let [still] = &shop.held().await[..] else { panic!("the notice is gone") };
    assert_eq!((still.attempts, still.since), (1, held.since));
    let short = shop.events(number).await.iter().filter(|kind| **kind == OrderEventKind::Short).count();
    assert_eq!(short, 1);
    shop.engine.operator("acme").dismiss(Process::OrderStatus, &held.record, "credited").await.unwrap();
    shop.clock.advance(hours(30));
    shop.status().await;
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn freight_is_never_short() {
    let shop = shop().await;
    let freight = shop.books().add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
    let number = shop.books().add_order(order(shop.kari, &[(shop.coffee, 3), (freight, 1)]));
    shop.orders().await;
    shop.send(number);
    shop.status().await;
    assert_eq!((shop.erp_status(number), shop.held().await), ("OrderState_Sent".into(), vec![]));
}

#[tokio::test]
async fn s10_a_later_shipment_of_the_same_order_is_noticed_and_written_no_second_time() {
    let shop = shop().await;
    let number = shop.order();
    let (name, row) = (number.to_string(), shop.row(number, 0).to_string());
    shop.orders().await;
    shop.wms.pick(&name, &row, 1).unwrap();
    shop.wms.send(&name).unwrap();
    shop.status().await;
    assert!(shop.held().await[0].what.contains("1 of 3"));
    shop.wms.act(|world| world.edit_order(&name, |order| order.status = 400)).unwrap();
    shop.wms.pick(&name, &row, 1).unwrap();
    shop.wms.send(&name).unwrap();
    shop.status().await;
    assert!(shop.held().await[0].what.contains("2 of 3"), "{:?}", shop.held().await);
    shop.wms.act(|world| world.edit_order(&name, |order| order.status = 400)).unwrap();
    shop.wms.pick_all(&name).unwrap();
    shop.wms.collect(&name).unwrap();
    shop.status().await;
    assert_eq!(shop.held().await, [], "all is there now");
    assert_eq!(shop.erp_count("SaveInvoices"), 0);
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
    let kinds = shop.events(number).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == OrderEventKind::Reported).count(), 3);
}

#[tokio::test]
async fn the_step_from_sent_to_collected_says_nothing_new() {
    let shop = shop().await;
    let number = shop.sent().await;
    shop.status().await;
    shop.wms.collect(&number.to_string()).unwrap();
    let report = shop.status().await;
    assert_eq!((report.written, shop.erp_count("")), (0, 0));
}

#[tokio::test]
async fn a_back_order_of_the_warehouse_is_not_the_order() {
    use ongoing_simulator::world::{BackOrderNumber, OrderIdentification, OrderOperation, OrderRequest};
    for numbering in [BackOrderNumber::Same, BackOrderNumber::Suffixed] {
        let shop = shop().await;
        shop.wms.set_rules(|rules| rules.back_order_number = numbering);
        let number = shop.order();
        let name = number.to_string();
        shop.orders().await;
        shop.wms.pick(&name, &shop.row(number, 0).to_string(), 1).unwrap();
        let back = shop.wms.act(|world| world.split_back_order(&name)).unwrap();
        shop.wms.send(&name).unwrap();
        shop.status().await;
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        let events = shop.events(number).await;
        // The back order is sent too: of that the ERP's order hears nothing, again and again.
        let mut sent = OrderRequest::new(OrderOperation::Update, OrderIdentification::SystemId);
        (sent.order_id, sent.status_updated) = (Some(back), Some(450));
        shop.wms.act(|world| world.process_order(sent)).unwrap();
        for _ in 0..2 {
            shop.status().await;
            assert_eq!(shop.erp_count(""), 0, "{numbering:?}");
        }
        assert_eq!(shop.events(number).await, events, "{numbering:?}");
    }
}

#[tokio::test]
async fn one_cancelled_in_the_wms_is_held_once() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.cancel(&number.to_string()).unwrap();
    let report = shop.status().await;
    assert_eq!(report.needs_attention, 1);
    for _ in 0..3 {
        shop.status().await;
    }
    let held = shop.held().await;
    assert_eq!((held.len(), held[0].attempts, held[0].class), (1, 1, Class::NeedsPerson));
    assert_eq!(shop.erp_status(number), "Confirmed");
    let told =
        shop.events(number).await.iter().filter(|kind| **kind == OrderEventKind::CancelledInWms).count();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn one_that_came_back_before_the_erp_heard_of_it_is_held() {
    let shop = shop().await;
    let number = shop.sent().await;
    shop.wms.set_status(&number.to_string(), 800).unwrap();
    let report = shop.status().await;
    assert_eq!((report.needs_attention, shop.erp_status(number)), (1, "Confirmed".into()));
    shop.status().await;
    let held = shop.held().await;
    assert!(held[0].what.contains("800") && held[0].attempts == 1, "{held:?}");
}

#[tokio::test]
async fn a_return_after_the_report_is_the_warehouses_business() {
    let shop = shop_with(|tenant| tenant).await;
    let number = shop.sent().await;
    shop.status().await;
    shop.wms.set_status(&number.to_string(), 800).unwrap();
    shop.status().await;
    assert_eq!((shop.erp_status(number), shop.held().await), ("OrderState_Sent".into(), vec![]));
}
