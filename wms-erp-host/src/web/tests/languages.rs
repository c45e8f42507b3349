//! The pages in each language.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::Value;
use wms_erp_sync::Language;

use super::rig::{As, OTHER, Reply, Rig, TENANT};
use crate::sandbox::company::{FROM_BERGEN, FROM_KARI, FROM_OLA, TENT};

/// Names, and words of the vendors.
const NAMES: [&str; 11] = [
    "wms-erp",
    TENANT,
    OTHER,
    "anna",
    "24SevenOffice",
    "Ongoing",
    "CET",
    "UTC",
    "stocktaking",
    // A section of the settings.
    "[tenant",
    // What an activity was about, as it is recorded.
    "stock",
];

/// The words that a page has outside of the marks around texts: none of them may be ours.
fn unmarked(page: &str, data: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let body =
        without(&without(page, "<code", "</code>"), "<button class=\"quiet\" name=\"language\"", "</button>");
    for part in body.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        found.push(text.to_owned());
        for attribute in ["aria-label", "placeholder", "title", "alt"] {
            let start = format!(" {attribute}=\"");
            found.extend(
                tag.split_once(&start).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned),
            );
        }
    }
    // The longest first, so that none leaves a part of another.
    let mut data: Vec<&String> = data.iter().collect();
    data.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let words = found.iter().map(|text| outside_of_marks(text)).flat_map(|text| {
        let plain =
            text.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
        let plain = data.iter().fold(plain, |text, known| text.replace(known.as_str(), " "));
        let words = plain.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        words.into_iter().filter(|word| word.chars().filter(|sign| sign.is_alphabetic()).count() > 1)
    });
    words.collect()
}

fn without(page: &str, start: &str, end: &str) -> String {
    let mut parts = page.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(end).map_or("", |(_, rest)| rest))
}

fn outside_of_marks(text: &str) -> String {
    let mut depth = 0;
    let mut outside = String::new();
    for sign in text.chars() {
        match sign {
            '⟦' => depth += 1,
            '⟧' => depth -= 1,
            sign if depth == 0 => outside.push(sign),
            _ => {}
        }
    }
    outside
}

/// What the engine and the vendors say, by the API: everything of several words in it, and the words in these fields.
fn data(documents: &[Reply]) -> BTreeSet<String> {
    const FIELDS: [&str; 8] =
        ["field", "old", "new", "name", "code", "article", "erp_status", "wms_status_name"];
    fn collect(field: &str, value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if text.contains(' ') || FIELDS.contains(&field) => {
                into.insert(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| collect(field, item, into)),
            Value::Object(fields) => fields.iter().for_each(|(field, value)| collect(field, value, into)),
            _ => {}
        }
    }
    let mut all: BTreeSet<String> = NAMES.map(str::to_owned).into();
    for document in documents {
        collect("", &serde_json::from_str(&document.body).unwrap(), &mut all);
    }
    all
}

