//! Orders that change in the ERP after they were imported.

use chrono::TimeDelta;
use wms_erp_sync::{Class, OrderEventKind, Process};

use super::super::bench::hours;
use super::{Shop, shop};

#[tokio::test]
async fn s07_an_order_edited_before_picking_is_sent_again_whole_and_the_others_are_not() {
    let shop = shop().await;
    let (edited, other) = (shop.order(), shop.order());
    shop.orders().await;
    let customer = shop.wms.customer_of(&edited.to_string()).unwrap();
    shop.books().patch_row(edited, shop.row(edited, 0), |row| row.set("Quantity", 7));
    let report = shop.orders().await;
    assert_eq!((report.written, shop.wms_count("ProcessOrder")), (1, 1));
    assert_eq!(shop.quantities(edited), [7.into(), 2.into()]);
    assert_eq!(shop.quantities(other), [3.into(), 2.into()]);
    assert_eq!(shop.wms.customer_of(&edited.to_string()).unwrap(), customer, "nothing is wiped");
    assert_eq!(shop.wms.orders().len(), 2);
    assert_eq!(shop.events(edited).await, [OrderEventKind::Imported, OrderEventKind::Changed]);
}

#[tokio::test]
async fn rows_that_come_and_go_come_and_go() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().delete_row(number, shop.row(number, 0));
    shop.books().add_row(
        number,
        twentyfour_simulator::Record::row().with("ProductId", shop.coffee).with("Quantity", 9),
    );
    shop.orders().await;
    assert_eq!(shop.quantities(number), [2.into(), 9.into()]);
}

#[tokio::test]
async fn a_text_that_was_removed_disappears() {
    let shop = shop().await;
    let number = shop.order();
    shop.books().patch_order(number, |order| order.set("InvoiceTitle", "Haster"));
    shop.orders().await;
    shop.books().patch_order(number, |order| order.clear("InvoiceTitle"));
    shop.orders().await;
    assert_eq!(shop.in_wms(number).data.order_remark.unwrap_or_default(), "");
}

/// Times of change are rounded to minutes: the second edit changes neither the time nor the total.
#[tokio::test]
async fn s04_two_edits_in_one_minute_both_arrive() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    let edit = |shop: &Shop, title: &str| {
        shop.books().patch_order(number, |order| order.set("InvoiceTitle", title));
        shop.books().order(number).unwrap().text("DateChanged").unwrap().to_owned()
    };
    let remark = |shop: &Shop| shop.in_wms(number).data.order_remark.unwrap_or_default();
    shop.clock.set("2026-03-02T10:00:02Z".parse().unwrap());
    let first = edit(&shop, "first");
    // The run falls between the two.
    shop.clock.set("2026-03-02T10:00:05Z".parse().unwrap());
    shop.run(Process::Orders).await;
    assert_eq!(remark(&shop), "first");
    shop.clock.set("2026-03-02T10:00:25Z".parse().unwrap());
    assert_eq!(edit(&shop, "second"), first, "the simulator rounds");
    shop.orders().await;
    assert_eq!(remark(&shop), "second");
    // Once that is settled, nothing is read whole any more.
    shop.orders().await;
    shop.orders().await;
    assert_eq!(shop.erp_count("GetInvoices"), 1);
}

#[tokio::test]
async fn an_edit_that_moves_no_change_time_arrives_with_the_daily_comparison() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.orders().await;
    shop.books().quietly().patch_order(number, |order| order.set("InvoiceTitle", "quiet"));
    shop.clock.advance(hours(25));
    shop.orders().await;
    assert_eq!(shop.in_wms(number).data.order_remark.as_deref(), Some("quiet"));
}

#[tokio::test]
async fn an_order_that_becomes_confirmed_is_seen_though_no_change_time_moved() {
    let shop = shop().await;
    let number = shop.order();
    shop.books().set_order_status(number, "Offer");
    shop.orders().await;
    shop.clock.advance(hours(5));
    shop.books().quietly().set_order_status(number, "Confirmed");
    shop.orders().await;
    assert!(shop.is_in_wms(number));
}

