//! A plan says of each field what is there now, or why that is not known.

use std::collections::BTreeMap;

use twentyfour_simulator::Record;
use wms_erp_sync::{Applied, CurrentValue, FieldChange, Plan, PlannedWrite, Process, Suppliers};

use super::*;

over_both! {
    what_does_not_exist_yet_is_new
    what_is_there_is_shown_beside_what_would_be_written
    a_row_that_is_gone_is_shown_as_removed
    what_an_answer_cannot_have_is_unknown_and_says_so
    an_article_that_the_warehouse_has_changed_since_stops_the_plan
    an_article_that_two_processes_write_is_written_twice_as_planned
    quantities_in_the_erp_are_shown_beside_what_was_delivered
}

async fn plan(shop: &Shop, processes: &[Process]) -> Plan {
    shop.bench.clock.advance(std::time::Duration::from_secs(900));
    shop.bench.engine.inspect(TENANT).plan(processes).await.unwrap()
}

async fn apply(shop: &Shop, plan: &Plan) -> Applied {
    shop.bench.engine.operator(TENANT).apply(plan, &CancellationToken::new()).await.unwrap()
}

fn of(plan: &Plan, record: i32) -> &PlannedWrite {
    let found = plan.writes.iter().find(|write| write.record == record.to_string());
    found.unwrap_or_else(|| panic!("{plan:#?}"))
}

fn field<'p>(write: &'p PlannedWrite, name: &str) -> &'p FieldChange {
    let found = write.fields.iter().find(|field| field.field == name);
    found.unwrap_or_else(|| panic!("{name}: {write:#?}"))
}

/// From what to what.
fn change<'p>(write: &'p PlannedWrite, name: &str) -> (Option<&'p str>, Option<&'p str>) {
    let field = field(write, name);
    assert_eq!(field.current, CurrentValue::Read, "{field:?}");
    (field.old.as_deref(), field.new.as_deref())
}

/// The fields that change, by name.
fn changed(write: &PlannedWrite) -> BTreeMap<&str, CurrentValue> {
    let changed = write.fields.iter().filter(|field| field.is_change());
    changed.map(|field| (field.field.as_str(), field.current)).collect()
}

fn line(code: &str, name: &str) -> String {
    format!("CustomerOrderLines/CustomerOrderLine[{code}]/{name}")
}

async fn what_does_not_exist_yet_is_new(transport: Transport) {
    let shop = Shop::open(transport).await;
    let plan = plan(&shop, &[Process::Articles, Process::Orders]).await;
    assert_eq!(plan.writes.len(), 3, "{plan:#?}");
    for field in plan.writes.iter().flat_map(|write| &write.fields) {
        let expected = match field.field.ends_with("Operation") || field.field.contains("Identification") {
            true => CurrentValue::Instruction,
            false => CurrentValue::New,
        };
        assert_eq!((field.current, &field.old), (expected, &None), "{field:?}");
    }
    assert!(matches!(apply(&shop, &plan).await, Applied::Done(_)));
    assert_eq!(shop.sent().lines.len(), 2);
}

