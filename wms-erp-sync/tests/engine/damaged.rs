//! A document in the store that cannot be read concerns its record only.

use wms_erp_sync::store::{Batch, Scan, Store, Table};
use wms_erp_sync::{Class, Outcome, Process};

use super::bench::{Bench, TENANT, all_done, customer, order, product};

/// A street on which everything has happened: an order sent, one sent short, one that waits for its picking, one that is held.
pub(crate) struct Life {
    pub(crate) bench: Bench,
    pub(crate) sent: i32,
    pub(crate) open: i32,
    pub(crate) held: i32,
}

pub(crate) async fn life() -> Life {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 10));
    let cup = books.add_product(product("KOPP", "Kopp", 3));
    let kari = books.add_company(customer("Kari Nordmann"));
    let [sent, short, open] =
        [3, 4, 5].map(|quantity| books.add_order(order(kari, &[(coffee, quantity), (cup, 1)])));
    let held = books.add_order(order(kari, &[(cup, 2)]).with("Addresses.Delivery.Country", "Norgge"));
    all_done(&bench.round().await);
    for product in [coffee, cup] {
        bench.wms.receive(&product.to_string(), 40).unwrap();
    }
    bench.wms.pick_all(&sent.to_string()).unwrap();
    let code = bench.wms.order(&short.to_string()).unwrap().lines[0].code().to_owned();
    bench.wms.pick(&short.to_string(), &code, 1).unwrap();
    for order in [sent, short] {
        bench.wms.send(&order.to_string()).unwrap();
    }
    for _ in 0..3 {
        all_done(&bench.round().await);
    }
    Life { bench, sent, open, held }
}

pub(crate) async fn documents(bench: &Bench) -> Vec<(Table, String)> {
    let mut all = Vec::new();
    for table in Table::ALL {
        let found = bench.store.scan(TENANT, *table, Scan::first(1_000)).await.unwrap();
        all.extend(found.into_iter().map(|document| (*table, document.key)));
    }
    all
}

pub(crate) async fn damage(bench: &Bench, table: Table, key: &str, value: &str) {
    let mut batch = Batch::new();
    batch.put(table, key, value);
    bench.store.commit(TENANT, &[], batch).await.unwrap();
}

#[tokio::test]
async fn each_damaged_document_leaves_every_view_and_every_other_record_alone() {
    let life = life().await;
    let bench = &life.bench;
    let (lines, stock) = (bench.wms.orders().len(), bench.books().products());
    let documents = documents(bench).await;
    assert!(documents.len() > 30, "{documents:?}");
    for (table, key) in documents {
        let before = bench.store.get(TENANT, table, &[&key]).await.unwrap();
        if table == Table::Tenant || before == [None] {
            continue;
        }
        damage(bench, table, &key, "{\"half\": a").await;
        let what = format!("{table}/{key}");
        bench.engine.inspect(TENANT).status(wms_erp_sync::AgeLimits::default()).await.expect(&what);
        bench.engine.inspect(TENANT).held().await.expect(&what);
        bench.engine.inspect(TENANT).last_reports().await.expect(&what);
        for order in [life.sent, life.open, life.held] {
            bench.engine.inspect(TENANT).timeline(order).await.expect(&what);
            bench.engine.inspect(TENANT).why(order).await.expect(&what);
        }
        bench.engine.inspect(TENANT).drift(Process::ALL).await.expect(&what);
        bench.engine.inspect(TENANT).plan(Process::ALL).await.expect(&what);
        for report in bench.round().await {
            assert_eq!(report.outcome, Outcome::Done, "{what}: {report:#?}");
        }
        assert_eq!(bench.wms.orders().len(), lines, "{what}: each order once");
        assert_eq!(bench.erp_status(life.sent), "OrderState_Sent", "{what}");
        let held = bench.engine.inspect(TENANT).held().await.expect(&what);
        assert!(held.iter().any(|held| held.record == life.held.to_string()), "{what}: {held:#?}");
        bench.engine.operator(TENANT).purge(chrono::TimeDelta::days(30)).await.expect(&what);
    }
    all_done(&bench.round().await);
    assert_eq!(bench.books().products().len(), stock.len());
    let open = bench.wms.order(&life.open.to_string()).unwrap();
    assert_eq!(open.lines.len(), 2);
    assert!(!bench.writes().iter().any(|write| write == "ProcessOrder"), "{:?}", bench.writes());
}