/// Every text of ours is one of its language, in whichever state the pages are.
#[tokio::test]
async fn no_page_says_anything_that_is_not_translated() {
    let rig = Rig::start_marked().await;
    let (tenant, api) = (format!("/tenants/{TENANT}"), format!("/api/v1/tenants/{TENANT}"));
    let mut pages = vec![rig.get(As::Operator, "/").await, rig.get(As::Nobody, "/login").await];
    rig.once(TENANT).await;
    let get = async |who, path: &str| rig.get(who, path).await;
    pages.push(get(As::Operator, "/").await);
    pages.push(get(As::Operator, &tenant).await);
    pages.push(get(As::Operator, &format!("{tenant}/orders/{FROM_OLA}")).await);
    pages.push(get(As::Viewer, &format!("{tenant}/orders/{FROM_KARI}")).await);
    for query in ["tent", "77"] {
        pages.push(get(As::Operator, &format!("/orders?q={query}")).await);
    }
    // What is refused.
    let form = format!("cause=0&do=dismiss&record={FROM_OLA}");
    let cause = get(As::Operator, &tenant).await.hidden("cause");
    for (who, path, form) in [
        (As::Viewer, format!("{tenant}/pause"), "process=stock&hours=24&reason=x"),
        (As::Operator, format!("{tenant}/pause"), "process=stock&hours=5&reason=x"),
        (As::Operator, format!("{tenant}/pause"), "process=stock&hours=24"),
        (As::Operator, format!("{tenant}/held"), form.as_str()),
        (As::Operator, format!("{tenant}/held"), &format!("cause={cause}&do=dismiss&record=1")),
        (As::Operator, format!("{tenant}/held"), &format!("cause={cause}&do=retry&record=1")),
        (As::Operator, format!("{tenant}/held"), &format!("cause={cause}&do=77")),
        (As::Operator, format!("{tenant}/plan"), ""),
        (As::Nobody, "/login".to_owned(), "csrf=0&token=0"),
        (As::Nobody, "/language".to_owned(), "csrf=0&language=nb"),
        (As::Nobody, "/".to_owned(), ""),
    ] {
        let reply = rig.post(who, &path, form).await;
        assert!(reply.status.is_client_error(), "{path} {form}: {reply:?}");
        pages.push(reply);
    }
    for path in
        ["/nothing", "/tenants/7", &format!("{tenant}/orders/x"), &format!("{tenant}/plan/7"), "/metrics"]
    {
        pages.push(get(As::Viewer, path).await);
    }
    pages.push(get(As::Viewer, &format!("{tenant}/stock?since=7")).await);
    let csrf = get(As::Nobody, "/login").await.hidden("csrf");
    pages.push(rig.post(As::Nobody, "/login", &format!("csrf={csrf}&token=7")).await);
    // What people do, and what comes of it.
    rig.systems.wms.set_stock(&TENT.to_string(), 3).unwrap();
    rig.clock.advance(TimeDelta::hours(3));
    rig.look().await;
    pages.push(get(As::Operator, "/").await);
    let mut documents = vec![get(As::Operator, &api).await];
    rig.post(As::Operator, &format!("{tenant}/pause"), "process=stock&hours=24&reason=stocktaking").await;
    pages.push(get(As::Operator, &tenant).await);
    rig.post(As::Operator, &format!("{tenant}/resume"), "process=stock").await;
    rig.once(TENANT).await;
    let jobs = ["plan", "drift"].map(|kind| format!("{tenant}/{kind}"));
    for list in &jobs {
        pages.push(get(As::Operator, list).await);
        rig.systems.erp.books().patch_order(FROM_KARI, |order| order.set("YourReference", "new reference"));
        let made = rig.post(As::Operator, list, "process=articles&process=orders&process=stock").await;
        pages.push(rig.result(As::Operator, made.header("location")).await);
        pages.push(get(As::Operator, list).await);
        let id = made.header("location").rsplit('/').next().unwrap();
        documents.push(get(As::Operator, &format!("{api}/jobs/{id}")).await);
        if list.ends_with("plan") {
            for _ in 0..2 {
                let applied = rig.post(As::Operator, made.header("location"), "what=all").await;
                pages.push(rig.result(As::Operator, applied.header("location")).await);
            }
        }
    }
    // Records of every class.
    super::reasons::hold(&rig).await;
    pages.push(get(As::Operator, &tenant).await);
    let (held, dismissed) =
        (format!("{api}/held"), format!("cause={cause}&do=dismiss-all&reason=sent by hand"));
    documents.push(get(As::Operator, &held).await);
    documents.push(get(As::Operator, &format!("{api}/orders/{FROM_OLA}")).await);
    documents.push(get(As::Operator, &format!("{api}/orders/{FROM_KARI}")).await);
    assert_eq!(
        rig.post(As::Operator, &format!("{tenant}/held"), &dismissed).await.status,
        StatusCode::SEE_OTHER
    );
    let rule = wms_erp_sync::simulator::twentyfour::Rule::fault("Invalid credentials").always();
    for path in [
        tenant.as_str(),
        "/activity",
        &format!("/activity?tenant={TENANT}"),
        &format!("{tenant}/orders/{FROM_OLA}"),
    ] {
        pages.push(get(As::Operator, path).await);
    }
    pages.push(get(As::Operator, &format!("{tenant}/stock?article={TENT}")).await);
    pages.push(get(As::Operator, &format!("{tenant}/stock?article=")).await);
    documents.push(get(As::Operator, &format!("{api}/stock-journal?article={TENT}")).await);
    documents.push(get(As::Operator, &format!("{api}/orders/{FROM_OLA}")).await);
    rig.systems.erp.books().set_order_status(FROM_BERGEN, "Offer");
    rig.systems.erp.misbehave(rule);
    rig.once(TENANT).await;
    for path in ["/", tenant.as_str()] {
        pages.push(get(As::Operator, path).await);
    }
    documents.extend([get(As::Operator, &api).await, get(As::Operator, &format!("{api}/activities")).await]);

    let data = data(&documents);
    let found: BTreeSet<String> = pages.iter().flat_map(|page| unmarked(&page.body, &data)).collect();
    assert_eq!(found, BTreeSet::new());
    assert!(pages.len() > 40 && pages.iter().all(|page| page.body.contains("⟦")));
}

async fn read_as(rig: &Rig, path: &str, headers: &[(&str, &str)]) -> Reply {
    rig.send(As::Viewer, Method::GET, path, "", headers).await
}

