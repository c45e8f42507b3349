//! Two engines on one store, and engines that die.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt;
use tokio::sync::Notify;
use wms_erp_sync::store::{
    Batch, Fence, LeaseKey, MemoryStore, Op, Scan, Store, StoreError, StoreLayer, Table,
};
use wms_erp_sync::{CancellationToken, Engine, Outcome, Process, RunContext, RunError, SyncProcess, Trigger};

use super::super::bench::{Bench, TENANT, engine, tenant};
use super::{Mail, id};

fn with(bench: &Bench, engine: Engine, process: impl SyncProcess) -> Engine {
    engine.put_tenant(tenant(&bench.erp, &bench.wms));
    engine.add_process(TENANT, Arc::new(process)).unwrap();
    engine
}

/// Waits in the middle of its run until it may go on.
#[derive(Debug, Clone, Default)]
struct Slow(Arc<(Notify, Notify)>);

#[async_trait]
impl SyncProcess for Slow {
    fn id(&self) -> Process {
        id()
    }

    async fn run(&self, _: &RunContext<'_>) -> Result<(), RunError> {
        self.0.0.notify_one();
        self.0.1.notified().await;
        Ok(())
    }
}

#[tokio::test]
async fn no_two_engines_run_it_at_once() {
    let (bench, slow) = (Bench::start().await, Slow::default());
    let one = with(&bench, engine(bench.store.clone(), &bench.clock), slow.clone());
    let two = with(&bench, engine(bench.store.clone(), &bench.clock), Mail::default());
    let never = CancellationToken::new();
    let running = tokio::spawn({
        let (one, never) = (one.clone(), never.clone());
        async move { one.run(TENANT, id(), Trigger::Scheduled, &never).await }
    });
    slow.0.0.notified().await;
    let busy = two.run(TENANT, id(), Trigger::Scheduled, &never).await;
    assert!(matches!(busy, Err(RunError::Busy { process, .. }) if process == id()), "{busy:?}");
    slow.0.1.notify_one();
    assert_eq!(running.await.unwrap().unwrap().outcome, Outcome::Done);
    assert_eq!(two.run(TENANT, id(), Trigger::Scheduled, &never).await.unwrap().outcome, Outcome::Done);
}

#[tokio::test]
async fn an_engine_that_has_lost_the_lease_commits_nothing() {
    let (bench, mail) = (Bench::start().await, Mail::default());
    let store = MemoryStore::new().with_clock(bench.clock.clone());
    let one = with(&bench, engine(store.clone(), &bench.clock), mail.clone());
    mail.write(7, 20);
    mail.write(8, 20);
    // It stands still right behind its effect; its lease runs out, and another engine takes it.
    mail.desk().meanwhile = Some(Box::new({
        let (clock, store) = (bench.clock.clone(), store.clone());
        move || {
            clock.advance(Duration::from_secs(120));
            let key = LeaseKey::new(TENANT, "mail");
            let taken = store.try_acquire(&key, "another", Duration::from_secs(60));
            assert!(taken.now_or_never().unwrap().unwrap().is_some());
        }
    }));
    let report = one.run(TENANT, id(), Trigger::Scheduled, &CancellationToken::new()).await;
    assert!(
        matches!(&report, Err(RunError::LeaseLost { .. }))
            || report.as_ref().is_ok_and(|report| report.outcome == Outcome::Failed),
        "{report:?}"
    );
    assert_eq!(store.scan(TENANT, Table::Own, Scan::first(9)).await.unwrap(), [], "the commit was refused");
    assert_eq!(mail.posted(), ["7: 20 g"], "and nothing more was written");

    // Whoever comes next finds the letter where it lies.
    bench.clock.advance(Duration::from_secs(120));
    let two = with(&bench, engine(store.clone(), &bench.clock), mail.clone());
    let report = two.run(TENANT, id(), Trigger::Scheduled, &CancellationToken::new()).await.unwrap();
    assert_eq!((report.outcome, report.written), (Outcome::Done, 2));
    assert_eq!(mail.posted(), ["7: 20 g", "8: 20 g"]);
}

/// A store whose machine dies when the process commits.
#[derive(Debug, Clone)]
struct Dying {
    store: MemoryStore,
    dies: Arc<AtomicBool>,
    dead: Arc<Notify>,
}

#[async_trait]
impl StoreLayer for Dying {
    fn inner(&self) -> &dyn Store {
        &self.store
    }

    async fn commit(&self, tenant: &str, fences: &[Fence], batch: Batch) -> Result<(), StoreError> {
        let is_own = batch.ops().iter().any(|op| matches!(op, Op::Put { table: Table::Own, .. }));
        if is_own && self.dies.swap(false, Ordering::SeqCst) {
            self.dead.notify_one();
            std::future::pending::<()>().await;
        }
        self.store.commit(tenant, fences, batch).await
    }
}

#[tokio::test]
async fn a_crash_between_the_effect_and_its_commit_leads_to_one_effect() {
    let (bench, mail) = (Bench::start().await, Mail::default());
    let store = Dying {
        store: MemoryStore::new().with_clock(bench.clock.clone()),
        dies: Arc::new(AtomicBool::new(true)),
        dead: Arc::default(),
    };
    mail.write(7, 20);
    let one = with(&bench, engine(store.clone(), &bench.clock), mail.clone());
    let running =
        tokio::spawn(
            async move { one.run(TENANT, id(), Trigger::Scheduled, &CancellationToken::new()).await },
        );
    store.dead.notified().await;
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    assert_eq!(mail.posted(), ["7: 20 g"]);
    assert_eq!(store.store.scan(TENANT, Table::Own, Scan::first(9)).await.unwrap(), []);

    bench.clock.advance(Duration::from_secs(900));
    let two = with(&bench, engine(store.clone(), &bench.clock), mail.clone());
    for written in [1, 0] {
        let report = two.run(TENANT, id(), Trigger::Manual, &CancellationToken::new()).await.unwrap();
        assert_eq!((report.outcome, report.written), (Outcome::Done, written));
    }
    assert_eq!(mail.posted(), ["7: 20 g"], "once");
}
