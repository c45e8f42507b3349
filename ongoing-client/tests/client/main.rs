//! The client over real HTTP: against the simulated warehouse, and against answers that no warehouse should give.
#![cfg(test)]

mod effects;
mod failure;
mod files;
mod forms;
mod goods_in;
mod order;
mod own_operation;
mod page;
mod redaction;
mod refusal;
mod retry;
#[path = "../../../asmx-soap/tests/support/self_signed.rs"]
mod self_signed;
mod stock;
mod writes;

use chrono::NaiveDate;
use ongoing_client::model::{
    ArticleDefinition, ArticleKey, Customer, CustomerOrder, CustomerOrderLine, OrderInfoClass,
};
use ongoing_client::{Builder, Client, Credentials, GoodsOwner, RetryPolicy};
use ongoing_simulator::{Simulator, SimulatorBuilder};
use rust_decimal::Decimal;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// The password that must not be seen anywhere.
const PASSWORD: &str = "canary-&-hunter2";

/// A warehouse whose clock stands still at a working day's morning.
fn standing() -> SimulatorBuilder {
    Simulator::builder().clock(|| "2026-03-02T08:00:00Z".parse().unwrap())
}

fn client(wms: &Simulator) -> Client {
    with_password(wms, wms.password())
}

fn with_password(wms: &Simulator, password: &str) -> Client {
    let credentials = Credentials::new(wms.username(), password);
    let goods_owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    Client::builder(credentials, goods_owner)
        .base_url(wms.base_url())
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

fn builder(base_url: &str) -> Builder {
    Client::builder(Credentials::new("WSI-acme", PASSWORD), GoodsOwner::new("ACME", 159))
        .base_url(base_url)
        .retry(RetryPolicy::none())
}

/// A server that gives one answer to everything, and a client for it.
async fn answering(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    let client = builder(&server.uri()).build().unwrap();
    (server, client)
}

/// A SOAP answer with this in its body.
fn soap(status: u16, body: &str) -> ResponseTemplate {
    let envelope = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\
         <soap:Body>{body}</soap:Body></soap:Envelope>"
    );
    ResponseTemplate::new(status).set_body_raw(envelope, "text/xml; charset=utf-8")
}

fn lamp(product_code: &str) -> ArticleDefinition {
    let name = Some(format!("Lamp {product_code}"));
    ArticleDefinition {
        article_name: name,
        ..ArticleDefinition::by_product_code(product_code, format!("L{product_code}"))
    }
}

fn order(number: &str, lines: &[(&str, &str, i64)]) -> CustomerOrder {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let customer = Customer {
        post_code: Some("0150".to_owned()),
        city: Some("Oslo".to_owned()),
        country_code: Some("NO".to_owned()),
        ..Customer::by_name_and_address("Kari Nordmann", "Storgata 1")
    };
    let line = |(code, product, quantity): &(&str, &str, i64)| {
        CustomerOrderLine::new(
            *code,
            ArticleKey::ProductCode((*product).to_owned()),
            Decimal::from(*quantity),
        )
    };
    CustomerOrder::new(OrderInfoClass::by_number(number, day), customer, lines.iter().map(line).collect())
}
