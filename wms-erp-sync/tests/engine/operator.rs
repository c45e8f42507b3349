//! What people ask of the engine.

use chrono::TimeDelta;
use wms_erp_sync::{Applied, CancellationToken, Class, Outcome, Plan, Process, RecordId, RunError};

use super::bench::{Bench, TENANT, all_done, customer, morning, order, product};

async fn with_one_order() -> (Bench, i32, i32) {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 10));
    let kari = books.add_company(customer("Kari Nordmann"));
    let number = books.add_order(order(kari, &[(coffee, 10)]));
    (bench, coffee, number)
}

#[tokio::test]
async fn a_pause_keeps_a_process_from_running_and_ends_by_itself() {
    let (bench, _, number) = with_one_order().await;
    let until = morning() + TimeDelta::hours(2);
    bench.engine.operator(TENANT).pause(Some(Process::Orders), until, "stocktaking").await.unwrap();
    let reports = bench.round().await;
    let orders = reports.iter().find(|report| report.process == Process::Orders).unwrap();
    assert_eq!(orders.outcome, Outcome::Skipped);
    assert!(orders.reasons[0].what.contains("stocktaking"), "{orders:#?}");
    assert_eq!(bench.wms.orders().len(), 0);
    assert_eq!(bench.wms.articles().len(), 1, "the others run");
    let why = bench.engine.inspect(TENANT).why(number).await.unwrap();
    assert!(why.gates[0].starts_with("paused: orders"), "{why:#?}");
    for told in [&orders.reasons[0].what, &why.gates[0]] {
        assert!(told.contains(" CET"), "people read the clocks of the ERP's zone: {told}");
    }

    bench.clock.set(until);
    all_done(&bench.once().await);
    assert_eq!(bench.wms.orders().len(), 1);
}

#[tokio::test]
async fn what_operators_call_says_what_it_did_and_an_unknown_record_is_an_error() {
    let (bench, coffee, number) = with_one_order().await;
    // Two newcomers with one number are both held.
    bench.books().add_product(product("K-500", "Te", 0));
    bench.round().await;
    let operator = bench.engine.operator(TENANT);
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    let article = held.iter().find(|held| held.record == coffee.to_string()).unwrap().clone();
    assert_eq!(operator.retry(Process::Articles, coffee).await.unwrap(), article);
    assert_eq!(operator.retry_all(Process::Articles).await.unwrap(), 2);
    for unknown in [RecordId::from(4711), "no number".into()] {
        let error = operator.retry(Process::Articles, &unknown).await.unwrap_err();
        assert_eq!(error.to_string(), format!("articles: {:?} is not held", unknown.as_str()));
        let error = operator.dismiss(Process::Articles, &unknown, "why not").await.unwrap_err();
        assert!(matches!(error, RunError::UnknownRecord { .. }), "{error}");
    }
    let error = bench.engine.inspect(TENANT).why("no number").await.unwrap_err();
    assert_eq!(error.to_string(), "orders: \"no number\" is not an order number of the ERP");
    assert_eq!(bench.engine.inspect(TENANT).why(number).await.unwrap().order, RecordId::from(number));
    let pause = operator.pause(None, morning() + TimeDelta::days(1), "stocktaking").await.unwrap();
    assert_eq!((pause.process, pause.reason.as_str()), (None, "stocktaking"));
    assert_eq!(operator.resume(None).await.unwrap().len(), 1);
    assert_eq!(operator.resume(None).await.unwrap(), []);
    assert_eq!(operator.end_vendor_waits().await.unwrap(), []);
    let dismissed = operator.dismiss(Process::Articles, coffee, "sold out").await.unwrap();
    assert_eq!((dismissed.record, dismissed.what), (coffee.to_string(), article.what));
}

#[tokio::test]
async fn resuming_ends_a_pause_of_everything() {
    let (bench, ..) = with_one_order().await;
    bench.engine.operator(TENANT).pause(None, morning() + TimeDelta::days(9), "moving house").await.unwrap();
    assert!(bench.round().await.iter().all(|report| report.outcome == Outcome::Skipped));
    assert_eq!(bench.erp.count("") + bench.wms.control().count(""), 0, "nobody is asked anything");
    bench.engine.operator(TENANT).resume(None).await.unwrap();
    all_done(&bench.round().await);
    assert_eq!(bench.engine.inspect(TENANT).pauses().await.unwrap(), []);
}

#[tokio::test]
async fn a_notice_stays_until_it_is_dismissed_and_does_not_come_back() {
    let (bench, coffee, number) = with_one_order().await;
    bench.round().await;
    bench.wms.receive(&coffee.to_string(), 8).unwrap();
    bench.wms.pick_all(&number.to_string()).unwrap();
    bench.wms.send(&number.to_string()).unwrap();
    all_done(&bench.round().await);
    let record = format!("{number}/short");
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    assert_eq!(
        held.iter().map(|held| (held.class, held.record.as_str())).collect::<Vec<_>>(),
        [(Class::Notice, record.as_str())]
    );
    assert!(held[0].what.contains("8 of 10"), "{held:#?}");
    let status = bench.engine.inspect(TENANT).status(TimeDelta::hours(-1)).await.unwrap();
    assert_eq!(status.warnings.len(), 1, "{status:#?}");

    bench.engine.operator(TENANT).dismiss(Process::OrderStatus, &record, "credited").await.unwrap();
    assert!(matches!(
        bench.engine.operator(TENANT).dismiss(Process::OrderStatus, &record, "twice").await,
        Err(RunError::UnknownRecord { .. })
    ));
    all_done(&bench.round().await);
    assert_eq!(bench.engine.inspect(TENANT).held().await.unwrap(), []);
    let timeline = bench.engine.inspect(TENANT).timeline(number).await.unwrap();
    assert!(timeline.last().unwrap().detail.starts_with("credited"), "{timeline:#?}");
    let why = bench.engine.inspect(TENANT).why(number).await.unwrap();
    let [dismissed] = &why.dismissed[..] else { panic!("{why:#?}") };
    assert_eq!((dismissed.record.as_str(), dismissed.reason.as_str()), (record.as_str(), "credited"));
    assert_eq!(bench.engine.inspect(TENANT).dismissed().await.unwrap(), why.dismissed);
    assert!(why.gates.iter().any(|gate| gate.starts_with("dismissed on 2026-03-0")), "{why:#?}");
}

