//! A document that a later version of this software wrote is refused, and left as it is.

use wms_erp_sync::store::{Batch, Store, Table};
use wms_erp_sync::{Class, Outcome, Process};

use super::bench::{TENANT, all_done};
use super::damaged::{damage, documents, life};

/// A version that is far from all there are.
const NEWER: &str = r#"{"v":99,"new":"form"}"#;

/// What runs replace or remove without reading it: nothing in it is needed to do that.
fn is_replaced_unread(table: Table, key: &str) -> bool {
    match table {
        // The timeline only grows, and the purge removes it with its order.
        Table::Event => true,
        Table::Run => key.ends_with("/begun"),
        _ => false,
    }
}

#[tokio::test]
async fn each_newer_document_ends_the_runs_that_need_it_is_left_as_it_is_and_fails_no_view() {
    let life = life().await;
    let bench = &life.bench;
    let orders = bench.wms.orders().len();
    let (mut refused, mut marks) = (Vec::new(), 0);
    for (table, key) in documents(bench).await {
        let Some(Some(before)) = bench.store.get(TENANT, table, &[&key]).await.unwrap().pop() else {
            continue;
        };
        damage(bench, table, &key, NEWER).await;
        if table != Table::Cursor {
            // Everything is read whole.
            let mut forgotten = Batch::new();
            forgotten.delete_prefix(Table::Cursor, "");
            bench.store.commit(TENANT, &[], forgotten).await.unwrap();
        }
        let what = format!("{table}/{key}");
        let inspect = bench.engine.inspect(TENANT);
        inspect.status(wms_erp_sync::AgeLimits::default()).await.expect(&what);
        let held = inspect.held().await.expect(&what);
        inspect.last_reports().await.expect(&what);
        inspect.timeline(life.sent).await.expect(&what);
        inspect.why(life.open).await.expect(&what);
        if table == Table::Held {
            let held = held.iter().find(|held| held.what.contains(&what)).expect(&what);
            assert!(held.class == Class::NeedsPerson && held.remedy.contains("upgrade"), "{held:?}");
        }

        for report in bench.round().await {
            if report.outcome == Outcome::Done {
                continue;
            }
            let why = &report.reasons[0];
            assert!(why.what.contains(&format!("{what} has version 99")), "{what}: {report:#?}");
            assert!(why.what.contains("version 1") && why.remedy.contains("upgrade"), "{what}: {why:?}");
            refused.push(table);
        }
        let after = bench.store.get(TENANT, table, &[&key]).await.unwrap().pop().flatten();
        if before == r#"{"v":1}"# {
            // A mark has no second version: it says all by being there.
            marks += 1;
        } else if !is_replaced_unread(table, &key) {
            assert_eq!(after.as_deref(), Some(NEWER), "{what} was replaced");
        }
        damage(bench, table, &key, &before).await;
    }
    refused.dedup();
    for table in [Table::Article, Table::Cursor, Table::Held, Table::Order, Table::Run, Table::Stock] {
        assert!(refused.contains(&table), "nothing needed {table}: {refused:?}");
    }
    assert!(marks > 0);
    all_done(&bench.round().await);
    all_done(&bench.round().await);
    assert_eq!(bench.wms.orders().len(), orders, "each order once");
    assert_eq!(bench.erp_status(life.sent), "OrderState_Sent");
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn a_tenant_whose_documents_are_newer_stops_no_other_tenant_and_goes_on_after_the_upgrade() {
    let life = life().await;
    let bench = &life.bench;
    let other = super::bench::tenant(&bench.erp, &bench.wms).articles(wms_erp_sync::Articles::default());
    let other = other.shared_company(true).shared_goods_owner(true);
    let key = "articles/erp";
    let before = bench.store.get(TENANT, Table::Cursor, &[key]).await.unwrap().pop().flatten().unwrap();
    damage(bench, Table::Cursor, key, NEWER).await;
    let engine = super::bench::engine(bench.store.clone(), &bench.clock);
    let mut mine = other.clone();
    mine.name = TENANT.to_owned();
    let mut other = other;
    other.name = "other".to_owned();
    engine.put_tenant(mine);
    engine.put_tenant(other);
    let cancel = wms_erp_sync::CancellationToken::new();
    let trigger = wms_erp_sync::Trigger::Scheduled;
    let refused = engine.run(TENANT, Process::Articles, trigger, &cancel).await.unwrap();
    assert_eq!(refused.outcome, Outcome::Failed, "{refused:#?}");
    let well = engine.run("other", Process::Articles, trigger, &cancel).await.unwrap();
    assert_eq!(well.outcome, Outcome::Done, "{well:#?}");
    damage(bench, Table::Cursor, key, &before).await;
    let again = engine.run(TENANT, Process::Articles, trigger, &cancel).await.unwrap();
    assert_eq!((again.outcome, again.written), (Outcome::Done, 0), "{again:#?}");
}
