use super::*;
use crate::process_id::Process;

mod calendar;
mod first_runs;
mod stretch;

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

fn done() -> Option<&'static RunOutcome> {
    Some(&RunOutcome::Done { next_due: None })
}

/// Starts one.
fn begin(agenda: &mut Agenda, now: DateTime<Utc>) -> Option<RunKey> {
    agenda.start(now, 1, &|_| Vec::new()).pop().map(|request| request.key)
}

fn wake(agenda: &mut Agenda, key: &RunKey, due: DateTime<Utc>) -> bool {
    agenda.wake(&key.clone().into(), due)
}

/// Starts and ends everything that can be started at `now`.
fn run_all(agenda: &mut Agenda, now: DateTime<Utc>) -> Vec<String> {
    let mut ran = Vec::new();
    while let Some(key) = begin(agenda, now) {
        agenda.finish(&key, now, done());
        ran.push(key.to_string());
    }
    ran
}

#[test]
fn what_falls_due_together_runs_one_after_the_other_in_the_order_of_work() {
    let mut agenda = quarterly(&[Process::Stock, Process::Orders, Process::Articles, Process::OrderStatus]);
    let articles = begin(&mut agenda, at(0)).unwrap();
    assert_eq!(articles.process(), Process::Articles);
    assert_eq!(begin(&mut agenda, at(0)), None, "the others wait for the articles");
    agenda.finish(&articles, at(1), done());
    assert_eq!(run_all(&mut agenda, at(2)), ["acme:orders", "acme:order_status", "acme:stock"]);
    assert_eq!(agenda.next_look(at(2)), Some(at(15)), "slots do not wander by how long runs take");
    assert_eq!(run_all(&mut agenda, at(15)).len(), 4);
}

#[test]
fn a_key_never_runs_twice_at_once() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = begin(&mut agenda, at(0)).unwrap();
    wake(&mut agenda, &orders, at(0));
    assert_eq!(begin(&mut agenda, at(100)), None);
    agenda.remove(&orders);
    agenda.put(orders.clone(), MINUTE);
    assert_eq!(begin(&mut agenda, at(100)), None, "also when it was removed and put again meanwhile");
    agenda.finish(&orders, at(100), done());
    assert_eq!(begin(&mut agenda, at(120)), Some(orders));
}

#[test]
fn bulk_work_waits_for_its_tenant_no_longer_than_its_interval() {
    let mut agenda = quarterly(&[Process::Articles, Process::Suppliers, Process::Stock]);
    agenda.put(key("other", Process::Orders), 60 * MINUTE);
    let articles = begin(&mut agenda, at(0)).unwrap();
    assert_eq!(run_all(&mut agenda, at(1)), ["other:orders"], "other tenants do not wait");
    assert_eq!(begin(&mut agenda, at(14)), None);
    assert_eq!(agenda.next_look(at(14)), Some(at(15)));
    let suppliers = begin(&mut agenda, at(15)).unwrap();
    assert_eq!(suppliers, key("acme", Process::Suppliers));
    assert_eq!(begin(&mut agenda, at(15)), None, "the stock waits for the suppliers now");
    agenda.finish(&suppliers, at(16), done());
    agenda.finish(&articles, at(17), done());
    assert_eq!(run_all(&mut agenda, at(17)), ["acme:stock"]);
}

#[test]
fn short_work_waits_for_its_tenant_for_seconds_only() {
    let mut agenda = quarterly(&[Process::Articles, Process::Orders, Process::OrderStatus, Process::Stock]);
    begin(&mut agenda, at(0)).unwrap();
    let soon = |seconds| start() + chrono::TimeDelta::seconds(seconds);
    assert_eq!(begin(&mut agenda, soon(4)), None);
    assert_eq!(agenda.next_look(soon(4)), Some(soon(5)));
    assert_eq!(begin(&mut agenda, soon(5)), Some(key("acme", Process::Orders)));
    assert_eq!(begin(&mut agenda, soon(5)), Some(key("acme", Process::OrderStatus)), "beside the orders");
    assert_eq!(begin(&mut agenda, soon(60)), None, "the stock waits for both");
}

