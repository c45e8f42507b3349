//! The texts in the source code, for tests that look for those without a translation.

use std::fs;
use std::path::{Path, PathBuf};

/// Stands for a value.
const VALUE: &str = "{}";

/// A file.
pub(super) struct Source {
    pub(super) name: String,
    /// Without comments, tests and the texts in quotes.
    pub(super) code: String,
    /// Each with where it stood in the code.
    pub(super) literals: Vec<(usize, String)>,
}

/// Those of a crate, without tests and translations.
pub(super) fn of(name: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    search(&root.join(name).join("src"), &mut files);
    let read = |path: PathBuf| {
        let name = path.to_str().unwrap().replace('\\', "/");
        let is_code = name.ends_with(".rs") && !name.contains("/tests") && !name.contains("src/language");
        is_code.then(|| {
            let (code, literals) = literals(&fs::read_to_string(path).unwrap());
            Source { name, code, literals }
        })
    };
    files.into_iter().filter_map(read).collect()
}

/// The texts of a program, without comments and tests, with lines that are one put together and values as `{}`.
fn literals(text: &str) -> (String, Vec<(usize, String)>) {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let (mut code, mut found, mut chars) = (String::new(), Vec::new(), text.chars().peekable());
    while let Some(sign) = chars.next() {
        code.push(sign);
        if sign != '"' || code.ends_with("'\"") {
            continue;
        }
        let mut literal = String::new();
        while let Some(sign) = chars.next().filter(|sign| *sign != '"') {
            match sign {
                '\\' if chars.peek() == Some(&'\n') => {
                    while chars.next_if(|sign| sign.is_whitespace()).is_some() {}
                }
                '\\' => literal.extend(chars.next()),
                '{' => {
                    while chars.next().is_some_and(|sign| sign != '}') {}
                    literal += VALUE;
                }
                sign => literal.push(sign),
            }
        }
        found.push((code.len(), literal));
        code.push('"');
    }
    (code, found)
}

fn search(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => search(&path, into),
            false => into.push(path),
        }
    }
}
