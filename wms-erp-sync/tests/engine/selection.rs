//! What hooks leave alone, prepare, and say about suppliers and shipments.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use twentyfour_simulator::{Record, Rule};
use wms_erp_sync::ongoing::model::Supplier;
use wms_erp_sync::twentyfour::properties;
use wms_erp_sync::twentyfour::types::{Company, InvoiceOrder, OrderSlipStateType, Product};
use wms_erp_sync::{
    Class, Decision, HookError, HookFields, Hooks, Outcome, Process, Report, Selection, SentShipment,
    StatusUpdate, Suppliers, Tenant,
};

use super::bench::{Bench, TENANT, all_done, customer, order, product};

/// What the house wants, which people change while it runs.
#[derive(Debug, Clone, Default)]
struct HookSettings {
    version: &'static str,
    /// Orders with this department only.
    department: Option<i32>,
    without: Option<&'static str>,
    failing: Option<fn() -> HookError>,
}

#[derive(Debug)]
struct House(Arc<Mutex<HookSettings>>);

impl House {
    fn settings(&self) -> HookSettings {
        self.0.lock().unwrap().clone()
    }

    fn prepared(&self) -> Result<(), HookError> {
        self.settings().failing.map_or(Ok(()), |error| Err(error()))
    }
}

#[async_trait]
impl Hooks for House {
    fn version(&self) -> &str {
        self.0.lock().unwrap().version
    }

    fn fields(&self) -> HookFields {
        HookFields::none()
            .order(properties![InvoiceOrder: department_id])
            .company(properties![Company: organization_number])
    }

    fn select_order(&self, order: &InvoiceOrder) -> Selection {
        match self.settings().department {
            Some(wanted) if order.department_id != Some(wanted) => Selection::Ignore,
            _ => Selection::Keep,
        }
    }

    fn select_product(&self, product: &Product) -> Selection {
        match self.settings().without {
            Some(number) if product.no.as_deref() == Some(number) => Selection::Ignore,
            _ => Selection::Keep,
        }
    }

    async fn prepare_orders(&self, _: &[InvoiceOrder]) -> Result<(), HookError> {
        self.prepared()
    }

    async fn prepare_articles(&self, _: &[Product]) -> Result<(), HookError> {
        self.prepared()
    }

    async fn prepare_shipments(&self, shipments: &[SentShipment]) -> Result<(), HookError> {
        assert!(shipments.iter().all(|shipment| !shipment.delivery.lines.is_empty()));
        self.prepared()
    }

    fn supplier(&self, company: &Company, supplier: &mut Supplier) -> Decision {
        supplier.supplier_name.clone_from(&company.organization_number);
        Decision::Accept
    }

    fn shipment(&self, shipment: &SentShipment, update: &mut StatusUpdate) -> Decision {
        let short = shipment.delivery.lines.iter().any(|line| line.picked < line.ordered);
        match self.settings().version {
            "packs" if short => update.status = OrderSlipStateType::Pack,
            "again" => update.status = OrderSlipStateType::Confirmed,
            "waits" => {
                return Decision::Hold {
                    what: "the lorry has not left".to_owned(),
                    remedy: "wait".to_owned(),
                };
            }
            _ => {}
        }
        Decision::Accept
    }
}

struct Shop {
    bench: Bench,
    settings: Arc<Mutex<HookSettings>>,
    cup: i32,
    kari: i32,
}

impl Shop {
    async fn with(settings: HookSettings, change: impl FnOnce(Tenant) -> Tenant) -> Self {
        let settings = Arc::new(Mutex::new(settings));
        let hooks = House(Arc::clone(&settings));
        let bench = Bench::with(|tenant| change(tenant.hooks(hooks))).await;
        let cup = bench.books().add_product(product("KOPP", "Kopp", 5));
        let kari = bench.books().add_company(customer("Kari Nordmann"));
        Self { bench, settings, cup, kari }
    }

    fn order(&self, department: i32) -> i32 {
        let record = order(self.kari, &[(self.cup, 2)]).with("DepartmentId", department);
        self.bench.books().add_order(record)
    }

    fn is_in_wms(&self, order: i32) -> bool {
        self.bench.wms.order(&order.to_string()).is_some()
    }

    async fn held(&self) -> Vec<(String, Class)> {
        let held = self.bench.engine.inspect(TENANT).held().await.unwrap();
        held.into_iter().map(|held| (held.record, held.class)).collect()
    }
}

fn of(reports: &[Report], process: Process) -> &Report {
    reports.iter().find(|report| report.process == process).unwrap()
}

