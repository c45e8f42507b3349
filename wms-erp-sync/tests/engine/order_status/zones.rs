//! Both sides write times without an offset, each in its own zone; the clocks change twice a year.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone as _, Utc};
use ongoing_simulator::Simulator as Wms;
use twentyfour_simulator::{Options, Simulator as Erp, Zone};
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::store::MemoryStore;
use wms_erp_sync::{Process, TimeZone};

use super::super::bench::engine;
use super::super::orders::{Shop, default_tenant, furnish};
use crate::Bench;

fn offset(zone: TimeZone, at: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

/// A bench whose both sides think in these zones.
async fn shop_in(zones: (TimeZone, TimeZone), at: &str) -> Shop {
    let clock = ManualClock::new(at.parse().unwrap());
    let mut options = Options::default();
    let time = clock.clone();
    options.clock = Arc::new(move || time.now());
    let erp_zone = zones.0;
    options.zone = Zone::new(move |utc: NaiveDateTime| {
        TimeDelta::seconds(offset(erp_zone, utc.and_utc()).local_minus_utc().into())
    });
    let erp = Erp::start_with(options).await.unwrap();
    let (time, wms_zone) = (clock.clone(), zones.1);
    let wms = Wms::builder()
        .clock(move || time.now())
        .local_offset(move |at| offset(wms_zone, at))
        .start()
        .await
        .unwrap();
    let store = MemoryStore::default();
    let engine = engine(store.clone(), &clock);
    let bench = Bench { erp, wms, clock, store, engine };
    let mut tenant = default_tenant(&bench);
    (tenant.erp_zone, tenant.wms_zone) = zones;
    bench.engine.put_tenant(tenant);
    furnish(bench).await
}

/// Every ten minutes an order is sent, for the hours around a change of clocks; each is reported by the next run.
async fn nothing_is_lost_around(zones: (TimeZone, TimeZone), start: &str) {
    let shop = shop_in(zones, start).await;
    let numbers: Vec<i32> = (0..24).map(|_| shop.order()).collect();
    shop.turn(Process::Orders).await;
    shop.turn(Process::OrderStatus).await;
    for number in numbers {
        shop.clock.advance(std::time::Duration::from_secs(600));
        let edited = shop.order();
        shop.send(number);
        shop.run(Process::Orders).await;
        let report = shop.run(Process::OrderStatus).await;
        assert_eq!(
            shop.erp_status(number),
            "OrderState_Sent",
            "{zones:?} at {}: {report:#?}",
            shop.clock.now()
        );
        assert!(shop.is_in_wms(edited));
        shop.books().patch_order(edited, |order| order.set("InvoiceTitle", "x"));
        shop.clock.advance(std::time::Duration::from_secs(120));
        shop.run(Process::Orders).await;
        assert_eq!(shop.in_wms(edited).data.order_remark.as_deref(), Some("x"));
    }
}

#[tokio::test]
async fn s05_nothing_is_lost_when_the_clocks_go_forward() {
    nothing_is_lost_around((TimeZone::OSLO, TimeZone::STOCKHOLM), "2026-03-28T22:30:00Z").await;
}

#[tokio::test]
async fn s05_nothing_is_lost_in_the_hour_that_comes_twice() {
    nothing_is_lost_around((TimeZone::OSLO, TimeZone::STOCKHOLM), "2026-10-24T22:30:00Z").await;
}

#[tokio::test]
async fn s05_zones_far_apart_do_as_well() {
    nothing_is_lost_around(
        ("America/New_York".parse().unwrap(), "Pacific/Auckland".parse().unwrap()),
        "2026-03-08T05:00:00Z",
    )
    .await;
}

#[tokio::test]
async fn s05_a_delivery_date_is_the_same_day_on_both_sides_in_summer_and_winter() {
    for (at, day) in [("2026-01-15T09:00:00Z", "2026-01-20"), ("2026-07-15T09:00:00Z", "2026-07-20")] {
        let shop = shop_in((TimeZone::OSLO, TimeZone::STOCKHOLM), at).await;
        let number = shop.order();
        shop.books().patch_order(number, |order| order.set("DeliveryDate", format!("{day}T00:00:00")));
        shop.turn(Process::Orders).await;
        assert_eq!(shop.in_wms(number).data.delivery_date.unwrap().to_string(), format!("{day} 00:00:00"));
    }
}
