//! What is written, over what, and what is not.

use std::collections::BTreeSet;

use twentyfour_simulator::Rule;
use wms_erp_sync::{Class, OrderEventKind, Outcome, Process, Trigger};

use super::super::bench::hours;
use super::super::orders::furnish;
use super::shop;
use crate::Bench;

#[tokio::test]
async fn four_fifty_and_five_hundred_mean_sent_and_no_other_number_does() {
    for (status, expected) in
        [(320, "Confirmed"), (400, "Confirmed"), (450, "OrderState_Sent"), (500, "OrderState_Sent")]
    {
        let shop = shop().await;
        let number = shop.order();
        shop.orders().await;
        shop.wms.pick_all(&number.to_string()).unwrap();
        shop.wms.set_status(&number.to_string(), status).unwrap();
        shop.status().await;
        assert_eq!(shop.erp_status(number), expected, "{status}");
    }
}

#[tokio::test]
async fn a_warehouses_own_number_can_mean_sent() {
    let bench = Bench::with(|mut tenant| {
        tenant.order_status.as_mut().unwrap().sent_statuses = BTreeSet::from([451, 500]);
        tenant
    })
    .await;
    bench.wms.act(|world| world.put_order_status(451, "Ready for pick-up"));
    let shop = furnish(bench).await;
    let (ready, packed) = (shop.order(), shop.order());
    shop.orders().await;
    shop.wms.set_status(&ready.to_string(), 451).unwrap();
    shop.wms.set_status(&packed.to_string(), 450).unwrap();
    shop.status().await;
    assert_eq!(
        (shop.erp_status(ready), shop.erp_status(packed)),
        ("OrderState_Sent".into(), "Confirmed".into())
    );
}

#[tokio::test]
async fn one_save_sets_nothing_but_the_status_of_up_to_a_hundred_orders() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..250).map(|_| shop.order()).collect();
    shop.orders().await;
    for number in &numbers {
        shop.wms.set_status(&number.to_string(), 450).unwrap();
    }
    let report = shop.status().await;
    assert_eq!(report.written, 250);
    assert!(numbers.iter().all(|number| shop.erp_status(*number) == "OrderState_Sent"));
    // One that is looked at before and after, then a hundred at a time.
    let saves: Vec<_> =
        shop.erp.requests().into_iter().filter(|request| request.operation == "SaveInvoices").collect();
    let orders = |body: &str| body.matches("<OrderId>").count();
    let counts: Vec<usize> = saves.iter().map(|save| orders(&save.body)).collect();
    assert_eq!(counts, [1, 100, 100, 49]);
    for save in &saves {
        let body = &save.body[save.body.find("<InvoiceOrder>").unwrap()..];
        let body = &body[..body.rfind("</InvoiceOrder>").unwrap()];
        let mut rest = body.to_owned();
        for name in ["InvoiceOrder", "OrderId", "CustomerId", "OrderStatus"] {
            rest = rest.replace(&format!("<{name}>"), "").replace(&format!("</{name}>"), "");
        }
        assert!(!rest.contains('<'), "only these three: {rest}");
    }
    // Reading the same changes again costs no write, and no question to the ERP.
    let report = shop.status().await;
    assert_eq!((report.written, shop.erp_count("")), (0, 0));
}

#[tokio::test]
async fn orders_that_are_not_ours_are_left_alone() {
    let shop = shop().await;
    let never_pulled = shop.order();
    shop.books().set_order_status(never_pulled, "Offer");
    let code = shop.cup.to_string();
    shop.wms.enter_order_by_hand(&never_pulled.to_string(), &[(code.as_str(), 1)]).unwrap();
    shop.wms.enter_order_by_hand("BUTIKK-7", &[(code.as_str(), 1)]).unwrap();
    shop.orders().await;
    shop.wms.set_status(&never_pulled.to_string(), 450).unwrap();
    shop.wms.set_status("BUTIKK-7", 450).unwrap();
    let report = shop.status().await;
    assert_eq!((report.written, shop.erp_count("")), (0, 0));
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn s24_an_order_that_is_invoiced_already_is_done_with_a_note() {
    let shop = shop().await;
    let number = shop.sent().await;
    shop.books().invoice_order(number);
    let report = shop.status().await;
    assert_eq!(shop.erp_count("SaveInvoices"), 0);
    assert!(report.reasons.iter().any(|reason| reason.what.contains("Invoiced")), "{report:#?}");
    assert_eq!(shop.held().await, []);
    assert!(shop.events(number).await.contains(&OrderEventKind::Reported));
}

#[tokio::test]
async fn one_invoiced_between_the_reading_and_the_save_is_settled_by_the_next_run() {
    let shop = shop().await;
    let (number, other) = (shop.order(), shop.order());
    shop.orders().await;
    shop.send(number);
    shop.send(other);
    let books = shop.books();
    shop.erp.control().before_next("SaveInvoices", move |_| {
        books.invoice_order(number);
    });
    shop.status().await;
    assert_eq!(shop.erp_status(other), "OrderState_Sent", "a refusal holds one order");
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(number.to_string(), Class::Rejected)]);
    shop.status().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(shop.erp_status(number), "Invoiced");
}

