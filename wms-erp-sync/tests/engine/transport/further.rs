//! Further fields by settings: what goes over besides the mapping, over both transports.

use wms_erp_sync::mapping::{Conversion, FurtherField, FurtherFields, FurtherTarget};
use wms_erp_sync::port::Requests;
use wms_erp_sync::{Class, Drift, FieldChange, Process, Suppliers, Takeover};

use super::super::bench::hours;
use super::*;

over_both! {
    a_field_of_each_kind_goes_over_and_a_change_of_it_alone_too
    what_people_change_in_the_warehouse_is_drift_by_its_name
    a_plan_and_a_takeover_say_from_what_to_what
    a_value_that_does_not_fit_holds_its_record_and_no_other
    a_field_that_is_added_later_reaches_what_went_over_before
    a_supplier_that_is_remembered_is_read_again_for_a_field_that_is_added_later
    a_customer_that_could_not_be_read_holds_its_order_and_not_without_the_field
    what_changes_by_itself_counts_where_a_field_reads_it
}

/// From each source to each target.
fn fields<S, T>(pairs: &[(&str, &str)]) -> FurtherFields<S, T>
where
    S: asmx_soap::Element,
    T: FurtherTarget,
{
    let fields = pairs.iter().map(|(from, to)| FurtherField::from_field(from, to).unwrap());
    fields.collect::<Vec<_>>().into()
}

fn with_every_kind(mut tenant: Tenant) -> Tenant {
    let articles = &mut tenant.articles.as_mut().unwrap().mapping;
    articles.fields = fields(&[("InPrice", "PurchasePrice")]);
    let orders = &mut tenant.orders.as_mut().unwrap().mapping;
    let text = FurtherField::from_field("InvoiceText", "OrderInfo.FreeText2").unwrap();
    orders.fields = vec![
        FurtherField::from_field("OurReference", "OrderInfo.FreeText1").unwrap(),
        text.with_prefix("Obs: "),
        FurtherField::from_constant("24SO", "OrderInfo.FreeText3").unwrap(),
    ]
    .into();
    orders.row_fields = fields(&[("Cost", "OrderLineComment")]);
    orders.customer_fields = fields(&[("OrganizationNumber", "Remark")]);
    let mut suppliers = Suppliers::default();
    suppliers.fields = fields(&[("OrganizationNumber", "Address.Remark")]);
    tenant.suppliers(suppliers)
}

/// A shop with a value in each of them.
async fn every_kind(transport: Transport) -> (Shop, i32) {
    let shop = Shop::with(transport, with_every_kind).await;
    let books = shop.bench.books();
    let farm = books.add_company(
        Record::company()
            .with("Name", "Gården")
            .with("Type", "Supplier")
            .with("OrganizationNumber", "911")
            .with("Addresses.Post.Street", "Veien 1")
            .with("Addresses.Post.Country", "NO"),
    );
    books.patch_company(shop.kari, |company| company.set("OrganizationNumber", "987"));
    books.patch_product(shop.coffee, |product| {
        product.set("InPrice", "12.5");
        product.set("SupplierId", farm);
    });
    books.patch_order(shop.order, |order| {
        order.set("OurReference", 17);
        order.set("InvoiceText", "ring first");
    });
    let row = books.order(shop.order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    books.patch_row(shop.order, row, |row| row.set("Cost", 7));
    all_done(&shop.bench.round().await);
    // Within the minute after a change, an order is read once more.
    shop.round().await;
    (shop, row)
}

/// What each target holds: purchase price, free texts, comment of the first line, remark of the customer.
fn held_there(shop: &Shop) -> [String; 6] {
    let order = shop.sent();
    let article = shop.bench.wms.article_by_product_code(&shop.coffee.to_string()).unwrap();
    let customer = shop.bench.wms.customer_of(&shop.number()).unwrap();
    let price = article.data.purchase_price.map(|price| price.normalize().to_string());
    let data = order.data;
    [
        price,
        data.free_text1,
        data.free_text2,
        data.free_text3,
        order.lines[0].data.comment.clone(),
        customer.data.address.remark,
    ]
    .map(Option::unwrap_or_default)
}

async fn settled(shop: &Shop) -> Vec<String> {
    shop.round().await;
    let writes = shop.writes();
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new(), "nothing is written twice");
    writes
}

