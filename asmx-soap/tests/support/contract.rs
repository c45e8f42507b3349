//! The vendors' contracts as schemas for `xmllint`, shared by the tests of both clients through `#[path]`.
//!
//! The contracts are not part of this project: they lie in `../shared/contracts` beside the workspace, or where
//! `VENDOR_CONTRACTS` says.
#![cfg(test)]
#![allow(dead_code, reason = "not every test that includes this file uses all of it")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A contract by its path below the contracts folder, for example `24sevenoffice/productService.wsdl`.
pub(crate) fn contract(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/contracts");
    let folder = std::env::var_os("VENDOR_CONTRACTS").map_or_else(beside, PathBuf::from);
    Some(folder.join(name)).filter(|path| path.is_file())
}

/// Whether `xmllint` (Debian: `libxml2-utils`) can be run.
pub(crate) fn has_validator() -> bool {
    let version = Command::new("xmllint").arg("--version").stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// Says that a test was not run, past the capture of test output.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// .NET's smallest decimal, which 24SevenOffice uses for "not set". It is a valid `xs:decimal`, but libxml2 stops at 24
/// digits; so it is no default in the extracted schemas, and stands as a shorter number while a document is checked.
const DECIMAL_MIN: &str = "-79228162514264337593543950335";

/// The schemas inside of a WSDL, each in a file of its own, imports resolved; the first is the service's own.
pub(crate) fn schema_for(wsdl: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(wsdl).unwrap();
    let definitions = &text[text.find("<wsdl:definitions").unwrap()..];
    let prefixes: Vec<&str> = definitions[..definitions.find('>').unwrap()]
        .split_whitespace()
        .filter(|a| a.starts_with("xmlns:"))
        .collect();
    let schemas: Vec<&str> = text
        .match_indices("<s:schema")
        .map(|(at, _)| &text[at..at + text[at..].find("</s:schema>").unwrap() + "</s:schema>".len()])
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(wsdl.file_stem().unwrap());
    fs::create_dir_all(&folder).unwrap();
    let file = |number: usize| folder.join(format!("schema-{number}.xsd"));
    for (number, schema) in schemas.iter().enumerate() {
        let schema = schema.replace(&format!(" default=\"{DECIMAL_MIN}\""), "");
        let mut schema = schema.replacen("<s:schema", &format!("<s:schema {}", prefixes.join(" ")), 1);
        for (other, text) in schemas.iter().enumerate() {
            let target = format!("namespace=\"{}\"", attribute(text, "targetNamespace"));
            let import = format!("<s:import {target}");
            schema = schema.replace(&import, &format!("{import} schemaLocation=\"schema-{other}.xsd\""));
        }
        // Written elsewhere first, since tests run side by side.
        let draft = folder.join(format!("draft-{number}-{:?}", std::thread::current().id()));
        fs::write(&draft, schema).unwrap();
        fs::rename(&draft, file(number)).unwrap();
    }
    (0..schemas.len()).map(file).collect()
}

/// Checks one element against a schema. The prefixes `xsi` and `xsd` need not be declared in it.
pub(crate) fn validate(xsd: &Path, fragment: &str) -> Result<(), String> {
    let name = fragment.find([' ', '>', '/']).ok_or("not an element")?;
    let (start, rest) = fragment.split_at(name);
    let mut document = start.to_owned();
    for (prefix, namespace) in [("xsi", "XMLSchema-instance"), ("xsd", "XMLSchema")] {
        if !fragment.contains(&format!("xmlns:{prefix}=")) {
            document.push_str(&format!(" xmlns:{prefix}=\"http://www.w3.org/2001/{namespace}\""));
        }
    }
    document.push_str(&rest.replace(DECIMAL_MIN, "-1"));
    let mut child = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(xsd)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    child.stdin.take().unwrap().write_all(document.as_bytes()).map_err(|error| error.to_string())?;
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let at = element.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
    &element[at..at + element[at..].find('"').unwrap()]
}
