//! Lists by a filter, of which one record cannot be read: it is held by its id, the others go on, no cursor passes it, and it
//! goes by itself once it can be read.

use asmx_test_server::{Mischief, Rule};
use wms_erp_sync::store::Table;
use wms_erp_sync::{
    Articles, CancellationToken, Class, Outcome, Process, Report, Suppliers, Tenant, Trigger,
};

use crate::Bench;
use crate::articles::documents;
use crate::bench::{TENANT, Transport, customer, hours, order, product};

/// Written where the simulators are to say what nothing can read.
const MARK: &str = "@@";
const BROKEN: [&str; 5] = ["<", "&unknown;", "</Wrong>", "<!--", "<![CDATA["];
/// What breaks an answer of JSON as well, with its objects in place and without.
const BROKEN_JSON: [&str; 3] = ["\u{1}\n", "\\x", "\""];

/// Says these bytes in place of a text from now on.
fn says(bytes: &str, mark: &str) -> Rule {
    Rule::new(Mischief::Replace(mark.to_owned(), bytes.to_owned().into())).always()
}

async fn turn(bench: &Bench, process: Process, trigger: Trigger) -> Report {
    bench.clock.advance(hours(1));
    bench.engine.run(TENANT, process, trigger, &CancellationToken::new()).await.unwrap()
}

async fn cursor(bench: &Bench, name: &str) -> Option<String> {
    let cursors = documents(&bench.store, Table::Cursor).await;
    cursors.into_iter().find_map(|(key, value)| (key == name).then_some(value))
}

/// Whether one record is held by this process, alone, as one that may be read later.
async fn assert_held(bench: &Bench, process: Process, record: i32, what: &str) {
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    let held: Vec<_> = held.into_iter().filter(|held| held.process == process).collect();
    let [one] = &held[..] else { panic!("{what}: one record should be held: {held:#?}") };
    assert_eq!((one.record.clone(), one.class), (record.to_string(), Class::Transient), "{what}: {one:#?}");
    assert!(one.what.contains("cannot be read") && !one.remedy.is_empty(), "{what}: {one:#?}");
}

async fn assert_nothing_held(bench: &Bench, what: &str) {
    let held = bench.engine.inspect(TENANT).held().await.unwrap();
    assert!(held.is_empty(), "{what}: {held:#?}");
}

fn only_articles(mut tenant: Tenant) -> Tenant {
    (tenant.orders, tenant.order_status, tenant.stock) = (None, None, None);
    tenant
}

#[tokio::test]
async fn products() {
    for (mark, bytes) in
        BROKEN.map(|bytes| (MARK, bytes)).into_iter().chain([("4711.25", "x"), ("4711.25", "<b/>")])
    {
        let bench = Bench::with(only_articles).await;
        let names = ["Kaffe", "Te @@", "Vann"];
        let ids = names.map(|name| bench.books().add_product(product(name, name, 0)));
        bench.books().patch_product(ids[1], |product| product.set("Weight", "4711.25"));
        bench.erp.control().misbehave(says(bytes, mark).on("GetProducts"));
        for trigger in [Trigger::Scheduled, Trigger::Manual] {
            let report = turn(&bench, Process::Articles, trigger).await;
            assert_eq!(
                (report.outcome, report.failed, report.held),
                (Outcome::Done, 1, 1),
                "{bytes}: {report:#?}"
            );
            assert_held(&bench, Process::Articles, ids[1], bytes).await;
            assert_eq!(
                cursor(&bench, "articles/erp").await,
                None,
                "{bytes}: the cursor passes what was not read"
            );
        }
        let is_there = |id: i32| bench.wms.article_by_product_code(&id.to_string()).is_some();
        assert_eq!(ids.map(is_there), [true, false, true], "{bytes}");
        bench.erp.control().behave();
        let report = turn(&bench, Process::Articles, Trigger::Manual).await;
        assert_eq!((report.written, ids.map(is_there)), (1, [true; 3]), "{bytes}: {report:#?}");
        assert_nothing_held(&bench, bytes).await;
        assert!(cursor(&bench, "articles/erp").await.is_some());
    }
}

