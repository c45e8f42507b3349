use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;
use crate::language::{Language, norwegian, swedish};

const TABLES: [&[(&str, &str)]; 2] = [norwegian::REMEDIES, swedish::REMEDIES];
/// Where remedies come from.
const CRATES: [&str; 4] = ["wms-erp-sync", "wms-erp-mapping", "twentyfour-client", "ongoing-client"];
/// These are of commands at a terminal, which speak English, or of programs.
const NOT_SHOWN: [&str; 6] =
    ["operator/check", "operator/rename.rs", "/check.rs", "/takeover.rs", "engine/purge.rs", "src/language"];

#[test]
fn a_remedy_is_given_with_its_values_and_what_is_unknown_as_it_is() {
    let norwegian = |text| Language::Norwegian.remedy(text).into_owned();
    assert_eq!(norwegian("choose the customer on the order in the ERP"), "velg kunden på ordren i ERP");
    assert_eq!(
        norwegian("give product 7 or product 12 another number in 24SevenOffice"),
        "gi produkt 7 eller produkt 12 et annet nummer i 24SevenOffice"
    );
    assert_eq!(
        Language::Swedish.remedy("restore product {}, or remove it from the order"),
        "återställ produkt {}, eller ta bort den från ordern"
    );
    for unknown in
        ["", "ask Kari", "give product 7 another number", "choose the customer on the order in the ERP!"]
    {
        assert_eq!(norwegian(unknown), unknown);
    }
    for text in ["", "nothing: the next run continues"] {
        assert_eq!(Language::English.remedy(text), text);
    }
}

#[test]
fn the_tables_have_the_same_remedies_with_the_same_values_and_commands() {
    let keys = TABLES.map(|table| table.iter().map(|(english, _)| *english).collect::<Vec<_>>());
    assert_eq!(keys[0], keys[1]);
    let distinct: BTreeSet<&str> = keys[0].iter().copied().collect();
    assert_eq!(distinct.len(), keys[0].len(), "one is there twice");
    for (english, translation) in TABLES.into_iter().flatten() {
        assert_ne!(english, translation);
        assert_eq!(english.matches(VALUE).count(), translation.matches(VALUE).count(), "{english}");
        assert_eq!(english.ends_with('.'), translation.ends_with('.'), "{english}");
        for word in english.split(|sign: char| !sign.is_alphanumeric() && sign != '_') {
            let is_name = word.contains('_') || word.len() > 1 && word.chars().all(char::is_uppercase);
            let is_left_out = ["order_status"].contains(&word);
            assert!(!is_name || is_left_out || translation.contains(word), "{word}: {translation}");
        }
    }
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

/// The texts that the code calls remedies: those behind the name, and those in a method of that name.
fn remedies(code: &str, literals: &[(usize, String)]) -> Vec<String> {
    let is_remedy = |at: usize| {
        let before = code.get(..at).unwrap_or_default();
        let statement = before.rsplit([';', '}']).next().unwrap_or_default();
        let statement = statement.rsplit("what").next().unwrap_or_default();
        let named = [
            "remedy = ",
            "remedy: ",
            "remedy =\n",
            "REMEDY: &str = ",
            "REMEDY: &'static str = ",
            "remedy: format!(",
        ];
        let method = before.rfind("fn remedy(").is_some_and(|start| !before[start..].contains("\n    }\n"));
        method || named.iter().any(|name| statement.contains(name))
    };
    literals.iter().filter(|(at, _)| is_remedy(*at)).map(|(_, text)| text.clone()).collect()
}

fn sources(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, into),
            false => into.push(path),
        }
    }
}

/// Whoever changes or adds a remedy is led here: to the two files beside this one.
#[test]
fn every_remedy_is_translated_and_every_translation_is_of_a_remedy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let (mut all, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for folder in CRATES {
        let mut files = Vec::new();
        sources(&root.join(folder).join("src"), &mut files);
        for path in files.iter().filter(|path| path.extension().is_some_and(|kind| kind == "rs")) {
            let name = path.to_str().unwrap().replace('\\', "/");
            if name.contains("/tests") || name.contains("src/language") {
                continue;
            }
            let (code, literals) = literals(&fs::read_to_string(path).unwrap());
            if !NOT_SHOWN.iter().any(|part| name.contains(part)) {
                shown.extend(remedies(&code, &literals));
            }
            all.extend(literals.into_iter().map(|(_, text)| text));
        }
    }
    let known: BTreeSet<String> =
        norwegian::REMEDIES.iter().map(|(english, _)| (*english).to_owned()).collect();
    let outdated: Vec<&String> = known.difference(&all).collect();
    assert_eq!(outdated, Vec::<&String>::new(), "no remedy has these texts any longer");
    // What a vendor's fault is recognised by.
    let is_text = |text: &&String| text.contains(' ') && *text != "instance validation error";
    let missing: Vec<&String> = shown.difference(&known).filter(is_text).collect();
    assert_eq!(missing, Vec::<&String>::new(), "they have no translation");
    assert!(shown.intersection(&known).count() > 80, "the search finds remedies");
}
