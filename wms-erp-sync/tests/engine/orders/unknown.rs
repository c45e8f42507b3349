//! What is not known for certain, because an answer, a store or a run was lost, and is found out.

use twentyfour_client::types::OrderSlipStateType;
use twentyfour_simulator::{Gate, Mischief, Rule};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{CancellationToken, Class, Outcome, Process, Tenant, Trigger};

use super::super::bench::{TENANT, hours};
use super::leaving::wms_down;
use super::{Shop, order, restarted, shop, shop_with};

fn with_import_status(mut tenant: Tenant) -> Tenant {
    tenant.orders.as_mut().unwrap().import_status = Some(OrderSlipStateType::Pack);
    tenant
}

/// The same shop with an engine that remembers nothing.
async fn forgotten(shop: Shop, change: impl FnOnce(Tenant) -> Tenant) -> Shop {
    let shop = shop.with_store(MemoryStore::new(), change);
    shop.turn(Process::Articles).await;
    shop
}

#[tokio::test]
async fn an_adopted_order_that_the_warehouse_began_with_other_contents_is_told_with_what_differs() {
    for edited in [false, true] {
        let shop = shop().await;
        let number = shop.order();
        shop.orders().await;
        shop.wms.pick(&number.to_string(), &shop.row(number, 0).to_string(), 1).unwrap();
        if edited {
            shop.books().patch_order(number, |order| order.set("ReferenceNumber", "PO-8"));
        }
        let shop = forgotten(shop, |tenant| tenant).await;
        shop.orders().await;
        let held = shop.held().await;
        match &held[..] {
            [] => assert!(!edited, "the change is lost, and nobody knows"),
            [held] => {
                assert!(edited, "nothing differs: {held:?}");
                assert_eq!((held.record.clone(), held.class), (number.to_string(), Class::Rejected));
                assert!(held.what.contains("another OrderInfo/ReferenceNumber"), "{held:?}");
            }
            held => panic!("{held:?}"),
        }
    }
}

#[tokio::test]
async fn s02_a_change_whose_answer_was_lost_is_no_refusal_when_picking_has_begun_meanwhile() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().patch_order(number, |order| order.set("ReferenceNumber", "PO-8"));
    shop.wms.control().misbehave(Rule::drop_after().on("ProcessOrder"));
    shop.turn(Process::Orders).await;
    assert_eq!(shop.in_wms(number).data.reference_number.as_deref(), Some("PO-8"), "it arrived");
    shop.wms.pick_all(&number.to_string()).unwrap();
    let report = shop.orders().await;
    assert_eq!((report.held, report.written), (0, 0), "{report:#?}");
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn a_change_that_was_read_and_not_delivered_is_delivered_though_no_head_tells_of_it() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.orders().await;
    shop.books().quietly().patch_order(number, |order| order.set("InvoiceTitle", "quiet"));
    shop.clock.advance(hours(25));
    // The daily comparison reads it, and then nothing can be delivered: not even held.
    shop.order();
    shop.wms.control().misbehave(wms_down());
    assert_eq!(shop.turn(Process::Orders).await.outcome, Outcome::Failed);
    shop.wms.control().behave();
    shop.orders().await;
    assert_eq!(shop.in_wms(number).data.order_remark.as_deref(), Some("quiet"));
}

#[tokio::test]
async fn one_that_bears_our_import_status_and_was_cancelled_in_the_wms_is_told_after_a_lost_store() {
    let shop = shop_with(with_import_status).await;
    let number = shop.order();
    shop.orders().await;
    assert_eq!(shop.erp_status(number), "Pack");
    shop.wms.cancel(&number.to_string()).unwrap();
    let shop = forgotten(shop, with_import_status).await;
    for _ in 0..3 {
        shop.orders().await;
        shop.status().await;
        let held = shop.held_by(Process::OrderStatus).await;
        assert_eq!(held, [(number.to_string(), Class::NeedsPerson)]);
    }
    assert_eq!(shop.wms.orders().len(), 1);
}

