//! Twenty-five ways in which integrations of this kind fail, and what must happen instead. A test that keeps one of these
//! promises carries its number in its name, wherever it stands; those that fit in no other room are here.

mod engines;
mod people;
mod reading;
mod two_stores;

use std::process::Command;

/// What must be survived, by number.
const SCENARIOS: [(u8, &str); 25] = [
    (1, "killed after the write, before the commit"),
    (2, "a time-out on a write that succeeded"),
    (3, "one of fifty records fails"),
    (4, "records of one instant, late commits, clocks that differ, changes during the run"),
    (5, "local times, the changes of clocks, any zone of the host"),
    (6, "an article that is missing, inactive or deleted"),
    (7, "an order edited before picking"),
    (8, "an order edited after picking began"),
    (9, "an order taken back before, during and after the push"),
    (10, "partial picks, and the rest"),
    (11, "stock that is equal, changes twice, or is rounded"),
    (12, "which stock counts, below zero and with fractions"),
    (13, "an inventory that is empty, cut or failing"),
    (14, "a cursor older than the WMS can tell"),
    (15, "lists in pages and pieces"),
    (16, "too many requests, a quota that is used up"),
    (17, "sessions that end, wrong passwords, another company"),
    (18, "the first start with years of orders"),
    (19, "two engines, and one that comes back late"),
    (20, "numbers that are double, too long or renamed"),
    (21, "answers that are not as they should be"),
    (22, "phones, mail addresses and countries as people type them"),
    (23, "delivery methods that are missing, rows that are no goods"),
    (24, "invoiced, locked or gone before the status is written"),
    (25, "off for a week, on again; other targets"),
];

#[test]
fn every_scenario_has_a_test_that_carries_its_number() {
    let mut list = Command::new(std::env::current_exe().unwrap());
    let list = list.args(["--list", "--format", "terse"]).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    let names: Vec<&str> =
        list.lines().filter_map(|line| line.strip_suffix(": test")?.rsplit("::").next()).collect();
    let missing = SCENARIOS
        .iter()
        .filter(|(number, _)| !names.iter().any(|name| name.starts_with(&format!("s{number:02}_"))));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&(u8, &str)>::new());
}
