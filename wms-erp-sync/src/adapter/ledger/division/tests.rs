use super::*;

fn now() -> DateTime<Utc> {
    "2026-03-02T08:20:00Z".parse().unwrap()
}

fn usage(used: u32) -> Usage {
    let mut usage = Usage::new(now(), 1000, Priority::High);
    usage.used = used;
    usage
}

/// The share of another process, written so long ago.
fn other(claimed: u32, minutes: i64) -> RequestShare {
    let mut share = claim(&usage(claimed), 0, 0);
    share.seen -= TimeDelta::minutes(minutes);
    share
}

#[test]
fn a_claim_leaves_what_is_claimed_and_what_is_kept_for_each_process() {
    let own = claim(&usage(100), 3, 0);
    assert_eq!((portion(1000), portion(7200), portion(10)), (3, 24, 1));
    assert_eq!(left(1000, &own, &[]), 1000 - 103 - 10);
    assert_eq!(left(1000, &own, &[other(200, 1), other(300, 14)]), 1000 - 603 - 30);
    // One that has not been heard of for a quarter of an hour counts by what it claimed, and nothing is kept for it any more.
    assert_eq!(left(1000, &own, &[other(200, 15)]), 1000 - 303 - 10);
    // What was claimed in another hour is over.
    let mut before = other(900, 1);
    before.hour -= TimeDelta::hours(1);
    assert_eq!(left(1000, &own, &[before]), 1000 - 103 - 20);
}

#[test]
fn what_is_little_goes_to_urgent_requests() {
    for (left, high, normal, low) in
        [(-1, false, false, false), (0, true, false, false), (50, true, true, false), (200, true, true, true)]
    {
        let all = [Priority::High, Priority::Normal, Priority::Low];
        assert_eq!(all.map(|priority| stands(left, 1000, priority)), [high, normal, low], "{left}");
    }
}

#[test]
fn what_the_service_counts_beyond_what_we_sent_was_sent_by_others() {
    let counted = |remaining| {
        let mut counted = usage(100);
        counted.remaining = remaining;
        counted
    };
    assert_eq!(foreign(&counted(None), &[]), 0);
    assert_eq!(foreign(&counted(Some(900)), &[]), 0);
    assert_eq!(foreign(&counted(Some(600)), &[other(250, 1)]), 50);
    // What another one has claimed and not yet sent is not counted as sent by strangers too.
    assert_eq!(foreign(&counted(Some(700)), &[other(250, 1)]), 0);
    let own = claim(&usage(100), 0, 50);
    let louder = RequestShare { foreign: 70, ..other(0, 1) };
    assert_eq!(left(1000, &own, &[louder]), 1000 - 100 - 70 - 20, "whoever has found out more is believed");
}

#[test]
fn who_is_alone_sends_what_was_kept_for_it_and_only_for_some_minutes() {
    let look = |minutes: i64, left| {
        let at = now() - TimeDelta::minutes(minutes);
        Some(LastLook { at, hour: usage(0).hour, granted: 103, left })
    };
    assert_eq!(alone(&usage(103), None), 103, "it never reached the store: nothing is kept for it");
    assert_eq!(alone(&usage(103), look(9, 0)), 113);
    assert_eq!(alone(&usage(103), look(10, 0)), 103);
    assert_eq!(alone(&usage(103), look(1, -1)), 103, "others had claimed everything when it came");
    let next = |look: LastLook| LastLook { hour: look.hour - TimeDelta::hours(1), ..look };
    assert_eq!(alone(&usage(0), look(9, -1).map(next)), 10, "in a new hour all is there again");
}

#[test]
fn a_refusal_that_one_has_met_counts_for_all_until_it_ends() {
    let until = now() + TimeDelta::minutes(30);
    let mut met = usage(1);
    met.blocked = Some(until);
    let share = claim(&met, 0, 0);
    assert_eq!(blocked(std::slice::from_ref(&share), now()), Some(until));
    assert_eq!(blocked(&[share], until), None);
}

#[test]
fn the_supply_is_what_others_behind_the_address_leave_and_is_known_at_the_beginning_of_an_hour_too() {
    assert_eq!(supply(1000, &[], now()), 990);
    let share = |foreign, foreign_before| RequestShare { foreign, foreign_before, ..other(0, 1) };
    assert_eq!(supply(1000, &[share(100, 0), share(0, 0)], now()), 1000 - 100 - 20);
    assert_eq!(supply(1000, &[share(5, 300)], now()), 1000 - 300 - 10);
    assert_eq!(supply(1000, &[share(400, 300)], now()), 1000 - 400 - 10);
    // One that has not written in this hour knows about the last one.
    let last = RequestShare { hour: now() - TimeDelta::minutes(80), ..share(200, 500) };
    assert_eq!(supply(1000, &[last.clone(), share(0, 0)], now()), 1000 - 200 - 20);
    // What was long ago says nothing.
    assert_eq!(supply(1000, &[last], now() + TimeDelta::hours(3)), 990);
    assert_eq!(supply(1000, &[share(2000, 0)], now()), 0);
}
