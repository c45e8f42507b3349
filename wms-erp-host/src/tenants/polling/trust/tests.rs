use super::*;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(1) + TimeDelta::minutes(minutes)
}

/// A run that finds these.
fn run(trust: &mut Trust, found: &[&str], now: DateTime<Utc>) {
    trust.began();
    found.iter().for_each(|number| trust.found(number, now));
    trust.ended(true, false);
}

/// Webhooks of three orders that were found thereafter.
fn proven() -> Trust {
    let mut trust = Trust::default();
    for number in ["1", "2", "3"] {
        trust.announced(Some(number), at(0));
        run(&mut trust, &[number], at(0));
    }
    assert_eq!(trust.judge(at(0)), Standing::Reliable);
    trust
}

#[test]
fn they_are_relied_on_once_three_changes_in_a_row_were_announced() {
    let mut trust = Trust::default();
    assert_eq!(trust.judge(at(0)), Standing::NoWebhook);
    for (number, left) in [("1", 2), ("2", 1)] {
        trust.announced(Some(number), at(0));
        run(&mut trust, &[number], at(0));
        assert_eq!(trust.judge(at(0)), Standing::Unproven { left });
    }
    // One that announces nothing that is found proves nothing, however often it comes.
    for _ in 0..100 {
        trust.announced(Some("77"), at(1));
        trust.announced(None, at(1));
        run(&mut trust, &[], at(1));
    }
    assert_eq!(trust.judge(at(1)), Standing::Unproven { left: 1 });
    trust.announced(Some("3"), at(2));
    run(&mut trust, &["3"], at(2));
    assert_eq!(trust.judge(at(2)), Standing::Reliable);
}

#[test]
fn a_change_that_was_not_announced_ends_it_at_once_and_three_that_were_begin_it_again() {
    let mut trust = proven();
    run(&mut trust, &["9"], at(10));
    assert_eq!(trust.judge(at(10)), Standing::Unproven { left: 1 }, "as long as it is not certain");
    assert_eq!(trust.judge(at(12)), Standing::Missed { order: "9".to_owned(), at: at(12), left: 3 });
    // Its webhook comes too late to count, as one that is sent again does.
    trust.announced(Some("9"), at(13));
    for (number, left) in [("10", 2), ("11", 1)] {
        trust.announced(Some(number), at(14));
        run(&mut trust, &[number], at(14));
        assert_eq!(trust.judge(at(14)), Standing::Missed { order: "9".to_owned(), at: at(12), left });
    }
    trust.announced(Some("12"), at(15));
    run(&mut trust, &["12"], at(15));
    assert_eq!(trust.judge(at(15)), Standing::Reliable);
}

#[test]
fn a_run_that_was_faster_than_the_webhook_costs_no_trust() {
    let mut trust = proven();
    run(&mut trust, &["9"], at(10));
    trust.announced(Some("9"), at(11));
    assert_eq!(trust.judge(at(12)), Standing::Reliable);
}

#[test]
fn doubled_and_reordered_webhooks_are_as_good_as_single_ones_and_old_ones_announce_nothing_new() {
    let mut trust = proven();
    for number in ["5", "4", "5", "5"] {
        trust.announced(Some(number), at(1));
    }
    run(&mut trust, &["4", "5"], at(2));
    assert_eq!(trust.judge(at(4)), Standing::Reliable);
    // What a run has seen without a change, such as an order that is being picked, is used up by it.
    trust.announced(Some("6"), at(5));
    run(&mut trust, &[], at(5));
    run(&mut trust, &["6"], at(6));
    assert!(matches!(trust.judge(at(8)), Standing::Missed { .. }));
}

#[test]
fn what_was_announced_before_a_run_that_failed_is_found_by_the_next_one() {
    let mut trust = proven();
    trust.announced(Some("4"), at(1));
    trust.began();
    trust.ended(false, false);
    run(&mut trust, &["4"], at(3));
    assert_eq!(trust.judge(at(5)), Standing::Reliable);
}

#[test]
fn silence_is_no_proof_of_health() {
    let mut trust = proven();
    assert_eq!(trust.judge(at(120)), Standing::Reliable);
    assert_eq!(trust.judge(at(121)), Standing::Silent);
    trust.announced(None, at(125));
    assert_eq!(trust.judge(at(125)), Standing::Reliable, "it was the night");
    assert_eq!(trust.judge(at(100)), Standing::Silent, "the clock was set back");
}

#[test]
fn a_flood_fills_no_memory_and_what_is_lost_in_it_counts_as_not_announced() {
    let mut trust = proven();
    for number in 0..2 * MAX_ANNOUNCED {
        trust.announced(Some(&format!("forged {number}")), at(1));
    }
    trust.began();
    assert_eq!((trust.fresh.len(), trust.earlier.len()), (0, MAX_ANNOUNCED));
    for number in 0..2 * MAX_ANNOUNCED {
        trust.announced(Some(&format!("more {number}")), at(1));
    }
    trust.began();
    assert_eq!((trust.fresh.len(), trust.earlier.len()), (0, MAX_ANNOUNCED));
    trust.found("9", at(1));
    assert!(matches!(trust.judge(at(3)), Standing::Missed { .. }));
}

#[test]
fn while_orders_wait_to_be_looked_at_the_interval_stays_what_it_is() {
    let mut trust = proven();
    trust.began();
    trust.ended(true, true);
    assert_eq!(trust.judge(at(1)), Standing::Waiting);
    run(&mut trust, &[], at(2));
    trust.asked();
    assert_eq!(trust.judge(at(2)), Standing::Waiting);
    run(&mut trust, &[], at(3));
    assert_eq!(trust.judge(at(3)), Standing::Reliable);
}
