//! What is remembered of a tenant goes to another name, or is forgotten.

use wms_erp_sync::store::{LeaseKey, Scan, Store, Table};
use wms_erp_sync::{CancellationToken, Outcome, Process, RunError, Trigger};

use super::bench::{Bench, TENANT, all_done, customer, engine, order, product, tenant};

async fn filled() -> (Bench, i32) {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let order = books.add_order(order(kari, &[(coffee, 3)]));
    all_done(&bench.round().await);
    all_done(&bench.round().await);
    (bench, order)
}

async fn keys(bench: &Bench, tenant: &str) -> Vec<(Table, String)> {
    let mut keys = Vec::new();
    for table in Table::ALL {
        let documents = bench.store.scan(tenant, *table, Scan::first(10_000)).await.unwrap();
        keys.extend(documents.into_iter().map(|document| (*table, document.key)));
    }
    keys
}

#[tokio::test]
async fn a_tenant_goes_on_under_its_new_name_and_stands_still_under_the_old_one() {
    let (bench, order) = filled().await;
    let before = keys(&bench, TENANT).await;
    let moved = bench.engine.operator(TENANT).rename("renamed").await.unwrap();
    assert_eq!(keys(&bench, "renamed").await, before);
    assert_eq!(usize::try_from(moved).unwrap(), before.len());
    assert_eq!(keys(&bench, TENANT).await.len(), 1, "a pause is left");

    // Another engine that has not heard of it begins nothing.
    let cancel = CancellationToken::new();
    let writes = bench.writes().len();
    for trigger in [Trigger::Manual, Trigger::Scheduled] {
        let report = bench.engine.run(TENANT, Process::Orders, trigger, &cancel).await.unwrap();
        assert_eq!(report.outcome, Outcome::Skipped);
        assert!(report.reasons[0].what.contains("renamed to renamed"), "{report:?}");
    }
    assert_eq!(keys(&bench, TENANT).await.len(), 1);
    let other = engine(bench.store.clone(), &bench.clock);
    let mut renamed = tenant(&bench.erp, &bench.wms);
    renamed.name = "renamed".to_owned();
    other.put_tenant(renamed);
    for report in other.run_all("renamed", Trigger::Manual, &cancel).await.unwrap() {
        assert_eq!((report.outcome, report.written), (Outcome::Done, 0), "{report:?}");
    }
    assert_eq!(bench.writes().len(), writes, "nothing is written again");
    assert!(!other.inspect("renamed").timeline(order).await.unwrap().is_empty());

    // What was interrupted is done again, and finds it done; another name is refused.
    assert_eq!(bench.engine.operator(TENANT).rename("renamed").await.unwrap(), 0);
    assert_eq!(keys(&bench, "renamed").await.len(), keys(&bench, "renamed").await.len().max(before.len()));
    let error = bench.engine.operator(TENANT).rename("third").await.unwrap_err();
    assert!(error.to_string().contains("renamed to renamed"), "{error}");
}

#[tokio::test]
async fn while_a_run_is_at_work_or_the_name_is_taken_nothing_is_moved() {
    let (bench, _) = filled().await;
    let before = keys(&bench, TENANT).await;
    let key = LeaseKey::new(TENANT, Process::Stock.as_str());
    let minute = std::time::Duration::from_secs(600);
    let lease = bench.store.try_acquire(&key, "another machine", minute).await.unwrap().unwrap();
    let error = bench.engine.operator(TENANT).rename("renamed").await.unwrap_err();
    assert!(matches!(error, RunError::Busy { .. }), "{error}");
    let error = bench.engine.operator(TENANT).forget().await.unwrap_err();
    assert!(matches!(error, RunError::Busy { .. }), "{error}");
    bench.store.release(lease).await.unwrap();
    let mut batch = wms_erp_sync::store::Batch::new();
    batch.put(Table::Order, "1", "{}");
    bench.store.commit("taken", &[], batch).await.unwrap();
    let error = bench.engine.operator(TENANT).rename("taken").await.unwrap_err();
    assert!(error.to_string().contains("the store already has state of a tenant \"taken\""), "{error}");
    assert_eq!(keys(&bench, TENANT).await, before);
}

#[tokio::test]
async fn what_is_forgotten_is_gone_and_its_name_stands_still() {
    let (bench, _) = filled().await;
    bench.engine.operator(TENANT).forget().await.unwrap();
    assert_eq!(keys(&bench, TENANT).await.len(), 1);
    let report = bench
        .engine
        .run(TENANT, Process::Orders, Trigger::Scheduled, &CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(report.outcome, Outcome::Skipped);
}
