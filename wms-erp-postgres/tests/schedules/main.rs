//! The fault schedules of `wms-erp-sync`, with their state in PostgreSQL: the same code, the same variables (`SCHEDULE_SEED`,
//! `SCHEDULES`, `SCHEDULES_FROM`, `SCHEDULES_MINUTES`).

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "what a test does")]

mod place;
#[path = "../postgres/server.rs"]
#[allow(dead_code, reason = "these tests need a server and a schema, and nothing more")]
mod server;

#[path = "../../../wms-erp-sync/tests/schedules/by_hand.rs"]
mod by_hand;
#[path = "../../../wms-erp-sync/tests/schedules/carriers.rs"]
mod carriers;
#[path = "../../../wms-erp-sync/tests/schedules/choices.rs"]
mod choices;
#[path = "../../../wms-erp-sync/tests/schedules/deliveries.rs"]
mod deliveries;
#[path = "../../../wms-erp-sync/tests/schedules/driver.rs"]
mod driver;
#[path = "../../../wms-erp-sync/tests/schedules/experience.rs"]
mod experience;
#[path = "../../../wms-erp-sync/tests/schedules/faults.rs"]
mod faults;
#[path = "../../../wms-erp-sync/tests/schedules/flaky_store.rs"]
mod flaky_store;
#[path = "../../../wms-erp-sync/tests/schedules/kits.rs"]
mod kits;
#[path = "../../../wms-erp-sync/tests/schedules/late.rs"]
mod late;
#[path = "../../../wms-erp-sync/tests/schedules/neighbour.rs"]
mod neighbour;
#[path = "../../../wms-erp-sync/tests/schedules/people.rs"]
mod people;
#[path = "../../../wms-erp-sync/tests/engine/purchases.rs"]
#[allow(dead_code, reason = "the tests of the engine need more of it")]
mod purchases;
#[path = "../../../wms-erp-sync/tests/schedules/races.rs"]
mod races;
#[path = "../../../wms-erp-sync/tests/schedules/receipts.rs"]
mod receipts;
#[path = "../../../wms-erp-sync/tests/schedules/returns.rs"]
mod returns;
#[path = "../../../wms-erp-sync/tests/schedules/schedule.rs"]
mod schedule;
#[path = "../../../wms-erp-sync/tests/schedules/typists.rs"]
mod typists;
#[path = "../../../wms-erp-sync/tests/schedules/verdict.rs"]
mod verdict;
#[path = "../../../wms-erp-sync/tests/schedules/warehouse.rs"]
mod warehouse;
#[path = "../../../wms-erp-sync/tests/schedules/world.rs"]
mod world;

use std::io::Write;

/// Seeds of one `cargo test`: each commit is some five messages to a server.
const SEEDS: u64 = if cfg!(debug_assertions) { 10 } else { 60 };

#[test]
fn when_the_faults_end_both_sides_converge_within_two_runs() {
    if server::Server::running().is_none() {
        // Past the capture of test output.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: PostgreSQL 15 or later is not installed (Debian: postgresql)"
        );
        return;
    }
    driver::drive(SEEDS);
}
