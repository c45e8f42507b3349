//! Sending, over real HTTP on the loopback interface.

use std::future::Future;
use std::time::Duration;

use asmx_soap::http::{Answer, Endpoint, Error, HttpErrorKind, ReqwestService, send};
use asmx_soap::{DecodeErrorKind, Delivery};
use futures::StreamExt;
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::shop::{GetItems, answer};

/// A server for one request: reads it, gives it to `then` with the connection, and returns it.
async fn serve<F: Future<Output = ()> + Send + 'static>(
    then: impl FnOnce(TcpStream) -> F + Send + 'static,
) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/service.asmx", listener.local_addr().expect("an address"));
    let served = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("a connection");
        let mut request = Vec::new();
        while !whole(&request) {
            let mut bytes = [0; 4096];
            let count = connection.read(&mut bytes).await.expect("a request");
            assert!(count > 0, "the whole request comes");
            request.extend_from_slice(&bytes[..count]);
        }
        then(connection).await;
        String::from_utf8(request).expect("text")
    });
    (url, served)
}

fn whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    body.len() >= length.parse().expect("a number")
}

/// A server that answers with these bytes, and closes.
pub(crate) async fn serve_bytes(bytes: impl Into<Vec<u8>>) -> (String, tokio::task::JoinHandle<String>) {
    let bytes = bytes.into();
    serve(move |mut connection| async move {
        // The client may have had enough before the end.
        let _ = connection.write_all(&bytes).await;
        let _ = connection.shutdown().await;
    })
    .await
}

fn response(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len())
}

/// Each test has a thread of its own, and with it a client.
fn client() -> ReqwestService {
    thread_local! {
        static CLIENT: ReqwestService = {
            let client = reqwest::Client::builder().no_proxy().read_timeout(Duration::from_millis(200)).build();
            ReqwestService::from(client.expect("a client"))
        };
    }
    CLIENT.with(Clone::clone)
}

async fn ask(url: &str) -> Result<Answer<GetItems>, Error> {
    let mut headers = HeaderMap::new();
    headers.insert("cookie", HeaderValue::from_static("ASP.NET_SessionId=canary"));
    let endpoint = Endpoint::new(url).headers(headers);
    send(&client(), endpoint, &GetItems { name: Some("Sønn & Co".to_owned()) }).await
}

/// The items' ids, and the error that ended them.
pub(crate) async fn outcome(url: &str) -> (Vec<i32>, Option<Error>) {
    let mut answer = match ask(url).await {
        Ok(answer) => answer,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let mut ids = Vec::new();
    loop {
        match answer.next().await {
            Ok(Some(item)) => ids.push(item.id.0),
            Ok(None) => return (ids, None),
            Err(error) if error.is_item() => ids.push(-1),
            Err(error) => {
                assert!(matches!(answer.next().await, Ok(None)), "nothing follows {error:?}");
                return (ids, Some(error));
            }
        }
    }
}

async fn answered(status: &str, headers: &str, body: &str) -> (Vec<i32>, Option<Error>) {
    let (url, _served) = serve_bytes(response(status, headers, body)).await;
    outcome(&url).await
}

fn fault(text: &str) -> String {
    format!(
        r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></soap:Fault></soap:Body></soap:Envelope>"#
    )
}

pub(crate) fn three() -> String {
    answer("<Item><Id>1</Id></Item><Item><Id>x</Id></Item><Item><Id>3</Id></Item>")
}

#[tokio::test]
async fn a_request_looks_as_an_asmx_service_wants_it() {
    let (url, served) =
        serve_bytes(response("200 OK", "Content-Type: text/xml\r\nX-Quota: 7\r\n", &three())).await;
    let mut answer = ask(&url).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.next().await.expect("an item").expect("an item").id.0, 1);
    assert!(answer.next().await.expect_err("unreadable").is_item());
    assert_eq!(answer.next().await.expect("an item").expect("an item").id.0, 3);
    assert!(answer.next().await.expect("the end").is_none() && answer.saw_result());
    assert_eq!(answer.headers()["x-quota"], "7", "the headers stay");
    let request = served.await.expect("a request");
    let (head, body) = request.split_once("\r\n\r\n").expect("head and body");
    assert!(head.starts_with("POST /service.asmx HTTP/1.1\r\n"), "{head}");
    for header in [
        "soapaction: \"urn:shop/GetItems\"",
        "content-type: text/xml; charset=utf-8",
        "cookie: ASP.NET_SessionId=canary",
        &format!("content-length: {}", body.len()),
    ] {
        assert!(head.lines().any(|line| line == header), "{header} in {head}");
    }
    assert!(!head.contains("transfer-encoding") && !head.contains("expect:"), "{head}");
    assert_eq!(
        body,
        r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><GetItems xmlns="urn:shop"><Name>Sønn &amp; Co</Name></GetItems></soap:Body></soap:Envelope>"#
    );
}