#[tokio::test]
async fn companies() {
    for bytes in BROKEN {
        let bench = Bench::with(|tenant| {
            only_articles(tenant).articles(Articles::default()).suppliers(Suppliers::default())
        })
        .await;
        let farm = |street: &str| {
            let company =
                customer("Gården").with("Type", "Supplier").with("Addresses.Post.PostalArea", "Bergen");
            bench.books().add_company(company.with("Addresses.Post.Street", street))
        };
        let farms = ["Veien 1", "Veien @@", "Veien 3"].map(farm);
        let goods = farms.map(|farm| {
            bench.books().add_product(product(&format!("{farm}"), "Melk", 0).with("SupplierId", farm))
        });
        turn(&bench, Process::Articles, Trigger::Manual).await;
        turn(&bench, Process::Suppliers, Trigger::Manual).await;
        let before = cursor(&bench, "suppliers/erp").await;
        for farm in farms {
            bench.books().patch_company(farm, |company| company.set("Name", "Gård"));
        }
        bench.erp.control().misbehave(says(bytes, MARK).on("GetCompanies"));
        for trigger in [Trigger::Scheduled, Trigger::Manual] {
            let report = turn(&bench, Process::Suppliers, trigger).await;
            assert_eq!((report.outcome, report.failed), (Outcome::Done, 1), "{bytes}: {report:#?}");
            assert_held(&bench, Process::Suppliers, farms[1], bytes).await;
            assert_eq!(cursor(&bench, "suppliers/erp").await, before, "{bytes}");
        }
        bench.erp.control().behave();
        let report = turn(&bench, Process::Suppliers, Trigger::Manual).await;
        assert_eq!(report.outcome, Outcome::Done, "{bytes}: {report:#?}");
        assert_nothing_held(&bench, bytes).await;
        assert_ne!(cursor(&bench, "suppliers/erp").await, before, "{bytes}");
        turn(&bench, Process::Articles, Trigger::Manual).await;
        let name = |product: i32| {
            let at = bench.wms.article_by_product_code(&product.to_string())?.main_supplier?;
            bench.wms.suppliers().get(at)?.name.clone()
        };
        assert_eq!(goods.map(name), [(); 3].map(|()| Some("Gård".to_owned())), "{bytes}");
    }
}

#[tokio::test]
async fn heads_of_orders() {
    const DAY: &str = "2026-02-25T10:11:12";
    for bytes in BROKEN.into_iter().chain(["yesterday", "2026-02-30T00:00:00"]) {
        let shop = crate::orders::shop().await;
        let ids = [shop.order(), shop.order(), shop.order()];
        shop.books().patch_order(ids[1], |order| order.set("DateOrdered", DAY));
        shop.erp.control().misbehave(says(bytes, DAY).on("GetInvoices"));
        for trigger in [Trigger::Scheduled, Trigger::Manual] {
            let report = turn(&shop, Process::Orders, trigger).await;
            assert_eq!(
                (report.outcome, report.failed, report.held),
                (Outcome::Done, 1, 1),
                "{bytes}: {report:#?}"
            );
            assert_held(&shop, Process::Orders, ids[1], bytes).await;
        }
        assert_eq!(ids.map(|id| shop.is_in_wms(id)), [true, false, true], "{bytes}");
        shop.erp.control().behave();
        turn(&shop, Process::Orders, Trigger::Manual).await;
        assert!(shop.is_in_wms(ids[1]), "{bytes}");
        assert_nothing_held(&shop, bytes).await;
    }
}

/// The kinds for a transport: what to say in place of which text.
fn kinds(transport: Transport, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let broken: &[&str] = match transport {
        Transport::Soap => &BROKEN,
        Transport::Rest => &BROKEN_JSON,
    };
    let broken = broken.iter().map(|bytes| (MARK, *bytes));
    let values = match transport {
        Transport::Soap => ["x", "1.0.0"],
        Transport::Rest => ["\"x\"", "x"],
    };
    broken.chain(values.map(|bytes| (value, bytes))).collect()
}

async fn sent_orders(transport: Transport) {
    for (mark, bytes) in kinds(transport, "7770") {
        let bench = Bench::over(transport, |mut tenant| {
            tenant.stock = None;
            tenant
        })
        .await;
        let coffee = bench.books().add_product(product("K-500", "Kaffe", 0));
        let kari = bench.books().add_company(customer("Kari Nordmann"));
        turn(&bench, Process::Articles, Trigger::Manual).await;
        bench.wms.receive(&coffee.to_string(), 20_000).unwrap();
        let ids = [3, 7770, 4].map(|quantity| bench.books().add_order(order(kari, &[(coffee, quantity)])));
        bench.books().patch_order(ids[1], |order| order.set("InvoiceTitle", "a @@ b"));
        turn(&bench, Process::Orders, Trigger::Manual).await;
        turn(&bench, Process::OrderStatus, Trigger::Manual).await;
        let before = cursor(&bench, "order_status/changed").await;
        for id in ids {
            bench.wms.pick_all(&id.to_string()).unwrap();
            bench.wms.send(&id.to_string()).unwrap();
        }
        bench.wms.control().misbehave(
            says(bytes, mark).when(|call| call.method == "GET" || call.operation.starts_with("Get")),
        );
        let statuses = || ids.map(|id| bench.erp_status(id));
        for trigger in [Trigger::Scheduled, Trigger::Manual] {
            let report = turn(&bench, Process::OrderStatus, trigger).await;
            assert_eq!((report.outcome, report.failed), (Outcome::Done, 1), "{bytes:?}: {report:#?}");
            assert_eq!(
                statuses(),
                ["OrderState_Sent", "Confirmed", "OrderState_Sent"],
                "{bytes:?}: {report:#?}"
            );
            assert_held(&bench, Process::OrderStatus, ids[1], bytes).await;
            assert_eq!(cursor(&bench, "order_status/changed").await, before, "{bytes:?}");
        }
        bench.wms.control().behave();
        let report = turn(&bench, Process::OrderStatus, Trigger::Manual).await;
        assert_eq!(statuses(), ["OrderState_Sent"; 3], "{bytes:?}: {report:#?}");
        assert_nothing_held(&bench, bytes).await;
        assert_ne!(cursor(&bench, "order_status/changed").await, before, "{bytes:?}");
    }
}

