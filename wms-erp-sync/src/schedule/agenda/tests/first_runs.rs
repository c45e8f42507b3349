//! How many tenants begin at the same time.

use super::*;

#[test]
fn first_runs_of_tenants_are_staggered() {
    let mut agenda = Agenda { stagger: 2 * MINUTE, ..quarterly(&[Process::Articles, Process::Orders]) };
    for (tenant, interval) in [("b", 15), ("c", 15), ("d", 4)] {
        agenda.put(key(tenant, Process::Orders), interval * MINUTE);
    }
    agenda.put(key("b", Process::Articles), 15 * MINUTE);
    agenda.look(at(0));
    let due = |tenant, process| agenda.due(&key(tenant, process)).unwrap();
    assert_eq!(due("acme", Process::Articles), at(0));
    assert_eq!(due("acme", Process::Orders), at(0));
    assert_eq!(due("b", Process::Orders), at(2));
    assert_eq!(due("c", Process::Orders), at(4));
    assert_eq!(due("d", Process::Orders), at(2), "within its own interval: 6 minutes are 2 of 4");
    assert_eq!(due("b", Process::Articles), at(2), "together with its tenant");
}

/// The first run of a tenant logs in. How many tenants have theirs in one second, at the most.
fn most_first_runs_in_a_second(agenda: &mut Agenda) -> (usize, usize) {
    let (mut seen, mut most) = (std::collections::BTreeSet::new(), 0);
    for second in 0..500 {
        let now = seconds(second);
        let before = seen.len();
        for key in begin_all(agenda, now) {
            agenda.finish(&key, now, done());
            seen.insert(key.tenant().to_owned());
        }
        most = most.max(seen.len() - before);
    }
    (most, seen.len())
}

#[test]
fn five_hundred_tenants_log_in_one_after_the_other_when_a_service_starts() {
    // By their interval: with a minute there are more of them than seconds in it.
    for (interval, most) in [(15 * MINUTE, 1), (MINUTE, 9)] {
        let mut agenda = Agenda::new();
        for tenant in 0..500 {
            for process in [Process::Articles, Process::Orders] {
                agenda.put(key(&format!("t{tenant}"), process), interval);
            }
        }
        assert_eq!(most_first_runs_in_a_second(&mut agenda), (most, 500));
    }
}

#[test]
fn five_hundred_tenants_that_come_at_once_log_in_one_after_the_other() {
    let mut agenda = Agenda::new();
    agenda.put(key("acme", Process::Orders), 15 * MINUTE);
    assert!(begin(&mut agenda, at(0)).is_some());
    for tenant in 0..500 {
        let key = key(&format!("t{tenant}"), Process::Orders);
        agenda.put(key.clone(), 15 * MINUTE);
        assert!(wake(&mut agenda, &key, seconds(tenant)));
    }
    assert_eq!(most_first_runs_in_a_second(&mut agenda), (1, 500));
}
