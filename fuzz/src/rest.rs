//! Any answers to the REST client. The first byte says what is called and the second the status; what follows are the
//! bodies, with a zero byte between them. The last one comes again for whatever else is asked.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use asmx_soap::http::{HttpError, HttpService, Request, Response};
use async_trait::async_trait;
use chrono::NaiveDate;
use futures::{StreamExt, stream};
use ongoing_client::model::{
    ArticleDefinition, ArticleKey, Customer, CustomerOrder, CustomerOrderLine, GetInventoryQuery,
    OrderFilters, OrderId, OrderInfoClass, UpdateOrderLines,
};
use ongoing_client::rest::RestClient;
use ongoing_client::{Client, Credentials, Error, GoodsOwner, RetryPolicy, WarehouseApi};

const PASSWORD: &str = "canary-hunter2";
const STATUSES: [u16; 8] = [200, 200, 200, 201, 400, 404, 429, 500];
/// More pages than bodies would be a list without an end.
const MORE_REQUESTS: usize = 8;
/// A page that is broken in itself is asked for again with fewer items, up to 64 times in a list (`ongoing_client::rest`).
const ASKED_AGAIN: usize = 64;

/// See the top of this file.
pub fn run(data: &[u8]) {
    let [call, status, bodies @ ..] = data else { return };
    let asked = Arc::new(AtomicUsize::new(0));
    let answers = Answers {
        status: STATUSES[usize::from(*status) % STATUSES.len()],
        bodies: bodies.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect(),
        asked: Arc::clone(&asked),
    };
    let most = answers.bodies.len() + MORE_REQUESTS + ASKED_AGAIN;
    let client = Client::builder(Credentials::new("WSI-acme", PASSWORD), GoodsOwner::new("ACME", 159))
        .base_url("https://wms.example/acme")
        .http(answers)
        .retry(RetryPolicy::none())
        .build_rest()
        .expect("good settings");
    let mut errors = Vec::new();
    at_once(call_one(&client, *call, &mut errors));
    let asked = asked.load(Ordering::Relaxed);
    assert!(asked <= most, "{asked} requests for {most}");
    for error in errors {
        let seen = format!("{error} {:?} {error:?}", error.excerpt());
        assert!(!seen.contains(PASSWORD), "{seen}");
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
}

async fn call_one(client: &RestClient, call: u8, errors: &mut Vec<Error>) {
    match call % 8 {
        0 => drain(client.inventory(GetInventoryQuery::default()), errors).await,
        1 => {
            let one_by_one = GetInventoryQuery { max_articles_to_get: Some(1), ..Default::default() };
            drain(client.inventory(one_by_one), errors).await;
        }
        2 => drain(client.orders(OrderFilters::by_numbers(["1001".to_owned()])), errors).await,
        3 => {
            let by_id = OrderFilters { order_ids_to_get: vec![OrderId(77)], ..Default::default() };
            drain(client.orders(by_id), errors).await;
        }
        4 => errors.extend(client.order_statuses().await.err()),
        5 => {
            let article = ArticleDefinition::by_product_code("17", "NO-17");
            errors.extend(client.process_article(article).await.err());
        }
        6 => errors.extend(client.process_order(order()).await.err()),
        _ => {
            let reported = UpdateOrderLines::report("1001", [("1", 2.into())]);
            errors.extend(client.update_order_lines(reported).await.err());
        }
    }
}

async fn drain<T>(mut items: stream::BoxStream<'static, Result<T, Error>>, errors: &mut Vec<Error>) {
    while let Some(item) = items.next().await {
        errors.extend(item.err());
    }
}

fn order() -> CustomerOrder {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let customer = Customer::by_name_and_address("Kari Nordmann", "Storgata 1");
    let line = CustomerOrderLine::new("1", ArticleKey::ProductCode("17".to_owned()), 2.into());
    CustomerOrder::new(OrderInfoClass::by_number("1001", day), customer, vec![line])
}

/// Everything is here already, so nothing ever waits.
fn at_once<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[derive(Debug)]
struct Answers {
    status: u16,
    bodies: Vec<Vec<u8>>,
    asked: Arc<AtomicUsize>,
}

#[async_trait]
impl HttpService for Answers {
    async fn call(&self, _: Request) -> Result<Response, HttpError> {
        let at = self.asked.fetch_add(1, Ordering::Relaxed);
        let body = self.bodies[at.min(self.bodies.len() - 1)].clone();
        let body = stream::iter([Ok(body.into())]).boxed();
        Ok(http::Response::builder().status(self.status).body(body).expect("a status"))
    }
}
