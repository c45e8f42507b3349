//! Errors of the REST interface.

use std::error::Error as _;

use futures::TryStreamExt;
use ongoing_client::model::{ArticleDefinition, GetInventoryQuery};
use ongoing_client::{Delivery, Error, ErrorKind, WarehouseApi};
use serde_json::json;
use wiremock::ResponseTemplate;

use super::{Bench, PASSWORD};

async fn read(answer: ResponseTemplate) -> Error {
    let bench = Bench::new().await;
    bench.answers_with("GET", "/articles", &[], answer).await;
    bench.client.inventory(GetInventoryQuery::default()).try_collect::<Vec<_>>().await.unwrap_err()
}

async fn write(answer: ResponseTemplate) -> Error {
    let bench = Bench::new().await;
    bench.answers_with("PUT", "/articles", &[], answer).await;
    bench.client.process_article(ArticleDefinition::by_article_number("1")).await.unwrap_err()
}

#[tokio::test]
async fn a_write_that_is_refused_shows_the_warehouse_s_words_whatever_their_key() {
    for body in
        [json!({"message": "No.<br/>Never."}), json!({"Message": "No.<br/>Never."}), json!("No.<br/>Never.")]
    {
        for status in [400, 404, 409, 422] {
            let error = write(ResponseTemplate::new(status).set_body_json(&body)).await;
            assert_eq!((error.kind(), error.message()), (ErrorKind::Refused, "No.; Never."), "{status}");
            assert_eq!((error.delivery(), error.is_transient()), (Delivery::Answered, false));
        }
    }
}

#[tokio::test]
async fn other_errors_are_told_apart() {
    for (status, kind, transient, delivery) in [
        // A redirect is not followed: it would take the password somewhere else.
        (302, ErrorKind::Status, false, Delivery::Answered),
        (401, ErrorKind::Unauthorized, false, Delivery::Answered),
        (403, ErrorKind::Unauthorized, false, Delivery::Answered),
        (408, ErrorKind::Status, true, Delivery::MaybeSent),
        (429, ErrorKind::Throttled, true, Delivery::Answered),
        (500, ErrorKind::Status, true, Delivery::MaybeSent),
        (503, ErrorKind::Throttled, true, Delivery::MaybeSent),
    ] {
        let answer =
            ResponseTemplate::new(status).set_body_json(json!({"Message": "An error has occurred."}));
        let answer = answer.insert_header("Location", "http://127.0.0.1:9/elsewhere");
        for error in [read(answer.clone()).await, write(answer).await] {
            assert_eq!((error.kind(), error.is_transient()), (kind, transient), "{status}");
            assert_eq!(error.delivery(), delivery, "{status}");
            assert!(error.message().ends_with("An error has occurred."), "{error}");
        }
    }
    let stale = json!({"message": "stockInfoChangedFrom must be within 24 hours of the current time"});
    let error = read(ResponseTemplate::new(400).set_body_json(stale)).await;
    assert_eq!(error.kind(), ErrorKind::Status);
    assert!(error.message().contains("24 hours"), "{error}");
}

#[tokio::test]
async fn a_good_status_with_something_else_in_it_is_no_answer() {
    for (body, kind) in [
        ("<html>Log in</html>", ErrorKind::NotTheApi),
        ("", ErrorKind::NotTheApi),
        ("[{\"articleSystemId\": 1}", ErrorKind::NotTheApi),
        ("{}", ErrorKind::Unreadable),
        // One item of a list is no failure of the list.
        ("[{\"articleSystemId\": \"x\"}]", ErrorKind::Item),
    ] {
        let error = read(ResponseTemplate::new(200).set_body_string(body)).await;
        assert_eq!(error.kind(), kind, "{body}");
        assert!(error.source().is_some());
    }
    let deep = "[".repeat(100_000);
    let error = read(ResponseTemplate::new(200).set_body_string(deep)).await;
    assert!(!error.is_item() && error.source().is_some());
}

#[tokio::test]
async fn a_byte_order_mark_is_no_harm() {
    let bench = Bench::new().await;
    let answer = ResponseTemplate::new(200).set_body_string("\u{feff}[]");
    bench.answers_with("GET", "/articles", &[], answer).await;
    let none: Vec<_> = bench.client.inventory(GetInventoryQuery::default()).try_collect().await.unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn the_password_is_sent_as_basic_and_seen_nowhere() {
    let bench = Bench::new().await;
    let answer = ResponseTemplate::new(400).set_body_json(json!({"message": format!("{PASSWORD} is wrong")}));
    bench.answers_with("PUT", "/articles", &[], answer).await;
    let error = bench.client.process_article(ArticleDefinition::by_article_number("1")).await.unwrap_err();
    let seen = format!("{error} {error:?} {:?} {:?}", error.excerpt(), bench.client);
    assert!(!seen.contains(PASSWORD), "{seen}");
    // A cause that says which value it could not read.
    for body in [json!({"orderStatuses": PASSWORD}), json!({"orderStatuses": [{"number": PASSWORD}]})] {
        let bench = Bench::new().await;
        bench.answers("GET", "/orders/statuses", &[], body).await;
        let error = bench.client.order_statuses().await.unwrap_err();
        let seen = format!("{error:?} {}", error.source().unwrap());
        assert!(!seen.contains(PASSWORD) && seen.contains('…'), "{seen}");
    }
    let requests = bench.server.received_requests().await.unwrap();
    assert!(requests[0].headers["authorization"].to_str().unwrap().starts_with("Basic "));
    assert!(requests[0].headers.contains_key("content-length"));
}
