use std::collections::BTreeSet;
use std::time::Duration;

use wms_erp_sync::Process;
use wms_erp_sync::schedule::Need;
use wms_erp_sync::store::{MemoryStore, Scan, Table};

use super::*;

fn at(minutes: i64) -> DateTime<Utc> {
    "2026-03-02T07:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

/// So many requests of orders and of articles in an hour each.
pub(crate) fn compared(address: &str, demand: u64, supply: u32) -> Compared {
    let hour = Duration::from_secs(3_600);
    let needs = [Process::Orders, Process::Articles].map(|process| Need::new(process, hour, demand));
    let tenants: BTreeSet<String> = ["acme".to_owned()].into();
    Compared { address: address.to_owned(), stretch: Stretch::new(needs, supply, None), tenants }
}

async fn keys(store: &MemoryStore) -> Vec<String> {
    let found = store.scan("", Table::Service, Scan::first(10_000)).await.unwrap();
    found.into_iter().map(|document| document.key).collect()
}

#[tokio::test]
async fn of_each_hour_the_worst_is_kept_and_another_service_that_is_started_shows_it() {
    let (store, budgets) = (MemoryStore::new(), Budgets::default());
    for (minute, demand, supply) in [(0, 10, 100), (20, 40, 60), (40, 5, 100), (61, 5, 100)] {
        budgets.note(&store, &[compared("a host", demand, supply)], at(minute)).await.unwrap();
    }
    let expected = |budgets: &Budgets| {
        let [budget] = &budgets.now(at(62))[..] else { panic!("{budgets:?}") };
        assert_eq!((budget.address.as_str(), budget.tenants, budget.stretch.demand), ("a host", 1, 10));
        assert_eq!(budget.hours.len(), 48);
        let known: Vec<_> =
            budget.hours.iter().filter_map(|(hour, worst)| Some((*hour, (*worst)?))).collect();
        let [(first, worst), (second, now)] = known[..] else { panic!("{known:?}") };
        assert_eq!((first, worst.demand, worst.supply), (at(0), 80, 60));
        assert_eq!((worst.urgent, worst.other), (1.0, 5.0));
        assert_eq!((second, now.demand, now.supply, now.other), (at(60), 10, 100, 1.0));
    };
    expected(&budgets);
    let another = Budgets::default();
    another.note(&store, &[compared("a host", 5, 100)], at(62)).await.unwrap();
    expected(&another);
    assert_eq!(keys(&store).await, ["budget/2026-03-02T07:00/a host", "budget/2026-03-02T08:00/a host"]);
}

#[tokio::test]
async fn what_has_not_become_worse_is_not_written_and_what_is_a_month_old_is_forgotten() {
    let (store, budgets) = (MemoryStore::new(), Budgets::default());
    for hour in 0..24 * 40 {
        let both = [compared("a host", 10, 100), compared("another host", 10, 100)];
        for minute in [0, 30] {
            budgets.note(&store, &both, at(hour * 60 + minute)).await.unwrap();
        }
    }
    let keys = keys(&store).await;
    assert_eq!(keys.len(), 2 * (31 * 24 + 1));
    assert_eq!(budgets.known().hours.len(), 2 * 48);
    // An address that no tenant uses any more is not shown.
    budgets.note(&store, &[compared("a host", 10, 100)], at(24 * 40 * 60)).await.unwrap();
    assert_eq!(budgets.now(at(24 * 40 * 60)).len(), 1);
}