#[tokio::test]
async fn a_page_is_in_the_language_that_was_chosen_or_that_the_browser_asks_for() {
    let rig = Rig::start_in(Language::Swedish).await;
    rig.look().await;
    for (headers, lang, words) in [
        (vec![], "sv", "Allt är i ordning"),
        (vec![("accept-language", "de")], "sv", "Allt är i ordning"),
        (vec![("accept-language", "nb-NO,nb;q=0.9,en;q=0.8")], "nb", "Alt er i orden"),
        (vec![("accept-language", "nb"), ("cookie", "wms_erp_language=en")], "en", "Nothing is wrong"),
        (vec![("accept-language", "en"), ("cookie", "wms_erp_language=<b>")], "en", "Nothing is wrong"),
    ] {
        let page = read_as(&rig, "/", &headers).await;
        let html = format!("<html lang=\"{lang}\">");
        assert!(page.body.contains(&html) && page.body.contains(words), "{headers:?}: {}", page.body);
        let chosen = format!("lang=\"{lang}\" aria-current=\"true\"");
        assert!(page.body.contains(&chosen), "{headers:?}: {}", page.body);
    }
}

#[tokio::test]
async fn a_language_is_chosen_without_logging_in_and_leads_back_to_the_page() {
    let rig = Rig::start().await;
    let login =
        rig.send(As::Nobody, Method::GET, "/login?next=%2Factivity", "", &[("accept-language", "nb")]).await;
    assert!(login.body.contains("Logg inn på wms-erp"), "{}", login.body);
    assert!(login.body.contains("value=\"/login?next=%2Factivity\""), "{}", login.body);
    let csrf = login.hidden("csrf");
    let choose = async |form: String| rig.post(As::Nobody, "/language", &format!("csrf={csrf}&{form}")).await;
    let chosen = choose("language=sv&next=%2Factvity%3Ftenant%3Dx".to_owned()).await;
    assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/actvity?tenant=x"));
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("wms_erp_language=sv; ") && cookie.contains("HttpOnly"), "{cookie}");
    let elsewhere = choose("language=sv&next=https%3A%2F%2Fevil.example".to_owned()).await;
    assert_eq!(elsewhere.header("location"), "/");
    assert_eq!(choose("language=de&next=%2F".to_owned()).await.status, StatusCode::BAD_REQUEST);
    let foreign = rig.post(As::Nobody, "/language", "csrf=0&language=sv").await;
    assert_eq!((foreign.status, foreign.header("set-cookie")), (StatusCode::FORBIDDEN, ""));
    let page = rig.send(As::Nobody, Method::GET, "/login", "", &[("cookie", cookie)]).await;
    assert!(page.body.contains("Logga in på wms-erp"), "{}", page.body);
}

/// A form of one's own leads back to where one was; what a form did is not repeated.
#[tokio::test]
async fn the_page_in_another_language_is_the_same_page() {
    let rig = Rig::start().await;
    let page = rig.get(As::Viewer, "/orders?q=tent").await;
    assert!(page.body.contains("name=\"next\" value=\"/orders?q=tent\""), "{}", page.body);
    let refused = rig.post(As::Operator, &format!("/tenants/{OTHER}/pause"), "").await;
    assert!(refused.body.contains("name=\"next\" value=\"/\""), "{}", refused.body);
}

/// The engine's remedies too; what the vendors and the office wrote stays as it is.
#[tokio::test]
async fn the_remedy_of_a_held_order_is_in_the_reader_s_language() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    for (language, remedy) in [
        ("nb", "rett landet i leveringsadressen på ordren i ERP; en ISO-kode med to bokstaver virker alltid"),
        (
            "sv",
            "rätta landet i leveransadressen på ordern i ERP; en ISO-kod med två bokstäver fungerar alltid",
        ),
    ] {
        for path in ["/", &format!("/tenants/{TENANT}"), &format!("/tenants/{TENANT}/orders/{FROM_OLA}")] {
            let page = read_as(&rig, path, &[("accept-language", language)]).await;
            assert!(page.body.contains(remedy) && page.body.contains("Norgge"), "{path}: {}", page.body);
        }
        let held =
            read_as(&rig, &format!("/api/v1/tenants/{TENANT}/held"), &[("accept-language", language)]).await;
        assert!(held.body.contains("a two-letter ISO code always works"), "{}", held.body);
    }
}

#[tokio::test]
async fn programs_get_english_whatever_they_accept() {
    let rig = Rig::start_in(Language::Norwegian).await;
    let headers = [("accept-language", "nb"), ("cookie", "wms_erp_language=nb")];
    let problem = read_as(&rig, "/api/v1/tenants/nothing", &headers).await;
    assert!(problem.body.contains("there is no tenant"), "{}", problem.body);
    let page = read_as(&rig, "/tenants/nothing", &headers).await;
    assert!(page.body.contains("det finnes ingen vareeier &quot;nothing&quot;"), "{}", page.body);
    let csv = read_as(&rig, "/activity.csv", &headers).await;
    assert!(csv.body.starts_with("time,user,tenant"), "{}", csv.body);
}
