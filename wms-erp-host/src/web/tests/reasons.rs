//! What happened, in the reader's language.

use std::collections::BTreeSet;

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use wms_erp_sync::store::{Batch, Scan, Table};
use wms_erp_sync::{Class, Language, Process};

use super::rig::{As, Reply, Rig, TENANT};
use crate::sandbox::company::{FROM_KARI, FROM_OLA, FROM_SATRA, TENT};

/// What the vendors said: it stays in their words.
const SAID: &str = "24SevenOffice: SaveInvoices: Order is locked by Kari, and has no project";

/// A reason of each class, as an engine keeps it.
const REASONS: [(Class, &str); 6] = [
    (
        Class::Transient,
        "24SevenOffice: GetProducts: no answer from 24SevenOffice: the server did not answer in time",
    ),
    (Class::Rejected, "the WMS refused the change of the order: Order is locked by Kari, and has no project"),
    (Class::Rejected, SAID),
    (Class::Waiting, "product 7 has no article in the WMS: the ERP does not know it"),
    (Class::NeedsPerson, "the delivery method \"Bring, hjem\" is not in the table of delivery methods"),
    (
        Class::Notice,
        "order 90005 was sent short: row 1: 7.5 of 10 sent, 2.5 missing; row 2: 0 of 1 sent, 1 missing",
    ),
];

/// Holds an order for each of these reasons: as it holds Ola's.
pub(super) async fn hold(rig: &Rig) {
    let all = rig.store.scan(TENANT, Table::Held, Scan::first(100)).await.unwrap();
    let (ola, mut batch) = (FROM_OLA.to_string(), Batch::new());
    let held = all.iter().find(|document| document.key.contains(&ola)).unwrap();
    for (number, (class, what)) in REASONS.into_iter().enumerate() {
        let order = format!("9000{number}");
        let mut value: Value = serde_json::from_str(&held.value).unwrap();
        for (field, text) in [("class", class.as_str()), ("what", what), ("record", &order)] {
            value[field] = json!(text);
        }
        value["remedy"] = json!(format!("remedy of {order}"));
        batch.put(Table::Held, held.key.replace(&ola, &order), value.to_string());
    }
    rig.store.commit(TENANT, &[], batch).await.unwrap();
}

