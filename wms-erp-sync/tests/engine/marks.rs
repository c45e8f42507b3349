//! Marks that one process makes while another works on an earlier one of the same record: the later one is not lost.

use std::sync::Arc;

use async_trait::async_trait;
use futures::{StreamExt, stream};
use ongoing_client::model::{InventoryLine, Order};
use ongoing_simulator::{Gate, Mischief, Rule};
use tokio::task::JoinHandle;
use twentyfour_client::Properties;
use twentyfour_client::types::{InvoiceOrder, OrderSlipStateType, Product, ProductId};
use wms_erp_sync::port::{ErpLayer, ErpPort, OrderQuery, PortError, Records, WmsLayer, WmsPort};
use wms_erp_sync::{
    Articles, Backfill, CancellationToken, Engine, Orders, Outcome, Process, Report, Since, Stock, Tenant,
    Trigger,
};

use super::bench::{Bench, TENANT, all_done, customer, hours, order, product, tenant};
use super::orders::default_tenant;
use super::{orders, stock, suppliers};

/// An ERP whose list of open orders and whose products by their ids, and a WMS whose answers to questions by number, reach the engine when the gate opens: they say
/// how it was when the engine came to the gate.
#[derive(Debug)]
struct Late<P: ?Sized> {
    port: Arc<P>,
    gate: Gate,
}

impl<P: ?Sized> Late<P> {
    async fn answer<T: Send + 'static>(
        &self,
        records: Result<Records<T>, PortError>,
    ) -> Result<Records<T>, PortError> {
        let records: Vec<_> = records?.collect().await;
        self.gate.pass().await;
        Ok(stream::iter(records).boxed())
    }
}

#[async_trait]
impl ErpLayer for Late<dyn ErpPort> {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        &self.port
    }

    fn around(&self, port: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { port, gate: self.gate.clone() })
    }

    async fn order_heads_in(
        &self,
        states: &[OrderSlipStateType],
    ) -> Result<Records<InvoiceOrder>, PortError> {
        self.answer(self.port.order_heads_in(states).await).await
    }

    async fn products(
        &self,
        ids: &[ProductId],
        properties: &Properties<Product>,
    ) -> Result<Records<Product>, PortError> {
        self.answer(self.port.products(ids, properties).await).await
    }
}

#[async_trait]
impl WmsLayer for Late<dyn WmsPort> {
    fn inner(&self) -> &Arc<dyn WmsPort> {
        &self.port
    }

    fn around(&self, port: Arc<dyn WmsPort>) -> Arc<dyn WmsPort> {
        Arc::new(Self { port, gate: self.gate.clone() })
    }

    async fn orders(&self, query: OrderQuery) -> Result<Records<Order>, PortError> {
        if query.numbers.is_empty() {
            return self.port.orders(query).await;
        }
        self.answer(self.port.orders(query).await).await
    }

    async fn inventory_of(
        &self,
        articles: &[String],
        warehouses: &[String],
    ) -> Result<Records<InventoryLine>, PortError> {
        self.answer(self.port.inventory_of(articles, warehouses).await).await
    }
}

/// Starts a process of this tenant, whose answers are late, and returns when it stands before the gate.
pub(crate) async fn in_the_middle(
    bench: &Bench,
    mut tenant: Tenant,
    process: Process,
) -> (Gate, JoinHandle<Report>) {
    let gate = Gate::new();
    tenant.erp = Arc::new(Late { port: tenant.erp, gate: gate.clone() });
    tenant.wms = Arc::new(Late { port: tenant.wms, gate: gate.clone() });
    let engine = Engine::builder(bench.store.clone()).clock(bench.clock.clone()).build();
    engine.put_tenant(tenant);
    let run = start(&engine, process);
    gate.arrived().await;
    (gate, run)
}

/// Starts a process.
fn start(engine: &Engine, process: Process) -> JoinHandle<Report> {
    let engine = engine.clone();
    tokio::spawn(async move {
        engine.run(TENANT, process, Trigger::Manual, &CancellationToken::new()).await.unwrap()
    })
}