async fn a_field_of_each_kind_goes_over_and_a_change_of_it_alone_too(transport: Transport) {
    let (shop, row) = every_kind(transport).await;
    assert_eq!(held_there(&shop), ["12.5", "17", "Obs: ring first", "24SO", "7", "987"]);
    let supplier = shop.bench.wms.suppliers().pop().unwrap();
    assert_eq!(supplier.address.remark.as_deref(), Some("911"));
    assert_eq!(settled(&shop).await, Vec::<String>::new());

    let books = shop.bench.books();
    books.patch_product(shop.coffee, |product| product.set("InPrice", "13"));
    let writes = settled(&shop).await;
    assert!(writes.len() == 1 && is_article_write(&writes[0]), "{writes:?}");
    for (at, expected) in [(1, "18"), (2, "Obs: never ring"), (4, "8")] {
        match at {
            1 => drop(books.patch_order(shop.order, |order| order.set("OurReference", 18))),
            2 => drop(books.patch_order(shop.order, |order| order.set("InvoiceText", "never ring"))),
            _ => drop(books.patch_row(shop.order, row, |row| row.set("Cost", 8))),
        }
        let writes = settled(&shop).await;
        assert!(writes.len() == 1 && is_order_write(&writes[0]), "{at}: {writes:?}");
        assert_eq!(held_there(&shop)[at], expected);
    }
    // A text that is removed in the ERP disappears in the WMS.
    books.patch_order(shop.order, |order| order.clear("InvoiceText"));
    assert_eq!(settled(&shop).await.len(), 1);
    assert_eq!(held_there(&shop), ["13", "18", "", "24SO", "8", "987"]);
    assert_eq!(shop.held().await, []);
}

async fn drift(shop: &Shop) -> Drift {
    shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap()
}

async fn what_people_change_in_the_warehouse_is_drift_by_its_name(transport: Transport) {
    let (shop, _) = every_kind(transport).await;
    let before = drift(&shop).await;
    assert!(before.is_none(), "{before:#?}");
    shop.bench.wms.act(|world| {
        let edit = |order: &mut ongoing_simulator::world::Order| {
            order.data.free_text1 = Some("18".into());
            order.data.free_text3 = None;
            order.lines[0].data.comment = Some("heavy".into());
        };
        world.edit_order(&shop.number(), edit).unwrap();
    });
    let code = shop.coffee.to_string();
    shop.bench.wms.edit_article(&code, |article| article.purchase_price = Some(1.into())).unwrap();
    let found = drift(&shop).await;
    let what = |process: Process| {
        let found = found.processes.iter().find(|found| found.process == process).unwrap();
        found.differences.iter().map(|found| found.what.clone()).collect::<Vec<_>>().join("; ")
    };
    let told = what(Process::Orders);
    for words in [
        "OrderInfo/FreeText1: \"18\" in the WMS, \"17\" in the ERP",
        "OrderInfo/FreeText3: \"\" in the WMS, \"24SO\" in the ERP",
        "/OrderLineComment: \"heavy\" in the WMS, \"7\" in the ERP",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = what(Process::Articles);
    assert!(told.contains("PurchasePrice: \"1\" in the WMS, \"12.5\" in the ERP"), "{told}");
}

async fn a_plan_and_a_takeover_say_from_what_to_what(transport: Transport) {
    let (shop, _) = every_kind(transport).await;
    shop.bench.books().patch_order(shop.order, |order| order.set("OurReference", 18));
    shop.bench.clock.advance(hours(1));
    let plan = shop.bench.engine.inspect(TENANT).plan(&[Process::Orders]).await.unwrap();
    let [write] = &plan.writes[..] else { panic!("{:#?}", plan.writes) };
    let change = |name: &str| write.fields.iter().find(|change| change.field == name).cloned();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        change("OrderInfo/FreeText1"),
        Some(FieldChange::new("OrderInfo/FreeText1", text("17"), text("18")))
    );
    assert_eq!(
        change("OrderInfo/FreeText3"),
        Some(FieldChange::new("OrderInfo/FreeText3", text("24SO"), text("24SO"))),
        "what stays as it is says so"
    );

    let newcomer = shop.newcomer_with(with_every_kind);
    let Takeover { orders, .. } = newcomer.operator(TENANT).takeover().await.unwrap();
    let orders = orders.unwrap();
    let [differs] = &orders.differences[..] else { panic!("{orders:#?}") };
    assert_eq!(
        differs.fields,
        [FieldChange::new("OrderInfo/FreeText1", text("17"), text("18"))],
        "{orders:#?}"
    );
}

