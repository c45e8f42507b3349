//! What is read, and what could be missed.

use twentyfour_simulator::{Mischief, Rule};
use wms_erp_sync::{Outcome, Process};

use crate::articles;
use crate::bench::{all_done, hours};
use crate::orders::shop;

#[tokio::test]
async fn s04_records_of_one_instant_and_a_commit_that_comes_late_are_not_lost_and_overlaps_cost_no_write() {
    let bench = articles::shop().await;
    let ids = articles::add_products(&bench, 4);
    all_done(&[articles::run(&bench).await]);
    let stamp = bench.books().product(ids[0]).unwrap().text("DateChanged").unwrap().to_owned();
    bench.clock.advance(hours(3));
    all_done(&[articles::run(&bench).await]);
    // Two products change in one instant; a third was saved ten minutes ago in a transaction that ends only now.
    let books = bench.books();
    books.patch_product(ids[0], |product| product.set("Name", "same instant"));
    books.patch_product(ids[1], |product| product.set("Name", "same instant"));
    let report = articles::run(&bench).await;
    assert_eq!(report.written, 2);
    books.quietly().patch_product(ids[2], |product| {
        product.set("Name", "late");
        product.set("DateChanged", "2026-03-02T10:05:00");
    });
    let report = articles::run(&bench).await;
    assert_eq!(
        (report.written, articles::article(&bench, ids[2]).article_name.as_deref()),
        (1, Some("late"))
    );
    assert!(report.read >= 3, "the overlap is read again: {report:#?}");
    assert_eq!(articles::run(&bench).await.written, 0);
    assert_eq!(books.product(ids[3]).unwrap().text("DateChanged"), Some(stamp.as_str()), "it never changed");
}

#[tokio::test]
async fn s04_a_change_during_the_run_is_taken_by_the_next_one() {
    let bench = articles::shop().await;
    let ids = articles::add_products(&bench, 2);
    let (books, id) = (bench.books(), ids[1]);
    bench.erp.control().after_next("GetProducts", move |_| {
        books.patch_product(id, |product| product.set("Name", "during the run"));
    });
    all_done(&[articles::run(&bench).await]);
    assert_eq!(articles::run(&bench).await.written, 1);
    assert_eq!(articles::article(&bench, id).article_name.as_deref(), Some("during the run"));
}

/// Whatever answer is not what it should be: nothing is lost, nothing comes twice, and the next run puts it right.
#[tokio::test]
async fn s21_answers_that_are_not_what_they_should_be_delay_an_order_and_do_not_lose_or_double_it() {
    let nonsense: [fn() -> Rule; 4] = [
        Rule::html,
        || Rule::html().after_the_change(),
        || Rule::new(Mischief::Malform),
        || Rule::new(Mischief::Truncate { at: 0.6, announced: false }),
    ];
    for rule in nonsense {
        for operation in ["GetInvoices", "GetCompanies", "GetOrdersByQuery", "ProcessOrder", "Login"] {
            let shop = shop().await;
            let number = shop.order();
            shop.erp.expire_sessions();
            let side = match operation {
                "GetOrdersByQuery" | "ProcessOrder" => shop.wms.control(),
                _ => shop.erp.control(),
            };
            side.misbehave(rule().on(operation));
            let report = shop.turn(Process::Orders).await;
            let told = format!("{operation}: {:?}: {report:#?}", rule());
            assert!(report.outcome == Outcome::Failed || report.held > 0 || report.written == 1, "{told}");
            assert!(!report.reasons.is_empty(), "{told}");
            shop.clock.advance(hours(1));
            shop.orders().await;
            assert_eq!((shop.wms.orders().len(), shop.held().await), (1, vec![]), "{told}");
            assert_eq!(shop.quantities(number), [3.into(), 2.into()], "{told}");
        }
    }
}

#[tokio::test]
async fn s16_too_many_requests_are_no_storm_and_the_next_run_does_the_rest() {
    let shop = shop().await;
    let numbers: Vec<i32> = (0..10).map(|_| shop.order()).collect();
    shop.wms.control().misbehave(Rule::too_many_requests(Some("120")).always());
    let report = shop.turn(Process::Orders).await;
    assert_eq!(report.outcome, Outcome::Failed);
    assert!(shop.wms_count("") <= 3, "{} requests to a server that wants none", shop.wms_count(""));
    shop.wms.control().behave();
    shop.clock.advance(hours(1));
    shop.orders().await;
    assert!(numbers.iter().all(|number| shop.is_in_wms(*number)));
    assert_eq!(shop.wms.orders().len(), 10);
}
