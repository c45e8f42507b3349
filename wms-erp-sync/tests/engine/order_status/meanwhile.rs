//! Orders that a person edits between our look at them and the save of "Sent".

use wms_erp_sync::{Class, Held, OrderStatusSettings, Process, ShortShipment, Tenant};

use super::super::bench::{TENANT, product};
use super::{Shop, shop, shop_with};

/// Two orders that were sent, one row of each edited right before they are saved as sent. An order before them has shown
/// that a save with a status changes nothing else.
async fn edited_meanwhile(shop: &Shop) -> [i32; 2] {
    shop.sent().await;
    shop.status().await;
    let orders = [shop.sent().await, shop.sent().await];
    let (books, number, row) = (shop.books(), orders[0], shop.row(orders[0], 0));
    shop.erp.control().before_next("SaveInvoices", move |_| {
        books.patch_row(number, row, |row| row.set("Quantity", 8));
    });
    shop.erp.clear_requests();
    shop.status().await;
    orders
}

async fn notices(shop: &Shop) -> Vec<Held> {
    let held = shop.held().await.into_iter();
    held.filter(|held| held.process == Process::OrderStatus).collect()
}

fn write_quantities(mut tenant: Tenant) -> Tenant {
    tenant.order_status = Some(OrderStatusSettings::default());
    tenant.order_status.as_mut().unwrap().short_shipment = ShortShipment::WriteQuantities;
    tenant
}

#[tokio::test]
async fn a_row_that_changes_while_sent_is_saved_is_noticed_with_the_figures() {
    let shop = shop().await;
    let [edited, untouched] = edited_meanwhile(&shop).await;
    assert_eq!(
        shop.erp.count("GetInvoices"),
        2,
        "one read before the save, one after it: {:?}",
        shop.erp.requests()
    );
    for number in [edited, untouched] {
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
    }
    let [notice] = &notices(&shop).await[..] else { panic!("{:#?}", notices(&shop).await) };
    assert_eq!((notice.record.as_str(), notice.class), (&*format!("{edited}/edited"), Class::Notice));
    assert_eq!(
        notice.what,
        format!(
            "the rows of order {edited} changed while Sent was being saved: 8 of product {} instead of 3",
            shop.coffee
        )
    );
    // It stays until a person has seen it, and asks the ERP nothing more.
    shop.erp.clear_requests();
    shop.status().await;
    assert_eq!(shop.erp.count("GetInvoices"), 0);
    assert_eq!(notices(&shop).await.len(), 1);
    shop.engine.operator(TENANT).dismiss(Process::OrderStatus, &notice.record, "credited").await.unwrap();
    shop.status().await;
    assert_eq!(notices(&shop).await, []);
}

#[tokio::test]
async fn rows_that_we_cut_down_ourselves_are_no_edit_and_one_that_is_added_meanwhile_is() {
    let shop = shop_with(write_quantities).await;
    shop.sent().await;
    shop.status().await;
    let mut orders = Vec::new();
    for _ in 0..2 {
        let number = shop.order();
        shop.orders().await;
        shop.wms.pick(&number.to_string(), &shop.row(number, 0).to_string(), 1).unwrap();
        shop.wms.send(&number.to_string()).unwrap();
        orders.push(number);
    }
    let tea = shop.books().add_product(product("TE-100", "Te 100 g", 50));
    let (books, added_to) = (shop.books(), orders[1]);
    shop.erp.control().before_next("SaveInvoices", move |_| {
        let row = twentyfour_simulator::Record::row().with("ProductId", tea).with("Quantity", 7);
        books.add_row(added_to, row).unwrap();
    });
    shop.status().await;
    let edited: Vec<Held> =
        notices(&shop).await.into_iter().filter(|held| held.record.ends_with("/edited")).collect();
    let [notice] = &edited[..] else { panic!("{edited:#?}") };
    assert!(notice.what.ends_with(&format!(": 7 of product {tea} instead of 0")), "{notice:?}");
    assert_eq!(notice.record, format!("{added_to}/edited"));
}

/// Where the look after the save fails, the next run compares what is there.
#[tokio::test]
async fn a_look_after_the_save_that_fails_loses_nothing() {
    let shop = shop().await;
    shop.sent().await;
    shop.status().await;
    let number = shop.sent().await;
    let (books, row) = (shop.books(), shop.row(number, 0));
    shop.erp.control().before_next("SaveInvoices", move |_| {
        books.patch_row(number, row, |row| row.set("Quantity", 8));
    });
    shop.erp.misbehave(twentyfour_simulator::Rule::drop_before().on("GetInvoices").skip(1).times(1));
    shop.run(Process::OrderStatus).await;
    shop.run(Process::OrderStatus).await;
    let notices = notices(&shop).await;
    assert!(notices.iter().any(|held| held.what.contains("3 of 8 sent")), "{notices:#?}");
}
