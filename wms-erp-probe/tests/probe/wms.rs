//! Questions about Ongoing, with each way that it may be, over both transports.

use chrono::FixedOffset;
use ongoing_simulator::Rules;
use ongoing_simulator::world::{EmptyText, MissingLines, OmittedField};
use twentyfour_client::Clock;
use wms_erp_probe::{SettingValue, Transport};

use crate::rig::{Hands, Rig, Someone};

type Change = fn(&mut Rules);

async fn assert_each(id: &str, ways: &[(&str, Change)]) {
    for (expected, change) in ways {
        let rig = Rig::with(|_| {}, change).await;
        let both = [(Some(Transport::Soap), *expected), (Some(Transport::Rest), *expected)];
        assert_eq!(rig.answers(id, None).await, both, "{id}");
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
