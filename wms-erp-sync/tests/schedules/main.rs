//! Fault schedules: everything goes wrong in an order that a seed decides, while people work on both sides. When the
//! faults end, both sides converge within two runs, and whatever still differs is held with a reason.
//!
//! - `SCHEDULE_SEED=…` replays one seed, and prints what happens in it.
//! - `SCHEDULES=…` sets how many seeds are run, and `SCHEDULES_FROM=…` the first of them.
//! - `SCHEDULES_MINUTES=…` runs new seeds until the time is over: a soak.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "what a test does")]

mod by_hand;
mod carriers;
mod choices;
mod deliveries;
mod driver;
mod experience;
mod faults;
mod flaky_store;
mod kits;
mod late;
mod neighbour;
mod people;
mod place;
#[path = "../engine/purchases.rs"]
#[allow(dead_code, reason = "the tests of the engine need more of it")]
mod purchases;
mod races;
mod receipts;
mod returns;
mod schedule;
mod sqlite_file;
mod typists;
mod verdict;
mod warehouse;
mod world;

/// Seeds of one `cargo test`: few without optimisation, which `.ci/run` makes up for.
const SEEDS: u64 = if cfg!(debug_assertions) { 150 } else { 2000 };

#[test]
fn when_the_faults_end_both_sides_converge_within_two_runs() {
    driver::drive(SEEDS);
}
