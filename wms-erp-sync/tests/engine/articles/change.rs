//! What makes an article be written, and what does not.

use rust_decimal::Decimal;
use twentyfour_simulator::Sentinels;
use wms_erp_sync::store::Table;
use wms_erp_sync::{Articles, Outcome};

use super::{Bench, add_products, article, change_tenant, has_article, number, rewrite, run, shop, writes};
use crate::bench::{all_done, customer, hours, order, product};

#[tokio::test]
async fn a_product_is_created_once_and_written_again_only_when_it_changes() {
    let bench = shop().await;
    let ids = add_products(&bench, 3);
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.read, report.written, report.unchanged), (Outcome::Done, 3, 3, 0));
    assert_eq!(bench.wms.articles().len(), 3);

    let report = run(&bench).await;
    assert_eq!((report.read, report.written, report.unchanged), (3, 0, 3), "the overlap costs no write");
    assert_eq!(writes(&bench), 0);

    bench.books().patch_product(ids[1], |product| product.set("Name", "Vare én"));
    let report = run(&bench).await;
    assert_eq!((report.written, report.unchanged, writes(&bench)), (1, 2, 1));
    assert_eq!(article(&bench, ids[1]).article_name.as_deref(), Some("Vare én"));
    assert_eq!(bench.wms.skipped_elements(), []);
}

#[tokio::test]
async fn every_field_of_the_table_goes_over() {
    let bench = shop().await;
    let full = product("K-500", "Kaffe", 0)
        .with("Description", "Mørkbrent")
        .with("EAN1", "7038010000001")
        .with("Weight", "0.525");
    let id = bench.books().add_product(full);
    run(&bench).await;
    let article = article(&bench, id);
    assert_eq!(article.article_number.as_deref(), Some("K-500"));
    assert_eq!(article.article_name.as_deref(), Some("Kaffe"));
    assert_eq!(article.product_code, Some(id.to_string()));
    assert_eq!(article.article_description.as_deref(), Some("Mørkbrent"));
    assert_eq!(article.bar_code.as_deref(), Some("7038010000001"));
    assert_eq!(article.weight, Some("0.525".parse().unwrap()));
    assert_eq!(article.is_stock_article, Some(true));
}

#[tokio::test]
async fn a_text_removed_in_the_erp_disappears_in_the_wms() {
    let bench = shop().await;
    let id = bench.books().add_product(product("K", "Kaffe", 0).with("EAN1", "7038010000001"));
    run(&bench).await;
    bench.books().patch_product(id, |product| product.clear("EAN1"));
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(article(&bench, id).bar_code.unwrap_or_default(), "");
}

#[tokio::test]
async fn s20_a_renamed_number_updates_the_same_article() {
    let bench = shop().await;
    let id = bench.books().add_product(product("OLD", "Kaffe", 0));
    run(&bench).await;
    let before = bench.wms.article_by_product_code(&id.to_string()).unwrap().system_id;
    bench.books().patch_product(id, |product| product.set("No", "NEW"));
    run(&bench).await;
    assert_eq!(bench.wms.articles().len(), 1);
    let after = bench.wms.article_by_number("NEW").unwrap();
    assert_eq!(after.system_id, before);

    // The number that was given up is free for another product.
    let other = bench.books().add_product(product("OLD", "Te", 0));
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(number(&bench, other), "OLD");
}

#[tokio::test]
async fn stock_that_we_or_others_write_rewrites_no_article() {
    let bench = Bench::start().await;
    let id = bench.books().add_product(product("K", "Kaffe", 10));
    bench.round().await;
    bench.wms.receive(&id.to_string(), 7).unwrap();
    all_done(&bench.round().await);
    assert_eq!((bench.erp_stock(id), writes(&bench)), (7.into(), 0));
    bench.round().await;
    assert_eq!(bench.writes(), Vec::<String>::new());
}

#[tokio::test]
async fn an_empty_number_becomes_the_id_and_an_empty_name_the_number() {
    let bench = shop().await;
    let nameless = bench.books().add_product(product("K-1", "  ", 0));
    let numberless = bench.books().add_product(product(" ", "Te", 0));
    let report = run(&bench).await;
    assert_eq!(report.written, 2);
    assert_eq!(number(&bench, numberless), numberless.to_string());
    assert_eq!(article(&bench, nameless).article_name.as_deref(), Some("K-1"));
    assert!(report.reasons.iter().any(|reason| reason.record == nameless.to_string()), "{report:#?}");
}

#[tokio::test]
async fn control_characters_are_removed_and_noted() {
    let bench = shop().await;
    let id = bench.books().add_product(product("K\u{1}1", "Kaf\u{b}fe", 0));
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Done, 1), "{report:#?}");
    assert_eq!(number(&bench, id), "K1");
    assert_eq!(article(&bench, id).article_name.as_deref(), Some("Kaffe"));
    assert!(report.reasons.iter().any(|reason| reason.what.contains("ArticleName")), "{report:#?}");
    assert_eq!(run(&bench).await.written, 0);
}

#[tokio::test]
async fn what_is_not_stock_controlled_becomes_a_non_stock_article_and_unknown_counts_as_stock() {
    let bench = shop().await;
    let freight = bench.books().add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
    let mut unknown = product("K", "Kaffe", 0);
    unknown.clear("StockControlled");
    let unknown = bench.books().add_product(unknown);
    run(&bench).await;
    assert_eq!(article(&bench, freight).is_stock_article, Some(false));
    assert_eq!(article(&bench, unknown).is_stock_article, Some(true));
}

