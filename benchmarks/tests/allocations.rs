//! The law of allocations: one for each text that is not empty, and 2.5 for each product, order and row.

use allocation_counter::measure;
use wms_erp_benchmarks::canned::{at_once, client};
use wms_erp_benchmarks::fixture::{self, Fixture, ROWS};
use wms_erp_benchmarks::measured::{self, orders, products};

/// `.ci/bench` reads what is printed.
#[expect(clippy::print_stdout, reason = "the figures are for reading")]
fn count(what: &str, items: usize, work: impl FnOnce() -> usize) -> u64 {
    let mut read = 0;
    let allocations = measure(|| read = work()).count_total;
    assert_eq!(read, items);
    println!("allocations {what} {items} {allocations}");
    allocations
}

fn law(texts: usize, records: usize) -> u64 {
    (texts + records * 5 / 2) as u64
}

#[test]
fn decoding_products() {
    let Fixture { xml, items, texts } = fixture::products(2000);
    let client = client(xml).unwrap();
    at_once(client.login()).unwrap();
    let allocations = count("decode-products", items, || measured::stream(products(&client)).unwrap());
    assert!(allocations <= law(texts, items), "{allocations} for {texts} texts of {items} products");
    assert!(allocations >= texts as u64, "the fixture's texts are all read");
}

#[test]
fn decoding_orders() {
    let Fixture { xml, items, texts } = fixture::orders(400);
    let client = client(xml).unwrap();
    at_once(client.login()).unwrap();
    let allocations = count("decode-orders", items, || measured::stream(orders(&client)).unwrap());
    let records = items * (1 + ROWS);
    assert!(
        allocations <= law(texts, records),
        "{allocations} for {texts} texts of {records} orders and rows"
    );
    assert!(allocations >= texts as u64, "the fixture's texts are all read");
}

/// An envelope is one text that grows.
#[test]
fn encoding_products() {
    let client = client(fixture::products(1000).xml).unwrap();
    let save = measured::save(&client).unwrap();
    let allocations = count("encode-products", 1000, || measured::encode(&save).unwrap());
    assert!(allocations <= 2500, "{allocations}");
}
