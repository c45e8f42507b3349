//! The manual is whole: what it promises to list, it lists.

use wms_erp_sync::Class;

/// The first cells of the tables behind a heading.
fn first_cells(page: &str, heading: &str) -> Vec<String> {
    let part = page.split("\n# ").find(|part| part.starts_with(heading));
    let rows = part.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("| "));
    rows.map(|row| row.split('|').next().unwrap_or_default().trim().to_owned()).collect()
}

/// As many open questions as there are on each side.
#[test]
fn every_open_question_has_its_row_before_going_live() {
    let page = include_str!("../docs/go-live.md");
    for (side, questions) in [("24SevenOffice", 13), ("Ongoing", 17)] {
        let rows = first_cells(page, side);
        for number in 1..=questions {
            assert!(rows.contains(&number.to_string()), "{side} {number}: {rows:?}");
        }
    }
    let short: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| ") && line.split(" | ").count() < 5).collect();
    assert_eq!(short, Vec::<&str>::new(), "each has what we do, a setting and a way to try it");
}

#[test]
fn every_class_of_held_records_is_explained() {
    let rows = first_cells(include_str!("../docs/operator.md"), "The classes");
    for class in [Class::Transient, Class::Waiting, Class::Rejected, Class::NeedsPerson, Class::Notice] {
        assert!(rows.contains(&format!("`{}`", class.as_str())), "{class:?}: {rows:?}");
    }
}
