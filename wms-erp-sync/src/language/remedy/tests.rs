use std::collections::BTreeSet;

use super::*;
use crate::language::sources::{self, Source};

/// Where remedies come from.
const CRATES: [&str; 5] =
    ["wms-erp-sync", "wms-erp-mapping", "twentyfour-client", "ongoing-client", "wms-erp-host"];
/// These are of commands at a terminal, which speak English, or of programs.
const NOT_SHOWN: [&str; 7] = [
    "operator/check",
    "operator/rename.rs",
    "/check.rs",
    "/takeover.rs",
    "engine/purge.rs",
    "src/language",
    // What it has for people stands in its own tables, but for the files of purchase orders: their tests say each mistake.
    "wms-erp-host",
];

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
fn each_remedy_is_there_once_with_the_same_values_and_commands_in_each_language() {
    let mut distinct = BTreeSet::new();
    assert!(texts().all(|[english, ..]| distinct.insert(*english)), "one is there twice");
    for (english, translation) in texts().flat_map(|[english, rest @ ..]| rest.map(|text| (english, text))) {
        assert_ne!(*english, translation);
        assert_eq!(english.matches(VALUE).count(), translation.matches(VALUE).count(), "{english}");
        assert_eq!(english.ends_with('.'), translation.ends_with('.'), "{english}");
        for word in english.split(|sign: char| !sign.is_alphanumeric() && sign != '_') {
            let is_name = word.contains('_') || word.len() > 1 && word.chars().all(char::is_uppercase);
            let is_left_out = ["order_status"].contains(&word);
            assert!(!is_name || is_left_out || translation.contains(word), "{word}: {translation}");
        }
    }
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

/// Whoever changes or adds a remedy is led here: to the tables beside this file.
#[test]
fn every_remedy_is_translated_and_every_translation_is_of_a_remedy() {
    let (mut all, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for Source { name, code, literals } in CRATES.into_iter().flat_map(sources::of) {
        if !NOT_SHOWN.iter().any(|part| name.contains(part)) {
            shown.extend(remedies(&code, &literals));
        }
        all.extend(literals.into_iter().map(|(_, text)| text));
    }
    let known: BTreeSet<String> = texts().map(|[english, ..]| (*english).to_owned()).collect();
    let outdated: Vec<&String> = known.difference(&all).collect();
    assert_eq!(outdated, Vec::<&String>::new(), "no remedy has these texts any longer");
    // What a vendor's fault is recognised by.
    let is_text = |text: &&String| text.contains(' ') && *text != "instance validation error";
    let missing: Vec<&String> = shown.difference(&known).filter(is_text).collect();
    assert_eq!(missing, Vec::<&String>::new(), "they have no translation");
    assert!(shown.intersection(&known).count() > 80, "the search finds remedies");
}
