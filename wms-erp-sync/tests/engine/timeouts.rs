//! Vendors that take requests and give no answer in time: what a run spends on waiting for them, by the clock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use asmx_soap::http::{HttpError, HttpErrorKind, HttpService, Request, ReqwestService, Response};
use async_trait::async_trait;
use chrono::TimeDelta;
use wms_erp_sync::clock::{Clock, ManualClock};
use wms_erp_sync::{
    Articles, Class, OrderEventKind, OrderStatusSettings, Orders, Outcome, Process, Since, Stock,
};

use super::Bench;
use super::bench::{TENANT, Transport, customer, order, product, tenant_through};

/// How long the clients wait for the beginning of an answer, by default.
const LIMIT: Duration = Duration::from_secs(120);

/// Which of the requests that contain these words hang.
#[derive(Debug, Clone, Copy)]
struct Hangs {
    words: &'static [&'static str],
    every: usize,
    /// Whether a gateway gives up in place of the client.
    gateway: bool,
}

impl Hangs {
    fn at(words: &'static [&'static str]) -> Self {
        Self { words, every: 1, gateway: false }
    }
}

/// An HTTP stack through which requests reach the server, which acts on them, and the answers of some do not come in time.
#[derive(Debug, Clone)]
struct Slow {
    stack: ReqwestService,
    clock: ManualClock,
    hangs: Arc<Mutex<Option<Hangs>>>,
    matching: Arc<AtomicUsize>,
    waits: Arc<AtomicUsize>,
}

impl Slow {
    fn new(clock: &ManualClock) -> Self {
        Self {
            stack: reqwest::Client::builder().no_proxy().build().unwrap().into(),
            clock: clock.clone(),
            hangs: Arc::default(),
            matching: Arc::default(),
            waits: Arc::default(),
        }
    }

    fn hang(&self, hangs: Hangs) {
        *self.hangs.lock().unwrap() = Some(hangs);
    }

    fn answer(&self) {
        *self.hangs.lock().unwrap() = None;
    }

    fn waits(&self) -> usize {
        self.waits.load(Ordering::SeqCst)
    }

    fn hangs(&self, request: &Request) -> Option<Hangs> {
        let hangs = (*self.hangs.lock().unwrap())?;
        let said =
            format!("{} {} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body()));
        let is_meant = hangs.words.iter().any(|words| said.contains(words));
        (is_meant && self.matching.fetch_add(1, Ordering::SeqCst).is_multiple_of(hangs.every))
            .then_some(hangs)
    }
}

#[async_trait]
impl HttpService for Slow {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let hangs = self.hangs(&request);
        let mut answer = self.stack.call(request).await?;
        let Some(hangs) = hangs else { return Ok(answer) };
        self.waits.fetch_add(1, Ordering::SeqCst);
        // The engine renews its leases meanwhile.
        for _ in 0..LIMIT.as_secs() {
            self.clock.advance(Duration::from_secs(1));
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
        }
        if hangs.gateway {
            *answer.status_mut() = 504.try_into().unwrap();
            return Ok(answer);
        }
        Err(HttpError::new(HttpErrorKind::Timeout, "no answer has begun"))
    }
}

async fn bench(transport: Transport) -> (Bench, Slow) {
    let bench = Bench::over(transport, |tenant| tenant).await;
    let slow = Slow::new(&bench.clock);
    let (erp, wms) = (slow.clone(), slow.clone());
    let clients = (
        |client: twentyfour_client::ClientBuilder| client.http(erp),
        |client: ongoing_client::Builder| client.http(wms),
    );
    let tenant = tenant_through(transport, &bench.erp, &bench.wms, clients);
    bench.engine.put_tenant(
        tenant
            .articles(Articles::default())
            .orders(Orders::since(Since::All))
            .order_status(OrderStatusSettings::default())
            .stock(Stock::default()),
    );
    (bench, slow)
}

/// Writes over SOAP, and over REST.
const ARTICLE_WRITES: &[&str] = &["<ProcessArticle ", "PUT http"];
const ORDER_WRITES: &[&str] = &["<ProcessOrder ", "PUT http"];
const STOCK_WRITES: &[&str] = &["<SetStockQuantity "];

/// A bench with so many products, which one article process has to bring over.
async fn articles(transport: Transport, count: usize) -> (Bench, Slow) {
    let (bench, slow) = bench(transport).await;
    for n in 0..count {
        bench.books().add_product(product(&format!("A-{n}"), "Vare", 0));
    }
    (bench, slow)
}

