//! Records that the ERP answers with its own error instead of their values: they are held under their own ids with the
//! vendor's words, what the other side has stays, no cursor passes them, and they go by themselves once they can be read.

use ongoing_client::simulator::world::ArticleData;
use wms_erp_sync::store::Table;
use wms_erp_sync::{Class, Outcome, Process, Report, Trigger};

use crate::Bench;
use crate::articles::{self, add_products, article, documents, has_article, held, later};
use crate::bench::{customer, hours, order, product};

const EXCEPTION: &str = "Data.DataBaseServerException";
const WORDS: &str = "Timeout expired. (DataBaseServerException)";

fn fail(bench: &Bench, kind: &str, id: i32) {
    bench.books().fail_reading(kind, id, EXCEPTION, "Timeout expired.");
}

fn reason(report: &Report, record: i32) -> &str {
    let record = record.to_string();
    let found = report.reasons.iter().find(|reason| reason.record == record && reason.class.is_some());
    &found.unwrap_or_else(|| panic!("nothing is said of {record}: {report:#?}")).what
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
    let report = later(&bench, Trigger::Timer).await;
    assert_eq!(article(&bench, ids[0]), before, "nothing of it may change: {report:#?}");
    assert_eq!((report.outcome, report.written, report.failed, report.held), (Outcome::Done, 1, 1, 1));
    assert!(reason(&report, ids[0]).contains(WORDS), "{report:#?}");
    let held_now = held(&bench).await;
    assert_eq!((held_now[0].record.as_str(), held_now[0].class), (&*ids[0].to_string(), Class::Transient));
    assert!(held_now[0].what.contains(WORDS) && held_now[0].due.is_some(), "{held_now:?}");
    assert_eq!(documents(&bench.store, Table::Cursor).await, cursor, "the cursor stays before it");

    // A second failure, of a first one that is counted once a run.
    let report = articles::run(&bench).await;
    assert_eq!((report.failed, held(&bench).await[0].attempts), (1, 2), "{report:#?}");

    bench.books().stop_failing();
    bench.clock.advance(hours(7));
    let report = later(&bench, Trigger::Timer).await;
    assert_eq!((report.written, report.held, held(&bench).await), (1, 0, vec![]), "{report:#?}");
    assert_eq!(article(&bench, ids[0]).article_name.as_deref(), Some("Ny"));
    assert_ne!(documents(&bench.store, Table::Cursor).await, cursor);
}