async fn what_is_there_is_shown_beside_what_would_be_written(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let books = shop.bench.books();
    books.patch_product(shop.coffee, |product| product.set("Name", "Kaffe, malt"));
    books.patch_order(shop.order, |order| order.set("Addresses.Delivery.PostalArea", "Bergen"));
    let row = books.order(shop.order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    books.patch_row(shop.order, row, |row| row.set("Quantity", 40));
    let more = books
        .add_row(
            shop.order,
            Record::row().with("ProductId", shop.coffee).with("Name", "k").with("Quantity", 2),
        )
        .unwrap()
        .to_string();
    let plan = plan(&shop, &[Process::Articles, Process::Orders]).await;

    let article = of(&plan, shop.coffee);
    assert_eq!(change(article, "ArticleName"), (Some("Kaffe 500 g"), Some("Kaffe, malt")));
    assert_eq!(change(article, "Weight"), (Some("0.5"), Some("0.5")));
    assert_eq!(change(article, "ArticleNumber").0, Some("K-500"));
    assert_eq!(changed(article), BTreeMap::from([("ArticleName", CurrentValue::Read)]));

    let order = of(&plan, shop.order);
    let code = shop.line();
    assert_eq!(change(order, &line(&code, "NumberOfItems")), (Some("10"), Some("40")));
    assert_eq!(change(order, &line(&code, "ProductCode")).0, Some(shop.coffee.to_string().as_str()));
    assert_eq!(field(order, &line(&more, "NumberOfItems")).current, CurrentValue::New);
    assert_eq!(change(order, "Customer/City").1, Some("Bergen"));
    assert_ne!(change(order, "Customer/City").0, Some("Bergen"));
    for same in ["Customer/Name", "OrderInfo/ReferenceNumber", "OrderInfo/DeliveryDate"] {
        assert!(!field(order, same).is_change(), "{order:#?}");
        assert!(change(order, same).0.is_some_and(|old| !old.is_empty()), "{order:#?}");
    }
    assert!(matches!(apply(&shop, &plan).await, Applied::Done(_)));
    assert_eq!(shop.sent().lines[0].number_of_items, 40.into());
}

async fn a_row_that_is_gone_is_shown_as_removed(transport: Transport) {
    let shop = Shop::open(transport).await;
    let more = Record::row().with("ProductId", shop.coffee).with("Name", "k").with("Quantity", 3);
    let more = shop.bench.books().add_row(shop.order, more).unwrap();
    shop.round().await;
    assert!(shop.bench.books().delete_row(shop.order, more));
    let plan = plan(&shop, &[Process::Orders]).await;
    let gone = line(&more.to_string(), "NumberOfItems");
    assert_eq!(change(of(&plan, shop.order), &gone), (Some("3"), None));
    assert!(matches!(apply(&shop, &plan).await, Applied::Done(_)));
}

async fn what_an_answer_cannot_have_is_unknown_and_says_so(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Ola"));
    let plan = plan(&shop, &[Process::Orders]).await;
    let order = of(&plan, shop.order);
    assert_eq!(change(order, "OrderInfo/SalesCode"), (Some("Kari"), Some("Ola")));
    let way = field(order, "OrderInfo/WayOfDelivery");
    match transport {
        Transport::Soap => assert_eq!(way.old.as_deref(), Some("Posten")),
        // It answers with the type of the way of delivery, and not with this text.
        Transport::Rest => assert_eq!((way.current, &way.old), (CurrentValue::NotAnswered, &None)),
    }
    assert_eq!(change(order, "OrderInfo/WayOfDeliveryType/Code").0, Some("3"));
    assert!(order.fields.iter().all(|field| field.current != CurrentValue::NotRead), "{order:#?}");
}

async fn an_article_that_the_warehouse_has_changed_since_stops_the_plan(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.books().patch_product(shop.coffee, |product| product.set("Name", "Kaffe, malt"));
    let plan = plan(&shop, &[Process::Articles]).await;
    let code = shop.coffee.to_string();
    let edit = |article: &mut ongoing_simulator::world::ArticleData| {
        article.article_name = Some("Coffee".to_owned());
    };
    shop.bench.wms.edit_article(&code, edit).unwrap();
    let Applied::Stale { new, .. } = apply(&shop, &plan).await else { panic!("it was changed") };
    assert_eq!(change(&new[0], "ArticleName"), (Some("Coffee"), Some("Kaffe, malt")));
    assert!(matches!(apply(&shop, &plan_again(&shop).await).await, Applied::Done(_)));
}

async fn plan_again(shop: &Shop) -> Plan {
    plan(shop, &[Process::Articles]).await
}

/// The suppliers process writes an article again that the articles process has just written: by then the WMS has other values.
async fn an_article_that_two_processes_write_is_written_twice_as_planned(transport: Transport) {
    let shop = Shop::with(transport, |tenant| tenant.suppliers(Suppliers::default())).await;
    let books = shop.bench.books();
    let supplier = books.add_company(customer("Kaffehuset").with("Type", "Supplier"));
    books.patch_product(shop.coffee, |product| product.set("SupplierId", supplier));
    shop.round().await;
    books.patch_product(shop.coffee, |product| product.set("Name", "Kaffe, malt"));
    books.patch_company(supplier, |company| company.set("Name", "Kaffehuset AS"));
    let plan = plan(&shop, &[Process::Articles, Process::Suppliers]).await;
    assert_eq!(
        change(of(&plan, shop.coffee), "MainSupplier/SupplierName").0,
        Some("Kaffehuset"),
        "{plan:#?}"
    );
    match apply(&shop, &plan).await {
        Applied::Done(_) => {}
        applied => panic!("{applied:#?}"),
    }
    let article = shop.bench.wms.article_by_product_code(&shop.coffee.to_string()).unwrap();
    assert_eq!(article.data.article_name.as_deref(), Some("Kaffe, malt"));
}

async fn quantities_in_the_erp_are_shown_beside_what_was_delivered(transport: Transport) {
    let shop = Shop::with(transport, |mut tenant| {
        tenant.order_status.as_mut().unwrap().short_shipment = wms_erp_sync::ShortShipment::WriteQuantities;
        tenant
    })
    .await;
    shop.round().await;
    shop.bench.wms.receive(&shop.coffee.to_string(), 7).unwrap();
    shop.bench.wms.pick(&shop.number(), &shop.line(), 7).unwrap();
    shop.bench.wms.send(&shop.number()).unwrap();
    let plan = plan(&shop, &[Process::OrderStatus]).await;
    let status = of(&plan, shop.order);
    assert_eq!(
        change(status, &format!("InvoiceRows/InvoiceRow[{}]/Quantity", shop.line())),
        (Some("10"), Some("7"))
    );
    assert!(change(status, "OrderStatus").0.is_some());
    assert!(matches!(apply(&shop, &plan).await, Applied::Done(_)));
}
