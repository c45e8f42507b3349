//! More than one engine, and the machine that it runs on.

use std::collections::HashMap;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use twentyfour_simulator::{Gate, Mischief, Rule};
use wms_erp_sync::store::{
    Batch, Fence, Lease, LeaseKey, MemoryStore, Scan, Store, StoreError, StoreLayer, Table,
};
use wms_erp_sync::{CancellationToken, Class, Outcome, Process, Tenant, Trigger};

use crate::bench::{TENANT, all_done};
use crate::orders::{Shop, restarted, shop, shop_with};

/// A store whose leases end at once, as those of a database do when their holder is silent for too long.
#[derive(Debug, Clone, Default)]
struct Expiring {
    store: MemoryStore,
    epochs: Arc<Mutex<HashMap<LeaseKey, u64>>>,
}

#[async_trait]
impl StoreLayer for Expiring {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        _: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let mut epochs = self.epochs.lock().unwrap();
        let epoch = epochs.entry(key.clone()).or_default();
        *epoch += 1;
        Ok(Some(Lease::new(Fence::new(key.clone(), *epoch), owner, DateTime::<Utc>::MAX_UTC)))
    }

    async fn renew(&self, lease: &Lease, _: Duration) -> Result<Lease, StoreError> {
        StoreLayer::commit(self, TENANT, std::slice::from_ref(lease.fence()), Batch::new()).await?;
        Ok(lease.clone())
    }

    async fn release(&self, _: Lease) -> Result<(), StoreError> {
        Ok(())
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        for fence in fences {
            let current = self.epochs.lock().unwrap().get(&fence.key).copied().unwrap_or_default();
            fence.check(current)?;
        }
        self.store.commit(tenant, &[], batch).await
    }
}

#[tokio::test]
async fn s19_a_holder_that_comes_back_late_is_refused_by_its_epoch_and_doubles_nothing() {
    let shop = shop().await;
    let (first, second) = (shop.order(), shop.order());
    let store = Expiring::default();
    let late = restarted(&shop, store.clone(), |tenant| tenant);
    let successor = restarted(&shop, store.clone(), |tenant| tenant);
    let gate = Gate::new();
    shop.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("GetOrdersByQuery"));
    let running = tokio::spawn(async move {
        late.run(TENANT, Process::Orders, Trigger::Manual, &CancellationToken::new()).await
    });
    gate.arrived().await;
    let stop = CancellationToken::new();
    all_done(&[successor.run(TENANT, Process::Orders, Trigger::Manual, &stop).await.unwrap()]);
    assert_eq!(shop.wms.orders().len(), 2);
    let kept = store.store.scan(TENANT, Table::Order, Scan::first(100)).await.unwrap();

    gate.open();
    let report = running.await.unwrap().unwrap();
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert!(report.reasons[0].what.contains("epoch"), "{report:#?}");
    assert_eq!(store.store.scan(TENANT, Table::Order, Scan::first(100)).await.unwrap(), kept);
    assert_eq!(shop.wms.orders().len(), 2, "its writes were the same ones");
    let report = successor.run(TENANT, Process::Orders, Trigger::Manual, &stop).await.unwrap();
    assert_eq!((report.outcome, report.written), (Outcome::Done, 0), "{report:#?}");
    for number in [first, second] {
        assert_eq!(shop.quantities(number), [3.into(), 2.into()]);
    }
}

pub(super) async fn backup(store: &MemoryStore) -> MemoryStore {
    let copy = MemoryStore::new();
    for table in Table::ALL {
        let mut batch = Batch::new();
        for document in store.scan(TENANT, *table, Scan::first(usize::MAX)).await.unwrap() {
            batch.put(*table, document.key, document.value);
        }
        copy.commit(TENANT, &[], batch).await.unwrap();
    }
    copy
}

fn with_rest_orders(mut tenant: Tenant) -> Tenant {
    tenant.order_status.as_mut().unwrap().rest_orders = true;
    tenant
}

#[tokio::test]
async fn s01_a_restored_old_store_costs_requests_and_never_a_second_order_or_rest_order() {
    let shop = shop_with(with_rest_orders).await;
    let (sent, open) = (shop.order(), shop.order());
    shop.orders().await;
    shop.status().await;
    let yesterday = backup(&shop.store).await;
    let new = shop.order();
    shop.books().patch_row(open, shop.row(open, 0), |row| row.set("Quantity", 4));
    shop.orders().await;
    shop.wms.pick(&sent.to_string(), &shop.row(sent, 0).to_string(), 1).unwrap();
    shop.wms.send(&sent.to_string()).unwrap();
    shop.status().await;
    let look = |shop: &Shop| {
        let erp: Vec<_> = shop.books().orders().iter().map(|order| format!("{order:?}")).collect();
        (erp, shop.wms.orders())
    };
    let before = look(&shop);
    assert_eq!((before.0.len(), before.1.len()), (4, 3), "with one for the rest");
    let shop = shop.with_store(yesterday, with_rest_orders);
    for _ in 0..2 {
        shop.orders().await;
        shop.status().await;
        let after = look(&shop);
        assert_eq!(after.0, before.0);
        assert_eq!(after.1.len(), 3);
    }
    assert_eq!(shop.quantities(open), [4.into(), 2.into()]);
    assert_eq!(shop.quantities(new), [3.into(), 2.into()]);
    assert_eq!(shop.held_by(Process::OrderStatus).await, [(format!("{sent}/short"), Class::Notice)]);
}

/// The same day on hosts far from Norway: a process of its own each, since the zone belongs to the process.
#[test]
fn s05_the_zone_of_the_host_changes_nothing() {
    let day_in = |zone: &str| {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "crash::day::picture_of_the_day", "--ignored", "--nocapture"]);
        let output = child.env("TZ", zone).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        let told = |line: &&str| ["ERP ", "WMS ", "held "].iter().any(|side| line.starts_with(side));
        output.lines().filter(told).map(str::to_owned).collect::<Vec<_>>()
    };
    let here = day_in("UTC");
    assert!(here.len() > 10, "{here:?}");
    // Without a database of zones these still mean what they say.
    for zone in ["KIRITIMATI-14", "NIUE+11", "OSLO-1CEST,M3.5.0,M10.5.0/3"] {
        assert_eq!(day_in(zone), here, "{zone}");
    }
}
