//! Answers that no warehouse should give, and none at all.

use futures::{StreamExt, TryStreamExt};
use ongoing_client::model::{GetInventoryQuery, OrderFilters};
use ongoing_client::{Client, Delivery, Error, ErrorKind, Limits, WarehouseApi};
use ongoing_simulator::{Mischief, Rule};
use wiremock::ResponseTemplate;

use super::{answering, builder, client, lamp, order, self_signed, soap};

async fn read(client: &Client) -> Error {
    client.orders(OrderFilters::default()).try_collect::<Vec<_>>().await.unwrap_err()
}

#[tokio::test]
async fn what_a_status_means_is_told_apart() {
    for (status, kind, transient, delivery) in [
        (401, ErrorKind::Unauthorized, false, Delivery::Answered),
        (403, ErrorKind::Unauthorized, false, Delivery::Answered),
        (404, ErrorKind::Status, false, Delivery::Answered),
        (408, ErrorKind::Status, true, Delivery::MaybeSent),
        (429, ErrorKind::Throttled, true, Delivery::Answered),
        (302, ErrorKind::Status, false, Delivery::Answered),
        (500, ErrorKind::Status, true, Delivery::MaybeSent),
        (503, ErrorKind::Throttled, true, Delivery::MaybeSent),
    ] {
        let answer = ResponseTemplate::new(status)
            .insert_header("Retry-After", "7")
            .set_body_string("<html>Oops</html>");
        let (_server, client) = answering(answer).await;
        let error = read(&client).await;
        assert_eq!((error.kind(), error.is_transient()), (kind, transient), "{status}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.wait_told(chrono::DateTime::UNIX_EPOCH).unwrap().as_secs(), 7);
        assert_eq!(error.excerpt(), Some("<html>Oops</html>"));
        assert_eq!(error.delivery(), delivery, "{status}");
    }
}

#[tokio::test]
async fn a_fault_is_read_at_any_status_and_a_logon_fault_is_known() {
    let fault = |text: &str| {
        format!(
            "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></soap:Fault>"
        )
    };
    for status in [200, 500] {
        let text = fault("Server was unable to process request. ---&gt; Deadlock &lt;br/&gt; victim");
        let (_server, client) = answering(soap(status, &text)).await;
        let error = read(&client).await;
        assert_eq!(error.to_string(), "GetOrdersByQuery: fault: Deadlock; victim");
        assert_eq!((error.kind(), error.is_transient()), (ErrorKind::Fault, true));

        let (_server, client) = answering(soap(status, &fault("LogonError"))).await;
        assert_eq!(read(&client).await.kind(), ErrorKind::Unauthorized);
    }
    let (_server, client) = answering(soap(500, &fault("x").replace(":Server", ":Client"))).await;
    assert!(!read(&client).await.is_transient(), "a fault that blames the request stays one");
}

#[tokio::test]
async fn a_page_of_html_with_status_200_is_not_taken_for_an_answer() {
    let wms = crate::standing().start().await.unwrap();
    wms.control().misbehave(Rule::html());
    let error = read(&client(&wms)).await;
    assert_eq!((error.kind(), error.is_transient()), (ErrorKind::NotTheApi, true));
    assert!(error.excerpt().unwrap().contains('<'));
}

#[tokio::test]
async fn an_answer_that_ends_in_the_middle_is_no_short_list() {
    for announced in [true, false] {
        let wms = crate::standing().start().await.unwrap();
        let client = client(&wms);
        for number in 0..20 {
            client.process_article(lamp(&number.to_string())).await.unwrap();
        }
        for at in [0.0, 0.3, 0.9, 0.999] {
            wms.control().misbehave(Rule::new(Mischief::Truncate { at, announced }));
            let items: Vec<_> = client.inventory(GetInventoryQuery::default()).collect().await;
            let error = items.last().unwrap().as_ref().unwrap_err();
            let broken = matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::NotTheApi);
            assert!(broken && error.is_transient(), "{at}: {error:?}");
            assert!(items.iter().rev().skip(1).all(Result::is_ok));
        }
    }
}

