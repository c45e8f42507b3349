//! The password is nowhere to be seen.

use std::error::Error as _;

use futures::TryStreamExt;
use ongoing_client::model::{Order, OrderFilters};
use ongoing_client::{ErrorKind, WarehouseApi};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::{PASSWORD, answering, builder, lamp, soap};

#[track_caller]
fn assert_hidden(text: &str) {
    let escaped = PASSWORD.replace('&', "&amp;");
    assert!(!text.contains(PASSWORD) && !text.contains(&escaped), "{text}");
}

fn assert_error_hides(error: &ongoing_client::Error) {
    assert_hidden(&format!("{error} {error:?} {error:#?}"));
    assert_hidden(error.excerpt().unwrap_or_default());
    let mut source = error.source();
    while let Some(cause) = source {
        assert_hidden(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
}

#[tokio::test]
async fn a_server_that_repeats_the_request_does_not_make_us_repeat_it() {
    for status in [200, 401, 500] {
        let server = MockServer::start().await;
        let echo = move |request: &Request| {
            let body = String::from_utf8_lossy(&request.body).into_owned();
            ResponseTemplate::new(status).set_body_raw(format!("You said: {body}"), "text/plain")
        };
        Mock::given(method("POST")).respond_with(echo).mount(&server).await;
        let client = builder(&server.uri()).build().unwrap();
        let error = client.process_article(lamp("1")).await.unwrap_err();
        assert!(error.excerpt().unwrap().contains("You said"));
        assert_error_hides(&error);
    }
    for status in [200, 500] {
        let text = format!("The password {} of WSI-acme is wrong", PASSWORD.replace('&', "&amp;"));
        let fault =
            format!("<soap:Fault><faultcode>x</faultcode><faultstring>{text}</faultstring></soap:Fault>");
        let (_server, client) = answering(soap(status, &fault)).await;
        let error = client.process_article(lamp("1")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
        assert_error_hides(&error);
    }
    let refusal = format!(
        "<ProcessArticleResponse xmlns=\"http://ongoingsystems.se/WSI\"><ProcessArticleResult><Success>false</Success><Message>{} \
         is wrong</Message></ProcessArticleResult></ProcessArticleResponse>",
        PASSWORD.replace('&', "&amp;")
    );
    let (_server, client) = answering(soap(200, &refusal)).await;
    assert_error_hides(&client.process_article(lamp("1")).await.unwrap_err());
    // A cause that says which value it could not read.
    let answer = format!(
        "<GetOrdersByQueryResponse xmlns=\"http://ongoingsystems.se/WSI\"><GetOrdersByQueryResult><Orders><Order><OrderInfo>\
         <OrderId>{}</OrderId></OrderInfo></Order></Orders></GetOrdersByQueryResult></GetOrdersByQueryResponse>",
        PASSWORD.replace('&', "&amp;")
    );
    let (_server, client) = answering(soap(200, &answer)).await;
    let error = client.orders(OrderFilters::default()).try_collect::<Vec<_>>().await.unwrap_err();
    assert!(error.source().unwrap().to_string().ends_with("is not a valid int"));
    assert_error_hides(&error);
}

#[tokio::test]
async fn neither_clients_nor_builders_show_it() {
    let builder = builder("https://api.ongoingsystems.se/acme");
    assert_hidden(&format!("{builder:?}"));
    assert_hidden(&format!("{:#?}", builder.build().unwrap()));
}

#[tokio::test]
async fn the_password_that_every_order_carries_stays_a_secret() {
    let order = format!(
        "<Order><OrderInfo><OrderId>1</OrderId></OrderInfo><WsiSystem><PassWord>{}</PassWord></WsiSystem></Order>",
        PASSWORD.replace('&', "&amp;")
    );
    let answer = format!(
        "<GetOrdersByQueryResponse xmlns=\"http://ongoingsystems.se/WSI\"><GetOrdersByQueryResult><Orders>{order}</Orders>\
         </GetOrdersByQueryResult></GetOrdersByQueryResponse>"
    );
    let (_server, client) = answering(soap(200, &answer)).await;
    let orders: Vec<Order> = client.orders(OrderFilters::default()).try_collect().await.unwrap();
    let kept = orders[0].wsi_system.as_ref().unwrap().pass_word.as_ref().unwrap();
    assert_eq!(kept.expose(), PASSWORD);
    assert_hidden(&format!("{orders:?}"));
}
