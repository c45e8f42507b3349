//! Two systems with a little in them, and a person who answers.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use ongoing_simulator::Rules;
use ongoing_simulator::world::{LineRequest, OrderIdentification, OrderOperation, OrderRequest};
use tokio_util::sync::CancellationToken;
use twentyfour_client::Clock;
use twentyfour_simulator::{Options, Record};
use wms_erp_probe::{
    Conclusion, Consent, DemoSystems, Leftover, MemoryJournal, Notes, Person, Probe, ProbeFinding,
    ProbeReport, ProposedWrite, Question, Transport, find,
};

pub(crate) struct Rig {
    pub(crate) erp: twentyfour_simulator::Simulator,
    pub(crate) wms: Arc<ongoing_simulator::Simulator>,
    pub(crate) systems: DemoSystems,
    pub(crate) journal: MemoryJournal,
    pub(crate) stop: CancellationToken,
    clock: Hands,
    /// What belongs to the company.
    own: World,
}

/// What people see in both systems, without what is out of use there.
#[derive(Debug, PartialEq)]
struct World {
    products: Vec<Record>,
    companies: Vec<Record>,
    orders: Vec<Record>,
    articles: Vec<String>,
    warehouse_orders: Vec<String>,
}

/// A clock that only goes on while someone waits.
#[derive(Debug, Clone)]
pub(crate) struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Default for Hands {
    fn default() -> Self {
        Self(Arc::new(Mutex::new("2026-11-29T12:00:00Z".parse().unwrap())))
    }
}

#[async_trait]
impl Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    async fn sleep(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
        tokio::task::yield_now().await;
    }
}

/// Answers everything in the same way, but for what it was given in advance.
pub(crate) struct Someone {
    pub(crate) consent: Consent,
    /// The first answers, before `consent`.
    pub(crate) first: VecDeque<Consent>,
    pub(crate) choice: Option<usize>,
    /// The warehouse in which the person does what is asked for.
    pub(crate) at_work_in: Option<Arc<ongoing_simulator::Simulator>>,
    pub(crate) asked: Vec<ProposedWrite>,
    /// What happened, in its order.
    pub(crate) heard: Vec<String>,
}

/// The status of an order that someone has begun to pick.
const PICKING: i32 = 320;

impl Default for Someone {
    fn default() -> Self {
        Self {
            consent: Consent::Yes,
            first: VecDeque::new(),
            choice: Some(0),
            at_work_in: None,
            asked: Vec::new(),
            heard: Vec::new(),
        }
    }
}

#[async_trait]
impl Person for Someone {
    async fn agree(&mut self, write: &ProposedWrite) -> io::Result<Consent> {
        self.asked.push(write.clone());
        Ok(self.first.pop_front().unwrap_or(self.consent))
    }

    async fn choose(&mut self, question: &str, choices: &[&str]) -> io::Result<Option<usize>> {
        if let Some(wms) = &self.at_work_in {
            let order = question.split_whitespace().skip_while(|word| *word != "order").nth(1);
            if question.starts_with("Begin to pick order") {
                wms.set_status(order.unwrap(), PICKING).unwrap();
            } else if question.starts_with("Cancel order") {
                wms.cancel(order.unwrap().trim_end_matches(',')).unwrap();
            }
        }
        assert!(self.choice.is_none_or(|choice| choice < choices.len()), "{choices:?}");
        Ok(self.choice)
    }

    fn waits(&mut self, time: Duration) {
        self.heard.push(format!("waits {} s", time.as_secs()));
    }

    fn ends(&mut self, finding: &ProbeFinding) {
        self.heard.push(format!("{} ends", finding.question));
    }
}

