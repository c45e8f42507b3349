//! Both sides compared whole.

use wms_erp_sync::ongoing::model::ArticleDefinition;
use wms_erp_sync::twentyfour::types::Product;
use wms_erp_sync::{Decision, Drift, DriftKind, Hooks, Orders, Process, Since, Suppliers};

use super::bench::{Bench, TENANT, all_done, customer, order, product};

async fn drift(bench: &Bench) -> Drift {
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    let drift = bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    assert_eq!(bench.writes(), Vec::<String>::new(), "it only looks");
    drift
}

/// The differences of a process: which record, of what kind.
fn told(drift: &Drift, process: Process) -> Vec<(String, DriftKind)> {
    let process = drift.processes.iter().find(|drift| drift.process == process).unwrap();
    assert!(process.differences.iter().all(|found| !found.what.is_empty() && !found.repair.is_empty()));
    process.differences.iter().map(|found| (found.record.clone(), found.kind)).collect()
}

fn one(drift: &Drift, process: Process) -> (String, String) {
    let process = drift.processes.iter().find(|drift| drift.process == process).unwrap();
    let [found] = &process.differences[..] else { panic!("{process:#?}") };
    (found.what.clone(), found.repair.clone())
}

/// A day's work: two articles, two orders, one of them sent.
async fn day() -> (Bench, [i32; 2], [i32; 2]) {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 10).with("Weight", "0.5"));
    let cup = books.add_product(product("KOPP", "Kopp", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let sent = books.add_order(order(kari, &[(coffee, 3)]));
    let open = books.add_order(order(kari, &[(coffee, 1), (cup, 2)]));
    all_done(&bench.round().await);
    bench.wms.receive(&coffee.to_string(), 40).unwrap();
    bench.wms.pick_all(&sent.to_string()).unwrap();
    bench.wms.send(&sent.to_string()).unwrap();
    all_done(&bench.round().await);
    (bench, [coffee, cup], [sent, open])
}

#[tokio::test]
async fn two_sides_in_step_have_no_drift() {
    let (bench, ..) = day().await;
    let drift = drift(&bench).await;
    assert!(drift.is_none(), "{drift:#?}");
    let compared: Vec<u64> = drift.processes.iter().map(|process| process.compared).collect();
    assert_eq!(compared, [2, 1, 1, 2], "articles, orders, order_status, stock");
    assert!(drift.processes.iter().all(|process| process.compared == process.equal));
    assert!(drift.requests.erp > 0 && drift.requests.wms > 0);
    assert_eq!(serde_json::from_str::<Drift>(&serde_json::to_string(&drift).unwrap()).unwrap(), drift);
}

#[tokio::test]
async fn a_person_in_the_warehouse_changes_articles_and_stock() {
    let (bench, [coffee, cup], _) = day().await;
    bench.wms.edit_article(&coffee.to_string(), |article| article.bar_code = Some("123".into())).unwrap();
    bench.wms.edit_article(&cup.to_string(), |article| article.product_code = Some("SKU".into())).unwrap();
    bench.wms.set_stock(&coffee.to_string(), 5).unwrap();
    let fresh = bench.books().add_product(product("NY", "Ny", 0));
    let drift = drift(&bench).await;
    let mut articles = told(&drift, Process::Articles);
    articles.sort();
    let mut expected = [
        (coffee.to_string(), DriftKind::Different),
        (cup.to_string(), DriftKind::Lost),
        (fresh.to_string(), DriftKind::Missing),
        ("KOPP".to_owned(), DriftKind::Unmatched),
    ];
    expected.sort();
    assert_eq!(articles, expected, "{drift:#?}");
    let (what, repair) = one(&drift, Process::Stock);
    assert_eq!(what, "5 in the WMS, 37 in the ERP");
    assert!(repair.contains("next run of stock"), "{repair}");
}

#[tokio::test]
async fn orders_differ_are_cancelled_get_lost_and_wait_for_their_report() {
    let (bench, [coffee, _], [_, open]) = day().await;
    let kari = bench.books().add_company(customer("Per"));
    let [cancelled, lost, shipped, withdrawn, fresh] =
        std::array::from_fn(|_| bench.books().add_order(order(kari, &[(coffee, 1)])));
    bench.books().set_order_status(fresh, "Offer");
    all_done(&bench.round().await);
    bench.wms.act(|world| {
        world.edit_order(&open.to_string(), |order| order.lines[1].number_of_items = 5.into()).unwrap();
        world
            .edit_order(&lost.to_string(), |order| order.data.goods_owner_order_number = Some("X-1".into()))
            .unwrap();
    });
    bench.wms.cancel(&cancelled.to_string()).unwrap();
    bench.wms.pick_all(&shipped.to_string()).unwrap();
    bench.wms.send(&shipped.to_string()).unwrap();
    bench.books().set_order_status(withdrawn, "Draft");
    bench.books().set_order_status(fresh, "Confirmed");
    let drift = drift(&bench).await;
    let mut orders = told(&drift, Process::Orders);
    orders.sort();
    let mut expected = [
        (open, DriftKind::Different),
        (cancelled, DriftKind::Cancelled),
        (lost, DriftKind::Lost),
        (withdrawn, DriftKind::OverInErp),
        (fresh, DriftKind::Missing),
    ]
    .map(|(order, kind)| (order.to_string(), kind));
    expected.sort();
    assert_eq!(orders, expected, "{drift:#?}");
    assert_eq!(told(&drift, Process::OrderStatus), [(shipped.to_string(), DriftKind::NotReported)]);
    let text = serde_json::to_string(&drift).unwrap();
    assert!(text.contains("NumberOfItems: \\\"5\\\" in the WMS, \\\"2\\\" in the ERP"), "{text}");
    assert!(!text.contains("Nordmann") && !text.contains("Storgata"), "people stay out of it");
}

#[tokio::test]
async fn what_is_held_has_its_own_remedy() {
    let (bench, [coffee, _], _) = day().await;
    let kari = bench.books().add_company(customer("Per"));
    let held =
        bench.books().add_order(order(kari, &[(coffee, 1)]).with("Addresses.Delivery.Country", "Atlantis"));
    all_done(&bench.round().await);
    let drift = drift(&bench).await;
    assert_eq!(told(&drift, Process::Orders), [(held.to_string(), DriftKind::Missing)]);
    assert!(one(&drift, Process::Orders).1.contains("Atlantis"), "{drift:#?}");
}

/// What a person has dismissed is shown as that, and needs nobody, as long as it is that very difference.
#[tokio::test]
async fn a_dismissed_difference_needs_nobody_until_it_is_another_one() {
    let (bench, [coffee, _], [_, open]) = day().await;
    let books = bench.books();
    let per = books.add_company(customer("Per"));
    let held = books.add_order(order(per, &[(coffee, 1)]).with("Addresses.Delivery.Country", "Atlantis"));
    bench.wms.pick_all(&open.to_string()).unwrap();
    books.patch_order(open, |order| order.set("YourReference", "too late"));
    all_done(&bench.round().await);
    assert!(drift(&bench).await.needs_attention());
    for record in bench.engine.inspect(TENANT).held().await.unwrap() {
        bench.engine.operator(TENANT).dismiss(record.process, &record.record, "known").await.unwrap();
    }
    let dismissed = drift(&bench).await;
    assert!(!dismissed.is_none() && !dismissed.needs_attention(), "{dismissed:#?}");
    let reasons: Vec<_> = (dismissed.processes.iter())
        .flat_map(|process| &process.differences)
        .map(|found| (found.record.clone(), found.dismissed.as_ref().map(|said| said.reason.as_str())))
        .collect();
    let expected = [held, open].map(|record| (record.to_string(), Some("known")));
    assert!(expected.iter().all(|found| reasons.contains(found)), "{reasons:?}");

    books.patch_order(open, |order| order.set("YourReference", "later still"));
    let changed = drift(&bench).await;
    assert!(changed.needs_attention(), "another change was not dismissed: {changed:#?}");
}

/// The process order_status has seen the cancellation, and holds it; what is dismissed of it is dismissed in the comparison too.
#[tokio::test]
async fn a_dismissed_cancellation_needs_no_one_until_the_order_is_cancelled_again() {
    let (bench, _, [_, open]) = day().await;
    bench.wms.cancel(&open.to_string()).unwrap();
    all_done(&bench.round().await);
    assert!(drift(&bench).await.needs_attention());
    let operator = bench.engine.operator(TENANT);
    operator.dismiss(Process::OrderStatus, open, "agreed with the customer").await.unwrap();
    all_done(&bench.round().await);
    let found = drift(&bench).await;
    assert_eq!(told(&found, Process::Orders), [(open.to_string(), DriftKind::Cancelled)]);
    assert!(!found.needs_attention(), "{found:#?}");
    let said = found.processes.iter().find(|found| found.process == Process::Orders).unwrap();
    assert_eq!(said.differences[0].dismissed.as_ref().unwrap().process, Process::OrderStatus);
    bench.wms.reopen(&open.to_string()).unwrap();
    // Once a day all open orders are asked for: no change of a status that means nothing to us is looked for.
    bench.clock.advance(std::time::Duration::from_secs(25 * 3600));
    all_done(&bench.round().await);
    assert!(!drift(&bench).await.needs_attention());
    bench.wms.cancel(&open.to_string()).unwrap();
    all_done(&bench.round().await);
    assert!(drift(&bench).await.needs_attention(), "that was another cancellation");
}

/// What a vendor says to a person's command counts for the runs.
#[tokio::test]
async fn what_a_vendor_asks_a_command_to_wait_for_is_kept_by_the_runs() {
    type Command = for<'e> fn(&'e wms_erp_sync::Engine) -> futures::future::BoxFuture<'e, ()>;
    let commands: [(&str, Command); 6] = [
        ("drift", |engine| Box::pin(async { drop(engine.inspect(TENANT).drift(Process::ALL).await) })),
        ("plan", |engine| Box::pin(async { drop(engine.inspect(TENANT).plan(Process::ALL).await) })),
        ("why", |engine| Box::pin(async { drop(engine.inspect(TENANT).why(10_000).await) })),
        ("check", |engine| Box::pin(async { drop(engine.inspect(TENANT).check().await) })),
        ("takeover", |engine| Box::pin(async { drop(engine.operator(TENANT).takeover().await) })),
        ("backfill", |engine| {
            let orders = wms_erp_sync::Backfill::Orders(vec![10_000.into()]);
            Box::pin(async { drop(engine.operator(TENANT).backfill(orders, 10).await) })
        }),
    ];
    for (name, command) in commands {
        let (bench, ..) = day().await;
        let wait = || twentyfour_simulator::Rule::too_many_requests(Some("3000")).always();
        bench.erp.misbehave(wait().on("GetProducts"));
        bench.erp.misbehave(wait().on("GetInvoices"));
        command(&bench.engine).await;
        let waits = bench.engine.inspect(TENANT).vendor_waits().await.unwrap();
        assert_eq!(waits.len(), 1, "{name}");
        let reports = bench.once().await;
        assert!(
            reports.iter().all(|report| report.not_before == Some(waits[0].until)),
            "{name}: {reports:#?}"
        );
        assert_eq!((bench.erp.requests().len(), bench.wms.control().requests().len()), (0, 0), "{name}");
    }
}

