//! A process that a host adds from outside: everything that the engine does for its own it does for this one too.

mod mail;
mod many_engines;
mod people;
mod plans;
mod remembered;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{IntervalScheduler, RunKey, RunOutcome, RunRequest, Runner};
use wms_erp_sync::{
    AddProcessError, AgeLimits, CancellationToken, Class, Outcome, Process, ProcessError, ProcessStatus,
    Report, Trigger,
};

use super::bench::{Bench, TENANT, all_done, tenant};
use mail::{Mail, id};

/// A bench whose tenant has the process besides, and what it works on.
async fn bench() -> (Bench, Mail) {
    let (bench, mail) = (Bench::start().await, Mail::default());
    bench.engine.add_process(TENANT, Arc::new(mail.clone())).unwrap();
    (bench, mail)
}

async fn run(bench: &Bench) -> Report {
    bench.clock.advance(Duration::from_secs(900));
    let report = bench.engine.run(TENANT, id(), Trigger::Scheduled, &CancellationToken::new()).await.unwrap();
    assert_eq!(report.process, id());
    report
}

async fn status(bench: &Bench) -> Option<ProcessStatus> {
    let limits = AgeLimits::default().interval(id(), Duration::from_secs(900));
    let status = bench.engine.inspect(TENANT).status(limits).await.unwrap();
    status.processes.into_iter().find(|status| status.process == id())
}

#[tokio::test]
async fn it_runs_behind_the_built_in_ones_and_its_status_is_there() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    assert_eq!(bench.engine.processes(TENANT).unwrap().last(), Some(&id()));
    let reports = bench.round().await;
    all_done(&reports);
    let order: Vec<Process> = reports.iter().map(|report| report.process).collect();
    assert_eq!(order, [Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock, id()]);
    assert_eq!((reports[4].read, reports[4].written), (1, 1));
    assert_eq!(mail.posted(), ["7: 20 g"]);

    assert_eq!(run(&bench).await.unchanged, 1);
    let seen = status(&bench).await.unwrap();
    assert!(seen.on && seen.overdue.is_none() && seen.failing.is_none(), "{seen:#?}");
    assert_eq!(seen.last.as_ref().map(|last| (last.outcome, last.unchanged)), Some((Outcome::Done, 1)));
    assert_eq!(bench.engine.inspect(TENANT).last_reports().await.unwrap().last(), seen.last.as_ref());
    bench.clock.advance(Duration::from_secs(2 * 3600));
    let overdue = status(&bench).await.unwrap().overdue.unwrap();
    assert!(overdue.late_seconds > 3600, "by its own interval: {overdue:#?}");
}

#[tokio::test]
async fn a_scheduler_runs_it_at_its_interval_and_by_its_key() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    let key = RunKey::new(TENANT, id());
    assert_eq!(key.to_string(), "acme:mail");
    assert_eq!("acme:mail".parse(), Ok(key.clone()));
    let outcome = Runner::run(&bench.engine, key.clone().into(), CancellationToken::new()).await;
    assert_eq!((outcome, mail.posted().len()), (RunOutcome::Done { next_due: None }, 1));

    let minute = Duration::from_secs(60);
    let scheduler = IntervalScheduler::new();
    scheduler.put(key.clone(), 15 * minute);
    let stop = CancellationToken::new();
    let serving = tokio::spawn({
        let (engine, scheduler, stop) = (bench.engine.clone(), scheduler.clone(), stop.clone());
        async move { engine.serve(&scheduler, stop).await }
    });
    // The clock of the bench advances by itself whenever all wait for it.
    for weight in [30, 40, 50] {
        let before = mail.posted().len();
        mail.write(7, weight);
        while mail.posted().len() == before {
            tokio::task::yield_now().await;
        }
    }
    let next = status(&bench).await.unwrap().next.expect("the scheduler knows it");
    assert!(next > bench.clock.now() - TimeDelta::hours(1));
    stop.cancel();
    serving.await.unwrap().unwrap();
    assert_eq!(mail.posted(), ["7: 20 g", "7: 30 g", "7: 40 g", "7: 50 g"]);
}

