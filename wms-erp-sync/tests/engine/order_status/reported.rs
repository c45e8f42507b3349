//! Observers learn which orders have changed in the WMS, each change once.

use std::sync::{Arc, Mutex};

use wms_erp_sync::{CancellationToken, Engine, Event, Observer, Outcome, Process, Trigger};

use super::super::bench::TENANT;
use super::super::orders::default_tenant;
use super::{Shop, shop_with};

/// The orders that have changed, and their numbers in the WMS.
#[derive(Debug, Clone, Default)]
struct Changes(Arc<Mutex<Vec<(String, String)>>>);

impl Observer for Changes {
    fn on_event(&self, event: &Event<'_>) {
        if let Event::ChangedInWms { tenant: TENANT, process: Process::OrderStatus, order, number, .. } =
            event
        {
            self.0.lock().unwrap().push((order.to_string(), (*number).to_owned()));
        }
    }
}

/// What a run of an engine that is observed reports.
async fn changed(shop: &Shop, prefix: &str) -> Vec<String> {
    let changes = Changes::default();
    let clock = shop.clock.clone().auto_advance();
    let engine = Engine::builder(shop.store.clone()).clock(clock).observer(changes.clone()).build();
    let mut tenant = default_tenant(shop);
    if let Some(orders) = &mut tenant.orders {
        orders.mapping.order_number_prefix = prefix.to_owned();
    }
    engine.put_tenant(tenant);
    shop.clock.advance(std::time::Duration::from_secs(15 * 60));
    engine.inspect(TENANT).plan(&[Process::OrderStatus]).await.unwrap();
    assert_eq!(*changes.0.lock().unwrap(), [], "a plan changes nothing");
    let none = CancellationToken::new();
    let report = engine.run(TENANT, Process::OrderStatus, Trigger::Scheduled, &none).await.unwrap();
    assert_ne!(report.outcome, Outcome::Skipped, "{report:#?}");
    let found = std::mem::take(&mut *changes.0.lock().unwrap());
    found.into_iter().map(|(order, number)| number.replacen(&order, "#", 1)).collect()
}

#[tokio::test]
async fn an_order_that_was_sent_or_cancelled_is_reported_once_by_its_number_in_the_wms() {
    let shop = shop_with(|mut tenant| {
        tenant.orders.as_mut().unwrap().mapping.order_number_prefix = "A-".to_owned();
        tenant
    })
    .await;
    let [sent, cancelled, waiting] = [shop.order(), shop.order(), shop.order()];
    shop.orders().await;
    assert_eq!(changed(&shop, "A-").await, [""; 0]);
    let name = |order: i32| format!("A-{order}");
    shop.wms.pick_all(&name(sent)).unwrap();
    shop.wms.pick_all(&name(waiting)).unwrap();
    shop.wms.send(&name(sent)).unwrap();
    shop.wms.cancel(&name(cancelled)).unwrap();
    assert_eq!(changed(&shop, "A-").await, ["A-#", "A-#"], "one that is only picked is not sent");
    assert_eq!(changed(&shop, "A-").await, [""; 0], "what is read again is not news");
}

#[tokio::test]
async fn an_order_that_waits_for_the_erp_is_not_reported_again_by_each_run() {
    let shop = shop_with(|tenant| tenant).await;
    let order = shop.order();
    shop.orders().await;
    shop.books().set_order_status(order, "Offer");
    shop.send(order);
    assert_eq!(changed(&shop, "").await, ["#"]);
    assert_eq!(shop.held().await.len(), 1, "the ERP's status forbids it");
    assert_eq!(changed(&shop, "").await, [""; 0]);
}

#[tokio::test]
async fn an_order_that_was_sent_before_it_was_found_is_no_news() {
    let shop = shop_with(|tenant| tenant).await;
    let order = shop.sent().await;
    // The store is lost: a new one adopts what is there.
    let store = wms_erp_sync::store::MemoryStore::new().with_clock(shop.clock.clone());
    let shop = shop.with_store(store, |tenant| tenant);
    shop.status().await;
    shop.orders().await;
    assert_eq!(changed(&shop, "").await, [""; 0]);
    assert_eq!(shop.erp_status(order), "OrderState_Sent");
}
