//! Products that exchange their numbers, or rotate them, in one edit.

use twentyfour_simulator::Rule;
use wms_erp_sync::{Articles, Class, Outcome, Process, Trigger};

use super::{documents, held, held_as, later, number, plan, run, shop};
use crate::Bench;
use crate::bench::{TENANT, Transport, hours, product};

fn rename(bench: &Bench, id: i32, number: &str) {
    assert!(bench.books().patch_product(id, |product| product.set("No", number)));
}

/// Known products with these numbers.
async fn known<const N: usize>(transport: Transport, numbers: [&str; N]) -> (Bench, [i32; N]) {
    let bench = Bench::over(transport, |mut tenant| {
        (tenant.orders, tenant.order_status, tenant.stock) = (None, None, None);
        tenant
    })
    .await;
    let ids = numbers.map(|no| bench.books().add_product(product(no, &format!("Vare {no}"), 0)));
    assert_eq!(run(&bench).await.written, N as u64);
    (bench, ids)
}

fn numbers(bench: &Bench, ids: &[i32]) -> Vec<String> {
    ids.iter().map(|id| number(bench, *id)).collect()
}

#[tokio::test]
async fn products_that_exchange_or_rotate_their_numbers_have_them_after_one_run() {
    for transport in [Transport::Soap, Transport::Rest] {
        for new in [["B", "A", "C"], ["B", "C", "A"], ["C", "A", "B"]] {
            let (bench, ids) = known(transport, ["A", "B", "C"]).await;
            let systems = ids.map(|id| bench.wms.article_by_product_code(&id.to_string()).unwrap().system_id);
            for (id, new) in ids.iter().zip(new) {
                rename(&bench, *id, new);
            }
            let report = run(&bench).await;
            let moved = new.iter().zip(["A", "B", "C"]).filter(|(new, old)| *new != old).count() as u64;
            assert_eq!(
                (report.outcome, report.written, report.held, report.needs_attention),
                (Outcome::Done, moved + 1, 0, 0),
                "{transport:?} {new:?}: {report:#?}"
            );
            assert!(report.reasons.iter().all(|reason| reason.class.is_none()), "{report:#?}");
            assert_eq!(numbers(&bench, &ids), new);
            let after = ids.map(|id| bench.wms.article_by_product_code(&id.to_string()).unwrap().system_id);
            assert_eq!(after, systems, "the same articles, and no other");
            assert_eq!(bench.wms.articles().len(), 3);
            assert_eq!(documents(&bench.store, wms_erp_sync::store::Table::Intent).await, []);
            assert_eq!(run(&bench).await.written, 0);
        }
    }
}

#[tokio::test]
async fn an_exchange_that_is_made_in_two_edits_hours_apart_is_resolved_too() {
    let (bench, ids) = known(Transport::Soap, ["A", "B"]).await;
    rename(&bench, ids[0], "B");
    run(&bench).await;
    bench.clock.advance(hours(5));
    rename(&bench, ids[1], "A");
    let report = later(&bench, Trigger::Scheduled).await;
    assert_eq!((report.written, report.held), (3, 0), "{report:#?}");
    assert_eq!(numbers(&bench, &ids), ["B", "A"]);
}

#[tokio::test]
async fn a_plan_shows_each_step_of_an_exchange_and_applying_it_makes_them() {
    let (bench, ids) = known(Transport::Soap, ["A", "B"]).await;
    rename(&bench, ids[0], "B");
    rename(&bench, ids[1], "A");
    let planned = plan(&bench, Process::Articles).await;
    let steps: Vec<(String, &str)> =
        planned.writes.iter().map(|write| (write.record.clone(), write.what.as_str())).collect();
    let aside = format!(
        "article renumbering-{}, for the time being: products {}, {} exchange their numbers, and \"B\" is made free",
        ids[1], ids[1], ids[0]
    );
    assert_eq!(
        steps,
        [
            (ids[1].to_string(), aside.as_str()),
            (ids[0].to_string(), "article B"),
            (ids[1].to_string(), "article A")
        ]
    );
    let stop = wms_erp_sync::CancellationToken::new();
    bench.engine.operator(&planned.tenant).apply(&planned, &stop).await.unwrap();
    assert_eq!(numbers(&bench, &ids), ["B", "A"]);
}

