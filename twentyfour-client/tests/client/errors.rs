use futures::TryStreamExt;
use std::time::Duration;

use asmx_soap::Delivery;
use asmx_soap::http::{HttpErrorKind, ReqwestService};
use chrono::{DateTime, Utc};
use twentyfour_client::error::{ErrorKind, RetryAfter};
use twentyfour_client::types::ProductSearchParameters;
use twentyfour_client::{Client, Credentials, Error, RetryPolicy};
use twentyfour_simulator::{Mischief, RefusalForm, Rule};
use wiremock::ResponseTemplate;

use crate::answer::{fault, server, soap, uuid, xml};
use crate::{client_once, self_signed, shop};

async fn failed(client: &Client) -> Error {
    match client.get_products(ProductSearchParameters::default(), &["Id"]).await {
        Ok(_) => panic!("it did not fail"),
        Err(error) => error,
    }
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_quota_is_recognised_in_any_dress() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    erp.exhaust_quota();
    for refusal in [
        RefusalForm::Fault,
        RefusalForm::Text(403),
        RefusalForm::Html(200),
        RefusalForm::Html(500),
        RefusalForm::Text(429),
    ] {
        erp.change(|options| options.quota.refusal = refusal);
        let error = failed(&client).await;
        let ErrorKind::Quota(quota) = error.kind() else { panic!("{refusal:?}: {error:?}") };
        assert_eq!(quota.until(), Some(erp.now() + chrono::Duration::hours(1)), "{refusal:?}");
        assert!(quota.text().unwrap().starts_with("Limit exceeded by"), "{quota:?}");
        assert_eq!((error.delivery(), error.is_transient()), (Delivery::NotSent, true));
        assert_eq!(error.wait(erp.now()), Some(Duration::from_secs(3600)));
        assert!(!error.remedy().is_empty());
    }
}

#[tokio::test]
async fn the_end_of_a_quarantine_is_read_in_the_likely_forms() {
    let forms = [
        ("2026-01-05T09:00:00Z", Some("2026-01-05T09:00:00Z")),
        ("2026-01-05T09:00:00", Some("2026-01-05T09:00:00Z")),
        ("2026-01-05 09:00:00.", Some("2026-01-05T09:00:00Z")),
        ("05.01.2026 09:00:00", Some("2026-01-05T09:00:00Z")),
        ("1/5/2026 9:00:00 AM", Some("2026-01-05T09:00:00Z")),
        ("2026-01-05T10:00:00+01:00", Some("2026-01-05T09:00:00Z")),
        ("the next full hour", None),
    ];
    for (form, expected) in forms {
        let text = format!("Limit exceeded by 1. Request is blocked. Quarantine ends at {form}");
        let (_server, client) = server(xml(500, fault(&text))).await;
        let error = failed(&client).await;
        let ErrorKind::Quota(quota) = error.kind() else { panic!("{error:?}") };
        assert_eq!(quota.until(), expected.map(time), "{form}");
    }
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_back() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    let date = "Mon, 05 Jan 2026 08:00:07 GMT";
    for (header, expected) in [
        (Some("7"), Some(RetryAfter::After(Duration::from_secs(7)))),
        (Some(date), Some(RetryAfter::At(time("2026-01-05T08:00:07Z")))),
        (Some("soon"), None),
        (None, None),
    ] {
        erp.misbehave(Rule::too_many_requests(header));
        let error = failed(&client).await;
        assert!(matches!(error.kind(), ErrorKind::TooManyRequests { .. }), "{error:?}");
        assert_eq!(error.retry_after(), expected);
        assert_eq!((error.delivery(), error.is_transient()), (Delivery::NotSent, true));
    }
    let empty = ResponseTemplate::new(429)
        .insert_header("APILimitRemaining", "0")
        .insert_header("APILimitReset", "2026-01-05T09:00:00Z");
    let (_server, client) = server(empty).await;
    let error = failed(&client).await;
    let ErrorKind::Quota(quota) = error.kind() else { panic!("{error:?}") };
    assert_eq!(quota.until(), Some(time("2026-01-05T09:00:00Z")));
}