#[tokio::test]
async fn s08_an_order_edited_after_picking_began_is_refused_once_shown_and_cleared_by_a_later_success() {
    let shop = shop().await;
    let number = shop.order();
    let name = number.to_string();
    shop.orders().await;
    shop.wms.pick(&name, &shop.row(number, 0).to_string(), 1).unwrap();
    shop.books().patch_row(number, shop.row(number, 1), |row| row.set("Quantity", 5));
    let report = shop.orders().await;
    assert_eq!(report.needs_attention, 1);
    let held = shop.held().await.remove(0);
    assert_eq!((held.record.as_str(), held.class), (name.as_str(), Class::Rejected));
    assert!(held.what.contains("refused the change") && held.what.contains("Picking"), "{held:?}");
    assert!(held.remedy.contains("inform the warehouse"), "{held:?}");
    // The warehouse goes on, its words change; it is the same refusal.
    shop.wms.pick_all(&name).unwrap();
    shop.orders().await;
    shop.orders().await;
    assert_eq!(shop.events(number).await, [OrderEventKind::Imported, OrderEventKind::Refused]);
    assert_eq!(shop.quantities(number), [3.into(), 2.into()], "the WMS keeps what it had");
    // The warehouse opens the order again.
    shop.wms
        .act(|world| {
            world.edit_order(&name, |order| {
                order.status = 300;
                order.lines.iter_mut().for_each(|line| line.picked = 0.into());
            })
        })
        .unwrap();
    shop.orders().await;
    assert_eq!(shop.quantities(number), [3.into(), 5.into()]);
    assert_eq!(shop.held().await, []);
    assert_eq!(
        shop.events(number).await,
        [OrderEventKind::Imported, OrderEventKind::Refused, OrderEventKind::Changed]
    );
}

#[tokio::test]
async fn a_refused_change_that_is_undone_in_the_erp_is_forgotten() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.books().patch_row(number, shop.row(number, 1), |row| row.set("Quantity", 5));
    shop.orders().await;
    assert_eq!(shop.held().await.len(), 1);
    shop.books().patch_row(number, shop.row(number, 1), |row| row.set("Quantity", 2));
    let report = shop.orders().await;
    assert_eq!((report.written, shop.held().await.len()), (0, 0));
}

#[tokio::test]
async fn a_status_change_or_a_touch_without_content_is_no_write() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.books().patch_order(number, |_| {});
    let report = shop.orders().await;
    assert_eq!((report.written, report.unchanged), (0, 1));
    shop.books().patch_order(number, |order| order.set("OrderTotalIncVat", 5));
    assert_eq!(shop.orders().await.written, 0);
}

#[tokio::test]
async fn a_new_setting_of_the_mapping_sends_orders_again_and_counts_them_apart() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    let store = shop.store.clone();
    let shop = shop.with_store(store, |mut tenant| {
        let orders = tenant.orders.as_mut().unwrap();
        orders.mapping.missing_delivery_date = wms_erp_sync::mapping::DeliveryDate::AddDays(2);
        tenant
    });
    shop.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    let report = shop.orders().await;
    assert_eq!((report.written, report.remapped), (1, 1));
    assert_eq!(shop.in_wms(number).data.delivery_date.unwrap().date().to_string(), "2026-03-04");
}

#[tokio::test]
async fn a_change_that_the_wms_refused_stays_held_under_new_settings() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 9));
    // Once the minute of the change is over, its mark tells all of it.
    for _ in 0..2 {
        shop.orders().await;
        assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Rejected)]);
    }
    let store = shop.store.clone();
    let shop = shop.with_store(store, |mut tenant| {
        let orders = tenant.orders.as_mut().unwrap();
        orders.mapping.missing_delivery_date = wms_erp_sync::mapping::DeliveryDate::AddDays(2);
        tenant
    });
    shop.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    shop.orders().await;
    let held = shop.held().await;
    let [held] = &held[..] else { panic!("the refused change is forgotten: {held:#?}") };
    assert!(held.class == Class::Rejected && held.what.contains("NumberOfItems"), "{held:#?}");
}

#[tokio::test]
async fn the_articles_of_an_order_whose_change_is_refused_are_written_once_and_not_at_each_attempt() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    // It is not picked yet, and the warehouse takes no changes any more.
    shop.wms.allocate(&number.to_string()).unwrap();
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 9));
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::Rejected)]);
    assert_eq!(shop.wms_count("ProcessArticle"), 2, "one of them may have been deactivated");
    for _ in 0..3 {
        shop.clock.advance(TimeDelta::hours(25).to_std().unwrap());
        assert_eq!(shop.orders().await.written, 0);
        assert_eq!((shop.wms_count("ProcessOrder"), shop.wms_count("ProcessArticle")), (1, 0));
    }
}

#[tokio::test]
async fn new_settings_that_come_too_late_for_an_order_trouble_nobody() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    let store = shop.store.clone();
    let shop = shop.with_store(store, |mut tenant| {
        let orders = tenant.orders.as_mut().unwrap();
        orders.mapping.missing_delivery_date = wms_erp_sync::mapping::DeliveryDate::AddDays(2);
        tenant
    });
    shop.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    let report = shop.orders().await;
    assert_eq!((report.written, report.remapped, report.held), (0, 0, 0), "{report:#?}");
    assert!(report.reasons.iter().any(|reason| reason.what.contains("came too late")), "{report:#?}");
    shop.orders().await;
    assert_eq!(shop.wms_count("ProcessOrder"), 0, "tried once");
}
