//! The status that an order gets in the ERP once the WMS has it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures::{StreamExt, TryStreamExt};
use twentyfour_client::types::{InvoiceOrder, OrderId, OrderSlipStateType};
use twentyfour_simulator::Rule;
use wms_erp_sync::port::{ErpLayer, ErpPort, PortError, Records};
use wms_erp_sync::{Class, OrderEventKind, Process, Tenant, Trigger};

use super::super::bench::hours;
use super::{Shop, shop_with};

fn packed(mut tenant: Tenant) -> Tenant {
    tenant.orders.as_mut().unwrap().import_status = Some(OrderSlipStateType::Pack);
    tenant
}

async fn shop() -> Shop {
    shop_with(packed).await
}

#[tokio::test]
async fn the_status_is_written_after_the_import_and_nothing_else_is() {
    let shop = shop().await;
    let (number, other) = (shop.order(), shop.order());
    let before = shop.books().order(number).unwrap();
    shop.orders().await;
    assert_eq!((shop.erp_status(number), shop.erp_status(other)), ("Pack".into(), "Pack".into()));
    let mut after = shop.books().order(number).unwrap();
    after.set("OrderStatus", "Confirmed");
    after.set("DateChanged", before.text("DateChanged").unwrap());
    assert_eq!(after, before);
    assert_eq!(shop.events(number).await, [OrderEventKind::Imported, OrderEventKind::ImportReported]);
    for request in shop.erp.requests().iter().filter(|request| request.operation == "SaveInvoices") {
        for foreign in ["InvoiceRows", "Addresses", "CustomerName", "DeliveryDate"] {
            assert!(!request.body.contains(&format!("<{foreign}")), "{}", request.body);
        }
    }
    // Our own write moves the change time, so it is read once more, and settled; then it costs nothing.
    shop.orders().await;
    shop.orders().await;
    let report = shop.orders().await;
    assert_eq!((report.written, shop.erp_count("")), (0, 1));
    assert_eq!(shop.erp_count("SaveInvoices"), 0);
}

#[tokio::test]
async fn an_order_is_followed_in_the_status_that_we_gave_it() {
    let shop = shop().await;
    let (number, taken_back) = (shop.order(), shop.order());
    shop.orders().await;
    shop.books().patch_row(number, shop.row(number, 0), |row| row.set("Quantity", 8));
    shop.books().set_order_status(taken_back, "Inactive");
    shop.orders().await;
    assert_eq!(shop.quantities(number), [8.into(), 2.into()]);
    assert_eq!(shop.held_by(Process::Orders).await, [(taken_back.to_string(), Class::NeedsPerson)]);
    assert_eq!(shop.erp_status(number), "Pack");
    shop.wms.pick_all(&number.to_string()).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    shop.status().await;
    assert_eq!(shop.erp_status(number), "OrderState_Sent");
}

#[tokio::test]
async fn an_order_that_is_held_keeps_its_status() {
    let shop = shop().await;
    let number = shop
        .books()
        .add_order(super::order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Utopia"));
    shop.orders().await;
    assert_eq!((shop.erp_status(number), shop.erp_count("SaveInvoices")), ("Confirmed".into(), 0));
}

#[tokio::test]
async fn a_status_that_a_person_changed_in_between_stands() {
    let shop = shop().await;
    let number = shop.order();
    let (books, id) = (shop.books(), number);
    shop.wms.control().after_next("ProcessOrder", move |_| {
        books.set_order_status(id, "Inactive");
    });
    shop.orders().await;
    assert_eq!((shop.erp_status(number), shop.erp_count("SaveInvoices")), ("Inactive".into(), 0));
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::NeedsPerson)]);
}

#[tokio::test]
async fn an_order_without_a_customer_keeps_its_status_and_says_why() {
    let shop = shop().await;
    let number = shop.order();
    let books = shop.books();
    shop.wms.control().after_next("ProcessOrder", move |_| {
        books.patch_order(number, |order| order.clear("CustomerId"));
    });
    shop.orders().await;
    assert_eq!((shop.erp_status(number), shop.erp_count("SaveInvoices")), ("Confirmed".into(), 0));
    let held = shop.held().await;
    let [held] = &held[..] else { panic!("no word of the status that was not written: {held:#?}") };
    assert_eq!((held.record.as_str(), held.class), (&*format!("{number}/import_status"), Class::NeedsPerson));
    assert!(held.what.contains("has no customer") && held.remedy.contains("Pack"), "{held:#?}");
    shop.books().patch_order(number, |order| order.set("CustomerId", shop.kari));
    shop.orders().await;
    assert_eq!((shop.erp_status(number), shop.held().await), ("Pack".into(), vec![]));
}

/// A port of the ERP whose answers by id have no status.
#[derive(Debug, Clone)]
struct Silent {
    inner: Arc<dyn ErpPort>,
    is_silent: Arc<AtomicBool>,
}

