//! The first save of a tenant is looked at before and after: it must change nothing but the status.

use wms_erp_sync::{Outcome, Process};

use super::shop;

#[tokio::test]
async fn the_first_save_is_of_one_order_and_the_order_is_compared() {
    let shop = shop().await;
    let (one, two) = (shop.order(), shop.order());
    shop.orders().await;
    shop.send(one);
    shop.send(two);
    shop.status().await;
    // Heads, before, after; then the other, whose rows are read once more behind its save.
    assert_eq!((shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")), (4, 2));
    // Never again.
    let three = shop.sent().await;
    shop.status().await;
    assert_eq!((shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")), (2, 1));
    assert_eq!(shop.erp_status(three), "OrderState_Sent");
}

#[tokio::test]
async fn a_side_effect_stops_the_process_until_a_person_releases_it() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..3).map(|_| shop.order()).collect();
    shop.orders().await;
    numbers.iter().for_each(|number| shop.send(*number));
    let books = shop.books();
    let first = numbers[0];
    shop.erp.control().after("SaveInvoices", move |_| {
        books.patch_order(first, |order| order.clear("Addresses.Delivery.Street"));
    });
    for _ in 0..2 {
        let report = shop.turn(Process::OrderStatus).await;
        assert_eq!(report.outcome, Outcome::Failed);
        let reason = &report.reasons[0];
        assert!(reason.what.contains("Addresses/Delivery/Street"), "{reason:?}");
        assert!(reason.remedy.contains("release acme order_status"), "{reason:?}");
        assert!(!reason.what.contains("Storgata"), "fields are named, people's data is not");
    }
    let sent = numbers.iter().filter(|number| shop.erp_status(**number) == "OrderState_Sent").count();
    assert_eq!(sent, 1, "the accident happened once");
    shop.erp.control().clear_callbacks();
    shop.engine.operator("acme").release(Process::OrderStatus).await.unwrap();
    shop.status().await;
    assert!(numbers.iter().all(|number| shop.erp_status(*number) == "OrderState_Sent"));
}

#[tokio::test]
async fn a_first_save_that_is_refused_proves_nothing_so_the_next_is_looked_at_too() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..3).map(|_| shop.order()).collect();
    shop.orders().await;
    numbers.iter().for_each(|number| shop.send(*number));
    let (books, first, second) = (shop.books(), numbers[0], numbers[1]);
    shop.erp.control().before_next("SaveInvoices", move |_| {
        books.invoice_order(first);
    });
    let books = shop.books();
    shop.erp.control().after("SaveInvoices", move |_| {
        if books.order(second).unwrap().text("OrderStatus") == Some("OrderState_Sent") {
            books.patch_order(second, |order| order.clear("InvoiceTitle"));
            books.patch_order(second, |order| order.set("ReferenceNumber", "lost"));
        }
    });
    let report = shop.turn(Process::OrderStatus).await;
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert!(report.reasons[0].what.contains("ReferenceNumber"), "{report:#?}");
    assert_eq!(shop.erp_status(numbers[2]), "Confirmed");
}
