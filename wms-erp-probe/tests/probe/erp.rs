//! Questions about 24SevenOffice, with each way that it may be.

use chrono::Duration;
use twentyfour_simulator::{
    DeliveredQuantities, EmptyProperties, LineBreaks, NegativeStock, Options, Record, Shown, Taken, Zone,
};
use wms_erp_probe::{Conclusion, SettingValue, Transport};

use crate::rig::{Rig, Someone};

type Change = fn(&mut Options);

async fn assert_each(id: &str, ways: &[(&str, Change)]) {
    for (expected, change) in ways {
        let rig = Rig::with(change, |_| {}).await;
        assert_eq!(rig.answers(id, None).await, [(None, *expected)], "{id}");
    }
}

#[tokio::test]
async fn the_zone_of_times_is_found() {
    let oslo: Change = |options| options.zone = Zone::new(|_| Duration::hours(1));
    assert_each("erp-time-zone", &[("utc", |_| {}), ("oslo", oslo)]).await;
}

#[tokio::test]
async fn a_zone_that_is_neither_is_unclear_and_sets_nothing() {
    let rig = Rig::with(|options| options.zone = Zone::new(|_| Duration::hours(-5)), |_| {}).await;
    let report = rig.run(&mut Someone::default(), &["erp-time-zone"]).await;
    let Conclusion::Unclear { why } = &report.findings[0].outcome else { panic!("{report:?}") };
    assert!(why.contains("-300 minutes"), "{why}");
    assert!(report.settings(Transport::Soap).is_empty() && !report.is_complete());
    rig.assert_clean(&report.leftovers);
}

#[tokio::test]
async fn what_a_save_of_the_status_does_is_found() {
    assert_each(
        "erp-status-only",
        &[("only-status", |_| {}), ("changes-others", |options| options.omitted_fields_stay = false)],
    )
    .await;
}

#[tokio::test]
async fn a_side_effect_is_shown_with_evidence_and_switches_the_process_off() {
    let rig = Rig::with(|options| options.omitted_fields_stay = false, |_| {}).await;
    let report = rig.run(&mut Someone::default(), &["erp-status-only"]).await;
    let settings = report.settings(Transport::Soap);
    assert_eq!(settings.len(), 1);
    assert_eq!((settings[0].key, &settings[0].value), ("order_status.enabled", &SettingValue::Flag(false)));
    let evidence = format!("{:?}", report.findings[0].evidence);
    assert!(
        evidence.contains("SaveInvoices")
            && evidence.contains("InvoiceTitle")
            && evidence.contains("A title"),
        "{evidence}"
    );
}

#[tokio::test]
async fn what_a_save_of_some_rows_does_is_found() {
    assert_each(
        "erp-some-rows",
        &[("others-stay", |_| {}), ("others-go", |options| options.omitted_rows_stay = false)],
    )
    .await;
}

#[tokio::test]
async fn what_a_save_without_a_status_does_is_found() {
    assert_each(
        "erp-no-status",
        &[("kept", |_| {}), ("web", |options| options.omitted_status_is_web = true)],
    )
    .await;
}