#[tokio::test]
async fn a_fault_is_a_fault_at_any_status() {
    for status in [200, 400, 500, 503] {
        let (_server, client) =
            server(xml(status, fault("Server was unable ---> Department is required\n   at X.Y()"))).await;
        let error = failed(&client).await;
        let ErrorKind::Fault(fault) = error.kind() else { panic!("{status}: {error:?}") };
        assert_eq!(fault.code, "Server");
        assert!(error.to_string().ends_with("Department is required"), "{error}");
        assert_eq!((error.delivery(), error.is_transient()), (Delivery::Answered, false));
    }
    let (_server, client) = server(xml(500, fault("x ---> The credit limit exceeded for customer 7"))).await;
    assert!(matches!(failed(&client).await.kind(), ErrorKind::Fault(_)));
    let (_server, client) = server(xml(500, fault("x ---> Timeout expired."))).await;
    assert!(failed(&client).await.is_transient());
}

#[tokio::test]
async fn what_is_not_soap_is_shown_in_one_line() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    erp.misbehave(Rule::html());
    let error = failed(&client).await;
    assert!(matches!(error.kind(), ErrorKind::NotSoap { .. }), "{error:?}");
    assert_eq!(error.to_string().lines().count(), 1);
    assert_eq!(error.delivery(), Delivery::MaybeSent);

    erp.misbehave(Rule::status(503, "down for maintenance"));
    let error = failed(&client).await;
    assert!(matches!(error.kind(), ErrorKind::Status { status: 503, .. }), "{error:?}");
    assert_eq!((error.delivery(), error.is_transient()), (Delivery::MaybeSent, true));

    erp.misbehave(Rule::status(404, "no such service"));
    let error = failed(&client).await;
    assert_eq!((error.delivery(), error.is_transient()), (Delivery::Answered, false));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (_server, client) =
        server(ResponseTemplate::new(302).insert_header("Location", "https://elsewhere.example/")).await;
    assert!(matches!(failed(&client).await.kind(), ErrorKind::Status { status: 302, .. }));
}

#[tokio::test]
async fn an_answer_that_does_not_come_ends_in_a_timeout() {
    let erp = shop().await;
    erp.misbehave(Rule::hang().on("GetProducts"));
    let brief = Duration::from_millis(50);
    let builder = crate::builder(&erp).retry(RetryPolicy::none());
    let client = builder.connect_timeout(brief).answer_timeout(brief).build().unwrap();
    let error = failed(&client).await;
    let ErrorKind::Transport(http) = error.kind() else { panic!("{error:?}") };
    assert_eq!(http.kind(), HttpErrorKind::Timeout);
    assert_eq!((error.delivery(), error.is_transient()), (Delivery::MaybeSent, true));
}

/// The service is at work on it: who asks again at once has it do the same twice, and waits for as long again.
#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_awaited_once() {
    for (rule, is_stalled) in [(Rule::hang(), false), (Rule::new(Mischief::Stall(0.5)), true)] {
        let erp = shop().await;
        erp.misbehave(rule.on("GetProducts").always());
        let (brief, long) = (Duration::from_millis(50), Duration::from_secs(5));
        let (begin, stall) = if is_stalled { (long, brief) } else { (brief, long) };
        let builder = crate::builder(&erp).retry(RetryPolicy::default());
        let error = failed(&builder.answer_timeout(begin).read_timeout(stall).build().unwrap()).await;
        let ErrorKind::Transport(http) = error.kind() else { panic!("{error:?}") };
        assert_eq!(http.kind(), HttpErrorKind::Timeout);
        assert_eq!(erp.count("GetProducts"), 1);
    }
}

#[tokio::test]
async fn an_answer_that_stalls_ends_in_a_timeout() {
    let erp = shop().await;
    erp.misbehave(Rule::new(Mischief::Stall(0.5)).on("GetProducts"));
    let builder = crate::builder(&erp).retry(RetryPolicy::none());
    let error = failed(&builder.read_timeout(Duration::from_millis(50)).build().unwrap()).await;
    let ErrorKind::Transport(http) = error.kind() else { panic!("{error:?}") };
    assert_eq!(http.kind(), HttpErrorKind::Timeout);
}

#[tokio::test]
async fn a_reqwest_client_of_one_s_own_is_taken() {
    let erp = shop().await;
    let own = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = crate::builder(&erp).http(ReqwestService::from(own)).build().unwrap();
    client.get_delivery_methods().await.unwrap();
    assert_eq!(erp.count("GetDeliveryMethods"), 1);
}

