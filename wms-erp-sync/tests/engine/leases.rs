//! The lease on the statuses of the ERP's orders, and what else two processes share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use twentyfour_simulator::{Gate, Mischief, Rule};
use wms_erp_sync::store::{
    Batch, Fence, Lease, LeaseKey, MemoryStore, Op, Store, StoreError, StoreLayer, Table,
};
use wms_erp_sync::{CancellationToken, Class, Engine, Outcome, Process, Tenant, Trigger};

use super::bench::{TENANT, product};
use super::orders::{Shop, default_tenant, restarted, shop};
use crate::articles::held;

const STATUSES: &str = "order_status_writes";

/// A store in which a lease never runs out but is given back, and that notes which fences a commit lacks.
#[derive(Debug, Clone, Default)]
struct Strict {
    store: MemoryStore,
    given: Arc<Mutex<BTreeSet<String>>>,
    /// What was committed while a lease was given out, without its fence, and how much with it.
    unfenced: Arc<Mutex<Vec<String>>>,
    fenced: Arc<Mutex<BTreeMap<String, usize>>>,
    epoch: Arc<Mutex<u64>>,
}

#[async_trait]
impl StoreLayer for Strict {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn try_acquire(
        &self,
        key: &LeaseKey,
        owner: &str,
        _: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        if !self.given.lock().unwrap().insert(key.name.clone()) {
            return Ok(None);
        }
        let mut epoch = self.epoch.lock().unwrap();
        *epoch += 1;
        Ok(Some(Lease::new(Fence::new(key.clone(), *epoch), owner, DateTime::<Utc>::MAX_UTC)))
    }

    async fn renew(&self, lease: &Lease, _: Duration) -> Result<Lease, StoreError> {
        Ok(lease.clone())
    }

    async fn release(&self, lease: Lease) -> Result<(), StoreError> {
        self.given.lock().unwrap().remove(&lease.key().name);
        Ok(())
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        // One without any is an operator's.
        for name in self.given.lock().unwrap().iter().filter(|_| !fences.is_empty()) {
            match fences.iter().any(|fence| fence.key.name == *name) {
                true => *self.fenced.lock().unwrap().entry(name.clone()).or_default() += 1,
                false => self.unfenced.lock().unwrap().push(format!("{name}: {batch:?}")),
            }
        }
        for op in batch.ops() {
            if let Op::Release(fence) = op {
                self.given.lock().unwrap().remove(&fence.key.name);
            }
        }
        self.store.commit(tenant, &[], batch).await
    }
}

/// The ERP gets a status on import, and orders for the rest.
fn both(mut tenant: Tenant) -> Tenant {
    tenant.orders.as_mut().unwrap().import_status =
        Some(wms_erp_sync::twentyfour::types::OrderSlipStateType::Pack);
    tenant.order_status.as_mut().unwrap().rest_orders = true;
    tenant
}

async fn run(engine: &Engine, process: Process) -> Outcome {
    engine.run(TENANT, process, Trigger::Manual, &CancellationToken::new()).await.unwrap().outcome
}

/// Two orders, each sent in part.
async fn sent(shop: &Shop, engine: &Engine) {
    let orders = [shop.order(), shop.order()];
    assert_eq!(run(engine, Process::Articles).await, Outcome::Done);
    assert_eq!(run(engine, Process::Orders).await, Outcome::Done);
    for order in orders {
        shop.wms.pick(&order.to_string(), &shop.row(order, 0).to_string(), 1).unwrap();
        shop.wms.send(&order.to_string()).unwrap();
    }
}

#[tokio::test]
async fn the_lease_on_statuses_is_given_back_however_a_run_ends() {
    let shop = shop().await;
    let store = Strict::default();
    let engine = restarted(&shop, store.clone(), both);
    assert_eq!(run(&engine, Process::Articles).await, Outcome::Done);
    shop.order();
    for process in [Process::Orders, Process::OrderStatus] {
        if process == Process::OrderStatus {
            sent(&shop, &engine).await;
        }
        shop.erp.control().misbehave(Rule::drop_before().on("SaveInvoices").times(1));
        assert_eq!(run(&engine, process).await, Outcome::Failed, "{process}");
        assert_eq!(*store.given.lock().unwrap(), BTreeSet::new(), "{process} keeps a lease");
        assert_eq!(run(&engine, process).await, Outcome::Done, "{process}");
        assert_eq!(*store.given.lock().unwrap(), BTreeSet::new(), "{process} keeps a lease");
    }
}

