//! What people do to an order in the ERP before the warehouse has begun, and after it has ended.

use twentyfour_simulator::Record;
use wms_erp_sync::Process;

use super::{order, shop};

fn row(product: i32, quantity: i32) -> Record {
    Record::row().with("ProductId", product).with("Quantity", quantity).with("Name", "vare")
}

#[tokio::test]
async fn an_order_taken_back_to_offer_and_confirmed_again_goes_on() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().patch_order(number, |order| order.set("OrderStatus", "Offer"));
    shop.orders().await;
    assert!(shop.held().await.iter().any(|held| held.record == number.to_string()));
    shop.books().patch_order(number, |order| {
        order.set("OrderStatus", "Confirmed");
        order.set("InvoiceTitle", "Likevel");
    });
    shop.orders().await;
    assert_eq!(shop.in_wms(number).data.order_remark.as_deref(), Some("Likevel"));
    assert_eq!(shop.held().await, []);
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn a_row_that_is_deleted_or_renumbered_at_an_edit_is_so_in_the_warehouse() {
    let shop = shop().await;
    let (deleted, renumbered) = (shop.order(), shop.order());
    shop.orders().await;
    let before = shop.row(renumbered, 0);
    shop.books().patch_order(deleted, |order| {
        let kept = order.list("InvoiceRows")[0].clone();
        order.clear("InvoiceRows");
        order.push("InvoiceRows", kept);
    });
    shop.books().patch_order(renumbered, |order| {
        order.clear("InvoiceRows");
        order.push("InvoiceRows", row(shop.coffee, 3).with("RowId", 901));
        order.push("InvoiceRows", row(shop.cup, 2).with("RowId", 902));
    });
    assert_ne!(shop.row(renumbered, 0), before, "the ERP gave them other ids");
    shop.orders().await;
    shop.orders().await;
    assert_eq!(shop.quantities(deleted), [3.into()]);
    assert_eq!(shop.quantities(renumbered), [3.into(), 2.into()]);
    assert_eq!(shop.in_wms(renumbered).lines[0].code(), shop.row(renumbered, 0).to_string());
    for number in [deleted, renumbered] {
        shop.wms.pick_all(&number.to_string()).unwrap();
        shop.wms.send(&number.to_string()).unwrap();
    }
    shop.status().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(shop.erp_status(deleted), "OrderState_Sent");
    assert_eq!(shop.erp_status(renumbered), "OrderState_Sent");
}

#[tokio::test]
async fn an_order_reopened_after_sent_with_one_more_row_is_never_lost_from_sight() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
    shop.books().patch_order(number, |order| {
        order.set("OrderStatus", "Confirmed");
        order.push("InvoiceRows", row(shop.coffee, 1).with("RowId", 903));
    });
    shop.turn(Process::Orders).await;
    shop.turn(Process::OrderStatus).await;
    // The warehouse is done with it and refuses the row; it is not sent twice, and a person sees it.
    assert_eq!(shop.quantities(number), [3.into(), 2.into()]);
    assert_eq!(shop.erp_status(number), "Confirmed");
    assert!(
        shop.held().await.iter().any(|held| held.record == number.to_string()),
        "{:?}",
        shop.held().await
    );
}

#[tokio::test]
async fn delivery_dates_at_the_ends_of_time_go_over_as_their_day() {
    let shop = shop().await;
    let dated =
        |date: &str| shop.books().add_order(order(shop.kari, &[(shop.coffee, 1)]).with("DeliveryDate", date));
    // The year 1900 is "not set" in one system or another: the day of the import stands in.
    let unset = dated("1900-01-01T00:00:00");
    let dates = ["9999-12-31T00:00:00", "2026-10-25T02:30:00", "2026-03-29T00:00:00"];
    let numbers = dates.map(dated);
    shop.orders().await;
    for (number, date) in numbers.into_iter().zip(dates) {
        let sent = shop.in_wms(number).data.delivery_date.unwrap().date().to_string();
        assert_eq!(sent, date[..10], "{number}");
    }
    assert_eq!(shop.in_wms(unset).data.delivery_date.unwrap().date(), shop.clock_day());
    assert_eq!(shop.held().await, []);
}