#[tokio::test]
async fn what_becomes_of_line_breaks_is_found() {
    assert_each(
        "erp-invoice-text",
        &[
            ("kept", |_| {}),
            ("other-line-breaks", |options| options.line_breaks = LineBreaks::CarriageReturns),
            ("no-line-breaks", |options| options.line_breaks = LineBreaks::Spaces),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_becomes_of_delivered_quantities_is_found() {
    assert_each(
        "erp-delivered-quantities",
        &[
            ("kept", |_| {}),
            ("ignored", |options| options.delivered_quantities = DeliveredQuantities::Ignored),
            ("refused", |options| options.delivered_quantities = DeliveredQuantities::Refused),
            ("makes-rest-order", |options| options.rest_makes_order = true),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_sent_does_is_found() {
    assert_each(
        "erp-sent",
        &[
            ("reduces", |_| {}),
            ("leaves-stock", |options| options.sent_deducts_stock = false),
            ("reduces-each-time", |options| options.sent_again_deducts = true),
            ("reserved", |options| options.confirmed_deducts = true),
            ("refused", |options| options.confirmed_to_sent = Taken::Refused),
            ("ignored", |options| options.confirmed_to_sent = Taken::Ignored),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_stock_can_be_set_is_found() {
    assert_each(
        "erp-stock-uncontrolled",
        &[
            ("set", |_| {}),
            ("ignored", |options| options.uncontrolled_stock = Taken::Ignored),
            ("refused", |options| options.uncontrolled_stock = Taken::Refused),
        ],
    )
    .await;
    assert_each(
        "erp-stock-negative",
        &[
            ("kept", |_| {}),
            ("zero", |options| options.negative_stock = NegativeStock::Zero),
            ("ignored", |options| options.negative_stock = NegativeStock::Ignored),
            ("refused", |options| options.negative_stock = NegativeStock::Refused),
        ],
    )
    .await;
    assert_each("erp-stock-fraction", &[("kept", |_| {}), ("rounded", |options| options.whole_stock = true)])
        .await;
}

#[tokio::test]
async fn the_unit_of_weights_is_the_one_that_the_person_names() {
    for (choice, answer, factor) in [(0, "kilograms", "1"), (1, "grams", "0.001")] {
        let rig = Rig::start().await;
        let report =
            rig.run(&mut Someone { choice: Some(choice), ..Someone::default() }, &["erp-weight-unit"]).await;
        let Conclusion::Learned { answer: found, settings, .. } = &report.findings[0].outcome else {
            panic!("{report:?}")
        };
        assert_eq!((*found, &settings[0].value), (answer, &SettingValue::Text(factor.to_owned())));
    }
    let rig = Rig::start().await;
    let report = rig.run(&mut Someone { choice: None, ..Someone::default() }, &["erp-weight-unit"]).await;
    assert!(matches!(report.findings[0].outcome, Conclusion::Unclear { .. }), "{report:?}");
}

#[tokio::test]
async fn how_exact_change_times_are_and_whether_a_stock_is_a_change_is_found() {
    assert_each(
        "erp-rounded-times",
        &[("minutes", |_| {}), ("exact", |options| options.rounded_changes = false)],
    )
    .await;
    assert_each(
        "erp-stock-changes-product",
        &[("a-change", |_| {}), ("not-a-change", |options| options.stock_changes_product = false)],
    )
    .await;
}

#[tokio::test]
async fn the_slots_in_use_are_counted_and_no_number_is_shown() {
    let rig = Rig::start().await;
    let company = Record::company().with("Name", "Ola").with("Type", "Business");
    rig.erp.books().add_company(company.with("PhoneNumbers.Work.Value", "22 33 44 55"));
    let report = rig.run(&mut Someone::default(), &["erp-contact-slots"]).await;
    let Conclusion::Learned { answer, says, .. } = &report.findings[0].outcome else { panic!("{report:?}") };
    assert_eq!((*answer, says.as_str()), ("counted", "in use: phone Mobile, phone Work"));
    assert!(!format!("{report:?}").contains("22 33"), "{report:?}");
    for company in rig.erp.books().companies() {
        rig.erp.books().patch_company(company.int("Id").unwrap(), |company| company.clear("PhoneNumbers"));
    }
    let report = rig.run(&mut Someone::default(), &["erp-contact-slots"]).await;
    assert!(matches!(report.findings[0].outcome, Conclusion::Unclear { .. }), "{report:?}");
}

#[tokio::test]
async fn what_an_order_that_credits_may_have_is_found() {
    assert_each(
        "erp-credit",
        &[
            ("kept", |_| {}),
            ("no-reference", |options| options.reference_order = Taken::Ignored),
            ("not-found", |options| options.negative_external_status = Taken::Ignored),
            ("other-quantity", |options| options.negative_quantities = Taken::Ignored),
            ("refused-reference", |options| options.reference_order = Taken::Refused),
            ("refused-external-status", |options| options.negative_external_status = Taken::Refused),
            ("refused-quantity", |options| options.negative_quantities = Taken::Refused),
            ("refused", |options| {
                options.reference_order = Taken::Refused;
                options.negative_quantities = Taken::Refused;
            }),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_credit_that_would_not_be_found_again_makes_returns_notices() {
    let rig = Rig::with(|options| options.negative_external_status = Taken::Ignored, |_| {}).await;
    let report = rig.run(&mut Someone::default(), &["erp-credit"]).await;
    let settings = report.settings(Transport::Rest);
    assert_eq!(settings.len(), 1, "{report:#?}");
    assert_eq!(
        (settings[0].key, &settings[0].value),
        ("returns.as", &SettingValue::Text("notice".to_owned()))
    );
}

#[tokio::test]
async fn what_skip_stock_does_is_found() {
    assert_each(
        "erp-skip-stock",
        &[("kept-out", |_| {}), ("no-effect", |options| options.skip_stock_counts = false)],
    )
    .await;
    let rig = Rig::with(|options| options.sent_deducts_stock = false, |_| {}).await;
    let report = rig.run(&mut Someone::default(), &["erp-skip-stock"]).await;
    assert!(matches!(report.findings[0].outcome, Conclusion::Unclear { .. }), "{report:?}");
}

#[tokio::test]
async fn what_changes_an_order_is_found() {
    assert_each(
        "erp-row-changes-order",
        &[("a-change", |_| {}), ("not-a-change", |options| options.row_changes_order = false)],
    )
    .await;
    assert_each(
        "erp-status-changes-order",
        &[("a-change", |_| {}), ("not-a-change", |options| options.status_changes_order = false)],
    )
    .await;
}

/// What is not found is not known to be left, so that these are compared without the rig's own account.
#[tokio::test]
async fn where_what_is_out_of_use_is_found_is_found() {
    let shown = [(Shown::Everywhere, "by-both"), (Shown::ById, "by-id"), (Shown::Nowhere, "gone")];
    for (shown, expected) in shown {
        for id in ["erp-inactive-order", "erp-deleted-product"] {
            let change = |options: &mut Options| {
                options.inactive_orders = shown;
                options.deleted_products = shown;
            };
            let rig = Rig::with(change, |_| {}).await;
            let report = rig.run(&mut Someone::default(), &[id]).await;
            let Conclusion::Learned { answer, .. } = &report.findings[0].outcome else {
                panic!("{report:?}")
            };
            assert_eq!(*answer, expected, "{id}");
            assert!(report.leftovers.iter().all(|left| left.is_expected), "{report:#?}");
            rig.assert_nothing_in_use();
        }
    }
}

#[tokio::test]
async fn what_a_search_takes_and_returns_is_found_without_a_write() {
    assert_each(
        "erp-empty-properties",
        &[
            ("nothing", |_| {}),
            ("all", |options| options.empty_properties = EmptyProperties::All),
            ("refused", |options| options.empty_properties = EmptyProperties::Refused),
        ],
    )
    .await;
    assert_each(
        "erp-search-ids",
        &[
            ("thousand", |_| {}),
            ("refused", |options| options.id_limit = 300),
            ("cut-off", |options| {
                options.id_limit = 100;
                options.excess_ids = Taken::Ignored;
            }),
        ],
    )
    .await;
}
