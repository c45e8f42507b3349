use chrono::Duration;
use twentyfour_simulator::{DeliveredQuantities, Record};

use super::erp::{INVOICE, ints, order_query, shop};

const SENT: &str = "<OrderId>10001</OrderId><CustomerId>100</CustomerId><OrderStatus>OrderState_Sent</OrderStatus>\
                    <IncludeVAT xsi:nil=\"true\"/>";

fn failure(echo: &asmx_test_server::Node) -> String {
    echo.at(&["APIException", "Message"]).unwrap_or_else(|| panic!("{echo:?}")).text.clone()
}

#[tokio::test]
async fn filters_combine_and_one_is_needed() {
    let erp = shop().await;
    let books = erp.books();
    books.add_company(Record::company().with("Name", "Ola").with("Type", "Business"));
    books.add_order(
        Record::order().with("CustomerId", 101).with("OrderStatus", "Confirmed").with("ExternalStatus", 7),
    );
    books.add_order(Record::order().with("CustomerId", 101));
    books.invoice_order(10003);
    let confirmed = "<OrderStates><OrderSlipStateType>Confirmed</OrderSlipStateType></OrderStates>";
    assert_eq!(erp.order_ids(confirmed).await, [10001, 10002]);
    assert_eq!(erp.order_ids(&(ints("CustomerIds", [101]) + confirmed)).await, [10002]);
    assert_eq!(erp.order_ids(&ints("OrderIds", [10003, 10001, 5])).await, [10001, 10003]);
    assert_eq!(erp.order_ids(&ints("InvoiceIds", [50_001])).await, [10003]);
    assert_eq!(erp.order_ids(&ints("ExternalStatus", [7, 8])).await, [10002]);
    assert_eq!(erp.order_ids("<ChangedAfter>1970-01-01T00:00:00</ChangedAfter>").await.len(), 3);
    for nothing in [
        "",
        "<OrderIds><Int>10001</Int></OrderIds>",
        "<OrderIds/>",
        "<ChangedAfter>0001-01-01T00:00:00</ChangedAfter>",
    ] {
        let fault = erp.ask(INVOICE, "GetInvoices", &order_query(nothing, &["OrderId"], &[])).await.fault();
        assert!(fault.contains("Please specify at least one search parameter"), "{nothing}: {fault}");
    }
    let many = order_query(&ints("OrderIds", 1..=1001), &["OrderId"], &[]);
    assert!(erp.ask(INVOICE, "GetInvoices", &many).await.fault().contains("at most 1000"));
    assert_eq!(erp.order_ids(&ints("OrderIds", 10_001..=11_000)).await.len(), 3);
}