#[test]
fn a_run_that_takes_long_no_longer_counts_and_short_work_waits_for_a_slot_for_seconds_only() {
    let mut agenda = Agenda { concurrency: 2, ..quarterly(&[]) };
    for tenant in ["a", "b", "c", "d", "e"] {
        agenda.put(key(tenant, Process::Articles), 15 * MINUTE);
        agenda.put(key(tenant, Process::Orders), 15 * MINUTE);
    }
    let mut begin = |seconds| {
        let now = start() + chrono::TimeDelta::seconds(seconds);
        let begun: Vec<String> =
            std::iter::from_fn(|| begin(&mut agenda, now)).map(|key| key.to_string()).collect();
        (begun.join(" "), agenda.next_look(now).map(|next| (next - start()).num_seconds()))
    };
    // Bulk and short work have slots of their own.
    assert_eq!(begin(0), ("a:articles b:articles c:orders d:orders".to_owned(), Some(3)));
    assert_eq!(begin(3), ("e:orders".to_owned(), Some(5)), "short work waits for a slot for three seconds");
    assert_eq!(begin(4), (String::new(), Some(5)));
    assert_eq!(begin(5).0, "a:orders", "the first four no longer count");
    assert_eq!(begin(8).0, "b:orders");
}

/// Where each tenant sends its requests.
fn addresses(key: &RunKey) -> Vec<String> {
    let warehouse = if key.tenant().starts_with("hung") { "hung" } else { key.tenant() };
    vec!["erp:443".to_owned(), format!("{warehouse}:443")]
}

fn begin_all(agenda: &mut Agenda, now: DateTime<Utc>) -> Vec<RunKey> {
    agenda.start(now, usize::MAX, &addresses).into_iter().map(|request| request.key).collect()
}

fn seconds(seconds: i64) -> DateTime<Utc> {
    start() + chrono::TimeDelta::seconds(seconds)
}

#[test]
fn tenants_of_one_address_that_hangs_leave_slots_for_the_others() {
    for process in [Process::Orders, Process::Stock] {
        let mut agenda = Agenda { concurrency: 8, ..quarterly(&[]) };
        let elsewhere = |key: &RunKey| addresses(key).split_off(1);
        let begin = |agenda: &mut Agenda, now| agenda.start(now, usize::MAX, &elsewhere).len();
        (0..30).for_each(|number| agenda.put(key(&format!("hung {number}"), process), 15 * MINUTE));
        assert_eq!(begin(&mut agenda, seconds(0)), 4, "half of the slots");
        // One that falls due meanwhile starts at once.
        agenda.put(key("well", process), 15 * MINUTE);
        let well = RunRequest::from(key("well", process)).due(seconds(1));
        assert_eq!(agenda.start(seconds(1), usize::MAX, &elsewhere), [well]);
        agenda.finish(&key("well", process), seconds(1), done());
        assert_eq!(begin(&mut agenda, seconds(2)), 0);
        // Where there are few slots, those that go elsewhere come first, though they have not waited as long.
        (0..8).for_each(|number| agenda.put(key(&format!("well {number}"), process), 15 * MINUTE));
        let next = agenda.start(seconds(2), usize::MAX, &elsewhere);
        assert!(next.len() == 4 && next.iter().all(|next| next.key.tenant().starts_with("well")), "{next:?}");
    }
}

#[test]
fn a_cold_start_of_thousands_begins_all_urgent_work_within_ten_seconds() {
    let mut agenda = quarterly(&[]);
    let tenants: Vec<String> = (0..1000).map(|number| format!("tenant {number}")).collect();
    for (tenant, process) in
        tenants.iter().flat_map(|tenant| Process::ALL.iter().map(move |process| (tenant, *process)))
    {
        agenda.put(key(tenant, process), 15 * MINUTE);
    }
    // Everything is due at once, goes to one ERP, and takes longer than all of this.
    let (mut now, mut begun) = (start(), BTreeMap::new());
    while now <= seconds(60) {
        for key in begin_all(&mut agenda, now) {
            begun.insert(key, (now - start()).num_milliseconds());
        }
        let Some(next) = agenda.next_look(now) else { break };
        assert!(next > now);
        now = next;
    }
    let of = |process| {
        let times = begun.iter().filter(|(key, _)| key.process() == process).map(|(_, time)| *time);
        times.collect::<Vec<_>>()
    };
    for process in [Process::Orders, Process::OrderStatus] {
        let times = of(process);
        assert_eq!(times.len(), tenants.len(), "{process}");
        assert!(times.iter().all(|time| *time <= 10_000), "{process}: {:?} ms", times.iter().max());
    }
    // No tenant has its second one before every tenant has its first.
    let urgent =
        |tenant: &String| [Process::Orders, Process::OrderStatus].map(|process| begun[&key(tenant, process)]);
    let first = tenants.iter().map(|tenant| urgent(tenant).into_iter().min());
    let second = tenants.iter().map(|tenant| urgent(tenant).into_iter().max());
    assert!(first.max() <= second.min());
    // Bulk work comes as slots allow: 256 in five seconds at one address.
    assert_eq!(of(Process::Articles).iter().filter(|time| **time < 5000).count(), 256);
}

