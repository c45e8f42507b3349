//! What operations send, and what becomes of their answers: one of each kind, since all are declared alike.

use std::time::Duration;

use chrono::NaiveDate;
use futures::TryStreamExt;
use ongoing_client::model::{ArticleSystemId, InOrderId, InOrderLineId, OrderId, OrderLineId, ReturnOrderId};
use ongoing_client::rest::model::{
    PatchOrderClassesModel, PatchOrderStatus, PatchReportedNumberOfItems, PostFileNoFilenameModel,
    PostPurchaseOrderLine, PostPurchaseOrderModel, PostTrackingModel,
};
use ongoing_client::rest::operation::{
    HistoricalInventoryQuery, OrdersQuery, PurchaseOrdersQuery, ReturnOrdersQuery,
};
use ongoing_client::{Client, Credentials, ErrorKind, GoodsOwner, RetryPolicy};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use super::{Bench, PASSWORD};

#[tokio::test]
async fn places_values_and_bodies_stand_where_the_document_has_them() {
    let bench = Bench::new().await;
    let done = json!({"orderId": 7});
    bench.answers("PATCH", "/orders/7/lines/8/reportedNumberOfItems", &[], done.clone()).await;
    bench.answers("PUT", "/orders/7/files", &[], json!({"fileId": 3, "success": true})).await;
    bench.answers("DELETE", "/orders", &[], done.clone()).await;
    bench.answers("GET", "/articles/historicalInventory", &[], json!([])).await;
    bench.answers("PATCH", "/orders/7/setOrderClasses", &[], done).await;

    let body = PatchReportedNumberOfItems { reported_number_of_items: "1.5".parse().unwrap() };
    bench.client.patch_order_line_reported(OrderId(7), OrderLineId(8), body).await.unwrap();
    let body = PostFileNoFilenameModel {
        mime_type: "text/plain".into(),
        file_data: asmx_soap::Base64(b"hi".into()),
    };
    let file = bench.client.put_order_file(OrderId(7), "a & b.txt", body).await.unwrap();
    assert_eq!(file.file_id, Some(3));
    bench.client.delete_order("10 / 2").await.unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
    let filters = HistoricalInventoryQuery { warehouse_id: Some(2) };
    assert!(bench.client.get_historical_inventory(day, filters).await.unwrap().is_empty());
    bench.client.patch_set_order_classes(OrderId(7), PatchOrderClassesModel::default()).await.unwrap();

    let sent = bench.requests().await;
    let at = |index: usize| (sent[index].0.as_str(), sent[index].1.as_str(), sent[index].2.clone());
    assert_eq!(
        at(0),
        ("PATCH", "/orders/7/lines/8/reportedNumberOfItems", json!({"reportedNumberOfItems": 1.5}))
    );
    let file = json!({"mimeType": "text/plain", "fileDataBase64": "aGk="});
    assert_eq!(at(1), ("PUT", "/orders/7/files?fileName=a+%26+b.txt", file));
    assert_eq!(at(2), ("DELETE", "/orders?goodsOwnerId=159&orderNumber=10+%2F+2", Value::Null));
    let past =
        "/articles/historicalInventory?goodsOwnerId=159&stockDate=2026-01-31T00%3A00%3A00&warehouseId=2";
    assert_eq!(at(3), ("GET", past, Value::Null));
    assert_eq!(at(4), ("PATCH", "/orders/7/setOrderClasses", json!({"classes": []})), "none is a list, too");
}

#[tokio::test]
async fn a_body_names_the_goods_owner_by_itself() {
    let bench = Bench::new().await;
    bench.answers("PUT", "/purchaseOrders", &[], json!({"purchaseOrderId": 5})).await;
    let line = PostPurchaseOrderLine {
        row_number: "1".into(),
        article_number: "LAMP".into(),
        number_of_items: 3.into(),
        ..Default::default()
    };
    let body = |goods_owner_id| PostPurchaseOrderModel {
        goods_owner_id,
        purchase_order_number: "P-1".into(),
        purchase_order_lines: vec![line.clone()],
        ..Default::default()
    };
    let answer = bench.client.put_purchase_order(body(0)).await.unwrap();
    assert_eq!(answer.purchase_order_id, Some(InOrderId(5)));
    bench.client.put_purchase_order(body(160)).await.unwrap();
    let lines = json!([{"rowNumber": "1", "articleNumber": "LAMP", "numberOfItems": 3}]);
    let sent: Vec<_> = bench.requests().await.into_iter().map(|(_, _, body)| body).collect();
    for (body, owner) in sent.iter().zip([159, 160]) {
        let expected =
            json!({"goodsOwnerId": owner, "purchaseOrderNumber": "P-1", "purchaseOrderLines": lines});
        assert_eq!(*body, expected);
    }
}

#[tokio::test]
async fn a_paged_list_is_read_page_by_page_from_where_it_should_begin() {
    let bench = Bench::new().await;
    let page = |ids: &[i32]| {
        let orders = ids.iter().map(|id| json!({"purchaseOrderInfo": {"purchaseOrderId": id}}));
        Value::Array(orders.collect())
    };
    bench.answers("GET", "/purchaseOrders", &[("purchaseOrderIdFrom", "4")], page(&[5, 4])).await;
    bench.answers("GET", "/purchaseOrders", &[("purchaseOrderIdFrom", "6")], page(&[9])).await;
    let filters = PurchaseOrdersQuery {
        purchase_order_id_from: Some(InOrderId(4)),
        max_purchase_orders_to_get: Some(2),
        purchase_order_status_from: Some(400),
        ..Default::default()
    };
    let orders: Vec<_> = bench.client.get_purchase_orders(filters).try_collect().await.unwrap();
    let ids =
        orders.iter().map(|order| order.purchase_order_info.as_ref().unwrap().purchase_order_id.unwrap().0);
    assert_eq!(ids.collect::<Vec<_>>(), [5, 4, 9]);
    let sent = bench.requests().await;
    let first = "/purchaseOrders?goodsOwnerId=159&purchaseOrderStatusFrom=400&purchaseOrderIdFrom=4&maxPurchaseOrdersToGet=2";
    assert_eq!((sent.len(), sent[0].1.as_str()), (2, first));
}

