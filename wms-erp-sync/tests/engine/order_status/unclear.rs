//! Orders that people look at while they are not reported: dismissed ones, and those whose status the WMS does not say.

use ongoing_simulator::{Mischief, Rule};
use twentyfour_simulator::Record;
use wms_erp_sync::{Class, DriftKind, OrderStatusSettings, Process, ProcessDrift, ShortShipment};

use super::super::bench::{TENANT, hours, order};
use super::super::orders::Shop;
use super::{shop, shop_with};

/// What the comparison of both sides says of a process, and whether a person has to look.
async fn drift(shop: &Shop, process: Process) -> (ProcessDrift, bool) {
    let drift = shop.engine.inspect(TENANT).drift(&[process]).await.unwrap();
    (drift.processes[0].clone(), drift.needs_attention())
}

async fn gates(shop: &Shop, order: i32) -> String {
    shop.engine.inspect(TENANT).why(order).await.unwrap().gates.join("\n")
}

/// From now on the WMS answers orders without the status that this one has.
fn without_status(shop: &Shop, order: i32) {
    let named = format!("<OrderStatusNumber>{}</OrderStatusNumber>", shop.in_wms(order).status);
    let silent = Rule::new(Mischief::Replace(named, "".into()));
    shop.wms.control().misbehave(silent.on("GetOrdersByQuery").always());
}

/// One of three was sent, a person is to say whether that is reported, and they say that it is not.
#[tokio::test]
async fn a_dismissed_report_needs_no_one_until_the_order_changes() {
    let mut settings = OrderStatusSettings::default();
    settings.short_shipment = ShortShipment::Hold;
    let shop = shop_with(|tenant| tenant.order_status(settings)).await;
    let order = shop.order();
    shop.orders().await;
    shop.wms.pick(&order.to_string(), &shop.row(order, 0).to_string(), 1).unwrap();
    shop.wms.send(&order.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(order.to_string(), Class::NeedsPerson)]);
    let (found, needs_attention) = drift(&shop, Process::OrderStatus).await;
    assert_eq!((found.kinds[&DriftKind::NotReported], found.dismissed, needs_attention), (1, 0, true));
    let said = gates(&shop, order).await;
    assert!(said.contains("sent, and not reported") && !said.contains("is reported to the ERP"), "{said}");

    shop.engine.operator(TENANT).dismiss(Process::OrderStatus, order, "agreed").await.unwrap();
    for _ in 0..2 {
        let (found, needs_attention) = drift(&shop, Process::OrderStatus).await;
        assert_eq!((found.kinds[&DriftKind::NotReported], found.dismissed, needs_attention), (1, 1, false));
        assert_eq!(found.differences[0].dismissed.as_ref().unwrap().reason, "agreed");
        let said = gates(&shop, order).await;
        assert!(said.contains("(agreed)") && said.contains("sent, and not reported"), "{said}");
        assert!(!said.contains("is reported to the ERP"), "{said}");
        shop.clock.advance(hours(25));
        shop.orders().await;
        shop.status().await;
        assert_eq!(shop.erp_status(order), "Confirmed");
    }

    shop.clock.advance(hours(1));
    shop.books().patch_order(order, |order| order.set("YourReference", "only one, please"));
    let (found, needs_attention) = drift(&shop, Process::OrderStatus).await;
    assert_eq!((found.dismissed, needs_attention), (0, true), "it has changed in the ERP: {found:#?}");
    shop.orders().await;
    let (found, needs_attention) = drift(&shop, Process::OrderStatus).await;
    assert_eq!((found.dismissed, needs_attention), (0, true), "and it was looked at since: {found:#?}");
}

#[tokio::test]
async fn an_order_that_is_answered_without_its_status_is_named_by_who_looks() {
    let shop = shop().await;
    let (sent, gone) = (shop.order(), shop.order());
    shop.orders().await;
    shop.send(sent);
    without_status(&shop, sent);
    without_status(&shop, gone);
    shop.books().set_order_status(gone, "Draft");
    for process in [Process::OrderStatus, Process::Orders] {
        let (found, needs_attention) = drift(&shop, process).await;
        assert!(needs_attention, "{found:#?}");
        let said: Vec<_> =
            found.differences.iter().map(|found| (found.record.as_str(), found.kind)).collect();
        assert!(said.contains(&(&*sent.to_string(), DriftKind::Unclear)), "{found:#?}");
        assert!(
            found.differences.iter().all(|found| found.what.contains("without its status")),
            "{found:#?}"
        );
    }
    for order in [sent, gone] {
        let said = gates(&shop, order).await;
        assert!(said.contains("returned the order without its status"), "{said}");
    }
}