async fn a_value_that_does_not_fit_holds_its_record_and_no_other(transport: Transport) {
    let shop = Shop::with(transport, |mut tenant| {
        let price = FurtherField::from_field("InvoiceText", "OrderInfo.FreightPrice").unwrap();
        tenant.orders.as_mut().unwrap().mapping.fields =
            vec![price.with_conversion(Conversion::Number)].into();
        tenant
    })
    .await;
    let books = shop.bench.books();
    let other = books.add_order(full(order(shop.kari, &[(shop.coffee, 1)])).with("InvoiceText", "49,90"));
    books.patch_order(shop.order, |order| order.set("InvoiceText", "free"));
    shop.bench.round().await;
    let held = shop.held().await;
    let [waits] = &held[..] else { panic!("{held:#?}") };
    assert_eq!((waits.record.as_str(), waits.class), (&*shop.number(), Class::NeedsPerson));
    assert_eq!(waits.what, "the value of InvoiceText does not fit OrderInfo.FreightPrice");
    assert!(waits.remedy.contains("correct the value in the ERP"), "{}", waits.remedy);
    let sent = shop.bench.wms.order(&other.to_string()).unwrap();
    assert_eq!(sent.data.freight_price.unwrap().normalize().to_string(), "49.9");
    books.patch_order(shop.order, |order| order.set("InvoiceText", "0"));
    shop.round().await;
    assert_eq!(shop.held().await, []);
    assert!(shop.sent().data.freight_price.unwrap().is_zero());
}

/// The same engine with other settings.
pub(super) fn put(shop: &Shop, change: impl FnOnce(Tenant) -> Tenant) {
    let tenant = tenant_over(shop.transport, &shop.bench.erp, &shop.bench.wms);
    shop.bench.engine.put_tenant(change(
        tenant
            .articles(Articles::default())
            .orders(Orders::since(Since::All))
            .order_status(OrderStatusSettings::default())
            .stock(Stock::default()),
    ));
}

async fn a_field_that_is_added_later_reaches_what_went_over_before(transport: Transport) {
    let shop = Shop::open(transport).await;
    let books = shop.bench.books();
    books.patch_order(shop.order, |order| order.set("OurReference", 17));
    books.patch_product(shop.coffee, |product| product.set("InPrice", "12.5"));
    settled(&shop).await;
    assert_eq!(&held_there(&shop)[..2], ["", ""]);
    // The warehouse has begun with another one: new settings come too late for it, which is no refused change.
    let begun = books.add_order(full(order(shop.kari, &[(shop.coffee, 1)])));
    settled(&shop).await;
    shop.bench.wms.receive(&shop.coffee.to_string(), 10).unwrap();
    shop.bench.wms.pick_all(&begun.to_string()).unwrap();
    settled(&shop).await;
    put(&shop, with_every_kind);
    shop.bench.clock.advance(hours(25));
    let reports = shop.round().await;
    assert_eq!(shop.held().await, []);
    assert_eq!(&held_there(&shop)[..2], ["12.5", "17"]);
    let orders = reports.iter().find(|report| report.process == Process::Orders).unwrap();
    assert_eq!((orders.written, orders.remapped), (1, 1), "the ERP's order is as it was");
    assert_eq!(settled(&shop).await, Vec::<String>::new());
}

async fn a_supplier_that_is_remembered_is_read_again_for_a_field_that_is_added_later(transport: Transport) {
    let (shop, _) = every_kind(transport).await;
    put(&shop, |tenant| tenant.suppliers(Suppliers::default()));
    shop.round().await;
    put(&shop, |tenant| {
        let mut suppliers = Suppliers::default();
        suppliers.fields = fields(&[("OrganizationNumber", "Address.Remark"), ("NickName", "Address.Name")]);
        tenant.suppliers(suppliers)
    });
    let companies = shop.bench.books().companies();
    let farm = companies.iter().find(|company| company.text("Name") == Some("Gården")).unwrap();
    let farm = farm.int("Id").unwrap();
    shop.bench.books().patch_company(farm, |company| company.set("NickName", "Garden"));
    shop.round().await;
    let address = shop.bench.wms.suppliers().pop().unwrap().address;
    assert_eq!((address.remark.as_deref(), address.name.as_deref()), (Some("911"), Some("Garden")));
    assert_eq!(settled(&shop).await, Vec::<String>::new());
}

