//! What a plan says about articles, and that the run then does exactly that.

use wms_erp_sync::store::{Store, Table};
use wms_erp_sync::{Plan, Process};

use super::{add_products, documents, number, run, shop, writes};
use crate::Bench;
use crate::bench::{TENANT, product};

/// All that the store holds.
pub(crate) async fn everything(store: &impl Store) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for table in Table::ALL {
        all.extend(documents(store, *table).await);
    }
    all
}

/// A plan, which must not leave a trace anywhere.
pub(crate) async fn plan(bench: &Bench, process: Process) -> Plan {
    let before = everything(&bench.store).await;
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    let plan = bench.engine.inspect(TENANT).plan(&[process]).await.unwrap();
    assert_eq!(bench.writes(), Vec::<String>::new());
    assert_eq!(everything(&bench.store).await, before);
    plan
}

/// The records that the run wrote, in their order.
fn written(bench: &Bench) -> Vec<String> {
    let requests = bench.wms.control().requests();
    let code = |body: &str| {
        let (_, rest) = body.split_once("<ProductCode>")?;
        Some(rest.split_once('<')?.0.to_owned())
    };
    requests.iter().filter_map(|request| code(&request.body)).collect()
}

#[tokio::test]
async fn a_plan_tells_what_the_run_then_does_and_writes_nothing() {
    let bench = shop().await;
    let ids = add_products(&bench, 5);
    bench.books().add_product(product("P-1", "Samme nummer", 0));
    let planned = plan(&bench, Process::Articles).await;
    let records: Vec<String> = planned.writes.iter().map(|write| write.record.clone()).collect();
    let expected: Vec<String> = [0, 2, 3, 4].map(|at: usize| ids[at].to_string()).into();
    assert_eq!(records, expected, "the two that share a number would be held");
    let first = &planned.writes[0];
    assert!(first.process == Process::Articles && first.what.contains("P-0"));
    let name = first.fields.iter().find(|field| field.field == "ArticleName").unwrap();
    assert_eq!(name.new.as_deref(), Some("Vare 0"));

    let report = run(&bench).await;
    assert_eq!((written(&bench), report.held), (expected, 2));
    assert_eq!(plan(&bench, Process::Articles).await.writes, []);
}

#[tokio::test]
async fn a_plan_follows_renames_through_as_the_run_does() {
    let bench = shop().await;
    let ids = add_products(&bench, 2);
    run(&bench).await;
    bench.books().patch_product(ids[0], |product| product.set("No", "P-1"));
    bench.books().patch_product(ids[1], |product| product.set("No", "P-2"));
    let planned = plan(&bench, Process::Articles).await;
    let records: Vec<String> = planned.writes.into_iter().map(|write| write.record).collect();
    run(&bench).await;
    assert_eq!(written(&bench), records);
    assert_eq!((writes(&bench), number(&bench, ids[0]).as_str()), (2, "P-1"));
}