#[tokio::test]
async fn one_all_and_stream() {
    let good = answer("<Item><Id>1</Id></Item><Item><Id>2</Id></Item>");
    let (url, _served) = serve_bytes(response("200 OK", "", &good)).await;
    assert_eq!(ask(&url).await.expect("an answer").all().await.expect("items").len(), 2);
    let (url, _served) = serve_bytes(response("200 OK", "", &good)).await;
    assert_eq!(
        ask(&url).await.expect("an answer").one().await.expect("items").map(|item| item.id.0),
        Some(1)
    );
    let (url, _served) = serve_bytes(response("200 OK", "", &three())).await;
    let items: Vec<_> =
        ask(&url).await.expect("an answer").into_stream().map(|item| item.is_ok()).collect().await;
    assert_eq!(items, [true, false, true]);
    let cut = &three()[..three().len() - 20];
    let (url, _served) = serve_bytes(response("200 OK", "", cut)).await;
    let items: Vec<_> =
        ask(&url).await.expect("an answer").into_stream().map(|item| item.is_ok()).collect().await;
    assert_eq!(items, [true, false, true, false], "a final error ends the stream");
}

#[tokio::test]
async fn a_fault_is_found_at_any_status() {
    for status in ["200 OK", "400 Bad Request", "500 Internal Server Error", "503 Service Unavailable"] {
        let (ids, error) =
            answered(status, "Retry-After: 7\r\n", &fault("Broken ---> Session is gone")).await;
        let Some(Error::Fault { fault, status: sent, headers }) = &error else {
            panic!("{status}: {error:?}")
        };
        assert_eq!((ids.len(), fault.reason(), sent.as_str()), (0, "Session is gone", &status[..3]));
        assert_eq!(headers["retry-after"], "7");
        let error = error.expect("a fault");
        assert_eq!(error.delivery(), Delivery::Answered);
        assert_eq!(error.to_string(), "the server answered with a fault: Session is gone");
    }
}

#[tokio::test]
async fn an_http_error_is_no_answer_whatever_it_holds() {
    for (status, delivery) in [
        ("301 Moved", Delivery::Answered),
        ("401 Unauthorized", Delivery::Answered),
        ("404 Not Found", Delivery::Answered),
        ("408 Request Timeout", Delivery::MaybeSent),
        ("429 Too Many Requests", Delivery::Answered),
        ("500 Internal Server Error", Delivery::MaybeSent),
        ("502 Bad Gateway", Delivery::MaybeSent),
    ] {
        for body in [
            "",
            "Too many requests",
            "<html><body>No</body></html>",
            "<!DOCTYPE html><p>",
            "<a",
            "\u{fffd}",
            "{}",
            &three(),
        ] {
            let (ids, error) = answered(status, "Retry-After: 30\r\n", body).await;
            let Some(Error::Status { status: sent, headers, excerpt }) = &error else {
                panic!("{status} {body}: {error:?}")
            };
            assert_eq!((ids.len(), sent.as_str(), excerpt.as_str()), (0, &status[..3], body));
            assert_eq!(headers["retry-after"], "30");
            assert_eq!(error.expect("an error").delivery(), delivery, "{status}");
        }
    }
    let long = "x".repeat(100_000);
    let (_, error) = answered("503 Service Unavailable", "", &long).await;
    assert!(matches!(error, Some(Error::Status { excerpt, .. }) if excerpt.len() == 4096));
}

