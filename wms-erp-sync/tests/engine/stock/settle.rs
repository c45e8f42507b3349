//! Stock settles in one round, and is not written to and fro.

use rust_decimal::Decimal;
use wms_erp_sync::{Class, Outcome, Trigger};

use super::{fractions, goods, later, run, shop, writes};
use crate::Bench;
use crate::articles::held_as;
use crate::bench::{all_done, customer, hours, order};

/// What happens around a run.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Pick,
    Press,
    Run,
}

#[tokio::test]
async fn s11_picking_sending_and_our_runs_settle_in_one_round_whatever_their_order() {
    use Step::{Pick, Press, Run};
    let days: [&[Step]; 5] = [
        &[Pick, Press, Run],
        &[Pick, Run, Press, Run],
        &[Run, Pick, Press, Run],
        &[Pick, Run, Run, Press, Run],
        &[Run, Pick, Run, Press, Run],
    ];
    for deducts in [true, false] {
        for day in days {
            let bench = Bench::start().await;
            bench.erp.change(|options| options.sent_deducts_stock = deducts);
            let id = goods(&bench, 40, 40).await;
            let kari = bench.books().add_company(customer("Kari"));
            let number = bench.books().add_order(order(kari, &[(id, 3)]));
            all_done(&bench.round().await);
            for step in day {
                match step {
                    Pick => drop(bench.wms.pick_all(&number.to_string()).unwrap()),
                    Press => bench.wms.send(&number.to_string()).unwrap(),
                    Run => {
                        all_done(&bench.round().await);
                        let here = bench.wms.article_by_product_code(&id.to_string()).unwrap();
                        assert_eq!(bench.erp_stock(id), here.stock.physical, "{day:?}, deducts: {deducts}");
                    }
                }
            }
            assert_eq!(
                (bench.erp_status(number).as_str(), bench.erp_stock(id)),
                ("OrderState_Sent", 37.into())
            );
            for _ in 0..3 {
                all_done(&bench.round().await);
                assert_eq!(bench.writes(), Vec::<String>::new(), "{day:?}: quiet from now on");
            }
        }
    }
}

#[tokio::test]
async fn products_of_orders_just_reported_are_compared_even_if_no_change_time_moved() {
    let bench = Bench::start().await;
    bench.erp.change(|options| options.stock_changes_product = false);
    let id = goods(&bench, 40, 40).await;
    let kari = bench.books().add_company(customer("Kari"));
    let number = bench.books().add_order(order(kari, &[(id, 3)]));
    all_done(&bench.round().await);
    bench.wms.pick_all(&number.to_string()).unwrap();
    all_done(&bench.round().await);
    assert_eq!(bench.erp_stock(id), 37.into());
    bench.clock.advance(hours(3));
    all_done(&bench.round().await);
    // Sent takes the three out once more, and the ERP does not count that as a change of the product.
    bench.wms.send(&number.to_string()).unwrap();
    all_done(&bench.round().await);
    assert_eq!(bench.erp_stock(id), 37.into());
}

/// The ERP makes something else of what it is given.
fn erp_keeps(bench: &Bench, id: i32, what: impl Fn(Decimal) -> Decimal + Send + Sync + 'static) {
    let books = bench.books();
    bench.erp.control().after("SetStockQuantity", move |_| {
        let given = books.product(id).unwrap().decimal("Stock").unwrap();
        books.set_stock(id, what(given));
    });
}

#[tokio::test]
async fn s11_an_erp_that_rounds_is_written_once() {
    let bench = shop().await;
    let id = goods(&bench, 5, 0).await;
    fractions(&bench, &[(id, "2.375")]);
    erp_keeps(&bench, id, |given| given.round_dp(1));
    let mut written = 0;
    for _ in 0..12 {
        written += run(&bench).await.written;
    }
    assert_eq!((written, bench.erp_stock(id)), (1, "2.4".parse().unwrap()));

    // What a person makes of it is no rounding of ours, as near as it may be.
    bench.erp.control().clear_callbacks();
    bench.books().set_stock(id, 2);
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(id), "2.375".parse().unwrap());
    assert_eq!(run(&bench).await.written, 0);
    bench.books().set_stock(id, 2);
    assert_eq!(run(&bench).await.written, 1, "nor is it after the ERP has shown ours to the last digit");
}

#[tokio::test]
async fn an_erp_that_does_not_take_a_quantity_is_not_written_for_ever() {
    let bench = shop().await;
    let id = goods(&bench, 5, 8).await;
    erp_keeps(&bench, id, |_| 5.into());
    let mut written = 0;
    for _ in 0..40 {
        let report = later(&bench, Trigger::Scheduled).await;
        assert_eq!(report.outcome, Outcome::Done);
        written += report.written;
    }
    assert!((3..=9).contains(&written), "{written} writes in ten hours");
    assert_eq!(held_as(&bench).await, [(id.to_string(), Class::Rejected)]);

    bench.erp.control().clear_callbacks();
    let report = run(&bench).await;
    assert_eq!((report.written, bench.erp_stock(id)), (1, 8.into()));
    run(&bench).await;
    assert_eq!(held_as(&bench).await, [], "once the ERP shows it, it is settled");
}

#[tokio::test]
async fn stock_set_by_hand_again_and_again_is_set_back_every_time() {
    let bench = shop().await;
    let id = goods(&bench, 5, 5).await;
    run(&bench).await;
    for hand in [7, 9, 7, 7, 1, 2] {
        bench.books().set_stock(id, hand);
        assert_eq!((run(&bench).await.written, bench.erp_stock(id)), (1, 5.into()));
        assert_eq!((run(&bench).await.written, writes(&bench)), (0, 0));
    }
}
