//! What is repeated, when, and what is not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use asmx_soap::http::{HttpError, HttpErrorKind, HttpService, Request, Response};
use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use futures::StreamExt;
use futures::stream;
use ongoing_client::model::{GetInventoryQuery, OrderFilters, OrderOperation, UpdateOrder};
use ongoing_client::{
    Client, Clock, Credentials, Delivery, Error, ErrorKind, GoodsOwner, RetryPolicy, WarehouseApi,
};
use ongoing_simulator::{Rule, Simulator};

use super::{builder, lamp, order};

/// A clock that stands still and remembers how long it was asked to wait.
#[derive(Debug, Clone, Default)]
struct Waits(Arc<Mutex<Vec<Duration>>>);

#[async_trait]
impl Clock for Waits {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap()
    }

    async fn sleep(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration);
    }
}

impl Waits {
    fn taken(&self) -> Vec<u128> {
        self.0.lock().unwrap().drain(..).map(|wait| wait.as_millis()).collect()
    }
}

struct Bench {
    wms: Simulator,
    client: Client,
    waits: Waits,
}

impl Bench {
    /// A warehouse with one article, and a client whose waits are as long as can be.
    async fn new() -> Self {
        let (wms, waits) = (crate::standing().start().await.unwrap(), Waits::default());
        let credentials = Credentials::new(wms.username(), wms.password());
        let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
        let client = Client::builder(credentials, owner)
            .base_url(wms.base_url())
            .retry(RetryPolicy::default().chance(|| 1.0))
            .clock(waits.clone())
            .build()
            .unwrap();
        client.process_article(lamp("17")).await.unwrap();
        wms.control().clear_requests();
        Self { wms, client, waits }
    }

    async fn statuses(&self) -> Result<usize, Error> {
        self.client.order_statuses().await.map(|statuses| statuses.len())
    }
}

#[tokio::test]
async fn a_read_is_repeated_with_growing_waits_and_then_given_up() {
    let bench = Bench::new().await;
    for rule in [
        Rule::drop_before(),
        Rule::drop_after(),
        Rule::html(),
        Rule::fault("Deadlock"),
        Rule::status(500, ""),
    ] {
        bench.wms.control().misbehave(rule.clone().times(2));
        assert!(bench.statuses().await.unwrap() > 5, "{rule:?}");
        assert_eq!(bench.waits.taken(), [1000, 2000], "{rule:?}");
        bench.wms.control().misbehave(rule.times(3));
        bench.statuses().await.unwrap_err();
        assert_eq!(bench.waits.taken(), [1000, 2000]);
    }
    assert_eq!(bench.wms.control().count("GetOrderStatuses"), 5 * (3 + 3));
}

/// A gateway has waited already, and the warehouse is still at work on it.
#[tokio::test]
async fn what_a_gateway_has_waited_for_in_vain_is_not_asked_again_at_once() {
    let bench = Bench::new().await;
    for status in [408, 504] {
        bench.wms.control().clear_requests();
        bench.wms.control().misbehave(Rule::status(status, "").times(2));
        assert!(bench.statuses().await.unwrap_err().is_timeout());
        let error = bench.client.process_order(order("1001", &[("1", "17", 1)])).await.unwrap_err();
        assert!(error.is_timeout() && error.delivery() == Delivery::MaybeSent, "{error:?}");
        assert_eq!((bench.wms.control().count(""), bench.waits.taken().len()), (2, 0), "{status}");
    }
}

#[tokio::test]
async fn a_write_that_sets_is_repeated_when_it_may_have_been_lost_but_not_after_a_fault() {
    let bench = Bench::new().await;
    bench.wms.control().misbehave(Rule::drop_after().on("ProcessOrder"));
    bench.client.process_order(order("1001", &[("1", "17", 1)])).await.unwrap();
    assert_eq!(bench.wms.control().count("ProcessOrder"), 2);
    assert_eq!(bench.wms.look(|world| world.orders().count()), 1);
    assert_eq!(bench.wms.parallel_writes(), 0);

    bench.wms.control().misbehave(Rule::fault("Deadlock").on("ProcessOrder"));
    let error = bench.client.process_order(order("1002", &[("1", "17", 1)])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);
    assert_eq!(bench.wms.control().count("ProcessOrder"), 3);
}