#[tokio::test]
async fn what_it_fails_for_decides_when_it_is_tried_again() {
    let (bench, mail) = bench().await;
    let call = async || {
        Runner::run(&bench.engine, RunRequest::from(RunKey::new(TENANT, id())), CancellationToken::new())
            .await
    };
    mail.desk().closed =
        Some(|| ProcessError::transient("the post office is full").with_source("queue of 90"));
    let outcome = call().await;
    assert!(
        matches!(&outcome, RunOutcome::Retry { reason, .. } if reason == "the post office is full: queue of 90"),
        "{outcome:?}"
    );
    let report = bench.engine.inspect(TENANT).last_reports().await.unwrap().pop().unwrap();
    assert_eq!((report.outcome, report.reasons[0].class), (Outcome::Failed, Some(Class::Transient)));

    mail.desk().closed =
        Some(|| ProcessError::needs_person("the post office has moved", "look for the new one"));
    let outcome = call().await;
    assert!(matches!(outcome, RunOutcome::NotBefore { .. }), "{outcome:?}");
    let failing = status(&bench).await.unwrap().failing.unwrap();
    assert_eq!((failing.runs, failing.remedy.as_str()), (2, "look for the new one"));
    mail.desk().closed = None;
    assert_eq!(run(&bench).await.outcome, Outcome::Done);
    assert_eq!(status(&bench).await.unwrap().failing, None);
}

#[tokio::test]
async fn two_processes_of_one_name_and_one_with_a_built_in_name_are_refused() {
    #[derive(Debug)]
    struct Named(Process);

    #[async_trait::async_trait]
    impl wms_erp_sync::SyncProcess for Named {
        fn id(&self) -> Process {
            self.0
        }

        async fn run(&self, _: &wms_erp_sync::RunContext<'_>) -> Result<(), wms_erp_sync::RunError> {
            Ok(())
        }
    }

    let (bench, mail) = bench().await;
    let add = |tenant: &str, id: Process| bench.engine.add_process(tenant, Arc::new(Named(id)));
    let duplicate = add(TENANT, id());
    assert!(
        matches!(&duplicate, Err(AddProcessError::Duplicate { tenant, process, .. }) if tenant == TENANT && *process == id()),
        "{duplicate:?}"
    );
    assert_eq!(add(TENANT, Process::Stock), Err(AddProcessError::BuiltIn(Process::Stock)));
    assert_eq!(add("beta", id()), Err(AddProcessError::UnknownTenant("beta".to_owned())));
    assert_eq!(add(TENANT, Process::custom("z").unwrap()), Ok(()));
    assert_eq!(add(TENANT, Process::custom("a").unwrap()), Ok(()));
    let own = bench.engine.processes(TENANT).unwrap().split_off(4);
    assert_eq!(own.map_names(), ["a", "mail", "z"]);

    // New settings of the tenant leave them alone; a tenant that leaves takes them along.
    bench.engine.put_tenant(tenant(&bench.erp, &bench.wms));
    assert_eq!(bench.engine.processes(TENANT).unwrap().map_names(), ["a", "mail", "z"]);
    assert!(bench.engine.remove_process(TENANT, id()) && !bench.engine.remove_process(TENANT, id()));
    assert!(bench.engine.remove_tenant(TENANT).await);
    bench.engine.put_tenant(tenant(&bench.erp, &bench.wms));
    assert_eq!(bench.engine.processes(TENANT).unwrap(), []);
    bench.engine.add_process(TENANT, Arc::new(mail)).unwrap();
    assert_eq!(bench.engine.processes(TENANT).unwrap(), [id()]);
}

trait Names {
    fn map_names(&self) -> Vec<String>;
}

impl Names for Vec<Process> {
    fn map_names(&self) -> Vec<String> {
        self.iter().map(Process::to_string).collect()
    }
}
