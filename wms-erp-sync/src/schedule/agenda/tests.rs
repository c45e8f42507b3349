use super::*;
use crate::process_id::Process;

const MINUTE: Duration = Duration::from_secs(60);

fn start() -> DateTime<Utc> {
    "2026-03-02T08:00:00Z".parse().unwrap()
}

fn at(minutes: i64) -> DateTime<Utc> {
    start() + chrono::TimeDelta::minutes(minutes)
}

fn key(tenant: &str, process: Process) -> RunKey {
    RunKey::new(tenant, process)
}

/// An agenda without jitter and stagger that has `processes` of the tenant `acme`, every quarter of an hour.
fn quarterly(processes: &[Process]) -> Agenda {
    let mut agenda = Agenda { jitter: 0.0, stagger: Duration::ZERO, ..Agenda::new() };
    for process in processes {
        agenda.put(key("acme", *process), 15 * MINUTE);
    }
    agenda
}

fn done() -> Option<&'static Outcome> {
    Some(&Outcome::Done { next_due: None })
}

/// Starts and ends everything that can be started at `now`.
fn run_all(agenda: &mut Agenda, now: DateTime<Utc>) -> Vec<String> {
    let mut ran = Vec::new();
    while let Some(key) = agenda.start(now) {
        agenda.finish(&key, now, done());
        ran.push(key.to_string());
    }
    ran
}

#[test]
fn what_falls_due_together_runs_one_after_the_other_in_the_order_of_work() {
    let mut agenda = quarterly(&[Process::Stock, Process::Orders, Process::Articles, Process::OrderStatus]);
    let articles = agenda.start(at(0)).unwrap();
    assert_eq!(articles.process, Process::Articles);
    assert_eq!(agenda.start(at(0)), None, "the others wait for the articles");
    agenda.finish(&articles, at(1), done());
    assert_eq!(run_all(&mut agenda, at(2)), ["acme:orders", "acme:order_status", "acme:stock"]);
    assert_eq!(agenda.next_look(at(2)), Some(at(15)), "slots do not wander by how long runs take");
    assert_eq!(run_all(&mut agenda, at(15)).len(), 4);
}

#[test]
fn a_key_never_runs_twice_at_once() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = agenda.start(at(0)).unwrap();
    agenda.wake(&orders, at(0));
    assert_eq!(agenda.start(at(100)), None);
    agenda.remove(&orders);
    agenda.put(orders.clone(), MINUTE);
    assert_eq!(agenda.start(at(100)), None, "also when it was removed and put again meanwhile");
    agenda.finish(&orders, at(100), done());
    assert_eq!(agenda.start(at(120)), Some(orders));
}

#[test]
fn bulk_work_waits_for_its_tenant_no_longer_than_its_interval() {
    let mut agenda = quarterly(&[Process::Articles, Process::Suppliers, Process::Stock]);
    agenda.put(key("other", Process::Orders), 60 * MINUTE);
    let articles = agenda.start(at(0)).unwrap();
    assert_eq!(run_all(&mut agenda, at(1)), ["other:orders"], "other tenants do not wait");
    assert_eq!(agenda.start(at(14)), None);
    assert_eq!(agenda.next_look(at(14)), Some(at(15)));
    let suppliers = agenda.start(at(15)).unwrap();
    assert_eq!(suppliers, key("acme", Process::Suppliers));
    assert_eq!(agenda.start(at(15)), None, "the stock waits for the suppliers now");
    agenda.finish(&suppliers, at(16), done());
    agenda.finish(&articles, at(17), done());
    assert_eq!(run_all(&mut agenda, at(17)), ["acme:stock"]);
}

#[test]
fn short_work_waits_for_its_tenant_for_seconds_only() {
    let mut agenda = quarterly(&[Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock]);
    agenda.start(at(0)).unwrap();
    let soon = |seconds| start() + chrono::TimeDelta::seconds(seconds);
    assert_eq!(agenda.start(soon(4)), None);
    assert_eq!(agenda.next_look(soon(4)), Some(soon(5)));
    assert_eq!(agenda.start(soon(5)), Some(key("acme", Process::Orders)));
    assert_eq!(agenda.start(soon(5)), Some(key("acme", Process::OrderStatus)), "beside the orders");
    assert_eq!(agenda.start(soon(60)), None, "the stock waits for both");
}

