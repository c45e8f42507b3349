//! The page go-live, the probes and the table of what no call answers say the same.

use wms_erp_probe::{Vendor, all, manual};

struct Row {
    vendor: Vendor,
    unknown: String,
    how: String,
}

/// The rows of both tables: a question in the second column, and how to find out in the last one.
fn rows() -> Vec<Row> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../wms-erp-sync/docs/go-live.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, tables) = page.split_once("\n# 24SevenOffice\n").unwrap();
    let (erp, wms) = tables.split_once("\n# Ongoing\n").unwrap();
    let of = |vendor, table: &str| {
        let lines = table.lines().filter(|line| line.starts_with('|')).skip(2);
        let rows = lines.map(move |line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [_, unknown, _, _, how] = cells[..] else { panic!("{line}") };
            Row { vendor, unknown: unknown.to_owned(), how: how.to_owned() }
        });
        rows.collect::<Vec<Row>>()
    };
    let mut rows = of(Vendor::TwentyFourSevenOffice, erp);
    rows.extend(of(Vendor::Ongoing, wms));
    rows
}

#[test]
fn each_open_question_names_its_probe_or_says_who_answers_it() {
    let rows = rows();
    assert!(rows.len() > 40, "{}", rows.len());
    let mut unprobed = manual().iter();
    for row in &rows {
        let is_probed = all()
            .iter()
            .any(|question| question.vendor == row.vendor && row.how.contains(&format!("`{}`", question.id)));
        if is_probed {
            continue;
        }
        let Some(question) = unprobed.next() else { panic!("no probe and no one answers {:?}", row.unknown) };
        assert_eq!((question.vendor, question.unknown), (row.vendor, row.unknown.as_str()));
        assert_eq!(format!("*{}*: {}", question.answered_by, question.how), row.how, "{}", row.unknown);
    }
    assert!(unprobed.next().is_none(), "the page lacks a question of the table");
}

#[test]
fn each_probe_is_named_on_the_page() {
    let rows = rows();
    for question in all() {
        let name = format!("`{}`", question.id);
        assert!(rows.iter().any(|row| row.vendor == question.vendor && row.how.contains(&name)), "{name}");
    }
}