#[tokio::test]
async fn a_plan_is_applied_as_it_was_made_or_not_at_all() {
    let (bench, coffee, number) = with_one_order().await;
    let cancel = CancellationToken::new();
    let plan = bench.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    assert_eq!(bench.writes(), Vec::<String>::new());
    assert!(plan.writes.iter().any(|write| write.record == number.to_string()), "{plan:#?}");
    let saved: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();

    bench.books().patch_product(coffee, |product| product.set("Name", "Kaffe 1 kg"));
    match bench.engine.operator(&saved.tenant).apply(&saved, &cancel).await.unwrap() {
        Applied::Stale { gone, new, .. } => {
            assert_eq!((gone.len(), new.len()), (1, 1));
            assert_eq!(gone[0].record, coffee.to_string());
        }
        applied => panic!("{applied:?}"),
    }
    assert_eq!(bench.writes(), Vec::<String>::new(), "nothing is written when something has moved");

    let plan = bench.engine.inspect(TENANT).plan(&[Process::Articles, Process::Orders]).await.unwrap();
    let Applied::Done(reports) = bench.engine.operator(&plan.tenant).apply(&plan, &cancel).await.unwrap()
    else {
        panic!("it held")
    };
    all_done(&reports);
    assert_eq!(bench.wms.orders().len(), 1);
}

#[tokio::test]
async fn why_names_the_gate_that_an_order_stands_before() {
    let (bench, coffee, number) = with_one_order().await;
    let gate = async |order| bench.engine.inspect(TENANT).why(order).await.unwrap().gates.join(" | ");
    bench.books().set_order_status(number, "Offer");
    assert!(gate(number).await.contains("Offer, not Confirmed"));
    bench.books().set_order_status(number, "Confirmed");
    assert!(gate(number).await.contains("next run of orders"));
    bench.books().patch_order(number, |order| order.set("Addresses.Delivery.Country", "Atlantis"));
    bench.round().await;
    assert!(gate(number).await.contains("Atlantis"), "{}", gate(number).await);
    bench.books().patch_order(number, |order| order.set("Addresses.Delivery.Country", "NO"));
    bench.round().await;
    assert!(gate(number).await.contains("does not mean sent"), "{}", gate(number).await);
    bench.wms.receive(&coffee.to_string(), 10).unwrap();
    bench.wms.pick_all(&number.to_string()).unwrap();
    bench.wms.send(&number.to_string()).unwrap();
    assert!(gate(number).await.contains("next run of order_status"));
    bench.round().await;
    assert!(gate(number).await.contains("OrderState_Sent"));
    assert!(gate(4711).await.contains("no such order"));
    assert!(bench.engine.inspect(TENANT).why(number).await.unwrap().known);
    assert!(!bench.engine.inspect(TENANT).why(4711).await.unwrap().known);
}

/// Keeps what it was told.
#[derive(Debug, Default, Clone)]
struct Ears(std::sync::Arc<std::sync::Mutex<Vec<String>>>);

impl wms_erp_sync::Observer for Ears {
    fn on_event(&self, event: &wms_erp_sync::Event<'_>) {
        use wms_erp_sync::Event;
        let heard = match event {
            Event::RunBegan { process, .. } => format!("began {process}"),
            Event::RunEnded { report, .. } => format!("ended {}", report.process),
            Event::Held { record, .. } => format!("held {record}"),
            Event::Order { order, kind, .. } => format!("order {order} {kind:?}"),
            _ => return,
        };
        self.0.lock().unwrap().push(heard);
    }
}

#[tokio::test]
async fn an_observer_hears_everything_as_it_happens_and_nothing_of_a_plan() {
    let (bench, _, number) = with_one_order().await;
    let ears = Ears::default();
    let engine = wms_erp_sync::Engine::builder(bench.store.clone())
        .clock(bench.clock.clone().auto_advance())
        .observer(ears.clone())
        .build();
    let tenant = super::bench::tenant(&bench.erp, &bench.wms);
    engine.put_tenant(
        tenant.articles(Default::default()).orders(wms_erp_sync::Orders::since(wms_erp_sync::Since::All)),
    );
    engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    assert_eq!(ears.0.lock().unwrap().len(), 0);
    engine
        .run(TENANT, Process::Orders, wms_erp_sync::Trigger::Scheduled, &CancellationToken::new())
        .await
        .unwrap();
    let imported = format!("order {number} Imported");
    assert_eq!(*ears.0.lock().unwrap(), ["began orders", imported.as_str(), "ended orders"]);
}

#[tokio::test]
async fn a_plan_of_another_tenant_is_refused() {
    let (bench, ..) = with_one_order().await;
    let plan = bench.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    let cancel = CancellationToken::new();
    let refused = bench.engine.operator("another").apply(&plan, &cancel).await.unwrap_err();
    assert!(refused.to_string().contains("not for \"another\""), "{refused}");
    assert_eq!(bench.writes(), Vec::<String>::new());
}