/// All that the engine says of what happened, by the API.
fn said(documents: &[Reply]) -> BTreeSet<String> {
    fn collect(field: &str, value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if ["what", "detail", "gates", "repair"].contains(&field) => {
                into.insert(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| collect(field, item, into)),
            // What an event is called is a text of the page.
            Value::Object(fields) => fields
                .iter()
                .filter(|(name, _)| field != "timeline" || *name == "detail")
                .for_each(|(field, value)| collect(field, value, into)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    for document in documents {
        collect("", &serde_json::from_str(&document.body).unwrap(), &mut all);
    }
    all.retain(|text| text.contains(' '));
    all
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

async fn read(rig: &Rig, language: Language, path: &str) -> Reply {
    rig.send(As::Operator, Method::GET, path, "", &[("accept-language", language.tag())]).await
}

#[tokio::test]
async fn what_happened_to_records_of_every_class_is_in_the_reader_s_language() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    // One order is sent short, one is withdrawn, and both sides differ.
    let kari = FROM_KARI.to_string();
    rig.systems.wms.pick_all(&kari).unwrap();
    rig.systems.wms.send(&kari).unwrap();
    rig.systems.erp.books().set_order_status(FROM_SATRA, "Offer");
    rig.clock.advance(TimeDelta::hours(2));
    rig.once(TENANT).await;
    rig.systems.wms.set_stock(&TENT.to_string(), 3).unwrap();
    hold(&rig).await;
    rig.look().await;
    let (tenant, api) = (format!("/tenants/{TENANT}"), format!("/api/v1/tenants/{TENANT}"));
    let mut paths = vec!["/".to_owned(), tenant.clone()];
    let mut documents = vec![read(&rig, Language::English, &format!("{api}/held")).await];
    for order in [FROM_KARI, FROM_OLA, FROM_SATRA] {
        paths.push(format!("{tenant}/orders/{order}"));
        documents.push(read(&rig, Language::English, &format!("{api}/orders/{order}")).await);
    }
    for kind in ["plan", "drift"] {
        let form = "process=articles&process=orders&process=order_status&process=stock";
        let made = rig.post(As::Operator, &format!("{tenant}/{kind}"), form).await;
        let path = made.header("location").to_owned();
        rig.result(As::Operator, &path).await;
        let id = path.rsplit('/').next().unwrap();
        documents.push(read(&rig, Language::English, &format!("{api}/jobs/{id}")).await);
        paths.push(path.clone());
    }
    let said = said(&documents);
    assert!(said.len() > 15, "{said:#?}");
    for language in [Language::Norwegian, Language::Swedish] {
        let translated = |text: &str| language.reason(text) != text || language.remedy(text) != text;
        let (known, rest): (Vec<&String>, Vec<&String>) = said.iter().partition(|text| translated(text));
        let rest: Vec<&str> =
            rest.into_iter().map(String::as_str).filter(|text| !text.starts_with("remedy of ")).collect();
        assert_eq!(rest, [SAID], "only a vendor's words are left");
        let mut seen = BTreeSet::new();
        for path in &paths {
            let page = read(&rig, language, path).await;
            for text in &known {
                // One can be within another.
                let is_part =
                    said.iter().any(|other| other.len() > text.len() && other.contains(text.as_str()));
                let is_there = page.body.contains(&escaped(text));
                assert!(is_part || !is_there, "{language} {path}: {text}");
                let forms = [language.reason(text), language.remedy(text)];
                if forms.iter().any(|form| *form != text.as_str() && page.body.contains(&escaped(form))) {
                    seen.insert(text.as_str());
                }
            }
        }
        for (_, what) in REASONS.iter().filter(|(_, what)| *what != SAID) {
            assert!(seen.contains(what), "{language}: {what}");
        }
        assert!(seen.len() > 12, "{seen:#?}");
        let page = read(&rig, language, &tenant).await;
        assert!(
            page.body.contains(SAID) && page.body.contains("Order is locked by Kari, and has no project")
        );
    }
}

#[tokio::test]
async fn activities_are_in_the_reader_s_language_with_what_people_wrote_as_they_wrote_it() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let tenant = format!("/tenants/{TENANT}");
    for form in ["process=stock&hours=24&reason=until: we have counted", "process=all&hours=24&reason=ferie"]
    {
        rig.post(As::Operator, &format!("{tenant}/pause"), form).await;
    }
    rig.post(As::Operator, &format!("{tenant}/resume"), "process=all").await;
    rig.post(As::Operator, &format!("{tenant}/resume"), "process=stock").await;
    let held = rig.engine.inspect(TENANT).held().await.unwrap();
    let ola = held.iter().find(|held| held.process == Process::Orders).unwrap();
    let cause = rig.cause(TENANT).await;
    let form = format!("cause={cause}&do=dismiss&record={}&reason=the order has no id", ola.record);
    rig.post(As::Operator, &format!("{tenant}/held"), &form).await;
    for (language, words) in [
        (
            Language::Norwegian,
            ["Beholdning", "alle prosesser", "Ordrer 10004", "til 2026-", "until: we have counted"],
        ),
        (
            Language::Swedish,
            ["Lagersaldo", "alla processer", "Ordrar 10004", "till 2026-", "until: we have counted"],
        ),
        (
            Language::English,
            ["Stock", "all processes", "Orders 10004", "until 2026-", "until: we have counted"],
        ),
    ] {
        let page = read(&rig, language, "/activity").await.body;
        for words in words {
            assert!(page.contains(words), "{language}: {words}: {page}");
        }
        // A person's reason is none of the engine's.
        assert!(page.contains("the order has no id"), "{language}: {page}");
    }
    let csv = rig.get(As::Operator, "/activity.csv").await.body;
    assert!(csv.contains("\"orders 10004\"") && csv.contains("\"until 2026-"), "{csv}");
}

/// What is in another language than the page says so.
#[tokio::test]
async fn what_is_left_in_english_is_marked() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    let page = read(&rig, Language::Norwegian, "/tenants/nothing").await.body;
    assert!(!page.contains("<p class=\"problem\" lang"), "{page}");
    for language in [Language::Norwegian, Language::English] {
        let texts = crate::language::texts(language);
        let problem = crate::web::page::words::problem(texts, "the disk is on fire").into_string();
        assert_eq!(problem.contains("lang=\"en\""), language == Language::Norwegian, "{problem}");
        let known = crate::web::page::words::problem(texts, "the order has no id").into_string();
        assert!(!known.contains("lang="), "{known}");
    }
}