#[tokio::test]
async fn one_that_was_sent_while_it_was_withdrawn_is_reported_when_it_comes_back() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().set_order_status(number, "Draft");
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    shop.status().await;
    shop.engine.operator(TENANT).dismiss(Process::OrderStatus, &number.to_string(), "seen").await.unwrap();
    // By now no change time tells of the shipment.
    shop.clock.advance(hours(5));
    shop.status().await;
    shop.books().set_order_status(number, "Confirmed");
    shop.orders().await;
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent", "{:#?}", shop.held().await);
}

#[tokio::test]
async fn our_import_status_is_never_written_over_sent_by_another_engine_at_work() {
    let shop = shop_with(with_import_status).await;
    let number = shop.order();
    shop.erp.misbehave(Rule::status(500, "busy").on("SaveInvoices"));
    shop.turn(Process::Orders).await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    // While one engine has looked and is about to write the import status, another one reports the order as sent.
    let other = restarted(&shop, shop.store.clone(), with_import_status);
    let gate = Gate::new();
    let hold = Rule::new(Mischief::Hold(gate.clone()));
    shop.erp.misbehave(hold.on("SaveInvoices"));
    let engine = shop.engine.clone();
    let importing = tokio::spawn(async move {
        engine.run(TENANT, Process::Orders, Trigger::Manual, &CancellationToken::new()).await
    });
    gate.arrived().await;
    other.run(TENANT, Process::OrderStatus, Trigger::Manual, &CancellationToken::new()).await.unwrap();
    gate.open();
    importing.await.unwrap().unwrap();
    shop.orders().await;
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn an_order_without_a_delivery_date_keeps_its_day_when_the_store_is_lost_and_picking_has_begun() {
    let shop = shop().await;
    let number = shop.books().add_order(order(shop.kari, &[(shop.coffee, 1)]));
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.clock.advance(hours(80));
    let shop = forgotten(shop, |tenant| tenant).await;
    shop.orders().await;
    assert_eq!(shop.held().await, [], "the day of today is not what was sent, and is not missed");
}

#[tokio::test]
async fn one_that_leaves_with_new_row_ids_while_its_first_write_is_unsettled_is_held_and_not_dropped() {
    for status in ["Draft", "Invoiced"] {
        for held_before in [false, true] {
            let shop = shop().await;
            let number = shop.order();
            shop.wms.control().misbehave(Rule::drop_after().on("ProcessOrder"));
            shop.turn(Process::Orders).await;
            shop.wms.control().behave();
            assert!(shop.is_in_wms(number), "it arrived");
            shop.books().renumber_rows(number);
            if held_before {
                shop.orders().await;
            }
            shop.wms.pick_all(&number.to_string()).unwrap();
            shop.wms.send(&number.to_string()).unwrap();
            shop.books().set_order_status(number, status);
            for _ in 0..2 {
                shop.orders().await;
                let held = shop.held_by(Process::Orders).await;
                assert_eq!(held, [(number.to_string(), Class::NeedsPerson)], "{status}, {held_before}");
                let held = shop.held().await.remove(0);
                assert!(held.what.contains(status), "{held:?}");
                assert!(held.what.contains("its lines are not those of this order"), "{held:?}");
            }
            // Once a person has looked, it is done.
            shop.engine.operator(TENANT).dismiss(Process::Orders, &number.to_string(), "seen").await.unwrap();
            shop.orders().await;
            assert_eq!(shop.held().await, []);
        }
    }
}

#[tokio::test]
async fn one_that_went_on_or_back_before_the_first_status_run_is_looked_at_by_it() {
    for (status, record, class) in
        [("Invoiced", "10001/short", Class::Notice), ("Draft", "10001", Class::NeedsPerson)]
    {
        let shop = shop().await;
        let number = shop.order();
        shop.orders().await;
        shop.books().set_order_status(number, status);
        shop.wms.send(&number.to_string()).unwrap();
        shop.orders().await;
        // The status process could not run until now, and no change time tells of the shipment any more.
        shop.clock.advance(hours(5));
        shop.status().await;
        assert_eq!(shop.held_by(Process::OrderStatus).await, [(record.to_owned(), class)], "{status}");
    }
}
