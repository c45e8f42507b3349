//! A customer comes from another integration.

use std::time::Duration;

use ongoing_simulator::world::{ArticleData, ArticleDefinition, ArticleIdentification};
use wms_erp_sync::store::{MemoryStore, Store, Table};
use wms_erp_sync::{
    Articles, CancellationToken, Engine, OrderEventKind, OrderStatusSettings, Orders, Process, RunError,
    Since, Stock, Takeover, Tenant, Trigger,
};

use super::articles::documents;
use super::bench::{Bench, TENANT, all_done, customer, engine, order, product, tenant};

/// An engine that remembers nothing, between the same two systems.
fn newcomer(bench: &Bench, change: impl FnOnce(Tenant) -> Tenant) -> (Engine, MemoryStore) {
    let store = MemoryStore::default();
    let engine = engine(store.clone(), &bench.clock);
    let tenant = tenant(&bench.erp, &bench.wms)
        .articles(Articles::default())
        .orders(Orders::since(Since::All))
        .order_status(OrderStatusSettings::default())
        .stock(Stock::default());
    engine.put_tenant(change(tenant));
    (engine, store)
}

/// Writes of both vendors during a run of everything.
async fn writes_of_a_run(bench: &Bench, engine: &Engine) -> Vec<String> {
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
    all_done(&engine.run_all(TENANT, Trigger::Manual, &CancellationToken::new()).await.unwrap());
    bench.writes()
}

fn clear(bench: &Bench) {
    bench.erp.clear_requests();
    bench.wms.control().clear_requests();
}

/// What the other integration left: two articles and two open orders, as we would have written them.
async fn legacy() -> (Bench, [i32; 2], [i32; 2]) {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books
        .add_product(product("K-500", "Kaffe 500 g", 0).with("Weight", "0.5").with("EAN1", "7038010000000"));
    let freight = books.add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
    let kari = books.add_company(customer("Kari Nordmann"));
    let first = books.add_order(order(kari, &[(coffee, 3), (freight, 1)]).with("YourReference", "Kari"));
    let second = books.add_order(order(kari, &[(coffee, 2)]).with("DeliveryDate", "2026-03-09T00:00:00"));
    all_done(&bench.round().await);
    bench.clock.advance(super::bench::hours(30));
    (bench, [coffee, freight], [first, second])
}

#[tokio::test]
async fn what_is_the_same_on_both_sides_is_bound_and_never_written() {
    let (bench, articles, orders) = legacy().await;
    let (engine, _) = newcomer(&bench, |tenant| tenant);
    clear(&bench);
    let taken = engine.operator(TENANT).takeover().await.unwrap();
    assert_eq!(bench.writes(), Vec::<String>::new(), "a takeover writes to nobody");
    let (of_articles, of_orders) = (taken.articles.clone().unwrap(), taken.orders.clone().unwrap());
    assert_eq!((of_articles.equal, of_orders.equal), (2, 2), "{taken:#?}");
    assert_eq!(of_articles.differing + of_articles.choices + of_articles.unmatched, 0, "{taken:#?}");
    assert_eq!(engine.inspect(TENANT).find_orders("kari", 5).await.unwrap(), [orders[0]], "by its reference");
    assert_eq!(serde_json::from_str::<Takeover>(&serde_json::to_string(&taken).unwrap()).unwrap(), taken);

    assert_eq!(writes_of_a_run(&bench, &engine).await, Vec::<String>::new());
    assert_eq!(bench.wms.articles().len(), articles.len());
    let timeline = engine.inspect(TENANT).timeline(orders[0]).await.unwrap();
    assert_eq!(timeline.iter().map(|event| event.kind).collect::<Vec<_>>(), [OrderEventKind::Adopted]);

    // From here on it is a customer like any other.
    let [number, _] = orders.map(|order| order.to_string());
    bench.wms.receive(&articles[0].to_string(), 5).unwrap();
    bench.wms.pick_all(&number).unwrap();
    bench.wms.send(&number).unwrap();
    writes_of_a_run(&bench, &engine).await;
    assert_eq!(bench.erp_status(orders[0]), "OrderState_Sent");
    assert_eq!(bench.erp_stock(articles[0]), 2.into());

    let again = engine.operator(TENANT).takeover().await.unwrap();
    assert_eq!((again.articles.unwrap().known, again.orders.unwrap().known), (2, 1));
}