/// Fault schedules 320 and 1054.
#[tokio::test]
async fn an_order_that_was_cancelled_while_it_could_not_be_read_stays_held_once_it_can() {
    let bench = Bench::over(Transport::Soap, |mut tenant| {
        tenant.stock = None;
        tenant
    })
    .await;
    let coffee = bench.books().add_product(product("K-500", "Kaffe", 0));
    let kari = bench.books().add_company(customer("Kari Nordmann"));
    let id = bench.books().add_order(order(kari, &[(coffee, 3)]));
    bench.books().patch_order(id, |order| order.set("InvoiceTitle", "a @@ b"));
    for process in [Process::Articles, Process::Orders, Process::OrderStatus] {
        turn(&bench, process, Trigger::Manual).await;
    }
    bench.wms.cancel(&id.to_string()).unwrap();
    bench.wms.control().misbehave(says("&unknown;", MARK).on("GetOrdersByQuery"));
    turn(&bench, Process::OrderStatus, Trigger::Manual).await;
    assert_held(&bench, Process::OrderStatus, id, "unreadable").await;
    bench.wms.control().behave();
    for _ in 0..2 {
        turn(&bench, Process::OrderStatus, Trigger::Manual).await;
        let held = bench.engine.inspect(TENANT).held().await.unwrap();
        let [one] = &held[..] else { panic!("it should be held: {held:#?}") };
        assert_eq!(one.class, Class::NeedsPerson, "{one:#?}");
        assert!(one.what.contains("was cancelled in the WMS"), "{one:#?}");
    }
}

#[tokio::test]
async fn sent_orders_over_soap() {
    sent_orders(Transport::Soap).await;
}

#[tokio::test]
async fn sent_orders_over_rest() {
    sent_orders(Transport::Rest).await;
}

async fn stock_of(transport: Transport, warehouses: &[&str]) {
    for (mark, bytes) in kinds(transport, "4711") {
        let bench = Bench::over(transport, |mut tenant| {
            (tenant.orders, tenant.order_status) = (None, None);
            if let Some(stock) = &mut tenant.stock {
                stock.warehouses = warehouses.iter().map(|code| (*code).to_owned()).collect();
            }
            tenant
        })
        .await;
        let names = ["Kaffe", "Te @@", "Vann"];
        let ids = names.map(|name| bench.books().add_product(product(name, name, 5)));
        turn(&bench, Process::Articles, Trigger::Manual).await;
        for (id, quantity) in ids.into_iter().zip([10, 20, 30]) {
            bench.wms.set_stock(&id.to_string(), quantity).unwrap();
        }
        turn(&bench, Process::Stock, Trigger::Manual).await;
        let stock = || ids.map(|id| bench.erp_stock(id).to_string());
        assert_eq!(stock(), ["10", "20", "30"]);
        let before = cursor(&bench, "stock/wms").await;
        for (id, quantity) in ids.into_iter().zip([11, 4711, 31]) {
            bench.wms.set_stock(&id.to_string(), quantity).unwrap();
        }
        bench.wms.control().misbehave(
            says(bytes, mark).when(|call| call.method == "GET" || call.operation.starts_with("Get")),
        );
        // What the ERP had for the other one is out of date on both sides; nothing is made of what was read of it earlier.
        bench.books().patch_product(ids[1], |product| product.set("Stock", 19));
        for trigger in [Trigger::Scheduled, Trigger::Manual] {
            let report = turn(&bench, Process::Stock, trigger).await;
            assert_eq!((report.outcome, report.failed), (Outcome::Done, 1), "{bytes:?}: {report:#?}");
            assert_eq!(stock(), ["11", "19", "31"], "{bytes:?}: {report:#?}");
            assert_held(&bench, Process::Stock, ids[1], bytes).await;
            assert_eq!(cursor(&bench, "stock/wms").await, before, "{bytes:?}");
        }
        bench.wms.control().behave();
        let report = turn(&bench, Process::Stock, Trigger::Manual).await;
        assert_eq!(stock(), ["11", "4711", "31"], "{bytes:?}: {report:#?}");
        assert_nothing_held(&bench, bytes).await;
        assert_ne!(cursor(&bench, "stock/wms").await, before, "{bytes:?}");
    }
}