/// A quantity that is left out is not zero: with rest orders on, the goods would be ordered once more.
#[tokio::test]
async fn an_order_that_is_answered_without_a_picked_quantity_is_not_reported_until_it_is_known() {
    let shop = shop_with(|mut tenant| {
        tenant.order_status.as_mut().unwrap().rest_orders = true;
        tenant
    })
    .await;
    let order = shop.order();
    shop.orders().await;
    shop.send(order);
    let told = "<PickedNumberOfItems>3</PickedNumberOfItems>".to_owned();
    let silent = Rule::new(Mischief::Replace(told, "".into()));
    shop.wms.control().misbehave(silent.on("GetOrdersByQuery").always());
    shop.status().await;
    assert_eq!(shop.erp_status(order), "Confirmed");
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(order.to_string(), Class::Transient)]);
    shop.wms.control().behave();
    shop.clock.advance(hours(2));
    shop.status().await;
    assert_eq!(shop.erp_status(order), "OrderState_Sent");
    assert_eq!(shop.held_by(Process::OrderStatus).await, []);
    assert_eq!(shop.books().orders().len(), 1, "no rest was ordered");
}

/// It may have been cancelled there, and what is cancelled is not written again.
#[tokio::test]
async fn an_order_that_is_answered_without_its_status_is_not_written_until_it_is_known() {
    let shop = shop().await;
    let order = shop.order();
    shop.orders().await;
    let written = shop.wms_count("ProcessOrder");
    shop.wms.cancel(&order.to_string()).unwrap();
    without_status(&shop, order);
    shop.books().patch_order(order, |order| order.set("YourReference", "changed"));
    shop.wms.control().clear_requests();
    shop.turn(Process::Orders).await;
    assert_eq!((shop.wms_count("ProcessOrder"), written), (0, 1));
    assert_eq!(shop.held_by(Process::Orders).await, [(order.to_string(), Class::Transient)]);
    shop.wms.control().behave();
    shop.clock.advance(hours(2));
    shop.turn(Process::Orders).await;
    assert_eq!(shop.held_by(Process::Orders).await, [(order.to_string(), Class::NeedsPerson)]);
    assert_eq!(shop.wms_count("ProcessOrder"), 0, "it was cancelled");
}

/// A row that a person has left without a quantity is left out of the order, as one of quantity zero is, and keeps no one from reporting
/// the rest.
#[tokio::test]
async fn a_row_without_a_quantity_does_not_hold_the_report_of_the_others() {
    let shop = shop().await;
    let empty = Record::row().with("ProductId", shop.coffee).with("Name", "vare");
    let order = shop.books().add_order(order(shop.kari, &[(shop.cup, 2)]).with_row(empty));
    shop.orders().await;
    assert_eq!(shop.in_wms(order).lines.len(), 1);
    shop.wms.pick_all(&order.to_string()).unwrap();
    shop.wms.send(&order.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(order), "OrderState_Sent");
}

/// Without `DoPick` it is unknown whether a line is one that is never picked. Where all of it was picked, that does not matter.
#[tokio::test]
async fn a_line_without_do_pick_is_reported_once_it_was_picked_whole() {
    let shop = shop().await;
    let silent = Mischief::LeaveOut { field: "DoPick".to_owned(), everywhere: true };
    shop.wms.control().misbehave(Rule::new(silent).on("GetOrdersByQuery").always());
    let (whole, short) = (shop.order(), shop.order());
    shop.orders().await;
    shop.wms.pick_all(&whole.to_string()).unwrap();
    shop.wms.send(&whole.to_string()).unwrap();
    shop.wms.pick(&short.to_string(), &shop.row(short, 0).to_string(), 1).unwrap();
    shop.wms.send(&short.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(whole), "OrderState_Sent");
    assert_eq!(shop.erp_status(short), "Confirmed");
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(short.to_string(), Class::Transient)]);
}
