//! What comes in and what comes back, and files, over REST, at the simulated warehouse; with its answers against the document.

use asmx_soap::Base64;
use futures::TryStreamExt;
use ongoing_client::model::{ArticleDefinition, InOrderId, OrderId};
use ongoing_client::rest::RestClient;
use ongoing_client::rest::model::{
    PatchPurchaseOrderStatus, PatchReportedNumberOfItems, PatchReturnOrderStatus, PostFileModel,
    PostFileNoFilenameModel, PostPurchaseOrderLine, PostPurchaseOrderModel, PostReturnCauseModel,
    PostReturnOrderCustomerOrder, PostReturnOrderLine, PostReturnOrderLineCustomerOrderLine,
    PostReturnOrderModel,
};
use ongoing_client::rest::operation::{PurchaseOrdersQuery, ReturnOrdersQuery};
use ongoing_client::{ErrorKind, WarehouseApi};
use ongoing_simulator::Simulator;
use rust_decimal::Decimal;
use serde_json::Value;

use super::openapi::{answer_schema, check, document};
use super::warehouse::builder;
use super::{order, standing};

async fn warehouse() -> (Simulator, RestClient) {
    let wms = standing().start().await.unwrap();
    let client = builder(&wms).build_rest().unwrap();
    for code in ["17", "18"] {
        client.process_article(ArticleDefinition::by_product_code(code, format!("A-{code}"))).await.unwrap();
    }
    (wms, client)
}

fn purchase_order(quantity: i32) -> PostPurchaseOrderModel {
    let line = PostPurchaseOrderLine {
        row_number: "1".into(),
        article_number: "A-17".into(),
        number_of_items: quantity.into(),
        ..Default::default()
    };
    let purchase_order_number = "P-1".into();
    PostPurchaseOrderModel { purchase_order_number, purchase_order_lines: vec![line], ..Default::default() }
}

#[tokio::test]
async fn a_purchase_order_is_announced_received_and_reported() {
    let (wms, client) = warehouse().await;
    let done = client.put_purchase_order(purchase_order(5)).await.unwrap();
    let id = done.purchase_order_id.unwrap();
    assert_eq!(client.put_purchase_order(purchase_order(6)).await.unwrap().purchase_order_id, Some(id));
    wms.receive_on("P-1", "1", 6).unwrap();
    let refused = client.delete_purchase_order("P-1").await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused, "goods reception has begun");
    let to_report = || {
        let only = Some(true);
        let query = PurchaseOrdersQuery {
            only_purchase_orders_with_order_lines_to_report: only,
            ..Default::default()
        };
        client.get_purchase_orders(query).try_collect::<Vec<_>>()
    };
    let found = to_report().await.unwrap();
    let line = &found[0].purchase_order_lines[0];
    assert_eq!(
        (line.received_number_of_items, line.reported_number_of_items),
        (Some(Decimal::from(6)), None)
    );
    let body = PatchReportedNumberOfItems { reported_number_of_items: 6.into() };
    client.patch_purchase_order_line_reported(id, line.id.unwrap(), body).await.unwrap();
    assert!(to_report().await.unwrap().is_empty());
    let body = PatchPurchaseOrderStatus { purchase_order_status_number: 500 };
    client.patch_purchase_order_status(id, body).await.unwrap();
    let status =
        client.get_purchase_order(id).await.unwrap().purchase_order_info.unwrap().purchase_order_status;
    assert_eq!(status.unwrap().number, Some(500));
    assert_eq!(client.get_purchase_order(InOrderId(1)).await.unwrap_err().status(), Some(404));
}

#[tokio::test]
async fn goods_of_an_order_come_back_on_a_return_order() {
    let (wms, client) = warehouse().await;
    wms.receive("17", 10).unwrap();
    wms.receive("18", 10).unwrap();
    client.process_order(order("1001")).await.unwrap();
    wms.pick_all("1001").unwrap();
    let sold = wms.order("1001").unwrap();
    let cause = PostReturnCauseModel { code: "BROKEN".into(), name: "Broken".into(), ..Default::default() };
    client.put_return_cause(cause).await.unwrap();
    let announced = |line| PostReturnOrderModel {
        return_order_number: "R-1".into(),
        customer_order: PostReturnOrderCustomerOrder { order_id: OrderId(sold.order_id) },
        return_order_lines: vec![PostReturnOrderLine {
            return_order_row_number: "1".into(),
            customer_order_line: PostReturnOrderLineCustomerOrderLine { order_line_id: line },
            to_be_returned_number_of_items: 2.into(),
            ..Default::default()
        }]
        .into(),
        ..Default::default()
    };
    let refused = client.put_return_order(announced(1.into())).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused, "no such line");
    let done = client.put_return_order(announced(sold.lines[0].id.into())).await.unwrap();
    wms.take_back("R-1", "1", 1, false).unwrap();
    let query = ReturnOrdersQuery { customer_order_numbers: vec!["1001".into()], ..Default::default() };
    let found = client.get_return_orders(query).await.unwrap();
    let line = &found[0].return_order_lines[0];
    let removed = line.returned_removed_by_inventory_number_of_items;
    assert_eq!((line.returned_number_of_items, removed), (Some(1.into()), Some(1.into())));
    let id = done.return_order_id.unwrap();
    assert_eq!(client.delete_return_order("R-1").await.unwrap_err().kind(), ErrorKind::Refused);
    client
        .patch_return_order_status(id, PatchReturnOrderStatus { return_order_status_number: 900 })
        .await
        .unwrap();
    let status = client.get_return_order(id).await.unwrap().return_order_info.unwrap().return_order_status;
    assert_eq!(status.unwrap().number, Some(900));
}

