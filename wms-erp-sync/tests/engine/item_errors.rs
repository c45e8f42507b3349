//! Records that the ERP answers with its own error instead of their values: they are held under their own ids with the
//! vendor's words, what the other side has stays, no cursor passes them, and they go by themselves once they can be read.

use ongoing_simulator::world::ArticleData;
use twentyfour_simulator::Record;
use wms_erp_sync::store::{Batch, Store, Table};
use wms_erp_sync::{Class, OrderEventKind, Outcome, Process, Report, Suppliers, Trigger};

use crate::Bench;
use crate::articles::{self, add_products, article, documents, has_article, held, later};
use crate::bench::{TENANT, customer, hours, order, product};
use crate::orders::{shop, shop_with};
use crate::stock;

const EXCEPTION: &str = "Data.DataBaseServerException";
const WORDS: &str = "could not be read: Timeout expired. (DataBaseServerException)";

fn fail(bench: &Bench, kind: &str, id: i32) {
    bench.books().fail_reading(kind, id, EXCEPTION, "Timeout expired.");
}

fn reason(report: &Report, record: i32) -> &str {
    let record = record.to_string();
    let found = report.reasons.iter().find(|reason| reason.record == record && reason.class.is_some());
    &found.unwrap_or_else(|| panic!("nothing is said of {record}: {report:#?}")).what
}

/// That one record is held, by this process, as one that may be read later, in the vendor's words.
async fn assert_held(bench: &Bench, process: Process, record: i32) {
    let held = held(bench).await;
    let [held] = &held[..] else { panic!("one record should be held: {held:#?}") };
    assert_eq!(
        (held.process, held.record.clone(), held.class),
        (process, record.to_string(), Class::Transient)
    );
    assert!(held.what.contains(WORDS) && held.due.is_some(), "{held:#?}");
}

#[tokio::test]
async fn an_article_stays_as_it_is_while_its_product_cannot_be_read() {
    let bench = articles::shop().await;
    let ids = add_products(&bench, 3);
    articles::run(&bench).await;
    bench.clock.advance(hours(5));
    for id in &ids[..2] {
        bench.books().patch_product(*id, |product| product.set("Name", "Ny"));
    }
    fail(&bench, "Product", ids[0]);
    let before: ArticleData = article(&bench, ids[0]);
    let cursor = documents(&bench.store, Table::Cursor).await;
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!(article(&bench, ids[0]), before, "nothing of it may change: {report:#?}");
    assert_eq!((report.outcome, report.written, report.failed, report.held), (Outcome::Done, 1, 1, 1));
    assert!(reason(&report, ids[0]).contains(WORDS), "{report:#?}");
    assert_held(&bench, Process::Articles, ids[0]).await;
    assert_eq!(documents(&bench.store, Table::Cursor).await, cursor, "the cursor stays before it");

    // It is tried once a run, whoever asks for the run.
    let report = articles::run(&bench).await;
    assert_eq!((report.failed, held(&bench).await[0].attempts), (1, 2), "{report:#?}");

    bench.books().stop_failing();
    bench.clock.advance(hours(7));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held, held(&bench).await), (1, 0, vec![]), "{report:#?}");
    assert_eq!(article(&bench, ids[0]).article_name.as_deref(), Some("Ny"));
    assert_ne!(documents(&bench.store, Table::Cursor).await, cursor);
}

#[tokio::test]
async fn a_held_product_that_cannot_be_read_by_its_id_is_neither_gone_nor_written() {
    let bench = articles::shop().await;
    let id = add_products(&bench, 1)[0];
    fail(&bench, "Product", id);
    for attempts in 1..4 {
        articles::run(&bench).await;
        assert_held(&bench, Process::Articles, id).await;
        assert_eq!(held(&bench).await[0].attempts, attempts);
        assert!(!has_article(&bench, id));
    }
    bench.books().stop_failing();
    articles::run(&bench).await;
    assert!(has_article(&bench, id) && held(&bench).await.is_empty());
}