#[tokio::test]
async fn ignored_orders_are_counted_and_read_once_and_become_ours_when_the_hook_changes_its_mind() {
    let shop =
        Shop::with(HookSettings { department: Some(1), ..HookSettings::default() }, |tenant| tenant).await;
    let (ours, other) = (shop.order(1), shop.order(2));
    let reports = shop.bench.round().await;
    all_done(&reports);
    assert!(shop.is_in_wms(ours) && !shop.is_in_wms(other));
    assert_eq!((of(&reports, Process::Orders).ignored, shop.held().await), (1, vec![]));
    let drift = shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    assert!(drift.is_none(), "{drift:#?}");
    let why = shop.bench.engine.inspect(TENANT).why(other).await.unwrap();
    assert!(why.gates.iter().any(|gate| gate.starts_with("the hooks ignore it")), "{why:#?}");
    // Once the minute in which it was made is over it is read once more, and then left alone.
    shop.bench.round().await;
    let reports = shop.bench.round().await;
    assert_eq!(of(&reports, Process::Orders).ignored, 1);
    assert_eq!(shop.bench.erp.count("GetInvoices"), 1, "the heads, and nothing besides");

    // A change of the order, and a change of the hook.
    shop.bench.books().patch_order(other, |order| order.set("DepartmentId", 1));
    all_done(&shop.bench.round().await);
    assert!(shop.is_in_wms(other));
    let third = shop.order(3);
    shop.bench.round().await;
    shop.bench.round().await;
    assert!(!shop.is_in_wms(third));
    *shop.settings.lock().unwrap() = HookSettings { version: "all", ..HookSettings::default() };
    let reports = shop.bench.round().await;
    assert!(shop.is_in_wms(third) && of(&reports, Process::Orders).ignored == 0, "{reports:#?}");

    // What is ours is not asked about any more.
    *shop.settings.lock().unwrap() =
        HookSettings { version: "none", department: Some(9), ..HookSettings::default() };
    shop.bench.books().patch_order(ours, |order| order.set("YourReference", "Ola"));
    all_done(&shop.bench.round().await);
    let sent = shop.bench.wms.order(&ours.to_string()).unwrap();
    assert_eq!(sent.data.sales_code.as_deref(), Some("Ola"));
}

#[tokio::test]
async fn an_ignored_order_that_leaves_is_no_business_of_ours() {
    let shop =
        Shop::with(HookSettings { department: Some(1), ..HookSettings::default() }, |tenant| tenant).await;
    let other = shop.order(2);
    shop.bench.round().await;
    shop.bench.books().patch_order(other, |order| order.set("OrderStatus", "Offer"));
    all_done(&shop.bench.round().await);
    shop.bench.books().patch_order(other, |order| order.set("OrderStatus", "Confirmed"));
    let reports = shop.bench.round().await;
    assert_eq!((of(&reports, Process::Orders).ignored, shop.held().await), (1, vec![]));
}

#[tokio::test]
async fn an_order_that_the_wms_has_from_a_write_without_an_answer_is_not_ignored() {
    for arrived in [true, false] {
        let shop =
            Shop::with(HookSettings { department: Some(1), ..HookSettings::default() }, |tenant| tenant)
                .await;
        shop.bench.round().await;
        let placed = shop.order(1);
        let lost = if arrived { Rule::drop_after() } else { Rule::drop_before() };
        shop.bench.wms.control().misbehave(lost.on("ProcessOrder").always());
        shop.bench.round().await;
        shop.bench.wms.control().behave();
        assert_eq!(shop.is_in_wms(placed), arrived);
        shop.bench.books().patch_order(placed, |order| order.set("DepartmentId", 2));
        let reports = shop.bench.round().await;
        assert_eq!(of(&reports, Process::Orders).ignored, u64::from(!arrived), "{reports:#?}");
        assert_eq!((shop.is_in_wms(placed), shop.held().await), (arrived, vec![]));
        if arrived {
            shop.bench.wms.receive(&shop.cup.to_string(), 10).unwrap();
            shop.bench.wms.pick_all(&placed.to_string()).unwrap();
            shop.bench.wms.send(&placed.to_string()).unwrap();
            shop.bench.round().await;
            assert_eq!(
                shop.bench.erp_status(placed),
                "OrderState_Sent",
                "it was sent, and the ERP does not know"
            );
        }
    }
}

#[tokio::test]
async fn an_ignored_product_stays_out_and_holds_the_order_that_needs_it() {
    let shop =
        Shop::with(HookSettings { without: Some("KOPP"), ..HookSettings::default() }, |tenant| tenant).await;
    let reports = shop.bench.round().await;
    all_done(&reports);
    assert_eq!((of(&reports, Process::Articles).ignored, shop.held().await), (1, vec![]));
    let needs = shop.order(1);
    shop.bench.round().await;
    assert!(shop.bench.wms.article_by_product_code(&shop.cup.to_string()).is_none());
    let held = shop.bench.engine.inspect(TENANT).held().await.unwrap();
    let [waits] = &held[..] else { panic!("{held:#?}") };
    assert!(waits.record == needs.to_string() && waits.what.contains("hooks ignore product"), "{held:#?}");
    *shop.settings.lock().unwrap() = HookSettings { version: "all", ..HookSettings::default() };
    all_done(&shop.bench.round().await);
    assert!(shop.is_in_wms(needs) && shop.held().await.is_empty());
}