#[test]
fn who_asked_for_a_run_is_handed_on_and_a_person_counts_for_more_than_a_hint() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = key("acme", Process::Orders);
    let asked = |reason| RunRequest::new(orders.clone(), reason);
    let run = |agenda: &mut Agenda, now| {
        let started = agenda.start(now, 1, &|_| Vec::new()).pop();
        agenda.finish(&orders, now, done());
        started
    };
    let usual = |due| asked(Trigger::Scheduled).due(due);
    assert_eq!(run(&mut agenda, at(0)), Some(usual(at(0))));
    for reason in [Trigger::Manual, Trigger::Hint] {
        assert!(agenda.wake(&asked(reason), NOW));
    }
    assert_eq!(agenda.due(&orders), Some(at(0)), "at the last look");
    assert_eq!(run(&mut agenda, at(1)), Some(asked(Trigger::Manual)), "it reads everything anew");
    assert_eq!(run(&mut agenda, at(1)), None, "once");
    assert_eq!(run(&mut agenda, at(17)), Some(usual(at(15))), "since then");
    agenda.wake(&asked(Trigger::Hint).not_after(at(16)), at(20));
    assert_eq!(run(&mut agenda, at(20)), Some(usual(at(20))), "what is void is forgotten");
}

#[test]
fn a_run_is_traced_back_to_what_asked_for_it_first_and_the_next_one_is_not() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = key("acme", Process::Orders);
    let asked = |number| RunRequest::from(orders.clone()).request_id(RequestId::numbered(0, number));
    let start = |agenda: &mut Agenda, now| agenda.start(now, 1, &|_| Vec::new()).pop().unwrap().request_id;
    assert_eq!(start(&mut agenda, at(0)), None);
    agenda.wake(&asked(1), NOW);
    agenda.finish(&orders, at(1), done());
    agenda.wake(&orders.clone().into(), NOW);
    agenda.wake(&asked(2), NOW);
    assert_eq!(
        start(&mut agenda, at(1)),
        Some(RequestId::numbered(0, 1)),
        "what asked while it was running, too"
    );
    agenda.finish(&orders, at(2), done());
    assert_eq!(start(&mut agenda, at(17)), None);
}

#[test]
fn what_is_asked_for_now_during_a_run_and_before_the_first_look_comes_then() {
    let mut agenda = quarterly(&[]);
    let orders = key("acme", Process::Orders);
    agenda.put(key("other", Process::Orders), 15 * MINUTE);
    agenda.stagger = 5 * MINUTE;
    agenda.put(orders.clone(), 15 * MINUTE);
    agenda.wake(&orders.clone().into(), NOW);
    assert_eq!(run_all(&mut agenda, at(0)), ["acme:orders", "other:orders"]);
    let running = begin(&mut agenda, at(15)).unwrap();
    agenda.wake(&running.clone().into(), NOW);
    agenda.finish(&running, at(16), done());
    assert!(run_all(&mut agenda, at(16)).contains(&running.to_string()));
}