#[tokio::test]
async fn a_list_of_keys_is_asked_for_in_addresses_that_the_server_accepts() {
    let bench = Bench::new().await;
    bench.answers("GET", "/returnOrders", &[], json!(null)).await;
    bench.answers("GET", "/orders", &[], json!([])).await;
    let numbers: Vec<String> = (0..300).map(|number| format!("R-{number:06}")).collect();
    let filters = ReturnOrdersQuery { return_order_numbers: numbers.clone(), ..Default::default() };
    assert!(bench.client.get_return_orders(filters).await.unwrap().is_empty());
    let sent = bench.requests().await;
    assert!(sent.len() > 3 && sent.iter().all(|(_, address, _)| address.len() < 2048), "{}", sent.len());
    let asked: usize =
        sent.iter().map(|(_, address, _)| address.matches("returnOrderNumbers=R-").count()).sum();
    assert_eq!(asked, 300);
    // Two lists narrow each other: taken apart they would ask for something else.
    let filters = OrdersQuery {
        order_numbers: numbers[..2].into(),
        article_numbers: numbers[2..4].into(),
        ..Default::default()
    };
    assert!(bench.client.get_orders(filters).try_next().await.unwrap().is_none());
    let last = bench.requests().await.pop().unwrap().1;
    assert_eq!(
        (last.matches("orderNumbers=").count(), last.matches("articleNumbers=").count()),
        (2, 2),
        "{last}"
    );
}

#[tokio::test]
async fn an_answer_that_says_that_it_did_not_succeed_is_a_refusal() {
    let bench = Bench::new().await;
    let said = json!({"success": false, "message": "No such order.<br/>"});
    bench.answers("PUT", "/orders/7/orderTracking", &[], said).await;
    let items = json!({"success": false, "messages": [
        {"purchaseOrderLineId": 1, "success": true},
        {"purchaseOrderLineId": 2, "success": false, "message": "No such line."},
        {"purchaseOrderLineId": 3, "success": false, "message": "Locked."},
    ]});
    bench.answers("PUT", "/purchaseOrders/5/articleItems", &[], items).await;
    let refused =
        bench.client.put_order_tracking(OrderId(7), PostTrackingModel::default()).await.unwrap_err();
    assert_eq!((refused.kind(), refused.message()), (ErrorKind::Refused, "No such order."));
    let refused =
        bench.client.put_purchase_order_article_items(InOrderId(5), Default::default()).await.unwrap_err();
    assert_eq!((refused.kind(), refused.message()), (ErrorKind::Refused, "No such line. / Locked."));
}

#[tokio::test]
async fn an_answer_without_a_type_is_not_looked_at_and_one_that_is_none_is_an_error() {
    let bench = Bench::new().await;
    let page = ResponseTemplate::new(200).set_body_string("<html>");
    let at = "/purchaseOrders/5/setReportedNumberOfItemsToReceivedNumberOfItems";
    bench.answers_with("PATCH", at, &[], page.clone()).await;
    bench.answers_with("GET", "/returnOrders/9", &[], page).await;
    bench.client.patch_purchase_order_reported_to_received(InOrderId(5)).await.unwrap();
    let error = bench.client.get_return_order(ReturnOrderId(9)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::NotTheApi, Some("GET /returnOrders/{returnOrderId}"))
    );
}

#[tokio::test]
async fn only_what_is_harmless_twice_is_repeated() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    let quick = RetryPolicy::default().waits(Duration::ZERO, Duration::ZERO);
    let client = Client::builder(Credentials::new("WSI-acme", PASSWORD), GoodsOwner::new("ACME", 159))
        .base_url(server.uri())
        .retry(quick)
        .build_rest()
        .unwrap();
    let asked = async || server.received_requests().await.unwrap().len();
    client.get_return_order_statuses().await.unwrap_err();
    let read = asked().await;
    assert!(read > 1, "a read is repeated");
    client.patch_order_status(OrderId(7), PatchOrderStatus { order_status_number: 300 }).await.unwrap_err();
    let set = asked().await;
    assert_eq!(set, 2 * read, "what sets a value is");
    let body = PatchReportedNumberOfItems::default();
    client.patch_purchase_order_line_reported(InOrderId(5), InOrderLineId(6), body).await.unwrap_err();
    assert_eq!(asked().await, 3 * read, "also where the answer has no type");
    client.post_article_file(ArticleSystemId(1), Default::default()).await.unwrap_err();
    client.put_order_tracking(OrderId(7), PostTrackingModel::default()).await.unwrap_err();
    client.delete_return_order("R-1").await.unwrap_err();
    assert_eq!(asked().await, 3 * read + 3, "what adds or removes something is not");
}

#[tokio::test]
async fn a_change_without_a_body_says_that_it_has_none() {
    let bench = Bench::new().await;
    let at = "/orders/7/setReportedNumberOfItemsToPickedNumberOfItems";
    bench.answers("PATCH", at, &[], json!({"orderId": 7})).await;
    bench.client.patch_order_reported_to_picked(OrderId(7)).await.unwrap();
    let request = bench.server.received_requests().await.unwrap().pop().unwrap();
    // IIS answers a PATCH without a length with 411.
    assert_eq!(request.headers["content-length"], "0");
}