/// Leaves out one product.
#[derive(Debug)]
struct Discreet;

#[async_trait::async_trait]
impl Hooks for Discreet {
    fn version(&self) -> &str {
        "discreet"
    }

    fn article(&self, product: &Product, _: &mut ArticleDefinition) -> Decision {
        match product.name.as_deref() {
            Some("Hemmelig") => Decision::Skip { why: "not for the warehouse".to_owned() },
            _ => Decision::Accept,
        }
    }
}

#[tokio::test]
async fn an_article_that_a_hook_leaves_out_needs_nobody_once_that_is_dismissed() {
    let bench = Bench::with(|tenant| tenant.hooks(Discreet)).await;
    let secret = bench.books().add_product(product("X", "Hemmelig", 0));
    all_done(&bench.round().await);
    assert!(drift(&bench).await.needs_attention());
    let record = secret.to_string();
    bench.engine.operator(TENANT).dismiss(Process::Articles, &record, "meant so").await.unwrap();
    let found = drift(&bench).await;
    assert_eq!(told(&found, Process::Articles), [(record, DriftKind::Missing)]);
    assert!(!found.needs_attention(), "{found:#?}");
}

#[tokio::test]
async fn articles_whose_refusal_was_dismissed_need_nobody_until_they_change() {
    let bench = Bench::with(|tenant| tenant.suppliers(Suppliers::default())).await;
    let books = bench.books();
    let farm = books.add_company(customer("Farm"));
    let [known, one, two] =
        ["A", "SAME", "SAME"].map(|number| books.add_product(product(number, "Kaffe", 0)));
    all_done(&bench.round().await);
    books.patch_product(known, |product| {
        product.set("No", "N".repeat(100));
        product.set("SupplierId", farm);
    });
    let newcomer = books.add_product(product(&"T".repeat(100), "Te", 0));
    all_done(&bench.round().await);
    assert!(drift(&bench).await.needs_attention());
    for record in [known, one, two, newcomer].map(|id| id.to_string()) {
        let operator = bench.engine.operator(TENANT);
        operator.dismiss(Process::Articles, &record, "known").await.unwrap();
    }
    all_done(&bench.round().await);
    let dismissed = drift(&bench).await;
    assert!(!dismissed.is_none() && !dismissed.needs_attention(), "{dismissed:#?}");
    let of_suppliers = dismissed.processes.iter().find(|found| found.process == Process::Suppliers).unwrap();
    let said = of_suppliers.differences[0].dismissed.as_ref().unwrap();
    assert_eq!((said.process, said.record.as_str()), (Process::Articles, known.to_string().as_str()));

    books.patch_product(known, |product| product.set("Name", "Kaffe 500 g"));
    let changed = drift(&bench).await;
    assert!(changed.needs_attention(), "another change was not dismissed: {changed:#?}");
}