#[test]
fn what_failed_last_time_comes_last() {
    let mut agenda = quarterly(&[]);
    for tenant in ["a", "b"] {
        agenda.put(key(tenant, Process::Orders), 15 * MINUTE);
    }
    let sick = begin(&mut agenda, at(0)).unwrap();
    begin(&mut agenda, at(0)).unwrap();
    agenda.finish(&sick, at(0), Some(&RunOutcome::Retry { after: MINUTE, reason: "no answer".into() }));
    agenda.finish(&key("b", Process::Orders), at(0), done());
    assert_eq!(run_all(&mut agenda, at(15)), ["b:orders", "a:orders"]);
    wake(&mut agenda, &key("b", Process::Orders), at(16));
    wake(&mut agenda, &sick, at(15));
    assert_eq!(run_all(&mut agenda, at(16)), ["a:orders", "b:orders"], "it has worked since");
}

#[test]
fn the_tenant_that_has_waited_longest_comes_first() {
    let mut agenda = quarterly(&[Process::Stock]);
    agenda.put(key("b", Process::Stock), 15 * MINUTE);
    agenda.put(key("b", Process::Articles), 15 * MINUTE);
    assert_eq!(run_all(&mut agenda, at(1)).len(), 3);
    wake(&mut agenda, &key("b", Process::Stock), at(3));
    wake(&mut agenda, &key("acme", Process::Stock), at(4));
    wake(&mut agenda, &key("b", Process::Articles), at(5));
    assert_eq!(run_all(&mut agenda, at(6)), ["b:articles", "b:stock", "acme:stock"]);
}

#[test]
fn the_earliest_due_wins() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = begin(&mut agenda, at(0)).unwrap();
    agenda.finish(&orders, at(0), Some(&RunOutcome::Done { next_due: Some(at(7)) }));
    assert_eq!(agenda.due(&orders), Some(at(7)), "the run's due time before the slot");
    wake(&mut agenda, &orders, at(9));
    assert_eq!(agenda.due(&orders), Some(at(7)), "a later due time");
    wake(&mut agenda, &orders, at(5));
    assert_eq!(agenda.due(&orders), Some(at(5)), "an earlier due time");
    begin(&mut agenda, at(5)).unwrap();
    agenda.finish(&orders, at(5), Some(&RunOutcome::Done { next_due: Some(at(70)) }));
    assert_eq!(agenda.due(&orders), Some(at(15)), "the run's due time behind the slot");
    assert!(!wake(&mut agenda, &key("acme", Process::Stock), at(5)), "a key that is not entered");
}

#[test]
fn a_request_that_comes_during_a_run_is_fulfilled_after_it() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = begin(&mut agenda, at(0)).unwrap();
    wake(&mut agenda, &orders, at(1));
    agenda.finish(&orders, at(2), done());
    assert_eq!(begin(&mut agenda, at(2)), Some(orders.clone()));
    agenda.finish(&orders, at(2), done());
    assert_eq!(agenda.due(&orders), Some(at(15)), "once");
}

#[test]
fn a_retry_comes_when_it_asks_to_and_the_slots_stay() {
    let mut agenda = quarterly(&[Process::Articles, Process::Orders]);
    let articles = begin(&mut agenda, at(0)).unwrap();
    let retry = |minutes| RunOutcome::Retry { after: minutes * MINUTE, reason: "busy".into() };
    agenda.finish(&articles, at(0), Some(&retry(3)));
    assert_eq!(agenda.due(&articles), Some(at(3)));
    assert_eq!(run_all(&mut agenda, at(3)), ["acme:articles", "acme:orders"]);
    assert_eq!(run_all(&mut agenda, at(15)), ["acme:articles", "acme:orders"], "together again");
    let articles = begin(&mut agenda, at(30)).unwrap();
    agenda.finish(&articles, at(30), Some(&retry(60)));
    assert_eq!(run_all(&mut agenda, at(75)), ["acme:orders"], "a retry may be later than the slot");
    assert_eq!(run_all(&mut agenda, at(90)), ["acme:articles", "acme:orders"]);
}

#[test]
fn missed_slots_are_not_made_up_for() {
    let mut agenda = quarterly(&[Process::Orders]);
    let orders = begin(&mut agenda, at(0)).unwrap();
    agenda.finish(&orders, at(50), done());
    assert_eq!(agenda.due(&orders), Some(at(60)));
    assert_eq!(run_all(&mut agenda, at(1_000_000)).len(), 1);
    assert_eq!(agenda.due(&orders), Some(at(1_000_015)));
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
    let articles = begin(&mut agenda, at(15)).unwrap();
    assert_eq!(begin(&mut agenda, at(15 - 600)), None);
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
