//! Orders and statuses.

use futures::TryStreamExt;
use ongoing_client::model::{Customer, OrderFilters, OrderId, OrderOperation, UpdateOrderLines};
use ongoing_client::{ErrorKind, WarehouseApi, XsDateTime};
use serde_json::json;

use super::{Bench, order};

async fn with_articles() -> Bench {
    let bench = Bench::new().await;
    let articles = json!([
        {"articleSystemId": 1, "articleNumber": "NOW-17", "productCode": "17"},
        {"articleSystemId": 2, "articleNumber": "NOW-18", "productCode": "18"},
        {"articleSystemId": 3, "articleNumber": "other", "productCode": "178"}
    ]);
    bench.answers("GET", "/articles", &[], articles).await;
    bench
}

#[tokio::test]
async fn an_order_carries_the_numbers_that_the_warehouse_has_now() {
    let bench = with_articles().await;
    bench.answers("PUT", "/orders", &[], json!({"orderId": 77, "message": "ok"})).await;
    let done = bench.client.process_order(order("1001")).await.unwrap();
    assert_eq!(done.order_id, Some(OrderId(77)));
    let requests = bench.requests().await;
    assert_eq!(requests.len(), 2);
    assert!(requests[0].1.contains("productCodes=17&productCodes=18"), "{}", requests[0].1);
    assert_eq!(
        requests[1].2,
        json!({
            "goodsOwnerId": 159, "orderNumber": "1001", "deliveryDate": "2026-11-23T00:00:00", "orderRemark": "",
            "wayOfDelivery": {"code": "1", "name": "Post"},
            "consignee": {
                "name": "Kari Nordmann", "address1": "Storgata 1",
                "advanced": {
                    "emailNotification": {"toBeNotified": false, "value": "kari@example.no"},
                    "smsNotification": {"toBeNotified": false, "value": "+47 900 00 000"}
                },
                "invoiceAddress": {"name": "Nordmann AS", "advanced": {}}
            },
            "advanced": {"wayOfDeliveryString": "Post"},
            "orderLines": [
                {"rowNumber": "1", "articleNumber": "NOW-17", "numberOfItems": 2.5},
                {"rowNumber": "2", "articleNumber": "NOW-18", "numberOfItems": 2.5}
            ]
        })
    );
}

#[tokio::test]
async fn phones_and_mail_go_to_the_notifications_and_nobody_is_notified_unless_told() {
    let bench = with_articles().await;
    bench.answers("PUT", "/orders", &[], json!({"orderId": 77})).await;
    let mut told = order("1001");
    let customer = told.customer.as_mut().unwrap();
    customer.tele_phone = Some("22 00 00 00".into());
    bench.client.process_order(told.clone()).await.unwrap();
    told.customer.as_mut().unwrap().notify_by_sms = true;
    bench.client.process_order(told).await.unwrap();
    let requests = bench.requests().await;
    let consignee = |at: usize| requests[at].2["consignee"]["advanced"].clone();
    let sms = |told: bool| {
        json!({
            "telephoneNotification": {"toBeNotified": false, "value": "22 00 00 00"},
            "smsNotification": {"toBeNotified": told, "value": "+47 900 00 000"},
            "emailNotification": {"toBeNotified": false, "value": "kari@example.no"}
        })
    };
    assert_eq!(consignee(1), sms(false));
    assert_eq!(consignee(requests.len() - 1), sms(true));
}

#[tokio::test]
async fn an_unknown_article_refuses_the_whole_order() {
    let bench = Bench::new().await;
    bench
        .answers(
            "GET",
            "/articles",
            &[],
            json!([{"articleSystemId": 1, "articleNumber": "x", "productCode": "17"}]),
        )
        .await;
    let error = bench.client.process_order(order("1001")).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Refused, "no article has the product code 18"));
    assert_eq!(bench.requests().await.len(), 1);
}

#[tokio::test]
async fn an_answer_without_an_id_is_no_success() {
    let bench = with_articles().await;
    bench.answers("PUT", "/orders", &[], json!({"message": "Fine, fine."})).await;
    assert_eq!(bench.client.process_order(order("1")).await.unwrap_err().kind(), ErrorKind::NoResult);
}

#[tokio::test]
async fn what_rest_cannot_say_is_an_error() {
    let bench = with_articles().await;
    let mut create = order("1");
    create.order_info.as_mut().unwrap().order_operation = OrderOperation::Create;
    let mut undated = order("1");
    undated.order_info.as_mut().unwrap().delivery_date = XsDateTime::default();
    for order in [create, undated] {
        assert_eq!(bench.client.process_order(order).await.unwrap_err().kind(), ErrorKind::Unsupported);
    }
    let customer = Customer::by_name_and_address("Kari", "Storgata 1");
    assert_eq!(bench.client.process_customer(customer).await.unwrap_err().kind(), ErrorKind::Unsupported);
    let printed =
        OrderFilters { last_printed_time_from: Some(XsDateTime::default()), ..OrderFilters::default() };
    let error = bench.client.orders(printed).try_collect::<Vec<_>>().await.unwrap_err();
    assert!(error.message().contains("LastPrintedTimeFrom"), "{error}");
    assert!(bench.requests().await.iter().all(|(verb, ..)| verb == "GET"));
}

