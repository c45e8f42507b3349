//! Which products are written, and which are left alone.

use wms_erp_mapping::StockBasis;
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{Articles, Outcome, Process, Stock, Tenant};

use super::{count_goods, fractions, goods, later, many, run, shop, writes};
use crate::Bench;
use crate::articles::{change_tenant, plan};
use crate::bench::{Transport, all_done, customer, engine, hours, order, product, tenant_over};

#[tokio::test]
async fn s11_equal_stock_is_not_written_and_different_stock_once() {
    let bench = shop().await;
    let same = goods(&bench, 5, 5).await;
    let other = goods(&bench, 5, 8).await;
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, writes(&bench)), (Outcome::Done, 1, 1), "{report:#?}");
    assert_eq!((bench.erp_stock(same), bench.erp_stock(other)), (5.into(), 8.into()));
    let report = run(&bench).await;
    assert_eq!((report.written, writes(&bench)), (0, 0));
    assert_eq!((report.requests.erp, report.requests.wms), (1, 1), "an idle run asks each side once");
}

#[tokio::test]
async fn a_change_on_either_side_is_enough() {
    let bench = shop().await;
    let ids = many(&bench, 3, 5, 5).await;
    run(&bench).await;
    bench.clock.advance(hours(5));
    run(&bench).await;
    count_goods(&bench, ids[0], 4);
    bench.books().set_stock(ids[1], 9);
    let report = run(&bench).await;
    assert_eq!((report.written, writes(&bench)), (2, 2));
    assert_eq!(ids.iter().map(|id| bench.erp_stock(*id)).sum::<rust_decimal::Decimal>(), 14.into());
    assert_eq!(
        (bench.erp_stock(ids[0]), bench.erp_stock(ids[1])),
        (4.into(), 5.into()),
        "set back by hand or not"
    );
}

#[tokio::test]
async fn stock_changed_by_hand_without_a_trace_is_set_back_within_a_day() {
    let bench = shop().await;
    let id = goods(&bench, 5, 5).await;
    run(&bench).await;
    bench.erp.change(|options| options.stock_changes_product = false);
    bench.clock.advance(hours(3));
    run(&bench).await;
    bench.books().set_stock(id, 77);
    assert_eq!(run(&bench).await.written, 0);
    bench.clock.advance(hours(21));
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(id), 5.into());
}

#[tokio::test]
async fn what_is_not_stock_controlled_is_left_alone() {
    let bench = shop().await;
    let becomes = goods(&bench, 5, 3).await;
    let freight = bench.books().add_product(product("FRAKT", "Frakt", 7).with("StockControlled", false));
    bench.run(Process::Articles).await;
    count_goods(&bench, freight, 2);
    bench.books().patch_product(becomes, |product| product.set("StockControlled", false));
    assert_eq!(run(&bench).await.written, 0);
    assert_eq!((bench.erp_stock(freight), bench.erp_stock(becomes)), (7.into(), 5.into()));
}

#[tokio::test]
async fn articles_that_we_did_not_bring_are_ignored_whatever_their_product_code() {
    let bench = shop().await;
    let unknown = bench.books().add_product(product("X", "Ikke vår", 7));
    let theirs = |number: &str, code: &str| ongoing_simulator::world::ArticleData {
        article_number: Some(number.into()),
        product_code: Some(code.into()),
        ..Default::default()
    };
    bench.wms.act(|world| world.add_article(theirs("T-1", &unknown.to_string()))).unwrap();
    bench.wms.act(|world| world.add_article(theirs("T-2", "SHOP-17"))).unwrap();
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.skipped), (Outcome::Done, 0, 3), "{report:#?}");
    assert_eq!(bench.erp_stock(unknown), 7.into());

    // Where somebody else brings the articles, their product codes are all there is.
    change_tenant(&bench, |tenant| tenant.stock(Stock::default()));
    bench.clock.advance(hours(25));
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(unknown), 0.into());
}

