//! The morning round in a real browser: Chromium through WebDriver, over two simulated systems.
//!
//! Needs `chromium` and `chromedriver` (Debian: chromium, chromium-driver). With `AXE=path/to/axe.min.js` each page is also checked
//! by axe-core (npm: axe-core). With `SCREENSHOTS=1` the pictures in `docs/` are taken again.

mod budget;
mod driver;
mod look;

use tokio::io::BufReader;
use wms_erp_host::TokenHash;
use wms_erp_host::sandbox::company::{FROM_KARI, FROM_OLA};

use crate::child::Street;
use crate::http::address;
use crate::skipped;
use driver::Browser;
use look::{Scheme, in_each_language, is_accessible};

const OPERATOR: &str = "the operator's token";
const VIEWER: &str = "the viewer's token";
const HOSTILE: &str = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

/// What the configuration of the two systems gets besides: processes that run every five seconds, but for orders, which wait for people;
/// and two users.
fn more() -> String {
    let user = |name: &str, role: &str, token: &str| {
        let hash = TokenHash::of(token);
        format!(
            "[[http.user]]\nname = \"{name}\"\nrole = \"{role}\"\nall_tenants = true\ntoken_sha256 = \"{hash}\"\n"
        )
    };
    let every = |process: &str| format!("[tenant.{process}]\ninterval = \"5s\"\n");
    let processes: String = ["articles", "order_status", "stock"].map(every).concat();
    let users = user("anna", "operator", OPERATOR) + &user("carl", "viewer", VIEWER);
    format!("interval = \"1h\"\n{processes}\n[http]\nlisten = \"127.0.0.1:0\"\n{users}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_morning_round() {
    let Some(browser) = Browser::start().await else {
        return skipped("there is no chromedriver; install the packages chromium and chromium-driver");
    };
    if look::axe().is_none() {
        skipped("axe-core: the variable AXE does not name its script");
    }
    let street = Street::start().await;
    let books = street.systems.erp.books();
    // Those who look at the pictures need not wonder at it.
    let (country, shown) =
        if look::is_taking_pictures() { ("Norgge", "Norgge") } else { (HOSTILE, "<script>") };
    assert!(books.patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", country)));
    street.configure(&more());
    let mut child = street.host(&["run"]).spawn().unwrap();
    let address = address(BufReader::new(child.stderr.take().unwrap())).await;
    let page = |path: &str| format!("http://{address}{path}");

    // Someone who is not logged in sees the login, and a wrong token does not help.
    browser.open(&page("/")).await;
    browser.says("Log in to wms-erp").await;
    is_accessible(&browser, "login").await;
    in_each_language(&browser, "login").await;
    log_in(&browser, "guess").await;
    browser.says("This token is unknown").await;
    log_in(&browser, OPERATOR).await;
    browser.says("anna · operator").await;

    // What is wrong, for whom, since when, what to do: as text, whatever it is called.
    browser.until(&page("/"), "1 record needs a person").await;
    browser.says("Orders: 1 record needs a person").await;
    browser.says(shown).await;
    browser.says("two-letter ISO code").await;
    assert_eq!(browser.title().await, "Overview – wms-erp");
    look::picture(&browser, "overview", Scheme::Light).await;
    is_accessible(&browser, "overview").await;
    look::picture(&browser, "overview-dark", Scheme::Dark).await;
    is_accessible(&browser, "overview, dark").await;
    look::narrow(&browser).await;
    is_accessible(&browser, "overview, narrow").await;
    look::picture(&browser, "overview-narrow", Scheme::Light).await;
    look::wide(&browser).await;
    in_each_language(&browser, "overview").await;

    // The tenant, its held record with the remedy; the office mends it, and it is retried.
    browser.follow("nordlys").await;
    browser.says("Held records").await;
    is_accessible(&browser, "tenant").await;
    look::picture(&browser, "tenant", Scheme::Light).await;
    look::narrow(&browser).await;
    is_accessible(&browser, "tenant, narrow").await;
    look::picture(&browser, "tenant-narrow", Scheme::Dark).await;
    look::wide(&browser).await;
    look::scheme(&browser, Scheme::Light).await;
    in_each_language(&browser, "tenant").await;
    assert!(books.patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge")));
    browser.click("input[name=record]").await;
    browser.click("button[value=retry]").await;
    browser.says("1 record will be retried").await;
    browser.until(&page("/tenants/nordlys"), "Nothing is held.").await;
    assert!(street.systems.wms.order(&FROM_OLA.to_string()).is_some());
    browser.until(&page("/"), "Nothing is wrong").await;
    look::picture(&browser, "overview-well", Scheme::Light).await;

    // An order is found by its number.
    browser.type_into("#find-order", &FROM_KARI.to_string()).await;
    browser.click(".find button").await;
    browser.says("What it waits for").await;
    browser.says("imported into the WMS").await;
    is_accessible(&browser, "order").await;
    look::picture(&browser, "order", Scheme::Light).await;
    in_each_language(&browser, "order").await;

    // The office changes a quantity; the plan says so, is approved, and done. Before the pause: what was due in it runs when it ends,
    // and could bring the change over before the plan does.
    more_of_the_first_row(&street, FROM_KARI);
    browser.open(&page("/tenants/nordlys/plan")).await;
    is_accessible(&browser, "plan, chosen").await;
    browser.click("button.main").await;
    browser.says("Approve 1 write").await;
    is_accessible(&browser, "plan").await;
    browser.says("NumberOfItems").await;
    look::picture(&browser, "plan", Scheme::Light).await;
    in_each_language(&browser, "plan").await;
    browser.click("button.main").await;
    browser.says("The plan was applied.").await;
    is_accessible(&browser, "plan, applied").await;
    let order = street.systems.wms.order(&FROM_KARI.to_string()).unwrap();
    assert!(order.lines.iter().any(|line| line.number_of_items == 7.into()), "{order:?}");

    // A pause is begun and ended.
    browser.open(&page("/tenants/nordlys")).await;
    browser.click("summary").await;
    browser.type_into("#pause-reason", "stocktaking").await;
    browser.click("form[action$=pause] button").await;
    browser.says("Paused: all.").await;
    is_accessible(&browser, "tenant, paused").await;
    browser.click("form[action$=resume] button").await;
    browser.says("Resumed: all.").await;

    // Why the ERP shows the stock that it shows.
    browser.open(&page("/tenants/nordlys/stock")).await;
    is_accessible(&browser, "stock").await;
    browser.click("main form button").await;
    browser.says("written to the ERP").await;
    is_accessible(&browser, "stock, shown").await;
    look::picture(&browser, "stock", Scheme::Light).await;
    in_each_language(&browser, "stock").await;

    // What was done is written down.
    browser.open(&page("/activity")).await;
    for words in ["anna", "retry", "pause", "resume", "stocktaking", "apply a plan"] {
        browser.says(words).await;
    }
    is_accessible(&browser, "activity").await;
    look::picture(&browser, "activity", Scheme::Light).await;
    in_each_language(&browser, "activity").await;

    // A viewer has no buttons, and is refused without them.
    browser.click(".who button").await;
    browser.says("Log in to wms-erp").await;
    log_in(&browser, VIEWER).await;
    browser.says("carl · viewer").await;
    browser.open(&page("/tenants/nordlys")).await;
    assert_eq!(browser.count("main button").await, 0);
    let refused = browser.post_from_here("/tenants/nordlys/pause", "process=all&hours=1&reason=x").await;
    assert_eq!(refused, 403);

    assert_eq!(browser.others(&page("/")).await, Vec::<String>::new(), "nothing is fetched from other hosts");
    let expected = |line: &String| line.contains("401") || line.contains("403");
    let errors: Vec<String> = browser.errors().await.into_iter().filter(|line| !expected(line)).collect();
    assert_eq!(errors, Vec::<String>::new());
    browser.close().await;
    child.kill().await.unwrap();
}

async fn log_in(browser: &Browser, token: &str) {
    browser.type_into("#token", token).await;
    browser.click("button.main").await;
}

/// The office orders seven of what stands first on an order.
fn more_of_the_first_row(street: &Street, order: i32) {
    let books = street.systems.erp.books();
    let record = books.order(order).unwrap();
    let row = record.list("InvoiceRows").iter().find_map(|row| row.int("RowId")).unwrap();
    assert!(books.patch_row(order, row, |row| row.set("Quantity", 7)));
}
