//! Observers learn which orders have changed in the WMS, each change once.

use std::sync::{Arc, Mutex};

use wms_erp_sync::mapping::TrackingPlace;
use wms_erp_sync::{
    CancellationToken, Engine, Event, Observer, OrderStatusSettings, Outcome, Process, Tenant, Trigger,
    WmsChange,
};

use super::super::bench::TENANT;
use super::super::orders::default_tenant;
use super::{Shop, shop_with, tracking};

/// The orders that have changed, their numbers in the WMS, and what has changed.
#[derive(Debug, Clone, Default)]
struct Changes(Arc<Mutex<Vec<(String, String, WmsChange)>>>);

impl Observer for Changes {
    fn on_event(&self, event: &Event<'_>) {
        let Event::ChangedInWms { tenant, process, order, number, change, .. } = event else { return };
        assert_eq!((*tenant, *process), (TENANT, Process::OrderStatus));
        self.0.lock().unwrap().push((order.to_string(), (*number).to_owned(), *change));
    }
}

/// The numbers of the orders of which a run reports that their status has changed.
async fn changed(shop: &Shop, prefix: &str) -> Vec<String> {
    let mut tenant = default_tenant(shop);
    if let Some(orders) = &mut tenant.orders {
        orders.mapping.order_number_prefix = prefix.to_owned();
    }
    let found = observed(shop, tenant).await.into_iter();
    found
        .map(|(number, change)| {
            assert_eq!(change, WmsChange::Status, "{number}");
            number
        })
        .collect()
}

/// What a run of an engine that is observed reports.
async fn observed(shop: &Shop, tenant: Tenant) -> Vec<(String, WmsChange)> {
    let changes = Changes::default();
    let clock = shop.clock.clone().auto_advance();
    let engine = Engine::builder(shop.store.clone()).clock(clock).observer(changes.clone()).build();
    engine.put_tenant(tenant);
    shop.clock.advance(std::time::Duration::from_secs(15 * 60));
    engine.inspect(TENANT).plan(&[Process::OrderStatus]).await.unwrap();
    assert_eq!(*changes.0.lock().unwrap(), [], "a plan changes nothing");
    let none = CancellationToken::new();
    let report = engine.run(TENANT, Process::OrderStatus, Trigger::Scheduled, &none).await.unwrap();
    assert_ne!(report.outcome, Outcome::Skipped, "{report:#?}");
    let found = std::mem::take(&mut *changes.0.lock().unwrap());
    found.into_iter().map(|(order, number, change)| (number.replacen(&order, "#", 1), change)).collect()
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

#[tokio::test]
async fn tracking_that_comes_after_an_order_was_sent_is_no_change_of_its_status() {
    let shop = tracking::shop().await;
    let [waiting, reported] = [shop.order(), shop.order()];
    shop.orders().await;
    let observe = async || {
        let mut settings = OrderStatusSettings::default();
        settings.tracking = Some(TrackingPlace::InvoiceText);
        observed(&shop, default_tenant(&shop).order_status(settings)).await
    };
    let both = |change| ["#", "#"].map(|number| (number.to_owned(), change));
    // For one of them, the ERP's status forbids it.
    shop.books().set_order_status(waiting, "Offer");
    [waiting, reported].into_iter().for_each(|order| shop.send(order));
    assert_eq!(observe().await, both(WmsChange::Status));
    [waiting, reported].into_iter().for_each(|order| shop.parcel(order, "370"));
    assert_eq!(observe().await, both(WmsChange::AfterSent));
    assert_eq!(shop.text(reported), "[Tracking: 370]");
    assert_eq!(observe().await, []);
}