#[tokio::test]
async fn an_exchange_that_fails_half_way_is_ended_by_the_next_run_or_undone_with_the_edit() {
    // Whether a request gets through, and whether its answer does.
    for skip in 0..3 {
        for answered in [true, false] {
            for undone in [true, false] {
                let (bench, ids) = known(Transport::Soap, ["A", "B"]).await;
                rename(&bench, ids[0], "B");
                rename(&bench, ids[1], "A");
                let rule = if answered { Rule::drop_before() } else { Rule::drop_after() };
                bench.wms.control().misbehave(rule.on("ProcessArticle").skip(skip).times(1));
                run(&bench).await;
                bench.wms.control().behave();
                let wished = if undone { ["A", "B"] } else { ["B", "A"] };
                if undone {
                    rename(&bench, ids[0], "A");
                    rename(&bench, ids[1], "B");
                }
                // Undone, the one that moved first waits for the other.
                run(&bench).await;
                let report = run(&bench).await;
                let place = format!("{skip} {answered} {undone}: {report:#?}");
                assert_eq!((report.outcome, held_as(&bench).await), (Outcome::Done, vec![]), "{place}");
                assert_eq!(numbers(&bench, &ids), wished, "{place}");
            }
        }
    }
}

/// Whatever the field: between the write and the commit behind it, the store does not say that the WMS has what the ERP had.
#[tokio::test]
async fn an_edit_whose_outcome_is_unknown_is_written_again_when_it_is_undone() {
    for (field, edited, before) in [("Name", "Ny", "P-1"), ("No", "NY", "A"), ("Weight", "9", "1")] {
        for arrived in [true, false] {
            let bench = shop().await;
            let id = bench.books().add_product(product("A", "P-1", 0).with("Weight", "1"));
            run(&bench).await;
            let written = bench.wms.article_by_product_code(&id.to_string()).unwrap().data;
            bench.books().patch_product(id, |product| product.set(field, edited));
            let lost = if arrived { Rule::drop_after() } else { Rule::drop_before() };
            bench.wms.control().misbehave(lost.on("ProcessArticle").always());
            run(&bench).await;
            bench.wms.control().behave();
            bench.books().patch_product(id, |product| product.set(field, before));
            bench.clock.advance(hours(2));
            let report = run(&bench).await;
            let place = format!("{field} {arrived}: {report:#?}");
            assert_eq!((report.written, held_as(&bench).await), (1, vec![]), "{place}");
            assert_eq!(bench.wms.article_by_product_code(&id.to_string()).unwrap().data, written, "{place}");
            assert_eq!(run(&bench).await.written, 0, "{place}");
        }
    }
}

#[tokio::test]
async fn who_waits_for_whom_is_said_where_no_room_can_be_made() {
    let (bench, ids) = known(Transport::Soap, ["A", "B", "C"]).await;
    rename(&bench, ids[0], "B");
    rename(&bench, ids[1], "C");
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 2));
    run(&bench).await;
    bench.engine.operator(TENANT).retry_all(Process::Articles).await.unwrap();
    run(&bench).await;
    let first = held(&bench).await.remove(0);
    assert_eq!(first.class, Class::NeedsPerson);
    assert_eq!(
        first.what,
        format!(
            "the number \"B\" belongs to product {} already, product {} waits for the number of product {}",
            ids[1], ids[1], ids[2]
        )
    );
    assert!(first.remedy.contains(&format!("resolve product {}", ids[2])), "{}", first.remedy);
}