#[tokio::test]
async fn a_file_that_is_written_by_its_name_replaces_the_one_with_that_name() {
    let (wms, client) = warehouse().await;
    let id = wms.article_by_product_code("17").unwrap().system_id.into();
    let content = |text: &str| Base64(text.into());
    let file = PostFileModel {
        file_name: "a.txt".into(),
        mime_type: "text/plain".into(),
        file_data: content("one"),
        ..Default::default()
    };
    let first = client.post_article_file(id, file.clone()).await.unwrap();
    let body = || PostFileNoFilenameModel { mime_type: "text/plain".into(), file_data: content("two") };
    assert_eq!(client.put_article_file(id, "a.txt", body()).await.unwrap().file_id, first.file_id);
    let second = client.put_article_file(id, "b.txt", body()).await.unwrap();
    assert_ne!(second.file_id, first.file_id);
    let files = client.get_article_files(id).await.unwrap();
    assert_eq!((files.len(), &files[0].file_data), (2, &Some(content("two"))));
    assert_eq!(client.put_article_file_by_id(id, 1, file).await.unwrap_err().kind(), ErrorKind::Refused);
}

#[tokio::test]
async fn what_is_not_simulated_says_so() {
    let (_wms, client) = warehouse().await;
    for error in [
        client.get_parcel_types().await.unwrap_err(),
        client.get_zones(1).await.unwrap_err(),
        client.get_order_classes().await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(501)));
        assert!(error.to_string().contains("not simulated"), "{error}");
    }
}

#[tokio::test]
async fn no_path_of_the_document_is_unknown_to_the_simulator() {
    let (wms, _client) = warehouse().await;
    let http = reqwest::Client::new();
    let (mut answered, mut not_simulated) = (0, 0);
    for operation in ongoing_client::rest::operation::all() {
        let part = |part: &str| if part.starts_with('{') { "1".to_owned() } else { part.to_owned() };
        let path = operation.path.split('/').map(part).collect::<Vec<_>>().join("/");
        let address = format!("{}/api/v1{path}", wms.base_url());
        let request = http.request(operation.method.parse().unwrap(), address).body("{}");
        let answer = request.basic_auth(wms.username(), Some(wms.password())).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        assert!(!text.contains("No HTTP resource"), "{} {}: {text}", operation.method, operation.path);
        if status == 501 { not_simulated += 1 } else { answered += 1 }
    }
    println!("Ongoing REST: {answered} operations simulated, {not_simulated} not");
    assert_eq!((answered, not_simulated), (53, 67));
}

#[tokio::test]
async fn the_simulated_answers_are_as_the_document_describes_them() {
    let Some(document) = document() else { return };
    let (wms, client) = warehouse().await;
    wms.receive("17", 10).unwrap();
    wms.receive("18", 10).unwrap();
    client.process_order(order("1001")).await.unwrap();
    client.put_purchase_order(purchase_order(5)).await.unwrap();
    wms.receive_on("P-1", "1", 2).unwrap();
    let sold = wms.order("1001").unwrap();
    let announced = PostReturnOrderModel {
        return_order_number: "R-1".into(),
        customer_order: PostReturnOrderCustomerOrder { order_id: OrderId(sold.order_id) },
        return_order_lines: vec![PostReturnOrderLine {
            return_order_row_number: "1".into(),
            customer_order_line: PostReturnOrderLineCustomerOrderLine {
                order_line_id: sold.lines[0].id.into(),
            },
            to_be_returned_number_of_items: 1.into(),
            ..Default::default()
        }]
        .into(),
        ..Default::default()
    };
    client.put_return_order(announced).await.unwrap();
    let http = reqwest::Client::new();
    for path in [
        "/purchaseOrders",
        "/purchaseOrders/statuses",
        "/purchaseOrders/types",
        "/returnOrders",
        "/returnOrders/statuses",
        "/returnOrders/returnCauses",
    ] {
        let address = format!("{}/api/v1{path}?goodsOwnerId={}", wms.base_url(), wms.goods_owner_id());
        let request = http.get(address).basic_auth(wms.username(), Some(wms.password()));
        let answer: Value =
            serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap();
        check(&document, answer_schema(&document, path, "get", "200"), &answer, path);
    }
}
