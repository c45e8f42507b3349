//! Answers made to hurt, through the whole client over real connections, SOAP and REST: each ends in a clear error, in little
//! memory, and long before all of it was sent.
#![cfg(test)]

#[path = "../../../asmx-soap/tests/support/raw.rs"]
mod raw;

use futures::{StreamExt, TryStreamExt};
use ongoing_client::model::{ArticleDefinition, GetInventoryQuery, OrderFilters};
use ongoing_client::{
    Builder, Client, Credentials, Error, ErrorKind, GoodsOwner, NAMESPACE, RetryPolicy, WarehouseApi,
};
use raw::{Answer, Raw, peak};

const XML: &str = "text/xml; charset=utf-8";
const JSON: &str = "application/json";
const GIGABYTE: usize = 1 << 30;
/// All tests of this file together stay below it.
const MEMORY: usize = 900 << 20;

fn builder(server: &Raw) -> Builder {
    Client::builder(Credentials::new("WSI-acme", "secret"), GoodsOwner::new("ACME", 159))
        .base_url(&server.url)
        .retry(RetryPolicy::none())
}

fn envelope(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
         <GetOrdersByQueryResponse xmlns=\"{NAMESPACE}\"><GetOrdersByQueryResult><Orders>{inside}"
    )
}

fn check(server: &Raw, error: &Error, most: usize) {
    assert!(server.sent() < most, "{} bytes were read before {error}", server.sent());
    assert!(peak() < MEMORY, "{} bytes of memory", peak());
    assert!(!error.to_string().contains('\n') && error.to_string().len() < 400, "{error}");
}

/// What comes of asking for orders over SOAP.
async fn soap(answer: Answer) -> Error {
    let server = Raw::serve(answer);
    let client = builder(&server).build().unwrap();
    let mut orders = client.orders(OrderFilters::default());
    let error = loop {
        match orders.next().await.expect("an answer like that has no end") {
            Err(error) if !error.is_item() => break error,
            _ => {}
        }
    };
    check(&server, &error, 48 << 20);
    error
}

/// What comes of asking for stock over REST, and of writing an article.
async fn rest(answer: impl Fn() -> Answer) -> [Error; 2] {
    let server = Raw::serve(answer());
    let client = builder(&server).build_rest().unwrap();
    let read = client.inventory(GetInventoryQuery::default()).try_collect::<Vec<_>>().await.unwrap_err();
    check(&server, &read, 96 << 20);
    let server = Raw::serve(answer());
    let client = builder(&server).build_rest().unwrap();
    let write = client.process_article(ArticleDefinition::by_article_number("1")).await.unwrap_err();
    check(&server, &write, 96 << 20);
    [read, write]
}

/// The words of the causes.
fn causes(error: &Error) -> String {
    let mut all = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        all += &format!(": {inner}");
        cause = inner.source();
    }
    all
}

fn unreadable(error: &Error, why: &str) {
    assert_eq!(error.kind(), ErrorKind::Unreadable, "{error:?}");
    assert!(causes(error).contains(why), "{}", causes(error));
    assert!(!error.is_transient(), "asking again helps nobody");
}

#[tokio::test]
async fn an_entity_bomb() {
    let entity = |n: u32| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n.saturating_sub(1)).repeat(10));
    let bomb: String = (1..10).map(entity).collect();
    let xml = format!("<!DOCTYPE b [<!ENTITY l0 \"lol\">{bomb}]>{}<Order>&l9;", envelope(""));
    unreadable(&soap(Answer::ok(XML, xml, "", 0)).await, "document type");
}

#[tokio::test]
async fn a_quadratic_blow_up() {
    let xml = format!("<!DOCTYPE b [<!ENTITY a \"{}\">]>{}<Order>", "a".repeat(1 << 16), envelope(""));
    unreadable(&soap(Answer::ok(XML, xml, "&a;", 1 << 20)).await, "document type");
}

#[tokio::test]
async fn depth() {
    unreadable(&soap(Answer::ok(XML, envelope("<Order>"), "<x>", GIGABYTE / 3)).await, "depth");
}

#[tokio::test]
async fn a_million_attributes() {
    let million = format!("<Order{}/>", " a='b'".repeat(1_000_000));
    unreadable(&soap(Answer::ok(XML, envelope(&million), " ", GIGABYTE)).await, "attributes");
}

#[tokio::test]
async fn a_gigabyte_of_text() {
    let inside = envelope("<Order><OrderInfo><OrderRemark>");
    unreadable(&soap(Answer::ok(XML, inside, "x", GIGABYTE)).await, "item_bytes");
    for begin in ["[{\"articleName\": \"", "\""] {
        for error in rest(|| Answer::ok(JSON, begin, "x", GIGABYTE)).await {
            unreadable(&error, "larger than the limit");
        }
    }
}

#[tokio::test]
async fn a_flood_of_headers() {
    let flood = || Answer::bytes("HTTP/1.1 200 OK\r\n".to_owned(), "X-Flood: x\r\n", GIGABYTE / 12);
    let [read, write] = rest(flood).await;
    for error in [soap(flood()).await, read, write] {
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{error:?}");
    }
}

#[tokio::test]
async fn a_gzip_bomb() {
    // Nobody asked for compression, and nothing is inflated.
    let bomb = || Answer::zipped(JSON, "[", "     ", GIGABYTE / 80);
    let [read, write] = rest(bomb).await;
    for error in [soap(bomb()).await, read, write] {
        assert_eq!(error.kind(), ErrorKind::NotTheApi, "{error:?}");
    }
}

#[tokio::test]
async fn deep_json() {
    for again in ["[", "{\"a\":", "[{\"articleName\":"] {
        for error in rest(|| Answer::ok(JSON, "", again, 1 << 20)).await {
            assert!(
                matches!(error.kind(), ErrorKind::NotTheApi | ErrorKind::Unreadable),
                "{again}: {error:?}"
            );
        }
        let times = GIGABYTE / again.len();
        for error in rest(|| Answer::ok(JSON, "", again, times)).await {
            unreadable(&error, "larger than the limit");
        }
    }
    let error = soap(Answer::ok(JSON, "", "[", GIGABYTE)).await;
    assert_eq!(error.kind(), ErrorKind::NotTheApi, "{error:?}");
}

#[tokio::test]
async fn a_million_keys() {
    let keys = || Answer::ok(JSON, "{", "\"a\":1,", GIGABYTE / 6);
    for error in rest(keys).await {
        unreadable(&error, "larger than the limit");
    }
}

#[tokio::test]
async fn an_error_page_of_a_gigabyte() {
    let page = || {
        let head =
            "HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>".to_owned();
        Answer::bytes(head, "<br>", GIGABYTE / 4)
    };
    let error = soap(page()).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(500)));
    for error in rest(page).await {
        assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(500)), "{error:?}");
    }
}
