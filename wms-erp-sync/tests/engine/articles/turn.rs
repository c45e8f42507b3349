//! Two engines on one store: one works, the other waits for its turn.

use std::time::Duration;

use ongoing_simulator::{Gate, Mischief, Rule};
use twentyfour_client::types::OrderSlipStateType;
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
    engine.run(TENANT, process, Trigger::Manual, &CancellationToken::new()).await
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

#[tokio::test]
async fn an_order_gets_its_article_between_two_records_of_a_first_load_and_its_import_is_reported_meanwhile()
{
    let bench = shop().await;
    let ids = add_products(&bench, 400);
    let last = ids[399];
    let kari = bench.books().add_company(customer("Kari"));
    let number = bench.books().add_order(order(kari, &[(last, 1)]));
    // Time stands still but for the writes, each of which takes so long: nobody's patience ends by itself.
    let engine = Engine::builder(bench.store.clone()).clock(bench.clock.clone()).build();
    let mut orders = Orders::since(Since::All);
    orders.import_status = Some(OrderSlipStateType::Production);
    engine.put_tenant(tenant(&bench.erp, &bench.wms).articles(Articles::default()).orders(orders));
    let clock = bench.clock.clone();
    bench.wms.control().before("ProcessArticle", move |_| clock.advance(Duration::from_millis(100)));
    let gate = Gate::new();
    bench.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").skip(20));
    let start = |process| {
        let engine = engine.clone();
        tokio::spawn(async move { once(&engine, process).await.unwrap() })
    };
    let load = start(Process::Articles);
    gate.arrived().await;
    let orders = start(Process::Orders);
    bench.clock.wait_for_sleepers(1).await;
    let before = writes(&bench);
    gate.open();
    let report = orders.await.unwrap();
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 2, 0), "{report:#?}");
    assert!(bench.wms.order(&number.to_string()).is_some());
    assert_eq!(bench.erp_status(number), "Production");
    let code = last.to_string();
    let written = bench.wms.control().requests();
    let written = written.iter().filter(|request| request.operation == "ProcessArticle");
    let at = written.map(|request| request.body.contains(&code)).position(|is_it| is_it).unwrap();
    assert!(at <= before + 1, "{} more records of the load went before it", at - before);

    // What the order had written the load does not write again.
    let time = async {
        loop {
            bench.clock.wait_for_sleepers(1).await;
            bench.clock.advance(Duration::from_millis(100));
            tokio::task::yield_now().await;
        }
    };
    let report = tokio::select! { report = load => report.unwrap(), () = time => unreachable!() };
    assert_eq!((report.outcome, report.written, report.unchanged), (Outcome::Done, 399, 1), "{report:#?}");
    assert_eq!((writes(&bench), bench.wms.parallel_writes()), (400, 0));
}
