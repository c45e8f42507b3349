//! What the runs did is counted day by day, and forgotten after a while.

use std::time::Duration;

use wms_erp_sync::{DayCounts, Process, Tenant};

use super::bench::TENANT;
use super::orders::{Shop, shop};

async fn days(shop: &Shop, process: Process) -> Vec<DayCounts> {
    let all = shop.engine.inspect(TENANT).history().await.unwrap();
    all.into_iter().filter(|counts| counts.process == process).collect()
}

#[tokio::test]
async fn runs_are_counted_on_the_day_on_which_they_end() {
    let shop = shop().await;
    let (first, second) = (shop.order(), shop.order());
    shop.books().patch_order(second, |order| order.set("Addresses.Delivery.Country", "Atlantis"));
    shop.orders().await;
    shop.orders().await;
    let [day] = &days(&shop, Process::Orders).await[..] else { panic!("one day") };
    assert_eq!((day.runs, day.failed_runs, day.written, day.held), (2, 0, 1, 1), "{day:?}");
    assert_eq!(day.day, shop.clock_day());
    assert!(day.longest_millis <= day.took_millis);
    shop.clock.advance(Duration::from_secs(24 * 60 * 60));
    shop.books().patch_order(second, |order| order.set("Addresses.Delivery.Country", "NO"));
    shop.orders().await;
    let [before, after] = &days(&shop, Process::Orders).await[..] else { panic!("two days") };
    assert_eq!((before, after.written, after.held), (day, 1, 0));
    assert!(shop.is_in_wms(first) && shop.is_in_wms(second));
    // A plan does nothing, so it counts for nothing.
    shop.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    assert_eq!(days(&shop, Process::Orders).await[1], *after);
}

#[tokio::test]
async fn days_that_are_long_over_are_forgotten() {
    let shop = shop().await;
    shop.orders().await;
    assert!(!shop.engine.inspect(TENANT).history().await.unwrap().is_empty());
    shop.clock.advance(Duration::from_secs((DayCounts::KEPT_DAYS + 2) * 24 * 60 * 60));
    shop.orders().await;
    shop.engine.operator(TENANT).purge(Tenant::RETENTION).await.unwrap();
    let left = shop.engine.inspect(TENANT).history().await.unwrap();
    assert!(left.iter().all(|counts| counts.day == shop.clock_day()) && left.len() == 1, "{left:?}");
}
