//! A plan runs the very same code and writes nothing; applying it writes exactly what it says.

use std::sync::Arc;

use async_trait::async_trait;
use wms_erp_sync::ongoing::model::{CustomerOrder, OrderInfoClass};
use wms_erp_sync::port::ErrorKind;
use wms_erp_sync::store::{Scan, Store, Table};
use wms_erp_sync::{Applied, CancellationToken, Class, Outcome, Process, RunContext, RunError, SyncProcess};

use super::super::bench::{Bench, TENANT};
use super::{bench, id, run};

async fn own_documents(bench: &Bench) -> usize {
    bench.store.scan(TENANT, Table::Own, Scan::first(100)).await.unwrap().len()
}

#[tokio::test]
async fn a_plan_writes_nothing_and_applying_it_writes_exactly_that() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    mail.write(8, 0);
    let plan = bench.engine.inspect(TENANT).plan(&[id()]).await.unwrap();
    assert_eq!((plan.processes.as_slice(), plan.writes.len()), ([id()].as_slice(), 1));
    let write = &plan.writes[0];
    assert_eq!((write.process, write.record.as_str(), write.what.as_str()), (id(), "7", "post a letter"));
    assert_eq!((write.fields[0].old.as_deref(), write.fields[0].new.as_deref()), (None, Some("20")));
    assert_eq!((plan.reports[0].written, plan.reports[0].held), (1, 1), "what it would do and hold");
    assert_eq!((mail.posted().len(), own_documents(&bench).await), (0, 0));
    assert_eq!(bench.engine.inspect(TENANT).held().await.unwrap(), []);

    // What moves behind the new plan's back is left to the next run.
    let never = CancellationToken::new();
    mail.write(9, 50);
    assert!(
        matches!(bench.engine.operator(TENANT).apply(&plan, &never).await.unwrap(), Applied::Stale { new, .. } if new[0].record == "9")
    );
    mail.desk().letters.remove(&9);
    mail.desk().meanwhile = None;
    let Applied::Done(reports) = bench.engine.operator(TENANT).apply(&plan, &never).await.unwrap() else {
        panic!("it still holds")
    };
    assert_eq!((reports[0].outcome, reports[0].written), (Outcome::Done, 1));
    assert_eq!((mail.posted(), own_documents(&bench).await), (vec!["7: 20 g".to_owned()], 1));
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<wms_erp_sync::Plan>(&json).unwrap(), plan, "a plan can be kept");
}

#[tokio::test]
async fn what_comes_up_while_a_plan_is_applied_is_held_for_the_next_run() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    mail.write(8, 30);
    let plan = bench.engine.inspect(TENANT).plan(&[id()]).await.unwrap();
    // The run that applies it reads the desk after this: a plan does not post, so the first to post is that run.
    let other = mail.clone();
    bench.engine.remove_process(TENANT, id());
    bench.engine.add_process(TENANT, Arc::new(Late(other))).unwrap();
    let applied = bench.engine.operator(TENANT).apply(&plan, &CancellationToken::new()).await.unwrap();
    let Applied::Partly { reports, refused, .. } = applied else { panic!("{applied:?}") };
    assert_eq!((refused[0].record.as_str(), reports[0].written), ("8", 1));
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    assert_eq!((held[0].record.as_str(), held[0].class), ("8", Class::Waiting));
    assert_eq!(mail.posted(), ["7: 20 g"]);
    run(&bench).await;
    assert_eq!(mail.posted(), ["7: 20 g", "8: 31 g"]);
}

/// The same process; where it really writes, a letter has become heavier before it is read.
#[derive(Debug)]
struct Late(super::mail::Mail);

#[async_trait]
impl SyncProcess for Late {
    fn id(&self) -> Process {
        id()
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        if !run.is_plan() {
            self.0.write(8, 31);
        }
        self.0.run(run).await
    }
}

/// A process that forgets to ask.
#[derive(Debug)]
struct Careless;

#[async_trait]
impl SyncProcess for Careless {
    fn id(&self) -> Process {
        Process::custom("careless").unwrap()
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        let info = OrderInfoClass::by_number("K-1", run.now().date_naive());
        let order = CustomerOrder::new(info, Default::default(), Vec::new());
        Ok(run.wms().process_order(&order).await.map(drop)?)
    }
}

#[tokio::test]
async fn a_process_that_asks_for_no_permit_cannot_write_through_the_ports_in_a_plan() {
    let (bench, _) = bench().await;
    bench.engine.add_process(TENANT, Arc::new(Careless)).unwrap();
    let refused = bench.engine.inspect(TENANT).plan(&[Careless.id()]).await.unwrap_err();
    let RunError::Port(error) = &refused else { panic!("{refused:?}") };
    assert_eq!(
        (error.kind, error.remedy.as_str()),
        (ErrorKind::Refused, "ask for a permit before each write")
    );
    assert_eq!(bench.wms.control().count("ProcessOrder"), 0);
}
