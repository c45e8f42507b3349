//! Whatever happens to the keys, those that are due are found.

use super::*;

#[test]
fn the_calendar_has_every_key_at_the_time_at_which_it_is_due() {
    for seed in 0..50 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut agenda = Agenda { seed, ..Agenda::new() };
        let (mut now, mut running) = (start(), Vec::new());
        for step in 0..200 {
            let process = [Process::Articles, Process::Orders, Process::OrderStatus][random.usize(..3)];
            let one = key(["acme", "beta", "gamma", "delta"][random.usize(..4)], process);
            match random.u32(..12) {
                0 | 1 => agenda.put(one, MINUTE * random.u32(1..20)),
                2 => agenda.remove(&one),
                3 => agenda.stretch([(one, f64::from(random.u32(..40)) / 10.0)]),
                4 => drop(wake(&mut agenda, &one, now + chrono::TimeDelta::seconds(random.i64(-60..600)))),
                5 => drop(wake(&mut agenda, &one, NOW)),
                // A clock that is set back now and then.
                6 | 7 => now += chrono::TimeDelta::seconds(random.i64(-30..900)),
                8 | 9 => running.extend(begin(&mut agenda, now)),
                _ if running.is_empty() => {}
                _ => {
                    let ended = running.swap_remove(random.usize(..running.len()));
                    let outcome = [done(), None][random.usize(..2)];
                    agenda.finish(&ended, now, outcome);
                }
            }
            let entries = agenda.entries.iter();
            let due: Calendar =
                entries.filter_map(|(key, entry)| Some((entry.due()?, key.clone()))).collect();
            assert_eq!(agenda.calendar, due, "seed {seed}, step {step}");
        }
    }
}