#[tokio::test]
async fn who_looks_while_a_vendor_has_asked_us_to_wait_reads_so_and_calls_none() {
    let (bench, ..) = day().await;
    let wait = twentyfour_simulator::Rule::too_many_requests(Some("3000"));
    bench.erp.misbehave(wait.on("GetProducts"));
    bench.round().await;
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    let (operator, inspector) = (bench.engine.operator(TENANT), bench.engine.inspect(TENANT));
    let backfill = wms_erp_sync::Backfill::Orders(vec![10_000.into()]);
    let refused = [
        inspector.drift(Process::ALL).await.map(drop),
        inspector.plan_takeover().await.map(drop),
        operator.takeover().await.map(drop),
        operator.backfill(backfill, 10).await.map(drop),
    ];
    for refused in refused {
        let error = refused.unwrap_err();
        assert!(error.to_string().contains("asked us to wait until"), "{error}");
        assert!(error.remedy().contains("end_vendor_waits"), "{}", error.remedy());
    }
    let findings = inspector.check().await.unwrap().findings;
    assert!(findings.iter().any(|finding| finding.detail.contains("asked us to wait")), "{findings:#?}");
    assert_eq!((bench.erp.requests().len(), bench.wms.control().requests().len()), (0, 0));
    operator.end_vendor_waits().await.unwrap();
    assert!(drift(&bench).await.is_none());
}

