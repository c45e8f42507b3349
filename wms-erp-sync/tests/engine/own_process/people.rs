//! What people do with what it holds, and what they ask of it.

use std::time::Duration;

use chrono::TimeDelta;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::{CancellationToken, Class, DriftKind, Held, Outcome, Process, Rating, Trigger};

use super::super::bench::{Bench, TENANT, customer, hours, order, product};
use super::{bench, id, run, status};

async fn held(bench: &Bench) -> Vec<Held> {
    bench.engine.inspect(TENANT).held().await.unwrap()
}

#[tokio::test]
async fn a_held_record_has_a_remedy_is_retried_and_released() {
    let (bench, mail) = bench().await;
    mail.write(7, 0);
    mail.write(8, 20);
    let report = run(&bench).await;
    assert_eq!(
        (report.outcome, report.written, report.held, report.needs_attention),
        (Outcome::Done, 1, 1, 1)
    );
    let found = held(&bench).await;
    assert_eq!(found.len(), 1);
    let Held { process, record, class, what, remedy, .. } = &found[0];
    assert_eq!((*process, record.as_str(), *class), (id(), "7", Class::NeedsPerson));
    assert_eq!((what.as_str(), remedy.as_str()), ("it weighs 0 g", "weigh it again"));
    let seen = status(&bench).await.unwrap();
    assert_eq!((seen.held.len(), seen.newly_held), (1, 1));

    // One that is asked for and gone is let go; one that is mended is posted and let go.
    mail.write(9, 0);
    run(&bench).await;
    bench.engine.operator(TENANT).retry(id(), "7").await.unwrap();
    bench.engine.operator(TENANT).retry(id(), "9").await.unwrap();
    mail.write(7, 30);
    mail.desk().letters.remove(&9);
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(held(&bench).await, []);
    assert_eq!(mail.posted(), ["8: 20 g", "7: 30 g"]);
    let control = wms_erp_sync::store::Scan::first(9);
    let asked =
        wms_erp_sync::store::Store::scan(&bench.store, TENANT, wms_erp_sync::store::Table::Control, control);
    assert_eq!(asked.await.unwrap(), [], "what was asked for is done");
}

#[tokio::test]
async fn a_dismissed_record_stays_dismissed_for_the_same_reason_and_goes_when_it_is_old() {
    let (bench, mail) = bench().await;
    mail.write(7, 0);
    run(&bench).await;
    bench.engine.operator(TENANT).dismiss(id(), "7", "an empty envelope").await.unwrap();
    run(&bench).await;
    assert_eq!(held(&bench).await, []);
    let dismissed = bench.engine.inspect(TENANT).dismissed().await.unwrap();
    assert_eq!((dismissed[0].process, dismissed[0].reason.as_str()), (id(), "an empty envelope"));
    mail.write(7, -1);
    run(&bench).await;
    assert_eq!(held(&bench).await[0].what, "it weighs -1 g", "another reason");
}

#[tokio::test]
async fn a_paused_process_does_not_run_until_it_is_resumed() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    let until = bench.clock.now() + TimeDelta::days(1);
    bench.engine.operator(TENANT).pause(Some(id()), until, "on strike").await.unwrap();
    let report = run(&bench).await;
    assert_eq!(report.outcome, Outcome::Skipped);
    assert!(report.reasons[0].what.contains("on strike"), "{report:#?}");
    assert_eq!(status(&bench).await.unwrap().paused.unwrap().process, Some(id()));
    assert_eq!(bench.run(Process::Stock).await.outcome, Outcome::Done, "it alone");
    bench.engine.operator(TENANT).resume(Some(id())).await.unwrap();
    assert_eq!(run(&bench).await.written, 1);
    bench.engine.operator(TENANT).pause(None, until + TimeDelta::days(1), "all of it").await.unwrap();
    assert_eq!(run(&bench).await.outcome, Outcome::Skipped);
}

#[tokio::test]
async fn why_names_what_it_holds_of_an_order() {
    let (bench, mail) = bench().await;
    let books = bench.books();
    let cup = books.add_product(product("KOPP", "Kopp", 5));
    let kari = books.add_company(customer("Kari Nordmann"));
    let number = books.add_order(order(kari, &[(cup, 1)]));
    mail.write(u32::try_from(number).unwrap(), 0);
    bench.round().await;
    let why = bench.engine.inspect(TENANT).why(number).await.unwrap();
    assert_eq!(why.held.iter().map(|held| held.process).collect::<Vec<_>>(), [id()]);
    assert!(why.gates.iter().any(|gate| gate.contains("held by mail: it weighs 0 g")), "{:#?}", why.gates);
    let other = bench.engine.inspect(TENANT).why(number + 1).await.unwrap();
    assert_eq!(other.held, []);
}

#[tokio::test]
async fn a_purge_forgets_what_it_says_is_old() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    mail.write(8, 0);
    run(&bench).await;
    bench.engine.operator(TENANT).dismiss(id(), "8", "an empty envelope").await.unwrap();
    bench.clock.advance(hours(24 * 10));
    mail.write(9, 20);
    run(&bench).await;
    let purged = bench.engine.operator(TENANT).purge(TimeDelta::days(5)).await.unwrap();
    assert_eq!((purged.own, purged.dismissed), (1, 1), "{purged:?}");
    let again = bench.engine.operator(TENANT).purge(TimeDelta::days(5)).await.unwrap();
    assert_eq!(again.own, 0);
    // What was forgotten is posted again: it is found where it lies.
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!(mail.posted(), ["7: 20 g", "9: 20 g"]);
}

#[tokio::test]
async fn a_check_and_a_comparison_ask_it_too() {
    let (bench, mail) = bench().await;
    mail.write(7, 20);
    mail.write(8, 30);
    run(&bench).await;
    mail.write(8, 40);
    let findings = bench.engine.inspect(TENANT).check().await.unwrap().findings;
    let stamps = findings.iter().find(|finding| finding.subject == "stamps").unwrap();
    assert_eq!((stamps.rating, stamps.detail.as_str()), (Rating::Doubtful, "acme has none left"));

    let drift = bench.engine.inspect(TENANT).drift(&[Process::Stock, id()]).await.unwrap();
    let names: Vec<Process> = drift.processes.iter().map(|drift| drift.process).collect();
    assert_eq!(names, [Process::Stock, id()]);
    let mail = &drift.processes[1];
    assert_eq!((mail.compared, mail.equal, mail.kinds[&DriftKind::Missing]), (2, 1, 1));
    assert_eq!((mail.differences[0].record.as_str(), mail.differences[0].repair.as_str()), ("8", "run mail"));
    let others = bench.engine.inspect(TENANT).drift(&[Process::Stock]).await.unwrap();
    assert_eq!(others.processes.len(), 1);
}

#[tokio::test]
async fn a_run_that_a_person_asks_for_tries_what_is_held_and_a_stop_ends_it_between_records() {
    let (bench, mail) = bench().await;
    for letter in 1..=3 {
        mail.write(letter, 20);
    }
    let stop = CancellationToken::new();
    mail.desk().meanwhile = Some(Box::new({
        let stop = stop.clone();
        move || stop.cancel()
    }));
    let report = bench.engine.run(TENANT, id(), Trigger::Manual, &stop).await.unwrap();
    assert_eq!((report.outcome, report.written), (Outcome::Skipped, 1), "the record in hand was finished");
    bench.clock.advance(Duration::from_secs(60));
    assert_eq!(run(&bench).await.written, 2);
    assert_eq!(mail.posted().len(), 3);
}