#[tokio::test]
async fn a_lost_write_says_that_it_may_have_been_done() {
    let wms = crate::standing().start().await.unwrap();
    let client = client(&wms);
    client.process_article(lamp("17")).await.unwrap();
    for (number, rule, done) in [("1", Rule::drop_before(), false), ("2", Rule::drop_after(), true)] {
        wms.control().misbehave(rule);
        let error = client.process_order(order(number, &[("1", "17", 1)])).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::MaybeSent));
        assert!(error.is_transient());
        assert_eq!(wms.order(number).is_some(), done);
        // Once more: what was done is not done twice.
        client.process_order(order(number, &[("1", "17", 1)])).await.unwrap();
    }
    assert_eq!(wms.look(|world| world.orders().count()), 2);
}

#[tokio::test]
async fn nobody_there_means_that_nothing_was_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = builder(&format!("http://{address}")).build().unwrap();
    let error = client.process_article(lamp("1")).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Unreachable, Delivery::NotSent));
    assert!(error.is_transient());
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_text_that_xml_cannot_carry_is_never_sent() {
    let wms = crate::standing().start().await.unwrap();
    let mut article = lamp("1");
    article.article_description = Some("bell \u{7}".to_owned());
    let error = client(&wms).process_article(article).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Unwritable, Delivery::NotSent));
    assert_eq!(wms.control().count(""), 0);
}

#[tokio::test]
async fn an_unreadable_item_stands_alone() {
    let order = |id: &str| format!("<Order><OrderInfo><OrderId>{id}</OrderId></OrderInfo></Order>");
    let answer = |items: String| {
        format!(
            "<GetOrdersByQueryResponse xmlns=\"http://ongoingsystems.se/WSI\"><GetOrdersByQueryResult><Orders>{items}</Orders>\
             </GetOrdersByQueryResult></GetOrdersByQueryResponse>"
        )
    };
    let items = [
        order("1"),
        order("many"),
        order("3"),
        "<Order><Success>false</Success></Order>".to_owned(),
        order("5"),
    ];
    let (_server, client) = answering(soap(200, &answer(items.concat()))).await;
    let items: Vec<_> = client.orders(OrderFilters::default()).collect().await;
    let readable: Vec<_> = items.iter().map(Result::is_ok).collect();
    assert_eq!(readable, [true, false, true, false, true]);
    for error in items.iter().filter_map(|item| item.as_ref().err()) {
        assert!(error.is_item() && error.kind() == ErrorKind::Item);
    }
    let source = std::error::Error::source(items[1].as_ref().unwrap_err()).unwrap();
    assert_eq!(source.to_string(), "Order/OrderInfo/OrderId: \"many\" is not a valid int");
}

#[tokio::test]
async fn a_larger_answer_than_is_believed_is_refused() {
    let wms = crate::standing().start().await.unwrap();
    client(&wms).process_article(lamp("1")).await.unwrap();
    let credentials = ongoing_client::Credentials::new(wms.username(), wms.password());
    let owner = ongoing_client::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let mut limits = Limits::default();
    limits.total_bytes = 200;
    let client = Client::builder(credentials, owner)
        .base_url(wms.base_url())
        .limits(limits)
        .retry(ongoing_client::RetryPolicy::none())
        .build()
        .unwrap();
    let error = read(&client).await;
    assert_eq!(error.kind(), ErrorKind::Unreadable);
}

/// Over both transports: it is no network that is down, and trying again does not help.
#[tokio::test]
async fn a_refused_certificate_is_named_and_never_tried_again() {
    let url = self_signed::server().await;
    let read = builder(&url).build().unwrap().order_statuses().await.unwrap_err();
    let written = builder(&url).build().unwrap().process_article(lamp("1")).await.unwrap_err();
    let rest = builder(&url).build_rest().unwrap().order_statuses().await.unwrap_err();
    for error in [read, written, rest] {
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Certificate, Delivery::NotSent),
            "{error:?}"
        );
        assert!(!error.is_transient(), "{error:?}");
        assert!(error.to_string().contains("certificate"), "{error}");
        assert!(error.remedy().contains("certificate"), "{}", error.remedy());
    }
}
