//! Both readers read the same: otherwise a comparison of their costs says nothing.

#![expect(clippy::unwrap_used, reason = "what a test does")]

use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::XsDateTime;
use twentyfour_client::types::{
    InvoiceOrder, InvoiceSearchParameters, OrderId, Product, ProductSearchParameters,
};
use wms_erp_benchmarks::canned::{at_once, client};
use wms_erp_benchmarks::fixture;
use wms_erp_benchmarks::serde_reader::{self, Answer};

fn products(xml: String) -> Vec<Product> {
    let client = client(xml).unwrap();
    at_once(async { client.get_products(ProductSearchParameters::default(), &[]).await?.try_collect().await })
        .unwrap()
}

fn orders(xml: String) -> Vec<InvoiceOrder> {
    let client = client(xml).unwrap();
    let search = InvoiceSearchParameters { order_ids: vec![OrderId(1)], ..Default::default() };
    at_once(async { client.get_invoices(search, &[]).await?.try_collect().await }).unwrap()
}

/// serde keeps the sentinel that stands for "no number".
fn number(number: Option<Decimal>) -> Option<Decimal> {
    number.filter(|number| *number != Decimal::MIN)
}

fn time(time: Option<XsDateTime>) -> Option<chrono::NaiveDateTime> {
    time.map(|time| time.naive())
}

fn text(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

#[test]
fn the_same_products() {
    let fixture = fixture::products(300);
    let theirs: Answer<Vec<serde_reader::Product>> = quick_xml::de::from_str(&fixture.xml).unwrap();
    let theirs = theirs.into_items();
    let ours = products(fixture.xml);
    assert_eq!((ours.len(), theirs.len()), (300, 300));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours.id.map(|id| id.0), theirs.id);
        assert_eq!(text(&ours.name), text(&theirs.name));
        assert_eq!(text(&ours.description), text(&theirs.description));
        assert_eq!(text(&ours.description_long), text(&theirs.description_long));
        assert_eq!(
            [ours.price, ours.stock, ours.web_price],
            [theirs.price, theirs.stock, theirs.web_price].map(number)
        );
        let changed = theirs.date_changed.filter(|time| time.and_utc().timestamp() > -62_135_596_800);
        assert_eq!(time(ours.date_changed), changed);
        assert_eq!([ours.web, ours.stock_controlled], [theirs.web, theirs.stock_controlled]);
        assert_eq!(ours.api_exception.is_some(), theirs.api_exception.is_some());
    }
    assert!(
        theirs.iter().any(|product| product.web.is_none())
            && ours.iter().any(|product| product.price.is_none())
    );
}

#[test]
fn the_same_orders() {
    let fixture = fixture::orders(60);
    let theirs: Answer<Vec<serde_reader::InvoiceOrder>> = quick_xml::de::from_str(&fixture.xml).unwrap();
    let theirs = theirs.into_items();
    let ours = orders(fixture.xml);
    assert_eq!((ours.len(), theirs.len()), (60, 60));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours.order_id.map(|id| id.0), theirs.order_id);
        let streets = |order: &InvoiceOrder| order.addresses.clone().unwrap().invoice.unwrap().street;
        assert_eq!(streets(ours), theirs.addresses.clone().unwrap().invoice.unwrap().street);
        assert_eq!(ours.invoice_template_id, theirs.invoice_template_id.filter(|id| !id.is_nil()));
        let rows = &theirs.invoice_rows.as_ref().unwrap().items;
        assert_eq!((ours.invoice_rows.len(), rows.len()), (fixture::ROWS, fixture::ROWS));
        for (ours, theirs) in ours.invoice_rows.iter().zip(rows) {
            assert_eq!((&ours.name, &ours.product_no), (&theirs.name, &theirs.product_no));
            assert_eq!(
                [ours.quantity, ours.price, ours.cost],
                [theirs.quantity, theirs.price, theirs.cost].map(number)
            );
        }
    }
}

/// The law of allocations counts the texts of the fixture: they are counted right.
#[test]
fn the_fixture_counts_its_texts() {
    let fixture = fixture::products(300);
    let texts = fixture.texts;
    let counted: usize = products(fixture.xml)
        .iter()
        .map(|p| {
            let said = p
                .api_exception
                .as_ref()
                .map_or(0, |e| [&e.kind, &e.message].iter().filter(|t| t.is_some()).count());
            let texts = [
                &p.name,
                &p.description,
                &p.description_long,
                &p.ean1,
                &p.no,
                &p.stock_location,
                &p.supplier_product_code,
                &p.supplier_product_name,
                &p.product_code,
            ];
            said + texts.into_iter().filter(|t| text(t).is_some()).count()
        })
        .sum();
    assert_eq!(texts, counted);
}