#[tokio::test]
async fn an_answer_without_its_result_is_an_error_where_there_must_be_one() {
    let body = soap("<SetStockQuantityResponse xmlns=\"{ns}\" />");
    let (_server, client) = server(xml(200, body)).await;
    let error = client.set_stock_quantity(7.into(), 1.into()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NoResult), "{error:?}");
    assert_eq!(error.delivery(), Delivery::MaybeSent);
}

#[tokio::test]
async fn a_list_without_its_result_is_no_empty_list() {
    for (inside, is_list) in [("<{op}Result />", true), ("", false)] {
        let answer = |operation: &str| {
            let response = format!("<{{op}}Response xmlns=\"{{ns}}\">{inside}</{{op}}Response>");
            server(xml(200, soap(&response.replace("{op}", operation))))
        };
        let (_server, client) = answer("GetProducts").await;
        let products = client.get_products_by_id([1.into()], &["Id"]).try_collect::<Vec<_>>().await;
        let (_server, client) = answer("GetCompanies").await;
        let companies = client.get_companies_by_id([1.into()], &["Id"]).try_collect::<Vec<_>>().await;
        let (_server, client) = answer("GetInvoices").await;
        let orders = client.get_invoices_by_id([1.into()], &["OrderId"]).try_collect::<Vec<_>>().await;
        let read =
            [products.map(|all| all.len()), companies.map(|all| all.len()), orders.map(|all| all.len())];
        for read in read {
            match read {
                Ok(count) => assert!(is_list && count == 0, "{inside:?} was read as {count} records"),
                Err(error) => assert!(!is_list && matches!(error.kind(), ErrorKind::NoResult), "{error:?}"),
            }
        }
    }
}

#[tokio::test]
async fn a_lost_connection_says_whether_the_request_may_have_been_acted_on() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    for rule in [Rule::drop_before(), Rule::drop_after()] {
        erp.misbehave(rule.on("SetStockQuantity"));
        let error = client.set_stock_quantity(1.into(), 5.into()).await.unwrap_err();
        assert_eq!((error.delivery(), error.is_transient()), (Delivery::MaybeSent, true), "{error:?}");
    }
    erp.stop().await;
    let error = client.set_stock_quantity(1.into(), 5.into()).await.unwrap_err();
    assert_eq!((error.delivery(), error.is_transient()), (Delivery::NotSent, true), "{error:?}");
}

#[tokio::test]
async fn a_truncated_answer_is_never_taken_for_a_whole_one() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    for announced in [true, false] {
        for at in [0.1, 0.5, 0.9, 0.99] {
            erp.misbehave(Mischief::Truncate { at, announced });
            let begun = client.get_products(ProductSearchParameters::default(), &["Id", "Name"]).await;
            let error = match begun {
                Ok(items) => items.try_collect::<Vec<_>>().await.map(drop).unwrap_err(),
                Err(error) => error,
            };
            assert!(error.is_transient() && !error.is_item(), "{at}: {error:?}");
        }
    }
}

#[tokio::test]
async fn errors_do_not_repeat_their_source() {
    let erp = shop().await;
    let client = client_once(&erp);
    client.login().await.unwrap();
    erp.misbehave(Rule::drop_before());
    let error = failed(&client).await;
    let mut source = std::error::Error::source(&error);
    assert!(source.is_some());
    let mut shown = vec![error.to_string()];
    while let Some(error) = source {
        let text = error.to_string();
        assert!(shown.iter().all(|outer| !outer.contains(&text)), "{shown:?} repeats {text:?}");
        shown.push(text);
        source = error.source();
    }
}

/// It is no network that is down, and trying again does not help.
#[tokio::test]
async fn a_refused_certificate_is_named_and_never_tried_again() {
    let credentials = Credentials::new(uuid(), "api@shop.example", "secret");
    let url = self_signed::server().await;
    let client = Client::builder(credentials).base_url(url).build().unwrap();
    let error = client.login().await.unwrap_err();
    let ErrorKind::Transport(http) = error.kind() else { panic!("{error:?}") };
    assert_eq!((http.kind(), error.delivery()), (HttpErrorKind::Certificate, Delivery::NotSent));
    assert!(!error.is_transient(), "{error:?}");
    assert!(http.to_string().contains("certificate"), "{http}");
    assert!(error.remedy().contains("certificate"), "{}", error.remedy());
}
