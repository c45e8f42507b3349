//! Which table and key a document has is known to the modules `document` and `store` alone.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A plan's store and a run's are stores: they hand on whatever they are given.
const STORES: &[&str] = &["context/glance.rs", "context/overlay.rs"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Names of the code itself: words of comments and texts do not count.
fn names(source: &str) -> impl Iterator<Item = &str> {
    let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
    code.flat_map(|line| line.split(|char: char| !char.is_alphanumeric() && char != '_'))
}

#[test]
fn no_other_module_names_a_table_or_scans_a_store() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files).unwrap();
    assert!(files.len() > 100, "{}", files.len());
    let mut offenders = Vec::new();
    for file in files {
        let name = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        if ["store/", "document/"].iter().any(|module| name.starts_with(module)) || STORES.contains(&&*name) {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        // Without a table nothing can be put, read, scanned or deleted by a text.
        if let Some(name_of) = names(&source).find(|name| ["Table", "TABLE", "Scan"].contains(name)) {
            offenders.push(format!("{name}: {name_of}"));
        }
    }
    assert!(
        offenders.is_empty(),
        "give it a kind of document, in the module `document`, and go by its type: {offenders:#?}"
    );
}