#[tokio::test]
async fn a_page_with_a_good_status_is_no_answer() {
    for body in [
        "",
        "OK",
        "<html><head><meta charset=utf-8></head></html>",
        "<!DOCTYPE html>\n<html>",
        "\u{feff}<html/>",
        "{\"a\":1}",
        "<soap/>",
    ] {
        let (ids, error) = answered("200 OK", "Content-Type: text/html\r\n", body).await;
        let Some(Error::NotSoap { excerpt, .. }) = &error else { panic!("{body}: {error:?}") };
        assert_eq!((ids.len(), excerpt.as_str()), (0, body));
        assert_eq!(error.expect("an error").delivery(), Delivery::MaybeSent);
    }
    // A wrong content type alone is not held against an answer.
    assert!(
        matches!(answered("200 OK", "Content-Type: text/html\r\n", &three()).await, (ids, None) if ids == [1, -1, 3])
    );
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_says_why() {
    for (body, expected) in [
        (
            three().replace("<Item><Id>3", "<Item><Id>&bomb;"),
            DecodeErrorKind::UnknownEntity("bomb".to_owned()),
        ),
        (format!("<!DOCTYPE x [<!ENTITY a 'b'>]>{}", three()), DecodeErrorKind::Doctype),
        (
            three().replace("GetItemsResponse", "GetOtherResponse"),
            DecodeErrorKind::UnexpectedBody("{urn:shop}GetOtherResponse".to_owned()),
        ),
        (three()[..three().len() - 5].to_owned(), DecodeErrorKind::Truncated),
    ] {
        let (_, error) = answered("200 OK", "", &body).await;
        let Some(Error::Decode(decode)) = &error else { panic!("{body}: {error:?}") };
        assert_eq!(decode.kind(), &expected);
        assert_eq!(error.expect("an error").delivery(), Delivery::MaybeSent);
    }
}

#[tokio::test]
async fn where_there_is_no_server_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    for (url, expected) in [
        (format!("http://{address}/"), HttpErrorKind::Connect),
        ("http://host.invalid/".to_owned(), HttpErrorKind::Connect),
        ("ftp://127.0.0.1/".to_owned(), HttpErrorKind::Invalid),
        ("no address".to_owned(), HttpErrorKind::Invalid),
        ("/relative".to_owned(), HttpErrorKind::Invalid),
    ] {
        let error = ask(&url).await.expect_err(&url);
        let Error::Http(http) = &error else { panic!("{url}: {error:?}") };
        assert_eq!((http.kind(), error.delivery()), (expected, Delivery::NotSent), "{url}: {http:?}");
        assert!(std::error::Error::source(http).is_some() && !format!("{error:?}").contains("canary"));
    }
}

#[tokio::test]
async fn a_text_that_cannot_be_written_is_not_sent() {
    let endpoint = Endpoint::new("http://127.0.0.1:9/");
    let error = send(&client(), endpoint, &GetItems { name: Some("\u{1}".to_owned()) })
        .await
        .expect_err("not writable");
    assert!(matches!(&error, Error::Encode(encode) if encode.element == "Name"));
    assert_eq!(error.delivery(), Delivery::NotSent);
}