#[tokio::test]
async fn an_expired_product_stays_out_until_an_order_needs_it_and_is_kept_up_from_then_on() {
    let bench = Bench::start().await;
    let books = bench.books();
    let old = books.add_product(product("OLD", "Utgått", 0).with("StatusId", 0));
    let reports = bench.round().await;
    assert_eq!((reports[0].skipped, reports[0].held), (1, 0));
    assert!(!has_article(&bench, old));

    let kari = books.add_company(customer("Kari Nordmann"));
    let number = books.add_order(order(kari, &[(old, 1)]));
    all_done(&bench.round().await);
    assert!(has_article(&bench, old));
    assert!(bench.wms.order(&number.to_string()).is_some());

    books.patch_product(old, |product| product.set("Name", "Utgått vare"));
    bench.round().await;
    assert_eq!(article(&bench, old).article_name.as_deref(), Some("Utgått vare"));
}

#[tokio::test]
async fn a_known_product_that_expires_stays_and_a_deleted_one_too() {
    let bench = shop().await;
    let ids = add_products(&bench, 2);
    run(&bench).await;
    bench.books().patch_product(ids[0], |product| product.set("StatusId", 0));
    bench.books().delete_product(ids[1]);
    run(&bench).await;
    bench.clock.advance(hours(25));
    run(&bench).await;
    assert_eq!(bench.wms.articles().len(), 2, "nothing is deleted or deactivated by absence");
}

#[tokio::test]
async fn changed_settings_rewrite_all_articles_at_once_and_only_once() {
    let bench = shop().await;
    let id = bench.books().add_product(product("K", "Kaffe", 0).with("Weight", "0.5"));
    add_products(&bench, 3);
    run(&bench).await;
    bench.clock.advance(hours(5));
    let mut grams = Articles::default();
    grams.mapping.weight_factor = 1000.into();
    change_tenant(&bench, |tenant| tenant.articles(grams.clone()));
    let report = run(&bench).await;
    assert_eq!((report.written, report.remapped), (4, 4));
    assert_eq!(article(&bench, id).weight, Some(Decimal::from(500)));
    assert_eq!(run(&bench).await.written, 0);
}

#[tokio::test]
async fn a_new_mapping_version_is_counted_apart() {
    let bench = shop().await;
    let ids = add_products(&bench, 3);
    run(&bench).await;
    bench.clock.advance(hours(5));
    let version = wms_erp_mapping::MAPPING_VERSION;
    let (new, old) = (format!("\"{version}:"), "\"0:".to_owned());
    rewrite(&bench.store, Table::Article, |document| document.replace(&new, &old)).await;
    rewrite(&bench.store, Table::Cursor, |document| document.replace(&new, &old)).await;
    bench.books().patch_product(ids[0], |product| product.set("Name", "Nytt navn"));
    let report = run(&bench).await;
    assert_eq!((report.written, report.remapped), (3, 2), "one of them changed by itself");
}

#[tokio::test]
async fn the_daily_comparison_of_everything_heals_a_missed_change() {
    let bench = shop().await;
    let ids = add_products(&bench, 3);
    run(&bench).await;
    bench.clock.advance(hours(3));
    run(&bench).await;
    bench.books().quietly().patch_product(ids[2], |product| product.set("Name", "Stille"));
    let report = run(&bench).await;
    assert_eq!((report.read, report.written), (0, 0), "its change time did not move");
    bench.clock.advance(hours(20));
    assert_eq!(run(&bench).await.written, 0);
    bench.clock.advance(hours(1));
    let report = run(&bench).await;
    assert_eq!((report.read, report.written), (3, 1));
    assert_eq!(article(&bench, ids[2]).article_name.as_deref(), Some("Stille"));
}

#[tokio::test]
async fn s04_a_clock_that_was_ahead_loses_no_change() {
    let bench = shop().await;
    let ids = add_products(&bench, 2);
    let now = wms_erp_sync::clock::Clock::now(&bench.clock);
    bench.clock.advance(hours(24 * 365));
    run(&bench).await;
    bench.clock.set(now);
    bench.books().patch_product(ids[0], |product| product.set("Name", "Ny"));
    assert_eq!(run(&bench).await.written, 1);
}

#[tokio::test]
async fn s21_sentinels_and_absent_values_are_the_same_article() {
    let bench = shop().await;
    add_products(&bench, 20);
    bench.erp.change(|options| options.sentinels = Sentinels::Mixed);
    run(&bench).await;
    for _ in 0..3 {
        assert_eq!(run(&bench).await.written, 0);
    }
}

#[tokio::test]
async fn an_article_that_the_warehouse_has_from_elsewhere_is_taken_over_by_its_product_code() {
    let bench = shop().await;
    let id = bench.books().add_product(product("K", "Kaffe", 0));
    let theirs = ongoing_simulator::world::ArticleData {
        article_number: Some("GAMMEL".into()),
        product_code: Some(id.to_string()),
        ..Default::default()
    };
    bench.wms.act(|world| world.add_article(theirs)).unwrap();
    run(&bench).await;
    assert_eq!(bench.wms.articles().len(), 1);
    assert_eq!(number(&bench, id), "K");
}
