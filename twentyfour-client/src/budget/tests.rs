use super::*;

/// A turn of a budget that no one shares.
fn take(
    budget: &RequestBudget,
    tenant: &str,
    priority: Priority,
    now: DateTime<Utc>,
) -> Result<Duration, Quota> {
    match budget.turn(tenant, priority, now)? {
        Turn::After(wait) => Ok(wait),
        Turn::Ask(_, usage) => panic!("no one is to be asked: {usage:?}"),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn clients_for_one_host_share_a_budget_by_themselves() {
    let one = RequestBudget::of_host("erp.example:443", false);
    assert!(Arc::ptr_eq(&one.0, &RequestBudget::of_host("erp.example:443", false).0));
    assert!(!Arc::ptr_eq(&one.0, &RequestBudget::of_host("other.example:443", false).0));
    assert_eq!(one.remaining(at("2026-01-05T08:00:00Z")), Some(7200));
    assert_eq!(RequestBudget::of_host("127.0.0.1:9", true).remaining(at("2026-01-05T08:00:00Z")), None);
}

#[test]
fn a_block_is_believed_for_an_hour_at_most_and_not_after_the_clock_was_set_back() {
    let now = at("2026-01-05T08:10:00Z");
    for (until, held_until) in [
        ("2026-01-05T08:40:00Z", "2026-01-05T08:40:00Z"),
        // Of a time that far away only the next full hour is believed.
        ("2027-01-01T00:00:00Z", "2026-01-05T09:00:00Z"),
    ] {
        let budget = RequestBudget::per_hour(100);
        budget.block(&Quota::known(at(until)), now);
        let refused = take(&budget, "t", Priority::High, at(held_until) - TimeDelta::seconds(1)).unwrap_err();
        assert_eq!(refused.until(), Some(at(held_until)));
        take(&budget, "t", Priority::High, at(held_until)).unwrap();
    }
    let budget = RequestBudget::per_hour(100);
    budget.block(&Quota::known(at("2026-01-05T09:00:00Z")), now);
    take(&budget, "t", Priority::High, at("2026-01-05T06:00:00Z")).unwrap();
    // A quarantine that is over by our clock, whatever the service's says, blocks nothing.
    budget.block(&Quota::known(at("2026-01-05T08:00:00Z")), now);
    take(&budget, "t", Priority::High, now).unwrap();
}

#[test]
fn what_the_service_says_of_another_hour_does_not_count() {
    let now = at("2026-01-05T08:10:00Z");
    let budget = RequestBudget::per_hour(100);
    for reset in ["2026-01-05T08:00:00Z", "2026-01-05T12:00:00Z"] {
        budget.report(Levels { remaining: Some(1), reset: Some(at(reset)) }, now);
        assert_eq!(budget.remaining(now), Some(100));
    }
    budget.report(Levels { remaining: Some(7), reset: Some(at("2026-01-05T09:00:00Z")) }, now);
    // An answer that was overtaken.
    budget.report(Levels { remaining: Some(9), reset: Some(at("2026-01-05T09:00:00Z")) }, now);
    assert_eq!(budget.remaining(now), Some(7));
    assert_eq!(budget.remaining(at("2026-01-05T09:00:00Z")), Some(100));
}

#[test]
fn whoever_would_wait_too_long_for_a_turn_comes_back_later() {
    let now = at("2026-01-05T08:10:00Z");
    let budget = RequestBudget::per_hour(100).pace(1, 1);
    let waits: Vec<_> =
        (0..31).map(|_| take(&budget, "t", Priority::Normal, now).unwrap().as_secs()).collect();
    assert_eq!(waits, (0..31).collect::<Vec<_>>());
    let refused = take(&budget, "t", Priority::High, now).unwrap_err();
    assert_eq!(refused.until(), Some(at("2026-01-05T08:10:31Z")));
    assert_eq!(budget.remaining(now), Some(69), "what was not sent does not count");
    take(&budget, "t", Priority::High, at("2026-01-05T08:10:01Z")).unwrap();
    // A clock that was set back makes no request wait for the hour that it was.
    assert!(
        take(&budget, "t", Priority::High, at("2026-01-05T06:00:00Z")).unwrap() <= Duration::from_secs(30)
    );
    let patient = RequestBudget::per_hour(100).pace(1, 1).longest_wait(Duration::from_secs(5));
    assert_eq!((0..9).filter(|_| take(&patient, "t", Priority::High, now).is_ok()).count(), 6);
}
