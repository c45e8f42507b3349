//! A plan says what a run would write, writes nothing, and the run then does exactly that.

use twentyfour_client::types::OrderSlipStateType;
use wms_erp_sync::{Process, Tenant};

use super::super::bench::TENANT;
use super::super::crash::world::picture;
use super::shop_with;

fn packed(mut tenant: Tenant) -> Tenant {
    tenant.orders.as_mut().unwrap().import_status = Some(OrderSlipStateType::Pack);
    tenant
}

#[tokio::test]
async fn a_plan_of_orders_and_status_is_what_the_run_then_does() {
    let shop = shop_with(packed).await;
    let (sent, edited) = (shop.order(), shop.order());
    shop.orders().await;
    shop.wms.pick_all(&sent.to_string()).unwrap();
    shop.wms.send(&sent.to_string()).unwrap();
    shop.books().patch_row(edited, shop.row(edited, 0), |row| row.set("Quantity", 9));
    let new = shop.order();
    let held = shop
        .books()
        .add_order(super::order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Utopia"));

    let before = picture(&shop.erp, &shop.wms);
    shop.erp.clear_requests();
    shop.wms.control().clear_requests();
    let plan = shop.engine.inspect(TENANT).plan(&[Process::Orders, Process::OrderStatus]).await.unwrap();
    assert_eq!(shop.writes(), Vec::<String>::new());
    assert_eq!(picture(&shop.erp, &shop.wms), before);
    assert_eq!(shop.held().await, [], "not even in the store");
    assert_eq!(shop.events(new).await, []);
    let planned: Vec<(Process, String, String)> =
        plan.writes.iter().map(|write| (write.process, write.record.clone(), write.what.clone())).collect();
    let expected = [
        (Process::Orders, edited, format!("order {edited}, changed")),
        (Process::Orders, new, format!("order {new}, new")),
        (Process::Orders, new, format!("status of order {new} in the ERP")),
        (Process::OrderStatus, sent, format!("status of order {sent} in the ERP")),
    ];
    let expected = expected.map(|(process, record, what)| (process, record.to_string(), what));
    assert_eq!(planned, expected);
    let quantity =
        plan.writes[0].fields.iter().find(|change| change.field.ends_with("NumberOfItems")).unwrap();
    assert_eq!(quantity.new.as_deref(), Some("9"));
    let status = &plan.writes[3].fields[0];
    assert_eq!((status.old.as_deref(), status.new.as_deref()), (Some("Pack"), Some("OrderState_Sent")));

    let reports = [shop.orders().await, shop.status().await];
    assert_eq!(reports.map(|report| report.written), [2, 1]);
    assert_eq!(shop.quantities(edited)[0], 9.into());
    assert!(shop.is_in_wms(new) && !shop.is_in_wms(held));
    assert_eq!(
        [sent, edited, new, held].map(|n| shop.erp_status(n)),
        ["OrderState_Sent", "Pack", "Pack", "Confirmed"]
    );
    let plan = shop.engine.inspect(TENANT).plan(&[Process::Orders, Process::OrderStatus]).await.unwrap();
    assert_eq!(plan.writes, [], "nothing is left to do");
}

#[tokio::test]
async fn a_plan_of_a_stopped_process_says_that_it_is_stopped() {
    let shop = shop_with(|tenant| tenant).await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    let books = shop.books();
    shop.erp.control().after_next("SaveInvoices", move |_| {
        books.patch_order(number, |order| order.set("InvoiceTitle", "wiped"));
    });
    shop.turn(Process::OrderStatus).await;
    shop.books().set_order_status(number, "Confirmed");
    let refused = shop.engine.inspect(TENANT).plan(&[Process::OrderStatus]).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("InvoiceTitle")));
}
