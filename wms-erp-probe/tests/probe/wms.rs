//! Questions about Ongoing, with each way that it may be, over both transports.

use chrono::FixedOffset;
use ongoing_simulator::Rules;
use ongoing_simulator::world::{
    EmptyText, MissingLines, OmittedField, RefusedRead, ReturnLineCodes, SupplierChange,
};
use twentyfour_client::Clock;
use wms_erp_probe::{Conclusion, Consent, SettingValue, Transport};

use crate::rig::{Hands, Rig, Someone};

type Change = fn(&mut Rules);

async fn assert_each(id: &str, ways: &[(&str, Change)]) {
    for (expected, change) in ways {
        let rig = Rig::with(|_| {}, change).await;
        let both = [(Some(Transport::Soap), *expected), (Some(Transport::Rest), *expected)];
        assert_eq!(rig.answers(id, Some(0)).await, both, "{id}");
    }
}

#[tokio::test]
async fn what_is_left_out_of_an_article_or_an_order_is_found() {
    assert_each(
        "wms-omitted-field",
        &[("kept", |_| {}), ("cleared", |rules| rules.omitted_field = OmittedField::Cleared)],
    )
    .await;
    assert_each(
        "wms-empty-field",
        &[("clears", |_| {}), ("kept", |rules| rules.empty_text = EmptyText::Kept)],
    )
    .await;
    assert_each(
        "wms-missing-lines",
        &[("deleted", |_| {}), ("kept", |rules| rules.missing_lines = MissingLines::Kept)],
    )
    .await;
}

#[tokio::test]
async fn the_status_of_a_new_order_is_found() {
    assert_each(
        "wms-new-order-status",
        &[("released", |_| {}), ("open", |rules| rules.new_order_status = 200)],
    )
    .await;
}

#[tokio::test]
async fn what_the_list_of_changed_stock_has_is_found() {
    assert_each(
        "wms-new-article-stock",
        &[("listed", |_| {}), ("not-listed", |rules| rules.new_article_changes_stock = false)],
    )
    .await;
    assert_each("wms-stock-reach", &[("a-day", |_| {}), ("further", |rules| rules.old_stock_changes = true)])
        .await;
}

#[tokio::test]
async fn whether_reporting_is_an_update_is_found() {
    assert_each(
        "wms-reporting-updates",
        &[("an-update", |_| {}), ("no-update", |rules| rules.reporting_updates_order = false)],
    )
    .await;
}

#[tokio::test]
async fn the_zone_of_times_is_found_and_decided_by_the_transport_of_the_tenant() {
    for (hours, expected, name) in [(0, "utc", "UTC"), (1, "stockholm", "Europe/Stockholm")] {
        let erp = twentyfour_simulator::Simulator::start().await.unwrap();
        let zone = FixedOffset::east_opt(hours * 3600).unwrap();
        let builder = ongoing_simulator::Simulator::builder().local_offset(move |_| zone);
        let clock = Hands::default();
        let of_wms = clock.clone();
        let rig = Rig::of(erp, builder.clock(move || of_wms.now()).start().await.unwrap(), clock);
        let report = rig.run(&mut Someone::default(), &["wms-time-zone"]).await;
        rig.assert_clean(&report.leftovers);
        let settings = report.settings(Transport::Soap);
        assert_eq!(settings.len(), 1, "{expected}: {report:#?}");
        assert_eq!(
            (settings[0].key, &settings[0].value),
            ("wms.time_zone", &SettingValue::Text(name.to_owned()))
        );
    }
}

#[tokio::test]
async fn the_status_of_sent_orders_is_the_one_that_the_person_names() {
    let rig = Rig::start().await;
    let statuses = rig.wms.look(ongoing_simulator::World::order_statuses);
    let sent = statuses.iter().position(|status| status.number == 450).unwrap();
    let report =
        rig.run(&mut Someone { choice: Some(sent), ..Someone::default() }, &["wms-sent-status"]).await;
    assert_eq!(report.settings(Transport::Rest).len(), 0);
    assert_eq!(report.settings(Transport::Soap)[0].value, SettingValue::Numbers(vec![450, 500]));
}

#[tokio::test]
async fn what_a_read_with_a_wrong_password_returns_is_found_with_one_attempt() {
    let ways = [
        (RefusedRead::Fault, "recognised"),
        (RefusedRead::UnrelatedFault, "other-error"),
        (RefusedRead::AbsentResult, "no-result"),
        (RefusedRead::EmptyList, "empty-list"),
    ];
    for (way, expected) in ways {
        let rig = Rig::with(|_| {}, |rules| rules.refused_read = way).await;
        assert_eq!(rig.answers("wms-wrong-password", None).await, [(Some(Transport::Soap), expected)]);
        assert_eq!(rig.wms.control().count("GetOrdersByQuery"), 1, "{expected}");
    }
    let rig = Rig::start().await;
    let mut person = Someone { consent: Consent::No, ..Someone::default() };
    let report = rig.run(&mut person, &["wms-wrong-password"]).await;
    assert_eq!(report.findings[0].outcome, Conclusion::Refused);
    assert_eq!(rig.wms.control().count("GetOrdersByQuery"), 0);
}

#[tokio::test]
async fn what_the_warehouse_refuses_while_it_picks_is_found_with_its_text() {
    let ways: [(&str, Change); 4] = [
        ("refuses-both", |_| {}),
        ("takes-change", |rules| {
            rules.maximum_order_status_for_update = 399;
            rules.maximum_order_status_for_removal = Some(300);
        }),
        ("takes-cancellation", |rules| rules.maximum_order_status_for_removal = Some(399)),
        ("takes-both", |rules| rules.maximum_order_status_for_update = 399),
    ];
    assert_each("wms-picking-refuses", &ways).await;
    let rig = Rig::start().await;
    let report = rig.run(&mut rig.worker(), &["wms-picking-refuses"]).await;
    for finding in &report.findings {
        let Conclusion::Learned { says, .. } = &finding.outcome else { panic!("{report:?}") };
        assert!(says.contains("status 320 Allocated") && says.contains("can no longer be changed"), "{says}");
    }
    let rest = format!("{:?}", report.findings[1].evidence);
    assert!(rest.contains("HTTP status 400"), "{rest}");
    rig.assert_clean(&report.leftovers);
}

#[tokio::test]
async fn without_anyone_who_picks_nothing_is_concluded() {
    let rig = Rig::start().await;
    for choice in [Some(1), Some(0), None] {
        let mut person = Someone { choice, ..Someone::default() };
        let report = rig.run(&mut person, &["wms-picking-refuses"]).await;
        for finding in &report.findings {
            assert!(matches!(finding.outcome, Conclusion::Unclear { .. }), "{report:?}");
        }
    }
}

#[tokio::test]
async fn whom_a_changed_supplier_reaches_is_found() {
    assert_each(
        "wms-supplier-everywhere",
        &[
            ("everywhere", |_| {}),
            ("that-article", |rules| rules.supplier_change = SupplierChange::ThatArticle),
            ("kept", |rules| rules.supplier_change = SupplierChange::Ignored),
        ],
    )
    .await;
}

#[tokio::test]
async fn which_codes_the_lines_of_a_return_carry_is_found() {
    assert_each(
        "wms-return-lines",
        &[
            ("code", |_| {}),
            ("no-code", |rules| rules.return_line_codes = ReturnLineCodes::Empty),
            ("other-code", |rules| rules.return_line_codes = ReturnLineCodes::OfReturnLine),
        ],
    )
    .await;
}
