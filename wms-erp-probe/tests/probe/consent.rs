//! The person decides.

use wms_erp_probe::{Conclusion, Consent, all};

use crate::rig::{Rig, Someone};

fn ids() -> Vec<&'static str> {
    all().iter().map(|question| question.id).collect()
}

#[tokio::test]
async fn someone_who_says_no_has_nothing_written() {
    let rig = Rig::start().await;
    let mut person = Someone { consent: Consent::No, ..Someone::default() };
    let report = rig.run(&mut person, &ids()).await;
    rig.assert_clean(&report.leftovers);
    assert!(report.leftovers.is_empty() && report.ended.is_none());
    for name in ["SaveInvoices", "SaveProducts", "SaveCompanies", "SetStockQuantity"] {
        assert_eq!(rig.erp.count(name), 0, "{name}");
    }
    for name in ["ProcessArticle", "ProcessOrder"] {
        assert_eq!(rig.wms.control().count(name), 0, "{name}");
    }
    for question in all().iter().filter(|question| !question.writes.is_empty()) {
        let findings: Vec<_> =
            report.findings.iter().filter(|finding| finding.question == question.id).collect();
        assert!(!findings.is_empty());
        assert!(findings.iter().all(|finding| finding.outcome == Conclusion::Refused), "{findings:?}");
    }
}

#[tokio::test]
async fn each_write_is_asked_for_with_its_fields_until_the_person_agrees_to_more() {
    let rig = Rig::start().await;
    let mut person = Someone::default();
    rig.run(&mut person, &["erp-status-only"]).await;
    let calls: Vec<&str> = person.asked.iter().map(|write| write.call).collect();
    assert_eq!(calls, ["SaveProducts", "SaveCompanies", "SaveInvoices", "SaveInvoices"]);
    for write in &person.asked {
        assert!(!write.undone.is_empty() && !write.fields.is_empty(), "{write:?}");
    }
    let status = ("OrderStatus".to_owned(), "Draft".to_owned());
    assert!(person.asked[3].fields.contains(&status), "{:?}", person.asked[3]);

    let mut person = Someone { first: [Consent::Question].into(), ..Someone::default() };
    rig.run(&mut person, &["erp-status-only", "erp-no-status"]).await;
    let questions: Vec<&str> = person.asked.iter().map(|write| write.question).collect();
    assert_eq!(questions, ["erp-status-only", "erp-no-status", "erp-no-status"]);

    let mut person = Someone { first: [Consent::Run].into(), ..rig.worker() };
    let report = rig.run(&mut person, &ids()).await;
    assert_eq!(person.asked.len(), 1);
    let open: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| !matches!(finding.outcome, Conclusion::Learned { .. }))
        .collect();
    assert!(open.is_empty(), "{open:#?}");
}

#[tokio::test]
async fn a_refusal_in_the_middle_and_an_end_leave_nothing_behind() {
    for (answer, count) in [(Consent::No, 2), (Consent::End, 1)] {
        let rig = Rig::start().await;
        let first = [Consent::Yes, Consent::Yes, Consent::Yes, answer].into();
        let report = rig
            .run(&mut Someone { first, ..Someone::default() }, &["erp-status-only", "erp-no-status"])
            .await;
        rig.assert_clean(&report.leftovers);
        assert_eq!(report.findings.len(), count, "{report:?}");
        assert_eq!(report.ended.is_some(), answer == Consent::End);
    }
}

#[tokio::test]
async fn a_wait_is_said_before_it_begins() {
    let rig = Rig::start().await;
    let mut person = Someone { consent: Consent::Run, ..Someone::default() };
    rig.run(&mut person, &["erp-stock-changes-product"]).await;
    assert_eq!(person.heard, ["waits 90 s", "erp-stock-changes-product ends"]);
}