#[tokio::test]
async fn a_dropped_connection_may_have_done_it() {
    let interrupted = |outcome: (Vec<i32>, Option<Error>), ids: &[i32]| {
        let (got, Some(Error::Http(error))) = outcome else { panic!("{outcome:?}") };
        assert_eq!(
            (got.as_slice(), error.kind(), error.delivery()),
            (ids, HttpErrorKind::Interrupted, Delivery::MaybeSent)
        );
    };
    let (url, _served) = serve_bytes("").await;
    interrupted(outcome(&url).await, &[]);
    let (url, _served) = serve_bytes("HTTP/1.1 200 OK\r\nContent-Le").await;
    interrupted(outcome(&url).await, &[]);
    let whole = response("200 OK", "", &three());
    let after_first = whole.find("<Item><Id>x").expect("the second");
    let (url, _served) = serve_bytes(&whole[..after_first + 3]).await;
    interrupted(outcome(&url).await, &[1]);
    let (url, _served) = serve_bytes(&whole[..whole.len() - 1]).await;
    interrupted(outcome(&url).await, &[1, -1, 3]);
    // Once the envelope is whole, a connection that breaks changes nothing.
    let longer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", three().len() + 10, three());
    let (url, _served) = serve_bytes(longer).await;
    assert!(matches!(outcome(&url).await, (ids, None) if ids == [1, -1, 3]));
}

#[tokio::test]
async fn a_server_that_falls_silent_is_given_up() {
    let timed_out = |outcome: (Vec<i32>, Option<Error>), ids: &[i32]| {
        let (got, Some(Error::Http(error))) = outcome else { panic!("{outcome:?}") };
        assert_eq!(
            (got.as_slice(), error.kind(), error.delivery()),
            (ids, HttpErrorKind::Timeout, Delivery::MaybeSent)
        );
    };
    let (url, _served) = serve(|connection| async move {
        std::future::pending::<()>().await;
        drop(connection);
    })
    .await;
    timed_out(outcome(&url).await, &[]);
    let (url, _served) = serve(|mut connection| async move {
        let whole = response("200 OK", "", &three());
        let after_first = whole.find("<Item><Id>x").expect("the second");
        connection.write_all(&whole.as_bytes()[..after_first]).await.expect("sent");
        std::future::pending::<()>().await;
    })
    .await;
    timed_out(outcome(&url).await, &[1]);
}

#[tokio::test]
async fn items_come_before_the_answer_is_whole() {
    let (more, wait) = tokio::sync::oneshot::channel();
    let (url, _served) = serve(move |mut connection| async move {
        let whole = response("200 OK", "", &three());
        let (first, second) = whole.split_at(whole.find("<Item><Id>x").expect("the second"));
        connection.write_all(first.as_bytes()).await.expect("sent");
        let () = wait.await.expect("the word to go on");
        connection.write_all(second.as_bytes()).await.expect("sent");
    })
    .await;
    let mut answer = ask(&url).await.expect("an answer");
    assert_eq!(answer.next().await.expect("an item").expect("an item").id.0, 1);
    more.send(()).expect("the receiver waits");
    assert!(answer.next().await.expect_err("unreadable").is_item());
}

#[tokio::test]
async fn errors_are_one_line_and_do_not_repeat_their_cause() {
    let (url, _served) = serve_bytes("").await;
    let errors = [
        ask("no address").await.expect_err("no address"),
        outcome(&url).await.1.expect("an error"),
        answered("503 Busy", "", "").await.1.expect("an error"),
        answered("200 OK", "", "<html/>").await.1.expect("an error"),
        answered("200 OK", "", &fault("one\ntwo")).await.1.expect("an error"),
        answered("200 OK", "", &three()[..three().len() - 9]).await.1.expect("an error"),
        Error::NoResult,
    ];
    for error in errors {
        let shown = error.to_string();
        assert_eq!(shown.lines().count(), 1, "{shown}");
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            assert!(!shown.contains(&inner.to_string()), "{shown} repeats {inner}");
            cause = inner.source();
        }
    }
}