#[tokio::test]
async fn an_article_that_was_written_from_an_error_is_written_again_after_the_upgrade_and_no_other() {
    let bench = articles::shop().await;
    let ids = add_products(&bench, 20);
    articles::run(&bench).await;
    // As version 0.1.0 left it: an article with the id for its number and name, remembered with the hash of a product that
    // has nothing but its id and an exception, and a cursor that has passed it.
    let mut wrong = article(&bench, ids[0]);
    (wrong.article_number, wrong.article_name) = (Some(ids[0].to_string()), Some(ids[0].to_string()));
    bench.wms.edit_article(&ids[0].to_string(), |article| *article = wrong).unwrap();
    let mut batch = Batch::new();
    let (place, _) = documents(&bench.store, Table::Article).await.swap_remove(0);
    let (_, right) = documents(&bench.store, Table::Article).await.swap_remove(1);
    let mapping = right.split("\"mapping\":\"").nth(1).unwrap().split('"').next().unwrap();
    batch.put(
        Table::Article,
        place,
        format!(
            "{{\"number\":\"{}\",\"system_id\":1,\"stock\":true,\"fingerprint\":\
             {{\"source\":\"7d54e1a0b8f8c5a1c0de2f9b3c4d5e6f\",\"mapping\":\"{mapping}\"}}}}",
            ids[0]
        ),
    );
    let cursor =
        "{\"began\":\"2026-03-02T07:15:00Z\",\"whole\":\"2026-03-02T07:15:00Z\",\"settings\":\"MAPPING\"}";
    batch.put(Table::Cursor, "articles/erp", cursor.replace("MAPPING", mapping));
    bench.store.commit(TENANT, &[], batch).await.unwrap();

    bench.clock.advance(hours(3));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.read, report.written, report.unchanged), (20, 1, 19), "{report:#?}");
    let right = article(&bench, ids[0]);
    assert_eq!(
        (right.article_number.as_deref(), right.article_name.as_deref()),
        (Some("P-0"), Some("Vare 0"))
    );
    // Once: from then on reading is by what changed.
    bench.clock.advance(hours(3));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.read, report.written), (0, 0), "{report:#?}");
}