#[test]
fn a_run_that_takes_long_no_longer_counts() {
    let mut agenda = Agenda { concurrency: 2, ..quarterly(&[]) };
    for tenant in ["a", "b", "c", "d", "e"] {
        agenda.put(key(tenant, Process::Articles), 15 * MINUTE);
        agenda.put(key(tenant, Process::Orders), 15 * MINUTE);
    }
    let mut begin = |seconds| {
        let now = start() + chrono::TimeDelta::seconds(seconds);
        let begun: Vec<String> =
            std::iter::from_fn(|| agenda.start(now)).map(|key| key.to_string()).collect();
        (begun.join(" "), agenda.next_look(now).map(|next| (next - start()).num_seconds()))
    };
    // Bulk and short work have rooms of their own.
    assert_eq!(begin(0), ("a:articles b:articles c:orders d:orders".to_owned(), Some(5)));
    assert_eq!(begin(4), (String::new(), Some(5)));
    assert_eq!(begin(5).0, "e:articles a:orders b:orders");
    assert_eq!(begin(10).0, "e:orders");
}

#[test]
fn what_failed_last_time_comes_last() {
    let mut agenda = quarterly(&[]);
    for tenant in ["a", "b"] {
        agenda.put(key(tenant, Process::Orders), 15 * MINUTE);
    }
    let sick = agenda.start(at(0)).unwrap();
    agenda.start(at(0)).unwrap();
    agenda.finish(&sick, at(0), Some(&Outcome::Retry { after: MINUTE, reason: "no answer".into() }));
    agenda.finish(&key("b", Process::Orders), at(0), done());
    assert_eq!(run_all(&mut agenda, at(15)), ["b:orders", "a:orders"]);
    agenda.wake(&key("b", Process::Orders), at(16));
    agenda.wake(&sick, at(15));
    assert_eq!(run_all(&mut agenda, at(16)), ["a:orders", "b:orders"], "it has worked since");
}

#[test]
fn the_tenant_that_has_waited_longest_comes_first() {
    let mut agenda = quarterly(&[Process::Stock]);
    agenda.put(key("b", Process::Stock), 15 * MINUTE);
    agenda.put(key("b", Process::Articles), 15 * MINUTE);
    assert_eq!(run_all(&mut agenda, at(1)).len(), 3);
    agenda.wake(&key("b", Process::Stock), at(3));
    agenda.wake(&key("acme", Process::Stock), at(4));
    agenda.wake(&key("b", Process::Articles), at(5));
    assert_eq!(run_all(&mut agenda, at(6)), ["b:articles", "b:stock", "acme:stock"]);
}

#[test]
fn the_earliest_due_wins() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = agenda.start(at(0)).unwrap();
    agenda.finish(&orders, at(0), Some(&Outcome::Done { next_due: Some(at(7)) }));
    assert_eq!(agenda.due(&orders), Some(at(7)), "a run's wish before the slot");
    agenda.wake(&orders, at(9));
    assert_eq!(agenda.due(&orders), Some(at(7)), "a later wish");
    agenda.wake(&orders, at(5));
    assert_eq!(agenda.due(&orders), Some(at(5)), "an earlier wish");
    agenda.start(at(5)).unwrap();
    agenda.finish(&orders, at(5), Some(&Outcome::Done { next_due: Some(at(70)) }));
    assert_eq!(agenda.due(&orders), Some(at(15)), "a run's wish behind the slot");
    assert!(!agenda.wake(&key("acme", Process::Stock), at(5)), "a key that is not entered");
}

#[test]
fn a_wish_that_comes_during_a_run_is_fulfilled_after_it() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = agenda.start(at(0)).unwrap();
    agenda.wake(&orders, at(1));
    agenda.finish(&orders, at(2), done());
    assert_eq!(agenda.start(at(2)), Some(orders.clone()));
    agenda.finish(&orders, at(2), done());
    assert_eq!(agenda.due(&orders), Some(at(15)), "once");
}