#[tokio::test]
async fn over_any_other_status_nothing_is_written_until_somebody_has_put_it_right() {
    for status in ["Offer", "Draft", "Production", "ForInvoicing"] {
        let shop = shop().await;
        let (number, other) = (shop.order(), shop.order());
        shop.orders().await;
        shop.send(number);
        shop.send(other);
        shop.books().set_order_status(number, status);
        shop.status().await;
        assert_eq!(
            (shop.erp_status(number), shop.erp_status(other)),
            (status.into(), "OrderState_Sent".into())
        );
        let held = shop.held().await.remove(0);
        assert_eq!((held.class, held.record), (Class::NeedsPerson, number.to_string()));
        assert!(held.what.contains(status) && !held.remedy.is_empty());
        // Looked at again, and told once.
        shop.status().await;
        shop.clock.advance(hours(3));
        shop.later(Process::OrderStatus, Trigger::Scheduled).await;
        assert_eq!(shop.held().await[0].attempts, 1);
        let told = shop.events(number).await.iter().filter(|kind| **kind == OrderEventKind::Held).count();
        assert_eq!(told, 1);
        // Put back: it goes by itself.
        shop.books().set_order_status(number, "Confirmed");
        shop.later(Process::OrderStatus, Trigger::Scheduled).await;
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        assert_eq!(shop.held().await, []);
    }
}

#[tokio::test]
async fn one_that_the_warehouse_takes_back_while_it_is_held_is_not_reported() {
    let shop = shop().await;
    let number = shop.sent().await;
    shop.books().set_order_status(number, "Production");
    shop.status().await;
    shop.wms.set_status(&number.to_string(), 400).unwrap();
    shop.books().set_order_status(number, "Confirmed");
    shop.status().await;
    assert_eq!((shop.erp_status(number), shop.held().await), ("Confirmed".into(), vec![]));
}

#[tokio::test]
async fn s24_an_order_that_is_gone_from_the_erp_is_held_and_can_be_dismissed() {
    let shop = shop().await;
    let number = shop.sent().await;
    shop.books().delete_order(number);
    shop.status().await;
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(number.to_string(), Class::NeedsPerson)]);
    shop.engine
        .operator("acme")
        .dismiss(Process::OrderStatus, &number.to_string(), "deleted on purpose")
        .await
        .unwrap();
    shop.status().await;
    shop.status().await;
    assert_eq!(shop.held_by(Process::OrderStatus).await, []);
    let told = shop.events(number).await.iter().filter(|kind| **kind == OrderEventKind::Held).count();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn a_status_changed_just_before_the_save_is_not_overwritten() {
    let shop = shop().await;
    let number = shop.sent().await;
    let books = shop.books();
    // Somebody takes the order back while the WMS is being read.
    shop.wms.control().after_next("GetOrdersByQuery", move |_| {
        books.set_order_status(number, "Inactive");
    });
    shop.status().await;
    assert_eq!(shop.erp_status(number), "Inactive");
}

#[tokio::test]
async fn a_refused_save_is_tried_again_when_it_is_due() {
    let shop = shop().await;
    let first = shop.sent().await;
    shop.status().await;
    let (number, other) = (shop.order(), shop.order());
    shop.orders().await;
    shop.send(number);
    shop.send(other);
    let customer = shop.books().order(number).unwrap().int("CustomerId").unwrap();
    let books = shop.books();
    // For the time of one save the order is somebody else's, and locked.
    shop.erp.control().before_next("SaveInvoices", move |_| {
        books.patch_order(number, |order| order.set("OrderStatus", "Invoiced"));
    });
    shop.later(Process::OrderStatus, Trigger::Scheduled).await;
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(number.to_string(), Class::Rejected)]);
    assert_eq!([first, other].map(|n| shop.erp_status(n)), ["OrderState_Sent", "OrderState_Sent"]);
    shop.books().patch_order(number, |order| {
        order.set("OrderStatus", "Confirmed");
        order.set("CustomerId", customer);
    });
    shop.clock.advance(std::time::Duration::from_secs(1));
    shop.run_timer(Process::OrderStatus).await;
    assert_eq!(shop.erp_status(number), "Confirmed", "not due yet");
    shop.clock.advance(hours(1));
    shop.later(Process::OrderStatus, Trigger::Scheduled).await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_and_a_lost_answer_converge() {
    for rule in [Rule::drop_before(), Rule::drop_after(), Rule::status(500, "oops").after_the_change()] {
        let shop = shop().await;
        let numbers: Vec<i32> = (0..5).map(|_| shop.order()).collect();
        shop.orders().await;
        numbers.iter().for_each(|number| shop.send(*number));
        shop.erp.expire_sessions();
        shop.erp.misbehave(rule.on("SaveInvoices").skip(1));
        assert_eq!(shop.turn(Process::OrderStatus).await.outcome, Outcome::Failed);
        shop.status().await;
        for number in numbers {
            assert_eq!(shop.erp_status(number), "OrderState_Sent");
            let told =
                shop.events(number).await.iter().filter(|kind| **kind == OrderEventKind::Reported).count();
            assert_eq!(told, 1);
        }
        assert_eq!(shop.held().await, []);
    }
}

#[tokio::test]
async fn a_wms_that_is_down_delays_the_status_and_loses_none() {
    let shop = shop().await;
    let number = shop.sent().await;
    shop.wms.control().misbehave(Rule::status(503, "down").always());
    assert_eq!(shop.turn(Process::OrderStatus).await.outcome, Outcome::Failed);
    shop.wms.control().behave();
    shop.clock.advance(hours(20));
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn s25_what_was_sent_while_the_engine_was_away_for_a_week_is_reported() {
    let shop = shop().await;
    let (early, late, open) = (shop.order(), shop.order(), shop.order());
    shop.orders().await;
    shop.status().await;
    shop.clock.advance(hours(24));
    shop.send(early);
    shop.clock.advance(hours(6 * 24));
    shop.send(late);
    shop.status().await;
    assert_eq!(
        [early, late, open].map(|number| shop.erp_status(number)),
        ["OrderState_Sent", "OrderState_Sent", "Confirmed"]
    );
}