#[tokio::test]
async fn an_order_that_cannot_be_read_has_not_left_and_comes_when_it_can_be_read() {
    let shop = shop().await;
    let known = shop.order();
    shop.orders().await;
    let new = shop.order();
    let before = shop.in_wms(known).data;
    shop.books().patch_order(known, |order| order.set("InvoiceTitle", "Ny"));
    for id in [known, new] {
        fail(&shop, "InvoiceOrder", id);
    }
    for trigger in [Trigger::Scheduled, Trigger::Manual, Trigger::Scheduled] {
        let report = shop.later(Process::Orders, trigger).await;
        assert_eq!((report.outcome, report.failed), (Outcome::Done, 2), "{report:#?}");
        assert!(
            reason(&report, known).contains(WORDS) && reason(&report, new).contains(WORDS),
            "{report:#?}"
        );
        let transient = |id: i32| (id.to_string(), Class::Transient);
        assert_eq!(shop.held_by(Process::Orders).await, [transient(known), transient(new)]);
    }
    assert_eq!((shop.in_wms(known).data, shop.is_in_wms(new)), (before, false));
    assert_eq!(shop.events(known).await, [OrderEventKind::Imported]);
    shop.books().stop_failing();
    shop.orders().await;
    assert_eq!(shop.in_wms(known).data.order_remark.as_deref(), Some("Ny"));
    assert!(shop.is_in_wms(new));
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn a_new_order_that_is_taken_back_while_it_cannot_be_read_is_not_held_for_good() {
    let shop = shop().await;
    let new = shop.order();
    fail(&shop, "InvoiceOrder", new);
    shop.orders().await;
    assert_held(&shop, Process::Orders, new).await;
    shop.books().set_order_status(new, "Offer");
    shop.orders().await;
    assert_held(&shop, Process::Orders, new).await;
    shop.books().stop_failing();
    shop.orders().await;
    assert_eq!((shop.held().await, shop.is_in_wms(new)), (vec![], false));
}

#[tokio::test]
async fn orders_wait_for_a_company_that_cannot_be_read_in_the_vendors_words_and_others_do_not() {
    let shop = shop().await;
    let ola = shop.books().add_company(customer("Ola Nordmann"));
    let (waiting, other) = (shop.order(), shop.books().add_order(order(ola, &[(shop.coffee, 1)])));
    // A third company of which nothing is known, since it is not there at all.
    let without = shop.books().add_order(order(99_999, &[(shop.coffee, 1)]));
    fail(&shop, "Company", shop.kari);
    let report = shop.orders().await;
    assert!(!shop.is_in_wms(waiting) && shop.is_in_wms(other) && shop.is_in_wms(without), "{report:#?}");
    assert_held(&shop, Process::Orders, waiting).await;
    shop.books().stop_failing();
    shop.orders().await;
    assert!(shop.is_in_wms(waiting) && shop.held().await.is_empty());
}

#[tokio::test]
async fn no_article_goes_without_its_supplier_because_that_could_not_be_read() {
    let shop = shop_with(|tenant| tenant.suppliers(Suppliers::default())).await;
    let farm = shop.books().add_company(Record::company().with("Name", "Gården").with("Type", "Supplier"));
    let milk = shop.books().add_product(product("MELK", "Melk", 0).with("SupplierId", farm));
    fail(&shop, "Company", farm);
    shop.turn(Process::Articles).await;
    assert!(!has_article(&shop, milk));
    assert_held(&shop, Process::Articles, milk).await;
    shop.turn(Process::Suppliers).await;
    assert_eq!(shop.held_by(Process::Suppliers).await, [(farm.to_string(), Class::Transient)]);
    shop.books().stop_failing();
    shop.turn(Process::Articles).await;
    shop.turn(Process::Suppliers).await;
    assert_eq!(shop.held().await, []);
    let at = shop.wms.article_by_product_code(&milk.to_string()).unwrap().main_supplier.unwrap();
    assert_eq!(shop.wms.suppliers()[at].name.as_deref(), Some("Gården"));
}

#[tokio::test]
async fn a_company_that_cannot_be_read_and_is_no_supplier_is_let_go() {
    let shop = shop_with(|tenant| tenant.suppliers(Suppliers::default())).await;
    fail(&shop, "Company", shop.kari);
    shop.turn(Process::Suppliers).await;
    assert_held(&shop, Process::Suppliers, shop.kari).await;
    shop.books().stop_failing();
    shop.turn(Process::Suppliers).await;
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn no_stock_is_written_for_a_product_that_cannot_be_read() {
    let bench = stock::shop().await;
    let id = stock::goods(&bench, 5, 5).await;
    stock::run(&bench).await;
    stock::count_goods(&bench, id, 7);
    fail(&bench, "Product", id);
    for attempts in 1..3 {
        let report = stock::run(&bench).await;
        assert_eq!(
            (report.outcome, report.failed, stock::writes(&bench)),
            (Outcome::Done, 1, 0),
            "{report:#?}"
        );
        assert_held(&bench, Process::Stock, id).await;
        assert_eq!(held(&bench).await[0].attempts, attempts);
    }
    bench.books().stop_failing();
    stock::run(&bench).await;
    assert_eq!((bench.erp_stock(id), held(&bench).await), (7.into(), vec![]));
}

#[tokio::test]
async fn sent_is_written_once_the_order_can_be_read() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.send(number);
    fail(&shop, "InvoiceOrder", number);
    for _ in 0..2 {
        let report = shop.status().await;
        assert!(reason(&report, number).contains(WORDS), "{report:#?}");
        assert_held(&shop, Process::OrderStatus, number).await;
        assert_eq!(shop.erp_count("SaveInvoices"), 0);
    }
    shop.books().stop_failing();
    shop.status().await;
    assert_eq!((shop.erp_status(number).as_str(), shop.held().await), ("OrderState_Sent", vec![]));
}

#[tokio::test]
async fn a_first_write_whose_effect_cannot_be_read_is_no_side_effect() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    shop.send(number);
    let books = shop.books();
    shop.erp.control().after_next("SaveInvoices", move |_| {
        books.fail_reading("InvoiceOrder", number, EXCEPTION, "Timeout expired.");
    });
    let report = shop.status().await;
    assert_eq!(report.failed, 1, "{report:#?}");
    assert_held(&shop, Process::OrderStatus, number).await;
    shop.books().stop_failing();
    // It was written, which the next run sees; and the next write is looked at in its place.
    shop.status().await;
    assert_eq!((shop.erp_status(number).as_str(), shop.held().await), ("OrderState_Sent", vec![]));
    let next = shop.order();
    shop.orders().await;
    shop.send(next);
    shop.status().await;
    assert_eq!((shop.erp_count("GetInvoices"), shop.erp_count("SaveInvoices")), (3, 1));
}
