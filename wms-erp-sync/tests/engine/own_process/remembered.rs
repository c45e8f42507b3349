//! What is in the store of a process that is there no more, or of which the store keeps something that cannot be read.

use std::sync::Arc;

use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Batch, SqliteStore, Store, Table};
use wms_erp_sync::{AgeLimits, CancellationToken, Class, Outcome, Process, RunError, Trigger};

use super::super::bench::{Bench, TENANT, all_done, engine, tenant};
use super::{Mail, bench, id, run};

#[tokio::test]
async fn a_store_opens_that_holds_records_of_a_process_that_is_there_no_more() {
    let (bench, mail) = (Bench::start().await, Mail::default());
    let folder = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(folder.path().join("state.sqlite3"));
    let never = CancellationToken::new();
    mail.write(7, 0);
    mail.write(8, 20);
    let store = open().await.unwrap();
    let first = engine(store.clone(), &bench.clock);
    first.put_tenant(tenant(&bench.erp, &bench.wms).stock(Default::default()));
    first.add_process(TENANT, Arc::new(mail.clone())).unwrap();
    all_done(&first.run_all(TENANT, Trigger::Manual, &never).await.unwrap());
    first
        .operator(TENANT)
        .pause(Some(id()), bench.clock.now() + chrono::TimeDelta::days(1), "off")
        .await
        .unwrap();
    drop(first);
    store.close().await;

    let store = open().await.unwrap();
    let later = engine(store.clone(), &bench.clock);
    later.put_tenant(tenant(&bench.erp, &bench.wms).stock(Default::default()));
    let reports = later.run_all(TENANT, Trigger::Manual, &never).await.unwrap();
    all_done(&reports);
    assert_eq!(reports.iter().map(|report| report.process).collect::<Vec<_>>(), [Process::Stock]);
    let status = later.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
    let mail_status = status.processes.iter().find(|status| status.process == id()).unwrap();
    assert!(!mail_status.on && status.is_ok(), "{status:#?}");
    assert_eq!(mail_status.held[0].remedy, "weigh it again");
    let skipped = later.run(TENANT, id(), Trigger::Manual, &never).await.unwrap();
    assert_eq!(skipped.outcome, Outcome::Skipped);
    assert!(skipped.reasons[0].what.contains("no process mail") && !skipped.reasons[0].remedy.is_empty());
    assert_eq!(later.inspect(TENANT).plan(&[id()]).await.unwrap().processes, []);
    assert_eq!(later.inspect(TENANT).pauses().await.unwrap()[0].process, Some(id()));
    later.operator(TENANT).resume(None).await.unwrap();
    later.operator(TENANT).purge(chrono::TimeDelta::days(1)).await.unwrap();

    // Added again, it goes on where it was.
    later.add_process(TENANT, Arc::new(mail.clone())).unwrap();
    let report = later.run(TENANT, id(), Trigger::Manual, &never).await.unwrap();
    assert_eq!((report.outcome, report.unchanged, report.held), (Outcome::Done, 1, 1));
    assert!(later.remove_process(TENANT, id()));
    later.operator(TENANT).dismiss(id(), "7", "it is gone for good").await.unwrap();
    let status = later.inspect(TENANT).status(AgeLimits::default()).await.unwrap();
    assert!(status.processes.iter().all(|status| status.process != id()), "nothing is left to show");
}

async fn put(bench: &Bench, text: &str) {
    let mut batch = Batch::new();
    batch.put(Table::Own, "mail/posted/7", text);
    bench.store.commit(TENANT, &[], batch).await.unwrap();
}

#[tokio::test]
async fn a_damaged_document_concerns_its_record_only_and_a_newer_one_ends_the_run() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    mail.write(8, 20);
    run(&bench).await;
    put(&bench, "{\"v\":1,\"weight\":\"heavy\"}").await;
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.unchanged), (Outcome::Done, 1, 1));
    assert_eq!(mail.posted().len(), 2, "it was found where it lies");
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    let notice: Vec<_> = held.iter().map(|held| (held.process, held.record.as_str(), held.class)).collect();
    assert_eq!(notice, [(id(), "store/own/mail/posted/7", Class::Notice)]);

    let newer = "{\"v\":2,\"grams\":20}";
    put(&bench, newer).await;
    let report = run(&bench).await;
    assert_eq!(report.outcome, Outcome::Failed);
    assert!(report.reasons[0].what.contains("own/mail/posted/7"), "{report:#?}");
    let kept = bench.store.get(TENANT, Table::Own, &["mail/posted/7"]).await.unwrap();
    assert_eq!(kept, [Some(newer.to_owned())], "it is left as it is");
    all_done(&[bench.run(Process::Stock).await]);
}

#[tokio::test]
async fn a_tenant_that_is_renamed_takes_along_what_it_remembers() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    mail.write(8, 0);
    run(&bench).await;
    bench.engine.operator(TENANT).rename("beta").await.unwrap();
    let mut renamed = tenant(&bench.erp, &bench.wms);
    renamed.name = "beta".to_owned();
    assert!(bench.engine.remove_tenant(TENANT).await);
    bench.engine.put_tenant(renamed);
    bench.engine.add_process("beta", Arc::new(mail.clone())).unwrap();
    let report = bench.engine.run("beta", id(), Trigger::Manual, &CancellationToken::new()).await.unwrap();
    assert_eq!((report.outcome, report.unchanged, report.held), (Outcome::Done, 1, 1));
    assert_eq!(mail.posted(), ["7: 20 g"]);
}

#[tokio::test]
async fn an_unknown_tenant_is_named() {
    let (bench, _) = bench().await;
    let never = CancellationToken::new();
    let unknown = bench.engine.run("beta", id(), Trigger::Manual, &never).await;
    assert!(matches!(unknown, Err(RunError::UnknownTenant(name)) if name == "beta"));
}
