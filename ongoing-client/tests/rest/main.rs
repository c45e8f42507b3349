//! The REST transport over real HTTP, and what it writes and reads against the vendor's OpenAPI document.
#![cfg(test)]

#[path = "../../../asmx-soap/tests/support/contract.rs"]
mod contract;
mod contract_records;
mod contract_walk;

mod articles;
mod failure;
mod full;
mod goods_in;
mod lists;
mod misbehaviour;
mod openapi;
mod operations;
mod orders;
mod purchases;
mod returns;
mod simulator;
mod warehouse;

use chrono::NaiveDate;
use ongoing_client::model::{
    ArticleKey, Customer, CustomerOrder, CustomerOrderLine, InvoiceAddress, OrderInfoClass, WayOfDeliveryType,
};
use ongoing_client::rest::RestClient;
use ongoing_client::{Client, Credentials, GoodsOwner, RetryPolicy};
use ongoing_simulator::{Simulator, SimulatorBuilder};
use serde_json::Value;
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

const PASSWORD: &str = "canary-hunter2";

/// A warehouse whose clock stands still at a working day's morning.
fn standing() -> SimulatorBuilder {
    Simulator::builder().clock(|| "2026-03-02T08:00:00Z".parse().unwrap())
}

/// A server, and a client for it.
struct Bench {
    server: MockServer,
    client: RestClient,
}

impl Bench {
    async fn new() -> Self {
        let server = MockServer::start().await;
        let client = Client::builder(Credentials::new("WSI-acme", PASSWORD), GoodsOwner::new("ACME", 159))
            .base_url(format!("{}/acme", server.uri()))
            .retry(RetryPolicy::none())
            .build_rest()
            .unwrap();
        Self { server, client }
    }

    /// Answers a call with JSON.
    async fn answers(&self, verb: &str, at: &str, query: &[(&str, &str)], body: Value) {
        self.answers_with(verb, at, query, ResponseTemplate::new(200).set_body_json(body)).await;
    }

    async fn answers_with(&self, verb: &str, at: &str, query: &[(&str, &str)], answer: ResponseTemplate) {
        let mut mock = Mock::given(method(verb)).and(path(format!("/acme/api/v1{at}")));
        for (key, value) in query {
            mock = mock.and(query_param(*key, *value));
        }
        mock.respond_with(answer).mount(&self.server).await;
    }

    /// The requests so far: method, path with query, and body.
    async fn requests(&self) -> Vec<(String, String, Value)> {
        let requests = self.server.received_requests().await.unwrap();
        let seen = requests.iter().map(|request| {
            let at = request.url.as_str().split("/api/v1").nth(1).unwrap().to_owned();
            let body = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
            (request.method.to_string(), at, body)
        });
        seen.collect()
    }
}

fn order(number: &str) -> CustomerOrder {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let info = OrderInfoClass {
        way_of_delivery: Some("Post".to_owned()),
        way_of_delivery_type: Some(WayOfDeliveryType::create_or_find("1", "Post")),
        order_remark: Some(String::new()),
        ..OrderInfoClass::by_number(number, day)
    };
    let customer = Customer {
        mobile_phone: Some("+47 900 00 000".to_owned()),
        email: Some("kari@example.no".to_owned()),
        invoice_address: Some(InvoiceAddress { name: Some("Nordmann AS".to_owned()), ..Default::default() }),
        ..Customer::by_name_and_address("Kari Nordmann", "Storgata 1")
    };
    let line = |code: &str, product: &str| {
        CustomerOrderLine::new(code, ArticleKey::ProductCode(product.to_owned()), "2.5".parse().unwrap())
    };
    CustomerOrder::new(info, customer, vec![line("1", "17"), line("2", "18")])
}