#[test]
fn a_retry_comes_when_it_asks_to_and_the_slots_stay() {
    let mut agenda = quarterly(&[Process::Articles, Process::Orders]);
    let articles = agenda.start(at(0)).unwrap();
    let retry = |minutes| Outcome::Retry { after: minutes * MINUTE, reason: "busy".into() };
    agenda.finish(&articles, at(0), Some(&retry(3)));
    assert_eq!(agenda.due(&articles), Some(at(3)));
    assert_eq!(run_all(&mut agenda, at(3)), ["acme:articles", "acme:orders"]);
    assert_eq!(run_all(&mut agenda, at(15)), ["acme:articles", "acme:orders"], "together again");
    let articles = agenda.start(at(30)).unwrap();
    agenda.finish(&articles, at(30), Some(&retry(60)));
    assert_eq!(run_all(&mut agenda, at(75)), ["acme:orders"], "a retry may be later than the slot");
    assert_eq!(run_all(&mut agenda, at(90)), ["acme:articles", "acme:orders"]);
}

#[test]
fn missed_slots_are_not_made_up_for() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = agenda.start(at(0)).unwrap();
    agenda.finish(&orders, at(50), done());
    assert_eq!(agenda.due(&orders), Some(at(60)));
    assert_eq!(run_all(&mut agenda, at(1_000_000)).len(), 1);
    assert_eq!(agenda.due(&orders), Some(at(1_000_015)));
}

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

#[test]
fn jitter_is_bounded_varies_and_is_the_same_for_the_processes_of_a_tenant() {
    let mut agenda = Agenda { jitter: 0.1, seed: 7, ..quarterly(&[Process::Articles, Process::Orders]) };
    let mut now = at(0);
    let mut gaps = Vec::new();
    for _ in 0..200 {
        assert_eq!(run_all(&mut agenda, now), ["acme:articles", "acme:orders"]);
        let next = agenda.next_look(now).unwrap();
        gaps.push((next - now).to_std().unwrap().as_secs_f64() / (15.0 * 60.0));
        now = next;
    }
    assert!(gaps.iter().all(|gap| (0.9..=1.1).contains(gap)), "{gaps:?}");
    let mean = gaps.iter().sum::<f64>() / 200.0;
    assert!((0.98..1.02).contains(&mean), "{mean}");
    let (least, most) = (gaps.iter().copied().fold(2.0, f64::min), gaps.iter().copied().fold(0.0, f64::max));
    assert!(least < 0.92 && most > 1.08, "{least} to {most}");

    let times = |seed, tenant: &str| {
        let agenda = Agenda { seed, ..Agenda::new() };
        (0..10).map(|minutes| agenda.jittered(MINUTE, tenant, at(minutes))).collect::<Vec<_>>()
    };
    assert_eq!(times(1, "acme"), times(1, "acme"));
    assert_ne!(times(1, "acme"), times(2, "acme"));
    assert_ne!(times(1, "acme"), times(1, "other"));
}

#[test]
fn a_clock_that_is_set_back_stops_nobody() {
    let mut agenda = quarterly(&[Process::Articles, Process::Stock]);
    run_all(&mut agenda, at(0));
    let articles = agenda.start(at(15)).unwrap();
    assert_eq!(agenda.start(at(15 - 600)), None);
    assert_eq!(agenda.next_look(at(15 - 600)), Some(at(30 - 600)), "the wait for the articles goes back too");
    agenda.finish(&articles, at(16 - 600), done());
    assert_eq!(run_all(&mut agenda, at(16 - 600)), ["acme:stock"]);
    assert_eq!(agenda.next_look(at(16 - 600)), Some(at(30 - 600)));
}

#[test]
fn a_new_interval_counts_at_once_and_the_same_one_changes_nothing() {
    let mut agenda = quarterly(&[Process::Orders]);
    run_all(&mut agenda, at(0));
    agenda.put(key("acme", Process::Orders), 15 * MINUTE);
    assert_eq!(run_all(&mut agenda, at(1)), [""; 0]);
    agenda.put(key("acme", Process::Orders), 5 * MINUTE);
    assert_eq!(run_all(&mut agenda, at(1)), ["acme:orders"]);
    assert_eq!(agenda.next_look(at(1)), Some(at(6)));
}

#[test]
fn an_interval_of_nothing_or_of_eternity_is_survived() {
    let mut agenda = quarterly(&[]);
    agenda.put(key("acme", Process::Orders), Duration::ZERO);
    agenda.put(key("acme", Process::Stock), Duration::MAX);
    assert_eq!(run_all(&mut agenda, at(0)), ["acme:orders", "acme:stock"]);
    assert_eq!(agenda.next_look(at(0)), Some(start() + chrono::TimeDelta::seconds(1)));
    assert_eq!(agenda.due(&key("acme", Process::Stock)), Some(later(at(0), LONGEST)));
}
