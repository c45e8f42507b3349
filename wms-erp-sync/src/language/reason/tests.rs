use std::collections::BTreeSet;

use super::*;
use crate::language::remedy;
use crate::language::sources::{self, Source};

/// Where what happens is said.
const CRATES: [&str; 6] =
    ["wms-erp-sync", "wms-erp-mapping", "twentyfour-client", "ongoing-client", "asmx-soap", "wms-erp-host"];
/// Files whose texts are shown, or folders of them.
const SHOWN: [&str; 31] = [
    "wms-erp-mapping/src/address",
    "wms-erp-mapping/src/article",
    "wms-erp-mapping/src/contact",
    "wms-erp-mapping/src/held",
    "wms-erp-mapping/src/order",
    "wms-erp-mapping/src/phone",
    "wms-erp-mapping/src/shipment",
    "wms-erp-mapping/src/supplier",
    "wms-erp-mapping/src/text",
    "wms-erp-mapping/src/tracking",
    "wms-erp-sync/src/adapter",
    "wms-erp-sync/src/context",
    "wms-erp-sync/src/document/held",
    "wms-erp-sync/src/document/order_status",
    "wms-erp-sync/src/document/tenant",
    "wms-erp-sync/src/engine",
    "wms-erp-sync/src/operator",
    "wms-erp-sync/src/port/wms",
    "wms-erp-sync/src/process",
    "twentyfour-client/src/saved",
    "twentyfour-client/src/error/mod",
    "twentyfour-client/src/error/quota",
    "ongoing-client/src/error",
    "ongoing-client/src/rest/look_up",
    "asmx-soap/src/decode_error",
    "asmx-soap/src/fault",
    "asmx-soap/src/http/error",
    "asmx-soap/src/http/service",
    "asmx-soap/src/http/time_limits",
    "asmx-soap/src/encode_error",
    "wms-erp-host/src/purchases",
];
/// These are of commands at a terminal, which speak English, or of programs.
const NOT_SHOWN: [&str; 7] = [
    "operator/check",
    "operator/rename.rs",
    "operator/backfill.rs",
    "/check.rs",
    "/takeover.rs",
    "engine/purge.rs",
    "engine/own.rs",
];
/// What stands in shown files, and is for logs and programs, is how a vendor's words are recognised, or is a name.
const LEFT_OUT: [&str; 42] = [
    "%Y-%m-%d %H:%M:%S %Z",
    "%Y-%m-%d %H:%M:%S%.f",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "Hentes på lager",
    "24SevenOffice: SaveInvoices: {}",
    "24SevenOffice: {}",
    "Ongoing: {}",
    "line {}/ReportedNumberOfItems",
    "{}/reading {}",
    "pid {}",
    "take a lease",
    "a text",
    "error generating the XML document",
    "instance validation error",
    "limit exceeded by",
    "quarantine ends",
    "quarantine ends at",
    "timed out",
    "log in",
    "log on",
    "not authorized",
    "a lease was not released; it will expire",
    "a lease was not renewed",
    "a vendor's request to wait could not be stored",
    "failing since {}, {} runs: {}",
    "it works again; it had been failing since {}, {} runs",
    "not run: the request has expired",
    "not run: {}",
    "records that need a person: {}",
    "that this engine serves is not noted in the store yet",
    "the next run is not known: {}",
    "the requests of all processes are counted together again",
    "the requests of all processes behind this address cannot be counted together: {}; until they can, this one sends at most {} more, \
     only for orders and their status",
    "there is no process {}: use articles, suppliers, orders, order_status, returns, expected_receipts or stock",
    "{} is the name of a built-in process: choose another one",
    "{} is not the name of a process: use articles, suppliers, orders, order_status, returns, expected_receipts or stock, or for a process of your own at \
     most 32 lowercase letters, digits and hyphens, a letter first",
    // What compilers and lints are told.
    "all that is known of the ring and of the product",
    "comparing writes nothing",
    "each is a part of the run that it makes",
    "they count once they are committed",
];

fn sorts(translation: &str) -> Vec<&str> {
    translation.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

fn texts() -> impl Iterator<Item = &'static Text> {
    TABLES.into_iter().flatten()
}

#[test]
fn the_translations_have_the_values_and_the_names_of_the_english_text() {
    let mut known = BTreeSet::new();
    for [english, norwegian, swedish] in texts() {
        assert!(known.insert((english, sorts(norwegian))), "{english} is there twice");
        assert_eq!(sorts(norwegian), sorts(swedish), "{english}");
        assert!(
            sorts(norwegian).iter().all(|sort| ["", "#", ",", "p", "=", ":", "*"].contains(sort)),
            "{norwegian}"
        );
        for translation in [norwegian, swedish] {
            assert_ne!(english, translation);
            assert_eq!(english.matches("{}").count(), sorts(translation).len(), "{english}");
            assert_eq!(english.ends_with('.'), translation.ends_with('.'), "{english}");
            for word in english.split(|sign: char| !sign.is_alphanumeric() && sign != '_') {
                let is_name = word.contains('_') || word.len() > 1 && word.chars().all(char::is_uppercase);
                let is_left_out = ["order_status", "ORDER"].contains(&word);
                assert!(!is_name || is_left_out || translation.contains(word), "{word}: {translation}");
            }
        }
    }
}