impl Rig {
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}, |_| {}).await
    }

    pub(crate) async fn with(options: impl FnOnce(&mut Options), rules: impl FnOnce(&mut Rules)) -> Self {
        let clock = Hands::default();
        let (of_erp, of_wms) = (clock.clone(), clock.clone());
        let mut erp_options = Options::default();
        erp_options.clock = Arc::new(move || of_erp.now());
        options(&mut erp_options);
        let erp = twentyfour_simulator::Simulator::start_with(erp_options).await.unwrap();
        let builder = ongoing_simulator::Simulator::builder().clock(move || of_wms.now()).rules(rules);
        Self::of(erp, builder.start().await.unwrap(), clock)
    }

    pub(crate) fn of(
        erp: twentyfour_simulator::Simulator,
        wms: ongoing_simulator::Simulator,
        clock: Hands,
    ) -> Self {
        let books = erp.books();
        books.add_category(Record::category().with("Name", "Goods"));
        let product =
            books.add_product(Record::product().with("Name", "Lamp").with("Weight", "250").with("Stock", 7));
        let customer = books.add_company(
            Record::company()
                .with("Name", "Kari")
                .with("Type", "Consumer")
                .with("PhoneNumbers.Mobile.Value", "99 88 77 66"),
        );
        let row = Record::row().with("ProductId", product).with("Quantity", 2);
        books.add_order(
            Record::order().with("CustomerId", customer).with("OrderStatus", "Confirmed").with_row(row),
        );
        let data = ongoing_simulator::world::ArticleData {
            article_number: Some("LAMP".to_owned()),
            product_code: Some("17".to_owned()),
            ..Default::default()
        };
        wms.act(|world| world.add_article(data)).unwrap();
        wms.enter_order_by_hand("1001", &[("17", 4)]).unwrap();
        return_a_lamp(&wms);
        let wms = Arc::new(wms);
        let systems = systems(&erp, &wms, [erp.base_url(), wms.base_url()], &clock);
        let mut rig = Self {
            own: World::empty(),
            erp,
            wms,
            systems,
            journal: MemoryJournal::default(),
            stop: CancellationToken::new(),
            clock,
        };
        rig.own = rig.world();
        rig
    }

    /// Two systems, and addresses at which neither of them is.
    pub(crate) async fn out_of_reach() -> Self {
        let mut rig = Self::start().await;
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("http://127.0.0.1:{port}");
        rig.systems = systems(&rig.erp, &rig.wms, [address.clone(), address], &rig.clock);
        rig
    }

    /// Runs these questions with what the journal says.
    pub(crate) async fn run(&self, person: &mut Someone, ids: &[&str]) -> ProbeReport {
        let questions: Vec<&'static Question> = ids.iter().map(|id| find(id).unwrap()).collect();
        self.probe(person).run(&questions).await
    }

    pub(crate) async fn clean(&self) -> Vec<Leftover> {
        self.probe(&mut Someone::default()).clean().await
    }

    fn probe<'a>(&'a self, person: &'a mut Someone) -> Probe<'a> {
        let notes = Notes::read(&self.journal.text()).unwrap();
        let journal = Box::leak(Box::new(self.journal.clone()));
        Probe::new(&self.systems, person, (journal, notes), Arc::new(self.clock.clone()), "abc")
            .stop(self.stop.clone())
    }

    /// A person who does in the warehouse what is asked for.
    pub(crate) fn worker(&self) -> Someone {
        Someone { at_work_in: Some(Arc::clone(&self.wms)), ..Someone::default() }
    }

    /// What a question learns, over each transport.
    pub(crate) async fn answers(
        &self,
        id: &str,
        choice: Option<usize>,
    ) -> Vec<(Option<Transport>, &'static str)> {
        let report = self.run(&mut Someone { choice, ..self.worker() }, &[id]).await;
        self.assert_clean(&report.leftovers);
        let answer = |finding: &ProbeFinding| match &finding.outcome {
            Conclusion::Learned { answer, .. } => (finding.transport, *answer),
            other => panic!("{other:?}: {:?}", finding.evidence),
        };
        report.findings.iter().map(answer).collect()
    }

    /// Nothing of the probe is in use, nothing of the company has changed, and what is out of use was reported.
    #[track_caller]
    pub(crate) fn assert_clean(&self, leftovers: &[Leftover]) {
        assert_eq!(self.world(), self.own);
        for leftover in leftovers {
            assert!(leftover.is_expected, "{leftover:?}");
        }
        let inactive = self.erp.books().orders().len() - self.own.orders.len();
        let obsolete = self.wms.articles().len() - self.own.articles.len();
        let cancelled = self.wms.orders().len() - self.own.warehouse_orders.len();
        let suppliers: BTreeSet<_> =
            self.wms.suppliers().into_iter().map(|supplier| supplier.number).collect();
        let there = inactive + obsolete + cancelled + suppliers.len();
        assert_eq!(leftovers.len(), there, "{leftovers:#?}");
        assert!(Notes::read(&self.journal.text()).unwrap().is_empty(), "{}", self.journal.text());
    }

    /// Nothing of the probe is in use, and nothing of the company has changed.
    #[track_caller]
    pub(crate) fn assert_nothing_in_use(&self) {
        assert_eq!(self.world(), self.own);
    }

    /// Lets the systems finish what they have begun: often enough that the runtime looks at its sockets many times.
    pub(crate) async fn settle(&self) {
        for _ in 0..2000 {
            tokio::task::yield_now().await;
        }
    }

    fn world(&self) -> World {
        let books = self.erp.books();
        let is_active = |order: &Record| order.text("OrderStatus") != Some("Inactive");
        World {
            products: books.products(),
            companies: books.companies(),
            orders: books.orders().into_iter().filter(is_active).collect(),
            articles: self
                .wms
                .articles()
                .into_iter()
                .filter(|article| article.data.is_obsolete != Some(true))
                .map(|article| format!("{article:?}"))
                .collect(),
            warehouse_orders: self
                .wms
                .orders()
                .into_iter()
                .filter(|order| order.status < 1000)
                .map(|order| format!("{order:?}"))
                .collect(),
        }
    }
}

