//! Orders that leave the pulled status.

use wms_erp_sync::{Class, OrderEventKind, Process};

use super::shop;

#[tokio::test]
async fn an_order_that_advanced_has_left_normally() {
    for status in ["Pack", "Production", "ForInvoicing", "Invoiced", "InvoicedCashAccount", "OrderState_Sent"]
    {
        let shop = shop().await;
        let number = shop.order();
        shop.orders().await;
        shop.books().set_order_status(number, status);
        let report = shop.orders().await;
        assert_eq!((report.held, report.reasons.len()), (0, 0), "{status}: {report:#?}");
        assert_eq!(
            shop.events(number).await,
            [OrderEventKind::Imported, OrderEventKind::Advanced],
            "{status}"
        );
        // It is asked after once.
        shop.orders().await;
        assert_eq!(shop.erp_count("GetInvoices"), 1);
    }
}

#[tokio::test]
async fn s09_an_order_that_was_withdrawn_is_reported_loudly() {
    for status in ["Offer", "Draft", "Inactive", "gone"] {
        let shop = shop().await;
        let (number, other) = (shop.order(), shop.order());
        shop.orders().await;
        match status {
            "gone" => assert!(shop.books().delete_order(number)),
            status => assert!(shop.books().set_order_status(number, status)),
        }
        let report = shop.orders().await;
        assert_eq!(report.needs_attention, 1, "{status}: {report:#?}");
        let held = shop.held().await;
        assert_eq!((held.len(), held[0].record.as_str()), (1, number.to_string().as_str()));
        assert_eq!(held[0].class, Class::NeedsPerson);
        assert!(held[0].what.contains("withdrawn") && held[0].what.contains(status), "{held:?}");
        assert!(held[0].remedy.contains("cancel it in the WMS"), "{held:?}");
        assert_eq!(shop.in_wms(number).status, 300, "nothing is cancelled by itself");
        assert_eq!(shop.events(number).await, [OrderEventKind::Imported, OrderEventKind::Withdrawn]);
        assert_eq!(shop.events(other).await, [OrderEventKind::Imported]);
    }
}

#[tokio::test]
async fn one_that_comes_back_goes_on() {
    for quiet in [false, true] {
        let shop = shop().await;
        let number = shop.order();
        shop.orders().await;
        let books = if quiet { shop.books().quietly() } else { shop.books() };
        books.set_order_status(number, "Offer");
        shop.orders().await;
        assert_eq!(shop.held().await.len(), 1);
        books.set_order_status(number, "Confirmed");
        shop.orders().await;
        assert_eq!(shop.held().await, [], "quiet: {quiet}");
        shop.books().patch_order(number, |order| order.set("InvoiceTitle", "again"));
        shop.orders().await;
        assert_eq!(shop.in_wms(number).data.order_remark.as_deref(), Some("again"));
        // And it is missed when it leaves again.
        shop.books().delete_order(number);
        shop.orders().await;
        assert_eq!(shop.held().await.len(), 1, "quiet: {quiet}");
    }
}

#[tokio::test]
async fn an_order_that_was_held_and_is_taken_back_is_held_no_more() {
    let shop = shop().await;
    let number = shop
        .books()
        .add_order(super::order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Utopia"));
    shop.orders().await;
    assert_eq!(shop.held().await.len(), 1);
    shop.books().set_order_status(number, "Draft");
    shop.orders().await;
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn an_order_withdrawn_before_it_was_delivered_is_not_delivered() {
    let shop = shop().await;
    let number = shop.order();
    // It is read whole, and the warehouse is down.
    shop.wms.control().misbehave(wms_down());
    shop.turn(Process::Orders).await;
    shop.wms.control().behave();
    // In the next run it is taken back between the scan and the reading of the whole.
    let (books, id) = (shop.books(), number);
    shop.erp.control().after_next("GetInvoices", move |_| {
        books.set_order_status(id, "Draft");
    });
    shop.orders().await;
    assert!(!shop.is_in_wms(number));
    shop.orders().await;
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn one_cancelled_in_the_wms_is_reported_and_never_created_again() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.cancel(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(number.to_string(), Class::NeedsPerson)]);
    shop.books().patch_order(number, |order| order.set("InvoiceTitle", "changed"));
    shop.orders().await;
    assert_eq!(shop.wms_count("ProcessOrder"), 0);
    let held = shop.held().await;
    let held = held.iter().find(|held| held.process == Process::Orders).unwrap();
    assert!(held.what.contains("cancelled in the WMS"), "{held:?}");
    assert_eq!(shop.wms.orders().len(), 1);
    // Taken back in the ERP: both sides agree, and nothing is held.
    shop.books().set_order_status(number, "Inactive");
    shop.orders().await;
    assert_eq!(shop.held().await, []);
    shop.status().await;
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn one_withdrawn_in_the_erp_and_then_cancelled_in_the_wms_is_settled() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().set_order_status(number, "Inactive");
    shop.orders().await;
    assert_eq!(shop.held().await.len(), 1);
    shop.wms.cancel(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(
        shop.events(number).await,
        [OrderEventKind::Imported, OrderEventKind::Withdrawn, OrderEventKind::CancelledInWms]
    );
}

pub(crate) fn wms_down() -> ongoing_simulator::Rule {
    ongoing_simulator::Rule::status(503, "down").always()
}
