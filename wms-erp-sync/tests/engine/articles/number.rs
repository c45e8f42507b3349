//! Numbers that several products want: nobody guesses.

use wms_erp_sync::{Class, Outcome, Process, Trigger};

use super::{add_products, documents, has_article, held, held_as, later, number, run, shop, writes};
use crate::Bench;
use crate::bench::{TENANT, hours, product};

fn rename(bench: &Bench, id: i32, number: &str) {
    assert!(bench.books().patch_product(id, |product| product.set("No", number)));
}

#[tokio::test]
async fn s20_the_known_product_keeps_its_number_and_newcomers_are_held() {
    let bench = shop().await;
    let known = bench.books().add_product(product("AB-12", "Kaffe", 0));
    run(&bench).await;
    let newcomer = bench.books().add_product(product(" ab-12 ", "Te", 0));
    let other = bench.books().add_product(product("C", "Kakao", 0));
    let report = run(&bench).await;
    assert_eq!(
        (report.outcome, report.written, report.held, report.needs_attention),
        (Outcome::Done, 1, 1, 1)
    );
    assert!(has_article(&bench, other) && !has_article(&bench, newcomer));
    let held = held(&bench).await;
    assert_eq!((held[0].record.as_str(), held[0].class), (newcomer.to_string().as_str(), Class::NeedsPerson));
    assert!(held[0].what.contains(&known.to_string()) && held[0].remedy.contains(&newcomer.to_string()));

    // Whatever changes on the known one, it keeps the number.
    bench.books().patch_product(known, |product| product.set("Name", "Kaffe 500 g"));
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(number(&bench, known), "AB-12");
}

#[tokio::test]
async fn a_held_newcomer_goes_by_itself_when_it_gets_a_number_of_its_own() {
    let bench = shop().await;
    bench.books().add_product(product("A", "Kaffe", 0));
    run(&bench).await;
    let newcomer = bench.books().add_product(product("a", "Te", 0));
    run(&bench).await;
    rename(&bench, newcomer, "B");
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (1, 0));
    assert_eq!(number(&bench, newcomer), "B");
}

#[tokio::test]
async fn a_held_newcomer_goes_in_the_same_run_in_which_the_known_one_gives_the_number_up() {
    let bench = shop().await;
    let known = bench.books().add_product(product("A", "Kaffe", 0));
    run(&bench).await;
    let newcomer = bench.books().add_product(product("A", "Te", 0));
    run(&bench).await;
    bench.clock.advance(hours(5));
    rename(&bench, known, "B");
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (2, 0), "{report:#?}");
    assert_eq!((number(&bench, known), number(&bench, newcomer)), ("B".to_owned(), "A".to_owned()));
}

#[tokio::test]
async fn s20_two_newcomers_with_one_number_are_both_held_whatever_their_order() {
    let bench = shop().await;
    let one = bench.books().add_product(product("A", "Kaffe", 0));
    let others = add_products(&bench, 3);
    let two = bench.books().add_product(product("a ", "Te", 0));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (3, 2));
    assert!(others.iter().all(|id| has_article(&bench, *id)));
    assert!(!has_article(&bench, one) && !has_article(&bench, two));
    assert!(held(&bench).await.iter().all(|held| held.class == Class::NeedsPerson));

    bench.clock.advance(hours(5));
    rename(&bench, one, "B");
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (2, 0), "{report:#?}");
    assert_eq!((number(&bench, one).as_str(), number(&bench, two).trim()), ("B", "a"));
}

#[tokio::test]
async fn a_newcomer_goes_when_its_rival_is_deleted_or_expires() {
    let bench = shop().await;
    let deleted = bench.books().add_product(product("A", "Kaffe", 0));
    let first = bench.books().add_product(product("A", "Te", 0));
    let expired = bench.books().add_product(product("B", "Kakao", 0));
    let second = bench.books().add_product(product("B", "Melk", 0));
    assert_eq!(run(&bench).await.held, 4);
    bench.books().patch_product(expired, |product| product.set("StatusId", 0));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (1, 2), "{report:#?}");
    assert!(has_article(&bench, second) && !has_article(&bench, expired));

    // Of a deletion nothing is told: it shows at the daily comparison, or when somebody asks for it.
    bench.books().delete_product(deleted);
    assert_eq!(run(&bench).await.held, 2);
    bench.clock.advance(hours(24));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (1, 0), "{report:#?}");
    assert!(has_article(&bench, first));
}

#[tokio::test]
async fn a_known_product_goes_before_a_newcomer_that_wants_the_same_new_number() {
    let bench = shop().await;
    let newcomer = bench.books().add_product(product("Z", "Te", 0).with("StatusId", 0));
    let known = bench.books().add_product(product("A", "Kaffe", 0));
    run(&bench).await;
    rename(&bench, known, "B");
    bench.books().patch_product(newcomer, |product| {
        product.set("No", "B");
        product.set("StatusId", 1);
    });
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (1, 1));
    assert_eq!(number(&bench, known), "B");
    assert!(!has_article(&bench, newcomer));
}