/// An order with a line code was sent, and a piece of it came back.
fn return_a_lamp(wms: &ongoing_simulator::Simulator) {
    let mut order = OrderRequest::new(OrderOperation::Create, OrderIdentification::GoodsOwnerOrderNumber);
    order.data.goods_owner_order_number = Some("1002".to_owned());
    order.lines = Some(vec![LineRequest::new("71", "17", 2.into())]);
    wms.act(|world| world.process_order(order)).unwrap();
    wms.receive("17", 2).unwrap();
    assert!(wms.pick_all("1002").unwrap().is_empty());
    wms.send("1002").unwrap();
    wms.announce_return("R-1", "1002", &[("71", 1)]).unwrap();
    wms.take_back("R-1", "1", 1, true).unwrap();
}

/// Both systems, at these addresses.
fn systems(
    erp: &twentyfour_simulator::Simulator,
    wms: &ongoing_simulator::Simulator,
    [erp_url, wms_url]: [String; 2],
    clock: &Hands,
) -> DemoSystems {
    let credentials = twentyfour_client::Credentials::new(
        erp.application_id().parse().unwrap(),
        erp.username(),
        erp.password(),
    );
    let client =
        twentyfour_client::Client::builder(credentials).base_url(erp_url).clock(Arc::new(clock.clone()));
    let owner = ongoing_client::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let user = ongoing_client::Credentials::new(wms.username(), wms.password());
    let warehouse = ongoing_client::Client::builder(user, owner).base_url(wms_url).clock(clock.clone());
    DemoSystems::new(client.build().unwrap(), warehouse.build().unwrap(), Transport::Soap)
}

impl World {
    fn empty() -> Self {
        let (products, companies, orders) = Default::default();
        Self { products, companies, orders, articles: Vec::new(), warehouse_orders: Vec::new() }
    }
}
