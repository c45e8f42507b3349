//! Two engines on one store: one works, the other waits for its turn.

use ongoing_simulator::{Gate, Mischief, Rule};
use wms_erp_sync::store::{SqliteStore, Store, Table};
use wms_erp_sync::{
    Articles, CancellationToken, Engine, Orders, Outcome, Process, Report, RunError, Since, Trigger,
};

use super::{add_products, has_article, shop, writes};
use crate::Bench;
use crate::bench::{TENANT, customer, engine, order, product, tenant};

/// Two engines that share a database file, each with a connection of its own, as two processes have.
async fn two(bench: &Bench, folder: &tempfile::TempDir) -> (Engine, Engine, SqliteStore) {
    let file = folder.path().join("sync.sqlite3");
    let open = async || SqliteStore::open(&file).await.unwrap();
    let make = |store: SqliteStore| {
        let engine = engine(store, &bench.clock);
        engine.put_tenant(
            tenant(&bench.erp, &bench.wms).articles(Articles::default()).orders(Orders::since(Since::All)),
        );
        engine
    };
    (make(open().await), make(open().await), open().await)
}

async fn once(engine: &Engine, process: Process) -> Result<Report, RunError> {
    engine.run(TENANT, process, Trigger::Person, &CancellationToken::new()).await
}

/// Starts the articles of an engine and returns when it stands before a write.
async fn in_the_middle(bench: &Bench, engine: &Engine) -> (Gate, tokio::task::JoinHandle<Report>) {
    let gate = Gate::new();
    bench.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle"));
    let engine = engine.clone();
    let running = tokio::spawn(async move { once(&engine, Process::Articles).await.unwrap() });
    gate.arrived().await;
    (gate, running)
}

#[tokio::test]
async fn s19_two_engines_never_work_on_the_same_process_of_a_tenant() {
    let bench = shop().await;
    let folder = tempfile::tempdir().unwrap();
    let (one, two, _store) = two(&bench, &folder).await;
    add_products(&bench, 5);
    let (gate, running) = in_the_middle(&bench, &one).await;
    let refused = once(&two, Process::Articles).await.unwrap_err();
    assert!(matches!(refused, RunError::Busy { process: Process::Articles, .. }), "{refused}");
    gate.open();
    assert_eq!(running.await.unwrap().written, 5);

    let report = once(&two, Process::Articles).await.unwrap();
    assert_eq!((report.unchanged, report.written), (5, 0), "what one has done the other knows");
    assert_eq!(writes(&bench), 5);
}

#[tokio::test]
async fn s19_articles_are_written_by_one_engine_at_a_time_whatever_the_process() {
    let bench = shop().await;
    let folder = tempfile::tempdir().unwrap();
    let (one, two, store) = two(&bench, &folder).await;
    let ids = add_products(&bench, 3);
    let (gate, running) = in_the_middle(&bench, &one).await;

    // An order needs an article while the other engine writes articles: it waits, and is not lost.
    let late = bench.books().add_product(product("LATE", "Sen", 0));
    let kari = bench.books().add_company(customer("Kari"));
    let number = bench.books().add_order(order(kari, &[(ids[2], 1), (late, 1)])).to_string();
    let report = once(&two, Process::Orders).await.unwrap();
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 0, 1), "{report:#?}");
    assert_eq!((writes(&bench), bench.wms.parallel_writes()), (0, 0));
    gate.open();
    assert_eq!(running.await.unwrap().written, 3);

    let report = once(&two, Process::Orders).await.unwrap();
    assert_eq!((report.outcome, report.held), (Outcome::Done, 0), "{report:#?}");
    assert!(bench.wms.order(&number).is_some() && has_article(&bench, late));
    assert_eq!(writes(&bench), 4, "none was written twice");
    assert_eq!(store.count(TENANT, Table::Article, "").await.unwrap(), 4);
}