#[tokio::test]
async fn where_two_want_the_number_of_a_third_in_the_ring_nobody_steps_aside() {
    let (bench, ids) = known(Transport::Soap, ["A", "B", "C"]).await;
    rename(&bench, ids[0], "B");
    rename(&bench, ids[1], "A");
    rename(&bench, ids[2], "B");
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 3), "{report:#?}");
    assert_eq!(numbers(&bench, &ids), ["A", "B", "C"]);
    rename(&bench, ids[2], "C");
    assert_eq!(run(&bench).await.held, 0);
    assert_eq!(numbers(&bench, &ids), ["B", "A", "C"]);
}

#[tokio::test]
async fn where_articles_are_known_by_number_a_person_must_say_which_goods_are_meant() {
    let bench = Bench::with(|mut tenant| {
        (tenant.orders, tenant.order_status, tenant.stock) = (None, None, None);
        let mut articles = Articles::default();
        articles.mapping.identification = wms_erp_sync::mapping::ArticleIdentification::ArticleNumber;
        tenant.articles(articles)
    })
    .await;
    let ids = ["A", "B"].map(|no| bench.books().add_product(product(no, no, 0)));
    run(&bench).await;
    rename(&bench, ids[0], "B");
    rename(&bench, ids[1], "A");
    let report = run(&bench).await;
    assert_eq!((report.written, report.held, report.needs_attention), (0, 2, 2));
    assert_eq!(numbers(&bench, &ids), ["A", "B"]);
    let last = held(&bench).await.remove(1);
    assert!(last.what.contains("which goods are meant"), "{last:?}");
}

/// Fault schedule 148: the article of one of them was created, and the answer was lost, before they exchanged their numbers.
#[tokio::test]
async fn one_whose_creation_was_never_answered_exchanges_its_number_too() {
    for (transport, operation) in
        [(Transport::Soap, "ProcessArticle"), (Transport::Rest, "PUT /warehouse/api/v1/articles")]
    {
        let (bench, [known]) = known(transport, ["B"]).await;
        let unanswered = bench.books().add_product(product("A", "Vare A", 0));
        bench.wms.control().misbehave(Rule::drop_after().on(operation).always());
        assert_eq!(run(&bench).await.held, 1, "{transport:?}");
        bench.wms.control().behave();
        assert_eq!(number(&bench, unanswered), "A", "{transport:?}: it was created all the same");
        rename(&bench, unanswered, "B");
        rename(&bench, known, "A");
        later(&bench, Trigger::Scheduled).await;
        let report = later(&bench, Trigger::Scheduled).await;
        assert_eq!((report.outcome, report.held), (Outcome::Done, 0), "{transport:?}: {report:#?}");
        assert_eq!(numbers(&bench, &[unanswered, known]), ["B", "A"], "{transport:?}");
        assert_eq!(bench.wms.articles().len(), 2, "{transport:?}");
    }
}

/// Fault schedules 158 and 347: the store was lost, and the products exchanged their numbers before they were written again.
#[tokio::test]
async fn an_exchange_behind_a_lost_store_is_resolved_within_two_runs() {
    for transport in [Transport::Soap, Transport::Rest] {
        let (bench, ids) = known(transport, ["A", "B", "C"]).await;
        let mut forgotten = wms_erp_sync::store::Batch::new();
        for table in wms_erp_sync::store::Table::ALL {
            forgotten.delete_prefix(*table, "");
        }
        wms_erp_sync::store::Store::commit(&bench.store, TENANT, &[], forgotten).await.unwrap();
        for (id, new) in ids.iter().zip(["B", "C", "A"]) {
            rename(&bench, *id, new);
        }
        run(&bench).await;
        let report = run(&bench).await;
        assert_eq!((report.outcome, report.held), (Outcome::Done, 0), "{transport:?}: {report:#?}");
        assert_eq!(numbers(&bench, &ids), ["B", "C", "A"], "{transport:?}");
        assert_eq!(bench.wms.articles().len(), 3, "{transport:?}");
    }
}
