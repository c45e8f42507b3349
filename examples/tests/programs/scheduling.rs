//! Three ways to call the engine, each of which does the day's work.

use super::printed;

const DONE: &str = "4 orders are in the warehouse";

#[test]
fn a_plain_loop_runs_what_is_due_next() {
    let said = printed("plain_loop", &["7"]);
    assert!(said.contains(DONE), "{said}");
    let runs: Vec<&str> =
        said.lines().filter_map(|line| line.split_once(": Done")).map(|(key, _)| key).collect();
    let order = ["articles", "suppliers", "orders", "order_status", "returns", "expected_receipts", "stock"];
    assert_eq!(runs, order.map(|process| format!("nordlys:{process}")));
}

#[test]
fn a_cron_job_does_everything_once() {
    let said = printed("cron", &[]);
    assert!(said.contains("orders: done, 4 written") && said.contains(DONE), "{said}");
}

#[test]
fn a_job_queue_is_a_scheduler_that_status_asks() {
    let said = printed("job_queue", &[]);
    assert!(said.contains(DONE) && said.contains("woken: true"), "{said}");
    assert_eq!(said.matches("next at Some(").count(), 4, "{said}");
}