#[tokio::test]
async fn a_chain_of_renames_is_followed_in_one_run() {
    let bench = shop().await;
    let ids: Vec<i32> = ["A", "B", "C"].map(|no| bench.books().add_product(product(no, "Vare", 0))).into();
    run(&bench).await;
    for (id, new) in ids.iter().zip(["B", "C", "D"]) {
        rename(&bench, *id, new);
    }
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (3, 0), "{report:#?}");
    let numbers: Vec<String> = ids.iter().map(|id| number(&bench, *id)).collect();
    assert_eq!(numbers, ["B", "C", "D"]);
}

#[tokio::test]
async fn a_product_that_takes_its_old_number_back_is_no_longer_held() {
    let bench = shop().await;
    let ids = add_products(&bench, 2);
    run(&bench).await;
    rename(&bench, ids[0], "P-1");
    assert_eq!(run(&bench).await.held, 1);
    rename(&bench, ids[0], "P-0");
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 0));
    // Nothing is left of its request.
    let newcomer = bench.books().add_product(product("P-9", "Ny", 0));
    run(&bench).await;
    rename(&bench, ids[1], "P-7");
    rename(&bench, newcomer, "P-1");
    assert_eq!(run(&bench).await.held, 0);
    assert_eq!(documents(&bench.store, wms_erp_sync::store::Table::Intent).await, []);
}

#[tokio::test]
async fn a_newcomer_that_never_got_through_and_was_renamed_stands_in_nobodys_way() {
    let bench = shop().await;
    let one = bench.books().add_product(product("A", "Kaffe", 0));
    bench.wms.control().misbehave(ongoing_simulator::Rule::drop_before().on("ProcessArticle").always());
    run(&bench).await;
    bench.wms.control().behave();
    rename(&bench, one, "B");
    let two = bench.books().add_product(product("A", "Te", 0));
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (2, 0), "{report:#?}");
    assert_eq!((number(&bench, one), number(&bench, two)), ("B".to_owned(), "A".to_owned()));
}

#[tokio::test]
async fn a_number_of_a_strangers_article_is_refused_by_the_wms_and_held() {
    let bench = shop().await;
    let theirs = ongoing_simulator::world::ArticleData {
        article_number: Some("A".into()),
        product_code: Some("X-1".into()),
        ..Default::default()
    };
    bench.wms.act(|world| world.add_article(theirs)).unwrap();
    let ours = bench.books().add_product(product("A", "Kaffe", 0));
    run(&bench).await;
    assert_eq!(held_as(&bench).await, [(ours.to_string(), Class::Rejected)]);
    assert_eq!(bench.wms.articles().len(), 1);
}

#[tokio::test]
async fn s20_a_number_that_is_too_long_is_held_as_refused_and_the_others_go() {
    let bench = shop().await;
    let long = bench.books().add_product(product(&"9".repeat(60), "Lang", 0));
    add_products(&bench, 3);
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 3, 1));
    let first = held(&bench).await.remove(0);
    assert_eq!((first.class, first.attempts), (Class::Rejected, 1));
    assert!(first.what.contains("ArticleNumber"), "{first:?}");

    // The product stays among the changed ones for two hours; that is no reason to try it more often.
    let (mut tried, mut runs) = (0, 0);
    while wms_erp_sync::clock::Clock::now(&bench.clock) - first.since < chrono::TimeDelta::hours(2) {
        later(&bench, Trigger::Scheduled).await;
        tried += writes(&bench);
        runs += 1;
    }
    assert!(runs >= 7 && (2..=3).contains(&tried), "{tried} attempts in {runs} runs");
    let held = held(&bench).await.remove(0);
    assert_eq!((held.since, held.attempts as usize), (first.since, 1 + tried));

    rename(&bench, long, "9");
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (1, 0), "mended, it goes at once");
}

#[tokio::test]
async fn a_person_who_says_retry_is_obeyed_even_if_that_run_fails_first() {
    let bench = shop().await;
    bench.wms.set_rules(|rules| rules.limits.article_number = 3);
    bench.books().add_product(product("LANG", "Lang", 0));
    later(&bench, Trigger::Scheduled).await;
    bench.wms.set_rules(|rules| rules.limits.article_number = 50);
    bench.engine.operator(TENANT).retry_all(Process::Articles).await.unwrap();
    bench.erp.misbehave(twentyfour_simulator::Rule::status(503, "down").on("GetProducts").skip(1));
    bench.clock.set(wms_erp_sync::clock::Clock::now(&bench.clock) - chrono::TimeDelta::minutes(14));
    assert_eq!(later(&bench, Trigger::Scheduled).await.outcome, Outcome::Failed);
    bench.clock.set(wms_erp_sync::clock::Clock::now(&bench.clock) - chrono::TimeDelta::minutes(14));
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (1, 0), "{report:#?}");
}