#[tokio::test]
async fn stock_over_soap() {
    stock_of(Transport::Soap, &[]).await;
}

#[tokio::test]
async fn stock_over_rest() {
    stock_of(Transport::Rest, &[]).await;
}

#[tokio::test]
async fn stock_of_warehouses_over_soap() {
    stock_of(Transport::Soap, &["MAIN"]).await;
}

#[tokio::test]
async fn stock_of_warehouses_over_rest() {
    stock_of(Transport::Rest, &["MAIN"]).await;
}

/// As .NET says it when an answer cannot be written: the whole of it fails for one record.
const CANNOT_WRITE: &str = "System.InvalidOperationException: There was an error generating the XML document. ---> \
     System.ArgumentException: '\u{FFFD}', hexadecimal value 0x1B, is an invalid character.";

#[tokio::test]
async fn a_list_that_the_erp_cannot_even_write_is_asked_for_by_ids() {
    let bench = Bench::with(only_articles).await;
    let ids: Vec<i32> =
        (0..9).map(|n| bench.books().add_product(product(&format!("P-{n}"), "Vare", 0))).collect();
    let bad = ids[4];
    let id = format!("<int>{bad}</int>");
    // Whoever asks for the name of that product, by its id or by a filter, gets a fault.
    let names_it = move |call: &asmx_test_server::Call| {
        let asked = String::from_utf8_lossy(&call.raw).into_owned();
        asked.contains("<string>Name</string>") && (!asked.contains("<ProductIds>") || asked.contains(&id))
    };
    bench.erp.control().misbehave(Rule::fault(CANNOT_WRITE).on("GetProducts").when(names_it).always());
    for trigger in [Trigger::Scheduled, Trigger::Manual] {
        bench.erp.clear_requests();
        let report = turn(&bench, Process::Articles, trigger).await;
        assert_eq!((report.outcome, report.failed, report.held), (Outcome::Done, 1, 1), "{report:#?}");
        let held = bench.engine.inspect(TENANT).held().await.unwrap();
        assert_eq!((held.len(), held[0].record.clone()), (1, bad.to_string()), "{held:#?}");
        assert!(held[0].what.contains("0x1B"), "{held:#?}");
        assert!(bench.erp.count("GetProducts") <= 14, "{} requests", bench.erp.count("GetProducts"));
    }
    let there = ids.iter().filter(|id| bench.wms.article_by_product_code(&id.to_string()).is_some());
    assert_eq!(there.count(), 8);
    bench.erp.control().behave();
    turn(&bench, Process::Articles, Trigger::Manual).await;
    assert!(bench.wms.article_by_product_code(&bad.to_string()).is_some());
    assert_nothing_held(&bench, "").await;
}

#[tokio::test]
async fn a_list_that_breaks_between_its_records_says_where_and_the_rest_of_the_tenant_goes_on() {
    let bench = Bench::start().await;
    let ids: Vec<i32> =
        (0..3).map(|n| bench.books().add_product(product(&format!("P-{n}"), "Vare", 0))).collect();
    let kari = bench.books().add_company(customer("Kari Nordmann"));
    turn(&bench, Process::Articles, Trigger::Manual).await;
    let before = cursor(&bench, "articles/erp").await;
    let order = bench.books().add_order(order(kari, &[(ids[0], 3)]));
    bench.books().patch_product(ids[1], |product| product.set("Name", "Ny"));
    // No way of asking gets an answer that can be read, and what is wrong with it belongs to no record.
    let rule = Rule::new(Mischief::Replace(
        "</GetProductsResult>".to_owned(),
        "<a>&</a></GetProductsResult>".into(),
    ));
    bench.erp.control().misbehave(rule.on("GetProducts").always());
    let report = turn(&bench, Process::Articles, Trigger::Scheduled).await;
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    let reason = report.reasons.iter().find(|reason| reason.record.is_empty()).unwrap();
    for part in ["GetProducts", "behind", &ids[2].to_string()] {
        assert!(reason.what.contains(part), "{part}: {reason:#?}");
    }
    assert!(!reason.remedy.is_empty());
    assert_eq!(cursor(&bench, "articles/erp").await, before);
    turn(&bench, Process::Orders, Trigger::Scheduled).await;
    assert!(bench.wms.order(&order.to_string()).is_some());
    bench.erp.control().behave();
    turn(&bench, Process::Articles, Trigger::Scheduled).await;
    assert_ne!(cursor(&bench, "articles/erp").await, before);
}