#[tokio::test]
async fn an_order_that_a_person_wants_again_while_it_is_looked_for_is_imported() {
    let since = Since::Date("2026-03-01".parse().unwrap());
    let since = |tenant: Tenant| tenant.orders(Orders::since(since));
    let bench = Bench::with(since).await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe", 0));
    let kari = books.add_company(customer("Kari"));
    let old = books.add_order(order(kari, &[(coffee, 1)]).with("DateOrdered", "2026-01-15T10:00:00"));
    all_done(&bench.round().await);
    let want = async || {
        let wanted = Backfill::Orders(vec![old.into()]);
        bench.engine.operator(TENANT).backfill(wanted, 1).await.unwrap()
    };
    assert_eq!(want().await.marked, 1);
    books.set_order_status(old, "Offer");
    let (gate, run) = in_the_middle(&bench, since(default_tenant(&bench)), Process::Orders).await;
    books.set_order_status(old, "Confirmed");
    assert_eq!(want().await.unknown, 0);
    gate.open();
    assert_eq!(run.await.unwrap().outcome, Outcome::Done);
    assert!(bench.wms.order(&old.to_string()).is_none(), "it was an offer when the run looked");

    all_done(&bench.round().await);
    assert!(bench.wms.order(&old.to_string()).is_some());
}

#[tokio::test]
async fn an_order_that_comes_back_while_the_wms_is_asked_for_it_is_asked_for_again() {
    let shop = orders::shop().await;
    let number = shop.order();
    let asks = || {
        let requests = shop.wms.control().requests();
        let mut questions = requests.iter().filter(|request| request.operation == "GetOrdersByQuery");
        questions.any(|request| request.body.contains(&number.to_string()))
    };
    shop.orders().await;
    shop.status().await;
    shop.books().set_order_status(number, "Offer");
    shop.orders().await;
    shop.wms.control().clear_requests();
    let (gate, status) = in_the_middle(&shop, default_tenant(&shop), Process::OrderStatus).await;
    assert!(asks(), "it left the pulled status");
    shop.books().set_order_status(number, "Confirmed");
    shop.run(Process::Orders).await;
    gate.open();
    assert_eq!(status.await.unwrap().outcome, Outcome::Done);

    shop.status().await;
    assert!(asks(), "what became of it while it was away is not known");
    shop.status().await;
    assert!(!asks(), "it is known now");
}

/// A person deletes the article, and has it written again: another one, in which nothing lies.
async fn make_again(bench: &Bench, id: i32) {
    let code = id.to_string();
    bench.wms.set_stock(&code, 0).unwrap();
    bench.wms.delete_article(&code).unwrap();
    bench.engine.operator(TENANT).rewrite(Process::Articles, id).await.unwrap();
    assert_eq!(bench.run(Process::Articles).await.written, 1);
}

#[tokio::test]
async fn an_article_that_is_made_again_while_its_level_is_read_is_asked_for_again() {
    let bench = stock::shop().await;
    bench.wms.act(|world| world.rules_mut().new_article_changes_stock = false);
    let id = stock::goods(&bench, 5, 5).await;
    for _ in 0..2 {
        bench.clock.advance(hours(3));
        stock::run(&bench).await;
    }
    make_again(&bench, id).await;
    stock::count_goods(&bench, id, 4);
    let both = tenant(&bench.erp, &bench.wms).articles(Articles::default()).stock(Stock::default());
    let (gate, run) = in_the_middle(&bench, both, Process::Stock).await;
    make_again(&bench, id).await;
    gate.open();
    assert_eq!(run.await.unwrap().outcome, Outcome::Done);
    assert_eq!(bench.erp_stock(id), 4.into(), "the level of the second article");

    bench.clock.advance(hours(3));
    stock::run(&bench).await;
    assert_eq!(bench.erp_stock(id), 0.into(), "nothing lies in the third");
}

#[tokio::test]
async fn a_supplier_that_changes_while_its_article_is_written_goes_over_as_it_is_now() {
    let bench = suppliers::start().await;
    let books = bench.books();
    let farm = books.add_company(suppliers::company("Gården", "Veien 1"));
    let milk = books.add_product(suppliers::supplied("MELK", farm));
    all_done(&bench.round().await);
    bench.clock.advance(hours(5));
    // An engine whose clock moves only if the test moves it: who waits for a lease waits.
    let engine = Engine::builder(bench.store.clone()).clock(bench.clock.clone()).build();
    engine.put_tenant(suppliers::with_suppliers(tenant(&bench.erp, &bench.wms)));
    books.patch_product(milk, |product| product.set("Name", "Melk"));
    let gate = Gate::new();
    bench.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle"));
    let articles = start(&engine, Process::Articles);
    gate.arrived().await;
    books.patch_company(farm, |company| company.set("Addresses.Post.Street", "Veien 99"));
    let changed = start(&engine, Process::Suppliers);
    bench.clock.wait_for_sleepers(1).await;
    gate.open();
    for run in [articles, changed] {
        assert_eq!(run.await.unwrap().outcome, Outcome::Done);
    }
    let supplier = suppliers::supplier_of(&bench, milk).unwrap();
    assert_eq!(supplier.address.address.as_deref(), Some("Veien 99"));
}