async fn a_customer_that_could_not_be_read_holds_its_order_and_not_without_the_field(transport: Transport) {
    for (change, waits) in [(with_every_kind as fn(Tenant) -> Tenant, true), (|tenant| tenant, false)] {
        let shop = Shop::with(transport, change).await;
        shop.bench.books().patch_order(shop.order, |order| {
            order.set("CustomerDeliveryPhone", "+47 900 00 000");
            order.set("InvoiceEmailAddress", "kari@example.no");
        });
        let rule = asmx_test_server::Rule::fault("Object reference not set to an instance of an object.");
        shop.bench.erp.misbehave(rule.on("GetCompanies").always());
        shop.bench.run(Process::Orders).await;
        assert_eq!(shop.bench.wms.order(&shop.number()).is_none(), waits);
        if waits {
            let held = shop.held().await;
            assert!(held[0].what.contains("what further fields read of the customer"), "{held:#?}");
        }
    }
}

async fn what_changes_by_itself_counts_where_a_field_reads_it(transport: Transport) {
    let shop = Shop::with(transport, |mut tenant| {
        tenant.stock = None;
        tenant.articles.as_mut().unwrap().mapping.fields = fields(&[("Stock", "Volume")]);
        tenant.orders.as_mut().unwrap().mapping.fields =
            fields(&[("OrderTotalIncVat", "OrderInfo.CustomerPrice")]);
        tenant
    })
    .await;
    let books = shop.bench.books();
    books.patch_product(shop.coffee, |product| product.set("Stock", 3));
    settled(&shop).await;
    let volume = || {
        let article = shop.bench.wms.article_by_product_code(&shop.coffee.to_string()).unwrap();
        article.data.volume.map(|volume| volume.normalize().to_string())
    };
    assert_eq!(volume().as_deref(), Some("3"));
    books.patch_product(shop.coffee, |product| product.set("Stock", 4));
    assert_eq!(settled(&shop).await.len(), 1);
    assert_eq!(volume().as_deref(), Some("4"));
    let row = books.order(shop.order).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    books.patch_row(shop.order, row, |row| row.set("Price", 90));
    assert_eq!(settled(&shop).await.len(), 1);
    let before = shop.sent().data.customer_price;
    books.patch_row(shop.order, row, |row| row.set("Price", 91));
    assert_eq!(settled(&shop).await.len(), 1);
    assert_ne!(shop.sent().data.customer_price, before);
}

#[tokio::test]
async fn a_target_that_rest_does_not_have_stops_the_process_before_anything_is_written() {
    let with_targets = |mut tenant: Tenant| {
        let orders = &mut tenant.orders.as_mut().unwrap().mapping;
        orders.fields =
            fields(&[("OurReference", "OrderInfo.FreeText1"), ("OurReference", "OrderInfo.ProfitCenter")]);
        orders.customer_fields = fields(&[("OrganizationNumber", "DeliveryInstruction")]);
        tenant.articles.as_mut().unwrap().mapping.fields = fields(&[("InPrice", "PalletHeight")]);
        tenant
    };
    let shop = Shop::with(Transport::Rest, with_targets).await;
    for report in shop.bench.round().await {
        let of_orders = matches!(report.process, Process::Articles | Process::Orders);
        assert_eq!(report.outcome == wms_erp_sync::Outcome::Failed, of_orders, "{report:#?}");
        if report.process == Process::Orders {
            let reason = &report.reasons[0];
            for words in
                ["orders.fields", "has no field OrderInfo.ProfitCenter", "no field DeliveryInstruction"]
            {
                assert!(reason.what.contains(words), "{words}: {reason:#?}");
            }
            assert!(!reason.what.contains("FreeText1") && reason.remedy.contains("SOAP"), "{reason:#?}");
            assert_eq!(report.requests, Requests::default());
        }
    }
    assert_eq!(shop.writes(), Vec::<String>::new());
    let checked = shop.bench.engine.inspect(TENANT).check().await.unwrap();
    let wrong = checked.findings.iter().filter(|found| found.detail.contains("has no field"));
    assert_eq!(wrong.count(), 3, "{checked:#?}");

    let shop = Shop::with(Transport::Soap, with_targets).await;
    shop.bench.books().patch_order(shop.order, |order| order.set("OurReference", 17));
    shop.round().await;
    assert_eq!(shop.sent().data.profit_center.as_deref(), Some("17"));
}