#[tokio::test]
async fn a_person_is_told_once_which_document_was_damaged() {
    let life = life().await;
    let bench = &life.bench;
    let articles = bench.store.scan(TENANT, Table::Article, Scan::first(1)).await.unwrap();
    let key = articles[0].key.clone();
    let record = format!("store/article/{key}");
    for told in [true, false] {
        damage(bench, Table::Article, &key, "").await;
        bench
            .books()
            .patch_product(key.parse().unwrap(), |product| product.set("Name", format!("Kaffe {told}")));
        all_done(&bench.round().await);
        let held = bench.engine.inspect(TENANT).held().await.unwrap();
        let notice = held.iter().find(|held| held.record == record);
        assert_eq!(notice.is_some(), told, "{held:#?}");
        if let Some(notice) = notice {
            assert_eq!(notice.class, Class::Notice);
            assert!(
                notice.what.contains("damaged at article/") && notice.remedy.contains("drift"),
                "{notice:?}"
            );
            bench.engine.operator(TENANT).dismiss(notice.process, &record, "seen").await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_held_record_whose_document_is_damaged_is_held_all_the_same_and_can_be_closed() {
    let life = life().await;
    let bench = &life.bench;
    let key = format!("orders/{}", life.held);
    damage(bench, Table::Held, &key, "nothing").await;
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    let record = held.iter().find(|held| held.record == life.held.to_string()).unwrap();
    assert_eq!((record.process, record.class), (Process::Orders, Class::NeedsPerson));
    assert!(record.what.contains("damaged at held/") && !record.remedy.is_empty(), "{record:?}");
    bench.engine.operator(TENANT).dismiss(Process::Orders, &record.record, "a test").await.unwrap();
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    assert!(!held.iter().any(|held| held.record == life.held.to_string()), "{held:#?}");
}

#[tokio::test]
async fn a_damaged_pause_goes_on_until_a_person_ends_it() {
    let life = life().await;
    let bench = &life.bench;
    let until = bench.engine.clock().now() + chrono::TimeDelta::hours(3);
    bench.engine.operator(TENANT).pause(Some(Process::Stock), until, "stocktaking").await.unwrap();
    damage(bench, Table::Control, "pause/stock", "}").await;
    let pauses = bench.engine.inspect(TENANT).pauses().await.unwrap();
    assert_eq!(pauses.len(), 1);
    assert_eq!(pauses[0].process, Some(Process::Stock));
    let stock = bench.run(Process::Stock).await;
    assert_eq!(stock.outcome, Outcome::Skipped);
    bench.engine.operator(TENANT).resume(Some(Process::Stock)).await.unwrap();
    assert_eq!(bench.run(Process::Stock).await.outcome, Outcome::Done);
}

/// Whose state it is must be known before anything is written.
#[tokio::test]
async fn a_tenant_whose_identity_is_damaged_stands_still_and_says_so() {
    let life = life().await;
    let bench = &life.bench;
    damage(bench, Table::Tenant, "identity", "?").await;
    let engine = super::bench::engine(bench.store.clone(), &bench.clock);
    engine
        .put_tenant(super::bench::tenant(&bench.erp, &bench.wms).articles(wms_erp_sync::Articles::default()));
    let cancel = wms_erp_sync::CancellationToken::new();
    let report = engine.run(TENANT, Process::Articles, wms_erp_sync::Trigger::Manual, &cancel).await.unwrap();
    assert_eq!(report.outcome, Outcome::Failed);
    assert!(report.reasons[0].what.contains("damaged at tenant/identity"), "{report:#?}");
}