#[tokio::test]
async fn a_look_up_that_fails_ends_the_run_or_holds_the_records_and_nothing_is_lost() {
    let shop = Shop::with(HookSettings::default(), |tenant| tenant).await;
    let placed = shop.order(1);
    shop.settings.lock().unwrap().failing = Some(|| {
        HookError::transient("the look-up failed").with_source("the customs service does not answer")
    });
    let reports = shop.bench.round().await;
    for process in [Process::Articles, Process::Orders] {
        let report = of(&reports, process);
        assert_eq!(report.outcome, Outcome::Failed);
        assert!(report.reasons[0].what.contains("the customs service does not answer"), "{report:#?}");
    }
    assert!(!shop.is_in_wms(placed) && shop.held().await.is_empty());

    shop.settings.lock().unwrap().failing =
        Some(|| HookError::refused("the customs service knows no such sender", "register the sender"));
    let reports = shop.bench.round().await;
    all_done(&reports);
    let held = shop.bench.engine.inspect(TENANT).held().await.unwrap();
    let article = held.iter().find(|held| held.process == Process::Articles).unwrap();
    assert_eq!(article.what, "the customs service knows no such sender");
    assert!(held.iter().any(|held| held.process == Process::Orders), "{held:#?}");

    shop.settings.lock().unwrap().failing = None;
    for process in [Process::Articles, Process::Orders] {
        shop.bench.engine.operator(TENANT).retry_all(process).await.unwrap();
    }
    all_done(&shop.bench.round().await);
    assert!(shop.is_in_wms(placed));
    all_done(&shop.bench.round().await);
    assert_eq!(shop.held().await, []);
}

#[tokio::test]
async fn a_hook_sees_suppliers_with_what_it_reads_of_their_companies() {
    let shop = Shop::with(HookSettings::default(), |tenant| tenant.suppliers(Suppliers::default())).await;
    let books = shop.bench.books();
    let farm = books.add_company(
        Record::company().with("Name", "Gården").with("Type", "Supplier").with("OrganizationNumber", "911"),
    );
    books.patch_product(shop.cup, |product| product.set("SupplierId", farm));
    all_done(&shop.bench.round().await);
    assert_eq!(shop.bench.wms.suppliers()[0].name.as_deref(), Some("911"));
    books.patch_company(farm, |company| company.set("OrganizationNumber", "912"));
    all_done(&shop.bench.round().await);
    assert_eq!(shop.bench.wms.suppliers()[0].name.as_deref(), Some("912"));
    shop.bench.round().await;
    assert_eq!(shop.bench.writes(), Vec::<String>::new());
    let drift = shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    assert!(drift.is_none(), "{drift:#?}");
}

#[tokio::test]
async fn a_hook_says_what_the_erp_is_told_of_a_shipment() {
    for (version, picked, expected, holds) in [
        ("packs", 1, "Pack", None),
        ("packs", 2, "OrderState_Sent", None),
        ("waits", 2, "Confirmed", Some("the lorry has not left")),
        ("again", 2, "Confirmed", Some("it would be imported again")),
    ] {
        let shop = Shop::with(HookSettings { version, ..HookSettings::default() }, |tenant| tenant).await;
        let placed = shop.order(1);
        all_done(&shop.bench.round().await);
        let (wms, number) = (&shop.bench.wms, placed.to_string());
        wms.receive(&shop.cup.to_string(), 10).unwrap();
        let line = wms.order(&number).unwrap().lines[0].code().to_owned();
        wms.pick(&number, &line, picked).unwrap();
        wms.send(&number).unwrap();
        all_done(&shop.bench.round().await);
        assert_eq!(shop.bench.erp_status(placed), expected, "{version} {picked}");
        let held = shop.bench.engine.inspect(TENANT).held().await.unwrap();
        let held: Vec<_> = held.iter().filter(|held| held.record == number).collect();
        match holds {
            None => assert!(held.is_empty(), "{held:#?}"),
            Some(words) => assert!(held[0].what.contains(words), "{held:#?}"),
        }
        // It is told once.
        shop.bench.round().await;
        assert_eq!(shop.bench.erp_status(placed), expected);
        assert!(!shop.bench.writes().contains(&"SaveInvoices".to_owned()));
        if holds.is_some() {
            shop.settings.lock().unwrap().version = "";
            all_done(&shop.bench.round().await);
            assert_eq!(shop.bench.erp_status(placed), "OrderState_Sent");
        }
    }
}
