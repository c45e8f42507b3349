//! What comes in and what comes back, over SOAP, at the simulated warehouse.

use futures::TryStreamExt;
use ongoing_client::model::{
    ArticleDefinition, ArticleKey, Customer, CustomerOrder, CustomerOrderLine, GetReturnOrdersQuery, InOrder,
    InOrderFilters, InOrderInfoClass, InOrderLine, InOrderStatusReportsQuery, InOrderSupplier,
    OrderInfoClass, ReturnCause, ReturnOrder, ReturnOrderLine, UpdateInOrder, UpdateInOrderLines,
};
use ongoing_client::{Client, Credentials, ErrorKind, GoodsOwner};
use ongoing_simulator::Simulator;
use rust_decimal::Decimal;

async fn warehouse() -> (Simulator, Client) {
    let wms = Simulator::builder().clock(|| "2026-03-02T08:00:00Z".parse().unwrap()).start().await.unwrap();
    let user = Credentials::new(wms.username(), wms.password());
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let client = Client::builder(user, owner).base_url(wms.base_url()).build().unwrap();
    for code in ["17", "18"] {
        client.process_article(ArticleDefinition::by_product_code(code, format!("A-{code}"))).await.unwrap();
    }
    (wms, client)
}

fn purchase_order(lines: &[(&str, &str, i32)]) -> InOrder {
    let line = |(code, article, quantity): &(&str, &str, i32)| {
        InOrderLine::new(*code, ArticleKey::ProductCode((*article).to_owned()), (*quantity).into())
    };
    let supplier = Some(InOrderSupplier::by_number("9", "Lys"));
    let order = InOrder::new(InOrderInfoClass::by_number("P-1"), lines.iter().map(line).collect());
    InOrder { in_order_supplier: supplier, ..order }
}

#[tokio::test]
async fn a_purchase_order_is_announced_received_and_reported() {
    let (wms, client) = warehouse().await;
    let done = client.process_in_order(purchase_order(&[("1", "17", 5), ("2", "18", 2)])).await.unwrap();
    let again = client.process_in_order(purchase_order(&[("1", "17", 6), ("2", "18", 2)])).await.unwrap();
    assert_eq!(done.in_order_id, again.in_order_id, "the same number is the same purchase order");
    let stock = || wms.article_by_product_code("17").unwrap().stock;
    assert_eq!((stock().to_receive, stock().physical), (6.into(), 0.into()));

    wms.receive_on("P-1", "1", 4).unwrap();
    assert_eq!((stock().to_receive, stock().physical), (2.into(), 4.into()));
    let refused = client.process_in_order(purchase_order(&[("1", "17", 1)])).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused, "goods reception has begun");
    assert_eq!(client.process_in_order(InOrder::remove("P-1")).await.unwrap_err().kind(), ErrorKind::Refused);

    let to_report = || client.get_in_orders_by_query(InOrderFilters::to_report()).try_collect::<Vec<_>>();
    let found = to_report().await.unwrap();
    let line = &found[0].received_in_order_lines[0];
    let quantities =
        (line.advised_number_of_items, line.received_number_of_items, line.reported_number_of_items);
    assert_eq!(quantities, (Some(6.into()), Some(4.into()), None));
    assert_eq!(found[0].in_order_supplier.as_ref().unwrap().supplier_number.as_deref(), Some("9"));
    assert_eq!(found[0].received_article_items[0].number_of_items, Some(Decimal::from(4)));
    client.update_in_order_lines(UpdateInOrderLines::report("P-1", [("1", 4.into())])).await.unwrap();
    assert!(to_report().await.unwrap().is_empty());

    wms.finish_reception("P-1").unwrap();
    assert_eq!(stock().to_receive, 0.into(), "what did not come is not expected any more");
    let reports = client.get_in_order_status_reports(InOrderStatusReportsQuery::by_numbers(["P-1", "none"]));
    let reports: Vec<_> = reports.try_collect().await.unwrap();
    assert_eq!((reports.len(), reports[0].in_order_status_number), (1, Some(400)));
    client.update_in_order(UpdateInOrder::status("P-1", 500)).await.unwrap();
    let order = client.get_in_order_by_order_number("P-1").await.unwrap().unwrap();
    assert_eq!(order.in_order_info.unwrap().in_order_status_number, Some(500));
    let statuses: Vec<_> = client.get_in_order_statuses().try_collect().await.unwrap();
    assert!(statuses.iter().any(|status| status.in_order_status_id == Some(900)));
}

#[tokio::test]
async fn goods_of_an_order_come_back_on_a_return_order() {
    let (wms, client) = warehouse().await;
    wms.receive("17", 10).unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let line = CustomerOrderLine::new("1", ArticleKey::ProductCode("17".into()), 3.into());
    let customer = Customer::by_name_and_address("Kari", "Storgata 1");
    let order = CustomerOrder::new(OrderInfoClass::by_number("1001", day), customer, vec![line]);
    client.process_order(order).await.unwrap();
    wms.pick_all("1001").unwrap();

    let announced = |code: &str| {
        let line = ReturnOrderLine {
            return_order_row_number: Some("1".into()),
            ..ReturnOrderLine::by_code(code, 2.into())
        };
        let cause = Some(ReturnCause::find_or_create("BROKEN", "Broken"));
        ReturnOrder { return_cause: cause, ..ReturnOrder::new("1001", "R-1", vec![line]) }
    };
    let refused = client.process_return_order(announced("7")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused, "no such line");
    let done = client.process_return_order(announced("1")).await.unwrap();
    let again = client.process_return_order(announced("1")).await.unwrap();
    assert!(done.return_order_id.is_some() && done == again);
    wms.take_back("R-1", "1", 1, true).unwrap();
    wms.take_back("R-1", "1", 1, false).unwrap();
    assert_eq!(wms.article_by_product_code("17").unwrap().stock.physical, 8.into(), "one was thrown away");

    let query = GetReturnOrdersQuery::of_orders(["1001"]);
    let found = client.get_return_orders_by_query(query).await.unwrap().return_orders;
    assert_eq!(found[0].return_cause_code.as_deref(), Some("BROKEN"));
    let line = &found[0].return_order_lines[0];
    let quantities =
        (line.picked_number_of_items, line.to_be_returned_number_of_items, line.returned_number_of_items);
    assert_eq!(quantities, (Some(3.into()), Some(2.into()), Some(2.into())));
    let none = client.get_return_orders_by_query(GetReturnOrdersQuery::of_orders(["9"])).await.unwrap();
    assert!(none.return_orders.is_empty());
}

#[tokio::test]
async fn no_goods_come_on_a_purchase_order_that_is_cancelled_and_no_reception_of_it_ends() {
    let (wms, client) = warehouse().await;
    client.process_in_order(purchase_order(&[("1", "17", 5)])).await.unwrap();
    client.process_in_order(InOrder::remove("P-1")).await.unwrap();
    wms.receive_on("P-1", "1", 4).unwrap_err();
    wms.finish_reception("P-1").unwrap_err();
    let reports = client.get_in_order_status_reports(InOrderStatusReportsQuery::by_numbers(["P-1"]));
    let reports: Vec<_> = reports.try_collect().await.unwrap();
    assert_eq!(reports[0].in_order_status_number, Some(900));
}