#[tokio::test]
async fn what_would_be_refused_the_second_time_is_not_repeated() {
    let bench = Bench::new().await;
    let mut create = order("1001", &[("1", "17", 1)]);
    create.order_info.as_mut().unwrap().order_operation = OrderOperation::Create;
    bench.wms.control().misbehave(Rule::drop_after().on("ProcessOrder"));
    let error = bench.client.process_order(create).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::MaybeSent));

    bench.wms.control().misbehave(Rule::drop_after().on("ProcessOrder"));
    let error = bench.client.remove_order("1001").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(bench.wms.order("1001").unwrap().status, 1000);
    assert_eq!(bench.wms.control().count("ProcessOrder"), 2);

    let mut rename = UpdateOrder::by_number("1001");
    rename.update_order_goods_owner_order_number = Some(Default::default());
    bench.wms.control().misbehave(Rule::drop_before().on("UpdateOrder"));
    bench.client.update_order(rename).await.unwrap_err();
    assert_eq!(bench.wms.control().count("UpdateOrder"), 1);
    assert!(bench.waits.taken().is_empty());
}

#[tokio::test]
async fn refusals_wrong_passwords_and_unreadable_texts_are_never_repeated() {
    let bench = Bench::new().await;
    bench.client.process_order(order("1001", &[("1", "nothing", 1)])).await.unwrap_err();
    bench.wms.control().misbehave(Rule::status(401, "").always());
    assert_eq!(bench.statuses().await.unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(bench.wms.control().count(""), 2);
}

#[tokio::test]
async fn it_waits_as_long_as_the_server_says_or_not_at_all() {
    let bench = Bench::new().await;
    for (told, waited) in
        [("7", 8_000), ("Sat, 21 Nov 2026 12:00:09 GMT", 10_000), ("Sat, 21 Nov 2026 11:00:00 GMT", 1_000)]
    {
        bench.wms.control().misbehave(Rule::too_many_requests(Some(told)));
        bench.statuses().await.unwrap();
        assert_eq!(bench.waits.taken(), [waited], "{told}");
    }
    bench.wms.control().misbehave(Rule::too_many_requests(Some("31")));
    let error = bench.statuses().await.unwrap_err();
    assert_eq!(error.wait_told(bench.waits.now()), Some(Duration::from_secs(31)));
    bench.wms.control().misbehave(Rule::too_many_requests(None));
    bench.statuses().await.unwrap();
    assert_eq!(bench.waits.taken(), [1000]);
}

/// An HTTP stack of our own: its connection breaks each time behind the bytes that are next.
#[derive(Debug)]
struct Breaks(Mutex<Vec<String>>);

#[async_trait]
impl HttpService for Breaks {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        assert_eq!(request.headers()["soapaction"], "\"http://ongoingsystems.se/WSI/GetInventoryByQuery\"");
        let text = self.0.lock().unwrap().remove(0);
        let broken = HttpError::new(HttpErrorKind::Interrupted, "the cable was cut");
        Ok(Response::new(stream::iter([Ok(text.into()), Err(broken)]).boxed()))
    }
}

#[tokio::test]
async fn a_list_is_repeated_only_before_its_first_item() {
    let start = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><GetInventoryByQueryResponse \
                 xmlns=\"http://ongoingsystems.se/WSI\"><GetInventoryByQueryResult><InventoryLines>";
    let item = "<InventoryLine><NumberOfItems>1</NumberOfItems></InventoryLine>";
    let (waits, texts) =
        (Waits::default(), vec![start.to_owned(), format!("{start}{item}{item}"), start.to_owned()]);
    let client = builder("https://warehouse.example/acme")
        .http(Breaks(Mutex::new(texts)))
        .retry(RetryPolicy::default().chance(|| 1.0))
        .clock(waits.clone())
        .build()
        .unwrap();
    let items: Vec<_> = client.inventory(GetInventoryQuery::default()).collect().await;
    assert_eq!(items.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(items[2].as_ref().unwrap_err().kind(), ErrorKind::Interrupted);
    assert_eq!(waits.taken(), [1000]);
}

#[tokio::test]
async fn nobody_there_is_asked_again_also_for_writes_and_chance_shortens_the_wait() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let waits = Waits::default();
    let policy = RetryPolicy::default().attempts(4).waits(Duration::from_secs(1), Duration::from_secs(3));
    let client = builder(&format!("http://{address}"))
        .retry(policy.chance(|| 0.0))
        .clock(waits.clone())
        .build()
        .unwrap();
    assert_eq!(client.remove_order("1").await.unwrap_err().kind(), ErrorKind::Unreachable);
    assert_eq!(waits.taken(), [500, 1_000, 1_500]);
    assert!(client.orders(OrderFilters::default()).next().await.unwrap().is_err());
}