#[tokio::test]
async fn an_order_is_cancelled_by_its_number() {
    let bench = Bench::new().await;
    let query = [("goodsOwnerId", "159"), ("orderNumber", "10 & 1")];
    bench.answers("DELETE", "/orders", &query, json!({"orderId": 77, "message": ""})).await;
    let done = bench.client.remove_order("10 & 1").await.unwrap();
    assert_eq!((done.order_id, done.message), (Some(OrderId(77)), None));
}

fn kit() -> serde_json::Value {
    json!({
        "orderInfo": {
            "orderId": 77, "orderNumber": "1001", "orderStatus": {"number": 450, "text": "Sent"}, "shippedTime": null,
            "deliveryDate": "2026-11-23", "createdDate": "2026-11-21T10:11:12.5Z", "wayBill": "", "freeText1": "",
            "advanced": {"backOrderInfo": {"backOrderForOrderId": 70}}
        },
        "consignee": {"id": 4, "name": "Kari", "advanced": {"smsNotification": {"toBeNotified": false, "value": "900"}}},
        "parcels": [{"id": 1, "parcelNumber": "P1", "isReturnParcel": false, "tracking": null}],
        "tracking": [{"waybill": "WB-1"}],
        "orderLines": [{
            "id": 11, "rowNumber": "1", "orderedNumberOfItems": 2, "pickedNumberOfItems": 1.0, "reportedNumberOfItems": null,
            "shouldBePicked": true, "article": {"articleSystemId": 9, "productCode": "17"},
            "subOrderLines": [{"id": 12, "rowNumber": "", "pickedNumberOfItems": 4, "subOrderLines": null}]
        }]
    })
}

#[tokio::test]
async fn an_order_is_read_as_over_soap() {
    let bench = Bench::new().await;
    let query = [
        ("onlyOrdersWithOrderLinesToReport", "true"),
        ("orderStatusFrom", "450"),
        ("maxOrdersToGet", "1000"),
    ];
    bench.answers("GET", "/orders", &query, json!([kit()])).await;
    let filters = OrderFilters { order_status_from: Some(450), ..OrderFilters::to_report() };
    let orders: Vec<_> = bench.client.orders(filters).try_collect().await.unwrap();
    let info = orders[0].order_info.as_ref().unwrap();
    assert_eq!((info.order_id, info.order_status_number), (Some(OrderId(77)), Some(450)));
    assert_eq!((info.shipped_time, info.way_bill.as_deref(), &info.free_text1), (None, Some("WB-1"), &None));
    assert_eq!(info.delivery_date.unwrap().naive().to_string(), "2026-11-23 00:00:00");
    assert_eq!(info.back_order_for_order_id, Some(OrderId(70)));
    let [line, part] = orders[0].picked_order_lines.as_slice() else { panic!("{orders:?}") };
    assert_eq!((line.is_parent_line, line.reported_number_of_items), (Some(true), None));
    assert_eq!((part.parent_order_line_id, part.is_parent_line), (line.order_line_system_id, Some(false)));
    assert_eq!(part.parent_external_order_line_code.as_deref(), Some("1"));
    assert_eq!(orders[0].order_pallet_items[0].label_id.as_deref(), Some("P1"));
    assert_eq!(orders[0].consignee.as_ref().unwrap().mobile_phone.as_deref(), Some("900"));
}

#[tokio::test]
async fn only_the_numbers_asked_for_are_believed() {
    let bench = Bench::new().await;
    bench
        .answers(
            "GET",
            "/orders",
            &[],
            json!([kit(), {"orderInfo": {"orderId": 78, "orderNumber": "10012"}}]),
        )
        .await;
    let orders: Vec<_> = bench.client.orders(OrderFilters::by_numbers(["1001"])).try_collect().await.unwrap();
    assert_eq!(orders.len(), 1);
}

#[tokio::test]
async fn orders_are_asked_for_by_id_one_by_one_and_missing_ones_are_missing() {
    let bench = Bench::new().await;
    bench.answers("GET", "/orders/77", &[], kit()).await;
    let filters =
        OrderFilters { order_ids_to_get: vec![OrderId(76), OrderId(77)], ..OrderFilters::default() };
    let orders: Vec<_> = bench.client.orders(filters).try_collect().await.unwrap();
    assert_eq!(orders.len(), 1);
}

#[tokio::test]
async fn reported_quantities_are_written_line_by_line() {
    let bench = Bench::new().await;
    bench.answers("GET", "/orders", &[("orderNumbers", "1001")], json!([kit()])).await;
    bench.answers("PATCH", "/orders/77/lines/11/reportedNumberOfItems", &[], json!("whatever")).await;
    let done =
        bench.client.update_order_lines(UpdateOrderLines::report("1001", [("1", 1.into())])).await.unwrap();
    assert_eq!(done.order_id, Some(OrderId(77)));
    assert_eq!(bench.requests().await[1].2, json!({"reportedNumberOfItems": 1}));
    for (order, line) in [("1001", "2"), ("404", "1")] {
        let update = UpdateOrderLines::report(order, [(line, 1.into())]);
        assert!(bench.client.update_order_lines(update).await.is_err(), "{order}/{line}");
    }
}

#[tokio::test]
async fn statuses_are_the_warehouse_s_own() {
    let bench = Bench::new().await;
    bench
        .answers("GET", "/orders/statuses", &[], json!({"orderStatuses": [{"number": 451, "text": "Klar"}]}))
        .await;
    let statuses = bench.client.order_statuses().await.unwrap();
    assert_eq!(
        (statuses[0].order_status_id, statuses[0].order_status_name.as_deref()),
        (Some(451), Some("Klar"))
    );
}
