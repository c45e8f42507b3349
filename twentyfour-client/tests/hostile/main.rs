//! Answers made to hurt, through the whole client over real connections: each ends in a clear error, in little memory, and
//! long before all of it was sent.
#![cfg(test)]

#[path = "../../../asmx-soap/tests/support/raw.rs"]
mod raw;

use asmx_soap::http::HttpErrorKind;
use asmx_soap::{DecodeError, DecodeErrorKind, Delivery};
use futures::StreamExt;
use raw::{Answer, Raw, peak};
use twentyfour_client::error::ErrorKind;
use twentyfour_client::types::{Product, ProductSearchParameters};
use twentyfour_client::{Client, Credentials, Error, NAMESPACE, RetryPolicy, properties};

const XML: &str = "text/xml; charset=utf-8";
const GIGABYTE: usize = 1 << 30;
/// All tests of this file together stay below it.
const MEMORY: usize = 400 << 20;

fn envelope(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
         <GetProductsResponse xmlns=\"{NAMESPACE}\"><GetProductsResult>{inside}"
    )
}

/// What comes of asking for products, and that the client neither read nor kept much.
async fn outcome(answer: Answer) -> Error {
    let server = Raw::serve(answer);
    let credentials = Credentials::new(uuid::Uuid::from_u128(1), "api@shop.example", "secret");
    let client =
        Client::builder(credentials).base_url(&server.url).retry(RetryPolicy::none()).build().unwrap();
    client.use_session("abc".into());
    let error = match client.get_products(ProductSearchParameters::all(), properties![Product: id]).await {
        Err(error) => error,
        Ok(mut products) => loop {
            match products.next().await.expect("an answer like that has no end") {
                Err(error) if !error.is_item() => break error,
                _ => {}
            }
        },
    };
    assert!(server.sent() < 48 << 20, "{} bytes were read before {error}", server.sent());
    assert!(peak() < MEMORY, "{} bytes of memory", peak());
    assert!(!error.to_string().contains('\n') && error.to_string().len() < 400, "{error}");
    error
}

fn decode(error: &Error) -> &DecodeError {
    match error.kind() {
        ErrorKind::Decode(error) => error,
        other => panic!("{other:?}"),
    }
}

fn is_too_large(error: &Error, which: &str) {
    let DecodeErrorKind::TooLarge { bound, .. } = decode(error).kind() else { panic!("{error:?}") };
    assert_eq!(*bound, which);
    assert!(!error.is_transient(), "asking again does not help");
}

#[tokio::test]
async fn an_entity_bomb() {
    let entity = |n: u32| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n.saturating_sub(1)).repeat(10));
    let bomb: String = (1..10).map(entity).collect();
    let xml = format!("<!DOCTYPE b [<!ENTITY l0 \"lol\">{bomb}]>{}<Product><Name>&l9;", envelope(""));
    let error = outcome(Answer::ok(XML, xml, "", 0)).await;
    assert_eq!(decode(&error).kind(), &DecodeErrorKind::Doctype);
}

#[tokio::test]
async fn a_quadratic_blow_up() {
    let xml =
        format!("<!DOCTYPE b [<!ENTITY a \"{}\">]>{}<Product><Name>", "a".repeat(1 << 16), envelope(""));
    let error = outcome(Answer::ok(XML, xml, "&a;", 1 << 20)).await;
    assert_eq!(decode(&error).kind(), &DecodeErrorKind::Doctype);
    // Without a document type there is nothing to blow up.
    let error = outcome(Answer::ok(XML, envelope("<Product><Name>"), "&a;", 1 << 20)).await;
    assert_eq!(decode(&error).kind(), &DecodeErrorKind::UnknownEntity("a".to_owned()));
}

#[tokio::test]
async fn depth() {
    is_too_large(&outcome(Answer::ok(XML, envelope("<Product>"), "<x>", GIGABYTE / 3)).await, "depth");
}

#[tokio::test]
async fn a_million_attributes() {
    let million = format!("<Product{}/>", " a='b'".repeat(1_000_000));
    is_too_large(&outcome(Answer::ok(XML, envelope(&million), " ", GIGABYTE)).await, "attributes");
}

#[tokio::test]
async fn a_gigabyte_of_text() {
    is_too_large(&outcome(Answer::ok(XML, envelope("<Product><Name>"), "x", GIGABYTE)).await, "item_bytes");
}

#[tokio::test]
async fn a_flood_of_elements() {
    let inside = envelope("<Product>");
    is_too_large(&outcome(Answer::ok(XML, inside, "<Id>1</Id>", GIGABYTE / 10)).await, "item_elements");
}

#[tokio::test]
async fn a_flood_of_headers() {
    for header in ["X-Flood: x\r\n".to_owned(), format!("X-{}: x\r\n", "y".repeat(4000))] {
        let times = GIGABYTE / header.len();
        let error = outcome(Answer::bytes("HTTP/1.1 200 OK\r\n".to_owned(), &header, times)).await;
        let ErrorKind::Transport(http) = error.kind() else { panic!("{error:?}") };
        assert_eq!((http.kind(), error.delivery()), (HttpErrorKind::Interrupted, Delivery::MaybeSent));
    }
    let error = outcome(Answer::bytes("HTTP/1.1 200 OK\r\nX-Long: ".to_owned(), "x", GIGABYTE)).await;
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn a_gzip_bomb() {
    let bomb = Answer::zipped(XML, envelope("<Product><Name>"), "x", GIGABYTE / 16);
    is_too_large(&outcome(bomb).await, "item_bytes");
}

#[tokio::test]
async fn deep_json_and_other_things_that_are_no_soap() {
    for (kind, begin, again) in [
        ("application/json", "", "["),
        ("application/json", "{\"a\":", "{\"a\":"),
        ("text/html", "<html>", "<div>"),
        ("text/plain", "", "all work and no play "),
        ("application/octet-stream", "\0", "\0"),
    ] {
        let error = outcome(Answer::ok(kind, begin, again, GIGABYTE / again.len())).await;
        assert!(
            matches!(error.kind(), ErrorKind::NotSoap { .. } | ErrorKind::Decode(_)),
            "{kind}: {error:?}"
        );
    }
}

#[tokio::test]
async fn an_error_page_of_a_gigabyte() {
    let head = "HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>".to_owned();
    let error = outcome(Answer::bytes(head, "<br>", GIGABYTE / 4)).await;
    assert!(matches!(error.kind(), ErrorKind::Status { status: 500, .. }), "{error:?}");
}

#[tokio::test]
async fn a_fault_of_a_gigabyte() {
    let begin = "HTTP/1.1 500 Oops\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n<s:Envelope \
                 xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultstring>";
    let error = outcome(Answer::bytes(begin.to_owned(), "x", GIGABYTE)).await;
    assert!(matches!(error.kind(), ErrorKind::Status { .. } | ErrorKind::Decode(_)), "{error:?}");
}
