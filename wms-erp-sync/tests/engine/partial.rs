//! Orders that are sent with less than was ordered.

use twentyfour_simulator::Rule;
use wms_erp_sync::{Class, OrderStatusSettings, Outcome, Process, ShortShipment, Tenant};

use super::bench::{Bench, TENANT, all_done, customer, order, product};

fn with(change: impl FnOnce(&mut OrderStatusSettings)) -> impl FnOnce(Tenant) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    change(&mut settings);
    move |tenant| tenant.order_status(settings)
}

/// Ten ordered, eight sent, with freight that is never picked.
async fn sent_short(bench: &Bench) -> (i32, i32) {
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 20));
    let freight = books.add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
    let kari = books.add_company(customer("Kari Nordmann"));
    let number = books.add_order(order(kari, &[(coffee, 10), (freight, 1)]).with("ReferenceNumber", "PO-7"));
    all_done(&bench.round().await);
    bench.wms.receive(&coffee.to_string(), 8).unwrap();
    bench.wms.pick_all(&number.to_string()).unwrap();
    bench.wms.send(&number.to_string()).unwrap();
    (number, coffee)
}

fn quantities(bench: &Bench, order: i32) -> Vec<String> {
    let order = bench.books().order(order).unwrap();
    order
        .list("InvoiceRows")
        .iter()
        .map(|row| row.decimal("Quantity").unwrap().normalize().to_string())
        .collect()
}

fn rests(bench: &Bench, original: i32) -> Vec<i32> {
    let orders = bench.books().orders();
    orders
        .iter()
        .filter(|order| order.int("ExternalStatus") == Some(original))
        .map(|order| order.int("OrderId").unwrap())
        .collect()
}

#[tokio::test]
async fn a_short_order_is_sent_and_its_rows_stay_unless_told_otherwise() {
    let bench = Bench::start().await;
    let (number, _) = sent_short(&bench).await;
    all_done(&bench.round().await);
    assert_eq!(
        (bench.erp_status(number).as_str(), quantities(&bench, number)),
        ("OrderState_Sent", vec!["10".into(), "1".into()])
    );
    assert_eq!(rests(&bench, number), Vec::<i32>::new());
}

