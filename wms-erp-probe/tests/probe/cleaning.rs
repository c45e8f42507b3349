//! Whatever happens, nothing stays behind; and nothing else is touched.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use twentyfour_simulator::Rule;
use wms_erp_probe::{Conclusion, Notes};

use crate::rig::{Rig, Someone};

const SOME: &[&str] = &["erp-status-only", "erp-sent", "wms-missing-lines"];

#[tokio::test]
async fn a_probe_that_is_killed_at_any_moment_is_cleaned_up_at_the_next_start() {
    let (mut kills, mut needed) = (0, 0);
    for moments in 1.. {
        let rig = Rig::start().await;
        let is_done = {
            let mut person = Someone::default();
            let mut probe = pin!(rig.run(&mut person, SOME));
            let mut passed = 0;
            poll_fn(|context| {
                if probe.as_mut().poll(context).is_ready() {
                    return Poll::Ready(true);
                }
                passed += 1;
                if passed == moments { Poll::Ready(false) } else { Poll::Pending }
            })
            .await
        };
        if is_done {
            break;
        }
        // What was under way still arrives.
        rig.settle().await;
        kills += 1;
        needed += usize::from(!Notes::read(&rig.journal.text()).unwrap().is_empty());
        let leftovers = rig.clean().await;
        assert!(leftovers.iter().all(|leftover| leftover.is_expected), "{moments}: {leftovers:?}");
        assert!(Notes::read(&rig.journal.text()).unwrap().is_empty(), "{moments}: {}", rig.journal.text());
        rig.assert_nothing_in_use();
    }
    assert!(kills > 30 && needed > 20, "{kills} kills, of which {needed} left something");
}

#[tokio::test]
async fn a_vendor_that_fails_in_the_middle_costs_the_question_and_leaves_nothing_behind() {
    for (operation, answers) in [("SaveInvoices", 1), ("SaveProducts", 1), ("GetInvoices", 2)] {
        let rig = Rig::start().await;
        rig.erp.misbehave(Rule::fault("System.Exception: down").on(operation).skip(answers).times(1));
        let report =
            rig.run(&mut Someone::default(), &["erp-status-only", "erp-some-rows", "erp-no-status"]).await;
        rig.assert_clean(&report.leftovers);
        let learned = report
            .findings
            .iter()
            .filter(|finding| matches!(finding.outcome, Conclusion::Learned { .. }))
            .count();
        assert!(learned >= 1, "{operation}: {report:#?}");
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_leaves_nothing_behind() {
    for operation in ["SaveInvoices", "SaveProducts", "SaveCompanies"] {
        let rig = Rig::start().await;
        rig.erp.misbehave(Rule::drop_after().on(operation).times(1));
        let report = rig.run(&mut Someone::default(), &["erp-status-only"]).await;
        let Conclusion::NotTried { why } = &report.findings[0].outcome else { panic!("{report:?}") };
        assert!(why.contains(operation), "{why}");
        rig.assert_clean(&report.leftovers);
    }
}

/// A vendor that no one reaches could not say either whether the record is there.
#[tokio::test]
async fn what_no_system_was_there_to_make_is_not_looked_for() {
    let rig = Rig::out_of_reach().await;
    for id in ["erp-status-only", "erp-stock-fraction", "wms-new-article-stock"] {
        let report = rig.run(&mut Someone::default(), &[id]).await;
        assert!(matches!(report.findings[0].outcome, Conclusion::NotTried { .. }), "{report:?}");
        assert!(report.leftovers.is_empty(), "{report:?}");
        assert!(Notes::read(&rig.journal.text()).unwrap().is_empty(), "{}", rig.journal.text());
    }
}

/// Neither system is asked question by question whether it is there.
#[tokio::test]
async fn a_vendor_that_no_one_reaches_ends_the_probe_at_the_first_question() {
    let rig = Rig::out_of_reach().await;
    for (ids, asked) in [(["erp-sent", "erp-credit"], 1), (["wms-missing-lines", "wms-empty-field"], 1)] {
        let report = rig.run(&mut Someone::default(), &ids).await;
        assert_eq!(report.findings.len(), asked, "{report:#?}");
        let ended = report.ended.unwrap_or_default();
        assert!(ended.contains("there is no access to"), "{ended}");
    }
}

#[tokio::test]
async fn what_cannot_be_removed_is_named_with_a_remedy_and_tried_again_by_clean() {
    let rig = Rig::start().await;
    rig.erp.misbehave(Rule::fault("System.Exception: down").on("DeleteProducts").always());
    let report = rig.run(&mut Someone::default(), &["erp-stock-fraction"]).await;
    let left: Vec<_> = report.leftovers.iter().filter(|leftover| !leftover.is_expected).collect();
    assert_eq!(left.len(), 1, "{report:?}");
    assert!(left[0].what.starts_with("product ") && left[0].why.contains("down"), "{left:?}");
    assert!(left[0].remedy.contains("delete the product") && !report.is_complete());
    assert_eq!(Notes::read(&rig.journal.text()).unwrap().names().count(), 1);
    rig.erp.control().behave();
    assert!(rig.clean().await.is_empty());
    rig.assert_clean(&[]);
}

#[tokio::test]
async fn products_and_customers_that_the_vendor_keeps_are_taken_out_of_use_and_named() {
    let rig = Rig::with(|options| options.deletes_used = false, |_| {}).await;
    let report = rig.run(&mut Someone::default(), &["erp-some-rows"]).await;
    let kinds: Vec<&str> = report.leftovers.iter().map(|left| left.what.split(' ').next().unwrap()).collect();
    assert_eq!(kinds, ["order", "product", "customer"]);
    assert!(report.leftovers.iter().all(|left| left.is_expected), "{report:?}");
    let expired =
        rig.erp.books().products().iter().filter(|product| product.int("StatusId") == Some(0)).count();
    assert_eq!(expired, 1);
    assert!(Notes::read(&rig.journal.text()).unwrap().is_empty());
}

#[tokio::test]
async fn a_record_that_people_have_renamed_is_theirs_and_left_alone() {
    let rig = Rig::start().await;
    rig.erp.misbehave(Rule::fault("System.Exception: down").on("DeleteProducts").always());
    rig.run(&mut Someone::default(), &["erp-stock-fraction"]).await;
    let ours = rig.erp.books().products().iter().filter_map(|product| product.int("Id")).max().unwrap();
    rig.erp.books().patch_product(ours, |product| product.set("No", "SOFA"));
    rig.erp.control().behave();
    let leftovers = rig.clean().await;
    assert!(leftovers[0].why.contains("left alone"), "{leftovers:?}");
    assert_eq!(rig.erp.books().product(ours).unwrap().text("No"), Some("SOFA"));
}

#[tokio::test]
async fn a_stop_cleans_up() {
    let rig = Rig::start().await;
    let stop = rig.stop.clone();
    let saves = AtomicUsize::new(0);
    rig.erp.control().before("SaveInvoices", move |_| {
        if saves.fetch_add(1, Ordering::SeqCst) == 1 {
            stop.cancel();
        }
    });
    let report = rig.run(&mut Someone::default(), SOME).await;
    assert!(report.ended.is_some() && report.findings.len() < 3, "{report:?}");
    rig.assert_clean(&report.leftovers);
}