/// As after a lost store, when the articles cannot be read at first. Over REST a new name is no change of the stock.
#[tokio::test]
async fn a_level_that_was_told_before_the_article_was_ours_is_taken_up_when_it_is() {
    let both = |tenant: Tenant| tenant.articles(Articles::default()).stock(Stock::default());
    let bench = Bench::over(Transport::Rest, |tenant| tenant).await;
    let id = goods(&bench, 9, 4).await;
    // Beyond any overlap: the WMS tells the level once more only, when all is asked for.
    bench.clock.advance(hours(3));
    let bench = Bench { engine: engine(MemoryStore::new(), &bench.clock), ..bench };
    bench.engine.put_tenant(both(tenant_over(Transport::Rest, &bench.erp, &bench.wms)));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Done, 0), "{report:#?}");
    bench.run(Process::Articles).await;
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(bench.erp_stock(id), 4.into());
}

#[tokio::test]
async fn s12_decimals_go_over_as_they_are() {
    let bench = shop().await;
    let id = goods(&bench, 5, 0).await;
    fractions(&bench, &[(id, "2.375")]);
    run(&bench).await;
    assert_eq!(bench.erp_stock(id), "2.375".parse().unwrap());
    assert_eq!(run(&bench).await.written, 0);
}

#[tokio::test]
async fn s12_the_sellable_basis_counts_open_orders_and_a_new_basis_counts_at_once() {
    let bench = Bench::start().await;
    let id = goods(&bench, 10, 10).await;
    let kari = bench.books().add_company(customer("Kari"));
    bench.books().add_order(order(kari, &[(id, 4)]));
    all_done(&bench.round().await);
    assert_eq!(bench.erp_stock(id), 10.into(), "physical: nothing has left the warehouse");
    bench.clock.advance(hours(3));
    let mut sellable = Stock::default();
    sellable.basis = StockBasis::Sellable;
    change_tenant(&bench, |tenant| tenant.articles(Default::default()).stock(sellable));
    run(&bench).await;
    assert_eq!(bench.erp_stock(id), 6.into());
    // More is ordered than there is: that is what the number says, and it is written once.
    count_goods(&bench, id, 1);
    run(&bench).await;
    assert_eq!((bench.erp_stock(id), writes(&bench)), ((-3).into(), 1));
    run(&bench).await;
    assert_eq!(writes(&bench), 0);
}

#[tokio::test]
async fn s14_a_cursor_older_than_22_hours_means_a_whole_sweep_and_no_refusal() {
    let bench = shop().await;
    let id = goods(&bench, 5, 5).await;
    run(&bench).await;
    for away in [22, 23, 30, 24 * 7] {
        bench.clock.advance(hours(1));
        count_goods(&bench, id, away);
        bench.clock.advance(hours(away as i64 - 1));
        let report = later(&bench, wms_erp_sync::Trigger::Scheduled).await;
        assert_eq!((report.outcome, report.written), (Outcome::Done, 1), "after {away} hours: {report:#?}");
        assert_eq!(bench.erp_stock(id), away.into());
        let sweep = bench.wms.control().requests().remove(0);
        assert!(!sweep.body.contains("StockInfoChangedFrom"), "{}", sweep.body);
    }
    run(&bench).await;
    let next = bench.wms.control().requests().remove(0);
    assert!(next.body.contains("StockInfoChangedFrom"), "the cursor is restored: {}", next.body);
}

#[tokio::test]
async fn a_product_that_only_one_side_has_is_not_compared() {
    let bench = shop().await;
    let ids = many(&bench, 2, 5, 3).await;
    bench.books().delete_product(ids[0]);
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 1, 0), "{report:#?}");
    assert_eq!(run(&bench).await.held, 0);
}

#[tokio::test]
async fn a_plan_of_the_stock_tells_what_the_run_then_does() {
    let bench = shop().await;
    let ids = many(&bench, 3, 5, 5).await;
    count_goods(&bench, ids[1], 8);
    count_goods(&bench, ids[2], 0);
    let plan = plan(&bench, Process::Stock).await;
    let told: Vec<_> = plan
        .writes
        .iter()
        .map(|write| (write.record.clone(), write.fields[0].old.clone(), write.fields[0].new.clone()))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [(ids[1].to_string(), text("5"), text("8")), (ids[2].to_string(), text("5"), text("0"))]
    );
    assert_eq!((run(&bench).await.written, writes(&bench)), (2, 2));
    assert_eq!(crate::articles::plan(&bench, Process::Stock).await.writes, []);
}