#[tokio::test]
async fn quantities_are_written_in_the_same_save_and_freight_is_not_touched() {
    let bench = Bench::with(with(|settings| settings.short_shipment = ShortShipment::WriteQuantities)).await;
    let (number, _) = sent_short(&bench).await;
    all_done(&bench.round().await);
    assert_eq!(
        (bench.erp_status(number).as_str(), quantities(&bench, number)),
        ("OrderState_Sent", vec!["8".into(), "1".into()])
    );
    assert_eq!(bench.erp.count("SaveInvoices"), 1);
    all_done(&bench.round().await);
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn a_short_order_can_wait_for_a_persons_word() {
    let bench = Bench::with(with(|settings| settings.short_shipment = ShortShipment::Hold)).await;
    let (number, coffee) = sent_short(&bench).await;
    bench.round().await;
    assert_eq!(bench.erp_status(number), "Confirmed");
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    assert!(
        held.iter().any(|held| held.class == Class::NeedsPerson && held.what.contains("8 of 10")),
        "{held:#?}"
    );
    bench.round().await;
    assert_eq!(bench.erp_status(number), "Confirmed", "it waits for a word, not for time");
    bench.engine.operator(TENANT).retry(Process::OrderStatus, &number.to_string()).await.unwrap();
    all_done(&bench.round().await);
    assert_eq!(bench.erp_status(number), "OrderState_Sent");
    assert_eq!(bench.erp_stock(coffee), 0.into());
}

#[tokio::test]
async fn s10_a_rest_order_is_created_once_and_the_original_cut_down_to_what_was_delivered() {
    let bench = Bench::with(with(|settings| settings.rest_orders = true)).await;
    let (number, _) = sent_short(&bench).await;
    all_done(&bench.round().await);
    let rest = rests(&bench, number);
    assert_eq!(rest.len(), 1);
    assert_eq!((bench.erp_status(rest[0]).as_str(), quantities(&bench, rest[0])), ("Rest", vec!["2".into()]));
    let record = bench.books().order(rest[0]).unwrap();
    assert_eq!(
        (record.text("ReferenceNumber"), record.text("CustomerName")),
        (Some("PO-7"), Some("Kari Nordmann"))
    );
    assert_eq!(
        (bench.erp_status(number).as_str(), quantities(&bench, number)),
        ("OrderState_Sent", vec!["8".into(), "1".into()])
    );
    all_done(&bench.round().await);
    assert_eq!(rests(&bench, number), rest);
    assert!(
        bench
            .engine
            .inspect(TENANT)
            .timeline(number)
            .await
            .unwrap()
            .iter()
            .any(|event| event.detail.contains(&rest[0].to_string()))
    );
}

#[tokio::test]
async fn s02_a_rest_order_whose_answer_was_lost_is_not_created_again() {
    let bench = Bench::with(with(|settings| settings.rest_orders = true)).await;
    let (number, _) = sent_short(&bench).await;
    bench.erp.misbehave(Rule::drop_after().on("SaveInvoices").times(1));
    let reports = bench.round().await;
    assert!(
        reports.iter().any(|report| report.outcome == Outcome::Failed || report.failed > 0),
        "{reports:#?}"
    );
    assert_eq!(rests(&bench, number).len(), 1, "it was created, and nobody heard");
    all_done(&bench.round().await);
    assert_eq!(rests(&bench, number).len(), 1);
    assert_eq!(bench.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn what_the_warehouse_back_orders_itself_gets_no_rest_order() {
    let bench = Bench::with(with(|settings| settings.rest_orders = true)).await;
    let (number, _) = sent_short(&bench).await;
    bench.wms.split_back_order(&number.to_string()).unwrap();
    all_done(&bench.round().await);
    assert_eq!(rests(&bench, number), Vec::<i32>::new());
    assert_eq!(
        (bench.erp_status(number).as_str(), quantities(&bench, number)),
        ("OrderState_Sent", vec!["10".into(), "1".into()])
    );
}

#[tokio::test]
async fn s10_the_warehouse_is_told_which_quantities_the_erp_knows_of_and_only_then() {
    let bench = Bench::with(with(|settings| settings.acknowledge = true)).await;
    let (number, _) = sent_short(&bench).await;
    let reported = || bench.wms.order(&number.to_string()).unwrap().lines[0].reported;
    bench.wms.control().misbehave(Rule::drop_before().on("UpdateOrderLines").times(1));
    bench.round().await;
    assert_eq!((bench.erp_status(number).as_str(), reported()), ("OrderState_Sent", None));
    all_done(&bench.round().await);
    assert_eq!(reported(), Some(8.into()));
    all_done(&bench.round().await);
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn s09_a_withdrawn_order_is_cancelled_in_the_warehouse_where_that_is_wished_and_possible() {
    let bench = Bench::with(|tenant| {
        let mut orders = tenant.orders.clone().unwrap();
        orders.cancel_withdrawn = true;
        tenant.orders(orders)
    })
    .await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 20));
    let kari = books.add_company(customer("Kari Nordmann"));
    let early = books.add_order(order(kari, &[(coffee, 1)]));
    let late = books.add_order(order(kari, &[(coffee, 2)]));
    all_done(&bench.round().await);
    bench.wms.receive(&coffee.to_string(), 5).unwrap();
    bench.wms.pick_all(&late.to_string()).unwrap();
    for order in [early, late] {
        books.set_order_status(order, "Offer");
    }
    all_done(&bench.round().await);
    assert_eq!(bench.wms.order(&early.to_string()).unwrap().status, 1000);
    assert_ne!(bench.wms.order(&late.to_string()).unwrap().status, 1000);
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    assert_eq!(held.iter().map(|held| held.record.clone()).collect::<Vec<_>>(), [late.to_string()]);
    assert!(held[0].what.contains("refused to cancel"), "{held:#?}");
}