/// So many orders, whose article is in the warehouse.
async fn take_orders(bench: &Bench, count: usize) -> Vec<i32> {
    let coffee = bench.books().add_product(product("K-500", "Kaffe 500 g", 0));
    let kari = bench.books().add_company(customer("Kari Nordmann"));
    assert_eq!(bench.run(Process::Articles).await.outcome, Outcome::Done);
    (0..count).map(|_| bench.books().add_order(order(kari, &[(coffee, 1)]))).collect()
}

/// Runs a process that is to fail; how long that took.
async fn fails(bench: &Bench, process: Process) -> TimeDelta {
    let began = bench.clock.now();
    let report = bench.run(process).await;
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert!(report.reasons[0].class == Some(Class::Transient), "{report:#?}");
    bench.clock.now() - began
}

#[tokio::test]
async fn a_warehouse_that_hangs_costs_a_run_of_hundreds_of_articles_two_waits() {
    for (transport, gateway) in
        [(Transport::Soap, false), (Transport::Rest, false), (Transport::Soap, true), (Transport::Rest, true)]
    {
        let (bench, slow) = articles(transport, 300).await;
        slow.hang(Hangs { gateway, ..Hangs::at(ARTICLE_WRITES) });
        let took = fails(&bench, Process::Articles).await;
        assert_eq!((slow.waits(), took.num_minutes()), (2, 4), "{transport:?} {gateway}");
        slow.answer();
        // Nothing that was sent is doubled, and nothing is left out.
        assert_eq!(bench.run(Process::Articles).await.held, 0);
        assert_eq!(bench.wms.articles().len(), 300);
    }
}

/// A warehouse that answers between its pauses is no reason to wait for hours.
#[tokio::test]
async fn a_warehouse_that_hangs_at_every_other_request_costs_a_run_five_waits() {
    for transport in [Transport::Soap, Transport::Rest] {
        let (bench, slow) = articles(transport, 300).await;
        slow.hang(Hangs { every: 2, ..Hangs::at(ARTICLE_WRITES) });
        let took = fails(&bench, Process::Articles).await;
        assert_eq!((slow.waits(), took.num_minutes()), (5, 10), "{transport:?}");
        slow.answer();
        assert_eq!(bench.run(Process::Articles).await.held, 0);
        assert_eq!(bench.wms.articles().len(), 300);
    }
}

/// A record that the vendor never finishes in time is held, and holds up no other.
#[tokio::test]
async fn one_order_that_hangs_is_held_and_the_others_go() {
    let (bench, slow) = bench(Transport::Soap).await;
    take_orders(&bench, 20).await;
    slow.hang(Hangs { every: 1000, ..Hangs::at(ORDER_WRITES) });
    let report = bench.run(Process::Orders).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 19, 1), "{report:#?}");
    assert_eq!(slow.waits(), 1);
}

/// The warehouse has each order that timed out: the next runs find that, and write none twice.
#[tokio::test]
async fn orders_whose_answers_did_not_come_in_time_are_there_once() {
    for transport in [Transport::Soap, Transport::Rest] {
        let (bench, slow) = bench(transport).await;
        let orders = take_orders(&bench, 40).await;
        slow.hang(Hangs::at(ORDER_WRITES));
        fails(&bench, Process::Orders).await;
        assert_eq!((slow.waits(), bench.wms.orders().len()), (2, 2), "{transport:?}");
        slow.answer();
        let report = bench.run(Process::Orders).await;
        assert_eq!((report.outcome, report.held), (Outcome::Done, 0), "{report:#?}");
        assert_eq!(bench.wms.orders().len(), orders.len(), "{transport:?}");
        assert!(orders.iter().all(|order| bench.wms.order(&order.to_string()).is_some()));
        let timeline = bench.engine.inspect(TENANT).timeline(orders[0]).await.unwrap();
        assert!(timeline.iter().any(|event| event.kind == OrderEventKind::Adopted), "{timeline:#?}");
    }
}

#[tokio::test]
async fn an_erp_that_hangs_costs_a_run_of_hundreds_of_quantities_two_waits() {
    let (bench, slow) = articles(Transport::Soap, 200).await;
    assert_eq!(bench.run(Process::Articles).await.outcome, Outcome::Done);
    for article in bench.wms.articles() {
        bench.wms.receive(article.data.product_code.as_deref().unwrap(), 5).unwrap();
    }
    slow.hang(Hangs::at(STOCK_WRITES));
    let took = fails(&bench, Process::Stock).await;
    assert_eq!((slow.waits(), took.num_minutes()), (2, 4));
    slow.answer();
    assert_eq!(bench.run(Process::Stock).await.held, 0);
    let all = bench.books().products();
    assert!(all.iter().all(|product| product.decimal("Stock") == Some(5.into())));
}
