//! What the pages for operators promise is proven by tests that exist.

use std::path::Path;

/// All Rust sources of the project in a folder.
fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            *found += &std::fs::read_to_string(&path).unwrap();
        }
    }
}

/// The last column of each row of the table under this heading.
fn last_column(page: &str, heading: &str) -> Vec<String> {
    let (_, section) = page.split_once(heading).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_end_matches('|').rsplit('|').next().unwrap().trim().to_owned()).collect()
}

#[test]
fn every_row_of_what_happens_if_something_fails_names_a_test_that_exists() {
    let host = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(host.join("docs/many-customers.md")).unwrap();
    let mut code = String::new();
    for folder in ["wms-erp-host/tests", "wms-erp-postgres", "wms-erp-sync/src", "wms-erp-sync/tests"] {
        sources(&host.parent().unwrap().join(folder), &mut code);
    }
    let names = last_column(&page, "## What happens if something fails");
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let name = name.trim_matches('`');
        let found = code.split_once(&format!("fn {name}(")).map(|(before, _)| before);
        let attributes = found.map(|before| before.rsplit("\n\n").next().unwrap());
        assert!(attributes.is_some_and(|lines| lines.contains("test")), "there is no test {name:?}");
        assert!(!attributes.is_some_and(|lines| lines.contains("ignore")), "{name:?} is not run");
    }
}
