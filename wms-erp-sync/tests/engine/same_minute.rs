//! The ERP rounds the times of changes to the minute: a correction within the minute of the first edit keeps its time.
//! It goes over all the same, as soon as the minute is past.

use std::time::Duration;

use wms_erp_sync::{CancellationToken, Class, Process, Report, Suppliers, Trigger};

use super::bench::{Bench, TENANT, customer, order, product};
use crate::articles::held_as;

async fn shop() -> Bench {
    let bench = Bench::with(|tenant| tenant.suppliers(Suppliers::default())).await;
    bench.erp.change(|options| options.rounded_changes = true);
    bench
}

/// So many seconds pass, and a timer runs the process.
async fn after(bench: &Bench, seconds: u64, process: Process) -> Report {
    bench.clock.advance(Duration::from_secs(seconds));
    bench.engine.run(TENANT, process, Trigger::Scheduled, &CancellationToken::new()).await.unwrap()
}

/// What the documentation promises: 90 seconds, and the interval of the process, here 15 seconds.
async fn within_the_promised_time(bench: &Bench, process: Process, is_there: impl Fn() -> bool) -> u64 {
    for seconds in (15..=105).step_by(15) {
        after(bench, 15, process).await;
        if is_there() {
            return seconds;
        }
    }
    panic!("the correction did not go over within 105 seconds");
}

#[tokio::test]
async fn an_order_that_is_corrected_within_the_minute_goes_over_again() {
    let bench = shop().await;
    let cup = bench.books().add_product(product("KOPP", "Kopp", 5));
    let kari = bench.books().add_company(customer("Kari"));
    let id = bench.books().add_order(order(kari, &[(cup, 1)]).with("ReferenceNumber", "1"));
    after(&bench, 5, Process::Orders).await;
    bench.clock.advance(Duration::from_secs(5));
    bench.books().patch_order(id, |order| order.set("ReferenceNumber", "2"));
    let reference = || bench.wms.order(&id.to_string()).unwrap().data.reference_number;
    assert_eq!(reference().as_deref(), Some("1"));
    within_the_promised_time(&bench, Process::Orders, || reference().as_deref() == Some("2")).await;
    after(&bench, 120, Process::Orders).await;
    bench.wms.control().clear_requests();
    after(&bench, 120, Process::Orders).await;
    assert_eq!(bench.wms.control().count("ProcessOrder"), 0, "and no more often than that");
}

#[tokio::test]
async fn a_held_order_that_is_corrected_within_the_minute_goes_over() {
    let bench = shop().await;
    let cup = bench.books().add_product(product("KOPP", "Kopp", 5));
    let kari = bench.books().add_company(customer("Kari"));
    let id = bench.books().add_order(order(kari, &[(cup, 1)]).with("Addresses.Delivery.Country", "Atlantis"));
    after(&bench, 5, Process::Orders).await;
    assert_eq!(held_as(&bench).await, [(id.to_string(), Class::NeedsPerson)]);
    bench.clock.advance(Duration::from_secs(5));
    bench.books().patch_order(id, |order| order.set("Addresses.Delivery.Country", "NO"));
    within_the_promised_time(&bench, Process::Orders, || bench.wms.order(&id.to_string()).is_some()).await;
    assert_eq!(held_as(&bench).await, []);
}

#[tokio::test]
async fn a_product_that_is_corrected_within_the_minute_goes_over_in_the_next_run() {
    let bench = shop().await;
    bench.wms.set_rules(|rules| rules.limits.article_number = 5);
    let fine = bench.books().add_product(product("KOPP", "Kop", 5));
    let held = bench.books().add_product(product("FOR-LANG", "Lang", 5));
    after(&bench, 5, Process::Articles).await;
    assert_eq!(held_as(&bench).await, [(held.to_string(), Class::Rejected)]);
    bench.clock.advance(Duration::from_secs(5));
    bench.books().patch_product(fine, |product| product.set("Name", "Kopp"));
    bench.books().patch_product(held, |product| product.set("No", "KORT"));
    let article = |id: i32| bench.wms.article_by_product_code(&id.to_string());
    let is_there =
        || article(held).is_some() && article(fine).unwrap().data.article_name.as_deref() == Some("Kopp");
    assert_eq!(
        within_the_promised_time(&bench, Process::Articles, is_there).await,
        15,
        "what they hold counts"
    );
    assert_eq!(held_as(&bench).await, []);
}

#[tokio::test]
async fn a_company_that_is_corrected_within_the_minute_goes_over_in_the_next_run() {
    let bench = shop().await;
    let company = bench.books().add_company(customer("Kaffe").with("Type", "Supplier"));
    let id = bench.books().add_product(product("K", "Kaffe", 5).with("SupplierId", company));
    after(&bench, 5, Process::Articles).await;
    bench.books().patch_company(company, |company| company.set("Name", "Kaffebrenneri"));
    after(&bench, 5, Process::Suppliers).await;
    bench.clock.advance(Duration::from_secs(5));
    bench.books().patch_company(company, |company| company.set("Name", "Kaffebrenneriet"));
    let is_there = || {
        let article = bench.wms.article_by_product_code(&id.to_string()).unwrap();
        bench.wms.suppliers()[article.main_supplier.unwrap()].name.as_deref() == Some("Kaffebrenneriet")
    };
    assert_eq!(within_the_promised_time(&bench, Process::Suppliers, is_there).await, 15);

    // One that waits for an article is kept as it is called last.
    let other = bench.books().add_company(customer("Te").with("Type", "Supplier"));
    after(&bench, 5, Process::Suppliers).await;
    assert_eq!(held_as(&bench).await, [(other.to_string(), Class::Waiting)]);
    bench.clock.advance(Duration::from_secs(5));
    bench.books().patch_company(other, |company| company.set("Name", "Tehuset"));
    bench.books().patch_product(id, |product| product.set("SupplierId", other));
    after(&bench, 5, Process::Suppliers).await;
    after(&bench, 5, Process::Articles).await;
    let article = bench.wms.article_by_product_code(&id.to_string()).unwrap();
    assert_eq!(bench.wms.suppliers()[article.main_supplier.unwrap()].name.as_deref(), Some("Tehuset"));
}

#[tokio::test]
async fn the_contact_data_of_an_order_are_those_that_its_company_has_when_the_order_goes() {
    let bench = shop().await;
    let cup = bench.books().add_product(product("KOPP", "Kopp", 5));
    let company = bench.books().add_company(customer("Kari").with("PhoneNumbers.Mobile.Value", "900 00 001"));
    bench.books().add_order(order(company, &[(cup, 1)]));
    after(&bench, 5, Process::Orders).await;
    bench.clock.advance(Duration::from_secs(5));
    bench.books().patch_company(company, |company| company.set("PhoneNumbers.Mobile.Value", "900 00 002"));
    let second = bench.books().add_order(order(company, &[(cup, 1)]));
    after(&bench, 5, Process::Orders).await;
    let phone = |id: i32| {
        let address = bench.wms.customer_of(&id.to_string()).unwrap().data.address;
        format!("{address:?}")
    };
    assert!(phone(second).contains("900 00 002"), "{}", phone(second));
}
