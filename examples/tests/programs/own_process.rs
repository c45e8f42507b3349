//! A process of a host's own.

use super::printed;

#[test]
fn returns_are_reported_to_a_file_once() {
    let said = printed("own_process", &[]);
    let lines: Vec<&str> = said.lines().skip(1).collect();
    assert_eq!(lines[0], "planned: report a return R-1/1", "{said}");
    assert_eq!(lines[1], "nothing is written by a plan: true", "{said}");
    assert_eq!(
        lines[2..4],
        ["returns-report: 1 read, 1 written", "returns-report: 1 read, 0 written"],
        "{said}"
    );
    assert!(lines[5].starts_with("R-1/1,") && lines[5].ends_with(",1"), "{said}");
    assert_eq!(lines[6], "the last process in the status: Some((\"returns-report\", true))", "{said}");
    assert_eq!(lines.len(), 7, "{said}");
}
