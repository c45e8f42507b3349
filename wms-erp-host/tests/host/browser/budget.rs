//! The budget of requests in a real browser: who looks at it, reads it or reaches it by the keyboard learns the same as a program.

use chrono::{DurationRound, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio::io::BufReader;
use wms_erp_sync::clock::{Clock, SystemClock};
use wms_erp_sync::store::{Batch, SqliteStore, Store, Table};

use super::driver::{Browser, Key};
use super::look::{self, Scheme, is_accessible};
use crate::child::Street;
use crate::http::address;
use crate::skipped;

/// What three processes that run every eight seconds do not get by with.
const SUPPLY: u32 = 1_200;
const HOURS: usize = 48;

/// What the service did in the hours before: more was needed by day, and at noon too much. Of one hour, nothing is known.
async fn earlier_hours(street: &Street) {
    let store = SqliteStore::open(street.folder().join("sync.sqlite3")).await.unwrap();
    let host = street.systems.erp.base_url().replace("http://", "");
    let now: chrono::DateTime<Utc> = SystemClock.now().duration_trunc(TimeDelta::hours(1)).unwrap();
    let mut batch = Batch::new();
    for back in (1..HOURS as u32).filter(|back| *back != 9) {
        let hour = now - TimeDelta::hours(back.into());
        let (by_day, supply) = ((back + 6) % 24, if back > 40 { SUPPLY * 2 / 3 } else { SUPPLY });
        let demand = 300 + 10 * by_day * (24 - by_day);
        let other = if demand > supply { 1.75 } else { 1.0 };
        let document = json!({ "v": 1, "demand": demand, "supply": supply, "urgent": 1.0, "other": other });
        let key = format!("budget/{}/office {host}", hour.format("%Y-%m-%dT%H:%M"));
        batch.put(Table::Service, key, document.to_string());
    }
    store.commit("", &[], batch).await.unwrap();
}

/// The cells of the rows of a table, whether it is unfolded or not.
async fn rows(browser: &Browser, table: &str) -> Vec<Vec<String>> {
    let script = "return [...document.querySelector(arguments[0]).tBodies[0].rows]\
                  .map(row => [...row.cells].map(cell => cell.textContent))";
    serde_json::from_value(browser.ask_of(script, table).await).unwrap()
}

/// The budget by the API, and the cells of both tables of the page; read until nothing has changed in between.
async fn both(browser: &Browser, page: &impl Fn(&str) -> String) -> (Value, Vec<String>, Vec<Vec<String>>) {
    let api = async || {
        browser.open(&page("/api/v1/budget")).await;
        serde_json::from_str::<Value>(&browser.text().await).unwrap()
    };
    for _ in 0..10 {
        let before = api().await;
        browser.open(&page("/")).await;
        let now = rows(browser, "section[aria-labelledby=budget] > .scroll table").await;
        let hours = rows(browser, "figure:has(#budget-0) details table").await;
        if api().await == before {
            browser.open(&page("/")).await;
            let [now] = <[Vec<String>; 1]>::try_from(now).unwrap();
            return (before, now, hours);
        }
    }
    panic!("the budget changes all the time");
}

/// A number as the page writes it in English.
fn number(value: &Value) -> String {
    let digits = value.as_u64().unwrap().to_string();
    match digits.len() {
        ..=3 => digits,
        length => format!("{},{}", &digits[..length - 3], &digits[length - 3..]),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_budget_is_the_same_as_a_picture_as_a_table_and_for_programs() {
    let Some(browser) = Browser::start().await else {
        return skipped("there is no chromedriver; install the packages chromium and chromium-driver");
    };
    if look::axe().is_none() {
        skipped("axe-core: the variable AXE does not name its script");
    }
    let street = Street::start().await;
    let every = |process: &str| format!("[tenant.{process}]\ninterval = \"8s\"\n");
    let processes: String = ["articles", "order_status", "stock"].map(every).concat();
    street.configure(&format!("interval = \"1h\"\n{processes}\n[http]\nlisten = \"127.0.0.1:0\"\n"));
    street.configure_first(&format!("egress = \"office\"\nrequests_per_hour = {SUPPLY}\n"));
    earlier_hours(&street).await;
    let mut child = street.host(&["run"]).spawn().unwrap();
    let address = address(BufReader::new(child.stderr.take().unwrap())).await;
    let page = |path: &str| format!("http://{address}{path}");
    browser.until(&page("/"), "Requests to 24SevenOffice").await;
    browser.until_gone(&page("/"), "not run yet").await;

    // What the table, the problem above it and the API say.
    let (api, now, hours) = both(&browser, &page).await;
    let items = api["items"].as_array().unwrap();
    assert!(items.len() == 1 && api["next"].is_null(), "{api}");
    let budget = &items[0];
    assert!(budget["address"].as_str().unwrap().starts_with("office 127.0.0.1"), "{budget}");
    // A hundredth is left to each process that cannot reach the store.
    let supply = budget["supply"].as_u64().unwrap();
    assert!((u64::from(SUPPLY) * 9 / 10..=SUPPLY.into()).contains(&supply), "{budget}");
    let (stretch, urgent) = (budget["stretch"].as_f64().unwrap(), budget["urgent_stretch"].as_f64().unwrap());
    assert!(stretch > 1.0 && urgent == 1.0, "{budget}");
    let words = format!("articles, suppliers and stock run {stretch} times less often");
    let [name, demand, supply] = [&budget["address"], &budget["demand"], &budget["supply"]];
    let expected =
        [name.as_str().unwrap().to_owned(), "1".to_owned(), number(demand), number(supply), words.clone()];
    assert_eq!(now, expected);
    browser
        .says(&format!(
            "{} requests per hour are needed, and {} are available",
            number(demand),
            number(supply)
        ))
        .await;
    browser.says(&words).await;

    // The figures of each hour, and the bars that are drawn of them.
    let known = budget["hours"].as_array().unwrap();
    assert_eq!((hours.len(), known.len()), (HOURS, HOURS - 1), "of one hour nothing is known");
    let figures: Vec<_> = hours.iter().filter(|row| row[1] != "–").map(|row| [&row[1], &row[2]]).collect();
    let expected: Vec<_> =
        known.iter().map(|hour| [number(&hour["demand"]), number(&hour["supply"])]).collect();
    assert_eq!(figures, expected.iter().map(|[one, other]| [one, other]).collect::<Vec<_>>());
    let highest = |name: &str| known.iter().map(|hour| hour[name].as_u64().unwrap()).max().unwrap();
    let greatest = highest("demand").max(highest("supply"));
    for (bars, name) in [("rect.series-0", "demand"), ("rect.series-1", "supply")] {
        let script = "return [...document.querySelectorAll(`figure:has(#budget-0) ${arguments[0]}`)]\
                      .map(bar => Number(bar.getAttribute('height')))";
        let heights: Vec<u64> = serde_json::from_value(browser.ask_of(script, bars).await).unwrap();
        let expected = known.iter().map(|hour| (hour[name].as_u64().unwrap() * 120).div_ceil(greatest));
        assert_eq!(heights, expected.collect::<Vec<_>>(), "{name}");
    }

    by_keyboard(&browser).await;
    in_every_form(&browser, &page).await;
    browser.open(&page("/")).await;
    look::tall(&browser).await;
    look::picture(&browser, "budget", Scheme::Light).await;
    look::narrow(&browser).await;
    look::to_top_of(&browser, "#budget").await;
    look::picture(&browser, "budget-narrow", Scheme::Dark).await;
    // A document that is no page names no icon.
    let is_error = |line: &String| !line.contains("/favicon.ico");
    let errors: Vec<String> = browser.errors().await.into_iter().filter(is_error).collect();
    assert_eq!(errors, Vec::<String>::new());
    browser.close().await;
    child.kill().await.unwrap();
}

/// The table can be scrolled and the figures be unfolded without a mouse, on a phone's width.
async fn by_keyboard(browser: &Browser) {
    look::narrow(browser).await;
    let is_at = async |selector: &str| {
        browser.ask_of("return document.activeElement.matches(arguments[0])", selector).await == true
    };
    let tab_to = async |selector: &str| {
        for _ in 0..100 {
            browser.press(Key::Tab).await;
            if is_at(selector).await {
                return;
            }
        }
        panic!("{selector} is not reached by the keyboard");
    };
    let left = async |selector: &str| -> f64 {
        let at = browser.ask_of("return document.querySelector(arguments[0]).scrollLeft", selector).await;
        at.as_f64().unwrap()
    };
    let table = "section[aria-labelledby=budget] > .scroll";
    tab_to(table).await;
    browser.press(Key::Right).await;
    browser.holds(async || left(table).await > 0.0, "the table scrolls").await;
    tab_to("figure:has(#budget-0) summary").await;
    browser.press(Key::Enter).await;
    browser.shows("figure:has(#budget-0) details[open]").await;
    tab_to("figure:has(#budget-0) details .scroll").await;
    look::wide(browser).await;
}

/// Whatever the language, the colours and the width, with the figures unfolded.
async fn in_every_form(browser: &Browser, page: &impl Fn(&str) -> String) {
    browser.open(&page("/")).await;
    for (language, words) in [
        ("nb", ["Forespørsler til 24SevenOffice", "Behov per time", "ganger sjeldnere"]),
        ("sv", ["Förfrågningar till 24SevenOffice", "Behov per timme", "gånger mer sällan"]),
        ("en", ["Requests to 24SevenOffice", "Needed per hour", "times less often"]),
    ] {
        browser.click(&format!("button[value={language}]")).await;
        browser.shows(&format!("html[lang={language}]")).await;
        for words in words {
            browser.says(words).await;
        }
        browser.ask("document.querySelectorAll('details').forEach(one => one.open = true)").await;
        for scheme in [Scheme::Light, Scheme::Dark] {
            look::scheme(browser, scheme).await;
            look::narrow(browser).await;
            is_accessible(browser, &format!("budget, narrow, {scheme:?}, in {language}")).await;
            is_readable(browser, language).await;
            look::wide(browser).await;
            is_accessible(browser, &format!("budget, {scheme:?}, in {language}")).await;
        }
    }
}

/// On a phone's width, no word is broken but addresses, no cell becomes a column of letters, and the words of the picture are not tiny.
async fn is_readable(browser: &Browser, language: &str) {
    let script = r"
        const cells = [...document.querySelectorAll('section[aria-labelledby=budget] > .scroll td, section[aria-labelledby=budget] > .scroll th')];
        const high = cells.filter(cell => cell.getBoundingClientRect().height > 150).map(cell => cell.textContent);
        const words = [...document.querySelectorAll('figure:has(#budget-0) svg text')].map(text => text.getBoundingClientRect());
        const edge = document.querySelector('figure:has(#budget-0)').getBoundingClientRect();
        const cut = words.filter(box => box.left < edge.left || box.right > edge.right).length;
        const tiny = words.filter(box => box.height < 10).length;
        return [cells.length > 5, high, cut, tiny];
    ";
    assert_eq!(browser.ask(script).await, json!([true, [], 0, 0]), "{language}");
}