#[tokio::test]
async fn what_differs_is_bound_told_and_written_by_the_next_run_and_nothing_else_is() {
    let (bench, [coffee, _], [first, second]) = legacy().await;
    bench
        .wms
        .edit_article(&coffee.to_string(), |article| article.article_name = Some("KAFFE".into()))
        .unwrap();
    bench.books().patch_order(first, |order| order.set("CustomerDeliveryName", "Ola Nordmann"));
    bench.books().patch_order(second, |order| order.set("YourReference", "Per"));
    let (engine, _) = newcomer(&bench, |tenant| tenant);
    let taken = engine.operator(TENANT).takeover().await.unwrap();
    let (articles, orders) = (taken.articles.unwrap(), taken.orders.unwrap());
    assert_eq!((articles.equal, articles.differing), (1, 1), "{articles:#?}");
    let [differing] = &articles.differences[..] else { panic!("{articles:#?}") };
    assert_eq!(differing.record, coffee.to_string());
    let fields: Vec<_> =
        differing.fields.iter().map(|f| (f.field.as_str(), f.old.as_deref(), f.new.as_deref())).collect();
    assert_eq!(fields, [("ArticleName", Some("KAFFE"), Some("Kaffe 500 g"))]);
    assert_eq!((orders.equal, orders.differing), (0, 2), "{orders:#?}");
    let text = serde_json::to_string(&orders).unwrap();
    assert!(text.contains("Customer/Name") && !text.contains("Nordmann"), "people stay out of it: {text}");
    assert!(text.contains("OrderInfo/SalesCode"), "{text}");

    let mut writes = writes_of_a_run(&bench, &engine).await;
    writes.sort();
    assert_eq!(writes, ["ProcessArticle", "ProcessOrder", "ProcessOrder"]);
    assert_eq!(
        bench.wms.customer_of(&first.to_string()).unwrap().data.address.name.as_deref(),
        Some("Ola Nordmann")
    );
    assert_eq!(writes_of_a_run(&bench, &engine).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_order_that_the_warehouse_has_begun_stays_as_it_is() {
    let (bench, [coffee, _], [first, _]) = legacy().await;
    bench.wms.receive(&coffee.to_string(), 9).unwrap();
    bench.wms.pick_all(&first.to_string()).unwrap();
    bench.books().patch_order(first, |order| order.set("YourReference", "Per"));
    let (engine, _) = newcomer(&bench, |mut tenant| {
        tenant.stock = None;
        tenant
    });
    let orders = engine.operator(TENANT).takeover().await.unwrap().orders.unwrap();
    assert_eq!((orders.equal, orders.differing), (1, 1));
    assert!(orders.differences[0].remark.contains("started"), "{orders:#?}");
    assert_eq!(writes_of_a_run(&bench, &engine).await, Vec::<String>::new());
    assert_eq!(engine.inspect(TENANT).held().await.unwrap(), []);
}

/// An article that somebody else put into the WMS.
fn put_article(bench: &Bench, number: &str, code: Option<&str>) {
    let mut definition = ArticleDefinition::identified_by(ArticleIdentification::ArticleNumber);
    definition.data = ArticleData {
        article_number: Some(number.into()),
        article_name: Some(number.into()),
        product_code: code.map(str::to_owned),
        ..ArticleData::default()
    };
    bench.wms.act(|world| world.process_article(definition)).unwrap();
}

#[tokio::test]
async fn what_could_be_meant_in_two_ways_is_left_to_a_person() {
    let bench = Bench::start().await;
    let books = bench.books();
    let plain = books.add_product(product("A", "A", 0));
    let coded = books.add_product(product("B", "B", 0));
    let twin = books.add_product(product("C", "C", 0));
    let doubled = books.add_product(product("D", "D", 0));
    let other = books.add_product(product(" d ", "D too", 0));
    books.add_product(product("NEW", "New", 0));
    books.add_product(product("OLD", "Old", 0).with("StatusId", 0));
    put_article(&bench, "a", None);
    put_article(&bench, "B", Some("SKU-9"));
    put_article(&bench, "C", Some(&twin.to_string()));
    put_article(&bench, "C2", Some(&twin.to_string()));
    put_article(&bench, "D", None);
    put_article(&bench, "SOMEBODY", None);
    let (engine, _) = newcomer(&bench, |tenant| tenant);
    let articles = engine.operator(TENANT).takeover().await.unwrap().articles.unwrap();
    let needed: Vec<&str> = articles.needed.iter().map(|choice| choice.record.as_str()).collect();
    let expected = [plain, coded, twin, doubled, other].map(|id| id.to_string());
    assert_eq!(needed, expected, "{articles:#?}");
    assert!(articles.needed.iter().all(|choice| !choice.remedy.is_empty()), "{articles:#?}");
    assert!(articles.needed[0].remedy.contains(&format!("set its product code to {plain}")), "{articles:#?}");
    assert!(articles.needed[2].what.contains("C, C2"), "{articles:#?}");
    assert_eq!((articles.new, articles.left_out, articles.equal + articles.differing), (1, 1, 0));
    // A, B, D and SOMEBODY: nothing is bound to them.
    assert_eq!(articles.unmatched, 4);

    // The person has chosen.
    bench.wms.act(|world| {
        let id = world.article_by_number("A").unwrap().system_id;
        let mut definition = ArticleDefinition::identified_by(ArticleIdentification::SystemId);
        definition.system_id = Some(id);
        definition.data.article_number = Some("A".into());
        definition.data.product_code = Some(plain.to_string());
        world.process_article(definition).unwrap();
    });
    let articles = engine.operator(TENANT).takeover().await.unwrap().articles.unwrap();
    assert_eq!((articles.equal + articles.differing, articles.choices), (1, 4), "{articles:#?}");
}

#[tokio::test]
async fn where_articles_are_found_by_number_those_without_a_code_are_bound() {
    let bench = Bench::start().await;
    let books = bench.books();
    let [a, b] = ["A", "B"].map(|number| books.add_product(product(number, number, 0)));
    put_article(&bench, "A", None);
    put_article(&bench, "B", Some(&a.to_string()));
    let (engine, _) = newcomer(&bench, |mut tenant| {
        let mut articles = Articles::default();
        articles.mapping.identification = wms_erp_sync::mapping::ArticleIdentification::ArticleNumber;
        (tenant.articles, tenant.orders, tenant.order_status) = (Some(articles), None, None);
        tenant
    });
    let articles = engine.operator(TENANT).takeover().await.unwrap().articles.unwrap();
    // B's code says that it is product a; b has nothing but a number that is taken.
    assert_eq!(
        articles.needed.iter().map(|choice| choice.record.clone()).collect::<Vec<_>>(),
        [b.to_string()]
    );
    assert_eq!(articles.differing, 1, "{articles:#?}");
}

#[tokio::test]
async fn orders_that_are_not_ours_are_left_alone_and_those_from_before_the_start_taken_if_they_are() {
    let (bench, [coffee, _], [first, second]) = legacy().await;
    let kari = bench.books().add_company(customer("Kari"));
    let strange = bench.books().add_order(order(kari, &[(coffee, 1)]));
    bench.wms.enter_order_by_hand(&strange.to_string(), &[(&coffee.to_string(), 7)]).unwrap();
    let old = bench.books().add_order(order(kari, &[(coffee, 1)]));
    bench.wms.cancel(&second.to_string()).unwrap();
    let since = "2026-03-01".parse().unwrap();
    let (engine, _) = newcomer(&bench, |tenant| tenant.orders(Orders::since(Since::Date(since))));
    let orders = engine.operator(TENANT).takeover().await.unwrap().orders.unwrap();
    let mut needed: Vec<&str> = orders.needed.iter().map(|choice| choice.record.as_str()).collect();
    needed.sort_unstable();
    let mut expected = [second.to_string(), strange.to_string()];
    expected.sort();
    assert_eq!(needed, expected, "{orders:#?}");
    assert_eq!((orders.equal, orders.left_out, orders.new), (1, 1, 0), "{orders:#?}");
    assert_eq!(engine.inspect(TENANT).timeline(old).await.unwrap(), []);
    assert_eq!(engine.inspect(TENANT).timeline(first).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_dry_takeover_tells_the_same_and_remembers_nothing() {
    let (bench, [coffee, _], _) = legacy().await;
    bench
        .wms
        .edit_article(&coffee.to_string(), |article| article.article_name = Some("KAFFE".into()))
        .unwrap();
    let (engine, store) = newcomer(&bench, |tenant| tenant);
    clear(&bench);
    let dry = engine.inspect(TENANT).plan_takeover().await.unwrap();
    assert_eq!(bench.writes(), Vec::<String>::new());
    for table in Table::ALL {
        assert_eq!(documents(&store, *table).await, [], "{table}");
    }
    let real = engine.operator(TENANT).takeover().await.unwrap();
    assert!(dry.dry && !real.dry);
    assert_eq!((dry.articles, dry.orders), (real.articles, real.orders));
}

#[tokio::test]
async fn a_takeover_waits_for_nobody_who_is_running_and_stays_fenced() {
    let (bench, ..) = legacy().await;
    let (engine, store) = newcomer(&bench, |tenant| tenant);
    let key = wms_erp_sync::store::LeaseKey::new(TENANT, "orders");
    let lease = store.try_acquire(&key, "another engine", Duration::from_secs(3600)).await.unwrap().unwrap();
    match engine.operator(TENANT).takeover().await {
        Err(RunError::Busy { process: Process::Orders, .. }) => {}
        other => panic!("{other:?}"),
    }
    store.release(lease).await.unwrap();
    // The articles were bound before; the rest is done now.
    let taken = engine.operator(TENANT).takeover().await.unwrap();
    assert_eq!((taken.articles.unwrap().known, taken.orders.unwrap().equal), (2, 2));
}

#[tokio::test]
async fn another_company_is_never_taken_over() {
    let (bench, ..) = legacy().await;
    let (engine, store) = newcomer(&bench, |tenant| tenant);
    let mut batch = wms_erp_sync::store::Batch::new();
    batch.put(Table::Tenant, "identity", r#"{"id":"7","name":"Somebody"}"#);
    store.commit(TENANT, &[], batch).await.unwrap();
    assert!(matches!(engine.operator(TENANT).takeover().await, Err(RunError::Stopped { .. })));
    assert_eq!(documents(&store, Table::Article).await, []);
}