#[tokio::test]
async fn what_is_not_meant_to_be_transferred_is_no_drift() {
    let bench =
        Bench::with(|tenant| tenant.orders(Orders::since(Since::Date("2026-03-01".parse().unwrap())))).await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 10));
    books.add_product(product("OLD", "Old", 0).with("StatusId", 0));
    books.add_product(product("FRAKT", "Frakt", 3).with("StockControlled", false));
    let kari = books.add_company(customer("Kari Nordmann"));
    books.add_order(order(kari, &[(coffee, 3)]));
    all_done(&bench.round().await);
    bench.wms.receive(&coffee.to_string(), 10).unwrap();
    all_done(&bench.round().await);
    let drift = drift(&bench).await;
    assert!(drift.is_none(), "{drift:#?}");
    let skipped: Vec<u64> = drift.processes.iter().map(|process| process.skipped).collect();
    assert_eq!(skipped, [1, 1, 0, 2], "{drift:#?}");
}

#[tokio::test]
async fn suppliers_are_compared_where_they_travel() {
    let bench = Bench::with(|tenant| tenant.suppliers(Suppliers::default())).await;
    let books = bench.books();
    let farm = books.add_company(customer("Gården").with("Type", "Supplier"));
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 0).with("SupplierId", farm));
    all_done(&bench.round().await);
    assert!(drift(&bench).await.is_none());
    books.patch_company(farm, |company| company.set("Name", "Gården AS"));
    let drift = bench.engine.inspect(TENANT).drift(&[Process::Suppliers]).await.unwrap();
    assert_eq!(drift.processes.len(), 1, "{drift:#?}");
    assert_eq!(told(&drift, Process::Suppliers), [(coffee.to_string(), DriftKind::Different)]);
    assert!(one(&drift, Process::Suppliers).0.contains("\"Gården AS\" in the ERP"), "{drift:#?}");
    all_done(&bench.round().await);
    assert!(bench.engine.inspect(TENANT).drift(&[Process::Suppliers]).await.unwrap().is_none());
}

#[tokio::test]
async fn counts_are_whole_where_details_are_capped() {
    let (bench, ..) = day().await;
    for n in 0..150 {
        bench.books().add_product(product(&format!("P-{n}"), "Vare", 0));
    }
    let drift = drift(&bench).await;
    let articles = &drift.processes[0];
    assert_eq!(articles.kinds[&DriftKind::Missing], 150);
    assert_eq!(articles.differences.len(), Drift::MAX_DETAILS);
    assert_eq!(articles.compared, 152);
}