#[tokio::test]
async fn rows_must_be_asked_for_twice() {
    let erp = shop().await;
    let search = ints("OrderIds", [10001]);
    let order = &erp
        .orders(
            &search,
            &["OrderId", "InvoiceRows"],
            &["RowId", "ProductId", "Quantity", "Type", "ProductNo"],
        )
        .await[0];
    let rows = &order.child("InvoiceRows").unwrap().children;
    let texts = |name: &str| rows.iter().map(|row| row.text_of(name).map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(texts("RowId"), [Some("1".into()), Some("2".into()), Some("3".into())]);
    assert_eq!(texts("Quantity"), [Some("3".into()), Some("1".into()), None]);
    assert_eq!(texts("Type"), [None, None, Some("Text".into())], "Normal vanishes");
    assert_eq!(texts("ProductNo"), [Some("K-500".into()), Some("FRAKT".into()), None]);
    let order = &erp.orders(&search, &["OrderId"], &["RowId"]).await[0];
    assert!(order.child("InvoiceRows").is_none());
    let order = &erp.orders(&search, &["InvoiceRows"], &[]).await[0];
    assert!(order.child("InvoiceRows").unwrap().children.iter().all(|row| row.children.is_empty()));
}

#[tokio::test]
async fn sync_list_knows_changed_and_registered() {
    let erp = shop().await;
    erp.sim.advance(Duration::days(1));
    erp.books().add_order(Record::order().with("CustomerId", 100));
    erp.sim.advance(Duration::days(1));
    erp.books().set_order_status(10001, "Pack");
    let list = async |changed: &str, registered: &str| {
        let changed = if changed.is_empty() {
            String::new()
        } else {
            format!("<ChangedAfter>{changed}</ChangedAfter>")
        };
        let content =
            format!("<syncParams>{changed}<RegisteredAfter>{registered}</RegisteredAfter></syncParams>");
        let items = erp.ask(INVOICE, "GetOrderSyncList", &content).await.items();
        items.into_iter().map(|item| item.text).collect::<Vec<_>>()
    };
    assert_eq!(list("", "0001-01-01T00:00:00").await, ["10001", "10002"]);
    assert_eq!(list("2026-01-06T12:00:00", "0001-01-01T00:00:00").await, ["10001"]);
    assert_eq!(list("", "2026-01-06T00:00:00").await, ["10002"]);
}

#[tokio::test]
async fn creating_gives_ids_and_echoes_what_was_sent() {
    let erp = shop().await;
    let echo = erp
        .save_order(
            "<CustomerId>100</CustomerId><OrderStatus>Rest</OrderStatus><IncludeVAT xsi:nil=\"true\"/><InvoiceRows>\
             <InvoiceRow><ProductId>1000</ProductId><Quantity>2</Quantity><ChangeState>Add</ChangeState></InvoiceRow>\
             </InvoiceRows>",
        )
        .await;
    assert_eq!(echo.text_of("OrderId"), Some("10002"));
    let row = echo.at(&["InvoiceRows", "InvoiceRow"]).unwrap();
    assert_eq!((row.text_of("RowId"), row.text_of("ChangeState")), (Some("4"), Some("Add")));
    assert!(echo.child("DateChanged").is_none() && echo.child("OrderTotalIncVat").is_none(), "not a re-read");
    let order = erp.books().order(10002).unwrap();
    assert_eq!(
        (order.text("OrderStatus"), order.text("CustomerName")),
        (Some("Rest"), Some("Kari Nordmann"))
    );
    assert_eq!(order.list("InvoiceRows")[0].text("Name"), Some("Kaffe 500 g"));
    assert_eq!(order.text("OrderTotalIncVat"), Some("159.8"));

    let echo = erp.save_order("<CustomerId>100</CustomerId>").await;
    assert_eq!(echo.text_of("OrderId"), Some("10003"));
    let web = "<OrderStates><OrderSlipStateType>Web</OrderSlipStateType></OrderStates>";
    assert_eq!(erp.order_ids(web).await, [10003], "an order without a status is a web order");
    assert!(
        erp.orders(web, &["OrderStatus"], &[]).await[0].child("OrderStatus").is_none(),
        "and Web vanishes"
    );
}

#[tokio::test]
async fn refusals_change_nothing() {
    let erp = shop().await;
    let before = erp.books().order(10001);
    for (order, message) in [
        ("<OrderStatus>Web</OrderStatus>", "Property CustomerId is missing."),
        ("<CustomerId>5</CustomerId>", "customer 5 does not exist"),
        ("<OrderId>4</OrderId><CustomerId>100</CustomerId>", "order 4 does not exist"),
        (
            "<CustomerId>100</CustomerId><InvoiceRows><InvoiceRow><Quantity>1</Quantity></InvoiceRow></InvoiceRows>",
            "ProductId is missing",
        ),
        (
            "<OrderId>10001</OrderId><InvoiceTitle>x</InvoiceTitle><InvoiceRows><InvoiceRow><ProductId>9</ProductId><ChangeState>Add</ChangeState></InvoiceRow></InvoiceRows>",
            "product 9 does not exist",
        ),
        (
            "<OrderId>10001</OrderId><InvoiceTitle>x</InvoiceTitle><InvoiceRows><InvoiceRow><RowId>99</RowId><ChangeState>Edit</ChangeState></InvoiceRow></InvoiceRows>",
            "row 99 does not exist",
        ),
    ] {
        assert!(failure(&erp.save_order(order).await).contains(message), "{order}");
    }
    assert_eq!(erp.books().orders().len(), 1);
    assert_eq!(erp.books().order(10001), before);
}

#[tokio::test]
async fn an_invoiced_order_is_locked() {
    let erp = shop().await;
    assert!(erp.books().invoice_order(10001));
    let echo = erp.save_order(SENT).await;
    assert!(failure(&echo).contains("invoiced"));
    assert_eq!(erp.books().order(10001).unwrap().text("OrderStatus"), Some("Invoiced"));
    let update = "<invoices><InvoiceOrder><OrderId>10001</OrderId><CustomerName>Ny</CustomerName><InvoiceTitle>Ny</InvoiceTitle></InvoiceOrder></invoices>";
    erp.ask(INVOICE, "UpdateInvoices", update).await.items();
    let order = erp.books().order(10001).unwrap();
    assert_eq!((order.text("InvoiceTitle"), order.text("CustomerName")), (Some("Ny"), Some("Kari Nordmann")));
    assert_eq!(order.text("InvoiceId"), Some("50001"));
}

#[tokio::test]
async fn sent_deducts_stock_once_and_touches_nothing_else() {
    let erp = shop().await;
    let before = erp.books().order(10001).unwrap();
    erp.sim.advance(Duration::hours(1));
    let echo = erp.save_order(SENT).await;
    assert!(echo.child("APIException").is_none());
    erp.save_order(SENT).await;
    erp.books().set_order_status(10001, "Confirmed");
    erp.save_order(SENT).await;
    let stock = |id| erp.books().product(id).unwrap().text("Stock").map(str::to_owned);
    assert_eq!((stock(1000).as_deref(), stock(1001)), (Some("37"), None));
    let mut after = erp.books().order(10001).unwrap();
    assert_eq!(after.text("DateChanged"), Some("2026-01-05T09:00:00"));
    for field in ["OrderStatus", "DateChanged"] {
        after.set(field, before.text(field).unwrap());
    }
    assert_eq!(after, before);
    assert_eq!(erp.books().product(1000).unwrap().text("DateChanged"), Some("2026-01-05T09:00:00"));
}

#[tokio::test]
async fn stock_is_left_alone_when_told() {
    let erp = shop().await;
    erp.sim.change(|options| options.sent_deducts_stock = false);
    erp.save_order(SENT).await;
    erp.sim.change(|options| options.sent_deducts_stock = true);
    let skip = "<CustomerId>100</CustomerId><OrderStatus>OrderState_Sent</OrderStatus><InvoiceRows><InvoiceRow>\
                <ProductId>1000</ProductId><Quantity>2</Quantity></InvoiceRow></InvoiceRows><SkipStock>true</SkipStock>";
    erp.save_order(skip).await;
    assert_eq!(erp.books().product(1000).unwrap().text("Stock"), Some("40"));
}

#[tokio::test]
async fn rows_change_by_their_change_state() {
    let erp = shop().await;
    let echo = erp
        .save_order(
            "<OrderId>10001</OrderId><InvoiceRows>\
             <InvoiceRow><RowId>1</RowId><Quantity>2</Quantity><ChangeState>Edit</ChangeState></InvoiceRow>\
             <InvoiceRow><RowId>2</RowId><ChangeState>Delete</ChangeState></InvoiceRow>\
             <InvoiceRow><RowId>3</RowId><Name>uten tilstand</Name></InvoiceRow>\
             <InvoiceRow><ProductId>1000</ProductId><Quantity>9</Quantity><ChangeState>Add</ChangeState></InvoiceRow>\
             </InvoiceRows>",
        )
        .await;
    let ids: Vec<_> =
        echo.child("InvoiceRows").unwrap().children.iter().map(|row| row.text_of("RowId").unwrap()).collect();
    assert_eq!(ids, ["1", "2", "3", "4"]);
    let order = erp.books().order(10001).unwrap();
    let rows: Vec<_> = order
        .list("InvoiceRows")
        .iter()
        .map(|row| (row.int("RowId").unwrap(), row.text("Quantity")))
        .collect();
    assert_eq!(rows, [(1, Some("2")), (3, None), (4, Some("9"))]);
    assert_eq!(
        order.list("InvoiceRows")[1].text("Name"),
        Some("Takk!"),
        "a row without a change state is not changed"
    );
    assert_eq!(order.list("InvoiceRows")[0].text("Price"), Some("79.90"));

    erp.save_order("<OrderId>10001</OrderId><YourReference>Per</YourReference>").await;
    assert_eq!(
        erp.books().order(10001).unwrap().list("InvoiceRows").len(),
        3,
        "no rows sent, no rows changed"
    );
}

#[tokio::test]
async fn an_omitted_status_stays_or_becomes_web() {
    let erp = shop().await;
    erp.save_order("<OrderId>10001</OrderId><YourReference>Per</YourReference>").await;
    assert_eq!(erp.books().order(10001).unwrap().text("OrderStatus"), Some("Confirmed"));
    erp.sim.change(|options| options.omitted_status_is_web = true);
    erp.save_order("<OrderId>10001</OrderId><YourReference>Pål</YourReference>").await;
    let order = erp.books().order(10001).unwrap();
    assert_eq!((order.text("OrderStatus"), order.text("YourReference")), (None, Some("Pål")));
}

#[tokio::test]
async fn people_edit_rows_and_orders() {
    let erp = shop().await;
    let books = erp.books();
    let row = books.add_row(10001, Record::row().with("ProductId", 1000).with("Quantity", 1)).unwrap();
    assert!(books.patch_row(10001, row, |row| row.set("Quantity", 5)));
    assert!(books.delete_row(10001, 1));
    assert!(!books.delete_row(10001, 1));
    let order = books.order(10001).unwrap();
    let quantities: Vec<_> = order.list("InvoiceRows").iter().map(|row| row.text("Quantity")).collect();
    assert_eq!(quantities, [Some("1"), None, Some("5")]);
    erp.sim.advance(Duration::hours(5));
    let changed = "<ChangedAfter>2026-01-05T10:00:00</ChangedAfter>";
    books.quietly().set_order_status(10001, "Draft");
    assert_eq!(erp.order_ids(changed).await.len(), 0);
    assert!(books.delete_order(10001));
    assert!(books.order(10001).is_none());
}

#[tokio::test]
async fn a_far_back_search_can_time_out() {
    let erp = shop().await;
    erp.sim.change(|options| options.order_reach = Some(Duration::days(30)));
    let far = order_query("<ChangedAfter>2020-01-01T00:00:00Z</ChangedAfter>", &["OrderId"], &[]);
    assert!(erp.ask(INVOICE, "GetInvoices", &far).await.fault().contains("Timeout expired"));
    assert_eq!(erp.order_ids("<ChangedAfter>2026-01-01T00:00:00Z</ChangedAfter>").await, [10001]);
}

#[tokio::test]
async fn lists_delivery_and_payment_methods() {
    let erp = shop().await;
    erp.books().add_delivery_method(3, "Bring pakke");
    erp.books().add_payment_method(1, "Faktura");
    let methods = erp.ask(INVOICE, "GetDeliveryMethods", "").await.items();
    assert_eq!(
        (methods[0].text_of("Id"), methods[0].text_of("Description")),
        (Some("3"), Some("Bring pakke"))
    );
    assert_eq!(erp.ask(INVOICE, "GetPaymentMethods", "").await.items()[0].text_of("Name"), Some("Faktura"));
}

/// The contract has the fields, and no document says what a save does with them.
#[tokio::test]
async fn delivered_quantities_are_kept_ignored_or_refused_as_the_switch_says() {
    let erp = shop().await;
    let save = "<OrderId>10001</OrderId><CustomerId>100</CustomerId><OrderStatus>Confirmed</OrderStatus><InvoiceRows>\
                <InvoiceRow><RowId>1</RowId><QuantityDelivered>2</QuantityDelivered><ChangeState>Edit</ChangeState>\
                </InvoiceRow></InvoiceRows>";
    let delivered = || {
        let order = erp.books().order(10001).unwrap();
        order.list("InvoiceRows")[0].text("QuantityDelivered").map(str::to_owned)
    };
    erp.sim.change(|options| options.delivered_quantities = DeliveredQuantities::Ignored);
    assert!(erp.save_order(save).await.child("APIException").is_none());
    assert_eq!(delivered(), None);
    erp.sim.change(|options| options.delivered_quantities = DeliveredQuantities::Refused);
    assert!(failure(&erp.save_order(save).await).contains("QuantityDelivered cannot be set"));
    erp.sim.change(|options| options.delivered_quantities = DeliveredQuantities::Kept);
    assert!(erp.save_order(save).await.child("APIException").is_none());
    assert_eq!(delivered().as_deref(), Some("2"));
}