/// Whoever changes or adds a text is led here: to the tables beside this file.
#[test]
fn every_text_is_translated_and_every_translation_is_of_a_text() {
    let (mut all, mut shown) = (String::new(), BTreeSet::new());
    for Source { name, literals, .. } in CRATES.into_iter().flat_map(sources::of) {
        let is_shown =
            SHOWN.iter().any(|part| name.contains(part)) && !NOT_SHOWN.iter().any(|part| name.contains(part));
        for (_, text) in literals {
            all += &format!("{text}\n");
            if is_shown && text.trim().contains(' ') {
                shown.insert(text);
            }
        }
    }
    let is_remedy = |text: &str| remedy::texts().any(|[english, ..]| *english == text);
    // Texts are put together from parts, and have their values in them.
    let is_known = |text: &String| {
        let parts = text.split("{}").map(|part| part.trim_matches(|sign: char| !sign.is_alphanumeric()));
        let parts: Vec<&str> = parts.filter(|part| part.len() > 5).collect();
        texts().chain(&WORDS).any(|[english, ..]| parts.iter().all(|part| english.contains(part)))
    };
    let missing: Vec<&String> = shown
        .iter()
        .filter(|text| !is_known(text) && !is_remedy(text) && !LEFT_OUT.contains(&text.as_str()))
        .collect();
    assert!(missing.is_empty(), "they have no translation: {missing:#?}");
    let mut is_used = LEFT_OUT.into_iter();
    assert!(is_used.all(|text| all.contains(text)), "no text is that");
    for [english, ..] in texts() {
        for part in english.split("{}").map(str::trim).filter(|part| part.len() > 5) {
            // One text may be put into another.
            let mut spaces = part.match_indices(' ').map(|(at, _)| part.split_at(at));
            let is_used = all.contains(part)
                || spaces.any(|(first, second)| all.contains(first) && all.contains(second.trim_start()));
            assert!(is_used, "no text has this any longer: {part:?} of {english:?}");
        }
    }
}

#[test]
fn what_happened_is_said_with_its_values_and_the_vendors_words_as_they_are() {
    let norwegian = |text| Language::Norwegian.reason(text).into_owned();
    let swedish = |text| Language::Swedish.reason(text).into_owned();
    for (english, translation) in [
        (
            "the country \"Norgge, so\" of the delivery address is not known",
            "landet \"Norgge, so\" i leveringsadressen er ukjent",
        ),
        (
            "order 10002 was sent short: row 5: 7.5 of 10 sent, 2.5 missing; row 6: not in the warehouse's order, 3 not sent",
            "ordre 10002 ble sendt med mindre enn bestilt: linje 5: 7,5 av 10 sendt, 2,5 mangler; linje 6: ikke på lagerets ordre, 3 ikke sendt",
        ),
        (
            "OrderInfo.DeliveryDate: the order has none; the day of its first import is used instead",
            "OrderInfo.DeliveryDate: ordren har ingen; dagen den først ble importert brukes i stedet",
        ),
        (
            "Customer.MobilePhone: the order has none; the customer's Mobile is used instead (company 201)",
            "Customer.MobilePhone: ordren har ingen; kundens Mobile brukes i stedet (firma 201)",
        ),
        (
            "24SevenOffice: SaveInvoices: the answer cannot be read: the answer ends in the middle",
            "24SevenOffice: SaveInvoices: svaret kan ikke leses: svaret slutter midt i",
        ),
        (
            "the WMS refused the change of the order: Order is locked, and the customer has no address; try later: no answer then",
            "WMS avviste endringen av ordren: Order is locked, and the customer has no address; try later: no answer then",
        ),
        (
            "held by orders: the order has no delivery date; retried after 2026-03-02 13:00 CET",
            "stoppet av ordrer: ordren har ingen leveringsdato; prøves igjen etter 2026-03-02 13:00 CET",
        ),
        (
            "it is imported at the next run of orders, 2026-03-02 13:00 CET",
            "den importeres ved neste kjøring av ordrer, 2026-03-02 13:00 CET",
        ),
        ("held by my-own: the scale is broken", "stoppet av my-own: the scale is broken"),
        (
            "the ERP has the credit 7 for this return already, with 2 of product 5, 1.5 of product 6, and 3 of product 5 came back that \
             is not known to be credited",
            "ERP har alt krediteringen 7 for denne returen, med 2 av produkt 5, 1,5 av produkt 6, og 3 av produkt 5 kom i retur uten at \
             det er kjent som kreditert",
        ),
        (
            "what was sent of product 7 may belong to any of the rows 1, 2",
            "det som ble sendt av produkt 7, kan høre til en av flere linjer: linje 1, 2",
        ),
    ] {
        assert_eq!(norwegian(english), translation);
        assert_eq!(Language::English.reason(english), english);
    }
    assert_eq!(swedish("the order has no delivery method"), "ordern har inget leveranssätt");
    for words in [
        "",
        "ask Kari",
        "Order not found.",
        "order not found",
        "Customer has no product",
        "the country is known",
        "Article 5 of 7 is text",
        "row with 2 of 3",
        "7 days ago",
        "Input string was not in a correct format: 5, not 7",
        ": ; , ",
        "; ; ; ",
    ] {
        assert_eq!((norwegian(words), swedish(words)), (words.to_owned(), words.to_owned()));
    }
}

/// Whoever can write into a vendor's answer must not be able to keep the page busy.
#[test]
fn a_text_of_many_joints_is_given_up() {
    let text = "a: b, c; ".repeat(400);
    assert_eq!(Language::Swedish.reason(&text), text);
    let text = "row 1: ".repeat(500);
    assert!(Language::Swedish.reason(&text).starts_with("rad 1: "));
}

#[test]
fn a_remedy_that_quotes_what_happened_has_it_in_its_language() {
    let remedy = "it is held: the order has no customer number; choose the customer on the order in the ERP";
    let norwegian = "den er stoppet: ordren har ikke noe kundenummer; velg kunden på ordren i ERP";
    assert_eq!(Language::Norwegian.remedy(remedy), norwegian);
}