#[tokio::test]
async fn what_is_remembered_of_status_writes_is_fenced_by_their_lease() {
    let shop = shop().await;
    let store = Strict::default();
    let engine = restarted(&shop, store.clone(), both);
    sent(&shop, &engine).await;
    assert_eq!(run(&engine, Process::OrderStatus).await, Outcome::Done);
    assert!(store.fenced.lock().unwrap()[STATUSES] > 0, "no commit was looked at");
    assert_eq!(*store.unfenced.lock().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn every_commit_carries_the_fences_of_all_leases_that_the_run_holds() {
    let shop = shop().await;
    let store = Strict::default();
    let engine = restarted(&shop, store.clone(), both);
    // The order brings articles that no run has brought before it.
    shop.order();
    assert_eq!(run(&engine, Process::Orders).await, Outcome::Done);
    assert_eq!(run(&engine, Process::Articles).await, Outcome::Done);
    let fenced = store.fenced.lock().unwrap().clone();
    for lease in ["orders", "articles", "article_writer", STATUSES] {
        assert!(fenced.get(lease).is_some_and(|commits| *commits > 0), "{lease}: {fenced:?}");
    }
    assert_eq!(*store.unfenced.lock().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn two_processes_that_set_statuses_take_turns_save_by_save() {
    let shop = shop().await;
    let sent: Vec<i32> = (0..3).map(|_| shop.order()).collect();
    assert_eq!(shop.run(Process::Orders).await.written, 3);
    // Time stands still: nobody's patience ends.
    let engine = Engine::builder(shop.store.clone()).clock(shop.clock.clone()).build();
    engine.put_tenant(both(default_tenant(&shop)));
    for order in &sent {
        let (row, other) = (shop.row(*order, 0).to_string(), shop.row(*order, 1).to_string());
        shop.wms.pick(&order.to_string(), &row, 3).unwrap();
        shop.wms.pick(&order.to_string(), &other, 2).unwrap();
        shop.wms.send(&order.to_string()).unwrap();
    }
    let new = shop.order();
    shop.erp.clear_requests();
    let gate = Gate::new();
    shop.erp.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("SaveInvoices"));
    // What was sent goes in two saves, since the first save of a tenant is a probe with one order.
    let start = |process| {
        let engine = engine.clone();
        tokio::spawn(async move { run(&engine, process).await })
    };
    let statuses = start(Process::OrderStatus);
    gate.arrived().await;
    let orders = start(Process::Orders);
    shop.clock.wait_for_sleepers(1).await;
    gate.open();
    assert_eq!(orders.await.unwrap(), Outcome::Done);
    assert_eq!(statuses.await.unwrap(), Outcome::Done);
    let saves: Vec<bool> = shop
        .erp
        .requests()
        .iter()
        .filter(|request| request.operation == "SaveInvoices")
        .map(|request| request.body.contains(&format!(">{new}<")))
        .collect();
    assert_eq!(saves, [false, true, false], "the new order's status goes before the rest of the others");
    let all: Vec<String> = sent.iter().chain([&new]).map(|order| shop.erp_status(*order)).collect();
    assert_eq!(all, ["OrderState_Sent", "OrderState_Sent", "OrderState_Sent", "Pack"]);
}

#[tokio::test]
async fn every_operator_request_is_read_however_many_there_are() {
    let bench = crate::articles::shop().await;
    bench.books().add_product(product("A", "Kaffe", 0));
    crate::articles::run(&bench).await;
    let newcomer = bench.books().add_product(product("a", "Te", 0));
    crate::articles::run(&bench).await;
    assert_eq!(held(&bench).await[0].attempts, 1);
    // Requests for records that were held when they were made, and are not any more.
    let mut asked = Batch::new();
    for number in 0..1000 {
        let (key, at) = (format!("retry/articles/0-{number:04}"), crate::bench::morning());
        asked.put(Table::Control, key, format!("{:?}", at.to_rfc3339()));
    }
    bench.store.commit(TENANT, &[], asked).await.unwrap();
    bench.engine.operator(TENANT).retry(Process::Articles, &newcomer.to_string()).await.unwrap();
    crate::articles::later(&bench, Trigger::Scheduled).await;
    assert_eq!((held(&bench).await[0].attempts, held(&bench).await[0].class), (2, Class::NeedsPerson));
}

#[tokio::test]
async fn a_rival_is_seen_behind_any_number_of_newcomers() {
    let bench = crate::articles::shop().await;
    let idle = |n: i32| product(&format!("N-{n}"), "Te", 0).with("StatusId", 0);
    let newcomers: Vec<i32> = (0..25).map(|n| bench.books().add_product(idle(n))).collect();
    let known = ["A", "B"].map(|number| bench.books().add_product(product(number, "Kaffe", 0)));
    crate::articles::run(&bench).await;
    for id in newcomers {
        bench.books().patch_product(id, |product| {
            product.set("No", "C");
            product.set("StatusId", 1);
        });
    }
    for id in known {
        bench.books().patch_product(id, |product| product.set("No", "C"));
    }
    let report = crate::articles::run(&bench).await;
    assert_eq!((report.written, report.held), (0, 27), "nobody can tell which of the known ones is meant");
}