#[async_trait::async_trait]
impl ErpLayer for Silent {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        &self.inner
    }

    fn around(&self, inner: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { inner, is_silent: Arc::clone(&self.is_silent) })
    }

    async fn order_heads(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError> {
        let is_silent = self.is_silent.load(Ordering::SeqCst);
        let heads = self.inner.order_heads(ids).await?.map_ok(move |mut head| {
            head.order_status = head.order_status.filter(|_| !is_silent);
            head
        });
        Ok(heads.boxed())
    }
}

#[tokio::test]
async fn an_order_that_is_answered_without_a_status_is_named_and_reported_when_it_has_one() {
    let is_silent = Arc::new(AtomicBool::new(true));
    let silent = Arc::clone(&is_silent);
    let shop = shop_with(|tenant| {
        let mut tenant = packed(tenant);
        tenant.erp = Arc::new(Silent { inner: Arc::clone(&tenant.erp), is_silent: silent });
        tenant
    })
    .await;
    let number = shop.order();
    let report = shop.orders().await;
    assert_eq!(shop.erp_status(number), "Confirmed");
    let held = shop.held_by(Process::Orders).await;
    assert_eq!(held, [(format!("{number}/import_status"), Class::Waiting)], "{report:#?}");
    is_silent.store(false, Ordering::SeqCst);
    shop.orders().await;
    assert_eq!((shop.erp_status(number), shop.held().await), ("Pack".into(), vec![]));
}

#[tokio::test]
async fn a_status_write_that_was_lost_or_never_came_is_repaired_by_the_next_run() {
    for rule in [Rule::drop_before(), Rule::drop_after()] {
        let shop = shop().await;
        let number = shop.order();
        shop.erp.misbehave(rule.on("SaveInvoices"));
        shop.turn(Process::Orders).await;
        assert!(shop.is_in_wms(number));
        shop.orders().await;
        assert_eq!(shop.erp_status(number), "Pack");
        assert_eq!(shop.wms.orders().len(), 1);
        assert_eq!(shop.events(number).await, [OrderEventKind::Imported, OrderEventKind::ImportReported]);
        shop.orders().await;
        assert_eq!(shop.erp_count("SaveInvoices"), 0);
    }
}

#[tokio::test]
async fn a_status_that_the_erp_refuses_is_held_and_tried_when_it_is_due() {
    let shop = shop().await;
    let number = shop.order();
    // The customer is deleted: the ERP will not save an order of it.
    let order = shop.books().order(number).unwrap();
    let (books, id) = (shop.books(), number);
    shop.erp.control().before_next("SaveInvoices", move |_| {
        books.invoice_order(id);
    });
    shop.orders().await;
    assert_eq!(shop.held_by(Process::Orders).await, [(format!("{number}/import_status"), Class::Rejected)]);
    shop.books().add_order(order);
    shop.later(Process::Orders, Trigger::Scheduled).await;
    assert_eq!(shop.erp_count("SaveInvoices"), 0, "not due yet");
    shop.clock.advance(hours(1));
    shop.later(Process::Orders, Trigger::Scheduled).await;
    assert_eq!(shop.erp_status(number), "Pack");
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn a_save_that_changes_more_than_the_status_stops_the_process_until_a_person_releases_it() {
    let shop = shop().await;
    let (number, other) = (shop.order(), shop.order());
    let books = shop.books();
    shop.erp.control().after("SaveInvoices", move |_| {
        books.patch_order(number, |order| order.set("InvoiceTitle", "wiped"));
    });
    let report = shop.turn(Process::Orders).await;
    assert_eq!(report.outcome, wms_erp_sync::Outcome::Failed);
    assert!(report.reasons[0].what.contains("InvoiceTitle"), "{report:#?}");
    assert_eq!(shop.erp_status(other), "Confirmed");
    shop.erp.control().clear_callbacks();
    assert_eq!(shop.turn(Process::Orders).await.outcome, wms_erp_sync::Outcome::Failed);
    shop.engine.operator("acme").release(Process::Orders).await.unwrap();
    shop.orders().await;
    assert_eq!(shop.erp_status(other), "Pack");
}

#[tokio::test]
async fn an_order_in_our_status_whose_rows_have_new_ids_is_not_forgotten_with_a_lost_store() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    assert_eq!(shop.erp_status(number), "Pack");
    shop.books().renumber_rows(number);
    let shop = shop.with_store(wms_erp_sync::store::MemoryStore::new(), packed);
    shop.turn(Process::Articles).await;
    // The WMS has an order of that number whose lines nobody recognises: that is no reason to do nothing.
    for _ in 0..3 {
        shop.orders().await;
        assert_eq!(shop.held_by(Process::Orders).await, [(number.to_string(), Class::NeedsPerson)]);
    }
    assert_eq!(shop.wms.orders().len(), 1);
}
